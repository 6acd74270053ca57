"""The coming months on one line a body: meetings, manusstopp, and the days by which something is due."""

import datetime as dt
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea

from secretary_app.domain.date_words import day, day_with_weekday
from secretary_app.domain.deadline_list import DeadlineKind, DeadlineRow
from secretary_app.operations.deadline_page import STRIP_DAYS, StripMeeting
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.date_marks import Mark, MarkKind
from secretary_app.ui.widgets.timeline import Timeline, TimelineLine

_PAPERS = (DeadlineKind.OWN_PAPERS, DeadlineKind.BODY_PAPERS)
_MANY = 24
"""More days than this with something due on a line, and each week has one flag."""
_TOLD = 5
_TONES = {State.LATE: "late", State.SOON: "soon", State.TODO: "soon"}
_TALLEST = 270
STRIP_MARKS = (MarkKind.MEETING, MarkKind.MANUSSTOPP, MarkKind.FLAG)
"""What stands on it."""


@dataclass
class _Due:
    """What is due of a body on a day, or in a week."""

    date: dt.date
    rows: list[DeadlineRow] = field(default_factory=list)


class Strip(QScrollArea):
    """Scrolls where there are many bodies."""

    picked = Signal(str)
    """The key of the deadline whose mark was clicked or walked to."""

    def __init__(self, name: str = "Kommande månader") -> None:
        """``name``: what is drawn, for a screen reader."""
        super().__init__()
        self.axis = _Axis(name)
        self.axis.picked.connect(self._tell)
        self._rows_of: dict[Hashable, list[str]] = {}
        self.setWidget(self.axis)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_deadlines(
        self,
        today: dt.date,
        bodies: Sequence[tuple[str, str]],
        meetings: Iterable[StripMeeting],
        rows: Iterable[DeadlineRow],
        days: int = STRIP_DAYS,
    ) -> None:
        """Draw these ``days`` ahead; ``bodies``: id and abbreviation of each line."""
        first = today - dt.timedelta(days=today.weekday() + 7)
        last = today + dt.timedelta(days=days)
        places = {id: place for place, (id, _) in enumerate(bodies)}
        self._rows_of = {}
        dues: dict[str, dict[dt.date, _Due]] = {id: {} for id in places}
        papers: dict[tuple[str, dt.date], list[str]] = {}
        for row in rows:
            if row.date is None or not first <= row.date <= last:
                continue
            if row.kind in _PAPERS:
                papers.setdefault((row.item.partition(":")[2], row.date), []).append(row.key)
                continue
            for id in row.namnd_ids:
                if id in dues:
                    dues[id].setdefault(row.date, _Due(row.date)).rows.append(row)
        marks = [*self._meetings(meetings, places, papers, (first, last), today)]
        for id, by_day in dues.items():
            marks += self._flags(id, places[id], by_day, today)
        self.axis.show_plan((first, last), today, [TimelineLine(name) for _, name in bodies], marks, [])
        self.fit(_TALLEST)

    def fit(self, most: int) -> None:
        """Be as high as the lines need, and at most so high (at 100 %)."""
        self.setFixedHeight(min(self.axis.sizeHint().height(), theme().px(most)))

    def choose(self, key: str) -> None:
        """Ring the mark of this deadline."""
        self.axis.choose([mark for mark, keys in self._rows_of.items() if key in keys])

    def _tell(self, mark: Hashable) -> None:
        keys = self._rows_of.get(mark)
        if keys:
            self.picked.emit(keys[0])

    def _meetings(
        self,
        meetings: Iterable[StripMeeting],
        places: dict[str, int],
        papers: dict[tuple[str, dt.date], list[str]],
        span: tuple[dt.date, dt.date],
        today: dt.date,
    ) -> Iterator[Mark]:
        for each in meetings:
            line = places.get(each.namnd_id)
            if line is None:
                continue
            keys = papers.get((each.namnd_id, each.manusstopp), [])
            if span[0] <= each.date <= span[1]:
                words = f"Sammanträde {day_with_weekday(each.date, today)}, manusstopp {day(each.manusstopp, today)}"
                yield Mark((each.namnd_id, each.date, "möte"), MarkKind.MEETING, each.date, words, line)
            if span[0] <= each.manusstopp <= span[1]:
                about = f"{len(keys)} handlingar ska vara klara" if len(keys) > 1 else "1 handling ska vara klar"
                words = f"Manusstopp {day_with_weekday(each.manusstopp, today)} till {day(each.date, today)}"
                mark = (each.namnd_id, each.manusstopp, "manusstopp")
                self._rows_of[mark] = keys
                yield Mark(mark, MarkKind.MANUSSTOPP, each.manusstopp, f"{words}, {about}" if keys else words, line)

    def _flags(self, id: str, line: int, by_day: dict[dt.date, _Due], today: dt.date) -> Iterator[Mark]:
        dues = sorted(by_day.values(), key=lambda due: due.date)
        if len(dues) > _MANY:
            dues = _by_week(dues)
        for due in dues:
            worst = min(due.rows, key=lambda row: row.state.rank)
            tone = _TONES.get(State(worst.state.value), "ok")
            told = [f"{row.what} ({row.diarienummer})" for row in due.rows[:_TOLD]]
            told += [f"och {len(due.rows) - _TOLD} till"] if len(due.rows) > _TOLD else []
            mark = (id, due.date, "frist")
            self._rows_of[mark] = [row.key for row in due.rows]
            words = f"{day_with_weekday(due.date, today)}: {'; '.join(told)}"
            yield Mark(mark, MarkKind.FLAG, due.date, words, line, tone=tone)


class _Axis(Timeline):
    has_threads = False

    @property
    def line_height(self) -> float:
        return max(self._line_of_text() + theme().px(8), theme().px(25))


def _by_week(dues: Iterable[_Due]) -> list[_Due]:
    """One a week, on its first day that has something."""
    weeks: dict[tuple[int, int], _Due] = {}
    for due in dues:
        year, week, _ = due.date.isocalendar()
        weeks.setdefault((year, week), _Due(due.date)).rows.extend(due.rows)
    return list(weeks.values())
