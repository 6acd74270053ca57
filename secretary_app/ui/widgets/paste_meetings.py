"""Meeting days pasted out of Excel, Word, a page or a mail: shown as they were understood before they are taken."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QComboBox,
    QDialog,
    QFrame,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from secretary_app.domain.found_meetings import FoundMeeting, FoundMeetings, KnownDays
from secretary_app.domain.named_bodies import Named
from secretary_app.domain.pasted_html import table_text
from secretary_app.operations.reading_meetings import read_text
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import button, column, field, label, put, restyle, row
from secretary_app.ui.widgets.meeting_preview import MeetingPreview

_LONGEST = 50_000
"""Characters: a clipboard with more than this is something else than a list of meetings."""
_EXAMPLE = (
    "27/1\n24/2\n23/3\n\neller ur Excel, med månader nedåt och nämnder åt sidan:\n\n\tKSAU\tKS\njanuari\t13, 27\t21"
)
_YEARS_BACK, _YEARS_AHEAD = 1, 3
_NARROW, _LOW = 900, 560
_LEAST_PREVIEW, _LEAST_TEXT = 270, 96


class MeetingsDialog(QDialog):
    """Shows found meetings. ``accepted_meetings`` tells, by abbreviation, those to take with their manusstopp."""

    accepted_meetings = Signal(object)
    """Mapping[str, Sequence[tuple[date, date | None]]]."""

    def __init__(self, parent: QWidget, title: str, year: int, bodies: Sequence[str], known: KnownDays) -> None:
        """``year``: of days that have none. ``bodies``: abbreviations. ``known``: what is there already."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.room = parent.window().size()
        """What the dialog has at most."""
        self.found = FoundMeetings(known, year=year)
        self.preview = MeetingPreview(self.found, bodies)
        self.body, self.years = QComboBox(), QComboBox()
        self.body.addItem("Välj nämnd", "")
        for each in bodies:
            self.body.addItem(each, each)
        for each_year in range(year - _YEARS_BACK, year + _YEARS_AHEAD):
            self.years.addItem(str(each_year), each_year)
        self.years.setCurrentIndex(_YEARS_BACK)
        self.take = button("Lägg in sammanträden", self._take, primary=True)
        self.body.currentIndexChanged.connect(self._whose_changed)
        self.preview.changed.connect(self._tell)

    def choose_body(self, abbreviation: str) -> None:
        """Days that name no body are of this one."""
        self.body.setCurrentIndex(max(0, self.body.findData(abbreviation)))

    def show_found(self, found: Sequence[FoundMeeting]) -> None:
        """These are what the source holds."""
        self.found.year = self.years.currentData()
        self.found.otherwise = self.body.currentData()
        self.found.show(found)
        self.preview.refresh()
        self._tell()

    def _whose_changed(self) -> None:
        self.found.otherwise = self.body.currentData()
        self.found.judge()
        self.preview.refresh()
        self._tell()

    def _tell(self) -> None:
        number = sum(each.ticked for each in self.found.lines)
        words = "1 sammanträde" if number == 1 else f"{number} sammanträden"
        self.take.setText(f"Lägg in {words}" if number else "Lägg in sammanträden")
        self.take.setEnabled(bool(number))
        without = any(each.date and not each.body and not each.found.doubt for each in self.found.lines)
        self.body.setProperty("wrong", without)
        restyle(self.body)

    def _take(self) -> None:
        self.accepted_meetings.emit(self.found.wanted())
        self.accept()

    def lay_out(self, hint: str, *parts: QWidget | QBoxLayout, width: int) -> None:
        """Put these under the hint, the last with what room there is, and the buttons below."""
        inside = QWidget()
        content = QVBoxLayout(inside)
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(theme().px(12))
        if self.room.height() >= theme().px(_LOW):
            put(content, label(hint, wrap=True))
        for part in parts:
            put(content, part, int(part is parts[-1]))
        self.preview.setMinimumHeight(theme().px(_LEAST_PREVIEW))
        # With large text in a small window there is not room for all of it at once.
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        margin = theme().px(18)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(theme().px(12))
        put(layout, scroll, 1)
        put(layout, row(None, button("Avbryt", self.reject), self.take))
        self.resize(min(theme().px(width), self.room.width() - 40), min(theme().px(760), self.room.height() - 40))


class _PasteField(QPlainTextEdit):
    """Takes tables with their cells whole."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(_text_of(source))


def _text_of(source: QMimeData | None) -> str:
    """None: a clipboard on which nothing has ever been put."""
    if source is None:
        return ""
    return (table_text(source.html()) if source.hasHtml() else None) or source.text()


class PasteMeetings(MeetingsDialog):
    """Asks for meeting days."""

    def __init__(
        self,
        parent: QWidget,
        year: int,
        bodies: Sequence[str],
        known: KnownDays,
        chosen: str = "",
        names: Mapping[str, str] | None = None,
    ) -> None:
        """``chosen``: the body of days that name none. ``names``: name → abbreviation, understood as well.

        For the others see ``MeetingsDialog``.
        """
        super().__init__(parent, "Vilka mötesdagar ska läggas in?", year, bodies, known)
        by_name = [(abbreviation, name) for name, abbreviation in (names or {}).items()]
        self._named: list[Named] = [(each, "") for each in bodies] + by_name
        self.text = _PasteField()
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._too_long = label(f"Bara de {_LONGEST} första tecknen läses.", "soon", wrap=True)
        self.choose_body(chosen)
        self._lay_out()
        self.text.textChanged.connect(self._read)
        self.years.currentIndexChanged.connect(self._read)
        self._begin()

    def _lay_out(self) -> None:
        left = column(
            row(
                field("Dagar utan nämnd hör till", self.body),
                field("Dagar utan år hör till", self.years),
                None,
                spacing=12,
            ),
            field("Klistra in här, eller skriv", self.text),
            self._too_long,
        )
        left.setStretch(1, 1)
        self.text.setMinimumHeight(theme().px(_LEAST_TEXT))
        is_narrow = self.room.width() < theme().px(_NARROW)
        middle = QBoxLayout(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        middle.setSpacing(theme().px(16))
        middle.addLayout(left, 2)
        middle.addWidget(self.preview, 3 if is_narrow else 6)
        hint = (
            "En kolumn med datum, en lista eller ett kalendarium med månader och nämnder går bra. "
            "Det som är säkert är förbockat. Inget är sparat än."
        )
        self.lay_out(hint, middle, width=1180)

    def _begin(self) -> None:
        """Read the clipboard where meeting days lie in it."""
        lying = _text_of(QApplication.clipboard().mimeData())
        found = self._parse(lying) if 0 < len(lying) <= _LONGEST else []
        days = sum(each.date is not None and not each.doubt for each in found)
        if days and days * 2 >= len(found):
            self.text.setPlainText(lying)
            self.text.selectAll()
        else:
            self._read()
        self.text.setFocus()

    def _parse(self, text: str) -> list[FoundMeeting]:
        return read_text(text, self.years.currentData(), self._named)

    def _read(self) -> None:
        text = self.text.toPlainText()
        self.show_found(self._parse(text[:_LONGEST]))
        self._too_long.setVisible(len(text) > _LONGEST)
