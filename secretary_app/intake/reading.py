"""A file in, a ``PaperText`` out; PDF, Word files and mails are opened in the worker process only."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from secretary_app.domain.text import and_list
from secretary_app.intake.cleaning import joined_pages
from secretary_app.intake.paper import PaperText
from secretary_app.intake.process import SECONDS, reading_worker
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained
from secretary_app.support.safezip import check_office_file, links_in, seems_to_be, shown
from secretary_app.support.worker import Worker, WorkerFailed

MAILS = (".eml", ".msg")
READABLE = (".pdf", ".docx", ".txt", *MAILS)
LARGEST = 100 << 20
"""Bytes. The largest scanned reports have a third of it."""
MOST_TEXT = 5_000_000
"""Characters. A report of 300 pages has one million, and is read in a second."""
_TAIL = 4096
"""Bytes; some programs put a little after a PDF's last line."""

_OUTLOOK = "en äldre eller lösenordsskyddad Office-fil"
"""As what ``seems_to_be`` takes an Outlook mail: it is the same sort of file."""
_IN_WORDS = "Beredd läser PDF (.pdf), Word (.docx), text (.txt) och mejl (.eml, .msg)"
_SAVE_AS = {
    **dict.fromkeys((".doc", ".rtf", ".odt", ".pages"), "Öppna den i Word och spara den som Word-dokument (.docx)."),
    ".docm": "Den kan ha makron. Öppna den i Word och spara den som Word-dokument utan makron (.docx).",
    **dict.fromkeys((".xls", ".xlsm", ".ods"), "Spara den som Excel-arbetsbok (.xlsx) och släpp den i fönstret."),
    ".xlsx": "En arbetsbok är ingen handling. Svar i Excel läses in på remissen de gäller.",
    **dict.fromkeys(
        (".jpg", ".jpeg", ".png", ".tif", ".tiff"), "Den är en bild. Spara den som PDF, eller klistra in texten."
    ),
    ".zip": "Packa upp den och välj filerna i den.",
}
_TOO_HEAVY = "Spara den på nytt, till exempel genom att skriva ut den till PDF, och välj den nya filen."


def read_paper(path: Path, *, worker: Worker | None = None, seconds: float = SECONDS) -> PaperText:
    """The text of a .pdf, .docx, .txt, .eml or .msg. ``worker`` is one of ``reading_worker``, for several files.

    Raises UserError, with the file's name, where it is missing, too large, of another kind, locked, damaged, empty or
    not read within ``seconds``. A scan without text is no error: it gives an empty text and a warning.
    """
    if worker is None:
        with reading_worker() as own:
            return begin_reading(path, own, seconds)()
    return begin_reading(path, worker, seconds)()


def begin_reading(
    path: Path, worker: Worker, seconds: float, poll: Callable[[], None] | None = None
) -> Callable[[], PaperText]:
    """As ``read_paper``, but the process works while the caller does something else; what comes back waits for it.

    ``poll`` is called while a scan is interpreted, which may take minutes; where it raises, that is given up.
    """
    kind = _checked_kind(path)
    name = shown(path)
    if kind == ".txt":
        return lambda: _paper(path, _answered(lambda: _text_pages(path), name))
    if kind == ".pdf":
        from secretary_app.intake.pdf import pdf_pages

        # Each page is cleaned while the next is read.
        pages = worker.stream(pdf_pages, str(path), name, seconds=seconds)
        return lambda: _pdf(path, pages, worker, poll)
    if kind in MAILS:
        return _begin_mail(path, worker, seconds)
    check_office_file(path, links=False)
    from secretary_app.intake.word_file import docx_pages

    word = worker.begin(docx_pages, str(path), name, seconds=seconds)
    return lambda: _paper(path, _answered(word, name), warnings=_warnings(path))


def _pdf(path: Path, pages: Generator[str, None, None], worker: Worker, poll: Callable[[], None] | None) -> PaperText:
    """The paper; a scan as Tesseract reads it, where there is one."""
    name = shown(path)
    pictures: list[int] = []
    paper = _paper(path, _without_pictures(_answered(lambda: pages, name), pictures), scan_possible=True)
    if paper.text:
        return replace(paper, warnings=(*paper.warnings, *_scanned_pages(name, pictures)))
    from secretary_app.intake.scan import read_scan

    scan = read_scan(path, worker, poll)
    if scan is None:
        return paper
    text, starts = joined_pages(_bounded(scan.pages, name))
    doubt = f"{name} är inskannad. Texten är tolkad av Tesseract och kan ha fel: jämför med handlingen."
    if not scan.complete:
        count = len(scan.pages)
        doubt += " Bara den första sidan är tolkad." if count == 1 else f" Bara de {count} första sidorna är tolkade."
    return PaperText(str(path), text, starts, (doubt,), interpreted=True)


def _without_pictures(pages: Generator[str, None, None], pictures: list[int]) -> Generator[str, None, None]:
    """The pages' text; the numbers, from 1, of those that are pictures go to ``pictures``."""
    from secretary_app.intake.pdf import PICTURE

    with closing(pages):
        for number, page in enumerate(pages, 1):
            if page == PICTURE:
                pictures.append(number)
            yield "" if page == PICTURE else page


def _scanned_pages(name: str, pictures: list[int]) -> tuple[str, ...]:
    """Which pages of a paper that has text are only pictures, as a sentence."""
    if not pictures:
        return ()
    runs: list[list[int]] = []
    for number in pictures:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = and_list([str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs])
    one = len(pictures) == 1
    return (
        f"{'Sidan' if one else 'Sidorna'} {said} i {name} {'är en bild' if one else 'är bilder'} utan text. "
        f"Läs {'den' if one else 'dem'} i handlingen: det som står där hittas inte här.",
    )


def _begin_mail(path: Path, worker: Worker, seconds: float) -> Callable[[], PaperText]:
    from secretary_app.intake.mail import open_mail
    from secretary_app.support.scratch import scratch_folder

    name = shown(path)
    with explained(path):
        # The same mail has its attachments in the same place, however often it is read.
        folder = scratch_folder() / digest(path)[:16]
    opened = worker.begin(open_mail, str(path), name, str(folder), seconds=seconds)

    def paper() -> PaperText:
        with _explained_failure(name):
            mail = opened()
        text = _paper(path, _answered(lambda: [mail.text], name), warnings=mail.warnings)
        return replace(text, attached=mail.files, sent=mail.sent)

    return paper


def _checked_kind(path: Path) -> str:
    name = shown(path)
    kind = path.suffix.lower()
    if path.is_dir():
        raise UserError(f"{name} är en mapp. Öppna den och välj filerna i den.")
    if not path.exists():
        raise UserError(f"Filen {name} finns inte i {path.absolute().parent}. Kontrollera namnet och mappen.")
    with explained(path):
        size = path.stat().st_size
    if kind not in READABLE:
        raise UserError(f"{name} kan inte läsas. {_SAVE_AS.get(kind, f'{_IN_WORDS}.')}")
    if size > LARGEST:
        raise UserError(f"{name} är större än {LARGEST >> 20} MB och läses därför inte. {_TOO_HEAVY}")
    seems = seems_to_be(path)
    if seems == "en tom fil":
        raise UserError(f"{name} är tom. Hämta filen på nytt.")
    if kind == ".msg" and seems != _OUTLOOK:
        raise UserError(f"{name} är inget mejl från Outlook utan {seems}. Spara mejlet på nytt.")
    if (kind == ".pdf") != (seems == "en PDF-fil") and not (kind == ".pdf" and _has_pdf_mark(path)):
        if kind == ".pdf":
            seems = _office_kind(path) or seems
            raise UserError(f"{name} är ingen PDF-fil utan {seems}. Ge den rätt ändelse eller spara den som PDF.")
        raise UserError(f"{name} är en PDF-fil, fast den slutar på {kind}. Byt ändelsen till .pdf.")
    if kind == ".pdf" and not _ends(path):
        raise UserError(f"{name} är avklippt: slutet av filen saknas. Hämta filen på nytt.")
    return kind


def _office_kind(path: Path) -> str:
    """Which of Office's files it is, with its article; ``""`` where it is none."""
    from zipfile import BadZipFile, ZipFile

    try:
        with explained(path), ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, UserError, NotImplementedError, EOFError, ValueError):
        return ""
    kinds = {"word/": "en Word-fil (.docx)", "xl/": "en Excel-arbetsbok (.xlsx)", "ppt/": "en PowerPoint-fil (.pptx)"}
    return next((kind for folder, kind in kinds.items() if any(name.startswith(folder) for name in names)), "")


def _ends(path: Path) -> bool:
    """Whether the file has its last line; pdfium reads what is left of a cut one without a word."""
    with explained(path), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return b"%%EOF" in file.read()


def _has_pdf_mark(path: Path) -> bool:
    """Some programs put other bytes first; readers look for the mark in the first kilobyte."""
    with explained(path), path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def _answered(answer: Callable[[], Iterable[str]], name: str) -> Generator[str, None, None]:
    with _explained_failure(name):
        yield from answer()


@contextmanager
def _explained_failure(name: str) -> Iterator[None]:
    try:
        yield
    except WorkerFailed as failure:
        if failure.reason == "time":
            raise UserError(f"{name} tog för lång tid att läsa och hoppades över. {_TOO_HEAVY}") from failure
        raise UserError(
            f"{name} kunde inte läsas: filen är trasig eller kräver för mycket minne. {_TOO_HEAVY}"
        ) from failure


def _warnings(path: Path) -> tuple[str, ...]:
    return tuple(
        f"{shown(path)} hänvisar till något utanför filen ({link}). Det har inte hämtats."
        for link in links_in(path)[:1]
    )


def _paper(
    path: Path, pages: Generator[str, None, None], *, warnings: tuple[str, ...] = (), scan_possible: bool = False
) -> PaperText:
    name = shown(path)
    # Closed at once where it is refused, so that the process is free for the next file.
    with closing(pages):
        text, starts = joined_pages(_bounded(pages, name))
    if not text.strip():
        if not scan_possible:
            raise UserError(f"{name} innehåller ingen text. Kontrollera att det är rätt fil.")
        empty = f"{name} innehåller ingen text, bara bilder (inskannad). Tolka den med OCR eller klistra in texten."
        return PaperText(str(path), "", (0,), (*warnings, empty))
    return PaperText(str(path), text, starts, warnings)


def _bounded(pages: Iterable[str], name: str) -> Iterator[str]:
    room = MOST_TEXT
    for page in pages:
        room -= len(page)
        if room < 0:
            raise UserError(
                f"{name} innehåller mer än {MOST_TEXT // 1_000_000} miljoner tecken text och läses därför inte. "
                "Dela upp den, eller välj en fil med bara den handling som ska läsas."
            )
        yield page


def _text_pages(path: Path) -> list[str]:
    with explained(path):
        data = path.read_bytes()
    return decoded(data, shown(path)).split("\f")


def decoded(data: bytes, name: str) -> str:
    """Text in UTF-8, UTF-16 or, where it is neither, Windows' cp1252. Raises UserError for what is no text."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UserError(f"{name} är ingen textfil. Öppna den och spara den som text (UTF-8).")
