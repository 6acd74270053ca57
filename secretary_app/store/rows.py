"""Between the domain's dataclasses and the rows of their tables: one table a kind, one column a field.

Dates are ISO text, truth is 0 or 1, a word of an enumeration is its Swedish word.
"""

import dataclasses
import datetime as dt
import functools
import gc
import json
import re
import typing
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import Enum

from secretary_app.domain.model import ENTITIES, Entity
from secretary_app.domain.text import clean
from secretary_app.support.records import record

T = typing.TypeVar("T")
E = typing.TypeVar("E", bound=Entity)
Value = str | int | None
"""What a column holds."""


class _Remembered(dict[str | None, object]):
    """A conversion whose answers are kept: a register has many rows and few days and words."""

    def __init__(self, convert: Callable[[str], object]) -> None:
        super().__init__({None: None})
        self._convert = convert

    def __missing__(self, key: str | None) -> object:
        assert key is not None
        value = self[key] = self._convert(key)
        return value


class Maker(typing.Protocol[T]):
    def __call__(self, rows: Sequence[Sequence[typing.Any]], *more: Sequence[object]) -> list[T]: ...


@record(frozen=True)
class Table(typing.Generic[E]):
    """How one kind is read and written. Made once a kind, by ``table_of``."""

    kind: type[E]
    name: str
    columns: tuple[str, ...]

    # What follows is made when the kind is first read or written: what starts has to do with few kinds.

    @functools.cached_property
    def make_all(self) -> Maker[E]:
        return maker(self.kind, self.columns)

    @functools.cached_property
    def selected(self) -> str:
        """The columns as SQL, in the order of ``columns``."""
        return ", ".join(f'"{column}"' for column in self.columns)

    @functools.cached_property
    def insert(self) -> str:
        return f"INSERT INTO {self.name} ({self.selected}) VALUES ({', '.join('?' * len(self.columns))})"  # noqa: S608

    @functools.cached_property
    def update(self) -> str:
        changed = ", ".join(f'"{column}" = ?' for column in self.columns[1:])
        return f"UPDATE {self.name} SET {changed} WHERE id = ?"  # noqa: S608

    def make(self, row: Sequence[Value]) -> E:
        return self.make_all([row])[0]

    def values(self, row: E, version: int) -> tuple[Value, ...]:
        """The row's values, every text cleaned, with this version."""
        values = [to_value(getattr(row, column)) for column in self.columns]
        values[1] = version
        return tuple(values)


def _table(kind: type[E]) -> Table[E]:
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()
    return Table(kind, name, tuple(field.name for field in dataclasses.fields(kind)))


def maker(kind: type[T], fields: Sequence[str]) -> Maker[T]:
    """A function that makes ``kind``s of rows, and of further columns, whose values stand in the order of ``fields``.

    It converts column by column and fills each frozen object at once, not field by field through ``__init__``; the
    dataclasses of the domain compute nothing when they are made. So a list of 100,000 costs little beside its query.
    """
    hints = typing.get_type_hints(kind)
    converted = [(place, table) for place, name in enumerate(fields) if (table := _from_value(hints[name]))]
    as_tuple = getattr(kind, "_make", None)
    new, put = object.__new__, object.__setattr__

    def make(rows: Sequence[Sequence[typing.Any]], *more: Sequence[object]) -> list[T]:
        if not rows:
            return []
        columns: list[Iterable[typing.Any]] = [*zip(*rows, strict=True), *more]
        for place, table in converted:
            columns[place] = map(table.__getitem__, columns[place])
        if as_tuple is not None:
            return [*map(as_tuple, zip(*columns, strict=True))]
        made = []
        for row in zip(*columns, strict=True):
            one = new(kind)
            put(one, "__dict__", dict(zip(fields, row, strict=True)))
            made.append(one)
        return made

    return make


def _from_value(hint: object) -> Mapping[typing.Any, object] | None:
    for part in typing.get_args(hint) or (hint,):
        if part is bool:
            return {0: False, 1: True}
        if part is dt.date:
            return _Remembered(dt.date.fromisoformat)
        if isinstance(part, type) and issubclass(part, Enum):
            return {None: None, **{member.value: member for member in part}}
    return None


@contextmanager
def much_is_made() -> Iterator[None]:
    """Let Python's collector rest while many objects are made that all will be kept: it would look at each in vain."""
    resting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


def to_value(value: object) -> Value:
    """A field's value as its column holds it."""
    if value is None or type(value) is int:
        return value
    if type(value) is str:
        return cleaned(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value.isoformat()
    raise TypeError(f"{value!r} has no place in a column")


def cleaned(text: str) -> str:
    """``domain.text.clean``, which is careful and slow, past it where there is plainly nothing to clean."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        lines = text.split("\n") if "\n" in text else (text,)
        if all(line.isprintable() and not line.endswith(" ") for line in lines) and lines[0] and lines[-1]:
            return text
    return clean(text) if text else text


def in_list(values: Iterable[object]) -> tuple[str, list[Value]]:
    """What stands after ``IN``, and its parameter: one for all the values, since SQLite bounds their number."""
    return "(SELECT value FROM json_each(?))", [json.dumps([to_value(value) for value in values])]


_BY_KIND: Mapping[type[Entity], Table[Entity]] = {kind: _table(kind) for kind in ENTITIES}
TABLES: Mapping[str, Table[Entity]] = {table.name: table for table in _BY_KIND.values()}
"""Every kind's table by its name, a referred one before those that refer to it."""


def table_of(kind: type[E]) -> Table[E]:
    return typing.cast(Table[E], _BY_KIND[kind])
