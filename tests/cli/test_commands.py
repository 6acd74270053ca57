"""The commands: their words, their JSON, their exit statuses."""

import datetime as dt
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from secretary_app.cli.main import _COMMANDS, run
from secretary_app.domain.model import Namnd, Remiss, StepKind
from secretary_app.operations.plan_agreements import agree
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

Capture = pytest.CaptureFixture[str]


def done(capsys: Capture, *arguments: str) -> str:
    """Standard output of a command that must succeed."""
    status = run(arguments)
    shown = capsys.readouterr()
    assert status == 0, shown.err
    return shown.out


def as_json(capsys: Capture, *arguments: str) -> Any:
    return json.loads(done(capsys, *arguments, "--json"))


def refused(capsys: Capture, *arguments: str, status: int = 1) -> str:
    """Standard error of a command that must fail without a traceback."""
    assert run(arguments) == status
    shown = capsys.readouterr()
    assert "Traceback" not in shown.err
    assert shown.err.strip()
    return shown.err


@pytest.fixture
def at(register_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SECRETARY_APP_REGISTER", str(register_path))
    return register_path


@pytest.mark.parametrize("command", ["", *_COMMANDS])
def test_help_is_swedish(command: str, capsys: Capture) -> None:
    shown = done(capsys, *filter(None, [command, "--help"]))
    assert shown.startswith("Användning: secretary-app")
    english = r"\b(Usage|Options|Arguments|Commands|Show|Error|Missing|default|required|this|the|and exit)\b"
    assert not re.search(english, shown)


@pytest.mark.parametrize(
    "arguments",
    [
        ["hej"],
        ["plan"],
        ["plan", "a", "b"],
        ["plan", "--hej"],
        ["plan", "a", "--from"],
        ["draft", "brev", "a", "--out", "b.docx"],
        ["register", "a.pdf"],
        ["status-list"],
        ["check", "--json=1"],
    ],
)
def test_wrong_usage_is_told_in_swedish(arguments: list[str], capsys: Capture) -> None:
    shown = refused(capsys, *arguments, status=2)
    assert not re.search(r"\b(Error|Usage|Missing|No such|Got|Invalid|requires|does not)\b", shown)


def test_without_a_command_the_commands_are_shown(capsys: Capture) -> None:
    assert "status-list" in done(capsys)


@pytest.mark.parametrize("kind", [StepKind.CHAIR_DECISION, StepKind.ADMINISTRATION])
def test_plan_tells_of_an_answer_without_a_meeting(at: Path, capsys: Capture, kind: StepKind) -> None:
    now = dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC)
    with Register.open(at, write=True, clock=lambda: now, who="Test") as register:
        remiss = register.get(Remiss, "ex-10")
        agree(register, remiss, register.find(Namnd, abbreviation="KFN")[0].id, kind)
    assert f"KFN    {kind.swedish}: " in done(capsys, "plan", "ex-10")
    assert kind.value in [step["kind"] for step in as_json(capsys, "plan", "ex-10")["steps"]]


def test_plan_has_the_keys_of_the_contract(at: Path, capsys: Capture) -> None:
    plan = as_json(capsys, "plan", "ex-02")
    assert set(plan) >= {
        "remiss",
        "answer_by",
        "dispatch_by",
        "steps",
        "internal_deadlines",
        "alternatives",
        "problems",
    }
    assert set(plan["steps"][0]) >= {"body", "kind", "date", "immediate_justering", "fixed", "reason"}
    assert plan["remiss"] == "ex-02"
    assert "KS" not in plan["internal_deadlines"]


def test_the_register_may_be_named_before_or_after_the_command(register_path: Path, capsys: Capture) -> None:
    before = done(capsys, "--register", str(register_path), "search", "beredskap")
    after = done(capsys, "search", "beredskap", "--register", str(register_path))
    assert before == after


def test_export_and_import_go_round(at: Path, tmp_path: Path, capsys: Capture) -> None:
    done(capsys, "export", str(tmp_path / "ut.xlsx"))
    shown = as_json(capsys, "import", str(tmp_path / "ut.xlsx"))
    assert (shown["added"], shown["changed"], shown["problems"]) == (0, 0, [])
    assert shown["unchanged"] > 300


def test_an_import_makes_the_register(tmp_path: Path, capsys: Capture, at: Path) -> None:
    done(capsys, "export", str(tmp_path / "ut.xlsx"))
    new = tmp_path / "ny.beredd"
    assert as_json(capsys, "import", str(tmp_path / "ut.xlsx"), "--register", str(new))["added"] > 300
    assert new.is_file()


def test_a_dry_run_makes_no_register(tmp_path: Path, capsys: Capture, at: Path) -> None:
    done(capsys, "export", str(tmp_path / "ut.xlsx"))
    new = tmp_path / "ny.beredd"
    shown = as_json(capsys, "import", str(tmp_path / "ut.xlsx"), "--dry-run", "--register", str(new))
    assert shown["added"] > 300
    assert not new.exists()


def test_a_faulty_import_says_so_in_json_and_in_words(at: Path, tmp_path: Path, capsys: Capture) -> None:
    done(capsys, "template-workbook", str(tmp_path / "tom.xlsx"))
    book = load_workbook(tmp_path / "tom.xlsx")
    book["Sammanträden"].append(["OSN", "31 april"])
    book.save(tmp_path / "fel.xlsx")
    assert run(["import", str(tmp_path / "fel.xlsx"), "--json"]) == 1
    shown = capsys.readouterr()
    problem = json.loads(shown.out)["problems"][0]
    assert problem["sheet"] == "Sammanträden"
    assert problem["cell"].startswith("B")
    assert "1 cell är fel" in shown.err


def test_the_empty_workbook_can_be_imported(at: Path, tmp_path: Path, capsys: Capture) -> None:
    done(capsys, "template-workbook", str(tmp_path / "tom.xlsx"))
    shown = as_json(capsys, "import", str(tmp_path / "tom.xlsx"))
    assert shown == {"added": 0, "changed": 0, "unchanged": 0, "problems": []}


def test_search_finds_parts_of_words(at: Path, capsys: Capture) -> None:
    hits = as_json(capsys, "search", "hantering")["hits"]
    assert any("kontinuitetshantering" in hit["snippet"].casefold() for hit in hits)


def test_check_tells_what_is_missing(at: Path, capsys: Capture) -> None:
    shown = as_json(capsys, "check")
    assert shown["ok"] is True
    assert {gap["kind"] for gap in shown["gaps"]} >= {"utan-svarsdatum", "internremiss-utan-datum", "ord-som-adressat"}


def test_check_fails_where_a_file_is_lost(at: Path, tmp_path: Path, capsys: Capture) -> None:
    letter = tmp_path / "missiv.txt"
    letter.write_text("Granskning av skolan\n\nSvar önskas senast den 30 juni 2026.\n", encoding="utf-8")
    done(capsys, "register", str(letter), "--owner", "KS")
    next((tmp_path / "register-filer").rglob("missiv.txt")).unlink()
    assert "trasig" not in refused(capsys, "check")


def test_backup_and_restore(at: Path, tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / "kopia" / "kopia.beredd"
    copy.parent.mkdir()
    done(capsys, "backup", str(copy))
    done(capsys, "close", "ex-02", "--reason", "Prov")
    shown = done(capsys, "restore", str(copy))
    assert "finns kvar" in shown
    assert done(capsys, "plan", "ex-02")
    refused(capsys, "restore", str(tmp_path / "finns-inte.beredd"))


def test_restore_puts_files_back_too(at: Path, tmp_path: Path, capsys: Capture) -> None:
    letter = tmp_path / "missiv.txt"
    letter.write_text("Granskning av skolan\n\nSvar önskas senast den 30 juni 2026.\n", encoding="utf-8")
    done(capsys, "register", str(letter), "--owner", "KS")
    done(capsys, "backup", str(tmp_path / "kopia.beredd"))
    kept = next((tmp_path / "register-filer").rglob("missiv.txt"))
    kept.write_text("förstört", encoding="utf-8")
    refused(capsys, "check")
    assert "före återställning" in done(capsys, "restore", str(tmp_path / "kopia.beredd"))
    assert kept.read_text(encoding="utf-8").startswith("Granskning")
    assert as_json(capsys, "check")["ok"]


def test_a_backup_takes_nobodys_place(at: Path, tmp_path: Path, capsys: Capture) -> None:
    mine = tmp_path / "brev.docx"
    mine.write_text("mitt brev", encoding="utf-8")
    assert "finns redan" in refused(capsys, "backup", str(mine))
    assert mine.read_text(encoding="utf-8") == "mitt brev"


def test_a_damaged_backup_is_not_put_back(at: Path, tmp_path: Path, capsys: Capture) -> None:
    copy = tmp_path / "kopia.beredd"
    done(capsys, "backup", str(copy))
    data = bytearray(copy.read_bytes())
    place = data.index(b"kontinuitetsplanering")
    data[place : place + 3] = b"xxx"
    copy.write_bytes(data)
    before = at.read_bytes()
    refused(capsys, "restore", str(copy))
    assert at.read_bytes() == before


def test_a_backup_without_a_name_goes_to_the_backup_folder(at: Path, tmp_path: Path, capsys: Capture) -> None:
    shown = done(capsys, "backup")
    assert "säkerhetskopior" in shown
    assert list((tmp_path / "hem").rglob("*.beredd"))


BAD = {
    "a body that does not exist": ["refer", "ex-02", "--namnd", "XYZ"],
    "a date that is none": ["plan", "ex-02", "--from", "2026-04-31"],
    "a remiss that is not there": ["plan", "KS/1900:1"],
    "a diarienummer that two share": ["plan", "KS/2024:118"],
    "a missing paper": ["register", "finns-inte.pdf", "--owner", "KS"],
    "a missing folder": ["export", "finns/inte/ut.xlsx"],
    "a folder for a file": ["export", "."],
    "an outcome that is none": ["decide", "ex-02", "--namnd", "KS", "--meeting", "2026-04-15", "--outcome", "kanske"],
    "a template set that is none": ["draft", "yttrande", "ex-02", "--out", "a.docx", "--templates", "fin"],
    "a missing workbook": ["import", "finns-inte.xlsx"],
    "a missing answer": ["answer", "ex-02", "--from", "finns-inte.xlsx"],
    "an internremiss to nobody asked": ["draft", "internremiss", "ex-02", "--namnd", "REV", "--out", "a.docx"],
}


@pytest.mark.parametrize("arguments", BAD.values(), ids=BAD.keys())
def test_bad_input_is_one_swedish_line_and_changes_nothing(
    arguments: list[str], at: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    if "KS/2024:118" in arguments:
        letter = tmp_path / "missiv.txt"
        letter.write_text("Granskning av skolan\n\nSvar önskas senast den 30 juni 2026.\n", encoding="utf-8")
        done(capsys, "register", str(letter), "--owner", "KS", "--diarienummer", "KS/2024:118")
    before = at.read_bytes()
    shown = refused(capsys, *arguments)
    assert shown.startswith("Fel: ")
    assert shown.count("\n") == 1
    assert at.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tomt.beredd", b""),
        ("text.beredd", "Det här är ingen databas.".encode()),
        ("kort.beredd", b"SQLite format 3\x00" + b"\x00" * 20),
    ],
)
def test_what_is_no_register_is_not_opened(name: str, content: bytes, tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    for arguments in (["search", "a"], ["import", "a.xlsx"], ["check"]):
        refused(capsys, *arguments, "--register", str(path))
    assert path.read_bytes() == content


def test_a_missing_register_is_told(tmp_path: Path, capsys: Capture) -> None:
    shown = refused(capsys, "search", "a", "--register", str(tmp_path / "finns-inte.beredd"))
    assert "finns-inte.beredd" in shown
    refused(capsys, "import", "a.xlsx", "--register", str(tmp_path / "finns" / "inte.beredd"))


def test_while_one_writes_another_may_read_but_not_write(at: Path, capsys: Capture) -> None:
    from secretary_app.store.register import Register

    with Register.open(at, write=True):
        assert done(capsys, "search", "beredskap")
        shown = refused(capsys, "close", "ex-02", "--reason", "Prov")
    assert "öppet" in shown


def test_it_runs_as_a_program_of_its_own(register_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "secretary_app", "search", "kontinuitet", "--json", "--register", str(register_path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert json.loads(done.stdout)["hits"]
    assert done.stderr == ""


def test_a_fault_of_ours_is_logged_and_told_without_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture, at: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("secretary_app.store.register.Register.search", broken)
    shown = refused(capsys, "search", "a")
    assert "programmet" in shown
    log = next((tmp_path / "hem").rglob("beredd.log"))
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def _encrypted_pdf(path: Path) -> None:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_encryption(owner_password="a", user_password="b")
    pdf.add_page()
    pdf.set_font("Helvetica")
    pdf.cell(text="Hemligt")
    pdf.output(str(path))


def _empty_docx(path: Path) -> None:
    from docx import Document

    Document().save(str(path))


BAD_PAPERS = {
    "a text called pdf": ("text.pdf", lambda path: path.write_text("Det här är text.", encoding="utf-8")),
    "an encrypted pdf": ("last.pdf", _encrypted_pdf),
    "a cut pdf": ("kort.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")),
    "an empty docx": ("tom.docx", _empty_docx),
    "no docx": ("bild.docx", lambda path: path.write_bytes(b"\x89PNG\r\n")),
    "an empty text": ("tom.txt", lambda path: path.write_bytes(b"")),
    "a folder": ("mapp.pdf", lambda path: path.mkdir()),
    "an unknown ending": ("film.mp4", lambda path: path.write_bytes(b"abc")),
}


@pytest.mark.parametrize(("name", "make"), BAD_PAPERS.values(), ids=BAD_PAPERS.keys())
def test_a_paper_that_cannot_be_read_is_one_swedish_line(
    name: str, make: Any, at: Path, tmp_path: Path, capsys: Capture
) -> None:
    path = tmp_path / name
    make(path)
    before = at.read_bytes()
    for arguments in (["extract", str(path)], ["register", str(path), "--owner", "KS"]):
        shown = refused(capsys, *arguments)
        assert shown.startswith("Fel: ")
        assert shown.count("\n") == 1
        assert name in shown
    assert at.read_bytes() == before


def test_the_other_papers_of_a_batch_are_read(tmp_path: Path, capsys: Capture) -> None:
    good = tmp_path / "bra å.txt"
    good.write_text("Granskning av skolan\n\nSvar önskas senast den 30 juni 2026.\n", encoding="utf-8")
    bad = tmp_path / "trasig.pdf"
    bad.write_bytes(b"x")
    assert run(["extract", str(bad), str(good), str(bad), "--json"]) == 1
    shown = capsys.readouterr()
    found = [json.loads(line) for line in shown.out.splitlines()]
    assert [Path(each["file"]).name for each in found] == ["bra å.txt"]
    assert shown.err.count("trasig.pdf") == 2


def test_extract_has_the_keys_of_the_contract(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("Granskning av skolan\n\nSvar önskas senast den 30 juni 2026.\n", encoding="utf-8")
    found = as_json(capsys, "extract", str(path))
    assert set(found) >= {
        "file",
        "kind",
        "title",
        "municipality",
        "firm",
        "diarienummer",
        "document_date",
        "paragraph",
        "deadlines",
        "recommendations",
        "previous_recommendations",
        "verdicts",
        "answers",
        "warnings",
    }
    assert set(found["deadlines"][0]) >= {"date", "addressees", "certainty", "page", "quote"}


def test_a_register_made_by_a_newer_program_is_left_alone(at: Path, capsys: Capture) -> None:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(at)) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(_sqlite_migrations)")]
        chosen = ", ".join(columns)
        row = dict(zip(columns, connection.execute(f"SELECT {chosen} FROM _sqlite_migrations").fetchone(), strict=True))
        row["name"] = "9999_framtiden"
        if "id" in row:
            row["id"] = 9999
        marks = ", ".join("?" * len(columns))
        connection.execute(f"INSERT INTO _sqlite_migrations ({chosen}) VALUES ({marks})", list(row.values()))
        connection.commit()
    before = at.read_bytes()
    for arguments in (["search", "a"], ["close", "ex-02", "--reason", "Prov"]):
        assert "nyare" in refused(capsys, *arguments)
    assert at.read_bytes() == before


@pytest.mark.parametrize("name", ["utkast.pdf", "utkast", "mapp"])
def test_a_draft_is_a_docx(name: str, at: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "mapp").mkdir()
    assert ".docx" in refused(capsys, "draft", "tjansteskrivelse", "ex-02", "--out", str(tmp_path / name))
    assert not list(tmp_path.glob("utkast*"))


def test_no_draft_is_written_over(at: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "utkast.docx"
    out.write_text("mitt eget", encoding="utf-8")
    assert "utkast (2).docx" in done(capsys, "draft", "tjansteskrivelse", "ex-02", "--out", str(out))
    assert out.read_text(encoding="utf-8") == "mitt eget"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice finns inte här")
def test_a_draft_is_also_a_pdf_where_it_is_asked_for(at: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "utkast.docx"
    (tmp_path / "utkast.pdf").write_text("min egen", encoding="utf-8")
    shown = done(
        capsys, "draft", "foljebrev", "ex-02", "--templates", "Klassisk", "--pdf", "--out", str(out)
    ).splitlines()
    assert shown == [f"Skrev {out}", f"Skrev {tmp_path / 'utkast (2).pdf'}"]
    assert (tmp_path / "utkast (2).pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "utkast.pdf").read_text(encoding="utf-8") == "min egen"


@pytest.mark.parametrize("command", [["status-list", "--out"], ["export"], ["template-workbook"]])
def test_a_workbook_that_is_replaced_is_kept(command: list[str], at: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "bok.xlsx"
    out.write_bytes(b"mina egna anteckningar")
    assert run([*command, str(out)]) == 0
    assert "bok (tidigare).xlsx" in capsys.readouterr().err
    assert (tmp_path / "bok (tidigare).xlsx").read_bytes() == b"mina egna anteckningar"
    assert load_workbook(out).sheetnames


def test_what_cannot_be_replaced_keeps_its_name(at: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "bok.txt"
    out.write_bytes(b"x")
    refused(capsys, "export", str(out))
    assert [path.name for path in tmp_path.glob("bok*")] == ["bok.txt"]


def test_a_faulty_answer_says_no_success(at: Path, tmp_path: Path, capsys: Capture) -> None:
    done(capsys, "template-workbook", str(tmp_path / "svar.xlsx"))
    book = load_workbook(tmp_path / "svar.xlsx")
    heads = [cell.value for cell in next(book["Svar"].iter_rows())]
    book["Svar"].append([{"Nr": "99", "Ställningstagande": "instämmer"}.get(str(head)) for head in heads])
    book.save(tmp_path / "svar.xlsx")
    assert run(["answer", "ex-02", "--from", str(tmp_path / "svar.xlsx")]) == 1
    assert capsys.readouterr().out == ""


def test_a_command_that_fails_leaves_a_register_of_another_alone(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from secretary_app.store.register import Register

    path = tmp_path / "ny.beredd"
    made = Register.open

    def slow(*arguments: Any, **more: Any) -> Register:
        if not path.exists():
            made(path, write=True, create=True).close()
            raise UserError("Registret är öppet i ett annat Beredd-fönster.")
        return made(*arguments, **more)

    monkeypatch.setattr(Register, "open", slow)
    refused(capsys, "close", "ex-02", "--register", str(path))
    assert path.exists()


def test_a_list_of_a_day_before_the_register_says_so(at: Path, tmp_path: Path, capsys: Capture) -> None:
    arguments = ["status-list", "--namnd", "KSAU", "--as-of", "2020-01-01", "--out", str(tmp_path / "lista.xlsx")]
    assert run(arguments) == 0
    assert "började föras senare" in capsys.readouterr().err
