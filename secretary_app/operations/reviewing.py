"""Papers read into a form that a person looks through and corrects, with the place of everything that was found."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from secretary_app.domain.model import Remiss
from secretary_app.domain.swedish_dates import Certainty
from secretary_app.operations.composing import compose, document_date
from secretary_app.operations.finding import Bodies
from secretary_app.operations.form_verdicts import with_verdicts
from secretary_app.operations.intake_form import RemissForm, Span
from secretary_app.operations.named_bodies import known
from secretary_app.operations.papers import ReadPaper, read_each
from secretary_app.operations.similar import Similar, similar_remisser
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

_NUMBER = re.compile(r"(?P<before>\D+)(?P<year>(?:19|20)\d\d)(?P<between>[ /:-])(?P<number>\d+)")
"""``KS/2026:31``; other forms are never guessed."""
_FEWEST = 2
_CLEAR = 0.8
"""So large a part of the owner's diarienummer must have one form before the next is guessed."""


class FindingKind(StrEnum):
    """What a marked place is, in the word that the window shows."""

    TITLE = "rubrik"
    SENDER = "avsändare"
    FIRM = "revisionsbyrå"
    DIARIENUMMER = "diarienr"
    DATE = "datum"
    DEADLINE = "svarsdatum"
    RECIPIENT = "mottagare"
    RECOMMENDATION = "rekommendation"
    VERDICT = "omdöme"


@dataclass(frozen=True)
class Finding:
    """Something that was found in a paper."""

    kind: FindingKind
    value: str
    """As the form has it; dates as ISO text."""
    paper: int
    """The paper's number, from 0."""
    span: Span | None
    """Where it stands in the paper's text; None where that cannot be told for certain."""
    certain: bool = True
    page: int | None = None


@dataclass(frozen=True)
class Review:
    papers: tuple[ReadPaper, ...]
    findings: tuple[Finding, ...]
    """Paper by paper, in the order of the text; those without a place last."""
    form: RemissForm
    unread: tuple[str, ...] = ()
    """Why papers could not be read: Swedish sentences."""
    similar: tuple[Similar, ...] = ()
    follows_up: Similar | None = None
    """The earlier remiss that this one may follow up; nothing is linked until the person says so."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Fields that the person has to fill in before it can be registered or planned."""
        names = {"title": self.form.title, "owner_id": self.form.owner_id, "answer_by": self.form.answer_by}
        return tuple(name for name, value in names.items() if not value)


def read_for_review(register: Register, paths: Sequence[Path], progress: Progress = no_progress) -> Review:
    """Read the papers and fill in the form. Nothing is registered.

    A paper that cannot be read is told of in ``unread`` and the others are read. Raises UserError where none could be
    read, and Cancelled where ``progress`` does.
    """
    papers, errors = _read(paths, progress)
    if not papers:
        raise _none_read(errors)
    return review_papers(register, papers, errors)


def review_papers(register: Register, papers: Sequence[ReadPaper], errors: Sequence[UserError] = ()) -> Review:
    """The form that papers give which are read already; ``errors``: why others could not be."""
    papers = [replace(paper, number=number) for number, paper in enumerate(papers)]
    day = today(register.clock)
    form = compose(papers, Bodies.of(register), None, document_date(papers) or day)
    form = _with_guesses(register, form, day)
    likely = [each.remiss for each in similar_remisser(register, form) if not each.same_audit]
    return _review(register, papers, errors, with_verdicts(register, form, papers, likely))


def _read(paths: Sequence[Path], progress: Progress) -> tuple[list[ReadPaper], list[UserError]]:
    papers: list[ReadPaper] = []
    errors: list[UserError] = []
    for _, one in read_each(paths, progress):
        if isinstance(one, ReadPaper):
            papers.append(one)
        else:
            errors.append(one)
    return papers, errors


def _review(register: Register, papers: Sequence[ReadPaper], errors: Sequence[UserError], form: RemissForm) -> Review:
    similar = similar_remisser(register, form, papers)
    found = sorted(_findings(papers, form, Bodies.of(register)), key=_by_place)
    return Review(
        papers=tuple(papers),
        findings=tuple(dict.fromkeys(found)),
        form=form,
        unread=tuple(error.message for error in errors),
        similar=tuple(similar),
        follows_up=next(
            (each for each in similar if each.same_title and not each.same_file and not each.same_audit), None
        ),
    )


def _none_read(errors: Sequence[UserError]) -> UserError:
    if len(errors) == 1:
        return errors[0]
    if not errors:
        return UserError("Välj minst en handling att läsa: PDF, Word, text eller mejl.")
    return UserError(f"Ingen av de {len(errors)} handlingarna kunde läsas.", tuple(error.message for error in errors))


def _with_guesses(register: Register, form: RemissForm, day: dt.date) -> RemissForm:
    """What no paper says: it came in today, unless it should have been answered by then; and the next diarienummer."""
    guesses = set(form.guesses)
    received = form.received
    if form.answer_by is None or form.answer_by >= day:
        received = day
    guesses.add("received")
    number = form.diarienummer
    if not number and form.owner_id and (number := next_diarienummer(register, form.owner_id, (received or day).year)):
        guesses.add("diarienummer")
    return replace(form, received=received, diarienummer=number, guesses=frozenset(guesses))


def next_diarienummer(register: Register, owner_id: str, year: int) -> str:
    """One more than the owner's highest of the year; ``""`` where its numbers have no clear form, or none is of it.

    A guess: the diary holds other ärenden too.
    """
    written = [each.diarienummer for each in register.find(Remiss, owner_id=owner_id) if each.diarienummer]
    parsed = [match for number in written if (match := _NUMBER.fullmatch(number))]
    forms = Counter((match["before"], match["between"]) for match in parsed)
    if not forms:
        return ""
    form, count = forms.most_common(1)[0]
    digits = [m["number"] for m in parsed if (m["before"], m["between"]) == form and int(m["year"]) == year]
    if count < max(_FEWEST, _CLEAR * len(written)) or not digits:
        return ""
    highest = max(digits, key=int)
    following = str(int(highest) + 1).zfill(len(highest))
    return f"{form[0]}{year}{form[1]}{following}"


def _findings(papers: Sequence[ReadPaper], form: RemissForm, bodies: Bodies) -> Iterator[Finding]:
    for paper in papers:
        yield from _facts(paper, form)
        yield from _deadlines(paper, bodies)
        yield from _recommendations(paper, bodies)


def _facts(paper: ReadPaper, form: RemissForm) -> Iterator[Finding]:
    found, locator = paper.proposal, paper.locator
    if found.title:
        yield _finding(paper, FindingKind.TITLE, found.title, locator.first(found.title))
    if form.sender and (auditors := locator.auditors()):
        yield _finding(paper, FindingKind.SENDER, form.sender, auditors)
    if found.firm:
        yield _finding(paper, FindingKind.FIRM, found.firm, locator.firm(found.firm))
    for number in found.diarienummer:
        yield _finding(paper, FindingKind.DIARIENUMMER, number, locator.first(number))
    if found.document_date:
        day = found.document_date
        yield _finding(paper, FindingKind.DATE, day.isoformat(), locator.date(day))


def _finding(
    paper: ReadPaper, kind: FindingKind, value: str, span: Span | None, certain: bool = True, page: int | None = None
) -> Finding:
    certain = certain and not paper.paper.interpreted
    return Finding(kind, value, paper.number, span, certain, span.page if span else page)


def _deadlines(paper: ReadPaper, bodies: Bodies) -> Iterator[Finding]:
    locator = paper.locator
    for found in paper.proposal.deadlines:
        span = locator.deadline(found, paper.proposal.document_date)
        certain = found.certainty is Certainty.EXPLICIT
        yield _finding(paper, FindingKind.DEADLINE, found.date.isoformat(), span, certain, found.page)
        # Where the sentence itself names nobody the letterhead does, and no place there can be told for certain.
        for name, place in locator.bodies(found.addressees, locator.quote(found.quote, found.page)):
            if place:
                yield _finding(paper, FindingKind.RECIPIENT, name, place, _is_body(name, bodies))


def _recommendations(paper: ReadPaper, bodies: Bodies) -> Iterator[Finding]:
    """Each recommendation of the paper, and where it says to whom. One that two papers have is found in both."""
    locator = paper.locator
    for found in paper.proposal.recommendations:
        span = locator.quote(found.quote, found.page)
        certain = bool(found.addressees) and all(_is_body(name, bodies) for name in found.addressees)
        yield _finding(paper, FindingKind.RECOMMENDATION, found.text, span, certain, found.page)
        for name, place in locator.bodies(found.addressees, span):
            yield _finding(paper, FindingKind.RECIPIENT, name, place, _is_body(name, bodies), found.page)


def _is_body(words: str, bodies: Bodies) -> bool:
    return known(bodies, words) is not None


def _by_place(finding: Finding) -> tuple[int, bool, int]:
    return finding.paper, finding.span is None, finding.span.start if finding.span else 0
