"""What the papers say of earlier recommendations: a row each, kept with the registration."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.operations.intake_form import set_verdict
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.widgets.basics import Sheet, clear, column, label, row, rule
from secretary_app.ui.widgets.verdict_row import VerdictRow


class Verdicts(QWidget):
    """Hidden where no paper says anything of the kind."""

    entered = Signal(int)
    """The one at this place, from 0, is being worked with."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self.rows: list[VerdictRow] = []
        self._count = label("", "second")
        self._sheet = Sheet(margin=2, spacing=0)
        head = row(label("Omdömen om tidigare rekommendationer", "heading"), self._count, None)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(column(head, self._sheet))
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the form has now."""
        found = self._draft.form.verdicts
        if len(self.rows) != len(found):
            self._make_rows(len(found))
        for each, shown in zip(found, self.rows, strict=True):
            shown.show_verdict(each)
        kept = len(self._draft.form.kept_verdicts())
        self._count.setText(f"{kept} av {len(found)} sparas")
        # Before it stands in the form it would be a window of its own.
        self.setVisible(bool(found) and self.parentWidget() is not None)

    def focus_row(self, at: int) -> None:
        """Work with this one."""
        if at < len(self.rows):
            self.rows[at].take_focus()

    def _make_rows(self, count: int) -> None:
        clear(self._sheet.body)
        self.rows = []
        for at in range(count):
            if at:
                self._sheet.body.addWidget(rule())
            made = VerdictRow(at)
            made.entered.connect(self.entered)
            made.changed.connect(self._change)
            self.rows.append(made)
            self._sheet.body.addWidget(made)

    def _change(self, at: int, values: dict[str, object]) -> None:
        self._draft.edit(lambda form: set_verdict(form, at, **values))
