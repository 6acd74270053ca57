"""The real yttranden of one case, read into the register by the command as they came."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from secretary_app.cli.main import run
from secretary_app.domain.model import Measure, MeasureNamnd, Namnd, Recommendation, Response
from secretary_app.store.register import Register

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def papers(shared: Path) -> Path:
    return shared / "handlingar"


@pytest.fixture
def at(papers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Path:
    """A register with the audit's missiv and report registered, and the bodies that answer."""
    path = tmp_path / "kommun.beredd"
    monkeypatch.setenv("SECRETARY_APP_REGISTER", str(path))
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Nämnder"
    rows = [("Förkortning", "Namn", "Typ"), ("KS", "Kommunstyrelsen", "styrelse"), ("SN", "Socialnämnden", "nämnd")]
    for row in rows:
        sheet.append(row)
    book.save(tmp_path / "bok.xlsx")
    assert run(["import", str(tmp_path / "bok.xlsx")]) == 0
    files = [str(papers / f"knivsta-{each}.pdf") for each in ("2018-11-13-missiv", "2018-12-revisionsrapport")]
    assert run(["register", *files, "--owner", "KS", "--diarienummer", "KS-2018/1"]) == 0
    capsys.readouterr()
    return path


def answer(capsys: Capture, *arguments: str) -> Any:
    assert run(["answer", "KS-2018/1", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_all_that_the_namnd_answers_is_read(at: Path, papers: Path, capsys: Capture) -> None:
    source = str(papers / "knivsta-2019-02-18-yttrande-sn.docx")
    found = answer(capsys, "--from", source, "--namnd", "SN")
    assert (found["added"], found["problems"]) == (7, [])
    with Register.open(at) as register:
        measures = register.find(Measure)
        assert len(measures) == 6
        assert len({each.recommendation_id for each in measures}) == 6
        assert all(each.timeframe for each in measures)
        (general,) = register.find(Response)
        assert general.recommendation_id is None
    again = answer(capsys, "--from", source, "--namnd", "SN")
    assert (again["added"], again["changed"]) == (0, 0)


def test_all_fifteen_rows_of_the_owners_table_are_read(at: Path, papers: Path, capsys: Capture) -> None:
    source = str(papers / "knivsta-2019-03-18-yttrande-ks.docx")
    found = answer(capsys, "--from", source)
    assert found["problems"] == []
    with Register.open(at) as register:
        numbers = {each.id: each.number for each in register.find(Recommendation)}
        bodies = {each.id: each.abbreviation for each in register.find(Namnd)}
        measures = register.find(Measure)
        told = sorted(numbers[each.recommendation_id or ""] for each in measures)
        whose: dict[str, list[str]] = {}
        for row in register.find(MeasureNamnd):
            whose.setdefault(row.measure_id, []).append(bodies[row.namnd_id])
    # Fifteen rows, the first of which holds two measures in a cell.
    assert told == ["1"] * 2 + ["2"] * 4 + ["3"] * 3 + ["4"] * 4 + ["5"] * 2 + ["6"]
    assert sum(bool(each.responsible) for each in measures) == 15
    assert sum(bool(each.timeframe) for each in measures) == 14
    assert {tuple(sorted(each)) for each in whose.values()} == {("KS",), ("SN",), ("KS", "SN")}
    assert {each.timeframe for each in measures} >= {"2020", "Sprids under 2019", "2019-06-30"}
    again = answer(capsys, "--from", source)
    assert (again["added"], again["changed"]) == (0, 0)


def test_it_is_read_as_the_namnds_though_nobody_says_so(at: Path, papers: Path, capsys: Capture) -> None:
    source = str(papers / "knivsta-2019-02-18-yttrande-sn.docx")
    assert run(["answer", "KS-2018/1", "--from", source]) == 0
    assert "Svaret är SN:s." in capsys.readouterr().err
    with Register.open(at) as register:
        (sn,) = register.find(Namnd, abbreviation="SN")
        measures = [each.id for each in register.find(Measure)]
        assert len(measures) == 6
        assert {each.namnd_id for each in register.find(MeasureNamnd, measure_id=measures)} == {sn.id}
        assert {each.namnd_id for each in register.find(Response)} == {sn.id}
