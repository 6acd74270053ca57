"""The internremiss: the owner asks a namnd."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from secretary_app.domain.model import Addressee, DeadlineChange, Namnd, Recommendation, Referral, Remiss
from secretary_app.operations.finding import Bodies, name_of
from secretary_app.operations.planning import plan_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


@dataclass(frozen=True)
class Referred:
    referral: Referral
    namnd: Namnd
    recommendations: list[Recommendation]
    """Those addressed to the namnd; none means that it is asked about the whole remiss."""
    days_short: int
    """How many days the planned deadline falls short; 0 where it fits or was given by hand."""


def refer(
    register: Register,
    remiss: Remiss,
    namnd_words: str,
    *,
    deadline: dt.date | None = None,
    direct: bool = False,
    sent: dt.date | None = None,
) -> Referred:
    """Put the remiss to a namnd, or change what was put.

    Without ``deadline`` the planned internal one is taken (for a direct answer the remiss's own date).
    Raises UserError for an unknown body, for the owner itself, and where no date can be planned.
    """
    namnd = Bodies.of(register).named(namnd_words)
    if namnd.id == remiss.owner_id:
        raise UserError(
            f"{namnd.abbreviation} äger remissen {name_of(remiss)} och får ingen internremiss av sig själv."
        )
    _check_dates(remiss, deadline, sent)
    existing = next(iter(register.find(Referral, remiss_id=remiss.id, namnd_id=namnd.id)), None)
    asked = existing or Referral(id=new_id(), remiss_id=remiss.id, namnd_id=namnd.id)
    asked = replace(asked, direct=direct or asked.direct, sent=sent or asked.sent)
    days_short = 0
    if deadline is None:
        deadline, days_short = _planned(register, remiss, asked, namnd)
    asked = replace(asked, deadline=deadline)
    with register.change(f"Internremiss till {namnd.abbreviation}: {name_of(remiss)}") as change:
        if existing is None:
            change.add(asked)
        else:
            if existing.deadline != deadline:
                change.add(_moved(existing, deadline))
            change.update(asked)
    return Referred(asked, namnd, recommendations_to(register, remiss, namnd), days_short)


def _check_dates(remiss: Remiss, deadline: dt.date | None, sent: dt.date | None) -> None:
    if deadline and sent and deadline < sent:
        raise UserError(
            f"Svarsdatumet {deadline} ligger före den dag internremissen skickas, {sent}. Rätta ett av dem."
        )
    if deadline and remiss.received and deadline < remiss.received:
        raise UserError(
            f"Svarsdatumet {deadline} ligger före den dag remissen kom in, {remiss.received}. Rätta datumet."
        )


def _planned(register: Register, remiss: Remiss, asked: Referral, namnd: Namnd) -> tuple[dt.date, int]:
    if asked.direct:
        if remiss.answer_by is None:
            raise UserError(f"Remissen {name_of(remiss)} har inget svarsdatum. Ange ett med --deadline.")
        return remiss.answer_by, 0
    plan = plan_remiss(register, remiss, asked.sent, also_asked=namnd)
    days_short = sum(problem.days_short for problem in plan.problems)
    return plan.internal_deadlines[namnd.abbreviation], days_short


def _moved(existing: Referral, deadline: dt.date) -> DeadlineChange:
    return DeadlineChange(
        id=new_id(),
        remiss_id=existing.remiss_id,
        referral_id=existing.id,
        old=existing.deadline,
        new=deadline,
        reason="Internremissen ändrades",
    )


def recommendations_to(register: Register, remiss: Remiss, namnd: Namnd) -> list[Recommendation]:
    """The recommendations of the remiss that are addressed to the namnd, in their order."""
    to_namnd = {addressee.recommendation_id for addressee in register.find(Addressee, namnd_id=namnd.id)}
    recommendations = register.find(Recommendation, remiss_id=remiss.id)
    return sorted((each for each in recommendations if each.id in to_namnd), key=lambda each: each.position)


def referred_as_json(result: Referred) -> dict[str, Any]:
    referral = result.referral
    return {
        "id": referral.id,
        "remiss": referral.remiss_id,
        "namnd": result.namnd.abbreviation,
        "deadline": referral.deadline,
        "sent": referral.sent,
        "direct": referral.direct,
        "recommendations": [{"number": each.number, "text": each.text} for each in result.recommendations],
    }
