"""What stands in the panel: each a piece of one namnd's answer to one recommendation."""

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.model import Decision, MeasureState, Outcome, VerdictWord
from secretary_app.operations.cell_answer import CellAnswer, CellMeasure, CheckLine
from secretary_app.operations.cell_panel import CellPanel
from secretary_app.operations.earlier import Earlier, EarlierVerdict
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.cells import Badge
from secretary_app.ui.tables.delegates import badge_width, paint_badge
from secretary_app.ui.widgets.basics import Shape, column, label, link, row

_MEASURES = {
    MeasureState.NOT_STARTED: State.NOT_STARTED,
    MeasureState.STARTED: State.STARTED,
    MeasureState.DONE: State.DONE,
}
_VERDICTS = {
    VerdictWord.DONE: "Åtgärdad",
    VerdictWord.PARTLY: "Delvis åtgärdad",
    VerdictWord.NOT_DONE: "Ej åtgärdad",
    VerdictWord.OBSOLETE: "Inte längre aktuell",
}


class Pill(QWidget):
    """A state's badge with its words: the same as the cell has."""

    def __init__(self, words: str, state: State) -> None:
        super().__init__()
        self.badge = Badge(words, state)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(badge_width(self.badge, self.font()) + 1, theme().px(22) + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, 0, self.rect(), self.badge, self.font())
        painter.end()


def said(state: State, words: str, look: str = "", *, aloud: str = "") -> QHBoxLayout:
    """A shape and its words, which may take several lines; ``aloud``: what a reader says, where the shape says more."""
    shape = Shape(state)
    made = row(spacing=8)
    made.addWidget(shape, 0, Qt.AlignmentFlag.AlignTop)
    text = label(words, look, wrap=True)
    text.setAccessibleName(aloud)
    made.addWidget(text, 1)
    return made


def titled(title: str, text: str, look: str = "") -> QVBoxLayout:
    """A small label with its text under it, which can be selected and copied."""
    return column(label(title, "label"), _text(text, look), spacing=3)


def _text(text: str, look: str = "") -> QLabel:
    return label(text, look, wrap=True, selectable=True)


def asked_words(panel: CellPanel, today: dt.date) -> list[str]:
    """Whether and when the body was asked, and who answers there."""
    if panel.is_owner:
        answer_by = panel.remiss.answer_by
        until = f", svar senast {day(answer_by, today)}" if answer_by else ""
        return [f"Äger ärendet{until}"]
    referral = panel.referral
    if referral is None:
        return [f"{panel.answer.namnd.abbreviation} har ingen internremiss än"]
    sent = f"skickad {day(referral.sent, today)}" if referral.sent else "förberedd men inte skickad"
    due = f"svar senast {day(referral.deadline, today)}" if referral.deadline else "inget svarsdatum"
    who = ", ".join(filter(None, (referral.namnd_diarienummer, referral.handlaggare)))
    direct = "Svarar direkt till den som frågat" if referral.direct else ""
    return list(filter(None, (f"Internremissen är {sent}, {due}", direct, who)))


def answer_part(answer: CellAnswer, today: dt.date) -> QVBoxLayout:
    """Position, text, and the decision that made it the body's own."""
    made = column(spacing=9)
    if not answer.is_given:
        return made
    position = answer.position.value.capitalize() if answer.position else "Inget ställningstagande"
    made.addLayout(titled("Ställningstagande", position, "strong" if answer.position else "soon"))
    made.addLayout(titled("Svar", answer.text or "Ingen text"))
    if answer.decision:
        made.addLayout(said(State.DONE, decision_words(answer, answer.decision, today)))
    else:
        made.addLayout(said(State.DRAFT, "Utkast, inte beslutat än"))
    return made


def decision_words(answer: CellAnswer, decision: Decision, today: dt.date) -> str:
    """``Beslut BUN § 27, 26 mars``; other ways to decide by their names."""
    kind = "Beslut" if decision.outcome is Outcome.DECISION else decision.outcome.value.capitalize()
    paragraph = f" § {decision.paragraph}" if decision.paragraph else ""
    at_once = ", omedelbart justerat" if decision.immediate_justering else ""
    return f"{kind} {answer.speaker.abbreviation}{paragraph}, {day(decision.meeting_date, today)}{at_once}"


def measures_part(measures: tuple[CellMeasure, ...], today: dt.date) -> QVBoxLayout:
    """Each measure with who, when and how far."""
    made = column(label("Åtgärd" if len(measures) == 1 else f"{len(measures)} åtgärder", "strong"), spacing=9)
    for each in measures:
        responsible = ", ".join(filter(None, each.measure.responsible.splitlines()))
        who = label(f"Ansvarig {responsible}" if responsible else "Ansvarig saknas", "second", wrap=True)
        when = label(_when(each, today), "second", wrap=True)
        made.addLayout(column(_text(each.measure.text), who, when, _status(each, today), spacing=2))
    return made


def _when(each: CellMeasure, today: dt.date) -> str:
    words = " ".join(each.measure.timeframe.split())
    if not words or each.due is None:
        return words or "Tid saknas"
    due = day(each.due, today)
    return f"Senast {due}" if words in (str(each.due), due) else f"{words}, senast {due}"


def _status(each: CellMeasure, today: dt.date) -> QHBoxLayout:
    as_of = f" {day(each.status_as_of, today)}" if each.status_as_of else ""
    words = f"{each.status.value.capitalize()}{as_of}" if each.status else "Ingen status"
    if each.is_late:
        return said(State.LATE, f"Försenad. {words}", "late")
    return said(_MEASURES[each.status] if each.status else State.UNDATED, words)


def checks_part(checks: tuple[CheckLine, ...]) -> QVBoxLayout:
    """What the answer has and what it lacks."""
    lacks = any(not each.done for each in checks)
    made = column(label("Det här saknas" if lacks else "Inget saknas", "strong"), spacing=7)
    for each in checks:
        in_full = f"{each.words}, {'finns' if each.done else 'saknas'}"
        made.addLayout(said(State.DONE if each.done else State.TODO, each.words, aloud=in_full))
    return made


def earlier_part(found: Earlier, today: dt.date, go: Callable[[EarlierVerdict], None]) -> QVBoxLayout:
    """How often the same recommendation was made, what was answered and said then, with the way there."""
    made = column(label(found.words, "strong"), spacing=6)
    for each in found.times:
        made.addLayout(column(_text(_verdict_words(each, today)), _way(each, go), spacing=2))
    return made


def _verdict_words(each: EarlierVerdict, today: dt.date) -> str:
    answer = each.answer or "Inget svar finns."
    if each.verdict is None:
        return f"{answer} Ingen har sagt om den är åtgärdad."
    source = f" enligt {each.according_to}" if each.according_to else ""
    when = f", {day(each.date, today)}" if each.date else ""
    quote = f" ”{each.words}”" if each.words else ""
    return f"{answer} {_VERDICTS[each.verdict]}{source}{when}.{quote}"


def _way(each: EarlierVerdict, go: Callable[[EarlierVerdict], None]) -> QWidget:
    name = each.diarienummer or "Det tidigare ärendet"
    year = f"{each.year}: " if each.year else ""
    return link(f"{year}{name}, rekommendation {each.number}", lambda: go(each), glyph="clock-counter-clockwise")
