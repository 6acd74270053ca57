"""One cell of *Svarsläge*, as the panel beside the matrix shows it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain.answer_check import Answer, Finding, FindingKind, check_answer
from secretary_app.domain.coverage import demands_measure
from secretary_app.domain.model import (
    Decision,
    Measure,
    MeasureState,
    Namnd,
    Position,
    Recommendation,
    Remiss,
    Response,
)
from secretary_app.domain.timeframe import understand
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.operations.earlier import Earlier, earlier
from secretary_app.store.register import Register

_POSITION_AND_TEXT = frozenset({FindingKind.NO_ANSWER, FindingKind.NO_POSITION, FindingKind.NO_TEXT})
_WHO_AND_WHEN = frozenset({FindingKind.NO_RESPONSIBLE, FindingKind.NO_TIMEFRAME})
_OF_CHECKLIST = _POSITION_AND_TEXT | _WHO_AND_WHEN | {FindingKind.NO_MEASURE}


@dataclass(frozen=True, kw_only=True)
class CellMeasure:
    measure: Measure
    due: dt.date | None
    """The last day that the words of its tidsplan allow; None where they name none."""
    status: MeasureState | None
    status_as_of: dt.date | None
    is_late: bool
    """Past its time and not *klar*."""


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    words: str
    done: bool


@dataclass(frozen=True, kw_only=True)
class CellAnswer:
    namnd: Namnd
    recommendation: Recommendation | None
    """None: the whole remiss."""
    response: Response | None
    """The namnd's own."""
    speaker: Namnd
    """Whose answer counts: the namnd itself, or another that answers jointly for it. What follows is its."""
    position: Position | None
    text: str
    decision: Decision | None
    """The one that made the answer the body's own, if it decides."""
    measures: tuple[CellMeasure, ...]
    checks: tuple[CheckLine, ...]
    """What the answer must have, and what else was found in it that should be looked at."""
    earlier: Earlier
    """The same recommendation when it was made before."""

    @property
    def is_given(self) -> bool:
        """There is an answer: the namnd's own, or one that counts for it."""
        return self.response is not None or self.is_spoken_for

    @property
    def is_spoken_for(self) -> bool:
        return self.speaker != self.namnd


def cell_answer(
    register: Register, remiss: Remiss, recommendation_id: str | None, namnd_id: str, today: dt.date
) -> CellAnswer:
    """What one namnd answers to one recommendation (None: to the whole remiss).

    Diarienummer named in the text are not held against the register here; the check of the whole answer does that.
    Raises NotInRegister for a recommendation that the remiss does not have and for an unknown body.
    """
    case = dossier(register, remiss)
    namnd = register.get(Namnd, namnd_id)
    question = next((each for each in case.recommendations if each.id == recommendation_id), None)
    if question is None and recommendation_id is not None:
        question = register.get(Recommendation, recommendation_id)
    speaker = case.speaker(namnd, question)
    response = case.response(speaker, question)
    decision = case.decision_behind(response)
    measures = case.measures_of(speaker, question)
    shown = tuple(_measure(case, measure, today) for measure in measures)
    done = {each.measure.id for each in shown if each.status is MeasureState.DONE}
    findings = check_answer(_answer(case, speaker, question, response, measures, done), today=today)
    return CellAnswer(
        namnd=namnd,
        recommendation=question,
        response=case.response(namnd, question),
        speaker=speaker,
        position=response.position if response else None,
        text=response.text if response else "",
        decision=decision if decision and decision.outcome.decides else None,
        measures=shown,
        checks=tuple(_checks(findings, response, question)),
        earlier=earlier(register, remiss, question) if question else Earlier(),
    )


def _measure(case: Dossier, measure: Measure, today: dt.date) -> CellMeasure:
    due = understand(measure.timeframe).due
    latest = case.status(measure)
    status = latest.status if latest else None
    return CellMeasure(
        measure=measure,
        due=due,
        status=status,
        status_as_of=latest.as_of if latest else None,
        is_late=due is not None and due < today and status is not MeasureState.DONE,
    )


def _answer(
    case: Dossier,
    namnd: Namnd,
    question: Recommendation | None,
    response: Response | None,
    measures: Sequence[Measure],
    done: set[str],
) -> Answer:
    return Answer(
        remiss=case.remiss,
        namnd=namnd,
        referral=case.referral_to(namnd),
        recommendations=[question] if question else [],
        responses=[response] if response else [],
        measures=measures,
        done_measures=done,
        known_names={word for body in case.bodies.all for word in (body.name, body.abbreviation)},
    )


def _checks(
    findings: Sequence[Finding], response: Response | None, question: Recommendation | None
) -> Iterator[CheckLine]:
    kinds = {finding.kind for finding in findings}
    yield CheckLine(words="Ställningstagande och text", done=not kinds & _POSITION_AND_TEXT)
    if question is not None and response is not None and demands_measure(response.position):
        has_measure = FindingKind.NO_MEASURE not in kinds
        yield CheckLine(words="Åtgärd", done=has_measure)
        yield CheckLine(words="Ansvarig och tid", done=has_measure and not kinds & _WHO_AND_WHEN)
    for finding in findings:
        if finding.kind not in _OF_CHECKLIST and finding.kind is not FindingKind.UNKNOWN_DIARIENUMMER:
            yield CheckLine(words=finding.text, done=False)
