"""Own templates that were there when one last looked, and have been taken away outside the program since."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from secretary_app.domain.model import DocumentKind
from secretary_app.operations.template_sets import SetRow
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Office

_SAVING_MS = 800
"""Word takes a file away for a moment while it saves."""


class OwnTemplates(QObject):
    again = Signal()
    """One is to look once more."""

    def __init__(self, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._office = office
        self._known: dict[tuple[str, DocumentKind], str] | None = None
        self._missed: frozenset[tuple[str, DocumentKind]] = frozenset()

    def forget(self) -> None:
        """The program itself is changing them."""
        self._known = None
        self._missed = frozenset()

    def look(self, sets: Sequence[SetRow], *, is_working: bool) -> None:
        """Tell of those that were there before and are not; ``is_working``: the program itself changes files now."""
        if is_working:
            self.forget()
        elif gone := self._gone(sets):
            self._office.notify(Notice(gone, Tone.WARNING))
        elif self._missed:
            QTimer.singleShot(_SAVING_MS, self, self.again.emit)

    def _gone(self, sets: Sequence[SetRow]) -> str:
        """What is to be told of those that were missing the last time and are so still; ``""``: nothing."""
        present = {(each.name, row.kind): each.title for each in sets for row in each.templates if row.is_own}
        known = self._known or {}
        missing = frozenset(known.keys() - present.keys())
        if missing and missing != self._missed:
            self._missed = missing
            return ""
        self._known, self._missed = present, frozenset()
        if not missing:
            return ""
        shipped = {each.name for each in sets if each.is_shipped}
        which = [f"{kind.swedish.lower()} i {known[name, kind]}" for name, kind in sorted(missing)]
        many = len(which) > 1
        gone = f"{'De egna mallarna' if many else 'Den egna mallen'} för {_listed(which)} finns inte längre i mappen."
        used = "De medföljande används." if many else "Den medföljande används."
        return f"{gone} {used}" if all(name in shipped for name, _ in missing) else gone


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} och {words[-1]}"
