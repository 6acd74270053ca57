"""Opens the window on an example of its own, without a screen, and takes pictures of it that are the same each time."""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TZ"] = "Europe/Stockholm"
if sys.platform != "win32":
    time.tzset()

from bilder_exempel import WHO, Registers
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAction, QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QWidget

from secretary_app.support.progress import Progress
from secretary_app.ui.app import make_application
from secretary_app.ui.core.desk import Desk
from secretary_app.ui.core.page import Destination
from secretary_app.ui.core.places import Places
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.palette import Palette
from secretary_app.ui.shell.window import MainWindow
from secretary_app.ui.style.theme import colour, theme

FOLDER = r"C:\Beredd"
"""What is shown where a picture would tell in which folder it was made."""
_LONGEST = 20.0
_BAR, _MARGIN = 32, 24
_SHADE = QColor(20, 24, 28, 90)


@dataclass(frozen=True)
class Look:
    name: str
    """``ljust``, ``mörkt`` …: also the end of the name of the contact sheet."""
    ending: str = ""
    """Of the names of the pictures."""
    dark: bool = False
    scale: float = 1.0
    width: int = 1440
    height: int = 900
    cropped: bool = False
    """Only the page or the dialog that a picture is about, as the handbok wants it."""


LOOKS = {
    "ljust": Look("ljust"),
    "mork": Look("mork", "-mork", dark=True),
    "150": Look("150", "-150", scale=1.5),
    "smal": Look("smal", "-smal", width=1024, height=640),
    "handbok": Look("handbok", width=1200, height=760, cropped=True),
}


class Scenes(dict[str, "Scene"]):
    """By the name of the picture, in the order in which they are looked at."""

    def scene(self, name: str) -> "Callable[[Scene], Scene]":
        """Keep what is decorated under this name."""

        def keep(made: Scene) -> Scene:
            self[name] = made
            return made

        return keep


class Studio:
    """One look. A scene opens a window, goes somewhere and asks for its picture; then everything is closed."""

    def __init__(self, look: Look, registers: Registers, folder: Path) -> None:
        """``folder``: for copies of the registers, since a scene may write."""
        self.look = look
        self.registers = registers
        self.folder = folder
        self._places = 0
        self._window: MainWindow | None = None
        self._others: list[QWidget] = []
        qInstallMessageHandler(_tell)
        if sys.platform != "win32" and QApplication.instance() is None:
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(folder)}"
        make_application(self._own_places())
        QApplication.setCursorFlashTime(0)
        theme().set(text_scale=look.scale, dark=look.dark)

    def _own_places(self) -> Places:
        """A person's habits, new for each scene."""
        self._places += 1
        places = Places(self.folder / f"beredd-{self._places}.ini")
        places.keep("jag", WHO)
        places.keep("säkerhetskopior", str(self.folder / "säkerhetskopior"))
        return places

    # Opening and going.

    def open(self, register: Path | None = None) -> MainWindow:
        """The main window on a copy of ``register``, without one the demo's."""
        source = register or self.registers.demo.path
        home = self.folder / f"{self._places}"
        home.mkdir()
        path = Path(shutil.copy(source, home / source.name))
        files = source.parent / f"{source.stem}-filer"
        if files.exists():
            shutil.copytree(files, home / files.name)
        desk = Desk(path, who=WHO, clock=self.registers.clock(source))
        self._window = MainWindow(desk, self._own_places())
        # Nobody is to see when and where copies were made of a copy.
        self._window.status_line.show_backup("Säkerhetskopia i dag 08.30")
        self.show(self._window)
        return self._window

    def show(self, widget: QWidget) -> None:
        """Show a window of the look's size; for the handbok one that is not the main window as small as it can be."""
        if widget is not self._window:
            self._others.append(widget)
        small = self.look.cropped and widget is not self._window
        widget.resize(QSize(1, 1) if small else QSize(self.look.width, self.look.height))
        widget.show()
        self.settle()

    def go(
        self, page: str, remiss: str = "", tab: str = "", item: str = "", register: Path | None = None
    ) -> MainWindow:
        """A window at this place."""
        window = self.open(register)
        window.go(Destination(page, remiss_id=remiss, tab=tab, item=item))
        self.settle()
        return window

    def go_remiss(self, tab: str = "svarslage", remiss: str = "", register: Path | None = None) -> RemissPage:
        """A tab of a remiss, without one the story's."""
        window = self.go("remiss", remiss or self.registers.main, tab, register=register)
        assert isinstance(window.page, RemissPage)
        return window.page

    @property
    def window(self) -> MainWindow:
        assert self._window is not None
        return self._window

    def do(self, words: str) -> None:
        """Do what the search palette, or the menu of a row, has under these words."""
        actions = [*self.window.page.commands(), *self.window.page.findChildren(QAction)]
        found = next((each for each in actions if each.text() == words and each.isEnabled()), None)
        if found is None:
            raise LookupError(f"no action {words}")
        found.trigger()
        self.settle()

    def press(self, words: str, inside: QWidget | None = None) -> None:
        """Press the button that has these words."""
        buttons = (inside or self.window.page).findChildren(QAbstractButton)
        found = next(
            (each for each in buttons if each.isVisible() and words in (each.text(), each.accessibleName())), None
        )
        if found is None:
            raise LookupError(f"no button {words}")
        found.click()
        self.settle()

    def settle(self, more: float = 0.0) -> None:
        """Wait until the register has answered and all is painted; ``more`` seconds for what comes a little later."""
        desk = self._window.desk if self._window is not None else None
        soonest, end, calm = time.monotonic() + more, time.monotonic() + _LONGEST, 0
        while calm < 6:
            QApplication.processEvents()
            calm = 0 if (desk is not None and desk.is_busy) or time.monotonic() < soonest else calm + 1
            if not calm:
                time.sleep(0.002)
            if time.monotonic() > end:
                raise TimeoutError("the window does not come to rest")

    @contextmanager
    def long_work(self) -> Iterator[None]:
        """Long work that stays half done as long as this lasts."""
        let_go, told = Event(), Event()

        def work(_register: object, progress: Progress) -> None:
            progress(3, 8, "Läser revisionsrapport.pdf, sidan 3 av 8")
            told.set()
            let_go.wait(_LONGEST)

        self.window.desk.read_long(work, "Läser revisionsrapport.pdf", lambda _done: None, owner=self.window)
        told.wait(_LONGEST)
        for _ in range(20):
            QApplication.processEvents()
        yield
        let_go.set()
        self.settle()

    # Taking pictures.

    def whole(self) -> QImage:
        """The whole window with what lies over it."""
        image = self.window.grab().toImage()
        for each in self._over():
            self._put_over(image, each)
        return image

    def picture(self) -> QImage:
        """The window with what lies over it; for the handbok only what it is about."""
        if not self.look.cropped:
            return self.whole()
        over = self._over()
        if not over or isinstance(over[-1], QMenu):
            place = QRect(self.window.page.mapTo(self.window, QPoint(0, 0)), self.window.page.size())
            return self.whole().copy(place)
        return on_ground(framed(over[-1]))

    def alone(self, widget: QWidget) -> QImage:
        """A window that is not the main one, with what lies over it."""
        self.settle()
        image = widget.grab().toImage()
        over = self._over()
        if over and self.look.cropped:
            return on_ground(framed(over[-1]))
        for each in over:
            self._put_over(image, each)
        return image

    def asked(self, ask: Callable[[], object]) -> QImage:
        """The picture of a question that ``ask`` waits for the answer of; it is answered with no."""
        taken: list[QImage] = []

        def take() -> None:
            question = QApplication.activeModalWidget()
            if isinstance(question, QDialog):
                taken.append(self.picture())
                question.reject()
            else:
                QTimer.singleShot(20, self.window, take)

        QTimer.singleShot(20, self.window, take)
        ask()
        return taken[0]

    def _over(self) -> list[QWidget]:
        """Dialogs and menus, in the order they came."""
        base = {self._window, *self._others}
        tops = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each not in base]
        return [each for each in tops if isinstance(each, QDialog | QMenu)]

    def _put_over(self, image: QImage, widget: QWidget) -> None:
        base = self._window or self._others[0]
        place = widget.mapToGlobal(QPoint(0, 0)) - base.mapToGlobal(QPoint(0, 0))
        painter = QPainter(image)
        if isinstance(widget, QMenu | Palette):
            painter.drawPixmap(place, widget.grab())
        else:
            made = framed(widget)
            painter.fillRect(image.rect(), _SHADE)
            left = min(max(0, place.x() - 1), image.width() - made.width())
            top = min(max(0, place.y() - _BAR), image.height() - made.height())
            painter.drawImage(max(0, left), max(0, top), made)
        painter.end()

    def close(self) -> None:
        """Close what the scene opened, for the next one."""
        for each in self._over():
            each.close()
        for each in self._others:
            each.close()
            each.deleteLater()
        if self._window is not None:
            self._window.upkeep.stop()
            self._window.desk.close()
            self._window.hide()
            self._window.deleteLater()
        self._others, self._window = [], None
        QApplication.processEvents()


Scene = Callable[[Studio], QImage]


def _screen(folder: Path) -> Path:
    """Describes a screen on which menus and dialogs have the room that they have on an ordinary one."""
    path = folder / "screen.json"
    screen = {"name": "screen", "x": 0, "y": 0, "width": 1920, "height": 1200, "logicalDpi": 96, "dpr": 1}
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


def _tell(_kind: QtMsgType, _context: object, text: str) -> None:
    """What Qt warns of is seen, but not that there is no screen."""
    if "This plugin does not support" not in text:
        print(f"Qt: {text}", file=sys.stderr)


def framed(dialog: QWidget) -> QImage:
    """A dialog with a frame and its title, which on a screen the system draws."""
    inside = dialog.grab()
    image = QImage(inside.width() + 2, inside.height() + _BAR + 1, QImage.Format.Format_RGB32)
    image.fill(colour("nav"))
    painter = QPainter(image)
    painter.setFont(QApplication.font())
    painter.setPen(colour("text"))
    words = QRect(12, 0, image.width() - 60, _BAR)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, dialog.windowTitle())
    painter.setPen(QPen(colour("text2"), 1))
    middle, right = _BAR // 2, image.width() - 18
    painter.drawLine(right - 5, middle - 5, right + 5, middle + 5)
    painter.drawLine(right - 5, middle + 5, right + 5, middle - 5)
    painter.drawPixmap(1, _BAR, inside)
    painter.setPen(QPen(colour("edge"), 1))
    painter.drawRect(QRectF(0.5, 0.5, image.width() - 1, image.height() - 1))
    painter.end()
    return image


def on_ground(image: QImage) -> QImage:
    """A dialog with a little air around it."""
    made = QImage(image.width() + 2 * _MARGIN, image.height() + 2 * _MARGIN, QImage.Format.Format_RGB32)
    made.fill(colour("shade"))
    painter = QPainter(made)
    painter.drawImage(_MARGIN, _MARGIN, image)
    painter.end()
    return made
