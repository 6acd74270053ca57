"""What of a review is shown where: which field of the form a marked place fills in, and what is still uncertain."""

import datetime as dt
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from secretary_app.domain.diarienummer import same
from secretary_app.domain.swedish_dates import find_dates
from secretary_app.domain.text import single_line
from secretary_app.operations.composing import SAME, plain
from secretary_app.operations.intake_form import RemissForm, Span, overlaps
from secretary_app.operations.papers import ReadPaper
from secretary_app.operations.reviewing import Finding, FindingKind
from secretary_app.support.errors import UserError

RECOMMENDATIONS = "recommendations"
"""The field of a recommendation, and of those it is addressed to."""
VERDICTS = "verdicts"
"""The field of what is said of earlier recommendations."""
_NEARLY_SAME = 80
"""From this likeness (of 100) on, two papers say the same recommendation if the one's words hold the other's."""
_FIELDS = {
    FindingKind.TITLE: "title",
    FindingKind.SENDER: "sender",
    FindingKind.FIRM: "firm",
    FindingKind.DATE: "received",
    FindingKind.DEADLINE: "answer_by",
}


@dataclass(frozen=True)
class Mark:
    """A place in a paper that fills in a field of the form."""

    kind: FindingKind
    span: Span
    certain: bool
    field: str
    """As it is called in ``RemissForm``."""
    at: int | None = None
    """Of the fields of recommendations and of verdicts: which one, from 0."""


class NoteKind(StrEnum):
    FOUND = "found"
    GUESS = "guess"
    UNSURE = "unsure"


@dataclass(frozen=True)
class FieldNote:
    """Where a field's value comes from: ``sidan 1``, ``nästa lediga``, ``2 förslag``."""

    words: str
    kind: NoteKind


@dataclass(frozen=True)
class Unsure:
    """Something that a person has not taken a stand on."""

    field: str
    at: int | None = None


def marks(findings: Sequence[Finding], form: RemissForm, settled: AbstractSet[str] = frozenset()) -> tuple[Mark, ...]:
    """Every place that is to be marked as the form now is, in the order of the papers, a whole before its parts.

    What was taken out of the form is marked no more. ``settled``: the fields a person has taken a stand on.
    """
    found = list(_recommendation_marks(findings, form))
    recommendations = tuple(found)
    gone = _taken_out(findings, recommendations)
    for each in findings:
        if each.span is None or each.kind is FindingKind.RECOMMENDATION or _within(each.span, gone):
            continue
        if each.kind is FindingKind.RECIPIENT:
            found.append(_recipient(each, each.span, recommendations, form))
        else:
            field = _field_of(each, form)
            is_open = field == "answer_by" and _date_is_unsure(form, settled)
            certain = (each.certain and not is_open) or field in settled
            found.append(Mark(each.kind, each.span, certain, field))
    found += _verdict_marks(form, recommendations)
    return tuple(sorted(found, key=lambda mark: (mark.span.paper, mark.span.start, -mark.span.end)))


def _verdict_marks(form: RemissForm, recommendations: Sequence[Mark]) -> Iterator[Mark]:
    taken = [mark.span for mark in recommendations]
    for at, each in enumerate(form.verdicts):
        if each.span is not None and not _within(each.span, taken):
            yield Mark(FindingKind.VERDICT, each.span, each.can_be_kept or each.is_there, VERDICTS, at)


def place_of(
    findings: Sequence[Finding], form: RemissForm, field: str, at: int | None, settled: AbstractSet[str]
) -> Span | None:
    """Where a field's value stands in the papers: the recommendation itself, the date that was chosen."""
    if field == RECOMMENDATIONS:
        places = [mark for mark in marks(findings, form, settled) if mark.field == field and mark.at == at]
        whole = [mark for mark in places if mark.kind is FindingKind.RECOMMENDATION]
        return next((mark.span for mark in (*whole, *places)), None)
    if field == VERDICTS:
        return form.verdicts[at].span if at is not None and at < len(form.verdicts) else None
    of_field = [each for each in findings if each.span and _field_of(each, form) == field]
    same_value = [each for each in of_field if _says(form, field, each.value)]
    return next((each.span for each in (*same_value, *of_field)), None)


def _field_of(finding: Finding, form: RemissForm) -> str:
    if finding.kind in (FindingKind.RECOMMENDATION, FindingKind.RECIPIENT):
        return RECOMMENDATIONS
    return _FIELDS.get(finding.kind) or _number_field(finding.value, form)


def _recommendation_marks(findings: Sequence[Finding], form: RemissForm) -> Iterator[Mark]:
    own = []
    for at, each in enumerate(form.recommendations):
        if each.span is not None:
            own.append(each.span)
            yield Mark(FindingKind.RECOMMENDATION, each.span, each.certain, RECOMMENDATIONS, at)
    for finding in findings:
        if finding.kind is not FindingKind.RECOMMENDATION or finding.span is None:
            continue
        if _within(finding.span, own):
            continue
        same_as = _alike(finding.value, form)
        if same_as is not None:
            certain = form.recommendations[same_as].certain
            yield Mark(FindingKind.RECOMMENDATION, finding.span, certain, RECOMMENDATIONS, same_as)


def _taken_out(findings: Sequence[Finding], left: Sequence[Mark]) -> list[Span]:
    """Where recommendations stand that are in the form no more."""
    spans = [each.span for each in findings if each.kind is FindingKind.RECOMMENDATION and each.span is not None]
    return [span for span in spans if not _within(span, [mark.span for mark in left])]


def _within(span: Span, others: Sequence[Span]) -> bool:
    return any(overlaps(span, other) for other in others)


def _alike(text: str, form: RemissForm) -> int | None:
    """The recommendation of the form that another paper says too."""
    from rapidfuzz import fuzz

    wanted = plain(text)
    likeness = []
    for at, each in enumerate(form.recommendations):
        said = plain(each.text)
        ratio = fuzz.ratio(wanted, said)
        holds = ratio >= _NEARLY_SAME and fuzz.token_set_ratio(wanted, said) >= SAME
        likeness.append((max(ratio, SAME) if holds else ratio, -at))
    best, place = max(likeness, default=(0, 0))
    return -place if best >= SAME else None


def _recipient(finding: Finding, span: Span, recommendations: Sequence[Mark], form: RemissForm) -> Mark:
    """A body's name belongs to the recommendation it stands in, else to the next one after it."""
    near = [mark for mark in recommendations if mark.span.paper == span.paper and span.start < mark.span.end]
    nearest = min(near, key=lambda mark: mark.span.start, default=None)
    if nearest is None or nearest.at is None:
        return Mark(finding.kind, span, finding.certain, "owner_id")
    certain = finding.certain or form.recommendations[nearest.at].certain
    return Mark(finding.kind, span, certain, RECOMMENDATIONS, nearest.at)


def _number_field(number: str, form: RemissForm) -> str:
    return "diarienummer" if same(number, form.diarienummer) else "sender_diarienummer"


def unsure(form: RemissForm, settled: AbstractSet[str] = frozenset()) -> tuple[Unsure, ...]:
    """What a person has to take a stand on, in the form's order."""
    found = [Unsure("answer_by")] if _date_is_unsure(form, settled) else []
    found += [Unsure(RECOMMENDATIONS, at) for at, each in enumerate(form.recommendations) if not each.certain]
    return tuple(found)


def proposed_dates(form: RemissForm) -> tuple[dt.date, ...]:
    """The dates to answer by that the papers give, each once, in order."""
    return tuple(sorted({each.date for each in form.answer_by_choices}))


def _date_is_unsure(form: RemissForm, settled: AbstractSet[str]) -> bool:
    if "answer_by" in settled or not form.answer_by_choices:
        return False
    chosen = [each for each in form.answer_by_choices if each.date == form.answer_by]
    return len(proposed_dates(form)) > 1 or not any(each.certain for each in chosen)


def notes(
    findings: Sequence[Finding],
    papers: Sequence[ReadPaper],
    form: RemissForm,
    today: dt.date,
    settled: AbstractSet[str] = frozenset(),
) -> dict[str, FieldNote]:
    """What stands beside each field that has something to tell; a field that the person wrote has nothing."""
    found = {name: FieldNote(words, NoteKind.GUESS) for name, words in _guesses(form, today)}
    for each in findings:
        field = _field_of(each, form)
        if field == RECOMMENDATIONS or each.kind is FindingKind.DATE or field in found:
            continue
        if _says(form, field, each.value):
            found[field] = FieldNote(_where(each, papers), NoteKind.FOUND)
    if _date_is_unsure(form, settled):
        dates = len(proposed_dates(form))
        found["answer_by"] = FieldNote(f"{dates} förslag" if dates > 1 else "osäkert", NoteKind.UNSURE)
    return found


def _guesses(form: RemissForm, today: dt.date) -> Iterator[tuple[str, str]]:
    words = {
        "title": "filens namn",
        "diarienummer": "nästa lediga",
        "received": "i dag" if form.received == today else "handlingens datum",
        "owner_id": "förslag",
        "answer_by": "ett år, KL 5:35",
    }
    for name in sorted(form.guesses):
        yield name, words.get(name, "förslag")


def _says(form: RemissForm, field: str, value: str) -> bool:
    mine = getattr(form, field)
    if isinstance(mine, dt.date):
        return mine.isoformat() == value
    return bool(mine) and (mine == value or same(mine, value))


def _where(finding: Finding, papers: Sequence[ReadPaper]) -> str:
    page = f"sidan {finding.page}" if finding.page else ""
    if finding.paper == 0 or finding.paper >= len(papers):
        return page
    return " ".join(filter(None, (papers[finding.paper].kind_words.lower(), page)))


def date_in(words: str, reference: dt.date | None, field: str = "Svar senast") -> dt.date:
    """The one date in words that a person marked for this field. Raises UserError where there is none, or several."""
    said = single_line(words)
    dates = {each.date for each in find_dates(words, reference=reference)}
    if len(dates) == 1:
        return dates.pop()
    shown = f"{said[:60]}…" if len(said) > 60 else said
    if dates:
        raise UserError(f"”{shown}” har {len(dates)} datum. Markera bara ett av dem.")
    raise UserError(f"Det står inget datum i ”{shown}”. Skriv det i fältet {field}.")
