from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Remiss
from secretary_app.store.files import Section, files_folder, inside, keep_file
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "Missiv från revisorerna.pdf"
    path.write_bytes(b"%PDF-1.7 invented")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return files_folder(tmp_path / "älvstad.beredd")


def test_a_file_is_kept_where_a_person_finds_it(folder: Path, source: Path, town) -> None:
    kept = keep_file(folder, source, town.remiss, Section.ATTACHMENTS)
    assert folder.name == "älvstad-filer"
    assert kept.path == "KS-2025-118 Granskning av integrationsarbete/Handlingar/Missiv från revisorerna.pdf"
    assert (folder / kept.path).read_bytes() == source.read_bytes()
    assert kept.digest == digest(source)
    assert source.exists()


def test_no_file_is_overwritten_and_none_kept_twice(folder: Path, source: Path, town) -> None:
    first = keep_file(folder, source, town.remiss, Section.DRAFTS, "Yttrande.docx")
    assert keep_file(folder, source, town.remiss, Section.DRAFTS, "Yttrande.docx") == first
    source.write_bytes(b"another")
    second = keep_file(folder, source, town.remiss, Section.DRAFTS, "Yttrande.docx")
    assert second.path.endswith("Yttrande (2).docx")
    assert (folder / first.path).read_bytes() == b"%PDF-1.7 invented"


@pytest.mark.parametrize("name", ["../../ut.pdf", r"C:\Windows\x.pdf", "CON.pdf", "a:b.pdf", "/etc/passwd", "..", " "])
def test_a_name_is_never_a_way_out(folder: Path, source: Path, town, name: str) -> None:
    kept = keep_file(folder, source, town.remiss, Section.ATTACHMENTS, name)
    assert (folder / kept.path).resolve().is_relative_to(folder.resolve())
    assert len(kept.path.split("/")) == 3
    assert inside(folder, kept.path) == folder / kept.path


def test_a_remiss_without_a_diarienummer_or_with_a_strange_title(folder: Path, source: Path, town) -> None:
    remiss = replace(town.remiss, diarienummer="", title="../..\\ Vad: <händer>?")
    kept = keep_file(folder, source, remiss, Section.ATTACHMENTS)
    assert kept.path.startswith(remiss.id)
    assert inside(folder, kept.path) is not None


def test_long_names_are_cut_and_keep_their_ending(tmp_path: Path, source: Path) -> None:
    folder = tmp_path / ("djup" * 5) / "älvstad-filer"
    remiss = Remiss(id="r", title="Granskning av " * 40, owner_id="ks", diarienummer="KS/2025:118")
    kept = keep_file(folder, source, remiss, Section.ATTACHMENTS, "Revisionsrapport " * 30 + ".pdf")
    assert kept.path.endswith(".pdf")
    assert len(str(folder / kept.path)) <= 200


def test_a_file_that_is_not_there(folder: Path, tmp_path: Path, town) -> None:
    with pytest.raises(UserError, match=r"saknas.pdf finns inte"):
        keep_file(folder, tmp_path / "saknas.pdf", town.remiss, Section.ATTACHMENTS)
    with pytest.raises(UserError, match="är en mapp"):
        keep_file(folder, tmp_path, town.remiss, Section.ATTACHMENTS)


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x", r"C:\x", r"\\s\d\x", r"a\..\..\x", "c:x"])
def test_a_path_that_leads_out(folder: Path, path: str) -> None:
    assert inside(folder, path) is None


def test_a_link_that_leads_out(folder: Path, source: Path) -> None:
    folder.mkdir()
    try:
        (folder / "link.pdf").symlink_to(source)
    except OSError:
        pytest.skip("links need a right here that this person lacks")
    assert inside(folder, "link.pdf") is None
