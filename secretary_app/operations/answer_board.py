"""All answers of one remiss as they are worked through: every recommendation with the answer of each namnd."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain.answer_check import Finding
from secretary_app.domain.model import (
    Decision,
    Measure,
    MeasureState,
    MeasureStatus,
    Namnd,
    Recommendation,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.timeframe import Timeframe, understand
from secretary_app.operations.answering import check_dossier
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.operations.finding import name_of
from secretary_app.operations.matrix import MatrixCell, matrix
from secretary_app.store.register import Register


@dataclass(frozen=True, kw_only=True)
class BoardMeasure:
    measure: Measure
    namnd_ids: tuple[str, ...]
    time: Timeframe
    """What the words of its tidsplan were understood as."""
    status: MeasureStatus | None
    is_late: bool
    """Past its time and not *klar*."""


@dataclass(frozen=True, kw_only=True)
class BoardLine:
    """The answer of one namnd to one recommendation, or what it says of the whole."""

    recommendation: Recommendation | None
    namnd: Namnd
    is_asked: bool
    """It is to be answered; else it may be: general comments, or an answer to what was put to others."""
    state: BadgeState
    words: str
    second: str
    response: Response | None
    """The namnd's own."""
    speaker: Namnd
    """Whose answer counts: the namnd itself, or another that answers jointly for it."""
    decision: Decision | None
    """The one that made the answer the body's own, if it decides."""
    measures: tuple[BoardMeasure, ...]

    @property
    def is_given(self) -> bool:
        return self.response is not None or self.speaker != self.namnd


@dataclass(frozen=True, kw_only=True)
class AnswerBoard:
    remiss: Remiss
    recommendations: tuple[Recommendation, ...]
    lines: tuple[BoardLine, ...]
    """By recommendation in their order, then by namnd with the owner last; what concerns the whole stands last."""
    answering: tuple[Namnd, ...]
    referred: frozenset[str]
    """The ids of the namnder that have an internremiss."""
    bodies: tuple[Namnd, ...]
    """All that a measure can be for, in Swedish order."""
    locked: str
    """Why nothing can be changed, a Swedish sentence; ``""``: it can."""

    @property
    def given(self) -> int:
        """The number of answers that have been given, of those asked for."""
        return sum(line.is_asked and line.is_given for line in self.lines)


def answer_board(register: Register, remiss_id: str, today: dt.date) -> AnswerBoard:
    """The answers of a remiss. Raises NotInRegister where it is gone."""
    remiss = register.get(Remiss, remiss_id)
    case = dossier(register, remiss)
    asked = {
        (row.recommendation_id, cell.namnd_id): cell
        for row in matrix(register, remiss, today).rows
        for cell in row.cells
        if cell.concerned
    }
    return AnswerBoard(
        remiss=remiss,
        recommendations=tuple(case.recommendations),
        lines=tuple(_lines(case, asked, today)),
        answering=tuple(_answering(case)),
        referred=frozenset(each.namnd_id for each in case.referrals),
        bodies=tuple(case.bodies.all),
        locked=_locked(remiss),
    )


def answer_findings(register: Register, remiss_id: str, namnd_id: str) -> tuple[Finding, ...]:
    """The check of one namnd's whole answer."""
    return check_dossier(register, dossier(register, register.get(Remiss, remiss_id)), register.get(Namnd, namnd_id))


def _locked(remiss: Remiss) -> str:
    match remiss.state:
        case RemissState.CLOSED:
            return f"{name_of(remiss)} är avslutad. Svaren kan läsas, och åtgärdernas status kan ändras."
        case RemissState.VOID:
            return f"{name_of(remiss)} är makulerat. Svaren kan läsas men inte ändras."
    return ""


def _answering(case: Dossier) -> list[Namnd]:
    """Those who answer, and those who have answered all the same; the owner last."""
    others = {body.id for body in case.answering()} | {each.namnd_id for each in case.responses}
    others |= {each.namnd_id for each in case.measure_namnder}
    return [*(body for body in case.bodies.all if body.id in others and body != case.owner), case.owner]


def _lines(case: Dossier, asked: dict[tuple[str | None, str], MatrixCell], today: dt.date) -> Iterator[BoardLine]:
    bodies = _answering(case)
    for question in (*case.recommendations, None):
        for namnd in bodies:
            cell = asked.get((question.id if question else None, namnd.id))
            line = _line(case, question, namnd, cell, today)
            if cell is not None or question is None or line.response or line.measures:
                yield line


def _line(
    case: Dossier, question: Recommendation | None, namnd: Namnd, cell: MatrixCell | None, today: dt.date
) -> BoardLine:
    response = case.response(namnd, question)
    decision = case.decision_behind(response)
    decided = decision if decision and decision.outcome.decides else None
    measures = case.measures_of(namnd, question)
    state, words, second = (cell.state, cell.words, cell.second) if cell else _not_asked(response, decided, measures)
    if cell is None and response is None and question is None and measures:
        words = "1 uppdrag" if len(measures) == 1 else f"{len(measures)} uppdrag"
    return BoardLine(
        recommendation=question,
        namnd=namnd,
        is_asked=cell is not None,
        state=state,
        words=words,
        second=second,
        response=response,
        speaker=case.speaker(namnd, question),
        decision=decided,
        measures=tuple(_measure(case, each, today) for each in measures),
    )


def _not_asked(
    response: Response | None, decision: Decision | None, measures: Sequence[Measure]
) -> tuple[BadgeState, str, str]:
    if decision is not None:
        return BadgeState.DONE, f"§ {decision.paragraph}" if decision.paragraph else "Beslutad", ""
    if response is not None:
        return BadgeState.DRAFT, "Utkast", ""
    return BadgeState.NONE, "Bara åtgärd" if measures else "Inga", ""


def _measure(case: Dossier, measure: Measure, today: dt.date) -> BoardMeasure:
    time, status = understand(measure.timeframe), case.status(measure)
    is_done = status is not None and status.status is MeasureState.DONE
    return BoardMeasure(
        measure=measure,
        namnd_ids=tuple(namnd.id for namnd in case.namnder_of(measure)),
        time=time,
        status=status,
        is_late=time.due is not None and time.due < today and not is_done,
    )
