"""Changing the municipality's own templates: adding, replacing, taking out of use, having back what was replaced."""

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from secretary_app.domain.model import DocumentKind, Kommun
from secretary_app.operations.template_folder import in_own_folder
from secretary_app.operations.template_sets import Report, check, sets
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest, explained, is_systems, safe_name, write_atomically
from secretary_app.support.safezip import check_office_file, shown
from secretary_app.word.sets import ENDING, FOLDER, REPLACED, TemplateSet, own_folder, template_set, template_sets

_STAMP = "%Y-%m-%d %H.%M"
_OF_REPLACED = re.compile(r"^(?P<name>.+) \((?P<when>\d{4}-\d\d-\d\d \d\d\.\d\d)\)(?: \((?P<number>\d+)\))?$")
_LONGEST_TITLE = 40
_TEMPLATE_ENDINGS = (".dotx", ".dotm", ".dot")


@dataclass(frozen=True, kw_only=True)
class Replaced:
    """An own template, or a whole set, that is no longer used."""

    path: Path
    """In ``Mallar/Ersatta``."""
    set_name: str
    kind: DocumentKind | None
    """None: the whole set."""
    when: dt.datetime
    """Local time, to the minute."""
    number: int = 1
    """Of those from the same minute, in their order."""


@dataclass(frozen=True, kw_only=True)
class Added:
    path: Path
    """Where the template is now."""
    report: Report
    """What is the matter with it, if anything: a faulty one is kept but never used."""
    replaced: Path | None
    """Where the own template is that it took the place of; None: there was none, or the very same."""


@in_own_folder
def add_template(register: Register, set_name: str, kind: DocumentKind, source: Path) -> Added:
    """Copy a Word file into the set as its own template of this kind.

    Raises UserError for an unknown set, a file that is no .docx, or is harmful, and where something is open in Word.
    """
    _must_be_word_file(source)
    style = template_set(set_name, register.files)
    replaced = _put(register, style, kind, source)
    path = template_set(set_name, register.files).template(kind).path
    return Added(path=path, report=check(register, style.name, kind), replaced=replaced)


@in_own_folder
def own_copy(register: Register, set_name: str, kind: DocumentKind) -> Path:
    """The set's own template of this kind, to be changed in Word: a copy of the shipped one where there is none yet.

    Raises UserError for an unknown set, a kind that it lacks, and where the copy cannot be written.
    """
    style = template_set(set_name, register.files)
    template = style.template(kind)
    if not template.is_own:
        _put(register, style, kind, template.path)
    return template_set(set_name, register.files).template(kind).path


@in_own_folder
def remove_own(register: Register, set_name: str, kind: DocumentKind) -> Path:
    """Take the set's own template of this kind out of use: the shipped one, if there is one, is then used again.

    Returns where it is kept. Raises UserError where there is none of one's own, or it is open in Word.
    """
    style = template_set(set_name, register.files)
    template = style.template(kind)
    if not template.is_own:
        raise UserError(f"{style.title} har ingen egen mall för {kind.swedish.lower()}.")
    with explained(template.path):
        aside = _aside(register, style.name, kind)
        template.path.rename(aside)
        _remove_if_empty(own_folder(register.files, style.name), style)
    return aside


@in_own_folder
def keep_copy(register: Register, set_name: str, kind: DocumentKind) -> Path:
    """Put a copy of the set's own template among the replaced ones, before it is changed; where that is.

    Raises UserError where there is none of one's own, and where the copy cannot be written.
    """
    style = template_set(set_name, register.files)
    template = style.template(kind)
    if not template.is_own:
        raise UserError(f"{style.title} har ingen egen mall för {kind.swedish.lower()}.")
    with explained(template.path):
        aside = _aside(register, style.name, kind)
    write_atomically(aside, lambda beside: _copy(template.path, beside))
    return aside


@in_own_folder
def new_set(register: Register, title: str, based_on: str) -> str:
    """A set of one's own with copies of all templates of another; its name.

    Raises UserError without a title, for one that is taken, for an unknown set, and where it cannot be written.
    """
    base = template_set(based_on, register.files)
    name = _free_name(register, title)
    folder = own_folder(register.files, name)
    # Made under a name that is no set's, so that none is ever seen half-made.
    begun = folder.with_name(f"~{name}")
    with explained(folder):
        shutil.rmtree(begun, ignore_errors=True)
        begun.mkdir(parents=True)
        try:
            for each in base.templates:
                _copy(each.path, begun / f"{each.kind.value}{ENDING}")
            begun.rename(folder)
        except BaseException:
            shutil.rmtree(begun, ignore_errors=True)
            raise
    return name


@in_own_folder
def rename_set(register: Register, set_name: str, title: str) -> str:
    """Give a set of one's own another title; its new name. Where it is the municipality's choice it stays so.

    Raises UserError for a shipped set, a title that is missing or taken, and where a file of it is open in Word.
    """
    style = _own_set(register, set_name)
    name = _free_name(register, title, besides=style.name)
    if name == style.name:
        return name
    folder, target = own_folder(register.files, style.name), own_folder(register.files, name)
    _move_folder(folder, target)
    try:
        _rename_choice(register, style.name, name)
    except BaseException:
        _move_folder(target, folder)
        raise
    return name


@in_own_folder
def remove_set(register: Register, set_name: str) -> Path:
    """Take a set of one's own out of use; where it is kept.

    Raises UserError for a shipped set, the one the municipality drafts in, and where a file of it is open in Word.
    """
    style = _own_set(register, set_name)
    if any(each.is_standard and each.name == style.name for each in sets(register)):
        raise UserError(f"Nya utkast görs i {style.title}. Välj andra mallar för nya utkast innan du tar bort dem.")
    aside = _free_aside(register, register.files / FOLDER / REPLACED, style.name)
    with explained(aside):
        aside.parent.mkdir(parents=True, exist_ok=True)
    _move_folder(own_folder(register.files, style.name), aside)
    return aside


def replaced(register: Register) -> list[Replaced]:
    """What is kept of templates that are no longer used, newest first."""
    folder = register.files / FOLDER / REPLACED
    if not folder.is_dir():
        return []
    with explained(folder):
        found = [one for each in folder.iterdir() if each.is_dir() for one in _replaced_in(each)]
    return sorted(found, key=lambda each: (each.when, each.number), reverse=True)


@in_own_folder
def bring_back(register: Register, kept: Path) -> Path:
    """Put a replaced template, or a set, in its place again; what has its place now is replaced in turn.

    ``kept``: as ``replaced`` and the other functions tell it. Returns where it is now. Raises UserError where it is
    not among the replaced ones, its set has another of the same name, or something is open in Word.
    """
    one = next((each for each in replaced(register) if each.path == kept), None)
    if one is None:
        raise UserError(f"{shown(kept)} finns inte bland de ersatta mallarna.")
    target = own_folder(register.files, one.set_name)
    if one.kind is None:
        if target.exists():
            raise UserError(f"Det finns redan mallar som heter {one.set_name}. Byt namn på dem först.")
        _move_folder(kept, target)
        return target
    path = target / f"{one.kind.value}{ENDING}"
    with explained(path):
        target.mkdir(parents=True, exist_ok=True)
    present = next((each for each in template_sets(register.files) if each.name == one.set_name), None)
    with _set_aside(register, present, one.kind), explained(path):
        kept.rename(path)
    return path


def _must_be_word_file(source: Path) -> None:
    if source.suffix.lower() in _TEMPLATE_ENDINGS:
        raise UserError(
            f"{shown(source)} är en Wordmall ({source.suffix.lower()}). Öppna den i Word, spara den som "
            "Word-dokument (.docx) och välj den filen."
        )
    check_office_file(source, links=False)
    if source.suffix.lower() != ENDING:
        raise UserError(f"{shown(source)} är inget Word-dokument (.docx). Spara den så i Word och välj den filen.")


def _put(register: Register, style: TemplateSet, kind: DocumentKind, source: Path) -> Path | None:
    """Make ``source`` the set's own template; where the one is that it took the place of."""
    folder = own_folder(register.files, style.name)
    target = folder / f"{kind.value}{ENDING}"
    with explained(source):
        fresh = digest(source)
    present = _own_path(style, kind)
    if present is not None:
        with explained(present):
            if digest(present) == fresh:
                return None
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with _set_aside(register, style, kind) as aside:
        write_atomically(target, lambda beside: _copy(source, beside))
    return aside


@contextmanager
def _set_aside(register: Register, style: TemplateSet | None, kind: DocumentKind) -> Iterator[Path | None]:
    """Move the set's own template out of the way, and back again where what follows fails."""
    present = _own_path(style, kind) if style else None
    if style is None or present is None:
        yield None
        return
    with explained(present):
        aside = _aside(register, style.name, kind)
        present.rename(aside)
    try:
        yield aside
    except BaseException:
        aside.rename(present)
        raise


def _own_path(style: TemplateSet, kind: DocumentKind) -> Path | None:
    return next((each.path for each in style.templates if each.kind is kind and each.is_own), None)


def _aside(register: Register, set_name: str, kind: DocumentKind) -> Path:
    """Where a replaced template of this kind goes; its folder is made."""
    folder = register.files / FOLDER / REPLACED / set_name
    folder.mkdir(parents=True, exist_ok=True)
    return _free_aside(register, folder, kind.value, ENDING)


def _free_aside(register: Register, folder: Path, name: str, ending: str = "") -> Path:
    """A name for what is replaced now, after those of the same name and minute."""
    when = register.clock().astimezone().strftime(_STAMP)
    present = [_OF_REPLACED.match(each.name.removesuffix(ending)) for each in folder.glob("*")]
    taken = [int(each["number"] or 1) for each in present if each and (each["name"], each["when"]) == (name, when)]
    number = f" ({max(taken) + 1})" if taken else ""
    return folder / f"{name} ({when}){number}{ending}"


def _replaced_in(folder: Path) -> Iterator[Replaced]:
    """A set that was removed, or the replaced templates of one."""
    if match := _OF_REPLACED.match(folder.name):
        yield _replaced(folder, match, match["name"], None)
        return
    for path in folder.iterdir():
        match = _OF_REPLACED.match(path.stem)
        if match is None or match["name"] not in set(DocumentKind) or is_systems(path):
            continue
        yield _replaced(path, match, folder.name, DocumentKind(match["name"]))


def _replaced(path: Path, match: re.Match[str], set_name: str, kind: DocumentKind | None) -> Replaced:
    when = dt.datetime.strptime(match["when"], _STAMP).astimezone()
    return Replaced(path=path, set_name=set_name, kind=kind, when=when, number=int(match["number"] or 1))


def _own_set(register: Register, name: str) -> TemplateSet:
    style = template_set(name, register.files)
    if style.is_shipped:
        raise UserError(f"{style.title} följer med programmet och kan inte ändras. Gör en egen malluppsättning av den.")
    return style


def _free_name(register: Register, title: str, besides: str = "") -> str:
    """The folder's name for a set with this title."""
    if not title.strip():
        raise UserError("Malluppsättningen saknar namn. Skriv ett, till exempel kommunens namn.")
    name = safe_name(title, _LONGEST_TITLE).lstrip("~. ") or "Egna mallar"
    taken = {word.casefold() for each in template_sets(register.files) for word in (each.name, each.title)}
    taken -= {besides.casefold()}
    if name.casefold() in taken | {REPLACED.casefold()}:
        raise UserError(f"Namnet {name} är upptaget. Välj ett annat.")
    return name


def _rename_choice(register: Register, before: str, after: str) -> None:
    for kommun in register.find(Kommun, template_set=before):
        with register.change(f"Bytte namn på mallarna {before} till {after}") as change:
            change.update(replace(kommun, template_set=after))


def _move_folder(folder: Path, target: Path) -> None:
    with explained(folder):
        try:
            folder.rename(target)
        except PermissionError as error:
            raise UserError(
                f"Mallarna {folder.name} går inte att flytta nu. Stäng dem i Word och försök igen.", may_pass=True
            ) from error


def _remove_if_empty(folder: Path, style: TemplateSet) -> None:
    """The folder that a shipped set has for own templates, when it holds none."""
    if style.is_shipped and not any(folder.iterdir()):
        folder.rmdir()


def _copy(source: Path, target: Path) -> None:
    with explained(source):
        shutil.copyfile(source, target)
