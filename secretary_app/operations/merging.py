"""The register as it will stand after an import: what is there, what is added, what is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar, cast

from secretary_app.domain.model import Entity
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

T = TypeVar("T", bound=Entity)


class RowState(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Merge:
    """Rows by kind and id, each kind read when it is first asked for. Nothing is written before ``save``."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._rows: dict[type[Entity], dict[str, Entity]] = {}
        self._children: dict[tuple[type[Entity], str], dict[str, list[str]]] = {}
        self.before: dict[str, Entity | None] = {}
        """Every row touched so far, as it was: None for a new one."""
        self.after: dict[str, Entity | None] = {}
        """The same rows as they will be: None for a removed one."""

    def rows(self, kind: type[T]) -> dict[str, T]:
        if kind not in self._rows:
            self._rows[kind] = {row.id: row for row in self._register.find(kind)}
        return cast(dict[str, T], self._rows[kind])

    def get(self, kind: type[T], id: str | None) -> T | None:
        return self.rows(kind).get(id) if id else None

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
        self.before.setdefault(row.id, row)
        self.after[row.id] = None
        del self.rows(kind)[row.id]

    def _remember(self, kind: type[T], before: T | None, row: T) -> None:
        self.before.setdefault(row.id, before)
        self.after[row.id] = row
        self.rows(kind)[row.id] = row

    def children(self, kind: type[T], parent_field: str, parent_id: str) -> list[T]:
        """The rows of ``kind`` that hang on the parent, in their order."""
        by_parent = self._children.get((kind, parent_field))
        if by_parent is None:
            by_parent = {}
            for row in self.rows(kind).values():
                by_parent.setdefault(getattr(row, parent_field), []).append(row.id)
            self._children[kind, parent_field] = by_parent
        found = [self.rows(kind)[id] for id in by_parent.get(parent_id, []) if id in self.rows(kind)]
        return sorted(found, key=_in_order)

    def add_child(self, kind: type[T], parent_field: str, parent_id: str, values: Mapping[str, Any]) -> T:
        """Add a row under the parent."""
        self.children(kind, parent_field, parent_id)
        row, _ = self.put(kind, None, {parent_field: parent_id, **values})
        self._children[kind, parent_field].setdefault(parent_id, []).append(row.id)
        return row

    def set_children(
        self, kind: type[T], parent_field: str, parent_id: str, wanted: Sequence[Mapping[str, Any]]
    ) -> RowState:
        """Let the parent have exactly the ``wanted`` rows, in that order."""
        state = RowState.UNCHANGED
        existing = self.children(kind, parent_field, parent_id)
        for place, values in enumerate(wanted):
            numbered = {**values, "position": place + 1}
            if place >= len(existing):
                self.add_child(kind, parent_field, parent_id, numbered)
                state = RowState.CHANGED
            elif replace(existing[place], **numbered) != existing[place]:
                self.assign(kind, replace(existing[place], **numbered))
                state = RowState.CHANGED
        for surplus in existing[len(wanted) :]:
            self.remove(kind, surplus)
            state = RowState.CHANGED
        return state

    def save(self, label: str) -> None:
        """Write everything in one operation; nothing where nothing was touched."""
        touched = [(before, self.after[id]) for id, before in self.before.items()]
        with self._register.change(label) as change:
            change.add_all(after for before, after in touched if before is None and after is not None)
            for before, after in touched:
                if before is not None and after is None:
                    change.remove(before)
                elif before is not None and after is not None and after != before:
                    change.update(after)


def _in_order(row: Entity) -> tuple[int, str]:
    """By place in the list, where the kind has one (a response's ``position`` is its ställningstagande)."""
    place = getattr(row, "position", 0)
    return (place if isinstance(place, int) else 0, row.id)
