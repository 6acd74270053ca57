"""Asks which of a report's verdicts on earlier recommendations are to be kept."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from secretary_app.domain.model import Attachment, Verdict
from secretary_app.operations.editing import Saved, how_many
from secretary_app.operations.intake_form import FormVerdict
from secretary_app.operations.paper_verdicts import keep_verdicts
from secretary_app.ui.core.page import Office
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.action_dialog import ActionDialog
from secretary_app.ui.widgets.basics import Sheet, rule
from secretary_app.ui.widgets.verdict_row import VerdictRow

_ROW, _REST = 130, 170
"""The height of a verdict, and of all else."""


class VerdictsDialog(ActionDialog):
    width_at_100 = 620

    def __init__(
        self, parent: QWidget, office: Office, attachment: Attachment, verdicts: tuple[FormVerdict, ...]
    ) -> None:
        super().__init__(
            parent,
            office,
            "Vilka omdömen ska sparas?",
            "Spara omdömena",
            about=f"{attachment.name} säger detta om tidigare rekommendationer.",
        )
        self._attachment = attachment
        self.verdicts = list(verdicts)
        self.rows: list[VerdictRow] = []
        sheet = Sheet(margin=2, spacing=0)
        for at in range(len(verdicts)):
            if at:
                sheet.body.addWidget(rule())
            made = VerdictRow(at)
            made.changed.connect(self._change)
            self.rows.append(made)
            sheet.body.addWidget(made)
        self.add_part(sheet)
        self._show()

    def _change(self, at: int, values: dict[str, object]) -> None:
        self.verdicts[at] = replace(self.verdicts[at], **values)  # type: ignore[arg-type]  # each a field of its own
        self._show()

    def _show(self) -> None:
        for each, shown in zip(self.verdicts, self.rows, strict=True):
            shown.show_verdict(each)
        self.verb.setEnabled(any(each.keep and each.can_be_kept for each in self.verdicts))

    def fit(self) -> None:
        """Have room for a few of them; the rest is scrolled."""
        super().fit()
        parent = self.parentWidget()
        most = parent.window().height() - 40 if parent is not None else self.height()
        self.resize(self.width(), max(self.height(), min(most, theme().px(_ROW * len(self.rows) + _REST))))

    def submit(self) -> None:
        attachment, verdicts = self._attachment, tuple(self.verdicts)
        self.record(lambda register: keep_verdicts(register, attachment, verdicts), _says)


def _says(saved: Saved[list[Verdict]]) -> str:
    count = len(saved.row)
    return f"{how_many(count, 'omdöme', 'omdömen')} {'är sparat' if count == 1 else 'är sparade'}."
