"""Meeting days pasted out of Excel, a page or a mail: shown as they were understood before they are taken."""

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day_with_weekday
from secretary_app.domain.pasted_meetings import Pasted, parse_pasted
from secretary_app.domain.workdays import why_free
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Cell, Column
from secretary_app.ui.tables.model import RowModel
from secretary_app.ui.tables.view import Table
from secretary_app.ui.widgets.basics import button, column, field, label, put, restyle, row

Dated = tuple[dt.date, dt.date | None]
_LONGEST = 50_000
"""Characters: a clipboard with more than this is something else than a list of meetings."""
_EXAMPLE = (
    "27/1\n24/2\n23/3\n\neller ur Excel, med månader nedåt och nämnder åt sidan:\n\n\tKSAU\tKS\njanuari\t13, 27\t21"
)


@dataclass(frozen=True)
class Understood:
    """One meeting that was read out of the text."""

    place: int
    body: str
    """Its abbreviation; ``""`` where neither the text nor the person has said which."""
    date: dt.date
    manusstopp: dt.date | None
    remark: str = ""
    is_new: bool = True
    """Will be taken; else the remark says why not."""


def understood(
    pasted: Pasted, known: Mapping[str, Set[dt.date]], names: Mapping[str, str], otherwise: str
) -> list[Understood]:
    """The rows of a pasted text, each with what is to be said of it.

    ``known``: by abbreviation the days that are there already. ``names``: name → abbreviation. ``otherwise``: the
    body of rows that name none.
    """
    found: list[Understood] = []
    seen: set[tuple[str, dt.date]] = set()
    for place, each in enumerate(pasted.rows):
        body = names.get(each.body, each.body) if each.body else otherwise
        remark, is_new = _remark(each.date, each.manusstopp), True
        if not body:
            remark, is_new = "välj nämnd", False
        elif each.date in known.get(body, ()):
            remark, is_new = "finns redan", False
        elif (body, each.date) in seen:
            remark, is_new = "står två gånger", False
        seen.add((body, each.date))
        found.append(Understood(place, body, each.date, each.manusstopp, remark, is_new))
    return found


def _remark(date: dt.date, manusstopp: dt.date | None) -> str:
    remarks = [why_free(date)]
    if manusstopp and why_free(manusstopp):
        remarks.append(f"manusstopp på {why_free(manusstopp)}")
    return ", ".join(filter(None, remarks))


class PasteMeetings(QDialog):
    """Asks for meeting days. ``accepted_meetings`` tells, by abbreviation, the new ones with their manusstopp."""

    accepted_meetings = Signal(object)
    """Mapping[str, Sequence[tuple[date, date | None]]]."""

    def __init__(
        self,
        parent: QWidget,
        year: int,
        bodies: Sequence[str],
        known: Mapping[str, Set[dt.date]],
        chosen: str = "",
        names: Mapping[str, str] | None = None,
    ) -> None:
        """``year``: of days that have none. ``bodies``: abbreviations. ``known``: what is there already.

        ``chosen``: the body of days that name none. ``names``: name → abbreviation, understood as well.
        """
        super().__init__(parent)
        self._year = year
        self._bodies = list(bodies)
        self._known = known
        self._room = parent.window().size()
        self._names = dict(names or {})
        self._rows: list[Understood] = []
        self.setWindowTitle("Vilka mötesdagar ska läggas in?")
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.body, self.years = QComboBox(), QComboBox()
        self._offer(chosen)
        model = RowModel(_columns(), id_of=lambda each: each.place, parent=self)
        self.table: Table[Understood] = Table(model, "Så här förstods det", two_lines=False)
        self.table.setSortingEnabled(False)
        self.table.gives_way = {"manusstopp": 92}
        self.count = label("", "strong")
        self.not_understood = QPlainTextEdit()
        self.not_understood.setReadOnly(True)
        self.not_understood.setTabChangesFocus(True)
        self._not_label = label("", "soon")
        self.take = button("Lägg in sammanträden", self._take, primary=True)
        self._lay_out()
        self.text.textChanged.connect(self._read)
        self.body.currentIndexChanged.connect(self._read)
        self.years.currentIndexChanged.connect(self._read)
        self._begin()

    def _offer(self, chosen: str) -> None:
        self.body.addItem("Välj nämnd", "")
        for each in self._bodies:
            self.body.addItem(each, each)
        self.body.setCurrentIndex(max(0, self.body.findData(chosen)))
        for each_year in range(self._year - 1, self._year + 3):
            self.years.addItem(str(each_year), each_year)
        self.years.setCurrentIndex(1)

    def _lay_out(self) -> None:
        left = column(
            row(
                field("Dagar utan nämnd hör till", self.body),
                field("Dagar utan år hör till", self.years),
                None,
                spacing=12,
            ),
            field("Klistra in här, eller skriv", self.text),
        )
        left.setStretch(1, 1)
        self.not_understood.setAccessibleName("Rader som inte förstods")
        self.not_understood.setFixedHeight(theme().px(92))
        right = column(self.count, self.table, self._not_label, self.not_understood)
        right.setStretch(1, 1)
        middle = QHBoxLayout()
        middle.setSpacing(theme().px(16))
        middle.addLayout(left, 2)
        middle.addLayout(right, 3)
        hint = label(
            "En kolumn med datum, en lista eller ett kalendarium med månader och nämnder går bra. "
            "Inget sparas förrän du lägger in dem.",
            wrap=True,
        )
        layout = QVBoxLayout(self)
        margin = theme().px(18)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme().px(12))
        put(layout, hint)
        put(layout, middle, 1)
        put(layout, row(None, button("Avbryt", self.reject), self.take))
        room = self._room
        self.resize(min(theme().px(940), room.width() - 40), min(theme().px(600), room.height() - 40))

    def _begin(self) -> None:
        """Read the clipboard where meeting days lie in it."""
        lying = QApplication.clipboard().text()
        pasted = self._parse(lying) if 0 < len(lying) <= _LONGEST else Pasted()
        if pasted.rows and len(pasted.rows) >= len(pasted.not_understood):
            self.text.setPlainText(lying)
            self.text.selectAll()
        else:
            self._read()
        self.text.setFocus()

    def _parse(self, text: str) -> Pasted:
        return parse_pasted(text, self.years.currentData(), [*self._bodies, *self._names])

    def _read(self) -> None:
        pasted = self._parse(self.text.toPlainText())
        self._rows = understood(pasted, self._known, self._names, self.body.currentData())
        self.table.set_rows(self._rows)
        new = sum(each.is_new for each in self._rows)
        self._show_counts(new)
        lines = [f"Rad {number}: {words}" for number, words in pasted.not_understood]
        self._not_label.setText("1 rad förstods inte" if len(lines) == 1 else f"{len(lines)} rader förstods inte")
        self.not_understood.setPlainText("\n".join(lines))
        for part in (self._not_label, self.not_understood):
            part.setVisible(bool(lines))
        without_body = any(not each.body for each in self._rows)
        self.body.setProperty("wrong", without_body)
        restyle(self.body)

    def _show_counts(self, new: int) -> None:
        rest = len(self._rows) - new
        words = [_meetings(new), f"{rest} läggs inte in" if rest else ""]
        self.count.setText(", ".join(filter(None, words)) if self._rows else "Här visas det som förstås")
        self.take.setText(f"Lägg in {_meetings(new)}" if new else "Lägg in sammanträden")
        self.take.setEnabled(bool(new))

    def _take(self) -> None:
        wanted: dict[str, list[Dated]] = {}
        for each in self._rows:
            if each.is_new:
                wanted.setdefault(each.body, []).append((each.date, each.manusstopp))
        self.accepted_meetings.emit(wanted)
        self.accept()


def _meetings(number: int) -> str:
    return f"{number} sammanträde" if number == 1 else f"{number} sammanträden"


def _columns() -> list[Column[Understood]]:
    def quiet(each: Understood) -> str:
        return "" if each.is_new else "text2"

    def day(each: Understood, date: dt.date | None) -> Cell:
        return Cell(day_with_weekday(date, dt.date.min) if date else "räknas ut", tone=quiet(each) if date else "text2")

    def remark(each: Understood) -> Cell:
        if not each.body:
            return Cell(each.remark, state=State.UNDATED, tone="none")
        return Cell(each.remark, state=State.TODO if each.remark and each.is_new else State.NONE, tone=quiet(each))

    return [
        Column("namnd", "Nämnd", lambda each: Cell(each.body or "–", strong=each.is_new, tone=quiet(each)), width=64),
        Column("datum", "Sammanträde", lambda each: day(each, each.date), width=184),
        Column("manusstopp", "Manusstopp", lambda each: day(each, each.manusstopp), width=176),
        Column("anmarkning", "Anmärkning", remark, width=110, stretch=True),
    ]
