"""Mail drafts and calendar files from the window: what is seen before, what is written, what is noted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import Namnd, Person, Reminder
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.frister.page import FristerPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.calendar_export import CalendarDialog, Whose
from secretary_app.ui.widgets.reminder_mails import ReminderDialog

Settle = Callable[[], None]


class Outside(QObject):
    """What is handed to the system."""

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
def page(window: MainWindow, settle: Settle) -> FristerPage:
    window.go(Destination("frister"))
    settle()
    assert isinstance(window.page, FristerPage)
    return window.page


@pytest.fixture
def notices(desk: Desk) -> list[Notice]:
    said: list[Notice] = []
    desk.notice.connect(said.append)
    return said


def asked(window: MainWindow, settle: Settle) -> QDialog:
    settle()
    return next(each for each in window.findChildren(QDialog) if each.isVisible())


def mail_dialog(page: FristerPage, window: MainWindow, settle: Settle) -> ReminderDialog:
    page.handing_out.mail.click()
    dialog = asked(window, settle)
    assert isinstance(dialog, ReminderDialog)
    return dialog


def test_all_that_is_late_is_mailed_and_noted_and_undone(
    page: FristerPage,
    window: MainWindow,
    outside: Outside,
    notices: list[Notice],
    register_path: Path,
    desk: Desk,
    settle: Settle,
    qtbot: QtBot,
) -> None:
    dialog = mail_dialog(page, window, settle)
    names = [each.to.name for each in dialog.model.rows]
    assert dialog.verb.text() == f"Skapa {len(names)} mejlutkast"
    assert dialog.text.toPlainText().startswith("Hej,")
    assert dialog.subject.text().startswith("Påminnelse: ")
    # The first is left out.
    dialog.table.setFocus()
    at = dialog.table.visualRect(dialog.model.index(0, 0))
    qtbot.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=at.center() - QPoint(at.width() // 4, 0))
    assert dialog.verb.text() == f"Skapa {len(names) - 1} mejlutkast"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.verb.text() == f"Skapa {len(names)} mejlutkast"
    qtbot.keyClick(dialog.table, Qt.Key.Key_Space)
    assert dialog.verb.text() == f"Skapa {len(names) - 1} mejlutkast"
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    folder = register_path.parent / "Mejlutkast"
    written = {
        str(message_from_bytes(path.read_bytes(), policy=default)["To"].addresses[0].display_name): path
        for path in folder.glob("*.eml")
    }
    assert set(written) == set(names[1:])
    assert set(outside.opened) == set(written.values())
    assert notices[-1].text.startswith(f"{len(names) - 1} mejlutkast till ")
    assert (notices[-1].link, notices[-1].operation is not None) == ("Visa i mappen", True)
    with Register.open(register_path) as register:
        assert register.find(Reminder, done=True)
    place = next(at for at, each in enumerate(page.rows_model.columns) if each.key == "pamind")
    assert not page.table.isColumnHidden(place)
    desk.undo()
    settle()
    assert notices[-1].text.endswith("Mejlutkast som är skrivna finns kvar: ta bort dem om de inte ska skickas.")
    with Register.open(register_path) as register:
        assert register.find(Reminder) == []
    assert len(list(folder.glob("*.eml"))) == len(names) - 1


def test_rows_that_are_chosen_are_what_it_begins_with(page: FristerPage, window: MainWindow, settle: Settle) -> None:
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    rows = [each for each in page.rows_model.deadlines if each.kind is DeadlineKind.ANSWER and each.is_late][:2]
    page.table.clearSelection()
    for each in rows:
        page.table.selectionModel().select(page.rows_model.index(page.rows_model.row_of(each.key), 0), flags)
    dialog = mail_dialog(page, window, settle)
    assert dialog.what.currentText() == "De 2 valda raderna"
    assert {due.row.key for mail in dialog.model.rows for due in mail.dues} == {each.key for each in rows}
    dialog.reject()


def test_what_has_no_date_is_told_and_nothing_can_be_made(
    page: FristerPage, window: MainWindow, settle: Settle
) -> None:
    row = next(each for each in page.rows_model.deadlines if each.state.value == "utan datum" and each.namnder == "KFN")
    page.handing_out.remind_of([row])
    dialog = asked(window, settle)
    assert isinstance(dialog, ReminderDialog)
    assert dialog.none.text().endswith("har inget datum att påminna om. Sätt det först.")
    assert not dialog.verb.isEnabled()
    dialog.reject()


def test_who_has_no_address_is_told_with_the_way_there(
    page: FristerPage, window: MainWindow, desk: Desk, settle: Settle
) -> None:
    def forget(register: Register) -> None:
        with register.change("Tog bort adresserna") as change:
            for person in register.find(Person):
                change.update(replace(person, email=""))
            for body in register.find(Namnd):
                change.update(replace(body, email=""))

    desk.write(forget)
    settle()
    dialog = mail_dialog(page, window, settle)
    assert "saknar e-postadress" in dialog.unreached.text()
    assert not dialog.verb.isEnabled()
    dialog.mend("personer")
    settle()
    assert window.page.name == "installningar"


def test_a_folder_that_is_a_file_is_told_and_the_dialog_stays(
    page: FristerPage, window: MainWindow, register_path: Path, settle: Settle
) -> None:
    (register_path.parent / "Mejlutkast").write_text("x", encoding="utf-8")
    dialog = mail_dialog(page, window, settle)
    dialog.verb.click()
    settle()
    assert dialog.isVisible()
    assert "är en fil, inte en mapp" in dialog.told
    assert dialog.verb.isEnabled()
    dialog.reject()
    with Register.open(register_path) as register:
        assert register.find(Reminder) == []


def calendar_dialog(page: FristerPage, window: MainWindow, settle: Settle) -> CalendarDialog:
    page.handing_out.calendar.click()
    dialog = asked(window, settle)
    assert isinstance(dialog, CalendarDialog)
    return dialog


def test_each_namnd_gets_a_calendar_and_a_second_time_tells_what_is_new(
    page: FristerPage, window: MainWindow, notices: list[Notice], register_path: Path, settle: Settle
) -> None:
    dialog = calendar_dialog(page, window, settle)
    dialog.verb.click()
    settle()
    folder = register_path.parent / "Kalendrar"
    files = sorted(path.name for path in folder.glob("*.ics"))
    assert {"KS.ics", "OSN.ics"} <= set(files)
    assert notices[-1].text == f"{len(files)} kalenderfiler ligger i Kalendrar."
    assert notices[-1].link == "Visa i mappen"
    page.filters.choose_body("KFN")
    dialog = calendar_dialog(page, window, settle)
    assert dialog.whose.currentData() == Whose(namnd="KFN")
    assert "finns redan" in dialog.files_words
    dialog.verb.click()
    settle()
    assert notices[-1].text.startswith("KFN.ics är skriven: ")
    assert "inget nytt sedan förra filen" in notices[-1].text
    assert notices[-1].operation is None


def test_both_dialogs_are_named(
    page: FristerPage, window: MainWindow, settle: Settle, unnamed: Callable[[QWidget], list[str]]
) -> None:
    for made in (mail_dialog, calendar_dialog):
        dialog = made(page, window, settle)
        assert unnamed(dialog) == []
        dialog.reject()
