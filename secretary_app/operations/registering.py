"""From papers to a remiss in the register, with the papers kept as its handlingar."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from secretary_app.domain.model import Addressee, Attachment, Namnd, NamndKind, Recommendation, Remiss
from secretary_app.domain.swedish_dates import Certainty
from secretary_app.domain.text import single_line
from secretary_app.intake.extract import read_papers
from secretary_app.intake.proposal import FoundDeadline, FoundRecommendation, Proposal
from secretary_app.operations.finding import Bodies
from secretary_app.store.files import Section, keep_file
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest
from secretary_app.support.ids import new_id

_SAME = 90
"""From this likeness (of 100) on, a recommendation of the missiv and one of the report are the same one …"""
_NEARLY_SAME = 80
"""… or from this one, where they have the same addressees and the one's words hold the other's: a missiv says
"Avslutningsvis rekommenderas såväl X som Y" where the report has "Att X och Y"."""

_REMISS_KINDS = {"missiv": "revision", "revisionsrapport": "revision", "internremiss": "remiss"}


@dataclass(frozen=True)
class Paper:
    path: Path
    text: str
    proposal: Proposal


@dataclass
class Registered:
    remiss: Remiss
    owner: Namnd
    recommendations: list[Recommendation] = field(default_factory=list)
    addressees: list[Addressee] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
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
    """Register what the papers (missiv and report of one audit) say as one remiss of the owner.

    Raises UserError where a paper cannot be read, the owner is unknown, or no single answer-by date can be told
    (``answer_by`` settles it). Nothing is then registered.
    """
    owner = Bodies.of(register).named(owner_words)
    papers = [Paper(path, text, proposal) for path, text, proposal in read_papers(paths)]
    result = _compose(register, papers, owner, diarienummer, received, answer_by)
    result.remiss = replace(result.remiss, handlaggare=handlaggare, follows_up_id=follows_up.id if follows_up else None)
    result.notes += _known_before(register, papers, result.remiss)
    _save(register, result, papers)
    return result


def _compose(
    register: Register,
    papers: Sequence[Paper],
    owner: Namnd,
    diarienummer: str,
    received: dt.date | None,
    answer_by: dt.date | None,
) -> Registered:
    bodies = Bodies.of(register)
    papers = sorted(papers, key=lambda paper: paper.proposal.kind != "missiv")
    main = papers[0].proposal
    titles = [paper.proposal.title for paper in papers if paper.proposal.title]
    dates = [paper.proposal.document_date for paper in papers if paper.proposal.document_date]
    numbers = [number for paper in papers for number in paper.proposal.diarienummer]
    received = received or next(iter(dates), today(register.clock))
    remiss = Remiss(
        id=new_id(),
        diarienummer=single_line(diarienummer or next(iter(numbers), "")),
        title=next(iter(titles), papers[0].path.stem),
        kind=_REMISS_KINDS.get(main.kind, "annan"),
        sender=_sender(main, bodies),
        firm=next((paper.proposal.firm for paper in papers if paper.proposal.firm), ""),
        received=received,
        answer_by=answer_by or _answer_by(papers, owner, bodies, received),
        owner_id=owner.id,
    )
    result = Registered(remiss, owner)
    if not remiss.diarienummer:
        result.notes.append("Remissen har inget diarienummer än.")
    if not titles:
        result.notes.append(f"Ingen rubrik hittades; ärendet heter tills vidare {remiss.title}.")
    if remiss.answer_by and remiss.answer_by < received:
        result.notes.append(f"Svarsdatumet {remiss.answer_by} ligger före den dag remissen kom in, {received}.")
    _add_recommendations(result, papers, bodies, received)
    return result


def _sender(main: Proposal, bodies: Bodies) -> str:
    if main.kind not in ("missiv", "revisionsrapport"):
        return ""
    auditors = [body.name for body in bodies.all if body.kind is NamndKind.REVISORER]
    return auditors[0] if len(auditors) == 1 else "Kommunens revisorer"


def _answer_by(papers: Sequence[Paper], owner: Namnd, bodies: Bodies, received: dt.date) -> dt.date:
    """The deadline addressed to the owner, else the only one (docs: ``register`` in the list of commands)."""
    deadlines = [deadline for paper in papers for deadline in paper.proposal.deadlines]
    to_owner = [
        deadline
        for deadline in deadlines
        if any(bodies.current(words, received) == owner for words in deadline.addressees)
    ]
    plain = [deadline for deadline in to_owner if deadline.certainty is not Certainty.FUZZY]
    for chosen in (to_owner, plain, deadlines):
        if len(dates := {deadline.date for deadline in chosen}) == 1:
            return dates.pop()
    names = ", ".join(paper.path.name for paper in papers)
    if not deadlines:
        raise UserError(f"Inget svarsdatum hittades i {names}. Ange det med --answer-by ÅÅÅÅ-MM-DD.")
    raise UserError(
        f"Det går inte att säga vilket svarsdatum som gäller {owner.abbreviation} i {names}: "
        + "; ".join(_deadline_words(deadline) for deadline in deadlines)
        + ". Ange det med --answer-by ÅÅÅÅ-MM-DD."
    )


def _deadline_words(deadline: FoundDeadline) -> str:
    return f"{deadline.date} ({', '.join(deadline.addressees) or 'ingen utpekad'})"


def _add_recommendations(result: Registered, papers: Sequence[Paper], bodies: Bodies, received: dt.date) -> None:
    kept: list[FoundRecommendation] = []
    for found in (each for paper in papers for each in paper.proposal.recommendations):
        same = next((place for place, each in enumerate(kept) if _alike(found, each)), None)
        if same is None:
            kept.append(found)
        elif not kept[same].addressees:
            kept[same] = replace(kept[same], addressees=found.addressees)
    for position, found in enumerate(kept, 1):
        recommendation = Recommendation(
            id=new_id(),
            remiss_id=result.remiss.id,
            number=_number(found, position, kept),
            text=found.text,
            position=position,
            page=found.page,
            quote=found.quote,
        )
        result.recommendations.append(recommendation)
        _add_addressees(result, recommendation, found, bodies, received)


def _number(found: FoundRecommendation, position: int, kept: Sequence[FoundRecommendation]) -> str:
    """As written where every one has a number of its own, else counted."""
    written = [each.number for each in kept]
    return found.number if found.number and len(set(written)) == len(kept) and all(written) else str(position)


def _alike(one: FoundRecommendation, other: FoundRecommendation) -> bool:
    a, b = _plain(one.text), _plain(other.text)
    likeness = fuzz.ratio(a, b)
    if likeness >= _SAME:
        return True
    is_same_to = one.addressees == other.addressees or not (one.addressees and other.addressees)
    return likeness >= _NEARLY_SAME and is_same_to and fuzz.token_set_ratio(a, b) >= _SAME


def _plain(text: str) -> str:
    return re.sub(r"^att ", "", re.sub(r"\s+", " ", text).strip(" .;:").casefold())


def _add_addressees(
    result: Registered, recommendation: Recommendation, found: FoundRecommendation, bodies: Bodies, received: dt.date
) -> None:
    named = {words: bodies.current(words, received) for words in found.addressees}
    distinct = {body.id if body else words: (words, body) for words, body in reversed(named.items())}
    for position, (words, body) in enumerate(reversed(distinct.values()), 1):
        if body is None:
            result.notes.append(
                f"Rekommendation {recommendation.number} är riktad till {words}, som inte är en nämnd i registret."
            )
        result.addressees.append(
            Addressee(
                id=new_id(),
                recommendation_id=recommendation.id,
                namnd_id=body.id if body else None,
                words="" if body else words,
                position=position,
            )
        )


def _known_before(register: Register, papers: Sequence[Paper], remiss: Remiss) -> list[str]:
    notes = []
    for paper in papers:
        for attachment in register.find(Attachment, digest=digest(paper.path)):
            earlier = register.get(Remiss, attachment.remiss_id)
            notes.append(f"{paper.path.name} finns redan i registret, i {_whole_name(earlier)}.")
    if remiss.diarienummer:
        for earlier in register.find(Remiss, diarienummer=remiss.diarienummer):
            notes.append(f"{remiss.diarienummer} finns redan: {_whole_name(earlier)}. Ange den nya med sitt id.")
    return notes


def _whole_name(remiss: Remiss) -> str:
    return " ".join(filter(None, (remiss.diarienummer, remiss.title, f"({remiss.id})")))


def _save(register: Register, result: Registered, papers: Sequence[Paper]) -> None:
    """The files first, their rows after: a file without a row is told of by the register's check."""
    remiss = result.remiss
    kept = [(paper, keep_file(register.files, paper.path, remiss, Section.ATTACHMENTS)) for paper in papers]
    with register.change(f"Registrerade {_whole_name(remiss)}") as change:
        for paper, file in kept:
            change.add_file_text(file.digest, paper.text)
            result.attachments.append(
                Attachment(
                    id=new_id(),
                    remiss_id=remiss.id,
                    kind=paper.proposal.kind,
                    name=paper.path.name,
                    path=file.path,
                    digest=file.digest,
                    dated=paper.proposal.document_date,
                )
            )
        change.add(remiss)
        change.add(*result.recommendations, *result.addressees, *result.attachments)
    result.remiss = replace(remiss, version=1)


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
