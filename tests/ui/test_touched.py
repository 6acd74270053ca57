"""A meeting that moves: what it touches is asked about, and the plans follow or not."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from secretary_app.domain.model import Meeting, Namnd, PlannedStep, Referral, Remiss, StepKind
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import accept_plan, fix_step
from secretary_app.store.register import Register
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.sammantraden.page import SammantradenPage
from secretary_app.ui.pages.sammantraden.touched import TouchedDialog
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
HELD, EARLIER = dt.date(2026, 4, 27), dt.date(2026, 4, 20)


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> SammantradenPage:
    """KSAU 27 April is chosen, and two plans that are used go through it."""

    def use(register: Register) -> None:
        for id in ("ex-10", "ex-11"):
            remiss = register.get(Remiss, id)
            accept_plan(register, remiss, plan_now(register, remiss))

    window.desk.write(use)
    window.go(Destination("sammantraden"))
    settle()
    assert isinstance(window.page, SammantradenPage)
    window.page.year.choose(HELD)
    settle()
    return window.page


def type_day(page: SammantradenPage, words: str) -> None:
    table = page.year.table
    table.setCurrentIndex(table.currentIndex().siblingAtColumn(1))
    table.edit(table.currentIndex())
    editor = table.indexWidget(table.currentIndex())
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.qWait(10)


def the_dialog(window: MainWindow, settle: Settle) -> TouchedDialog:
    settle()
    (dialog,) = [each for each in window.findChildren(TouchedDialog) if each.isVisible()]
    settle()
    return dialog


def ksau_days(path: Path) -> set[dt.date]:
    with Register.open(path) as register:
        (namnd,) = register.find(Namnd, abbreviation="KSAU")
        return {each.date for each in register.find(Meeting, namnd_id=namnd.id) if not each.cancelled}


def planned_at(path: Path, date: dt.date) -> set[str]:
    with Register.open(path) as register:
        return {each.remiss_id for each in register.find(PlannedStep, kind=StepKind.MEETING, date=date)}


def deadlines(path: Path) -> set[dt.date | None]:
    with Register.open(path) as register:
        return {each.deadline for each in register.find(Referral, remiss_id="ex-10")}


def words_in(widget: QWidget) -> str:
    return "\n".join(each.text() for each in widget.findChildren(QLabel))


def test_a_typed_day_shows_what_it_touches_and_the_plans_follow(
    window: MainWindow, page: SammantradenPage, settle: Settle, register_path: Path
) -> None:
    type_day(page, "20/4")
    dialog = the_dialog(window, settle)
    assert dialog.words.text() == (
        "KSAU flyttas från 27 april till 20 april. Det berör 2 remisser. 1 av planerna går inte ihop då. "
        "Inget är sparat än."
    )
    assert EARLIER not in ksau_days(register_path)
    shown = words_in(dialog.detail)
    assert "KSAU 27 april → 20 april, handlingar senast 8 april" in shown
    assert "Internt svarsdatum KFN och SBN 10 april → 1 april" in shown
    assert "Internremissen till SBN är redan skickad" in shown
    assert "Extra sammanträde i KFN senast 1 april" in shown
    QTest.mouseClick(dialog.both, Qt.MouseButton.LeftButton)
    settle()
    assert EARLIER in ksau_days(register_path)
    assert planned_at(register_path, EARLIER) == {"ex-10", "ex-11"}
    assert dt.date(2026, 4, 1) in deadlines(register_path)
    notice = window.notice_bar.notice or Notice("")
    assert "2 planer är omräknade. Säg till SBN" in notice.text
    assert notice.follow is not None
    notice.follow()
    settle()
    assert (window.notice_bar.notice or Notice("")).text.startswith("Mejlutkastet till SBN ligger i Mejlutkast.")
    assert len(list((register_path.parent / "Mejlutkast").glob("Nytt svarsdatum*.eml"))) == 1
    window.desk.undo()
    settle()
    assert HELD in ksau_days(register_path)
    assert planned_at(register_path, HELD) == {"ex-10", "ex-11"}
    assert dt.date(2026, 4, 10) in deadlines(register_path)


def test_only_the_meeting_or_only_what_is_ticked(
    window: MainWindow, page: SammantradenPage, settle: Settle, register_path: Path
) -> None:
    type_day(page, "20/4")
    dialog = the_dialog(window, settle)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    QTest.mouseClick(dialog.both, Qt.MouseButton.LeftButton)
    settle()
    assert planned_at(register_path, EARLIER) == {"ex-11"}
    assert "Planen för KS/2026:11 räknades inte om" in (window.notice_bar.notice or Notice("")).text
    window.desk.undo()
    settle()
    page.year.choose(HELD)
    settle()
    page.cancel()
    dialog = the_dialog(window, settle)
    assert dialog.both.text() == "Ställ in och räkna om planerna"
    QTest.mouseClick(dialog.alone_button, Qt.MouseButton.LeftButton)
    settle()
    assert HELD not in ksau_days(register_path)
    assert planned_at(register_path, HELD) == {"ex-10", "ex-11"}


def test_avbryt_changes_nothing_and_without_ticks_no_plan_can_follow(
    window: MainWindow, page: SammantradenPage, settle: Settle, register_path: Path
) -> None:
    page.remove()
    dialog = the_dialog(window, settle)
    for row in range(2):
        dialog.table.setCurrentIndex(dialog.table.rows_model.index(row, 1))
        QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert not dialog.both.isEnabled()
    assert dialog.alone_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert not [each for each in window.findChildren(TouchedDialog) if each.isVisible()]
    assert HELD in ksau_days(register_path)


def test_where_no_plan_can_follow_only_the_meeting_is_asked_about(
    window: MainWindow, page: SammantradenPage, settle: Settle, register_path: Path
) -> None:
    def lock(register: Register) -> None:
        (namnd,) = register.find(Namnd, abbreviation="KSAU")
        for id in ("ex-10", "ex-11"):
            fix_step(register, register.get(Remiss, id), namnd.id, StepKind.MEETING, HELD)

    window.desk.write(lock)
    settle()
    type_day(page, "28/4")
    dialog = the_dialog(window, settle)
    assert dialog.windowTitle() == "Vill du fortsätta ändå?"
    assert not dialog.both.isVisible()
    assert "är låst i planen och ligger kvar" in words_in(dialog.detail)
    QTest.mouseClick(dialog.alone_button, Qt.MouseButton.LeftButton)
    settle()
    assert dt.date(2026, 4, 28) in ksau_days(register_path)
    assert planned_at(register_path, HELD) == {"ex-10", "ex-11"}


def test_what_touches_nothing_is_saved_at_once(
    window: MainWindow, page: SammantradenPage, settle: Settle, register_path: Path
) -> None:
    page.year.choose(dt.date(2026, 11, 9))
    settle()
    type_day(page, "10/11")
    settle()
    assert not window.findChildren(TouchedDialog)
    assert dt.date(2026, 11, 10) in ksau_days(register_path)


def test_a_register_changed_behind_the_question_is_refused_in_words(
    window: MainWindow, page: SammantradenPage, settle: Settle, register_path: Path
) -> None:
    type_day(page, "20/4")
    dialog = the_dialog(window, settle)
    meeting = dialog._touched.change.before

    def other(register: Register) -> None:
        with register.change("Annan ändring") as change:
            change.update(replace(meeting, date=dt.date(2026, 4, 28)))

    window.desk.write(other)
    settle()
    QTest.mouseClick(dialog.both, Qt.MouseButton.LeftButton)
    settle()
    assert "Ändrad" in (window.notice_bar.notice or Notice("")).text
    assert dt.date(2026, 4, 28) in ksau_days(register_path)
    assert planned_at(register_path, EARLIER) == set()


def test_every_control_of_the_question_has_a_name(
    window: MainWindow, page: SammantradenPage, settle: Settle, unnamed: Callable[[QWidget], list[str]]
) -> None:
    page.cancel()
    dialog = the_dialog(window, settle)
    assert unnamed(dialog) == []
    dialog.reject()
