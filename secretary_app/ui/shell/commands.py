"""What can be done, by name: the actions of the window and the page, found by what a person types."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QAction, QKeySequence

from secretary_app.support.records import record
from secretary_app.ui.core.page import SAID_AS

HIDDEN = "not_in_palette"
"""The property of an action that means nothing in the palette."""


@record(frozen=True)
class Command:
    words: str
    shortcut: str
    run: Callable[[], object]
    said_as: str = ""
    glyph: str = "caret-right"


def of_actions(actions: Iterable[QAction]) -> list[Command]:
    """The actions that can be done now, each once."""
    found: dict[str, Command] = {}
    for action in actions:
        words = action.text().replace("&", "")
        if words and action.isEnabled() and not action.property(HIDDEN):
            shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            said_as = str(action.property(SAID_AS) or "")
            found.setdefault(words, Command(words, shortcut, action.trigger, said_as, _glyph(words)))
    return list(found.values())


def fitting(commands: Iterable[Command], typed: str) -> list[Command]:
    """Those that every typed word fits, the best first: what is called so, whole beginnings of words, then parts, then
    letters in order.

    A command that is found by its further words alone comes after one that is found by its name.
    """
    asked = typed.casefold().split()
    scored = [
        (not is_called(command, typed), _score(command, asked), place, command)
        for place, command in enumerate(commands)
    ]
    return [command for _, score, _, command in sorted(scored, key=lambda each: each[:3]) if score < _NEVER]


def is_called(command: Command, typed: str) -> bool:
    """Whether the typed words are the command's name from its beginning, words between them left out."""
    asked = typed.casefold().split()
    first, *rest = command.words.casefold().split()
    if len(typed.strip()) < _TELLING or not first.startswith(asked[0]):
        return False
    # Each is sought after the one before it: they have to come in their order.
    left = iter(rest)
    return all(any(part.startswith(word) for part in left) for word in asked[1:])


_NEVER = 1000
_TELLING = 3
"""Letters from which on what is typed can be the beginning of a name."""


def _score(command: Command, asked: list[str]) -> int:
    name, others = command.words.casefold(), command.said_as.casefold()
    return sum(min(_fit(word, name), _fit(word, others) + 1) for word in asked)


def _fit(word: str, text: str) -> int:
    if any(part.startswith(word) for part in text.split()):
        return 0
    if word in text:
        return 2
    # Letters in their order, as when a word is typed in haste; of two letters everything would be one.
    left = iter(text)
    return 6 if len(word) > 2 and all(letter in left for letter in word) else _NEVER


def _glyph(words: str) -> str:
    return next((glyph for start, glyph in _GLYPHS if words.startswith(start)), "caret-right")


_GLYPHS = (
    ("Registrera", "plus"),
    ("Skapa statuslista", "table"),
    ("Skapa", "file-plus"),
    ("Skriv ut", "printer"),
    ("Kopiera", "copy"),
    ("Filtrera", "funnel"),
    ("Ångra", "arrow-u-up-left"),
    ("Gör om", "arrow-u-up-right"),
    ("Hjälp", "question"),
    ("Öppna", "folder-open"),
    ("Gå till", "caret-right"),
)
