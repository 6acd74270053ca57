"""What is saved with a keystroke never waits for long work: drafts and workbooks are made ready beside it."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Document, Kommun, Namnd, Referral, Remiss
from secretary_app.operations.documents import draft_choices
from secretary_app.operations.opening import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress
from secretary_app.support.resources import resource
from secretary_app.ui.core.desk import Desk, Progressed
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dokument.tab import DokumentTab
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.widgets.workbook_import import ImportPreview, WorkbookImport

Settle = Callable[[], None]
REMISS = "ex-09"
SECONDS = 0.5
TRIES = 3
"""The machine's own pauses are not the program's: one quiet try is enough."""


def rename(register: Register) -> None:
    kommun = register.find(Kommun)[0]
    with register.change("Ändrade telefonnumret") as change:
        change.update(replace(kommun, phone=f"{kommun.phone}1"))


def saved_in(desk: Desk, qtbot: QtBot) -> float:
    """How many seconds a small change takes until the window knows of it."""
    done: list[None] = []
    began = time.perf_counter()
    desk.write(rename, done.append, owner=desk)
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    return time.perf_counter() - began


def test_a_small_save_does_not_wait_for_drafts(
    window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    window.go(Destination("remiss", remiss_id=REMISS, tab="dokument"))
    settle()
    assert isinstance(window.page, RemissPage)
    tab = window.page.tab
    assert isinstance(tab, DokumentTab)
    with Register.open(register_path) as register:
        choices = draft_choices(register, REMISS)
    orders = [(each.kind, body) for each in choices.kinds for body in each.namnder]
    told: list[Progressed] = []
    desk.progressed.connect(told.append)
    tab._draft(orders, "klassisk")
    qtbot.waitUntil(lambda: any(each.done for each in told), timeout=20_000)
    times = [saved_in(desk, qtbot) for _ in range(TRIES)]
    assert desk.is_busy, "the drafts were made before anything could be saved"
    settle()
    assert min(times) < SECONDS, times
    with Register.open(register_path) as register:
        assert len(register.find(Document, remiss_id=REMISS)) == len(set(orders))


def test_what_is_changed_in_the_remiss_meanwhile_is_told(
    window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot, register_path: Path
) -> None:
    window.go(Destination("remiss", remiss_id=REMISS, tab="dokument"))
    settle()
    assert isinstance(window.page, RemissPage)
    tab = window.page.tab
    assert isinstance(tab, DokumentTab)
    with Register.open(register_path) as register:
        remiss = register.get(Remiss, REMISS)
        first = draft_choices(register, REMISS).kinds[0]

    def retitle(register: Register) -> None:
        with register.change("Ändrade rubriken") as change:
            change.update(replace(remiss, title="Ny rubrik"))

    told: list[Progressed] = []
    desk.progressed.connect(told.append)
    tab._draft([(first.kind, first.namnder[0])], "klassisk")
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    desk.write(retitle)
    settle()
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.text.endswith("Remissen ändrades under tiden: skapa på nytt om ändringen ska vara med.")
    assert notice.operation is not None


def test_a_workbook_is_read_once_and_then_only_saved(
    window: MainWindow, desk: Desk, settle: Settle, tmp_path: Path
) -> None:
    window.go(Destination("remisser"))
    path = tmp_path / "alvstad.xlsx"
    path.write_bytes(resource("example", "alvstad.xlsx").read_bytes())
    desk.write(_without_a_body)
    settle()
    WorkbookImport(window, window).try_out(path)
    settle()
    preview = window.findChild(ImportPreview)
    assert preview is not None
    # What was shown is what is taken in, whatever has become of the file.
    path.unlink()
    preview.take.click()
    settle()
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text.startswith("alvstad.xlsx är inläst: ")


def _without_a_body(register: Register) -> None:
    body = register.find(Namnd, id=register.find(Referral)[0].namnd_id)[0]
    with register.change("Ändrade adressen") as change:
        change.update(replace(body, email="annan@alvstad.example"))


@pytest.mark.parametrize("fails", [False, True])
def test_what_was_asked_for_is_saved_though_its_page_is_gone(desk: Desk, settle: Settle, *, fails: bool) -> None:
    notices: list[Notice] = []
    desk.notice.connect(notices.append)
    owner = QObject()

    def prepare(_register: Register, _progress: Progress) -> str:
        if fails:
            raise UserError("Det gick inte.")
        return "013-00 00 00"

    def save(register: Register, phone: str) -> None:
        with register.change("Ändrade telefonnumret") as change:
            change.update(replace(register.find(Kommun)[0], phone=phone))

    desk.prepare_long(
        prepare, "Förbereder", save, lambda _: pytest.fail("nobody is there"), owner=owner,
        otherwise=lambda _: pytest.fail("nobody is there"),
    )  # fmt: skip
    shiboken6.delete(owner)
    settle()
    assert [each.text for each in notices] == ["Det gick inte." if fails else "Ändrade telefonnumret."]


def test_what_is_given_up_is_not_saved(desk: Desk, settle: Settle) -> None:
    notices: list[Notice] = []
    desk.notice.connect(notices.append)
    job = desk.prepare_long(
        lambda _register, _progress: None, "Förbereder", lambda _register, _nothing: pytest.fail("given up")
    )
    desk.cancel(job)
    settle()
    assert [each.text for each in notices] == ["Avbrutet. Inget har ändrats."]
