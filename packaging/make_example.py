"""Makes the files in ``resources/example`` from the data in ``packaging/example``.

    python packaging/make_example.py [FOLDER]

``exempel.json`` there is written by hand: it says on which day the example plays, and what happens in it.
"""

import datetime as dt
import sys
import tomllib
from pathlib import Path

from example.letter import write_letter
from example.report import write_report
from example.workbook import Data, answer_sheets, register_sheets, write_workbook

HERE = Path(__file__).resolve().parent
DATA = HERE / "example"
OWNER = "KS"
DATED = dt.date(2026, 3, 3)
"""The day of the auditors' letter and report."""


def main(folder: Path) -> None:
    """Make every file of the example in ``folder``, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    remisser = _read("remisser.toml")["remiss"]
    write_workbook(register_sheets(_read("kommun.toml"), remisser, OWNER), folder / "alvstad.xlsx")
    for namnd, answer in _read("svar.toml").items():
        write_workbook(answer_sheets(namnd, answer), folder / f"svar-{namnd.lower()}.xlsx")
    write_letter(DATA / "missiv.txt", folder / "missiv.pdf", DATED)
    write_report(DATA / "revisionsrapport.txt", folder / "revisionsrapport.pdf", DATED)


def _read(name: str) -> Data:
    return tomllib.loads((DATA / name).read_text("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "resources" / "example")
