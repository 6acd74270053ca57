"""The sets of templates that drafts are made from: what there is, whether it can be used, and changing it.

Own templates are files in the register's folder, not rows: a person changes them in Word. What is replaced or taken out
of use here is therefore never deleted but put in ``Mallar/Ersatta``, from where it can be had back.
"""

import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from secretary_app.domain.model import DocumentKind, Kommun
from secretary_app.operations.editing_bodies import the_kommun
from secretary_app.operations.kept_files import held_open
from secretary_app.operations.template_folder import in_own_folder
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained
from secretary_app.support.progress import Progress, no_progress
from secretary_app.support.worker import Worker
from secretary_app.word.findings import Finding, Place, Report, Severity
from secretary_app.word.sets import (
    STANDARD,
    Stray,
    Template,
    TemplateSet,
    loose_files,
    own_folder,
    template_set,
    template_sets,
)

__all__ = [
    "Finding",
    "Place",
    "Report",
    "SetRow",
    "Severity",
    "Stray",
    "TemplateRow",
    "check",
    "check_set",
    "house_style",
    "loose",
    "own_template_folder",
    "set_standard",
    "sets",
    "usable_template",
]


@dataclass(frozen=True, kw_only=True)
class TemplateRow:
    """One template of a set."""

    kind: DocumentKind
    path: Path
    is_own: bool
    """The municipality's own file, not the shipped one."""
    changed_at: dt.datetime | None
    """Local time; None for a shipped one, and where the file cannot be read."""
    is_open: bool
    """Word or LibreOffice has it open."""
    report: Report | None
    """What was found when the file was last looked at as it is now; None: it has not been."""

    @property
    def state(self) -> str:
        """``Hel``, ``2 fel``, ``1 varning``, ``3 varningar``; ``""`` where nobody has looked yet."""
        if self.report is None:
            return ""
        faults, warnings = len(self.report.faults), len(self.report.warnings)
        if faults:
            return f"{faults} fel"
        return "Hel" if not warnings else f"{warnings} varning{'ar' if warnings > 1 else ''}"


@dataclass(frozen=True, kw_only=True)
class SetRow:
    """One set of templates."""

    name: str
    """As the other functions, ``--templates`` and ``Kommun.template_set`` have it."""
    title: str
    is_shipped: bool
    is_standard: bool
    """The municipality's choice: what drafts are made in unless another is asked for."""
    templates: tuple[TemplateRow, ...]
    """In the order of ``DocumentKind``."""
    missing: tuple[DocumentKind, ...]
    """Kinds that cannot be drafted in this set."""
    stray: tuple[Stray, ...]
    """What lies in its folder and is used for nothing."""

    def row(self, kind: DocumentKind) -> TemplateRow | None:
        return next((each for each in self.templates if each.kind is kind), None)


def sets(register: Register) -> list[SetRow]:
    """The shipped sets, then the municipality's own. Nothing is checked; what was checked before is told."""
    standard = _standard(register)
    return [
        SetRow(
            name=each.name,
            title=each.title,
            is_shipped=each.is_shipped,
            is_standard=each.name == standard,
            templates=tuple(_row(template) for template in each.templates),
            missing=tuple(kind for kind in DocumentKind if kind not in {one.kind for one in each.templates}),
            stray=each.stray,
        )
        for each in template_sets(register.files)
    ]


def loose(register: Register) -> tuple[Stray, ...]:
    """Word files in the folder of templates that lie in no set."""
    return loose_files(register.files)


def own_template_folder(register: Register, set_name: str) -> Path:
    """Where the set's own templates lie, or would lie: it is made with the first of them."""
    return own_folder(register.files, set_name)


def _standard(register: Register) -> str:
    return the_kommun(register).template_set or STANDARD


def _row(template: Template) -> TemplateRow:
    try:
        changed = template.path.stat().st_mtime if template.is_own else None
        report = _report_of(template)
    except OSError:
        changed, report = None, None
    return TemplateRow(
        kind=template.kind,
        path=template.path,
        is_own=template.is_own,
        changed_at=dt.datetime.fromtimestamp(changed, dt.UTC).astimezone() if changed is not None else None,
        is_open=template.is_own and held_open(template.path),
        report=report,
    )


@in_own_folder
def check(
    register: Register, set_name: str, kind: DocumentKind, worker: Worker | None = None, *, again: bool = False
) -> Report:
    """What is the matter with the template, if anything.

    One that has not changed since is not looked at again, but for ``again``. Raises UserError for an unknown set, a
    kind that it lacks, and a file that cannot be read.
    """
    return _checked(template_set(set_name, register.files).template(kind), worker, again=again)


def check_set(register: Register, set_name: str, progress: Progress = no_progress) -> dict[DocumentKind, Report]:
    """The same for every template of the set. Raises Cancelled where ``progress`` does."""
    from secretary_app.word.checking import PRELOAD

    templates = template_set(set_name, register.files).templates
    reports = {}
    with Worker(preload=PRELOAD) as worker:
        for number, each in enumerate(templates):
            progress(number, len(templates), f"Kontrollerar {each.kind.swedish.lower()}")
            reports[each.kind] = _checked(each, worker)
    return reports


def house_style(register: Register, name: str = "") -> TemplateSet:
    """The templates called ``name``, else those the municipality drafts in.

    Raises UserError for an unknown set, and where the municipality's own choice is gone.
    """
    if name:
        return template_set(name, register.files)
    chosen = _standard(register)
    style = next((each for each in template_sets(register.files) if each.name == chosen), None)
    if style is None:
        raise UserError(f"Mallarna {chosen}, som nya utkast görs i, finns inte längre. Välj andra under Mallar.")
    return style


def usable_template(style: TemplateSet, kind: DocumentKind, worker: Worker | None = None) -> Path:
    """The set's template for this kind, to be filled in.

    Raises UserError where the set lacks it, and with its first fault where it is an own one that cannot be used: what
    came with the program has been checked before it was shipped.
    """
    template = style.template(kind)
    if template.is_own and (faults := _checked(template, worker).faults):
        raise UserError(
            f"Mallen för {kind.swedish.lower()} i {style.title} går inte att använda: {faults[0].what} "
            "Se vad som ska rättas under Mallar.",
            hint=f"Eller kör secretary-app check-template ”{template.path}”.",
        )
    return template.path


def _checked(template: Template, worker: Worker | None, *, again: bool = False) -> Report:
    from secretary_app.word.checking import check_template

    with explained(template.path):
        kept = _kept(digest(template.path), template.path.name, template.kind)
    if again or not kept:
        kept[:] = [check_template(template.path, kind=template.kind, worker=worker)]
    return replace(kept[0], path=template.path)


def _report_of(template: Template) -> Report | None:
    """The report that was made of the file as it is now."""
    kept = _kept(digest(template.path), template.path.name, template.kind)
    return replace(kept[0], path=template.path) if kept else None


@lru_cache(maxsize=512)
def _kept(_digest: str, _name: str, _kind: DocumentKind) -> list[Report]:
    """Room for the report on a file with this content and name: empty until it has been checked."""
    return []


def set_standard(register: Register, set_name: str) -> Kommun:
    """Let drafts be made in this set unless another is asked for. Raises UserError for an unknown set."""
    chosen = template_set(set_name, register.files)
    kommun = the_kommun(register)
    with register.change(f"Valde mallarna {chosen.title} för nya utkast") as change:
        if register.find(Kommun):
            change.update(replace(kommun, template_set=chosen.name))
        else:
            change.add(replace(kommun, template_set=chosen.name))
    return the_kommun(register)
