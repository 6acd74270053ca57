"""Both real rounds in one register, through the commands, on the real papers where they are."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from secretary_app.cli.main import run
from secretary_app.operations.verdicts import earlier_recommendations
from secretary_app.store.register import Register

Save = Callable[[str, dict[str, list[list[Any]]]], Path]
Capture = pytest.CaptureFixture[str]
DNR = "KS/2021:270"


class Desk:
    """Somebody at the command line, with one register."""

    def __init__(self, folder: Path, capsys: Capture) -> None:
        self.folder = folder
        self._register = folder / "kommun.beredd"
        self._capsys = capsys

    def does(self, *arguments: object) -> str:
        status = run([*map(str, arguments), "--register", str(self._register)])
        shown = self._capsys.readouterr()
        assert status == 0, shown.err
        return shown.out

    def asks(self, *arguments: object) -> Any:
        return json.loads(self.does(*arguments, "--json"))


@pytest.fixture
def bodies_and_meetings() -> dict[str, list[list[Any]]]:
    """KS, KSAU, KF and OSN, their chain, and the meetings of 2022 and 2025."""
    return {
        "Nämnder": [
            ["Förkortning", "Namn", "Typ", "Överordnad", "Förvaltning", "Justeringsdagar", "Manusstopp dagar före"],
            ["KF", "Kommunfullmäktige", "fullmäktige", None, None, 7, 12],
            ["KS", "Kommunstyrelsen", "styrelse", None, "Kommunstyrelsens förvaltning", 7, 12],
            ["KSAU", "Kommunstyrelsens arbetsutskott", "utskott", "KS", None, 7, 12],
            ["OSN", "Omsorgs- och socialnämnden", "nämnd", None, "Omsorgs- och socialförvaltningen", 14, 20],
        ],
        "Beredning": [
            ["Ägare", "Typ", "Ordning", "Nämnd", "Roll"],
            ["KS", None, 1, "KSAU", "bereder"],
            ["KS", None, 2, "KS", "beslutar"],
            ["KS", None, 3, "KF", "kännedom"],
        ],
        "Sammanträden": [
            ["Nämnd", "Datum"],
            ["OSN", "2022-02-22"],
            ["OSN", "2022-03-22"],
            ["KSAU", "2022-04-04"],
            ["KS", "2022-04-20"],
            ["KF", "2022-04-26"],
            ["OSN", "2025-04-29"],
            ["KSAU", "2025-05-26"],
            ["KS", "2025-06-11"],
            ["KF", "2025-06-17"],
        ],
    }


@pytest.fixture
def desk(tmp_path: Path, capsys: Capture, save_workbook: Save, bodies_and_meetings: Any) -> Desk:
    desk = Desk(tmp_path, capsys)
    desk.does("import", save_workbook("kommun.xlsx", bodies_and_meetings))
    return desk


def document_text(path: Path) -> str:
    """Everything written in a .docx, with its tables."""
    import docx

    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def status_rows(path: Path) -> list[dict[str, Any]]:
    rows = list(load_workbook(path)["Status"].values)
    heads = next(index for index, row in enumerate(rows) if "Diarienr" in row)
    return [dict(zip(rows[heads], row, strict=True)) for row in rows[heads + 1 :]]


def test_the_round_of_2025(desk: Desk, shared: Path) -> None:
    papers = shared / "handlingar"
    registered = desk.asks(
        "register", papers / "mjolby-2025-03-18-missiv.pdf", "--owner", "KS", "--diarienummer", DNR,
        "--received", "2025-03-18",
    )  # fmt: skip
    assert registered["answer_by"] == "2025-06-30"
    addressed = [each["addressees"] for each in registered["recommendations"]]
    assert addressed == [["KS"], ["KS"], ["KS", "OSN"], ["KS", "OSN"]]

    plan = desk.asks("plan", DNR, "--from", "2025-03-26")
    assert plan["internal_deadlines"] == {"OSN": "2025-05-14"}
    assert plan["problems"] == []
    meetings = {(step["body"], step["date"]): step for step in plan["steps"] if step["kind"] == "meeting"}
    assert not meetings["OSN", "2025-04-29"]["immediate_justering"]
    assert ("KSAU", "2025-05-26") in meetings

    assert desk.asks("refer", DNR, "--namnd", "OSN", "--sent", "2025-03-26")["deadline"] == "2025-05-14"
    draft = desk.folder / "internremiss.docx"
    desk.does("draft", "internremiss", DNR, "--namnd", "OSN", "--out", draft)
    text = document_text(draft)
    assert "14 maj 2025" in text
    assert DNR in text
    assert registered["recommendations"][2]["text"] in text

    desk.does("status-list", "--out", desk.folder / "lista.xlsx", "--namnd", "KSAU")
    rows = status_rows(desk.folder / "lista.xlsx")
    assert len(rows) == 6
    asked = [row for row in rows if row["Nämnd"] == "OSN"]
    assert {str(row["Svar senast"])[:10] for row in asked} == {"2025-05-14"}
    assert {row["Diarienr"] for row in rows} == {DNR}


@dataclass(frozen=True)
class Round:
    """The days and §§ of one real round."""

    sent: str
    numbers: str
    """The recommendations put to OSN."""
    decisions: dict[str, tuple[str, str]]
    """Body → day and §."""
    immediate: str = ""


OF_2022 = Round(
    sent="2022-02-14",
    numbers="1234",
    decisions={
        "OSN": ("2022-03-22", "21"),
        "KSAU": ("2022-04-04", "58"),
        "KS": ("2022-04-20", "78"),
        "KF": ("2022-04-26", "55"),
    },
    immediate="OSN",
)
OF_2025 = Round(
    sent="2025-03-26",
    numbers="34",
    decisions={
        "OSN": ("2025-04-29", "78"),
        "KSAU": ("2025-05-26", "94"),
        "KS": ("2025-06-11", "101"),
        "KF": ("2025-06-17", "66"),
    },
)


def test_both_rounds_in_one_register(desk: Desk, shared: Path, save_workbook: Save) -> None:
    papers = shared / "handlingar"
    first = desk.asks(
        "register", papers / "mjolby-2022-02-08-revisionsrapport.pdf", "--owner", "KS", "--diarienummer", DNR,
        "--received", "2022-02-08", "--answer-by", "2022-05-02",
    )["id"]  # fmt: skip
    plan = desk.asks("plan", DNR, "--from", "2022-02-14")
    assert plan["internal_deadlines"] == {"OSN": "2022-03-23"}
    meeting = next(step for step in plan["steps"] if step["body"] == "OSN" and step["kind"] == "meeting")
    assert (meeting["date"], meeting["immediate_justering"]) == ("2022-03-22", True)
    _whole_round(desk, first, OF_2022, save_workbook)

    second = desk.asks(
        "register", papers / "mjolby-2025-03-18-missiv.docx", papers / "mjolby-2025-03-18-revisionsrapport.pdf",
        "--owner", "KS", "--diarienummer", DNR, "--received", "2025-03-18", "--follows-up", first,
    )  # fmt: skip
    assert len(second["recommendations"]) == 4
    assert run(["plan", DNR, "--register", str(desk.folder / "kommun.beredd")]) == 1
    assert desk.asks("plan", second["id"], "--from", "2025-03-26")["internal_deadlines"] == {"OSN": "2025-05-14"}
    _whole_round(desk, second["id"], OF_2025, save_workbook)

    _verdicts(desk, first, save_workbook)
    assert {hit["remiss"] for hit in desk.asks("search", "mångfald")["hits"]} == {first, second["id"]}
    desk.does("export", desk.folder / "ut.xlsx")
    again = desk.asks("import", desk.folder / "ut.xlsx")
    assert (again["added"], again["changed"]) == (0, 0)
    assert desk.asks("check")["ok"]


def _whole_round(desk: Desk, remiss: str, round_: Round, save_workbook: Save) -> None:
    """Internremiss → OSN's answer and § → the gathered answer → § → § → § → closed."""
    desk.does("refer", remiss, "--namnd", "OSN", "--sent", round_.sent)
    for namnd in ("OSN", "KSAU", "KS", "KF"):
        day, paragraph = round_.decisions[namnd]
        if namnd in ("OSN", "KS"):
            numbers = round_.numbers if namnd == "OSN" else "1234"
            path = save_workbook(f"svar {namnd} {round_.sent}.xlsx", _answers(namnd, numbers))
            assert desk.asks("answer", remiss, "--namnd", namnd, "--from", path)["problems"] == []
            assert desk.asks("check-answer", remiss, "--namnd", namnd)["ok"] is True
            for kind in ("tjansteskrivelse", "yttrande"):
                desk.does("draft", kind, remiss, "--namnd", namnd, "--out", _place(desk, round_, kind, namnd))
        desk.does("draft", "underlag", remiss, "--namnd", namnd, "--out", _place(desk, round_, "underlag", namnd))
        immediate = ["--immediate"] if namnd == round_.immediate else []
        decided = desk.asks("decide", remiss, "--namnd", namnd, "--meeting", day, "--paragraph", paragraph, *immediate)
        assert decided["answers"] == {"OSN": len(round_.numbers), "KS": 4}.get(namnd, 0)
        out = _place(desk, round_, "protokollsutdrag", namnd)
        desk.does("draft", "protokollsutdrag", remiss, "--namnd", namnd, "--out", out)
        assert f"§ {paragraph}" in document_text(out)
        assert ("justeras omedelbart" in document_text(out)) is (namnd == round_.immediate)
    gathered = document_text(_place(desk, round_, "tjansteskrivelse", "KS"))
    assert f"§ {round_.decisions['OSN'][1]}" in gathered
    assert "OSN gör punkt 3" in gathered
    assert "KS gör punkt 3" in gathered
    desk.does("draft", "foljebrev", remiss, "--out", _place(desk, round_, "foljebrev", "KS"))
    desk.does("close", remiss)


def _place(desk: Desk, round_: Round, kind: str, namnd: str) -> Path:
    return desk.folder / f"{round_.sent} {kind} {namnd}.docx"


def _answers(namnd: str, numbers: str) -> dict[str, list[list[Any]]]:
    answers: dict[str, list[list[Any]]] = {"Svar": [["Nr", "Ställningstagande", "Svar"]]}
    answers["Åtgärder"] = [["Nr", "Åtgärd", "Ansvarig", "Tidsplan"]]
    for number in numbers:
        answers["Svar"].append([number, "instämmer", "Nämnden delar bedömningen."])
        answers["Åtgärder"].append([number, f"{namnd} gör punkt {number}", "Förvaltningschef", "2099-12-31"])
    return answers


def _verdicts(desk: Desk, remiss: str, save_workbook: Save) -> None:
    """What the auditors said in 2025 of what they had recommended: Ja, Nej, Ja, Delvis."""
    of_words = {"Ja": "åtgärdad", "Nej": "ej åtgärdad", "Delvis": "delvis"}
    rows: list[list[Any]] = [["Remiss", "Nr", "Omdöme", "Ord", "Enligt", "Datum"]]
    for number, word in enumerate(("Ja", "Nej", "Ja", "Delvis"), 1):
        rows.append([remiss, str(number), of_words[word], word, "Revisionen", "2025-03-18"])
    assert desk.asks("import", save_workbook("omdomen.xlsx", {"Omdömen": rows}))["added"] == 4
    with Register.open(desk.folder / "kommun.beredd") as register:
        shown = [each for each in earlier_recommendations(register).rows if each.remiss_id == remiss]
        assert [each.verdict.words for each in shown if each.verdict] == ["Ja", "Nej", "Ja", "Delvis"]
        assert all("instämmer" in each.answers for each in shown)
