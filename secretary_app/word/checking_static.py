"""What can be told of a template without filling it in; all of it, with its places. Runs in the worker.

Imports lxml and jinja2.
"""

import posixpath
import zlib
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree  # type: ignore[import-untyped]

from secretary_app.domain.model import DocumentKind
from secretary_app.support.safezip import EMBEDDED, LIVE_FIELDS, is_embedded, live_field
from secretary_app.word.accessible_rules import accessibility, headings
from secretary_app.word.checking_blocks import check_blocks
from secretary_app.word.checking_names import check_names
from secretary_app.word.checking_parts import NotWordError, Package, Part, R, Relation, W, read_package
from secretary_app.word.checking_tags import fault, sharing_faults, split
from secretary_app.word.checking_types import field_types, paths
from secretary_app.word.checking_words import bare_fields, unfilled, warnings
from secretary_app.word.findings import Finding, Place

_FETCHED = {
    "image": "en bild",
    "oleObject": "ett objekt",
    "aFChunk": "en del av texten",
    "frame": "en ram",
    "subDocument": "ett annat dokument",
    "externalLinkPath": "en annan fil",
}
_SAVE_AS = "Öppna filen i Word, välj Spara som och filtypen Word-dokument (.docx)."
_TEMPLATE_TYPE = b"wordprocessingml.template"


def look(path: str, kind: DocumentKind | None) -> tuple[list[Finding], str]:
    """Every finding of the template at ``path``, and the name of its main part, ``""`` where it cannot be read."""
    try:
        if _is_dotx(Path(path)):
            what = "Filen är sparad som en Word-mall (.dotx), som inte kan fyllas i."
            return [fault(what, Place(), _SAVE_AS)], ""
        package = read_package(Path(path))
    except NotWordError as error:
        strict = "Filen är sparad som ett strikt Open XML-dokument, som inte kan fyllas i."
        return [fault(strict if error.is_strict else "Filen är inget Word-dokument (.docx).", Place(), _SAVE_AS)], ""
    except (BadZipFile, EOFError, zlib.error, etree.XMLSyntaxError, UnicodeDecodeError, KeyError):
        again = "Öppna den i Word, spara den på nytt och försök igen."
        return [fault("Filen är trasig och går inte att läsa.", Place(), again)], ""
    found = [*_fetched(package), *_embedded(package), *_live_fields(package)]
    used: set[str] = set()
    for part in package.parts:
        found += _part(part, used)
    found += warnings(package, kind, used)
    found += accessibility(package, is_template=True)
    if any(finding.is_fault for finding in found):
        # It will not be filled in on trial, which tells more of its headings.
        found += headings(package)
    return _in_order(found, package), package.document


def _is_dotx(path: Path) -> bool:
    with ZipFile(path) as archive:
        return _TEMPLATE_TYPE in archive.read("[Content_Types].xml")


def _part(part: Part, used: set[str]) -> Iterator[Finding]:
    tags, found = split(part)
    yield from found
    if not part.is_rendered:
        yield from unfilled(part, tags)
        return
    yield from sharing_faults(part, tags)
    sound, found = check_blocks(tags)
    yield from found
    names = check_names(sound)
    used |= names.used
    yield from names.findings
    known = [path for name, kind in field_types().items() for path in paths(name, kind)]
    yield from bare_fields(part, known)


def _fetched(package: Package) -> Iterator[Finding]:
    labels = {part.member: part for part in package.parts}
    for member, relations in package.relations.items():
        part = labels.get(member)
        for relation in relations:
            if not relation.is_external:
                continue
            name = posixpath.basename(relation.target.replace("\\", "/")) or relation.target
            if relation.kind == "attachedTemplate":
                yield fault(
                    f"Filen är kopplad till en annan mall, {name}, som Word hämtar när den öppnas.",
                    Place(member=member),
                    "Ta bort kopplingen: i Word under Utvecklare, Dokumentmall, välj Normal.",
                    relation.target,
                )
            elif relation.kind != "hyperlink":
                yield fault(
                    f"Filen hämtar {_FETCHED.get(relation.kind, 'innehåll')} utifrån: {relation.target}.",
                    _place(part, relation) if part else Place(member=member),
                    "Infoga det i filen i stället för att länka till det.",
                )


def _embedded(package: Package) -> Iterator[Finding]:
    parts = {part.member: part for part in package.parts}
    for member, relations in package.relations.items():
        for relation in relations:
            if relation.is_external or not is_embedded(relation.kind, member):
                continue
            part = parts.get(member)
            yield fault(
                f"Filen innehåller {EMBEDDED[relation.kind.lower()]}, som följer med i varje utkast.",
                _place(part, relation) if part else Place(member=member),
                "Ta bort det i Word, eller klistra in innehållet som vanlig text eller bild.",
            )


def _place(part: Part, relation: Relation) -> Place:
    """Where in the part the relation is used."""
    users = (each for each in part.root.iter(etree.Element) if relation.id in each.attrib.values())
    user = next((each for each in users if any(key.startswith(R) for key in each.attrib)), None)
    if user is not None:
        inside = next(user.iterancestors(f"{W}p"), None)
        before = inside if inside is not None else next(user.itersiblings(f"{W}p", preceding=True), None)
        for paragraph in part.paragraphs:
            if paragraph.element is before:
                return paragraph.place()
    return part.place()


_UNLINK = "Markera det och tryck Ctrl+Skift+F9, så blir det som visas vanlig text eller bild."
_DELETE = "Ta bort fältet: markera det och tryck Delete."


def _live_fields(package: Package) -> Iterator[Finding]:
    for part in package.parts:
        for paragraph in part.paragraphs:
            for name in dict.fromkeys(map(live_field, _instructions(paragraph.element))):
                if name:
                    does = LIVE_FIELDS[name]
                    how = _UNLINK if "hämtar" in does else _DELETE
                    yield fault(f"Ett fält {does} ({name}).", paragraph.place(), how)


def _instructions(paragraph: etree._Element) -> Iterator[str]:
    """Those of the fields that begin in the paragraph, each as far as it goes there."""
    written = ""
    for each in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}fldSimple"):
        if each.tag == f"{W}fldSimple":
            yield each.get(f"{W}instr", "")
        elif each.tag == f"{W}instrText":
            written += each.text or ""
        else:
            yield written
            written = ""
    yield written


def _in_order(found: list[Finding], package: Package) -> list[Finding]:
    """Each once in a paragraph, where it is mended at once; faults first, then in the order of the file."""
    members = {part.member: number for number, part in enumerate(package.parts)}

    def key(finding: Finding) -> tuple[bool, int, int]:
        return bool(not finding.is_fault), members.get(finding.place.member, -1), finding.place.block

    once: dict[object, Finding] = {}
    for each in found:
        once.setdefault((each.what, each.wrong, each.place.member, each.place.block), each)
    return sorted(once.values(), key=key)
