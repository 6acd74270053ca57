"""Every deadline in one list."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from secretary_app.domain.deadline_list import DeadlineFacts, DeadlineRow, Deadlines, PapersFacts
from secretary_app.domain.model import DeadlineChange, Namnd, RemissState
from secretary_app.domain.overview_facts import BodyFacts, OverviewFacts, RemissFacts
from secretary_app.store.register import Register
from secretary_app.store.rows import much_is_made

_OVER = (RemissState.CLOSED, RemissState.VOID)


def deadline_rows(register: Register, today: dt.date) -> list[DeadlineRow]:
    """Everything that is waited for: late first, then what has no date, then by day."""
    return list(register.remembered("deadlines", today, lambda: _all_rows(register, today)))


def _all_rows(register: Register, today: dt.date) -> list[DeadlineRow]:
    with much_is_made():
        facts, more = register.overview_facts(today), register.deadline_facts(today)
        names = {body.id: body.abbreviation for body in register.find(Namnd)} if more.measures else {}
        made = Deadlines(today, more, register.find(DeadlineChange))
        return sorted(_rows(made, facts, more, names), key=lambda row: row.order)


def late_deadlines(register: Register, today: dt.date) -> int:
    """How many rows are late: the number that stands beside Frister."""
    return sum(row.is_late for row in deadline_rows(register, today))


def _rows(made: Deadlines, facts: OverviewFacts, more: DeadlineFacts, names: dict[str, str]) -> Iterator[DeadlineRow]:
    bodies: defaultdict[str, list[BodyFacts]] = defaultdict(list)
    for body in facts.bodies:
        bodies[body.remiss_id].append(body)
    papers: defaultdict[str, list[PapersFacts]] = defaultdict(list)
    for step in more.papers:
        papers[step.remiss_id].append(step)
    remisser: dict[str, RemissFacts] = {}
    for remiss in facts.remisser:
        remisser[remiss.remiss_id] = remiss
        if remiss.state in _OVER:
            continue
        asked = bodies.get(remiss.remiss_id, [])
        waiting = any(body.decided < body.total for body in asked)
        yield from made.answers(remiss, asked)
        yield from made.answer_by(remiss, waiting=waiting)
        for step in _first_of_own(papers.get(remiss.remiss_id, [])):
            yield from made.papers(remiss, step, waiting=waiting)
    for measure in more.measures:
        yield from made.measure(remisser[measure.remiss_id], measure, names)


def _first_of_own(steps: list[PapersFacts]) -> Iterator[PapersFacts]:
    """Each, but of the owner's manusstopp only the first: its tjänsteskrivelse goes through them all."""
    seen = set()
    for step in steps:
        key = step.kind if step.own else (step.kind, step.namnd_id)
        if key not in seen:
            seen.add(key)
            yield step
