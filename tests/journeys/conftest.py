"""Workbooks written for a test; and somebody who sits at the window."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QtMsgType, QUrl, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QScrollArea,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from secretary_app.ui.app import make_application
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.page import FirstStart
from secretary_app.ui.program import Program
from secretary_app.ui.shell.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def save_workbook(tmp_path: Path) -> Callable[[str, dict[str, list[list[Any]]]], Path]:
    def save(name: str, sheets: dict[str, list[list[Any]]]) -> Path:
        book = Workbook()
        book.remove(book["Sheet"])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return save


class Person:
    """Somebody at the real program, on a day of the test's own: finds by words, clicks, types, reads what is shown."""

    def __init__(self, qtbot: QtBot, folder: Path, today: str) -> None:
        self._qtbot = qtbot
        self.folder = folder
        self._now = dt.datetime.fromisoformat(f"{today}T09:00+00:00")
        self._start()

    def _start(self) -> None:
        self.places = Places(self.folder / "beredd.ini")
        self.program = Program(self.places, lambda: self._now, leave=_stays)
        self.program.start(None)
        self.settles()

    # Time, beginning and end.

    def waits_until(self, day: str) -> None:
        """Let it be nine o'clock on another day; the window is left open meanwhile."""
        self._now = dt.datetime.fromisoformat(f"{day}T09:00+00:00")
        self.window.upkeep.look_at_the_day()
        self.settles()

    def restarts(self) -> None:
        """Close the window and start the program anew."""
        assert self.window.close()
        self.places.save()
        self._start()

    def settles(self) -> None:
        """Wait until everything that was asked for is done and shown."""
        for _ in range(2):
            QApplication.processEvents()
            self._qtbot.waitUntil(lambda: not self._is_busy(), timeout=30_000)
        if not self.top.isActiveWindow() and QApplication.activePopupWidget() is None:
            # What a window manager does when a dialog has been closed.
            self.top.activateWindow()
        QApplication.processEvents()

    def _is_busy(self) -> bool:
        shown = self.program.window
        if isinstance(shown, FirstStart):
            return not shown.next.isEnabled()
        return shown is None or (isinstance(shown, MainWindow) and shown.desk.is_busy)

    @property
    def window(self) -> MainWindow:
        shown = self.program.window
        assert isinstance(shown, MainWindow)
        return shown

    @property
    def top(self) -> QWidget:
        """What one works in: the dialog that is open, else the window."""
        shown = QApplication.activeModalWidget() or self.program.window
        assert shown is not None
        return shown

    # Finding and reading.

    def finds(self, name: str, kind: type[QWidget] = QWidget) -> Any:
        """The one thing that can be worked with, of this kind, seen under this name."""
        none = Qt.FocusPolicy.NoFocus
        seen = [each for each in self.top.findChildren(kind) if each.isVisible() and each.focusPolicy() is not none]
        found = [each for each in seen if name in _names(each)]
        assert found, f"{name!r} is not among {sorted({words for each in seen for words in _names(each) if words})}"
        assert len(found) == 1, f"{name!r}: {found}"
        return self._brought_into_sight(found[0])

    def sees(self, words: str) -> bool:
        """Whether these words stand somewhere in what is shown."""
        return any(words in said for said in self.reads())

    def reads(self) -> list[str]:
        """All labels and buttons that are seen."""
        shown = [*self.top.findChildren(QLabel), *self.top.findChildren(QAbstractButton)]
        return [each.text() for each in shown if each.isVisible() and each.text()]

    def reads_table(self, name: str) -> list[dict[str, str]]:
        """The rows of a table, by the headings of the columns that are shown."""
        table = self.finds(name, QTableView)
        model = table.model()
        columns = [at for at in range(model.columnCount()) if not table.isColumnHidden(at)]
        heads = {at: model.headerData(at, Qt.Orientation.Horizontal) for at in columns}
        return [
            {heads[at]: str(model.index(row, at).data() or "") for at in columns} for row in range(model.rowCount())
        ]

    def reads_cells(self, name: str) -> list[list[str]]:
        """The cells of a table, row by row."""
        model = self.finds(name, QTableView).model()
        columns = range(model.columnCount())
        return [[str(model.index(row, at).data() or "") for at in columns] for row in range(model.rowCount())]

    def column_width(self, name: str, heading: str) -> int:
        table = self.finds(name, QTableView)
        return int(table.columnWidth(_column(table, heading)))

    def widens_column(self, name: str, heading: str, by: int) -> None:
        """Drag the line between two headings."""
        table = self.finds(name, QTableView)
        header = table.horizontalHeader()
        place = _column(table, heading)
        edge = QPoint(header.sectionViewportPosition(place) + header.sectionSize(place) - 1, header.height() // 2)
        self._qtbot.mousePress(header.viewport(), LEFT, pos=edge)
        for part in (by // 2, by):
            self._qtbot.mouseMove(header.viewport(), edge + QPoint(part, 0))
        self._qtbot.mouseRelease(header.viewport(), LEFT, pos=edge + QPoint(by, 0))
        self.settles()

    @property
    def notice(self) -> str:
        """What the notice bar says."""
        bar = self.window.notice_bar
        assert bar.isVisible(), "no notice"
        assert bar.notice is not None, "no notice"
        return bar.notice.text

    def _brought_into_sight(self, widget: QWidget) -> QWidget:
        """Scrolled to, and not covered by anything."""
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget)
            above = above.parentWidget()
        QApplication.processEvents()
        place = self._place_on(widget)
        there = widget.window().childAt(widget.mapTo(widget.window(), place))
        assert there is not None, widget
        assert there is widget or widget.isAncestorOf(there), f"{_names(widget)} is covered by {there}"
        return widget

    @staticmethod
    def _place_on(widget: QWidget) -> QPoint:
        seen = widget.visibleRegion().boundingRect()
        assert not seen.isEmpty(), f"{_names(widget)} is not seen"
        return seen.center()

    # Mouse and keys.

    def presses(self, name: str) -> None:
        """Click a button."""
        self.clicks(self.finds(name, QAbstractButton))

    def presses_beside(self, text: str, name: str) -> None:
        """Click the button of this name that stands nearest to a text."""
        beside = self.finds(text).parentWidget()
        while not (found := [each for each in beside.findChildren(QAbstractButton) if name in _names(each)]):
            beside = beside.parentWidget()
        self.clicks(found[0])

    def clicks(self, button: QAbstractButton) -> None:
        self._brought_into_sight(button)
        assert button.isEnabled(), f"{button.text()} is greyed"
        self._qtbot.mouseClick(button, LEFT, pos=self._place_on(button))
        self.settles()

    def keys(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the focus is."""
        self._qtbot.keyClick(QApplication.focusWidget() or self.top, key, modifiers)
        self.settles()

    def types(self, words: str) -> None:
        """Type where the focus is."""
        there = QApplication.focusWidget()
        assert there is not None, "nothing has the focus"
        for each in words:
            if each.isascii():
                self._qtbot.keyClick(there, each)
            else:
                # QTest knows only the keys of ASCII.
                QApplication.sendEvent(there, QKeyEvent(QEvent.Type.KeyPress, 0, NONE, each))
        QApplication.processEvents()

    def writes(self, name: str, words: str) -> None:
        """Write in a field in place of what stood there."""
        field = self.finds(name)
        field.setFocus(Qt.FocusReason.TabFocusReason)
        assert field.hasFocus()
        field.selectAll()
        self.types(words)

    def focuses(self, name: str) -> None:
        """Go to a thing, as with Tab."""
        self.finds(name).setFocus(Qt.FocusReason.TabFocusReason)

    def pastes(self, words: str) -> None:
        QApplication.clipboard().setText(words)
        self.keys(Qt.Key.Key_V, CTRL)

    def chooses(self, name: str, words: str) -> None:
        """Go with the arrow keys to what begins with these words."""
        combo = self.finds(name, QComboBox)
        offered = [combo.itemText(at) for at in range(combo.count())]
        assert any(each.startswith(words) for each in offered), offered
        combo.setFocus(Qt.FocusReason.TabFocusReason)
        self.keys(Qt.Key.Key_Home)
        while not combo.currentText().startswith(words):
            self.keys(Qt.Key.Key_Down)

    def opens_tab(self, words: str) -> None:
        tabs = self.finds("Flikar", QTabBar)
        place = next(at for at in range(tabs.count()) if tabs.tabText(at).startswith(words))
        self._qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(place).center())
        self.settles()

    def takes_from_menu(self, button: str, words: str) -> None:
        """Open a button's menu, and walk to an action."""
        self.presses(button)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        offered = [each.text() for each in menu.actions()]
        assert words in offered, offered
        while (active := menu.activeAction()) is None or active.text() != words:
            self._qtbot.keyClick(menu, Qt.Key.Key_Down)
        self._qtbot.keyClick(menu, Qt.Key.Key_Return)
        self.settles()

    def goes_to(self, place: str) -> None:
        """Click a place in the navigation."""
        self.picks("Navigering", place)

    def picks(self, name: str, words: str, heading: str = "") -> None:
        """Click the row that has these words, in the column of this heading."""
        view = self.finds(name, QAbstractItemView)
        model = view.model()
        places = [
            model.index(row, column)
            for row in range(model.rowCount())
            for column in range(model.columnCount())
            if words in str(model.index(row, column).data() or "")
        ]
        assert places, f"{words!r} is not in {name}"
        index = places[0]
        if heading:
            index = index.siblingAtColumn(_column(view, heading))
        view.scrollTo(index)
        self._qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
        self.settles()

    def writes_in_cell(self, table: str, row: str, heading: str, words: str) -> None:
        self.picks(table, row, heading)
        self.keys(Qt.Key.Key_F2)
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit), field
        field.selectAll()
        self.types(words)
        self.keys(Qt.Key.Key_Return)

    # Files.

    def drops(self, *paths: Path) -> None:
        """Drop files in the middle of the window."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle = self.window.rect().center()
        onto: QWidget | None = self.window.childAt(middle)
        while onto is not None and not onto.acceptDrops():
            onto = onto.parentWidget()
        assert onto is not None
        place = onto.mapFrom(self.window, middle)
        entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, data, LEFT, NONE)
        QApplication.sendEvent(onto, entering)
        assert entering.isAccepted()
        QApplication.sendEvent(onto, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, data, LEFT, NONE))
        self.settles()

    def answers_file_dialog(self, path: Path, then: Callable[[], None]) -> None:
        """Do what opens a file dialog, and write the file's name in it."""
        timer = QTimer()
        timer.setInterval(20)
        timer.timeout.connect(partial(self._write_file_name, timer, path))
        timer.start()
        then()
        assert not timer.isActive(), "no file dialog was opened"
        self.settles()

    def _write_file_name(self, timer: QTimer, path: Path) -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            timer.stop()
            field = dialog.findChild(QLineEdit, "fileNameEdit")
            assert field is not None
            field.setText(str(path))
            self._qtbot.keyClick(field, Qt.Key.Key_Return)


def _stays() -> None:
    """The test goes on when the program would end."""


def _column(table: QAbstractItemView, heading: str) -> int:
    model = table.model()
    heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]
    return heads.index(heading)


def _names(widget: QWidget) -> set[str]:
    """What a thing is called: its words, its name for a screen reader, the label over it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    names = {widget.accessibleName(), interface.text(QAccessible.Text.Name) if interface else ""}
    if isinstance(widget, QAbstractButton):
        names.add(widget.text().replace("&", ""))
    if isinstance(widget, QComboBox):
        names |= {each.text() for each in widget.window().findChildren(QLabel) if each.buddy() is widget}
    return names - {""}


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def sits_down(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Person]]:
    """Somebody who starts the program for the first time, on a day: ``sits_down("2026-03-11")``."""
    said: list[str] = []

    def note(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            said.append(text)

    before = qInstallMessageHandler(note)
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    make_application(Places(tmp_path / "beredd.ini"))
    people: list[Person] = []

    def begin(today: str) -> Person:
        people.append(Person(qtbot, tmp_path, today))
        return people[-1]

    yield begin
    for person in people:
        for each in person.top, person.program.window:
            if isinstance(each, QDialog):
                each.reject()
            elif each is not None:
                each.close()
    qInstallMessageHandler(before)
    assert not said
