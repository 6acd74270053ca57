"""Whether a template can be used: every fault with its place and what to do about it, and what is worth a look.

The file comes from outside: it is read and filled in on trial by the worker process, within limits.
"""

from pathlib import Path

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.safezip import check_office_file, shown
from secretary_app.support.worker import Worker, WorkerFailed
from secretary_app.word.findings import Finding, Place, Report, Severity
from secretary_app.word.sets import kind_of

PRELOAD = ("secretary_app.word.checking_trial", "secretary_app.word.checking_static")
"""For a ``Worker`` that is to be warm when the first template is checked."""
_MEGABYTES = 1024
_READ_SECONDS = 10.0
_TRY_SECONDS = 10.0
_LARGEST = 20 << 20
"""Bytes of a template; a letterhead with its logo has a hundredth of it."""


def check_template(path: Path, *, kind: DocumentKind | None = None, worker: Worker | None = None) -> Report:
    """Look for all that is wrong with the template. Never raises: what cannot be read is a fault too.

    Without ``kind`` it is told by the file's name, ``tjansteskrivelse.docx``, and where it tells none, what a template
    of a certain kind should have is not asked for. ``worker`` is a warm process to use.
    """
    kind = kind or kind_of(path)
    if refused := _refused(path):
        return Report(path=path, findings=(refused,))
    if worker is not None:
        return Report(path=path, findings=_findings(path, kind, worker))
    with Worker(megabytes=_MEGABYTES, preload=PRELOAD) as own:
        return Report(path=path, findings=_findings(path, kind, own))


def _unfit(path: Path) -> Finding | None:
    """What drafting refuses, wherever in the file it is."""
    try:
        check_office_file(path, template=True)
    except UserError as error:
        return _fault(path, error.message)
    return None


def _refused(path: Path) -> Finding | None:
    """What keeps the file from being opened at all."""
    try:
        with explained(path):
            size = path.stat().st_size
        if path.suffix.lower() in (".doc", ".dot"):
            return _fault(path, f"{shown(path)} är en äldre Word-fil. Öppna den i Word och spara den som .docx.")
        if size > _LARGEST:
            return _fault(
                path,
                f"{shown(path)} är för stor för en mall ({size >> 20} MB). "
                "Ta bort eller komprimera bilderna i den, så att den blir under 20 MB.",
            )
        check_office_file(path, links=False)
    except UserError as error:
        return _fault(path, error.message)
    return None


def _fault(path: Path, text: str) -> Finding:
    """A sentence that says what is wrong, and those after it what to do; the name itself may have a full stop."""
    start = len(shown(path)) if text.startswith(shown(path)) else 0
    what, dot, rest = text[start:].partition(". ")
    return Finding(severity=Severity.FAULT, what=text[:start] + what + dot.strip(), suggestion=rest)


def _findings(path: Path, kind: DocumentKind | None, worker: Worker) -> tuple[Finding, ...]:
    name = str(path.resolve())
    try:
        found, member = worker.run(_look, name, kind, seconds=_READ_SECONDS)
    except WorkerFailed as failure:
        return (_stopped(failure, "läsas"),)
    if not member or any(finding.is_fault for finding in found):
        return tuple(found)
    if unfit := _unfit(path):
        return (unfit, *found)
    try:
        tried = worker.run(_try, name, kind or DocumentKind.TJANSTESKRIVELSE, member, seconds=_TRY_SECONDS)
    except WorkerFailed as failure:
        tried = [_stopped(failure, "fyllas i")]
    return tuple(sorted([*tried, *found], key=lambda finding: _order(finding, member)))


def _order(finding: Finding, body: str) -> tuple[bool, bool, int]:
    """Faults first; in the order of the body, what is after it as it comes."""
    is_in_body = finding.place.member in ("", body)
    return not finding.is_fault, not is_in_body, finding.place.block if is_in_body else 0


def _look(path: str, kind: DocumentKind | None) -> tuple[list[Finding], str]:
    # In the worker: so lxml and jinja2 are never imported in the program itself.
    from secretary_app.word.checking_static import look

    return look(path, kind)


def _try(path: str, kind: DocumentKind, member: str) -> list[Finding]:
    from secretary_app.word.checking_trial import try_template

    return try_template(path, kind, member)


def _stopped(failure: WorkerFailed, what: str) -> Finding:
    why = {
        "time": f"Mallen hann inte {what} på {_TRY_SECONDS:.0f} sekunder och avbröts.",
        "memory": f"Mallen tog för mycket minne när den skulle {what} och avbröts.",
    }.get(failure.reason, f"Mallen fick programdelen som läser mallar att sluta när den skulle {what}.")
    return Finding(
        severity=Severity.FAULT,
        what=why,
        suggestion="Se över slingorna, och kontrollera var filen kommer ifrån.",
        place=Place(),
    )
