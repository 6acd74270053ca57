"""The scenes: every page, tab, dialog and state of the window, each by the name of its picture."""

from functools import partial
from pathlib import Path

from bilder_atelje import FOLDER, WHO, Scenes, Studio
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLineEdit, QWidget

from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.page import FirstStart
from secretary_app.ui.pages.installningar.page import InstallningarPage
from secretary_app.ui.pages.registrera.page import RegistreraPage
from secretary_app.ui.pages.registrera.work import Work
from secretary_app.ui.pages.remisser.page import RemisserPage
from secretary_app.ui.pages.sammantraden.page import SammantradenPage

SCENES = Scenes()
scene = SCENES.scene
_MEETINGS = "\tKSAU\tKS\nmaj\t11, 25\t13\njuni\t8\t10, 31\naugusti\t24\tom tid finns\nseptember\t7, 21\t16"


# The first start.


def _first_start(studio: Studio, step: int) -> FirstStart:
    places = Places(studio.folder / "ny.ini")
    page = FirstStart(places, Path(FOLDER) / "beredd.beredd", studio.registers.clock(studio.registers.before))
    page.folder.setText(FOLDER)
    page.backups.setText(rf"{FOLDER}\Säkerhetskopior")
    studio.show(page)
    page.kommun.setText("Älvstads kommun")
    page.me.setText(WHO)
    page.email.setText("malva.tjarnfors@alvstad.example")
    for _ in range(step):
        page.go_on()
    return page


@scene("forsta-start-1")
def first_start_kommun(studio: Studio) -> QImage:
    return studio.alone(_first_start(studio, 0))


@scene("forsta-start-2")
def first_start_bodies(studio: Studio) -> QImage:
    return studio.alone(_first_start(studio, 1))


@scene("forsta-start-3")
def first_start_register(studio: Studio) -> QImage:
    return studio.alone(_first_start(studio, 2))


@scene("forsta-start-fel")
def first_start_wrong(studio: Studio) -> QImage:
    page = _first_start(studio, 0)
    page.kommun.clear()
    page.go_on()
    return studio.alone(page)


@scene("forsta-start-klistra")
def first_start_paste(studio: Studio) -> QImage:
    page = _first_start(studio, 1)
    page.bodies.paste()
    _paste(page)
    return studio.alone(page)


def _paste(parent: QWidget) -> None:
    from secretary_app.ui.widgets.paste_meetings import PasteMeetings

    dialog = parent.findChild(PasteMeetings)
    assert dialog is not None
    dialog.text.setPlainText(_MEETINGS)


# The window itself.


@scene("remisser")
def remisser(studio: Studio) -> QImage:
    studio.go("remisser")
    return studio.whole()


@scene("remisser-valda")
def remisser_several(studio: Studio) -> QImage:
    page = _remisser(studio)
    page.table.selectAll()
    page.table.selectRow(0)
    model = page.table.selectionModel()
    for place in (1, 2):
        model.select(page.table.rows_model.index(place, 0), model.SelectionFlag.Select | model.SelectionFlag.Rows)
    studio.settle()
    return studio.picture()


def _remisser(studio: Studio) -> RemisserPage:
    page = studio.go("remisser").page
    assert isinstance(page, RemisserPage)
    return page


@scene("remisser-kolumner")
def remisser_columns(studio: Studio) -> QImage:
    _remisser(studio)
    studio.press("Välj kolumner")
    return studio.picture()


@scene("remisser-vyer")
def remisser_views(studio: Studio) -> QImage:
    page = _remisser(studio)
    page.choose_filter("mina")
    page._save_view("Mina öppna")
    studio.window.notice_bar.dismiss()
    studio.press("Vyer")
    return studio.picture()


@scene("fraga-vyns-namn")
def remisser_save_view(studio: Studio) -> QImage:
    _remisser(studio).save_view()
    studio.settle()
    return studio.picture()


@scene("fraga-handlaggare")
def remisser_handlaggare(studio: Studio) -> QImage:
    _remisser(studio).bulk.ask_handlaggare()
    studio.settle()
    return studio.picture()


@scene("remisser-ingen-traff")
def remisser_nothing(studio: Studio) -> QImage:
    _remisser(studio).quick.setText("vägtrafik")
    studio.settle()
    return studio.picture()


@scene("remisser-tom")
def remisser_empty(studio: Studio) -> QImage:
    studio.go("remisser", register=studio.registers.bodies)
    return studio.picture()


@scene("sok")
def palette(studio: Studio) -> QImage:
    window = studio.go("remisser")
    studio.window.places.keep("remisser/senast", f"{studio.registers.main} ex-10 ex-06")
    window.open_palette()
    studio.settle(0.1)
    return studio.whole()


@scene("sok-traffar")
def palette_hits(studio: Studio) -> QImage:
    window = studio.go("remisser")
    window.open_palette("kontinuitet")
    studio.settle(0.2)
    return studio.whole()


@scene("sok-gora")
def palette_actions(studio: Studio) -> QImage:
    studio.go_remiss()
    studio.window.open_palette("skapa")
    studio.settle(0.2)
    return studio.whole()


@scene("notis-angra")
def notice_undo(studio: Studio) -> QImage:
    from secretary_app.operations.editing_many import set_handlaggare

    page = _remisser(studio)
    studio.window.desk.write(lambda register: set_handlaggare(register, ["ex-09", "ex-11"], WHO), owner=page)
    studio.settle()
    return studio.whole()


@scene("notis-fel")
def notice_error(studio: Studio) -> QImage:
    window = studio.go("remisser")
    words = "Statuslista KSAU 2026-04-27.xlsx är öppen i ett annat program. Stäng den och försök igen."
    window.notify(Notice.of_error(UserError(words)))
    studio.settle()
    return studio.whole()


@scene("notis-varning")
def notice_warning(studio: Studio) -> QImage:
    window = studio.go("remisser")
    window.notify(Notice("scan0042.pdf är en bild utan text. Skriv rekommendationerna för hand.", Tone.WARNING))
    studio.settle()
    return studio.whole()


@scene("notis-felrapport")
def notice_fault(studio: Studio) -> QImage:
    window = studio.go("remisser")
    window.notify(Notice.of_fault("Traceback …"))
    studio.settle()
    return studio.whole()


@scene("framsteg")
def progress(studio: Studio) -> QImage:
    studio.go("remisser")
    with studio.long_work():
        return studio.whole()


@scene("registret-gar-inte-att-oppna")
def trouble(studio: Studio) -> QImage:
    from secretary_app.operations.opening import open_register
    from secretary_app.ui.shell.trouble import Trouble

    path = studio.folder / "beredd.beredd"
    path.write_bytes(b"not a register" * 100)
    try:
        open_register(path, write=True)
    except UserError as error:
        shown = Trouble(UserError(error.message.replace(str(path), rf"{FOLDER}\beredd.beredd")))
    finally:
        path.unlink()
    studio.show(shown)
    return studio.alone(shown)


@scene("handbok")
def handbok(studio: Studio) -> QImage:
    studio.go("remisser").help()
    studio.settle(0.1)
    return studio.picture()


# Registering.


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
    _paste(studio.window)
    studio.settle()
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
