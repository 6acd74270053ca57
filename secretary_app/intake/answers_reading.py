"""A file with answers in, its parts and what its head says out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from secretary_app.intake.answers_form_marks import FormIdentity, identity_of, says_form
from secretary_app.intake.answers_parts import Cell, Grid, Line, Part, lines_of
from secretary_app.intake.blocks import paragraphs
from secretary_app.intake.cleaning import joined_pages
from secretary_app.intake.paper import PaperText
from secretary_app.intake.process import SECONDS, reading_worker
from secretary_app.intake.proposal import Proposal
from secretary_app.intake.proposing import propose
from secretary_app.intake.reading import MAILS, begin_reading, decoded
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import shown
from secretary_app.support.worker import Worker, WorkerFailed

_HEADING = re.compile(
    r"^((?:Synpunkter|Svar|Kommentar\w*|Yttrande)\s+(?:på|över|av|angående|gällande|avseende|till)\s+rekommendation[^\n]*"
    r"(?:\n[a-zåäö][^\n]*){0,2})\n(?=[A-ZÅÄÖ])",
    re.MULTILINE,
)
"""(C) A heading about a recommendation between lines that no empty line parts, as in a PDF."""
_TABLE = re.compile(
    r"^\s*(?:nr\s+|[\w]+\s+)?rekommendation(?:er)?\b.{0,20}\n?.{0,80}\båtgärd", re.IGNORECASE | re.MULTILINE
)
"""The headings of a table of answers, on one line or the next."""
_LINE_END = re.compile(r"\r?\n(?![^\n]*\t[^\n]*\t)")
"""(C) But for the rows of a table, which stand line by line."""
_QUOTED = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
_LEAST_TABS = 2
"""In a line of a text file that is a row of a table."""


@dataclass(frozen=True)
class AnswerPaper:
    proposal: Proposal
    """Its title, date, diarienummer."""
    parts: tuple[Part, ...]
    form: FormIdentity | None = None
    """What it says of itself, where it is an answer form."""

    @property
    def text(self) -> str:
        return "\n".join(part.text for part in self.parts if isinstance(part, Line))


def read_answer_paper(path: Path, *, seconds: float = SECONDS) -> AnswerPaper:
    """The parts of a .docx, .pdf or .txt, read in a process of its own; of a mail those of the answer form in it.

    Raises UserError as ``read_paper`` does, and for a mail that has no form, or several.
    """
    with reading_worker() as worker:
        paper = begin_reading(path, worker, seconds)()
        if path.suffix.lower() in MAILS:
            form = _form_in_mail(path, paper, worker, seconds)
            if form is None:
                parts = tuple(_form_parts(paper.text))
                return AnswerPaper(propose(paper), parts, identity_of(parts))
            path, paper = form, begin_reading(form, worker, seconds)()
        parts = tuple(_parts(path, paper, worker, seconds))
        return AnswerPaper(propose(paper), parts, identity_of(parts, _said(path, worker, seconds)))


def _form_in_mail(path: Path, paper: PaperText, worker: Worker, seconds: float) -> Path | None:
    """The only answer form among a mail's attachments; None where the form is the mail's own text."""
    forms = [each for each in map(Path, paper.attached) if _said(each, worker, seconds)]
    if len(forms) > 1:
        raise UserError(f"{shown(path)} har {len(forms)} svarsformulär. Spara dem ur mejlet och läs in ett i taget.")
    if not forms and not says_form(paper.text):
        raise UserError(f"{shown(path)} är ett mejl. Spara bilagan med svaret ur det, och läs in bilagan.")
    return forms[0] if forms else None


def _said(path: Path, worker: Worker, seconds: float) -> list[str]:
    """What a Word file says in its properties of the form that it is."""
    if path.suffix.lower() != ".docx":
        return []
    from secretary_app.intake.answers_word import docx_says

    return worker.run(docx_says, str(path), seconds=seconds)


def _parts(path: Path, paper: PaperText, worker: Worker, seconds: float) -> Iterator[Part]:
    match path.suffix.lower():
        case ".docx":
            from secretary_app.intake.answers_word import docx_parts

            try:
                yield from worker.run(docx_parts, str(path), shown(path), seconds=seconds)
            except WorkerFailed as failure:
                name = shown(path)
                raise UserError(
                    f"Tabellerna i {name} kunde inte läsas. Spara filen på nytt och försök igen."
                ) from failure
        case ".txt":
            with explained(path):
                data = path.read_bytes()
            text = decoded(data, shown(path))
            yield from _form_parts(text) if says_form(text) else text_parts(text)
        case ".pdf" if (is_form := says_form(paper.text)) or _TABLE.search(paper.text):
            from secretary_app.intake.answers_form_pdf import pdf_form_parts
            from secretary_app.intake.answers_pdf import pdf_page_parts

            try:
                pages = worker.run(pdf_form_parts if is_form else pdf_page_parts, str(path), seconds=seconds)
            except WorkerFailed:
                # The text has been read: only the columns of its tables are not known.
                pages = []
            has_tables = any(isinstance(part, Grid) for page in pages for part in page)
            yield from _page_parts(pages) if has_tables else _headed(paper)
        case _:
            yield from _headed(paper)


def _form_parts(text: str) -> Iterator[Part]:
    """A form that has become text: what was a box is a line of its own."""
    return text_parts(_LINE_END.sub("\n\n", _QUOTED.sub("", text)))


def _page_parts(pages: Sequence[Sequence["str | Grid"]]) -> Iterator[Part]:
    """The text between the tables as lines, without the heads and feet that run over the pages."""
    text: list[str] = []
    for page in pages:
        for part in page:
            if isinstance(part, str):
                text.append(part)
                continue
            yield from _joined(text)
            text = []
            yield part
    yield from _joined(text)


def _joined(pages: list[str]) -> Iterator[Line]:
    text, starts = joined_pages(pages or [""])
    yield from _headed(PaperText("", text, starts))


def _headed(paper: PaperText) -> Iterator[Line]:
    # Two more signs a heading: the pages begin where they did, as near as makes no difference.
    yield from _lines(replace(paper, text=_HEADING.sub(r"\n\1\n\n", paper.text)))


def text_parts(text: str) -> Iterator[Part]:
    """Lines and tables of plain text, where the rows of a table have tabs between their cells."""
    running: list[str] = []
    rows: list[tuple[Cell, ...]] = []
    for line in text.splitlines():
        if line.count("\t") >= _LEAST_TABS:
            yield from _plain_lines(running)
            running = []
            rows.append(tuple(_cell(each) for each in line.split("\t")))
        elif line.strip() or not rows:
            yield from _grid(rows)
            rows = []
            running.append(line)
    yield from _grid(rows)
    yield from _plain_lines(running)


def _grid(rows: list[tuple[Cell, ...]]) -> Iterator[Grid]:
    if rows:
        width = max(map(len, rows))
        yield Grid(tuple((*row, *[Cell()] * (width - len(row))) for row in rows), 1)


def _cell(text: str) -> Cell:
    tidied = " ".join(joined_pages([text])[0].split())
    return Cell((tidied,) if tidied else ())


def _plain_lines(lines: list[str]) -> Iterator[Line]:
    if lines:
        text, starts = joined_pages("\n".join(lines).split("\f"))
        yield from _lines(PaperText("", text, starts))


def _lines(paper: PaperText) -> Iterator[Line]:
    yield from lines_of(paper, paragraphs(paper.text))
