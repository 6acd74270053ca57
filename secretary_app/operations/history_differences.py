"""What one operation changed in a remiss, field by field with its Swedish name: before and after."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, fields
from enum import StrEnum

from secretary_app.domain.model import (
    Addressee,
    Attachment,
    DeadlineChange,
    Decision,
    Dispatch,
    Document,
    DocumentKind,
    Entity,
    Measure,
    MeasureNamnd,
    MeasureStatus,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Reminder,
    Remiss,
    Response,
    Verdict,
)
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.history_words import RowWords
from secretary_app.store.register import Register
from secretary_app.store.timeline import RowChange, Touch
from secretary_app.support.errors import UserError

_FIELDS: dict[type[Entity], dict[str, str]] = {
    Remiss: {
        "diarienummer": "Diarienummer",
        "title": "Ärende",
        "kind": "Typ",
        "sender": "Från",
        "firm": "Revisionsbyrå",
        "received": "Inkom",
        "answer_by": "Svar senast",
        "owner_id": "Ägare",
        "handlaggare": "Handläggare",
        "follows_up_id": "Följer upp",
        "state": "Läge",
        "closing_reason": "Skäl",
    },
    Recommendation: {
        "number": "Nummer",
        "text": "Text",
        "position": "Plats i listan",
        "joint": "Gemensamt svar",
        "page": "Sida",
    },
    Addressee: {"namnd_id": "Nämnd", "words": "Riktad till, som det står"},
    Referral: {
        "deadline": "Internt svarsdatum",
        "sent": "Skickad",
        "namnd_diarienummer": "Nämndens diarienummer",
        "handlaggare": "Handläggare",
        "direct": "Svarar direkt till avsändaren",
    },
    Response: {"position": "Ställningstagande", "text": "Svar", "decision_id": "Beslutat"},
    Measure: {
        "text": "Åtgärd",
        "responsible": "Ansvarig",
        "timeframe": "Tidsplan",
        "recommendation_id": "Rekommendation",
    },
    MeasureNamnd: {"namnd_id": "Nämnd"},
    MeasureStatus: {"status": "Status", "as_of": "Status per", "note": "Anteckning"},
    Decision: {
        "meeting_date": "Sammanträde",
        "paragraph": "Paragraf",
        "outcome": "Utfall",
        "immediate_justering": "Omedelbar justering",
        "text": "Beslut",
        "recipients": "Mottagare",
    },
    DeadlineChange: {"old": "Tidigare dag", "new": "Ny dag", "reason": "Skäl", "granted_by": "Beviljat av"},
    Dispatch: {"what": "Handling", "recipient": "Mottagare", "sent": "Skickat"},
    Verdict: {
        "verdict": "Omdöme",
        "words": "Med orden",
        "according_to": "Enligt",
        "date": "Dag",
        "said_in_id": "Sagt i",
        "led_to_id": "Ny rekommendation",
    },
    Document: {"kind": "Slag", "draft_number": "Utkast", "path": "Fil", "made": "Skapat"},
    Attachment: {"kind": "Slag", "name": "Namn", "dated": "Daterad"},
    Reminder: {"due": "Dag", "text": "Bevakning", "done": "Klar"},
    PlannedStep: {"date": "Dag", "immediate_justering": "Omedelbar justering", "fixed": "Låst", "reason": "Därför"},
}

_ALL = 1_000_000


@dataclass(frozen=True)
class FieldDifference:
    """One value that was changed."""

    row: str
    """What it belongs to: ``Svar på rekommendation 2 (OSN)``."""
    field: str
    before: str
    """``""``: nothing stood there."""
    after: str


def operation_differences(register: Register, remiss_id: str, no: int) -> list[FieldDifference]:
    """What operation ``no`` changed in the rows of the remiss, each row's fields together.

    Raises UserError where it touched nothing of the remiss.
    """
    touches = register.remiss_history(remiss_id, _ALL)
    touch = next((each for each in touches if each.operation.no == no), None)
    if touch is None:
        raise UserError(f"Händelse {no} gäller inte remissen.")
    words = RowWords(register, remiss_id, (change.row for each in touches for change in each.rows))
    shown = _Shown(register, touches)
    return [each for change in _in_order(touch) for each in _changed(change, words.of(change.row), shown)]


def _in_order(touch: Touch) -> list[RowChange]:
    kinds = list(_FIELDS)
    return sorted(touch.rows, key=lambda change: kinds.index(type(change.row)))


def _changed(change: RowChange, name: str, shown: "_Shown") -> Iterator[FieldDifference]:
    labels = _FIELDS[type(change.row)]
    for field in fields(change.row):
        if field.name in labels:
            before, after = shown.of(change.before, field.name), shown.of(change.after, field.name)
            if before != after:
                yield FieldDifference(name, labels[field.name], before, after)


class _Shown:
    """Values as a person reads them; rows that are referred to by what they are called."""

    def __init__(self, register: Register, touches: list[Touch]) -> None:
        rows = [change.row for touch in touches for change in touch.rows]
        self._names = {each.id: each.abbreviation for each in register.find(Namnd)}
        self._names |= {each.id: each.diarienummer or each.title for each in register.find(Remiss)}
        self._names |= {each.id: each.number for each in rows if isinstance(each, Recommendation)}
        self._names |= {each.id: _decision(each) for each in rows if isinstance(each, Decision)}
        # The new recommendation stands in another remiss.
        led_to = {each.led_to_id for each in rows if isinstance(each, Verdict)} - {None}
        self._names |= {each.id: each.number for each in register.find(Recommendation, id=led_to)}

    def of(self, row: Entity | None, field: str) -> str:
        if row is None:
            return ""
        value = getattr(row, field)
        match value:
            case None:
                return ""
            case bool():
                return "ja" if value else "nej"
            case DocumentKind():
                return value.swedish
            case StrEnum():
                return value.value
            case dt.date():
                return in_words(value)
        return self._names.get(value, "(borttagen)") if field.endswith("_id") else str(value)


def _decision(decision: Decision) -> str:
    paragraph = f"§ {decision.paragraph}, " if decision.paragraph else ""
    return f"{decision.outcome.capitalize()} {paragraph}{in_words(decision.meeting_date)}"
