"""The form on the right: what is like it, its fields, its recommendations, and the plan it gives."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from secretary_app.operations.form_choices import FormChoices
from secretary_app.operations.plan_preview import Outlook
from secretary_app.operations.review_marks import RECOMMENDATIONS, VERDICTS
from secretary_app.operations.similar import Similar
from secretary_app.ui.pages.registrera.draft import Draft
from secretary_app.ui.pages.registrera.fields import Fields
from secretary_app.ui.pages.registrera.plan_lines import PlanLines
from secretary_app.ui.pages.registrera.recommendations import Recommendations
from secretary_app.ui.pages.registrera.similar_card import SimilarCard
from secretary_app.ui.pages.registrera.verdicts import Verdicts
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import column, label

_WIDEST = 860
_LEAST = 430


class FormPanel(QScrollArea):
    entered = Signal(str, object)
    """This field has the focus; of the recommendations the place, from 0, else None."""
    owner_chosen = Signal(str)
    similar_opened = Signal(str)
    added = Signal(str)
    """The papers are to be added to the remiss with this id."""
    body_asked = Signal(int, str)
    """As that of ``RecommendationRow``."""

    def __init__(self, draft: Draft, choices: FormChoices) -> None:
        super().__init__()
        self._draft = draft
        self._similar: tuple[Similar, ...] = ()
        self.similar = SimilarCard()
        self.fields = Fields(draft, choices)
        self.recommendations = Recommendations(draft, choices)
        self.verdicts = Verdicts(draft)
        self.plan = PlanLines()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(theme().px(_LEAST))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Formulär")
        self._lay_out()
        self.fields.entered.connect(self._enter_field)
        self.fields.owner_chosen.connect(self.owner_chosen)
        self.recommendations.entered.connect(self._enter_recommendation)
        self.similar.linked.connect(self._link)
        self.recommendations.body_asked.connect(self.body_asked)
        self.recommendations.earlier_asked.connect(self.similar_opened)
        self.verdicts.entered.connect(self._enter_verdict)
        self.similar.opened.connect(self.similar_opened)
        self.similar.added.connect(self.added)
        draft.changed.connect(self._show_similar)

    def _lay_out(self) -> None:
        title = label("Registrera remiss", "title")
        plan = column(label("Så blir planen", "heading"), self.plan, spacing=6)
        content = QWidget()
        content.setMaximumWidth(theme().px(_WIDEST))
        content.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        inside = QVBoxLayout(content)
        margin = theme().px(24)
        inside.setContentsMargins(theme().px(20), theme().px(10), theme().px(16), margin)
        inside.setSpacing(theme().px(14))
        for part in (title, self.similar, self.fields, self.recommendations, self.verdicts):
            inside.addWidget(part)
        self.verdicts.refresh()
        inside.addLayout(plan)
        inside.addStretch(1)
        self.setWidget(content)

    def show_outlook(self, found: Outlook) -> None:
        """What will come of the form, and what it is like."""
        self._similar = found.similar
        self._show_similar()
        self.plan.show_plan(found.plan)

    def _show_similar(self) -> None:
        self.similar.show_similar(self._similar, self._draft.form.follows_up_id)

    def set_choices(self, choices: FormChoices) -> None:
        """The register's bodies have changed."""
        self.recommendations.set_choices(choices)
        self.fields.set_owners(choices)

    def _link(self, remiss_id: str | None) -> None:
        self._draft.set_field("follows_up_id", remiss_id)

    def focus_field(self, name: str, at: int | None = None) -> None:
        """Put the focus in a field, and have it seen."""
        if name == RECOMMENDATIONS:
            self.recommendations.focus_row(at or 0)
        elif name == VERDICTS:
            self.verdicts.focus_row(at or 0)
        else:
            self.fields.focus_field(name)
        # A row that has just been made has its place only when the layout is done.
        QTimer.singleShot(0, self, self._see_focus)

    def _see_focus(self) -> None:
        focus = self.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        rows: list[QWidget] = [*self.recommendations.rows, *self.verdicts.rows]
        row = next((each for each in rows if each.isAncestorOf(focus)), None)
        self.ensureWidgetVisible(row or focus, 0, theme().px(16 if row else 80))

    def _enter_field(self, name: str) -> None:
        self.recommendations.show_current(None)
        self.entered.emit(name, None)

    def _enter_recommendation(self, at: int) -> None:
        self.recommendations.show_current(at)
        self.entered.emit(RECOMMENDATIONS, at)

    def _enter_verdict(self, at: int) -> None:
        self.recommendations.show_current(None)
        self.entered.emit(VERDICTS, at)
