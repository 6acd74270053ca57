"""The page Mallar: a template's faults at their places and mended, own templates, sets, fields, and a trial."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document as Word
from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Document, DocumentKind, Kommun
from secretary_app.operations.template_sets import sets
from secretary_app.store.register import Register
from secretary_app.support.files import digest
from secretary_app.support.resources import resource
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.mallar.cards import Card
from secretary_app.ui.pages.mallar.dialogs import NewSet, ReadIn, RenameSet, TryOn
from secretary_app.ui.pages.mallar.fields import FieldsDialog
from secretary_app.ui.pages.mallar.page import MallarPage
from secretary_app.ui.pages.mallar.sets_list import Chosen
from secretary_app.ui.shell.commands import fitting, of_actions
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
TJANSTESKRIVELSE, YTTRANDE = DocumentKind.TJANSTESKRIVELSE, DocumentKind.YTTRANDE
SHIPPED = resource("templates", "klassisk", "tjansteskrivelse.docx")


class Outside(QObject):
    """Takes what is handed to the system."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(Path(url.toLocalFile()))


@pytest.fixture
def outside() -> Iterator[Outside]:
    taking = Outside()
    QDesktopServices.setUrlHandler("file", taking, "take")
    yield taking
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def own(register_path: Path) -> Path:
    """Where the own templates of Klassisk lie."""
    folder = register_path.with_name(f"{register_path.stem}-filer") / "Mallar" / "klassisk"
    folder.mkdir(parents=True)
    return folder


def faulty(path: Path) -> Path:
    """A tjänsteskrivelse with two faults and a warning after its text."""
    document = Word(str(SHIPPED))
    for each in ("Dnr {{ remis.diarienummer }}", "Enligt § XX", "{%p for rad in mottagare %}"):
        document.add_paragraph(each)
    document.save(str(path))
    return path


def text_of(path: Path) -> str:
    with ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


def begin(window: MainWindow, settle: Settle, qtbot: QtBot, item: str = "klassisk/tjansteskrivelse") -> MallarPage:
    window.go(Destination("mallar", item=item))
    settle()
    page = window.page
    assert isinstance(page, MallarPage)
    wait_until_checked(page, qtbot, settle)
    return page


def wait_until_checked(page: MallarPage, qtbot: QtBot, settle: Settle) -> None:
    """Until every template has been looked at."""
    qtbot.waitUntil(
        lambda: all(row.report is not None for each in page.list.sets for row in each.templates), timeout=60_000
    )
    settle()


def state(page: MallarPage, set_name: str, kind: DocumentKind) -> str:
    row = next(each for each in page.list.sets if each.name == set_name).row(kind)
    assert row is not None
    return row.state


def said(window: MainWindow) -> str:
    notice = window.notice_bar.notice
    return notice.text if notice else ""


def shown(window: MainWindow, kind: type[QWidget]) -> QWidget:
    found = [each for each in window.findChildren(kind) if each.isVisible()]
    assert len(found) == 1
    return found[0]


def answer(words: str) -> None:
    """Press this button of the question that comes next."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == words).click()

    QTimer.singleShot(0, press)


def drop(page: MallarPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, action = QPointF(300, 300), Qt.DropAction.CopyAction
    page.dropEvent(QDropEvent(at, action, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))


def test_the_faults_of_a_template_are_told_and_marked_where_they_are(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    assert state(page, "klassisk", TJANSTESKRIVELSE) == "2 fel"
    assert state(page, "utforlig", YTTRANDE) == "Hel"
    assert page.panel.heading.text() == "Mallen går inte att använda än"
    assert page.panel.sums.text() == "2 fel måste rättas, 1 varning kan vara med."
    assert not page.panel.trial.isEnabled()
    assert page.panel.check.property("primary")
    titles = [each.group.title for each in page.panel.cards]
    assert titles[0] == "Fältet remis.diarienummer finns inte"
    assert len(titles) == 3
    assert page.paper.ringed == 1
    start, end = page.paper.place_of(page.paper.marks[0])
    assert "remis.diarienummer" in page.paper.toPlainText()[start:end]
    rect = next(page.paper.line_rects(start, end))
    top = page.paper.verticalScrollBar().value()
    assert top <= rect.top() <= top + page.paper.viewport().height()


def test_f4_goes_from_fault_to_fault_and_a_click_in_the_drawing_chooses_its_card(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    window.activateWindow()
    qtbot.keyClick(page.list, Qt.Key.Key_F4)
    assert page.panel.current == 2
    card = QApplication.focusWidget()
    assert isinstance(card, Card)
    assert card.accessibleName().startswith("Fel 2: ")
    assert card.property("current")
    qtbot.keyClick(card, Qt.Key.Key_F4)
    qtbot.keyClick(page.panel.cards[2], Qt.Key.Key_F4)
    assert page.paper.ringed == 1
    start, end = page.paper.place_of(page.paper.marks[1])
    rect = next(page.paper.line_rects(start, end))
    at = rect.center().toPoint()
    at.setY(at.y() - page.paper.verticalScrollBar().value())
    qtbot.mouseClick(page.paper.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.panel.current == 2


def test_a_fault_is_mended_with_its_button(window: MainWindow, own: Path, settle: Settle, qtbot: QtBot) -> None:
    path = faulty(own / "tjansteskrivelse.docx")
    before = path.read_bytes()
    page = begin(window, settle, qtbot)
    mend = page.panel.cards[0].mend
    assert mend is not None
    qtbot.mouseClick(mend, Qt.MouseButton.LeftButton)
    settle()
    wait_until_checked(page, qtbot, settle)
    assert "remiss.diarienummer" in text_of(path)
    assert "remis." not in text_of(path)
    assert said(window) == "remis.diarienummer är bytt mot remiss.diarienummer."
    assert state(page, "klassisk", TJANSTESKRIVELSE) == "1 fel"
    assert [each.first.number for each in page.panel.cards] == [1, 2]
    assert [each.read_bytes() for each in (own.parent / "Ersatta" / "klassisk").iterdir()] == [before]
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.link == "Ångra"
    window.undo()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert path.read_bytes() == before
    assert said(window) == "Mallen är som före rättelsen."
    assert state(page, "klassisk", TJANSTESKRIVELSE) == "2 fel"


def test_many_faults_of_a_kind_are_one_card_and_mended_together(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    document = Word(str(SHIPPED))
    for name in ("remis.rubrik", "remiss.rubrk", "remiss.diarinummer", "nämnd.nam", "kommun.nam"):
        document.add_paragraph(f"Se {{{{ {name} }}}}")
    document.save(str(own / "tjansteskrivelse.docx"))
    page = begin(window, settle, qtbot)
    assert [each.group.title for each in page.panel.cards] == ["5 fält finns inte"]
    card = page.panel.cards[0]
    assert card.toggle is not None
    card.toggle.click()
    assert len(page.panel.cards) == 6
    page.panel.choose(4)
    assert page.paper.ringed == 4
    assert page.panel.cards[4].property("current")
    window.activateWindow()
    qtbot.keyClick(page.panel.cards[4], Qt.Key.Key_F4)
    assert page.panel.current == 5
    mend = page.panel.cards[0].mend
    assert mend is not None
    assert mend.text() == "Rätta alla 5 i mallen"
    mend.click()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert state(page, "klassisk", TJANSTESKRIVELSE) == "Hel"
    assert said(window) == "5 ställen är rättade i mallen."


@pytest.mark.parametrize("size", [(1024, 640), (1280, 720), (1600, 1000)])
def test_the_first_fault_and_the_filled_button_are_in_sight_also_where_there_is_little_room(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot, size: tuple[int, int]
) -> None:
    faulty(own / "tjansteskrivelse.docx")
    window.resize(*size)
    page = begin(window, settle, qtbot)
    for seen in (page.panel.cards[0], page.panel.check, page.panel.trial):
        qtbot.waitUntil(lambda seen=seen: seen.visibleRegion().boundingRect() == seen.rect())
    window.activateWindow()
    page.panel.step()
    page.panel.step()
    settle()
    last = page.panel.cards[2]
    assert last.leave is not None
    last.leave.setFocus()
    qtbot.keyClick(last.leave, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is page.panel.check
    last.setFocus()
    qtbot.waitUntil(lambda: last.visibleRegion().boundingRect() == last.rect())
    assert page.panel.check.visibleRegion().boundingRect() == page.panel.check.rect()


def test_a_warning_may_stand_and_does_not_come_back_before_it_is_asked_for(
    window: MainWindow, own: Path, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    path = faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    assert page.panel.cards[0].leave is None
    leave = page.panel.cards[2].leave
    assert leave is not None
    qtbot.mouseClick(leave, Qt.MouseButton.LeftButton)
    settle()
    assert said(window) == "Varningen får stå i den här mallen."
    assert page.panel.sums.text() == "2 fel måste rättas."
    page.check_again()
    settle()
    assert said(window) == "Mallen är kontrollerad: 2 fel."
    document = Word(str(path))
    document.paragraphs[0].insert_paragraph_before("En rad till.")
    document.save(str(path))
    page.refresh_later()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert len(page.panel.cards) == 2
    assert page.panel.left.text() == "Visa varningen som får stå"
    another_time = MallarPage(window).acting.letting
    with Register.open(register_path) as register:
        another_time.shown(sets(register))
    assert another_time.hidden("klassisk", TJANSTESKRIVELSE) == 1
    qtbot.mouseClick(page.panel.left, Qt.MouseButton.LeftButton)
    settle()
    assert page.panel.sums.text() == "2 fel måste rättas, 1 varning kan vara med."
    assert not page.panel.left.isVisible()
    leave = page.panel.cards[2].leave
    assert leave is not None
    leave.click()
    settle()
    window.undo()
    settle()
    assert len(page.panel.cards) == 3


def test_an_own_template_that_was_taken_away_outside_is_missed(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    path = faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    path.rename(path.with_name("brev.docx"))
    page.check_again()
    settle()
    gone = "Den egna mallen för tjänsteskrivelse finns inte längre i mappen. Den medföljande används: inga fel."
    assert said(window) == gone
    told = "Den egna mallen för tjänsteskrivelse i Klassisk finns inte längre i mappen. Den medföljande används."
    qtbot.waitUntil(lambda: said(window) == told, timeout=5_000)
    settle()
    page.check_again()
    settle()
    assert said(window) == "Den medföljande mallen är kontrollerad: inga fel."


def test_a_template_changed_in_word_is_looked_at_again(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    path = faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    shutil.copy(SHIPPED, path)
    page.refresh_later()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert page.panel.heading.text() == "Mallen går att använda"
    assert page.panel.trial.property("primary")
    assert page.panel.cards == []
    path.with_name(f"~${path.name[2:]}").touch()
    page.check_again()
    settle()
    assert said(window) == "Mallen är kontrollerad: inga fel."
    assert "öppen i Word" in page.sheet._second.text()


def test_a_template_that_word_holds_is_told_and_stays(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = faulty(own / "tjansteskrivelse.docx")
    before = path.read_bytes()
    page = begin(window, settle, qtbot)

    def held(*_: object) -> None:
        raise PermissionError(13, "The process cannot access the file")

    mend = page.panel.cards[0].mend
    assert mend is not None
    with monkeypatch.context() as patched:
        patched.setattr("os.replace", held)
        mend.click()
        settle()
    assert "Stäng filen i Word" in said(window)
    assert path.read_bytes() == before
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.follow is not None
    notice.follow()
    settle()
    assert "remiss.diarienummer" in text_of(path)


def test_a_template_that_cannot_even_be_read_is_told_beside_it(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = faulty(own / "tjansteskrivelse.docx")
    begin(window, settle, qtbot, item="klassisk/yttrande")
    page = window.page
    assert isinstance(page, MallarPage)

    def held(asked: Path) -> str:
        if asked == path:
            raise PermissionError(13, "The process cannot access the file")
        return digest(asked)

    with monkeypatch.context() as patched:
        patched.setattr("secretary_app.operations.template_sets.digest", held)
        page.refresh()
        settle()
        page.list.choose(Chosen("klassisk", TJANSTESKRIVELSE))
        settle()
        assert page.panel.heading.text() == "Mallen kunde inte kontrolleras"
        assert "Stäng filen i Word" in page.panel.sums.text()
        assert not page.panel.trial.isEnabled()
        assert page.panel.check.isEnabled()
    page.check_again()
    settle()
    assert page.panel.heading.text() == "Mallen går inte att använda än"


def test_a_shipped_template_is_changed_in_a_copy_of_ones_own(
    window: MainWindow, own: Path, outside: Outside, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(window, settle, qtbot)
    page.list.setFocus()
    answer("Avbryt")
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    settle()
    assert outside.opened == []
    answer("Gör en egen kopia och öppna")
    qtbot.mouseClick(page.sheet.open, Qt.MouseButton.LeftButton)
    settle()
    assert outside.opened == [own / "tjansteskrivelse.docx"]
    assert page.sheet.open.text() == "Öppna i Word"
    page.acting.go_back_to_shipped()
    settle()
    assert not own.exists() or not list(own.iterdir())
    assert said(window).startswith("Den medföljande används igen")
    window.undo()
    settle()
    assert (own / "tjansteskrivelse.docx").exists()
    assert said(window) == "Den egna mallen för tjänsteskrivelse är tillbaka."


def test_the_standard_set_is_chosen_and_undone(
    window: MainWindow, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(window, settle, qtbot, item="utforlig/")
    use = page.sheet.set_sheet.use
    assert use.isVisible()
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        assert register.find(Kommun)[0].template_set == "utforlig"
    assert said(window) == "Nya utkast görs nu med mallarna Utförlig."
    assert not use.isVisible()
    window.undo()
    settle()
    with Register.open(register_path) as register:
        assert register.find(Kommun)[0].template_set == ""
    assert use.isVisible()


def test_a_file_that_is_dropped_becomes_the_template_it_is_said_to_be(
    window: MainWindow, own: Path, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(window, settle, qtbot)
    drop(page, faulty(tmp_path / "Vår tjänsteskrivelse.docx"))
    dialog = shown(window, ReadIn)
    assert isinstance(dialog, ReadIn)
    assert dialog.kinds[0].currentData() == TJANSTESKRIVELSE
    dialog.verb.click()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert said(window).startswith("Mallen för tjänsteskrivelse är inläst. Den har 2 fel och används inte")
    assert state(page, "klassisk", TJANSTESKRIVELSE) == "2 fel"
    drop(page, SHIPPED)
    dialog = shown(window, ReadIn)
    assert isinstance(dialog, ReadIn)
    dialog.verb.click()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert (own / "tjansteskrivelse.docx").read_bytes() == SHIPPED.read_bytes()
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.link == "Ångra"
    assert notice.follow is not None
    notice.follow()
    settle()
    assert "remis." in text_of(own / "tjansteskrivelse.docx")


def test_several_files_are_read_in_at_once_and_none_for_the_same_kind(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = begin(window, settle, qtbot)
    files = [str(SHIPPED), str(SHIPPED.with_name("yttrande.docx"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (files, ""))
    page.acting.ask_files()
    dialog = shown(window, ReadIn)
    assert isinstance(dialog, ReadIn)
    dialog.kinds[0].setCurrentIndex(dialog.kinds[1].currentIndex())
    dialog.verb.click()
    assert dialog.told == "Yttrande är vald för två filer."
    dialog.kinds[0].setCurrentIndex(dialog.kinds[0].findData(TJANSTESKRIVELSE))
    dialog.verb.click()
    settle()
    assert sorted(each.name for each in own.iterdir()) == ["tjansteskrivelse.docx", "yttrande.docx"]
    assert said(window) == "2 mallar är inlästa."


def test_what_is_no_template_is_refused_and_told(
    window: MainWindow, own: Path, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    (own / "brev till alla.docx").write_bytes(SHIPPED.read_bytes())
    (own.parent / "gammal.doc").write_bytes(b"x")
    page = begin(window, settle, qtbot)
    assert page._loose_link.text() == "1 fil används inte"
    page._loose_link.click()
    told = [each.text() for each in page.sheet.set_sheet.findChildren(QLabel)]
    assert any("brev till alla.docx används inte" in each for each in told)
    assert any("gammal.doc ligger inte i någon malluppsättning" in each for each in told)
    text = tmp_path / "yttrande.docx"
    text.write_text("Hej", encoding="utf-8")
    drop(page, text)
    dialog = shown(window, ReadIn)
    assert isinstance(dialog, ReadIn)
    dialog.verb.click()
    settle()
    assert "yttrande.docx" in said(window)
    assert not (own / "yttrande.docx").exists()


def test_a_set_is_made_renamed_and_taken_away_and_back(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(window, settle, qtbot)
    page.acting.new()
    dialog = shown(window, NewSet)
    assert isinstance(dialog, NewSet)
    dialog.verb.click()
    settle()
    assert dialog.told.startswith("Malluppsättningen saknar namn.")
    dialog.title_line.setText("Sydstads husstil")
    dialog.verb.click()
    settle()
    wait_until_checked(page, qtbot, settle)
    assert page.list.current == Chosen("Sydstads husstil")
    assert len(list((own.parent / "Sydstads husstil").iterdir())) == 8
    page.acting.rename()
    renaming = shown(window, RenameSet)
    assert isinstance(renaming, RenameSet)
    renaming.title_line.setText("Sydstad")
    renaming.verb.click()
    settle()
    assert page.list.current == Chosen("Sydstad")
    page.sheet.set_sheet.remove.click()
    settle()
    assert not (own.parent / "Sydstad").exists()
    assert said(window).startswith("Sydstad är borttagen.")
    window.undo()
    settle()
    assert (own.parent / "Sydstad").is_dir()


def test_what_was_replaced_is_listed_and_had_back(window: MainWindow, own: Path, settle: Settle, qtbot: QtBot) -> None:
    faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    page.acting.go_back_to_shipped()
    settle()
    page.list.choose(Chosen("klassisk"))
    back = next(
        each
        for each in page.sheet.set_sheet.findChildren(QPushButton)
        if each.accessibleName().startswith("Lägg tillbaka Tjänsteskrivelse från")
    )
    back.click()
    settle()
    assert "remis." in text_of(own / "tjansteskrivelse.docx")
    assert said(window).endswith("är tillbaka.")


def test_a_template_is_tried_on_a_remiss_and_nothing_is_kept(
    window: MainWindow, register_path: Path, outside: Outside, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(window, settle, qtbot, item="beslut-forst/yttrande")
    qtbot.mouseClick(page.panel.trial, Qt.MouseButton.LeftButton)
    settle()
    dialog = shown(window, TryOn)
    assert isinstance(dialog, TryOn)
    dialog.remiss.setCurrentIndex(dialog.remiss.findData("ex-09"))
    settle()
    assert dialog.namnd.count() > 1
    name = dialog.remiss.currentText().split("  ")[1]
    dialog.verb.click()
    settle()
    assert page.trial_panel.isVisible()
    assert name in page.paper.toPlainText()
    assert "{{" not in page.paper.toPlainText()
    page.open_in_word()
    assert outside.opened[0].name.startswith("Prov yttrande")
    with Register.open(register_path) as register:
        assert register.find(Document, remiss_id="ex-09") == []
    window.activateWindow()
    qtbot.keyClick(page.trial_panel.back, Qt.Key.Key_Escape)
    assert page.panel.isVisible()
    assert "kommun.logotyp" in page.paper.toPlainText()


@pytest.mark.parametrize("words", ["mallar", "kontrollera mallar", "vilka fält finns", "husstil"])
def test_the_palette_leads_there_from_anywhere(window: MainWindow, settle: Settle, qtbot: QtBot, words: str) -> None:
    window.go(Destination("remisser"))
    settle()
    found = [each.words for each in fitting(of_actions(window.actions()), words)]
    assert found[0] == "Gå till Mallar"
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(window.page, MallarPage)


def test_every_field_can_be_searched_and_copied(window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    page = begin(window, settle, qtbot)
    page.show_fields()
    settle()
    dialog = shown(window, FieldsDialog)
    assert isinstance(dialog, FieldsDialog)
    assert dialog.groups.count() > 10
    dialog.remiss.setCurrentIndex(dialog.remiss.findData("ex-09"))
    settle()
    dialog.search.setText("remiss.diarienummer")
    row = dialog.table.current_row()
    assert row is not None
    assert row.example.startswith("KS/")
    window.activateWindow()
    dialog.search.setFocus()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "{{ remiss.diarienummer }}"
    assert said(window) == "remiss.diarienummer är kopierat. Klistra in det i mallen i Word."
    dialog.search.setText("rekommendationer")
    dialog.table.choose(("", "rekommendationer"))
    qtbot.keyClick(dialog.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text().splitlines()[0] == "{%p for rekommendation in rekommendationer %}"
    dialog.search.setText("finns inte någonstans")
    assert not dialog.copy_button.isEnabled()
    qtbot.keyClick(dialog.search, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_file_that_cannot_be_drawn_is_told_in_its_place(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    (own / "tjansteskrivelse.docx").write_bytes(b"PK\x03\x04 avbruten")
    page = begin(window, settle, qtbot)
    assert not page.sheet.is_paper
    assert state(page, "klassisk", TJANSTESKRIVELSE) == "1 fel"
    assert page.panel.heading.text() == "Mallen går inte att använda än"
    page.list.choose(Chosen("klassisk", YTTRANDE))
    settle()
    assert page.sheet.is_paper


def test_a_folder_that_may_not_be_read_is_told(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> Iterator[Path]:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "iterdir", refuse)
        window.go(Destination("mallar"))
        settle()
    page = window.page
    assert isinstance(page, MallarPage)
    assert page.sheet._trouble.isVisible()
    assert "Mallar" in page.sheet._trouble.words.text()
    page.refresh()
    settle()
    assert page.sheet.is_paper


def test_what_is_chosen_and_folded_is_remembered_and_read_aloud(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot
) -> None:
    faulty(own / "tjansteskrivelse.docx")
    page = begin(window, settle, qtbot)
    index = page.list.currentIndex()
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Tjänsteskrivelse, egen, 2 fel"
    assert not page.list.isExpanded(page.list.model().index(2, 0))
    page.list.expand(page.list.model().index(2, 0))
    page.refresh()
    settle()
    assert page.list.isExpanded(page.list.model().index(2, 0))
    assert page.list.current == Chosen("klassisk", TJANSTESKRIVELSE)
    again = MallarPage(window)
    assert again._wanted == Chosen("klassisk", TJANSTESKRIVELSE)


def test_everything_on_it_and_asked_by_it_has_a_name(
    window: MainWindow, own: Path, settle: Settle, qtbot: QtBot, unnamed: Callable[[QWidget], list[str]]
) -> None:
    faulty(own / "tjansteskrivelse.docx")
    (own / "brev till alla.docx").write_bytes(SHIPPED.read_bytes())
    page = begin(window, settle, qtbot)
    assert unnamed(window) == []
    assert all(each.accessibleName() for each in page.panel.cards)
    page.list.choose(Chosen("klassisk"))
    settle()
    assert unnamed(window) == []
    page.list.choose(Chosen("utforlig", YTTRANDE))
    settle()
    for ask, kind in (
        (page.show_fields, FieldsDialog),
        (page.acting.new, NewSet),
        (lambda: page.acting.read_in([SHIPPED, SHIPPED.with_name("yttrande.docx")]), ReadIn),
        (page.ask_trial, TryOn),
    ):
        ask()
        settle()
        dialog = shown(window, kind)
        assert unnamed(dialog) == []
        dialog.close()
        settle()
