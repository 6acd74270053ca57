"""``check-template``: what can be used, every fault with its place, and the exit status."""

import json
from pathlib import Path

import pytest

from secretary_app.cli.main import run
from secretary_app.domain.model import DocumentKind
from secretary_app.word.sets import template_path

Capture = pytest.CaptureFixture[str]
SHIPPED = str(template_path(DocumentKind.TJANSTESKRIVELSE))


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    from docx import Document

    document = Document()
    document.add_heading("Bakgrund", 1)
    document.add_paragraph("Dnr {{ remiss.diarienumer }}")
    document.add_paragraph("{%p for r in rekommendationer %}")
    document.add_paragraph("Beslutat den 20xx-xx-xx")
    document.save(str(tmp_path / "min mall.docx"))
    return str(tmp_path / "min mall.docx")


def test_a_whole_template_can_be_used(capsys: Capture) -> None:
    assert run(["check-template", SHIPPED]) == 0
    assert capsys.readouterr().out == f"{SHIPPED} kan användas.\n"


def test_every_fault_is_told_with_its_place_and_the_status_is_1(faulty: str, capsys: Capture) -> None:
    assert run(["check-template", SHIPPED, faulty]) == 1
    shown = capsys.readouterr()
    assert shown.err == "Fel: min mall.docx kan inte användas förrän felen är rättade.\n"
    lines = shown.out.splitlines()
    assert lines[:6] == [
        f"{SHIPPED} kan användas.",
        f"{faulty} kan inte användas: 2 fel, 2 varningar",
        "  Fel: Fältet remiss.diarienumer finns inte. Menade du remiss.diarienummer?",
        "       brödtexten, stycke 2, under ”Bakgrund”: ”Dnr {{ remiss.diarienumer }}”",
        "  Fel: Slingan {%p for r in rekommendationer %} är inte avslutad. "
        "Skriv {%p endfor %} på en egen rad efter det sista som ska vara med.",
        "       brödtexten, stycke 3, under ”Bakgrund”: ”{%p for r in rekommendationer %}”",
    ]
    assert "  Varning: ”20xx-xx-xx” ser ut att vara kvar från ett gammalt dokument." in shown.out


def test_json_is_a_line_a_file_and_nothing_else(faulty: str, tmp_path: Path, capsys: Capture) -> None:
    missing = str(tmp_path / "saknas.docx")
    assert run(["check-template", "--json", SHIPPED, faulty, missing]) == 1
    shown = capsys.readouterr()
    assert shown.err.count("\n") == 1
    whole, mine, gone = map(json.loads, shown.out.splitlines())
    assert whole == {"file": SHIPPED, "usable": True, "findings": []}
    assert (mine["file"], mine["usable"]) == (faulty, False)
    assert mine["findings"][0] == {
        "severity": "fel",
        "what": "Fältet remiss.diarienumer finns inte.",
        "suggestion": "Menade du remiss.diarienummer?",
        "part": "brödtexten",
        "heading": "Bakgrund",
        "paragraph": 2,
        "words": "Dnr {{ remiss.diarienumer }}",
    }
    assert [each["severity"] for each in mine["findings"]] == ["fel", "fel", "varning", "varning"]
    assert not gone["usable"]
    assert gone["findings"][0]["paragraph"] is None


def test_without_a_file_the_usage_is_wrong(capsys: Capture) -> None:
    assert run(["check-template"]) == 2
    assert "FIL.docx" in capsys.readouterr().err
