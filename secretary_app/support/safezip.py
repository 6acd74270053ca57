"""A look at a Word or Excel file before any library opens it.

Such a file is a zip that comes from outside: it may unpack to gigabytes, hold macros, fetch things or start programs.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
_VBA = "vbaproject"
EMBEDDED = {
    "afchunk": "ett annat dokument (altChunk)",
    "subdocument": "ett annat dokument",
    "oleobject": "ett inbäddat objekt",
    "package": "en inbäddad fil",
    "control": "en ActiveX-kontroll",
    "webextensiontaskpanes": "ett tillägg som hämtas från webben",
    "webextension": "ett tillägg som hämtas från webben",
}
"""What a template must not hold, by the last word of the relation's type in small letters."""
LIVE_FIELDS = {
    **dict.fromkeys(("DDE", "DDEAUTO"), "startar andra program"),
    **dict.fromkeys(
        ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "DATA", "RD"),
        "hämtar innehåll utifrån",
    ),
    "MACROBUTTON": "kör ett makro",
    **dict.fromkeys(("EMBED", "CONTROL", "HTMLCONTROL", "HTMLACTIVEX"), "startar ett inbäddat objekt"),
}
"""Word's fields (ECMA-376 17.16.5, and those that only Word knows) that reach out of the file; what each does."""
_PROMPT = re.compile(r"[^\w=]*MACROBUTTON\s+NoMacro\b", re.IGNORECASE)
"""Word's way to say "click here and type": by convention there is no macro called so."""
_LINKING = ("hyperlink", "hlinkClick", "hlinkHover", "hlinkMouseOver")
"""What fetches nothing until a person clicks."""
_FIELD_NAME = re.compile(r"[^\w=]*([A-Za-z]+)")
_ADDRESS = re.compile(r"\\\\|//|[A-Za-z][\w+.-]+:")
_XML_STARTS = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\0<")


_FIELD_PARTS = ("fldChar", "instrText", "delInstrText", "fldSimple", "ddeLink")
_TELLING = (b"instr", b"Instr", b"ddeLink", b"src")
"""Without one of them a part has neither fields nor pictures with an address, and need not be read whole."""
_ENCODING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)")


class _Relation(NamedTuple):
    source: str
    """The ``.rels`` member that it stands in."""
    kind: str
    """The last word of its type, in small letters."""
    target: str
    is_external: bool
    id: str

    @property
    def part(self) -> str:
        """Which it belongs to, in small letters: ``word/document.xml``."""
        return self.source.replace("_rels/", "", 1).removesuffix(".rels")


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


def check_office_file(path: Path, *, links: bool = True, template: bool = False) -> None:
    """Raise UserError unless the .docx or .xlsx can be opened without harm.

    Refused are a file that is none, a zip bomb, macros; with ``links`` also what is fetched from outside when the file
    is opened (all but hyperlinks; see ``links_in``), and with ``template`` what would live on in every draft: fields
    that fetch things or start programs (``LIVE_FIELDS``) and ``EMBEDDED`` objects. Nothing is unpacked but what tells.
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
                if template:
                    _check_template(path, archive)
        except (BadZipFile, BadDeflate, NotImplementedError, EOFError, RuntimeError, ValueError) as error:
            raise _no_office_file(path) from error


def _check_template(path: Path, archive: "ZipFile") -> None:
    from zipfile import BadZipFile

    relations = list(_relations(archive))
    if embedded := next((each for each in relations if is_embedded(each.kind, each.source)), None):
        raise UserError(
            f"{shown(path)} innehåller {EMBEDDED[embedded.kind]} och öppnas därför inte. "
            "Ta bort det i Word, eller klistra in innehållet som vanlig text eller bild."
        )
    try:
        for member, content in _parts(archive):
            links = {each.id for each in relations if each.is_external and each.part == member.lower()}
            if not links and _is_readable(content) and not any(word in content for word in _TELLING):
                continue
            root = _parsed(content, member)
            if name := next(filter(None, map(live_field, _fields(root))), ""):
                raise UserError(
                    f"{shown(path)} har ett fält som {LIVE_FIELDS[name]} ({name}) och öppnas därför inte. "
                    "Ta bort fältet i Word eller Excel."
                )
            if drawn := next(_drawn_from_outside(root, links), ""):
                raise UserError(
                    f"{shown(path)} hämtar innehåll utifrån ({drawn}) och öppnas därför inte. "
                    "Infoga det i filen i stället för att länka till det."
                )
    except BadZipFile as error:
        raise UserError(f"{shown(path)} är trasig. Öppna den i Word, spara den på nytt och försök igen.") from error


def _drawn_from_outside(root: "Element", links: Collection[str]) -> Iterator[str]:
    """Pictures with an address of their own, and whatever but a link uses a relation that is meant for links."""
    for each in root.iter():
        space, _, name = each.tag.rpartition("}")
        for key, value in each.items():
            is_relation = key.startswith("{") and "/relationships}" in key
            if is_relation and value in links and name not in _LINKING:
                yield value
            if key == "src" and space.endswith(":vml") and _ADDRESS.match(value):
                yield value


def is_embedded(kind: str, source: str) -> bool:
    """Whether a relation of this kind, from this member, brings in what the look at a template cannot see into.

    A chart keeps its numbers as a workbook; that one is harmless.
    """
    return kind.lower() in EMBEDDED and not (kind.lower() == "package" and "/charts/" in source)


def live_field(instruction: str) -> str:
    """The name of the field if it is one of ``LIVE_FIELDS``; otherwise ``""``."""
    match = _FIELD_NAME.match(instruction)
    name = match[1].upper() if match else ""
    return name if name in LIVE_FIELDS and not _PROMPT.match(instruction) else ""


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
    if any(name.endswith("vbaproject.bin") for name in names) or _declares_macros(types, names):
        raise UserError(
            f"{shown(path)} innehåller makron och öppnas därför inte. Spara den som .docx eller .xlsx utan makron."
        )


def _declares_macros(types: bytes, names: Iterable[str]) -> bool:
    """Whether a part is a macro by its type, whatever it is called."""
    for each in _parsed(types, "[Content_Types].xml").iter():
        kind = f"{each.get('ContentType', '')}{each.text or ''}".lower()
        if "macroenabled" in kind:
            return True
        part, ending = each.get("PartName", "").lower(), f".{each.get('Extension', '').lower()}"
        if _VBA in kind and (part or any(name.endswith(ending) for name in names)):
            return True
    return False


def _bomb(path: Path) -> UserError:
    return UserError(
        f"{shown(path)} är orimligt stor uppackad och öppnas därför inte. Kontrollera var den kommer ifrån."
    )


def _links(archive: "ZipFile") -> list[str]:
    return [each.target for each in _relations(archive) if each.is_external and each.kind != "hyperlink"]


def _relations(archive: "ZipFile") -> Iterator[_Relation]:
    for member in archive.namelist():
        if not member.lower().endswith(".rels"):
            continue
        for each in _parsed(archive.read(member), member):
            target = each.get("Target", "")
            is_external = each.get("TargetMode", "").lower() == "external" or bool(_ADDRESS.match(target))
            kind = each.get("Type", "").rsplit("/", 1)[-1].lower()
            yield _Relation(member.lower(), kind, target, is_external, each.get("Id", ""))


def _parsed(content: bytes, member: str) -> "Element":
    """The XML's root; entities are refused. Raises BadZipFile where it is none."""
    from zipfile import BadZipFile

    from defusedxml import ElementTree

    try:
        root: Element = ElementTree.fromstring(content)
    except (ElementTree.ParseError, ValueError) as error:
        raise BadZipFile(member) from error
    return root


def _parts(archive: "ZipFile") -> Iterator[tuple[str, bytes]]:
    """Everything that is XML, with its name; the name says nothing of what it is."""
    for member in archive.namelist():
        with archive.open(member) as file:
            is_xml = file.read(64).lstrip().startswith(_XML_STARTS)
        if is_xml and not member.lower().endswith(".rels"):
            yield member, archive.read(member)


def _is_readable(content: bytes) -> bool:
    """Whether the names of its elements stand in it letter for letter: those cannot be written otherwise in UTF-8."""
    declared = _ENCODING.match(content)
    return b"\0" not in content[:64] and (declared is None or declared[1].lower() in (b"utf-8", b"us-ascii"))


def _fields(root: "Element") -> Iterator[str]:
    """Word may split an instruction over several runs, and put a field into another."""
    open_fields = [""]
    for each in root.iter():
        name = each.tag.rpartition("}")[2]
        if name not in _FIELD_PARTS:
            continue
        kind = next((value for key, value in each.items() if key.endswith("fldCharType")), "")
        if name == "ddeLink":
            yield "DDE"
        elif kind == "begin":
            open_fields.append("")
        elif kind == "end" and len(open_fields) > 1:
            yield open_fields.pop()
        elif name in ("instrText", "delInstrText"):
            open_fields[-1] += each.text or ""
        else:
            yield from (value for key, value in each.items() if key.rpartition("}")[2] == "instr")
    yield from open_fields
