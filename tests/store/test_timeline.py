"""What was done to one remiss, and what there is to undo and to do again."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import (
    Addressee,
    Measure,
    MeasureState,
    MeasureStatus,
    Namnd,
    Recommendation,
    Referral,
    Remiss,
)
from secretary_app.store.register import Register


@pytest.fixture
def busy(filled: Register, town, clock) -> Register:
    """Operation 2 adds a measure, 3 its status, 4 changes the remiss twice, 5 removes the status, 6 is elsewhere."""
    measure = Measure(id="å", remiss_id=town.remiss.id, text="Ta fram en rutin")
    status = MeasureStatus(id="s", measure_id="å", status=MeasureState.STARTED, as_of=clock.now.date())
    with filled.change("Lade till åtgärd") as change:
        change.add(measure)
    with filled.change("Satte status") as change:
        change.add(status)
    with filled.change("Bytte rubrik") as change:
        first = change.update(replace(town.remiss, title="Ny"))
        change.update(replace(first, title="Nyare"))
    with filled.change("Tog bort status") as change:
        change.remove(status)
    with filled.change("Lade till en annan remiss") as change:
        change.add(Remiss(id="annan", title="En annan", owner_id=town.ks.id))
    return filled


def test_each_operation_that_touched_the_remiss_with_its_rows(busy: Register, town) -> None:
    history = busy.remiss_history(town.remiss.id)
    assert [touch.operation.no for touch in history] == [5, 4, 3, 2, 1]
    removed, changed, status, measure, first = (touch.rows for touch in history)
    assert [(row.before is None, row.after, row.present) for row in removed] == [(False, None, None)]
    (row,) = changed
    assert isinstance(row.before, Remiss)
    assert isinstance(row.after, Remiss)
    assert (row.before.title, row.after.title, row.present) == (town.remiss.title, "Nyare", row.after)
    assert [(row.before, row.row.id, row.present) for row in status] == [(None, "s", None)]
    assert [(row.before, row.row.id) for row in measure] == [(None, "å")]
    assert [type(row.row) for row in first] == [Remiss, Recommendation, Recommendation, Addressee, Addressee, Referral]
    assert [touch.operation.no for touch in busy.remiss_history(town.remiss.id, 2)] == [5, 4]
    assert [touch.operation.no for touch in busy.remiss_history("annan")] == [6]
    assert busy.remiss_history("ingen") == []


def test_a_row_that_was_gone_and_came_back(busy: Register, town) -> None:
    busy.undo(5)
    newest = busy.remiss_history(town.remiss.id)[0]
    (row,) = newest.rows
    assert (newest.operation.undoes, row.before, row.after) == (5, None, row.present)
    with busy.as_of(5) as then:
        assert [touch.operation.no for touch in then.remiss_history(town.remiss.id)] == [5, 4, 3, 2, 1]


def test_undo_and_redo_find_their_way(filled: Register) -> None:
    for name in ("A", "B"):
        with filled.change(f"Lade till {name}") as change:
            change.add(Namnd(id=name, abbreviation=name, name=name))
    assert (filled.last_done(), filled.last_undone(), filled.undone()) == (3, None, set())
    filled.undo(3)
    assert (filled.last_done(), filled.last_undone(), filled.undone()) == (2, 4, {3})
    filled.undo(2)
    assert (filled.last_done(), filled.last_undone(), filled.undone()) == (1, 5, {2, 3})
    filled.undo(5)
    assert (filled.last_done(), filled.last_undone(), filled.undone()) == (2, 4, {3, 5})
    filled.undo(4)
    assert (filled.last_done(), filled.last_undone(), filled.undone()) == (3, None, {4, 5})
    filled.undo(3)
    with filled.change("Lade till C") as change:
        change.add(Namnd(id="C", abbreviation="C", name="C"))
    assert (filled.last_done(), filled.last_undone()) == (9, None), "what was undone before a new change stays so"


def test_an_empty_register_has_nothing_to_undo(register: Register) -> None:
    assert (register.last_done(), register.last_undone(), register.undone()) == (None, None, set())


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=14))
def test_undo_and_redo_are_those_of_an_editor(steps: list[str]) -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        Register.open(Path(folder) / "r.beredd", write=True, create=True) as register,
    ):
        held: list[str] = []
        again: list[str] = []
        for number, step in enumerate(steps):
            if step == "do":
                with register.change("Lade till") as change:
                    change.add(Namnd(id=f"n{number:02}", abbreviation="N", name="N"))
                held.append(f"n{number:02}")
                again.clear()
                continue
            no = register.last_done() if step == "undo" else register.last_undone()
            source, target = (held, again) if step == "undo" else (again, held)
            assert (no is None) == (not source)
            if no is not None:
                register.undo(no)
                target.append(source.pop())
            assert [row.id for row in register.find(Namnd)] == sorted(held)
