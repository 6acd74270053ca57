"""The drawings to scale: marks side by side, walked with the arrow keys, and found by a screen reader."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.date_marks import Mark, MarkKind, spread
from secretary_app.ui.widgets.timeline import Limit, Timeline, TimelineLine
from secretary_app.ui.widgets.year_strip import StripKind, StripMark, YearStrip

TODAY = dt.date(2026, 4, 14)
MEETS = dt.date(2026, 4, 22)


@given(
    st.lists(st.tuples(st.floats(0, 1000), st.floats(1, 40)), max_size=12).map(
        lambda pairs: sorted(pairs, key=lambda pair: pair[0])
    )
)
def test_marks_never_lie_over_each_other_and_move_only_where_they_must(pairs: list[tuple[float, float]]) -> None:
    middles, widths = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    placed = spread(middles, widths)
    needed = [(a + b) / 2 for a, b in pairwise(widths)]
    apart = [b - a for a, b in pairwise(placed)]
    assert all(gap >= need - 1e-6 for gap, need in zip(apart, needed, strict=True))
    if all(b - a >= need for (a, b), need in zip(pairwise(middles), needed, strict=True)):
        assert placed == pytest.approx(middles)


@pytest.fixture
def timeline(application: QApplication, qtbot: QtBot) -> Timeline:
    made = Timeline("Planen som tidslinje")
    qtbot.addWidget(made)
    made.resize(1000, 200)
    marks = [
        Mark("internremiss", MarkKind.START, dt.date(2026, 3, 12), "Internremiss till SN 12 mars"),
        Mark("sn", MarkKind.MANUSSTOPP, dt.date(2026, 4, 8), "SN:s manusstopp 8 april"),
        Mark("sn", MarkKind.MEETING, MEETS, "SN sammanträder 22 april"),
        Mark(
            "sn",
            MarkKind.JUSTERING,
            dt.date(2026, 4, 22),
            "SN justerar 6 maj",
            until=dt.date(2026, 5, 6),
            is_stop=False,
        ),
        Mark("ksau", MarkKind.MEETING, dt.date(2026, 5, 26), "KSAU sammanträder 26 maj", line=1),
    ]
    lines = [TimelineLine("SN", "justeras 6 maj"), TimelineLine("KSAU", "4 dagar för sent", State.LATE)]
    limits = [Limit(dt.date(2026, 5, 6), "internt svarsdatum 6 maj", 0, 0)]
    made.show_plan((dt.date(2026, 3, 9), dt.date(2026, 6, 1)), TODAY, lines, marks, limits)
    made.show()
    return made


def test_days_are_to_scale(timeline: Timeline) -> None:
    week = timeline.x_of(dt.date(2026, 4, 20)) - timeline.x_of(dt.date(2026, 4, 13))
    assert timeline.x_of(dt.date(2026, 5, 11)) - timeline.x_of(dt.date(2026, 4, 20)) == pytest.approx(3 * week)
    assert timeline.mark_rect(2).center().x() == pytest.approx(timeline.x_of(dt.date(2026, 4, 22)))


def test_the_arrow_keys_walk_the_marks_and_tell_which(timeline: Timeline, qtbot: QtBot) -> None:
    told: list[object] = []
    timeline.picked.connect(told.append)
    timeline.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(timeline, key)
    assert told == ["sn", "sn", "ksau", "sn", "internremiss", "ksau"]


def test_a_click_picks_and_a_tooltip_says_it_in_words(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.waitSignal(timeline.picked) as told:
        qtbot.mouseClick(timeline, Qt.MouseButton.LeftButton, pos=timeline.mark_point("ksau"))
    assert told.args == ["ksau"]
    at = timeline.mark_rect(3).center().toPoint() + QPoint(15, 0)
    QApplication.sendEvent(timeline, QHelpEvent(QEvent.Type.ToolTip, at, timeline.mapToGlobal(at)))
    assert QToolTip.text() == "SN justerar 6 maj"


def test_a_screen_reader_finds_every_mark(timeline: Timeline) -> None:
    interface = QAccessible.queryAccessibleInterface(timeline)
    assert interface.text(QAccessible.Text.Name) == "Planen som tidslinje"
    names = [interface.child(place).text(QAccessible.Text.Name) for place in range(interface.childCount())]
    assert "SN sammanträder 22 april" in names
    assert len(names) == 5


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_drawn_at_every_text_size_and_higher_when_text_is_larger(timeline: Timeline, scale: float) -> None:
    before = timeline.sizeHint().height()
    theme().set(text_scale=scale)
    try:
        assert (timeline.sizeHint().height() > before) is (scale > 1)
        assert not timeline.grab().isNull()
    finally:
        theme().set(text_scale=1.0)


def test_the_today_line_is_drawn_in_the_accent(timeline: Timeline) -> None:
    picture = timeline.grab().toImage()
    pixel = picture.pixelColor(round(timeline.x_of(TODAY)), round(timeline.line_y(1)))
    assert pixel == theme().colours["accent"]


def test_a_year_has_its_meetings_in_order_and_the_chosen_one_marked(application: QApplication, qtbot: QtBot) -> None:
    strip = YearStrip()
    qtbot.addWidget(strip)
    strip.resize(600, strip.sizeHint().height())
    marks = [
        StripMark(dt.date(2026, 4, 28), StripKind.MEETING, "Sammanträde 28 april", chosen=True),
        StripMark(dt.date(2026, 4, 16), StripKind.MANUSSTOPP, "Manusstopp 16 april"),
        StripMark(dt.date(2027, 1, 12), StripKind.MEETING, "Sammanträde 12 januari"),
    ]
    strip.show_year(2026, TODAY, marks)
    strip.show()
    assert [mark.words for mark in strip.marks] == ["Manusstopp 16 april", "Sammanträde 28 april"]
    assert not strip.mark_rect(0).intersects(strip.mark_rect(1))
    assert strip.chosen == {marks[0]}
    with qtbot.waitSignal(strip.picked) as told:
        strip.setFocus()
        qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert told.args == [marks[1]]
