"""The text of a PDF, page by page. Runs in the worker process: pdfium may hang, eat memory or die on a hostile file."""

import re
from typing import TYPE_CHECKING

from secretary_app.support.errors import UserError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

# A bullet whose glyph has no character in the font is left out of the text; the blank after it stays.
_INDENTED = re.compile(r"^ (?=[^\W\d_])", re.MULTILINE)
# Below a line that ends on a hyphen, pdfium loses the next line's break.
_RUN_TOGETHER = re.compile(r"(?<=[a-zåäö]{2}\.)(?=[A-ZÅÄÖ][a-zåäö])")
_PASSWORD = 4
"""FPDF_ERR_PASSWORD, pdfium's code for a missing or wrong password."""


def pdf_pages(path: str, name: str) -> list[str]:
    """The text of each page; a page that is only a picture is ``""``.

    Raises UserError, with ``name`` for the file, where the PDF is locked or damaged.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _PASSWORD:
            raise UserError(f"{name} är låst med lösenord. Spara en kopia utan lösenord och välj den.") from error
        raise UserError(f"{name} är en trasig eller ofullständig PDF-fil. Hämta filen på nytt.") from error
    try:
        return [_page_text(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        raise UserError(f"{name} har en trasig sida och kunde inte läsas. Hämta filen på nytt.") from error
    finally:
        document.close()


def _page_text(document: "PdfDocument", number: int) -> str:
    page = document[number]
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    if _INDENTED.search(text) and _has_unnamed_glyph(text_page):
        text = _INDENTED.sub("• ", text)
    text = _RUN_TOGETHER.sub("\n", text)
    text_page.close()
    page.close()
    return text


def _has_unnamed_glyph(text_page: "PdfTextPage") -> bool:
    from pypdfium2 import raw

    return any(raw.FPDFText_GetUnicode(text_page, number) == 0 for number in range(text_page.count_chars()))
