import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from secretary_app.domain.model import Attachment, Document, DocumentKind
from secretary_app.store.checking import CheckFinding, FindingKind
from secretary_app.store.files import KeptFile, Section, keep_file
from secretary_app.store.register import Register


def _kinds(findings: list[CheckFinding]) -> list[FindingKind]:
    return [finding.kind for finding in findings]


@pytest.fixture
def with_files(filled: Register, tmp_path: Path, town) -> Register:
    source = tmp_path / "missiv.pdf"
    source.write_bytes(b"%PDF invented")
    kept = keep_file(filled.files, source, town.remiss, Section.ATTACHMENTS)
    draft = keep_file(filled.files, source, town.remiss, Section.DRAFTS, "Yttrande.docx")
    with filled.change("Lade in handlingar") as change:
        change.add(_attachment("f", town.remiss.id, kept))
        change.add(
            Document(
                id="d",
                remiss_id=town.remiss.id,
                kind=DocumentKind.YTTRANDE,
                path=draft.path,
                digest=draft.digest,
                made=dt.date(2025, 3, 18),
            )
        )
    return filled


def _attachment(id_: str, remiss: str, kept: KeptFile) -> Attachment:
    return Attachment(id=id_, remiss_id=remiss, kind="missiv", name="missiv.pdf", path=kept.path, digest=kept.digest)


def test_all_is_well(with_files: Register) -> None:
    assert with_files.check() == []


def test_files_missing_changed_and_unknown(with_files: Register) -> None:
    attachment = with_files.files / with_files.get(Attachment, "f").path
    draft = with_files.files / with_files.get(Document, "d").path
    attachment.write_bytes(b"changed")
    draft.write_bytes(b"changed")
    (attachment.parent / "lapp.txt").write_text("x", encoding="utf-8")
    (attachment.parent / "~$lapp.docx").write_text("x", encoding="utf-8")
    found = with_files.check()
    assert _kinds(found) == [FindingKind.CHANGED, FindingKind.EDITED, FindingKind.UNKNOWN]
    assert [finding.is_fault for finding in found] == [True, False, False]
    assert "Handlingar/lapp.txt" in found[2].text
    attachment.unlink()
    assert _kinds(with_files.check())[0] == FindingKind.MISSING


def test_a_file_of_a_row_that_was_taken_away_is_known(with_files: Register) -> None:
    with with_files.change("Tog bort") as change:
        change.remove(with_files.get(Attachment, "f"))
    assert with_files.check() == []
    with_files.undo(3)
    assert with_files.check() == []


def test_nothing_is_read_outside_the_folder(with_files: Register, tmp_path: Path, town) -> None:
    (tmp_path / "hemligt.txt").write_text("x", encoding="utf-8")
    with with_files.change("Lade in en väg ut") as change:
        change.add(_attachment("out", town.remiss.id, KeptFile(path="../hemligt.txt", digest="0")))
    (finding,) = with_files.check()
    assert finding.kind == FindingKind.OUTSIDE
    assert "lästes inte" in finding.text


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("DELETE FROM namnd_history WHERE abbreviation = 'OSN'", FindingKind.HISTORY),
        ("UPDATE remiss_history SET title = 'Annan'", FindingKind.HISTORY),
        ("DELETE FROM search_item WHERE kind = 'remiss'", FindingKind.SEARCH),
        ("INSERT INTO search_index (search_index) VALUES ('delete-all')", FindingKind.SEARCH),
        ("INSERT INTO search_index (rowid, text) VALUES (99, 'spöke')", FindingKind.SEARCH),
        ("INSERT INTO search_part (search_part) VALUES ('delete-all')", FindingKind.SEARCH),
        ("DELETE FROM namnd WHERE abbreviation = 'OSN'", FindingKind.REFERENCE),
    ],
)
def test_what_does_not_agree(filled: Register, path: Path, fault: str, kind: FindingKind) -> None:
    filled.close()
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute(fault)
    raw.close()
    with Register.open(path) as register:
        found = register.check()
    assert kind in _kinds(found)
    assert all(finding.is_fault and finding.text.endswith(".") for finding in found)


def test_a_reader_checks_while_another_writes(filled: Register, path: Path) -> None:
    with filled.change("Pågår"), Register.open(path) as reader:
        assert reader.check() == []
