"""Whose names stand in a draft."""

from secretary_app.domain.model import Namnd, Person
from secretary_app.operations.answers import Dossier

_SIGNER_ROLES = ("förvaltningschef", "kommundirektör", "kanslichef", "avdelningschef")


def handlaggare_of(case: Dossier, writer: Namnd, people: list[Person]) -> Person | None:
    """Named in the remiss or the internremiss; else the body's only handläggare or sekreterare."""
    referral = case.referral_to(writer)
    name = case.remiss.handlaggare if writer == case.owner else referral.handlaggare if referral else ""
    if name:
        return next((person for person in people if person.name == name), Person(id="", name=name))
    candidates = [
        person
        for person in people
        if person.namnd_id == writer.id
        and ("handläggare" in person.role.casefold() or "sekreterare" in f"{person.role} {person.title}".casefold())
    ]
    return candidates[0] if len(candidates) == 1 else None


def signers_of(writer: Namnd, people: list[Person]) -> tuple[Person, ...]:
    """Those of the body who sign its papers, at most two."""
    return tuple(
        person
        for person in people
        if person.namnd_id == writer.id
        and any(role in f"{person.role} {person.title}".casefold() for role in _SIGNER_ROLES)
    )[:2]
