"""Where templates lie: the house styles that come with the program, and the municipality's own.

Own templates lie in the register's folder of files, ``alvstad-filer/Mallar/klassisk/tjansteskrivelse.docx``. A file
there stands in for the shipped one of its set; a folder with another name is a set of its own.
"""

import unicodedata
from pathlib import Path

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained, is_systems
from secretary_app.support.records import record
from secretary_app.support.resources import resource
from secretary_app.support.safezip import shown

FOLDER = "Mallar"
"""In the register's folder of files."""
REPLACED = "Ersatta"
"""In ``FOLDER``: where an own template goes that another took the place of, or that was taken out of use."""
STANDARD = "klassisk"
TITLES = {"klassisk": "Klassisk", "beslut-forst": "Beslut först", "utforlig": "Utförlig"}
"""How the shipped house styles are called; a set of one's own bears its folder's name."""
ENDING = ".docx"
_WORD_ENDINGS = (ENDING, ".dotx", ".docm", ".dotm", ".doc", ".dot", ".odt", ".rtf")
_WITHOUT_DOTS = str.maketrans("åäö", "aao")


@record(frozen=True, kw_only=True)
class Template:
    kind: DocumentKind
    path: Path
    is_own: bool
    """The municipality's own file, not the shipped one."""


@record(frozen=True, kw_only=True)
class Stray:
    """A file put among the own templates that the program has no use for."""

    path: Path
    why: str
    """A sentence or two: what is the matter, and what to do."""


@record(frozen=True, kw_only=True)
class TemplateSet:
    name: str
    """As ``--templates`` and ``Kommun.template_set`` have it."""
    templates: tuple[Template, ...]
    """In the order of ``DocumentKind``; at most one of each."""
    is_shipped: bool
    stray: tuple["Stray", ...] = ()
    """What lies in the set's own folder and is used for nothing."""

    @property
    def title(self) -> str:
        return TITLES.get(self.name, self.name)

    def template(self, kind: DocumentKind) -> Template:
        """Raises UserError where the set lacks the kind."""
        for each in self.templates:
            if each.kind is kind:
                return each
        raise UserError(f"Mallarna {self.title} har ingen mall för {kind.swedish.lower()} ({kind.value}.docx).")


def own_folder(files: Path, name: str) -> Path:
    """Where the own templates of this set lie; ``files`` is the register's folder of files."""
    return files / FOLDER / name


def template_sets(files: Path | None = None) -> list[TemplateSet]:
    """The shipped house styles, then the sets of one's own by name; ``files`` is the register's folder of files."""
    shipped = resource("templates")
    names = [name for name in TITLES if (shipped / name).is_dir()]
    own = [] if files is None else sorted(_folders(files / FOLDER), key=str.casefold)
    return [_set(shipped, files, name) for name in [*names, *(name for name in own if name not in names)]]


def template_set(name: str, files: Path | None = None) -> TemplateSet:
    """The set called so, by name or title. Raises UserError, with those there are, for an unknown one."""
    sets = template_sets(files)
    wanted = name.casefold()
    for each in sets:
        if wanted in (each.name.casefold(), each.title.casefold()):
            return each
    raise UserError(f"Mallarna {name} finns inte. De som finns är: {', '.join(each.name for each in sets)}.")


def template_path(kind: DocumentKind, name: str = STANDARD, files: Path | None = None) -> Path:
    """The set's template for this kind. Raises UserError for an unknown set, or one that lacks the kind."""
    return template_set(name or STANDARD, files).template(kind).path


def loose_files(files: Path) -> tuple[Stray, ...]:
    """Word files that lie in the folder of templates itself, in no set."""
    return tuple(
        Stray(path=each, why=f"{shown(each)} ligger inte i någon malluppsättning. Läs in den i en av dem.")
        for each in _files(files / FOLDER)
        if each.suffix.lower() in _WORD_ENDINGS
    )


def _folders(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    with explained(folder):
        present = [each.name for each in folder.iterdir() if each.is_dir() and not is_systems(each)]
    return [name for name in present if name.casefold() != REPLACED.casefold()]


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    with explained(folder):
        return sorted(each for each in folder.iterdir() if each.is_file() and not is_systems(each))


def _set(shipped: Path, files: Path | None, name: str) -> TemplateSet:
    folder = own_folder(files, name) if files is not None else None
    present = _files(folder) if folder is not None else []
    own = _found(present)
    given = _found(_files(shipped / name)) if name in TITLES else {}
    templates = (
        Template(kind=kind, path=own.get(kind) or given[kind], is_own=kind in own)
        for kind in DocumentKind
        if kind in own or kind in given
    )
    stray = (Stray(path=each, why=_why_stray(each, own)) for each in present if each not in own.values())
    return TemplateSet(name=name, templates=tuple(templates), is_shipped=name in TITLES, stray=tuple(stray))


def _found(files: list[Path]) -> dict[DocumentKind, Path]:
    """The kinds by their files: ``tjansteskrivelse.docx``, and as well ``Tjänsteskrivelse.docx``."""
    found: dict[DocumentKind, Path] = {}
    for kind in DocumentKind:
        for path in files:
            if kind_of(path) is kind and (kind not in found or path.stem == kind.value):
                found[kind] = path
    return found


def kind_of(path: Path) -> DocumentKind | None:
    """The kind that a file's name means; None where it means none, or is no .docx."""
    word = _plain(path.stem)
    if path.suffix.lower() != ENDING:
        return None
    return next((kind for kind in DocumentKind if word in (_plain(kind.value), _plain(kind.swedish))), None)


def _why_stray(path: Path, own: dict[DocumentKind, Path]) -> str:
    name, kind = shown(path), kind_of(path)
    if kind is not None:
        twin = shown(own[kind])
        return f"{name} används inte: {twin} är också en mall för {kind.swedish.lower()}. Ta bort en av dem."
    if path.suffix.lower() == ENDING:
        names = ", ".join(each.value for each in DocumentKind)
        return f"{name} används inte: namnet är inget av dem som en mall har ({names}). Byt namn, eller läs in den."
    if path.suffix.lower() in _WORD_ENDINGS:
        return f"{name} används inte: en mall ska sluta på .docx. Öppna den i Word och spara den som Word-dokument."
    return f"{name} används inte: den är ingen mall i Word."


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    return folded.translate(_WITHOUT_DOTS).replace(" ", "-")
