"""A namnd's answer dropped on the window is read into its remiss, once it has been seen what it changes."""

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from secretary_app.domain.model import Measure, Namnd, Recommendation, Response
from secretary_app.operations.opening import Register
from secretary_app.operations.story import load_story, register_papers
from secretary_app.support.resources import resource
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.answers import AnswersDialog
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]


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
