"""Tidigare rekommendationer: what was asked in earlier audits, and whether it was done."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Recommendation, Verdict, VerdictWord
from secretary_app.operations.earlier import latest_verdict
from secretary_app.operations.verdicts import EarlierRow, save_verdict
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.pages.tidigare.dialog import VerdictDialog
from secretary_app.ui.pages.tidigare.page import TidigarePage
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]


@pytest.fixture
def page(window: MainWindow, settle: Settle) -> TidigarePage:
    window.go(Destination("tidigare"))
    settle()
    assert isinstance(window.page, TidigarePage)
    return window.page


def shown(page: TidigarePage) -> list[EarlierRow]:
    return page.table.rows_model.rows


def said_of(path: Path, recommendation_id: str) -> Verdict | None:
    with Register.open(path) as register:
        return latest_verdict(register.find(Verdict, recommendation_id=recommendation_id))


def ask(page: TidigarePage, settle: Settle) -> VerdictDialog:
    page.ask_verdict()
    settle()
    (found,) = [each for each in page.window().findChildren(VerdictDialog) if each.isVisible()]
    return found


def test_every_audit_that_is_answered_or_followed_up_is_there(page: TidigarePage) -> None:
    QAbstractItemModelTester(page.table.rows_model)
    numbers = {each.diarienummer for each in shown(page)}
    assert {"KS/2024:118", "KS/2025:31"} <= numbers
    assert "KS/2025:58" not in numbers
    page.choose_filter(str(VerdictWord.PARTLY))
    assert {each.verdict and each.verdict.verdict for each in shown(page)} == {VerdictWord.PARTLY}
    page.choose_filter("inte bedömda")
    assert all(each.verdict is None for each in shown(page))
    page.quick.setText("finns inte")
    assert not shown(page)
    page.nothing.isVisible()


def test_what_was_said_is_entered_with_the_new_recommendation_that_came_of_it(
    page: TidigarePage, settle: Settle, register_path: Path
) -> None:
    page.choose_filter("inte bedömda")
    row = shown(page)[0]
    page.table.choose(row.recommendation_id)
    dialog = ask(page, settle)
    dialog.verdict.setCurrentIndex(dialog.verdict.findData(VerdictWord.NOT_DONE))
    dialog.words.setPlainText("Nej, inget har gjorts")
    dialog.according_to.setText("KPMG")
    dialog.date.setText("i våras")
    dialog.verb.click()
    assert dialog.isVisible()
    dialog.date.setText("2026-03-02")
    later = next(place for place in range(1, dialog.said_in.count()) if _has_recommendations(dialog, place))
    dialog.said_in.setCurrentIndex(later)
    dialog.led_to.setCurrentIndex(1)
    dialog.verb.click()
    settle()
    said = said_of(register_path, row.recommendation_id)
    assert said is not None
    assert (said.verdict, said.words, said.according_to) == (VerdictWord.NOT_DONE, "Nej, inget har gjorts", "KPMG")
    assert said.date == dt.date(2026, 3, 2)
    with Register.open(register_path) as register:
        assert register.get(Recommendation, said.led_to_id or "").remiss_id == said.said_in_id
    window = page.window()
    assert isinstance(window, MainWindow)
    assert window.notice_bar.notice is not None
    assert "är inte registrerad som uppföljning av" in window.notice_bar.notice.text
    window.undo()
    settle()
    assert said_of(register_path, row.recommendation_id) is None


def _has_recommendations(dialog: VerdictDialog, place: int) -> bool:
    dialog.said_in.setCurrentIndex(place)
    return dialog.led_to.count() > 1


def test_many_are_judged_at_once(page: TidigarePage, settle: Settle, qtbot: QtBot, register_path: Path) -> None:
    page.choose_filter("inte bedömda")
    ids = [each.recommendation_id for each in shown(page)]
    page.table.setFocus()
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_F2)
    (menu,) = [each for each in page.findChildren(QMenu) if each.isVisible()]
    assert [each.text() for each in menu.actions()][:4] == ["Ja", "Delvis", "Nej", "Inte aktuell"]
    menu.actions()[0].trigger()
    menu.close()
    settle()
    assert not shown(page)
    assert {said_of(register_path, each).verdict for each in ids} == {VerdictWord.DONE}  # type: ignore[union-attr]


def test_enter_opens_it_in_its_remiss(page: TidigarePage, settle: Settle, qtbot: QtBot) -> None:
    row = shown(page)[0]
    window = page.window()
    assert isinstance(window, MainWindow)
    page.table.choose(row.recommendation_id)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert isinstance(window.page, RemissPage)
    assert window.page._remiss_id == row.remiss_id


def test_what_cannot_be_is_refused_with_a_sentence(register: Register) -> None:
    first, other = register.find(Recommendation, remiss_id="ex-01")[0], register.find(Recommendation, remiss_id="ex-02")
    said = Verdict(id=new_id(), recommendation_id=first.id, verdict=VerdictWord.DONE)
    for wrong, words in (
        ({"said_in_id": "ex-01"}, "kan inte följa upp sig själv"),
        ({"led_to_id": other[0].id}, "Välj i vilken uppföljning"),
        ({"said_in_id": "ex-03", "led_to_id": other[0].id}, "står inte i"),
        ({"recommendation_id": "borta"}, "finns inte längre"),
    ):
        with pytest.raises(UserError, match=words):
            save_verdict(register, Verdict(**(vars(said) | wrong)))
