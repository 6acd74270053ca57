from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Remiss
from secretary_app.store.files import Section, copy_all, files_folder, inside, keep_file, put_back, remiss_folder
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest
from secretary_app.support.progress import Cancelled


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


@pytest.mark.parametrize(
    ("title", "called"),
    [
        (
            "Uppföljande granskning av kommunens arbete med krisberedskap",
            "KS-2024-118 Uppföljande granskning av kommunens arbete med",
        ),
        (
            "Uppföljande granskning av kommunens arbete och följder - tre",
            "KS-2024-118 Uppföljande granskning av kommunens arbete och",
        ),
        ("Granskning " + "x" * 100, "KS-2024-118 Granskning " + "x" * 37),
        ("Kort", "KS-2024-118 Kort"),
    ],
)
def test_a_folders_name_ends_with_a_word(title: str, called: str) -> None:
    remiss = Remiss(id="r", title=title, owner_id="ks", diarienummer="KS/2024:118")
    name = remiss_folder(Path("älvstad-filer"), remiss)
    assert len(name) <= 60
    assert name == called


def test_two_remisser_alike_share_a_folder_and_lose_nothing(folder: Path, source: Path, town) -> None:
    twin = replace(town.remiss, id="twin")
    first = keep_file(folder, source, town.remiss, Section.ATTACHMENTS)
    source.write_bytes(b"another")
    second = keep_file(folder, source, twin, Section.ATTACHMENTS)
    assert remiss_folder(folder, twin) == remiss_folder(folder, town.remiss)
    assert [digest(folder / kept.path) for kept in (first, second)] == [first.digest, second.digest]
    assert first.digest != second.digest


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def backed(tmp_path: Path) -> Path:
    """A backup's folder with two files, and what Word has left beside one of them."""
    within = tmp_path / "kopia-filer" / "KS-2025-118" / "Utkast"
    within.mkdir(parents=True)
    (within / "Yttrande.docx").write_bytes(b"as it was")
    (within / "~$trande.docx").write_bytes(b"Anna has it open")
    (tmp_path / "kopia-filer" / "missiv.pdf").write_bytes(b"missiv")
    return tmp_path / "kopia-filer"


def test_a_backup_has_the_files_as_they_are(backed: Path, tmp_path: Path) -> None:
    target = tmp_path / "ny-filer"
    assert copy_all(backed, target) == 2
    draft = "KS-2025-118/Utkast/Yttrande.docx"
    assert _tree(target) == {draft: b"as it was", "missiv.pdf": b"missiv"}
    (backed / draft).write_bytes(b"as it is!")
    (target / "annat.txt").write_bytes(b"somebody's own")
    untouched = (target / "missiv.pdf").stat().st_mtime_ns
    assert copy_all(backed, target) == 2
    assert _tree(target) == {draft: b"as it is!", "missiv.pdf": b"missiv", "annat.txt": b"somebody's own"}
    assert (target / "missiv.pdf").stat().st_mtime_ns == untouched
    assert copy_all(tmp_path / "saknas-filer", target) == 0
    assert not list(target.rglob("~*"))


def test_files_are_put_back_and_what_differs_is_set_aside(backed: Path, tmp_path: Path) -> None:
    target = tmp_path / "älvstad-filer"
    within = target / "KS-2025-118" / "Utkast"
    assert put_back(backed, target) == []
    (within / "Yttrande.docx").write_bytes(b"first later")
    (within / "Ny.docx").write_bytes(b"new")
    (target / "missiv.pdf").unlink()
    first = within / "Yttrande (före återställning).docx"
    assert put_back(backed, target) == [first]
    (within / "Yttrande.docx").write_bytes(b"second later")
    second = within / "Yttrande (före återställning) (2).docx"
    assert put_back(backed, target) == [second]
    (within / "Yttrande.docx").write_bytes(b"first later")
    assert put_back(backed, target) == [first]
    assert put_back(backed, target) == []
    assert put_back(tmp_path / "saknas-filer", target) == []
    assert _tree(target) == {
        "missiv.pdf": b"missiv",
        "KS-2025-118/Utkast/Yttrande.docx": b"as it was",
        "KS-2025-118/Utkast/Yttrande (före återställning).docx": b"first later",
        "KS-2025-118/Utkast/Yttrande (före återställning) (2).docx": b"second later",
        "KS-2025-118/Utkast/Ny.docx": b"new",
    }


def test_what_is_given_up_before_anything_is_replaced_leaves_the_folder_as_it_was(backed: Path, tmp_path: Path) -> None:
    target = tmp_path / "älvstad-filer"
    put_back(backed, target)
    (target / "missiv.pdf").unlink()
    (target / "KS-2025-118" / "Utkast" / "Yttrande.docx").write_bytes(b"later")
    before = _tree(target)

    def give_up() -> None:
        assert (target / "missiv.pdf").is_file()
        raise Cancelled

    with pytest.raises(Cancelled):
        put_back(backed, target, between=give_up)
    assert _tree(target) == before


@pytest.mark.parametrize("copy", [copy_all, put_back])
def test_a_file_that_cannot_be_put_there(backed: Path, tmp_path: Path, copy: Callable[[Path, Path], object]) -> None:
    (tmp_path / "ny-filer" / "missiv.pdf").mkdir(parents=True)
    with pytest.raises(UserError, match=r"missiv.pdf är en mapp"):
        copy(backed, tmp_path / "ny-filer")
    (tmp_path / "fil").write_bytes(b"no folder")
    with pytest.raises(UserError, match="gick inte att läsa eller skriva"):
        copy(backed, tmp_path / "fil")


def test_a_name_of_hardly_any_letters_keeps_some(folder: Path, source: Path, town) -> None:
    kept = keep_file(folder, source, town.remiss, Section.ATTACHMENTS, "?" * 300 + ".pdf")
    assert kept.path.endswith("-----.pdf")


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
