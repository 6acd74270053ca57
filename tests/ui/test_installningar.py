"""Inställningar: every section saves what was typed, as one operation that can be undone."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from secretary_app.domain.model import ChainRole, ChainStep, Kommun, Namnd, Person
from secretary_app.operations.opening import backup_folder
from secretary_app.store.register import Register
from secretary_app.ui.core.notices import Notice
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.installningar.beredning import BeredningSection
from secretary_app.ui.pages.installningar.du import DuSection
from secretary_app.ui.pages.installningar.form import Form
from secretary_app.ui.pages.installningar.kommun import KommunSection
from secretary_app.ui.pages.installningar.namnder import NamnderSection
from secretary_app.ui.pages.installningar.page import InstallningarPage
from secretary_app.ui.pages.installningar.personer import PersonerSection
from secretary_app.ui.pages.installningar.register import RegisterSection
from secretary_app.ui.pages.installningar.section import Section
from secretary_app.ui.pages.installningar.succession import Succession
from secretary_app.ui.program import Program
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import theme

Settle = Callable[[], None]
S = TypeVar("S", bound=Section)


def go_to(window: MainWindow, settle: Settle, section: type[S]) -> S:
    window.go(Destination("installningar", tab=section.key))
    settle()
    assert isinstance(window.page, InstallningarPage)
    found = window.page.section
    assert isinstance(found, section)
    return found


def write(form: Form, key: str, words: str) -> None:
    editor = form.editor(key)
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.selectAll()
    # QTest has no keys for å, ä and ö.
    editor.insert(words)


def body(path: Path, abbreviation: str) -> Namnd:
    with Register.open(path) as register:
        return register.find(Namnd, abbreviation=abbreviation)[0]


def said(window: MainWindow) -> str:
    return (window.notice_bar.notice or Notice("")).text


def answer_with(words: str) -> None:
    """Press this button of the question that will be asked."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(each for each in box.findChildren(QPushButton) if each.text().replace("&", "") == words).click()

    QTimer.singleShot(0, press)


def test_the_letterhead_is_saved_and_undone(window: MainWindow, settle: Settle, register_path: Path) -> None:
    section = go_to(window, settle, KommunSection)
    assert not section.form.save.isEnabled()
    write(section.form, "phone", "0555-999 99")
    QTest.mouseClick(section.form.save, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        assert register.find(Kommun)[0].phone == "0555-999 99"
    assert not section.form.save.isEnabled()
    window.desk.undo()
    settle()
    assert section.form.values()["phone"] == "0555-123 00"


def save_png(path: Path, width: int = 300, height: int = 100) -> Path:
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.darkGreen)
    assert picture.save(str(path))
    return path


def choose_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    chosen = ([str(path)] if path else [], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", staticmethod(lambda *_args: chosen))


def kommun_in(path: Path) -> Kommun:
    with Register.open(path) as register:
        return register.find(Kommun)[0]


def test_a_logo_is_chosen_shown_undone_and_taken_away(
    window: MainWindow, settle: Settle, register_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = go_to(window, settle, KommunSection).logo
    assert (part.choose.text(), part.remove.isVisible(), part.picture.isVisible()) == ("Välj logotyp …", False, False)
    choose_file(monkeypatch, None)
    QTest.mouseClick(part.choose, Qt.MouseButton.LeftButton)
    settle()
    assert kommun_in(register_path).logo == ""
    choose_file(monkeypatch, save_png(tmp_path / "vapen.png"))
    QTest.mouseClick(part.choose, Qt.MouseButton.LeftButton)
    settle()
    assert said(window) == "vapen.png är logotyp i nya utkast."
    assert kommun_in(register_path).logo == "Mallar/logotyp.png"
    assert part.picture.isVisible()
    assert part.picture.accessibleName() == "Kommunens logotyp"
    window.desk.undo()
    settle()
    assert not part.picture.isVisible()
    QTest.mouseClick(part.choose, Qt.MouseButton.LeftButton)
    settle()
    QTest.mouseClick(part.remove, Qt.MouseButton.LeftButton)
    settle()
    assert kommun_in(register_path).logo == ""
    assert not part.remove.isVisible()


def test_what_is_typed_can_be_saved_after_a_logo_was_chosen(
    window: MainWindow, settle: Settle, register_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = go_to(window, settle, KommunSection)
    write(section.form, "phone", "0555-999 99")
    choose_file(monkeypatch, save_png(tmp_path / "vapen.png"))
    QTest.mouseClick(section.logo.choose, Qt.MouseButton.LeftButton)
    settle()
    assert section.form.is_changed
    QTest.mouseClick(section.form.save, Qt.MouseButton.LeftButton)
    settle()
    saved = kommun_in(register_path)
    assert (saved.phone, saved.logo) == ("0555-999 99", "Mallar/logotyp.png")


def test_a_logo_that_is_no_picture_or_is_gone_is_told_of(
    window: MainWindow, settle: Settle, register_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = go_to(window, settle, KommunSection).logo
    text = tmp_path / "vapen.png"
    text.write_text("ingen bild", encoding="utf-8")
    choose_file(monkeypatch, text)
    QTest.mouseClick(part.choose, Qt.MouseButton.LeftButton)
    settle()
    assert part.fault.text() == "vapen.png är ingen bild i formatet PNG eller JPEG. Välj en sådan fil."
    choose_file(monkeypatch, save_png(tmp_path / "rätt.png"))
    QTest.mouseClick(part.choose, Qt.MouseButton.LeftButton)
    settle()
    assert not part.fault.isVisible()
    with Register.open(register_path) as register:
        (register.files / "Mallar" / "logotyp.png").unlink()
    part.refresh()
    settle()
    assert part.fault.text().endswith("Välj logotypen på nytt.")
    assert part.remove.isVisible()


def test_what_is_refused_stays_as_it_was_typed(window: MainWindow, settle: Settle) -> None:
    section = go_to(window, settle, KommunSection)
    write(section.form, "name", " ")
    QTest.mouseClick(section.form.save, Qt.MouseButton.LeftButton)
    settle()
    assert "namn saknas" in section.form.fault_words.text()
    assert section.form.is_changed
    answer_with("Stanna kvar")
    window.go(Destination("remisser"))
    assert isinstance(window.page, InstallningarPage)
    answer_with("Spara inte")
    window.go(Destination("remisser"))
    settle()
    assert not isinstance(window.page, InstallningarPage)


def test_the_rules_of_a_body(window: MainWindow, settle: Settle, register_path: Path) -> None:
    section = go_to(window, settle, NamnderSection)
    section.table.choose(body(register_path, "SBN").id)
    write(section.form, "manusstopp_days", "11")
    QTest.keyClick(section.form.editor("manusstopp_days"), Qt.Key.Key_Up)
    write(section.form, "valid_to", "31 decemb")
    QTest.mouseClick(section.form.save, Qt.MouseButton.LeftButton)
    assert "inget datum" in section.form.fault_words.text()
    write(section.form, "valid_to", "2030-12-31")
    QTest.mouseClick(section.form.save, Qt.MouseButton.LeftButton)
    settle()
    saved = body(register_path, "SBN")
    assert (saved.manusstopp_days, saved.valid_to) == (12, dt.date(2030, 12, 31))
    assert section.table.current_id() == saved.id


def test_a_body_is_added_and_one_in_use_is_not_taken_away(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    section = go_to(window, settle, NamnderSection)
    section.add()
    write(section.form, "abbreviation", "VN")
    write(section.form, "name", "Valnämnden")
    QTest.mouseClick(section.form.save, Qt.MouseButton.LeftButton)
    settle()
    assert body(register_path, "VN").name == "Valnämnden"
    section.table.choose(body(register_path, "KS").id)
    section.remove()
    settle()
    assert "kan inte tas bort" in section.form.fault_words.text()
    section.table.choose(body(register_path, "VN").id)
    section.remove()
    settle()
    with Register.open(register_path) as register:
        assert register.find(Namnd, abbreviation="VN") == []


def test_a_body_gets_another_name(
    window: MainWindow, settle: Settle, register_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = go_to(window, settle, NamnderSection)
    section.table.choose(body(register_path, "OSN").id)
    section.succeed()
    dialog = window.findChild(Succession)
    assert dialog is not None
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    settle()
    assert "Förkortningen saknas" in dialog.fault.text()
    QTest.keyClicks(dialog.abbreviation, "ON")
    dialog.name.insert("Omsorgsnämnden")

    def fails(*_: object) -> None:
        raise ValueError("fel")

    with monkeypatch.context() as patched:
        patched.setattr("secretary_app.ui.pages.installningar.succession.succeed", fails)
        QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
        assert not dialog.save.isEnabled()
        settle()
    # After a fault of ours it can be tried again.
    assert said(window) == "Något gick fel i Beredd. Det som var sparat är kvar."
    assert dialog.save.isEnabled()
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    settle()
    assert [each.text for each in window.notice_bar.notices] == ["OSN blir ON efter 31 december 2026."]
    before, after = body(register_path, "OSN"), body(register_path, "ON")
    assert (before.valid_to, before.successor_id) == (dt.date(2026, 12, 31), after.id)
    assert (after.valid_from, after.manusstopp_days) == (dt.date(2027, 1, 1), before.manusstopp_days)
    window.desk.undo()
    settle()
    assert body(register_path, "OSN").valid_to is None
    with Register.open(register_path) as register:
        assert register.find(Namnd, abbreviation="ON") == []


def test_another_is_chosen_once_the_changed_one_is_saved(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    section = go_to(window, settle, NamnderSection)
    first, second = body(register_path, "SBN"), body(register_path, "KS")
    section.table.choose(first.id)
    write(section.form, "name", " ")
    answer_with("Spara")
    section.table.choose(second.id)
    settle()
    assert section.table.current_id() == first.id
    assert section.form.values()["name"] == " "
    assert section.form.fault_words.text()
    answer_with("Spara")
    window.go(Destination("remisser"))
    settle()
    assert isinstance(window.page, InstallningarPage)
    write(section.form, "name", "Bygget")
    answer_with("Spara")
    section.table.choose(second.id)
    settle()
    assert body(register_path, "SBN").name == "Bygget"
    assert section.table.current_id() == second.id
    assert section.form.values()["abbreviation"] == "KS"
    write(section.form, "name", "Styrelsen")
    answer_with("Spara")
    section.add()
    settle()
    assert body(register_path, "KS").name == "Styrelsen"
    assert section.form.values()["name"] == ""
    section.table.choose(second.id)
    write(section.form, "email", "ks@example.org")
    answer_with("Spara")
    window.go(Destination("remisser"))
    settle()
    assert not isinstance(window.page, InstallningarPage)
    assert body(register_path, "KS").email == "ks@example.org"


def test_what_is_typed_stays_where_it_can_not_be_taken_away(
    window: MainWindow, settle: Settle, register_path: Path
) -> None:
    section = go_to(window, settle, NamnderSection)
    section.table.choose(body(register_path, "KS").id)
    write(section.form, "email", "ks@example.org")
    section.remove()
    settle()
    assert "kan inte tas bort" in section.form.fault_words.text()
    assert section.form.values()["email"] == "ks@example.org"
    section.form.drop()


def test_the_beredning_is_put_in_order(window: MainWindow, settle: Settle, register_path: Path) -> None:
    section = go_to(window, settle, BeredningSection)
    assert section.sentence.text() == "KSAU bereder, KS beslutar, KF för kännedom"
    section.kind.setCurrentIndex(section.kind.findData("revision"))
    settle()
    assert section.sentence.text().startswith("Som för alla slag: KSAU bereder")
    for abbreviation, role in (("KF", ChainRole.DECIDES), ("KS", ChainRole.PREPARES)):
        section.namnd.setCurrentIndex(section.namnd.findData(body(register_path, abbreviation).id))
        section.role.setCurrentIndex(section.role.findData(role))
        section.add()
        settle()
        assert "Ingen står som beslutar" not in said(window)
    section.table.choose(body(register_path, "KS").id)
    QTest.keyClick(section.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle()
    assert section.sentence.text() == "KS bereder, KF beslutar"
    assert section.table.currentIndex().row() == 0
    with Register.open(register_path) as register:
        steps = sorted(register.find(ChainStep, remiss_kind="revision"), key=lambda each: each.position)
    assert [each.role for each in steps] == [ChainRole.PREPARES, ChainRole.DECIDES]


def test_a_person_is_added(window: MainWindow, settle: Settle, register_path: Path) -> None:
    section = go_to(window, settle, PersonerSection)
    section.add()
    write(section.form, "name", "Berit Ek")
    place = section.form.editor("namnd_id")
    assert isinstance(place, QComboBox)
    place.setCurrentIndex(place.findText("KS"))
    QTest.keyClick(section.form.editor("name"), Qt.Key.Key_Return)
    settle()
    with Register.open(register_path) as register:
        assert register.find(Person, name="Berit Ek")[0].namnd_id == body(register_path, "KS").id
    assert "Berit Ek" in said(window)


def test_another_name_stands_in_the_history(window: MainWindow, settle: Settle, register_path: Path) -> None:
    section = go_to(window, settle, DuSection)
    section.name.setEditText("Berit Ek")
    QTest.mouseClick(section.save, Qt.MouseButton.LeftButton)
    settle()
    assert window.places.me == "Berit Ek"
    kommun = go_to(window, settle, KommunSection)
    write(kommun.form, "phone", "1")
    QTest.mouseClick(kommun.form.save, Qt.MouseButton.LeftButton)
    settle()
    with Register.open(register_path) as register:
        assert register.operations(1)[0].who == "Berit Ek"
    assert window.status_line.who.text() == "Berit Ek"


def test_the_text_grows_at_once(window: MainWindow, settle: Settle) -> None:
    section = go_to(window, settle, DuSection)
    section.size_choice.setCurrentIndex(section.size_choice.findData(1.5))
    assert theme().text_scale == 1.5
    assert window.places.number("textstorlek") == 1.5
    section.size_choice.setCurrentIndex(0)
    settle()


def test_the_register_is_copied_checked_and_written(window: MainWindow, settle: Settle, tmp_path: Path) -> None:
    section = go_to(window, settle, RegisterSection)
    assert section.holds.text().startswith("11 remisser")
    window.places.keep("säkerhetskopior", str(tmp_path / "kopior"))
    section.back_up()
    settle()
    assert len(list((tmp_path / "kopior").rglob("*.beredd"))) == 1
    assert "Senaste kopian" in section.copied.text()
    section.check()
    settle()
    assert section.findings.isVisible()
    assert section.findings.words.text().startswith("Registret och dess filer är hela")
    section.write_workbook(tmp_path / "ut.xlsx")
    settle()
    assert (tmp_path / "ut.xlsx").stat().st_size > 1000


def test_the_copies_go_where_it_is_said_and_are_fetched_from_there(
    window: MainWindow, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = go_to(window, settle, RegisterSection)
    before = set(backup_folder().rglob("*.beredd"))
    chosen = tmp_path / "H" / "Mina kopior"
    chosen.mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(chosen))
    section.choose_folder()
    settle()
    assert section.folder_words.text() == f"Kopiorna läggs i {chosen}"
    section.back_up()
    settle()
    (by_hand,) = chosen.rglob("*.beredd")
    window.desk.write(_ring)
    settle()
    window.upkeep.back_up()
    settle()
    assert len(list(chosen.rglob("*.beredd"))) == 2
    assert set(backup_folder().rglob("*.beredd")) == before
    asked: list[str] = []

    def ask(_parent: object, _title: str, place: str, _filter: str) -> tuple[list[str], str]:
        asked.append(place)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    section.restore()
    assert asked == [str(by_hand.parent)]


def _ring(register: Register) -> None:
    with register.change("Ny telefon") as change:
        change.update(replace(register.find(Kommun)[0], phone="1"))


def test_a_copy_is_put_back_in_the_place_of_the_open_register(
    application: QApplication, places: Places, qtbot: QtBot, register_path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "kopia.beredd"
    with Register.open(register_path) as register:
        register.backup(copy)
    with Register.open(register_path, write=True) as register, register.change("Ny telefon") as change:
        change.update(replace(register.find(Kommun)[0], phone="1"))
    program = Program(places, lambda: dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC), leave=lambda: None)
    program.open(register_path)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow))
    before = program.window
    assert isinstance(before, MainWindow)
    before.restore_backup(copy)
    assert before.isVisible()
    qtbot.waitUntil(lambda: program.window is not before, timeout=10_000)
    after = program.window
    assert isinstance(after, MainWindow)
    assert after is not before
    assert "Registret är nu som i kopia.beredd" in said(after)
    qtbot.waitUntil(lambda: not after.desk.is_busy)
    after.close()
    with Register.open(register_path) as register:
        assert register.find(Kommun)[0].phone == "0555-123 00"
