"""The kept sums are those of the rows, whatever was done to them."""

import datetime as dt
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from secretary_app.domain.model import (
    Addressee,
    Decision,
    Entity,
    Measure,
    MeasureNamnd,
    Namnd,
    Outcome,
    Position,
    Recommendation,
    Referral,
    Remiss,
    Response,
)
from secretary_app.store.checking import FindingKind
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)
BODIES = ("KS", "BUN", "OSN", "SBN")
Ids = dict[type[Entity], list[str]]


def _makers(chance: random.Random, ids: Ids) -> dict[type[Entity], Callable[[], dict[str, Any]]]:
    """What the fields of a row of each kind may say: anything that there is, wherever it lies."""

    def any_of(kind: type[Entity]) -> str:
        return chance.choice(ids[kind])

    def question() -> str | None:
        return chance.choice([None, any_of(Recommendation)])

    return {
        Remiss: lambda: {"title": "X", "owner_id": chance.choice(BODIES)},
        Recommendation: lambda: {
            "remiss_id": any_of(Remiss),
            "number": "1",
            "text": "X",
            "joint": chance.random() < 0.5,
        },
        Addressee: lambda: {"recommendation_id": any_of(Recommendation), "namnd_id": chance.choice([None, *BODIES])},
        Referral: lambda: {"remiss_id": any_of(Remiss), "namnd_id": chance.choice(BODIES)},
        Decision: lambda: {
            "remiss_id": any_of(Remiss),
            "namnd_id": chance.choice(BODIES),
            "meeting_date": TODAY,
            "outcome": chance.choice([Outcome.DECISION, Outcome.TABLED]),
        },
        Response: lambda: {
            "remiss_id": any_of(Remiss),
            "recommendation_id": question(),
            "namnd_id": chance.choice(BODIES),
            "position": chance.choice([None, *Position]),
            "decision_id": chance.choice([None, any_of(Decision)]),
        },
        Measure: lambda: {
            "remiss_id": any_of(Remiss),
            "recommendation_id": question(),
            "text": "Rutin",
            "responsible": chance.choice(["", "Chef"]),
            "timeframe": chance.choice(["", "2026-12-31"]),
        },
        MeasureNamnd: lambda: {"measure_id": any_of(Measure), "namnd_id": chance.choice(BODIES)},
    }


def _fill(register: Register, chance: random.Random) -> tuple[Ids, dict[type[Entity], Callable[[], dict[str, Any]]]]:
    ids: Ids = {}
    makers = _makers(chance, ids)
    with register.change("Lade in") as change:
        change.add_all(Namnd(id=name, abbreviation=name, name=name) for name in BODIES)
        for kind, fields in makers.items():
            ids[kind] = [new_id() for _ in range(6)]
            change.add_all([kind(id=each, **fields()) for each in ids[kind]])
    return ids, makers


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_the_sums_are_those_of_the_rows(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with Register.open(tmp_path / "summor.beredd", write=True, create=True) as register:
        ids, makers = _fill(register, chance)
        seen = {}
        for _ in range(120):
            kind = chance.choice(list(makers))
            with suppress(UserError):  # what is referred to stays, what has changed since is not undone
                if chance.random() < 0.2:
                    register.undo(chance.choice(register.operations(10)).no)
                else:
                    with register.change("Gjorde") as change:
                        _do(register, change, kind, chance, ids, makers)
            assert register.check() == []
            seen[register.operations(1)[0].no] = register.overview_facts(TODAY)
        assert len(seen) > 40
        assert len({repr(sorted(facts.bodies, key=repr)) for facts in seen.values()}) > 6
        for no in list(seen)[::6]:
            with register.as_of(no) as past:
                assert set(past.overview_facts(TODAY).bodies) == set(seen[no].bodies)


def _do(register: Register, change: Any, kind: type[Entity], chance: random.Random, ids: Ids, makers: Any) -> None:
    rows = register.find(kind)
    match chance.choice(["add", "change", "change", "remove"]) if rows else "add":
        case "add":
            row = kind(id=new_id(), **makers[kind]())
            change.add(row)
            ids[kind].append(row.id)
        case "change":
            change.update(replace(chance.choice(rows), **makers[kind]()))
        case "remove":
            change.remove(chance.choice(rows))


def test_sums_that_are_wrong_are_found(tmp_path: Path) -> None:
    path = tmp_path / "summor.beredd"
    with Register.open(path, write=True, create=True) as register:
        _fill(register, random.Random(1))
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("UPDATE body_sum SET decided = decided + 1")
        raw.commit()
    with Register.open(path) as register:
        (finding,) = register.check()
    assert finding.kind is FindingKind.SUMS
    assert "Remisser" in finding.text
