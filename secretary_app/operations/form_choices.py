"""What the form of a registration offers to choose from, and how it begins without any paper."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from secretary_app.domain.model import Addressee, Namnd, NamndKind, Person, Referral, Remiss
from secretary_app.domain.sorting import swedish_key
from secretary_app.operations.finding import Bodies
from secretary_app.operations.intake_form import RemissForm, set_field
from secretary_app.operations.reviewing import next_diarienummer
from secretary_app.store.register import Register
from secretary_app.support.clock import today

KINDS = ("revision", "remiss", "motion", "medborgarförslag", "samråd", "annan")
"""Of remisser; other words are kept too."""
_MOST = 8
"""So many bodies are shown beside each recommendation; the others are a step away."""
_NEVER_ASKED = (NamndKind.UTSKOTT, NamndKind.REVISORER)
_NEVER_OWNERS = (NamndKind.UTSKOTT, NamndKind.REVISORER, NamndKind.EXTERN)


@dataclass(frozen=True)
class FormChoices:
    owners: tuple[Namnd, ...]
    usual: tuple[Namnd, ...]
    """Bodies a recommendation is most often addressed to: the styrelse first, then by abbreviation."""
    more: tuple[Namnd, ...]
    bodies: dict[str, Namnd]
    """All there are, by id."""
    handlaggare: tuple[str, ...]


def form_choices(register: Register) -> FormChoices:
    """The bodies and names to choose from, as they are today."""
    bodies = Bodies.of(register).all
    now = [each for each in bodies if _exists(each, today(register.clock))]
    uses = Counter(each.namnd_id for each in register.find(Addressee) if each.namnd_id)
    uses.update(each.namnd_id for each in register.find(Referral))
    asked = sorted((each for each in now if each.kind not in _NEVER_ASKED), key=lambda each: _usual(each, uses))
    usual = sorted(asked[:_MOST], key=_by_rank)
    return FormChoices(
        owners=tuple(sorted((each for each in now if each.kind not in _NEVER_OWNERS), key=_by_rank)),
        usual=tuple(usual),
        more=tuple(sorted(asked[_MOST:], key=_by_rank)),
        bodies={each.id: each for each in bodies},
        handlaggare=_names(register),
    )


def _usual(body: Namnd, uses: Counter[str]) -> tuple[bool, int, bool, str]:
    return body.kind is not NamndKind.STYRELSE, -uses[body.id], body.kind is NamndKind.FULLMAKTIGE, body.abbreviation


def _by_rank(body: Namnd) -> tuple[int, str]:
    ranks = {NamndKind.STYRELSE: 0, NamndKind.FULLMAKTIGE: 2}
    return ranks.get(body.kind, 1), swedish_key(body.abbreviation)


def _exists(body: Namnd, on: dt.date) -> bool:
    return (body.valid_from is None or body.valid_from <= on) and (body.valid_to is None or on <= body.valid_to)


def _names(register: Register) -> tuple[str, ...]:
    names = {each.name for each in register.find(Person)} | {each.handlaggare for each in register.find(Remiss)}
    return tuple(sorted(filter(None, names), key=swedish_key))


def blank_form(register: Register) -> RemissForm:
    """A form to fill in by hand: it came in today, to the only styrelse, with its next diarienummer."""
    day = today(register.clock)
    boards = [each for each in register.find(Namnd, kind=NamndKind.STYRELSE) if _exists(each, day)]
    form = RemissForm(kind="remiss", received=day, guesses=frozenset({"received"}))
    if len(boards) != 1:
        return form
    form = replace(form, owner_id=boards[0].id, guesses=form.guesses | {"owner_id"})
    return with_next_number(register, form)


def choose_owner(register: Register, form: RemissForm, owner_id: str | None) -> RemissForm:
    """Another body owns the remiss; a diarienummer that nobody wrote becomes the next of that body's."""
    form = set_field(form, "owner_id", owner_id)
    return with_next_number(register, form) if not form.diarienummer or "diarienummer" in form.guesses else form


def with_next_number(register: Register, form: RemissForm) -> RemissForm:
    """The form with the next diarienummer of its owner, as a guess; without one where none can be told."""
    year = (form.received or today(register.clock)).year
    number = next_diarienummer(register, form.owner_id, year) if form.owner_id else ""
    guesses = form.guesses | {"diarienummer"} if number else form.guesses - {"diarienummer"}
    return replace(form, diarienummer=number, guesses=guesses)


def with_number_of(form: RemissForm, asked: RemissForm, answer: RemissForm) -> RemissForm:
    """The form with the diarienummer of ``answer``, which came of ``asked``.

    As it is where another was written, or another owner chosen, since it was asked for.
    """
    number = {"diarienummer"}
    written = form.diarienummer != asked.diarienummer or form.guesses & number != asked.guesses & number
    if written or form.owner_id != asked.owner_id:
        return form
    guesses = (form.guesses - number) | (answer.guesses & number)
    return replace(form, diarienummer=answer.diarienummer, guesses=guesses)
