"""Correcting a template where the check found it wrong, and taking that back."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.template_changes import keep_copy, own_copy, remove_own
from secretary_app.operations.template_folder import in_own_folder
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained, write_atomically
from secretary_app.support.safezip import shown
from secretary_app.word.findings import Finding
from secretary_app.word.sets import template_set


@dataclass(frozen=True, kw_only=True)
class Mended:
    """A template that was corrected."""

    path: Path
    set_name: str
    kind: DocumentKind
    before: bytes
    """The file's content before that."""
    digest: str
    """The file's afterwards."""
    kept: Path | None
    """The copy in ``Mallar/Ersatta`` of the file as it was; None: none was needed."""
    was_shipped: bool
    """An own copy of the shipped template was made to be corrected."""


@in_own_folder
def mend(
    register: Register, set_name: str, kind: DocumentKind, findings: Sequence[Finding], latest: str = ""
) -> Mended:
    """Correct all of it, or nothing, in the set's own template: a shipped one is copied first.

    The file as it was is kept in ``Mallar/Ersatta``, unless its digest is ``latest``: what the last mending left, so
    that many corrections in a row leave one copy of what they began with. Raises UserError where the template has been
    changed since it was checked, is open in Word, or cannot be written.
    """
    was_shipped = not template_set(set_name, register.files).template(kind).is_own
    path = own_copy(register, set_name, kind)
    with explained(path):
        before, begun = path.read_bytes(), digest(path)
    kept = None if was_shipped or begun == latest else keep_copy(register, set_name, kind)
    try:
        _correct(path, begun, findings)
    except BaseException:
        if kept is not None:
            kept.unlink(missing_ok=True)
        raise
    with explained(path):
        return Mended(
            path=path,
            set_name=set_name,
            kind=kind,
            before=before,
            digest=digest(path),
            kept=kept,
            was_shipped=was_shipped,
        )


def _correct(path: Path, begun: str, findings: Sequence[Finding]) -> None:
    from secretary_app.word.correcting import correct

    with tempfile.TemporaryDirectory(prefix="beredd-") as folder:
        # Under its own name, for the sentences that tell of it.
        aside = Path(folder) / path.name
        with explained(path):
            shutil.copyfile(path, aside)
        for finding in findings:
            correct(aside, finding)
        _must_be(path, begun)
        _write(path, aside.read_bytes())


@in_own_folder
def take_back(register: Register, mended: Mended) -> str:
    """Make the template what it was before it was corrected; its digest then, ``""`` where it is the shipped one.

    Raises UserError where it has been changed since, is open in Word, or cannot be written.
    """
    _must_be(mended.path, mended.digest)
    if mended.was_shipped:
        remove_own(register, mended.set_name, mended.kind)
        return ""
    _write(mended.path, mended.before)
    with explained(mended.path):
        return digest(mended.path)


def _write(path: Path, content: bytes) -> None:
    def write(beside: Path) -> None:
        beside.write_bytes(content)

    write_atomically(path, write)


def _must_be(path: Path, wanted: str) -> None:
    with explained(path):
        if digest(path) != wanted:
            raise UserError(f"{shown(path)} har ändrats under tiden. Inget är gjort. Kontrollera mallen på nytt.")
