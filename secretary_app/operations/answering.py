"""Answers that come home in a workbook or a paper, and the check of an answer before it goes out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from secretary_app.domain.answer_check import Answer, Finding, check_answer
from secretary_app.domain.diarienummer import same
from secretary_app.domain.model import (
    MeasureState,
    Namnd,
    Recommendation,
    Referral,
    Remiss,
)
from secretary_app.domain.sorting import swedish_key
from secretary_app.excel.workbook import SheetRow, WorkbookContent, read_workbook
from secretary_app.operations.answer_differences import (
    AnswerRows,
    Difference,
    differences,
    keep_chosen,
    remove_missing,
)
from secretary_app.operations.answers import Dossier, dossier
from secretary_app.operations.finding import Bodies, must_be_open, name_of
from secretary_app.operations.importing import ImportResult, merge_rows
from secretary_app.operations.merging import Merge
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained

__all__ = ["SHEETS", "AnswerResult", "Checked", "Difference", "check_answers", "read_answers"]

SHEETS = ("Svar", "Åtgärder")
WORKBOOK = ".xlsx"


@dataclass
class AnswerResult(ImportResult):
    differences: tuple[Difference, ...] = ()
    digest: str = ""
    """Of the file that was read."""
    content: AnswerRows | None = None
    """What the file holds for the namnd, so that it need not be read again to be recorded."""
    namnd: Namnd | None = None
    """Whose answers were read."""

    def as_json(self) -> dict[str, Any]:
        shown = [
            {
                "what": each.what,
                "field": each.field,
                "before": each.before,
                "after": each.after,
                "by_default": each.by_default,
            }
            for each in self.differences
        ]
        return super().as_json() | {"namnd": self.namnd.abbreviation if self.namnd else None, "differences": shown}


def read_answers(
    register: Register,
    remiss: Remiss,
    path: Path,
    *,
    namnd_words: str = "",
    dry_run: bool = False,
    seen: str = "",
    chosen: Collection[Difference] | None = None,
    content: AnswerRows | None = None,
) -> AnswerResult:
    """Record the answers and measures of one namnd from a workbook or a paper.

    Without ``namnd_words`` it is the namnd that an answer form says that it is from, else the owner.

    Rows of another remiss or namnd are left, and told of; so is what a paper says that cannot be placed. Nothing is
    written where ``dry_run`` or where there are problems. ``seen``: the digest of the file as it was shown;
    ``chosen``: those of the differences shown that are to be recorded, None for all but those that a person must choose
    (``Difference.by_default``); ``content``: what was read then.
    Raises UserError where the file holds no answers at all, where it or the register has been changed since it was
    shown, and where the remiss is closed.
    """
    named = Bodies.of(register).named(namnd_words) if namnd_words else None
    must_be_open(remiss)
    with explained(path):
        present = digest(path)
    if seen and present != seen:
        raise UserError(f"{path.name} har ändrats sedan den visades. Läs in den på nytt.")
    notices: list[str] = []
    if content is None:
        content, notices = _content(register, remiss, named, path)
    namnd = content.namnd
    notices += _not_asked(register, remiss, namnd, content.content)
    merge = Merge(register)
    assumed = {"remiss": remiss.id, "namnd": namnd.abbreviation}
    result = merge_rows(merge, content.content, sheets=SHEETS, assumed=assumed, answering=namnd)
    remove_missing(merge, content.missing)
    found = differences(merge, content.stale)
    keep_chosen(merge, [each for each in found if each.by_default] if chosen is None else chosen, content.stale)
    if not result.problems and not dry_run:
        merge.save(f"Läste in svar från {namnd.abbreviation}: {name_of(remiss)}")
    return AnswerResult(result.counts, result.problems, [*notices, *result.notices], found, present, content, namnd)


def _content(register: Register, remiss: Remiss, named: Namnd | None, path: Path) -> tuple[AnswerRows, list[str]]:
    """The rows of the namnd that answers, and what is to be said of what was left."""
    if path.suffix.lower() == WORKBOOK:
        namnd = named or register.get(Namnd, remiss.owner_id)
        rows, notices = _only_for(read_workbook(path, given=("remiss", "namnd")), register, remiss, namnd, path)
        return AnswerRows(namnd, rows), notices
    from secretary_app.operations.answers_from_papers import paper_content

    return paper_content(register, remiss, named, path), []


def _only_for(
    content: WorkbookContent, register: Register, remiss: Remiss, namnd: Namnd, path: Path
) -> tuple[WorkbookContent, list[str]]:
    bodies = Bodies.of(register)
    kept: dict[str, tuple[SheetRow, ...]] = {}
    left = 0
    for sheet in SHEETS:
        rows = content.sheets.get(sheet, ())
        kept[sheet] = tuple(row for row in rows if _concerns(row, remiss, namnd, bodies))
        left += len(rows) - len(kept[sheet])
    problems = tuple(problem for problem in content.problems if problem.sheet in SHEETS)
    if not any(kept.values()) and not problems:
        raise UserError(
            f"{path.name} har inga svar från {namnd.abbreviation} i {name_of(remiss)}. "
            "Svaren ska stå i bladen Svar och Åtgärder."
        )
    notices = [f"{left} rader gäller en annan nämnd eller remiss och lästes inte."] if left else []
    return replace(content, sheets=kept, problems=problems), notices


def _not_asked(register: Register, remiss: Remiss, namnd: Namnd, content: WorkbookContent) -> list[str]:
    """Answers to what was never put to the namnd are taken in, and told of."""
    case = dossier(register, remiss)
    asked = {each.number for each in case.put_to(namnd)}
    answered = {str(row.values["number"]) for row in content.rows("Svar") if "number" in row.values}
    others = sorted(answered - asked, key=swedish_key)
    if not others or case.remiss.owner_id == namnd.id:
        return []
    return [f"{namnd.abbreviation} svarar på rekommendation {', '.join(others)}, som inte är riktad till nämnden."]


def _concerns(row: SheetRow, remiss: Remiss, namnd: Namnd, bodies: Bodies) -> bool:
    values: Mapping[str, Any] = row.values
    if values.get("remiss", remiss.id) != remiss.id and not same(values["remiss"], remiss.diarienummer):
        return False
    if not same(values.get("diarienummer", remiss.diarienummer), remiss.diarienummer):
        return False
    words = values.get("namnder") or (values["namnd"],) if "namnd" in values or "namnder" in values else ()
    named = [bodies.known(each) for each in words]
    return not words or None in named or namnd in named


@dataclass(frozen=True)
class Checked:
    remiss: Remiss
    namnd: Namnd
    findings: tuple[Finding, ...]


def check_answers(register: Register, remiss: Remiss, namnd_words: str = "") -> Checked:
    """The answer check for one namnd (without ``namnd_words``: the owner)."""
    case = dossier(register, remiss)
    namnd = case.bodies.named(namnd_words) if namnd_words else case.owner
    return Checked(remiss, namnd, check_dossier(register, case, namnd))


def checked_as_json(checked: Checked) -> dict[str, Any]:
    return {
        "remiss": checked.remiss.id,
        "namnd": checked.namnd.abbreviation,
        "ok": not checked.findings,
        "findings": [
            {"kind": each.kind, "recommendation": each.recommendation, "field": each.field, "text": each.text}
            for each in checked.findings
        ],
    }


def check_dossier(register: Register, case: Dossier, namnd: Namnd) -> tuple[Finding, ...]:
    """The answer check on what has been read already."""
    asked = case.put_to(namnd)
    # What another has answered for it is checked with that answer.
    put_to = [each for each in asked if case.speaker(namnd, each) == namnd]
    if asked and not put_to:
        return ()
    questions: list[Recommendation | None] = [*put_to] or [None]
    measures = [measure for question in questions for measure in case.measures_of(namnd, question)]
    statuses = {measure.id: case.status(measure) for measure in measures}
    answer = Answer(
        remiss=case.remiss,
        namnd=namnd,
        referral=case.referral_to(namnd),
        recommendations=put_to,
        responses=[each for each in case.responses if each.namnd_id == namnd.id],
        measures=measures,
        done_measures={id for id, status in statuses.items() if status and status.status is MeasureState.DONE},
        known_names={word for body in case.bodies.all for word in (body.name, body.abbreviation)},
        known_diarienummer=_KnownNumbers(register),
    )
    return check_answer(answer, today=today(register.clock))


class _KnownNumbers(Collection[str]):
    """The diarienummer of the register, read when they are first asked for: few answers name one."""

    def __init__(self, register: Register) -> None:
        self._register = register

    @cached_property
    def _all(self) -> set[str]:
        own = {remiss.diarienummer for remiss in self._register.find(Remiss)}
        return (own | {referral.namnd_diarienummer for referral in self._register.find(Referral)}) - {""}

    def __contains__(self, number: object) -> bool:
        return number in self._all

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
