"""What is given up, comes too late or goes wrong in the middle: nothing is lost of what was there."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Kommun, Remiss
from secretary_app.operations.opening import Register, open_register
from secretary_app.operations.setting_up import Beginning, set_up
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_save
from secretary_app.ui.core.copies import keep_copies_folder
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.page import FirstStart
from secretary_app.ui.shell.window import MainWindow

from .conftest import NOW

Settle = Callable[[], None]


def retitle(register: Register) -> None:
    with register.change("Ändrade rubrik") as change:
        change.update(replace(register.find(Remiss)[0], title="Ny rubrik"))


def test_a_change_is_told_though_what_follows_goes_wrong(desk: Desk, settle: Settle, qtbot: QtBot) -> None:
    told: list[frozenset[type]] = []
    desk.changed.connect(told.append)

    def wrong(_nothing: None) -> None:
        raise ValueError("fel")

    with qtbot.captureExceptions() as faults:
        desk.write(retitle, wrong)
        settle()
    assert [str(each[1]) for each in faults] == ["fel"]
    assert any(Remiss in kinds for kinds in told)


def test_what_failed_for_a_page_that_is_gone_is_told(desk: Desk, settle: Settle) -> None:
    notices: list[Notice] = []
    desk.notice.connect(notices.append)
    owner, go = QObject(), threading.Event()

    def work(_register: Register) -> None:
        go.wait(10)
        raise UserError("Det gick inte.", may_pass=True)

    desk.write(work, owner=owner, otherwise=lambda _: pytest.fail("nobody is there"))
    shiboken6.delete(owner)
    go.set()
    settle()
    assert [(each.text, each.link) for each in notices] == [("Det gick inte.", "")]


def test_what_was_read_too_late_counts_as_given_up(desk: Desk, settle: Settle) -> None:
    notices: list[Notice] = []
    desk.notice.connect(notices.append)
    go = threading.Event()

    def work(_register: Register, _progress: Progress) -> bool:
        return go.wait(10)

    job = desk.read_long(work, "Läser", lambda _: pytest.fail("it was given up"), owner=desk)
    desk.cancel(job)
    go.set()
    settle()
    assert [each.text for each in notices] == ["Avbrutet. Inget har ändrats."]


def test_a_copy_that_is_given_up_is_made_the_next_time(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    keep_copies_folder(window.places, tmp_path / "kopior")
    desk = window.desk
    desk.write(retitle)
    settle()
    assert desk.changed_since_backup
    desk.began.connect(desk.cancel)
    window.upkeep.back_up()
    settle()
    assert desk.changed_since_backup
    assert not list(tmp_path.glob("kopior/**/*.beredd"))
    desk.began.disconnect(desk.cancel)
    window.upkeep.back_up()
    settle()
    assert not desk.changed_since_backup
    assert len(list(tmp_path.glob("kopior/**/*.beredd"))) == 1


@pytest.fixture
def first(application: QApplication, places: Places, tmp_path: Path, qtbot: QtBot) -> Iterator[FirstStart]:
    page = FirstStart(places, tmp_path / "ny.beredd", lambda: NOW)
    qtbot.addWidget(page)
    page.show()
    page.kommun.setText("Älvstads kommun")
    page.go_on()
    page.go_on()
    yield page
    page.close()


def test_a_register_that_came_between_is_left(
    first: FirstStart, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_register(tmp_path / "ny.beredd", write=True) as register:
        set_up(register, Beginning(kommun="Grannstads kommun"))
    # It came when it had just been looked for.
    monkeypatch.setattr(first, "_has_place", lambda: True)
    first.go_on()
    assert not first.name.isEnabled()
    qtbot.waitUntil(first.next.isEnabled, timeout=10_000)
    assert first.name.isEnabled()
    with Register.open(tmp_path / "ny.beredd") as register:
        assert register.find(Kommun)[0].name == "Grannstads kommun"


def test_only_what_was_begun_is_taken_away(
    first: FirstStart, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "annat.beredd"
    other.write_bytes(b"somebody's")

    def fails(_register: Register, _beginning: Beginning) -> None:
        raise UserError("Det gick inte.")

    monkeypatch.setattr("secretary_app.ui.pages.forsta_start.page.set_up", fails)
    first.go_on()
    first.name.setText("annat")
    qtbot.waitUntil(first.next.isEnabled, timeout=10_000)
    assert other.read_bytes() == b"somebody's"
    assert not (tmp_path / "ny.beredd").exists()


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("Lista 2026.11", "Lista 2026.11.xlsx"),
        ("Lista", "Lista.xlsx"),
        ("Lista.XLSX", "Lista.XLSX"),
        ("Finns", "Finns (2).xlsx"),
    ],
)
def test_a_name_with_a_dot_gets_its_ending(
    typed: str, saved: str, places: Places, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Finns.xlsx").write_bytes(b"")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / typed), ""))
    parent = QWidget()
    qtbot.addWidget(parent)
    assert ask_save(parent, places, "Spara", "statuslista.xlsx", "Excel (*.xlsx)") == tmp_path / saved
