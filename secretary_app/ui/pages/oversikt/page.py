"""Översikt: what is late, due this week and next, how far the namnder have come, and the coming 90 days."""

import datetime as dt

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.date_words import long_day
from secretary_app.domain.deadline_list import DeadlineRow, Group
from secretary_app.operations.news import News, news, since_words
from secretary_app.operations.oversikt import DAYS, Doing, Oversikt, oversikt, what_to_do
from secretary_app.ui.core.page import Destination, Office, Page
from secretary_app.ui.pages.oversikt.cards import LacksCard, NamnderCard, NewsCard
from secretary_app.ui.pages.oversikt.last_here import LastHere
from secretary_app.ui.pages.oversikt.rows import RowsTable, destination, place_of
from secretary_app.ui.style.theme import theme
from secretary_app.ui.tables.grouped import Heading, Line
from secretary_app.ui.widgets.basics import Empty, Sheet, button, column, label, link, row, rule
from secretary_app.ui.widgets.deadline_strip import STRIP_MARKS, Strip
from secretary_app.ui.widgets.mark_legend import MarkLegend
from secretary_app.ui.widgets.page_head import PageHead

_NARROW = 820
_HEAD, _STRIP_HEAD = 96, 62
_LOWEST_STRIP, _TALLEST_STRIP = 220, 270
_BESIDE = 372
_ANY_WIDTH = 16777215
"""Of Qt's own, which it does not hand to Python."""


class OversiktPage(Page):
    name = "oversikt"
    title = "Översikt"
    help_topic = "oversikt"
    kinds = frozenset(
        {
            model.Remiss,
            model.Recommendation,
            model.Addressee,
            model.Referral,
            model.Response,
            model.Measure,
            model.MeasureNamnd,
            model.MeasureStatus,
            model.Decision,
            model.DeadlineChange,
            model.Dispatch,
            model.Document,
            model.Meeting,
            model.ChainStep,
            model.Namnd,
            model.PlannedStep,
            model.Attachment,
            model.Reminder,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._weeks: dict[Group, int] = {}
        self._has_strip = False
        self._head = PageHead("", button("Registrera remiss…", self._register, glyph="plus", primary=True))
        self.sentence = label("", "second", wrap=True)
        self.table = RowsTable(lambda: office.desk.today, self._weeks, office.places)
        self.show_all = link("", lambda: office.go(Destination("frister", tab="alla")))
        self.nothing = Empty("Inget är försenat, och inget mer har ett datum att passa.")
        self.empty = Empty(
            "Inga remisser ännu. Släpp ett missiv här, eller registrera ett.",
            button("Registrera remiss…", self._register, glyph="plus"),
        )
        self.namnder = NamnderCard()
        self.lacks = LacksCard(office)
        self.news = NewsCard(office)
        self._last_here = LastHere(office.places)
        self.strip = Strip(f"Kommande {DAYS} dagar")
        self._middle = QStackedWidget()
        self._lay_out()
        self._add_actions()
        self.table.opened.connect(self._act)
        self.table.chosen.connect(self._show_chosen)
        self.strip.picked.connect(self.table.choose)

    def _lay_out(self) -> None:
        foot = row(self.show_all, None)
        foot.setContentsMargins(*(theme().px(each) for each in (9, 6, 12, 8)))
        sheet = Sheet(margin=0, spacing=0)
        sheet.body.addWidget(self.table, 1)
        sheet.body.addWidget(rule())
        sheet.body.addLayout(foot)
        self._list = sheet
        for part in (sheet, self.nothing, self.empty):
            self._middle.addWidget(part)
        self._middle.setMinimumHeight(theme().px(240))
        self._beside = QWidget()
        self._beside.setLayout(column(self.namnder, self.lacks, self.news, None, spacing=12))
        self._work = QHBoxLayout()
        self._work.setSpacing(theme().px(12))
        self._work.addWidget(self._middle, 1)
        self._work.addWidget(self._beside)
        legend = MarkLegend(STRIP_MARKS)
        self._strip_sheet = Sheet(
            row(label(f"Kommande {DAYS} dagar", "heading"), None, legend), self.strip, margin=12, spacing=4
        )
        margin = theme().px(24)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(margin, theme().px(4), margin, theme().px(14))
        layout.setSpacing(theme().px(12))
        layout.addLayout(column(self._head, self.sentence, spacing=2))
        layout.addLayout(self._work, 1)
        layout.addWidget(self._strip_sheet)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _add_actions(self) -> None:
        self._acting = QAction("Gör det som står på raden", self)
        self._acting.triggered.connect(lambda: self._act(self.table.current_row()))
        self._opening = QAction("Öppna ärendet", self)
        self._opening.triggered.connect(self._open)
        self._reminding = QAction("Skapa mejlutkast…", self)
        self._reminding.triggered.connect(self._remind)
        self._all = QAction("Visa alla frister", self)
        self._all.triggered.connect(self.show_all.click)
        self.table.row_actions = [self._acting, self._opening, self._reminding]

    def commands(self) -> list[QAction]:
        here = [self._acting, self._opening, self._reminding] if self.table.current_deadline() else []
        return [*here, self._all]

    def parts(self) -> list[QWidget]:
        links = [each for card in (self.lacks, self.news) for each in card.links[:1] if each.isVisible()]
        strip = [self.strip.axis] if self._strip_sheet.isVisible() else []
        return [self.table, *links, *strip]

    def focus_first(self) -> None:
        self.table.setFocus()

    def refresh(self) -> None:
        today = self.desk.today
        since, me = self._last_here.before(self.desk.clock()), self.desk.who
        self.desk.read(lambda register: oversikt(register, today), self._take, owner=self, key="oversikt")
        self.desk.read(lambda register: news(register, since, me), self._take_news, owner=self, key="nytt")

    def _take(self, found: Oversikt) -> None:
        today = self.desk.today
        for ahead, group in enumerate((Group.THIS_WEEK, Group.NEXT_WEEK)):
            self._weeks[group] = (today + dt.timedelta(weeks=ahead)).isocalendar().week
        words = long_day(today, today)
        self._head.title.setText(words[:1].upper() + words[1:])
        self.sentence.setText(_sentence(found.counts.get(Group.LATE, 0), found.counts.get(Group.THIS_WEEK, 0)))
        self.table.grouped.counts = found.counts
        self._show_rows(list(found.shown))
        self.show_all.setText(f"Visa alla {len(found.deadlines.rows)} i Frister")
        self._middle.setCurrentWidget(
            self.empty if not found.has_remisser else self._list if found.shown else self.nothing
        )
        self.sentence.setVisible(found.has_remisser)
        self.namnder.show_progress(found.progress)
        self.lacks.show_lacks(found.lacks)
        page = found.deadlines
        self._has_strip = bool(page.bodies)
        self.strip.show_deadlines(today, page.bodies, page.meetings, page.rows, DAYS)
        # When the cards have taken the size of what now stands on them.
        QTimer.singleShot(0, self, self._fit)
        self._show_chosen()

    def _take_news(self, found: News) -> None:
        since = self._last_here.before(self.desk.clock())
        self.news.show_news(since_words(since.date(), self.desk.today), found)
        QTimer.singleShot(0, self, self._fit)

    def _show_rows(self, rows: list[Line]) -> None:
        """With the choice where it was; where that row is gone, on the one that took its place."""
        before, place = self.table.current_id(), self.table.currentIndex().row()
        self.table.set_rows(rows)
        self.table.fit_columns()
        shown = self.table.grouped.rows
        if before is not None and self.table.grouped.row_of(before) < 0 and shown:
            after = [*shown[place:], *reversed(shown[:place])]
            self.table.choose(next(each.key for each in after if not isinstance(each, Heading)))
        self.table.choose_first()

    def _show_chosen(self) -> None:
        current = self.table.current_deadline()
        self._acting.setText(what_to_do(current)[1] if current else "")
        self.strip.choose(current.key if current else "")

    def _act(self, line: Line | None) -> None:
        if isinstance(line, DeadlineRow):
            if what_to_do(line)[0] is Doing.REMIND:
                self._remind()
            else:
                self.office.go(destination(line))

    def _remind(self) -> None:
        """Write to those who are to do what stands in the row; the rest that is late can be taken in there."""
        current = self.table.current_deadline()
        if current is not None:
            from secretary_app.ui.widgets.reminder_mails import ReminderDialog

            ReminderDialog(self.window(), self.office, (current.key,)).open()

    def _open(self) -> None:
        current = self.table.current_deadline()
        if current is not None:
            self.office.go(place_of(current))

    def _register(self) -> None:
        self.office.go(Destination("registrera"))

    def _fit(self) -> None:
        """Under one another where it is narrow; where there is too little left for them strip and news give way."""
        beside = self.width() >= theme().px(_NARROW)
        self._work.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        if beside:
            self._beside.setFixedWidth(min(theme().px(_BESIDE), round(self.width() * 0.32)))
        else:
            self._beside.setMinimumWidth(0)
            self._beside.setMaximumWidth(_ANY_WIDTH)
        cards = self._height_of(self.namnder, self.lacks) if beside else 0
        left = self.height() - theme().px(_HEAD) - max(self._middle.minimumHeight(), cards)
        has_strip = self._has_strip and beside and left >= theme().px(_LOWEST_STRIP)
        whole = self.strip.axis.sizeHint().height() + theme().px(_STRIP_HEAD)
        needed = min(left, max(theme().px(_LOWEST_STRIP), whole)) if has_strip else 0
        with_news = self._fit_news(needed) if beside else left
        shows_news = bool(self.news.lines) and with_news >= needed
        self.news.setVisible(shows_news)
        self._strip_sheet.setVisible(has_strip)
        if has_strip:
            left = min(left, with_news) if shows_news else left
            self.strip.fit(min(_TALLEST_STRIP, round(left / theme().px(100) * 100) - _STRIP_HEAD))

    def _fit_news(self, needed: int) -> int:
        """Show as much news as leaves the strip what it needs; what is left for it comes back."""
        left = -1
        for count in range(self.news.lines, 0, -1):
            self.news.show_lines(count)
            left = self.height() - theme().px(_HEAD) - self._height_of(self.namnder, self.lacks, self.news)
            if left >= needed:
                break
        return left

    def _height_of(self, *cards: QWidget) -> int:
        """What these need under one another, with their words broken as they stand; one that is empty needs nothing."""
        width = self._beside.width()
        needed = 0
        for card in cards:
            if card.isHidden() and card is not self.news:
                continue
            height = card.heightForWidth(width) if card.hasHeightForWidth() else card.sizeHint().height()
            needed += height + theme().px(12)
        return max(0, needed - theme().px(12))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


def _sentence(late: int, this_week: int) -> str:
    several = f"{late} frister är försenade" if late else "Inget är försenat"
    begins = "1 frist är försenad" if late == 1 else several
    due = f"{this_week} ska vara {'klar' if this_week == 1 else 'klara'}" if this_week else "inget mer ska vara klart"
    return f"{begins}, {due} den här veckan"
