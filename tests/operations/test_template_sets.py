"""The municipality's own templates: told, checked, added, replaced, had back, and chosen."""

import datetime as dt
import errno
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import Document, DocumentKind, Kommun, Remiss
from secretary_app.operations import drafting, template_sets
from secretary_app.operations.documents import draft_choices
from secretary_app.operations.template_changes import (
    add_template,
    bring_back,
    new_set,
    own_copy,
    remove_own,
    remove_set,
    rename_set,
    replaced,
)
from secretary_app.operations.template_sets import check, check_set, loose, set_standard, sets
from secretary_app.operations.upkeep import check as check_register
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled
from secretary_app.support.resources import resource
from secretary_app.word.findings import Severity
from secretary_app.word.sets import FOLDER, REPLACED, own_folder

YTTRANDE = DocumentKind.YTTRANDE
OWN = "Älvstads husstil"
Make = Callable[..., Path]


@pytest.fixture(autouse=True)
def nothing_checked_yet() -> None:
    template_sets._kept.cache_clear()


@pytest.fixture
def word_file(tmp_path: Path) -> Make:
    """A template of a person's own, with another word in a place of the shipped yttrande."""

    def make(before: str = "Bakgrund", after: str = "Vad det gäller", name: str = "vår mall.docx") -> Path:
        path = tmp_path / name
        with (
            zipfile.ZipFile(resource("templates", "klassisk", "yttrande.docx")) as old,
            zipfile.ZipFile(path, "w") as new,
        ):
            for member in old.namelist():
                content = old.read(member)
                if member == "word/document.xml":
                    assert before.encode() in content
                    content = content.replace(before.encode(), after.encode(), 1)
                new.writestr(zipfile.ZipInfo(member), content)
        return path

    return make


def row_of(register: Register, name: str, kind: DocumentKind = YTTRANDE) -> tuple[bool, str]:
    """Whether the template is an own one, and how it is with it."""
    (style,) = (each for each in sets(register) if each.name == name)
    row = style.row(kind)
    assert row is not None
    return row.is_own, row.state


def present(register: Register) -> list[str]:
    folder = register.files / FOLDER
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_nothing_is_checked_until_it_is_asked_for_and_then_once_a_content(register: Register, word_file: Make) -> None:
    assert row_of(register, "klassisk") == (False, "")
    report = check(register, "klassisk", YTTRANDE)
    assert report.is_usable
    assert row_of(register, "klassisk") == (False, "Hel")
    own = own_copy(register, "klassisk", YTTRANDE)
    again = check(register, "klassisk", YTTRANDE)
    assert again.path == own
    assert row_of(register, "klassisk") == (True, "Hel")
    shutil.copy(word_file("{{ mening.yttrande }}", "{{ mening.yttrand }}"), own)
    assert row_of(register, "klassisk") == (True, "")
    faulty = check(register, "klassisk", YTTRANDE)
    assert "mening.yttrand" in faulty.faults[0].what
    assert check(register, "klassisk", YTTRANDE).findings is faulty.findings, "samma innehåll kontrolleras en gång"
    assert check(register, "klassisk", YTTRANDE, again=True).findings is not faulty.findings
    assert row_of(register, "klassisk") == (True, "1 fel")


def test_a_whole_set_is_checked_with_progress_and_can_be_stopped(register: Register) -> None:
    told: list[tuple[int, int, str]] = []

    def note(done: int, total: int, what: str) -> None:
        told.append((done, total, what))

    reports = check_set(register, "klassisk", note)
    assert list(reports) == list(DocumentKind)
    assert all(each.is_usable for each in reports.values())
    assert told[0] == (0, 8, "Kontrollerar internremiss")
    assert [each[0] for each in told] == list(range(8))

    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        check_set(register, "klassisk", stop)


def test_an_added_template_is_used_and_the_one_before_it_can_be_had_back(register: Register, word_file: Make) -> None:
    first = add_template(register, "klassisk", YTTRANDE, word_file())
    assert first.replaced is None
    assert first.report.is_usable
    again = add_template(register, "klassisk", YTTRANDE, word_file())
    assert again.replaced is None, "samma fil ersätter inte sig själv"
    second = add_template(register, "klassisk", YTTRANDE, word_file(after="Ärendet"))
    assert second.replaced is not None
    assert second.replaced.name == f"yttrande ({local(register)}).docx"
    assert present(register) == [f"{REPLACED}/klassisk/{second.replaced.name}", "klassisk/yttrande.docx"]
    (kept,) = replaced(register)
    assert (kept.set_name, kept.kind, kept.when.date()) == ("klassisk", YTTRANDE, dt.date(2026, 3, 11))
    latest = second.path.read_bytes()
    assert bring_back(register, kept.path) == second.path
    assert second.path.read_bytes() == word_file().read_bytes()
    (other,) = replaced(register)
    assert other.path.read_bytes() == latest
    aside = remove_own(register, "klassisk", YTTRANDE)
    assert [each.path for each in replaced(register)] == [aside, other.path], "det senaste först"
    assert row_of(register, "klassisk")[0] is False
    with pytest.raises(UserError, match="Klassisk har ingen egen mall för yttrande"):
        remove_own(register, "klassisk", YTTRANDE)


def local(register: Register) -> str:
    return register.clock().astimezone().strftime("%Y-%m-%d %H.%M")


def test_a_faulty_template_is_kept_but_never_used(
    register: Register, asked: Remiss, word_file: Make, tmp_path: Path
) -> None:
    added = add_template(register, "klassisk", YTTRANDE, word_file("{{ mening.yttrande }}", "{{ mening.yttrand }}"))
    assert not added.report.is_usable
    assert added.report.faults[0].severity is Severity.FAULT
    out = tmp_path / "svar.docx"
    says = r"Mallen för yttrande i Klassisk går inte att använda: .*mening\.yttrand .*Mallar"
    with pytest.raises(UserError, match=says):
        drafting.draft(register, YTTRANDE, asked, out)
    assert not out.exists()
    assert register.find(Document, remiss_id=asked.id) == []
    drafting.draft(register, DocumentKind.FOLJEBREV, asked, tmp_path / "brev.docx")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("mall.dotx", None, "Wordmall"),
        ("mall.doc", b"\xd0\xcf\x11\xe0" + bytes(600), "äldre eller lösenordsskyddad"),
        ("mall.docx", b"", "tom"),
        ("mall.docx", b"%PDF-1.7 med mera", "en PDF-fil"),
        ("mall.zip", None, "inget Word-dokument"),
    ],
)
def test_what_is_no_word_document_is_not_taken_in(
    register: Register, word_file: Make, tmp_path: Path, name: str, content: bytes | None, says: str
) -> None:
    source = word_file(name=name)
    if content is not None:
        source.write_bytes(content)
    with pytest.raises(UserError, match=says):
        add_template(register, "klassisk", YTTRANDE, source)
    assert present(register) == []


def test_where_the_new_file_cannot_be_written_the_old_one_stays_in_use(
    register: Register, word_file: Make, tmp_path: Path
) -> None:
    added = add_template(register, "klassisk", YTTRANDE, word_file())
    before = added.path.read_bytes()
    gone = tmp_path / "borta.docx"
    with pytest.raises(UserError, match="finns inte"):
        add_template(register, "klassisk", YTTRANDE, gone)
    # A file in the place of the folder of replaced templates.
    (register.files / FOLDER / REPLACED).write_text("i vägen", encoding="utf-8")
    with pytest.raises(UserError):
        add_template(register, "klassisk", YTTRANDE, word_file(after="Ärendet"))
    assert added.path.read_bytes() == before
    assert row_of(register, "klassisk")[0] is True


def test_a_template_that_is_open_in_word_stays_and_it_is_said(
    register: Register, word_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    new_set(register, OWN, "klassisk")
    before = own_folder(register.files, OWN).joinpath("yttrande.docx").read_bytes()

    def held(_path: Path, _target: Path) -> Path:
        raise PermissionError(13, "The process cannot access the file")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", held)
        for change in (
            lambda: add_template(register, OWN, YTTRANDE, word_file()),
            lambda: remove_own(register, OWN, YTTRANDE),
        ):
            with pytest.raises(UserError, match="Stäng filen i Word"):
                change()
        set_standard(register, OWN)
        with pytest.raises(UserError, match=f"Mallarna {OWN} går inte att flytta nu. Stäng dem i Word"):
            rename_set(register, OWN, "Annan")
    assert own_folder(register.files, OWN).joinpath("yttrande.docx").read_bytes() == before
    assert [each.name for each in sets(register) if each.is_standard] == [OWN]
    assert replaced(register) == []


def test_a_disk_that_is_full_leaves_everything_as_it_was(
    register: Register, word_file: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_copy(register, "klassisk", YTTRANDE)
    before = present(register)

    def full(_source: Path, target: Path) -> None:
        Path(target).write_bytes(b"PK halva")
        raise OSError(errno.ENOSPC, "No space left on device")

    source = word_file()
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(UserError, match="Disken är full"):
            add_template(register, "klassisk", YTTRANDE, source)
        with pytest.raises(UserError, match="Disken är full"):
            new_set(register, OWN, "klassisk")
    assert present(register) == before
    assert check(register, "klassisk", YTTRANDE).is_usable
    assert [each.name for each in sets(register) if not each.is_shipped] == []


def test_a_set_of_ones_own_is_made_chosen_renamed_and_taken_out_of_use(register: Register) -> None:
    assert new_set(register, f"  {OWN} ", "Klassisk") == OWN
    style = next(each for each in sets(register) if each.name == OWN)
    assert [each.kind for each in style.templates] == list(DocumentKind)
    assert all(each.is_own and each.changed_at for each in style.templates)
    assert not style.is_standard
    assert not style.is_shipped
    assert style.missing == ()
    set_standard(register, OWN)
    assert template_sets.house_style(register).name == OWN
    with pytest.raises(UserError, match="Nya utkast görs i Älvstads husstil"):
        remove_set(register, OWN)
    assert rename_set(register, OWN, "Vår stil") == "Vår stil"
    assert [each.name for each in sets(register) if each.is_standard] == ["Vår stil"]
    set_standard(register, "klassisk")
    aside = remove_set(register, "Vår stil")
    assert aside.parent == register.files / FOLDER / REPLACED
    assert not own_folder(register.files, "Vår stil").exists()
    (kept,) = replaced(register)
    assert (kept.path, kept.set_name, kept.kind) == (aside, "Vår stil", None)
    assert bring_back(register, aside) == own_folder(register.files, "Vår stil")
    assert [each.name for each in sets(register) if not each.is_shipped] == ["Vår stil"]


def test_the_choice_of_templates_is_undone_as_any_change(register: Register) -> None:
    new_set(register, OWN, "klassisk")
    set_standard(register, OWN)
    newest = register.operations(1)[0]
    assert newest.label == f"Valde mallarna {OWN} för nya utkast"
    register.undo(newest.no)
    assert [each.name for each in sets(register) if each.is_standard] == ["klassisk"]


def test_a_choice_that_is_gone_is_told_and_others_can_be_had(register: Register, asked: Remiss, tmp_path: Path) -> None:
    new_set(register, OWN, "klassisk")
    set_standard(register, OWN)
    assert draft_choices(register, asked.id).template_set == OWN
    shutil.rmtree(own_folder(register.files, OWN))
    with pytest.raises(UserError, match=f"Mallarna {OWN}, som nya utkast görs i, finns inte längre"):
        drafting.draft(register, YTTRANDE, asked, tmp_path / "svar.docx")
    assert draft_choices(register, asked.id).template_set == "klassisk"
    made = drafting.draft(register, YTTRANDE, asked, tmp_path / "svar.docx", templates="Klassisk")
    assert made.document.template_set == "klassisk"


def test_the_choice_can_be_made_before_the_kommun_is_written_in(tmp_path: Path) -> None:
    with Register.open(tmp_path / "ny.beredd", write=True, create=True) as register:
        set_standard(register, "klassisk")
        assert [each.template_set for each in register.find(Kommun)] == ["klassisk"]


@pytest.mark.parametrize("title", ["", "   ", "klassisk", "Klassisk", "KLASSISK", REPLACED, OWN.upper()])
def test_a_title_is_needed_and_is_nobody_elses(register: Register, title: str) -> None:
    new_set(register, OWN, "klassisk")
    with pytest.raises(UserError, match=r"saknar namn|är upptaget"):
        new_set(register, title, "klassisk")
    if title != OWN.upper():
        with pytest.raises(UserError, match=r"saknar namn|är upptaget"):
            rename_set(register, OWN, title)


def test_a_title_of_any_letters_becomes_a_folder_and_stays_inside(register: Register) -> None:
    for title in ("../../hemma", "CON", "KS: mallar?", ".gömd", "~tillfällig", "å" * 300, "Mall 2.0 (2026)"):
        name = new_set(register, title, "klassisk")
        folder = own_folder(register.files, name)
        assert folder.is_dir()
        assert folder.parent == register.files / FOLDER
        assert template_sets.house_style(register, name).name == name


def test_a_shipped_set_stays_as_it_is(register: Register) -> None:
    with pytest.raises(UserError, match="Klassisk följer med programmet"):
        rename_set(register, "klassisk", "Min")
    with pytest.raises(UserError, match="Klassisk följer med programmet"):
        remove_set(register, "klassisk")


def test_a_set_only_changes_the_case_of_its_title(register: Register) -> None:
    new_set(register, "vår stil", "klassisk")
    assert rename_set(register, "vår stil", "Vår stil") == "Vår stil"


def test_two_replaced_in_the_same_minute_are_both_kept(register: Register, word_file: Make) -> None:
    for word in ("Ett", "Två", "Tre"):
        add_template(register, "klassisk", YTTRANDE, word_file(after=word))
    assert [each.number for each in replaced(register)] == [2, 1]


def test_only_what_was_replaced_is_brought_back(register: Register, word_file: Make) -> None:
    with pytest.raises(UserError, match="finns inte bland de ersatta"):
        bring_back(register, word_file())
    new_set(register, OWN, "klassisk")
    aside = remove_set(register, OWN)
    new_set(register, OWN, "klassisk")
    with pytest.raises(UserError, match="Det finns redan mallar som heter"):
        bring_back(register, aside)


def test_what_lies_in_the_folder_for_nothing_is_told(register: Register, word_file: Make) -> None:
    new_set(register, OWN, "klassisk")
    shutil.copy(word_file(), own_folder(register.files, OWN) / "Mall 2026.docx")
    shutil.copy(word_file(), register.files / FOLDER / "Tjänsteskrivelse.docx")
    style = next(each for each in sets(register) if each.name == OWN)
    assert [each.path.name for each in style.stray] == ["Mall 2026.docx"]
    assert [each.path.name for each in loose(register)] == ["Tjänsteskrivelse.docx"]


def test_the_check_of_the_register_does_not_take_templates_for_strangers(register: Register) -> None:
    new_set(register, OWN, "klassisk")
    assert check_register(register).remarks == []
    (register.files / "Remiss").mkdir()
    (register.files / "Remiss" / "främmande.docx").touch()
    assert ["främmande.docx" in each.text for each in check_register(register).remarks] == [True]


def test_drafts_are_made_in_the_chosen_set(register: Register, asked: Remiss, word_file: Make, tmp_path: Path) -> None:
    new_set(register, OWN, "klassisk")
    add_template(register, OWN, YTTRANDE, word_file(after="Vad frågan gäller"))
    set_standard(register, OWN)
    made = drafting.draft(register, YTTRANDE, asked, tmp_path / "svar.docx")
    assert made.document.template_set == OWN
    with zipfile.ZipFile(made.path) as archive:
        assert "Vad frågan gäller" in archive.read("word/document.xml").decode("utf-8")
