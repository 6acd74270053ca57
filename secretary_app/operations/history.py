"""What was done to a remiss, and taking it back: from its tab Historik and with Ctrl+Z and Ctrl+Y."""

import datetime as dt
from dataclasses import dataclass, replace

from secretary_app.domain.model import Document, Entity, Reminder
from secretary_app.operations.history_words import RowWords
from secretary_app.store.register import Register
from secretary_app.store.timeline import RowChange, Touch
from secretary_app.support.errors import UserError


@dataclass(frozen=True)
class HistoryEntry:
    no: int
    """The operation's number, for ``undo_operation``."""
    at: dt.datetime
    """Local time."""
    who: str
    label: str
    undoes: int | None
    """The operation that this one took back."""
    undone: bool
    """It has been taken back, and that holds."""
    rows: tuple[str, ...]
    """What of this remiss it touched, in short Swedish words, each once."""
    why_not: str
    """Why it cannot be undone, a Swedish sentence; ``""`` where nothing is known that would hinder it."""

    @property
    def can_undo(self) -> bool:
        return not self.why_not


def remiss_history(register: Register, remiss_id: str, limit: int = 100) -> list[HistoryEntry]:
    """The newest operations that touched the remiss or what belongs to it, newest first.

    Whether one can be undone is told by the rows of this remiss only: one that touched others too may be refused
    still.
    """
    touches = register.remiss_history(remiss_id, limit)
    words = RowWords(register, remiss_id, (change.row for touch in touches for change in touch.rows))
    undone = register.undone()
    return [_entry(touch, touch.operation.no in undone, words) for touch in touches]


def _entry(touch: Touch, undone: bool, words: RowWords) -> HistoryEntry:
    operation = touch.operation
    return HistoryEntry(
        no=operation.no,
        at=operation.at.astimezone(),
        who=operation.who,
        label=operation.label,
        undoes=operation.undoes,
        undone=undone,
        rows=tuple(dict.fromkeys(_words(change, words) for change in touch.rows)),
        why_not=_why_not(touch, undone, words),
    )


def _words(change: RowChange, words: RowWords) -> str:
    name = words.of(change.row)
    return f"{name}, togs bort" if change.after is None else name


def _why_not(touch: Touch, undone: bool, words: RowWords) -> str:
    if undone:
        return "Det är redan ångrat."
    if not touch.is_of_this_schema:
        return "Det gjordes före en uppgradering av registret."
    for change in touch.rows:
        if _content(change.after) != _content(change.present):
            done = "tagits bort" if change.present is None else "lagts till" if change.after is None else "ändrats"
            return f"{words.of(change.row)} har {done} sedan dess."
    return ""


def _content(row: Entity | None) -> Entity | None:
    return None if row is None else replace(row, version=0)


def undo_last(register: Register) -> str:
    """Take back the newest operation that still holds (Ctrl+Z). Back comes what was undone, as a Swedish sentence.

    Raises UserError where there is none, or where it cannot be undone.
    """
    no = register.last_done()
    if no is None:
        raise UserError("Det finns inget att ångra.")
    return undo_operation(register, no)


def redo_last(register: Register) -> str:
    """Do again what was undone last (Ctrl+Y), as a Swedish sentence.

    Raises UserError where nothing was undone, or something else has been done since.
    """
    no = register.last_undone()
    if no is None:
        raise UserError("Det finns inget att göra om.")
    return undo_operation(register, no)


def undo_operation(register: Register, no: int) -> str:
    """Take operation ``no`` back, whatever has been done to other rows since; of an undo that is to do it again.

    Back comes what was undone, as a Swedish sentence. Raises UserError with the reason why it cannot be.
    """
    operation = register.undo(no)
    drafts = [id_ for kind, id_ in register.last_changed if kind is Document]
    left = len(drafts) - len(register.find(Document, id=drafts))
    what, _, label = operation.label.partition(": ")
    sentence = f"{'Ångrat' if what == 'Ångrade' else 'Gjort om'}: ”{label}”."
    if left:
        sentence += " Utkastet ligger kvar som fil." if left == 1 else " Utkasten ligger kvar som filer."
    noted = [id_ for kind, id_ in register.last_changed if kind is Reminder]
    # Those that are still there were only answered, such as a request that was granted.
    if what == "Ångrade" and len(register.find(Reminder, id=noted)) < len(noted):
        sentence += " Mejlutkast som är skrivna finns kvar: ta bort dem om de inte ska skickas."
    return sentence
