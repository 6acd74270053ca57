"""What the contract of the workbook is written in: sheets, columns, and what their cells hold."""

from dataclasses import KW_ONLY, dataclass
from enum import Enum, StrEnum
from functools import partial


class Kind(Enum):
    """What the cells of a column hold, and with it the type that is read: see ``swedish``."""

    TEXT = "text"
    LABEL = "label"
    """A text that may look like a number or a date and is neither: Nr, Diarienummer, Paragraf."""
    DATE = "date"
    WHOLE = "whole"
    """A whole number from 0."""
    YES_NO = "yes_no"
    CHOICE = "choice"
    LIST = "list"
    """Abbreviations (or words), separated by commas."""

    @property
    def swedish(self) -> str:
        return _KIND_WORDS[self]


_KIND_WORDS = {
    Kind.TEXT: "text",
    Kind.LABEL: "text",
    Kind.DATE: "datum",
    Kind.WHOLE: "heltal",
    Kind.YES_NO: "ja eller nej",
    Kind.CHOICE: "ett av orden",
    Kind.LIST: "lista med komma emellan",
}


class Need(StrEnum):
    """When a cell must be filled; the value is what the template says."""

    KEY = "alltid"
    NEW = "för nytt"
    """The import asks for it where the row is not in the register yet."""
    OPTIONAL = "nej"


@dataclass(frozen=True)
class Column:
    heading: str
    field: str
    help: str
    need: Need = Need.OPTIONAL
    _: KW_ONLY
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    """The words of a CHOICE; for a TEXT the usual ones, where others are kept too."""
    example: str = ""
    width: int = 14
    """In characters."""

    @property
    def required(self) -> bool:
        return self.need is Need.KEY


@dataclass(frozen=True)
class Sheet:
    name: str
    help: str
    columns: tuple[Column, ...]
    one_of: tuple[str, ...] = ()
    """Fields of which each row must have at least one."""

    def column(self, field: str) -> Column:
        """Raises KeyError for a field that the sheet has not."""
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError(field)


def key(heading: str) -> str:
    """A heading or a sheet's name as it is compared: case and surrounding (or doubled) blanks don't count."""
    return " ".join(heading.split()).casefold()


text = partial(Column, kind=Kind.TEXT)
label = partial(Column, kind=Kind.LABEL)
date = partial(Column, kind=Kind.DATE)
whole = partial(Column, kind=Kind.WHOLE)
yes_no = partial(Column, kind=Kind.YES_NO)
choice = partial(Column, kind=Kind.CHOICE)
several = partial(Column, kind=Kind.LIST)


def words(kind: type[StrEnum]) -> tuple[str, ...]:
    return tuple(member.value for member in kind)
