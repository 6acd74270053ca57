"""A look at a Word or Excel file before any library opens it.

Such a file is a zip that comes from outside: it may unpack to gigabytes, hold macros, fetch things or start programs.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained

if TYPE_CHECKING:
    # It brings every packing library along, and whoever reads a PDF or a text never needs it.
    from zipfile import ZipFile

_MOST_MEMBERS = 10_000
_MOST_UNPACKED = 600 << 20
"""Bytes, all members together. A workbook of 100,000 rows with long texts has a third of it."""
_HIGHEST_RATIO = 100
_SMALL = 8 << 20
"""Bytes; a member below it may be packed as tightly as it likes (an empty table is)."""

_KINDS = (
    (b"%PDF", "en PDF-fil"),
    (b"PK\x03\x04", "en zip-fil eller en Office-fil"),
    (b"\xd0\xcf\x11\xe0", "en äldre eller lösenordsskyddad Office-fil"),
    (b"{\\rtf", "en RTF-fil"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"II*\x00", "en bild"),
    (b"MM\x00*", "en bild"),
    (b"<!doctype html", "en webbsida"),
    (b"<html", "en webbsida"),
    (b"<?xml", "en XML-fil"),
    (b"Return-Path:", "ett e-postmeddelande"),
    (b"Received:", "ett e-postmeddelande"),
    (b"MZ", "ett program"),
)

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument"
_FETCHED = ("attachedTemplate", "image", "oleObject", "frame", "subDocument", "externalLinkPath")
_FIELD = re.compile(
    r'fldCharType\s*=\s*["\'](?P<begin>begin)|instrText(?:\s[^>]*)?>(?P<part>[^<]*)<|:instr\s*=\s*["\'](?P<whole>[^"\']*)'
)


def seems_to_be(path: Path) -> str:
    """What the file's first bytes say it is, in Swedish with its article ("en PDF-fil")."""
    with explained(path), path.open("rb") as file:
        start = file.read(1024)
    if not start.strip(b"\0"):
        return "en tom fil"
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, name in _KINDS:
        if head[: len(magic)].lower() == magic.lower():
            return name
    return "en okänd sorts fil" if b"\0" in start else "en textfil"


def shown(path: Path) -> str:
    """The file's name as it can stand in a message: on one line."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in path.name).split()) or str(path)


def check_office_file(path: Path, *, links: bool = True, dde: bool = False) -> None:
    """Raise UserError unless the .docx or .xlsx can be opened without harm.

    Refused are a file that is none, a zip bomb, macros; with ``links`` also what is fetched from outside when the file
    is opened (attached template, linked picture or object; see ``links_in``), and with ``dde`` fields that start
    other programs. Nothing is unpacked but the small parts that tell.
    """
    from zipfile import BadZipFile, ZipFile
    from zlib import error as BadDeflate  # noqa: N812 - a class, whatever it is called

    with explained(path):
        try:
            with ZipFile(path) as archive:
                _check_archive(path, archive)
                if links and (fetched := _links(archive)):
                    raise UserError(
                        f"{shown(path)} hämtar innehåll utifrån ({fetched[0]}) och öppnas därför inte. "
                        "Spara en kopia utan länkar i Word eller Excel och välj den."
                    )
                if dde and _has_dde(archive):
                    raise UserError(
                        f"{shown(path)} har ett fält som startar andra program (DDE) och öppnas därför inte. "
                        "Ta bort fältet i Word eller Excel."
                    )
        except (BadZipFile, BadDeflate, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
            raise _no_office_file(path) from error


def links_in(path: Path) -> list[str]:
    """Where the file would fetch things from when it is opened in Word or Excel. Raises UserError for no zip."""
    from zipfile import BadZipFile, ZipFile
    from zlib import error as BadDeflate  # noqa: N812 - a class, whatever it is called

    with explained(path):
        try:
            with ZipFile(path) as archive:
                return _links(archive)
        except (BadZipFile, BadDeflate, EOFError) as error:
            raise _no_office_file(path) from error


def _no_office_file(path: Path) -> UserError:
    kind = seems_to_be(path)
    if kind == "en tom fil":
        return UserError(f"{shown(path)} är tom. Hämta filen på nytt.")
    if kind == "en zip-fil eller en Office-fil":
        return UserError(f"{shown(path)} är trasig eller ofullständig. Hämta filen på nytt.")
    return UserError(
        f"{shown(path)} är ingen Word- eller Excel-fil utan {kind}. Spara den som .docx eller .xlsx och försök igen."
    )


def _check_archive(path: Path, archive: "ZipFile") -> None:
    members = archive.infolist()
    if len(members) > _MOST_MEMBERS or sum(member.file_size for member in members) > _MOST_UNPACKED:
        raise _bomb(path)
    for member in members:
        packed = max(member.compress_size, 1)
        if member.file_size > _SMALL and member.file_size / packed > _HIGHEST_RATIO:
            raise _bomb(path)
    names = {member.filename.lower() for member in members}
    if "[content_types].xml" not in names:
        if "mimetype" in names and archive.read("mimetype").startswith(_OPEN_DOCUMENT):
            ending = ".xlsx" if b"spreadsheet" in archive.read("mimetype") else ".docx"
            raise UserError(f"{shown(path)} är en OpenDocument-fil. Spara den som {ending} och välj den nya filen.")
        raise UserError(f"{shown(path)} är ingen Word- eller Excel-fil utan en vanlig zip-fil. Packa upp den först.")
    types = archive.read(next(m for m in members if m.filename.lower() == "[content_types].xml"))
    if any(name.endswith("vbaproject.bin") for name in names) or b"macroenabled" in types.lower():
        raise UserError(
            f"{shown(path)} innehåller makron och öppnas därför inte. Spara den som .docx eller .xlsx utan makron."
        )


def _bomb(path: Path) -> UserError:
    return UserError(
        f"{shown(path)} är orimligt stor uppackad och öppnas därför inte. Kontrollera var den kommer ifrån."
    )


def _links(archive: "ZipFile") -> list[str]:
    from zipfile import BadZipFile

    from defusedxml import ElementTree

    found = []
    for member in archive.infolist():
        if not member.filename.lower().endswith(".rels"):
            continue
        try:
            root = ElementTree.fromstring(archive.read(member))
        except (ElementTree.ParseError, ValueError) as error:
            raise BadZipFile(member.filename) from error
        for relation in root:
            kind = relation.get("Type", "").rsplit("/", 1)[-1]
            if relation.get("TargetMode") == "External" and kind in _FETCHED:
                found.append(relation.get("Target", ""))
    return found


def _has_dde(archive: "ZipFile") -> bool:
    for member in archive.infolist():
        name = member.filename.lower()
        if not name.endswith(".xml") or not name.startswith(("word/", "xl/externallinks/")):
            continue
        text = _text(archive.read(member))
        if "ddeLink" in text or any(field.strip().upper().startswith("DDE") for field in _fields(text)):
            return True
    return False


def _text(data: bytes) -> str:
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if wide else "utf-8", errors="replace")


def _fields(xml: str) -> Iterator[str]:
    """The instruction of every field; Word may split one over several runs."""
    field = ""
    for match in _FIELD.finditer(xml):
        if match["begin"]:
            yield field
            field = ""
        field += match["part"] or ""
        if match["whole"]:
            yield match["whole"]
    yield field
