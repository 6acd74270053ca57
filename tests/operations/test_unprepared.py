"""Motioner and medborgarförslag: the year that fullmäktige has, and the list of those that are not prepared."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from secretary_app.domain.model import Namnd, Remiss, RemissState
from secretary_app.domain.motions import year_limit
from secretary_app.operations.intake_form import RemissForm, set_field
from secretary_app.operations.unprepared import make_unprepared_list, unprepared
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_the_year_ends_on_its_own_day_a_year_later(raised: dt.date) -> None:
    limit = year_limit(raised)
    assert limit.year == raised.year + 1
    assert (limit.month, limit.day) in {(raised.month, raised.day), (2, 28)}


def test_the_day_is_proposed_until_another_is_written() -> None:
    form = set_field(RemissForm(received=dt.date(2026, 3, 2)), "kind", "motion")
    assert (form.answer_by, form.guesses) == (dt.date(2027, 3, 2), {"answer_by"})
    assert set_field(form, "received", dt.date(2026, 4, 1)).answer_by == dt.date(2027, 4, 1)
    assert set_field(form, "kind", "remiss").answer_by is None
    written = set_field(form, "answer_by", dt.date(2026, 12, 1))
    assert set_field(written, "received", dt.date(2026, 4, 1)).answer_by == dt.date(2026, 12, 1)


def motion(register: Register, received: dt.date | None, **more: object) -> Remiss:
    owner = register.find(Namnd, abbreviation="KS")[0]
    made = Remiss(id=new_id(), diarienummer=f"KS/{new_id()}", title="Motion om lekplatser", owner_id=owner.id)
    made = replace(made, kind="motion", received=received, **more)
    with register.change("Lade in") as change:
        change.add(made)
    return made


def test_the_oldest_stand_first_and_the_decided_not_at_all(register: Register, tmp_path: Path) -> None:
    new, old = motion(register, dt.date(2026, 1, 2)), motion(register, dt.date(2025, 1, 2))
    motion(register, dt.date(2024, 1, 2), state=RemissState.CLOSED)
    rows = unprepared(register, TODAY)
    numbers = [each.diarienummer for each in rows]
    assert numbers.index(old.diarienummer) < numbers.index(new.diarienummer)
    made = make_unprepared_list(register, tmp_path / "Motioner.xlsx", TODAY)
    assert len(made.rows) == len(rows)
    sheet = list(load_workbook(made.path)["Ej färdigberedda"].iter_rows(values_only=True))
    assert [each[0] for each in sheet[1:]] == numbers
    assert dict(zip(numbers, (each[6] for each in sheet[1:]), strict=True))[old.diarienummer] == "ja"


def test_where_there_are_none_it_says_so(register: Register, tmp_path: Path) -> None:
    with register.change("Makulerade") as change:
        for each in register.find(Remiss, kind=("motion", "medborgarförslag"), state=RemissState.OPEN):
            change.update(replace(each, state=RemissState.VOID))
    with pytest.raises(UserError, match="inga öppna motioner"):
        make_unprepared_list(register, tmp_path / "Motioner.xlsx", TODAY)
    assert not (tmp_path / "Motioner.xlsx").exists()
