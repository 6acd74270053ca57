"""What has become different since a plan was accepted, in Swedish sentences."""

import datetime as dt
from collections.abc import Iterable, Iterator

from secretary_app.domain.date_words import day
from secretary_app.domain.model import StepKind
from secretary_app.domain.planning.result import PlanStep
from secretary_app.domain.text import genitive

_Key = tuple[str, StepKind]
_COMPARED = (
    StepKind.MEETING,
    StepKind.MANUSSTOPP,
    StepKind.INTERNAL_DEADLINE,
    StepKind.DISPATCH,
    StepKind.CHAIR_DECISION,
    StepKind.ADMINISTRATION,
)


def step_name(body: str, kind: StepKind) -> str:
    """The step as a person names it: ``KFN:s sammanträde``, ``KS:s expediering``, ``internremissen till KFN``."""
    match kind:
        case StepKind.INTERNREMISS:
            return f"internremissen till {body}"
        case StepKind.MANUSSTOPP:
            return f"{genitive(body)} manusstopp"
        case StepKind.MEETING:
            return f"{genitive(body)} sammanträde"
        case StepKind.JUSTERING:
            return f"{genitive(body)} justering"
        case StepKind.INTERNAL_DEADLINE:
            return f"{genitive(body)} interna svarsdatum"
        case StepKind.DISPATCH:
            return f"{genitive(body)} expediering"
        case StepKind.CHAIR_DECISION:
            return f"ordförandebeslutet för {body}"
        case StepKind.ADMINISTRATION:
            return f"svaret från {genitive(body)} förvaltning"


def differences(accepted: Iterable[PlanStep], computed: Iterable[PlanStep], today: dt.date) -> list[str]:
    """A sentence for each step that is not where it was when the plan was accepted; empty where the plans agree.

    When the internremisser go out is nothing that is planned. A justering follows its meeting, and so does a
    manusstopp that has moved with it. ``today`` decides whether a date is said with its year.
    """
    before, after = _by_key(accepted), _by_key(computed)
    keys = sorted({*before, *after}, key=lambda key: (min(before.get(key) or after[key]), key))
    moved = {body for body, kind in keys if kind is StepKind.MEETING and _days(before, body) != _days(after, body)}
    found: list[str] = []
    for body, kind in keys:
        if kind is StepKind.MANUSSTOPP and body in moved:
            continue
        old, new = before.get((body, kind), {}), after.get((body, kind), {})
        found += _sentences(step_name(body, kind), sorted({*old} - {*new}), sorted({*new} - {*old}), today)
        found += _justering(step_name(body, kind), old, new, today)
    return found


def _by_key(steps: Iterable[PlanStep]) -> dict[_Key, dict[dt.date, bool]]:
    """By body and kind the days, and whether omedelbar justering is needed."""
    found: dict[_Key, dict[dt.date, bool]] = {}
    for step in steps:
        if step.kind in _COMPARED:
            found.setdefault((step.body, step.kind), {})[step.date] = step.immediate_justering
    return found


def _days(steps: dict[_Key, dict[dt.date, bool]], body: str) -> set[dt.date]:
    return set(steps.get((body, StepKind.MEETING), {}))


def _sentences(name: str, gone: list[dt.date], come: list[dt.date], today: dt.date) -> Iterator[str]:
    start = name[:1].upper() + name[1:]
    if len(gone) == len(come):
        for old, new in zip(gone, come, strict=True):
            yield f"{start} är {day(old, today)} i planen som används, men räknas nu till {day(new, today)}."
        return
    for old in gone:
        yield f"{start} {day(old, today)} behövs inte längre."
    for new in come:
        yield f"{start} {day(new, today)} finns inte i planen som används."


def _justering(name: str, old: dict[dt.date, bool], new: dict[dt.date, bool], today: dt.date) -> Iterator[str]:
    for date in sorted({*old} & {*new}):
        if old[date] != new[date]:
            needs = "behöver nu omedelbar justering" if new[date] else "behöver inte längre omedelbar justering"
            yield f"{name[:1].upper()}{name[1:]} {day(date, today)} {needs}."
