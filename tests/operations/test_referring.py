"""The internremiss: what is given, what stays, what is refused."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.domain.model import Referral
from secretary_app.operations.deciding import close
from secretary_app.operations.referring import refer
from secretary_app.operations.registering import Registered, register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


@pytest.fixture
def registered(register: Register, missiv: Callable[..., Path], letter: str) -> Registered:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31")


def test_what_is_not_said_again_stays(register: Register, registered: Registered) -> None:
    refer(register, registered.remiss, "OSN", deadline=dt.date(2026, 4, 30))
    later = refer(register, registered.remiss, "OSN", sent=dt.date(2026, 3, 12))
    assert (later.referral.deadline, later.referral.sent) == (dt.date(2026, 4, 30), dt.date(2026, 3, 12))
    assert later.referral.version == 2


def test_direct_can_be_taken_back(register: Register, registered: Registered) -> None:
    assert refer(register, registered.remiss, "OSN", direct=True).referral.deadline == dt.date(2026, 6, 30)
    back = refer(register, registered.remiss, "OSN", direct=False)
    assert not back.referral.direct
    assert back.referral.deadline is not None
    assert back.referral.deadline < dt.date(2026, 6, 30)
    assert any("flyttades" in note for note in back.notes)


def test_no_planned_date_before_it_is_sent(register: Register, registered: Registered) -> None:
    with pytest.raises(UserError, match="före den dag internremissen skickas"):
        refer(register, registered.remiss, "OSN", sent=dt.date(2027, 3, 1))
    assert not register.find(Referral, remiss_id=registered.remiss.id)


def test_a_plan_that_does_not_fit_is_told(register: Register, registered: Registered) -> None:
    notes = refer(register, registered.remiss, "BUN", sent=dt.date(2026, 5, 5)).notes
    assert any("BUN" in note and "--from 2026-05-05" in note for note in notes)


def test_a_date_after_the_answer_is_told(register: Register, registered: Registered) -> None:
    notes = refer(register, registered.remiss, "OSN", deadline=dt.date(2026, 7, 30)).notes
    assert any("efter remissens" in note for note in notes)


def test_a_closed_remiss_is_left_alone(register: Register, registered: Registered) -> None:
    closed = close(register, registered.remiss, "Återkallad.")
    with pytest.raises(UserError, match="avslutad"):
        refer(register, closed, "OSN")
