"""``answer --from`` a form that a namnd has filled in."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from secretary_app.cli.main import run
from secretary_app.domain.model import Measure, Namnd, Recommendation, Remiss, Response
from secretary_app.store.register import Register

Capture = pytest.CaptureFixture[str]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def at(register_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SECRETARY_APP_REGISTER", str(register_path))
    return register_path


@pytest.fixture
def form(at: Path, tmp_path: Path, capsys: Capture) -> Path:
    """OSN's form to the example's open remiss, a text written in the first box and a measure in the first empty row."""
    path = tmp_path / "svar.docx"
    assert run(["draft", "svarsformular", "ex-02", "--namnd", "OSN", "--out", str(path)]) == 0
    document: Any = Document(str(path))
    tags = [each for each in document.element.body.iter(f"{W}tag") if each.get(f"{W}val").startswith("beredd:t:")]
    texts = list(tags[0].getparent().getparent().iter(f"{W}t"))
    texts[0].text = "Skrivet i formuläret."
    for more in texts[1:]:
        more.text = ""
    rows = next(table for table in document.tables if len(table.columns) == 3).rows
    empty = next(row for row in rows if not any(cell.text for cell in row.cells) and not list(row._tr.iter(f"{W}sdt")))
    for cell, words in zip(empty.cells, ("Ny åtgärd ur formuläret.", "Kanslichef", "2027"), strict=True):
        cell.text = words
    document.save(str(path))
    capsys.readouterr()
    return path


def test_the_form_says_whose_answer_it_is(form: Path, at: Path, capsys: Capture) -> None:
    assert run(["answer", "ex-02", "--from", str(form), "--dry-run", "--json"]) == 0
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert found["namnd"] == "OSN"
    assert "Svaret är OSN:s." in shown.err
    new = [each["after"] for each in found["differences"]]
    assert {"Skrivet i formuläret.", "Ny åtgärd ur formuläret.", "Kanslichef", "2027"} <= set(new)
    with Register.open(at) as register:
        assert not register.find(Measure, text="Ny åtgärd ur formuläret.")
    assert run(["answer", "ex-02", "--from", str(form)]) == 0
    assert "Ny åtgärd ur formuläret." in capsys.readouterr().out
    with Register.open(at) as register:
        (osn,) = register.find(Namnd, abbreviation="OSN")
        (answer,) = register.find(Response, text="Skrivet i formuläret.")
        assert answer.namnd_id == osn.id
    assert run(["answer", "ex-02", "--from", str(form), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differences"] == []


def test_a_form_of_another_remiss_is_refused(form: Path, at: Path, capsys: Capture) -> None:
    with Register.open(at) as register:
        other = next(each for each in register.find(Remiss, state="öppen") if each.id != "ex-02")
    assert run(["answer", other.id, "--from", str(form)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "är ett svarsformulär till" in shown.err


def test_a_value_older_than_the_registers_is_shown_and_not_saved(form: Path, at: Path, capsys: Capture) -> None:
    with Register.open(at, write=True) as register:
        remiss = register.get(Remiss, "ex-02")
        rows = [each for each in register.find(Measure, remiss_id=remiss.id) if each.recommendation_id]
        asked = {each.id for each in register.find(Recommendation, remiss_id=remiss.id)}
        assert {each.recommendation_id for each in rows} <= asked
        with register.change("Ändrade tidsplaner") as change:
            for each in rows:
                change.update(replace(each, timeframe="ändrad i registret"))
    assert run(["answer", "ex-02", "--from", str(form)]) == 0
    shown = capsys.readouterr()
    lines = [line for line in shown.out.splitlines() if "ändrad i registret" in line]
    assert lines
    assert all(line.endswith("(sparas inte)") for line in lines)
    assert "har ändrats i registret sedan formuläret skickades" in shown.err
    with Register.open(at) as register:
        assert all(register.get(Measure, each.id).timeframe == "ändrad i registret" for each in rows)
