"""Random operations and undos: the past never changes, and an undo brings back just what there was."""

import datetime as dt
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from secretary_app.domain.model import ENTITIES, Entity, Namnd, Recommendation, Remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

_TEXTS = st.sampled_from(["", "plan", "bygglovsärendet", "följ upp målen", "år 2025"])
State = dict[tuple[type[Entity], str], Entity]


class Operations(RuleBasedStateMachine):
    remisser = Bundle("remisser")
    recommendations = Bundle("recommendations")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "r.beredd"
        self.register = Register.open(self.path, write=True, create=True)
        self.states: list[State] = [{}]
        """What was there after each operation, without versions."""

    @initialize()
    def begin(self) -> None:
        with self.register.change("Lade in KS") as change:
            change.add(Namnd(id="ks", abbreviation="KS", name="Kommunstyrelsen"))
        self._note()

    @rule(target=remisser, title=_TEXTS)
    def add_remiss(self, title: str) -> str:
        id_ = new_id()
        try:
            with self.register.change("Lade till remiss") as change:
                change.add(Remiss(id=id_, title=title, owner_id="ks"))
        except UserError:
            assert self.register.find(Namnd) == []
        else:
            self._note()
        return id_

    @rule(target=recommendations, remiss=remisser, text=_TEXTS)
    def add_recommendation(self, remiss: str, text: str) -> str:
        id_ = new_id()
        try:
            with self.register.change("Lade till rekommendation") as change:
                change.add(Recommendation(id=id_, remiss_id=remiss, number="1", text=text))
        except UserError:
            assert self.register.find(Remiss, id=remiss) == []
        else:
            self._note()
        return id_

    @rule(remiss=remisser, title=_TEXTS, again=_TEXTS)
    def change_remiss(self, remiss: str, title: str, again: str) -> None:
        for row in self.register.find(Remiss, id=remiss):
            with self.register.change("Bytte rubrik") as change:
                changed = change.update(replace(row, title=title))
                change.update(replace(changed, title=again, answer_by=dt.date(2025, 6, 30)))
            assert bool(change.changed) == (len(self.register.operations(1000)) > len(self.states) - 1)
            if change.changed:
                self._note()

    @rule(recommendation=recommendations, text=_TEXTS)
    def change_recommendation(self, recommendation: str, text: str) -> None:
        for row in self.register.find(Recommendation, id=recommendation):
            with self.register.change("Ändrade") as change:
                change.update(replace(row, text=text))
            if change.changed:
                self._note()

    @rule(recommendation=consumes(recommendations))
    def remove_recommendation(self, recommendation: str) -> None:
        for row in self.register.find(Recommendation, id=recommendation):
            with self.register.change("Tog bort") as change:
                change.remove(row)
            self._note()

    @rule(remiss=remisser)
    def remove_remiss(self, remiss: str) -> None:
        for row in self.register.find(Remiss, id=remiss):
            depending = self.register.find(Recommendation, remiss_id=remiss)
            try:
                with self.register.change("Tog bort") as change:
                    change.remove(row)
            except UserError:
                assert depending != []
            else:
                assert depending == []
                self._note()

    @rule(back=st.integers(0, 4))
    def undo(self, back: int) -> None:
        no = len(self.states) - 1 - back
        if no < 1:
            return
        before, after, present = self.states[no - 1], self.states[no], self.states[-1]
        touched = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        try:
            self.register.undo(no)
        except UserError:
            assert back > 0 or before == after, "the newest operation can always be undone"
            assert self._present() == present
        else:
            assert all(present.get(key) == after.get(key) for key in touched)
            restored = {**present, **{key: before[key] for key in touched if key in before}}
            wanted = {key: row for key, row in restored.items() if key not in touched or key in before}
            assert self._present() == wanted
            self._note()

    @rule()
    def start_again(self) -> None:
        self.register.close()
        self.register = Register.open(self.path, write=True)

    @invariant()
    def the_past_is_as_it_was(self) -> None:
        for no in {0, len(self.states) // 2, len(self.states) - 1}:
            with self.register.as_of(no) as then:
                assert _state(then) == self.states[no]

    def teardown(self) -> None:
        for no, state in enumerate(self.states):
            with self.register.as_of(no) as then:
                assert _state(then) == state
        assert self.register.check() == []
        self.register.close()
        self.folder.cleanup()

    def _present(self) -> State:
        return _state(self.register)

    def _note(self) -> None:
        self.states.append(self._present())
        assert self.register.operations(1)[0].no == len(self.states) - 1


def _state(register: Register) -> State:
    return {(kind, row.id): replace(row, version=0) for kind in ENTITIES for row in register.find(kind)}


Operations.TestCase.settings = settings(max_examples=16, stateful_step_count=25, deadline=None)
TestOperations = Operations.TestCase
