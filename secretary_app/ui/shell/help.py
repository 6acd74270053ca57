"""F1: the handbok at the page one is on, in a window beside; it comes with the program and needs no network."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QImage,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from secretary_app.support.resources import resource
from secretary_app.ui.style.theme import colour, theme
from secretary_app.ui.widgets.basics import link, row

FIRST = "README"
"""The handbok's table of contents."""
_WIDTH, _HEIGHT, _MARGIN = 980, 860, 24
_REST_MS = 80
_SIZES = {1: 20, 2: 15}
"""Pixels of headings by their level, at 100 %."""
_SPACE = {1: (0, 8), 2: (20, 6)}
"""Over and under them."""


class HelpWindow(QDialog):
    """A page of the handbok; links lead to the others."""

    def __init__(self, parent: QWidget, topic: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Handbok – Beredd")
        room = self.screen().availableSize()
        self.resize(QSize(theme().px(_WIDTH), theme().px(_HEIGHT)).boundedTo(room - QSize(40, 60)))
        self.text = _Pages()
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


class _Pages(QTextBrowser):
    """Shows Markdown with the program's own type and space; pictures are never wider than the window."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Handbokens sida")
        self.setOpenLinks(False)
        self.sourceChanged.connect(self._dress)
        theme().changed.connect(self._dress)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._fit_pictures)

    def loadResource(self, type: int, name: QUrl | str) -> Any:
        """Pictures come scaled: Qt would draw them with hard edges."""
        found = super().loadResource(type, name)
        if type != QTextDocument.ResourceType.ImageResource.value or not isinstance(found, QByteArray):
            return found
        image = QImage.fromData(found)
        ratio = self.devicePixelRatioF()
        wide = round(min(self._room(), image.width()) * ratio)
        if wide < image.width():
            image = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._rest.start()

    def _room(self) -> int:
        bar = 0 if self.verticalScrollBar().isVisible() else self.verticalScrollBar().sizeHint().width()
        return max(100, self.viewport().width() - bar - 2 * theme().px(_MARGIN))

    def _fit_pictures(self) -> None:
        document, kind = self.document(), QTextDocument.ResourceType.ImageResource
        for block in _blocks(document):
            for name in _pictures(block):
                url = QUrl(name)
                document.addResource(kind.value, url, self.loadResource(kind.value, url))
        document.markContentsDirty(0, document.characterCount())

    def _dress(self) -> None:
        document = self.document()
        document.setDocumentMargin(theme().px(_MARGIN))
        whole = QTextCursor(document)
        whole.beginEditBlock()
        for block in _blocks(document):
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            if level in _SIZES:
                heading = QTextCharFormat()
                heading.setProperty(QTextCharFormat.Property.FontPixelSize, theme().px(_SIZES[level]))
                heading.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
                heading.setFontWeight(QFont.Weight.DemiBold)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(heading)
            cursor.mergeBlockFormat(_spaced(block, level))
            table = cursor.currentTable()
            if table is not None:
                _dress_table(table)
        whole.endEditBlock()
        self._rest.start()


def _spaced(block: QTextBlock, level: int) -> QTextBlockFormat:
    in_table, in_list = QTextCursor(block).currentTable() is not None, block.textList() is not None
    over, under = _SPACE.get(level, (0, 0 if in_table else 4 if in_list else 10))
    made = QTextBlockFormat()
    made.setTopMargin(theme().px(over))
    made.setBottomMargin(theme().px(under))
    made.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if any(True for _ in _pictures(block)):
        # A picture is a line of its own: as high as it is.
        made.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        made.setBottomMargin(theme().px(14))
    return made


def _dress_table(table: QTextTable) -> None:
    look = table.format()
    look.setBorder(1)
    look.setBorderBrush(colour("line"))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setCellPadding(theme().px(6))
    look.setBottomMargin(theme().px(12))
    table.setFormat(look)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _pictures(block: QTextBlock) -> Iterator[str]:
    """The names of the pictures in a block."""
    for each in block.textFormats():
        if each.format.isImageFormat():
            yield each.format.toImageFormat().name()


def show_help(window: QWidget, topic: str) -> HelpWindow:
    """Open the handbok's page of this name, or its first page."""
    made = HelpWindow(window, topic or FIRST)
    made.show()
    return made
