"""A body that becomes another, in one operation that can be undone."""

import datetime as dt

import pytest

from secretary_app.domain.model import Namnd
from secretary_app.operations.succeeding import succeed
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

LAST = dt.date(2026, 6, 30)


def the_body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def test_a_merged_body_ends_and_the_other_stays_as_it_was(register: Register) -> None:
    other = the_body(register, "BUN")
    saved = succeed(register, the_body(register, "KFN"), LAST, other)
    assert (saved.row.valid_to, saved.row.successor_id) == (LAST, other.id)
    assert the_body(register, "BUN") == other
    assert "ligger efter 30 juni 2026" in saved.notes[0]


def test_the_new_one_may_keep_the_abbreviation(register: Register) -> None:
    before = the_body(register, "KFN")
    new = Namnd(id="ny", abbreviation="KFN", name="Kulturnämnden")
    succeed(register, before, LAST, new)
    assert register.get(Namnd, "ny").valid_from == dt.date(2026, 7, 1)
    newest = register.operations(1)[0]
    assert newest.label == "KFN blir KFN efter 30 juni 2026"


def test_a_body_does_not_come_after_itself_nor_in_a_circle(register: Register) -> None:
    one, other = the_body(register, "KFN"), the_body(register, "BUN")
    with pytest.raises(UserError, match="efterträda sig själv"):
        succeed(register, one, LAST, one)
    succeed(register, one, LAST, other)
    with pytest.raises(UserError, match="sig själv"):
        succeed(register, other, LAST, the_body(register, "KFN"))
