"""A window left open overnight: what was called today is called yesterday, and nothing typed or chosen is lost."""

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Measure, MeasureNamnd, MeasureState, Namnd, Recommendation, Remiss
from secretary_app.operations.editing_answers import save_measure, set_measure_status
from secretary_app.operations.opening import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.tables.view import Table

UI = Path(__file__).parents[2] / "secretary_app" / "ui"
REMISS = "ex-09"
Settle = Callable[[], None]
Pass = Callable[[dt.datetime], None]


@pytest.fixture
def passes(window: MainWindow, desk: Desk, settle: Settle) -> Pass:
    """Winds the clock to another moment, as when the minute comes in which it is looked at."""

    def wind(moment: dt.datetime) -> None:
        desk.clock = lambda: moment
        window.upkeep.look_at_the_day()
        settle()

    return wind


def next_day(desk: Desk, days: int = 1) -> dt.datetime:
    return desk.clock() + dt.timedelta(days=days)


def words(table: Table) -> list[str]:  # type: ignore[type-arg]
    model = table.rows_model
    cells = (model.cell(place, at) for place in range(len(model.rows)) for at in range(len(model.columns)))
    return [words for cell in cells for words in (cell.text, cell.second) if words]


def shown_tab(window: MainWindow, tab: str, item: str, settle: Settle) -> Table:  # type: ignore[type-arg]
    window.go(Destination("remiss", remiss_id=REMISS, tab=tab, item=item))
    settle()
    return window.page.tab.table  # type: ignore[attr-defined,no-any-return]


def test_the_history_says_yesterday(window: MainWindow, desk: Desk, settle: Settle, passes: Pass) -> None:
    desk.write(start_measure)
    table = shown_tab(window, "historik", "", settle)
    assert words(table)[0] == "I dag, ons 11 mars"
    chosen = table.current_id()
    passes(next_day(desk))
    assert words(table)[0] == "I går, ons 11 mars"
    assert table.current_id() == chosen
    assert shown_tab(window, "historik", "", settle) is table


def test_papers_are_dated_anew_also_on_a_tab_that_was_not_seen(
    window: MainWindow, desk: Desk, settle: Settle, passes: Pass, tmp_path: Path
) -> None:
    paper = tmp_path / "svar.txt"
    paper.write_text("Nämnden instämmer.", encoding="utf-8")
    table = shown_tab(window, "handlingar", "", settle)
    window.page.tab.add_files([paper])  # type: ignore[attr-defined]
    settle()
    assert "ons 11 mars" in words(table)
    shown_tab(window, "historik", "", settle)
    passes(next_day(desk, days=20))
    assert shown_tab(window, "handlingar", "", settle) is table
    assert "ons 11 mars" not in words(table)
    assert "11 mars" in words(table)


def test_a_new_year_is_told_in_the_plan_and_beside_the_measures(
    window: MainWindow, desk: Desk, settle: Settle, passes: Pass
) -> None:
    desk.write(start_measure)
    settle()
    with Register.open(desk.path) as register:
        measure = register.find(Measure, remiss_id=REMISS)[0]
        namnd = register.find(MeasureNamnd, measure_id=measure.id)[0].namnd_id
    plan = shown_tab(window, "plan", "", settle)
    assert not any("2026" in each for each in words(plan))
    window.go(Destination("remiss", remiss_id=REMISS, tab="svar", item=f"{measure.recommendation_id or ''}/{namnd}"))
    settle()
    measures = window.page.tab.measures.table  # type: ignore[attr-defined]
    assert "2026" not in words(measures)
    passes(dt.datetime(2027, 1, 2, 9, tzinfo=dt.UTC))
    assert "2026" in words(measures)
    assert any("2026" in each for each in words(shown_tab(window, "plan", "", settle)))


def test_what_is_being_written_stays(
    window: MainWindow, desk: Desk, settle: Settle, passes: Pass, qtbot: QtBot
) -> None:
    with Register.open(desk.path) as register:
        question = register.find(Recommendation, remiss_id=REMISS, number="2")[0].id
        namnd = register.find(Namnd, abbreviation="KS")[0].id
    window.go(Destination("remiss", remiss_id=REMISS, tab="svar", item=f"{question}/{namnd}"))
    settle()
    tab = window.page.tab  # type: ignore[attr-defined]
    qtbot.keyClicks(tab.editor.text, "Vi har")
    tab.measures.table.begin_new()
    writing = tab.measures.table.viewport().findChild(QPlainTextEdit)
    qtbot.keyClicks(writing, "Ta fram")
    passes(next_day(desk))
    qtbot.keyClicks(writing, " en rutin")
    assert tab.editor.text.toPlainText() == "Vi har"
    qtbot.keyClick(writing, Qt.Key.Key_Return)
    settle()
    with Register.open(desk.path) as register:
        assert [each.text for each in register.find(Measure, recommendation_id=question)] == ["Ta fram en rutin"]


def test_meetings_that_were_to_come_have_been(window: MainWindow, desk: Desk, settle: Settle, passes: Pass) -> None:
    window.go(Destination("sammantraden"))
    settle()
    page = window.page
    chosen = page.bodies.namnd  # type: ignore[attr-defined]
    folded = page.year._fold.text()  # type: ignore[attr-defined]
    before, stop = words(page.bodies), page.panel._stop.text()  # type: ignore[attr-defined]
    passes(next_day(desk, days=60))
    assert window.page is page
    assert page.bodies.namnd.id == chosen.id  # type: ignore[attr-defined]
    assert words(page.bodies) != before  # type: ignore[attr-defined]
    assert page.year._fold.text() != folded  # type: ignore[attr-defined]
    assert page.panel._stop.text() != stop  # type: ignore[attr-defined]


def test_the_list_keeps_its_filter(window: MainWindow, desk: Desk, settle: Settle, passes: Pass, qtbot: QtBot) -> None:
    window.go(Destination("remisser"))
    settle()
    page = window.page
    qtbot.keyClicks(page.quick, "arbetet")  # type: ignore[attr-defined]
    before = words(page.table)  # type: ignore[attr-defined]
    passes(next_day(desk))
    assert page.quick.text() == "arbetet"  # type: ignore[attr-defined]
    after = words(page.table)  # type: ignore[attr-defined]
    assert len(after) == len(before)
    assert after != before


def test_the_copy_was_made_yesterday(window: MainWindow, desk: Desk, settle: Settle, passes: Pass) -> None:
    window.go(Destination("remisser"))
    settle()
    window.upkeep.back_up()
    settle()
    local = desk.clock().astimezone()
    line = window.status_line.backup
    assert line.text() == f"Säkerhetskopia i dag {local:%H.%M}"
    passes(next_day(desk))
    assert line.text() == f"Säkerhetskopia i går {local:%H.%M}"
    passes(next_day(desk))
    assert line.text() == f"Säkerhetskopia 11 mars {local:%H.%M}"


SHORT_LIVED = {"adding.py", "draft.py", "differences.py"}
"""A dialog and a registration: they are over before the day is, or go by the day on which they were begun; and a table
that is made anew each time its page is read."""


def test_nothing_that_stays_keeps_the_day_it_was_made() -> None:
    keeping = []
    for path in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name in ("__init__", "columns", "_columns"):
                names = {each.arg for each in (*node.args.args, *node.args.kwonlyargs)}
                if "today" in names and path.name not in SHORT_LIVED:
                    keeping.append(f"{path.name}:{node.lineno}")
    assert not keeping


def start_measure(register: Register) -> object:
    """Another's work on the day it is."""
    measure = register.find(Measure, remiss_id=REMISS)[0]
    namnder = [each.namnd_id for each in register.find(MeasureNamnd, measure_id=measure.id)]
    save_measure(register, register.get(Remiss, REMISS), measure, namnder)
    return set_measure_status(register, [measure.id], MeasureState.STARTED, dt.date(2026, 3, 1))
