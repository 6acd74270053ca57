"""The card beside the plan: what accepting it does, or what does not fit and what would help."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from secretary_app.domain.date_words import day
from secretary_app.domain.planning import Plan, Problem, ProblemKind, Remedy, RemedyKind
from secretary_app.domain.text import and_list
from secretary_app.operations.extension import Requested
from secretary_app.operations.plan_remedies import what_it_gives
from secretary_app.operations.plan_rows import PlanOption, PlanPage, in_day_words
from secretary_app.ui.pages.remiss.plan.differences import Differences
from secretary_app.ui.style.shapes import State
from secretary_app.ui.widgets.basics import Shape, Sheet, button, clear, label, link, row
from secretary_app.ui.widgets.options import Options


class Act(Enum):
    """What the filled button does."""

    ACCEPT = auto()
    USE_REMEDY = auto()
    SET_DATE = auto()
    """Move the answer-by date."""
    ASK_FOR_TIME = auto()
    """Write to the sender and ask for more."""
    NOTHING = auto()


@dataclass(frozen=True)
class Wish:
    """What a press on the button means."""

    act: Act
    plan: Plan | None = None
    remedy: Remedy | None = None


def _is_passed(problem: Problem) -> bool:
    return problem.kind is ProblemKind.PASSED


class PlanCard(Sheet):
    """One heading, its sentences, a choice where there is one, and the page's filled button."""

    wished = Signal(Wish)
    option_chosen = Signal(int)
    """An alternative (0: the plan itself) that is to be shown."""
    remedy_chosen = Signal(int)
    """A remedy of the problem, whose plan is to be shown."""
    meetings_wanted = Signal(str)
    """The id of the body whose meetings are missing."""
    granted = Signal(Requested)
    refused = Signal(Requested)
    """What became of the request for more time."""

    def __init__(self) -> None:
        super().__init__()
        self._page: PlanPage | None = None
        self._option = 0
        self._problem: Problem | None = None
        self._remedy = 0
        self._tried: Sequence[PlanOption] = ()
        self._is_whole = False
        self._wish = Wish(Act.NOTHING)
        self._shape = Shape()
        self.heading = label("", "heading", wrap=True)
        self._words = QWidget()
        self._lines = QVBoxLayout(self._words)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._time = QWidget()
        self._time_lines = QVBoxLayout(self._time)
        self._time_lines.setContentsMargins(0, 0, 0, 0)
        self._ask = label("", "second")
        self.options = Options("Val")
        self.do = button("", self._tell, glyph="check", primary=True)
        self.anyway = button("Använd planen ändå", self._accept_anyway)
        self._fill()

    def _fill(self) -> None:
        """The buttons are always seen; what stands over them scrolls where there is little room."""
        head = row(self._shape, self.heading, spacing=8)
        head.setStretch(1, 1)
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self.body.spacing())
        inside.addLayout(head)
        for part in (self._words, self._ask, self.options, self._time):
            inside.addWidget(part)
        inside.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self._scroll, 1)
        self.body.addLayout(row(self.do, self.anyway, None))
        self.body.addStretch()
        self._content.installEventFilter(self)
        self.options.chosen.connect(self._on_chosen)

    def _content_height(self, width: int) -> int:
        """What stands over the buttons, in a card of this width."""
        margins = self.body.contentsMargins()
        layout = self._content.layout()
        assert layout is not None
        layout.activate()
        return layout.totalHeightForWidth(width - margins.left() - margins.right() - 2)

    def show_whole(self, whole: bool) -> None:
        """Whether all of it is seen at once; else what stands over the buttons scrolls."""
        self._is_whole = whole
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """The buttons follow right after what is said."""
        height = self._content_height(self.width()) + 2
        self._scroll.setMaximumHeight(height)
        self._scroll.setMinimumHeight(height if self._is_whole else 0)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, from the top."""
        words, time = (each.findChildren(QPushButton) for each in (self._words, self._time))
        return [*words, *self.options.buttons(), *time, self.do, self.anyway]

    def show_page(self, page: PlanPage, option: int, problem: Problem | None, tried: Sequence[PlanOption] = ()) -> None:
        """Show what holds: ``option`` is the plan or alternative that is shown, ``problem`` the one that is meant.

        ``tried``: the plans that its remedies would give, where they are known yet.
        """
        if problem != self._problem:
            self._remedy = 0
        self._page, self._option, self._problem, self._tried = page, option, problem, tried
        clear(self._lines)
        clear(self._time_lines)
        self._ask.hide()
        self.options.hide()
        self.anyway.hide()
        if page.view.plan is None:
            self._show_no_plan(page)
        elif page.is_over:
            self._show_head(State.NONE, "Ärendet är avslutat")
            self._say("Planen visas som den räknas, men kan inte ändras.")
            self._set(Wish(Act.NOTHING))
        elif problem is not None:
            self._show_problem(page, problem)
        else:
            self._show_fits(page)
        for namnd_id, sentence in page.without_meetings:
            self._lines.addWidget(label(sentence, wrap=True))
            self._lines.addWidget(link("Läs in möten…", partial(self.meetings_wanted.emit, namnd_id)))
        self._show_time(page)
        self._words.setVisible(self._lines.count() > 0)

    def _show_head(self, state: State, words: str) -> None:
        self._shape.show_state(state)
        self._shape.setVisible(bool(state))
        self.heading.setText(words)

    def _say(self, sentence: str, look: str = "") -> None:
        self._lines.addWidget(label(sentence, look, wrap=True))

    def _set(self, wish: Wish, words: str = "", *, enabled: bool = True) -> None:
        self._wish = wish
        self.do.setVisible(wish.act is not Act.NOTHING)
        self.do.setText(words)
        self.do.setEnabled(enabled)

    def _show_time(self, page: PlanPage) -> None:
        """More time that was asked for, and the way to ask."""
        for each in page.requested:
            whose = f"{each.body} har begärt anstånd" if each.namnd_id else "Anstånd är begärt"
            self._time_lines.addWidget(label(f"{whose} till {day(each.until, page.today)}.", wrap=True))
            yes = link("Beviljat…", partial(self.granted.emit, each), glyph="check")
            no = link("Avslaget", partial(self.refused.emit, each))
            self._time_lines.addLayout(row(yes, no, None))
        is_asked = any(not each.namnd_id for each in page.requested)
        can = page.remiss.answer_by is not None and not page.is_over and not page.is_decided and not is_asked
        if can and page.view.plan is not None and self._wish.act is not Act.ASK_FOR_TIME:
            ask = link("Begär anstånd…", partial(self.wished.emit, Wish(Act.ASK_FOR_TIME)), glyph="envelope-simple")
            self._time_lines.addLayout(row(ask, None))
        self._time.setVisible(self._time_lines.count() > 0)

    # Each of the four.

    def _show_no_plan(self, page: PlanPage) -> None:
        self._show_head(State.UNDATED, "Det finns ingen plan än")
        self._say(page.view.why_not)
        if page.remiss.answer_by is None and not page.is_over:
            self._set(Wish(Act.SET_DATE), "Sätt svarsdatum…")
        else:
            self._set(Wish(Act.NOTHING))

    def _show_problem(self, page: PlanPage, problem: Problem) -> None:
        plan = page.view.plan
        assert plan is not None
        self._show_head(State.LATE, self._heading_of(page, plan, problem))
        together = [
            each for each in plan.problems if (each.body, _is_passed(each)) == (problem.body, _is_passed(problem))
        ]
        if _is_passed(problem):
            earliest = f"Tidigast kan svaret lämnas {day(problem.between[1], page.today)}."
            self._say(earliest if problem.remedies else "Ingen dag går att räkna fram så länge resten inte går ihop.")
        else:
            for each in together:
                self._say(f"{in_day_words(each.reason, page.today)}.")
        others = list(dict.fromkeys(each.body for each in plan.problems if each not in together))
        if others:
            self._say(f"Det går inte heller ihop för {and_list(others)}. Välj en annan rad för att se det.", "second")
        if not problem.remedies:
            self._say("Inget enskilt skulle få planen att gå ihop. Flytta svarsdatumet eller lås upp ett steg.")
            self._set(Wish(Act.SET_DATE), "Flytta svarsdatumet…")
            self.anyway.show()
            return
        self._say_passed(page)
        self._ask.setText("Välj vad som ska ändras")
        self._ask.show()
        self._remedy = min(self._remedy, len(problem.remedies) - 1)
        words = [
            (in_day_words(each.text, page.today), f"{what_it_gives(each)} {self._gives(place)}".rstrip())
            for place, each in enumerate(problem.remedies)
        ]
        self.options.setAccessibleName("Vad som ska ändras")
        self.options.show_options(words, self._remedy)
        self.options.show()
        self.anyway.show()
        self._show_remedy(plan, problem.remedies[self._remedy])

    @staticmethod
    def _heading_of(page: PlanPage, plan: Plan, problem: Problem) -> str:
        if _is_passed(problem):
            return in_day_words(problem.brief, page.today)
        is_asked = problem.body in plan.internal_deadlines
        verb = "svara" if is_asked else "besluta" if problem.body == page.owner else "ta ärendet i tid"
        return f"{problem.body} hinner inte {verb}"

    def _show_remedy(self, plan: Plan, remedy: Remedy) -> None:
        if remedy.kind is RemedyKind.EXTENSION:
            self._set(Wish(Act.ASK_FOR_TIME, plan, remedy), "Begär anstånd…")
        else:
            self._set(Wish(Act.USE_REMEDY, plan, remedy), "Använd förslaget")

    def _gives(self, place: int) -> str:
        return self._tried[place].gives if place < len(self._tried) else ""

    def _show_fits(self, page: PlanPage) -> None:
        option = page.options[self._option]
        wish = Wish(Act.ACCEPT, option.plan)
        if page.used == self._option and not option.changes:
            self._show_head(State.DONE, "Planen används")
            self._say("Stegen och de interna svarsdatumen följer planen.")
            self._set(Wish(Act.NOTHING))
        elif page.is_decided:
            self._show_head(State.DONE, "Allt är beslutat")
            self._say("Nu återstår bara att expediera svaret.")
            self._set(Wish(Act.NOTHING))
        elif page.view.is_accepted:
            self._show_other(page, option)
        else:
            self._show_head(State.ON_TIME, "Planen går ihop")
            self._say_changes(option.changes, "När du använder planen")
            self._set(wish, "Använd planen")
        if not page.is_decided:
            self._say_passed(page)
            self._show_alternatives(page)

    def _show_other(self, page: PlanPage, option: PlanOption) -> None:
        """A plan was accepted, and this is not it (or an internremiss has got another date since)."""
        if page.used not in (None, self._option):
            self._show_head(State.ON_TIME, "En annan plan än den som används")
        else:
            self._show_head(State.TODO, "Planen stämmer inte längre")
        is_new = page.used in (None, self._option)
        self._lines.addWidget(Differences(option.differs, page.today))
        this = "den nya planen" if is_new else "den här planen"
        self._say_changes(option.changes, f"När du använder {this}")
        self._set(Wish(Act.ACCEPT, option.plan), f"Använd {this}")

    def _say_passed(self, page: PlanPage) -> None:
        for each in page.passed:
            assert each.step.passed is not None
            was, then = day(each.step.passed, page.today), day(each.step.date, page.today)
            self._say(
                f"{each.step.body} har inget registrerat beslut från {was}. Är det fattat, lägg in det. Annars räknar "
                f"planen med {then}.",
                "second",
            )

    def _say_changes(self, changes: tuple[str, ...], when: str) -> None:
        if not changes:
            self._say("Stegen sparas. De interna svarsdatumen står redan som i planen.")
            return
        self._say(when, "second")
        for sentence in changes:
            self._say(f"•  {sentence}")

    def _show_alternatives(self, page: PlanPage) -> None:
        if len(page.options) < 2:
            return
        words = [("Planen med minst omedelbar justering", page.options[0].gives)]
        for each in page.options[1:]:
            assert each.plan is not None
            words.append((in_day_words(each.plan.gain, page.today).rstrip("."), each.gives))
        self._ask.setText("Det går också att planera så här")
        self._ask.show()
        self.options.setAccessibleName("Planer att välja mellan")
        self.options.show_options(words, self._option)
        self.options.show()

    def _on_chosen(self, place: int) -> None:
        if self._page is None:
            return
        self._scroll.ensureWidgetVisible(self.options.row_of(place))
        if self._problem is not None:
            plan = self._page.view.plan
            assert plan is not None
            self._remedy = place
            self._show_remedy(plan, self._problem.remedies[place])
            self.remedy_chosen.emit(place)
        else:
            self.option_chosen.emit(place)

    def _tell(self) -> None:
        self.wished.emit(self._wish)

    def _accept_anyway(self) -> None:
        if self._page is not None:
            self.wished.emit(Wish(Act.ACCEPT, self._page.view.plan))
