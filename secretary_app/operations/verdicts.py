"""The recommendations of earlier audits, and what was said later of each: the table "Rekommendation / Genomförd"."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from secretary_app.domain.diarienummer import sort_key
from secretary_app.domain.model import (
    Addressee,
    Decision,
    Measure,
    MeasureState,
    MeasureStatus,
    Namnd,
    Recommendation,
    Remiss,
    RemissState,
    Response,
    Verdict,
    VerdictWord,
)
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.text import clean, single_line
from secretary_app.operations.earlier import answer_words, latest_verdict
from secretary_app.operations.editing import Saved, check_year, how_many, present, put
from secretary_app.operations.finding import name_of
from secretary_app.store.register import Register
from secretary_app.store.rows import much_is_made
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass(frozen=True)
class EarlierRow:
    recommendation_id: str
    remiss_id: str
    diarienummer: str
    title: str
    year: int
    """In which the remiss came in; 0: not told."""
    number: str
    text: str
    namnd_ids: tuple[str, ...]
    namnder: str
    """Whom it was put to."""
    answers: str
    """``KS instämmer (§ 57), SN instämmer delvis``; ``""``: nobody has answered."""
    measures: int
    done: int
    """Of the measures."""
    verdict: Verdict | None
    """The latest; None: nobody has said."""
    said_in: str
    """The diarienummer of the audit that followed up."""
    led_to: str
    """The number of the new recommendation that came of it there."""

    @cached_property
    def search_text(self) -> str:
        """What typing looks in, casefolded."""
        return f"{self.text} {self.diarienummer} {self.title} {self.namnder} {self.answers}".casefold()

    @property
    def order(self) -> tuple[int, object, object]:
        """The newest remiss first, its recommendations by number."""
        return -self.year, sort_key(self.diarienummer), swedish_key(self.number)


@dataclass(frozen=True)
class EarlierPage:
    rows: Sequence[EarlierRow]
    bodies: Sequence[tuple[str, str]]
    """The id and abbreviation of those that a row was put to."""


def earlier_recommendations(register: Register) -> EarlierPage:
    """Every recommendation of an audit that is answered or closed, or of a remiss that another follows up.

    One that was said something of is there whatever the state of its remiss; makulerade are left out.
    """
    with much_is_made():
        made = _Rows(register)
        rows = sorted(made.rows(), key=lambda row: row.order)
    used = {id_ for row in rows for id_ in row.namnd_ids}
    bodies = sorted((each.abbreviation, id_) for id_, each in made.bodies.items() if id_ in used)
    return EarlierPage(rows, [(id_, name) for name, id_ in bodies])


class _Rows:
    """What the rows are made of, read once."""

    def __init__(self, register: Register) -> None:
        self.bodies = {each.id: each for each in register.find(Namnd)}
        self._remisser = {each.id: each for each in register.find(Remiss) if each.state is not RemissState.VOID}
        self._verdicts: defaultdict[str, list[Verdict]] = defaultdict(list)
        for verdict in register.find(Verdict):
            self._verdicts[verdict.recommendation_id].append(verdict)
        followed = {each.follows_up_id for each in self._remisser.values()}
        shown = {each.id for each in self._remisser.values() if _is_over(each) or each.id in followed}
        all_of_them = {each.id: each for each in register.find(Recommendation)}
        self._numbers = {id_: each.number for id_, each in all_of_them.items()}
        self._recommendations = [
            each
            for each in all_of_them.values()
            if each.remiss_id in shown or (each.id in self._verdicts and each.remiss_id in self._remisser)
        ]
        self._read_answers(register)

    def _read_answers(self, register: Register) -> None:
        self._to: defaultdict[str, list[Addressee]] = defaultdict(list)
        for addressee in register.find(Addressee):
            self._to[addressee.recommendation_id].append(addressee)
        self._decisions = {each.id: each for each in register.find(Decision)}
        self._responses: defaultdict[str | None, list[Response]] = defaultdict(list)
        for response in register.find(Response):
            self._responses[response.recommendation_id].append(response)
        self._measures: defaultdict[str | None, list[str]] = defaultdict(list)
        for measure in register.find(Measure):
            self._measures[measure.recommendation_id].append(measure.id)
        latest = sorted(register.find(MeasureStatus), key=lambda each: (each.as_of, each.id))
        self._status = {each.measure_id: each.status for each in latest}

    def rows(self) -> Iterable[EarlierRow]:
        for recommendation in self._recommendations:
            yield self._row(self._remisser[recommendation.remiss_id], recommendation)

    def _row(self, remiss: Remiss, recommendation: Recommendation) -> EarlierRow:
        to = sorted(self._to[recommendation.id], key=lambda each: each.position)
        ids = tuple(each.namnd_id for each in to if each.namnd_id)
        measures = self._measures[recommendation.id]
        verdict = latest_verdict(self._verdicts.get(recommendation.id, []))
        said_in = self._remisser.get(verdict.said_in_id or "") if verdict else None
        return EarlierRow(
            recommendation.id,
            remiss.id,
            remiss.diarienummer,
            remiss.title,
            remiss.received.year if remiss.received else 0,
            recommendation.number,
            single_line(recommendation.text),
            ids,
            ", ".join(self.bodies[each.namnd_id].abbreviation if each.namnd_id else each.words for each in to),
            ", ".join(self._answer(each) for each in self._responses[recommendation.id]),
            len(measures),
            sum(self._status.get(each) is MeasureState.DONE for each in measures),
            verdict,
            said_in.diarienummer or said_in.title if said_in else "",
            self._numbers.get(verdict.led_to_id or "", "") if verdict else "",
        )

    def _answer(self, response: Response) -> str:
        decision = self._decisions.get(response.decision_id or "")
        return answer_words(self.bodies[response.namnd_id].abbreviation, response, decision)


def _is_over(remiss: Remiss) -> bool:
    """An audit that is answered; the questions of other remisser are not asked again."""
    return remiss.kind == "revision" and remiss.state in (RemissState.ANSWERED, RemissState.CLOSED)


@dataclass(frozen=True)
class Following:
    """A remiss in which something may have been said of an earlier recommendation."""

    remiss: Remiss
    follows: bool
    """It is registered as following up the earlier one."""
    recommendations: Sequence[Recommendation]


@dataclass(frozen=True)
class VerdictChoices:
    recommendation: Recommendation
    remiss: Remiss
    verdict: Verdict | None
    """The latest that was said."""
    following: Sequence[Following]
    """Those that follow it up first, then the other later ones, the newest first."""


def verdict_choices(register: Register, recommendation_id: str) -> VerdictChoices:
    """What can be chosen where a verdict is entered. Raises UserError where the recommendation is gone."""
    recommendation = present(register, Recommendation, recommendation_id, "Rekommendationen")
    remiss = register.get(Remiss, recommendation.remiss_id)
    first = remiss.received or dt.date.min
    later = [
        each
        for each in register.find(Remiss, kind=remiss.kind)
        if each.id != remiss.id and each.state is not RemissState.VOID and (each.received or dt.date.max) >= first
    ]
    later.sort(key=lambda each: (each.follows_up_id == remiss.id, each.received or dt.date.min, each.id), reverse=True)
    by_remiss: defaultdict[str, list[Recommendation]] = defaultdict(list)
    for each in register.find(Recommendation, remiss_id={each.id for each in later}):
        by_remiss[each.remiss_id].append(each)
    return VerdictChoices(
        recommendation,
        remiss,
        latest_verdict(register.find(Verdict, recommendation_id=recommendation_id)),
        [
            Following(each, each.follows_up_id == remiss.id, sorted(by_remiss[each.id], key=lambda one: one.position))
            for each in later
        ],
    )


def save_verdict(register: Register, verdict: Verdict) -> Saved[Verdict]:
    """Save what was said of an earlier recommendation, new or changed, also when its remiss is closed.

    Raises UserError where the recommendation is gone, where it is said in the remiss itself, and where the new
    recommendation stands in another remiss than it was said in.
    """
    recommendation = present(register, Recommendation, verdict.recommendation_id, "Rekommendationen")
    remiss = register.get(Remiss, recommendation.remiss_id)
    if verdict.date is not None:
        check_year(verdict.date)
    notes = _check_place(register, verdict, remiss)
    verdict = replace(verdict, words=clean(verdict.words), according_to=single_line(verdict.according_to))
    label = f"Omdöme om rekommendation {recommendation.number}, {verdict.verdict}: {name_of(remiss)}"
    with register.change(label) as change:
        put(register, change, verdict)
    return Saved(register.get(Verdict, verdict.id), notes)


def _check_place(register: Register, verdict: Verdict, remiss: Remiss) -> list[str]:
    if verdict.said_in_id is None:
        if verdict.led_to_id is not None:
            raise UserError("Välj i vilken uppföljning den nya rekommendationen står.")
        return []
    said_in = present(register, Remiss, verdict.said_in_id, "Uppföljningen")
    if said_in.id == remiss.id:
        raise UserError("En granskning kan inte följa upp sig själv. Välj en annan, eller ingen.")
    if verdict.led_to_id is not None:
        led_to = present(register, Recommendation, verdict.led_to_id, "Den nya rekommendationen")
        if led_to.remiss_id != said_in.id:
            raise UserError(f"Rekommendation {led_to.number} står inte i {name_of(said_in)}. Välj en som gör det.")
    if said_in.follows_up_id == remiss.id:
        return []
    return [f"{name_of(said_in)} är inte registrerad som uppföljning av {name_of(remiss)}."]


def set_verdicts(register: Register, recommendation_ids: Sequence[str], word: VerdictWord, on: dt.date) -> Saved[None]:
    """Give these recommendations the verdict as of a day, in one operation; what was said that day before gives way.

    Words and sources that stand there stay. Raises UserError where none is chosen or one of them is gone.
    """
    ids = list(dict.fromkeys(recommendation_ids))
    if not ids:
        raise UserError("Välj minst en rekommendation att sätta omdöme på.")
    rows = []
    for id_ in ids:
        present(register, Recommendation, id_, "Rekommendationen")
        same_day = latest_verdict([each for each in register.find(Verdict, recommendation_id=id_) if each.date == on])
        rows.append(
            replace(same_day, verdict=word)
            if same_day
            else Verdict(id=new_id(), recommendation_id=id_, verdict=word, date=on)
        )
    with register.change(f"Omdöme {word} om {how_many(len(ids), 'rekommendation', 'rekommendationer')}") as change:
        for row in rows:
            put(register, change, row)
    return Saved(None)


def remove_verdict(register: Register, verdict: Verdict) -> Saved[Verdict]:
    """Take back what was said of a recommendation."""
    recommendation = register.get(Recommendation, verdict.recommendation_id)
    remiss = register.get(Remiss, recommendation.remiss_id)
    with register.change(f"Tog bort omdöme om rekommendation {recommendation.number}: {name_of(remiss)}") as change:
        change.remove(verdict)
    return Saved(verdict)
