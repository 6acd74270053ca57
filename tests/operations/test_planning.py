"""The commands that count days, as a person runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secretary_app.domain.model import Meeting, Namnd, Remiss, StepKind
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.plans import fix_step
from secretary_app.store.register import Register


def _run(arguments: list[str], register: Path) -> tuple[str, bool]:
    """What a command prints, and whether it imported the library of the holidays."""
    script = (
        "import sys\n"
        "from secretary_app.cli.main import run\n"
        f"code = run({[*arguments, '--register', str(register)]!r})\n"
        "print('holidays' in sys.modules, file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    return done.stdout, done.stderr.splitlines()[-1] == "True"


@pytest.mark.parametrize("command", ["plan", "refer", "status-list"])
def test_nothing_asks_the_library_for_days_that_are_kept(command: str, register: Register, tmp_path: Path) -> None:
    remiss = next(row for row in register.find(Remiss) if row.diarienummer == "KS/2026:11")
    register.close()
    arguments = {
        "plan": ["plan", remiss.id],
        "refer": ["refer", remiss.id, "--namnd", "BUN"],
        "status-list": ["status-list", "--out", str(tmp_path / "lista.xlsx")],
    }
    printed, imported = _run(arguments[command], register.path)
    assert printed
    assert not imported


def test_the_command_plans_around_what_was_set_by_hand(register: Register) -> None:
    remiss = next(row for row in register.find(Remiss) if row.diarienummer == "KS/2026:11")
    ksau = register.find(Namnd, abbreviation="KSAU")[0]
    planned = {(each.body, each.kind): each.date for each in plan_remiss(register, remiss).steps}
    meetings = sorted(row.date for row in register.find(Meeting, namnd_id=ksau.id))
    earlier = meetings[meetings.index(planned["KSAU", StepKind.MEETING]) - 1]
    fix_step(register, remiss, ksau.id, StepKind.MEETING, earlier)
    register.close()
    printed, _ = _run(["plan", remiss.id, "--json"], register.path)
    (fixed,) = (step for step in json.loads(printed)["steps"] if step["fixed"])
    assert (fixed["body"], fixed["kind"], fixed["date"]) == ("KSAU", "meeting", earlier.isoformat())
    assert fixed["reason"].startswith("Satt för hand")
