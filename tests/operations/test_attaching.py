"""Further handlingar, and what is done with files that are dropped on the window."""

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from secretary_app.domain.model import Attachment, Remiss, RemissState
from secretary_app.operations.attaching import add_attachments, attachment_text
from secretary_app.operations.dropping import DropKind, sort_dropped
from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled
from secretary_app.support.resources import resource

Missiv = Callable[..., Path]
Make = Callable[[dict[str, list[list[Any]]]], Path]


@pytest.fixture
def remiss(register: Register, missiv: Missiv, letter: str) -> Remiss:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss


def test_further_handlingar_are_kept_with_their_text(
    register: Register, remiss: Remiss, missiv: Missiv, letter: str, tmp_path: Path
) -> None:
    picture = tmp_path / "bild.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    paths = [missiv("Bilaga om brandskydd och övningar i kommunen.", "bilaga.txt"), picture, missiv(letter)]
    added = add_attachments(register, remiss, [*paths, tmp_path / "saknas.pdf"])
    assert [each.name for each in added.attachments] == ["bilaga.txt", "bild.png"]
    assert register.operations(1)[0].label == "Lade till bilaga.txt och bild.png: KS/2026:31"
    assert [attachment_text(register, each)[:6] for each in added.attachments] == ["Bilaga", ""]
    assert [hit.id for hit in register.search("brandskydd")] == [added.attachments[0].id]
    assert len(added.notes) == 3
    assert any("söka i texten i bild.png: den kan inte läsas" in note for note in added.notes)
    assert any("missiv.txt finns redan" in note for note in added.notes)
    assert any("saknas.pdf" in note for note in added.notes)


def test_where_nothing_is_left_to_add_it_is_told(
    register: Register, remiss: Remiss, missiv: Missiv, letter: str, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="Inga handlingar") as caught:
        add_attachments(register, remiss, [missiv(letter), tmp_path])
    assert len(caught.value.details) == 2
    with register.change("Makulerade") as change:
        void = change.update(Remiss(**{**vars(remiss), "state": RemissState.VOID}))
    with pytest.raises(UserError, match="makulerad"):
        add_attachments(register, void, [missiv("Bilaga", "bilaga.txt")])


def test_adding_can_be_given_up_and_leaves_nothing(register: Register, remiss: Remiss, missiv: Missiv) -> None:
    def stop(done: int, total: int, what: str) -> None:
        if done:
            raise Cancelled

    before = sorted(register.files.rglob("*"))
    with pytest.raises(Cancelled):
        add_attachments(register, remiss, [missiv("Ett", "a.txt"), missiv("Två", "b.txt")], stop)
    assert len(register.find(Attachment, remiss_id=remiss.id)) == 1
    assert sorted(register.files.rglob("*")) == before


def test_papers_and_registers_are_told_apart(
    register: Register, missiv: Missiv, register_path: Path, tmp_path: Path
) -> None:
    papers = [missiv("x"), missiv("y", "rapport.PDF")]
    assert sort_dropped(register, papers).kind is DropKind.PAPERS
    # What cannot be read is told of when they are.
    assert sort_dropped(register, [*papers, tmp_path / "bild.zip"]).kind is DropKind.PAPERS
    assert sort_dropped(register, [register_path]).kind is DropKind.REGISTER
    assert sort_dropped(register, [resource("example", "alvstad.xlsx")]).kind is DropKind.WORKBOOK


def test_an_answer_goes_to_its_remiss_and_namnd(register: Register, remiss: Remiss, workbook: Make) -> None:
    rows = [["Diarienummer", "Nr", "Nämnd", "Ställningstagande", "Svar"], ["KS/2026:31", "2", "OSN", "instämmer", "Ja"]]
    dropped = sort_dropped(register, [workbook({"Svar": rows})])
    assert dropped.kind is DropKind.ANSWER
    assert dropped.remiss == remiss
    assert dropped.namnd is not None
    assert dropped.namnd.abbreviation == "OSN"
    unnamed = sort_dropped(register, [resource("example", "svar-osn.xlsx")])
    assert (unnamed.kind, unnamed.remiss) == (DropKind.ANSWER, None)
    assert unnamed.namnd == dropped.namnd
    both = [*rows, ["KS/2026:31", "1", "KS", "instämmer", "Ja"]]
    assert sort_dropped(register, [workbook({"Svar": both})]).namnd is None


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["bild.png"], "bild.png kan inte tas emot"),
        (["a.pdf", "b.xlsx"], "Släpp flera filer bara"),
        ([], "Släpp handlingar"),
        (["."], "är en mapp"),
        (["tom.xlsx"], "tom"),
    ],
)
def test_what_cannot_be_dropped_is_told(register: Register, tmp_path: Path, names: list[str], words: str) -> None:
    paths = [tmp_path / name for name in names]
    for path in paths:
        if not path.is_dir():
            path.write_bytes(b"")
    with pytest.raises(UserError, match=words):
        sort_dropped(register, paths)


def test_a_workbook_of_something_else_is_told(register: Register, remiss: Remiss, workbook: Make) -> None:
    with pytest.raises(UserError, match="inga blad"):
        sort_dropped(register, [workbook({"Budget": [["Konto", "Belopp"], ["1", "2"]]})])
    rows = [["Diarienummer", "Nr", "Nämnd", "Svar"], ["KS/2026:999", "2", "OSN", "Ja"]]
    with pytest.raises(UserError, match="KS/2026:999"):
        sort_dropped(register, [workbook({"Svar": rows})])


def test_a_mail_becomes_handlingar_with_what_came_with_it(register: Register, remiss: Remiss, tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Yttrande", "Åsa Öberg <asa.oberg@alvstad.example>"
    mail.set_content("Nämndens yttrande är bifogat.")
    for name, words in (("yttrande.txt", "Yttrande om brandskydd"), ("trasig.pdf", "%PDF-1.4")):
        mail.add_attachment(words.encode(), maintype="application", subtype="octet-stream", filename=name)
    path = tmp_path / "svar.eml"
    path.write_bytes(mail.as_bytes())
    added = add_attachments(register, remiss, [path])
    assert [each.name for each in added.attachments] == ["svar.eml", "yttrande.txt", "trasig.pdf"]
    assert [hit.id for hit in register.search("brandskydd")] == [added.attachments[1].id]
    assert any("söka i texten i trasig.pdf" in note for note in added.notes)
    with pytest.raises(UserError, match="Inga handlingar"):
        add_attachments(register, remiss, [path])
