"""The internremiss: the owner asks a namnd."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from secretary_app.domain.model import Addressee, DeadlineChange, Namnd, Recommendation, Referral, Remiss
from secretary_app.operations.finding import Bodies, must_be_open, name_of
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
    notes: list[str]


def refer(
    register: Register,
    remiss: Remiss,
    namnd_words: str,
    *,
    deadline: dt.date | None = None,
    direct: bool | None = None,
    sent: dt.date | None = None,
) -> Referred:
    """Put the remiss to a namnd, or change what was put; what is not given stays as it was.

    A new internremiss without ``deadline`` gets the planned internal one (for a direct answer the remiss's own date).
    Raises UserError for an unknown body, for the owner itself, for a remiss that is closed, and where no date can be
    planned that lies after the day the internremiss goes out.
    """
    must_be_open(remiss)
    namnd = Bodies.of(register).named(namnd_words)
    if namnd.id == remiss.owner_id:
        raise UserError(
            f"{namnd.abbreviation} äger remissen {name_of(remiss)} och får ingen internremiss av sig själv."
        )
    existing = next(iter(register.find(Referral, remiss_id=remiss.id, namnd_id=namnd.id)), None)
    asked = existing or Referral(id=new_id(), remiss_id=remiss.id, namnd_id=namnd.id)
    asked = replace(asked, direct=asked.direct if direct is None else direct, sent=sent or asked.sent)
    turned = existing is not None and existing.direct != asked.direct
    notes: list[str] = []
    if deadline is None and (asked.deadline is None or turned):
        deadline = _planned(register, remiss, asked, namnd, notes)
    asked = replace(asked, deadline=deadline or asked.deadline)
    _check_dates(remiss, asked)
    notes += _notes(remiss, existing, asked, namnd)
    with register.change(f"Internremiss till {namnd.abbreviation}: {name_of(remiss)}") as change:
        if existing is None:
            change.add(asked)
        else:
            if existing.deadline != asked.deadline:
                change.add(moved_deadline(existing, asked.deadline, "Internremissen ändrades"))
            asked = change.update(asked)
    return Referred(asked, namnd, recommendations_to(register, remiss, namnd), notes)


def _check_dates(remiss: Remiss, asked: Referral) -> None:
    deadline, sent = asked.deadline, asked.sent
    if deadline and sent and deadline < sent:
        raise UserError(
            f"Svarsdatumet {deadline} ligger före den dag internremissen skickas, {sent}.",
            hint="Ange ett senare med --deadline.",
        )
    if deadline and remiss.received and deadline < remiss.received:
        raise UserError(
            f"Svarsdatumet {deadline} ligger före den dag remissen kom in, {remiss.received}.",
            hint="Ange ett senare med --deadline.",
        )


def _planned(register: Register, remiss: Remiss, asked: Referral, namnd: Namnd, notes: list[str]) -> dt.date:
    if asked.direct:
        if remiss.answer_by is None:
            raise UserError(f"Remissen {name_of(remiss)} har inget svarsdatum.", hint="Ange ett med --deadline.")
        return remiss.answer_by
    plan = plan_remiss(register, remiss, asked.sent, also_asked=namnd)
    if plan.problems:
        start = f" --from {asked.sent}" if asked.sent else ""
        whose = ", ".join(dict.fromkeys(problem.body for problem in plan.problems))
        notes.append(f"Planen går inte ihop ({whose}). Se vad som hjälper: secretary-app plan {name_of(remiss)}{start}")
    return plan.internal_deadlines[namnd.abbreviation]


def _notes(remiss: Remiss, existing: Referral | None, asked: Referral, namnd: Namnd) -> Iterator[str]:
    if existing is not None and existing.deadline != asked.deadline:
        yield f"Svarsdatumet flyttades från {existing.deadline or 'inget'} till {asked.deadline}."
    if asked.deadline and remiss.answer_by and asked.deadline > remiss.answer_by:
        yield f"Svarsdatumet {asked.deadline} ligger efter remissens, {remiss.answer_by}."
    day = asked.sent or remiss.received
    if namnd.valid_to and day and namnd.valid_to < day:
        yield f"{namnd.abbreviation} finns bara till {namnd.valid_to}."


def moved_deadline(existing: Referral, deadline: dt.date | None, reason: str) -> DeadlineChange:
    """What is kept of an internremiss's move from its deadline to another."""
    return DeadlineChange(
        id=new_id(),
        remiss_id=existing.remiss_id,
        referral_id=existing.id,
        old=existing.deadline,
        new=deadline,
        reason=reason,
    )


def recommendations_to(register: Register, remiss: Remiss, namnd: Namnd) -> list[Recommendation]:
    """The recommendations of the remiss that are addressed to the namnd, in their order."""
    recommendations = register.find(Recommendation, remiss_id=remiss.id)
    addressed = register.find(Addressee, recommendation_id=[each.id for each in recommendations], namnd_id=namnd.id)
    to_namnd = {addressee.recommendation_id for addressee in addressed}
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
        "notes": result.notes,
    }
