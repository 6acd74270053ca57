"""The register as it will stand after an import: what is there, what is added, what is changed."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar, cast

from secretary_app.domain.diarienummer import plain
from secretary_app.domain.model import ChainStep, Entity, Namnd, Remiss
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

T = TypeVar("T", bound=Entity)
Place = tuple[type[Entity], str]
"""A row's kind and id."""
Touched = tuple[Entity | None, Entity | None]
"""A row as it was (None: a new one) and as it will be (None: a removed one)."""

_ALIKE: dict[tuple[type[Entity], str], Callable[[Any], Hashable]] = {
    (Remiss, "diarienummer"): plain,
    (Namnd, "abbreviation"): str.casefold,
    (ChainStep, "remiss_kind"): str.casefold,
}
"""Fields in which two ways of writing are the same."""


class RowState(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Merge:
    """Rows by kind and id, each kind read when it is first asked for. Nothing is written before ``save``."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._rows: dict[type[Entity], dict[str, Entity]] = {}
        self._indexes: dict[type[Entity], dict[tuple[str, ...], dict[tuple[Hashable, ...], dict[str, None]]]] = {}
        self._positions: dict[tuple[type[Entity], Hashable], int] = {}
        self.before: dict[Place, Entity | None] = {}
        """Every row touched so far, as it was: None for a new one."""
        self.after: dict[Place, Entity | None] = {}
        """The same rows as they will be: None for a removed one."""

    def rows(self, kind: type[T]) -> dict[str, T]:
        if kind not in self._rows:
            self._rows[kind] = {row.id: row for row in self._register.find(kind)}
        return cast(dict[str, T], self._rows[kind])

    def get(self, kind: type[T], id: str | None) -> T | None:
        return self.rows(kind).get(id) if id else None

    def find(self, kind: type[T], /, **key: Any) -> list[T]:
        """The rows whose fields have these values, by id. Each set of fields has an index of its own."""
        fields = tuple(key)
        indexes = self._indexes.setdefault(kind, {})
        if fields not in indexes:
            indexes[fields] = {}
            for row in self.rows(kind).values():
                indexes[fields].setdefault(_values(row, fields), {})[row.id] = None
        wanted = tuple(_alike(kind, field, value) for field, value in key.items())
        return [self.rows(kind)[id] for id in sorted(indexes[fields].get(wanted, ()))]

    def is_new(self, row: Entity) -> bool:
        """Whether the import adds the row."""
        return self.before.get((type(row), row.id), row) is None

    def put(self, kind: type[T], existing: T | None, values: Mapping[str, Any]) -> tuple[T, RowState]:
        """Add a row, or change ``existing``; a value of None leaves what is there."""
        given = {field: value for field, value in values.items() if value is not None}
        if existing is None:
            row = kind(**({"id": new_id()} | given))
            self._remember(kind, None, row)
            return row, RowState.ADDED
        row = replace(existing, **given)
        if row == existing:
            return existing, RowState.UNCHANGED
        self._remember(kind, existing, row)
        return row, RowState.CHANGED

    def assign(self, kind: type[T], row: T) -> None:
        """Put a changed row in place, None values and all."""
        self._remember(kind, self.rows(kind)[row.id], row)

    def remove(self, kind: type[T], row: T) -> None:
        self.before.setdefault((kind, row.id), row)
        self.after[kind, row.id] = None
        del self.rows(kind)[row.id]
        for fields, index in self._indexes.get(kind, {}).items():
            index[_values(row, fields)].pop(row.id, None)

    def _remember(self, kind: type[T], before: T | None, row: T) -> None:
        self.before.setdefault((kind, row.id), before)
        self.after[kind, row.id] = row
        self.rows(kind)[row.id] = row
        for fields, index in self._indexes.get(kind, {}).items():
            if before is not None:
                index[_values(before, fields)].pop(row.id, None)
            index.setdefault(_values(row, fields), {})[row.id] = None

    def next_position(self, kind: type[T], **parent: str) -> int:
        """The place after the last among the rows of ``kind`` that hang on the parent."""
        place = (kind, tuple(parent.values()))
        if place not in self._positions:
            self._positions[place] = max((getattr(row, "position", 0) for row in self.find(kind, **parent)), default=0)
        self._positions[place] += 1
        return self._positions[place]

    def set_children(self, kind: type[T], wanted: Sequence[Mapping[str, Any]], **parent: str) -> RowState:
        """Let the parent have exactly the ``wanted`` rows, in that order; one that stays is the same row as before."""
        existing = sorted(self.find(kind, **parent), key=lambda row: (getattr(row, "position", 0), row.id))
        state = RowState.UNCHANGED
        for place, values in enumerate(wanted, 1):
            same = next((row for row in existing if all(getattr(row, name) == values[name] for name in values)), None)
            if same is not None:
                existing.remove(same)
            _, changed = self.put(kind, same, {**parent, **values, "position": place})
            state = state if changed is RowState.UNCHANGED else RowState.CHANGED
        for surplus in existing:
            self.remove(kind, surplus)
            state = RowState.CHANGED
        return state

    def touched(self) -> list[Touched]:
        """What ``save`` writes."""
        return [(before, self.after[place]) for place, before in self.before.items()]

    def save(self, label: str) -> None:
        """Write everything in one operation; nothing where nothing was touched."""
        write(self._register, label, self.touched())


def write(register: Register, label: str, touched: Sequence[Touched]) -> None:
    """Write rows of a merge in one operation, also to a register that was opened again since."""
    with register.change(label) as change:
        change.add_all(after for before, after in touched if before is None and after is not None)
        for before, after in touched:
            if before is not None and after is None:
                change.remove(before)
            elif before is not None and after is not None and after != before:
                change.update(after)


def _values(row: Entity, fields: tuple[str, ...]) -> tuple[Hashable, ...]:
    return tuple(_alike(type(row), field, getattr(row, field)) for field in fields)


def _alike(kind: type[Entity], field: str, value: Any) -> Hashable:
    simplify = _ALIKE.get((kind, field))
    return simplify(value) if simplify else cast(Hashable, value)
