"""Both real rounds in one register, through the commands, on the real papers where they are."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from secretary_app.cli.main import run

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


def test_both_rounds_in_one_register(desk: Desk, shared: Path, save_workbook: Save) -> None:
    first = _round_of_2022(desk, shared / "handlingar", save_workbook)
    second = desk.asks(
        "register", shared / "handlingar" / "mjolby-2025-03-18-missiv.docx", "--owner", "KS", "--diarienummer", DNR,
        "--received", "2025-03-18", "--follows-up", first,
    )["id"]  # fmt: skip
    assert run(["plan", DNR, "--register", str(desk.folder / "kommun.beredd")]) == 1
    assert desk.asks("plan", second, "--from", "2025-03-26")["internal_deadlines"] == {"OSN": "2025-05-14"}
    desk.does("refer", second, "--namnd", "OSN", "--sent", "2025-03-26")

    verdicts = {"Omdömen": [["Remiss", "Nr", "Omdöme", "Ord", "Enligt", "Datum"]]}
    words = ("Ja", "Nej", "Ja", "Delvis")
    of_words = {"Ja": "åtgärdad", "Nej": "ej åtgärdad", "Delvis": "delvis"}
    for number, word in enumerate(words, 1):
        verdicts["Omdömen"].append([first, str(number), of_words[word], word, "Revisionen", "2025-03-18"])
    assert desk.asks("import", save_workbook("omdomen.xlsx", verdicts))["added"] == 4

    hits = desk.asks("search", "mångfald")["hits"]
    assert {hit["remiss"] for hit in hits} == {first, second}
    desk.does("export", desk.folder / "ut.xlsx")
    again = desk.asks("import", desk.folder / "ut.xlsx")
    assert (again["added"], again["changed"]) == (0, 0)
    assert desk.asks("check")["ok"]


def _round_of_2022(desk: Desk, papers: Path, save_workbook: Save) -> str:
    """Missiv and report → internremiss → answer → § → gathered answer → § → § → closed. Returns the remiss's id."""
    registered = desk.asks(
        "register", papers / "mjolby-2022-02-08-revisionsrapport.pdf", "--owner", "KS", "--diarienummer", DNR,
        "--received", "2022-02-08", "--answer-by", "2022-05-02",
    )  # fmt: skip
    assert len(registered["recommendations"]) == 4
    plan = desk.asks("plan", DNR, "--from", "2022-02-14")
    assert plan["internal_deadlines"] == {"OSN": "2022-03-23"}
    meeting = next(step for step in plan["steps"] if step["body"] == "OSN" and step["kind"] == "meeting")
    assert (meeting["date"], meeting["immediate_justering"]) == ("2022-03-22", True)
    desk.does("refer", DNR, "--namnd", "OSN", "--sent", "2022-02-14")
    answers: dict[str, list[list[Any]]] = {"Svar": [["Nr", "Ställningstagande", "Svar"]], "Åtgärder": []}
    answers["Åtgärder"] = [["Nr", "Åtgärd", "Ansvarig", "Tidsplan"]]
    for number in "1234":
        answers["Svar"].append([number, "instämmer", "Nämnden delar bedömningen."])
        answers["Åtgärder"].append([number, f"Genomför punkt {number}", "Förvaltningschef", "2022-12-31"])
    path = save_workbook("svar.xlsx", answers)
    for namnd, day, paragraph in (("OSN", "2022-03-22", "21"), ("KS", "2022-04-20", "78")):
        assert desk.asks("answer", DNR, "--namnd", namnd, "--from", path)["problems"] == []
        for kind in ("tjansteskrivelse", "yttrande", "underlag"):
            desk.does("draft", kind, DNR, "--namnd", namnd, "--out", desk.folder / f"{kind} {namnd}.docx")
        if namnd == "KS":
            desk.does("decide", DNR, "--namnd", "KSAU", "--meeting", "2022-04-04", "--paragraph", "58")
        immediate = ["--immediate"] if namnd == "OSN" else []
        decided = desk.asks("decide", DNR, "--namnd", namnd, "--meeting", day, "--paragraph", paragraph, *immediate)
        assert decided["answers"] == 4
        out = desk.folder / f"protokollsutdrag {namnd}.docx"
        desk.does("draft", "protokollsutdrag", DNR, "--namnd", namnd, "--out", out)
        assert f"§ {paragraph}" in document_text(out)
        assert ("justeras omedelbart" in document_text(out)) is (namnd == "OSN")
    desk.does("decide", DNR, "--namnd", "KF", "--meeting", "2022-04-26", "--paragraph", "55")
    gathered = document_text(desk.folder / "tjansteskrivelse KS.docx")
    assert "§ 21" in gathered
    desk.does("close", DNR)
    return str(registered["id"])
