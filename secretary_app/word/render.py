"""A Word draft out of a template: checked first, filled in by a process of its own, written whole or not at all."""

from pathlib import Path

from secretary_app.domain.answer_marks import identity
from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.files import write_atomically
from secretary_app.support.safezip import check_office_file
from secretary_app.support.worker import Worker, WorkerFailed
from secretary_app.word.data import DraftData
from secretary_app.word.field import Group, printable
from secretary_app.word.fields import field_values

_SECONDS = 60.0
_MEGABYTES = 1024
_LONGEST_PROPERTY = 255
"""Characters that python-docx lets a core property have."""

PRELOAD = ("secretary_app.word.filling",)
"""For a ``Worker`` that is to be warm when the first draft is made."""


def render_draft(data: DraftData, template: Path, out: Path, *, worker: Worker | None = None) -> None:
    """Write the draft to ``out``; what was there is replaced in one step, or stays if anything fails.

    ``worker`` is a warm process to use; without it one is started for this draft alone. Raises UserError where the
    template is missing, harmful, faulty or never ends, or where ``out`` cannot be written.
    """
    check_office_file(template, template=True)
    values = field_values(data)
    properties = _properties(data)
    if worker is not None:
        _write(worker, template, values, properties, out)
        return
    with Worker(megabytes=_MEGABYTES, preload=PRELOAD) as own:
        _write(own, template, values, properties, out)


def _write(worker: Worker, template: Path, values: Group, properties: dict[str, str], out: Path) -> None:
    def make(beside: Path) -> None:
        try:
            worker.run(_fill, str(template.resolve()), values, properties, str(beside.resolve()), seconds=_SECONDS)
        except WorkerFailed as failure:
            raise UserError(_stopped(template, failure)) from failure

    write_atomically(out, make)


def _fill(template: str, values: Group, properties: dict[str, str], out: str) -> None:
    # In the worker: so docxtpl is never imported in the program itself.
    from secretary_app.word.filling import fill

    fill(template, values, properties, out)


def _stopped(template: Path, failure: WorkerFailed) -> str:
    if failure.reason == "time":
        return f"Mallen {template.name} blev inte klar på {_SECONDS:.0f} sekunder och avbröts. Rätta mallens slingor."
    if failure.reason == "memory":
        return f"Mallen {template.name} tog för mycket minne och avbröts. Kontrollera var den kommer ifrån."
    return f"Mallen {template.name} fick programdelen som fyller i mallar att sluta. Kontrollera var den kommer ifrån."


def _properties(data: DraftData) -> dict[str, str]:
    title = f"{data.kind.swedish}: {data.remiss.title}" if data.remiss.title else data.kind.swedish
    texts = {
        "title": title,
        "author": data.kommun.name or data.namnd.name,
        "language": "sv-SE",
        "subject": data.remiss.diarienummer,
        "identifier": identity(data.remiss.id, data.namnd.id) if data.kind is DocumentKind.SVARSFORMULAR else "",
    }
    return {key: " ".join(printable(text).split())[:_LONGEST_PROPERTY] for key, text in texts.items() if text}
