"""The form of a remiss that is about to be registered, and how a person corrects it: pure functions on frozen values.

Whatever a function is given stays as it is; the corrected form comes back.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from secretary_app.domain.model import VerdictWord
from secretary_app.domain.motions import YEAR_KINDS, year_limit
from secretary_app.domain.text import single_line
from secretary_app.support.errors import UserError


@dataclass(frozen=True)
class Span:
    """A stretch of a paper's text: ``text[start:end]`` of the paper with this number (from 0), on this page."""

    paper: int
    start: int
    end: int
    page: int | None = None


def overlaps(one: Span, other: Span) -> bool:
    """Whether they have any of the text in common."""
    return one.paper == other.paper and one.start < other.end and other.start < one.end


@dataclass(frozen=True)
class FormAddressee:
    """A body of the register, or the paper's words where they are none."""

    namnd_id: str | None = None
    words: str = ""


@dataclass(frozen=True)
class FormRecommendation:
    number: str
    """As it will be registered; kept in order by the functions below."""
    text: str
    addressees: tuple[FormAddressee, ...] = ()
    written: str = ""
    """The number that the paper (or a person) gave it; ``""``: none."""
    joint: bool = False
    certain: bool = True
    """False until a person has taken a stand: nobody, or no body of the register, is addressed."""
    suggested: tuple[str, ...] = ()
    """Ids of bodies that words like "Berörda nämnder" may mean."""
    asked: tuple[str, ...] = ()
    """Whom the paper addresses it to, in its words."""
    page: int | None = None
    quote: str = ""
    span: Span | None = None


@dataclass(frozen=True)
class AnswerBy:
    """A date to answer by that the papers give."""

    date: dt.date
    addressees: tuple[str, ...] = ()
    """In the paper's words."""
    certain: bool = True
    """Day, month and year stand there."""
    page: int | None = None
    quote: str = ""


@dataclass(frozen=True)
class EarlierOne:
    """A recommendation of the register that a follow-up may speak of."""

    recommendation_id: str
    remiss_id: str
    words: str
    """``KS/2021:270 nr 2: Ta fram en övergripande definition …``"""


@dataclass(frozen=True)
class FormVerdict:
    """What a follow-up says of an earlier recommendation."""

    text: str
    """The earlier recommendation as the paper has it."""
    said: str
    """The verdict in the paper's word; ``""``: it gives none."""
    word: VerdictWord | None
    choices: tuple[EarlierOne, ...] = ()
    """Those it may be, the likeliest first."""
    recommendation_id: str | None = None
    """The one it is; None: none of the register's."""
    keep: bool = False
    """It is to be registered."""
    is_there: bool = False
    """The register has one of that day already."""
    number: str = ""
    date: dt.date | None = None
    """Of the paper."""
    page: int | None = None
    span: Span | None = None

    @property
    def can_be_kept(self) -> bool:
        return self.word is not None and self.recommendation_id is not None and not self.is_there


@dataclass(frozen=True)
class RemissForm:
    title: str = ""
    diarienummer: str = ""
    """Our own."""
    sender_diarienummer: str = ""
    sender: str = ""
    firm: str = ""
    kind: str = "revision"
    received: dt.date | None = None
    answer_by: dt.date | None = None
    answer_by_choices: tuple[AnswerBy, ...] = ()
    owner_id: str | None = None
    handlaggare: str = ""
    follows_up_id: str | None = None
    recommendations: tuple[FormRecommendation, ...] = ()
    verdicts: tuple[FormVerdict, ...] = ()
    guesses: frozenset[str] = frozenset()
    """The fields whose value no paper gives: it is proposed by the register, by today's date, or by a file's name."""

    def asked_ids(self) -> list[str]:
        """The bodies that get an internremiss: those addressed, but for the owner, each once."""
        ids = (to.namnd_id for each in self.recommendations for to in each.addressees)
        return [namnd_id for namnd_id in dict.fromkeys(ids) if namnd_id and namnd_id != self.owner_id]

    def kept_verdicts(self) -> list[FormVerdict]:
        """Those that are registered with it."""
        return [each for each in self.verdicts if each.keep and each.can_be_kept]

    def uncertain(self) -> int:
        """How many recommendations a person has not taken a stand on."""
        return sum(not each.certain for each in self.recommendations)


def set_field(form: RemissForm, name: str, value: Any) -> RemissForm:
    """One of the form's own fields as the person wrote it; it is a guess no more.

    A motion or a medborgarförslag should be decided within a year: that day is proposed where no other was written.
    """
    form = replace(form, **{name: value}, guesses=form.guesses - {name})
    return _with_year(form) if name in ("kind", "received") else form


def _with_year(form: RemissForm) -> RemissForm:
    if form.answer_by is not None and "answer_by" not in form.guesses:
        return form
    if form.kind in YEAR_KINDS and form.received is not None:
        return replace(form, answer_by=year_limit(form.received), guesses=form.guesses | {"answer_by"})
    if "answer_by" in form.guesses:
        return replace(form, answer_by=None, guesses=form.guesses - {"answer_by"})
    return form


def split(form: RemissForm, at: int, offset: int, source: str = "") -> RemissForm:
    """Make two of recommendation ``at`` (from 0), the second from ``offset`` in its text on; both keep the addressees.

    ``source`` is the text of the paper it stands in: with it both know their places there. Raises UserError where
    nothing would be left on one side.
    """
    whole = form.recommendations[at]
    first, second = whole.text[:offset].rstrip(), whole.text[offset:].lstrip()
    if not first or not second:
        raise UserError("Ställ markören inne i rekommendationens text, där den ska delas.")
    spans = _split_span(whole, offset, source)
    halves = [
        replace(whole, text=text, span=span, quote=text if span else whole.quote, written=whole.written if part else "")
        for part, text, span in ((1, first, spans[0]), (0, second, spans[1]))
    ]
    return _with(form, [*form.recommendations[:at], *halves, *form.recommendations[at + 1 :]])


def _split_span(whole: FormRecommendation, offset: int, source: str) -> tuple[Span | None, Span | None]:
    """Where the halves stand: at the same letter, blanks not counted; nowhere where the text was rewritten."""
    span = whole.span
    if span is None or _ink(source[span.start : span.end]) != _ink(whole.text):
        return None, None
    left = len(_ink(whole.text[:offset]))
    end = span.start
    while left:
        left -= not source[end].isspace()
        end += 1
    begin = end
    while source[begin].isspace():
        begin += 1
    return replace(span, end=end), replace(span, start=begin)


def _ink(text: str) -> str:
    return "".join(text.split())


def merge(form: RemissForm, one: int, other: int) -> RemissForm:
    """Make one of two recommendations, in the place of the earlier; it has the addressees of both."""
    if one == other:
        raise UserError("Välj två olika rekommendationer att slå ihop.")
    first, last = sorted((one, other))
    a, b = form.recommendations[first], form.recommendations[last]
    both = replace(
        a,
        text=f"{a.text} {b.text}",
        addressees=tuple(dict.fromkeys((*a.addressees, *b.addressees))),
        joint=a.joint or b.joint,
        certain=a.certain and b.certain,
        suggested=tuple(dict.fromkeys((*a.suggested, *b.suggested))),
        quote=" ".join(filter(None, (a.quote, b.quote))),
        span=_joined(a.span, b.span) if last == first + 1 else a.span,
    )
    rest = [each for number, each in enumerate(form.recommendations) if number not in (first, last)]
    return _with(form, [*rest[:first], both, *rest[first:]])


def _joined(a: Span | None, b: Span | None) -> Span | None:
    if a is None or b is None or a.paper != b.paper:
        return a
    return replace(a, start=min(a.start, b.start), end=max(a.end, b.end))


def add(form: RemissForm, text: str, span: Span | None = None, at: int | None = None) -> RemissForm:
    """One more recommendation: last, or where its place in the paper (or ``at``) puts it. Raises UserError for none."""
    words = single_line(text)
    if not words:
        raise UserError("Markera eller skriv texten som ska bli en rekommendation.")
    page = span.page if span else None
    new = FormRecommendation("", words, certain=False, page=page, quote=words if span else "", span=span)
    place = _place(form.recommendations, span) if at is None else at
    return _with(form, [*form.recommendations[:place], new, *form.recommendations[place:]])


def add_blank(form: RemissForm) -> RemissForm:
    """One more recommendation, last, whose text is yet to be written; without it the form cannot be registered."""
    return _with(form, [*form.recommendations, FormRecommendation("", "", certain=False)])


def missing(form: RemissForm) -> dict[str, str]:
    """Of the form's own fields those that must be filled in before it can be registered, each with what to do."""
    found = {}
    if not single_line(form.title):
        found["title"] = "Skriv vad remissen heter."
    if not form.owner_id:
        found["owner_id"] = "Välj vilken nämnd som äger remissen."
    return found


def _place(recommendations: Sequence[FormRecommendation], span: Span | None) -> int:
    """Before the first that stands after it in the same paper."""
    for number, each in enumerate(recommendations):
        if span and each.span and each.span.paper == span.paper and each.span.start > span.start:
            return number
    return len(recommendations)


def remove(form: RemissForm, at: int) -> RemissForm:
    return _with(form, [*form.recommendations[:at], *form.recommendations[at + 1 :]])


def move(form: RemissForm, at: int, to: int) -> RemissForm:
    """Take recommendation ``at`` to place ``to`` (both from 0); one beyond the end is the last."""
    rest = [each for number, each in enumerate(form.recommendations) if number != at]
    return _with(form, [*rest[:to], form.recommendations[at], *rest[to:]])


def set_addressees(form: RemissForm, at: int, addressees: Sequence[FormAddressee]) -> RemissForm:
    """Whom recommendation ``at`` is addressed to, as the person decided; so it is certain."""
    return _changed(form, at, addressees=tuple(dict.fromkeys(addressees)), certain=True)


def toggle_addressee(form: RemissForm, at: int, namnd_id: str) -> RemissForm:
    """Add the body to recommendation ``at``, or take it away. A body that is added takes the place of mere words."""
    present = form.recommendations[at].addressees
    one = FormAddressee(namnd_id)
    if one in present:
        return set_addressees(form, at, [each for each in present if each != one])
    return set_addressees(form, at, [*(each for each in present if each.namnd_id), one])


def asked_alike(form: RemissForm, at: int) -> list[int]:
    """The places of the others that the paper addresses as recommendation ``at``, and that nobody has looked at yet."""
    mine = form.recommendations[at]
    if not mine.certain or not mine.addressees or not mine.asked:
        return []
    return [
        place
        for place, each in enumerate(form.recommendations)
        if place != at and not each.certain and each.asked == mine.asked
    ]


def address_alike(form: RemissForm, at: int) -> RemissForm:
    """Those are addressed to the bodies that recommendation ``at`` is."""
    for place in asked_alike(form, at):
        form = set_addressees(form, place, form.recommendations[at].addressees)
    return form


def without_paper(form: RemissForm, number: int) -> RemissForm:
    """The form when this paper is put away: what stood in it has no place, and the places of later ones follow."""

    def moved(span: Span | None) -> Span | None:
        if span is None or span.paper == number:
            return None
        return replace(span, paper=span.paper - 1) if span.paper > number else span

    recommendations = tuple(replace(each, span=moved(each.span)) for each in form.recommendations)
    verdicts = tuple(replace(each, span=moved(each.span)) for each in form.verdicts)
    return replace(form, recommendations=recommendations, verdicts=verdicts)


def use_body(form: RemissForm, at: int, words: str, namnd_id: str) -> RemissForm:
    """A body for recommendation ``at``, and for every other that is addressed to the same ``words`` of the paper."""
    recommendations = list(form.recommendations)
    for place, each in enumerate(recommendations):
        named = FormAddressee(words=words)
        if place != at and (not words or named not in each.addressees):
            continue
        others = [FormAddressee(namnd_id) if to == named else to for to in each.addressees]
        addressees = tuple(dict.fromkeys([*others, FormAddressee(namnd_id)]))
        certain = all(to.namnd_id for to in addressees)
        recommendations[place] = replace(each, addressees=addressees, certain=certain)
    return _with(form, recommendations)


def set_text(form: RemissForm, at: int, text: str) -> RemissForm:
    """Its text as the person wrote it, on one line; its place and quote in the paper stay."""
    return _changed(form, at, text=single_line(text))


def set_joint(form: RemissForm, at: int, joint: bool) -> RemissForm:
    """Whether those addressed answer together with one answer."""
    return _changed(form, at, joint=joint)


def set_number(form: RemissForm, at: int, number: str) -> RemissForm:
    """The number of recommendation ``at`` as the person wrote it; then every one has the number that it has now.

    ``""`` takes back what was written: all are counted from 1. Raises UserError where another has the number.
    """
    wanted = single_line(number)
    if not wanted:
        return _with(form, [replace(each, written="") for each in form.recommendations])
    others = {each.number for place, each in enumerate(form.recommendations) if place != at}
    if wanted in others:
        raise UserError(f"Nummer {wanted} har redan en annan rekommendation. Ändra det först.")
    kept = [replace(each, written=each.number) for each in form.recommendations]
    kept[at] = replace(kept[at], written=wanted)
    return _with(form, kept)


def set_verdict(form: RemissForm, at: int, **values: Any) -> RemissForm:
    """Verdict ``at`` (from 0) as the person decided: whether it is kept, of which recommendation, with which word."""
    verdicts = list(form.verdicts)
    verdicts[at] = replace(verdicts[at], **values)
    return replace(form, verdicts=tuple(verdicts))


def confirm(form: RemissForm, at: int) -> RemissForm:
    """The person lets recommendation ``at`` stand as it is."""
    return _changed(form, at, certain=True)


def _changed(form: RemissForm, at: int, **values: Any) -> RemissForm:
    recommendations = list(form.recommendations)
    recommendations[at] = replace(recommendations[at], **values)
    return _with(form, recommendations)


def _with(form: RemissForm, recommendations: Sequence[FormRecommendation]) -> RemissForm:
    return replace(form, recommendations=numbered(recommendations))


def numbered(recommendations: Sequence[FormRecommendation]) -> tuple[FormRecommendation, ...]:
    """Numbers as written where every one has a number of its own, else counted from 1."""
    written = [each.written for each in recommendations]
    as_written = all(written) and len(set(written)) == len(written)
    return tuple(
        replace(each, number=each.written if as_written else str(place))
        for place, each in enumerate(recommendations, 1)
    )
