"""Files in, proposals out, with one warm process for all of them.

The rules are imported while that process starts and reads: for a single file that is half of the time.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from secretary_app.intake.process import SECONDS, reading_worker
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

if TYPE_CHECKING:
    from secretary_app.intake.paper import PaperText
    from secretary_app.intake.proposal import Proposal


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """One file of a batch: its text and proposal, or why there is none."""

    path: Path
    paper: "PaperText | None" = None
    proposal: "Proposal | None" = None
    error: UserError | None = None


def extract(
    paths: Sequence[Path],
    on_proposal: "Callable[[Proposal], None]",
    on_error: Callable[[UserError], None],
    *,
    seconds: float = SECONDS,
    progress: Progress = no_progress,
) -> None:
    """Tell each file's proposal, in the order given; a file that cannot be read is told and the rest are read."""
    for one in each_paper(paths, seconds=seconds, progress=progress):
        if one.error is not None:
            on_error(one.error)
        elif one.proposal is not None:
            on_proposal(one.proposal)


def each_paper(
    paths: Sequence[Path], *, seconds: float = SECONDS, progress: Progress = no_progress
) -> Iterator[Extracted]:
    """Each file read and proposed for, or its error, one at a time.

    ``progress`` is told of each file before it is read, and asked all the while whether to go on: where it raises, the
    process that reads is ended.
    """
    done = 0

    def tell() -> None:
        from secretary_app.support.safezip import shown

        progress(done, len(paths), f"Läser {shown(paths[done])}")

    with reading_worker(None if progress is no_progress else tell) as worker:
        from secretary_app.intake.reading import begin_reading

        for done, path in enumerate(paths):  # noqa: B007 - ``tell`` reads it
            tell()
            try:
                read = begin_reading(path, worker, seconds)
                from secretary_app.intake.proposing import propose

                paper = read()
            except UserError as error:
                yield Extracted(path=path, error=error)
                continue
            yield Extracted(path=path, paper=paper, proposal=propose(paper))
