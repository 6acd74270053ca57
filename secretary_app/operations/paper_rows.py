"""The answers found in a paper as the rows that a workbook of answers would have."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType

from secretary_app.domain.answer_marks import mark
from secretary_app.domain.model import Measure, MeasureNamnd, MeasureStatus, Namnd, Recommendation, Remiss, Response
from secretary_app.domain.text import and_list
from secretary_app.excel.workbook import SheetRow, Value, WorkbookContent
from secretary_app.intake.answers_found import Findings, PaperAnswer, PaperMeasure, shortened
from secretary_app.intake.answers_reading import AnswerPaper
from secretary_app.intake.answers_words import state_said
from secretary_app.operations.finding import Bodies
from secretary_app.store.register import Register

_BETWEEN_NAMES = re.compile(r"\s*(?:[,;\n]|\boch\b|\bsamt\b)\s*")
_SAME = 90
"""Per cent of likeness from which a measure is one that the register has already."""


@dataclass
class Existing:
    """A measure of the register that none in the paper has been found to be yet."""

    measure: Measure
    namnder: frozenset[str]
    statuses: Sequence[MeasureStatus]


@dataclass
class PaperRows:
    register: Register
    remiss: Remiss
    namnd: Namnd
    asked: Sequence[Recommendation]
    paper: AnswerPaper
    holds_others: bool = True
    """The paper may have the answers of other namnder too, as the owner's yttrande has."""
    notices: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bodies = Bodies.of(self.register)
        self._by_mark = {mark(each.id): each for each in self.asked}
        self._others = 0
        measures = self.register.find(Measure, remiss_id=self.remiss.id)
        ids = [each.id for each in measures]
        namnder = self.register.find(MeasureNamnd, measure_id=ids)
        statuses = self.register.find(MeasureStatus, measure_id=ids)
        self.there = [
            Existing(
                each,
                frozenset(row.namnd_id for row in namnder if row.measure_id == each.id),
                [row for row in statuses if row.measure_id == each.id],
            )
            for each in measures
        ]

    def content(self, findings: Findings, sender: Namnd | None) -> WorkbookContent:
        """The rows of the sheets Svar and Åtgärder. ``sender``: whoever the paper itself says that it is from."""
        if sender is not None and sender.id != self.namnd.id:
            self.say(
                f"Filen ser ut att vara från {sender.abbreviation}. Den läses som {self.namnd.abbreviation}:s svar."
            )
        if self.holds_others:
            self._leave_to_others(findings)
        responses = [values for each in findings.answers if (values := self.response(each))]
        measures = [values for each in findings.answers for values in self._measures(each)]
        if self._others:
            count = "1 åtgärd" if self._others == 1 else f"{self._others} åtgärder"
            self.say(f"{count} i filen är en annan nämnds och lästes inte.")
        if findings.left:
            self.say(f"Det här hör inte till någon rekommendation och lästes inte: {and_list(findings.left)}.")
        sheets = {"Svar": _sheet("Svar", responses), "Åtgärder": _sheet("Åtgärder", measures)}
        return WorkbookContent(
            MappingProxyType(sheets), (), (*self.paper.proposal.warnings, *findings.doubts, *self.notices)
        )

    def _leave_to_others(self, findings: Findings) -> None:
        """What another namnd has answered in these very words is its own, though the paper does not say so."""
        by_id = self.bodies.by_id
        others = [each for each in self.register.find(Response, remiss_id=self.remiss.id) if each.text]
        named = dict.fromkeys(findings.others)
        for each in findings.answers:
            asked = self.recommendation(each)
            said, kept = " ".join(each.text.split()), self.kept(each)
            if kept is not None and said == " ".join(kept.text.split()):
                continue
            for other in others:
                is_here = other.recommendation_id == (asked.id if asked else None)
                if other.namnd_id != self.namnd.id and is_here and said == " ".join(other.text.split()):
                    each.position, each.texts = None, []
                    named[by_id[other.namnd_id].name] = None
        if named:
            self.say(f"Filen har också svar från {and_list(list(named))}. De lästes inte.")

    def say(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def recommendation(self, answer: PaperAnswer) -> Recommendation | None:
        """What it answers; None: general comments, or the whole remiss."""
        return self._by_mark.get(answer.known.mark) if answer.known else None

    def kept(self, answer: PaperAnswer) -> Response | None:
        """What the register has there."""
        asked = self.recommendation(answer)
        found = self.register.find(
            Response,
            remiss_id=self.remiss.id,
            recommendation_id=asked.id if asked else None,
            namnd_id=self.namnd.id,
        )
        return found[0] if found else None

    def response(self, answer: PaperAnswer) -> Mapping[str, Value]:
        """A row of the sheet Svar; {} where nothing is said."""
        values = _which(self.recommendation(answer))
        kept = self.kept(answer)
        if answer.position is not None:
            values["position"] = answer.position.value
        if answer.text:
            values["text"] = unless_same(answer.text, kept.text if kept else "")
        return values if answer.position is not None or answer.text else {}

    def _measures(self, answer: PaperAnswer) -> Iterator[Mapping[str, Value]]:
        asked = self.recommendation(answer)
        taken: set[tuple[str, tuple[str, ...]]] = set()
        for measure in self._together(answer.measures):
            namnder = self._namnder(measure, asked)
            key = (" ".join(measure.text.split()).casefold(), tuple(sorted(each.id for each in namnder)))
            if measure.text and key in taken:
                self.say(f"{place_of(asked)}: ”{shortened(measure.text)}” står flera gånger. Den första lästes.")
                continue
            taken.add(key)
            if values := self.measure(measure, asked, namnder):
                yield values

    def _together(self, measures: Sequence[PaperMeasure]) -> Iterator[PaperMeasure]:
        """A cell that was read as several measures is one where the register has it as one."""
        for whole, group in groupby(measures, key=lambda one: one.whole):
            if whole and any(alike(each.measure.text, whole) >= _SAME for each in self.there):
                yield replace(next(group), text=whole)
            else:
                yield from group

    def measure(self, measure: PaperMeasure, asked: Recommendation | None, namnder: list[Namnd]) -> Mapping[str, Value]:
        """A row of the sheet Åtgärder; {} for one that is another namnd's."""
        is_own = not namnder or self.namnd in namnder
        if not is_own and self.namnd.id != self.remiss.owner_id:
            self._others += 1
            return {}
        existing = self._same(measure, asked, {each.id for each in namnder} if not is_own else {self.namnd.id})
        if existing is None and not namnder and self.holds_others:
            existing = self._same(measure, asked, set(self.bodies.by_id))
            is_own = existing is None
        if existing is not None and not is_own:
            # The other namnd has answered itself.
            self._others += 1
            return {}
        known = existing.measure if existing else None
        values = _which(asked)
        if known is not None:
            values["measure"] = known.id
        if namnder and not (existing and existing.namnder == {each.id for each in namnder}):
            values["namnder"] = tuple(each.abbreviation for each in namnder)
        return values | said_of(measure, known) | self._status(measure, asked, existing)

    def _namnder(self, measure: PaperMeasure, asked: Recommendation | None) -> list[Namnd]:
        found = {each: self.bodies.known(each) for each in measure.namnder}
        if unknown := [each for each, body in found.items() if body is None]:
            self.say(f"{place_of(asked)}: registret har ingen nämnd {and_list(unknown)}.")
        return list({body.id: body for body in found.values() if body is not None}.values())

    def _same(self, measure: PaperMeasure, asked: Recommendation | None, namnder: set[str]) -> Existing | None:
        """The measure of the same recommendation and namnd that says (nearly) the same; each is found once."""
        wanted = asked.id if asked else None
        scores = [
            (alike(each.measure.text, measure.text), place)
            for place, each in enumerate(self.there)
            if each.measure.recommendation_id == wanted and (each.namnder & namnder or not each.namnder)
        ]
        score, place = max(scores, default=(0.0, -1))
        return self.there.pop(place) if score >= _SAME else None

    def _status(
        self, measure: PaperMeasure, asked: Recommendation | None, existing: Existing | None
    ) -> dict[str, Value]:
        if not measure.status:
            return {}
        state = state_said(measure.status)
        day = measure.as_of or self.paper.proposal.document_date
        place = place_of(asked)
        if state is None:
            self.say(f"{place}: statusen ”{shortened(measure.status)}” är ingen av dem som finns och lästes inte.")
            return {}
        latest = max(existing.statuses, key=lambda each: each.as_of, default=None) if existing else None
        if day is None:
            if latest is None or latest.status is not state:
                self.say(f"{place}: statusen ”{state.value}” lästes inte, för filen säger inte vilken dag den gäller.")
            return {}
        if measure.as_of is None:
            if latest is not None and latest.status is state:
                return {}
            self.say(f"{place}: statusen sattes per filens datum, {day}, för ingen annan dag står.")
        return {"status": state.value, "status_as_of": day}


def _which(asked: Recommendation | None) -> dict[str, Value]:
    return {"number": asked.number, "recommendation": asked.id} if asked else {}


def said_of(measure: PaperMeasure, known: Measure | None) -> dict[str, Value]:
    """What the paper says of a measure; as ``known`` has it where that is the same with other line breaks."""
    made: dict[str, Value] = {}
    if measure.text:
        made["text"] = unless_same(measure.text, known.text if known else "")
    if measure.responsible:
        made["responsible"] = _unless_same_names(measure.responsible, known.responsible if known else "")
    if measure.timeframe:
        made["timeframe"] = unless_same(measure.timeframe, known.timeframe if known else "")
    return made


def _sheet(name: str, rows: Sequence[Mapping[str, Value]]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(name, number, MappingProxyType(dict(values)), {}) for number, values in enumerate(rows, 1))


def place_of(asked: Recommendation | None) -> str:
    """For a sentence that begins with where something stands."""
    return f"Rekommendation {asked.number}" if asked is not None else "Allmänna kommentarer"


def unless_same(said: str, kept: str) -> str:
    """What is kept, where the paper says the same with other line breaks or one full stop more or less."""
    return kept if " ".join(said.split()).rstrip(".") == " ".join(kept.split()).rstrip(".") else said


def _unless_same_names(said: str, kept: str) -> str:
    """The same of names, one a line, that a sentence has in a row: ``kanslichef och enhetschefer``."""
    return kept if _names(said) == _names(kept) else unless_same(said, kept)


def _names(text: str) -> list[str]:
    return [each.casefold() for each in _BETWEEN_NAMES.split(text.strip(" .")) if each]


def alike(text: str, other: str) -> float:
    """Per cent of likeness, whatever their case, line breaks and last sign."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(_plain(text), _plain(other)))


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .").casefold()
