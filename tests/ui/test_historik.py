"""Historik: what was done, what it changed, and taking it back."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Measure, MeasureNamnd, MeasureState, Remiss
from secretary_app.operations.editing_answers import save_measure, set_measure_status
from secretary_app.operations.history import remiss_history
from secretary_app.operations.history_differences import operation_differences
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.historik.tab import HistorikTab
from secretary_app.ui.shell.window import MainWindow

REMISS = "ex-09"
Settle = Callable[[], None]


def change_time(register: Register) -> object:
    measure = register.find(Measure, remiss_id=REMISS)[0]
    namnder = [each.namnd_id for each in register.find(MeasureNamnd, measure_id=measure.id)]
    return save_measure(register, register.get(Remiss, REMISS), replace(measure, timeframe="hösten 2027"), namnder)


def set_started(register: Register) -> object:
    measure = register.find(Measure, remiss_id=REMISS)[0]
    return set_measure_status(register, [measure.id], MeasureState.STARTED, dt.date(2026, 3, 1))


@pytest.fixture
def tab(window: MainWindow, desk: Desk, settle: Settle) -> HistorikTab:
    desk.write(change_time)
    desk.write(set_started)
    window.go(Destination("remiss", remiss_id=REMISS, tab="historik"))
    settle()
    shown = window.page.tab  # type: ignore[attr-defined]
    assert isinstance(shown, HistorikTab)
    return shown


def texts(tab: HistorikTab) -> list[str]:
    model = tab.table.rows_model
    return [model.cell(place, 2 if row.entry else 0).text for place, row in enumerate(model.rows)]


def test_the_newest_stands_first_under_its_day(tab: HistorikTab, settle: Settle, qtbot: QtBot) -> None:
    assert texts(tab) == [
        "I dag, ons 11 mars",
        "Satte en åtgärd till påbörjad: KS/2025:266",
        "Ändrade åtgärd för KS: KS/2025:266",
        "Importerade alvstad.xlsx",
    ]
    tab.table.setFocus()
    assert tab.table.current_row().entry.label.startswith("Satte en åtgärd")  # type: ignore[union-attr]
    qtbot.keyClick(tab.table, Qt.Key.Key_Down)
    settle()
    shown = [each.text() for each in tab.details.changes.findChildren(QLabel) if each.isVisible()]
    assert "Tidsplan" in shown
    assert "Före: Under våren 2026" in shown
    assert "Efter: hösten 2027" in shown
    qtbot.keyClick(tab.table, Qt.Key.Key_Up)
    qtbot.keyClick(tab.table, Qt.Key.Key_Up)
    assert tab.table.current_row().entry is not None  # type: ignore[union-attr]


def test_what_was_done_is_undone_and_done_again(
    tab: HistorikTab, settle: Settle, qtbot: QtBot, window: MainWindow, desk: Desk
) -> None:
    tab.table.choose(2)
    settle()
    qtbot.mouseClick(tab.details.undo, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        assert register.find(Measure, remiss_id=REMISS)[0].timeframe == "Under våren 2026"
    assert texts(tab)[1].startswith("Ångrade: Ändrade åtgärd")
    undone = tab.table.rows_model.cell(tab.table.rows_model.row_of(2), 0)
    assert (undone.second, undone.tone) == ("ångrad", "text2")
    assert tab.table.current_id() == 2
    assert not tab.details.undo.isEnabled()
    assert tab.details.why.text() == "Det är redan ångrat."

    tab.table.choose(4)
    settle()
    assert tab.details.undo.text() == "Gör om det"
    qtbot.mouseClick(tab.details.undo, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        assert register.find(Measure, remiss_id=REMISS)[0].timeframe == "hösten 2027"


def test_what_has_changed_since_says_why_it_stays(tab: HistorikTab, settle: Settle) -> None:
    tab.table.choose(1)
    settle()
    assert not tab.details.undo.isEnabled()
    assert tab.details.why.text().endswith("har ändrats sedan dess.")
    assert tab.details.why.isVisible()


def test_the_tab_follows_what_is_done_elsewhere(tab: HistorikTab, desk: Desk, settle: Settle) -> None:
    tab.table.choose(2)
    desk.undo()
    settle()
    assert texts(tab)[1].startswith("Ångrade: Satte en åtgärd")
    assert tab.table.current_id() == 2


def test_an_operation_tells_before_and_after(register: Register) -> None:
    change_time(register)
    set_started(register)
    entries = remiss_history(register, REMISS)
    changed = operation_differences(register, REMISS, entries[1].no)
    assert [(each.field, each.before, each.after) for each in changed] == [
        ("Tidsplan", "Under våren 2026", "hösten 2027")
    ]
    status = operation_differences(register, REMISS, entries[0].no)
    assert ("Status", "", "påbörjad") in [(each.field, each.before, each.after) for each in status]
    imported = operation_differences(register, REMISS, entries[-1].no)
    assert ("Ägare", "", "KS") in [(each.field, each.before, each.after) for each in imported]
    with pytest.raises(UserError, match="gäller inte"):
        operation_differences(register, REMISS, 99)
