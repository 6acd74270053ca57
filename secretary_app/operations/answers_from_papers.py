"""A yttrande or tjänsteskrivelse as the rows that a workbook of answers would have."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from secretary_app.domain.model import Measure, MeasureNamnd, MeasureStatus, Namnd, Recommendation, Remiss, Response
from secretary_app.domain.text import and_list
from secretary_app.excel.workbook import SheetRow, Value, WorkbookContent
from secretary_app.intake.answers_finding import find_paper_answers
from secretary_app.intake.answers_found import Findings, PaperAnswer, PaperMeasure, shortened
from secretary_app.intake.answers_parts import Known
from secretary_app.intake.answers_reading import AnswerPaper, read_answer_paper
from secretary_app.intake.answers_words import state_said
from secretary_app.intake.bodies import Bodies as NamedBodies
from secretary_app.intake.proposal import PaperKind
from secretary_app.intake.reading import MAILS
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

_SAME = 90
"""Per cent of likeness from which a measure is one that the register has already."""


def paper_content(register: Register, remiss: Remiss, namnd: Namnd, path: Path) -> WorkbookContent:
    """The answers of ``namnd`` in a .docx, .pdf or .txt as rows of the sheets Svar and Åtgärder.

    Its notices say what was uncertain, and what could not be placed. Raises UserError for a file that cannot be read,
    and for one without any answer to the remiss.
    """
    paper = _read(path)
    asked = sorted(register.find(Recommendation, remiss_id=remiss.id), key=lambda each: each.position)
    findings = find_paper_answers(paper.parts, [Known(each.number, each.text) for each in asked])
    if not findings.answers:
        found = (
            f"{path.name} har inga svar på rekommendationerna i {name_of(remiss)}, eller så står de på ett sätt som "
            "Beredd inte kan läsa. Lägg in svaren för hand i Svar och åtgärder."
        )
        raise UserError(found, (*paper.proposal.warnings, *findings.doubts))
    return _Rows(register, remiss, namnd, asked, paper).content(findings)


def answers_remiss(register: Register, remiss: Remiss, path: Path) -> bool:
    """Whether the file is a yttrande or tjänsteskrivelse that answers a recommendation of the remiss."""
    try:
        paper = _read(path)
    except UserError:
        # Whoever reads it for something else says why it cannot be read.
        return False
    if paper.proposal.kind not in (PaperKind.YTTRANDE, PaperKind.TJANSTESKRIVELSE):
        return False
    asked = register.find(Recommendation, remiss_id=remiss.id)
    found = find_paper_answers(paper.parts, [Known(each.number, each.text) for each in asked])
    return any(each.known is not None for each in found.answers)


def paper_namnd(register: Register, path: Path) -> Namnd | None:
    """The body that a paper is from, by its title or its diarienummer; None where it does not say."""
    return _sender(Bodies.of(register), _read(path))


def _read(path: Path) -> AnswerPaper:
    if path.suffix.lower() in MAILS:
        raise UserError(f"{path.name} är ett mejl. Spara bilagan med svaret ur det, och läs in bilagan.")
    return read_answer_paper(path)


def _sender(bodies: Bodies, paper: AnswerPaper) -> Namnd | None:
    for name in NamedBodies(paper.text).names(paper.proposal.title or ""):
        if body := bodies.known(name):
            return body
    for number in paper.proposal.diarienummer:
        for body in bodies.all:
            prefix = (body.diary_prefix or body.abbreviation).casefold()
            rest = number.casefold().removeprefix(prefix)
            if prefix and rest != number.casefold() and not rest[:1].isalpha():
                return body
    return None


@dataclass
class _Existing:
    """A measure of the register that none in the paper has been found to be yet."""

    measure: Measure
    namnder: frozenset[str]
    statuses: Sequence[MeasureStatus]


@dataclass
class _Rows:
    register: Register
    remiss: Remiss
    namnd: Namnd
    asked: Sequence[Recommendation]
    paper: AnswerPaper
    notices: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._bodies = Bodies.of(self.register)
        self._ids = {each.number: each.id for each in self.asked}
        self._others = 0
        measures = self.register.find(Measure, remiss_id=self.remiss.id)
        ids = [each.id for each in measures]
        namnder = self.register.find(MeasureNamnd, measure_id=ids)
        statuses = self.register.find(MeasureStatus, measure_id=ids)
        self._there = [
            _Existing(
                each,
                frozenset(row.namnd_id for row in namnder if row.measure_id == each.id),
                [row for row in statuses if row.measure_id == each.id],
            )
            for each in measures
        ]

    def content(self, findings: Findings) -> WorkbookContent:
        sender = _sender(self._bodies, self.paper)
        if sender is not None and sender.id != self.namnd.id:
            self._say(
                f"Filen ser ut att vara från {sender.abbreviation}. Den läses som {self.namnd.abbreviation}:s svar."
            )
        responses = [values for each in findings.answers if (values := self._response(each))]
        measures = [values for each in findings.answers for values in self._measures(each)]
        if self._others:
            count = "1 åtgärd" if self._others == 1 else f"{self._others} åtgärder"
            self._say(f"{count} i filen är en annan nämnds och lästes inte.")
        if findings.left:
            self._say(f"Det här hör inte till någon rekommendation och lästes inte: {and_list(findings.left)}.")
        sheets = {"Svar": _sheet("Svar", responses), "Åtgärder": _sheet("Åtgärder", measures)}
        return WorkbookContent(
            MappingProxyType(sheets), (), (*self.paper.proposal.warnings, *findings.doubts, *self.notices)
        )

    def _say(self, sentence: str) -> None:
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _response(self, answer: PaperAnswer) -> Mapping[str, Value]:
        number = answer.known.number if answer.known else None
        values: dict[str, Value] = {"number": number} if number is not None else {}
        id = self._ids[number] if number is not None else None
        kept = self.register.find(Response, remiss_id=self.remiss.id, recommendation_id=id, namnd_id=self.namnd.id)
        if answer.position is not None:
            values["position"] = answer.position.value
        if answer.text:
            values["text"] = _unless_same(answer.text, kept[0].text if kept else "")
        return values if answer.position is not None or answer.text else {}

    def _measures(self, answer: PaperAnswer) -> Iterator[Mapping[str, Value]]:
        number = answer.known.number if answer.known else None
        taken: set[tuple[str, tuple[str, ...]]] = set()
        for measure in answer.measures:
            namnder = self._namnder(measure, number)
            key = (" ".join(measure.text.split()).casefold(), tuple(sorted(each.id for each in namnder)))
            if key in taken:
                self._say(f"{_place(number)}: ”{shortened(measure.text)}” står flera gånger. Den första lästes.")
                continue
            taken.add(key)
            if values := self._measure(measure, number, namnder):
                yield values

    def _measure(self, measure: PaperMeasure, number: str | None, namnder: list[Namnd]) -> Mapping[str, Value]:
        is_own = not namnder or self.namnd in namnder
        if not is_own and self.namnd.id != self.remiss.owner_id:
            self._others += 1
            return {}
        existing = self._same(measure, number, {each.id for each in namnder} if not is_own else {self.namnd.id})
        if existing is not None and not is_own:
            # The other namnd has answered itself.
            self._others += 1
            return {}
        known = existing.measure if existing else None
        values: dict[str, Value] = {"text": _unless_same(measure.text, known.text if known else "")}
        if number is not None:
            values["number"] = number
        if known is not None:
            values["measure"] = known.id
        if namnder and not (existing and existing.namnder == {each.id for each in namnder}):
            values["namnder"] = tuple(each.abbreviation for each in namnder)
        for name, said in (("responsible", measure.responsible), ("timeframe", measure.timeframe)):
            if said:
                values[name] = _unless_same(said, getattr(known, name) if known else "")
        return values | self._status(measure, number, existing)

    def _namnder(self, measure: PaperMeasure, number: str | None) -> list[Namnd]:
        found = {each: self._bodies.known(each) for each in measure.namnder}
        if unknown := [each for each, body in found.items() if body is None]:
            self._say(f"{_place(number)}: registret har ingen nämnd {and_list(unknown)}.")
        return list({body.id: body for body in found.values() if body is not None}.values())

    def _same(self, measure: PaperMeasure, number: str | None, namnder: set[str]) -> _Existing | None:
        """The measure of the same recommendation and namnd that says (nearly) the same; each is found once."""
        from rapidfuzz import fuzz

        id = self._ids[number] if number is not None else None
        scores = [
            (fuzz.ratio(_plain(each.measure.text), _plain(measure.text)), place)
            for place, each in enumerate(self._there)
            if each.measure.recommendation_id == id and (each.namnder & namnder or not each.namnder)
        ]
        score, place = max(scores, default=(0.0, -1))
        return self._there.pop(place) if score >= _SAME else None

    def _status(self, measure: PaperMeasure, number: str | None, existing: _Existing | None) -> dict[str, Value]:
        if not measure.status:
            return {}
        state = state_said(measure.status)
        day = measure.as_of or self.paper.proposal.document_date
        place = _place(number)
        if state is None:
            self._say(f"{place}: statusen ”{shortened(measure.status)}” är ingen av dem som finns och lästes inte.")
            return {}
        latest = max(existing.statuses, key=lambda each: each.as_of, default=None) if existing else None
        if day is None:
            if latest is None or latest.status is not state:
                self._say(f"{place}: statusen ”{state.value}” lästes inte, för filen säger inte vilken dag den gäller.")
            return {}
        if measure.as_of is None:
            if latest is not None and latest.status is state:
                return {}
            self._say(f"{place}: statusen sattes per filens datum, {day}, för ingen annan dag står.")
        return {"status": state.value, "status_as_of": day}


def _sheet(name: str, rows: Sequence[Mapping[str, Value]]) -> tuple[SheetRow, ...]:
    return tuple(SheetRow(name, number, MappingProxyType(dict(values)), {}) for number, values in enumerate(rows, 1))


def _place(number: str | None) -> str:
    return f"Rekommendation {number}" if number is not None else "Allmänna kommentarer"


def _unless_same(said: str, kept: str) -> str:
    """What is kept, where the paper says the same with other line breaks."""
    return kept if " ".join(said.split()) == " ".join(kept.split()) else said


def _plain(text: str) -> str:
    return " ".join(text.split()).strip(" .").casefold()
