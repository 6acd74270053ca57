"""What was answered, done and said the last times that a recommendation was made."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain.model import (
    Decision,
    Measure,
    MeasureState,
    MeasureStatus,
    Namnd,
    Recommendation,
    Remiss,
    Response,
    Verdict,
    VerdictWord,
)
from secretary_app.domain.text import and_list
from secretary_app.operations.alike import Alike, alike, how_often
from secretary_app.store.register import Register


@dataclass(frozen=True, kw_only=True)
class EarlierVerdict:
    """The same recommendation when it was made before."""

    remiss_id: str
    diarienummer: str
    year: int | None
    """When the earlier remiss came in."""
    recommendation_id: str
    number: str
    answer: str
    """What was answered and done then, as sentences; ``""`` where nothing was."""
    verdict: VerdictWord | None
    """None: nobody has said."""
    words: str
    according_to: str
    date: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Earlier:
    words: str = ""
    """``Tredje gången sedan 2019``; ``""``: the first."""
    times: tuple[EarlierVerdict, ...] = ()
    """The newest remiss first."""


def earlier(register: Register, remiss: Remiss, recommendation: Recommendation) -> Earlier:
    """The same recommendation in remisser that came in before this one, or on the same day."""
    day = remiss.received or dt.date.max
    found = [each for each in alike(register, recommendation) if (each.remiss.received or dt.date.min) <= day]
    if not found:
        return Earlier()
    best: dict[str, Alike] = {}
    for each in sorted(found, key=lambda one: one.score):
        best[each.remiss.id] = each
    times = [_verdict(register, each) for each in found if best[each.remiss.id] is each]
    return Earlier(words=how_often(found), times=tuple(times))


def _verdict(register: Register, each: Alike) -> EarlierVerdict:
    recommendation, remiss = each.recommendation, each.remiss
    latest = latest_verdict(register.find(Verdict, recommendation_id=recommendation.id))
    return EarlierVerdict(
        remiss_id=remiss.id,
        diarienummer=remiss.diarienummer,
        year=remiss.received.year if remiss.received else None,
        recommendation_id=recommendation.id,
        number=recommendation.number,
        answer=" ".join(_answer(register, recommendation)),
        verdict=latest.verdict if latest else None,
        words=latest.words if latest else "",
        according_to=latest.according_to if latest else "",
        date=latest.date if latest else None,
    )


def latest_verdict(verdicts: Sequence[Verdict]) -> Verdict | None:
    """The one that counts: the last by day."""
    return max(verdicts, key=lambda each: (each.date or dt.date.min, each.id), default=None)


def latest_answer(register: Register, recommendation: Recommendation) -> str:
    """What was answered, done and later said of a recommendation, as sentences; ``""`` where nothing was."""
    latest = latest_verdict(register.find(Verdict, recommendation_id=recommendation.id))
    said = [*_answer(register, recommendation), *([f"Omdöme: {latest.verdict}."] if latest else [])]
    return " ".join(said)


def _answer(register: Register, recommendation: Recommendation) -> Iterator[str]:
    responses = register.find(Response, recommendation_id=recommendation.id)
    bodies = {each.id: each.abbreviation for each in register.find(Namnd, id={each.namnd_id for each in responses})}
    decisions = {
        each.id: each for each in register.find(Decision, id={each.decision_id for each in responses} - {None})
    }
    said = [answer_words(bodies[each.namnd_id], each, decisions.get(each.decision_id or "")) for each in responses]
    if said:
        yield f"Svar då: {and_list(said)}."
    measures = register.find(Measure, recommendation_id=recommendation.id)
    if measures:
        yield f"{done_words(register, measures)}."


def answer_words(namnd: str, response: Response, decision: Decision | None) -> str:
    """``KS instämmer (§ 57)``."""
    position = str(response.position) if response.position else "utan ställningstagande"
    paragraph = f" (§ {decision.paragraph})" if decision and decision.paragraph else ""
    return f"{namnd} {position}{paragraph}"


def done_words(register: Register, measures: Sequence[Measure]) -> str:
    """``2 av 3 åtgärder är klara``, by the latest status of each."""
    latest: dict[str, MeasureStatus] = {}
    for each in sorted(
        register.find(MeasureStatus, measure_id=[each.id for each in measures]), key=lambda one: (one.as_of, one.id)
    ):
        latest[each.measure_id] = each
    done = sum(each.status is MeasureState.DONE for each in latest.values())
    if len(measures) == 1:
        return "Åtgärden är klar" if done else "Åtgärden är inte klar"
    return f"{done} av {len(measures)} åtgärder är klara"
