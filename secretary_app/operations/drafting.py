"""Word drafts: gather what the register has, render it, keep the draft as a version."""

import datetime as dt
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from secretary_app.domain.model import (
    ChainRole,
    Document,
    DocumentKind,
    Meeting,
    Namnd,
    Person,
    Recommendation,
    Remiss,
)
from secretary_app.domain.planning import StepKind
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.operations.editing_bodies import the_kommun
from secretary_app.operations.finding import name_of
from secretary_app.operations.letterhead import logo_file
from secretary_app.operations.planning import Calendar, plan_remiss
from secretary_app.operations.signing import handlaggare_of, signers_of
from secretary_app.operations.template_sets import house_style, usable_template
from secretary_app.store.files import Section, keep_file
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, free_path, write_atomically
from secretary_app.support.ids import new_id
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.worker import Worker
from secretary_app.word.data import Answer, ChainLink, Comment, DecisionFacts, DraftData, MeasureFacts, Question
from secretary_app.word.render import PRELOAD, render_draft
from secretary_app.word.sets import TemplateSet

_FOR_THE_ASKED = {DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR}


@dataclass(frozen=True)
class Drafted:
    document: Document
    path: Path
    """Where the draft was written; another name than asked for where a draft was there already."""


@dataclass(frozen=True)
class DraftOrder:
    """A draft that is wanted."""

    kind: DocumentKind
    namnd: str = ""
    """Abbreviation or name; ``""``: the owner's own (of an internremiss: the only namnd asked)."""


@dataclass(frozen=True)
class _Made:
    data: DraftData
    content: bytes
    """Of the Word file."""


@dataclass(frozen=True)
class PreparedDrafts:
    """Drafts that have been written but are not kept yet."""

    remiss: Remiss
    made: Sequence[_Made]
    template_set: str
    touched: int
    """The last operation on the remiss when they were begun."""


@dataclass(frozen=True)
class KeptDrafts:
    documents: list[Document]
    is_outdated: bool
    """The remiss was changed while they were written."""


def draft(
    register: Register,
    kind: DocumentKind,
    remiss: Remiss,
    out: Path,
    *,
    namnd_words: str = "",
    templates: str = "",
    worker: Worker | None = None,
) -> Drafted:
    """Write a Word draft to ``out`` and keep it in the register's folder as the next version of its kind.

    Without ``namnd_words`` it is the owner's own (for an internremiss: the only namnd asked), and without
    ``templates`` made in the municipality's house style. Raises UserError for an unknown body, template set or field,
    and where ``out`` cannot be written; nothing is then kept.
    """
    if out.suffix.lower() != ".docx" or out.is_dir():
        raise UserError(f"{out} kan inte bli utkastets namn: det ska sluta på .docx och inte vara en mapp.")
    case = dossier(register, remiss)
    with tempfile.TemporaryDirectory() as folder:
        style = house_style(register, templates)
        made = _render(register, case, DraftOrder(kind, namnd_words), style, Path(folder), worker)
    target = free_path(out)
    write_atomically(target, lambda path: _write(made.content, path))
    (document,) = _keep(register, [PreparedDrafts(remiss, [made], style.name, touched=0)])
    return Drafted(document, target)


def draft_all(
    register: Register,
    remiss: Remiss,
    orders: Sequence[DraftOrder],
    *,
    templates: str = "",
    progress: Progress = no_progress,
) -> list[Document]:
    """Make drafts in the register's folder alone, each the next version of its kind, all in one operation.

    Raises UserError for what cannot be drafted and where the folder cannot be written in, and Cancelled where
    ``progress`` does; none of them is then kept.
    """
    return keep_drafts(register, prepare_drafts(register, remiss, orders, templates, progress)).documents


def prepare_drafts(
    register: Register, remiss: Remiss, orders: Sequence[DraftOrder], templates: str, progress: Progress
) -> PreparedDrafts:
    """Write the drafts, which takes long, and keep none: the register is only read. Raises as ``draft_all``."""
    return prepare_many(register, [(remiss, orders)], templates, progress)[0]


def prepare_many(
    register: Register,
    wanted: Sequence[tuple[Remiss, Sequence[DraftOrder]]],
    templates: str,
    progress: Progress,
) -> list[PreparedDrafts]:
    """The same for several remisser. Raises as ``draft_all``."""
    total = sum(len(set(orders)) for _, orders in wanted)
    if not total:
        raise UserError("Välj minst ett utkast att skapa.")
    style = house_style(register, templates)
    begun: list[str] = []

    def tell() -> None:
        progress(max(0, len(begun) - 1), total, begun[-1] if begun else "Förbereder")

    prepared = []
    with tempfile.TemporaryDirectory() as folder, Worker(preload=PRELOAD, poll=tell) as worker:
        for remiss, orders in wanted:
            touched, case, made = _last_touch(register, remiss), dossier(register, remiss), list[_Made]()
            which = f" {name_of(remiss)}" if len(wanted) > 1 else ""
            for order in dict.fromkeys(orders):
                begun.append(f"Skriver {order.kind.swedish.lower()} {order.namnd}".rstrip() + which)
                tell()
                within = Path(folder) / str(len(begun))
                within.mkdir()
                made.append(_render(register, case, order, style, within, worker))
            prepared.append(PreparedDrafts(remiss, made, style.name, touched))
    return prepared


def keep_drafts(register: Register, prepared: PreparedDrafts) -> KeptDrafts:
    """Keep what was prepared, in one operation. Raises UserError where it cannot be; none of them is then kept."""
    return keep_many(register, [prepared])


def keep_many(register: Register, prepared: Sequence[PreparedDrafts]) -> KeptDrafts:
    """The same for several remisser, also in one operation."""
    for each in prepared:
        if not register.find(Remiss, id=each.remiss.id):
            raise UserError(f"Remissen {name_of(each.remiss)} togs bort medan utkasten skrevs. De har inte sparats.")
    is_outdated = any(_last_touch(register, each.remiss) != each.touched for each in prepared)
    return KeptDrafts(_keep(register, prepared), is_outdated)


def _last_touch(register: Register, remiss: Remiss) -> int:
    return max((touch.operation.no for touch in register.remiss_history(remiss.id, 1)), default=0)


def _render(
    register: Register, case: Dossier, order: DraftOrder, style: TemplateSet, folder: Path, worker: Worker | None
) -> _Made:
    data = draft_data(register, case, order.kind, _body_for(case, order.kind, order.namnd))
    file = folder / "utkast.docx"
    render_draft(data, usable_template(style, order.kind, worker), file, worker=worker)
    with explained(file):
        return _Made(data, file.read_bytes())


def _write(content: bytes, target: Path) -> None:
    with explained(target):
        target.write_bytes(content)


def _body_for(case: Dossier, kind: DocumentKind, words: str) -> Namnd:
    if words:
        namnd = case.bodies.named(words)
    elif kind in _FOR_THE_ASKED:
        namnd = _only_asked(case)
    else:
        namnd = case.owner
    if kind in _FOR_THE_ASKED and namnd == case.owner:
        raise UserError(f"{namnd.abbreviation} äger remissen {name_of(case.remiss)}. Ange den nämnd som ska svara.")
    if kind is DocumentKind.INTERNREMISS and case.referral_to(namnd) is None:
        raise UserError(f"{namnd.abbreviation} har ingen internremiss i {name_of(case.remiss)}. Lägg till den först.")
    return namnd


def _only_asked(case: Dossier) -> Namnd:
    asked = [case.bodies.by_id[referral.namnd_id] for referral in case.referrals]
    if len(asked) == 1:
        return asked[0]
    if not asked:
        raise UserError(
            f"Remissen {name_of(case.remiss)} har ingen internremiss än.", hint="Skapa den med secretary-app refer."
        )
    names = ", ".join(body.abbreviation for body in asked)
    raise UserError(f"Flera nämnder har fått en internremiss i {name_of(case.remiss)}: {names}.", hint="Ange --namnd.")


def draft_data(register: Register, case: Dossier, kind: DocumentKind, namnd: Namnd) -> DraftData:
    """What a document of this kind for the namnd is made from, as the register stands."""
    people = register.find(Person)
    calendar = Calendar.of(register)
    is_owner_side = namnd == case.owner or kind in _FOR_THE_ASKED or _prepares_for_owner(calendar, case, namnd)
    writer = case.owner if is_owner_side else namnd
    decision = next((each for each in reversed(case.decisions) if each.namnd_id == namnd.id), None)
    decided_on = decision.meeting_date if decision else None
    return DraftData(
        kind=kind,
        kommun=the_kommun(register),
        remiss=case.remiss,
        owner=case.owner,
        namnd=namnd,
        handlaggare=handlaggare_of(case, writer, people),
        signers=signers_of(writer, people),
        referral=case.referral_to(namnd),
        questions=_questions(case, namnd, whole=is_owner_side and kind not in _FOR_THE_ASKED),
        general_comments=_general_comments(case, namnd, whole=is_owner_side),
        decisions=tuple(
            DecisionFacts(decision=each, namnd=case.bodies.by_id[each.namnd_id]) for each in case.decisions
        ),
        decision=decision,
        meeting=_meeting(register, case, namnd, calendar, decided_on),
        attachments=tuple(case.attachments),
        chain=tuple(
            ChainLink(namnd=case.bodies.by_id[step.namnd_id], role=step.role)
            for step in calendar.chain(case.remiss.owner_id, case.remiss.kind)
        ),
        recipients=_recipients(case, calendar, kind, namnd),
        logo=logo_file(register),
        date=today(register.clock),
        tjansteskrivelse_date=_tjansteskrivelse_date(register, case, writer, decided_on),
    )


def _tjansteskrivelse_date(
    register: Register, case: Dossier, writer: Namnd, decided_on: dt.date | None
) -> dt.date | None:
    """Of the latest one that can have been before those who decided."""
    kind = DocumentKind.TJANSTESKRIVELSE
    days = [each.made for each in register.find(Document, remiss_id=case.remiss.id, namnd_id=writer.id, kind=kind)]
    return max((day for day in days if decided_on is None or day <= decided_on), default=None)


def _prepares_for_owner(calendar: Calendar, case: Dossier, namnd: Namnd) -> bool:
    chain = calendar.chain(case.remiss.owner_id, case.remiss.kind)
    return any(step.namnd_id == namnd.id for step in chain)


def _questions(case: Dossier, namnd: Namnd, *, whole: bool) -> tuple[Question, ...]:
    """For the owner every recommendation with everybody's answer, for a namnd what was put to it and its own."""
    if whole:
        recommendations, answering = case.recommendations, case.heard()
    else:
        recommendations, answering = case.put_to(namnd), [namnd]
    if not recommendations:
        everybody = tuple(body.name for body in case.answering())
        return (Question(recommendation=None, addressees=everybody, answers=_answers(case, None, answering)),)
    return tuple(
        Question(
            recommendation=each,
            addressees=_addressee_names(case, each),
            answers=_answers(case, each, _speaking(case, each, answering)),
        )
        for each in recommendations
    )


def _addressee_names(case: Dossier, recommendation: Recommendation) -> tuple[str, ...]:
    return tuple(
        case.bodies.by_id[each.namnd_id].name if each.namnd_id else each.words
        for each in case.addressed(recommendation)
    )


def _speaking(case: Dossier, recommendation: Recommendation, answering: Sequence[Namnd]) -> list[Namnd]:
    """Those whose answer stands in the paper: where several answer jointly the one that has answered for all."""
    asked = [body for body in answering if recommendation in case.put_to(body) or case.has_said(body, recommendation)]
    return list(dict.fromkeys(speaker for body in asked if (speaker := case.speaker(body, recommendation))))


def _answers(case: Dossier, recommendation: Recommendation | None, answering: Iterable[Namnd]) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            namnd=body,
            response=case.response(body, recommendation),
            measures=tuple(
                MeasureFacts(measure=each, namnder=tuple(case.namnder_of(each)), status=case.status(each))
                for each in case.measures_of(body, recommendation)
            ),
            decision=case.decision_behind(case.response(body, recommendation)),
        )
        for body in answering
    )


def _general_comments(case: Dossier, namnd: Namnd, *, whole: bool) -> tuple[Comment, ...]:
    if not case.recommendations:
        return ()
    bodies = case.answering() if whole else [namnd]
    found = ((body, case.response(body, None)) for body in bodies)
    return tuple(Comment(namnd=body, response=response) for body, response in found if response)


def _meeting(
    register: Register, case: Dossier, namnd: Namnd, calendar: Calendar, decided_on: dt.date | None
) -> Meeting | None:
    """The meeting of the decision; before it the one that the plan has for the body, else the body's next."""
    meetings = sorted(register.find(Meeting, namnd_id=namnd.id, cancelled=False), key=lambda each: each.date)
    if decided_on is not None:
        return next((each for each in meetings if each.date == decided_on), None)
    coming = [each for each in meetings if each.date >= today(register.clock)]
    planned = _planned_meetings(register, case, namnd, calendar)
    return next((each for each in coming if each.date in planned), next(iter(coming), None))


def _planned_meetings(register: Register, case: Dossier, namnd: Namnd, calendar: Calendar) -> set[dt.date]:
    if case.remiss.answer_by is None:
        return set()
    sent = min((referral.sent for referral in case.referrals if referral.sent), default=None)
    plan = plan_remiss(register, case.remiss, sent, calendar=calendar)
    return {step.date for step in plan.steps if step.kind is StepKind.MEETING and step.body == namnd.abbreviation}


def _recipients(case: Dossier, calendar: Calendar, kind: DocumentKind, namnd: Namnd) -> tuple[str, ...]:
    if kind in _FOR_THE_ASKED:
        return (namnd.name,)
    if namnd != case.owner and not _prepares_for_owner(calendar, case, namnd):
        referral = case.referral_to(namnd)
        to_sender = referral is not None and referral.direct and case.remiss.sender
        return (case.remiss.sender if to_sender else case.owner.name,)
    others = [body.name for body in case.answering() if body != case.owner]
    informed = [
        case.bodies.by_id[step.namnd_id].name
        for step in calendar.chain(case.remiss.owner_id, case.remiss.kind)
        if step.role is ChainRole.INFORMED
    ]
    return tuple(dict.fromkeys(filter(None, [case.remiss.sender, case.remiss.firm, *informed, *others])))


def _keep(register: Register, prepared: Sequence[PreparedDrafts]) -> list[Document]:
    """Keep each draft as the next version of its kind for its body; all are one operation."""
    documents = [document for each in prepared for document in _kept_documents(register, each)]
    what = PurePosixPath(documents[0].path).name if len(documents) == 1 else f"{len(documents)} utkast"
    whose = name_of(prepared[0].remiss) if len(prepared) == 1 else f"{len(prepared)} remisser"
    with register.change(f"Skapade {what} för {whose}") as change:
        change.add(*documents)
    return documents


def _kept_documents(register: Register, prepared: PreparedDrafts) -> list[Document]:
    remiss, documents = prepared.remiss, list[Document]()
    for each in prepared.made:
        kind, namnd = each.data.kind, each.data.namnd
        earlier = register.find(Document, remiss_id=remiss.id, namnd_id=namnd.id, kind=kind)
        earlier += [one for one in documents if (one.namnd_id, one.kind) == (namnd.id, kind)]
        number = 1 + max((one.draft_number for one in earlier), default=0)
        name = f"{kind.swedish} {namnd.abbreviation} {number}.docx"
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "utkast.docx"
            _write(each.content, source)
            file = keep_file(register.files, source, remiss, Section.DRAFTS, name)
        documents.append(
            Document(
                id=new_id(),
                remiss_id=remiss.id,
                namnd_id=namnd.id,
                kind=kind,
                draft_number=number,
                path=file.path,
                digest=file.digest,
                template_set=prepared.template_set,
                made=each.data.date,
            )
        )
    return documents
