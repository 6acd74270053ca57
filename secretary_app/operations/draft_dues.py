"""By when a draft is to be handed in, by the plan that was accepted: the manusstopp of the meeting that it goes to."""

import datetime as dt
from dataclasses import dataclass

from secretary_app.domain.model import (
    ChainRole,
    Decision,
    Document,
    DocumentKind,
    Namnd,
    PlannedStep,
    Remiss,
    RemissState,
    StepKind,
)
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register

_THROUGH_ALL = frozenset({DocumentKind.TJANSTESKRIVELSE, DocumentKind.YTTRANDE, DocumentKind.BARNCHECKLISTA})
"""Papers that go through every body of the beredning, and are due at the first one's manusstopp."""


@dataclass(frozen=True)
class DraftDue:
    date: dt.date
    to: str
    """The body whose manusstopp it is; ``""``: it is the day the answer is sent."""


class DraftDues:
    """Of one remiss, read once. Nothing is due by a plan that was not accepted, or once the remiss is over."""

    def __init__(self, register: Register, remiss: Remiss) -> None:
        rows = register.find(PlannedStep, remiss_id=remiss.id)
        is_used = any(not row.fixed for row in rows) and remiss.state in (RemissState.OPEN, RemissState.ANSWERED)
        self._remiss = remiss
        self._rows = rows if is_used else []
        self._calendar = Calendar.of(register)
        self._decided = {each.namnd_id for each in register.find(Decision, remiss_id=remiss.id)}

    def of(self, document: Document) -> DraftDue | None:
        """None: no day of the plan is one for this draft, or a body has taken it up already."""
        namnd_id = document.namnd_id or self._remiss.owner_id
        if document.kind is DocumentKind.FOLJEBREV:
            sent = [row.date for row in self._rows if row.kind is StepKind.DISPATCH and row.namnd_id == namnd_id]
            return DraftDue(min(sent), "") if sent else None
        through = self._through(namnd_id) if document.kind in _THROUGH_ALL else {namnd_id}
        if document.kind not in (*_THROUGH_ALL, DocumentKind.UNDERLAG) or through & self._decided:
            return None
        papers = [row for row in self._rows if row.kind is StepKind.MANUSSTOPP and row.namnd_id in through]
        first = min(papers, key=lambda row: row.date, default=None)
        return DraftDue(first.date, self._body(first.namnd_id).abbreviation) if first else None

    def _through(self, namnd_id: str) -> set[str]:
        """The bodies that the namnd's papers go through."""
        chain = self._calendar.chain(namnd_id, self._remiss.kind)
        return {namnd_id, *(step.namnd_id for step in chain if step.role is not ChainRole.INFORMED)}

    def _body(self, namnd_id: str) -> Namnd:
        return self._calendar.bodies.by_id[namnd_id]
