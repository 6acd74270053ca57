"""The text of a handling, with a field that marks where its words stand."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import label, row, tool

_MOST = 2000
"""Hits that are marked; a letter alone is everywhere."""
_PAUSE = 120
"""Milliseconds after the last key before the text is gone through."""


class TextView(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.search = _SearchField()
        self.search.setPlaceholderText("Sök i texten")
        self.search.setAccessibleName("Sök i texten")
        self.search.setClearButtonEnabled(True)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Handlingens text")
        self.found = label("", "second")
        self._earlier = tool("caret-up", "Förra träffen", partial(self.step, -1), "Skift+F3")
        self._later = tool("caret-down", "Nästa träff", partial(self.step, 1), "F3")
        self._hits: list[QTextCursor] = []
        self._place = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._find)
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addLayout(row(self.search, self.found, self._earlier, self._later))
        layout.addWidget(self.text, 1)
        self.search.textChanged.connect(self._find_soon)
        self.search.stepped.connect(self.step)
        for keys, by in (("F3", 1), ("Shift+F3", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.step, by))
        theme().changed.connect(self._mark)
        self._tell()

    def show_text(self, text: str) -> None:
        """Show another text, from its beginning; what is searched for stays and is marked there too."""
        self.text.setPlainText(text)
        self._find()

    def step(self, by: int) -> None:
        """Go to the next hit (1) or the one before (-1), round at the end."""
        if self._timer.isActive():
            self._timer.stop()
            self._find()
        elif self._hits:
            self._place = (self._place + by) % len(self._hits)
            self._go()

    def _find_soon(self) -> None:
        self._timer.start()

    def _find(self) -> None:
        self._timer.stop()
        words = self.search.text().strip()
        self._hits, self._place = [], 0
        cursor = QTextCursor(self.text.document())
        while words and len(self._hits) < _MOST:
            cursor = self.text.document().find(words, cursor, QTextDocument.FindFlag(0))
            if cursor.isNull():
                break
            self._hits.append(QTextCursor(cursor))
        self._go()

    def _go(self) -> None:
        if self._hits:
            there = QTextCursor(self._hits[self._place])
            there.clearSelection()
            self.text.setTextCursor(there)
            self.text.ensureCursorVisible()
        self._mark()
        self._tell()

    def _mark(self) -> None:
        marks = []
        for place, hit in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            is_present = place == self._place
            mark.format.setBackground(colour("accent" if is_present else "mark"))
            if is_present:
                mark.format.setForeground(colour("on_accent"))
            mark.cursor = hit
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _tell(self) -> None:
        number = len(self._hits)
        if number:
            self.found.setText(f"{self._place + 1} av {number}{'+' if number == _MOST else ''}")
        else:
            self.found.setText("Ingen träff" if self.search.text().strip() else "")
        for each in (self._earlier, self._later):
            each.setEnabled(number > 1)


class _SearchField(QLineEdit):
    """Enter goes to the next hit, Shift+Enter to the one before, Esc empties it."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.stepped.emit(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
