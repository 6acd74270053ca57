"""Registrera: what the register knows already, bodies that it lacks, and the spelling of a poor scan."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import Attachment, Namnd, Recommendation, Remiss, Verdict, VerdictWord
from secretary_app.operations.intake_form import Span
from secretary_app.operations.registering import register_form
from secretary_app.operations.reviewing import read_for_review
from secretary_app.store.register import Register
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.registrera import page as page_module
from secretary_app.ui.pages.registrera.new_body import NewBody
from secretary_app.ui.pages.registrera.page import RegistreraPage
from secretary_app.ui.pages.remiss.handlingar.tab import HandlingarTab
from secretary_app.ui.pages.remiss.handlingar.verdicts import VerdictsDialog
from secretary_app.ui.shell.window import MainWindow

Settle = Callable[[], None]
Begin = Callable[[str], RegistreraPage]

LETTER = """Älvstads kommun
Kommunens revisorer
2026-03-02 Dnr REV/2026:17

Granskning av tillsynen av vattenverk

Vi lämnar följande rekommendationer:
• Att kommunstyrelsen säkerställer att det finns reservkraft vid alla vattenverk.
• Att socialnämnden tar fram rutiner för nödvatten till boenden.
• Att vattenverksnämnden ser över sina rutiner för larm i pumphusen.

Kommunstyrelsen ska svara senast den 30 september 2026.
"""
SPOILT = """Kommunens revisorer
2026-03-02

Granskning av kommunens integrationsarbete

Utifran granskningen ar var samlade bedomning att kommunstyrelsen inte fullt ut f6ljer upp arbetet med integration.

Utifran granskningens resultat rekommenderar vi kommunstyrelsen att:
e Sakerstilla att respektive ndmnds ansvar tydliggors.
o Sakerstélla att handlingsplaner for den strategiska inriktningen tas fram.

Vi 6nskar svar fran kommunstyrelsen senast 2026-09-30.

For kommunens revisorer
"""
FOLLOW_UP = """Revisionsrapport
Uppföljande granskning av tillsynen av vattenverk
Älvstads kommun
KPMG
2027-03-02

Granskningen är en uppföljande granskning. Revisionsfrågor, kontrollmål och iakttagelser redovisas nedan.

Rekommendation 1: Säkerställ att det finns reservkraft vid alla vattenverk.
Bedömning
Delvis
Två av tre vattenverk har reservkraft.

Rekommendation 2: Bygg ett vattentorn.
Bedömning
Nej
Inget torn är byggt.
"""


@pytest.fixture
def begin(
    window: MainWindow, tmp_path: Path, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], RegistreraPage]:
    """Reads a paper with this text; whoever leaves a registration answers Lämna."""
    monkeypatch.setattr(page_module, "confirm", lambda *_: True)

    def read(text: str) -> RegistreraPage:
        path = tmp_path / f"handling-{len(list(tmp_path.glob('handling-*')))}.txt"
        path.write_text(text, encoding="utf-8")
        window.go(Destination("registrera", item=str(path)))
        settle()
        assert isinstance(window.page, RegistreraPage)
        return window.page

    return read


def _register(desk: Desk, path: Path, number: str) -> str:
    """The paper registered, as somebody did some time ago; the remiss's id."""
    with Register.open(desk.path, write=True, clock=desk.clock, who="Test") as register:
        review = read_for_review(register, [path])
        return register_form(register, replace(review.form, diarienummer=number), review.papers).remiss.id


def _texts(page: RegistreraPage) -> list[str]:
    return [row.text.toPlainText() for row in page.work.form.recommendations.rows]


def test_a_spoilt_text_stands_until_its_spelling_is_taken_and_comes_back(begin: Begin, qtbot: QtBot) -> None:
    page = begin(SPOILT)
    rows = page.work.form.recommendations.rows
    before = _texts(page)
    assert before[0] == "Sakerstilla att respektive ndmnds ansvar tydliggors."
    assert rows[0].mended.words.text() == ("Förslag på stavning: Säkerställa att respektive nämnds ansvar tydliggörs.")
    qtbot.mouseClick(rows[0]._take_mended, Qt.MouseButton.LeftButton)
    assert _texts(page) == ["Säkerställa att respektive nämnds ansvar tydliggörs.", before[1]]
    assert not rows[0].mended.isVisible()
    place = page.work.draft.place_of("recommendations", 0)
    assert place is not None
    assert page.work.draft.source(0)[place.start : place.end] == before[0]
    qtbot.mouseClick(page.work.form.recommendations._undo, Qt.MouseButton.LeftButton)
    assert _texts(page) == before
    assert rows[0].mended.isVisible()
    qtbot.mouseClick(page.work.form.recommendations.mend_all, Qt.MouseButton.LeftButton)
    assert _texts(page)[1] == "Säkerställa att handlingsplaner för den strategiska inriktningen tas fram."
    assert page.undo()
    assert _texts(page) == before


def test_a_part_of_a_bodys_name_proposes_it_and_an_unknown_one_is_added_on_the_spot(
    begin: Begin, desk: Desk, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(LETTER)
    rows = page.work.form.recommendations.rows
    with Register.open(desk.path) as register:
        osn = register.find(Namnd, abbreviation="OSN")[0].id
    assert rows[1].chips[osn].text() == "OSN?"
    assert "Socialnämnden" in rows[1].doubt.words.text()
    assert not any(chip.text().endswith("?") for chip in rows[2].chips.values())
    assert rows[2]._add_body.isVisible()
    qtbot.mouseClick(rows[2]._add_body, Qt.MouseButton.LeftButton)
    dialog = page.findChild(NewBody)
    assert dialog is not None
    assert (dialog.name.text(), dialog.abbreviation.text()) == ("Vattenverksnämnden", "VN")
    dialog.abbreviation.setText("OSN")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    assert "Förkortningen OSN har redan" in dialog.told
    dialog.abbreviation.setText("VVN")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        made = register.find(Namnd, abbreviation="VVN")[0]
    assert page.work.draft.form.recommendations[2].addressees[0].namnd_id == made.id
    assert rows[2].chips[made.id].isChecked()
    assert page.work.draft.form.recommendations[2].certain


def test_one_stand_on_the_same_words_is_taken_for_all_of_them(begin: Begin, desk: Desk, qtbot: QtBot) -> None:
    page = begin(
        "Revisorerna\n\nGranskning av arkiven\n\nVi rekommenderar berörda nämnder att:\n"
        "• Upprätta en plan för gallring.\n• Utbilda personalen i arkivfrågor.\n• Följa upp arbetet varje år.\n"
    )
    rows = page.work.form.recommendations.rows
    assert page.work.draft.form.uncertain() == 3
    with Register.open(desk.path) as register:
        bun = register.find(Namnd, abbreviation="BUN")[0].id
    qtbot.mouseClick(rows[0].chips[bun], Qt.MouseButton.LeftButton)
    assert rows[0].alike.words.text() == "2 till är riktade till ”Berörda nämnder”."
    qtbot.mouseClick(rows[0]._take_alike, Qt.MouseButton.LeftButton)
    assert page.work.draft.form.uncertain() == 0
    assert all(row.chips[bun].isChecked() for row in rows)
    assert not rows[0].alike.isVisible()
    assert page.undo()
    assert page.work.draft.form.uncertain() == 2


def test_marked_words_name_whom_a_recommendation_is_for(begin: Begin, desk: Desk, settle: Settle, qtbot: QtBot) -> None:
    page = begin(LETTER)
    text, bar = page.work.papers.text, page.work.papers._bar
    assert text is not None
    page.work.form.focus_field("recommendations", 1)
    start = page.work.draft.papers[0].text.index("socialnämnden")
    text.select(Span(0, start, start + len("socialnämnden"), 1))
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(bar.buttons["addressees"], Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        osn = register.find(Namnd, abbreviation="OSN")[0].id
    assert any(to.namnd_id == osn for to in page.work.draft.form.recommendations[1].addressees)
    assert not bar.isVisible()


def test_a_number_is_corrected_and_no_two_are_the_same(
    window: MainWindow, begin: Begin, settle: Settle, qtbot: QtBot
) -> None:
    page = begin(LETTER)
    rows = page.work.form.recommendations.rows
    rows[0].text.setFocus()
    qtbot.keyClick(rows[0].text, Qt.Key.Key_F2)
    assert rows[0].number.hasFocus()
    rows[0].number.selectAll()
    qtbot.keyClicks(rows[0].number, "5.1")
    qtbot.keyClick(rows[0].number, Qt.Key.Key_Return)
    assert [row.number.text() for row in rows] == ["5.1", "2", "3"]
    rows[1].number.setText("3")
    rows[1].number.editingFinished.emit()
    assert [row.number.text() for row in rows] == ["5.1", "2", "3"]
    assert window.notice_bar.notice is not None
    assert "Nummer 3 har redan en annan rekommendation" in window.notice_bar.notice.text
    assert page.undo()
    assert rows[0].number.text() == "1"


def test_a_recommendation_made_before_says_so_and_leads_there(
    window: MainWindow, begin: Begin, desk: Desk, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    earlier = tmp_path / "missiv-2023.txt"
    earlier.write_text(
        LETTER.replace("2026", "2023").replace("tillsynen av vattenverk", "krisberedskapen"), encoding="utf-8"
    )
    remiss_id = _register(desk, earlier, "KS/2023:5")
    with Register.open(desk.path, write=True, clock=desk.clock, who="Test") as register:
        remiss = register.get(Remiss, remiss_id)
        with register.change("Inkom 2023") as change:
            change.update(replace(remiss, received=dt.date(2023, 3, 2)))
    page = begin(LETTER)
    row = page.work.form.recommendations.rows[0]
    assert row.earlier.isVisible()
    assert row.earlier.words.text() == "Också 2023, i KS/2023:5, nr 1."
    qtbot.mouseClick(row._open_earlier, Qt.MouseButton.LeftButton)
    settle()
    assert window.page.name == "remiss"


def test_the_papers_of_an_audit_that_is_there_are_added_to_it(
    window: MainWindow, begin: Begin, desk: Desk, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = tmp_path / "missiv-forst.txt"
    first.write_text(LETTER, encoding="utf-8")
    remiss_id = _register(desk, first, "KS/2026:90")
    page = begin(LETTER + "\nRapporten bifogas.\n")
    card = page.work.form.similar
    assert card._first.text() == "Samma granskning är redan registrerad: KS/2026:90"
    assert not card.link.isVisible()
    assert page.work.form.recommendations.rows[0].earlier.words.text() == "Finns redan i KS/2026:90, nr 1."
    qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    settle()
    assert window.page.name == "remiss"
    notice = window.notice_bar.notice
    assert notice is not None
    assert notice.operation is not None
    assert notice.text == "1 handling lades till i KS/2026:90. 3 rekommendationer fanns redan."
    with Register.open(desk.path) as register:
        assert len(register.find(Attachment, remiss_id=remiss_id)) == 2
        assert len(register.find(Recommendation, remiss_id=remiss_id)) == 3
        assert not register.find(Remiss, title="Granskning av tillsynen av vattenverk", follows_up_id=remiss_id)


def test_a_follow_ups_verdicts_are_offered_and_only_the_wanted_ones_kept(
    begin: Begin, desk: Desk, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = tmp_path / "missiv-forst.txt"
    first.write_text(LETTER, encoding="utf-8")
    remiss_id = _register(desk, first, "KS/2026:90")
    page = begin(FOLLOW_UP)
    verdicts = page.work.form.verdicts
    assert verdicts._count.text() == "1 av 2 sparas"
    one, other = verdicts.rows
    assert (one.keep.isChecked(), one.word.currentText()) == (True, "Delvis")
    assert one.which.currentText().startswith("KS/2026:90 nr 1:")
    assert (other.keep.isEnabled(), other.keep.isChecked()) == (False, False)
    qtbot.mouseClick(page.work.form.fields.texts["title"], Qt.MouseButton.LeftButton)
    page.work.form.focus_field("verdicts", 0)
    qtbot.waitUntil(lambda: page.work.papers.text._ringed == page.work.draft.form.verdicts[0].span)
    one.word.setCurrentIndex(one.word.findData(VerdictWord.NOT_DONE))
    one.word.activated.emit(one.word.currentIndex())
    assert page.undo()
    assert one.word.currentText() == "Delvis"
    qtbot.mouseClick(page.work.foot.register, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        (kept,) = register.find(Verdict, according_to="KPMG", date=dt.date(2027, 3, 2))
        assert (kept.verdict, kept.words) == (VerdictWord.PARTLY, "Delvis")
        assert register.get(Recommendation, kept.recommendation_id).remiss_id == remiss_id


def test_verdicts_are_kept_from_the_paper_afterwards(
    window: MainWindow, begin: Begin, desk: Desk, tmp_path: Path, settle: Settle, qtbot: QtBot
) -> None:
    first = tmp_path / "missiv-forst.txt"
    first.write_text(LETTER, encoding="utf-8")
    _register(desk, first, "KS/2026:90")
    page = begin(FOLLOW_UP)
    for row in page.work.form.verdicts.rows:
        row.keep.setChecked(False)
    qtbot.mouseClick(page.work.foot.register, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(desk.path) as register:
        remiss_id = register.find(Remiss, title="Uppföljande granskning av tillsynen av vattenverk")[0].id
    window.go(Destination("remiss", remiss_id=remiss_id, tab="handlingar"))
    settle()
    tab = window.page.findChild(HandlingarTab)
    assert tab is not None
    assert tab._verdicts.isVisible()
    qtbot.mouseClick(tab._verdicts, Qt.MouseButton.LeftButton)
    settle()
    dialog = tab.findChild(VerdictsDialog)
    assert dialog is not None
    assert [row.keep.isChecked() for row in dialog.rows] == [True, False]
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    settle()
    assert window.notice_bar.notice is not None
    assert window.notice_bar.notice.text == "1 omdöme är sparat."
    assert window.notice_bar.notice.operation is not None
    with Register.open(desk.path) as register:
        (kept,) = register.find(Verdict, said_in_id=remiss_id)
        assert kept.verdict is VerdictWord.PARTLY


@pytest.mark.parametrize("text", [LETTER, SPOILT, FOLLOW_UP])
def test_what_is_offered_has_a_name_and_is_reached_by_tab(
    begin: Begin, desk: Desk, tmp_path: Path, text: str, unnamed: Callable[[QWidget], list[str]], qtbot: QtBot
) -> None:
    first = tmp_path / "missiv-forst.txt"
    first.write_text(LETTER, encoding="utf-8")
    _register(desk, first, "KS/2026:90")
    page = begin(text)
    assert unnamed(page) == []
    form = page.work.form
    offered = [*form.findChildren(QPushButton), *form.findChildren(QCheckBox), *form.findChildren(QComboBox)]
    wanted = {each for each in offered if each.isVisible() and each.isEnabled()}
    page.work.form.fields.texts["title"].setFocus()
    reached = set()
    for _ in range(len(wanted) + 60):
        reached.add(page.focusWidget())
        page.focusNextChild()
    assert wanted - reached == set()


def test_the_menu_of_bodies_ends_with_a_new_one(begin: Begin, qtbot: QtBot) -> None:
    page = begin(LETTER)
    row = page.work.form.recommendations.rows[0]
    qtbot.mouseClick(row.addressees._more, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[-1].text() == "Lägg till en ny nämnd…"
    menu.actions()[-1].trigger()
    menu.close()
    dialog = page.findChild(NewBody)
    assert dialog is not None
    assert dialog.name.text() == ""
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert "Skriv namnet" in dialog.told
    dialog.reject()


def test_a_paper_dropped_by_mistake_is_put_away_and_what_was_written_stays(
    window: MainWindow, tmp_path: Path, begin: Begin, settle: Settle, qtbot: QtBot
) -> None:
    other = tmp_path / "annan.txt"
    other.write_text(
        "Revisorerna\n\nGranskning av bibliotekens öppettider\n\nVi rekommenderar kommunstyrelsen att:\n"
        "• Utreda hur biblioteken kan ha öppet längre på lördagar.\n",
        encoding="utf-8",
    )
    letter = tmp_path / "missiv.txt"
    letter.write_text(LETTER, encoding="utf-8")
    begin(LETTER)
    window.go(Destination("registrera", item=f"{other}\n{letter}"))
    settle()
    page = window.page
    assert isinstance(page, RegistreraPage)
    assert len(page.work.form.recommendations.rows) == 4
    handlaggare = page.work.form.fields.texts["handlaggare"]
    qtbot.keyClicks(handlaggare, "Malva")
    tabs = page.work.papers.tabs
    tabs.setCurrentIndex(next(at for at in range(2) if tabs.tabText(at).startswith("annan.txt")))
    tabs.setFocus()
    page.work.papers._remove.trigger()
    settle()
    assert [paper.name for paper in page.work.draft.papers] == ["missiv.txt"]
    assert len(_texts(page)) == 3
    assert handlaggare.text() == "Malva"
    assert page.work.form.fields.texts["title"].text() == "Granskning av tillsynen av vattenverk"
    place = page.work.draft.place_of("recommendations", 0)
    assert place is not None
    assert page.work.draft.source(place.paper)[place.start : place.end] == _texts(page)[0]
    assert not page.work.papers._remove.isEnabled()
