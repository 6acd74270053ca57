"""Every control of every page has a name, and a place in the Tab order."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.ui.core.page import Destination
from secretary_app.ui.shell.window import MainWindow

PLACES = [
    Destination("oversikt"),
    Destination("uppfoljning"),
    Destination("tidigare"),
    Destination("frister"),
    Destination("remisser"),
    Destination("remiss", remiss_id="ex-02", tab="svarslage"),
    Destination("remiss", remiss_id="ex-02", tab="svar"),
    Destination("remiss", remiss_id="ex-02", tab="plan"),
    Destination("remiss", remiss_id="ex-02", tab="dokument"),
    Destination("remiss", remiss_id="ex-02", tab="handlingar"),
    Destination("remiss", remiss_id="ex-02", tab="historik"),
    Destination("registrera"),
    Destination("sammantraden"),
    Destination("mallar"),
    Destination("installningar"),
]
Settle = Callable[[], None]


def _name(place: Destination) -> str:
    return f"{place.page}-{place.tab}".rstrip("-")


@pytest.mark.parametrize("place", PLACES, ids=_name)
def test_every_control_has_a_name(
    window: MainWindow, settle: Settle, unnamed: Callable[[QWidget], list[str]], place: Destination
) -> None:
    window.go(place)
    settle()
    assert unnamed(window) == []


def _by_arrows(widget: QWidget) -> bool:
    """Of several of which one is chosen, that one is the Tab stop."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and not widget.isChecked()


@pytest.mark.parametrize("place", PLACES, ids=_name)
def test_every_control_is_reached_by_tab(window: MainWindow, settle: Settle, qtbot: QtBot, place: Destination) -> None:
    window.go(place)
    settle()
    wanted = {
        each
        for each in window.page.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not _by_arrows(each)
    }
    seen: set[QWidget] = set()
    for _ in range(400):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        if here is None or (here in seen and not wanted - seen):
            break
        seen.add(here)
    assert {f"{type(each).__name__} {each.accessibleName() or each.objectName()}" for each in wanted - seen} == set()
