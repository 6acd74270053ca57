"""The text of a PDF, page by page. Runs in the worker process: pdfium may hang, eat memory or die on a hostile file.

What stands on a page is read with ``intake.pdfium``; to draw one, which is seldom done, the whole library is needed.
"""

import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from secretary_app.intake.pdf_layout import Places, laid_out
from secretary_app.intake.pdfium import PASSWORD, library
from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from ctypes import CDLL
    from types import ModuleType

# A bullet whose glyph has no character in the font is left out of the text; the blank after it stays.
_INDENTED = re.compile(r"^ (?=[^\W\d_])", re.MULTILINE)
# Below a line that ends on a hyphen, pdfium loses the next line's break.
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäö]{2}\.)(?=[A-ZÅÄÖ][a-zåäö])")
PICTURE = "\x1a"
"""Instead of its text: a page on which something is drawn, but nothing is written."""
_NO_TEXT = -1
"""The place in the text of a character that is left out of it."""
_LAST_IN_ONE_UNIT = "\uffff"
"""Where there are later ones, the places in pdfium's text and in ours are not the same."""
_DOTS_PER_POINT = 300 / 72
_MOST_DOTS = 12_000_000
"""A little more than an A4 page has at 300 dots an inch; larger sheets are drawn coarser."""


def pdf_pages(path: str, name: str) -> Iterator[str]:
    """The text of each page, as soon as it is read; ``PICTURE`` for a page that is only a picture, ``""`` for a blank.

    Raises UserError, with ``name`` for the file, where the PDF is locked or damaged.
    """
    pdfium = library()
    document = pdfium.FPDF_LoadDocument(path.encode("utf-8", errors="surrogateescape"), None)
    try:
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            if pdfium.FPDF_GetLastError() == PASSWORD:
                raise UserError(f"{name} är låst med lösenord. Spara en kopia utan lösenord och välj den.")
            raise UserError(f"{name} är en trasig eller ofullständig PDF-fil. Hämta filen på nytt.")
        for number in range(count):
            page = pdfium.FPDF_LoadPage(document, number)
            text_page = pdfium.FPDFText_LoadPage(page) if page else None
            if not text_page:
                raise UserError(f"{name} har en trasig sida och kunde inte läsas. Hämta filen på nytt.")
            text = _page_text(pdfium, text_page)
            yield PICTURE if not text.strip() and pdfium.FPDFPage_CountObjects(page) > 0 else text
            pdfium.FPDFText_ClosePage(text_page)
            pdfium.FPDF_ClosePage(page)
    finally:
        pdfium.FPDF_CloseDocument(document)


def _page_text(pdfium: "CDLL", text_page: int) -> str:
    count = pdfium.FPDFText_CountChars(text_page)
    text = _characters(pdfium, text_page, count)
    if text.isascii() or max(text) <= _LAST_IN_ONE_UNIT:
        text = laid_out(text, _places(pdfium, text_page))
    text = _RUN_TOGETHER.sub("\n", text)
    if not _INDENTED.search(text):
        return text
    unnamed = any(pdfium.FPDFText_GetUnicode(text_page, number) == 0 for number in range(count))
    return _INDENTED.sub("• ", text) if unnamed else text


def _characters(pdfium: "CDLL", text_page: int, count: int) -> str:
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


def _places(pdfium: "CDLL", text_page: int) -> Places:
    import ctypes

    box = (ctypes.c_float * 4)()  # left, top, right, bottom
    matrix = (ctypes.c_float * 6)()  # a, b, c, d, e, f
    across, up = ctypes.c_double(), ctypes.c_double()
    origin = ctypes.byref(across), ctypes.byref(up)
    index = pdfium.FPDFText_GetCharIndexFromTextIndex

    def begins(at: int) -> tuple[float, float]:
        found = pdfium.FPDFText_GetCharOrigin(text_page, index(text_page, at), *origin)
        return (across.value, up.value) if found else (0.0, 0.0)

    def ends(at: int) -> float:
        return float(box[2]) if pdfium.FPDFText_GetLooseCharBox(text_page, index(text_page, at), box) else 0.0

    def size(at: int) -> float:
        number = index(text_page, at)
        # Many programs write in letters of one point and enlarge them.
        scale = abs(matrix[3]) if pdfium.FPDFText_GetMatrix(text_page, number, matrix) else 0.0
        return float(pdfium.FPDFText_GetFontSize(text_page, number) * (scale or 1.0))

    return Places(begins, ends, size)


def page_picture(path: str, number: int, target: str) -> bool:
    """Draw a page (from 0) in grey into a file that OCR reads (PGM); False where there is no such page.

    Raises UserError where the page cannot be drawn.
    """
    import pypdfium2_raw as pdfium  # type: ignore[import-untyped]

    pdfium.FPDF_InitLibraryWithConfig(pdfium.FPDF_LIBRARY_CONFIG(version=2))
    document = pdfium.FPDF_LoadDocument(path.encode("utf-8", errors="surrogateescape"), None)
    try:
        if number >= pdfium.FPDF_GetPageCount(document):
            return False
        with open(target, "wb") as file:  # noqa: PTH123 - it gets a path as text
            _draw(pdfium, document, number, file)
    finally:
        pdfium.FPDF_CloseDocument(document)
    return True


def _draw(pdfium: "ModuleType", document: object, number: int, file: IO[bytes]) -> None:
    import ctypes

    page = pdfium.FPDF_LoadPage(document, number)
    size = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)) if page else (0.0, 0.0)
    if min(size) <= 0:
        raise UserError("Sidan går inte att rita.")
    scale = min(_DOTS_PER_POINT, (_MOST_DOTS / (size[0] * size[1])) ** 0.5)
    width, height = (max(1, round(side * scale)) for side in size)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, None, 0)
    if not bitmap:
        raise UserError("Sidan går inte att rita.")
    pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
    pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
    stride = pdfium.FPDFBitmap_GetStride(bitmap)
    dots = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * height)
    file.write(b"P5 %d %d 255\n" % (width, height))
    file.writelines(dots[at : at + width] for at in range(0, stride * height, stride))
    pdfium.FPDFBitmap_Destroy(bitmap)
    pdfium.FPDF_ClosePage(page)
