"""The kommun, its bodies, its people and their beredning, changed one at a time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.model import ChainRole, ChainStep, Kommun, Meeting, Namnd, NamndKind, Person
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list, genitive, single_line
from secretary_app.operations.body_rules import circle_fault, validity_fault
from secretary_app.operations.body_uses import uses_of
from secretary_app.operations.editing import Saved, how_many, line_of_text, present, replace_children, save
from secretary_app.operations.finding import Bodies
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_DAYS = {
    "justering_days": "Justeringsdagar",
    "manusstopp_days": "Manusstopp dagar före",
    "handling_days": "Handläggningstid",
    "warning_days": "Varningsgräns",
}
_MOST_DAYS = 366


def the_kommun(register: Register) -> Kommun:
    """The only Kommun there is; a blank one, to be saved, where there is none yet."""
    return next(iter(register.find(Kommun)), Kommun(id="kommun"))


def save_kommun(register: Register, kommun: Kommun) -> Saved[Kommun]:
    """Save the kommun and its letterhead. Raises UserError without a name."""
    name = line_of_text(kommun.name, "Kommunens namn saknas. Skriv det, till exempel Älvstads kommun.")
    if any(other.id != kommun.id for other in register.find(Kommun)):
        raise UserError("Kommunen är redan inlagd. Läs om och ändra den.")
    return Saved(save(register, f"Ändrade uppgifter om {name}", replace(kommun, name=name)))


def save_namnd(register: Register, namnd: Namnd) -> Saved[Namnd]:
    """Save a body, new or changed.

    Raises UserError where its abbreviation or name is missing, its abbreviation is another body's at the same time,
    a number of days is below 0, it ends before it begins, or its parent or successor is not there or leads back to it.
    """
    others = [other for other in register.find(Namnd) if other.id != namnd.id]
    namnd = _checked(namnd, others)
    label = f"Lade in {namnd.abbreviation}" if namnd.version == 0 else f"Ändrade {namnd.abbreviation}"
    return Saved(save(register, label, namnd), _notes(register, namnd))


def checked_bodies(bodies: Sequence[Namnd], there: Sequence[Namnd]) -> list[Namnd]:
    """New bodies made ready to be saved beside those that are there. Raises UserError as ``save_namnd`` does."""
    ids = {body.id for body in (*there, *bodies)}
    bodies = [body if body.parent_id in ids else replace(body, parent_id=None) for body in bodies]
    return [_checked(body, [*there, *(other for other in bodies if other.id != body.id)]) for body in bodies]


def _checked(namnd: Namnd, others: Sequence[Namnd]) -> Namnd:
    abbreviation = line_of_text(namnd.abbreviation, "Förkortningen saknas. Skriv till exempel SBN.")
    name = line_of_text(namnd.name, f"Namnet på {abbreviation} saknas. Skriv det helt ut.")
    if "," in abbreviation or ";" in abbreviation:
        raise UserError(f"Förkortningen {abbreviation} kan inte ha komma eller semikolon. Skriv bara bokstäver.")
    namnd = replace(namnd, abbreviation=abbreviation, name=name)
    for field, words in _DAYS.items():
        if not 0 <= getattr(namnd, field) <= _MOST_DAYS:
            raise UserError(f"{words} för {abbreviation} ska vara ett helt tal från 0 till {_MOST_DAYS}.")
    fault = validity_fault(namnd.valid_from, namnd.valid_to)
    if fault:
        raise UserError(f"{abbreviation}: {fault}")
    for other in others:
        if other.abbreviation.casefold() == abbreviation.casefold() and _at_the_same_time(namnd, other):
            raise UserError(f"Förkortningen {abbreviation} har redan {other.name}. Välj en annan.")
    by_id = {other.id: other for other in others}
    _check_link(namnd, namnd.parent_id, {each.id: each.parent_id for each in others}, by_id, "överordnade nämnd")
    _check_link(namnd, namnd.successor_id, {each.id: each.successor_id for each in others}, by_id, "efterträdare")
    return namnd


def _check_link(namnd: Namnd, id: str | None, links: dict[str, str | None], by_id: dict[str, Namnd], what: str) -> None:
    if id is None:
        return
    if id != namnd.id and id not in by_id:
        raise UserError(f"{namnd.abbreviation}: dess {what} finns inte längre i registret. Välj en annan.")
    everyone = by_id | {namnd.id: namnd}
    fault = circle_fault(namnd, everyone[id], lambda each: everyone.get(links.get(each.id) or ""))
    if fault:
        raise UserError(f"{fault} Välj en annan {what}.")


def _at_the_same_time(one: Namnd, other: Namnd) -> bool:
    begins = max(one.valid_from or dt.date.min, other.valid_from or dt.date.min)
    return begins <= min(one.valid_to or dt.date.max, other.valid_to or dt.date.max)


def _notes(register: Register, namnd: Namnd) -> list[str]:
    notes = []
    if namnd.kind is NamndKind.UTSKOTT and namnd.parent_id is None:
        notes.append(f"{namnd.abbreviation} är ett utskott utan överordnad nämnd.")
    if namnd.valid_to:
        meetings = register.find(Meeting, namnd_id=namnd.id, cancelled=False)
        later = [meeting for meeting in meetings if meeting.date > namnd.valid_to]
        if later:
            count = how_many(len(later), "sammanträde", "sammanträden")
            notes.append(f"{count} ligger efter {in_words(namnd.valid_to)}.")
    return notes


def remove_namnd(register: Register, namnd: Namnd) -> Saved[Namnd]:
    """Take a body away, with its own meetings and beredning.

    Raises UserError, with what it is used by, where something else would be left pointing at nothing.
    """
    present(register, Namnd, namnd.id, namnd.abbreviation)
    uses = uses_of(register, namnd)
    if uses:
        between = ", och" if len(uses) > 1 else " och"
        raise UserError(
            f"{namnd.abbreviation} har {and_list(uses)}{between} kan inte tas bort. Sätt ”giltig till” i stället."
        )
    meetings = register.find(Meeting, namnd_id=namnd.id)
    steps = register.find(ChainStep, owner_id=namnd.id)
    with register.change(f"Tog bort {namnd.abbreviation}") as change:
        for row in (*meetings, *steps, namnd):
            change.remove(row)
    gone = how_many(len(meetings), "sammanträde", "sammanträden")
    return Saved(namnd, [f"{gone} togs bort med {namnd.abbreviation}."] if meetings else [])


def usual_bodies() -> list[Namnd]:
    """The bodies that most kommuner have, new and not saved, as a proposal to choose from.

    The days are the usual ones (a kommunstyrelse's utskott gets its papers twelve days before); justering within
    fourteen days is kommunallagen's limit.
    """
    board = Namnd(
        id=new_id(),
        abbreviation="KS",
        name="Kommunstyrelsen",
        kind=NamndKind.STYRELSE,
        diary_prefix="KS",
        justering_days=7,
        manusstopp_days=12,
    )
    committee = replace(
        board,
        id=new_id(),
        abbreviation="KSAU",
        name="Kommunstyrelsens arbetsutskott",
        kind=NamndKind.UTSKOTT,
        parent_id=board.id,
    )
    council = replace(
        board,
        id=new_id(),
        abbreviation="KF",
        name="Kommunfullmäktige",
        kind=NamndKind.FULLMAKTIGE,
        justering_days=14,
        manusstopp_days=14,
    )
    namnder = [
        Namnd(
            id=new_id(),
            abbreviation=abbreviation,
            name=name,
            diary_prefix=abbreviation,
            justering_days=14,
            manusstopp_days=14,
        )
        for abbreviation, name in _USUAL_NAMNDER
    ]
    auditors = Namnd(id=new_id(), abbreviation="REV", name="Revisorerna", kind=NamndKind.REVISORER, diary_prefix="REV")
    return [board, committee, council, *namnder, auditors]


_USUAL_NAMNDER = (
    ("SN", "Socialnämnden"),
    ("BUN", "Barn- och utbildningsnämnden"),
    ("KFN", "Kultur- och fritidsnämnden"),
    ("SBN", "Samhällsbyggnadsnämnden"),
    ("VN", "Valnämnden"),
)


def people(register: Register) -> list[Person]:
    """Everybody in the register, by name in Swedish order."""
    return sorted(register.find(Person), key=lambda person: (swedish_key(person.name), person.id))


def save_person(register: Register, person: Person) -> Saved[Person]:
    """Save a person, new or changed. Raises UserError without a name, and for a body that is not there."""
    name = line_of_text(person.name, "Namnet saknas. Skriv personens namn.")
    if person.namnd_id is not None:
        present(register, Namnd, person.namnd_id, "Nämnden")
    alike = register.find(Person, name=name, namnd_id=person.namnd_id)
    notes = [f"Det finns en {name} till på samma ställe."] if any(each.id != person.id for each in alike) else []
    label = f"Lade in {name}" if person.version == 0 else f"Ändrade {name}"
    return Saved(save(register, label, replace(person, name=name)), notes)


def remove_person(register: Register, person: Person) -> Saved[Person]:
    """Take a person away; remisser keep the name they were given."""
    with register.change(f"Tog bort {person.name}") as change:
        change.remove(person)
    return Saved(person)


def chain_of(register: Register, owner_id: str, remiss_kind: str = "") -> list[ChainStep]:
    """The steps of the owner's beredning for exactly this kind (``""``: every kind without its own), in order."""
    steps = register.find(ChainStep, owner_id=owner_id)
    own = [step for step in steps if step.remiss_kind.casefold() == remiss_kind.casefold()]
    return sorted(own, key=lambda step: (step.position, step.id))


def save_chain(
    register: Register,
    owner_id: str,
    remiss_kind: str,
    steps: Sequence[tuple[str, ChainRole]],
    *,
    read: Sequence[ChainStep] | None = None,
) -> Saved[list[ChainStep]]:
    """Let the owner's beredning for a kind of remiss be these bodies (their ids) and roles, in this order.

    No steps: there is none, and the owner decides alone. ``read`` is the beredning as it was read. Raises UserError
    for an unknown body, one that stands there twice, and where the beredning has been changed since it was read.
    """
    bodies = Bodies.of(register).by_id
    remiss_kind = single_line(remiss_kind)
    existing = chain_of(register, owner_id, remiss_kind)
    if owner_id not in bodies or any(namnd_id not in bodies for namnd_id, _ in steps):
        raise UserError("En av nämnderna finns inte längre i registret. Läs om och välj en annan.")
    owner = bodies[owner_id].abbreviation
    if read is not None and list(read) != existing:
        raise UserError(f"Beredningen för {owner} har ändrats sedan den visades. Läs om och gör ändringen igen.")
    namnd_ids = [namnd_id for namnd_id, _ in steps]
    twice = next((each for each in namnd_ids if namnd_ids.count(each) > 1), None)
    if twice is not None:
        raise UserError(f"{bodies[twice].abbreviation} står två gånger i beredningen. Ta bort den ena.")
    wanted = [
        ChainStep(id=new_id(), owner_id=owner_id, remiss_kind=remiss_kind, position=place, namnd_id=namnd_id, role=role)
        for place, (namnd_id, role) in enumerate(steps, 1)
    ]
    what = f" av {remiss_kind}" if remiss_kind else ""
    with register.change(f"Ändrade {genitive(owner)} beredning{what}") as change:
        replace_children(change, existing, wanted, ("namnd_id",))
    return Saved(chain_of(register, owner_id, remiss_kind), _chain_notes(bodies, owner_id, steps))


def _chain_notes(bodies: dict[str, Namnd], owner_id: str, steps: Sequence[tuple[str, ChainRole]]) -> list[str]:
    deciding = [bodies[namnd_id].abbreviation for namnd_id, role in steps if role is ChainRole.DECIDES]
    if len(deciding) > 1:
        return [f"{and_list(deciding)} beslutar alla; planen räknar med {deciding[-1]}."]
    if not deciding:
        return [f"Ingen står som beslutar, så {bodies[owner_id].abbreviation} beslutar."]
    return []
