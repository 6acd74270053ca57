import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Addressee, Namnd, Recommendation, Referral, Remiss
from secretary_app.store.register import NotInRegister, Register
from secretary_app.support.errors import UserError


def test_what_is_added_is_found(filled: Register, town) -> None:
    assert filled.get(Remiss, town.remiss.id) == replace(town.remiss, version=1)
    assert filled.find(Recommendation, remiss_id=town.remiss.id, number="2") == [replace(town.second, version=1)]
    assert filled.find(Remiss, answer_by=dt.date(2025, 6, 30), follows_up_id=None) != []
    assert filled.find(Remiss, answer_by=None) == []
    assert {row.abbreviation for row in filled.find(Namnd)} == {"KS", "OSN"}
    assert filled.find(Namnd, id=[town.ks.id, "none"]) == [replace(town.ks, version=1)]
    assert filled.find(Namnd, id=[]) == []


def test_rows_come_in_the_order_of_their_ids(register: Register) -> None:
    bodies = [Namnd(id=f"n{number:03}", abbreviation=f"N{number}", name="") for number in range(200)]
    with register.change("Lade in nämnder") as change:
        change.add_all(reversed(bodies))
    assert [row.id for row in register.find(Namnd)] == [row.id for row in bodies]


def test_a_column_that_does_not_exist_is_a_bug(filled: Register) -> None:
    with pytest.raises(TypeError):
        filled.find(Namnd, colour="red")


def test_what_is_not_there(filled: Register) -> None:
    with pytest.raises(NotInRegister):
        filled.get(Remiss, "none")


def test_an_operation_is_kept_with_who_when_and_what(filled: Register, clock) -> None:
    clock.wind(hours=1)
    with filled.change("Lade in FN") as change:
        change.add(Namnd(id="fn", abbreviation="FN", name="Fritidsnämnden"))
        assert change.operation_no == 2
    newest, first = filled.operations()
    assert (newest.no, newest.label, newest.who, newest.at) == (2, "Lade in FN", "Anna", clock.now)
    assert first.label == "Lade in exemplet"
    assert newest.id > first.id
    assert newest.undoes is None
    assert change.changed == {(Namnd, "fn")}


def test_without_a_change_no_operation_is_left(filled: Register, town) -> None:
    with filled.change("Gjorde ingenting") as change:
        assert change.update(filled.get(Remiss, town.remiss.id)).version == 1
    assert change.changed == set()
    assert len(filled.operations()) == 1


def test_an_error_takes_everything_back(filled: Register, town) -> None:
    with pytest.raises(ZeroDivisionError), filled.change("Halvvägs") as change:  # noqa: PT012 - the error comes inside
        change.remove(filled.get(Referral, town.referral.id))
        _ = 1 / 0
    assert len(filled.operations()) == 1
    assert filled.find(Referral) != []
    with filled.change("Igen") as change:
        change.remove(filled.get(Referral, town.referral.id))
    assert filled.find(Referral) == []


def test_changes_are_not_nested(filled: Register) -> None:
    with filled.change("Ytter"), pytest.raises(RuntimeError), filled.change("Inner"):
        pass


def test_versions_count_upward(filled: Register, town) -> None:
    row = filled.get(Remiss, town.remiss.id)
    with filled.change("Bytte rubrik") as change:
        row = change.update(replace(row, title="Ny rubrik\x00"))
        assert (row.version, row.title) == (2, "Ny rubrik")
        row = change.update(replace(row, title="Nyare rubrik"))
    assert filled.get(Remiss, town.remiss.id) == row
    assert row.version == 3


def test_a_row_just_added_can_be_changed_without_reading_it(filled: Register, town) -> None:
    with filled.change("Bytte rubrik") as change:
        assert change.update(replace(town.remiss, title="Ny rubrik")).version == 2


def test_who_comes_second_is_told_who_came_first(filled: Register, town, path: Path, clock) -> None:
    mine = filled.get(Remiss, town.remiss.id)
    with filled.change("Flyttade svarsdatum") as change:
        change.update(replace(mine, answer_by=dt.date(2025, 7, 1)))
    at = f"{clock.now.astimezone():%H:%M}"
    clock.wind(minutes=5)
    with (
        pytest.raises(UserError, match=f"Ändrad av Anna {at} \\(Flyttade svarsdatum\\): remissen KS/2025:118"),
        filled.change("Bytte rubrik") as change,
    ):
        change.update(replace(mine, title="Ny rubrik"))
    with pytest.raises(UserError, match="Ändrad av Anna"), filled.change("Tog bort") as change:
        change.remove(mine)
    clock.wind(days=3)
    with pytest.raises(UserError, match=f"Ändrad av Anna 2025-03-18 {at}"), filled.change("Tog bort") as change:
        change.remove(mine)


def test_a_row_taken_away_meanwhile(filled: Register, town) -> None:
    mine = filled.get(Referral, town.referral.id)
    with filled.change("Tog bort internremissen") as change:
        change.remove(mine)
    with (
        pytest.raises(UserError, match=r"Internremissen är borttagen av Anna .* \(Tog bort internremissen\)"),
        filled.change("Flyttade") as change,
    ):
        change.update(replace(mine, deadline=None))


def test_references_are_looked_at_when_all_is_done(filled: Register, town) -> None:
    with filled.change("Barn före förälder") as change:
        change.add(Recommendation(id="c", remiss_id="r", number="1", text="Inför rutiner."))
        change.add(Remiss(id="r", title="Ny", owner_id=town.ks.id))
    assert filled.get(Recommendation, "c").version == 1


def test_a_reference_to_nothing_is_explained_and_nothing_written(filled: Register, town) -> None:
    with (
        pytest.raises(UserError, match=r"Adressaten .*Lade in exemplet.* hänvisar till nämnden OSN"),
        filled.change("Tog bort OSN") as change,
    ):
        change.remove(filled.get(Namnd, town.osn.id))
    with (
        pytest.raises(UserError, match="Remissen Ny hänvisar till nämnden, som då inte finns"),
        filled.change("Fel ägare") as change,
    ):
        change.add(Remiss(id="r", title="Ny", owner_id="none"))
    assert filled.find(Remiss, id="r") == []
    assert filled.find(Namnd, id=town.osn.id) != []
    assert len(filled.operations()) == 1


def test_an_id_twice_is_a_bug_and_nothing_is_written(filled: Register, town) -> None:
    with pytest.raises(sqlite3.IntegrityError), filled.change("Dubbelt") as change:
        change.add(Namnd(id="fn", abbreviation="FN", name=""), town.ks)
    assert filled.find(Namnd, id="fn") == []


def test_a_reader_cannot_change(filled: Register, path: Path) -> None:
    with Register.open(path) as reader, pytest.raises(RuntimeError), reader.change("Nej"):
        pass


def test_all_of_many_or_none(register: Register, town) -> None:
    def rows():
        yield from town.rows
        raise ValueError

    with pytest.raises(ValueError), register.change("Lade in") as change:  # noqa: PT011
        change.add_all(rows())
    assert register.find(Namnd) == []


def test_the_text_of_a_file_never_changes(filled: Register) -> None:
    with filled.change("Lade in text") as change:
        change.add(Namnd(id="fn", abbreviation="FN", name=""))
        change.add_file_text("d1", "Missiv\x00 från revisorerna")
        change.add_file_text("d1", "Något annat")
    assert filled.file_text("d1") == "Missiv från revisorerna"
    assert filled.file_text("d2") is None


def test_rows_are_found_by_any_number_of_values(filled: Register, town) -> None:
    filled._connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 500)
    wanted = [town.first.id, *(f"c{number}" for number in range(1000))]
    assert filled.find(Addressee, recommendation_id=wanted) == [replace(town.to_osn, version=1)]
    assert filled.find(Addressee, recommendation_id=[]) == []
    assert filled.find(Addressee, position={0, 1}, recommendation_id=(town.second.id,)) == [
        replace(town.to_ks, version=1)
    ]


def test_the_register_remembers_what_was_committed_until_it_is_asked(filled: Register, town) -> None:
    (first,) = filled.take_committed()
    assert (first.no, first.label, first.undoes) == (1, "Lade in exemplet", None)
    assert first.changed == {(type(row), row.id) for row in town.rows}
    assert filled.take_committed() == []
    with filled.change("Bytte rubrik") as change:
        change.update(replace(town.remiss, title="Ny rubrik"))
    filled.undo(2)
    assert [(each.no, each.label, each.undoes, each.changed) for each in filled.take_committed()] == [
        (2, "Bytte rubrik", None, {(Remiss, town.remiss.id)}),
        (3, "Ångrade: Bytte rubrik", 2, {(Remiss, town.remiss.id)}),
    ]


def test_what_was_not_committed_is_not_remembered(filled: Register, town) -> None:
    filled.take_committed()
    with filled.change("Gjorde ingenting"):
        pass
    with pytest.raises(KeyError), filled.change("Avbröts") as change:
        change.add(replace(town.first, id="r"), None)
    with pytest.raises(UserError), filled.change("Tog bort OSN") as change:
        change.remove(filled.get(Namnd, town.osn.id))
    with pytest.raises(UserError):
        filled.undo(9)
    assert filled.take_committed() == []
