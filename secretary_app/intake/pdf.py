"""The text of a PDF, page by page. Runs in the worker process: pdfium may hang, eat memory or die on a hostile file.

pdfium is called by its own functions: the helpers of pypdfium2 take twice as long to import, which for most papers is
more than the reading.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from types import ModuleType

# A bullet whose glyph has no character in the font is left out of the text; the blank after it stays.
_INDENTED = re.compile(r"^ (?=[^\W\d_])", re.MULTILINE)
# Below a line that ends on a hyphen, pdfium loses the next line's break.
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäö]{2}\.)(?=[A-ZÅÄÖ][a-zåäö])")
_PASSWORD = 4
"""FPDF_ERR_PASSWORD, pdfium's code for a missing or wrong password."""
_NO_TEXT = -1
"""The place in the text of a character that is left out of it."""


def pdf_pages(path: str, name: str) -> Iterator[str]:
    """The text of each page, as soon as it is read; a page that is only a picture is ``""``.

    Raises UserError, with ``name`` for the file, where the PDF is locked or damaged.
    """
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = pdfium.FPDF_LoadDocument(path.encode("utf-8", errors="surrogateescape"), None)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            if pdfium.FPDF_GetLastError() == _PASSWORD:
                raise UserError(f"{name} är låst med lösenord. Spara en kopia utan lösenord och välj den.")
            raise UserError(f"{name} är en trasig eller ofullständig PDF-fil. Hämta filen på nytt.")
        for number in range(count):
            page = pdfium.FPDF_LoadPage(document, number)
            text_page = pdfium.FPDFText_LoadPage(page) if page else None
            if not text_page:
                raise UserError(f"{name} har en trasig sida och kunde inte läsas. Hämta filen på nytt.")
            yield _page_text(pdfium, text_page)
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)
        pdfium.FPDF_DestroyLibrary()


def _page_text(pdfium: "ModuleType", text_page: object) -> str:
    count = pdfium.FPDFText_CountChars(text_page)
    text = _RUN_TOGETHER.sub("\n", _characters(pdfium, text_page, count))
    if not _INDENTED.search(text):
        return text
    unnamed = any(pdfium.FPDFText_GetUnicode(text_page, number) == 0 for number in range(count))
    return _INDENTED.sub("• ", text) if unnamed else text


def _characters(pdfium: "ModuleType", text_page: object, count: int) -> str:
    """All that pdfium puts into the text.

    Where the first or last characters are left out of it, pdfium reads beyond its end if they are asked for
    (https://crbug.com/pdfium/2079).
    """
    import ctypes

    place = pdfium.FPDFText_GetTextIndexFromCharIndex
    first, last = 0, count - 1
    while first <= last and place(text_page, first) == _NO_TEXT:
        first += 1
    while first <= last and place(text_page, last) == _NO_TEXT:
        last -= 1
    if first > last:
        return ""
    room = place(text_page, last) - place(text_page, first) + 2  # with the closing zero
    buffer = (ctypes.c_ushort * room)()
    written = pdfium.FPDFText_GetText(text_page, first, last - first + 1, buffer)
    return bytes(memoryview(buffer)[: written - 1]).decode("utf-16-le", errors="ignore")
