"""What has happened already, by body: it stands where it happened, and nothing of it is planned again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from secretary_app.domain.model import StepKind
from secretary_app.domain.planning.request import AGREED, DoneStep, PlanRequest
from secretary_app.domain.workdays import forward_to_working_day

Key = tuple[str, StepKind]


@dataclass(frozen=True)
class Past:
    request: PlanRequest

    @cached_property
    def _by_key(self) -> dict[Key, DoneStep]:
        return {(step.body, step.kind): step for step in self.request.so_far.done}

    def of(self, body: str, kind: StepKind) -> DoneStep | None:
        return self._by_key.get((body, kind))

    def day(self, body: str, kind: StepKind) -> int | None:
        """The day number of the step; None: it has not happened."""
        step = self.of(body, kind)
        return step.date.toordinal() if step else None

    @property
    def is_dispatched(self) -> bool:
        return self.of(self.request.owner.name, StepKind.DISPATCH) is not None

    def has_answered(self, namnd: str) -> bool:
        """It has decided, or all its answers are: nothing is left to plan for it."""
        return bool(self.of(namnd, StepKind.MEETING) or self.of(namnd, StepKind.INTERNAL_DEADLINE))

    @cached_property
    def today(self) -> int:
        """The first day on which anything undone can be; 0 where no day is known."""
        known = self.request.so_far.today
        return known.toordinal() if known else 0

    @cached_property
    def first_working_day(self) -> dt.date | None:
        """Today, or the working day after it; None where no day is known."""
        known = self.request.so_far.today
        return forward_to_working_day(known) if known else None

    def settles(self, body: str, kind: StepKind) -> bool:
        """A step of the body that was set by hand says nothing any longer."""
        if kind is StepKind.INTERNAL_DEADLINE or kind in AGREED:
            return self.has_answered(body)
        if kind is StepKind.MANUSSTOPP:
            return self.of(body, StepKind.MEETING) is not None
        return self.of(body, kind) is not None

    def __iter__(self) -> Iterator[DoneStep]:
        return iter(self._by_key.values())
