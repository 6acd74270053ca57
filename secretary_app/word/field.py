"""What a field of a template is, and how a list of fields becomes the values that a template is filled in with."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

S = TypeVar("S")

Value: TypeAlias = "str | bool | list[str] | list[Group] | Group | Image"

_LINE_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_RARE = re.compile("[^\t\n\x20-\x84\x86-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What either of the others would change; most texts have none of it."""
_NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Group(dict[str, Value]):
    """Fields under a common name (``remiss``), which it knows, so that a misspelt one can be named in full."""

    name: str = ""


@dataclass(frozen=True)
class Image:
    """A picture that a field puts in; it becomes one where the template is filled in. Always true in an ``if``."""

    path: str
    text: str
    """What it shows, for those who do not see it."""
    otherwise: str
    """What stands in its place where the file is gone or broken."""

    def __str__(self) -> str:
        return self.text


class Blank(str):
    """A text that the register lacks: it prints as a placeholder in square brackets and is false in an ``if``."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True)
class Field(Generic[S]):
    """One word that a template author writes."""

    name: str
    """In full, with dots: ``remiss.diarienummer``; inside a loop without the loop's own word."""
    meaning: str
    """In Swedish, for the list of fields."""
    make: Callable[[S], str | bool | Image | Sequence[str]]
    missing: str = ""
    """The placeholder where the register has nothing, without its brackets: ``Ange diarienummer``."""


@dataclass(frozen=True)
class Loop(Generic[S]):
    """A list of groups, each with the same fields."""

    name: str
    each: str
    """The word that the list of fields and our own templates use for one of them."""
    meaning: str
    items: Callable[[S], Sequence[Any]]
    """Anything that the members can be made from."""
    members: "tuple[Field[Any] | Loop[Any], ...]"


Member: TypeAlias = Field[S] | Loop[S]


def under(prefix: str, members: Sequence[Member[Any]], of: Callable[[S], Any]) -> tuple[Member[S], ...]:
    """The same members as a group ``prefix`` of another source; ``of`` finds what they are made from."""
    return tuple(_under(prefix, member, of) for member in members)


def _under(prefix: str, member: Member[Any], of: Callable[[S], Any]) -> Member[S]:
    name = f"{prefix}.{member.name}"
    if isinstance(member, Loop):
        items = member.items
        return Loop(name, member.each, member.meaning, lambda source: items(of(source)), member.members)
    make = member.make
    return Field(name, member.meaning, lambda source: make(of(source)), member.missing)


def values(members: Sequence[Member[S]], source: S, name: str = "") -> Group:
    """Every member's value, in nested groups after the dots of the names. Plain and picklable."""
    group = Group()
    group.name = name
    for member in members:
        *path, last = member.name.split(".")
        _inner(group, path)[last] = _value(member, source)
    return group


def _inner(group: Group, path: Sequence[str]) -> Group:
    for word in path:
        inner = group.setdefault(word, Group())
        if not isinstance(inner, Group):
            raise ValueError(f"{word} is both a field and a group")
        inner.name = f"{group.name}.{word}" if group.name else word
        group = inner
    return group


def _value(member: Member[S], source: S) -> Value:
    if isinstance(member, Loop):
        return [values(member.members, item, member.each) for item in member.items(source)]
    made = member.make(source)
    if isinstance(made, bool | Image):
        return made
    if isinstance(made, str):
        text = printable(made)
        return text if text.strip() else Blank(f"[{member.missing}]" if member.missing else "")
    return [printable(text) for text in made]


def printable(text: str) -> str:
    """The text whole, but with every line break as ``\\n`` and without what no Word file can hold."""
    if _RARE.search(text) is None:
        return text
    return _NOT_IN_XML.sub("", _LINE_BREAK.sub("\n", text))
