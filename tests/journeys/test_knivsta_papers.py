"""The real audit of Knivsta through the commands, and its papers drafted in the house style made after them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.table import _Row

from secretary_app.cli.main import run

Save = Callable[[str, dict[str, list[list[Any]]]], Path]
DNR = "KS-2019/64"
BODIES: dict[str, list[list[Any]]] = {
    "Kommun": [["Uppgift", "Värde"], ["Namn", "Knivsta kommun"], ["Mallar", "beslut-forst"]],
    "Nämnder": [
        ["Förkortning", "Namn", "Typ", "Överordnad", "Förvaltning"],
        ["KF", "Kommunfullmäktige", "fullmäktige", None, None],
        ["KS", "Kommunstyrelsen", "styrelse", None, "Kommunledningskontoret"],
        ["KSAU", "Kommunstyrelsens arbetsutskott", "utskott", "KS", None],
        ["SN", "Socialnämnden", "nämnd", None, "Vård- och omsorgskontoret"],
    ],
    "Beredning": [
        ["Ägare", "Typ", "Ordning", "Nämnd", "Roll"],
        ["KS", None, 1, "KSAU", "bereder"],
        ["KS", None, 2, "KS", "beslutar"],
        ["KS", None, 3, "KF", "kännedom"],
    ],
    "Personer": [
        ["Namn", "Titel", "Nämnd", "Roll"],
        ["Karin Exempel", "Kommundirektör", "KS", "förvaltningschef"],
        ["Nils Påhitt", "Kanslichef", "KS", "kanslichef"],
    ],
    "Sammanträden": [["Nämnd", "Datum"], ["SN", "2019-02-27"], ["KSAU", "2019-04-01"], ["KS", "2019-04-15"]],
}
PAPERS = (
    ("internremiss", "SN"),
    ("svarsformular", "SN"),
    ("tjansteskrivelse", "SN"),
    ("yttrande", "SN"),
    ("protokollsutdrag", "SN"),
    ("tjansteskrivelse", "KS"),
    ("yttrande", "KS"),
    ("barnchecklista", "KS"),
    ("underlag", "KSAU"),
    ("protokollsutdrag", "KS"),
    ("foljebrev", "KS"),
)


@pytest.fixture
def does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """A command on the register; what it showed."""

    def do(*arguments: object) -> str:
        status = run([*map(str, arguments), "--register", str(tmp_path / "knivsta.beredd")])
        shown = capsys.readouterr()
        assert status == 0, shown.err
        return shown.out

    return do


@pytest.fixture
def papers(shared: Path) -> Path:
    return shared / "handlingar"


@pytest.fixture
def answered(does: Callable[..., str], papers: Path, save_workbook: Save) -> None:
    """The audit registered from the auditors' papers, socialnämnden asked, kommunstyrelsen's table read in."""
    does("import", save_workbook("knivsta.xlsx", BODIES))
    does(
        "register", papers / "knivsta-2018-11-13-missiv.pdf", papers / "knivsta-2018-12-revisionsrapport.pdf",
        "--owner", "KS", "--diarienummer", DNR, "--received", "2018-12-11",
    )  # fmt: skip
    does("refer", DNR, "--namnd", "SN", "--sent", "2019-02-13", "--deadline", "2019-03-01")
    does("answer", DNR, "--from", papers / "knivsta-2019-03-18-yttrande-ks.docx")
    meeting = ("--meeting", "2019-02-27", "--paragraph", "41")
    does("decide", DNR, "--namnd", "SN", *meeting)


@pytest.fixture
def drafted(does: Callable[..., str], answered: None, tmp_path: Path) -> dict[tuple[str, str], DocumentType]:
    made = {}
    for kind, namnd in PAPERS:
        out = tmp_path / f"{kind} {namnd}.docx"
        does("draft", kind, DNR, "--namnd", namnd, "--out", out)
        made[kind, namnd] = Document(str(out))
    return made


def plain(text: str) -> str:
    """Without line breaks and the full stop at the end, and with nobody's blank as a placeholder reads."""
    words = " ".join(text.replace("(", "").replace(")", "").split()).rstrip(".")
    return "" if words.startswith("[Ange") else words


def measures(row: _Row) -> list[tuple[str, ...]]:
    """The measures of a row with who answers for them and when; a cell may hold two, and no namnd means KS."""
    _, texts, responsible, timeframe, namnder, _ = row.cells
    shared = (plain(responsible.text), plain(timeframe.text), plain(namnder.text) or "KS")
    return [(plain(text), *shared) for text in texts.text.split("\n") if plain(text)]


def headings(document: DocumentType) -> list[str]:
    return [p.text for p in document.paragraphs if (p.style and p.style.name == "Heading 2")]


def test_the_real_table_is_drafted_row_by_row(
    drafted: dict[tuple[str, str], DocumentType], does: Callable[..., str], papers: Path, tmp_path: Path
) -> None:
    (real,) = Document(str(papers / "knivsta-2019-03-18-yttrande-ks.docx")).tables
    (ours,) = drafted["yttrande", "KS"].tables
    wanted = sorted(row for each in real.rows[1:] for row in measures(each))
    found = sorted(row for each in ours.rows[1:] for row in measures(each))
    assert len(ours.rows) == len(found) + 1 == 17
    assert found == wanted
    assert [bool(row.cells[0].text) for row in ours.rows[1:]].count(True) == 6
    assert [cell.text for cell in ours.rows[0].cells][:5] == [cell.text for cell in real.rows[0].cells][:5]
    assert ours.rows[0].cells[5].text.startswith("Status per ")
    back = does("answer", DNR, "--from", tmp_path / "yttrande KS.docx", "--dry-run")
    assert "0 nya rader, 0 ändrade" in back


def test_the_papers_have_the_sections_of_the_real_ones(
    drafted: dict[tuple[str, str], DocumentType], papers: Path
) -> None:
    for kind, real in (
        ("tjansteskrivelse", "knivsta-2019-03-18-tjansteskrivelse-ks"),
        ("yttrande", "knivsta-2019-03-18-yttrande-ks"),
    ):
        ours = headings(drafted[kind, "KS"])
        lines = [line.strip("# :") for line in (papers / f"{real}.txt").read_text("utf-8").splitlines()]
        assert [line for line in lines if line in ours] == ours


def test_what_is_proposed_is_in_clauses(drafted: dict[tuple[str, str], DocumentType]) -> None:
    for namnd, body in (("KS", "Kommunstyrelsen"), ("SN", "Socialnämnden")):
        texts = [p.text for p in drafted["tjansteskrivelse", namnd].paragraphs]
        start = texts.index("Förslag till beslut")
        assert texts[start + 1] == f"{body} beslutar"
        assert texts[start + 2].startswith("att lämna yttrande daterat ")
    assert "Kommunstyrelsen har hämtat in svar från socialnämnden. Svaret ingår i kommunstyrelsens yttrande." in [
        p.text for p in drafted["tjansteskrivelse", "KS"].paragraphs
    ]


def test_every_paper_is_whole(drafted: dict[tuple[str, str], DocumentType]) -> None:
    for (kind, namnd), document in drafted.items():
        texts = [p.text for p in document.paragraphs]
        assert not any("{{" in text or "{%" in text or "None" in text for text in texts), (kind, namnd)
        assert document.core_properties.language == "sv-SE"
        assert headings(document), (kind, namnd)
