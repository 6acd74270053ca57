"""What is to be done with files that were dropped on the window."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from secretary_app.domain.model import Namnd, Remiss, RemissState
from secretary_app.excel.workbook import SheetRow, WorkbookContent, read_workbook
from secretary_app.intake.reading import MAILS, READABLE
from secretary_app.operations.answering import SHEETS
from secretary_app.operations.finding import Bodies, find_remiss
from secretary_app.operations.reading_meetings import CALENDAR, is_list_of_meetings
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

_WORKBOOK = ".xlsx"
_REGISTER = ".beredd"
_WHAT_CAN = (
    "Släpp handlingar (PDF, Word, text eller mejl), en arbetsbok (.xlsx), en kalender (.ics) "
    "eller ett register (.beredd)."
)


class DropKind(StrEnum):
    PAPERS = "papers"
    """To be registered, or added to the remiss that is open."""
    ANSWER = "answer"
    """A namnd's answer in a workbook, or one or several in papers: to be read in."""
    WORKBOOK = "workbook"
    """Any other workbook of the register's sheets: to be imported."""
    MEETINGS = "meetings"
    """A calendar, or a list of days in Excel: to be shown before any of it is taken."""
    REGISTER = "register"
    """To be opened."""


@dataclass(frozen=True)
class Dropped:
    kind: DropKind
    paths: tuple[Path, ...]
    remiss: Remiss | None = None
    """The one that an answer is for; None where the workbook does not say (the one that is open, then)."""
    namnd: Namnd | None = None
    """Whose answer it is; None where the workbook does not say, or names several."""


def sort_dropped(register: Register, paths: Sequence[Path], shown: str = "") -> Dropped:
    """What the files are for. Raises UserError for a mixture, and for what cannot be dropped or read.

    ``shown``: the id of the remiss that is open, which a yttrande may answer. An answer form finds its own.
    """
    if not paths:
        raise UserError(_WHAT_CAN)
    for path in paths:
        if path.is_dir():
            raise UserError(f"{path.name} är en mapp. Öppna den och släpp filerna i den.")
    endings = {path.suffix.lower() for path in paths}
    if endings & set(READABLE) and not endings & {_WORKBOOK, CALENDAR, _REGISTER}:
        # What is no paper among them is told of when they are read.
        return answer_in(register, paths, shown) or Dropped(DropKind.PAPERS, tuple(paths))
    if other := next(
        (path for path in paths if path.suffix.lower() not in (*READABLE, _WORKBOOK, CALENDAR, _REGISTER)), None
    ):
        raise UserError(f"{other.name} kan inte tas emot. {_WHAT_CAN}")
    if len(paths) > 1:
        raise UserError(
            "Släpp flera filer bara när alla är handlingar; arbetsböcker, kalendrar och register en i taget."
        )
    if endings == {_REGISTER}:
        return Dropped(DropKind.REGISTER, tuple(paths))
    if is_list_of_meetings(paths[0]):
        return Dropped(DropKind.MEETINGS, tuple(paths))
    return _workbook(register, paths[0])


def answer_in(register: Register, paths: Sequence[Path], shown: str = "") -> Dropped | None:
    """Answer forms, which say themselves what they answer; or one paper with answers to the remiss that is open.

    None for papers that are something else. Raises UserError for forms that cannot be placed.
    """
    remiss = next(iter(register.find(Remiss, id=shown)), None) if shown else None
    if remiss is not None and remiss.state in (RemissState.CLOSED, RemissState.VOID):
        remiss = None
    if not all(_may_answer(path, alone=len(paths) == 1 and remiss is not None) for path in paths):
        return None
    from secretary_app.operations.answers_from_papers import answered_remiss

    found = {path: answered_remiss(register, path, remiss) for path in paths}
    if len(paths) > 1 and not all(is_form for _, is_form in found.values()):
        return None
    answered = {each.id: each for each, _ in found.values() if each is not None}
    if len(answered) > 1:
        raise UserError(f"Svarsformulären hör till {len(answered)} remisser. Släpp dem till en remiss i taget.")
    if answered:
        return Dropped(DropKind.ANSWER, tuple(paths), next(iter(answered.values())))
    if any(is_form for _, is_form in found.values()):
        raise UserError(
            f"{paths[0].name} är ett svarsformulär, men remissen som det svarar på finns inte här. Öppna den remiss "
            "som det gäller och släpp formuläret där."
        )
    return None


def _may_answer(path: Path, *, alone: bool) -> bool:
    """Whether it is worth the second it takes to read the paper only to see whether it answers something."""
    return alone or path.suffix.lower() in (".docx", *MAILS) or "svarsformul" in path.stem.casefold()


def whose_answers(register: Register, path: Path) -> Namnd | None:
    """The namnd that a file's answers are from; None where it does not say, or names several.

    Raises UserError for what can be read neither as a workbook nor as a paper.
    """
    if path.suffix.lower() in READABLE:
        from secretary_app.operations.answers_from_papers import paper_namnd

        return paper_namnd(register, path)
    return _namnd(Bodies.of(register), _answers(read_workbook(path, given=("remiss", "namnd"))))


def _answers(content: WorkbookContent) -> list[SheetRow]:
    return [row for sheet in SHEETS for row in content.rows(sheet)]


def _workbook(register: Register, path: Path) -> Dropped:
    content = read_workbook(path, given=("remiss", "namnd"))
    answers = _answers(content)
    others = [name for name, rows in content.sheets.items() if rows and name not in SHEETS]
    if not content.sheets:
        raise UserError(f"{path.name} har inga blad som Beredd känner igen. Svar ska stå i bladen Svar och Åtgärder.")
    if others or not answers:
        return Dropped(DropKind.WORKBOOK, (path,))
    remiss = _remiss(register, answers, path)
    return Dropped(DropKind.ANSWER, (path,), remiss, _namnd(Bodies.of(register), answers))


def _remiss(register: Register, rows: Iterable[SheetRow], path: Path) -> Remiss | None:
    words = {str(values.get("remiss") or values.get("diarienummer") or "") for values in _values(rows)} - {""}
    found = {remiss.id: remiss for each in sorted(words) for remiss in [find_remiss(register, each)]}
    if len(found) > 1:
        raise UserError(f"{path.name} svarar på {len(found)} remisser. Öppna en i taget och läs in svaret där.")
    return next(iter(found.values()), None)


def _namnd(bodies: Bodies, rows: Sequence[SheetRow]) -> Namnd | None:
    said = {str(values["namnd"]) for values in _values(rows) if "namnd" in values}
    said = said or {str(each) for values in _values(rows) for each in values.get("namnder", ())}
    return bodies.known(said.pop()) if len(said) == 1 else None


def _values(rows: Iterable[SheetRow]) -> list[Mapping[str, Any]]:
    return [row.values for row in rows]
