"""All findings as a list with their pages: the way through a long report, and for who does not see the marks."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from secretary_app.domain.text import single_line
from secretary_app.operations.review_marks import Mark
from secretary_app.ui.pages.registrera.draft import Draft

_LONGEST = 60


class FindingMenu(QMenu):
    mark_chosen = Signal(Mark)

    def choose(self, mark: Mark, _checked: bool = False) -> None:
        """Somebody wants to see this one."""
        self.mark_chosen.emit(mark)


def finding_menu(parent: QWidget, draft: Draft) -> FindingMenu:
    """Paper by paper, in the order of the text."""
    menu = FindingMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    paper = -1
    for mark in draft.marks():
        if mark.span.paper != paper:
            paper = mark.span.paper
            menu.addSection(draft.papers[paper].name)
        words = single_line(draft.source(paper)[mark.span.start : mark.span.end])
        shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        kind = mark.kind.value if mark.certain else f"{mark.kind.value}?"
        page = f"sidan {mark.span.page}, " if mark.span.page else ""
        action = menu.addAction(f"{page}{kind}   {shown}".replace("&", "&&"))
        action.triggered.connect(partial(menu.choose, mark))
    return menu
