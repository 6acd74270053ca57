"""Which names stand for what at a place in a template: the fields, and the words of the loops around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from secretary_app.word.checking_types import ANYTHING, LOOP, Fields, ListOf, Type, field_types, paths
from secretary_app.word.field import Loop
from secretary_app.word.fields import names as listed_names

_ITEMS = {"stycke": "mening.bakgrund", "rad": "mottagare", "punkt": "beslut.punkter"}
"""What one item of a list of texts is called in the handbook, and such a list."""


@dataclass
class _Scope:
    names: dict[str, Type]
    full: dict[str, str] = field(default_factory=dict)
    """The list that a loop's word goes through, in full: ``s`` → ``rekommendationer.svar``."""
    written: dict[str, str] = field(default_factory=dict)
    """The same as the author wrote it: ``r.svar``."""


class Scopes:
    """Opened and closed as the tags are gone through."""

    def __init__(self) -> None:
        self._stack = [_Scope(dict(field_types()))]

    def open(self) -> None:
        """What is set from here on is known until ``close``."""
        self._stack.append(_Scope({}))

    def open_loop(self, word: str, item: Type, written: str, steps: list[str]) -> None:
        """``word`` stands for one ``item`` of the list that the author calls ``written``."""
        self._stack.append(_Scope({"loop": LOOP, word: item}, {word: self.full(steps)}, {word: written}))

    def open_unknown_loop(self, words: list[str]) -> None:
        """It cannot be told what the loop's words stand for."""
        self._stack.append(_Scope({"loop": LOOP, **dict.fromkeys(words, ANYTHING)}))

    def close(self) -> None:
        if len(self._stack) > 1:
            self._stack.pop()

    def set(self, word: str, kind: Type) -> None:
        """The word stands for this until what is open is closed."""
        self._stack[-1].names[word] = kind

    def known(self, name: str) -> Type | None:
        """The type of what a name stands for here; None: nothing."""
        first, *rest = name.split(".")
        kind = next((scope.names[first] for scope in reversed(self._stack) if first in scope.names), None)
        for word in rest:
            if isinstance(kind, Fields):
                kind = kind.members.get(word)
            elif isinstance(kind, ListOf) and word.isdigit():
                kind = kind.item
            elif kind != ANYTHING:
                return None
        return kind

    def names(self, *, lists: bool | None = None) -> list[str]:
        """Every name that can be written here; of lists alone, or of what is none, where ``lists`` says so."""
        own = self._stack[1:]
        if any("loop" in scope.names for scope in own):
            own = [*own, _Scope({"loop": LOOP})]
        known: dict[str, Type] = {}
        for scope in (self._stack[0], *own):
            known |= scope.names
        found = [path for name, kind in known.items() for path in paths(name, kind)]
        if lists is None:
            return found
        return [name for name in found if isinstance(self.known(name), ListOf) == lists]

    def full(self, steps: list[str]) -> str:
        """The name as the list of fields has it: ``r.nummer`` → ``rekommendationer.nummer``."""
        for scope in reversed(self._stack):
            if steps and steps[0] in scope.full:
                return ".".join([scope.full[steps[0]], *steps[1:]])
        return ".".join(steps)

    def list_of(self, name: str) -> str:
        """What the author calls the list that the name's first word is one of; ``""``: it is no loop's word."""
        first = name.partition(".")[0]
        found = (scope for scope in reversed(self._stack) if first in scope.names)
        return next(found, self._stack[0]).written.get(first, "") if "." in name else ""

    def own_word(self, name: str) -> str:
        """What the author calls it who is in a loop and writes another's word: ``rekommendation.text`` → ``r.text``."""
        first, _, rest = name.partition(".")
        if not rest or self.known(first) is not None:
            return ""
        # A list within a list is ``rekommendation.svar`` in the list of fields, ``rekommendationer.svar`` in full.
        lists = {written.rpartition(".")[2] for written, words in _loops(first) if rest in words}
        for scope in reversed(self._stack):
            for word, full in scope.full.items():
                if full.rpartition(".")[2] in lists and self.known(f"{word}.{rest}") is not None:
                    return f"{word}.{rest}"
        return ""

    def inner_list(self, name: str) -> tuple[str, str] | None:
        """A list that each row of another has: ``åtgärder`` → ``svar.åtgärder`` and ``for svar in …``."""
        found = [each for each, member in listed_names() if isinstance(member, Loop) and each.endswith(f".{name}")]
        for written in sorted(found, key=len):
            outer = written.partition(".")[0]
            loop = next((f"for {outer} in {each}" for each, _ in _loops(outer)), "")
            if loop:
                return written, loop
        return None

    def loop_for(self, name: str) -> str:
        """What begins the loop that the name stands outside of: ``for rad in mottagare``; ``""``: there is none."""
        first, _, rest = name.partition(".")
        if self.known(first) is not None:
            return ""
        if not rest:
            return f"for {first} in {_ITEMS[first]}" if first in _ITEMS else ""
        return next((f"for {first} in {written}" for written, words in _loops(first) if rest in words), "")


def _loops(word: str) -> Iterator[tuple[str, list[str]]]:
    """The lists whose items the list of fields calls so, each with the fields of an item."""
    for written, member in listed_names():
        if isinstance(member, Loop) and member.each == word:
            yield written, [each.name for each in member.members]
