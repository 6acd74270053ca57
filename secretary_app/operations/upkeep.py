"""Looking after the register: search, backup, restore, check."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secretary_app.domain.search import Hit
from secretary_app.operations.letterhead import logo
from secretary_app.operations.opening import backup_folder, own_register
from secretary_app.operations.quality import Gap, gaps
from secretary_app.store.backup import restore as restore_register
from secretary_app.store.checking import CheckFinding, FindingKind
from secretary_app.store.files import copy_all, files_folder, put_back
from secretary_app.store.register import Register
from secretary_app.support.clock import Clock, system_clock
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, free_path
from secretary_app.support.progress import Progress, no_progress


def search(register: Register, words: str, limit: int = 50) -> list[Hit]:
    """Remisser, recommendations, answers, measures and handlingar with all the words, newest first."""
    return register.search(words, limit)


def hits_as_json(hits: list[Hit]) -> dict[str, Any]:
    return {
        "hits": [
            {
                "kind": hit.kind.value,
                "id": hit.id,
                "remiss": hit.remiss_id,
                "diarienummer": hit.diarienummer,
                "title": hit.title,
                "snippet": hit.snippet,
            }
            for hit in hits
        ]
    }


@dataclass(frozen=True)
class BackedUp:
    register: Path
    files: int
    """How many handlingar and drafts lie beside the copy."""


def backup(register: Register, out: Path | None = None, progress: Progress = no_progress) -> BackedUp:
    """A verified copy of the register, with its handlingar and drafts in a folder beside it.

    Without ``out`` it goes to the person's backup folder, under the register's name and the time.
    Where ``progress`` raises Cancelled, or a file cannot be copied, what was copied is taken away again.
    """
    if out is None:
        stamp = register.clock().astimezone().strftime("%Y-%m-%d %H.%M.%S")
        out = free_path(backup_folder() / f"{register.path.stem} {stamp}.beredd")
        with explained(out):
            out.parent.mkdir(parents=True, exist_ok=True)
    progress(0, 1, "Kopierar registret")
    register.backup(out)
    files = files_folder(out)
    is_new = not files.exists()
    try:
        return BackedUp(out, copy_all(register.files, files, progress))
    except BaseException:
        # Without all its files it is not to be taken for a copy.
        out.unlink(missing_ok=True)
        if is_new:
            shutil.rmtree(files, ignore_errors=True)
        raise


@dataclass(frozen=True)
class Restored:
    register: Path
    kept: Path | None
    """Where the register that was there before is kept."""
    set_aside: list[Path]
    """Handlingar and drafts that differ from the backup's, each under its new name."""
    left: str = ""
    """Why some files of the backup could not be put back; ``""``: all were."""


def restore(
    source: Path, register: Path | None = None, clock: Clock = system_clock, progress: Progress = no_progress
) -> Restored:
    """Put a backup back in the register's place (without one, the person's own). What was there is kept aside.

    Raises UserError where that cannot be done, and Cancelled where ``progress`` does: all is then as it was.
    """
    target = register or own_register()
    with explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
    kept: list[Path | None] = []

    def exchange() -> None:
        progress(0, 0, f"Ser efter att {source.name} är hel")
        words = f"Lägger tillbaka {source.name}"
        kept.append(restore_register(source, target, clock=clock, last_look=lambda: progress(0, 0, words)))

    try:
        aside = put_back(files_folder(source), files_folder(target), progress, exchange)
    except UserError as error:
        if not kept:
            raise
        return Restored(target, kept[0], [], f"{error.message} Hämta kopian igen för att få med filerna.")
    return Restored(target, kept[0], aside)


@dataclass(frozen=True)
class Report:
    faults: list[CheckFinding]
    """What is broken or lost in the register or its files."""
    remarks: list[CheckFinding]
    """What is worth knowing of its files."""
    gaps: list[Gap]
    """What a secretary has yet to fill in."""

    @property
    def texts(self) -> list[str]:
        """Everything as sentences, the worst first."""
        return [each.text for each in (*self.faults, *self.remarks)] + [each.text for each in self.gaps]


def check(register: Register) -> Report:
    """Integrity and data quality."""
    findings = register.check()
    chosen = logo(register)
    if chosen and chosen.fault:
        findings.append(CheckFinding(FindingKind.MISSING, f"Logotypen kan inte användas i utkast. {chosen.fault}"))
    return Report(
        faults=[each for each in findings if each.is_fault],
        remarks=[each for each in findings if not each.is_fault],
        gaps=gaps(register),
    )


def checked_as_json(report: Report) -> dict[str, Any]:
    return {
        "ok": not report.faults,
        "faults": [{"kind": each.kind.value, "text": each.text} for each in report.faults],
        "remarks": [{"kind": each.kind.value, "text": each.text} for each in report.remarks],
        "gaps": [{"kind": each.kind, "remiss": each.remiss_id, "text": each.text} for each in report.gaps],
    }
