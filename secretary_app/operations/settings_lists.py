"""What the settings show and begin with: bodies, people, and the beredning of each owner and kind of remiss."""

from collections.abc import Sequence
from dataclasses import dataclass

from secretary_app.domain.model import ChainRole, ChainStep, Namnd, NamndKind, Person
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.editing_bodies import chain_of, people
from secretary_app.operations.form_choices import KINDS
from secretary_app.operations.overview import kind_words
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

ROLES = {ChainRole.PREPARES: "bereder", ChainRole.DECIDES: "beslutar", ChainRole.INFORMED: "för kännedom"}
_USUAL_DAYS = 14
"""Before a meeting for its papers, and after it for its minutes: what most bodies keep to."""

Pairs = list[tuple[str, ChainRole]]
"""A beredning as it is saved: each body's id, and its role."""


def bodies_by_name(register: Register) -> list[Namnd]:
    """All bodies there are and have been."""
    return sorted(register.find(Namnd), key=lambda each: swedish_key(each.name))


def new_namnd() -> Namnd:
    """A body to be filled in."""
    return Namnd(id=new_id(), abbreviation="", name="", justering_days=_USUAL_DAYS, manusstopp_days=_USUAL_DAYS)


@dataclass(frozen=True)
class PeopleList:
    people: list[Person]
    bodies: list[Namnd]
    """By abbreviation."""


def people_list(register: Register) -> PeopleList:
    """Everybody, and the bodies they can belong to."""
    return PeopleList(people(register), sorted(register.find(Namnd), key=lambda each: swedish_key(each.abbreviation)))


def new_person() -> Person:
    """A person to be filled in."""
    return Person(id=new_id(), name="", role="handläggare")


@dataclass(frozen=True)
class Beredning:
    """One owner's beredning for one kind of remiss, with what else there is to choose."""

    bodies: list[Namnd]
    """Those that can take part, by abbreviation."""
    owner_id: str
    """The one asked for; without one the first styrelse."""
    kinds: list[tuple[str, str]]
    """Each kind's words, which say where it has steps of its own, and the kind."""
    steps: list[ChainStep]
    sentence: str
    """What holds: ``KSAU bereder, KS beslutar, KF för kännedom``."""

    @property
    def pairs(self) -> Pairs:
        return [(each.namnd_id, each.role) for each in self.steps]

    @property
    def not_in_it(self) -> list[Namnd]:
        """The bodies that can still be added."""
        taken = {each.namnd_id for each in self.steps}
        return [each for each in self.bodies if each.id not in taken]

    def name_of(self, step: ChainStep) -> str:
        body = next((each for each in self.bodies if each.id == step.namnd_id), None)
        return f"{body.abbreviation}, {body.name}" if body else "finns inte längre"


def beredning(register: Register, owner_id: str, kind: str) -> Beredning:
    """``kind`` ``""``: of all kinds that have none of their own."""
    bodies = sorted(register.find(Namnd, valid_to=None), key=lambda each: swedish_key(each.abbreviation))
    owner_id = owner_id or _first_owner(bodies)
    own = {step.remiss_kind for step in register.find(ChainStep, owner_id=owner_id)}
    kinds = sorted({*KINDS, *own} - {""}, key=_place)
    steps = chain_of(register, owner_id, kind)
    general = chain_of(register, owner_id, "")
    if steps:
        sentence = chain_words(steps, bodies)
    elif kind and general:
        sentence = f"Som för alla slag: {chain_words(general, bodies)}"
    else:
        owner = next((each.abbreviation for each in bodies if each.id == owner_id), "Nämnden")
        sentence = f"{owner} beslutar utan beredning"
    named = [(f"{kind_words(each)}, egen" if each in own else kind_words(each), each) for each in kinds]
    return Beredning(bodies, owner_id, [("Alla slag", ""), *named], steps, sentence)


def _first_owner(bodies: Sequence[Namnd]) -> str:
    board = next((each for each in bodies if each.kind is NamndKind.STYRELSE), None)
    return board.id if board else bodies[0].id if bodies else ""


def _place(kind: str) -> tuple[int, str]:
    return (KINDS.index(kind) if kind in KINDS else len(KINDS), kind)


def chain_words(steps: Sequence[ChainStep], bodies: Sequence[Namnd]) -> str:
    """``KSAU bereder, KS beslutar, KF för kännedom``."""
    names = {each.id: each.abbreviation for each in bodies}
    return ", ".join(f"{names.get(each.namnd_id, '?')} {ROLES[each.role]}" for each in steps)


def moved(pairs: Pairs, place: int, step: int) -> Pairs | None:
    """With the one at ``place`` so many steps further down; None where it cannot go there."""
    if place < 0 or not 0 <= place + step < len(pairs):
        return None
    rest = [*pairs[:place], *pairs[place + 1 :]]
    return [*rest[: place + step], pairs[place], *rest[place + step :]]


def with_next_role(pairs: Pairs, place: int) -> Pairs:
    """With the next role for the one at ``place``, after the last the first."""
    namnd_id, role = pairs[place]
    roles = list(ROLES)
    following = roles[(roles.index(role) + 1) % len(roles)]
    return [*pairs[:place], (namnd_id, following), *pairs[place + 1 :]]
