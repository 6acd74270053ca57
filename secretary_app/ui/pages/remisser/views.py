"""Saved views: which rows, in which order, with which columns, under a name of one's own."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from secretary_app.domain.sorting import swedish_key
from secretary_app.support.records import record
from secretary_app.ui.core.places import Places

_KEY = "remisser/vyer"


@record(frozen=True)
class View:
    name: str
    filter: str
    """The chip's key."""
    words: str
    """What stands in the quick filter."""
    sort: str
    """The column's key."""
    descending: bool
    hidden: tuple[str, ...]
    """The keys of the columns that are not shown."""


class Views:
    """What a person has saved; kept among their places."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def all(self) -> list[View]:
        """In Swedish order; what cannot be read any more is left out."""
        try:
            kept = json.loads(self._places.text(_KEY, "[]"))
        except ValueError:
            return []
        found = [view for each in kept if (view := _view(each)) is not None] if isinstance(kept, list) else []
        return sorted(found, key=lambda view: swedish_key(view.name))

    def named(self, name: str) -> View | None:
        """The view of that name, whatever its capitals."""
        return next((view for view in self.all() if view.name.casefold() == name.casefold()), None)

    def save(self, view: View) -> None:
        """Keep it, in the place of one of the same name."""
        self._keep([each for each in self.all() if each.name.casefold() != view.name.casefold()] + [view])

    def remove(self, name: str) -> None:
        self._keep(each for each in self.all() if each.name != name)

    def _keep(self, views: Iterable[View]) -> None:
        self._places.keep(_KEY, json.dumps([asdict(view) for view in views], ensure_ascii=False))


def _view(kept: Any) -> View | None:
    try:
        return View(
            name=str(kept["name"]),
            filter=str(kept["filter"]),
            words=str(kept["words"]),
            sort=str(kept["sort"]),
            descending=bool(kept["descending"]),
            hidden=tuple(map(str, kept["hidden"])),
        )
    except (KeyError, TypeError):
        return None
