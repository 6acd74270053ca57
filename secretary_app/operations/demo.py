"""A fresh example to look around in: the story up to the day after the first namnd has answered and decided."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secretary_app.domain.model import Outcome
from secretary_app.operations.answering import read_answers
from secretary_app.operations.deciding import decide
from secretary_app.operations.finding import find_remiss
from secretary_app.operations.opening import open_register
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.plans import accept_plan
from secretary_app.operations.referring import refer
from secretary_app.operations.story import REGISTER, StoryClock, import_municipality, load_story, register_papers
from secretary_app.store.register import Register
from secretary_app.support.resources import resource


@dataclass(frozen=True)
class MadeDemo:
    path: Path
    """The register's."""
    starts: dt.datetime
    """When one comes to it in the story."""
    who: str
    """The handläggare of the story."""


def make_demo(folder: Path) -> MadeDemo:
    """Make the example's register in ``folder``, which is there; nothing is written anywhere else.

    Raises UserError where it cannot be written.
    """
    story = load_story()
    main = story["main"]
    clock = StoryClock(dt.date.fromisoformat(story["today"]))
    path = folder / REGISTER
    with open_register(path, write=True, who=main["handlaggare"], clock=clock) as register:
        import_municipality(register, story)
        remiss = register_papers(register, story, folder / "Inkomna handlingar").remiss
        referred = dt.date.fromisoformat(main["referred"])
        accept_plan(register, remiss, plan_remiss(register, remiss, referred))
        for namnd in main["referrals"]:
            refer(register, find_remiss(register, remiss.id), namnd, sent=referred)
        _answer(register, remiss.id, main, clock)
    clock.day += dt.timedelta(days=1)
    return MadeDemo(path, clock(), main["handlaggare"])


def _answer(register: Register, remiss_id: str, main: dict[str, Any], clock: StoryClock) -> None:
    """The first answer comes home, and is decided."""
    answer = main["answers"][0]
    decided = dt.date.fromisoformat(answer["date"])
    clock.day = decided - dt.timedelta(days=1)
    source = resource("example", answer["file"])
    read = read_answers(register, find_remiss(register, remiss_id), source, namnd_words=answer["namnd"])
    read.raise_problems(source)
    clock.day = decided
    decision = next(each for each in main["decisions"] if each["namnd"] == answer["namnd"])
    decide(
        register,
        find_remiss(register, remiss_id),
        decision["namnd"],
        meeting=clock.day,
        paragraph=decision["paragraph"],
        immediate=decision["immediate"],
        outcome=Outcome(decision["outcome"]),
        text=decision["text"],
    )
