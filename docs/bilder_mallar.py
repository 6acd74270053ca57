"""The scenes of Mallar: a template with faults at their places, what can be asked, and a trial."""

import os
import time
from pathlib import Path
from zipfile import ZipFile

from bilder_atelje import Scenes, Studio
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from secretary_app.support.resources import resource
from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.mallar.dialogs import TryOn
from secretary_app.ui.pages.mallar.fields import FieldsDialog
from secretary_app.ui.pages.mallar.page import MallarPage

SCENES = Scenes()
scene = SCENES.scene
_SHIPPED = resource("templates", "klassisk", "tjansteskrivelse.docx")
_LONGEST = 60.0


def _go(studio: Studio, item: str, *, faulty: bool = False) -> MallarPage:
    window = studio.open()
    if faulty:
        folder = window.desk.path.with_name(f"{window.desk.path.stem}-filer") / "Mallar" / "klassisk"
        folder.mkdir(parents=True, exist_ok=True)
        _write_faulty(folder / _SHIPPED.name, studio.registers.demo.starts.timestamp() - 1800)
    window.go(Destination("mallar", item=item))
    page = window.page
    assert isinstance(page, MallarPage)
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        studio.settle()
        if page.list.sets and all(row.report is not None for each in page.list.sets for row in each.templates):
            break
    studio.settle()
    return page


def _write_faulty(path: Path, when: float) -> None:
    """As somebody may have left it: a name misspelt, the end of a loop written over, words of another case."""
    with ZipFile(_SHIPPED) as old, ZipFile(path, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "word/document.xml":
                text = content.decode("utf-8").replace("dokument.diarienummer", "dokument.diarinummer")
                before, end, after = text.partition("{%p endfor %}")
                content = f"{before}{end}{_without_next_end(after)}".encode()
            new.writestr(member, content)
    os.utime(path, (when, when))


def _without_next_end(text: str) -> str:
    return text.replace("{%p endfor %}", "XX har bedömt beslutets konsekvenser för barn.", 1)


@scene("mallar")
def templates(studio: Studio) -> QImage:
    _go(studio, "klassisk/yttrande")
    return studio.picture()


@scene("mallar-fel")
def faults(studio: Studio) -> QImage:
    page = _go(studio, "klassisk/tjansteskrivelse", faulty=True)
    page.panel.step()
    studio.settle()
    return studio.picture()


@scene("mallar-uppsattning")
def whole_set(studio: Studio) -> QImage:
    _go(studio, "utforlig/")
    return studio.picture()


@scene("fraga-falt")
def fields(studio: Studio) -> QImage:
    page = _go(studio, "klassisk/tjansteskrivelse")
    page.show_fields()
    studio.settle()
    dialog = _shown(studio, FieldsDialog)
    assert isinstance(dialog, FieldsDialog)
    dialog.remiss.setCurrentIndex(dialog.remiss.findData(studio.registers.main))
    studio.settle()
    dialog.search.setText("rekommendation")
    studio.settle()
    return studio.picture()


@scene("fraga-las-in-mall")
def reading_in(studio: Studio) -> QImage:
    page = _go(studio, "klassisk/tjansteskrivelse")
    page.acting.read_in([Path(r"C:\Mallar\Yttrande Älvstad.docx")])
    studio.settle()
    return studio.picture()


@scene("fraga-ny-malluppsattning")
def new_set(studio: Studio) -> QImage:
    page = _go(studio, "klassisk/tjansteskrivelse")
    page.acting.new()
    studio.settle()
    return studio.picture()


@scene("fraga-prova-mall")
def asking_for_a_trial(studio: Studio) -> QImage:
    _ask_trial(studio)
    return studio.picture()


@scene("mallar-prov")
def trial(studio: Studio) -> QImage:
    _ask_trial(studio).verb.click()
    studio.settle()
    return studio.picture()


def _ask_trial(studio: Studio) -> TryOn:
    page = _go(studio, "beslut-forst/yttrande")
    page.ask_trial()
    studio.settle()
    dialog = _shown(studio, TryOn)
    assert isinstance(dialog, TryOn)
    dialog.remiss.setCurrentIndex(dialog.remiss.findData(studio.registers.main))
    studio.settle()
    return dialog


def _shown(studio: Studio, kind: type[QWidget]) -> QWidget:
    return next(each for each in studio.window.findChildren(kind) if each.isVisible())
