"""The example's story (``resources/example/exempel.json``): how it begins, and the clock that it is told by."""

import datetime as dt
import json
import shutil
from pathlib import Path
from typing import Any

from secretary_app.operations.finding import find_remiss
from secretary_app.operations.importing import ImportResult, import_workbook
from secretary_app.operations.registering import Registered, register_remiss
from secretary_app.store.register import Register
from secretary_app.support.resources import resource

REGISTER = "alvstad.beredd"
"""What the example's register is called."""


class StoryClock:
    """Stands at nine in the morning of the day the story has come to."""

    def __init__(self, day: dt.date) -> None:
        self.day = day

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(9)).astimezone(dt.UTC)


def load_story() -> dict[str, Any]:
    """The story as it is written down."""
    story: dict[str, Any] = json.loads(resource("example", "exempel.json").read_text(encoding="utf-8"))
    return story


def import_municipality(register: Register, story: dict[str, Any]) -> ImportResult:
    """The invented municipality with its bodies, meetings and earlier remisser."""
    result = import_workbook(register, resource("example", story["workbook"]))
    result.raise_problems(Path(story["workbook"]))
    return result


def register_papers(register: Register, story: dict[str, Any], folder: Path) -> Registered:
    """Register the missiv and the report, out of copies of them in ``folder``."""
    main = story["main"]
    folder.mkdir(exist_ok=True)
    return register_remiss(
        register,
        [Path(shutil.copy(resource("example", name), folder)) for name in main["files"]],
        owner_words=story["owner"],
        diarienummer=main["diarienummer"],
        received=dt.date.fromisoformat(main["received"]),
        handlaggare=main["handlaggare"],
        follows_up=find_remiss(register, main["follows_up"]),
    )
