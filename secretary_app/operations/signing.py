"""Whose names stand in a draft."""

import re

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
    """Those of the body who sign its papers, the highest first, a deputy after whom they stand in for."""
    signers = [person for person in people if person.namnd_id == writer.id and _rank(person) is not None]
    return tuple(sorted(signers, key=lambda person: _rank(person) or (False, 0)))


def _rank(person: Person) -> tuple[bool, int] | None:
    """Whether it is a deputy, and the place among those who sign; None: no signer."""
    words = f"{person.role} {person.title}".casefold()
    place = next((place for place, role in enumerate(_SIGNER_ROLES) if role in words), None)
    return (
        None
        if place is None
        else (re.search(r"\bbitr|\bställföreträdande|\bt\.?f\b|\bvice\b", words) is not None, place)
    )
