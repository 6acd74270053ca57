"""Ctrl+Z and Ctrl+Y in the form's fields: what is taken back is the form's last change, whichever field it was in."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence

from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.widgets.date_field import DateField


class FormKeys(QObject):
    """Watches fields: a field would keep the keys for itself, and knows only what was typed in it."""

    def __init__(self, draft: Draft, parent: QObject) -> None:
        super().__init__(parent)
        self._draft = draft

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if isinstance(watched, DateField) and watched.is_unclear():
            # The form knows nothing of it yet.
            return False
        is_undo = event.matches(QKeySequence.StandardKey.Undo) and self._draft.can_undo
        is_redo = event.matches(QKeySequence.StandardKey.Redo) and self._draft.can_redo
        if is_undo or is_redo:
            # Not taken here: so it comes to the window, which asks the page.
            event.ignore()
            return True
        return False
