import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Namnd, Referral, Remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


@pytest.fixture
def changed(filled: Register, town, clock) -> Register:
    """Operation 2 a day later gives the remiss another title, 3 a day after that takes the referral away."""
    clock.wind(days=1)
    with filled.change("Bytte rubrik") as change:
        change.update(replace(filled.get(Remiss, town.remiss.id), title="Ny rubrik"))
    clock.wind(days=1)
    with filled.change("Tog bort internremissen") as change:
        change.remove(filled.get(Referral, town.referral.id))
    return filled


def test_the_register_as_it_stood_after_each_operation(changed: Register, town) -> None:
    with changed.as_of(0) as nothing:
        assert nothing.find(Namnd) == []
        assert nothing.operations() == []
        assert nothing.status_facts() == []
    with changed.as_of(1) as then:
        assert then.get(Remiss, town.remiss.id) == replace(town.remiss, version=1)
        assert len(then.find(Referral)) == 1
        assert [operation.no for operation in then.operations()] == [1]
        assert len(then.versions(Remiss, town.remiss.id)) == 1
    with changed.as_of(2) as then:
        assert then.get(Remiss, town.remiss.id).title == "Ny rubrik"
        assert [facts.asked for facts in then.status_facts() if facts.namnd == "OSN"] == [True]
        assert [version.row is None for version in then.versions(Referral, town.referral.id)] == [False]
    with changed.as_of(3) as then:
        assert then.find(Referral) == []
        assert then.status_facts() == changed.status_facts()


def test_as_of_a_day_is_as_of_its_end_here(changed: Register, town) -> None:
    with changed.as_of(dt.date(2025, 3, 17)) as then:
        assert then.find(Remiss) == []
    with changed.as_of(dt.date(2025, 3, 18)) as then:
        assert then.get(Remiss, town.remiss.id).title == town.remiss.title
    with changed.as_of(dt.date(2025, 3, 19)) as then:
        assert then.get(Remiss, town.remiss.id).title == "Ny rubrik"
        assert len(then.find(Referral)) == 1
    with changed.as_of(dt.date(2030, 1, 1)) as then:
        assert then.find(Referral) == []


def test_as_of_a_moment(changed: Register, town) -> None:
    moment = dt.datetime(2025, 3, 19, 9, 0, tzinfo=dt.UTC)
    with changed.as_of(moment) as then:
        assert then.get(Remiss, town.remiss.id).title == "Ny rubrik"
    with changed.as_of(moment - dt.timedelta(microseconds=1)) as then:
        assert then.get(Remiss, town.remiss.id).title == town.remiss.title
    with changed.as_of(moment.astimezone().replace(tzinfo=None)) as then:
        assert then.get(Remiss, town.remiss.id).title == "Ny rubrik"


def test_the_past_stays_as_it_was_while_the_present_changes(changed: Register, town) -> None:
    with changed.as_of(3) as then:
        before = then.find(Remiss)
        with changed.change("Bytte igen") as change:
            change.update(replace(changed.get(Remiss, town.remiss.id), title="Ännu nyare"))
        assert then.find(Remiss) == before


def test_the_past_can_only_be_read(changed: Register) -> None:
    with changed.as_of(1) as then:
        with pytest.raises(RuntimeError), then.change("Nej"):
            pass
        with pytest.raises(UserError, match="söka i registret som det är nu"):
            then.search("granskning")


def test_an_operation_that_is_not_there(changed: Register) -> None:
    with pytest.raises(UserError, match="ingen händelse med nummer 99"):
        changed.as_of(99)


def test_everything_a_row_has_been(changed: Register, town) -> None:
    first, second = changed.versions(Remiss, town.remiss.id)
    assert (first.operation.no, first.row) == (1, replace(town.remiss, version=1))
    assert second.operation.label == "Bytte rubrik"
    assert second.row is not None
    assert (second.row.title, second.row.version) == ("Ny rubrik", 2)
    asked, gone = changed.versions(Referral, town.referral.id)
    assert asked.row == replace(town.referral, version=1)
    assert (gone.operation.no, gone.row) == (3, None)
    assert changed.versions(Remiss, "none") == []


def test_a_row_changed_twice_in_one_operation_has_one_version_of_it(filled: Register, town) -> None:
    with filled.change("Fram och tillbaka") as change:
        row = change.update(replace(town.remiss, title="Fel rubrik"))
        change.update(replace(row, title="Rätt rubrik"))
        change.add(Namnd(id="fn", abbreviation="FN", name=""))
        change.remove(filled.get(Namnd, "fn"))
    assert [version.row.title for version in filled.versions(Remiss, town.remiss.id) if version.row] == [
        town.remiss.title,
        "Rätt rubrik",
    ]
    assert filled.versions(Namnd, "fn") == []


def test_a_reader_of_its_own_sees_the_past_too(changed: Register, path: Path, town) -> None:
    with Register.open(path) as reader, reader.as_of(1) as then:
        assert then.get(Remiss, town.remiss.id).title == town.remiss.title
