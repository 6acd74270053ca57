"""What a section of Inställningar is to its page."""

from collections.abc import Callable

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QMessageBox, QWidget

from secretary_app.operations.editing import Saved
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.installningar.form import Form

_PATIENCE_MS = 5000


class Section(QWidget):
    """One part of the settings. It reads when it is shown, and when something of its ``kinds`` was changed."""

    key = ""
    """Its name in ``Destination.tab``."""
    title = ""
    kinds: frozenset[type] = frozenset()

    def __init__(self, office: Office) -> None:
        super().__init__()
        self.office = office

    @property
    def desk(self) -> Desk:
        return self.office.desk

    def refresh(self) -> None:
        """Read again what is shown; what was typed and not saved stays."""

    def forms(self) -> list[Form]:
        """Where something can be typed."""
        return []

    def parts(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self]

    def focus_first(self) -> None:
        """Put the focus where one begins to work."""

    def show_item(self, item: str) -> None:
        """Choose the row of this id."""

    def may_leave(self) -> bool:
        """Whether it may be left; with something unsaved the person is asked."""
        return all(may_leave(each, self, self.title) for each in self.forms())


def may_leave(form: Form, section: Section, name: str) -> bool:
    """Ask what to do with what is typed and not saved; False: stay, also where it could not be saved."""
    if not form.is_changed:
        return True
    box = QMessageBox(QMessageBox.Icon.NoIcon, "Beredd", f"Spara ändringarna i {name}?", parent=section)
    save = box.addButton("Spara", QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton("Spara inte", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("Stanna kvar", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is save:
        return _saved(form, section.desk)
    if box.clickedButton() is drop:
        form.drop()
        return True
    return False


def _saved(form: Form, desk: Desk) -> bool:
    """Save, and wait for the answer, though not for ever; nothing can be pressed meanwhile."""
    waiting = QEventLoop()

    def heard(notice: Notice) -> None:
        if notice.tone is Tone.ERROR:
            waiting.quit()

    if not form.ask_to_save():
        return False
    form.answered.connect(waiting.quit)
    desk.notice.connect(heard)
    QTimer.singleShot(_PATIENCE_MS, waiting.quit)
    waiting.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    desk.notice.disconnect(heard)
    form.answered.disconnect(waiting.quit)
    return not form.is_changed


def told(sentence: str) -> Callable[[Saved[object]], Notice]:
    """A notice of what was done, and what one should know of it."""

    def notice(saved: Saved[object]) -> Notice:
        return Notice(" ".join([sentence, *saved.notes]), Tone.WARNING if saved.notes else Tone.DONE)

    return notice
