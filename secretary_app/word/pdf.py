"""A Word file as PDF, by Word or LibreOffice where one is installed: tagged, so that a screen reader can read it.

The program makes no PDF itself: none but the word processor lays a page out as it is seen there.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, write_atomically
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.records import record
from secretary_app.support.safezip import shown

_SECONDS = 180.0
_POLL_SECONDS = 0.2
_MAGIC = b"%PDF-"
_OPTIONS = ("UseTaggedPDF", "ExportBookmarks", "DisplayPDFDocumentTitle")
"""Of LibreOffice's export, all to be on."""
_UNIX_PLACES = (
    "/usr/bin/soffice",
    "/usr/bin/libreoffice",
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_WINDOWS_PLACES = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)")

_WITH_WORD = """
$ErrorActionPreference = 'Stop'
$word = New-Object -ComObject Word.Application
try {
  $word.Visible = $false
  $word.DisplayAlerts = 0
  $word.AutomationSecurity = 3
  $document = $word.Documents.Open($env:BEREDD_SOURCE, $false, $true, $false)
  try {
    $document.ExportAsFixedFormat($env:BEREDD_OUT, 17, $false, 0, 0, 1, 1, 0, $true, $true, 1, $true, $true, $false)
  } finally {
    $document.Close(0)
  }
} finally {
  $word.Quit(0)
  [void][System.Runtime.InteropServices.Marshal]::FinalReleaseComObject($word)
}
"""
"""Open(FileName, ConfirmConversions, ReadOnly, AddToRecentFiles) and ExportAsFixedFormat(OutputFileName,
wdExportFormatPDF, OpenAfterExport, wdExportOptimizeForPrint, wdExportAllDocument, From, To, wdExportDocumentContent,
IncludeDocProps, KeepIRM, wdExportCreateHeadingBookmarks, DocStructureTags, BitmapMissingFonts, UseISO19005_1).
AutomationSecurity 3: no macro runs. There are no double quotation marks in it, so that it can be handed over as one
argument."""


class Program(StrEnum):
    WORD = "Word"
    LIBREOFFICE = "LibreOffice"


@record(frozen=True, kw_only=True)
class Converter:
    """A word processor on this computer that can write PDF."""

    program: Program
    path: Path
    """Of LibreOffice, or of the PowerShell that asks Word."""


class _NotMade(UserError):  # noqa: N818 - another program may yet make it
    """The program made no PDF."""


def converters() -> list[Converter]:
    """What makes PDF here, Word before LibreOffice since the drafts are written in it; empty where nothing does."""
    found = []
    if (shell := _powershell_for_word()) is not None:
        found.append(Converter(program=Program.WORD, path=shell))
    if (path := next((each for each in _libreoffice_places() if each.is_file()), None)) is not None:
        found.append(Converter(program=Program.LIBREOFFICE, path=path))
    return found


def to_pdf(
    source: Path,
    out: Path,
    progress: Progress = no_progress,
    *,
    by: Sequence[Converter] | None = None,
    seconds: float = _SECONDS,
) -> None:
    """Write the .docx as a tagged PDF to ``out``; what was there is replaced in one step, or stays if anything fails.

    ``by``: what makes it, the next one where the one before fails; else what ``converters`` finds. Raises UserError
    where nothing can, where none makes a PDF of the file within so many ``seconds``, and where ``out`` cannot be
    written; Cancelled where ``progress`` does.
    """
    by = converters() if by is None else by
    if not by:
        raise UserError("Det finns varken Word eller LibreOffice på datorn, och en av dem behövs för att göra en pdf.")
    with tempfile.TemporaryDirectory(prefix="beredd-pdf-", ignore_cleanup_errors=True) as name:
        # A copy, since the draft itself may be open in Word.
        copy = Path(name) / "utkast.docx"
        with explained(source):
            shutil.copyfile(source, copy)
        for place, each in enumerate(by, 1):
            try:
                made = _made(copy, shown(source), each, progress, seconds)
                break
            except _NotMade:
                if place == len(by):
                    raise
        write_atomically(out, lambda beside: _copy(made, beside))


def _made(copy: Path, name: str, by: Converter, progress: Progress, seconds: float) -> Path:
    """The PDF, beside the copy."""
    made = copy.with_suffix(".pdf")
    command, settings = _with_word(by, copy, made) if by.program is Program.WORD else _with_libreoffice(by, copy)
    _run(command, settings, f"{by.program} gör pdf av {name}", progress, seconds, by)
    if not made.is_file() or not made.read_bytes().startswith(_MAGIC):
        made.unlink(missing_ok=True)
        raise _NotMade(
            f"{by.program} gjorde ingen pdf av {name}. Öppna utkastet i {by.program} och spara det som pdf där."
        )
    return made


def _with_libreoffice(by: Converter, copy: Path) -> tuple[list[str], dict[str, str]]:
    folder = copy.parent
    options = json.dumps({name: {"type": "boolean", "value": "true"} for name in _OPTIONS}, separators=(",", ":"))
    # A profile of its own, so that a LibreOffice that the person has open is not asked to do it.
    profile = (folder / "profil").as_uri()
    arguments = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
    return [
        str(by.path),
        f"-env:UserInstallation={profile}",
        *arguments,
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}",
        "--outdir",
        str(folder),
        str(copy),
    ], {}


def _with_word(by: Converter, copy: Path, made: Path) -> tuple[list[str], dict[str, str]]:
    command = [str(by.path), "-NoProfile", "-NonInteractive", "-Command", _WITH_WORD]
    return command, {"BEREDD_SOURCE": str(copy), "BEREDD_OUT": str(made)}


def _run(
    command: list[str], settings: dict[str, str], what: str, progress: Progress, seconds: float, by: Converter
) -> None:
    """Wait for the program, which is ended when its time is up or ``progress`` raises."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **settings},
            creationflags=flags,
            start_new_session=sys.platform != "win32",
        )
    except OSError as error:
        raise _NotMade(f"{by.program} går inte att starta, så någon pdf gjordes inte.") from error
    latest = time.monotonic() + seconds
    try:
        while process.poll() is None:
            progress(0, 0, what)
            if time.monotonic() > latest:
                raise _NotMade(
                    f"{by.program} blev inte klart på {seconds:.0f} sekunder, så någon pdf gjordes inte. Försök igen, "
                    f"eller spara utkastet som pdf i {by.program}."
                )
            with suppress(subprocess.TimeoutExpired):
                process.wait(_POLL_SECONDS)
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End the program with what it has started, if it has not ended by itself."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/T", "/F", "/PID", str(process.pid)],
            capture_output=True,
            check=False,
            creationflags=subprocess.CREATE_NO_WINDOW,
        )
    else:
        import signal

        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _copy(made: Path, beside: Path) -> None:
    with explained(made):
        content = made.read_bytes()
    with explained(beside):
        beside.write_bytes(content)


def _powershell_for_word() -> Path | None:
    """Windows' own PowerShell, if Word is installed."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        winreg.CloseKey(winreg.OpenKey(winreg.HKEY_CLASSES_ROOT, r"Word.Application\CLSID"))
    except OSError:
        return None
    usual = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "WindowsPowerShell", "v1.0", "powershell.exe")
    found = shutil.which("powershell")
    return usual if usual.is_file() else Path(found) if found else None


def _libreoffice_places() -> Iterator[Path]:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            yield Path(found)
    if sys.platform == "win32":
        folders = [os.environ.get(each, "") for each in _WINDOWS_PLACES]
        own = os.environ.get("LOCALAPPDATA", "")
        folders += [str(Path(own, "Programs"))] if own else []
        yield from (Path(each, "LibreOffice", "program", "soffice.exe") for each in folders if each)
        return
    yield from map(Path, _UNIX_PLACES)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
