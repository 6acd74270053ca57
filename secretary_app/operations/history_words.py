"""The rows of a remiss in a few Swedish words each, as its history tells them."""

from collections.abc import Iterable

from secretary_app.domain.model import (
    Addressee,
    Attachment,
    DeadlineChange,
    Decision,
    Dispatch,
    Document,
    Entity,
    Measure,
    MeasureNamnd,
    MeasureStatus,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Reminder,
    Response,
    Verdict,
)
from secretary_app.domain.planning.comparison import step_name
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import single_line
from secretary_app.store.register import Register

_LONGEST = 50


class RowWords:
    """Names the rows of one remiss, also those that are gone, by the rows around them."""

    def __init__(self, register: Register, remiss_id: str, others: Iterable[Entity]) -> None:
        """``others``: rows that may be gone from the register and that others refer to."""
        rows = [row for row in others if isinstance(row, Recommendation | Measure | Referral)]
        rows += register.find(Recommendation, remiss_id=remiss_id)
        rows += register.find(Measure, remiss_id=remiss_id)
        rows += register.find(Referral, remiss_id=remiss_id)
        self._numbers = {row.id: row.number for row in rows if isinstance(row, Recommendation)}
        self._measures = {row.id: _short(row.text) for row in rows if isinstance(row, Measure)}
        self._asked = {row.id: row.namnd_id for row in rows if isinstance(row, Referral)}
        self._names = {row.id: row.abbreviation for row in register.find(Namnd)}

    def of(self, row: Entity) -> str:
        """``Svar på rekommendation 2 (OSN)``: what the row is, without what was done to it."""
        match row:
            case Recommendation():
                return f"Rekommendation {row.number}"
            case Addressee():
                to = self._name(row.namnd_id) if row.namnd_id else f"”{row.words}”"
                return f"Rekommendation {self._number(row.recommendation_id)} till {to}"
            case Response():
                where = f"Svar på rekommendation {self._number(row.recommendation_id)}" if row.recommendation_id else ""
                return f"{where or 'Allmänt svar'} ({self._name(row.namnd_id)})"
            case Measure():
                return f"Åtgärd: {_short(row.text)}"
            case MeasureNamnd():
                return f"Åtgärd för {self._name(row.namnd_id)}: {self._measures.get(row.measure_id, 'borttagen')}"
            case MeasureStatus():
                return f"Status {row.status} {row.as_of}: {self._measures.get(row.measure_id, 'borttagen')}"
            case Verdict():
                return f"Omdöme om rekommendation {self._number(row.recommendation_id)}: {row.verdict}"
            case _:
                return self._of_way(row)

    def _of_way(self, row: Entity) -> str:
        """The rows of the remiss's way: who was asked, when, what was decided and written."""
        match row:
            case Referral():
                return f"Internremiss till {self._name(row.namnd_id)}"
            case Decision():
                paragraph = f" § {row.paragraph}" if row.paragraph else f" {in_words(row.meeting_date)}"
                return f"{row.outcome.capitalize()} i {self._name(row.namnd_id)}{paragraph}"
            case DeadlineChange():
                whom = f" för {self._name(self._asked.get(row.referral_id))}" if row.referral_id else ""
                return f"Flyttat svarsdatum{whom}"
            case Dispatch():
                return f"Expediering till {row.recipient}"
            case Document():
                return f"{row.kind.swedish}, utkast {row.draft_number}"
            case Attachment():
                return f"Handling: {_short(row.name)}"
            case Reminder():
                return f"Bevakning: {_short(row.text)}"
            case PlannedStep():
                return f"Planen: {step_name(self._name(row.namnd_id), row.kind)}" if row.fixed else "Planen"
            case _:
                return "Remissens uppgifter"

    def _name(self, namnd_id: str | None) -> str:
        return self._names.get(namnd_id or "", "borttagen nämnd")

    def _number(self, recommendation_id: str | None) -> str:
        return self._numbers.get(recommendation_id or "", "(borttagen)")


def _short(text: str) -> str:
    line = single_line(text)
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
