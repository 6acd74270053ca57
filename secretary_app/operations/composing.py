"""From papers that have been read to the form of one remiss: missiv and report of one audit give one together."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.diarienummer import understand
from secretary_app.domain.model import Namnd, NamndKind
from secretary_app.domain.swedish_dates import Certainty
from secretary_app.domain.text import single_line
from secretary_app.intake.proposal import FoundDeadline, FoundRecommendation, PaperKind, Proposal
from secretary_app.operations.finding import Bodies
from secretary_app.operations.intake_form import AnswerBy, FormAddressee, FormRecommendation, RemissForm, numbered
from secretary_app.operations.named_bodies import is_collective, meant
from secretary_app.operations.papers import ReadPaper

SAME = 90
"""From this likeness (of 100) on, a recommendation of the missiv and one of the report are the same one …"""
_NEARLY_SAME = 80
"""… or from this one, where they have the same addressees and the one's words hold the other's: a missiv says
"Avslutningsvis rekommenderas såväl X som Y" where the report has "Att X och Y"."""

_REMISS_KINDS = {PaperKind.MISSIV: "revision", PaperKind.REVISIONSRAPPORT: "revision", PaperKind.INTERNREMISS: "remiss"}
_COME_ABOUT = (
    PaperKind.MISSIV,
    PaperKind.REVISIONSRAPPORT,
    PaperKind.INTERNREMISS,
    PaperKind.TJANSTESKRIVELSE,
    PaperKind.YTTRANDE,
    PaperKind.PROTOKOLLSUTDRAG,
    PaperKind.OTHER,
)
_AUDITORS_PAPERS = (PaperKind.MISSIV, PaperKind.REVISIONSRAPPORT)


@dataclass(frozen=True)
class _Taken:
    """A recommendation, and the paper whose words it has."""

    paper: ReadPaper
    found: FoundRecommendation


def compose(papers: Sequence[ReadPaper], bodies: Bodies, owner: Namnd | None, received: dt.date) -> RemissForm:
    """The form as the papers fill it; ``received`` is the day whose bodies are meant and from which dates count.

    Without ``owner`` the body that is asked to answer is proposed. No answer-by date is chosen where the papers give
    several and none of them is plainly the owner's.
    """
    ordered = in_order(papers)
    main = ordered[0].proposal
    proposals = [paper.proposal for paper in ordered]
    titles = [each.title for each in proposals if each.title]
    guesses = set() if titles else {"title"}
    if owner is None:
        owner, guessed = _owner(proposals, bodies, received)
        guesses |= {"owner_id"} if guessed else set()
    ours, theirs = _numbers(proposals, owner)
    return RemissForm(
        title=next(iter(titles), ordered[0].path.stem),
        diarienummer=ours,
        sender_diarienummer=theirs,
        sender=_sender(main, bodies),
        firm=next((each.firm for each in proposals if each.firm), ""),
        kind=_REMISS_KINDS.get(main.kind, "annan"),
        received=received,
        answer_by=_answer_by(proposals, owner, bodies, received),
        answer_by_choices=_choices(proposals),
        owner_id=owner.id if owner else None,
        recommendations=_recommendations(ordered, bodies, owner, received),
        guesses=frozenset(guesses),
    )


def in_order(papers: Sequence[ReadPaper]) -> list[ReadPaper]:
    """As they come about: the missiv's words come before what the others say; last what is of no kind, as a mail."""
    return sorted(papers, key=lambda paper: _COME_ABOUT.index(paper.proposal.kind))


def document_date(papers: Sequence[ReadPaper]) -> dt.date | None:
    """The date of the first paper that has one."""
    return next((day for paper in in_order(papers) if (day := paper.proposal.document_date)), None)


def _owner(proposals: Sequence[Proposal], bodies: Bodies, on: dt.date) -> tuple[Namnd | None, bool]:
    """The body that is asked to answer (a styrelse before others); else the only styrelse, as a guess."""
    words = [name for each in proposals for deadline in each.deadlines for name in deadline.addressees]
    asked = {body.id: body for name in words if (body := _body(bodies, name, on))}
    boards = [body for body in asked.values() if body.kind is NamndKind.STYRELSE]
    for candidates in (boards, list(asked.values())):
        if len(candidates) == 1:
            return candidates[0], False
    all_boards = [body for body in bodies.all if body.kind is NamndKind.STYRELSE and _exists(body, on)]
    return (all_boards[0], True) if len(all_boards) == 1 else (None, False)


def _exists(body: Namnd, on: dt.date) -> bool:
    return (body.valid_from is None or body.valid_from <= on) and (body.valid_to is None or on <= body.valid_to)


def _numbers(proposals: Sequence[Proposal], owner: Namnd | None) -> tuple[str, str]:
    """Our own diarienummer, by the owner's letters before it, and the first of the others."""
    numbers = [single_line(number) for each in proposals for number in each.diarienummer]
    letters = {word.casefold() for word in (owner.diary_prefix, owner.abbreviation) if word} if owner else set()
    ours = [number for number in numbers if understand(number).prefix.casefold() in letters]
    theirs = [number for number in numbers if number not in ours]
    return next(iter(ours), ""), next(iter(theirs), "")


def _sender(main: Proposal, bodies: Bodies) -> str:
    if main.kind not in _AUDITORS_PAPERS:
        return ""
    auditors = [body.name for body in bodies.all if body.kind is NamndKind.REVISORER]
    return auditors[0] if len(auditors) == 1 else "Kommunens revisorer"


def _answer_by(proposals: Sequence[Proposal], owner: Namnd | None, bodies: Bodies, on: dt.date) -> dt.date | None:
    """The deadline addressed to the owner, else the only one; None where there are several or none."""
    deadlines = [deadline for each in proposals for deadline in each.deadlines]
    to_owner = [
        each for each in deadlines if any(owner and _body(bodies, name, on) == owner for name in each.addressees)
    ]
    plain = [each for each in to_owner if each.certainty is not Certainty.FUZZY]
    for chosen in (to_owner, plain, deadlines):
        if len(dates := {deadline.date for deadline in chosen}) == 1:
            return dates.pop()
    return None


def _choices(proposals: Sequence[Proposal]) -> tuple[AnswerBy, ...]:
    found: dict[tuple[dt.date, tuple[str, ...]], AnswerBy] = {}
    for deadline in (each for proposal in proposals for each in proposal.deadlines):
        found.setdefault((deadline.date, deadline.addressees), _choice(deadline))
    return tuple(found.values())


def _choice(deadline: FoundDeadline) -> AnswerBy:
    certain = deadline.certainty is Certainty.EXPLICIT
    return AnswerBy(deadline.date, deadline.addressees, certain, deadline.page, deadline.quote)


def _recommendations(
    papers: Sequence[ReadPaper], bodies: Bodies, owner: Namnd | None, on: dt.date
) -> tuple[FormRecommendation, ...]:
    kept: list[_Taken] = []
    for paper in _recommending(papers):
        for found in paper.proposal.recommendations:
            same = next((place for place, each in enumerate(kept) if _alike(found, each.found)), None)
            if same is None:
                kept.append(_Taken(paper, found))
            elif not kept[same].found.addressees:
                joined = replace(kept[same].found, addressees=found.addressees)
                kept[same] = replace(kept[same], found=joined)
    answering = _answering(papers, kept, bodies, owner, on)
    return numbered([_in_form(taken, bodies, answering, on) for taken in kept])


def _recommending(papers: Sequence[ReadPaper]) -> Sequence[ReadPaper]:
    """Where the auditors' own paper is among them, what an answer says in short of its list is no further one."""
    if not any(each.proposal.kind in _AUDITORS_PAPERS and each.proposal.recommendations for each in papers):
        return papers
    return [each for each in papers if each.proposal.kind in (*_AUDITORS_PAPERS, PaperKind.OTHER)]


def _alike(one: FoundRecommendation, other: FoundRecommendation) -> bool:
    is_same_to = one.addressees == other.addressees or not (one.addressees and other.addressees)
    return _alike_texts(one.text, other.text, is_same_to=is_same_to)


def _alike_texts(one: str, other: str, *, is_same_to: bool = True) -> bool:
    from rapidfuzz import fuzz

    a, b = plain(one), plain(other)
    likeness = fuzz.ratio(a, b)
    return likeness >= SAME or (is_same_to and likeness >= _NEARLY_SAME and fuzz.token_set_ratio(a, b) >= SAME)


def same_recommendation(one: str, other: str) -> bool:
    """Whether two texts are the same recommendation, in a missiv and in its report, say."""
    return _alike_texts(one, other)


def plain(text: str) -> str:
    """A recommendation as it is compared with another: without "att", case and its last sign."""
    return re.sub(r"^att ", "", re.sub(r"\s+", " ", text).strip(" .;:").casefold())


def _answering(
    papers: Sequence[ReadPaper], kept: Sequence[_Taken], bodies: Bodies, owner: Namnd | None, on: dt.date
) -> tuple[str, ...]:
    """The bodies but the owner that the papers ask or address: those that "berörda nämnder" may be."""
    words = [name for paper in papers for each in paper.proposal.deadlines for name in each.addressees]
    words += [name for taken in kept for name in taken.found.addressees]
    found = dict.fromkeys(body.id for name in words if (body := _body(bodies, name, on)) and body != owner)
    return tuple(found)


def _body(bodies: Bodies, words: str, on: dt.date) -> Namnd | None:
    """The body that the words surely mean."""
    found = meant(bodies, words, on)
    return found.body if found is not None and found.certain else None


def _in_form(taken: _Taken, bodies: Bodies, answering: tuple[str, ...], on: dt.date) -> FormRecommendation:
    found = taken.found
    named = [(words, meant(bodies, words, on)) for words in found.addressees]
    addressees = dict.fromkeys(
        FormAddressee(of.body.id) if of and of.certain else FormAddressee(words=words) for words, of in named
    )
    known = bool(named) and all(of and of.certain for _, of in named)
    # A body that the register lacks is none of those that it has.
    is_open = not named or any(is_collective(words) for words, _ in named)
    likely = tuple(of.body.id for _, of in named if of and not of.certain)
    return FormRecommendation(
        number="",
        written=found.number or "",
        text=found.text,
        addressees=tuple(addressees),
        certain=known and not taken.paper.paper.interpreted,
        suggested=() if known else tuple(dict.fromkeys(likely)) or (answering if is_open else ()),
        asked=found.addressees,
        page=found.page,
        quote=found.quote,
        span=taken.paper.locator.quote(found.quote, found.page),
    )
