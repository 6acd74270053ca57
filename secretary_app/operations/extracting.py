"""What intake proposes for papers, with nothing registered.

Apart from the other operations, since reading a paper needs no register.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from secretary_app.intake.extract import extract
from secretary_app.intake.proposal import Proposal, proposal_as_json
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.worker import Worker

__all__ = ["Proposal", "extract_papers", "proposal_as_json"]


def extract_papers(
    paths: Sequence[Path],
    on_proposal: Callable[[Proposal], None],
    on_error: Callable[[UserError], None],
    progress: Progress = no_progress,
    worker: Worker | None = None,
) -> None:
    """Read each paper in turn; one that cannot be read is told and the rest are read all the same.

    ``worker``: see ``each_paper``.
    """
    extract(paths, on_proposal, on_error, progress=progress, worker=worker)
