"""What can be done with the chosen measures: the foot of the list."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from secretary_app.domain.follow_up import FollowUpRow
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, label, link


class Foot(QWidget):
    """Buttons for what is chosen; how many there are at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._words = label("", "strong")
        self.status = button("Sätt status…")
        self.responsible = button("Ändra ansvarig…")
        self.remind = button("Påminn…")
        self.nothing = link("Avmarkera")
        self._count = label("", "second")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(theme().px(each) for each in (12, 6, 12, 6)))
        layout.setSpacing(theme().px(8))
        for part in (self._words, self.status, self.responsible, self.remind, self.nothing):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._count)

    def show_rows(self, chosen: Sequence[FollowUpRow], shown: int, total: int) -> None:
        """Tell how many are chosen, and how many of all the list shows."""
        number = len(chosen)
        self._words.setText("1 åtgärd vald" if number == 1 else f"{number} åtgärder valda")
        for each in (self._words, self.status, self.responsible, self.remind):
            each.setVisible(number > 0)
        self.nothing.setVisible(number > 1)
        self.remind.setEnabled(any(not row.is_done for row in chosen))
        of = f"{shown} av {total}" if shown != total else f"{total}"
        self._count.setText(f"{of} åtgärder")
