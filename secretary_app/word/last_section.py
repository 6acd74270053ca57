"""A last section in which nothing was filled in: its page is not to be there, whole and blank."""

from docx.oxml.document import CT_Body
from docx.oxml.ns import qn

_SHOWS = tuple(qn(tag) for tag in ("w:t", "w:drawing", "w:pict", "w:object", "w:sdt", "w:tbl", "w:fldSimple"))


def drop_empty_last_section(body: CT_Body) -> None:
    """Let the section before the last be the last, where the last shows nothing."""
    last = body.find(qn("w:sectPr"))
    if last is None:
        return
    after = []
    for block in last.itersiblings(preceding=True):
        if block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            break
        if block.tag in _SHOWS or next(block.iter(*_SHOWS), None) is not None:
            return
        after.append(block)
    else:
        return
    before = block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
    body.replace(last, before)
    for blank in after:
        body.remove(blank)
    if next(block.iter(*_SHOWS), None) is None:
        body.remove(block)
