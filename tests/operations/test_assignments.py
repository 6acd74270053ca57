"""Uppdrag: what a namnd is to do without any recommendation, in Svar och åtgärder, Uppföljning and the status list."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from secretary_app.domain.model import Measure, MeasureState, Namnd, Position, Remiss
from secretary_app.domain.status_list import RowState, status_rows, summarise
from secretary_app.operations.answer_board import answer_board
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.editing_answers import save_measure, save_response, set_measure_status
from secretary_app.operations.follow_up import follow_up
from secretary_app.operations.matrix import matrix
from secretary_app.operations.status import make_status_list
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)


def _body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


@pytest.fixture
def given(register: Register, asked: Remiss) -> Measure:
    """KFN, which is not asked, and KS are to see to the routines."""
    measure = Measure(
        id=new_id(), remiss_id=asked.id, text="Se över rutinerna", responsible="Kanslichefen", timeframe="mars 2025"
    )
    return save_measure(register, asked, measure, [_body(register, name).id for name in ("KFN", "KS")]).row


def test_it_stands_where_it_is_looked_for(register: Register, asked: Remiss, given: Measure, tmp_path: Path) -> None:
    board = answer_board(register, asked.id, TODAY)
    lines = {line.namnd.abbreviation: line for line in board.lines if line.recommendation is None}
    assert [lines[name].words for name in ("KFN", "KS", "OSN")] == ["1 uppdrag", "1 uppdrag", "Inga"]
    (row,) = (each for each in follow_up(register, TODAY).rows if each.measure_id == given.id)
    assert (row.namnder, row.number, row.is_late) == ("KFN, KS", "", True)
    listed = [each for each in status_rows(register.assignments(), today=TODAY) if each.remiss_id == asked.id]
    assert {(each.namnd, each.recommendation, each.state, each.measures) for each in listed} == {
        (name, "Uppdrag", RowState.MEASURE_LATE, "Se över rutinerna") for name in ("KFN", "KS")
    }
    out = tmp_path / "lista.xlsx"
    make_status_list(register, out, namnd_words="KFN")
    cells = {str(cell) for sheet in load_workbook(out) for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Se över rutinerna", "Uppdrag"} <= cells


def test_it_is_no_question_that_is_waited_for(register: Register, asked: Remiss, given: Measure) -> None:
    shown = matrix(register, asked, TODAY)
    assert [each.abbreviation for each in shown.columns] == ["BUN", "OSN", "KS"]
    facts = register.status_facts(["KFN"])
    assert not [each for each in facts if each.remiss_id == asked.id]
    rows = status_rows([*register.status_facts(), *register.assignments()], today=TODAY)
    assert summarise(rows) == summarise(status_rows(register.status_facts(), today=TODAY))
    assert register.check() == []
    set_measure_status(register, [given.id], MeasureState.DONE, TODAY)
    done = next(each for each in status_rows(register.assignments(), today=TODAY) if each.remiss_id == asked.id)
    assert (done.state, done.status, done.remaining) == (RowState.DECIDED, "klar", False)
    assert close(register, asked, "Återkallad").state == "avslutad"
    assert not [each for each in register.assignments() if each.remiss_id == asked.id]


def test_one_of_an_answer_that_is_a_draft_is_no_promise_yet(register: Register, asked: Remiss, given: Measure) -> None:
    osn = _body(register, "OSN")
    measure = replace(given, id=new_id(), version=0, text="Utbilda")
    save_response(register, asked, osn.id, None, Position.AGREES, "Allmänt.")
    save_measure(register, asked, measure, [osn.id])
    assert "OSN" not in {each.namnd for each in register.assignments() if each.remiss_id == asked.id}
    decide(register, asked, "OSN", meeting=TODAY, paragraph="9")
    assert "OSN" in {each.namnd for each in register.assignments() if each.remiss_id == asked.id}


def test_a_list_compared_with_an_earlier_one_marks_it_as_new(register: Register, asked: Remiss, given: Measure) -> None:
    facts = [*register.status_facts(), *register.assignments()]
    rows = status_rows(facts, today=TODAY, earlier=register.status_facts())
    assert {each.change for each in rows if each.is_assignment and each.remiss_id == asked.id} == {"ny"}
