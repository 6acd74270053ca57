"""F1: the handbok at the page one is on, in a window beside; it comes with the program and needs no network."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QTextDocument
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from secretary_app.support.resources import resource
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import link, row

FIRST = "README"
"""The handbok's table of contents."""


class HelpWindow(QDialog):
    """A page of the handbok; links lead to the others."""

    def __init__(self, parent: QWidget, topic: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Handbok – Beredd")
        self.resize(theme().px(820), theme().px(760))
        self.text = QTextBrowser()
        self.text.setAccessibleName("Handbokens sida")
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        layout = QVBoxLayout(self)
        layout.addLayout(
            row(
                link("Innehåll", lambda: self.show_topic(FIRST), glyph="list-numbers"),
                link("Tillbaka", self.text.backward, glyph="caret-left"),
                None,
            )
        )
        layout.addWidget(self.text, 1)
        self.show_topic(topic)

    def show_topic(self, topic: str) -> None:
        """Show the page of this name, without one the table of contents."""
        try:
            page = resource("handbok", f"{topic}.md")
        except FileNotFoundError:
            page = resource("handbok", f"{FIRST}.md")
        self._show(QUrl.fromLocalFile(str(page)))

    def _show(self, page: QUrl) -> None:
        self.text.setSource(page, QTextDocument.ResourceType.MarkdownResource)
        self.text.setFocus()

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https", "mailto"):
            QDesktopServices.openUrl(url)
            return
        here = self.text.source().resolved(url)
        if here.path().endswith(".md"):
            self._show(here)
        else:
            self.text.setSource(here)


def show_help(window: QWidget, topic: str) -> HelpWindow:
    """Open the handbok's page of this name, or its first page."""
    made = HelpWindow(window, topic or FIRST)
    made.show()
    return made
