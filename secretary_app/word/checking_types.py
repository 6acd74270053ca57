"""What each field of a template holds (a text, a yes or no, a list, a group), and what filters make of it.

Imports nothing heavy but is of use in the worker alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from secretary_app.word.field import Group, Loop, Member
from secretary_app.word.fields import FIELDS
from secretary_app.word.trial_data import fullest


@dataclass(frozen=True)
class Anything:
    """What nothing is known of."""


@dataclass(frozen=True)
class Text:
    """Can be printed."""


@dataclass(frozen=True)
class YesNo:
    """True or false: only for conditions."""


@dataclass(frozen=True)
class Number:
    pass


@dataclass(frozen=True)
class ListOf:
    item: "Type"
    each: str = "rad"
    """What one of them is called in the list of fields."""


@dataclass(frozen=True, eq=False)
class Fields:
    """A group, or one member of a list."""

    members: "dict[str, Type]"
    is_loop: bool = False
    """What Jinja calls ``loop``."""


Type = Anything | Text | YesNo | Number | ListOf | Fields

ANYTHING, TEXT, YES_NO, NUMBER = Anything(), Text(), YesNo(), Number()

LOOP = Fields(
    {
        **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length", "depth", "depth0"), NUMBER),
        **dict.fromkeys(("first", "last"), YES_NO),
        **dict.fromkeys(("previtem", "nextitem", "cycle", "changed"), ANYTHING),
    },
    is_loop=True,
)

MADE_BY: "dict[str, Type]" = {
    **dict.fromkeys(("genitiv", "uppräkning", "stor", "punkt", "join", "upper", "lower", "trim", "title"), TEXT),
    **dict.fromkeys(("capitalize", "replace", "truncate", "string", "striptags", "wordwrap", "center"), TEXT),
    **dict.fromkeys(("length", "count", "int", "float", "abs", "round", "sum", "wordcount"), NUMBER),
}
"""What a filter gives, whatever it is given."""
SAME = ("sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr", "list")
"""Filters that give a list of the same."""
ITEM = ("first", "last", "random", "min", "max")
"""Filters that give one of the list."""
FOR_LISTS = ("uppräkning", "join", *SAME)
FOR_TEXTS = ("genitiv", "stor", "punkt")


@lru_cache(maxsize=1)
def field_types() -> dict[str, Type]:
    """The types of all fields, in groups after the dots of their names."""
    return _types(FIELDS, fullest()).members


def _types(members: Sequence[Member[Any]], sample: Group) -> Fields:
    found = Fields({})
    for member in members:
        *path, last = member.name.split(".")
        group, value = found, sample
        for word in path:
            inner = group.members.setdefault(word, Fields({}))
            assert isinstance(inner, Fields)
            group = inner
            below = value.get(word)
            value = below if isinstance(below, Group) else Group()
        group.members[last] = _type(member, value.get(last))
    return found


def _type(member: Member[Any], value: object) -> Type:
    if isinstance(member, Loop):
        first = next((each for each in value if isinstance(each, Group)), None) if isinstance(value, list) else None
        return ListOf(_types(member.members, first or Group()), member.each)
    if isinstance(value, bool):
        return YES_NO
    if isinstance(value, list):
        return ListOf(TEXT)
    return TEXT if isinstance(value, str) else ANYTHING


def paths(name: str, kind: Type) -> list[str]:
    """Every field that can be written from this name on; not those inside its lists."""
    if not isinstance(kind, Fields):
        return [name]
    return [path for word, inner in kind.members.items() for path in paths(f"{name}.{word}", inner)]
