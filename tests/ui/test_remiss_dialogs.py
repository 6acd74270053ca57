"""The dialogs and menus of a remiss as things: none is kept when it is closed; what they hand on to other programs."""

import gc
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Reminder
from secretary_app.operations.gathered_decisions import gathered_decisions
from secretary_app.store.register import Register
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.deadline import AnswerByDialog
from secretary_app.ui.pages.remiss.dialogs.gathered import GatheredDialog
from secretary_app.ui.pages.remiss.dialogs.reminding import RemindDialog
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
ASKING = (
    "send",
    "remind",
    "recommend",
    "referral",
    "answer_by",
    "deadline",
    "internremiss",
    "decide",
    "change_decision",
    "gathered",
    "dispatch",
    "fields",
    "close",
    "void",
)


class Opened(QObject):
    """Stands in for the programs that the computer opens files with."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[Path] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.paths.append(Path(url.toLocalFile()))


@pytest.fixture
def programs() -> Iterator[Opened]:
    taking = Opened()
    QDesktopServices.setUrlHandler("file", taking, "take")
    yield taking
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> RemissPage:
    window.go(Destination("remiss", remiss_id="ex-09"))
    settle()
    assert isinstance(window.page, RemissPage)
    return window.page


def alive() -> int:
    """How many widgets there are, when those that are to go have gone."""
    gc.collect()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return len(QApplication.allWidgets())


def open_and_close(page: RemissPage, key: str, settle: Settle, qtbot: QtBot) -> None:
    page.head.ask(key, ())
    settle()
    shown = [each for each in page.window().findChildren(QDialog) if each.isVisible()]
    assert len(shown) == 1
    qtbot.keyClick(shown[0], Qt.Key.Key_Escape)
    assert not shown[0].isVisible()
    settle()


@pytest.mark.parametrize("key", ASKING)
def test_a_dialog_that_was_closed_is_gone(
    page: RemissPage, window: MainWindow, key: str, settle: Settle, qtbot: QtBot
) -> None:
    window.go(Destination("remiss", remiss_id="ex-10"))
    settle()
    open_and_close(page, key, settle, qtbot)  # what is made once and kept is made
    before = alive()
    for _ in range(10):
        open_and_close(page, key, settle, qtbot)
    assert alive() <= before


def test_a_menu_that_was_closed_is_gone(page: RemissPage, window: MainWindow, settle: Settle) -> None:
    def open_menus() -> None:
        page.head._show_menu()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()
        actions = page.tab.cell_actions
        actions.pop_up(window.mapToGlobal(window.rect().center()), [actions.of_recommendation]).close()
        settle()

    open_menus()
    before = alive()
    for _ in range(10):
        open_menus()
    assert alive() <= before


def test_a_calendar_that_was_closed_is_gone(page: RemissPage, settle: Settle) -> None:
    page.head.ask("answer_by", ())
    settle()
    dialog = next(each for each in page.window().findChildren(AnswerByDialog) if each.isVisible())

    def open_calendar() -> None:
        dialog.new.open_calendar()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()

    open_calendar()
    before = alive()
    for _ in range(10):
        open_calendar()
    assert alive() <= before
    dialog.reject()


def held(path: Path, kind: type, **equal: object) -> list:  # type: ignore[type-arg]
    with Register.open(path) as register:
        return register.find(kind, **equal)


def the_reminder(page: RemissPage, settle: Settle) -> RemindDialog:
    page.head.ask("remind", ())
    settle()
    return next(each for each in page.window().findChildren(RemindDialog) if each.isVisible())


def test_a_reminder_is_a_mail_of_any_length_that_the_mail_program_opens(
    page: RemissPage, window: MainWindow, programs: Opened, register_path: Path, settle: Settle
) -> None:
    dialog = the_reminder(page, settle)
    dialog.to.setText("bun@alvstad.example; sbn@alvstad.example")
    dialog.text.setPlainText("Hej,\n\n" + "Åtgärderna väntar på er. " * 200)
    dialog.verb.click()
    settle()
    assert [path.suffix for path in programs.paths] == [".eml"]
    mail = message_from_bytes(programs.paths[0].read_bytes(), policy=policy.default)
    assert [each.addr_spec for each in mail["To"].addresses] == ["bun@alvstad.example", "sbn@alvstad.example"]
    assert mail["X-Unsent"] == "1"
    assert mail.get_content().count("Åtgärderna väntar på er.") == 200
    reminded = held(register_path, Reminder, remiss_id="ex-09", done=True)
    assert reminded
    assert window.notice_bar.notice.text.endswith("är öppnad i ditt mejlprogram. Skicka den där.")
    window.desk.undo()
    settle()
    assert not held(register_path, Reminder, remiss_id="ex-09", done=True)


def test_an_address_that_is_none_is_marked_and_nobody_counts_as_reminded(
    page: RemissPage, programs: Opened, register_path: Path, settle: Settle
) -> None:
    dialog = the_reminder(page, settle)
    dialog.to.setText("sbn at alvstad.example")
    dialog.verb.click()
    settle()
    assert dialog.isVisible()
    assert dialog.to.property("wrong") is True
    assert not programs.paths
    assert not held(register_path, Reminder, remiss_id="ex-09", done=True)
    dialog.to.clear()  # filled in in the mail program
    dialog.verb.click()
    settle()
    assert len(programs.paths) == 1
    assert message_from_bytes(programs.paths[0].read_bytes(), policy=policy.default)["To"] is None


def test_without_a_mail_program_the_text_stays_and_can_be_copied(
    page: RemissPage, register_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = the_reminder(page, settle)
    dialog.to.setText("sbn@alvstad.example")
    typed = dialog.text.toPlainText()
    dialog.verb.click()
    settle()
    assert dialog.isVisible()
    assert dialog.verb.isEnabled()
    said = [each.text() for each in dialog.findChildren(QObject, "late") if each.property("visible")]  # type: ignore[attr-defined]
    assert said
    assert said[0].endswith("Eller kopiera texten.")
    assert dialog.text.toPlainText() == typed
    assert not held(register_path, Reminder, remiss_id="ex-09", done=True)


def test_the_decisions_are_gathered_to_be_copied(
    page: RemissPage, register_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    page.head.ask("gathered", ())
    settle()
    dialog = next(each for each in page.window().findChildren(GatheredDialog) if each.isVisible())
    with Register.open(register_path) as register:
        found = gathered_decisions(register, "ex-09")
    assert len(found.decisions) == 3
    read = "\n".join(each.text() for each in dialog.findChildren(QLabel))
    assert all(each.words in read for each in found.decisions)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "\n".join(found.basis)
    assert not dialog.isVisible()
