"""Papers in: a file becomes text with pages, and the text a proposal with the place of every finding.

The rules are imported when first used: ``extract`` has the process that reads started before.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import Proposal, proposal_as_json
from secretary_app.intake.reading import IN_WORKER, SECONDS, read_paper, reading_worker
from secretary_app.support.errors import UserError

__all__ = ["Extracted", "PaperText", "Proposal", "extract", "proposal_as_json", "propose", "read_paper"]


@dataclass(frozen=True, kw_only=True)
class Extracted:
    """One file of a batch: its text and proposal, or why there is none."""

    path: Path
    paper: PaperText | None = None
    proposal: Proposal | None = None
    error: UserError | None = None


def propose(paper: PaperText) -> Proposal:
    """What the paper says that a register wants to know; nothing that has no place in it. No text raises."""
    from secretary_app.intake import proposing

    return proposing.propose(paper)


def extract(paths: Iterable[Path], *, seconds: float = SECONDS) -> Iterator[Extracted]:
    """Read each file and propose, in the order given and one at a time, with one warm process for all of them.

    A file that cannot be read gives its UserError, and the next one follows. Close the iterator, or take all of it.
    """
    files = list(paths)
    with ExitStack() as stack:
        needed = any(path.suffix.lower() in IN_WORKER for path in files)
        worker = stack.enter_context(reading_worker()) if needed else None
        from secretary_app.intake import proposing

        for path in files:
            try:
                paper = read_paper(path, worker=worker, seconds=seconds)
            except UserError as error:
                yield Extracted(path=path, error=error)
                continue
            yield Extracted(path=path, paper=paper, proposal=proposing.propose(paper))
