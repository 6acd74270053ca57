"""Where the files that come with the program lie: installed, in a checkout, or frozen."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a file or folder in ``resources/``, or of the handbok.

    Raises FileNotFoundError where the program was installed without it.
    """
    for root in _roots():
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError("/".join(parts))


def _roots() -> list[Path]:
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return [Path(frozen) / "resources"]
    return [_PACKAGE / "_resources", _PACKAGE.parent / "resources", _PACKAGE.parent / "docs"]
