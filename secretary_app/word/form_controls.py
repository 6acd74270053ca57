"""What docxtpl leaves to be done with content controls, bookmarks and properties. In the worker, as ``filling``."""

import re
from collections.abc import Iterator
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.package import Package
from lxml import etree  # type: ignore[import-untyped]

from secretary_app.domain.answer_marks import NOTHING, PREFIX, SENT

_TO_FILL_IN = re.compile(r"\[[^\[\]]+\]")
_AFTER_PLACEHOLDER = tuple(
    qn(name)
    for name in ("w:dataBinding", "w:label", "w:tabIndex", "w:text", "w:richText", "w:dropDownList", "w:comboBox")
)
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_TEXT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_PROPERTY = "Beredd"
_FILLED = re.compile(rf"{PREFIX}:(?=[tm]:)")
"""(C) A tag with imprints; that of a position has the same as its text's."""
_LONGEST_PROPERTY = 250
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""Of all properties that a person may see under Egna in Word."""


def finish_controls(package: Package) -> None:
    """Give content controls and bookmarks ids of their own, and let what is to be filled in vanish when typed over.

    A loop repeats ids, and Word calls the file broken.
    """
    numbers, bookmarks = count(1), count(1)
    for root in _roots(package):
        for properties in root.iter(qn("w:sdtPr")):
            _number(properties, next(numbers))
            _let_vanish(properties)
        _number_bookmarks(root, bookmarks)


def _roots(package: Package) -> Iterator[etree._Element]:
    return (root for part in package.iter_parts() if (root := getattr(part, "element", None)) is not None)


def _number(properties: etree._Element, number: int) -> None:
    element = properties.find(qn("w:id"))
    if element is None:
        element = OxmlElement("w:id")
        properties.append(element)
    element.set(qn("w:val"), str(number))


def _let_vanish(properties: etree._Element) -> None:
    content = properties.getparent().find(qn("w:sdtContent"))
    text = "".join(each.text or "" for each in content.iter(qn("w:t"))) if content is not None else ""
    if not _TO_FILL_IN.fullmatch(text) or properties.find(qn("w:showingPlcHdr")) is not None:
        return
    following = next((each for each in properties if each.tag in _AFTER_PLACEHOLDER), None)
    shows = OxmlElement("w:showingPlcHdr")
    if following is None:
        properties.append(shows)
    else:
        following.addprevious(shows)


def _number_bookmarks(root: etree._Element, numbers: Iterator[int]) -> None:
    """Each pair gets a number; what ends one ends the latest that began with the same old number."""
    given: dict[str, str] = {}
    for mark in root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        old = mark.get(qn("w:id"), "")
        if mark.tag == qn("w:bookmarkStart"):
            given[old] = str(next(numbers))
        mark.set(qn("w:id"), given.get(old, old))


def set_custom_properties(package: Package, identity: str) -> None:
    """Keep a form's identity among the document's own properties, where editors that drop content controls leave it.

    So too the imprints of what it holds, as far as it holds anything.
    """
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={None: _CUSTOM, "vt": _TEXT})
    for number, value in enumerate((identity, *_imprints(package))):
        name = f"{_PROPERTY} {number}" if number else _PROPERTY
        row = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FMTID, pid=str(number + 2), name=name)
        etree.SubElement(row, f"{{{_TEXT}}}lpwstr").text = value
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _imprints(package: Package) -> Iterator[str]:
    """Those of the controls' tags, as many to a property as Word shows of one."""
    tags = (tag.get(qn("w:val"), "") for root in _roots(package) for tag in root.iter(qn("w:tag")))
    found = dict.fromkeys(_FILLED.sub("", tag) for tag in tags if _FILLED.match(tag) and not _is_empty(tag))
    line = SENT
    for each in found:
        if len(line) + len(each) > _LONGEST_PROPERTY:
            yield line.strip()
            line = SENT
        line += f"{each} "
    if line != SENT:
        yield line.strip()


def _is_empty(tag: str) -> bool:
    return set(tag.rpartition(":")[2].split(".")) == {NOTHING}
