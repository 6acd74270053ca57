"""A power cut at any moment: what was acknowledged is there afterwards, and the register is whole."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from secretary_app.domain.model import Reminder
from secretary_app.store.register import Register

_ROUNDS = 50

_CHILD = """
import datetime as dt, sys
from dataclasses import replace
from pathlib import Path
from secretary_app.domain.model import Reminder
from secretary_app.store.register import Register

print("ready", flush=True)
sys.stdin.readline()
with Register.open(Path(sys.argv[1]), write=True) as register:
    while True:
        with register.change("Lade till") as change:
            no = change.operation_no
            change.add_all(
                Reminder(id=f"{no}-{part}", due=dt.date(2025, 1, 1), text="Påminn " * 40) for part in range(20)
            )
        print(no, flush=True)
        with register.change("Tog bort och ändrade") as change:
            change.remove(register.get(Reminder, f"{no}-1"))
            change.update(replace(register.get(Reminder, f"{no}-2"), done=True))
        print(no + 1, flush=True)
        if no % 3 == 0:
            print(register.undo(no + 1).no, flush=True)
"""


def _start(path: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        encoding="utf-8",
    )


def _kill(child: subprocess.Popen[str], after: float) -> list[int]:
    """Let it work for so many seconds after its first commit, kill it, and say what it had acknowledged."""
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    child.stdin.write("go\n")
    child.stdin.flush()
    first = child.stdout.readline()
    time.sleep(after)
    child.kill()
    rest = child.stdout.read()
    child.wait()
    child.stdin.close()
    child.stdout.close()
    return [int(line) for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]


def test_no_acknowledged_commit_is_lost(path: Path) -> None:
    random_ = random.Random(20250318)
    with Register.open(path, write=True, create=True):
        pass
    interrupted = 0
    child = _start(path)
    try:
        for _ in range(_ROUNDS):
            following = _start(path)
            acknowledged = _kill(child, random_.uniform(0, 0.04))
            child = following
            interrupted += path.with_name(f"{path.name}-journal").exists()
            with Register.open(path, write=True) as register:
                assert register.check() == []
                numbers = [operation.no for operation in register.operations(limit=1_000_000)]
                assert numbers == list(range(len(numbers), 0, -1))
                assert acknowledged
                assert max(acknowledged) <= numbers[0] <= max(acknowledged) + 1
                with register.as_of(acknowledged[0]) as then:
                    assert len(then.find(Reminder, id=[f"{acknowledged[0]}-{part}" for part in range(20)])) == 20
    finally:
        child.kill()
        child.communicate()
    assert interrupted > 0, "no round caught a commit half done"
