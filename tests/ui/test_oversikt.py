"""The page Översikt: what stands first, what is done from it, and that its figures are those of the other pages."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from secretary_app.domain.deadline_list import DeadlineKind, Group
from secretary_app.domain.model import Referral, Remiss
from secretary_app.operations.editing_deadlines import change_referral_deadline
from secretary_app.operations.oversikt import Lack, Place
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.frister.page import FristerPage
from secretary_app.ui.pages.oversikt.cards import LacksCard, ProgressBar
from secretary_app.ui.pages.oversikt.last_here import LastHere
from secretary_app.ui.pages.oversikt.page import OversiktPage
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.grouped import Heading
from secretary_app.ui.widgets.reminder_mails import ReminderDialog

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> OversiktPage:
    window.go(Destination("oversikt"))
    settle()
    assert isinstance(window.page, OversiktPage)
    return window.page


def headings(page: OversiktPage) -> list[Heading]:
    return [each for each in page.table.grouped.rows if isinstance(each, Heading)]


def test_the_first_late_row_is_chosen_and_enter_acts(
    page: OversiktPage, window: MainWindow, settle: Settle, qtbot: QtBot
) -> None:
    current = page.table.current_deadline()
    assert current is not None
    assert current == page.table.grouped.deadlines[0]
    assert (current.kind, current.is_late) == (DeadlineKind.ANSWER, True)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    dialog = window.findChild(ReminderDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert [each.row for mail in dialog.model.rows for each in mail.dues] == [current]
    # All that is late can be taken in where one is.
    dialog.what.setCurrentIndex(1)
    settle()
    late = {each.row.key for mail in dialog.model.rows for each in mail.dues}
    assert current.key in late
    assert len(late) > 1
    dialog.reject()
    assert window.page is page


def test_the_button_of_a_row_is_pressed(page: OversiktPage, window: MainWindow, settle: Settle, qtbot: QtBot) -> None:
    rows = page.table.grouped.rows
    place = next(
        at for at, each in enumerate(rows) if not isinstance(each, Heading) and each.kind is DeadlineKind.MEASURE
    )
    at = page.table.button_rect(place).center()
    row = rows[place]
    assert not isinstance(row, Heading)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settle()
    assert window.remiss_shown == row.remiss_id
    assert isinstance(window.page, RemissPage)
    assert window.page.tabs.tabText(window.page.tabs.currentIndex()).startswith("Svar och åtgärder")


def test_beside_the_button_a_click_only_chooses(page: OversiktPage, window: MainWindow, qtbot: QtBot) -> None:
    index = page.table.grouped.index(2, 0)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=page.table.visualRect(index).center())
    assert window.page is page
    assert page.table.currentIndex().row() == 2
    assert page.commands()[0].text() == page.table.grouped.cell(2, 2).text


def test_its_figures_are_those_of_frister(page: OversiktPage, window: MainWindow, settle: Settle) -> None:
    shown = {each.group: each.count for each in headings(page)}
    late = shown[Group.LATE]
    assert (
        page.sentence.text() == f"{late} frister är försenade, {shown[Group.THIS_WEEK]} ska vara klara den här veckan"
    )
    undated = sum(
        int(each.accessibleName().split()[1]) for each in page.lacks.links if "datum" in each.accessibleName()
    )
    page.show_all.click()
    settle()
    frister = window.page
    assert isinstance(frister, FristerPage)
    assert frister.chips["försenade"].text() == f"Försenade  {late}"
    assert frister.chips["denna vecka"].text() == f"Den här veckan  {shown[Group.THIS_WEEK]}"
    assert frister.chips["utan datum"].text() == f"Utan datum  {undated}"
    assert page.show_all.text() == f"Visa alla {len(frister.rows_model.deadlines)} i Frister"
    theirs = {line.group: line.count for line in frister.rows_model.rows if isinstance(line, Heading)}
    assert {group: theirs[group] for group in shown} == shown


def test_how_far_the_namnder_have_come_is_told(page: OversiktPage) -> None:
    bars = page.namnder.findChildren(ProgressBar)
    assert bars[0].accessibleName() == "KFN: 0 av 3 besvarade, 1 försenade"
    words = [each.text() for each in page.namnder.findChildren(QLabel)]
    assert {"SBN", "2 av 4", "1 försenad"} <= set(words)


def test_what_is_lacking_is_a_click_from_its_cure(page: OversiktPage, window: MainWindow, settle: Settle) -> None:
    by_words = {each.accessibleName(): each for each in page.lacks.links}
    by_words["Visa: 1 svar saknar åtgärd"].click()
    settle()
    assert (window.remiss_shown, window.page.help_topic) == ("ex-06", "svar")
    window.back()
    settle()
    by_words["Visa: 2 internremisser saknar datum"].click()
    settle()
    assert isinstance(window.page, FristerPage)
    assert window.page.chips["utan datum"].isChecked()


def test_several_places_are_a_menu(window: MainWindow, qtbot: QtBot) -> None:
    card = LacksCard(window)
    qtbot.addWidget(card)
    places = tuple(Place(f"ex-{place:02}", f"KS/2026:{place} Park & skog", "svarslage") for place in range(1, 21))
    lack = Lack("20 remisser saknar diarienummer", places)
    card.show_lacks((lack,))
    words = [each.text() for each in card.menu(lack).actions()]
    assert words[0] == "KS/2026:1 Park && skog"
    assert (len(words), words[-1]) == (16, "och 5 till")


def test_the_choice_goes_to_the_next_row_when_one_is_done(page: OversiktPage, desk: Desk, settle: Settle) -> None:
    first, second = page.table.grouped.deadlines[:2]
    assert page.table.current_deadline() == first

    def move(register: Register) -> None:
        (referral,) = register.find(Referral, remiss_id=first.remiss_id, namnd_id=first.namnd_ids[0])
        change_referral_deadline(
            register, register.get(Remiss, first.remiss_id), referral, desk.today.replace(month=9), "Anstånd"
        )

    desk.write(move)
    settle()
    assert first.key not in [each.key for each in page.table.grouped.deadlines]
    assert page.table.current_deadline() == second


def test_where_there_is_little_room_the_list_is_still_worked_in(
    page: OversiktPage, window: MainWindow, qtbot: QtBot
) -> None:
    assert page.strip.isVisible()
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: not page.strip.isVisible())
    assert page.table.height() >= theme().px(200)
    assert page.namnder.isVisible()


def test_an_empty_register_says_what_goes_here(
    application: object, tmp_path: Path, places: Places, qtbot: QtBot
) -> None:
    path = tmp_path / "tomt.beredd"
    with Register.open(path, write=True, create=True):
        pass
    desk = Desk(path, who="Test")
    shown = MainWindow(desk, places)
    qtbot.addWidget(shown)
    shown.show()
    shown.go(Destination("oversikt"))
    qtbot.waitUntil(lambda: not desk.is_busy)
    page = shown.page
    assert isinstance(page, OversiktPage)
    qtbot.waitUntil(page.empty.isVisible)
    assert not page.namnder.isVisible()
    assert not page.lacks.isVisible()
    assert not page.strip.isVisible()
    shown.close()
    desk.close()


def test_what_is_new_since_one_was_last_here_leads_to_its_remiss(
    page: OversiktPage, window: MainWindow, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    def move(register: Register) -> None:
        (referral,) = (
            register.find(Referral, remiss_id="ex-06", deadline=None)[:1]
            or register.find(Referral, remiss_id="ex-06")[:1]
        )
        day = desk.today + dt.timedelta(days=90)
        change_referral_deadline(register, register.get(Remiss, "ex-06"), referral, day, "Anstånd")

    window.resize(1600, 1200)
    desk.write(move)
    settle()
    qtbot.waitUntil(page.news.isVisible)
    assert page.news.heading.text() == "Nytt sedan i går"
    words = [each.text() for each in page.news.findChildren(QLabel)]
    assert any("svarsdatum" in each for each in words)
    link = page.news.links[0]
    assert link.accessibleName().startswith("Visa: ")
    link.click()
    settle()
    assert (window.remiss_shown, window.page.help_topic) == ("ex-06", "historik")


def test_one_is_here_by_the_day(places: Places) -> None:
    last = LastHere(places)
    morning = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
    assert last.before(morning).date() == dt.date(2026, 3, 10)
    monday = dt.datetime(2026, 3, 16, 8, tzinfo=dt.UTC)
    assert last.before(monday) == morning
    # The program is started again the same day.
    again = LastHere(places)
    assert again.before(monday + dt.timedelta(hours=3)) == morning
    assert again.before(monday + dt.timedelta(days=1)) == monday + dt.timedelta(hours=3)
    places.keep("oversikt/senast", "nonsens")
    assert LastHere(places).before(monday + dt.timedelta(days=2)).date() < dt.date(2026, 3, 18)


@pytest.mark.parametrize("width", range(1040, 1500, 60))
def test_the_buttons_are_whole_or_not_there(window: MainWindow, settle: Settle, width: int) -> None:
    theme().set(text_scale=1.5)
    try:
        window.resize(width, 900)
        window.go(Destination("oversikt"))
        settle()
        page = window.page
        assert isinstance(page, OversiktPage)
        assert not page.table.horizontalScrollBar().isVisible()
        if not page.table.isColumnHidden(len(page.table.grouped.columns) - 1):
            assert page.table.viewport().rect().contains(page.table.button_rect(1))
    finally:
        theme().set(text_scale=1.0)
