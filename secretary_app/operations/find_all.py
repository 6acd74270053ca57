"""What the search palette finds as one types: rows of every kind, each with where it leads."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from secretary_app.domain.date_words import day
from secretary_app.domain.model import (
    Attachment,
    Measure,
    MeasureState,
    MeasureStatus,
    Meeting,
    Namnd,
    NamndKind,
    Recommendation,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.domain.remiss_state import RemissStatus
from secretary_app.domain.search import Hit, HitKind
from secretary_app.operations.overview import overview
from secretary_app.store.register import Register

_MANY, _VERY_MANY = 60, 600
_LIST_BODIES = (NamndKind.UTSKOTT, NamndKind.STYRELSE)


class FoundKind(StrEnum):
    """The value is the heading of its group."""

    REMISS = "Ärenden"
    RECOMMENDATION = "Rekommendationer och åtgärder"
    RESPONSE = "Svar"
    ATTACHMENT = "Handlingar"
    MEETING = "Sammanträden"


_GROUPS = {
    HitKind.REMISS: FoundKind.REMISS,
    HitKind.RECOMMENDATION: FoundKind.RECOMMENDATION,
    HitKind.MEASURE: FoundKind.RECOMMENDATION,
    HitKind.RESPONSE: FoundKind.RESPONSE,
    HitKind.ATTACHMENT: FoundKind.ATTACHMENT,
}


@dataclass(frozen=True, kw_only=True)
class Found:
    kind: FoundKind
    id: str
    """Of the row: a remiss, recommendation, measure, answer, handling or meeting."""
    remiss_id: str = ""
    """``""`` of a meeting."""
    title: str
    second: str
    measure: MeasureState | None = None
    """Of a measure: where it stands."""
    namnd_id: str = ""
    date: dt.date | None = None
    """Of a meeting: whose it is, and its day."""


def find_all(register: Register, words: str, today: dt.date, most: int = 4) -> list[Found]:
    """At most ``most`` of each kind that contain all the words, the newest first; in the order of the groups."""
    if not words.strip():
        return []
    hits = register.search(words, _MANY)
    if len(hits) == _MANY:
        # One kind may have shut the others out.
        hits = register.search(words, _VERY_MANY)
    found = []
    for kind in FoundKind:
        of_kind = [hit for hit in hits if _GROUPS[hit.kind] is kind][:most]
        found += [_found(register, hit) for hit in of_kind]
    return found + list(_meetings(register, words, today))[:most]


def remisser_by_id(register: Register, ids: Sequence[str]) -> list[Found]:
    """These remisser in their order; one that is not there any more is left out."""
    rows = {remiss.id: remiss for remiss in register.find(Remiss, id=list(ids))}
    return [_remiss(rows[id_]) for id_ in ids if id_ in rows]


def remiss_statuses(register: Register, today: dt.date) -> dict[str, RemissStatus]:
    """Where every remiss stands, by its id."""
    return {row.id: row.status for row in overview(register, today)}


def list_bodies(register: Register, today: dt.date) -> list[str]:
    """The abbreviations of the bodies that a status list is made for: utskott first, then styrelser."""
    bodies = [
        namnd for namnd in register.find(Namnd, kind=_LIST_BODIES) if namnd.valid_to is None or namnd.valid_to >= today
    ]
    return [each.abbreviation for each in sorted(bodies, key=lambda each: _LIST_BODIES.index(each.kind))]


def _found(register: Register, hit: Hit) -> Found:
    number = hit.diarienummer or hit.title
    match hit.kind:
        case HitKind.REMISS:
            return _remiss(register.get(Remiss, hit.id))
        case HitKind.RECOMMENDATION:
            second = f"{number}, rekommendation {register.get(Recommendation, hit.id).number}"
            return Found(kind=_GROUPS[hit.kind], id=hit.id, remiss_id=hit.remiss_id, title=hit.snippet, second=second)
        case HitKind.MEASURE:
            return _measure(register, hit, number)
        case HitKind.RESPONSE:
            body = register.get(Namnd, register.get(Response, hit.id).namnd_id).abbreviation
            second = f"{number}, {body}"
            return Found(kind=_GROUPS[hit.kind], id=hit.id, remiss_id=hit.remiss_id, title=hit.snippet, second=second)
    name = register.get(Attachment, hit.id).name
    text = hit.snippet.removeprefix(name).strip()
    second = f"{number}: ”{text}”" if text else number
    return Found(kind=FoundKind.ATTACHMENT, id=hit.id, remiss_id=hit.remiss_id, title=name, second=second)


def _remiss(remiss: Remiss) -> Found:
    is_over = remiss.state in (RemissState.CLOSED, RemissState.VOID)
    second = ", ".join(filter(None, (remiss.diarienummer, remiss.state.value if is_over else remiss.sender)))
    return Found(kind=FoundKind.REMISS, id=remiss.id, remiss_id=remiss.id, title=remiss.title, second=second)


def _measure(register: Register, hit: Hit, number: str) -> Found:
    measure = register.get(Measure, hit.id)
    series = register.find(MeasureStatus, measure_id=hit.id)
    newest = max(series, key=lambda each: (each.as_of, each.id), default=None)
    return Found(
        kind=FoundKind.RECOMMENDATION,
        id=hit.id,
        remiss_id=hit.remiss_id,
        title=measure.text,
        second=", ".join(filter(None, (number, measure.responsible.replace("\n", ", ")))),
        measure=newest.status if newest else MeasureState.NOT_STARTED,
    )


def _meetings(register: Register, words: str, today: dt.date) -> Iterator[Found]:
    """The coming ones first, the next one first; then those held, the last one first."""
    asked = words.casefold().split()
    bodies = {namnd.id: namnd for namnd in register.find(Namnd)}
    meetings = register.find(Meeting)
    for meeting in sorted(meetings, key=lambda each: (each.date < today, abs((each.date - today).days), each.id)):
        namnd = bodies[meeting.namnd_id]
        said = f"{namnd.abbreviation} {namnd.name} {meeting.date} {day(meeting.date, dt.date.min)}".casefold().split()
        if all(any(part.startswith(word) for part in said) for word in asked):
            yield Found(
                kind=FoundKind.MEETING,
                id=meeting.id,
                title=f"{namnd.abbreviation} {day(meeting.date, today)}",
                second=f"{namnd.name}, inställt" if meeting.cancelled else namnd.name,
                namnd_id=namnd.id,
                date=meeting.date,
            )
