"""The backward plan of a remiss, out of the register's chain and meetings."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from secretary_app.domain.model import (
    Addressee,
    ChainRole,
    ChainStep,
    Meeting,
    Namnd,
    NamndKind,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
)
from secretary_app.domain.planning import (
    Asked,
    ChainLink,
    FixedStep,
    Plan,
    PlanBody,
    PlanRequest,
    Shared,
    Sitting,
    SoFar,
    merge_plans,
    plan,
    plan_as_json,
)
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

__all__ = ["Calendar", "asked_bodies", "plan_as_json", "plan_remiss", "plan_request"]


@dataclass(frozen=True)
class Calendar:
    """The bodies as the planner knows them, made once however many remisser are planned."""

    bodies: Bodies
    plan_bodies: dict[str, PlanBody]
    chains: dict[str, list[ChainStep]]
    steps_only: bool = False
    """Plans are made without alternatives and remedies: many are, and only their dates are looked at."""
    shared: Shared = field(default_factory=Shared)
    """What the plans made with it have in common."""

    @classmethod
    def of(cls, register: Register, *, steps_only: bool = False) -> "Calendar":
        bodies = Bodies.of(register)
        sittings: dict[str, list[Sitting]] = {}
        for meeting in register.find(Meeting, cancelled=False):
            sittings.setdefault(meeting.namnd_id, []).append(Sitting(meeting.date, meeting.manusstopp))
        chains: dict[str, list[ChainStep]] = {}
        for step in sorted(register.find(ChainStep), key=lambda step: (step.position, step.id)):
            chains.setdefault(step.owner_id, []).append(step)
        plan_bodies = {body.id: _plan_body(body, sittings.get(body.id, [])) for body in bodies.all}
        return cls(bodies, plan_bodies, chains, steps_only)

    def chain(self, owner_id: str, remiss_kind: str) -> list[ChainStep]:
        """The owner's beredning for this kind of remiss: its own, else the one for every kind."""
        steps = self.chains.get(owner_id, [])
        own = [step for step in steps if step.remiss_kind.casefold() == remiss_kind.casefold()]
        return own or [step for step in steps if not step.remiss_kind]


def _plan_body(body: Namnd, sittings: list[Sitting]) -> PlanBody:
    return PlanBody(
        name=body.abbreviation,
        justering_days=body.justering_days,
        manusstopp_days=body.manusstopp_days,
        handling_days=body.handling_days,
        sittings=tuple(sorted(sittings, key=lambda sitting: sitting.date)),
        chair_may_decide=body.kind is not NamndKind.FULLMAKTIGE,
    )


def asked_bodies(register: Register, remiss: Remiss, bodies: Bodies) -> list[Namnd]:
    """Every body but the owner that has a referral via the owner, or is addressed by a recommendation."""
    referrals = register.find(Referral, remiss_id=remiss.id)
    ids = {referral.namnd_id for referral in referrals}
    recommendations = register.find(Recommendation, remiss_id=remiss.id)
    addressees = register.find(Addressee, recommendation_id=[each.id for each in recommendations])
    ids |= {addressee.namnd_id for addressee in addressees if addressee.namnd_id}
    ids -= {remiss.owner_id} | {referral.namnd_id for referral in referrals if referral.direct}
    return [body for body in bodies.all if body.id in ids]


def _asked_in_register(register: Register, remiss: Remiss, calendar: Calendar, also_asked: Namnd | None) -> set[str]:
    ids = {body.id for body in asked_bodies(register, remiss, calendar.bodies)}
    return ids | ({also_asked.id} if also_asked is not None else set())


def plan_request(
    calendar: Calendar,
    remiss: Remiss,
    asked_ids: Iterable[str],
    start: dt.date | None = None,
    so_far: SoFar | None = None,
) -> PlanRequest:
    """What the planner is asked, of a remiss that need not stand in the register yet.

    Raises UserError where the remiss has no date to answer by.
    """
    if remiss.answer_by is None:
        raise UserError(
            f"Remissen {name_of(remiss)} har inget svarsdatum, så det går inte att planera. "
            "Lägg in det datum då svaret ska vara lämnat."
        )
    asked = [
        Asked(body=calendar.plan_bodies[body_id], chain=_own_chain(calendar, body_id, remiss.kind))
        for body_id in sorted(asked_ids)
    ]
    return PlanRequest(
        remiss=remiss.id,
        answer_by=remiss.answer_by,
        start=start or remiss.received or remiss.answer_by,
        owner=calendar.plan_bodies[remiss.owner_id],
        chain=_links(calendar, remiss.owner_id, remiss.kind),
        asked=tuple(asked),
        so_far=so_far or SoFar(),
        steps_only=calendar.steps_only,
        shared=calendar.shared,
    )


def _links(calendar: Calendar, owner_id: str, remiss_kind: str) -> tuple[ChainLink, ...]:
    return tuple(
        ChainLink(body=calendar.plan_bodies[step.namnd_id], role=step.role)
        for step in calendar.chain(owner_id, remiss_kind)
    )


def _own_chain(calendar: Calendar, namnd_id: str, remiss_kind: str) -> tuple[PlanBody, ...]:
    return tuple(
        calendar.plan_bodies[step.namnd_id]
        for step in calendar.chain(namnd_id, remiss_kind)
        if step.role is ChainRole.PREPARES and step.namnd_id != namnd_id
    )


def plan_remiss(
    register: Register,
    remiss: Remiss,
    start: dt.date | None = None,
    *,
    calendar: Calendar | None = None,
    also_asked: Namnd | None = None,
    fixed: Sequence[PlannedStep] | None = None,
    so_far: SoFar | None = None,
) -> Plan:
    """The plan, with those who answer the sender directly planned beside it as owners of their own answers.

    ``start`` is the day the internremisser can go out (default: the day the remiss was received). ``also_asked``
    is a namnd about to get its internremiss, so that it is planned before it stands in the register. The steps that
    were set by hand stay (``fixed``: others than those of the register). With ``so_far`` what has happened stands and
    nothing else is planned before that day; without it the plan is the one made on ``start``. Raises UserError where
    the remiss has no date to answer by, or the plan cannot have a step that was set by hand.
    """
    calendar = calendar or Calendar.of(register)
    steps = register.find(PlannedStep, remiss_id=remiss.id, fixed=True) if fixed is None else fixed
    left = [FixedStep(calendar.bodies.by_id[step.namnd_id].abbreviation, step.kind, step.date) for step in steps]
    request = plan_request(calendar, remiss, _asked_in_register(register, remiss, calendar, also_asked), start, so_far)
    names = _bodies_of(request)
    direct = []
    for referral in register.find(Referral, remiss_id=remiss.id, direct=True):
        own = PlanRequest(
            remiss=remiss.id,
            answer_by=referral.deadline or request.answer_by,
            start=request.start,
            owner=calendar.plan_bodies[referral.namnd_id],
            chain=_links(calendar, referral.namnd_id, remiss.kind),
            so_far=replace(request.so_far, written=None),
            steps_only=calendar.steps_only,
            shared=calendar.shared,
        )
        theirs = [step for step in left if step.body in _bodies_of(own) - names]
        left = [step for step in left if step not in theirs]
        direct.append(plan(replace(own, fixed=tuple(theirs))))
    return merge_plans(plan(replace(request, fixed=tuple(left))), direct)


def _bodies_of(request: PlanRequest) -> set[str]:
    asked = {body.name for each in request.asked for body in (each.body, *each.chain)}
    return {request.owner.name} | {link.body.name for link in request.chain} | asked
