"""Take a workbook into the register: all of it, or nothing."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from secretary_app.domain.model import Namnd
from secretary_app.excel.workbook import CellProblem, SheetRow, WorkbookContent, read_workbook
from secretary_app.operations.merging import Merge, RowState, Touched, write
from secretary_app.operations.workbook_answers import link_decisions, read_decision, read_measure, read_response
from secretary_app.operations.workbook_bodies import (
    read_chain_step,
    read_kommun,
    read_meeting,
    read_namnd,
    read_namnd_links,
    read_person,
)
from secretary_app.operations.workbook_cells import Cells, ImportContext
from secretary_app.operations.workbook_remisser import (
    read_planned_step,
    read_recommendation,
    read_referral,
    read_remiss,
    read_remiss_links,
    read_verdict,
)
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

__all__ = ["ImportResult", "PreparedImport", "import_workbook", "merge_rows", "prepare_import", "save_import"]


Reader = Callable[[ImportContext, Cells], RowState | None]

READERS: dict[str, Reader] = {
    "Kommun": read_kommun,
    "Nämnder": read_namnd,
    "Personer": read_person,
    "Beredning": read_chain_step,
    "Sammanträden": read_meeting,
    "Remisser": read_remiss,
    "Rekommendationer": read_recommendation,
    "Internremisser": read_referral,
    "Beslut": read_decision,
    "Svar": read_response,
    "Åtgärder": read_measure,
    "Omdömen": read_verdict,
    "Planer": read_planned_step,
}
"""Each sheet's reader, a sheet that is referred to before those that refer to it."""

SECOND_READERS: dict[str, Reader] = {"Nämnder": read_namnd_links, "Remisser": read_remiss_links}
"""What can only be read when the whole sheet has been: rows that refer to rows of the same sheet."""

_STEPS = len(READERS) + 2
"""Of an import: reading, each sheet, saving."""


@dataclass
class ImportResult:
    """How many rows of the workbook were added, changed or the same already, and what stood in the way."""

    counts: Counter[str]
    problems: list[CellProblem]
    notices: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """Where there are problems nothing is taken in, and so nothing counted."""
        return {
            **{state.value: 0 if self.problems else self.counts[state] for state in RowState},
            "problems": [
                {"sheet": problem.sheet, "cell": problem.cell, "message": problem.message} for problem in self.problems
            ],
        }

    def sentence(self, *, dry_run: bool) -> str:
        new, changed, same = (self.counts[state] for state in RowState)
        counted = f"{new} {'ny rad' if new == 1 else 'nya rader'}, {changed} ändrade, {same} oförändrade."
        return f"Skulle ge: {counted} Inget sparades." if dry_run else counted

    def raise_problems(self, path: Path) -> None:
        """Raises UserError that names every faulty cell, where there are any."""
        if self.problems:
            count = len(self.problems)
            cells = "1 cell är fel" if count == 1 else f"{count} celler är fel"
            raise UserError(
                f"Inget lästes in ur {path.name}: {cells}. Rätta och försök igen.",
                tuple(map(str, self.problems)),
            )


@dataclass(frozen=True)
class PreparedImport:
    """A workbook that has been read and compared with the register; nothing is written yet."""

    path: Path
    content: WorkbookContent
    result: ImportResult
    touched: Sequence[Touched]
    compared: int
    """The register's last operation when it was compared."""


def import_workbook(
    register: Register, path: Path, *, dry_run: bool = False, progress: Progress = no_progress
) -> ImportResult:
    """Add and update by key what the workbook holds; a blank cell leaves what is there, nothing is deleted.

    Nothing is written where ``dry_run`` or where the result has problems. Raises UserError where the file is no
    workbook that can be read, and Cancelled where ``progress`` does; nothing is then written.
    """
    prepared = prepare_import(register, path, progress)
    if not prepared.result.problems and not dry_run:
        progress(_STEPS - 1, _STEPS, "Sparar")
        save_import(register, prepared)
    return prepared.result


def prepare_import(register: Register, path: Path, progress: Progress = no_progress) -> PreparedImport:
    """Read the workbook and compare it with the register, which is only read. Raises as ``import_workbook``."""
    progress(0, _STEPS, f"Läser {path.name}")
    return _compared(register, path, read_workbook(path), progress)


def save_import(register: Register, prepared: PreparedImport) -> ImportResult:
    """Write what was prepared, in one operation; it is compared anew where the register was changed since.

    Raises UserError where the result has problems.
    """
    if _last_operation(register) != prepared.compared:
        prepared = _compared(register, prepared.path, prepared.content, no_progress)
    prepared.result.raise_problems(prepared.path)
    write(register, f"Importerade {prepared.path.name}", prepared.touched)
    return prepared.result


def _compared(register: Register, path: Path, content: WorkbookContent, progress: Progress) -> PreparedImport:
    # Before it is compared: what is changed meanwhile has been compared only in part.
    last = _last_operation(register)
    merge = Merge(register)
    result = merge_rows(merge, content, progress=progress)
    return PreparedImport(path, content, result, merge.touched(), last)


def _last_operation(register: Register) -> int:
    return max((each.no for each in register.operations(1)), default=0)


def merge_rows(
    merge: Merge,
    content: WorkbookContent,
    *,
    sheets: Iterable[str] = tuple(READERS),
    assumed: Mapping[str, Any] | None = None,
    answering: Namnd | None = None,
    progress: Progress = no_progress,
) -> ImportResult:
    """Bring the workbook's rows into ``merge``, sheet by sheet, each after those it refers to.

    ``assumed`` holds values for cells that are blank in every row (the remiss and the namnd of an answer, who is then
    ``answering``).
    """
    context = ImportContext(merge, list(content.problems), answering)
    counts: Counter[str] = Counter()
    for number, name in enumerate(sheets, 1):
        progress(number, _STEPS, f"Jämför bladet {name}")
        rows = [_with(row, assumed or {}) for row in content.sheets.get(name, ())]
        states = [READERS[name](context, Cells(row, context)) for row in rows]
        if name in SECOND_READERS:
            second = [SECOND_READERS[name](context, Cells(row, context)) for row in rows]
            states = [_together(*pair) for pair in zip(states, second, strict=True)]
        counts.update(state for state in states if state is not None)
    link_decisions(context)
    return ImportResult(counts, context.problems, [*content.notices, *context.notices])


def _together(first: RowState | None, second: RowState | None) -> RowState | None:
    return second if first is RowState.UNCHANGED and second is not None else first


def _with(row: SheetRow, assumed: Mapping[str, Any]) -> SheetRow:
    missing = {field: value for field, value in assumed.items() if field not in row.values}
    return row.with_values(missing) if missing else row
