"""Kommun, bodies, people and beredning changed one at a time: what is saved, what is refused, and undo."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import ChainRole, ChainStep, Kommun, Meeting, Namnd, NamndKind, Person
from secretary_app.operations.editing_bodies import (
    chain_of,
    checked_bodies,
    people,
    remove_namnd,
    remove_person,
    save_chain,
    save_kommun,
    save_namnd,
    save_person,
    the_kommun,
    usual_bodies,
)
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id


def body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def undo(register: Register) -> None:
    register.undo(register.operations(1)[0].no)


def new(abbreviation: str = "VN", name: str = "Valnämnden") -> Namnd:
    return Namnd(id=new_id(), abbreviation=abbreviation, name=name)


def test_the_kommun_is_changed_and_there_is_one(register: Register) -> None:
    before = the_kommun(register)
    saved = save_kommun(register, replace(before, name=" Älvstads  kommun ", website="alvstad.example/ny"))
    assert (saved.row.name, saved.row.website) == ("Älvstads kommun", "alvstad.example/ny")
    undo(register)
    assert the_kommun(register).website == before.website
    with pytest.raises(UserError, match="redan inlagd"):
        save_kommun(register, Kommun(id="annan", name="Norrälva kommun"))
    with pytest.raises(UserError, match="namn saknas"):
        save_kommun(register, replace(the_kommun(register), name="  "))


def test_a_body_is_added_changed_and_taken_away(register: Register) -> None:
    added = save_namnd(register, new(" VN ", "Valnämnden")).row
    assert (added.abbreviation, added.version) == ("VN", 1)
    changed = save_namnd(register, replace(added, justering_days=14)).row
    assert changed.version == 2
    with pytest.raises(UserError, match="Ändrad"):
        save_namnd(register, replace(added, justering_days=3))
    undo(register)
    assert body(register, "VN").justering_days == 0
    remove_namnd(register, body(register, "VN"))
    assert not register.find(Namnd, abbreviation="VN")
    undo(register)
    assert body(register, "VN").name == "Valnämnden"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"abbreviation": " "}, "Förkortningen saknas"),
        ({"name": ""}, "Namnet på VN saknas"),
        ({"abbreviation": "V,N"}, "komma"),
        ({"abbreviation": "ks"}, "redan Kommunstyrelsen"),
        ({"justering_days": -1}, "Justeringsdagar för VN"),
        ({"warning_days": 5000}, "Varningsgräns för VN"),
        ({"valid_from": dt.date(2026, 2, 1), "valid_to": dt.date(2026, 1, 1)}, "ligger före Giltig från"),
        ({"parent_id": "finns-inte"}, "överordnade nämnd finns inte"),
        ({"successor_id": "finns-inte"}, "efterträdare finns inte"),
    ],
)
def test_a_body_that_cannot_be_is_refused(register: Register, wrong: dict[str, object], sentence: str) -> None:
    operations = register.operations()
    with pytest.raises(UserError, match=sentence):
        save_namnd(register, replace(new(), **wrong))  # type: ignore[arg-type]
    assert register.operations() == operations


def test_no_body_leads_back_to_itself(register: Register) -> None:
    board, committee = body(register, "KS"), body(register, "KSAU")
    with pytest.raises(UserError, match="kan inte peka på sig själv"):
        save_namnd(register, replace(board, parent_id=board.id))
    with pytest.raises(UserError, match="KS kan inte peka på sig själv, inte heller genom andra"):
        save_namnd(register, replace(board, parent_id=committee.id))


def test_an_abbreviation_may_come_back_when_the_first_has_ceased(register: Register) -> None:
    board = body(register, "KFN")
    notes = save_namnd(register, replace(board, valid_to=dt.date(2026, 3, 31))).notes
    assert any("ligger efter 31 mars 2026" in note for note in notes)
    again = new("KFN", "Kultur- och folkhälsonämnden")
    with pytest.raises(UserError, match="KFN har redan"):
        save_namnd(register, replace(again, valid_from=dt.date(2026, 3, 31)))
    assert save_namnd(register, replace(again, valid_from=dt.date(2026, 4, 1))).row.version == 1


def test_a_body_in_use_stays(register: Register) -> None:
    with pytest.raises(UserError, match=r"SBN har \d+ remisser.* och kan inte tas bort. Sätt ”giltig till” i stället"):
        remove_namnd(register, body(register, "SBN"))
    with pytest.raises(UserError, match="nämnd under sig"):
        remove_namnd(register, body(register, "KS"))


def test_a_body_goes_with_its_own_meetings_and_beredning(register: Register) -> None:
    added = save_namnd(register, new()).row
    with register.change("Sammanträde") as change:
        change.add(Meeting(id=new_id(), namnd_id=added.id, date=dt.date(2026, 5, 5)))
    save_chain(register, added.id, "", [(added.id, ChainRole.DECIDES)])
    assert remove_namnd(register, added).notes == ["1 sammanträde togs bort med VN."]
    undo(register)
    assert len(register.find(Meeting, namnd_id=added.id)) == len(register.find(ChainStep, owner_id=added.id)) == 1
    person = save_person(register, Person(id=new_id(), name="Alva Ek", namnd_id=added.id)).row
    with pytest.raises(UserError, match="VN har 1 person och kan inte tas bort"):
        remove_namnd(register, added)
    remove_person(register, person)
    with pytest.raises(UserError, match="Ändrad"):
        remove_namnd(register, added)
    remove_namnd(register, body(register, "VN"))


def test_the_usual_bodies_are_proposed_and_checked_together() -> None:
    proposed = usual_bodies()
    by_name = {each.abbreviation: each for each in proposed}
    assert list(by_name) == ["KS", "KSAU", "KF", "SN", "BUN", "KFN", "SBN", "VN", "REV"]
    assert by_name["KSAU"].parent_id == by_name["KS"].id
    assert (by_name["REV"].kind, by_name["KF"].kind) == (NamndKind.REVISORER, NamndKind.FULLMAKTIGE)
    without_board = [each for each in proposed if each.abbreviation != "KS"]
    assert checked_bodies(without_board, ())[0].parent_id is None
    assert checked_bodies(proposed, ()) == proposed
    with pytest.raises(UserError, match="KS har redan"):
        checked_bodies(usual_bodies(), proposed)


def test_people_are_saved_and_taken_away(register: Register) -> None:
    there = len(people(register))
    owner = body(register, "KS").id
    first = save_person(register, Person(id=new_id(), name=" Alva  Ek ", namnd_id=owner))
    assert (first.row.name, first.notes) == ("Alva Ek", [])
    twin = save_person(register, Person(id=new_id(), name="Alva Ek", namnd_id=owner))
    assert twin.notes
    remove_person(register, twin.row)
    assert len(people(register)) == there + 1
    undo(register)
    assert len(people(register)) == there + 2
    with pytest.raises(UserError, match="Namnet saknas"):
        save_person(register, replace(first.row, name=""))
    with pytest.raises(UserError, match="finns inte längre"):
        save_person(register, replace(first.row, namnd_id="borta"))


def test_a_chain_is_replaced_at_once(register: Register) -> None:
    owner, committee, council = (body(register, each) for each in ("KS", "KSAU", "KF"))
    read = chain_of(register, owner.id)
    assert [step.namnd_id for step in read] == [committee.id, owner.id, council.id]
    wanted = [(owner.id, ChainRole.PREPARES), (council.id, ChainRole.DECIDES)]
    saved = save_chain(register, owner.id, "", wanted, read=read)
    assert [(step.namnd_id, step.role, step.position) for step in saved.row] == [
        (owner.id, ChainRole.PREPARES, 1),
        (council.id, ChainRole.DECIDES, 2),
    ]
    assert saved.row[0].id == read[1].id
    with pytest.raises(UserError, match="har ändrats sedan"):
        save_chain(register, owner.id, "", wanted, read=read)
    undo(register)
    assert [(step.namnd_id, step.role) for step in chain_of(register, owner.id)] == [
        (step.namnd_id, step.role) for step in read
    ]
    assert chain_of(register, owner.id, "Motion")


def test_a_chain_of_one_kind_leaves_the_others(register: Register) -> None:
    owner, council = body(register, "KS"), body(register, "KF")
    usual = chain_of(register, owner.id)
    saved = save_chain(register, owner.id, "medborgarförslag", [(council.id, ChainRole.INFORMED)])
    assert saved.notes == ["Ingen står som beslutar, så KS beslutar."]
    assert chain_of(register, owner.id) == usual
    assert save_chain(register, owner.id, "medborgarförslag", []).row == []
    both = [(owner.id, ChainRole.DECIDES), (council.id, ChainRole.DECIDES)]
    assert save_chain(register, owner.id, "samråd", both).notes == ["KS och KF beslutar alla; planen räknar med KF."]
    with pytest.raises(UserError, match="KF står två gånger"):
        save_chain(register, owner.id, "", [(council.id, ChainRole.PREPARES), (council.id, ChainRole.INFORMED)])
    with pytest.raises(UserError, match="finns inte längre"):
        save_chain(register, owner.id, "", [("borta", ChainRole.PREPARES)])


def test_what_was_edited_can_be_exported_and_comes_back_the_same(register: Register, tmp_path: Path) -> None:
    vn = save_namnd(register, new()).row
    save_chain(register, vn.id, "", [(vn.id, ChainRole.DECIDES)])
    book = tmp_path / "ut.xlsx"
    export_workbook(register, book)
    before = register.operations(1)
    import_workbook(register, book).raise_problems(book)
    assert register.operations(1) == before
