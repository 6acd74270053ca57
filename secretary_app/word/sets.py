"""Where templates lie: the house styles that come with the program, and the municipality's own.

Own templates lie in the register's folder of files, ``alvstad-filer/Mallar/klassisk/tjansteskrivelse.docx``. A file
there stands in for the shipped one of its set; a folder with another name is a set of its own.
"""

from pathlib import Path

from secretary_app.domain.model import DocumentKind
from secretary_app.support.errors import UserError
from secretary_app.support.files import explained
from secretary_app.support.records import record
from secretary_app.support.resources import resource

FOLDER = "Mallar"
"""In the register's folder of files."""
STANDARD = "klassisk"
TITLES = {"klassisk": "Klassisk", "beslut-forst": "Beslut först", "utforlig": "Utförlig"}
"""How the shipped house styles are called; a set of one's own bears its folder's name."""
_WITHOUT_DOTS = str.maketrans("åäö", "aao")


@record(frozen=True, kw_only=True)
class Template:
    kind: DocumentKind
    path: Path
    is_own: bool
    """The municipality's own file, not the shipped one."""


@record(frozen=True, kw_only=True)
class TemplateSet:
    name: str
    """As ``--templates`` and ``Kommun.template_set`` have it."""
    templates: tuple[Template, ...]
    """In the order of ``DocumentKind``; at most one of each."""
    is_shipped: bool

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


def _folders(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    with explained(folder):
        return [each.name for each in folder.iterdir() if each.is_dir() and not each.name.startswith((".", "~"))]


def _set(shipped: Path, files: Path | None, name: str) -> TemplateSet:
    own = _found(own_folder(files, name)) if files is not None else {}
    given = _found(shipped / name) if name in TITLES else {}
    templates = (
        Template(kind=kind, path=own.get(kind) or given[kind], is_own=kind in own)
        for kind in DocumentKind
        if kind in own or kind in given
    )
    return TemplateSet(name=name, templates=tuple(templates), is_shipped=name in TITLES)


def _found(folder: Path) -> dict[DocumentKind, Path]:
    """The kinds by their files: ``tjansteskrivelse.docx``, and as well ``Tjänsteskrivelse.docx``."""
    if not folder.is_dir():
        return {}
    with explained(folder):
        names = {_plain(each.stem): each for each in sorted(folder.glob("*.docx")) if each.is_file()}
    words = {kind: (_plain(kind.value), _plain(kind.swedish)) for kind in DocumentKind}
    found = {kind: [names[word] for word in each if word in names] for kind, each in words.items()}
    return {kind: paths[0] for kind, paths in found.items() if paths}


def _plain(text: str) -> str:
    return text.casefold().translate(_WITHOUT_DOTS).replace(" ", "-")
