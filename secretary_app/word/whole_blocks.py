"""What Word calls a broken file once loops and conditions have taken things out, made whole. Runs in the worker."""

from docx.opc.package import OpcPackage
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_ROOMS = ("w:tc", "w:txbxContent", "w:hdr", "w:ftr")
"""They must hold a paragraph, after any table."""
_ENDS = (qn("w:p"), qn("w:sdt"))
_MARKS = (qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:proofErr"))


def finish_blocks(package: OpcPackage) -> None:
    """Take away tables and rows that have become empty, and give every cell and box that has its paragraph back."""
    for part in package.iter_parts():
        root = getattr(part, "element", None)
        if root is None:
            continue
        for kind, inside in (("w:tr", ("w:tc", "w:sdt")), ("w:tbl", ("w:tr", "w:sdt"))):
            for element in list(root.iter(qn(kind))):
                if all(element.find(qn(each)) is None for each in inside):
                    element.getparent().remove(element)
        for room in root.iter(*map(qn, _ROOMS)):
            last = next((each for each in reversed(room) if each.tag not in _MARKS), None)
            if last is None or last.tag not in _ENDS:
                room.append(OxmlElement("w:p"))
