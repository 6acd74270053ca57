"""What has become different since a plan was accepted, step by step and in Swedish sentences."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Difference:
    """A step that is not where it was when the plan was accepted."""

    body: str
    kind: StepKind
    was: dt.date | None
    """None: the accepted plan has no such step."""
    becomes: dt.date | None
    """None: it is not needed any longer."""
    needs_immediate: bool | None = None
    """Of a meeting that stays on its day: whether omedelbar justering is needed now; else None."""

    @property
    def name(self) -> str:
        """``KSAU:s sammanträde``."""
        name = step_name(self.body, self.kind)
        return name[:1].upper() + name[1:]

    def sentence(self, today: dt.date) -> str:
        """``KSAU:s sammanträde är 25 maj i planen som används, men räknas nu till 1 juni.``"""
        if self.was is None:
            return f"{self.name} {_day(self.becomes, today)} finns inte i planen som används."
        if self.becomes is None:
            return f"{self.name} {_day(self.was, today)} behövs inte längre."
        if self.needs_immediate is not None:
            needs = "behöver nu" if self.needs_immediate else "behöver inte längre"
            return f"{self.name} {_day(self.was, today)} {needs} omedelbar justering."
        was, becomes = _day(self.was, today), _day(self.becomes, today)
        return f"{self.name} är {was} i planen som används, men räknas nu till {becomes}."


def _day(date: dt.date | None, today: dt.date) -> str:
    return day(date, today) if date else ""


def differences(accepted: Iterable[PlanStep], computed: Iterable[PlanStep], today: dt.date) -> list[str]:
    """A sentence for each of ``compare``. ``today`` decides whether a date is said with its year."""
    return [each.sentence(today) for each in compare(accepted, computed)]


def compare(
    accepted: Iterable[PlanStep], computed: Iterable[PlanStep], *, with_papers: bool = False
) -> list[Difference]:
    """What has become different since the plan was accepted, by day; empty where the plans agree.

    When the internremisser go out is nothing that is planned. A justering follows its meeting, and so does a
    manusstopp that has moved with it; ``with_papers`` tells of that too.
    """
    before, after = _by_key(accepted), _by_key(computed)
    keys = sorted({*before, *after}, key=lambda key: (min(before.get(key) or after[key]), key))
    moved = {body for body, kind in keys if kind is StepKind.MEETING and _days(before, body) != _days(after, body)}
    found: list[Difference] = []
    for body, kind in keys:
        if kind is StepKind.MANUSSTOPP and body in moved and not with_papers:
            continue
        old, new = before.get((body, kind), {}), after.get((body, kind), {})
        found += _moved(body, kind, sorted({*old} - {*new}), sorted({*new} - {*old}))
        found += [
            Difference(body, kind, date, date, needs_immediate=new[date])
            for date in sorted({*old} & {*new})
            if old[date] != new[date]
        ]
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


def _moved(body: str, kind: StepKind, gone: list[dt.date], come: list[dt.date]) -> Iterator[Difference]:
    if len(gone) == len(come):
        yield from (Difference(body, kind, old, new) for old, new in zip(gone, come, strict=True))
        return
    yield from (Difference(body, kind, old, None) for old in gone)
    yield from (Difference(body, kind, None, new) for new in come)
