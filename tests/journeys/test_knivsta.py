"""The table of a real yttrande in the register: 15 measures, some of them nobody's, with free words for when."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import _Cell
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import DocumentKind, MeasureState, Remiss
from secretary_app.operations.drafting import draft
from secretary_app.operations.follow_up import follow_up
from secretary_app.operations.importing import import_workbook
from secretary_app.store.register import Register
from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.uppfoljning.page import UppfoljningPage
from secretary_app.ui.shell.window import MainWindow

Save = Callable[[str, dict[str, list[list[Any]]]], Path]
NOW = dt.datetime(2019, 3, 18, 9, tzinfo=dt.UTC)
ON = dt.date(2019, 1, 1)
SAID = {"2019-06-30": "påbörjad", "2020": "ej påbörjad", "2019-12-31": "klar"}
"""The colours of the table are lost in its text: by its tidsplan, what some of the measures are taken to have been."""


@pytest.fixture
def table(shared: Path) -> list[list[str]]:
    (found,) = Document(str(shared / "handlingar" / "knivsta-2019-03-18-yttrande-ks.docx")).tables
    return [[cell.text.strip() for cell in row.cells] for row in found.rows][1:]


@pytest.fixture
def path(table: list[list[str]], save_workbook: Save, tmp_path: Path) -> Path:
    measures: list[list[Any]] = [["Remiss", "Nr", "Åtgärd", "Ansvarig", "Tidsplan", "Nämnder", "Status", "Status per"]]
    recommendations: list[list[Any]] = [["Remiss", "Nr", "Rekommendation", "Nämnder"]]
    for recommendation, text, responsible, timeframe, namnder, _ in table:
        if recommendation:
            recommendations.append(["knivsta", str(len(recommendations)), recommendation, "KS"])
        said = SAID.get(timeframe)
        row = ["knivsta", recommendations[-1][1], text, responsible, timeframe, namnder.replace("(SN)", "SN")]
        measures.append([*row, said, ON if said else None])
    book = save_workbook(
        "knivsta.xlsx",
        {
            "Nämnder": [
                ["Förkortning", "Namn", "Typ"],
                ["KS", "Kommunstyrelsen", "styrelse"],
                ["SN", "Socialnämnden", "nämnd"],
            ],
            "Remisser": [
                ["Remiss", "Diarienummer", "Ärende", "Ägare", "Inkom"],
                ["knivsta", "KS-2018/1", "Granskning av integration", "KS", "2018-12-11"],
            ],
            "Rekommendationer": recommendations,
            "Åtgärder": measures,
        },
    )
    made = tmp_path / "knivsta.beredd"
    with Register.open(made, write=True, create=True, clock=lambda: NOW) as register:
        import_workbook(register, book).raise_problems(book)
    return made


def test_all_fifteen_stand_as_they_were_on_the_day(path: Path, table: list[list[str]]) -> None:
    with Register.open(path) as register:
        rows = follow_up(register, NOW.date(), on=ON).rows
        later = follow_up(register, NOW.date()).rows
    # On that day only those were there of which something was said then.
    said = [each for each in table if each[3] in SAID]
    assert len(rows) == len(said)
    assert {each.status for each in rows} == set(MeasureState)
    assert len(later) == len(table) == 15
    assert {each.text for each in later} == {" ".join(each[1].split()) for each in table}
    assert [each.namnder for each in later if each.timeframe == "2020" and each.number == "1"] == ["KS, SN"]
    nobodys = [each for each in later if not each.namnder]
    assert len(nobodys) == sum(not each[4] for each in table)
    continuous = [each for each in later if each.timeframe.startswith("Kontinuerligt")]
    assert continuous
    assert all(each.due is None and not each.is_undated and each.occasion for each in continuous)


def test_the_drafted_table_says_each_status_in_a_colour_and_a_word(
    path: Path, table: list[list[str]], tmp_path: Path
) -> None:
    with Register.open(path, write=True, clock=lambda: NOW) as register:
        (remiss,) = register.find(Remiss)
        made = draft(register, DocumentKind.YTTRANDE, remiss, tmp_path / "yttrande.docx", templates="beslut-forst")
    (found,) = Document(str(made.path)).tables
    head, *rows = found.rows
    assert [cell.text for cell in head.cells][-2:] == ["Ansvarig nämnd", "Status per 2019-01-01"]
    shown = {(" ".join(row.cells[1].text.split()), row.cells[5].text, _fill(row.cells[5])) for row in rows}
    words = {"påbörjad": ("Påbörjad", "FFDD6B"), "ej påbörjad": ("Ej påbörjad", "E87A72"), "klar": ("Klar", "8CCB9B")}
    unknown = ("[Ange status]", "auto")
    wanted = {(" ".join(each[1].split()), *words.get(SAID.get(each[3], ""), unknown)) for each in table}
    assert shown == wanted
    assert len(rows) == len(table) == 15
    assert sum(bool(row.cells[0].text) for row in rows) == 6


def _fill(cell: _Cell) -> str:
    return str(cell._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")))


def test_they_are_seen_in_the_window(path: Path, tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> None:
    places = Places(tmp_path / "beredd.ini")
    make_application(places)
    desk = Desk(path, who="Test", clock=lambda: NOW)
    window = MainWindow(desk, places)
    qtbot.addWidget(window)
    window.show()
    window.go(Destination("uppfoljning"))
    page = window.page
    assert isinstance(page, UppfoljningPage)
    qtbot.waitUntil(lambda: len(page.table.rows_model.rows) == 15, timeout=10_000)
    assert page.sentence.text() == "15 åtgärder från 1 ärende sedan 2018"
    qtbot.waitUntil(lambda: not desk.is_busy, timeout=10_000)
    window.close()
    desk.close()
