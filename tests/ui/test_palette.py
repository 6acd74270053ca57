"""The search palette: found as one types, chosen by keys, opened by Enter."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Meeting, Namnd, Remiss
from secretary_app.store.register import Register
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.sammantraden.page import SammantradenPage
from secretary_app.ui.shell.commands import Command, fitting, is_called
from secretary_app.ui.shell.palette import Palette
from secretary_app.ui.shell.palette_look import found_in
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]


@pytest.fixture
def here(window: MainWindow, settle: Settle) -> MainWindow:
    window.go(Destination("remisser"))
    settle()
    return window


@pytest.fixture
def palette(here: MainWindow, qtbot: QtBot, settle: Settle) -> Iterator[Palette]:
    qtbot.keyClick(here, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    shown = here.palette_shown
    assert shown is not None
    settle()
    yield shown
    if here.palette_shown is not None:
        here.palette_shown.close()


def typed(palette: Palette, words: str, qtbot: QtBot, settle: Settle) -> list[str]:
    palette.field.clear()
    qtbot.keyClicks(palette.field, words)
    qtbot.waitUntil(lambda: not palette.is_waiting)
    settle()
    return [entry.title for entry in palette.rows.rows]


def test_without_words_it_tells_what_can_be_done(palette: Palette) -> None:
    titles = [entry.title for entry in palette.rows.rows]
    assert titles[0] == "Gör något"
    assert "Registrera remiss…" in titles
    chosen = palette.rows.rows[palette.list.currentIndex().row()]
    assert chosen.then is not None


def test_it_finds_by_kind_and_marks_the_hit(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    titles = typed(palette, "avtal", qtbot, settle)
    assert titles[:2] == ["Ärenden", "Granskning av upphandling och avtalsuppföljning"]
    assert "Rekommendationer och åtgärder" in titles
    assert "Svar" in titles
    entry = palette.rows.rows[1]
    assert (entry.second, entry.state_words) == ("KS/2025:188, Älvstads kommuns revisorer", "Försenad")
    assert list(found_in("Avtal om avtalet", ["avtal"])) == [(0, 5), (9, 14)]
    counts = [sum(each.group == group and not each.is_head for each in palette.rows.rows) for group in titles]
    assert max(counts) <= 4


def test_enter_opens_the_first_remiss(palette: Palette, here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    typed(palette, "processen", qtbot, settle)
    gone: list[Destination] = []
    here.gone.connect(gone.append)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(gone))
    settle()
    with Register.open(here.desk.path) as register:
        remiss = register.get(Remiss, gone[0].remiss_id)
    assert remiss.title == "Granskning av löneprocessen"
    # What was opened last comes first, the next time.
    here.open_palette()
    settle()
    assert here.palette_shown is not None
    assert [entry.title for entry in here.palette_shown.rows.rows[:2]] == ["Senast öppnade", remiss.title]


def test_enter_before_the_answer_waits_for_it(palette: Palette, here: MainWindow, qtbot: QtBot) -> None:
    gone: list[Destination] = []
    here.gone.connect(gone.append)
    qtbot.keyClicks(palette.field, "processen")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(gone))
    assert gone[0].page == "remiss"


def test_arrows_and_tab(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    typed(palette, "avtal", qtbot, settle)
    rows = palette.rows.rows

    def group() -> str:
        return rows[palette.list.currentIndex().row()].group

    assert group() == "Ärenden"
    qtbot.keyClick(palette.field, Qt.Key.Key_Tab)
    assert group() == "Rekommendationer och åtgärder"
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == palette.rows.places[2]
    qtbot.keyClick(palette.field, Qt.Key.Key_Backtab)
    assert group() == "Ärenden"
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == palette.rows.places[-1]
    assert "Rad" in palette.field.accessibleDescription()


def test_a_meeting_is_found_by_its_day(palette: Palette, here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    titles = typed(palette, "ksau 30 mars", qtbot, settle)
    assert titles[:2] == ["Sammanträden", "KSAU 30 mars"]
    with Register.open(here.desk.path) as register:
        assert any(meeting.date.isoformat() == "2026-03-30" for meeting in register.find(Meeting))


def test_a_meeting_is_opened_also_from_another_body_and_year(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    with Register.open(here.desk.path, write=True) as register:
        bodies = {namnd.abbreviation: namnd for namnd in register.find(Namnd)}
        with register.change("Nytt möte") as change:
            change.add(Meeting(id="nytt", namnd_id=bodies["KSAU"].id, date=dt.date(2027, 2, 9)))
    here.go(Destination("sammantraden", item=bodies["KS"].id))
    settle()
    page = here.page
    assert isinstance(page, SammantradenPage)
    for words, date in (("ksau 30 mars", dt.date(2026, 3, 30)), ("ksau 2027-02-09", dt.date(2027, 2, 9))):
        here.open_palette()
        assert here.palette_shown is not None
        typed(here.palette_shown, words, qtbot, settle)
        qtbot.keyClick(here.palette_shown.field, Qt.Key.Key_Return)
        qtbot.waitUntil(
            lambda date=date: page.year.chosen_row is not None and page.year.chosen_row.meeting.date == date
        )
        assert page.bodies.namnd == bodies["KSAU"]
        settle()


def test_a_status_list_for_a_body(
    palette: Palette,
    here: MainWindow,
    qtbot: QtBot,
    settle: Settle,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "lista.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    titles = typed(palette, "statuslista till ksau", qtbot, settle)
    assert "Skapa statuslista till KSAU…" in titles
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: here.notice_bar.notice is not None, timeout=10_000)
    assert out.stat().st_size > 1000
    assert here.notice_bar.notice is not None
    assert here.notice_bar.notice.link == "Öppna listan"


def test_an_action_that_is_called_so_comes_before_what_is_found(here: MainWindow, qtbot: QtBot, settle: Settle) -> None:
    here.go(Destination("remiss", remiss_id="ex-09"))
    settle()
    here.open_palette()
    palette = here.palette_shown
    assert palette is not None

    def groups(words: str) -> list[str]:
        palette.field.setText(words)
        qtbot.waitUntil(lambda: not palette.is_waiting)
        settle()
        return [entry.title for entry in palette.rows.rows if entry.is_head]

    assert groups("beslut")[-1] == "Gör något"
    assert groups("beslut")[0] != "Gör något"
    for words in ("lägg in beslut", "Lägg in"):
        assert groups(words)[0] == "Gör något"
        assert palette.rows.rows[palette.list.currentIndex().row()].title == "Lägg in beslut…"
    assert len(groups("lägg")) > 1
    palette.close()


def test_nothing_found_says_so(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    assert typed(palette, "qqxyz", qtbot, settle) == ["Inget hittades för ”qqxyz”."]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_esc_closes_it(here: MainWindow, palette: Palette, qtbot: QtBot) -> None:
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert here.palette_shown is None
    assert here.isVisible()


def test_it_opens_within_the_blink_of_an_eye(here: MainWindow, settle: Settle) -> None:
    times = []
    for _ in range(5):
        start = time.perf_counter()
        here.open_palette()
        assert here.palette_shown is not None
        here.palette_shown.repaint()
        times.append(time.perf_counter() - start)
        settle()
        here.palette_shown.close()
    assert sorted(times)[2] < 0.05


def test_its_model_and_names(palette: Palette, qtbot: QtBot, settle: Settle) -> None:
    model: QAbstractItemModel = palette.rows
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    typed(palette, "avtal", qtbot, settle)
    for widget in (palette.field, palette.list):
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    said = palette.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Granskning av upphandling och avtalsuppföljning, KS/2025:188, Älvstads kommuns revisorer, Försenad"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("ny remiss", "Registrera remiss…"),
        ("lista ksau", "Skapa statuslista till KSAU…"),
        ("sammant", "Gå till Sammanträden"),
        ("rgstr", "Registrera remiss…"),
    ],
)
def test_commands_are_found_by_what_people_type(words: str, first: str) -> None:
    commands = [
        Command("Gå till Remisser", "Ctrl+1", lambda: None),
        Command("Gå till Sammanträden", "Ctrl+2", lambda: None),
        Command("Registrera remiss…", "Ctrl+N", lambda: None, "ny nytt missiv"),
        Command("Skapa statuslista till KSAU…", "", lambda: None, "lista excel"),
    ]
    assert fitting(commands, words)[0].words == first
    assert not fitting(commands, "qqxyz")


@pytest.mark.parametrize(
    ("typed", "is_so"),
    [
        ("lägg in beslut", True),
        ("Lägg in", True),
        ("lägg beslut", True),
        ("läg", True),
        ("lä", False),
        ("beslut", False),
        ("beslut lägg", False),
        ("lägg beslut in", False),
        ("lägg in svar", False),
        ("  ", False),
    ],
)
def test_what_a_command_is_called(typed: str, is_so: bool) -> None:
    called = Command("Lägg in beslut…", "", lambda: None)
    assert is_called(called, typed) is is_so
    # What has the words only here and there, or as further words, comes after it, wherever it stood.
    others = [
        Command("Lägg undan beslut", "", lambda: None),
        Command("Öppna", "", lambda: None, "lägg in beslut"),
    ]
    if typed == "lägg in beslut":
        assert fitting([*others, called], typed)[0] is called
