"""Papers as they were read: their text, what intake proposes for them, and what they are called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from secretary_app.intake.extract import Extracted, each_paper
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import PaperKind, Proposal
from secretary_app.intake.spelling import is_spoilt
from secretary_app.operations.locating import Locator
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.scratch import scratch_folder

KIND_WORDS = {
    PaperKind.MISSIV: "Missiv",
    PaperKind.REVISIONSRAPPORT: "Revisionsrapport",
    PaperKind.INTERNREMISS: "Internremiss",
    PaperKind.TJANSTESKRIVELSE: "Tjänsteskrivelse",
    PaperKind.YTTRANDE: "Yttrande",
    PaperKind.PROTOKOLLSUTDRAG: "Protokollsutdrag",
    PaperKind.OTHER: "Annan handling",
}
"""What a paper is called, by the kind that intake gives it."""
PASTED = "Inklistrad text.txt"


@dataclass(frozen=True)
class ReadPaper:
    """A paper that has been read."""

    number: int
    """Its place among the papers, from 0; as ``Span.paper``."""
    path: Path
    digest: str
    """SHA-256 of the file as it was read, in hex."""
    paper: PaperText
    proposal: Proposal
    is_attached: bool = False
    """It came with a mail, which is the paper before it."""

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def kind_words(self) -> str:
        """What it is, in Swedish: Missiv, Revisionsrapport …"""
        return KIND_WORDS[self.proposal.kind]

    @property
    def is_of_a_kind(self) -> bool:
        """Whether it is known what it is, as it is not of a mail that only says what came with it."""
        return self.proposal.kind is not PaperKind.OTHER

    @property
    def text(self) -> str:
        return self.paper.text

    @property
    def page_starts(self) -> tuple[int, ...]:
        """The offset in ``text`` at which each page begins."""
        return self.paper.page_starts

    @property
    def warnings(self) -> tuple[str, ...]:
        """Swedish sentences: a scan without text, a date that is none."""
        return self.proposal.warnings

    @cached_property
    def is_spoilt(self) -> bool:
        """A scan has made many words other words; the spelling of what is found in it is to be looked at."""
        return self.paper.interpreted or is_spoilt(self.text)

    @cached_property
    def locator(self) -> Locator:
        return Locator(self.number, self.paper)


def read_each(
    paths: Sequence[Path], progress: Progress = no_progress, number: int = 0
) -> Iterator[tuple[Path, ReadPaper | UserError]]:
    """Every paper, or why it cannot be read, in the order given; ``number`` is the first one's.

    The papers that came with a mail follow it. The same file given twice is read once, and one that a mail brings again
    is left out.
    """
    digests: set[str] = set()
    for one in each_paper(list(dict.fromkeys(paths)), progress=progress):
        read = _read(one, number)
        if isinstance(read, ReadPaper):
            if one.is_attached and read.digest in digests:
                continue
            digests.add(read.digest)
            number += 1
        yield one.path, read


def _read(one: Extracted, number: int) -> ReadPaper | UserError:
    if one.error is not None or one.paper is None or one.proposal is None:
        return one.error or UserError(f"{one.path.name} kunde inte läsas.")
    with explained(one.path):
        return ReadPaper(number, one.path, digest(one.path), one.paper, one.proposal, one.is_attached)


def paper_of_text(text: str) -> Path:
    """A file with pasted text, to be read as any other paper; the same text gives the same file.

    Raises UserError where there is no text.
    """
    from hashlib import sha256

    if not text.strip():
        raise UserError("Det finns ingen text att klistra in. Markera den där den står, kopiera den och försök igen.")
    data = text.encode("utf-8", errors="replace")
    path = scratch_folder() / sha256(data).hexdigest()[:16] / PASTED
    with explained(path):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return path


def read_all(paths: Sequence[Path], progress: Progress = no_progress) -> list[ReadPaper]:
    """Every paper. Raises the UserError of the first that cannot be read."""
    papers = []
    for _, one in read_each(paths, progress):
        if isinstance(one, UserError):
            raise one
        papers.append(one)
    return papers
