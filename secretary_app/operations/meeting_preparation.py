"""Before a meeting: of each ärende that is up what is there and what is missing, and where that is mended."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from secretary_app.domain.answer_check import Finding, FindingKind
from secretary_app.domain.coverage import CellState, cell_state, is_open
from secretary_app.domain.date_words import day
from secretary_app.domain.deadlines import DeadlineState, deadline_state
from secretary_app.domain.model import (
    ChainRole,
    Decision,
    Document,
    DocumentKind,
    Meeting,
    Namnd,
    Outcome,
    PlannedStep,
    StepKind,
)
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.domain.text import and_list, genitive
from secretary_app.domain.workdays import back_to_working_day
from secretary_app.operations.answers import Dossier, dossiers
from secretary_app.operations.editing import how_many
from secretary_app.operations.finding import name_of
from secretary_app.operations.meeting_matters import Computed, MeetingMatter, TurnKind, matters_at
from secretary_app.operations.meeting_points import Ask, DraftNeed, Point
from secretary_app.operations.planning import Calendar
from secretary_app.operations.quality import gaps_in
from secretary_app.store.register import Register

_WITHOUT_RESULT = (Outcome.REFERRED_BACK, Outcome.TABLED)
_UNANSWERED = (CellState.NOT_ASKED, CellState.NOT_SENT, CellState.ASKED)
_SPOKEN = {
    DocumentKind.TJANSTESKRIVELSE: "tjänsteskrivelse",
    DocumentKind.YTTRANDE: "yttrande",
    DocumentKind.UNDERLAG: "underlag till paragraf",
}
"""The papers that a meeting needs of each ärende."""


@dataclass(frozen=True)
class PreparedMatter:
    matter: MeetingMatter
    turn_words: str
    """``bereds till KS 13 maj``."""
    points: tuple[Point, ...]
    drafts: tuple[DraftNeed, ...]
    """All papers that it needs, those that are there too."""

    @property
    def id(self) -> str:
        return self.matter.remiss.id

    @property
    def state(self) -> BadgeState:
        """That of the most pressing thing that is missing."""
        return min((each.state for each in self.points), key=lambda state: state.rank, default=BadgeState.DONE)


@dataclass(frozen=True)
class Preparation:
    meeting: Meeting
    namnd: Namnd
    manusstopp: dt.date
    is_over: bool
    """It has been held; today's has not."""
    matters: tuple[PreparedMatter, ...]

    @property
    def without_paragraph(self) -> tuple[PreparedMatter, ...]:
        return tuple(each for each in self.matters if not each.matter.decisions)

    @property
    def wanted_drafts(self) -> tuple[DraftNeed, ...]:
        return tuple(need for each in self.matters for need in each.drafts if need.is_wanted)


def preparation(register: Register, meeting: Meeting, today: dt.date, computed: Computed | None = None) -> Preparation:
    """What is up at the meeting and how it stands; ``computed``: the meetings of remisser without an accepted plan."""
    calendar = Calendar.of(register)
    namnd = calendar.bodies.by_id[meeting.namnd_id]
    manusstopp = meeting.manusstopp or back_to_working_day(meeting.date - dt.timedelta(days=namnd.manusstopp_days))
    matters = matters_at(register, meeting, calendar, computed)
    is_over = meeting.date < today
    seen = _Seen(register, calendar, meeting, matters, today, manusstopp, computed or {})
    return Preparation(meeting, namnd, manusstopp, is_over, tuple(seen.prepared(each) for each in matters))


class _Seen:
    """All that the matters of a meeting are judged by, read at once."""

    def __init__(
        self,
        register: Register,
        calendar: Calendar,
        meeting: Meeting,
        matters: Sequence[MeetingMatter],
        today: dt.date,
        manusstopp: dt.date,
        computed: Computed,
    ) -> None:
        self._register = register
        self._calendar = calendar
        self._meeting = meeting
        self._today = today
        self._papers_late = manusstopp < today
        self._computed = computed
        ids = [each.remiss.id for each in matters]
        remisser = [each.remiss for each in matters]
        self._ids = ids
        self._cases = {case.remiss.id: case for case in dossiers(register, remisser, calendar.bodies)}
        self._cells: defaultdict[str, list[StatusFacts]] = defaultdict(list)
        for cell in register.status_facts(open_only=False, remiss_ids=ids) if ids else ():
            self._cells[cell.remiss_id].append(cell)
        self._steps = register.find(PlannedStep, remiss_id=ids, kind=StepKind.MEETING)

    def prepared(self, matter: MeetingMatter) -> PreparedMatter:
        words = self._turn_words(matter)
        if self._meeting.date < self._today or matter.decisions or self._meeting.cancelled:
            return PreparedMatter(matter, words, (self._recorded(matter),), tuple(self._extracts(matter)))
        case = self._cases[matter.remiss.id]
        drafts = tuple(self._drafts(case, matter))
        return PreparedMatter(matter, words, tuple(self._points(case, matter, drafts)), drafts)

    def _recorded(self, matter: MeetingMatter) -> Point:
        """What came of it, when the meeting is over."""
        if matter.decisions:
            made = [f"{_place(each)}, {each.outcome}" for each in matter.decisions]
            return Point(and_list(made), BadgeState.DONE)
        if self._meeting.cancelled:
            return Point("Planen går hit, men sammanträdet är inställt", BadgeState.TODO, "plan")
        return Point("§ saknas", BadgeState.TODO)

    def _turn_words(self, matter: MeetingMatter) -> str:
        turn = matter.turn
        words = turn.kind.value
        if not turn.is_owners:
            words = words.replace("nämndens", genitive(turn.whose.abbreviation))
        if turn.then is None:
            return words
        following = self._following(matter.remiss.id, turn.then) if "bereds" in words else None
        when = f" {day(following, self._today)}" if following else ""
        return f"{words} till {turn.then.abbreviation}{when}"

    def _following(self, remiss_id: str, namnd: Namnd) -> dt.date | None:
        """The body's next meeting after this one that the remiss goes through."""
        kept = [step.date for step in self._steps if (step.remiss_id, step.namnd_id) == (remiss_id, namnd.id)]
        computed = [date for (body, date), ids in self._computed.items() if body == namnd.id and remiss_id in ids]
        return min((each for each in [*kept, *computed] if each > self._meeting.date), default=None)

    def _points(self, case: Dossier, matter: MeetingMatter, drafts: Sequence[DraftNeed]) -> Iterator[Point]:
        if matter.turn.kind is TurnKind.INFORMED:
            yield self._decided(case)
            return
        yield from self._prepared_before(case, matter)
        if matter.turn.is_owners:
            yield from self._others_answers(case)
        else:
            yield from self._asked(case, matter.turn.whose)
        yield from self._own_answers(case, matter.turn.whose)
        answering = case.answering() if matter.turn.is_owners else [matter.turn.whose]
        for namnd in answering:
            yield from self._checked(case, namnd)
        yield from self._papers(drafts)
        for gap in gaps_in([case.remiss], case.bodies.all, case.recommendations, case.addressees, case.referrals):
            words = gap.text.removeprefix(f"{name_of(case.remiss)}: ").removeprefix(f"{name_of(case.remiss)}, ")
            yield Point(_sentence(words), BadgeState.UNDATED, "svarslage")

    def _decided(self, case: Dossier) -> Point:
        """Of what is only handed over: whether it is decided."""
        steps = self._calendar.chain(case.remiss.owner_id, case.remiss.kind)
        deciding = [case.bodies.by_id[step.namnd_id] for step in steps if step.role is ChainRole.DECIDES]
        decider = next(iter(deciding), case.owner)
        made = _newest(case, decider)
        if made is None or not made.outcome.decides:
            return Point(f"{decider.abbreviation} har inte beslutat än", BadgeState.TODO, "plan")
        words = f"{decider.abbreviation} beslutade {day(made.meeting_date, self._today)}"
        return Point(f"{words}, § {made.paragraph}" if made.paragraph else words, BadgeState.DONE)

    def _prepared_before(self, case: Dossier, matter: MeetingMatter) -> Iterator[Point]:
        """The bodies that should have prepared it before this one."""
        for step in self._calendar.chain(matter.turn.whose.id, case.remiss.kind):
            if step.namnd_id == self._meeting.namnd_id:
                return
            namnd = case.bodies.by_id[step.namnd_id]
            if step.role is ChainRole.PREPARES:
                made = _newest(case, namnd)
                if made is None:
                    yield Point(f"{namnd.abbreviation} har inte berett ärendet", BadgeState.TODO, "plan")
                else:
                    when = day(made.meeting_date, self._today)
                    words = f"{namnd.abbreviation} {made.outcome} {when}"
                    yield Point(f"{words}, § {made.paragraph}" if made.paragraph else words, BadgeState.DONE)

    def _others_answers(self, case: Dossier) -> Iterator[Point]:
        """The answers of the namnder asked; whose are in, by the same count as the list of remisser."""
        cells: defaultdict[str, list[StatusFacts]] = defaultdict(list)
        for cell in self._cells[case.remiss.id]:
            if not cell.is_owner:
                cells[cell.namnd_id].append(cell)
        asked = [body for body in case.bodies.all if body.id in cells]
        waiting = [body for body in asked if any(is_open(cell) for cell in cells[body.id])]
        if not asked:
            return
        if not waiting:
            names = asked[0].abbreviation if len(asked) == 1 else f"Alla {len(asked)} nämnder"
            yield Point(f"{names} har svarat", BadgeState.DONE)
            return
        missing = and_list([body.abbreviation for body in waiting])
        words = f"{len(asked) - len(waiting)} av {len(asked)} nämnder har svarat, {missing} saknas"
        if len(asked) == 1:
            words = f"{missing} har inte svarat"
        states = {body.id: self._waits(case, body) for body in waiting}
        late = [body.abbreviation for body in waiting if states[body.id] is BadgeState.LATE]
        if late:
            who = " och" if len(late) == len(waiting) else f", {and_list(late)}"
            words += f"{who} är {'sen' if len(late) == 1 else 'sena'}"
        boxes = sum(is_open(cell) for body in waiting for cell in cells[body.id])
        words = f"{words} ({how_many(boxes, 'öppen ruta', 'öppna rutor')})"
        state = min(states.values(), key=lambda each: each.rank)
        unsent = [body for body in waiting if states[body.id] is BadgeState.NOT_SENT]
        to = [body for body in waiting if body.abbreviation in late] or unsent
        ask = Ask.REMIND if late else Ask.SEND if unsent else None
        yield Point(words, state, "svarslage", f"/{waiting[0].id}", ask=ask, namnder=tuple(to))

    def _waits(self, case: Dossier, namnd: Namnd) -> BadgeState:
        referral = case.referral_to(namnd)
        deadline = referral.deadline if referral else None
        state = deadline_state(deadline, answered=False, today=self._today, warning_days=namnd.warning_days)
        if state is not DeadlineState.LATE and (referral is None or referral.sent is None):
            return BadgeState.NOT_SENT
        return BadgeState(state)

    def _asked(self, case: Dossier, namnd: Namnd) -> Iterator[Point]:
        referral = case.referral_to(namnd)
        if referral is None or referral.sent is None:
            words = f"Internremissen till {namnd.abbreviation} är inte skickad"
            yield Point(words, BadgeState.NOT_SENT, "svarslage", ask=Ask.SEND, namnder=(namnd,))

    def _own_answers(self, case: Dossier, namnd: Namnd) -> Iterator[Point]:
        own = [cell for cell in self._cells[case.remiss.id] if cell.namnd_id == namnd.id]
        left = [cell for cell in own if cell_state(cell) in _UNANSWERED]
        if left:
            which = [cell.number for cell in left if cell.number]
            on = f" på rekommendation {and_list(which)}" if which else ""
            item = f"{left[0].recommendation_id or ''}/{namnd.id}"
            yield Point(f"{genitive(namnd.abbreviation)} svar saknas{on}", self._by_papers, "svar", item)
        elif own:
            yield Point(
                f"{genitive(namnd.abbreviation)} svar {'är skrivet' if len(own) == 1 else 'är skrivna'}",
                BadgeState.DONE,
            )

    @property
    def _by_papers(self) -> BadgeState:
        """How pressing it is that papers are not written."""
        return BadgeState.LATE if self._papers_late else BadgeState.TODO

    def _checked(self, case: Dossier, namnd: Namnd) -> Iterator[Point]:
        """What the answer check finds in what the namnd has answered."""
        # With it comes what reads workbooks, which the page need not wait for.
        from secretary_app.operations.answering import check_dossier

        if not any(each.namnd_id == namnd.id for each in case.responses):
            return
        findings = [
            each for each in check_dossier(self._register, case, namnd) if each.kind is not FindingKind.NO_ANSWER
        ]
        if findings:
            first = findings[0]
            words = first.text if len(findings) == 1 else f"{first.text} Och {len(findings) - 1} till att se över."
            yield Point(words, BadgeState.TODO, "svar", f"{_question(first)}/{namnd.id}")

    def _papers(self, drafts: Sequence[DraftNeed]) -> Iterator[Point]:
        missing = tuple(each for each in drafts if each.latest is None)
        if missing:
            words = and_list([_SPOKEN[each.kind] for each in missing])
            yield Point(f"Utkast saknas: {words}", self._by_papers, drafts=missing)
        older = tuple(each for each in drafts if each.latest is not None and each.is_older)
        if older:
            words = and_list([_SPOKEN[each.kind] for each in older])
            yield Point(f"Utkastet är äldre än svaren: {words}", BadgeState.TODO, drafts=older)
        there = [each for each in drafts if each.latest is not None and not each.is_older]
        if there:
            words = and_list([_SPOKEN[each.kind] for each in there])
            yield Point(f"{_sentence(words)} finns", BadgeState.DONE, "dokument", _id_of(there[0]))

    def _drafts(self, case: Dossier, matter: MeetingMatter) -> Iterator[DraftNeed]:
        turn = matter.turn
        if turn.kind is TurnKind.INFORMED:
            return
        meets = case.bodies.by_id[self._meeting.namnd_id]
        for kind in _SPOKEN:
            namnd = meets if kind is DocumentKind.UNDERLAG else turn.whose
            latest = self._latest.get((case.remiss.id, kind, namnd.id))
            is_older = latest is not None and self._is_older(latest, None if turn.is_owners else turn.whose)
            yield DraftNeed(case.remiss.id, kind, namnd, latest, is_older)

    def _extracts(self, matter: MeetingMatter) -> Iterator[DraftNeed]:
        """Once there is a §, the protokollsutdrag of it."""
        if matter.decisions:
            namnd = self._calendar.bodies.by_id[self._meeting.namnd_id]
            kind = DocumentKind.PROTOKOLLSUTDRAG
            latest = self._latest.get((matter.remiss.id, kind, namnd.id))
            yield DraftNeed(matter.remiss.id, kind, namnd, latest, is_older=False)

    @cached_property
    def _latest(self) -> dict[tuple[str, DocumentKind, str | None], Document]:
        """The newest draft of each kind for each body whose file is there."""
        found: dict[tuple[str, DocumentKind, str | None], Document] = {}
        documents = self._register.find(Document, remiss_id=self._ids, kind=[*_SPOKEN, DocumentKind.PROTOKOLLSUTDRAG])
        for each in sorted(documents, key=lambda each: each.draft_number):
            if (self._register.files / each.path).is_file():
                found[each.remiss_id, each.kind, each.namnd_id] = each
        return found

    @cached_property
    def _made(self) -> dict[str, int]:
        return self._register.made_by(Document, [each.id for each in self._latest.values()])

    @cached_property
    def _changes(self) -> dict[str, list[tuple[str | None, int, int | None]]]:
        """By remiss whose answers were changed by which operation, and what that took back."""
        found: defaultdict[str, list[tuple[str | None, int, int | None]]] = defaultdict(list)
        for each in self._register.answer_changes({each.remiss_id for each in self._latest.values()}):
            found[each.remiss_id].append((each.namnd_id, each.no, each.undoes))
        return found

    def _is_older(self, draft: Document, of: Namnd | None) -> bool:
        """The answers (``of`` one body only) have changed since the draft. To take back a later change says nothing."""
        made = self._made[draft.id]
        return any(
            no > made and (undoes is None or undoes <= made)
            for namnd_id, no, undoes in self._changes.get(draft.remiss_id, ())
            if of is None or namnd_id in (of.id, None)
        )


def _place(decision: Decision) -> str:
    return f"§ {decision.paragraph}" if decision.paragraph else "Utan §"


def _newest(case: Dossier, namnd: Namnd) -> Decision | None:
    """What the body last made of it; not that it sent it back or put it off."""
    made = [each for each in case.decisions if each.namnd_id == namnd.id and each.outcome not in _WITHOUT_RESULT]
    return made[-1] if made else None


def _question(finding: Finding) -> str:
    return finding.recommendation_id or ""


def _id_of(need: DraftNeed) -> str:
    return need.latest.id if need.latest else ""


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}".removesuffix(".")
