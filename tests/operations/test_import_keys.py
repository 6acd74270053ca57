"""Which row of the register a row of the workbook means, and what is said of slips."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from secretary_app.domain.model import Addressee, Measure, Namnd, Recommendation, Remiss, Response
from secretary_app.operations.exporting import export_workbook
from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register

Sheets = dict[str, list[list[Any]]]
Make = Callable[[Sheets], Path]
REMISS = [["Remiss", "Ärende", "Ägare"], ["r1", "Prov", "KS"]]


def counts(register: Register, path: Path) -> tuple[int, int, int]:
    shown = import_workbook(register, path).as_json()
    assert shown["problems"] == []
    return shown["added"], shown["changed"], shown["unchanged"]


def test_ids_of_different_kinds_may_be_alike(register: Register, workbook: Make) -> None:
    rows = {
        "Remisser": [["Remiss", "Ärende", "Ägare"], ["2", "Prov", "KS"]],
        "Åtgärder": [["Åtgärd-id", "Remiss", "Åtgärd"], ["2", "2", "Gör något."]],
    }
    assert counts(register, workbook(rows)) == (2, 0, 0)
    assert register.get(Remiss, "2").title == "Prov"
    assert register.get(Measure, "2").remiss_id == "2"


def test_what_follows_up_is_the_row_itself(register: Register, workbook: Make) -> None:
    rows = {"Remisser": [["Ärende", "Ägare", "Följer upp"], ["Alfa", "KS", None], ["Beta", "KS", "ex-01"]]}
    assert counts(register, workbook(rows)) == (2, 0, 0)
    followed = {each.title: each.follows_up_id for each in register.find(Remiss, title=["Alfa", "Beta"])}
    assert followed == {"Alfa": None, "Beta": "ex-01"}


def test_one_slip_is_one_problem(register: Register, workbook: Make) -> None:
    rows: Sheets = {
        "Nämnder": [["Förkortning", "Namn"], ["MN", None]],
        "Remisser": [["Remiss", "Ärende", "Ägare"], ["r1", "Prov", "KSS"]],
        "Rekommendationer": [["Remiss", "Nr", "Rekommendation"]],
        "Sammanträden": [["Nämnd", "Datum"]],
    }
    rows["Rekommendationer"] += [["r1", str(number), "Gör något."] for number in range(20)]
    rows["Sammanträden"] += [["MN", f"2026-05-{day:02}"] for day in range(1, 20)]
    problems = import_workbook(register, workbook(rows)).problems
    assert [f"{each.sheet} {each.cell}" for each in problems] == ["Nämnder B2", "Remisser C2"]


def test_a_long_word_that_is_no_body_is_kept(register: Register, workbook: Make, tmp_path: Path) -> None:
    heads = ["Remiss", "Nr", "Rekommendation", "Nämnder"]
    rows = {"Remisser": REMISS, "Rekommendationer": [heads, ["r1", "1", "Gör.", "Socialnämnden, KS, KS"]]}
    import_workbook(register, workbook(rows)).raise_problems(Path("bok"))
    recommendation = register.find(Recommendation, remiss_id="r1")[0]
    addressees = register.find(Addressee, recommendation_id=recommendation.id)
    assert sorted(each.words for each in addressees) == ["", "Socialnämnden"]
    total = export_workbook(register, tmp_path / "ut.xlsx").rows
    assert counts(register, tmp_path / "ut.xlsx") == (0, 0, total)


def test_the_same_thing_said_otherwise_is_named(register: Register, workbook: Make) -> None:
    heads = ["Remiss", "Nr", "Rekommendation", "Nämnder"]
    rows = {
        "Remisser": REMISS,
        "Rekommendationer": [heads, ["r1", "1", "Gör.", "KS"], ["r1", "1", "Gör.", "OSN"]],
        "Kommun": [["Uppgift", "Värde"], ["Telefon", "0555-1"], ["Telefon", "0555-2"]],
    }
    problems = import_workbook(register, workbook(rows)).problems
    assert {each.sheet for each in problems} == {"Rekommendationer", "Kommun"}


def test_decided_or_not_is_what_the_column_says(register: Register, workbook: Make) -> None:
    beslut = [
        ["Remiss", "Nämnd", "Sammanträde", "Paragraf", "Utfall"],
        ["r1", "OSN", "2026-01-21", "3", "återremiss"],
        ["r1", "OSN", "2026-02-11", "7", "beslut"],
    ]
    svar = [["Remiss", "Nämnd", "Svar", "Beslutad"], ["r1", "OSN", "Ja.", "2026-02-11 § 7"]]
    assert counts(register, workbook({"Remisser": REMISS, "Beslut": beslut, "Svar": svar})) == (4, 0, 0)
    assert register.find(Response, remiss_id="r1")[0].decision_id
    back = {"Svar": [["Remiss", "Nämnd", "Beslutad"], ["r1", "OSN", "nej"]]}
    assert counts(register, workbook(back)) == (0, 1, 0)
    assert register.find(Response, remiss_id="r1")[0].decision_id is None
    wrong = {"Svar": [["Remiss", "Nämnd", "Beslutad"], ["r1", "OSN", "2026-01-21 § 3"]]}
    assert [each.cell for each in import_workbook(register, workbook(wrong)).problems] == ["C2"]


def test_a_paragraph_that_comes_later_is_the_same_decision(register: Register, workbook: Make) -> None:
    heads = ["Remiss", "Nämnd", "Sammanträde", "Paragraf"]
    assert counts(register, workbook({"Beslut": [heads, ["ex-09", "SBN", "2026-02-24", None]]})) == (1, 0, 0)
    assert counts(register, workbook({"Beslut": [heads, ["ex-09", "SBN", "2026-02-24", "12"]]})) == (0, 1, 0)


def test_bodies_cannot_lie_under_one_another(register: Register, workbook: Make) -> None:
    rows = {"Nämnder": [["Förkortning", "Namn", "Överordnad"], ["A1", "Ett", "B1"], ["B1", "Två", "A1"]]}
    assert import_workbook(register, workbook(rows)).problems


def test_small_letters_do_not_rename_a_body(register: Register, workbook: Make) -> None:
    rows = {"Nämnder": [["Förkortning", "E-post"], ["ks", "nytt@alvstad.example"]]}
    assert counts(register, workbook(rows)) == (0, 1, 0)
    assert register.find(Namnd, abbreviation="KS")[0].email == "nytt@alvstad.example"


def test_a_large_workbook_is_taken_in(register: Register, workbook: Make) -> None:
    rows: Sheets = {"Remisser": REMISS, "Rekommendationer": [["Remiss", "Nr", "Rekommendation", "Nämnder"]]}
    rows["Rekommendationer"] += [["r1", str(number), f"Gör sak {number}.", "KS, OSN"] for number in range(3000)]
    assert counts(register, workbook(rows)) == (3001, 0, 0)
    places = [each.position for each in register.find(Recommendation, remiss_id="r1")]
    assert sorted(places) == list(range(1, 3001))
