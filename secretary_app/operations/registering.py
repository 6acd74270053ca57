"""From papers, or the form that a person corrected, to a remiss in the register with the papers as its handlingar."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from secretary_app.domain.model import (
    Addressee,
    Attachment,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    Verdict,
)
from secretary_app.domain.planning import Plan
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import single_line
from secretary_app.operations.attaching import attachment_of
from secretary_app.operations.composing import compose, document_date
from secretary_app.operations.finding import Bodies
from secretary_app.operations.form_plan import (
    check_bodies,
    number_of,
    plan_form,
    remiss_of,
    why_no_plan,
)
from secretary_app.operations.form_verdicts import verdict_rows, verdicts_left
from secretary_app.operations.intake_form import FormAddressee, RemissForm
from secretary_app.operations.papers import ReadPaper, read_all
from secretary_app.operations.plans import planned_steps
from secretary_app.store.files import Section, keep_file
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained
from secretary_app.support.ids import new_id

_BY_HAND = "Ange det med --answer-by ÅÅÅÅ-MM-DD."


@dataclass
class Registered:
    remiss: Remiss
    owner: Namnd
    recommendations: list[Recommendation] = field(default_factory=list)
    addressees: list[Addressee] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    referrals: list[Referral] = field(default_factory=list)
    """The internremisser that were prepared; none is sent."""
    steps: list[PlannedStep] = field(default_factory=list)
    verdicts: list[Verdict] = field(default_factory=list)
    """What its papers say of earlier recommendations."""
    notes: list[str] = field(default_factory=list)
    """What the secretary should look at: sentences."""

    def addressed(self, recommendation: Recommendation, bodies: Bodies) -> list[str]:
        """Abbreviations of the bodies the recommendation is addressed to, or the paper's words."""
        return [
            bodies.by_id[each.namnd_id].abbreviation if each.namnd_id else each.words
            for each in self.addressees
            if each.recommendation_id == recommendation.id
        ]


def register_remiss(
    register: Register,
    paths: Sequence[Path],
    *,
    owner_words: str,
    diarienummer: str = "",
    received: dt.date | None = None,
    answer_by: dt.date | None = None,
    handlaggare: str = "",
    follows_up: Remiss | None = None,
) -> Registered:
    """Register what the papers (missiv and report of one audit) say as one remiss of the owner, as they say it.

    Raises UserError where a paper cannot be read, the owner is unknown, or no single answer-by date can be told
    (``answer_by`` settles it). Nothing is then registered.
    """
    bodies = Bodies.of(register)
    owner = bodies.named(owner_words)
    papers = read_all(paths)
    received = received or document_date(papers) or today(register.clock)
    form = compose(papers, bodies, owner, received)
    form = replace(
        form,
        diarienummer=diarienummer or form.diarienummer,
        answer_by=answer_by or form.answer_by,
        handlaggare=handlaggare,
        follows_up_id=follows_up.id if follows_up else None,
    )
    if form.answer_by is None:
        raise _undecided(form, papers, owner)
    known = _known_before(register, papers, form)
    result = register_form(register, form, papers, refer=False)
    result.notes += [*known, *verdicts_left(papers)]
    return result


def _undecided(form: RemissForm, papers: Sequence[ReadPaper], owner: Namnd) -> UserError:
    names = ", ".join(paper.name for paper in papers)
    if not form.answer_by_choices:
        return UserError(f"Inget svarsdatum hittades i {names}.", hint=_BY_HAND)
    return UserError(
        f"Det går inte att säga vilket svarsdatum som gäller {owner.abbreviation} i {names}: "
        + "; ".join(f"{each.date} ({', '.join(each.addressees) or 'ingen utpekad'})" for each in form.answer_by_choices)
        + ".",
        hint=_BY_HAND,
    )


def _known_before(register: Register, papers: Sequence[ReadPaper], form: RemissForm) -> list[str]:
    notes = []
    for paper in papers:
        for attachment in register.find(Attachment, digest=paper.digest):
            earlier = register.get(Remiss, attachment.remiss_id)
            notes.append(f"{paper.name} finns redan i registret, i {_whole_name(earlier)} ({earlier.id}).")
    number = number_of(form)
    for earlier in register.find(Remiss, diarienummer=number) if number else []:
        notes.append(f"{number} finns redan: {_whole_name(earlier)} ({earlier.id}). Ange den nya med sitt id.")
    return notes


def register_form(
    register: Register, form: RemissForm, papers: Sequence[ReadPaper], *, refer: bool = True
) -> Registered:
    """Register the form and keep its papers, in one operation.

    With ``refer`` it is planned too, and every body addressed but the owner gets an internremiss, unsent, with the
    planned internal deadline. Without a date to answer by nothing is planned, and a note says so. Raises UserError
    where the title or the owner is missing, a recommendation has no text, or a paper was changed since it was read;
    nothing is then registered.
    """
    bodies = Bodies.of(register)
    _check(form, bodies)
    for paper in papers:
        check_unchanged(paper)
    remiss = remiss_of(form)
    result = Registered(remiss, bodies.by_id[remiss.owner_id])
    result.notes += _notes(form, remiss)
    _add_recommendations(result, form)
    result.verdicts += verdict_rows(form, remiss, result.recommendations, remiss.firm or remiss.sender)
    if refer:
        _plan(register, result, form, bodies)
    kept = [(paper, keep_file(register.files, paper.path, remiss, Section.ATTACHMENTS)) for paper in papers]
    with register.change(f"Registrerade {_whole_name(remiss)}") as change:
        for paper, file in kept:
            change.add_file_text(file.digest, paper.text)
            result.attachments.append(attachment_of(paper.name, file, paper, remiss))
        change.add(remiss)
        change.add(*result.recommendations, *result.addressees, *result.attachments, *result.referrals, *result.steps)
        change.add(*result.verdicts)
    result.remiss = replace(remiss, version=1)
    return result


def _check(form: RemissForm, bodies: Bodies) -> None:
    if not single_line(form.title):
        raise UserError("Remissen saknar rubrik. Skriv en under Rubrik.")
    if not form.owner_id:
        raise UserError("Ingen nämnd är vald som ägare. Välj den som ska svara avsändaren.")
    check_bodies(form, bodies)
    for each in form.recommendations:
        if not single_line(each.text):
            raise UserError(f"Rekommendation {each.number} saknar text. Skriv den eller ta bort rekommendationen.")


def _notes(form: RemissForm, remiss: Remiss) -> list[str]:
    notes = []
    if not remiss.diarienummer:
        notes.append("Remissen har inget diarienummer än.")
    if "title" in form.guesses:
        notes.append(f"Ingen rubrik hittades; ärendet heter tills vidare {remiss.title}.")
    if remiss.answer_by and remiss.received and remiss.answer_by < remiss.received:
        notes.append(
            f"Svarsdatumet {in_words(remiss.answer_by)} ligger före den dag "
            f"remissen kom in, {in_words(remiss.received)}."
        )
    return notes


def _add_recommendations(result: Registered, form: RemissForm) -> None:
    for position, each in enumerate(form.recommendations, 1):
        recommendation = Recommendation(
            id=new_id(),
            remiss_id=result.remiss.id,
            number=each.number or str(position),
            text=single_line(each.text),
            position=position,
            joint=each.joint,
            page=each.page,
            quote=each.quote,
        )
        result.recommendations.append(recommendation)
        for place, to in enumerate(each.addressees, 1):
            _add_addressee(result, recommendation, to, place)


def _add_addressee(result: Registered, recommendation: Recommendation, to: FormAddressee, position: int) -> None:
    if to.namnd_id is None:
        result.notes.append(
            f"Rekommendation {recommendation.number} är riktad till {to.words}, som inte är en nämnd i registret."
        )
    words = "" if to.namnd_id else to.words
    result.addressees.append(
        Addressee(
            id=new_id(),
            recommendation_id=recommendation.id,
            namnd_id=to.namnd_id,
            words=words,
            position=position,
        )
    )


def _plan(register: Register, result: Registered, form: RemissForm, bodies: Bodies) -> None:
    """Add the internremisser and, where there is a plan, its steps and dates."""
    reason = why_no_plan(form)
    plan = None
    if reason:
        result.notes.append(reason)
    else:
        plan = plan_form(register, result.remiss, form)
        result.steps += planned_steps(result.remiss.id, plan, bodies)
        result.notes += _unfit(plan)
    for namnd_id in form.asked_ids():
        namnd = bodies.by_id[namnd_id]
        deadline = plan.internal_deadlines.get(namnd.abbreviation) if plan else None
        if deadline and result.remiss.received and deadline < result.remiss.received:
            result.notes.append(f"{namnd.abbreviation} hinner inte svara; internremissen har inget svarsdatum än.")
            deadline = None
        result.referrals.append(Referral(id=new_id(), remiss_id=result.remiss.id, namnd_id=namnd_id, deadline=deadline))


def _unfit(plan: Plan) -> list[str]:
    whose = ", ".join(dict.fromkeys(problem.body for problem in plan.problems))
    return [f"Planen går inte ihop ({whose}). Se vad som hjälper under Plan."] if whose else []


def check_unchanged(paper: ReadPaper) -> None:
    """Raises UserError where the file is not as it was read, or gone."""
    with explained(paper.path):
        if digest(paper.path) != paper.digest:
            raise UserError(f"{paper.name} har ändrats sedan den lästes. Läs in den på nytt.")


def _whole_name(remiss: Remiss) -> str:
    return " ".join(filter(None, (remiss.diarienummer, remiss.title)))


def registered_as_json(register: Register, result: Registered) -> dict[str, Any]:
    """What was registered, bodies by their abbreviation."""
    bodies = Bodies.of(register)
    remiss = result.remiss
    return {
        "id": remiss.id,
        "diarienummer": remiss.diarienummer,
        "title": remiss.title,
        "kind": remiss.kind,
        "sender": remiss.sender,
        "firm": remiss.firm,
        "received": remiss.received,
        "answer_by": remiss.answer_by,
        "owner": result.owner.abbreviation,
        "recommendations": [
            {
                "number": each.number,
                "text": each.text,
                "addressees": result.addressed(each, bodies),
                "page": each.page,
                "quote": each.quote,
            }
            for each in result.recommendations
        ],
        "attachments": [{"name": each.name, "kind": each.kind, "path": each.path} for each in result.attachments],
        "notes": result.notes,
    }
