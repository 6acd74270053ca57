"""Whatever is done and undone: the lists as of an earlier operation are those that were seen at the time."""

import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    Decision,
    Measure,
    MeasureState,
    Namnd,
    Outcome,
    Position,
    Recommendation,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.editing_answers import remove_measure, save_measure, save_response, set_measure_status
from secretary_app.operations.editing_decisions import change_decision, remove_decision
from secretary_app.operations.editing_remiss import reopen_remiss
from secretary_app.operations.follow_up import follow_up, set_responsible
from secretary_app.operations.moving_measures import move_measure
from secretary_app.store.register import Register
from secretary_app.support.clock import today
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

BODIES = ("OSN", "BUN", "KS", "KFN")
TIMES = ("2026-02-01", "hösten 2026", "löpande", "", "när det passar", "2025")


class Secretary:
    """Does one thing after another with a remiss, as chance has it."""

    def __init__(self, register: Register, remiss: Remiss, seed: int) -> None:
        self.register = register
        self.id = remiss.id
        self.chance = random.Random(seed)
        self.ways: tuple[Callable[[], object], ...] = (
            self.answer,
            self.answer,
            self.measure,
            self.measure,
            self.measure,
            self.status,
            self.status,
            self.responsible,
            self.move,
            self.remove,
            self.decide,
            self.decide,
            self.correct,
            self.joint,
            self.end,
            self.undo,
            self.undo,
        )

    @property
    def remiss(self) -> Remiss:
        return self.register.get(Remiss, self.id)

    def do(self) -> None:
        # What is refused is refused whole: there are no rows of that kind, it is closed, it has changed since.
        with suppress(UserError, IndexError):
            self.chance.choice(self.ways)()

    def _any(self, kind: type[Measure] | type[Decision]) -> Measure | Decision:
        return self.chance.choice(self.register.find(kind, remiss_id=self.id))

    def _body(self) -> str:
        return self.register.find(Namnd, abbreviation=self.chance.choice(BODIES))[0].id

    def _question(self) -> str | None:
        rows = self.register.find(Recommendation, remiss_id=self.id)
        return self.chance.choice([None, *(each.id for each in rows)])

    def answer(self) -> None:
        key = {"namnd_id": self._body(), "recommendation_id": self._question()}
        read = next(iter(self.register.find(Response, remiss_id=self.id, **key)), None)
        position = self.chance.choice(list(Position))
        save_response(self.register, self.remiss, *key.values(), position, f"{self.chance.random()}", read=read)

    def measure(self) -> None:
        made = Measure(
            id=new_id(),
            remiss_id=self.id,
            recommendation_id=self._question(),
            text=f"Rutin {self.chance.randrange(99)}",
            responsible=self.chance.choice(["", "Chefen"]),
            timeframe=self.chance.choice(TIMES),
        )
        save_measure(self.register, self.remiss, made, self.chance.choice([[], [self._body()]]))

    def status(self) -> None:
        day = today(self.register.clock).replace(day=self.chance.randrange(1, 28))
        set_measure_status(self.register, [self._any(Measure).id], self.chance.choice(list(MeasureState)), day)

    def responsible(self) -> None:
        set_responsible(self.register, [self._any(Measure).id], self.chance.choice(["", "Chefen", "Kansliet"]))

    def move(self) -> None:
        measure = self._any(Measure)
        assert isinstance(measure, Measure)
        move_measure(self.register, measure, self.chance.choice(TIMES), "Sjukdom")

    def remove(self) -> None:
        measure = self._any(Measure)
        assert isinstance(measure, Measure)
        remove_measure(self.register, self.remiss, measure)

    def decide(self) -> None:
        outcome, number = self.chance.choice(list(Outcome)), str(self.chance.randrange(500))
        day = today(self.register.clock)
        decide(self.register, self.remiss, self.chance.choice(BODIES), meeting=day, paragraph=number, outcome=outcome)

    def correct(self) -> None:
        decision = self._any(Decision)
        assert isinstance(decision, Decision)
        if self.chance.random() < 0.3:
            remove_decision(self.register, self.remiss, decision)
        else:
            outcome = self.chance.choice(list(Outcome))
            change_decision(self.register, self.remiss, replace(decision, outcome=outcome))

    def joint(self) -> None:
        row = self.chance.choice(self.register.find(Recommendation, remiss_id=self.id))
        with self.register.change("Ändrade gemensamt svar") as change:
            change.update(replace(row, joint=not row.joint))

    def end(self) -> None:
        if self.remiss.state in (RemissState.CLOSED, RemissState.VOID):
            reopen_remiss(self.register, self.remiss)
        elif self.chance.random() < 0.1:
            close(self.register, self.remiss, "Slut")

    def undo(self) -> None:
        self.register.undo(self.chance.choice(self.register.operations(6)).no)


def _lists(register: Register) -> tuple[object, ...]:
    day = today(register.clock)
    return (
        list(follow_up(register, day).rows),
        register.status_facts(open_only=False),
        register.assignments(open_only=False),
    )


@pytest.mark.parametrize("seed", range(3))
def test_the_lists_as_of_then_are_those_that_were_seen(register: Register, asked: Remiss, seed: int) -> None:
    secretary = Secretary(register, asked, seed)
    seen: dict[int, tuple[object, ...]] = {}
    for _ in range(160):
        secretary.do()
        seen[register.operations(1)[0].no] = _lists(register)
    assert len(seen) > 40
    assert len({repr(each[0]) for each in seen.values()}) > 12
    assert register.check() == []
    for no, then in seen.items():
        with register.as_of(no) as past:
            assert _lists(past) == then, no
