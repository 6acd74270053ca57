"""Starts the desktop program: the application, its look and language, the register, the window."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from secretary_app.ui.core.collecting import collect_in_this_thread
from secretary_app.ui.core.faults import catch_faults, log_to_file
from secretary_app.ui.core.places import Places
from secretary_app.ui.program import Program
from secretary_app.ui.style.theme import Theme

_SWITCH_SECONDS = 0.0001


def make_application(places: Places) -> QApplication:
    """The application in Swedish, with the look the person has chosen."""
    # Painting lets go of the interpreter at each call of Qt, and each time another thread may keep it for this long.
    sys.setswitchinterval(_SWITCH_SECONDS)
    QLocale.setDefault(QLocale(QLocale.Language.Swedish, QLocale.Country.Sweden))
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    collect_in_this_thread(application)
    application.setApplicationName("Beredd")
    application.setDesktopFileName("beredd")
    translator = QTranslator(application)
    if translator.load(QLocale(), "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
    if application.property("theme") is None:
        dark = {"ljust": False, "mörkt": True}.get(places.text("utseende"))
        Theme(application, places.number("textstorlek", 1.0), dark=dark)
    return application


def begin(path: Path | None = None, *, demo: bool = False) -> tuple[QApplication, Program]:
    """The program, about to open this register, without ``path`` the one that was open last."""
    places = Places()
    application = make_application(places)
    log_to_file()
    program = Program(places, leave=application.quit)
    catch_faults(program.tell_fault)
    if demo:
        program.open_demo()
    else:
        program.start(path)
    return application, program
