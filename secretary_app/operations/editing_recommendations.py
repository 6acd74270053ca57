"""The recommendations of a registered remiss: added, changed, moved, addressed, taken away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.model import (
    Addressee,
    Measure,
    Namnd,
    Recommendation,
    Referral,
    Remiss,
    Response,
    Verdict,
)
from secretary_app.domain.text import and_list, single_line
from secretary_app.operations.editing import Saved, how_many, open_remiss, present, replace_children, some_text
from secretary_app.operations.finding import name_of
from secretary_app.store.change import Change
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_NO_TEXT = "Rekommendationen saknar text. Skriv den ordagrant."


@dataclass(frozen=True)
class To:
    """Whom a recommendation is addressed to: a body (its id), or words that are none yet."""

    namnd_id: str | None = None
    words: str = ""


def recommendations_of(register: Register, remiss: Remiss) -> list[Recommendation]:
    """The remiss's recommendations in their order."""
    return sorted(register.find(Recommendation, remiss_id=remiss.id), key=lambda each: (each.position, each.id))


def add_recommendation(
    register: Register,
    remiss: Remiss,
    text: str,
    addressees: Sequence[To] = (),
    *,
    number: str = "",
    joint: bool = False,
    page: int | None = None,
    quote: str = "",
) -> Saved[Recommendation]:
    """Add a recommendation last; without a number it gets the next one.

    Raises UserError for a remiss that is closed, without a text, and for a body that is not there.
    """
    remiss = open_remiss(register, remiss)
    there = recommendations_of(register, remiss)
    row = Recommendation(
        id=new_id(),
        remiss_id=remiss.id,
        number=single_line(number) or _next_number(there),
        text=some_text(text, _NO_TEXT),
        position=max((each.position for each in there), default=0) + 1,
        joint=joint,
        page=page,
        quote=quote,
    )
    wanted = _wanted(register, row, addressees)
    notes = _number_notes(there, row) + _not_asked(register, remiss, wanted)
    with register.change(f"Lade till rekommendation {row.number}: {name_of(remiss)}") as change:
        change.add(row)
        change.add_all(wanted)
    return Saved(register.get(Recommendation, row.id), notes)


def _next_number(there: Sequence[Recommendation]) -> str:
    taken = {each.number for each in there}
    number = len(there) + 1
    while str(number) in taken:
        number += 1
    return str(number)


def _number_notes(there: Sequence[Recommendation], row: Recommendation) -> list[str]:
    alike = any(each.number == row.number and each.id != row.id for each in there)
    return [f"Det finns redan en rekommendation {row.number}."] if alike else []


def _wanted(register: Register, recommendation: Recommendation, addressees: Sequence[To]) -> list[Addressee]:
    """The addressees as rows, each once."""
    found: dict[str, Addressee] = {}
    for to in addressees:
        words = "" if to.namnd_id else single_line(to.words)
        key = to.namnd_id or words.casefold()
        if not key or key in found:
            continue
        if to.namnd_id:
            present(register, Namnd, to.namnd_id, "Nämnden")
        found[key] = Addressee(
            id=new_id(),
            recommendation_id=recommendation.id,
            namnd_id=to.namnd_id,
            words=words,
            position=len(found) + 1,
        )
    return list(found.values())


def _not_asked(register: Register, remiss: Remiss, addressees: Sequence[Addressee]) -> list[str]:
    """The bodies among the addressees that have no internremiss, where others have."""
    asked = {each.namnd_id for each in register.find(Referral, remiss_id=remiss.id)}
    ids = {each.namnd_id for each in addressees if each.namnd_id} - asked - {remiss.owner_id}
    if not asked or not ids:
        return []
    names = [body.abbreviation for body in register.find(Namnd, id=ids)]
    return [f"{and_list(names)} har ingen internremiss än."]


def save_recommendation(
    register: Register, remiss: Remiss, recommendation: Recommendation, addressees: Sequence[To] | None = None
) -> Saved[Recommendation]:
    """Save a recommendation that was read and changed, and whom it is addressed to (None: as before).

    Raises UserError for a remiss that is closed, without a text, for a body that is not there, and where somebody has
    changed the recommendation since.
    """
    remiss = open_remiss(register, remiss)
    there = recommendations_of(register, remiss)
    before = _own(there, recommendation.id)
    row = replace(
        recommendation,
        remiss_id=remiss.id,
        number=single_line(recommendation.number) or before.number,
        text=some_text(recommendation.text, _NO_TEXT),
        position=before.position,
    )
    existing = _addressees(register, row)
    wanted = existing if addressees is None else _wanted(register, row, addressees)
    with register.change(f"Ändrade rekommendation {row.number}: {name_of(remiss)}") as change:
        row = change.update(row)
        replace_children(change, existing, wanted, ("namnd_id", "words"))
    answered = register.find(Response, recommendation_id=row.id) if row.text != before.text else []
    notes = [f"Det finns redan {how_many(len(answered), 'svar', 'svar')} på den."] if answered else []
    if addressees is not None:
        notes += _gone_notes(register, row, existing, wanted) + _not_asked(register, remiss, wanted)
    return Saved(row, _number_notes(there, row) + notes)


def _own(there: Sequence[Recommendation], id: str) -> Recommendation:
    found = next((each for each in there if each.id == id), None)
    if found is None:
        raise UserError("Rekommendationen finns inte längre i ärendet. Läs om och gör ändringen igen.")
    return found


def set_addressees(
    register: Register, remiss: Remiss, recommendation_id: str, addressees: Sequence[To]
) -> Saved[list[Addressee]]:
    """Let the recommendation be addressed to exactly these, in this order.

    Raises UserError for a remiss that is closed and for a body that is not there.
    """
    remiss = open_remiss(register, remiss)
    row = _own(recommendations_of(register, remiss), recommendation_id)
    wanted = _wanted(register, row, addressees)
    existing = _addressees(register, row)
    notes = _gone_notes(register, row, existing, wanted)
    with register.change(f"Ändrade vem rekommendation {row.number} är riktad till: {name_of(remiss)}") as change:
        replace_children(change, existing, wanted, ("namnd_id", "words"))
    return Saved(_addressees(register, row), notes + _not_asked(register, remiss, wanted))


def _gone_notes(
    register: Register, row: Recommendation, existing: Sequence[Addressee], wanted: Sequence[Addressee]
) -> list[str]:
    """The bodies that are no longer addressed and have answered."""
    gone = {each.namnd_id for each in existing if each.namnd_id} - {each.namnd_id for each in wanted}
    answered = register.find(Response, recommendation_id=row.id, namnd_id=gone)
    names = [each.abbreviation for each in register.find(Namnd, id={each.namnd_id for each in answered})]
    return [f"{and_list(names)} har redan svarat på rekommendation {row.number}; svaret är kvar."] if names else []


def _addressees(register: Register, recommendation: Recommendation) -> list[Addressee]:
    rows = register.find(Addressee, recommendation_id=recommendation.id)
    return sorted(rows, key=lambda each: (each.position, each.id))


def move_recommendation(
    register: Register, remiss: Remiss, recommendation_id: str, place: int
) -> Saved[list[Recommendation]]:
    """Move a recommendation to a place in the remiss, from 1; the numbers stay as written in the document."""
    remiss = open_remiss(register, remiss)
    rows = recommendations_of(register, remiss)
    moved = _own(rows, recommendation_id)
    rows.remove(moved)
    rows.insert(max(place, 1) - 1, moved)
    with register.change(f"Flyttade rekommendation {moved.number}: {name_of(remiss)}") as change:
        rows = _numbered(change, rows)
    return Saved(rows)


def _numbered(change: Change, rows: Sequence[Recommendation]) -> list[Recommendation]:
    return [change.update(replace(row, position=place)) for place, row in enumerate(rows, 1)]


def remove_recommendation(register: Register, remiss: Remiss, recommendation: Recommendation) -> Saved[Recommendation]:
    """Take a recommendation away with its addressees.

    Raises UserError for a remiss that is closed, and where the recommendation has answers, measures or verdicts.
    """
    remiss = open_remiss(register, remiss)
    _own(recommendations_of(register, remiss), recommendation.id)
    counts = (
        (len(register.find(Response, recommendation_id=recommendation.id)), "svar", "svar"),
        (len(register.find(Measure, recommendation_id=recommendation.id)), "åtgärd", "åtgärder"),
        (len(register.find(Verdict, recommendation_id=recommendation.id)), "omdöme", "omdömen"),
        (
            len(register.find(Verdict, led_to_id=recommendation.id)),
            "omdöme som ledde till den",
            "omdömen som ledde till den",
        ),
    )
    uses = [how_many(*count) for count in counts if count[0]]
    if uses:
        raise UserError(
            f"Rekommendation {recommendation.number} har {and_list(uses)} och kan inte tas bort. Ta bort dem först."
        )
    with register.change(f"Tog bort rekommendation {recommendation.number}: {name_of(remiss)}") as change:
        for row in (*_addressees(register, recommendation), recommendation):
            change.remove(row)
    return Saved(recommendation)
