"""Whether a Word document can be read by everybody: what the law on accessible digital service asks of its form."""

from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import check_office_file, shown

if TYPE_CHECKING:
    from secretary_app.word.findings import Finding


def check_accessible(path: Path) -> "tuple[Finding, ...]":
    """Headings, language, title, tables, pictures, lists, contrast, spacing and links; () is all well.

    For a finished document and for a template alike. Raises UserError where the file cannot be read.
    """
    from lxml import etree  # type: ignore[import-untyped]

    from secretary_app.word.accessible_rules import accessibility
    from secretary_app.word.checking_parts import NotWordError, read_package

    check_office_file(path, links=False)
    try:
        with explained(path):
            return tuple(accessibility(read_package(path)))
    except (NotWordError, BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        raise UserError(
            f"{shown(path)} är inget helt Word-dokument (.docx). Öppna det i Word och spara om det."
        ) from error
