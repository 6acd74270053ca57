"""From what a person writes to what the register holds: bodies, remisser, dates."""

import datetime as dt
import re

from secretary_app.domain.diarienummer import same
from secretary_app.domain.model import Namnd, Remiss, RemissState
from secretary_app.domain.sorting import swedish_key
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


class Bodies:
    """The register's bodies, found by abbreviation, name or id."""

    def __init__(self, bodies: list[Namnd]) -> None:
        self.all = sorted(bodies, key=lambda body: swedish_key(body.abbreviation))
        self.by_id = {body.id: body for body in bodies}
        self._by_word = {_plain(body.name): body for body in bodies}
        self._by_word.update({_plain(body.abbreviation): body for body in bodies})

    @classmethod
    def of(cls, register: Register) -> "Bodies":
        return cls(register.find(Namnd))

    def known(self, words: str) -> Namnd | None:
        """The body of this abbreviation or name, None where there is none."""
        return self._by_word.get(_plain(words))

    def named(self, words: str) -> Namnd:
        """Like ``known``, but raises UserError with the bodies there are."""
        body = self.known(words)
        if body is not None:
            return body
        if not self.all:
            raise UserError(
                f"Det finns ingen nämnd {words}: registret har inga nämnder än.",
                hint="Lägg in dem med secretary-app import.",
            )
        known = ", ".join(each.abbreviation for each in self.all)
        raise UserError(f"Det finns ingen nämnd {words} i registret. De som finns är {known}.")

    def current(self, words: str, on: dt.date) -> Namnd | None:
        """The body meant by a paper of that day: one that has ceased stands for its successor."""
        body = self.known(words)
        return self.then(body, on) if body is not None else None

    def then(self, body: Namnd, on: dt.date) -> Namnd:
        """The body that it is on that day: itself, or where it has ceased its successor."""
        passed: set[str] = set()
        while body.valid_to is not None and body.valid_to < on and body.successor_id in self.by_id:
            if body.id in passed:
                break
            passed.add(body.id)
            body = self.by_id[body.successor_id]
        return body

    def after(self, body: Namnd) -> list[str]:
        """The ids of those that come after it, one after another."""
        found: list[str] = []
        while body.successor_id in self.by_id and body.successor_id not in found:
            found.append(body.successor_id)
            body = self.by_id[body.successor_id]
        return found


def _plain(words: str) -> str:
    """``Omsorgs – och socialnämnden`` and ``omsorgs- och socialnämnden`` are the same body."""
    return re.sub(r"[\s\-–‑]+", " ", words).strip().casefold()


def find_remiss(register: Register, words: str) -> Remiss:
    """The remiss with this id or diarienummer. Raises UserError where there is none or more than one."""
    wanted = words.strip()
    by_id = register.find(Remiss, id=wanted)
    if by_id:
        return by_id[0]
    matches = register.find(Remiss, diarienummer=wanted) or [
        remiss for remiss in register.find(Remiss) if remiss.diarienummer and same(remiss.diarienummer, wanted)
    ]
    if not matches:
        raise UserError(
            f"Det finns ingen remiss {wanted} i registret.",
            hint=f"Kontrollera diarienumret, eller sök: secretary-app search {wanted}",
        )
    if len(matches) > 1:
        raise UserError(
            f"Diarienumret {wanted} har {len(matches)} remisser. Ange en av dem med dess id: "
            + "; ".join(f"{remiss.id} ({_when(remiss)}{remiss.title})" for remiss in matches)
        )
    return matches[0]


def _when(remiss: Remiss) -> str:
    return f"{remiss.received.isoformat()}, " if remiss.received else ""


def must_be_open(remiss: Remiss) -> None:
    """Raises UserError for a remiss that is closed or makulerad."""
    if remiss.state in (RemissState.CLOSED, RemissState.VOID):
        raise UserError(f"Remissen {name_of(remiss)} är {remiss.state} och kan inte ändras.")


def name_of(remiss: Remiss) -> str:
    """How a remiss is named in a message: its diarienummer, without one its title."""
    return remiss.diarienummer or remiss.title
