"""A recommendation that is put to several jointly: one answer is the answer of all."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from secretary_app.domain.model import Addressee, Measure, Namnd, Outcome, Position, Recommendation, Remiss, Response
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.status_list import RowState, status_rows
from secretary_app.operations.answer_board import answer_board
from secretary_app.operations.answering import check_dossier
from secretary_app.operations.answers import dossier
from secretary_app.operations.cell_answer import cell_answer
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.editing_answers import save_measure, save_response
from secretary_app.operations.matrix import Matrix, matrix
from secretary_app.operations.overview import overview
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)


@pytest.fixture
def joint(register: Register, asked: Remiss) -> Recommendation:
    """The first recommendation of ``asked``, to OSN and BUN, is to be answered jointly; the second is gone."""
    first, second = sorted(register.find(Recommendation, remiss_id=asked.id), key=lambda each: each.position)
    with register.change("Gemensamt svar") as change:
        for each in register.find(Addressee, recommendation_id=second.id):
            change.remove(each)
        change.remove(second)
        return change.update(replace(first, joint=True))


def _body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def _answer(register: Register, remiss: Remiss, recommendation: Recommendation, by: str) -> Response:
    body = _body(register, by)
    saved = save_response(register, remiss, body.id, recommendation.id, Position.DISAGREES, "Nej.")
    assert saved.row is not None
    return saved.row


def _cells(shown: Matrix) -> dict[str, tuple[BadgeState, str, str]]:
    names = [each.abbreviation for each in shown.columns]
    return {name: (cell.state, cell.words, cell.second) for name, cell in zip(names, shown.rows[0].cells, strict=True)}


def test_a_decided_answer_of_one_fills_the_cells_of_all(
    register: Register, asked: Remiss, joint: Recommendation
) -> None:
    _answer(register, asked, joint, "OSN")
    drafted = _cells(matrix(register, asked, TODAY))
    assert drafted["OSN"] == (BadgeState.DRAFT, "Utkast", "till 30 april, svarar för båda")
    assert drafted["BUN"][1] == "Utkast av OSN"
    decide(register, asked, "OSN", meeting=dt.date(2026, 3, 10), paragraph="57")
    shown = matrix(register, asked, TODAY)
    cells = _cells(shown)
    assert cells["OSN"] == (BadgeState.DONE, "§ 57", "10 mars, svarar för båda")
    assert cells["BUN"] == (BadgeState.DONE, "Besvarad av OSN", "§ 57, 10 mars")
    assert cells["KS"][1] == "berörs inte"
    assert [(each.answered, each.total) for each in shown.columns] == [(1, 1), (1, 1), (0, 0)]
    row = next(each for each in overview(register, TODAY) if each.id == asked.id)
    assert (row.answered, row.total) == (2, 2)
    listed = status_rows(register.status_facts(remiss_id=asked.id), today=TODAY)
    assert [(each.namnd, each.state, each.remaining) for each in sorted(listed, key=lambda each: each.namnd)] == [
        ("BUN", RowState.DECIDED, False),
        ("OSN", RowState.DECIDED, False),
    ]
    assert register.check() == []
    assert close(register, asked).state == "avslutad"


def test_the_owner_answers_on_their_behalf(register: Register, asked: Remiss, joint: Recommendation) -> None:
    _answer(register, asked, joint, "KS")
    decide(register, asked, "KS", meeting=dt.date(2026, 3, 10), paragraph="57")
    cells = _cells(matrix(register, register.get(Remiss, asked.id), TODAY))
    assert cells["KS"] == (BadgeState.NONE, "svarar för båda", "")
    assert {cells[name] for name in ("BUN", "OSN")} == {(BadgeState.DONE, "Besvarad av KS", "§ 57, 10 mars")}


def test_another_body_or_an_answer_of_each_says_nothing_of_the_others(
    register: Register, asked: Remiss, joint: Recommendation
) -> None:
    _answer(register, asked, joint, "KFN")
    assert _cells(matrix(register, asked, TODAY))["OSN"][1] == "Begärd"
    with register.change("Var för sig") as change:
        change.update(replace(joint, joint=False))
    _answer(register, asked, joint, "OSN")
    decide(register, asked, "OSN", meeting=dt.date(2026, 3, 10), paragraph="57")
    assert _cells(matrix(register, asked, TODAY))["BUN"][1] != "Besvarad av OSN"
    with pytest.raises(UserError, match="svar som inte är klara"):
        close(register, asked)


def test_the_measures_and_the_check_go_with_the_one_who_answers(
    register: Register, asked: Remiss, joint: Recommendation
) -> None:
    osn, bun = _body(register, "OSN"), _body(register, "BUN")
    save_response(register, asked, osn.id, joint.id, Position.AGREES, "Ja.")
    decide(register, asked, "OSN", meeting=dt.date(2026, 3, 10), paragraph="57")
    assert {cell[1] for name, cell in _cells(matrix(register, asked, TODAY)).items() if name != "KS"} == {"Utan åtgärd"}
    measure = Measure(
        id=new_id(), remiss_id=asked.id, recommendation_id=joint.id, text="Rutin", responsible="Chef", timeframe="2026"
    )
    save_measure(register, asked, measure, [osn.id])
    assert _cells(matrix(register, asked, TODAY))["BUN"][1] == "Besvarad av OSN"
    assert register.check() == []
    shown = cell_answer(register, asked, joint.id, bun.id, TODAY)
    assert (shown.response, shown.speaker, shown.text) == (None, osn, "Ja.")
    assert [each.measure.text for each in shown.measures] == ["Rutin"]
    assert check_dossier(register, dossier(register, asked), bun) == ()
    assert answer_board(register, asked.id, TODAY).given == 2


def test_the_rule_in_sql_is_the_rule_of_the_domain(register: Register, asked: Remiss, joint: Recommendation) -> None:
    chance = random.Random(5)
    seen = set()
    for no in range(40):
        by = chance.choice(["OSN", "BUN", "KS", "KFN"])
        if not register.find(Response, recommendation_id=joint.id, namnd_id=_body(register, by).id):
            _answer(register, asked, joint, by)
        elif chance.random() < 0.5:
            outcome = chance.choice([Outcome.DELEGATED, Outcome.TABLED])
            now = register.get(Remiss, asked.id)
            decide(register, now, by, meeting=TODAY, paragraph=str(no), outcome=outcome)
        else:
            register.undo(register.operations(1)[0].no)
        case = dossier(register, register.get(Remiss, asked.id))
        speakers = {
            each.namnd: each.speaker_id or each.namnd_id
            for each in register.status_facts(remiss_id=asked.id, open_only=False)
        }
        assert speakers == {name: case.speaker(_body(register, name), joint).id for name in ("BUN", "OSN")}
        assert register.check() == []
        seen.add(tuple(speakers.values()))
    assert len(seen) > 2
