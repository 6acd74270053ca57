"""Files in, proposals out, with one warm process for all of them.

The rules are imported while that process starts and reads: for a single file that is half of the time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.intake.process import SECONDS, reading_worker
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

if TYPE_CHECKING:
    from secretary_app.intake.paper import PaperText
    from secretary_app.intake.proposal import Proposal
    from secretary_app.support.worker import Worker

DEEPEST = 3
"""So many mails may lie inside one another …"""
MOST_OF_ONE = 60
"""… and so many papers come with one mail, those of the mails in it counted."""


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """One paper of a batch: its text and proposal, or why there is none."""

    path: Path
    paper: "PaperText | None" = None
    proposal: "Proposal | None" = None
    error: UserError | None = None
    is_attached: bool = False
    """It came with a mail."""


def extract(
    paths: Sequence[Path],
    on_proposal: "Callable[[Proposal], None]",
    on_error: Callable[[UserError], None],
    *,
    seconds: float = SECONDS,
    progress: Progress = no_progress,
    worker: "Worker | None" = None,
) -> None:
    """Tell each paper's proposal, in the order given, a mail's attachments after it.

    A file that cannot be read is told and the rest are read.
    """
    for one in each_paper(paths, seconds=seconds, progress=progress, worker=worker):
        if one.error is not None:
            on_error(one.error)
        elif one.proposal is not None:
            on_proposal(one.proposal)


def each_paper(
    paths: Sequence[Path],
    *,
    seconds: float = SECONDS,
    progress: Progress = no_progress,
    worker: "Worker | None" = None,
) -> Iterator[Extracted]:
    """Each file read and proposed for, or its error, one at a time; what came with a mail follows it.

    ``progress`` is told of each file before it is read, and asked all the while whether to go on: where it raises, the
    process that reads is ended. ``worker``: a process of ``reading_worker`` that has been started already, to be used
    and ended here; then nothing is asked.
    """
    at = 0
    reading = ""

    def tell() -> None:
        progress(at, len(paths), f"Läser {reading}")

    with worker or reading_worker(None if progress is no_progress else tell) as reader:
        from secretary_app.support.safezip import shown

        for at, path in enumerate(paths):  # noqa: B007 - ``tell`` reads it
            waiting = [_Waiting(path, str(path))]
            room = MOST_OF_ONE
            while waiting:
                one = waiting.pop(0)
                reading = shown(one.path)
                tell()
                found = _read(one, reader, seconds, room, tell)
                yield found
                if found.paper is not None:
                    waiting[:0] = [one.inside(Path(each)) for each in found.paper.attached]
                    room -= len(found.paper.attached)


@dataclass(frozen=True)
class _Waiting:
    """A paper to be read: one that was given, or came in a mail."""

    path: Path
    file: str
    """What it is called: the path as it was given, for what came in a mail under the mail's own."""
    depth: int = 0
    """In so many mails it lies."""

    def inside(self, path: Path) -> "_Waiting":
        """A paper that came with it."""
        return _Waiting(path, str(Path(self.file, path.name)), self.depth + 1)


def _read(one: _Waiting, worker: "Worker", seconds: float, room: int, poll: Callable[[], None]) -> Extracted:
    from secretary_app.intake.reading import begin_reading

    try:
        read = begin_reading(one.path, worker, seconds, poll)
        # While the process reads.
        from secretary_app.intake.proposing import propose

        paper = _bounded(replace(read(), file=one.file), one, room)
    except UserError as error:
        return Extracted(path=one.path, error=error, is_attached=one.depth > 0)
    return Extracted(path=one.path, paper=paper, proposal=propose(paper), is_attached=one.depth > 0)


def _bounded(paper: "PaperText", one: _Waiting, room: int) -> "PaperText":
    """The paper with no more attached to it than is read, and a warning where something is left."""
    kept = paper.attached[: room if one.depth < DEEPEST else 0]
    left = len(paper.attached) - len(kept)
    if not left:
        return paper
    why = f"{one.path.name}: {left} bifogade filer lästes inte, eftersom mejlen i mejlet är för många."
    return replace(paper, attached=kept, warnings=(*paper.warnings, why))
