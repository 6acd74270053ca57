"""The check of a namnd's answer before it goes out (docs/regler.md)."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secretary_app.domain.coverage import demands_measure
from secretary_app.domain.diarienummer import may_name, named_in, same, understand
from secretary_app.domain.model import Measure, Namnd, Position, Recommendation, Referral, Remiss, Response
from secretary_app.domain.text import single_line
from secretary_app.domain.timeframe import understand as understand_timeframe


class FindingKind(StrEnum):
    """What is wrong, as a code that stays the same."""

    NO_ANSWER = "utan-svar"
    NO_POSITION = "utan-stallningstagande"
    NO_TEXT = "utan-text"
    NO_MEASURE = "utan-atgard"
    NO_RESPONSIBLE = "utan-ansvarig"
    NO_TIMEFRAME = "utan-tidsplan"
    LEFTOVER = "mallrest"
    UNKNOWN_DIARIENUMMER = "okant-diarienummer"
    UNKNOWN_NAME = "okant-namn"
    TIME_PASSED = "passerad-tid"
    BEFORE_REMISS = "tid-fore-remissen"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to look at, with the place to go to."""

    kind: FindingKind
    text: str
    """A Swedish sentence."""
    recommendation: str = ""
    """Its number; ``""`` for the whole remiss or the general comments."""
    field: str = ""
    """ställningstagande, svar, åtgärd, ansvarig or tidsplan."""
    recommendation_id: str | None = None
    entity_id: str = ""
    """The response or measure it is found in, where there is one."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One namnd's answer to a remiss, and what the register knows that it can be held against."""

    remiss: Remiss
    namnd: Namnd
    referral: Referral | None = None
    recommendations: Sequence[Recommendation] = ()
    """Those put to the namnd, in their order; none: the whole remiss is put to it."""
    responses: Sequence[Response] = ()
    """The namnd's own."""
    measures: Sequence[Measure] = ()
    """The namnd's own, shared ones included."""
    done_measures: Collection[str] = ()
    """The ids of those that are *klar*: their time may lie in the past."""
    known_names: Collection[str] = ()
    """Names and abbreviations of the register's bodies."""
    known_diarienummer: Collection[str] = ()
    """The register's, apart from the remiss's and the namnd's own."""


_SHOWN = 60
"""Letters of a measure that tell it from the others."""
_LEFTOVER = re.compile(
    r"§+\s*(?:[xX]+|_+)(?:/20[xX]{2})?(?!\w)"
    r"|(?<!\w)(?:(?:20)?[xX]{2,}|20[xX])(?:[-/:](?:20)?[xX]{2,})*(?!\w)"
    r"|\[(?:…|\.{2,}|[^\]\n\d]{2,60})\]"
    r"|\{[{%].*?[%}]\}|(?<!\w)[åÅyY]{4}-[mM]{2}-[dD]{2}(?!\w)|_{4,}"
)
_BODY_NAME = re.compile(r"(?:(?:\b\w{1,40}-,?\s*){1,4}(?:och|eller)\s+)?\b\w{1,60}nämnd(?:en)?(?=s?\b)", re.IGNORECASE)
_ANY_NAMND = frozenset({"facknämnden", "facknämnd", "driftnämnden", "driftnämnd", "remissnämnden"})


def check_answer(answer: Answer, *, today: dt.date) -> tuple[Finding, ...]:
    """What should be seen to before the answer goes out, recommendation by recommendation; () is all well."""
    findings: list[Finding] = []
    for recommendation in answer.recommendations or (None,):
        findings += _check_question(answer, recommendation, today)
    if answer.recommendations:
        general = _response(answer, None)
        if general is not None:
            findings += _check_words(answer, None, general.id, "svar", general.text)
    return tuple(findings)


def _check_question(answer: Answer, recommendation: Recommendation | None, today: dt.date) -> Iterator[Finding]:
    response = _response(answer, recommendation)
    wanted = recommendation.id if recommendation else None
    measures = [measure for measure in answer.measures if measure.recommendation_id == wanted]
    place = _Place(answer, recommendation)
    if response is None and not measures:
        yield place.finding(FindingKind.NO_ANSWER, "svar", f"{place.body} har inte svarat på {place.name}.")
        return
    yield from _check_response(place, response)
    if recommendation is not None and response is not None and demands_measure(response.position):
        yield from _check_plan(place, response, measures)
    if response is not None:
        yield from _check_words(answer, recommendation, response.id, "svar", response.text)
    for measure in measures:
        yield from _check_measure(answer, recommendation, measure, today)


@dataclass(frozen=True)
class _Place:
    """Where in the answer one is, for the sentences."""

    answer: Answer
    recommendation: Recommendation | None

    @property
    def body(self) -> str:
        return self.answer.namnd.abbreviation or self.answer.namnd.name

    @property
    def name(self) -> str:
        return f"rekommendation {self.recommendation.number}" if self.recommendation else "hela remissen"

    def finding(self, kind: FindingKind, field: str, text: str, entity_id: str = "") -> Finding:
        return Finding(
            kind=kind,
            text=text,
            recommendation=self.recommendation.number if self.recommendation else "",
            field=field,
            recommendation_id=self.recommendation.id if self.recommendation else None,
            entity_id=entity_id,
        )


def _response(answer: Answer, recommendation: Recommendation | None) -> Response | None:
    wanted = recommendation.id if recommendation else None
    return next((response for response in answer.responses if response.recommendation_id == wanted), None)


def _check_response(place: _Place, response: Response | None) -> Iterator[Finding]:
    entity = response.id if response else ""
    if response is None or response.position is None:
        text = f"{place.body} har inte tagit ställning till {place.name}."
        yield place.finding(FindingKind.NO_POSITION, "ställningstagande", text, entity)
    if response is None or not response.text.strip():
        yield place.finding(FindingKind.NO_TEXT, "svar", f"{place.body} saknar svarstext till {place.name}.", entity)


def _check_plan(place: _Place, response: Response, measures: Sequence[Measure]) -> Iterator[Finding]:
    """Who agrees says what is to be done, and of each measure who does it and when."""
    if not measures:
        agrees = "instämmer delvis" if response.position is Position.PARTLY else "instämmer"
        text = f"{place.body} {agrees} utan att ange någon åtgärd: {place.name}."
        yield place.finding(FindingKind.NO_MEASURE, "åtgärd", text, response.id)
    for measure in measures:
        which = f" ”{_shown(measure)}”" if len(measures) > 1 else ""
        if not measure.responsible.strip():
            text = f"{place.body} anger ingen ansvarig för åtgärden{which}: {place.name}."
            yield place.finding(FindingKind.NO_RESPONSIBLE, "ansvarig", text, measure.id)
        if not understand_timeframe(measure.timeframe).is_given:
            text = f"{place.body} anger ingen tidsplan för åtgärden{which}: {place.name}."
            yield place.finding(FindingKind.NO_TIMEFRAME, "tidsplan", text, measure.id)


def _shown(measure: Measure) -> str:
    text = single_line(measure.text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()} …"


def _check_measure(
    answer: Answer, recommendation: Recommendation | None, measure: Measure, today: dt.date
) -> Iterator[Finding]:
    for field, words in (("åtgärd", measure.text), ("ansvarig", measure.responsible), ("tidsplan", measure.timeframe)):
        yield from _check_words(answer, recommendation, measure.id, field, words)
    place = _Place(answer, recommendation)
    due = understand_timeframe(measure.timeframe).due
    if due is None or measure.id in answer.done_measures:
        return
    if answer.remiss.received is not None and due < answer.remiss.received:
        text = f"Tidsplanen ”{measure.timeframe}” ({place.name}) ligger före den dag då remissen kom in."
        yield place.finding(FindingKind.BEFORE_REMISS, "tidsplan", text, measure.id)
    elif due < today:
        text = f"Tidsplanen ”{measure.timeframe}” ({place.name}) har redan passerat."
        yield place.finding(FindingKind.TIME_PASSED, "tidsplan", text, measure.id)


def _check_words(
    answer: Answer, recommendation: Recommendation | None, entity_id: str, field: str, words: str
) -> Iterator[Finding]:
    place = _Place(answer, recommendation)
    where = place.name if recommendation or not answer.recommendations else "allmänna synpunkter"
    for left in dict.fromkeys(match[0] for match in _LEFTOVER.finditer(words)):
        text = f"”{left}” står kvar från mallen i {field} till {where}."
        yield place.finding(FindingKind.LEFTOVER, field, text, entity_id)
    for number in _unknown_diarienummer(answer, words):
        text = f"Diarienumret {number} i {field} till {where} är varken remissens eller nämndens. Kontrollera det."
        yield place.finding(FindingKind.UNKNOWN_DIARIENUMMER, field, text, entity_id)
    for name in _unknown_names(answer, words):
        text = f"”{name}” i {field} till {where} finns inte i registret. Kontrollera namnet."
        yield place.finding(FindingKind.UNKNOWN_NAME, field, text, entity_id)


def _unknown_diarienummer(answer: Answer, words: str) -> list[str]:
    if not may_name(words):
        return []
    own = (answer.remiss.diarienummer, answer.referral.namnd_diarienummer if answer.referral else "")
    known = [number for number in (*own, *answer.known_diarienummer) if number]
    prefixes = {understand(number).prefix for number in known} | {answer.namnd.diary_prefix}
    prefixes |= {name for name in answer.known_names if name.isupper()}
    found = dict.fromkeys(named_in(words, prefixes))
    return [number for number in found if not any(_agree(number, other) for other in known)]


def _agree(one: str, other: str) -> bool:
    """The same, or the same matter written in another form: ``KS 2021/270`` for ``KS/2021:270``."""
    if same(one, other):
        return True
    first, second = understand(one), understand(other)
    if first.year is None or (first.year, first.number) != (second.year, second.number):
        return False
    return not first.prefix or first.prefix.casefold() == second.prefix.casefold()


def _unknown_names(answer: Answer, words: str) -> list[str]:
    names = (answer.namnd.name, *answer.known_names)
    known = {_bare(name) for name in names} | _ANY_NAMND
    found = dict.fromkeys(match[0] for match in _BODY_NAME.finditer(words))
    return [name for name in found if not known & {_bare(name), f"{_bare(name)}en"}]


def _bare(name: str) -> str:
    return " ".join(re.sub(r"-\s*", "- ", name.casefold()).split())
