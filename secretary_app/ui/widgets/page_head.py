"""A page's title with its buttons, the next step last."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import label


class PageHead(QWidget):
    def __init__(self, title: str, *buttons: QPushButton | QToolButton) -> None:
        super().__init__()
        self.title = label(title, "title")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme().px(8))
        layout.addWidget(self.title, 1)
        for each in buttons:
            layout.addWidget(each)
