"""The drafts and handlingar of a remiss: their files, what has happened since, and correcting them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import Attachment, Document, DocumentKind, Namnd, Remiss, RemissState
from secretary_app.operations.attaching import add_attachments
from secretary_app.operations.attachments import attachments
from secretary_app.operations.documents import DraftRow, draft_choices, drafts
from secretary_app.operations.drafting import DraftOrder, draft_all, keep_drafts, prepare_drafts
from secretary_app.operations.editing_attachments import change_date, change_kind, remove_attachments
from secretary_app.operations.editing_deadlines import change_answer_by
from secretary_app.operations.history import undo_last
from secretary_app.operations.kept_files import FileState, save_copy
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled, no_progress

KS = DraftOrder(DocumentKind.YTTRANDE, "KS")
FORM = DraftOrder(DocumentKind.SVARSFORMULAR, "OSN")


def only(register: Register, remiss: Remiss) -> DraftRow:
    (row,) = drafts(register, remiss.id)
    return row


def namnder(register: Register, remiss: Remiss) -> dict[DocumentKind, list[str]]:
    choices = draft_choices(register, remiss.id)
    return {each.kind: [body.abbreviation for body in each.namnder] for each in choices.kinds}


def test_several_drafts_are_one_operation_and_lie_in_the_registers_folder(register: Register, asked: Remiss) -> None:
    told: list[tuple[int, int, str]] = []
    made = draft_all(register, asked, [KS, FORM, KS], progress=lambda *step: told.append(step))
    assert [Path(each.path).name for each in made] == ["Yttrande KS 1.docx", "Svarsformulär OSN 1.docx"]
    assert all((register.files / each.path).is_file() for each in made)
    assert (0, 2, "Skriver yttrande KS") in told
    assert (1, 2, "Skriver svarsformulär OSN") in told
    assert register.operations(1)[0].label == "Skapade 2 utkast för KS/2026:31"
    assert "Utkasten ligger kvar som filer." in undo_last(register)
    assert not drafts(register, asked.id)


def test_drafts_are_prepared_on_a_register_that_is_only_read_and_then_kept(register: Register, asked: Remiss) -> None:
    other = register.get(Remiss, "ex-09")
    with Register.open(register.path, clock=register.clock) as reading:
        prepared = prepare_drafts(reading, asked, [KS, FORM], "klassisk", no_progress)
    assert not register.find(Document)
    change_answer_by(register, other, dt.date(2026, 7, 1), "Anstånd")
    assert not keep_drafts(register, prepared).is_outdated
    assert len(register.find(Document)) == 2
    change_answer_by(register, asked, dt.date(2026, 7, 1), "Anstånd")
    assert keep_drafts(register, prepared).is_outdated
    assert max(each.draft_number for each in register.find(Document)) == 2


def test_drafts_of_a_remiss_that_is_gone_are_not_kept(register: Register) -> None:
    with register.change("Lade till") as change:
        gone = Remiss(id="borta", title="Granskning", owner_id=register.find(Namnd, abbreviation="KS")[0].id)
        change.add(gone)
    prepared = prepare_drafts(register, gone, [KS], "klassisk", no_progress)
    undo_last(register)
    with pytest.raises(UserError, match="togs bort medan utkasten skrevs"):
        keep_drafts(register, prepared)
    assert not list(register.files.rglob("*.docx"))


def test_given_up_or_refused_half_way_no_draft_is_kept(register: Register, asked: Remiss) -> None:
    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        draft_all(register, asked, [KS, FORM], progress=stop)
    with pytest.raises(UserError, match="SBN har ingen internremiss"):
        draft_all(register, asked, [KS, DraftOrder(DocumentKind.INTERNREMISS, "SBN")])
    with pytest.raises(UserError, match="minst ett"):
        draft_all(register, asked, [])
    assert not register.find(Document)
    assert not list(register.files.rglob("*.docx"))


def test_newer_versions_stand_first_and_older_ones_are_told_from_them(register: Register, asked: Remiss) -> None:
    for order in (KS, KS, FORM):
        draft_all(register, asked, [order])
    rows = drafts(register, asked.id)
    assert {(row.name, row.is_newest) for row in rows} == {
        ("Yttrande KS 2", True),
        ("Yttrande KS 1", False),
        ("Svarsformulär OSN 1", True),
    }
    versions = [row.name for row in rows if row.document.kind is DocumentKind.YTTRANDE]
    assert versions == ["Yttrande KS 2", "Yttrande KS 1"]
    assert rows[0].made_by == "Test"


def test_what_happened_to_the_file_is_seen(register: Register, asked: Remiss) -> None:
    (made,) = draft_all(register, asked, [KS])
    path = register.files / made.path
    assert only(register, asked).file.state is FileState.AS_KEPT
    lock = path.with_name(f"~${path.name[2:]}")
    lock.touch()
    assert only(register, asked).file.is_open
    lock.unlink()
    assert not only(register, asked).file.is_open
    path.write_bytes(path.read_bytes() + b" ")
    changed = only(register, asked).file
    assert changed.state is FileState.CHANGED
    assert changed.changed_on == dt.datetime.now().astimezone().date()
    path.unlink()
    assert only(register, asked).file.state is FileState.MISSING
    assert only(register, asked).file.path == path


def test_a_change_of_the_remiss_is_told_until_it_is_taken_back(register: Register, asked: Remiss) -> None:
    draft_all(register, asked, [KS])
    assert not only(register, asked).since
    draft_all(register, asked, [FORM])
    moved = change_answer_by(register, asked, dt.date(2026, 7, 31), "Anstånd")
    (yttrande,) = (row for row in drafts(register, asked.id) if row.document.kind is DocumentKind.YTTRANDE)
    assert [each.label for each in yttrande.since] == ["Flyttade svarsdatumet till 31 juli 2026: KS/2026:31"]
    undo_last(register)
    assert not any(row.since for row in drafts(register, asked.id))
    assert moved.row.answer_by == dt.date(2026, 7, 31)


def test_what_a_draft_had_in_it_and_was_taken_back_is_told(register: Register, asked: Remiss) -> None:
    change_answer_by(register, asked, dt.date(2026, 7, 31), "Anstånd")
    operation = register.operations(1)[0].no
    draft_all(register, asked, [KS])
    register.undo(operation)
    assert len(only(register, asked).since) == 1


def test_a_draft_is_offered_for_those_it_can_be_for(register: Register, asked: Remiss) -> None:
    offered = namnder(register, asked)
    assert offered[DocumentKind.INTERNREMISS] == ["BUN", "OSN"]
    assert offered[DocumentKind.TJANSTESKRIVELSE] == ["KS", "BUN", "OSN"]
    assert offered[DocumentKind.PROTOKOLLSUTDRAG][0] == "KS"
    assert "KSAU" in offered[DocumentKind.PROTOKOLLSUTDRAG]
    alone = Remiss(id="ensam", title="Enkät", owner_id=asked.owner_id)
    with register.change("Registrerade enkäten") as change:
        change.add(alone)
    choices = draft_choices(register, alone.id)
    why = {each.kind: each.why_none for each in choices.kinds}
    assert why[DocumentKind.INTERNREMISS] == "Ingen nämnd är tillfrågad än."
    assert why[DocumentKind.YTTRANDE] == ""


def test_everything_that_is_offered_can_be_made(register: Register, asked: Remiss) -> None:
    orders = [DraftOrder(kind, name) for kind, names in namnder(register, asked).items() for name in names[:2]]
    assert len(draft_all(register, asked, orders)) == len(orders)


def test_a_copy_is_saved_beside_and_never_over_the_draft(register: Register, asked: Remiss, tmp_path: Path) -> None:
    (made,) = draft_all(register, asked, [KS])
    source, out = register.files / made.path, tmp_path / "kopia.docx"
    assert save_copy(source, out).read_bytes() == source.read_bytes()
    with pytest.raises(UserError, match="filen själv"):
        save_copy(source, source)
    with pytest.raises(UserError, match="Mappen"):
        save_copy(source, tmp_path / "borta" / "kopia.docx")
    source.unlink()
    with pytest.raises(UserError, match="finns inte längre"):
        save_copy(source, out)
    assert out.is_file()


@pytest.fixture
def papers(register: Register, asked: Remiss, missiv: Callable[..., Path], letter: str, tmp_path: Path) -> list[str]:
    picture = tmp_path / "bild.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    added = add_attachments(register, asked, [missiv(letter), picture])
    return [each.id for each in added.attachments]


def test_handlingar_are_told_with_their_files(register: Register, asked: Remiss, papers: list[str]) -> None:
    rows = {row.attachment.name: row for row in attachments(register, asked.id)}
    assert (rows["missiv.txt"].kind_words, rows["missiv.txt"].has_text) == ("Missiv", True)
    assert (rows["bild.png"].kind_words, rows["bild.png"].has_text) == ("Annan handling", False)
    assert rows["missiv.txt"].added_by == "Test"
    rows["missiv.txt"].file.path.write_text("Annat", encoding="utf-8")
    rows["bild.png"].file.path.unlink()
    states = {row.attachment.name: row.file.state for row in attachments(register, asked.id)}
    assert states == {"missiv.txt": FileState.CHANGED, "bild.png": FileState.MISSING}


def test_a_handling_is_corrected_taken_away_and_put_back(register: Register, asked: Remiss, papers: list[str]) -> None:
    paper = register.get(Attachment, papers[0])
    changed = change_kind(register, paper, "yttrande").row
    with pytest.raises(UserError):
        change_kind(register, paper, "annan")
    dated = change_date(register, changed, dt.date(2026, 2, 1)).row
    assert (dated.kind, dated.dated) == ("yttrande", dt.date(2026, 2, 1))
    with pytest.raises(UserError, match="Året 206"):
        change_date(register, dated, dt.date(206, 2, 1))
    remove_attachments(register, [dated, register.get(Attachment, papers[1])])
    assert not attachments(register, asked.id)
    assert len(list((register.files).rglob("*.*"))) == 2
    undo_last(register)
    assert {row.id for row in attachments(register, asked.id)} == set(papers)


def test_handlingar_of_a_makulerad_remiss_stay_as_they_are(
    register: Register, asked: Remiss, papers: list[str]
) -> None:
    with register.change("Makulerade") as change:
        change.update(Remiss(**{**vars(asked), "state": RemissState.VOID}))
    paper = register.get(Attachment, papers[0])
    with pytest.raises(UserError, match="makulerad"):
        change_kind(register, paper, "yttrande")
    with pytest.raises(UserError, match="makulerad"):
        remove_attachments(register, [paper])
    assert register.get(Attachment, paper.id) == paper
