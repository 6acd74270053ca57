"""Further handlingar of a remiss that is registered already."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.model import Attachment, Remiss, RemissState
from secretary_app.domain.text import and_list
from secretary_app.intake.proposal import PaperKind
from secretary_app.operations.finding import name_of
from secretary_app.operations.form_verdicts import verdicts_left
from secretary_app.operations.papers import ReadPaper, read_each
from secretary_app.store.files import KeptFile, Section, keep_file
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained
from secretary_app.support.ids import new_id
from secretary_app.support.progress import Progress, no_progress


@dataclass(frozen=True)
class Attached:
    attachments: tuple[Attachment, ...]
    notes: tuple[str, ...]
    """Files that were left out, or whose text cannot be read: sentences."""


@dataclass(frozen=True)
class _Kept:
    name: str
    file: KeptFile
    paper: ReadPaper | None
    """None: a file that no text can be read out of; it is kept all the same."""


@dataclass(frozen=True)
class ReadFiles:
    """Files with the text of those that could be read, else why not."""

    files: tuple[tuple[Path, ReadPaper | UserError], ...]


def add_attachments(
    register: Register, remiss: Remiss, paths: Sequence[Path], progress: Progress = no_progress
) -> Attached:
    """Read files and keep them as handlingar of the remiss; raises as the two steps that it takes do."""
    return keep_attachments(register, remiss, read_attachments(remiss, paths, progress))


def read_attachments(remiss: Remiss, paths: Sequence[Path], progress: Progress = no_progress) -> ReadFiles:
    """Read the files that are to become handlingar of the remiss; nothing is kept yet, and this is what takes long.

    Raises UserError where the remiss is makulerad, and Cancelled where ``progress`` does.
    """
    _check(remiss)
    return ReadFiles(tuple(read_each(paths, progress)))


def _check(remiss: Remiss) -> None:
    if remiss.state is RemissState.VOID:
        raise UserError(f"Remissen {name_of(remiss)} är makulerad och tar inte emot handlingar.")


def keep_attachments(register: Register, remiss: Remiss, files: ReadFiles) -> Attached:
    """Keep files of any kind as handlingar of the remiss, with the text of those that could be read.

    One that the remiss has already is left out. Raises UserError where the remiss is makulerad or nothing is left to
    add; nothing is then added.
    """
    _check(remiss)
    notes: list[str] = []
    kept: list[_Kept] = []
    present = {each.digest for each in register.find(Attachment, remiss_id=remiss.id)}
    for path, read in files.files:
        try:
            if _digest(path) in present:
                notes.append(f"{path.name} finns redan bland handlingarna.")
                continue
            file = keep_file(register.files, path, remiss, Section.ATTACHMENTS)
        except UserError as error:
            notes.append(error.message)
            continue
        present.add(file.digest)
        paper = read if isinstance(read, ReadPaper) and read.digest == file.digest else None
        if isinstance(read, UserError):
            why = read.message
            if why.startswith(f"{path.name} "):
                why = f"den {why.removeprefix(f'{path.name} ')}"
            notes.append(f"Det går inte att söka i texten i {path.name}: {why}")
        kept.append(_Kept(path.name, file, paper))
    if not kept:
        raise UserError("Inga handlingar lades till.", tuple(notes))
    notes += verdicts_left([each.paper for each in kept if each.paper is not None])
    return Attached(tuple(_save(register, remiss, kept)), tuple(notes))


def _digest(path: Path) -> str:
    with explained(path):
        return digest(path)


def _save(register: Register, remiss: Remiss, kept: Sequence[_Kept]) -> list[Attachment]:
    names = and_list([each.name for each in kept]) if len(kept) < 3 else f"{len(kept)} handlingar"
    rows = [attachment_of(each.name, each.file, each.paper, remiss) for each in kept]
    with register.change(f"Lade till {names}: {name_of(remiss)}") as change:
        for each in kept:
            if each.paper is not None:
                change.add_file_text(each.file.digest, each.paper.text)
        change.add(*rows)
    return rows


def attachment_of(name: str, file: KeptFile, paper: ReadPaper | None, remiss: Remiss) -> Attachment:
    """The row of a file that has been kept."""
    return Attachment(
        id=new_id(),
        remiss_id=remiss.id,
        kind=paper.proposal.kind if paper else PaperKind.OTHER,
        name=name,
        path=file.path,
        digest=file.digest,
        dated=paper.proposal.document_date if paper else None,
    )


def attachment_text(register: Register, attachment: Attachment) -> str:
    """The handling's text as it was read; ``""`` where there is none (a picture, a scan)."""
    return register.file_text(attachment.digest) or ""
