"""A fault of a template mended where it stands, with everything around it as it was."""

import re
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, write_atomically
from secretary_app.support.safezip import check_office_file, shown
from secretary_app.word.findings import Finding

if TYPE_CHECKING:
    from lxml import etree  # type: ignore[import-untyped]

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def correct(path: Path, finding: Finding) -> None:
    """Replace ``finding.wrong`` by ``finding.right`` where the finding is, also where Word has split it into runs.

    Raises UserError where the file is open in Word, or has been changed since so that it is no longer there; the file
    is then as it was.
    """
    from lxml import etree

    if not finding.can_be_corrected:
        raise UserError("Det här felet måste rättas i Word.")
    check_office_file(path, links=False)
    with explained(path):
        try:
            with ZipFile(path) as archive:
                changed = _changed(archive, finding)
        except (BadZipFile, EOFError, zlib.error, KeyError, etree.XMLSyntaxError):
            changed = {}
    if not changed:
        raise UserError(f"”{finding.wrong}” står inte längre där i {shown(path)}. Kontrollera mallen på nytt.")
    write_atomically(path, lambda beside: _copy(path, beside, changed))


def _copy(path: Path, beside: Path, changed: dict[str, bytes]) -> None:
    try:
        with ZipFile(path) as old, ZipFile(beside, "w") as new:
            for member in old.infolist():
                new.writestr(member, changed.get(member.filename) or old.read(member), member.compress_type)
    except (BadZipFile, EOFError, zlib.error) as error:
        raise UserError(f"{shown(path)} är trasig. Öppna den i Word, spara den på nytt och försök igen.") from error


def _changed(archive: ZipFile, finding: Finding) -> dict[str, bytes]:
    """The members as they are to be, by name; none where the fault is not found."""
    from secretary_app.word.checking_parts import parsed

    member = finding.place.member
    root = parsed(archive.read(member))
    if not finding.right:
        return _detached(archive, member, root, finding.wrong)
    return {member: _written(root)} if _replaced(root, finding) else {}


def _written(root: "etree._Element") -> bytes:
    from lxml import etree

    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _detached(archive: ZipFile, member: str, root: "etree._Element", target: str) -> dict[str, bytes]:
    """Without the relation that fetches ``target``, and without what refers to it."""
    from secretary_app.word.checking_parts import R, parsed

    folder, _, name = member.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    listed = parsed(archive.read(relations))
    gone = [each for each in listed if each.get("Target") == target and each.get("TargetMode") == "External"]
    ids = {each.get("Id") for each in gone}
    for each in [*gone, *(one for one in root.iter() if one.get(f"{R}id") in ids)]:
        each.getparent().remove(each)
    return {member: _written(root), relations: _written(listed)} if gone else {}


def _replaced(root: "etree._Element", finding: Finding) -> bool:
    from secretary_app.word.checking_parts import W

    if finding.place.block == 0:
        return _relabelled(root, finding)
    paragraphs = list(root.iter(f"{W}p"))
    if finding.place.block > len(paragraphs):
        return False
    paragraph = paragraphs[finding.place.block - 1]
    copies = _copies(paragraph)
    spans = _in_runs(paragraph, finding) + _in_attributes(paragraph, finding)
    for copy in copies:
        _in_runs(copy, finding)
    return spans > 0


def _relabelled(root: "etree._Element", finding: Finding) -> bool:
    """The language of the styles set anew."""
    from secretary_app.word.checking_parts import W

    found = [each for each in root.iter(f"{W}lang") if each.get(f"{W}val") == finding.wrong]
    for each in found:
        each.set(f"{W}val", finding.right)
    return bool(found)


def _copies(paragraph: "etree._Element") -> "list[etree._Element]":
    """What Word keeps of a text box's paragraph for programs that cannot draw the box."""
    from secretary_app.word.checking_parts import CHOICE, FALLBACK, W, own_text

    choice = next(paragraph.iterancestors(CHOICE), None)
    if choice is None:
        return []
    text = own_text(paragraph)
    others = choice.getparent().iterchildren(FALLBACK)
    return [each for other in others for each in other.iter(f"{W}p") if own_text(each) == text]


def _in_runs(paragraph: "etree._Element", finding: Finding) -> int:
    """How often it was replaced in the paragraph's text."""
    from secretary_app.word.checking_parts import W

    texts = [each for each in paragraph.iter(f"{W}t") if next(each.iterancestors(f"{W}p")) is paragraph]
    places = _places("".join(each.text or "" for each in texts), finding)
    for start, end in reversed(places):
        _replace(texts, start, end, finding.right)
    return len(places)


def _replace(texts: "list[etree._Element]", start: int, end: int, right: str) -> None:
    """Put ``right`` in place of the letters from ``start`` to ``end``, counted over all the texts."""
    begins, put = 0, right
    for element in texts:
        text = element.text or ""
        first, last = max(0, start - begins), min(len(text), end - begins)
        begins += len(text)
        if first < last:
            element.text = text[:first] + put + text[last:]
            element.set(_SPACE, "preserve")
            put = ""


def _in_attributes(paragraph: "etree._Element", finding: Finding) -> int:
    """The same for tags in the names of content controls and the texts of pictures."""
    from secretary_app.word.checking_parts import W

    count = 0
    names = [name for control in paragraph.iterancestors(f"{W}sdt") for name in control.iterfind(f"{W}sdtPr/*")]
    for element in [*paragraph.iter(), *names]:
        for key, value in element.attrib.items():
            for start, end in reversed(_places(value, finding)):
                element.set(key, value := value[:start] + finding.right + value[end:])
                count += 1
    return count


def _places(text: str, finding: Finding) -> list[tuple[int, int]]:
    """Where ``wrong`` stands as a word of its own; a name only inside the tags, one without braces only outside."""
    wrong, right = finding.wrong, finding.right
    before = r"(?<![\w.])" if wrong[0].isalnum() else ""
    after = r"(?!\w)" if wrong[-1].isalnum() else ""
    places = [match.span() for match in re.finditer(before + re.escape(wrong) + after, text)]
    if "{" in wrong or "}" in wrong:
        return places
    tags = [match.span() for match in _TAG.finditer(text)]
    wanted = "{" not in right
    return [(start, end) for start, end in places if any(a <= start < b for a, b in tags) == wanted]
