"""Make resources/red_days.json: the free weekdays of the years in use, so that the program need not compute them.

    python packaging/make_red_days.py [FILE]

Run again with the same version of ``holidays`` it gives the same file, byte for byte. To be run when a law changes the
public holidays; a test holds the file to the library.
"""

import json
import sys
from pathlib import Path

from secretary_app.domain.workdays import computed_free_weekdays

_FILE = Path(__file__).resolve().parent.parent / "resources" / "red_days.json"
_YEARS = range(2000, 2061)


def main(file: Path = _FILE) -> None:
    """Write the free weekdays of each year, as ``{"2026": ["01-01", …]}``, a year a line."""
    lines = [
        f"{json.dumps(str(year))}: {json.dumps([f'{day:%m-%d}' for day in sorted(computed_free_weekdays(year))])}"
        for year in _YEARS
    ]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
