"""The coming plan as a chain of steps, on as many lines as its width asks for: no step is folded away."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secretary_app.operations.plan_preview import PlanPreview
from secretary_app.ui.style.shapes import State
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import clear, label
from secretary_app.ui.widgets.step_chain import ChainStep, StepChain

_STEP = 124
"""What a step needs at 100 %."""
_FEWEST = 3


class PlanLines(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[ChainStep] = ()
        self._words = ""
        self._room = 0
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(theme().px(8))

    def show_plan(self, plan: PlanPreview) -> None:
        """Show its steps, and in words why there are none or what does not fit."""
        steps = tuple(ChainStep(each.words, each.second, State(each.state.value)) for each in plan.steps)
        if (steps, plan.words) != (self._steps, self._words):
            self._steps, self._words = steps, plan.words
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._count() != self._room:
            self._fill()

    def _count(self) -> int:
        """How many steps stand on a line: as many on each as can be."""
        room = max(_FEWEST, self.width() // theme().px(_STEP))
        lines = -(-len(self._steps) // room)
        return -(-len(self._steps) // lines) if lines else room

    def _fill(self) -> None:
        self._room = self._count()
        clear(self._inside)
        if self._words:
            self._inside.addWidget(label(self._words, "soon" if self._steps else "second", wrap=True))
        for start in range(0, len(self._steps), self._room):
            part = self._steps[start : start + self._room]
            chain = StepChain()
            chain.show_steps(part, "Planen: " + "; ".join(each.plain for each in part))
            self._inside.addWidget(chain)
