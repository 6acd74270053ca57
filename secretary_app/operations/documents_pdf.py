"""A draft as PDF, where the person wants it. It is not kept: it can always be made anew from the Word file."""

from pathlib import Path

from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.safezip import shown
from secretary_app.word.pdf import Converter, converters, to_pdf

NO_CONVERTER = (
    "För att göra en pdf behövs Word eller LibreOffice, och ingen av dem är installerad på datorn. Be it-avdelningen "
    "om en av dem."
)


def can_make_pdf() -> bool:
    """Whether there is a program on this computer that can."""
    return bool(converters())


def must_make_pdf() -> list[Converter]:
    """What can make the PDF. Raises UserError, with what is needed, where nothing does."""
    found = converters()
    if not found:
        raise UserError(NO_CONVERTER)
    return found


def save_pdf(source: Path, out: Path, progress: Progress = no_progress) -> Path:
    """Write the Word file ``source`` as a tagged PDF to ``out``, which is returned.

    Raises UserError where nothing on this computer can, where ``source`` is gone, and where ``out`` is not named .pdf
    or cannot be written; Cancelled where ``progress`` does.
    """
    by = must_make_pdf()
    if out.suffix.lower() != ".pdf" or out.is_dir():
        raise UserError(f"{out.name} kan inte bli namnet på en pdf: det ska sluta på .pdf och inte vara en mapp.")
    if not source.is_file():
        raise UserError(f"{shown(source)} finns inte längre i {source.parent}. Ingen pdf gjordes.")
    to_pdf(source, out, progress, by=by)
    return out
