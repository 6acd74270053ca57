"""A register read ahead: what is asked of one remiss at a time was read of many at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from typing import cast

from secretary_app.domain.model import (
    Addressee,
    Decision,
    Dispatch,
    Document,
    Entity,
    Meeting,
    PlannedStep,
    Recommendation,
    Referral,
    Response,
)
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.store.register import Register
from secretary_app.store.rows import E

_OF_REMISS: tuple[type[Entity], ...] = (PlannedStep, Referral, Response, Decision, Dispatch, Document, Recommendation)


class _Kept:
    """Rows by one of their columns."""

    def __init__(self, rows: Iterable[Entity], column: str, values: Collection[str] | None = None) -> None:
        """``values``: those of the column that all rows are here of; None: of any."""
        self._column = column
        self._values = None if values is None else frozenset(values)
        self._rows: defaultdict[object, list[Entity]] = defaultdict(list)
        for row in rows:
            self._rows[getattr(row, column)].append(row)

    def find(self, equal: Mapping[str, object]) -> list[Entity] | None:
        """The rows that ``Register.find`` would find, by id; None where they may not all be here."""
        asked = _several(equal[self._column]) if self._column in equal else None
        if self._values is not None and (asked is None or not self._values.issuperset(asked)):
            return None
        found = [row for value in dict.fromkeys(self._rows if asked is None else asked) for row in self._rows[value]]
        for column, value in equal.items():
            if column != self._column:
                wanted = _several(value)
                found = [row for row in found if getattr(row, column) in wanted]
        return found if asked is not None and len(asked) == 1 else sorted(found, key=lambda row: row.id)


def _several(value: object) -> Collection[object]:
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


class ReadAhead(Register):
    """The same register on the same connection, to be asked for as long as nothing is changed.

    What the plans of these remisser are made of is answered from memory, anything else by the register. The calendar
    may be another than the register's: so it is seen what a change of it would do.
    """

    def __init__(self, register: Register, remiss_ids: Collection[str], meetings: Iterable[Meeting]) -> None:
        """``meetings``: the whole calendar, as it is to be taken."""
        super().__init__(register.path, register._connection, register.clock, register._who, ExitStack(), write=False)
        ids = list(remiss_ids)
        self._kept: dict[type[Entity], _Kept] = {Meeting: _Kept(meetings, "namnd_id")}
        for kind in _OF_REMISS:
            self._kept[kind] = _Kept(register.find(kind, remiss_id=ids), "remiss_id", ids)
        recommendations = [each.id for each in self.find(Recommendation, remiss_id=ids)]
        addressees = register.find(Addressee, recommendation_id=recommendations)
        self._kept[Addressee] = _Kept(addressees, "recommendation_id", recommendations)
        # Cells are asked for where somebody has answered; of the others the register knows.
        answered = {each.remiss_id for each in self.find(Response, remiss_id=ids)}
        self._cells: dict[str, list[StatusFacts]] = {id: [] for id in answered}
        for cell in register.status_facts(open_only=False, remiss_ids=answered) if answered else ():
            self._cells[cell.remiss_id].append(cell)

    def find(self, kind: type[E], /, **equal: object) -> list[E]:
        kept = self._kept.get(kind)
        found = kept.find(equal) if kept is not None else None
        return super().find(kind, **equal) if found is None else cast(list[E], found)

    def status_facts(
        self,
        namnd_ids: Sequence[str] | None = None,
        *,
        open_only: bool = True,
        remiss_id: str | None = None,
        remiss_ids: Collection[str] | None = None,
    ) -> list[StatusFacts]:
        if namnd_ids is None and not open_only and remiss_id in self._cells:
            return self._cells[remiss_id]
        return super().status_facts(namnd_ids, open_only=open_only, remiss_id=remiss_id, remiss_ids=remiss_ids)
