"""Which operations made something of the answers of a remiss, and which made a row."""

from dataclasses import replace
from typing import Protocol

from secretary_app.domain.model import Measure, MeasureNamnd, Namnd, Recommendation, Remiss, Response
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id


class Rows(Protocol):
    osn: Namnd
    remiss: Remiss
    first: Recommendation


def answer(filled: Register, town: Rows) -> Response:
    row = Response(
        id=new_id(), remiss_id=town.remiss.id, recommendation_id=town.first.id, namnd_id=town.osn.id, text="Ja."
    )
    with filled.change("Svar") as change:
        change.add(row)
    return filled.get(Response, row.id)


def numbers(filled: Register, town: Rows) -> list[tuple[str | None, int, int | None]]:
    return sorted((each.namnd_id, each.no, each.undoes) for each in filled.answer_changes([town.remiss.id]))


def test_each_change_of_an_answer_is_one_until_it_is_taken_back(filled: Register, town: Rows) -> None:
    assert numbers(filled, town) == []
    row = answer(filled, town)
    added = filled.operations(1)[0].no
    assert numbers(filled, town) == [(town.osn.id, added, None)]
    assert filled.made_by(Response, [row.id]) == {row.id: added}
    with filled.change("Ändrade") as change:
        change.update(replace(row, text="Nej."))
    changed = filled.operations(1)[0].no
    assert numbers(filled, town) == [(town.osn.id, added, None), (town.osn.id, changed, None)]
    filled.undo(changed)
    back = filled.operations(1)[0].no
    assert numbers(filled, town) == [(town.osn.id, added, None), (town.osn.id, back, changed)]
    assert filled.made_by(Response, [row.id]) == {row.id: added}
    with filled.change("Tog bort") as change:
        change.remove(filled.get(Response, row.id))
    assert (town.osn.id, filled.operations(1)[0].no, None) in numbers(filled, town)


def test_a_measure_is_its_bodys_or_nobodys(filled: Register, town: Rows) -> None:
    own, nobodys = (
        Measure(id=new_id(), remiss_id=town.remiss.id, recommendation_id=town.first.id, text=text)
        for text in ("Öva", "Planera")
    )
    with filled.change("Åtgärder") as change:
        change.add(own, nobodys, MeasureNamnd(id=new_id(), measure_id=own.id, namnd_id=town.osn.id))
    found = {each.namnd_id for each in filled.answer_changes([town.remiss.id])}
    assert found == {town.osn.id, None}
    assert filled.answer_changes(["annan"]) == []
