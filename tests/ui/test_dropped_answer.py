"""A namnd's answer dropped on the window is read into its remiss, once it has been seen what it changes."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from docx import Document
from PySide6.QtCore import Qt

from secretary_app.domain.answer_marks import mark
from secretary_app.domain.model import (
    DocumentKind,
    Measure,
    MeasureNamnd,
    Namnd,
    Recommendation,
    Remiss,
    Response,
)
from secretary_app.operations.drafting import draft
from secretary_app.operations.opening import Register
from secretary_app.operations.story import load_story, register_papers
from secretary_app.support.ids import new_id
from secretary_app.support.resources import resource
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.answers import AnswersDialog
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_it_is_shown_and_then_recorded(window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path) -> None:
    remiss_id = _registered(desk, settle, tmp_path)
    # Its diarienummer is also that of the remiss it follows up, so the one that is open is meant.
    window.go(Destination("remiss", remiss_id=remiss_id, tab="plan"))
    settle()
    path = Path(shutil.copy(resource("example", "svar-osn.xlsx"), tmp_path))
    window.take_files([path])
    settle()
    dialog = window.findChild(AnswersDialog)
    assert dialog is not None
    assert dialog.isVisible()
    with Register.open(desk.path) as register:
        assert not register.find(Response, remiss_id=remiss_id)
    dialog.verb.click()
    settle()
    assert window.remiss_shown == remiss_id
    with Register.open(desk.path) as register:
        answered = {each.namnd_id for each in register.find(Response, remiss_id=remiss_id)}
        names = {register.get(Namnd, each).abbreviation for each in answered}
    assert names == {"OSN"}


def test_a_yttrande_is_read_and_what_is_ticked_is_recorded(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    remiss_id = _registered(desk, settle, tmp_path)
    with Register.open(desk.path) as register:
        first, second = register.find(Recommendation, remiss_id=remiss_id)[:2]
    window.go(Destination("remiss", remiss_id=remiss_id, tab="plan"))
    settle()
    path = tmp_path / "yttrande.txt"
    path.write_text(
        f"Yttrande från omsorgs- och socialnämnden över granskningen\n\nRekommendation {first.number}\n\n"
        f"{first.text}\n\nNämnden instämmer i rekommendationen.\n\nÅtgärd: Ta fram en rutin.\n\n"
        f"Ansvarig: Enhetschef\n\nRekommendation {second.number}\n\nSvar: Det är redan gjort.\n",
        encoding="utf-8",
    )
    window.take_files([path])
    settle()
    dialog = window.findChild(AnswersDialog)
    assert dialog is not None
    assert dialog.body.currentText().startswith("OSN")
    rows = {each.field: place for place, each in enumerate(dialog.model.rows) if each.what.endswith("åtgärd")}
    assert set(rows) == {"text", "ansvarig"}
    # Without its text a measure is none: what belongs to it follows.
    tick = dialog.model.index(rows["text"], 0)
    dialog.model.setData(tick, Qt.CheckState.Unchecked.value, Qt.ItemDataRole.CheckStateRole)
    assert len(dialog.chosen) == 3
    dialog.choose_none()
    assert not dialog.verb.isEnabled()
    tick = dialog.model.index(rows["ansvarig"], 0)
    dialog.model.setData(tick, Qt.CheckState.Checked.value, Qt.ItemDataRole.CheckStateRole)
    assert [each.field for each in dialog.chosen] == ["text", "ansvarig"]
    dialog.verb.click()
    settle()
    with Register.open(desk.path) as register:
        assert [each.text for each in register.find(Measure, remiss_id=remiss_id)] == ["Ta fram en rutin."]
        assert not register.find(Response, remiss_id=remiss_id)


def _registered(desk: Desk, settle: Settle, folder: Path) -> str:
    story, ids = load_story(), list[str]()
    desk.write(lambda register: register_papers(register, story, folder / "in").remiss.id, ids.append)
    settle()
    return ids[0]


def test_a_form_is_taken_home_wherever_one_is(window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path) -> None:
    with Register.open(desk.path, write=True) as register:
        measure = next(each for each in register.find(Measure, remiss_id="ex-02") if _is_osns(register, each))
        form = _form(register, tmp_path)
        with register.change("Ändrade tidsplanen") as change:
            change.update(replace(measure, timeframe="ändrad i registret"))
    document: Any = Document(str(form))
    rows = next(table for table in document.tables if len(table.columns) == 3).rows
    for cell, words in zip(rows[-1].cells, ("Ny åtgärd ur formuläret.", "Kanslichef", "2027"), strict=True):
        cell.text = words
    document.save(str(form))
    window.go(Destination("oversikt"))
    settle()
    window.take_files([form])
    settle()
    assert window.remiss_shown == "ex-02"
    dialog = _dialog(window)
    assert dialog.body.currentText().startswith("OSN")
    left = [each for each in dialog.model.rows if each not in dialog.chosen]
    assert [(each.before, each.by_default) for each in left] == [("ändrad i registret", False)]
    assert "har ändrats i registret sedan formuläret skickades" in dialog._notes.text()
    dialog.verb.click()
    settle()
    with Register.open(desk.path) as register:
        assert register.get(Measure, measure.id).timeframe == "ändrad i registret"
        assert register.find(Measure, text="Ny åtgärd ur formuläret.")
    window.desk.undo()
    settle()
    with Register.open(desk.path) as register:
        assert not register.find(Measure, text="Ny åtgärd ur formuläret.")


def test_a_row_that_is_gone_is_taken_away_when_it_is_ticked(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    with Register.open(desk.path, write=True) as register:
        measure = next(each for each in register.find(Measure, remiss_id="ex-02") if _is_osns(register, each))
        form = _form(register, tmp_path)
    document: Any = Document(str(form))
    row = next(tag for tag in document.element.body.iter(f"{W}tag") if mark(measure.id) in tag.get(f"{W}val"))
    while row.tag != f"{W}tr":
        row = row.getparent()
    row.getparent().remove(row)
    document.save(str(form))
    window.take_files([form])
    settle()
    dialog = _dialog(window)
    (gone,) = dialog.model.rows
    assert dialog.chosen == []
    assert not dialog.verb.isEnabled()
    assert dialog.model.index(0, 4).data() == "raden finns inte: åtgärden tas bort"
    dialog.choose_all()
    dialog.verb.click()
    settle()
    with Register.open(desk.path) as register:
        assert not register.find(Measure, id=measure.id)
    assert gone.before == measure.text


def test_several_forms_are_asked_about_one_after_the_other(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    with Register.open(desk.path, write=True) as register:
        paths = []
        for name in ("a", "b"):
            (tmp_path / name).mkdir()
            paths.append(_form(register, tmp_path / name))
    for number, path in enumerate(paths):
        document: Any = Document(str(path))
        rows = next(table for table in document.tables if len(table.columns) == 3).rows
        rows[-1].cells[0].text = f"Ny åtgärd {number}."
        document.save(str(path))
    window.take_files(paths)
    settle()
    for number in range(2):
        dialog = _dialog(window)
        assert [each.after for each in dialog.model.rows if each.field == "text"] == [f"Ny åtgärd {number}."]
        dialog.verb.click()
        settle()
    assert not [each for each in window.findChildren(AnswersDialog) if each.isVisible()]


def _dialog(window: MainWindow) -> AnswersDialog:
    (found,) = (each for each in window.findChildren(AnswersDialog) if each.isVisible())
    return found


def _form(register: Register, folder: Path) -> Path:
    """OSN's form in the example's open remiss, as it is sent."""
    remiss = register.get(Remiss, "ex-02")
    return draft(register, DocumentKind.SVARSFORMULAR, remiss, folder / "svar.docx", namnd_words="OSN").path


def _is_osns(register: Register, measure: Measure) -> bool:
    (osn,) = register.find(Namnd, abbreviation="OSN")
    asked = bool(measure.recommendation_id)
    return asked and [each.namnd_id for each in register.find(MeasureNamnd, measure_id=measure.id)] == [osn.id]


def test_the_body_that_a_paper_is_from_is_offered_though_it_is_not_asked(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    remiss_id = _registered(desk, settle, tmp_path)
    with Register.open(desk.path) as register:
        (first, *_) = register.find(Recommendation, remiss_id=remiss_id)

    def add(register: Register) -> None:
        with register.change("Ny nämnd") as change:
            change.add(Namnd(id=new_id(), abbreviation="RN", name="Räddningsnämnden"))

    desk.write(add, lambda _: None)
    settle()
    window.go(Destination("remiss", remiss_id=remiss_id, tab="plan"))
    settle()
    path = tmp_path / "yttrande.txt"
    path.write_text(
        f"Yttrande från räddningsnämnden över granskningen\n\n{first.text}\n\nSvar: Det är gjort.\n", encoding="utf-8"
    )
    window.take_files([path])
    settle()
    dialog = _dialog(window)
    assert dialog.body.currentText().startswith("RN")
    assert [each.after for each in dialog.chosen] == ["Det är gjort."]
    dialog.body.setCurrentIndex(0)
    settle()
    assert not dialog.body.currentText().startswith("RN")
    assert "Filen ser ut att vara från RN." in dialog._notes.text()
    dialog.close()


def test_nobody_is_offered_where_the_register_has_not_the_body(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    remiss_id = _registered(desk, settle, tmp_path)
    with Register.open(desk.path) as register:
        (first, *_) = register.find(Recommendation, remiss_id=remiss_id)
    window.go(Destination("remiss", remiss_id=remiss_id, tab="plan"))
    settle()
    path = tmp_path / "yttrande.txt"
    path.write_text(
        f"Yttrande från räddningsnämnden över granskningen\n\n{first.text}\n\nSvar: Det är gjort.\n", encoding="utf-8"
    )
    window.take_files([path])
    settle()
    dialog = _dialog(window)
    assert dialog.body.currentIndex() == -1
    assert not dialog.verb.isEnabled()
    assert "är från räddningsnämnden, som inte finns i registret. Ange vems svar det är." in dialog._words.text()
    dialog.body.setCurrentIndex(0)
    settle()
    assert [each.after for each in dialog.chosen] == ["Det är gjort."]
    dialog.close()
