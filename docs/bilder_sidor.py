"""The scenes of Översikt, and of the pages where things are put in: registering, sammanträden, settings."""

import datetime as dt
from dataclasses import replace
from functools import partial
from pathlib import Path

from bilder_atelje import FOLDER, Scenes, Studio
from bilder_scener import paste_meetings
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.operations.editing_meetings import MeetingState
from secretary_app.operations.intake_form import set_verdict
from secretary_app.support.resources import resource
from secretary_app.ui.pages.frister.page import FristerPage
from secretary_app.ui.pages.installningar.page import InstallningarPage
from secretary_app.ui.pages.registrera.page import RegistreraPage
from secretary_app.ui.pages.registrera.work import Work
from secretary_app.ui.pages.remiss.handlingar.tab import HandlingarTab
from secretary_app.ui.pages.sammantraden.page import SammantradenPage
from secretary_app.ui.pages.tidigare.page import TidigarePage

SCENES = Scenes()
scene = SCENES.scene


# Översikt.


@scene("oversikt")
def overview(studio: Studio) -> QImage:
    studio.go("oversikt")
    return studio.picture()


# Uppföljning.


@scene("uppfoljning")
def follow_up(studio: Studio) -> QImage:
    studio.go("uppfoljning")
    return studio.picture()


@scene("tidigare")
def earlier(studio: Studio) -> QImage:
    studio.go("tidigare")
    return studio.picture()


@scene("fraga-omdome")
def verdict(studio: Studio) -> QImage:
    page = studio.go("tidigare").page
    assert isinstance(page, TidigarePage)
    page.ask_verdict()
    studio.settle()
    return studio.picture()


@scene("fraga-omdomen")
def verdicts_of_a_paper(studio: Studio) -> QImage:
    tab = studio.go_remiss("handlingar").tab
    assert isinstance(tab, HandlingarTab)
    report = next(row.id for row in tab._rows if row.attachment.name == "revisionsrapport.pdf")
    tab.table.choose(report)
    studio.settle()
    tab._ask_verdicts()
    studio.settle(0.2)
    return studio.picture()


# Registering.


_SPOILT = """Kommunens revisorer

Granskning av kommunens fastighetsunderhall

Pa uppdrag av oss fortroendevalda revisorer har KPMG granskat om kommunens underhall ar andamalsenligt.

Utifran granskningen ar var samlade bedomning att kommunstyrelsen inte fullt ut f6ljer upp underhallet.

Utifran granskningens resultat rekommenderar vi kommunstyrelsen att:
e Sakerstilla att ansvaret for underhallet tydliggors i styrande dokument.
o Sakerstélla att en langsiktig plan faststills och f6ljs upp varje ar.
o Utveckla samverkan mellan ndmnderna och fastighetsavdelningen.

Vi 6nskar svar fran kommunstyrelsen senast 2026-09-30.

For kommunens revisorer
"""


@scene("registrera-start")
def registrera_start(studio: Studio) -> QImage:
    studio.go("registrera")
    return studio.picture()


def _registrera(studio: Studio) -> Work:
    papers = "\n".join(str(resource("example", name)) for name in ("missiv.pdf", "revisionsrapport.pdf"))
    # Where the remiss is not registered yet, nor the one it follows up.
    page = studio.go("registrera", item=papers, register=studio.registers.before).page
    assert isinstance(page, RegistreraPage)
    studio.settle(0.35)
    assert page.work is not None
    return page.work


@scene("registrera")
def registrera(studio: Studio) -> QImage:
    _registrera(studio)
    return studio.picture()


@scene("registrera-markera")
def registrera_marking(studio: Studio) -> QImage:
    work = _registrera(studio)
    place = work.draft.place_of("recommendations", 1)
    work.papers.show_place(place)
    studio.settle()
    paper = work.papers.text
    assert paper is not None
    assert place is not None
    paper.select(place)
    marked = paper.marking_rect()
    marked.moveTopLeft(paper.viewport().mapTo(work.papers, marked.topLeft()))
    work.papers._bar.open_at(marked)
    studio.settle(0.1)
    return studio.picture()


@scene("registrera-omdomen")
def registrera_verdicts(studio: Studio) -> QImage:
    work = _registrera(studio)
    # As it is before anybody has typed them in.
    for at in range(len(work.draft.form.verdicts)):
        work.draft.edit(partial(set_verdict, at=at, is_there=False, keep=True))
    work.form.focus_field("verdicts", 1)
    work.papers.show_place(work.draft.place_of("verdicts", 1))
    studio.settle(0.1)
    return studio.picture()


@scene("registrera-stavning")
def registrera_spelling(studio: Studio) -> QImage:
    spoilt = studio.folder / "missiv-inskannat.txt"
    spoilt.write_text(_SPOILT, encoding="utf-8")
    studio.go("registrera", item=str(spoilt))
    studio.settle(0.35)
    return studio.picture()


@scene("registrera-for-hand")
def registrera_by_hand(studio: Studio) -> QImage:
    studio.go("registrera")
    studio.press("Registrera utan handling")
    studio.settle(0.35)
    return studio.picture()


@scene("fraga-lamna-registreringen")
def registrera_leave(studio: Studio) -> QImage:
    work = _registrera(studio)
    work.draft.set_field("title", "Uppföljande granskning av kontinuitetsplaneringen")
    return studio.asked(studio.window.page.may_leave)


# Frister.


@scene("frister")
def deadlines(studio: Studio) -> QImage:
    studio.go("frister")
    return studio.picture()


@scene("frister-manad")
def deadlines_of_a_month(studio: Studio) -> QImage:
    page = studio.go("frister").page
    assert isinstance(page, FristerPage)
    page.show_as("månad")
    studio.settle()
    return studio.picture()


@scene("fraga-mejlutkast")
def reminder_mails(studio: Studio) -> QImage:
    studio.go("frister")
    studio.press("Skapa mejlutkast…")
    studio.settle(0.3)
    return studio.picture()


@scene("fraga-kalenderfil")
def calendar_files(studio: Studio) -> QImage:
    studio.go("frister")
    studio.press("Kalenderfil…")
    studio.settle()
    return studio.picture()


@scene("fraga-flytta-atgard")
def measure_moves(studio: Studio) -> QImage:
    from secretary_app.ui.pages.frister.moving_measure import MoveMeasureDialog

    page = studio.go("frister").page
    assert isinstance(page, FristerPage)
    measure = next(each for each in page.rows if each.kind is DeadlineKind.MEASURE and each.date)
    page.choose_deadline(measure.key)
    page.move_chosen()
    studio.settle()
    dialog = studio.window.findChild(MoveMeasureDialog)
    assert dialog is not None
    dialog.words.setText("senast december 2026")
    dialog.reason.setText("Upphandlingen drog ut på tiden")
    studio.settle()
    return studio.picture()


@scene("frister-tom")
def deadlines_empty(studio: Studio) -> QImage:
    studio.go("frister", register=studio.registers.bodies)
    return studio.picture()


@scene("fraga-flytta-frist")
def deadline_moves(studio: Studio) -> QImage:
    from secretary_app.ui.pages.frister.moving import MoveDialog

    page = studio.go("frister").page
    assert isinstance(page, FristerPage)
    coming = [each for each in page.rows if each.can_move and each.remiss_id == studio.registers.main]
    page.choose_deadline(coming[0].key)
    page.move_chosen()
    studio.settle()
    dialog = studio.window.findChild(MoveDialog)
    assert dialog is not None
    dialog.new.setText("2026-05-12")
    dialog.reason.setText("Nämnden har begärt anstånd")
    studio.settle(0.6)
    return studio.picture()


# Sammanträden.


def _sammantraden(studio: Studio, body: str = "KSAU", register: Path | None = None) -> SammantradenPage:
    page = studio.go("sammantraden", register=register).page
    assert isinstance(page, SammantradenPage)
    found = next((each.namnd.id for each in page.bodies.rows_model.rows if each.namnd.abbreviation == body), None)
    if found is not None:
        page.bodies.choose(found)
    studio.settle()
    return page


@scene("sammantraden")
def sammantraden(studio: Studio) -> QImage:
    _sammantraden(studio)
    return studio.picture()


@scene("sammantraden-tom")
def sammantraden_empty(studio: Studio) -> QImage:
    _sammantraden(studio, register=studio.registers.bodies)
    return studio.picture()


@scene("sammantraden-inga-namnder")
def sammantraden_no_bodies(studio: Studio) -> QImage:
    _sammantraden(studio, register=studio.registers.empty)
    return studio.picture()


@scene("fraga-flyttat-sammantrade")
def sammantraden_moved(studio: Studio) -> QImage:
    page = _sammantraden(studio)
    found = next(
        each for each in page.year.table.rows_model.rows if each.remisser and each.state is MeetingState.COMING
    )
    page.changer.change(replace(found.meeting, date=found.meeting.date - dt.timedelta(days=7)), "")
    studio.settle()
    return studio.picture()


@scene("fraga-underlag")
def sammantraden_drafts(studio: Studio) -> QImage:
    page = _sammantraden(studio)
    page.year.choose(next(each.meeting.date for each in page.year.table.rows_model.rows if each.remisser > 1))
    studio.settle()
    page.preparing.ask_all_drafts()
    studio.settle()
    return studio.picture()


@scene("fraga-paragrafer")
def sammantraden_paragraphs(studio: Studio) -> QImage:
    from secretary_app.ui.pages.sammantraden.paragraphs import ParagraphsDialog

    page = _sammantraden(studio)
    page.year.choose(dt.date(2026, 3, 9))
    studio.settle()
    page.preparing.ask_paragraphs()
    studio.settle()
    dialog = studio.window.findChild(ParagraphsDialog)
    assert dialog is not None
    for _ in range(2):
        dialog.other.setCurrentIndex(1)
        dialog.add_other()
        studio.settle()
    QTest.keyClicks(dialog.lines[0].number, "23")
    studio.settle()
    return studio.picture()


@scene("fraga-sammantraden")
def sammantraden_add(studio: Studio) -> QImage:
    from secretary_app.ui.pages.sammantraden.adding import AddMeetings

    _sammantraden(studio).add()
    dialog = studio.window.findChild(AddMeetings)
    assert dialog is not None
    dialog.lines[0].date.setText("5/10")
    dialog.lines[1].date.setText("26/10")
    studio.settle()
    return studio.picture()


@scene("fraga-klistra-in")
def sammantraden_paste(studio: Studio) -> QImage:
    _sammantraden(studio).paste()
    paste_meetings(studio.window)
    studio.settle()
    return studio.picture()


@scene("fraga-kalender")
def sammantraden_calendar(studio: Studio) -> QImage:
    page = _sammantraden(studio)
    page._meetings.read(Path(__file__).parents[1] / "tests" / "data" / "calendars" / "outlook.ics", 2026)
    studio.settle(0.5)
    return studio.picture()


@scene("fraga-arbetsbok")
def workbook(studio: Studio) -> QImage:
    page = _sammantraden(studio, register=studio.registers.empty)
    page._import.try_out(resource("example", "alvstad.xlsx"))
    studio.settle()
    return studio.picture()


# Inställningar.


def _settings(studio: Studio, section: str) -> InstallningarPage:
    page = studio.go("installningar", tab=section).page
    assert isinstance(page, InstallningarPage)
    return page


def _settings_picture(section: str, studio: Studio) -> QImage:
    _settings(studio, section)
    return studio.picture()


for _section in ("kommun", "namnder", "beredning", "personer", "du"):
    SCENES[f"installningar-{_section}"] = partial(_settings_picture, _section)


def _register(studio: Studio) -> InstallningarPage:
    from secretary_app.ui.pages.installningar.register import RegisterSection

    page = _settings(studio, "register")
    section = page.section
    assert isinstance(section, RegisterSection)
    section.where.setText(rf"{FOLDER}\alvstad.beredd")
    section.folder_words.setText(rf"Kopiorna läggs i {FOLDER}\Säkerhetskopior")
    return page


@scene("installningar-register")
def settings_register(studio: Studio) -> QImage:
    _register(studio)
    return studio.picture()


@scene("installningar-kontroll")
def settings_check(studio: Studio) -> QImage:
    page = _register(studio)
    studio.press("Kontrollera registret", page)
    return studio.picture()


@scene("installningar-fel")
def settings_wrong(studio: Studio) -> QImage:
    page = _settings(studio, "namnder")
    studio.press("Lägg till nämnd…", page.section)
    field = next(each for each in page.section.findChildren(QLineEdit) if each.isVisible())
    field.setText("KS")
    studio.press("Spara", page.section)
    return studio.picture()


@scene("fraga-byt-namn")
def settings_succession(studio: Studio) -> QImage:
    page = _settings(studio, "namnder")
    studio.press("Slå ihop eller byt namn…", page.section)
    return studio.picture()
