"""The tab Plan: what it shows, steps locked and moved, problems mended, the plan accepted."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QRadioButton, QScrollArea, QTabWidget, QToolTip
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Meeting, Namnd, PlannedStep, Referral, Remiss, StepKind
from secretary_app.operations.plan_agreements import agree
from secretary_app.operations.plans import accept_plan, fix_step, plan_view
from secretary_app.store.register import Register
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.dialogs.deadline import AnswerByDialog
from secretary_app.ui.pages.remiss.dialogs.decision import DecideDialog
from secretary_app.ui.pages.remiss.head import Head
from secretary_app.ui.pages.remiss.plan import extension
from secretary_app.ui.pages.remiss.plan.differences import Differences
from secretary_app.ui.pages.remiss.plan.moving import DayDialog, MeetingDialog
from secretary_app.ui.pages.remiss.plan.tab import PlanTab
from secretary_app.ui.pages.remiss.plan.table import two_lines
from secretary_app.ui.shell.window import MainWindow

NOW = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
LATER = dt.date(2026, 4, 9)
"""A meeting of KFN's too late for ex-10."""
Settle = Callable[[], None]
Show = Callable[[str], PlanTab]


@pytest.fixture
def show(window: MainWindow, settle: Settle) -> Show:
    def go(remiss_id: str) -> PlanTab:
        window.go(Destination("remiss", remiss_id=remiss_id, tab="plan"))
        settle()
        tab = window.findChild(PlanTab)
        assert tab is not None
        return tab

    return go


def _namnd(register: Register, name: str) -> Namnd:
    return register.find(Namnd, abbreviation=name)[0]


def _lock_kfn_late(path: Path) -> None:
    with Register.open(path, write=True, clock=lambda: NOW, who="Test") as register:
        remiss = register.get(Remiss, "ex-10")
        fix_step(register, remiss, _namnd(register, "KFN").id, StepKind.MEETING, LATER)


def _dialog(window: MainWindow, kind: type[QDialog]) -> QDialog:
    return next(each for each in window.findChildren(kind) if each.isVisible())


def _row(tab: PlanTab, what: str, who: str) -> str:
    return next(row.key for row in tab.table.rows_model.rows if (row.what, row.who) == (what, who))


def test_the_table_says_what_the_timeline_draws(show: Show) -> None:
    tab = show("ex-11")
    texts = [tab.table.rows_model.cell(place, 0).text for place in range(len(tab.table.rows_model.rows))]
    assert texts == ["Tjänsteskrivelse klar", "KSAU bereder", "KS beslutar", "Expediering"]
    ks = next(row for row in tab.table.rows_model.rows if row.what == "KS beslutar")
    assert ks.why == "Justeras 20 maj, 9 dagar före expedieringen"
    assert {mark.key for mark in tab.timeline.marks} >= {row.key for row in tab.table.rows_model.rows}
    (told,) = (mark.words for mark in tab.timeline.marks if mark.words.startswith("KS sammanträder 13 maj"))
    assert told.startswith("KS sammanträder 13 maj, justeras 20 maj. Protokollet justeras 7 dagar efter sammanträdet")


def test_the_page_has_one_filled_button(show: Show, window: MainWindow, settle: Settle) -> None:
    tab = show("ex-11")
    following, _ = window.findChild(Head).buttons  # type: ignore[union-attr]
    for remiss_id in ("ex-11", "ex-10"):
        show(remiss_id)
        own = [each for each in (tab.card.do, tab._set_date) if each.isVisible()]
        head = [following] if following.isVisible() and following.property("primary") else []
        assert len([*own, *head]) == 1
    window.go(Destination("remiss", remiss_id="ex-10", tab="dokument"))
    settle()
    assert following.property("primary")


def test_a_row_and_its_mark_are_chosen_together(show: Show, qtbot: QtBot) -> None:
    tab = show("ex-11")
    tab.table.choose(_row(tab, "KSAU bereder", "KSAU"))
    assert tab.timeline.chosen == {tab.table.current_id()}
    wanted = _row(tab, "KS beslutar", "KS")
    qtbot.mouseClick(tab.timeline, Qt.MouseButton.LeftButton, pos=tab.timeline.mark_point(wanted))
    assert tab.table.current_id() == wanted


def test_the_arrow_keys_go_between_the_marks_and_each_says_why_it_is_just_then(show: Show, qtbot: QtBot) -> None:
    tab = show("ex-11")
    tab.table.choose(_row(tab, "Tjänsteskrivelse klar", "KS"))
    tab.timeline.setFocus()
    said = []
    for _ in range(6):
        said.append(tab.timeline.accessibleDescription())
        qtbot.keyClick(tab.timeline, Qt.Key.Key_Right)
        assert QToolTip.text() == tab.timeline.accessibleDescription()
    assert said[0] == "KSAU:s manusstopp 15 april. 12 dagar före KSAU:s sammanträde 27 april."
    assert said[1] == "KSAU sammanträder 27 april. 7 dagar före KS:s manusstopp 4 maj."
    assert said[-1].startswith("Svar senast 29 maj, 7 arbetsdagars marginal. Svaret ska lämnas senast 29 maj")
    tab.table.setFocus()


def test_many_namnder_are_folded_in_the_drawing_until_asked_for_and_counted_in_the_table(
    show: Show, settle: Settle, register_path: Path
) -> None:
    with (
        Register.open(register_path, write=True, clock=lambda: NOW, who="Test") as register,
        register.change("Tolv nämnder") as change,
    ):
        for number in range(12):
            name = f"Arbetsmarknads- och vuxenutbildningsnämnden {number}"
            change.add(Namnd(id=f"n{number}", abbreviation=f"AVUN-{number}", name=name, handling_days=3))
            change.add(Referral(id=f"r{number}", remiss_id="ex-11", namnd_id=f"n{number}", sent=NOW.date()))
    tab = show("ex-11")
    assert tab._more.text() == "Visa alla 12 nämnder"
    names = [line.name for line in tab.timeline.lines]
    assert "6 nämnder till" in names
    (row,) = (row for row in tab.table.rows_model.rows if row.what == "Internt svarsdatum")
    place = tab.table.rows_model.rows.index(row)
    who = tab.table.rows_model.cell(place, 1)
    assert who.text == "12 nämnder"
    assert who.tip.count("AVUN-") == 12
    tab._more.click()
    assert sum(line.name.startswith("AVUN-") for line in tab.timeline.lines) == 12
    assert tab._more.text() == "Visa färre nämnder"


def test_a_reason_that_is_too_long_stands_whole_on_two_lines(show: Show) -> None:
    tab = show("ex-11")
    metrics = tab.table.fontMetrics()
    text = "Sista arbetsdagen före 12 april (söndag), 12 dagar före KSAU:s sammanträde 24 april"
    width = round(metrics.horizontalAdvance(text) * 0.6)
    first, rest = two_lines(text, metrics, width)
    assert f"{first} {rest}" == text
    assert metrics.horizontalAdvance(first) <= width
    assert two_lines("Kort", metrics, width) == ("Kort", "")


def test_space_locks_a_step_and_lets_it_go(show: Show, qtbot: QtBot, settle: Settle, register_path: Path) -> None:
    tab = show("ex-11")
    tab.table.choose(_row(tab, "KS beslutar", "KS"))
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    settle()
    with Register.open(register_path) as register:
        (kept,) = register.find(PlannedStep, remiss_id="ex-11")
        assert (kept.kind, kept.date, kept.fixed) == (StepKind.MEETING, dt.date(2026, 5, 13), True)
    current = tab.table.current_row()
    assert current is not None
    assert current.is_fixed
    assert current.why.startswith("Låst för hand. ")
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    settle()
    with Register.open(register_path) as register:
        assert not register.find(PlannedStep, remiss_id="ex-11")


def test_f2_moves_a_step_to_another_meeting_and_the_rest_follows(
    show: Show, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    tab = show("ex-11")
    tab.table.choose(_row(tab, "KSAU bereder", "KSAU"))
    qtbot.keyClick(tab.table, Qt.Key.Key_F2)
    settle()
    dialog = _dialog(window, MeetingDialog)
    assert isinstance(dialog, MeetingDialog)
    assert dialog.meeting.currentText() == "mån 27 april, manusstopp 15 april"
    assert dialog.focusWidget() is dialog.meeting
    dialog.meeting.setCurrentIndex(dialog.meeting.findText("mån 30 mars, manusstopp 18 mars"))
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    days = {row.what: row.date for row in tab.table.rows_model.rows}
    assert days["KSAU bereder"] == dt.date(2026, 3, 30)
    assert days["Tjänsteskrivelse klar"] == dt.date(2026, 3, 18)


def test_a_step_goes_to_an_extra_meeting_that_is_added_in_one_operation(
    show: Show, window: MainWindow, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-11")
    tab.table.choose(_row(tab, "KS beslutar", "KS"))
    tab.acts.moving.trigger()
    settle()
    dialog = _dialog(window, MeetingDialog)
    assert isinstance(dialog, MeetingDialog)
    assert not dialog.extra.isVisible()
    dialog.meeting.setCurrentIndex(dialog.meeting.findText("Ett extra sammanträde…"))
    assert dialog.extra.isVisible()
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.extra.property("wrong")
    dialog.extra.setText("31 april")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert "31 april finns inte." in dialog.extra.accessibleDescription()
    dialog.extra.setText("20/5")
    assert dialog.extra.day() == dt.date(2026, 5, 20)
    dialog.papers.setText("2026-05-22")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    assert "ligger efter sammanträdet" in dialog.extra.accessibleDescription()
    dialog.papers.setText("2026-05-12")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    row = next(row for row in tab.table.rows_model.rows if row.what == "KS beslutar")
    assert (row.date, row.is_fixed) == (dt.date(2026, 5, 20), True)
    with Register.open(register_path) as register:
        ks = _namnd(register, "KS").id
        (extra,) = register.find(Meeting, namnd_id=ks, date=dt.date(2026, 5, 20))
        assert extra.manusstopp == dt.date(2026, 5, 12)
    window.desk.undo()
    settle()
    with Register.open(register_path) as register:
        assert not register.find(Meeting, namnd_id=ks, date=dt.date(2026, 5, 20))
        assert not register.find(PlannedStep, remiss_id="ex-11")


def test_a_day_that_cannot_be_is_told_in_the_dialog(
    show: Show, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    tab = show("ex-11")
    tab.table.choose(_row(tab, "Expediering", "KS"))
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    settle()
    dialog = _dialog(window, DayDialog)
    assert isinstance(dialog, DayDialog)
    dialog.new.setText("2026-01-05")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    assert dialog.isVisible()
    assert dialog.new.property("wrong")
    assert "före den dag remissen kom in" in dialog.new.accessibleDescription()
    dialog.reject()


def test_a_problem_is_counted_told_and_mended_by_an_extra_meeting(
    show: Show, window: MainWindow, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    _lock_kfn_late(register_path)
    tab = show("ex-10")
    tabs = window.findChild(QTabWidget)
    assert tabs is not None
    assert tabs.tabText(tabs.currentIndex()) == "Plan  1 problem"
    assert tab.card.heading.text() == "KS hinner inte besluta"
    current = tab.table.current_row()
    assert current is not None
    assert (current.what, current.why) == ("KS beslutar", "13 dagar efter expedieringen 30 april")
    assert any("13 dagar" in mark.words for mark in tab.timeline.marks)
    tab.table.setFocus()
    stops = []
    for _ in range(4):
        window.focusNextChild()
        stops.append(window.focusWidget())
    assert [stops[0], *stops[2:]] == [tab.card.options.buttons()[0], tab.card.do, tab.card.anyway]
    assert isinstance(stops[1], QPushButton)
    assert stops[1].text() == "Begär anstånd…"
    first = tab.card.options.buttons()[0]
    assert first.isChecked()
    assert first.accessibleName().startswith("Extra sammanträde i KS senast 30 april")
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        ks = _namnd(register, "KS")
        (extra,) = register.find(Meeting, namnd_id=ks.id, date=dt.date(2026, 4, 30))
        assert extra.manusstopp == dt.date(2026, 4, 27)
    assert tab.card.heading.text() != "KS hinner inte besluta"
    assert not tab.timeline.grab().isNull()


def _option(tab: PlanTab, words: str) -> QRadioButton:
    return next(each for each in tab.card.options.buttons() if each.accessibleName().startswith(words))


def test_what_a_remedy_would_give_is_told_and_shown_before_it_is_used_and_can_be_taken_away(
    show: Show, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    _lock_kfn_late(register_path)
    tab = show("ex-10")
    chair = _option(tab, "Ordförandebeslut")
    assert "Ordföranden beslutar för KS senast 30 april" in chair.accessibleDescription()
    chair.click()
    key = f"chair_decision:{_row(tab, 'Ordförandebeslut', 'KS').rpartition(':')[2]}"
    assert tab._title.text().startswith("Så blir planen: Ordförandebeslut i KS senast 30 april")
    told = next(mark.words for mark in tab.timeline.marks if mark.key == key)
    assert told.startswith("KS: ordförandebeslut senast 30 april. Ordföranden beslutar för KS")
    with Register.open(register_path) as register:
        assert not register.find(PlannedStep, remiss_id="ex-10", kind=StepKind.CHAIR_DECISION)
    tab._back.click()
    assert tab._title.text().startswith("Planen räknad bakåt")
    chair.click()
    assert tab._title.text().startswith("Så blir planen: Ordförandebeslut i KS senast 30 april")
    _option(tab, "Anstånd").click()
    assert any(line.words.startswith("svar senast 13 maj") for line in tab.timeline.lines)
    _option(tab, "Ordförandebeslut").click()
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        (kept,) = register.find(PlannedStep, remiss_id="ex-10", kind=StepKind.CHAIR_DECISION)
        assert (kept.date, kept.fixed) == (dt.date(2026, 4, 30), True)
    assert "KS hinner" not in tab.card.heading.text()
    tab.table.choose(key)
    assert tab.acts.end.isVisible()
    assert tab.acts.end.text() == "Ta bort ordförandebeslutet"
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    settle()
    with Register.open(register_path) as register:
        assert not register.find(PlannedStep, remiss_id="ex-10", kind=StepKind.CHAIR_DECISION)
    assert tab.card.heading.text() == "KS hinner inte besluta"


def test_omedelbar_justering_is_set_on_the_step_and_taken_away_from_its_menu(
    show: Show, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-11")
    key = _row(tab, "KS beslutar", "KS")
    tab.table.choose(key)
    at_once = tab.acts.agree[StepKind.JUSTERING]
    assert at_once.isVisible()
    at_once.trigger()
    settle()
    row = tab.table.current_row()
    assert row is not None
    assert (row.key, row.why) == (key, "Omedelbar justering är bestämd, 16 dagar före expedieringen")
    assert not at_once.isVisible()
    tab.acts.end.trigger()
    settle()
    with Register.open(register_path) as register:
        assert not register.find(PlannedStep, remiss_id="ex-11")


def test_anstand_is_asked_for_in_words_of_its_own_and_what_is_granted_moves_the_plan(
    show: Show,
    window: MainWindow,
    qtbot: QtBot,
    settle: Settle,
    register_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _lock_kfn_late(register_path)
    opened: list[Path] = []
    monkeypatch.setattr(extension, "open_file", opened.append)
    tab = show("ex-10")
    _option(tab, "Anstånd").click()
    assert tab.card.do.text() == "Begär anstånd…"
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    dialog = _dialog(window, extension.AskingDialog)
    assert isinstance(dialog, extension.AskingDialog)
    assert dialog.until.day() == dt.date(2026, 5, 13)
    assert dialog.why.text() == "KS sammanträder först 13 maj, och protokollet justeras samma dag"
    dialog.why.setText("KFN kan inte ta upp ärendet före 9 april")
    assert "Skäl: KFN kan inte ta upp ärendet före 9 april." in dialog.text.toPlainText()
    dialog.to.clear()
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert dialog.to.property("wrong")
    dialog.to.setText("revision@alvstad.example")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    (mail,) = opened
    assert b"X-Unsent: 1" in mail.read_bytes()
    links = [each for each in tab.card.findChildren(QPushButton) if each.isVisible()]
    next(each for each in links if each.text() == "Beviljat…").click()
    settle()
    granted = _dialog(window, extension.GrantedDialog)
    assert isinstance(granted, extension.GrantedDialog)
    assert granted.new.day() == dt.date(2026, 5, 13)
    qtbot.mouseClick(granted.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        assert register.get(Remiss, "ex-10").answer_by == dt.date(2026, 5, 13)
    assert "hinner inte" not in tab.card.heading.text()
    assert any("tidigare 30 april" in line.words for line in tab.timeline.lines)
    assert not any(each.text() == "Beviljat…" for each in tab.card.findChildren(QPushButton) if each.isVisible())


def test_a_namnd_asks_for_time_from_its_row(
    show: Show, window: MainWindow, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-10")
    tab.table.choose(_row(tab, "Nämnden beslutar", "SBN"))
    assert tab.acts.asking_for_body.isVisible()
    assert tab.acts.asking_for_body.text() == "Begär anstånd för SBN…"
    tab.acts.asking_for_body.trigger()
    settle()
    dialog = _dialog(window, extension.AskingDialog)
    assert isinstance(dialog, extension.AskingDialog)
    assert dialog.windowTitle() == "Hur länge vill SBN ha anstånd?"
    assert "internremissen" in dialog.text.toPlainText()
    dialog.reject()
    tab.table.choose(_row(tab, "KS beslutar", "KS"))
    assert not tab.acts.asking_for_body.isVisible()
    assert tab.acts.asking.isEnabled()
    show("ex-01")
    assert not tab.acts.asking.isEnabled()


def test_when_the_answer_by_date_has_passed_what_is_left_is_to_ask_for_time(
    show: Show, window: MainWindow, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-09")
    assert tab.card.heading.text() == "Svarsdatumet 27 februari har passerat"
    said = [each.text() for each in tab.card.findChildren(QLabel)]
    assert "Tidigast kan svaret lämnas 15 april." in said
    assert any(each.startswith("SBN har inget registrerat beslut från 15 januari.") for each in said)
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    asking = _dialog(window, extension.AskingDialog)
    assert isinstance(asking, extension.AskingDialog)
    next(each for each in asking.findChildren(QPushButton) if each.text() == "Anståndet är redan beviljat…").click()
    settle()
    dialog = _dialog(window, extension.GrantedDialog)
    assert isinstance(dialog, extension.GrantedDialog)
    assert dialog.new.day() == dt.date(2026, 4, 15)
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        assert register.get(Remiss, "ex-09").answer_by == dt.date(2026, 4, 15)
    assert tab.card.heading.text() == "Planen går ihop"


def test_one_pin_locks_the_internal_deadline_of_all(
    show: Show, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-10")
    tab.table.choose(_row(tab, "Internt svarsdatum", "SBN, KFN"))
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    settle()
    with Register.open(register_path) as register:
        kept = register.find(PlannedStep, remiss_id="ex-10", fixed=True)
        assert {(row.kind, row.date) for row in kept} == {(StepKind.INTERNAL_DEADLINE, dt.date(2026, 4, 10))}
        assert len(kept) == 2
    current = tab.table.current_row()
    assert current is not None
    assert (current.who, current.is_fixed) == ("SBN, KFN", True)


def test_accepting_prepares_what_the_card_says_and_then_it_holds(
    show: Show, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-10")
    qtbot.mouseClick(tab.card.anyway, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        kfn = _namnd(register, "KFN")
        (referral,) = register.find(Referral, remiss_id="ex-10", namnd_id=kfn.id)
        assert referral.deadline == dt.date(2026, 4, 10)
        assert register.find(PlannedStep, remiss_id="ex-10")
    tab = show("ex-11")
    assert tab.card.heading.text() == "Planen går ihop"
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    assert tab.card.heading.text() == "Planen används"
    assert not tab.card.do.isVisible()


def test_an_accepted_plan_that_no_longer_agrees_says_so_row_by_row(
    show: Show, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    with Register.open(register_path, write=True, clock=lambda: NOW, who="Test") as register:
        remiss = register.get(Remiss, "ex-11")
        plan = plan_view(register, remiss).plan
        assert plan is not None
        accept_plan(register, remiss, plan)
        ks = _namnd(register, "KS")
        meeting = register.find(Meeting, namnd_id=ks.id, date=dt.date(2026, 5, 13))[0]
        with register.change("Tog bort ett sammanträde") as change:
            change.remove(meeting)
    tab = show("ex-11")
    assert tab.card.heading.text() == "Planen stämmer inte längre"
    assert tab.card.do.text() == "Använd den nya planen"
    (shown,) = tab.card.findChildren(Differences)
    said = [each.accessibleName() for each in shown.findChildren(QLabel)]
    assert any(each.startswith("KS:s sammanträde är 13 maj i planen som används, men räknas nu till") for each in said)
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    assert tab.card.heading.text() == "Planen används"
    with Register.open(register_path, clock=lambda: NOW) as register:
        assert plan_view(register, register.get(Remiss, "ex-11")).differs == []


def test_without_a_date_there_is_no_plan_but_a_way_on(
    show: Show, window: MainWindow, qtbot: QtBot, settle: Settle
) -> None:
    tab = show("ex-07")
    assert not tab.table.isVisible()
    assert "inget svarsdatum" in tab._nothing.words.text()
    qtbot.mouseClick(tab._set_date, Qt.MouseButton.LeftButton)
    settle()
    dialog = _dialog(window, AnswerByDialog)
    assert isinstance(dialog, AnswerByDialog)
    dialog.new.setText("2026-09-30")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    assert tab.table.isVisible()
    assert "Internt svarsdatum" in [row.what for row in tab.table.rows_model.rows]


def test_a_closed_remiss_shows_its_plan_and_changes_nothing(
    show: Show, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    tab = show("ex-01")
    assert tab.card.heading.text() == "Ärendet är avslutat"
    assert not tab.card.do.isVisible()
    tab.table.choose(_row(tab, "Expediering", "KS"))
    qtbot.keyClick(tab.table, Qt.Key.Key_Space)
    settle()
    with Register.open(register_path) as register:
        assert not register.find(PlannedStep, remiss_id="ex-01")


def test_an_alternative_is_shown_when_chosen_and_can_be_the_plan_that_is_used(
    show: Show, qtbot: QtBot, settle: Settle, register_path: Path
) -> None:
    with Register.open(register_path, write=True, clock=lambda: NOW, who="Test") as register:
        osn = _namnd(register, "OSN").id
        with register.change("Internremiss till OSN") as change:
            change.update(replace(register.get(Remiss, "ex-11"), answer_by=dt.date(2026, 6, 12)))
            change.add(Referral(id="osn-ex-11", remiss_id="ex-11", namnd_id=osn, sent=NOW.date()))
    tab = show("ex-11")
    key = f"meeting:{osn}"
    before = next(row.date for row in tab.table.rows_model.rows if row.key == key)
    tab.card.options.buttons()[1].click()
    assert next(row.date for row in tab.table.rows_model.rows if row.key == key) > before
    assert "omedelbar justering" in next(mark.words for mark in tab.timeline.marks if mark.key == key)
    qtbot.mouseClick(tab.card.do, Qt.MouseButton.LeftButton)
    settle()
    assert tab.card.heading.text() == "Planen används"
    assert tab.card.options.place == 1
    tab.card.options.buttons()[0].click()
    assert tab.card.heading.text() == "En annan plan än den som används"


def test_when_all_is_decided_only_the_dispatch_is_left(show: Show) -> None:
    tab = show("ex-02")
    assert tab.card.heading.text() == "Allt är beslutat"
    assert not tab.card.do.isVisible()


def test_under_a_narrow_window_the_card_goes_under_the_table(show: Show, window: MainWindow, settle: Settle) -> None:
    tab = show("ex-10")
    beside = tab.card.mapTo(tab, tab.card.rect().topLeft()).x()
    window.resize(1024, 640)
    settle()
    place = tab.card.mapTo(tab, tab.card.rect().topLeft())
    assert place.x() < beside
    assert place.y() > tab.table.mapTo(tab, tab.table.rect().bottomLeft()).y()
    bars = [each.verticalScrollBar() for each in tab.card.findChildren(QScrollArea)]
    assert [bar.maximum() for bar in bars] == [0]


def test_the_decision_that_was_agreed_on_is_what_the_dialog_begins_with(
    show: Show, window: MainWindow, settle: Settle, register_path: Path
) -> None:
    with Register.open(register_path, write=True, clock=lambda: NOW, who="Test") as register:
        sbn = _namnd(register, "SBN")
        agree(register, register.get(Remiss, "ex-10"), sbn.id, StepKind.CHAIR_DECISION)
    tab = show("ex-10")
    tab.table.choose(f"chair_decision:{sbn.id}")
    assert tab.acts.deciding.text() == "Lägg in beslut i SBN…"
    tab.acts.deciding.trigger()
    settle()
    dialog = _dialog(window, DecideDialog)
    assert isinstance(dialog, DecideDialog)
    assert dialog.outcome.currentText().lower() == "ordförandebeslut"
    assert dialog.chosen_day() == NOW.date()
    assert not dialog.immediate.isChecked()
    dialog.reject()
