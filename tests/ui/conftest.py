"""A window on the example register, drawn without a screen."""

import datetime as dt
import os
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.places import Places
from secretary_app.ui.shell.window import MainWindow

NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
Settle = Callable[[], None]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def empty_clipboard(qapp: QApplication) -> Iterator[None]:
    """Without a screen what was copied outlives Python, and Qt would fall over it when the process ends."""
    yield
    qapp.clipboard().clear()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """What is remembered, in a file of the test's own."""
    remembered = Places(tmp_path / "beredd.ini")
    remembered.keep("jag", "Test")
    return remembered


@pytest.fixture
def application(qapp: QApplication, places: Places) -> QApplication:
    """The application as it is started, Swedish and with its look."""
    return make_application(places)


@pytest.fixture
def desk(application: QApplication, register_path: Path) -> Iterator[Desk]:
    """The example register on 2026-03-11."""
    opened = Desk(register_path, who="Test", clock=lambda: NOW)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, places: Places, qtbot: QtBot) -> Iterator[MainWindow]:
    """The main window, shown, on no page yet: ``window.go(Destination("remisser"))``."""
    shown = MainWindow(desk, places)
    qtbot.addWidget(shown)
    shown.resize(1600, 1000)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def settle(desk: Desk, qtbot: QtBot) -> Settle:
    """Waits until everything that was asked of the register has been answered and shown."""

    def wait() -> None:
        qtbot.waitUntil(lambda: not desk.is_busy, timeout=20_000)
        QApplication.processEvents()
        qtbot.waitUntil(lambda: not desk.is_busy, timeout=20_000)

    return wait


NAMED = {
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.Link,
    QAccessible.Role.List,
    QAccessible.Role.PageTab,
    QAccessible.Role.PageTabList,
    QAccessible.Role.ProgressBar,
    QAccessible.Role.RadioButton,
    QAccessible.Role.SpinBox,
    QAccessible.Role.Table,
    QAccessible.Role.Tree,
}
"""What a person can do something with, and so must have a name."""


@pytest.fixture
def unnamed() -> Callable[[QWidget], list[str]]:
    """Every control that is seen below a widget and has no name, by its class and place."""

    def walk(interface: QAccessibleInterface, path: str) -> Iterator[str]:
        widget = interface.object()
        if isinstance(widget, QWidget) and not widget.isVisible():
            return
        here = f"{path}/{type(widget).__name__ if widget is not None else interface.role().name}"
        name = interface.text(QAccessible.Text.Name)
        if isinstance(widget, QComboBox):
            # Linux reads the chosen text in its place, Windows the name.
            name = widget.accessibleName() or next(
                (each.text() for each in widget.window().findChildren(QLabel) if each.buddy() is widget), ""
            )
        if interface.role() in NAMED and not name.strip() and not _is_inner(widget):
            yield here
        if interface.role() not in (QAccessible.Role.Table, QAccessible.Role.List):
            for place in range(interface.childCount()):
                child = interface.child(place)
                if child is not None:
                    yield from walk(child, here)

    return lambda widget: list(walk(QAccessible.queryAccessibleInterface(widget), ""))


def _is_inner(widget: object) -> bool:
    """A part of Qt's own of a control that has a name: the field of a combo box, the cross that empties a field."""
    parent = widget.parentWidget() if isinstance(widget, QWidget) else None
    return isinstance(parent, QComboBox | QAbstractSpinBox | QTabBar | QLineEdit) or widget is None


@pytest.fixture(autouse=True)
def no_qt_messages() -> Iterator[None]:
    """A warning of Qt's fails the test."""
    said: list[str] = []

    def note(kind: QtMsgType, _context: object, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and "This plugin does not support" not in text:
            said.append(text)

    before = qInstallMessageHandler(note)
    yield
    qInstallMessageHandler(before)
    assert not said
