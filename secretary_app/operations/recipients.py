"""To whom a mail about a body's part goes: its handläggare, else its secretary, else its function mailbox."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from secretary_app.domain.model import Namnd, Person
from secretary_app.domain.text import single_line
from secretary_app.outbox.mail import is_address
from secretary_app.store.register import Register


@dataclass(frozen=True)
class Recipient:
    address: str
    name: str
    """The person's, else the body's."""


class Recipients:
    """The register's persons, read once."""

    def __init__(self, register: Register) -> None:
        self._persons = [each for each in register.find(Person) if is_address(each.email.strip())]

    def of(self, namnd: Namnd, handlaggare: str) -> tuple[Recipient, ...]:
        """Who is to have it; empty where no address is known.

        ``handlaggare`` as written, several of them too: each that has an address. A name that several persons bear is
        the one of that body, and nobody where that doesn't tell.
        """
        chosen = [person for name in names_of(handlaggare) if (person := self._named(name, namnd)) is not None]
        persons = chosen or self._secretaries(namnd)[:1]
        if persons:
            return tuple(dict.fromkeys(Recipient(each.email.strip(), single_line(each.name)) for each in persons))
        email = namnd.email.strip()
        return (Recipient(email, namnd.name),) if is_address(email) else ()

    def _named(self, name: str, namnd: Namnd) -> Person | None:
        bearing = [each for each in self._persons if single_line(each.name).casefold() == name]
        own = [each for each in bearing if each.namnd_id == namnd.id]
        found = {each.email.strip(): each for each in own or bearing}
        return next(iter(found.values())) if len(found) == 1 else None

    def _secretaries(self, namnd: Namnd) -> list[Person]:
        return [
            each
            for each in self._persons
            if each.namnd_id == namnd.id and "sekreterare" in (each.role or each.title).casefold()
        ]


def why_nobody(bodies: Iterable[Namnd]) -> str:
    """The sentence that tells why there is nobody to write to."""
    names = ", ".join(each.abbreviation for each in bodies)
    return f"Ingen e-postadress för {names}: lägg in en för handläggaren, sekreteraren eller nämnden i Inställningar."


def split_names(handlaggare: str) -> list[str]:
    """The persons named in the field, each once."""
    # "Kultur- och fritidschefen" is one.
    names = (single_line(each) for each in re.split(r"\n|,|;|(?<!-) och ", handlaggare))
    return list(dict.fromkeys(filter(None, names)))


def names_of(handlaggare: str) -> list[str]:
    """The same in the form that names are compared in."""
    return [name.casefold() for name in split_names(handlaggare)]
