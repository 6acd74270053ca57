"""The steps of a plan that have happened already, each where it happened."""

import datetime as dt
from collections.abc import Iterator
from enum import IntEnum

from secretary_app.domain.model import ChainRole, StepKind
from secretary_app.domain.planning.lines import Prepared
from secretary_app.domain.planning.request import DoneStep, PlanBody, PlanRequest
from secretary_app.domain.planning.result import PlanStep
from secretary_app.domain.planning.slots import Sitting, slot_of


class Phase(IntEnum):
    """What comes first on one and the same day."""

    INTERNREMISS = 0
    NAMND = 1
    INTERNAL_DEADLINE = 2
    OWNER = 3


def done_steps(prepared: Prepared) -> Iterator[tuple[Phase, PlanStep]]:
    """Of the bodies of this plan; a namnd that has decided has met its internal deadline by that."""
    request, past = prepared.request, prepared.past
    asked = {each.body.name: each.body for each in request.asked if each.body.name != request.owner.name}
    meets = _meeting_bodies(request)
    for step in past:
        name = step.body
        if step.kind is StepKind.INTERNREMISS and name in asked:
            yield Phase.INTERNREMISS, _done(name, step.kind, step.date, "internremissen är skickad")
        if step.kind is StepKind.MEETING and name in meets:
            body, adjusts = meets[name]
            phase = Phase.NAMND if name in asked else Phase.OWNER
            for each in _meeting(step, body, adjusts=adjusts, today=request.so_far.today):
                yield phase, each
        if step.kind is StepKind.DISPATCH and name == request.owner.name:
            yield Phase.OWNER, _done(name, step.kind, step.date, "svaret är expedierat")
    for name in asked:
        answered = past.of(name, StepKind.INTERNAL_DEADLINE) or past.of(name, StepKind.MEETING)
        if answered is not None:
            yield Phase.INTERNAL_DEADLINE, _done(name, StepKind.INTERNAL_DEADLINE, answered.date, "nämnden har svarat")


def _meeting_bodies(request: PlanRequest) -> dict[str, tuple[PlanBody, bool]]:
    """The bodies that take the matter up, each with whether its own minutes are to be adjusted."""
    links = [link for link in request.chain if link.role is not ChainRole.INFORMED]
    deciding = next((link.body for link in reversed(links) if link.role is ChainRole.DECIDES), request.owner)
    found = {link.body.name: (link.body, False) for link in request.chain}
    for each in request.asked:
        found |= {body.name: (body, False) for body in each.chain}
    found |= {each.body.name: (each.body, True) for each in request.asked if each.body.name != request.owner.name}
    return found | {deciding.name: (deciding, True)}


def _meeting(step: DoneStep, body: PlanBody, *, adjusts: bool, today: dt.date | None) -> Iterator[PlanStep]:
    if step.instead is not None:
        yield _done(body.name, step.instead, step.date, f"{step.instead.swedish} {step.date}")
        return
    sitting = next((each for each in body.sittings if each.date == step.date), Sitting(step.date))
    papers = min(slot_of(sitting, body.manusstopp_days).manusstopp, step.date.toordinal())
    yield _done(body.name, StepKind.MANUSSTOPP, dt.date.fromordinal(papers), f"ärendet togs upp {step.date}")
    what = f"Beslut § {step.paragraph}" if step.paragraph else "Beslut"
    adjusts = adjusts and step.is_minuted
    immediate = adjusts and step.immediate_justering
    yield PlanStep(body.name, StepKind.MEETING, step.date, immediate, reason=f"{what} {step.date}", done=True)
    if not adjusts:
        return
    adjusted = step.date if immediate else step.date + dt.timedelta(days=body.justering_days)
    reason = "Omedelbar justering" if immediate else f"{body.justering_days} dagar efter sammanträdet {step.date}"
    is_done = today is None or adjusted <= today
    yield PlanStep(body.name, StepKind.JUSTERING, adjusted, immediate, reason=reason, done=is_done)


def _done(body: str, kind: StepKind, date: dt.date, reason: str) -> PlanStep:
    return PlanStep(body, kind, date, reason=reason[:1].upper() + reason[1:], done=True)
