"""The scenes of the first start, of the window itself, and of the list of remisser, by the names of their pictures."""

from pathlib import Path

from bilder_atelje import FOLDER, WHO, Scenes, Studio
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from secretary_app.support.errors import UserError
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.forsta_start.page import FirstStart
from secretary_app.ui.pages.remisser.page import RemisserPage

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
def first_startpaste_meetings(studio: Studio) -> QImage:
    page = _first_start(studio, 1)
    page.bodies.paste()
    paste_meetings(page)
    return studio.alone(page)


def paste_meetings(parent: QWidget) -> None:
    """Put an example into the dialog for pasted meetings that is open over ``parent``."""
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


@scene("notis-fel-och-sparat")
def notice_error_and_saved(studio: Studio) -> QImage:
    window = studio.go("remisser")
    words = "Statuslista KSAU 2026-04-27.xlsx är öppen i ett annat program. Stäng den och försök igen."
    window.notify(Notice.of_error(UserError(words)))
    window.notify(Notice("Sammanträdet 30 mars är flyttat till 31 mars.").undoing(1))
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
        message = error.message.replace(str(path), rf"{FOLDER}\beredd.beredd")
        shown = Trouble(UserError(message, hint=error.hint))
    finally:
        path.unlink()
    studio.show(shown)
    return studio.alone(shown)


@scene("exemplet-gar-inte-att-gora")
def no_example(studio: Studio) -> QImage:
    from secretary_app.ui.shell.trouble import Trouble

    words = "Något gick fel i Beredd när exemplet skulle göras."
    shown = Trouble(UserError(words, ("Traceback\n…",)), is_example=True)
    studio.show(shown)
    return studio.alone(shown)


@scene("handbok")
def handbok(studio: Studio) -> QImage:
    studio.go("remisser").help()
    studio.settle(0.1)
    return studio.picture()
