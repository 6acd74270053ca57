"""The whole round in the window, from first start to the status list, with mouse and keys."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from secretary_app.support.resources import resource

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Save = Callable[[str, dict[str, list[list[Any]]]], Path]
Person = Any
"""The one of conftest.py."""

MEETINGS = """\tKS\tKSAU\tKF\tOSN\tBUN
mars\t25\t9, 30\t9\t4, 25\t24
april\t15\t27\t13, 27\t15\t28
maj\t13\t25\t25\t6, 27\t26
juni\t10\t\t22\t17\t16
"""

PLAN = {
    ("Internremiss ut", "KS", "ons 11 mars"),
    ("Nämnden beslutar", "OSN", "ons 15 april"),
    ("Nämnden beslutar", "BUN", "tis 28 april"),
    ("Internt svarsdatum", "BUN", "ons 13 maj"),
    ("Internt svarsdatum", "OSN", "ons 13 maj"),
    ("Tjänsteskrivelse klar", "KS", "ons 13 maj"),
    ("KSAU bereder", "KSAU", "mån 25 maj"),
    ("KS beslutar", "KS", "ons 10 juni"),
    ("För kännedom", "KF", "mån 22 juni"),
    ("Expediering", "KS", "tis 30 juni"),
}
"""KSAU's papers are due on 13 May, the day before Ascension Day."""


DONE = (
    "Använde planen",
    "Gjorde om: Använde planen",
    "Skickade internremiss till BUN och OSN",
    "Skrev OSN:s svar på rekommendation 2",
    "Lade till åtgärd för OSN",
    "Läste in svar från BUN",
    "Förslag i KSAU § 63",
    "Expedierade Yttrande",
    "Gjorde om: Avslutade KS/2026:48",
)
"""What the history must tell, among the rest."""


def test_the_whole_round_on_the_example(sits_down: Callable[[str], Person]) -> None:
    person = sits_down("2026-03-11")
    first_start(person)
    register(person)
    plan(person)
    refer(person)
    answers_are_typed(person)
    answers_are_read_in(person)
    list_of_all(person)
    own_answer(person)
    list_of_the_meeting(person)
    end(person)
    come_back(person)


def first_start(person: Person) -> None:
    """A kommun, its nämnder and their meetings."""
    person.writes("Kommun eller region", "Älvstads kommun")
    person.writes("Ditt namn", "Malva Tjärnfors")
    person.writes("Din e-post", "malva.tjarnfors@alvstad.example")
    person.presses("Nästa: nämnder och möten")

    person.writes_in_cell("Nämnder", "Socialnämnden", "Kortnamn", "OSN")
    person.writes_in_cell("Nämnder", "OSN", "Nämnd", "Omsorgs- och socialnämnden")
    for without in ("KFN", "SBN"):
        person.picks("Nämnder", without, "Med")
        person.keys(Qt.Key.Key_Space)
    person.presses("Klistra in mötesdagar…")
    person.pastes(MEETINGS)
    person.presses("Lägg in 23 sammanträden")
    assert person.sees("Alla valda nämnder har möten.")
    person.presses("Nästa: var registret ligger")

    person.writes("Mapp", str(person.folder / "register"))
    person.writes("Registrets namn", "Älvstad")
    person.writes("Säkerhetskopior läggs i", str(person.folder / "kopior"))
    person.presses("Börja använda Beredd")
    assert person.sees("Inga remisser ännu. Släpp ett missiv här, eller registrera ett.")


def register(person: Person) -> None:
    """The missiv and its report are dropped, read through, corrected and registered."""
    person.drops(resource("example", "missiv.pdf"), resource("example", "revisionsrapport.pdf"))
    person.writes("Vårt diarienummer", "KS/2026:48")
    person.writes("Handläggare", "Malva Tjärnfors")
    person.presses_beside("Rekommendation 3", "Omsorgs- och socialnämnden")
    person.presses("Registrera och förbered 2 internremisser")


def plan(person: Person) -> None:
    """The plan is read; the alternative is tried and taken back."""
    person.opens_tab("Plan")
    assert {(step, *each) for step in {step for step, _, _ in PLAN} for each in days(person, step)} == PLAN
    assert person.reads_table("Planens steg")[-1]["Steg"] == "Expediering"
    assert person.sees("Planen används")
    person.presses("Med omedelbar justering även i OSN får OSN 21 dagar mer på sig, till 22 april")
    person.presses("Använd den här planen")
    assert ("OSN", "ons 6 maj") in days(person, "Nämnden beslutar")
    person.keys(Qt.Key.Key_Z, CTRL)
    assert person.notice.startswith("Ångrat")
    assert ("OSN", "ons 15 april") in days(person, "Nämnden beslutar")
    person.keys(Qt.Key.Key_Y, CTRL)
    assert ("OSN", "ons 6 maj") in days(person, "Nämnden beslutar")
    person.keys(Qt.Key.Key_Z, CTRL)


def days(person: Person, step: str) -> set[tuple[str, str]]:
    """Who does this step of the plan, and when. Several who do it on one day may stand in one row."""
    rows = [each for each in person.reads_table("Planens steg") if each["Steg"] == step]
    return {(who, each["Dag"]) for each in rows for who in each["Vem"].split(", ")}


def refer(person: Person) -> None:
    """Both internremisser are written, each with its form, and noted as sent."""
    person.presses("Skapa 2 internremisser…")
    for kind in ("Internremiss", "Svarsformulär"):
        assert person.finds(f"{kind}, Barn- och utbildningsnämnden").isChecked()
    person.presses("Skapa 4 utkast")
    assert person.notice == "4 utkast är skapade."
    assert "OSN-2" in document(person, "Svarsformulär", "OSN")
    osn, bun = (document(person, "Internremiss", namnd) for namnd in ("OSN", "BUN"))
    assert "13 maj 2026" in osn
    assert "beslutar när de ska vara klara" in osn
    assert "reservrutinerna vid avbrott" in osn
    assert "reservrutinerna vid avbrott" in bun
    assert "beslutar när de ska vara klara" not in bun
    person.presses("Notera skickade internremisser…")
    person.focuses("Avbryt")
    person.keys(Qt.Key.Key_Return)
    assert person.notice == "4 utkast är skapade."
    person.presses("Notera skickade internremisser…")
    person.presses("Notera som skickade")
    assert person.notice == "Internremiss till BUN och OSN: skickad 11 mars."


def document(person: Person, kind: str, namnd: str) -> str:
    """All that stands in the newest draft of this kind, tables included."""
    import docx

    found = [each for each in (person.folder / "register").rglob("*.docx") if kind in each.name and namnd in each.name]
    assert len(found) == 1, list((person.folder / "register").rglob("*.docx"))
    read = docx.Document(str(found[0]))
    cells = [cell.text for table in read.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in read.paragraphs), *cells])


ANSWERS = {
    "2": ("Instämmer", "Planerna har dröjt och får nu en fast tidsplan.", "Upprätta kontinuitetsplan för hemtjänsten."),
    "3": ("Instämmer inte", "Frågan rör bara skolan.", ""),
    "4": ("Instämmer", "Äldreomsorgen är kartlagd.", "Slutföra kartläggningen inom individ- och familjeomsorgen."),
    "5": ("Instämmer delvis", "Nämnden anger ansvarig och tid.", "Redovisa läget i verksamhetsberättelsen."),
}


def answers_are_typed(person: Person) -> None:
    """OSN's answers come on paper."""
    person.waits_until("2026-04-14")
    person.opens_tab("Svar och åtgärder")
    person.chooses("Visa svar från", "OSN")
    for number, (position, text, measure) in ANSWERS.items():
        assert person.sees(f"OSN svarar på rekommendation {number}")
        person.presses(position)
        person.writes("Svar", text)
        if measure:
            person.presses("Lägg till åtgärd")
            for words in (measure, "Verksamhetschefen", "senast oktober 2026"):
                person.types(words)
                person.keys(Qt.Key.Key_Tab)
            person.keys(Qt.Key.Key_Escape)
        person.presses("Nästa svar")
    assert person.sees("Inget saknas.")
    decide(person, "2026-04-15", "OSN", "58")
    assert person.notice == "Beslut i OSN § 58 är inlagt. 4 svar är därmed beslutade."


def answers_are_read_in(person: Person) -> None:
    """BUN's answers come in a workbook, which is chosen in the file dialog."""
    person.waits_until("2026-04-27")
    workbook = resource("example", "svar-bun.xlsx")
    person.answers_file_dialog(workbook, lambda: person.presses("Läs in svar från fil…"))
    assert person.sees("Ska svaren i svar-bun.xlsx läggas in?")
    assert len(person.reads_table("Vad svaren ändrar")) == 17
    person.presses("Lägg in svaren")
    assert person.notice.startswith("Svaren från BUN är inlagda.")
    decide(person, "2026-04-28", "BUN", "41")


def decide(
    person: Person, day: str, namnd: str, paragraph: str, outcome: str = "Beslut", *, immediate: bool = False
) -> None:
    """A decision is recorded on its day."""
    person.waits_until(day)
    person.takes_from_menu("Mer", "Lägg in beslut…")
    person.chooses("Nämnd", namnd + " ")
    assert person.finds("Sammanträde").currentText().endswith("(planerat)")
    assert person.finds("Utfall").currentText() == outcome
    person.writes("Paragraf", paragraph)
    person.writes("Beslutstext", "Förvaltningens förslag till yttrande antas.")
    if immediate:
        person.presses("Omedelbar justering")
    person.presses("Lägg in beslutet")


def list_of_all(person: Person) -> None:
    """The status list before KSAU, from Remisser."""
    person.goes_to("Remisser")
    (row,) = person.reads_table("Remisser")
    assert row["Nämnder"] == "BUN: besvarad, 1 utan tidsplan, OSN: besvarad"
    assert (row["Besvarade"], row["Nästa frist"], row["Status"]) == ("2 av 2", "13 maj", "Snart")
    path = person.folder / "lista.xlsx"
    person.answers_file_dialog(path, lambda: person.presses("Skapa statuslista…"))
    assert person.notice == "Statuslistan skrevs till lista.xlsx, 9 rader."
    states = {(each["Nr"], each["Nämnd"]): each["Läge"] for each in status_rows(path)}
    assert {key for key, state in states.items() if state == "i tid"} == {("1", "KS"), ("5", "KS")}
    assert {key for key, state in states.items() if state == "utan tidsplan"} == {("4", "BUN")}
    assert sum(state == "beslutad" for state in states.values()) == 6
    person.focuses("Remisser")
    person.keys(Qt.Key.Key_Return)


def own_answer(person: Person) -> None:
    """KS's own answers are dropped as a workbook; its papers are written."""
    person.waits_until("2026-05-12")
    person.drops(resource("example", "svar-ks.xlsx"))
    person.presses("Lägg in svaren")
    assert person.notice.startswith("Svaren från KS är inlagda.")
    person.opens_tab("Dokument")
    person.presses("Skapa utkast…")
    for kind in ("Tjänsteskrivelse", "Yttrande"):
        person.presses(f"{kind}, Kommunstyrelsen")
    person.presses("Skapa 2 utkast")
    assert person.notice == "2 utkast är skapade."
    paper, answer = (document(person, kind, "KS") for kind in ("Tjänsteskrivelse", "Yttrande"))
    assert "§ 58" in paper
    assert "§ 41" in paper
    assert "Upprätta kontinuitetsplan för hemtjänsten." in answer
    assert "Besluta om övningsplan för åren 2027–2029." in answer


def list_of_the_meeting(person: Person) -> None:
    """What is up for KSAU, from Sammanträden."""
    person.goes_to("Sammanträden")
    person.picks("Nämnder med nästa möte", "KSAU")
    assert person.sees("Inför KSAU måndag 25 maj")
    path = person.folder / "ksau.xlsx"
    person.answers_file_dialog(path, lambda: person.presses("Skapa statuslista…"))
    assert person.notice == "Statuslistan skrevs till ksau.xlsx, 9 rader."
    states = {(each["Nr"], each["Nämnd"]): each["Läge"] for each in status_rows(path)}
    assert {key for key, state in states.items() if state == "utkast"} == {("1", "KS"), ("5", "KS")}
    person.presses("Öppna Uppföljande granskning av kommunens arbete med kontinuitetsplanering")


def end(person: Person) -> None:
    """KSAU, KS and KF; the answer is sent, the matter is closed."""
    decide(person, "2026-05-25", "KSAU", "63", "Förslag")
    decide(person, "2026-06-10", "KS", "88")
    assert person.notice == "Beslut i KS § 88 är inlagt. 3 svar är därmed beslutade. Remissen är besvarad."
    person.opens_tab("Svarsläge")
    cells = {words for row in person.reads_cells("Svarsläge, rekommendation och nämnd")[:5] for words in row}
    decided = {"§ 58, 15 april", "§ 41, 28 april", "Utan tidsplan, § 41, 28 april", "§ 88, 10 juni"}
    assert cells == {"berörs inte", *decided}
    person.waits_until("2026-06-18")
    person.presses("Expediera…")
    person.presses("Notera expedieringen")
    assert person.notice == "Yttrande till Kommunens revisorer: skickat 18 juni."
    decide(person, "2026-06-22", "KF", "61")
    person.presses("Avsluta…")
    assert person.notice == "KS/2026:48 är avslutad."
    person.keys(Qt.Key.Key_Z, CTRL)
    assert person.sees("Avsluta…")
    person.keys(Qt.Key.Key_Z, CTRL | SHIFT)
    assert not person.sees("Avsluta…")


def come_back(person: Person) -> None:
    """The program is closed and started again: it looks as it did, and knows all that was done."""
    person.goes_to("Remisser")
    person.presses("Visa avslutade 1")
    person.widens_column("Remisser", "Nästa frist", 60)
    width = person.column_width("Remisser", "Nästa frist")
    person.restarts()
    assert person.column_width("Remisser", "Nästa frist") == width
    assert [each["Diarienr"] for each in person.reads_table("Remisser")] == ["KS/2026:48"]
    person.focuses("Remisser")
    person.keys(Qt.Key.Key_Return)
    person.opens_tab("Historik")
    told = [row[2] for row in person.reads_cells("Historik") if row[2]]
    assert told[-1].startswith("Registrerade KS/2026:48")
    for words in DONE:
        assert any(each.startswith(words) for each in told), words


def status_rows(path: Path) -> list[dict[str, Any]]:
    rows = list(load_workbook(path)["Status"].values)
    heads = next(index for index, row in enumerate(rows) if "Diarienr" in row)
    return [dict(zip(rows[heads], row, strict=True)) for row in rows[heads + 1 :]]


@dataclass(frozen=True)
class Round:
    """One of the two real rounds."""

    sent: str
    paper: str
    received: str
    answer_by: str
    meetings: str
    numbers: str
    """The recommendations put to OSN."""
    deadline: str
    """The internal one, as it is told in the plan."""
    meeting: str
    """The day on which OSN decides."""
    paragraph: str
    immediate: bool


OF_2022 = Round(
    sent="2022-02-14",
    paper="mjolby-2022-02-08-revisionsrapport.pdf",
    received="2022-02-08",
    answer_by="2022-05-02",
    meetings="OSN\t2022-02-22\nOSN\t2022-03-22\nKSAU\t2022-04-04\nKS\t2022-04-20\nKF\t2022-04-26",
    numbers="1234",
    deadline="ons 23 mars",
    meeting="2022-03-22",
    paragraph="21",
    immediate=True,
)
OF_2025 = Round(
    sent="2025-03-26",
    paper="mjolby-2025-03-18-missiv.pdf",
    received="2025-03-18",
    answer_by="2025-06-30",
    meetings="OSN\t2025-04-29\nKSAU\t2025-05-26\nKS\t2025-06-11\nKF\t2025-06-17",
    numbers="34",
    deadline="ons 14 maj",
    meeting="2025-04-29",
    paragraph="78",
    immediate=False,
)


@pytest.mark.parametrize("of", [OF_2022, OF_2025], ids=["2022", "2025"])
def test_the_real_rounds(sits_down: Callable[[str], Person], shared: Path, save_workbook: Save, of: Round) -> None:
    person = sits_down(of.sent)
    begin_in_mjolby(person, of)
    person.drops(shared / "handlingar" / of.paper)
    person.writes("Vårt diarienummer", "KS/2021:270")
    for field, day in (("Inkom", of.received), ("Svar senast", of.answer_by)):
        person.writes(field, day)
        person.keys(Qt.Key.Key_Tab)
    person.presses("Registrera och förbered 1 internremiss")
    person.opens_tab("Plan")
    assert days(person, "Internt svarsdatum") == {("OSN", of.deadline)}
    person.presses("Skapa internremiss till OSN…")
    person.presses("Skapa 2 utkast")
    assert f"{of.deadline[4:]} {of.sent[:4]}" in document(person, "Internremiss", "OSN")
    person.presses("Notera internremissen till OSN…")
    person.presses("Notera som skickade")
    rows = [
        ["Nr", "Ställningstagande", "Svar"],
        *([number, "instämmer", "Nämnden delar det."] for number in of.numbers),
    ]
    answers = save_workbook("svar.xlsx", {"Svar": rows})
    person.answers_file_dialog(answers, lambda: person.presses("Läs in svar från fil…"))
    person.presses("Lägg in svaren")
    decide(person, of.meeting, "OSN", of.paragraph, immediate=of.immediate)
    path = person.folder / "lista.xlsx"
    person.goes_to("Remisser")
    person.answers_file_dialog(path, lambda: person.presses("Skapa statuslista…"))
    states = {each["Nr"]: each["Läge"] for each in status_rows(path) if each["Nämnd"] == "OSN"}
    assert states == dict.fromkeys(of.numbers, "utan åtgärd")


def begin_in_mjolby(person: Person, of: Round) -> None:
    person.writes("Kommun eller region", "Mjölby kommun")
    person.presses("Nästa: nämnder och möten")
    person.writes_in_cell("Nämnder", "Socialnämnden", "Kortnamn", "OSN")
    person.writes_in_cell("Nämnder", "OSN", "Nämnd", "Omsorgs- och socialnämnden")
    person.writes_in_cell("Nämnder", "OSN", "Manusstopp (dagar)", "20")
    person.presses("Klistra in mötesdagar…")
    person.pastes(of.meetings)
    person.presses(f"Lägg in {len(of.meetings.splitlines())} sammanträden")
    person.presses("Nästa: var registret ligger")
    person.writes("Mapp", str(person.folder / "register"))
    person.writes("Säkerhetskopior läggs i", str(person.folder / "kopior"))
    person.presses("Börja använda Beredd")
