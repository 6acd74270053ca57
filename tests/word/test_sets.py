"""Where templates are found: those that come with the program, and own ones over and beside them."""

import shutil
from pathlib import Path

import pytest

from secretary_app.domain.model import DocumentKind
from secretary_app.store import files as store_files
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.word.sets import FOLDER, REPLACED, TITLES, loose_files, own_folder, template_path, template_sets
from secretary_app.word.sets import template_set as found_set


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "alvstad-filer"


def put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(resource("templates", "klassisk", "yttrande.docx"), folder / name)
    return folder


@pytest.mark.parametrize("name", [name for name in TITLES if any(name == each.name for each in template_sets())])
def test_every_shipped_set_has_every_kind(name: str) -> None:
    style = found_set(name)
    assert [each.kind for each in style.templates] == list(DocumentKind)
    assert style.is_shipped
    assert not style.stray
    assert found_set(style.title.upper()) == style


def test_the_folder_that_the_check_of_the_register_leaves_alone_is_that_of_the_templates() -> None:
    assert store_files.TEMPLATES == FOLDER


@pytest.mark.parametrize("name", ["yttrande.docx", "Yttrande.docx", "YTTRANDE.DOCX"])
def test_an_own_file_goes_before_the_shipped_one(files: Path, name: str) -> None:
    own = put(own_folder(files, "klassisk"), name) / name
    assert template_path(DocumentKind.YTTRANDE, "klassisk", files) == own
    assert template_path(DocumentKind.FOLJEBREV, "klassisk", files) == resource("templates", "klassisk/foljebrev.docx")


@pytest.mark.parametrize("name", ["Tjänsteskrivelse.docx", "tja\u0308nsteskrivelse.docx", "tjansteskrivelse.docx"])
def test_a_name_is_known_with_and_without_dots_and_as_a_mac_writes_it(files: Path, name: str) -> None:
    put(own_folder(files, "Vår stil"), name)
    style = found_set("vår stil", files)
    assert [each.kind for each in style.templates] == [DocumentKind.TJANSTESKRIVELSE]
    assert not style.stray
    with pytest.raises(UserError, match=r"Vår stil har ingen mall för yttrande \(yttrande\.docx\)"):
        style.template(DocumentKind.YTTRANDE)


def test_what_is_used_for_nothing_is_told_with_what_to_do(files: Path) -> None:
    folder = put(
        own_folder(files, "Vår stil"),
        "yttrande.docx",
        "Yttrande .docx",
        "Underlag till paragraf.docx",
        "underlag.docx",
        "Mall tjänsteskrivelse 2026.docx",
        "internremiss.dotx",
        "foljebrev.doc",
        "~$yttrande.docx",
        ".DS_Store",
    )
    (folder / "läsmig.txt").write_text("hej", encoding="utf-8")
    style = found_set("Vår stil", files)
    assert {each.kind for each in style.templates} == {DocumentKind.YTTRANDE, DocumentKind.UNDERLAG}
    told = {each.path.name: each.why for each in style.stray}
    assert sorted(told) == [
        "Mall tjänsteskrivelse 2026.docx",
        "Underlag till paragraf.docx",
        "Yttrande .docx",
        "foljebrev.doc",
        "internremiss.dotx",
        "läsmig.txt",
    ]
    assert "inget av dem som en mall har (internremiss, tjansteskrivelse," in told["Mall tjänsteskrivelse 2026.docx"]
    assert "underlag.docx är också en mall för underlag till paragraf" in told["Underlag till paragraf.docx"]
    assert "spara den som Word-dokument" in told["internremiss.dotx"]
    assert "spara den som Word-dokument" in told["foljebrev.doc"]
    assert "ingen mall i Word" in told["läsmig.txt"]


def test_replaced_templates_and_hidden_folders_are_no_sets(files: Path) -> None:
    for name in (REPLACED, "~halvfärdig", ".git", "Vår stil"):
        put(files / FOLDER / name, "yttrande.docx")
    put(files / FOLDER, "logotyp.png", "Tjänsteskrivelse.docx")
    assert [each.name for each in template_sets(files) if not each.is_shipped] == ["Vår stil"]
    assert [each.path.name for each in loose_files(files)] == ["Tjänsteskrivelse.docx"]


def test_an_unknown_set_is_told_with_those_there_are(files: Path) -> None:
    put(own_folder(files, "Vår stil"), "yttrande.docx")
    with pytest.raises(UserError, match=r"Mallarna fin finns inte. De som finns är: klassisk.*Vår stil"):
        found_set("fin", files)
