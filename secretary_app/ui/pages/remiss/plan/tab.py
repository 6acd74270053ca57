"""The tab Plan: the backward plan to scale, in a table that says the same, and what is to be done about it."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.date_words import day
from secretary_app.domain.planning import Problem
from secretary_app.operations.plan_page import plan_page
from secretary_app.operations.plan_remedies import meetings_to_choose, use_remedy
from secretary_app.operations.plan_rows import PlanOption, PlanPage, PlanRow
from secretary_app.operations.plans import accept_plan, fix_steps, loosen_steps
from secretary_app.operations.remiss_choices import RemissChoices, remiss_choices
from secretary_app.ui.core.notices import Notice, Tone
from secretary_app.ui.core.page import Destination, Office
from secretary_app.ui.pages.remiss.dialogs.deadline import AnswerByDialog
from secretary_app.ui.pages.remiss.plan.card import Act, PlanCard, Wish
from secretary_app.ui.pages.remiss.plan.drawing import LEADS_TO, draw
from secretary_app.ui.pages.remiss.plan.moving import DayDialog, MeetingDialog
from secretary_app.ui.pages.remiss.plan.table import PlanTable
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Empty, Sheet, button, column, label, row
from secretary_app.ui.widgets.mark_legend import MarkLegend
from secretary_app.ui.widgets.timeline import Timeline

_NARROW = 1100
"""Under this the card goes under the table."""
_CARD = 360


class PlanTab(RemissTab):
    kinds = frozenset(
        {
            model.Remiss,
            model.PlannedStep,
            model.Meeting,
            model.Referral,
            model.Recommendation,
            model.Addressee,
            model.ChainStep,
            model.Namnd,
            model.Decision,
            model.Dispatch,
            model.Response,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._page: PlanPage | None = None
        self._option = 0
        self._title = label("", "heading", wrap=True)
        self.timeline = Timeline("Planen som tidslinje")
        self.timeline.picked.connect(self._on_picked)
        self.table = PlanTable(lambda: office.desk.today, office.places)
        self.table.chosen.connect(self._on_row)
        self.table.pin_asked.connect(self._toggle)
        self.table.move_asked.connect(self._move)
        self.card = PlanCard()
        self.card.wished.connect(self._do)
        self.card.option_chosen.connect(self._show_option)
        self.card.meetings_wanted.connect(self._to_meetings)
        self._add_actions()
        self._lay_out()

    def _lay_out(self) -> None:
        head = row(self._title, MarkLegend())
        head.setStretch(0, 1)
        self._drawn = Sheet(head, self.timeline, margin=14)
        self._beside = QHBoxLayout()
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(theme().px(14))
        self._beside.addLayout(column(self._drawn, self.table, spacing=14), 1)
        self._beside.addWidget(self.card)
        inner = QWidget()
        inner.setLayout(self._beside)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inner)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._set_date = button("Sätt svarsdatum…", partial(self._do, Wish(Act.ASK_FOR_TIME)), primary=True)
        self._nothing = Empty("", self._set_date)
        self._nothing.hide()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._nothing)
        outside.addWidget(self._scroll)

    def _add_actions(self) -> None:
        """What can be done with a row. The table itself hears the keys; here they are only told in the menu."""
        self._lock, self._moving = QAction("Lås dagen", self), QAction("Flytta steget…", self)
        for action, key, then in ((self._lock, "Space", self._toggle), (self._moving, "F2", self._move)):
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(partial(self._with_row, then))
        self.table.row_actions = [self._lock, self._moving]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < theme().px(_NARROW)
        self._beside.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)
        width = theme().px(_CARD)
        self.card.setMinimumWidth(0 if is_narrow else width)
        self.card.setMaximumWidth(16_777_215 if is_narrow else width)
        self._fit()

    def _fit(self) -> None:
        """So high that at least a few rows, and under the table the whole card, are seen; beyond that it scrolls."""
        rows = min(len(self.table.rows_model.rows), 6)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(head + rows * self.table.verticalHeader().defaultSectionSize() + 4)
        self.card.show_whole(self._beside.direction() is QBoxLayout.Direction.TopToBottom)

    # Reading and showing.

    def forget(self) -> None:
        self._page = None
        self._option = 0
        self.has_filled = False

    def refresh(self) -> None:
        remiss_id = self.remiss_id
        self.ask(lambda register: plan_page(register, remiss_id), self._take, "plan")

    def _take(self, page: PlanPage) -> None:
        if page.remiss.id != self.remiss_id:
            return
        before = self._page
        is_first = before is None
        if before is None or len(before.options) != len(page.options) or before.used != page.used:
            self._option = page.used or 0
        self._page = page
        self._show()
        if is_first:
            self._choose_first(page)
        problems = len(page.view.plan.problems) if page.view.plan and not page.is_over else 0
        self.count.emit(f"{problems} problem" if problems else "")

    def _choose_first(self, page: PlanPage) -> None:
        """What does not fit, else what is next."""
        rows = self.table.rows_model.rows
        late = (each for each in rows if each.state == "försenad")
        coming = (each for each in rows if not each.step.done)
        chosen = next(late, next(coming, None))
        if chosen is not None:
            self.table.choose(chosen.key)

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        option = page.options[self._option]
        answer_by = page.remiss.answer_by
        from_day = max(answer_by, option.plan.dispatch_by) if answer_by and option.plan else answer_by
        since = f"Planen räknad bakåt från {day(from_day, page.today)}" if from_day else "Planen"
        self._title.setText(since if option.plan else "Låsta steg")
        drawing = draw(page, option)
        self.timeline.show_plan(drawing.span, page.today, drawing.lines, drawing.marks, drawing.limits)
        self._drawn.setVisible(bool(drawing.lines))
        self._nothing.words.setText(page.view.why_not)
        self._set_date.setVisible(answer_by is None and not page.is_over)
        self._nothing.setVisible(not option.rows)
        if self.table.hasFocus() and not option.rows:
            self._set_date.setFocus()
        self._scroll.setVisible(bool(option.rows))
        self.table.set_rows(list(option.rows))
        self.table.sort_by("dag")
        self.table.fit_columns()
        self._show_card()
        self._fit()

    def _shown(self) -> PlanOption | None:
        return self._page.options[self._option] if self._page else None

    def _problem(self) -> Problem | None:
        """The problem of the chosen row, else the first."""
        option = self._shown()
        if option is None or option.plan is None or not option.plan.problems:
            return None
        current = self.table.current_row()
        of_row = (each for each in option.plan.problems if current is not None and each.body in current.bodies)
        return next(of_row, option.plan.problems[0])

    def _show_card(self) -> None:
        if self._page is not None:
            self.card.show_page(self._page, self._option, self._problem())
            for before, after in pairwise([self.table, *self.card.stops()]):
                QWidget.setTabOrder(before, after)
            button = self.card.do if self._page.options[self._option].rows else self._set_date
            self.has_filled = not button.isHidden()
            self.filled.emit()

    def _show_option(self, place: int) -> None:
        self._option = place
        self._show()

    # Choosing a row here and a mark there.

    def _on_row(self) -> None:
        current = self.table.current_row()
        if current is None:
            return
        self.timeline.choose([current.key])
        is_locked = current.is_fixed
        self._lock.setText("Lås upp dagen" if is_locked else "Lås dagen")
        can = current.can_fix and self._page is not None and not self._page.is_over
        self._lock.setEnabled(can)
        self._moving.setEnabled(can)
        self._show_card()

    def _on_picked(self, key: str) -> None:
        self.table.choose(key.removeprefix(LEADS_TO))

    def _with_row(self, then: Callable[[PlanRow], None], _checked: bool = False) -> None:
        current = self.table.current_row()
        if current is not None:
            then(current)

    # What can be done.

    def _cannot(self, each: PlanRow) -> str:
        """Why a step can't be set by hand; ``""`` where it can."""
        if self._page is None or self._page.is_over:
            return "Ärendet är avslutat, så planen kan inte ändras."
        if each.step.done:
            return "Steget är redan klart och kan inte låsas."
        if not each.can_fix:
            return "Det steget följer av de andra. Lås ett sammanträde eller ett internt svarsdatum i stället."
        return ""

    def _toggle(self, each: PlanRow) -> None:
        why_not = self._cannot(each)
        if why_not or self._page is None:
            self.office.notify(Notice(why_not, Tone.INFO))
            return
        remiss, which, date = self._page.remiss, each.which, each.date
        if each.is_fixed:
            self.desk.write(lambda register: loosen_steps(register, remiss, which), owner=self)
        else:
            self.desk.write(lambda register: fix_steps(register, remiss, which, date), owner=self)

    def _move(self, each: PlanRow) -> None:
        why_not = self._cannot(each)
        page = self._page
        if why_not or page is None:
            self.office.notify(Notice(why_not, Tone.INFO))
        elif each.step.step.kind is model.StepKind.MEETING:
            remiss, namnd_id = page.remiss, each.step.namnd_id
            self.desk.read(
                lambda register: meetings_to_choose(register, remiss, namnd_id),
                lambda meetings: MeetingDialog(self.window(), self.office, page, each, meetings).open(),
                owner=self,
                key="meetings",
            )
        else:
            DayDialog(self.window(), self.office, page.remiss, each).open()

    def _do(self, wish: Wish) -> None:
        page = self._page
        if page is None:
            return
        remiss, plan, remedy = page.remiss, wish.plan, wish.remedy
        if wish.act is Act.ACCEPT and plan is not None:
            self.desk.write(
                lambda register: accept_plan(register, remiss, plan),
                owner=self,
                says=lambda notes: " ".join(["Planen används.", *notes]),
            )
        elif wish.act is Act.USE_REMEDY and remedy is not None:
            self.desk.write(lambda register: use_remedy(register, remiss, remedy), owner=self, says=lambda said: said)
        elif wish.act is Act.ASK_FOR_TIME:
            self.desk.read(
                lambda register: remiss_choices(register, remiss.id, self.desk.today),
                partial(self._ask_for_time, wish),
                owner=self,
                key="choices",
            )

    def _ask_for_time(self, wish: Wish, choices: RemissChoices) -> None:
        dialog = AnswerByDialog(self.window(), self.office, choices)
        if wish.remedy is not None:
            dialog.new.set_day(wish.remedy.date)
            dialog.reason.setText("Anstånd")
        dialog.open()

    def _to_meetings(self, namnd_id: str) -> None:
        self.office.go(Destination("sammantraden", item=namnd_id))

    # What the page asks of its tab.

    def show_item(self, item: str) -> None:
        self.table.choose(item)

    def commands(self) -> list[QAction]:
        return [self._lock, self._moving]

    def parts(self) -> list[QWidget]:
        return [self.timeline, self.table, self.card.do]

    def focus_first(self) -> None:
        self.table.setFocus()
