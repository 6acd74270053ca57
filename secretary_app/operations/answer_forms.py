"""An answer form that has come home, as the rows that a workbook of answers would have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from pathlib import Path

from secretary_app.domain.answer_marks import NOBODY, code, imprint, mark
from secretary_app.domain.diarienummer import same
from secretary_app.domain.model import Entity, Measure, Namnd, Recommendation, Remiss, Response
from secretary_app.domain.text import and_list
from secretary_app.excel.workbook import Value, WorkbookContent
from secretary_app.intake.answers_form import read_form
from secretary_app.intake.answers_found import Findings, PaperAnswer, PaperMeasure, shortened
from secretary_app.intake.answers_parts import Known, Line
from secretary_app.intake.answers_reading import AnswerPaper
from secretary_app.operations.answer_differences import AnswerRows
from secretary_app.operations.answer_senders import must_be_asked, nobody_said, unknown_sender
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.paper_rows import Existing, PaperRows, alike, place_of, said_of
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_LEAST_TITLE = 10
"""Characters of a title that tells a remiss from others."""
_WORDS = {"position": "ställningstagandet", "text": "svaret", "responsible": "ansvarig", "timeframe": "tidsplanen"}


@dataclass(frozen=True)
class FormHome:
    """What a form says of itself, in the words of this register."""

    remiss: Remiss | None
    namnd: Namnd | None
    is_marked: bool
    """It says by a hidden mark which remiss it is for; ``remiss`` None is then one that the register has not."""


def form_in(register: Register, paper: AnswerPaper) -> FormHome | None:
    """What the paper says where it is a form; None for any other paper."""
    said = paper.form
    if said is None:
        return None
    bodies = Bodies.of(register)
    namnd = next((each for each in bodies.all if said.namnd and mark(each.id) == said.namnd), None)
    return FormHome(
        remiss=_marked(register, said.remiss) if said.remiss else _numbered(register, paper),
        namnd=namnd or bodies.known(said.body) or (None if said.body else _above(bodies, paper)),
        is_marked=bool(said.remiss),
    )


def _above(bodies: Bodies, paper: AnswerPaper) -> Namnd | None:
    """The body whose name stands above the form's title."""
    lines = takewhile(lambda part: isinstance(part, Line) and not part.level, paper.parts)
    named = (bodies.known(part.text) for part in lines if isinstance(part, Line))
    return next((body for body in named if body is not None), None)


def _marked(register: Register, wanted: str) -> Remiss | None:
    found = register.find(Remiss, id=wanted)
    return next(iter(found or (each for each in register.find(Remiss) if mark(each.id) == wanted)), None)


def _numbered(register: Register, paper: AnswerPaper) -> Remiss | None:
    """The only one with the form's own diarienummer, which is the owner's."""
    found = [one for number in paper.proposal.diarienummer for one in register.find(Remiss, diarienummer=number)]
    return found[0] if len(found) == 1 else None


def known_of(asked: Sequence[Recommendation], codes: Mapping[str, str] | None = None) -> list[Known]:
    """The recommendations as intake knows them. ``codes``: the code of each (by id) in a form."""
    return [Known(each.number, each.text, mark(each.id), (codes or {}).get(each.id, "")) for each in asked]


def names_remiss(remiss: Remiss, paper: AnswerPaper) -> bool:
    """Whether a paper has the remiss's own diarienummer or title."""
    if remiss.diarienummer and any(same(each, remiss.diarienummer) for each in paper.proposal.diarienummer):
        return True
    title, *texts = (" ".join(each.split()).casefold() for each in (remiss.title, paper.text, *_titles(paper)))
    return len(title) >= _LEAST_TITLE and any(title in each for each in texts)


def _titles(paper: AnswerPaper) -> list[str]:
    return [paper.proposal.title] if paper.proposal.title else []


def form_rows(
    register: Register, remiss: Remiss, named: Namnd | None, paper: AnswerPaper, form: FormHome, path: Path
) -> AnswerRows:
    """The form's answers as rows.

    Raises UserError for a form of another remiss, for one that answers nothing, and, where ``named`` is None, for one
    from a body that is not asked.
    """
    is_ours = form.is_marked and form.remiss is not None and form.remiss.id == remiss.id
    if form.is_marked and form.remiss is not None and not is_ours:
        raise UserError(
            f"{path.name} är ett svarsformulär till {name_of(form.remiss)} ({form.remiss.title}), inte till "
            f"{name_of(remiss)}. Läs in det där."
        )
    case = dossier(register, remiss)
    is_foreign = form.is_marked and not is_ours
    namnd = named or form.namnd or case.owner
    put_to = [] if is_foreign else case.put_to(namnd)
    numbers = [each.number for each in put_to]
    codes = {each.id: code(namnd.abbreviation, each.number, numbers, at) for at, each in enumerate(put_to, 1)}
    sent = paper.form.sent if paper.form else {}
    known = known_of(case.recommendations, codes)
    findings = read_form(paper.parts, known, ours=is_ours, foreign=is_foreign, sent=sent)
    _must_fit(findings, case, paper, form, path)
    if named is None and not is_ours:
        _must_be_asked(case, paper, form, path)
    is_own = is_ours and form.namnd in (None, namnd)
    rows = _FormRows(register, remiss, namnd, case.recommendations, paper, holds_others=False, is_own=is_own)
    if is_foreign:
        rows.say(
            "Formuläret är skapat i ett annat register, eller för en remiss som inte finns kvar. Svaren placerades "
            "efter rekommendationernas ord."
        )
    rows.tell_gone(case.put_to(form.namnd or namnd), findings)
    rows.claim(findings)
    content = rows.content(findings, form.namnd)
    if not any(content.sheets.values()) and not rows.missing:
        raise nothing_in_form(path, remiss, content.notices)
    return AnswerRows(namnd, content, frozenset(rows.stale), tuple(rows.missing))


def _must_fit(findings: Findings, case: Dossier, paper: AnswerPaper, form: FormHome, path: Path) -> None:
    """General comments alone never place a form that may be another remiss's."""
    remiss = case.remiss
    is_its_own = form.remiss is not None and form.remiss.id == remiss.id
    if is_its_own or findings.seen or (not case.recommendations and names_remiss(remiss, paper)):
        return
    if form.is_marked:
        raise UserError(
            f"{path.name} är ett svarsformulär till en remiss som inte finns i det här registret. Det frågar inte "
            f"efter någon av rekommendationerna i {name_of(remiss)}."
        )
    raise UserError(f"{path.name} har inga svar som hör till {name_of(remiss)}.", tuple(findings.doubts))


def _must_be_asked(case: Dossier, paper: AnswerPaper, form: FormHome, path: Path) -> None:
    said = paper.form.body if paper.form else ""
    if form.namnd is not None:
        must_be_asked(case, form.namnd, path)
    elif said not in ("", NOBODY):
        raise unknown_sender(path, said)
    elif len(case.answering()) > 1:
        raise nobody_said(path)


def nothing_in_form(path: Path, remiss: Remiss, notices: Sequence[str]) -> UserError:
    """For a form that is empty, or whose answers have no place here."""
    if notices:
        return UserError(f"{path.name} har inga svar som hör till {name_of(remiss)}.", tuple(notices))
    return UserError(f"{path.name} är ett svarsformulär som ingen har fyllt i än.")


@dataclass
class _FormRows(PaperRows):
    """Rows whose measures say themselves which of the register's they are."""

    is_own: bool = False
    """The namnd's own form in this register: a measure that it names and the namnd has not is one that is gone."""
    stale: set[tuple[type[Entity], str | None, str]] = field(default_factory=set)
    missing: list[str] = field(default_factory=list)
    _claims: dict[str, Measure] = field(default_factory=dict)
    """By mark."""
    _questions: set[str | None] = field(default_factory=set)
    """Ids of the recommendations that the form asks about."""

    def tell_gone(self, put_to: Sequence[Recommendation], findings: Findings) -> None:
        """Tell which of the recommendations that the form should ask about are not in it."""
        gone = [each.number for each in put_to if mark(each.id) not in findings.seen]
        if gone:
            them = "den" if len(gone) == 1 else "dem"
            self.say(f"Rekommendation {and_list(gone)} finns inte i filen. Inget svar på {them} lästes.")

    def claim(self, findings: Findings) -> None:
        """Take the measures that rows name before any is found by its words."""
        there = {mark(each.measure.id): each for each in self.there if self._is_the_namnds(each)}
        rows = [one for each in findings.answers for one in each.measures if one.mark]
        for named in dict.fromkeys(each.mark for each in rows):
            existing = there.get(named)
            same = [each for each in rows if each.mark == named and _says(each)]
            if existing is not None and same:
                self.there.remove(existing)
                self._claims[named] = existing.measure
            words = existing.measure.text if existing else ""
            _leave_one(findings, named, max(same, key=lambda one: alike(words, one.text), default=None))
        for each in findings.answers:
            asked = self.recommendation(each)
            if asked is not None or not self.asked:
                self._questions.add(asked.id if asked else None)
            self._compare(each)
        findings.answers[:] = [each for each in findings.answers if not each.is_empty]

    def content(self, findings: Findings, sender: Namnd | None) -> WorkbookContent:
        """The same, with what is told of measures whose rows are gone."""
        made = super().content(findings, sender)
        before = len(self.notices)
        for each in self.there:
            if self._is_the_namnds(each) and each.measure.recommendation_id in self._questions:
                self._tell_missing(each)
        return replace(made, notices=(*made.notices, *self.notices[before:]))

    def measure(self, measure: PaperMeasure, asked: Recommendation | None, namnder: list[Namnd]) -> Mapping[str, Value]:
        """A row of the sheet Åtgärder, with the id of the measure that the form names."""
        if not measure.mark:
            return super().measure(measure, asked, namnder)
        known = self._claims.get(measure.mark)
        return self._unknown(measure, asked, namnder) if known is None else self._known(measure, asked, known)

    def _known(self, measure: PaperMeasure, asked: Recommendation | None, known: Measure) -> Mapping[str, Value]:
        own = next((each for each in self.asked if each.id == known.recommendation_id), None)
        place = f"{place_of(own)}, åtgärden ”{shortened(known.text, 50)}”"
        if own != asked:
            self.say(
                f"{place} står i filen under {place_of(asked)[:1].lower()}{place_of(asked)[1:]}. Den flyttas inte."
            )
        self._look(Measure, known.id, place, known, measure, measure.sent)
        values: dict[str, Value] = {"number": own.number, "recommendation": own.id} if own else {}
        return values | {"measure": known.id} | said_of(measure, known)

    def _unknown(
        self, measure: PaperMeasure, asked: Recommendation | None, namnder: list[Namnd]
    ) -> Mapping[str, Value]:
        """A row of a measure that the namnd has no more, or never had in this register."""
        if not measure.text:
            return {}
        values = dict(super().measure(replace(measure, mark="", sent=()), asked, namnder))
        if not self.is_own or not values or "measure" in values:
            return values
        self.say(
            f"{place_of(asked)}: åtgärden ”{shortened(measure.text, 50)}” fanns när formuläret skickades men inte nu. "
            "Bocka för den om den ska läggas in igen."
        )
        values["measure"] = id = new_id()
        self.stale.update((Measure, id, name) for name in ("text", "responsible", "timeframe"))
        return values

    def _compare(self, answer: PaperAnswer) -> None:
        kept, asked = self.kept(answer), self.recommendation(answer)
        said = Response(id="", remiss_id="", namnd_id="", position=answer.position, text=answer.text)
        if kept is not None:
            self._look(Response, asked.id if asked else None, place_of(asked), kept, said, answer.sent)

    def _look(
        self,
        kind: type[Entity],
        id: str | None,
        place: str,
        kept: Entity,
        said: Entity | PaperMeasure,
        sent: Sequence[str],
    ) -> None:
        """What the form has as it was sent is older than what the register has since; what it has not is told."""
        names = ("position", "text") if kind is Response else ("text", "responsible", "timeframe")
        for at, name in enumerate(names):
            ours, theirs = getattr(kept, name) or "", getattr(said, name) or ""
            if ours and not theirs:
                self.say(f"{place}: {_WORDS[name]} saknas i filen. Det som står i registret är kvar.")
            elif sent[at : at + 1] == (imprint(theirs),) and imprint(ours) != imprint(theirs):
                self.stale.add((kind, id, name))
                self.say(
                    f"{place}: {_WORDS[name]} har ändrats i registret sedan formuläret skickades, och inte i filen. "
                    "Bocka för det om filens ska gälla."
                )

    def _is_the_namnds(self, existing: Existing) -> bool:
        return self.namnd.id in existing.namnder or (not existing.namnder and self.namnd.id == self.remiss.owner_id)

    def _tell_missing(self, existing: Existing) -> None:
        asked = next((each for each in self.asked if each.id == existing.measure.recommendation_id), None)
        told = f"{place_of(asked)}: raden för åtgärden ”{shortened(existing.measure.text)}” finns inte i filen."
        if existing.namnder <= {self.namnd.id}:
            self.missing.append(existing.measure.id)
            self.say(f"{told} Åtgärden är kvar om du inte bockar för att ta bort den.")
        else:
            self.say(f"{told} Den är flera nämnders och är kvar.")


def _says(measure: PaperMeasure) -> bool:
    return bool(measure.text or measure.responsible or measure.timeframe)


def _leave_one(findings: Findings, named: str, chosen: PaperMeasure | None) -> None:
    """Let only the chosen one of the rows with this mark keep it, and come first; one that says nothing goes."""
    for answer in findings.answers:
        rows: list[PaperMeasure] = []
        for each in answer.measures:
            if each.mark != named:
                rows.append(each)
            elif each is chosen:
                rows.insert(0, each)
            elif _says(each):
                rows.append(replace(each, mark="", sent=()))
        answer.measures[:] = rows
