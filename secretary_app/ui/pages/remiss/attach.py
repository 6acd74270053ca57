"""Files that become handlingar of a remiss: chosen in a dialog, or dropped."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Remiss
from secretary_app.domain.text import and_list
from secretary_app.operations.attaching import Attached, ReadFiles, keep_attachments, read_attachments
from secretary_app.operations.opening import Register
from secretary_app.support.progress import Progress
from secretary_app.ui.core.asking import ask_open
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office

_FILES = "Handlingar (*.pdf *.docx *.txt *.eml *.msg *.xlsx);;Alla filer (*)"
_NAMED = 2


def ask_files(parent: QWidget, office: Office) -> list[Path]:
    """Ask which files; none where nobody chose any."""
    return ask_open(parent, office.places, "Välj handlingar", _FILES, key="handlingar")


def attach(
    office: Office,
    remiss_id: str,
    paths: Sequence[Path],
    owner: QObject,
    then: Callable[[Attached], None] | None = None,
) -> None:
    """Keep the files as handlingar of the remiss. They are read beside other work, and kept in one short operation."""
    desk = office.desk

    def read(register: Register, progress: Progress) -> ReadFiles:
        return read_attachments(register.get(Remiss, remiss_id), paths, progress)

    def keep(files: ReadFiles) -> None:
        desk.write(
            lambda register: keep_attachments(register, register.get(Remiss, remiss_id), files),
            then,
            owner=owner,
            says=_told,
        )

    what = f"Läser {paths[0].name}" if len(paths) == 1 else f"Läser {len(paths)} handlingar"
    desk.read_long(read, what, keep, owner=owner)


def _told(added: Attached) -> Notice:
    names, notes = [each.name for each in added.attachments], added.notes
    what = and_list(names) if len(names) <= _NAMED else f"{len(names)} handlingar"
    done = "är tillagd." if len(names) == 1 else "är tillagda."
    return Notice(" ".join([f"{what} {done}", *notes]), Tone.WARNING if notes else Tone.DONE)
