"""What the pictures are taken of: the example's register at several moments of its story."""

import datetime as dt
import os
import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from secretary_app.operations.demo import MadeDemo
from secretary_app.support.clock import Clock
from secretary_app.support.progress import no_progress
from secretary_app.support.resources import resource

WHO = "Malva Tjärnfors"


@dataclass(frozen=True)
class Registers:
    """What the pictures are taken of."""

    demo: MadeDemo
    before: Path
    """The municipality on the day the story begins, before its missiv is registered."""
    registered: Path
    """The same day, when it has been."""
    drafts: Path
    """The demo with Word drafts, one of them written in and one gone."""
    bodies: Path
    """Bodies with no meetings, and no remiss yet."""
    empty: Path
    """A kommun and nothing else."""
    main: str
    """The id of the remiss that the story is about."""
    new: str
    """Its id in ``registered``."""
    begins: dt.datetime

    def clock(self, path: Path) -> Clock:
        """The moment of this register; it stands still. As a rule it is the day after the story's first answer."""
        moment = self.begins if path in (self.before, self.registered) else self.demo.starts
        return lambda: moment


def make_registers(folder: Path) -> Registers:
    """Make all that pictures are taken of, once."""
    from secretary_app.operations.demo import make_demo
    from secretary_app.operations.editing_bodies import usual_bodies
    from secretary_app.operations.opening import open_register
    from secretary_app.operations.setting_up import Beginning, set_up
    from secretary_app.operations.story import StoryClock, import_municipality, load_story

    made = {name: folder / name / "alvstad.beredd" for name in ("exempel", "före", "nytt", "utkast", "nämnder", "tomt")}
    for path in made.values():
        path.parent.mkdir()
    demo = make_demo(made["exempel"].parent)
    story = load_story()
    begins = StoryClock(dt.date.fromisoformat(story["today"]))()
    with open_register(made["före"], write=True, who=WHO, clock=lambda: begins) as register:
        import_municipality(register, story)
    shutil.copy(made["före"], made["nytt"])
    new = _register_papers(made["nytt"], story, lambda: begins)
    shutil.copytree(demo.path.parent, made["utkast"].parent, dirs_exist_ok=True)
    main = _make_drafts(made["utkast"], lambda: demo.starts)
    for name, bodies in (("nämnder", usual_bodies()), ("tomt", [])):
        with open_register(made[name], write=True, who=WHO, clock=lambda: demo.starts) as register:
            set_up(register, Beginning(kommun="Älvstads kommun", me=WHO, bodies=bodies))
    return Registers(demo, made["före"], made["nytt"], made["utkast"], made["nämnder"], made["tomt"], main, new, begins)


def _register_papers(path: Path, story: dict[str, Any], clock: Clock) -> str:
    """Register the story's papers as the window does. Returns the remiss's id."""
    from secretary_app.operations.finding import find_remiss
    from secretary_app.operations.opening import open_register
    from secretary_app.operations.registering import register_form
    from secretary_app.operations.reviewing import read_for_review

    main = story["main"]
    with open_register(path, write=True, who=WHO, clock=clock) as register:
        review = read_for_review(register, [resource("example", name) for name in main["files"]], no_progress)
        form = replace(
            review.form,
            diarienummer=main["diarienummer"],
            received=dt.date.fromisoformat(main["received"]),
            handlaggare=main["handlaggare"],
            follows_up_id=find_remiss(register, main["follows_up"]).id,
        )
        return register_form(register, form, review.papers).remiss.id


def _make_drafts(path: Path, clock: Clock) -> str:
    """Drafts to namnder: one written in by Word, one behind the register, one gone.

    Returns the id of their remiss.
    """
    from secretary_app.domain.model import DocumentKind, Remiss, RemissState
    from secretary_app.operations.drafting import DraftOrder, draft_all
    from secretary_app.operations.editing_deadlines import change_answer_by
    from secretary_app.operations.opening import open_register

    kinds = DocumentKind
    with open_register(path, write=True, who=WHO, clock=clock) as register:
        numbered = register.find(Remiss, diarienummer="KS/2024:118")
        remiss = next(each for each in numbered if each.state is RemissState.OPEN)
        first = [(kinds.INTERNREMISS, "OSN"), (kinds.INTERNREMISS, "BUN"), (kinds.PROTOKOLLSUTDRAG, "OSN")]
        kept = draft_all(register, remiss, [DraftOrder(kind, namnd) for kind, namnd in first])
        change_answer_by(register, remiss, dt.date(2026, 7, 3), reason="Anstånd beviljat")
        draft_all(register, remiss, [DraftOrder(kinds.SVARSFORMULAR, "BUN")])
        files = [register.files / each.path for each in kept]
    written, gone = files[2], files[0]
    written.write_bytes(written.read_bytes() + b"\n")
    when = clock().timestamp()
    os.utime(written, (when, when))
    gone.unlink()
    return remiss.id
