"""The workbook into the register: all or nothing, by key, and the same back again."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from secretary_app.domain.model import Addressee, Meeting, Namnd, PlannedStep, Recommendation, Remiss, Response
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.history import undo_last
from secretary_app.operations.importing import import_workbook, prepare_import, save_import
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.plans import accept_plan
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource

Make = Callable[[dict[str, list[list[Any]]]], Path]


def numbers(register: Register, path: Path, *, dry_run: bool = False) -> tuple[int, int, int]:
    shown = import_workbook(register, path, dry_run=dry_run).as_json()
    assert shown["problems"] == []
    return shown["added"], shown["changed"], shown["unchanged"]


def test_importing_again_changes_nothing(register: Register) -> None:
    added, changed, unchanged = numbers(register, resource("example", "alvstad.xlsx"))
    assert (added, changed) == (0, 0)
    assert unchanged > 300


def test_what_was_exported_changes_nothing(register: Register, tmp_path: Path) -> None:
    rows = export_workbook(register, tmp_path / "ut.xlsx").rows
    operations = len(register.operations())
    assert numbers(register, tmp_path / "ut.xlsx") == (0, 0, rows)
    assert len(register.operations()) == operations


def test_an_export_makes_the_same_register_elsewhere(register: Register, tmp_path: Path) -> None:
    remiss = register.get(Remiss, "ex-02")
    accept_plan(register, remiss, plan_remiss(register, remiss))
    rows = export_workbook(register, tmp_path / "ut.xlsx").rows
    with Register.open(tmp_path / "annat.beredd", write=True, create=True) as other:
        assert numbers(other, tmp_path / "ut.xlsx") == (rows, 0, 0)
        export_workbook(other, tmp_path / "ut2.xlsx")
        assert numbers(register, tmp_path / "ut2.xlsx") == (0, 0, rows)
        decided = {(each.remiss_id, each.text) for each in register.find(Response) if each.decision_id}
        assert decided
        assert {(each.remiss_id, each.text) for each in other.find(Response) if each.decision_id} == decided
        steps = [(each.kind, each.date, each.reason) for each in register.find(PlannedStep)]
        assert steps
        assert sorted(steps) == sorted((each.kind, each.date, each.reason) for each in other.find(PlannedStep))


def test_a_dry_run_writes_nothing(register: Register, workbook: Make) -> None:
    path = workbook({"Sammanträden": [["Nämnd", "Datum"], ["OSN", "2026-12-17"]]})
    assert numbers(register, path, dry_run=True) == (1, 0, 0)
    assert not register.find(Meeting, date=dt.date(2026, 12, 17))


def test_every_faulty_cell_is_named_and_nothing_is_written(register: Register, workbook: Make) -> None:
    path = workbook(
        {
            "Nämnder": [["Förkortning", "Namn"], ["MN", "Miljönämnden"]],
            "Sammanträden": [
                ["Nämnd", "Datum", "Manusstopp"],
                ["ABC", "2026-12-17", None],
                ["OSN", "31 april", None],
                ["OSN", "2026-12-18", "2026-12-24"],
            ],
            "Svar": [["Remiss", "Nr", "Nämnd", "Ställningstagande"], ["ex-99", "1", "XX", "kanske"]],
            "Rekommendationer": [["Diarienummer", "Nr", "Rekommendation"], ["KS/2099:1", "1", "Gör något."]],
        }
    )
    with pytest.raises(UserError) as raised:
        import_workbook(register, path).raise_problems(path)
    cells = {line.split(":")[0] for line in raised.value.details}
    assert cells == {
        "Sammanträden, A2",
        "Sammanträden, B3",
        "Sammanträden, C4",
        "Svar, A2",
        "Svar, C2",
        "Svar, D2",
        "Rekommendationer, A2",
    }
    assert "7 celler" in raised.value.message
    assert not register.find(Namnd, abbreviation="MN")


def test_a_blank_cell_leaves_what_is_there(register: Register, workbook: Make) -> None:
    before = register.find(Namnd, abbreviation="OSN")[0]
    path = workbook({"Nämnder": [["Förkortning", "Namn", "E-post"], ["OSN", None, "ny@alvstad.example"]]})
    assert numbers(register, path) == (0, 1, 0)
    after = register.get(Namnd, before.id)
    assert (after.name, after.email) == (before.name, "ny@alvstad.example")


def test_a_shared_diarienummer_must_be_told_apart(register: Register, workbook: Make) -> None:
    two = {"Remisser": [["Remiss", "Diarienummer", "Ärende", "Ägare"], ["a", "KS/1:1", "En", "KS"]]}
    two["Remisser"].append(["b", "KS/1:1", "Två", "KS"])
    assert numbers(register, workbook(two)) == (2, 0, 0)
    path = workbook({"Rekommendationer": [["Diarienummer", "Nr", "Rekommendation"], ["KS/1:1", "1", "Gör något."]]})
    problem = import_workbook(register, path).problems[0]
    assert (problem.sheet, problem.cell) == ("Rekommendationer", "A2")
    assert "a, b" in problem.message


def test_a_row_that_contradicts_an_earlier_one_is_named(register: Register, workbook: Make) -> None:
    path = workbook({"Sammanträden": [["Nämnd", "Datum", "Inställt"], ["OSN", "2026-12-17", "nej"]] * 1})
    assert numbers(register, path) == (1, 0, 0)
    rows = [["Nämnd", "Datum", "Inställt"], ["OSN", "2026-12-18", "nej"], ["OSN", "2026-12-18", "ja"]]
    problems = import_workbook(register, workbook({"Sammanträden": rows})).problems
    assert len(problems) == 1
    assert "rad 2" in problems[0].message


def test_words_that_are_no_body_are_kept_but_a_misspelt_one_is_named(register: Register, workbook: Make) -> None:
    heads = ["Remiss", "Nr", "Rekommendation", "Nämnder"]
    remiss = ["Remiss", "Ärende", "Ägare"]
    sheets = {"Remisser": [remiss, ["r1", "Prov", "KS"]]}
    good = sheets | {"Rekommendationer": [heads, ["r1", "1", "Gör något.", "KS, Berörda nämnder"]]}
    import_workbook(register, workbook(good)).raise_problems(Path("bok"))
    recommendation = register.find(Recommendation, remiss_id="r1")[0]
    addressees = register.find(Addressee, recommendation_id=recommendation.id)
    assert [each.words for each in addressees if each.namnd_id is None] == ["Berörda nämnder"]
    bad = {"Rekommendationer": [heads, ["r1", "2", "Gör något annat.", "KS, ONS"]]}
    assert [problem.cell for problem in import_workbook(register, workbook(bad)).problems] == ["D2"]


def test_decisions_and_answers_of_one_workbook_belong_together(register: Register, workbook: Make) -> None:
    sheets = {
        "Remisser": [["Remiss", "Ärende", "Ägare"], ["r1", "Prov", "KS"]],
        "Rekommendationer": [["Remiss", "Nr", "Rekommendation", "Nämnder"], ["r1", "1", "Gör något.", "OSN"]],
        "Beslut": [["Remiss", "Nämnd", "Sammanträde", "Paragraf"], ["r1", "OSN", "2026-02-11", "7"]],
        "Svar": [["Remiss", "Nr", "Nämnd", "Ställningstagande"], ["r1", "1", "OSN", "instämmer"]],
    }
    import_workbook(register, workbook(sheets)).raise_problems(Path("bok"))
    assert register.find(Response, remiss_id="r1")[0].decision_id is not None


def test_a_new_remiss_needs_an_owner_and_a_title(register: Register, workbook: Make) -> None:
    path = workbook({"Remisser": [["Diarienummer", "Ärende", "Ägare"], ["KS/2:2", None, None]]})
    assert len(import_workbook(register, path).problems) == 2
    assert not register.find(Remiss, diarienummer="KS/2:2")


def test_a_remiss_may_follow_up_one_with_its_own_diarienummer(register: Register, workbook: Make) -> None:
    heads = ["Remiss", "Diarienummer", "Ärende", "Ägare", "Följer upp"]
    rows = [heads, ["ny", "KS/3:3", "Uppföljning", "KS", "KS/3:3"], ["gammal", "KS/3:3", "Granskning", "KS", None]]
    import_workbook(register, workbook({"Remisser": rows})).raise_problems(Path("bok"))
    assert register.get(Remiss, "ny").follows_up_id == "gammal"


def test_undo_of_an_import_takes_all_of_it_back(register: Register, workbook: Make) -> None:
    path = workbook({"Nämnder": [["Förkortning", "Namn"], ["MN", "Miljönämnden"]]})
    import_workbook(register, path).raise_problems(path)
    register.undo(register.operations()[0].no)
    assert not register.find(Namnd, abbreviation="MN")


def test_what_was_compared_is_compared_anew_where_the_register_was_changed_since(
    register: Register, workbook: Make
) -> None:
    path = workbook({"Nämnder": [["Förkortning", "Namn", "E-post"], ["OSN", None, "ny@alvstad.example"]]})
    with Register.open(register.path) as reading:
        prepared = prepare_import(reading, path)
    assert prepared.result.as_json()["changed"] == 1
    path.unlink()
    body = register.find(Namnd, abbreviation="OSN")[0]
    with register.change("Bytte adress och plats") as change:
        change.update(replace(body, email="ny@alvstad.example", manusstopp_days=17))
    assert save_import(register, prepared).as_json()["unchanged"] == 1
    assert register.get(Namnd, body.id).manusstopp_days == 17
    undo_last(register)
    assert save_import(register, prepared).as_json()["changed"] == 1
    assert register.get(Namnd, body.id).email == "ny@alvstad.example"
    assert register.operations(1)[0].label == f"Importerade {path.name}"


def test_what_has_become_wrong_since_it_was_compared_is_not_saved(register: Register, workbook: Make) -> None:
    with register.change("Lade till") as change:
        change.add(Namnd(id="ny", abbreviation="NYN", name="Nya nämnden"))
    prepared = prepare_import(register, workbook({"Sammanträden": [["Nämnd", "Datum"], ["NYN", "2026-12-17"]]}))
    assert not prepared.result.problems
    undo_last(register)
    with pytest.raises(UserError, match="1 cell är fel"):
        save_import(register, prepared)
    assert not register.find(Meeting, date=dt.date(2026, 12, 17))
