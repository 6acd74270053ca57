"""The handbok: every place in the window has its page, and everything that a page points at is there."""

import re
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from secretary_app.ui.core.page import Destination
from secretary_app.ui.pages.remiss.page import RemissPage
from secretary_app.ui.shell.help import FIRST, HelpWindow
from secretary_app.ui.shell.places_list import PLACES
from secretary_app.ui.shell.window import MainWindow

ROOT = Path(__file__).parents[2]
HANDBOK = ROOT / "docs" / "handbok"
PAGES = sorted(HANDBOK.glob("*.md"))
_POINTS_AT = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_MOST_BYTES, _MOST_IN_ALL = 150_000, 4_000_000
_ENGLISH = re.compile(r"\b(the|and|with|settings|open|save|file|help|search|keys|shortcuts?)\b", re.IGNORECASE)


@pytest.fixture(scope="module")
def scenes() -> set[str]:
    """The names of the pictures that can be drawn anew."""
    script = [sys.executable, str(ROOT / "docs" / "bilder.py"), "--lista"]
    listed = subprocess.run(script, capture_output=True, encoding="utf-8", check=True, timeout=60)
    return set(listed.stdout.split())


def pointed_at(page: Path) -> list[tuple[bool, str, str]]:
    """Whether it is a picture, its words, and its target."""
    found = _POINTS_AT.findall(page.read_text(encoding="utf-8"))
    return [(bool(mark), words, target) for mark, words, target in found]


def test_every_page_of_the_window_has_a_page(window: MainWindow) -> None:
    topics = {place.name: place.make(window).help_topic for place in PLACES}
    assert all(topics.values())
    assert not [topic for topic in topics.values() if not (HANDBOK / f"{topic}.md").exists()]


def test_f1_opens_the_page_of_the_tab_one_is_on(window: MainWindow, qtbot: QtBot, settle: Callable[[], None]) -> None:
    window.go(Destination("remiss", remiss_id="ex-10"))
    settle()
    page = window.page
    assert isinstance(page, RemissPage)
    shown = []
    for place in range(page.tabs.count()):
        page.tabs.setCurrentIndex(place)
        settle()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_F1)
        opened = [each for each in window.findChildren(HelpWindow) if each.isVisible()]
        assert len(opened) == 1
        shown.append(Path(opened[0].text.source().toLocalFile()).name)
        opened[0].close()
        opened[0].deleteLater()
    assert shown == ["remiss.md", "svar.md", "plan.md", "dokument.md", "handlingar.md", "historik.md"]


def test_links_lead_on_and_back(window: MainWindow) -> None:
    help_ = HelpWindow(window, "remiss")
    browser = help_.text
    browser.anchorClicked.emit(browser.source().resolved("svar.md"))
    assert browser.source().fileName() == "svar.md"
    browser.backward()
    assert browser.source().fileName() == "remiss.md"
    help_.show_topic("finns-inte")
    assert browser.source().fileName() == f"{FIRST}.md"
    help_.close()


def test_pictures_are_never_wider_than_the_window(window: MainWindow, qtbot: QtBot) -> None:
    help_ = HelpWindow(window, "remisser")
    help_.resize(700, 500)
    help_.show()
    qtbot.waitUntil(lambda: _is_settled(help_.text))
    assert 500 < _widest(help_.text) <= 700
    assert help_.text.horizontalScrollBar().maximum() == 0
    help_.resize(1000, 500)
    qtbot.waitUntil(lambda: _widest(help_.text) > 700)
    assert help_.text.horizontalScrollBar().maximum() == 0
    help_.close()


def _is_settled(browser: QTextBrowser) -> bool:
    return browser.horizontalScrollBar().maximum() == 0 and _widest(browser) > 0


def _widest(browser: QTextBrowser) -> float:
    return browser.document().idealWidth()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_points_at_is_there(page: Path, scenes: set[str]) -> None:
    for is_picture, words, target in pointed_at(page):
        assert (page.parent / target).is_file(), target
        assert words.strip(), f"{target} has no words"
        if is_picture:
            assert Path(target).stem in scenes, f"docs/bilder.py does not draw {target}"


def test_every_page_is_in_the_contents() -> None:
    listed = {target for _, _, target in pointed_at(HANDBOK / f"{FIRST}.md")}
    assert {page.name for page in PAGES} - {f"{FIRST}.md"} == listed


def test_every_picture_is_shown_and_small() -> None:
    shown = {HANDBOK / target for page in PAGES for is_picture, _, target in pointed_at(page) if is_picture}
    kept = set((HANDBOK / "bilder").glob("*"))
    assert kept == shown
    sizes = {path.name: path.stat().st_size for path in kept}
    assert not {name for name, size in sizes.items() if size > _MOST_BYTES}
    assert sum(sizes.values()) < _MOST_IN_ALL
    # What a reader sees is a picture, and one that is wide enough to be read.
    for path in kept:
        wide, high = struct.unpack(">II", path.read_bytes()[16:24])
        image = QImage(str(path))
        assert (image.width(), image.height()) == (wide, high)
        assert wide >= 400


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_one_title_and_headings_in_swedish(page: Path) -> None:
    headings = re.findall(r"^(#+) (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert [marks for marks, _ in headings].count("#") == 1
    assert headings[0][0] == "#"
    assert not [words for _, words in headings if _ENGLISH.search(words) or words.endswith((".", ":"))]


def test_the_readme_shows_pictures_that_are_there(scenes: set[str]) -> None:
    shown = [target for is_picture, _, target in pointed_at(ROOT / "README.md") if is_picture]
    assert shown
    assert all((ROOT / target).is_file() for target in shown)
    assert scenes & {Path(target).stem for target in shown}
