"""Files that are only needed while the program runs: what came in a mail, or was pasted or dragged in."""

import atexit
from functools import cache
from pathlib import Path


@cache
def scratch_folder() -> Path:
    """A folder for this run of the program, removed when it ends; papers that are kept are copied out of it."""
    from tempfile import TemporaryDirectory

    folder = TemporaryDirectory(prefix="beredd-", ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)
