"""The tab Plan: the backward plan to scale, in a table that says the same, and what is to be done about it."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain import model
from secretary_app.domain.date_words import day
from secretary_app.domain.planning import Problem
from secretary_app.operations.plan_page import plan_page, tried_remedies
from secretary_app.operations.plan_rows import PlanOption, PlanPage, in_day_words
from secretary_app.ui.core.page import Office
from secretary_app.ui.pages.remiss.plan.acting import PlanActs
from secretary_app.ui.pages.remiss.plan.card import Act, PlanCard, Wish
from secretary_app.ui.pages.remiss.plan.drawing import LEADS_TO, draw
from secretary_app.ui.pages.remiss.plan.table import PlanTable
from secretary_app.ui.pages.remiss.tab import RemissTab
from secretary_app.ui.style.theme import theme
from secretary_app.ui.widgets.basics import Empty, Sheet, button, column, label, link, row
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
            model.DeadlineChange,
            model.Reminder,
        }
    )

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self._page: PlanPage | None = None
        self._option = 0
        self._is_whole = False
        """Each namnd has a line of its own, however many they are."""
        self._problem: Problem | None = None
        """The one that the card tells of."""
        self._trials: dict[Problem, tuple[PlanOption, ...]] = {}
        self._trial: int | None = None
        """The remedy of the problem whose plan is shown."""
        self._title = label("", "heading", wrap=True)
        self.timeline = Timeline("Planen som tidslinje")
        self.timeline.picked.connect(self._on_picked)
        self.table = PlanTable(lambda: office.desk.today, office.places)
        self.table.chosen.connect(self._on_row)
        self.acts = PlanActs(self, office)
        self.table.pin_asked.connect(self.acts.toggle)
        self.table.move_asked.connect(self.acts.move)
        self.table.row_actions = self.acts.actions()
        self.acts.decision_wanted.connect(self._put_in_decision)
        self.card = PlanCard()
        self.card.wished.connect(self._do)
        self.card.option_chosen.connect(self._show_option)
        self.card.remedy_chosen.connect(self._show_trial)
        self.card.meetings_wanted.connect(self.acts.to_meetings)
        self.card.granted.connect(self.acts.granted)
        self.card.refused.connect(self.acts.refused)
        self._lay_out()

    def _lay_out(self) -> None:
        self._back = link("Visa planen som den är", self._show_plan_itself)
        self._back.hide()
        self._legend = MarkLegend()
        self._more = link("", self._unfold)
        titles = row(self._title, self._back)
        titles.setStretch(0, 1)
        self._head = row()
        self._head.addLayout(titles, 1)
        self._head.addWidget(self._legend)
        self._drawn = Sheet(self._head, self.timeline, row(self._more, None), margin=14)
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
        self._set_date = button("Sätt svarsdatum…", partial(self._do, Wish(Act.SET_DATE)), primary=True)
        self._nothing = Empty("", self._set_date)
        self._nothing.hide()
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._nothing)
        outside.addWidget(self._scroll)

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
        self._fit_head()
        self.card.show_whole(self._beside.direction() is QBoxLayout.Direction.TopToBottom)

    def _fit_head(self) -> None:
        """The legend goes under the title where the text is large, and gives way where it has no room at all."""
        is_beside = self._beside.direction() is QBoxLayout.Direction.LeftToRight
        card = self.card.width() + self._beside.spacing() if is_beside else 0
        room = self._scroll.viewport().width() - card - 2 * theme().px(14)
        title = self._title.fontMetrics().horizontalAdvance(self._title.text())
        legend = self._legend.sizeHint().width()
        is_high = title + legend + theme().px(20) > room
        self._head.setDirection(QBoxLayout.Direction.TopToBottom if is_high else QBoxLayout.Direction.LeftToRight)
        self._legend.setVisible(self._trial is None and legend <= room)

    # Reading and showing.

    def forget(self) -> None:
        self._page = None
        self._option = 0
        self._is_whole = False
        self._problem = self._trial = None
        self._trials = {}
        self.acts.show(None, None)
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
        self._trial, self._trials = None, {}
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
        option = self._shown_option(page)
        answer_by = page.remiss.answer_by
        from_day = max(answer_by, option.plan.dispatch_by) if answer_by and option.plan else answer_by
        since = f"Planen räknad bakåt från {day(from_day, page.today)}" if from_day else "Planen"
        self._title.setText(self._trial_words(page) or (since if option.plan else "Låsta steg"))
        self._back.setVisible(self._trial is not None)
        drawing = draw(page, option, whole=self._is_whole)
        asked = sum(line.is_asked for line in option.lines)
        self._more.setText(f"Visa alla {asked} nämnder" if drawing.folded else "Visa färre nämnder")
        self._more.setVisible(bool(drawing.folded) or (self._is_whole and asked > 1))
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
        self._show_acts()
        self._show_card()
        self._fit()

    def _shown_option(self, page: PlanPage) -> PlanOption:
        if self._trial is not None and self._problem in self._trials:
            return self._trials[self._problem][self._trial]
        return page.options[self._option]

    def _trial_words(self, page: PlanPage) -> str:
        if self._trial is None or self._problem is None:
            return ""
        words = in_day_words(self._problem.remedies[self._trial].text, page.today)
        return f"Så blir planen: {words.partition(' (')[0]}"

    def _problem_of_row(self, page: PlanPage) -> Problem | None:
        """The problem of the chosen row, else the first."""
        plan = page.options[self._option].plan
        if plan is None or not plan.problems:
            return None
        current = self.table.current_row()
        of_row = (each for each in plan.problems if current is not None and each.body in current.bodies)
        return next(of_row, plan.problems[0])

    def _show_card(self) -> None:
        if self._page is not None:
            if self._trial is None:
                self._problem = self._problem_of_row(self._page)
            tried = self._trials.get(self._problem, ()) if self._problem else ()
            self.card.show_page(self._page, self._option, self._problem, tried)
            self._try_remedies(self._page)
            for before, after in pairwise([self.table, *self.card.stops()]):
                QWidget.setTabOrder(before, after)
            button = self.card.do if self._page.options[self._option].rows else self._set_date
            self.has_filled = not button.isHidden()
            self.filled.emit()

    def _try_remedies(self, page: PlanPage) -> None:
        """What each remedy would give is computed when it is looked at: it may take a while with many namnder."""
        problem, remiss_id = self._problem, page.remiss.id
        if problem is not None and problem.remedies and problem not in self._trials and not page.is_over:
            self.ask(
                lambda register: tried_remedies(register, remiss_id, problem.remedies),
                lambda tried: self._take_trials(page, problem, tried),
                "trials",
            )

    def _take_trials(self, page: PlanPage, problem: Problem, tried: tuple[PlanOption, ...]) -> None:
        if page is self._page:
            self._trials[problem] = tried
            if problem == self._problem:
                self._show_card()

    def _show_trial(self, place: int) -> None:
        """The plan that a remedy would give, before it is used."""
        if self._problem in self._trials:
            self._trial = place
            self._show()

    def _show_plan_itself(self) -> None:
        self._trial = None
        self._show()
        self.table.setFocus()

    def _unfold(self) -> None:
        self._is_whole = not self._is_whole
        self._show()

    def _show_option(self, place: int) -> None:
        self._option = place
        self._show()

    # Choosing a row here and a mark there.

    def _on_row(self) -> None:
        self._show_acts()
        current = self.table.current_row()
        if current is not None:
            self.timeline.choose([current.key])
            self._show_card()

    def _show_acts(self) -> None:
        # Nothing can be done with the steps of a plan that is only tried.
        self.acts.show(self._page, self.table.current_row() if self._trial is None else None)

    def _on_picked(self, key: str) -> None:
        self.table.choose(key.removeprefix(LEADS_TO))

    # What can be done.

    def _put_in_decision(self, namnd_id: str) -> None:
        self.asked.emit("decide", (namnd_id,))

    def _do(self, wish: Wish) -> None:
        if wish.act is Act.ACCEPT and wish.plan is not None:
            self.acts.accept(wish.plan)
        elif wish.act is Act.USE_REMEDY and wish.remedy is not None:
            self.acts.use(wish.remedy)
        elif wish.act is Act.ASK_FOR_TIME:
            self.acts.ask_for_time()
        elif wish.act is Act.SET_DATE:
            self.acts.set_answer_by()

    # What the page asks of its tab.

    def show_item(self, item: str) -> None:
        self.table.choose(item)

    def commands(self) -> list[QAction]:
        return self.acts.actions()

    def parts(self) -> list[QWidget]:
        return [self.timeline, self.table, self.card.do]

    def focus_first(self) -> None:
        self.table.setFocus()
