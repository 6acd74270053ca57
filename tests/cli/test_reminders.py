"""The command reminders: its files, its words, its exit statuses."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secretary_app.cli.main import run
from secretary_app.store.register import Register

ROOT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def at(register_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SECRETARY_APP_REGISTER", str(register_path))
    return register_path


def test_a_calendar_is_written_again_and_again(at: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "frister.ics"
    for _ in range(2):
        assert run(["reminders", "--out", str(out), "--namnd", "KS", "--days", "200"]) == 0
        assert f"Skrev {out} (" in capsys.readouterr().out
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert list(tmp_path.glob("*.ics")) == [out]


def test_a_calendar_can_be_written_while_the_register_is_open(at: Path, tmp_path: Path, capsys: Capture) -> None:
    with Register.open(at, write=True):
        assert run(["reminders", "--out", str(tmp_path / "frister.ics")]) == 0
        assert run(["reminders", "--mail", str(tmp_path / "mejl")]) == 1
    assert capsys.readouterr().err.strip()
    assert not (tmp_path / "mejl").exists()


def test_each_can_have_a_calendar_and_a_mail(at: Path, tmp_path: Path, capsys: Capture) -> None:
    options = ["--split", "namnd", "--cancelled", str(tmp_path / "utgår"), "--mail", str(tmp_path / "mejl")]
    assert run(["reminders", "--out", str(tmp_path / "kalendrar"), *options]) == 0
    shown = capsys.readouterr().out
    assert (tmp_path / "kalendrar" / "KS.ics").exists()
    drafts = list((tmp_path / "mejl").glob("*.eml"))
    assert drafts
    assert all(str(path) in shown for path in drafts)
    with Register.open(at) as register:
        assert register.operations(1)[0].label.startswith("Påminde ")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--split", "namnd", "--mail", "x"],
        ["--out", "x.ics", "--days", "många"],
        ["--out", "x.ics", "--days", "-1"],
        ["--out", "x", "--split", "annat"],
        ["--out", "x", "--split", "namnd", "--namnd", "KS"],
    ],
)
def test_wrong_usage_is_told_in_swedish(arguments: list[str], at: Path, capsys: Capture) -> None:
    assert run(["reminders", *arguments]) == 2
    assert "Error" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--out", "x.txt"], "sluta på .ics"),
        (["--out", "finns/inte/x.ics"], "finns inte"),
        (["--out", "x.ics", "--namnd", "XN"], "Det finns ingen nämnd XN"),
    ],
)
def test_what_cannot_be_done_is_told(
    arguments: list[str], words: str, at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["reminders", *arguments]) == 1
    shown = capsys.readouterr().err
    assert words in shown
    assert "Traceback" not in shown


def test_nothing_of_outbox_is_imported_before_it_is_used() -> None:
    script = (
        "import json, sys\n"
        "from secretary_app.cli.main import run\n"
        "run(['reminders', '--help'])\n"
        "run(['plan', 'KS/1', '--register', 'finns-inte.beredd'])\n"
        "print(json.dumps([n for n in sys.modules if n.startswith(('icalendar', 'secretary_app.outbox'))]),"
        " file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert json.loads(done.stderr.splitlines()[-1]) == []
