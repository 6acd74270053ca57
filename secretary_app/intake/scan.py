"""The text of a scanned PDF, where Tesseract with Swedish is on the computer; Beredd has no OCR of its own.

The pages are drawn in the worker process, where a hostile PDF does no harm; Tesseract only sees those pictures.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from secretary_app.intake.pdf import page_picture
from secretary_app.support.errors import UserError
from secretary_app.support.worker import Worker, WorkerFailed

MOST_PAGES = 60
_SECONDS = 600.0
"""For all pages; each takes one to ten."""
_PAGE_SECONDS = 60.0
_DRAWING_SECONDS = 20.0
_POLL_SECONDS = 0.1
_INSTALLED = (
    ("PROGRAMFILES", "Tesseract-OCR"),
    ("PROGRAMFILES(X86)", "Tesseract-OCR"),
    ("LOCALAPPDATA", "Programs/Tesseract-OCR"),
)
"""Where its installer for Windows puts it, which is not among the folders that are searched for programs."""

Poll = Callable[[], None]


@dataclass(frozen=True)
class Scan:
    pages: tuple[str, ...]
    complete: bool
    """Whether every page was read."""


def find_tesseract() -> str | None:
    """The program, where it is installed and reads Swedish."""
    import shutil

    found = shutil.which("tesseract")
    # On Windows the folder one stands in is searched too, and anything may lie there.
    places = [Path(found)] if found and Path(found).is_absolute() else []
    places += [Path(os.environ[name], folder, "tesseract.exe") for name, folder in _INSTALLED if name in os.environ]
    return next((str(place) for place in places if place.is_file() and _reads_swedish(str(place))), None)


def _reads_swedish(program: str) -> bool:
    try:
        asked = subprocess.run(
            [program, "--list-langs"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=10,
            check=False,
            creationflags=_flags(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return b"swe" in asked.stdout.split()


def _flags() -> int:
    if sys.platform == "win32":
        return subprocess.CREATE_NO_WINDOW
    return 0


def read_scan(path: Path, worker: Worker, poll: Poll | None = None) -> Scan | None:
    """What Tesseract reads on the pages; None where it is not installed or reads nothing at all.

    ``poll`` is called all the while; where it raises, Tesseract is ended and the error goes on.
    """
    program = find_tesseract()
    if program is None:
        return None
    with TemporaryDirectory(prefix="beredd-", ignore_cleanup_errors=True) as folder:
        scan = _pages(path, worker, program, Path(folder), poll or _nothing)
    return scan if any(page.strip() for page in scan.pages) else None


def _nothing() -> None:
    """Nobody asks whether to go on."""


def _pages(path: Path, worker: Worker, program: str, folder: Path, poll: Poll) -> Scan:
    pages: list[str] = []
    picture = folder / "sida.pgm"
    until = time.monotonic() + _SECONDS
    for number in range(MOST_PAGES + 1):
        try:
            if not worker.run(page_picture, str(path), number, str(picture), seconds=_DRAWING_SECONDS):
                return Scan(tuple(pages), complete=True)
        except (WorkerFailed, UserError):
            break
        if number == MOST_PAGES or time.monotonic() > until:
            break
        text = _page_text(program, picture, poll)
        if text is None:
            break
        pages.append(text)
    return Scan(tuple(pages), complete=False)


def _page_text(program: str, picture: Path, poll: Poll) -> str | None:
    """The text of one page; None where Tesseract fails or takes too long."""
    target = picture.with_suffix(".txt")
    with target.open("wb") as out:
        try:
            process = subprocess.Popen(
                [program, str(picture), "stdout", "-l", "swe"],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.DEVNULL,
                creationflags=_flags(),
            )
        except OSError:
            return None
        with process:
            try:
                done = _waited(process, poll)
            finally:
                process.kill()
    return target.read_text(encoding="utf-8", errors="replace").replace("\f", "\n") if done else None


def _waited(process: "subprocess.Popen[bytes]", poll: Poll) -> bool:
    until = time.monotonic() + _PAGE_SECONDS
    while time.monotonic() < until:
        try:
            return process.wait(timeout=_POLL_SECONDS) == 0
        except subprocess.TimeoutExpired:
            poll()
    return False
