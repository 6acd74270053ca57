"""*Svarsläge*: the matrix recommendation × namnd of one remiss."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from secretary_app.domain.coverage import CellState, cell_state, is_open
from secretary_app.domain.date_words import day
from secretary_app.domain.deadlines import DeadlineState, deadline_state
from secretary_app.domain.model import PlannedStep, Referral, Remiss, RemissState, StepKind
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.status_facts import StatusFacts
from secretary_app.domain.text import and_list
from secretary_app.operations.finding import Bodies
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register

_LACKS = frozenset({CellState.NO_MEASURE, CellState.NO_RESPONSIBLE, CellState.NO_TIMEFRAME})
_OVER = (RemissState.CLOSED, RemissState.VOID)


@dataclass(frozen=True, kw_only=True)
class MatrixCell:
    recommendation_id: str | None
    """None: the whole remiss."""
    namnd_id: str
    concerned: bool
    """False: the recommendation is not put to the body, and there is nothing to open."""
    state: BadgeState
    words: str
    """``§ 31``, ``Utkast``, ``Försenad`` …"""
    second: str
    """``18 mars``, ``till 16 april``; may be empty."""


@dataclass(frozen=True, kw_only=True)
class MatrixRow:
    recommendation_id: str | None
    number: str
    text: str
    cells: tuple[MatrixCell, ...]
    """One a column."""


@dataclass(frozen=True, kw_only=True)
class MatrixColumn:
    namnd_id: str
    abbreviation: str
    name: str
    is_owner: bool
    is_asked: bool
    """It has an internremiss."""
    total: int
    answered: int
    """Decided, lacking a measure or not."""
    second: str
    """``5 av 6``; ``1 utan åtgärd``; ``0 av 4, försenad``."""
    state: BadgeState
    """What the second line's colour says."""
    diarienummer: str
    handlaggare: str


@dataclass(frozen=True, kw_only=True)
class Matrix:
    columns: tuple[MatrixColumn, ...]
    """In Swedish order, the owner last."""
    rows: tuple[MatrixRow, ...]
    waiting: tuple[str, ...]
    """Sentences on what remains; empty: nothing."""

    @property
    def first_unanswered(self) -> tuple[int, int] | None:
        """Row and column of the cell to begin with, the owner's own only when no other is left; None: all answered."""
        places = ((y, x) for y, row in enumerate(self.rows) for x, cell in enumerate(row.cells) if _asks(cell))
        return min(places, key=lambda place: self.columns[place[1]].is_owner, default=None)


def matrix(register: Register, remiss: Remiss, today: dt.date) -> Matrix:
    """The matrix as it stands on ``today``; its states are the status list's."""
    facts = register.status_facts(remiss_id=remiss.id, open_only=False)
    calendar = Calendar.of(register)
    bodies = calendar.bodies
    referrals = {each.namnd_id: each for each in register.find(Referral, remiss_id=remiss.id)}
    view = _View(remiss, today, _own_due(register, remiss, calendar, today), bodies)
    answering = sorted(
        {fact.namnd_id for fact in facts} | {remiss.owner_id},
        key=lambda id: (id == remiss.owner_id, swedish_key(bodies.by_id[id].abbreviation)),
    )
    columns = []
    for namnd_id in answering:
        own = [fact for fact in facts if fact.namnd_id == namnd_id]
        body, referral = bodies.by_id[namnd_id], referrals.get(namnd_id)
        is_owner = namnd_id == remiss.owner_id
        second, state = view.header(own, is_owner=is_owner)
        columns.append(
            MatrixColumn(
                namnd_id=namnd_id,
                abbreviation=body.abbreviation,
                name=body.name,
                is_owner=is_owner,
                is_asked=referral is not None,
                total=len(own),
                answered=sum(not is_open(fact) for fact in own),
                second=second,
                state=state,
                diarienummer=remiss.diarienummer if is_owner else referral.namnd_diarienummer if referral else "",
                handlaggare=remiss.handlaggare if is_owner else referral.handlaggare if referral else "",
            )
        )
    waiting = () if remiss.state in _OVER else tuple(_waiting(facts, columns))
    return Matrix(columns=tuple(columns), rows=view.rows(facts, answering), waiting=waiting)


def _own_due(register: Register, remiss: Remiss, calendar: Calendar, today: dt.date) -> dt.date | None:
    """The day the owner's own answer is waited for: its papers by the accepted plan, once past the answer-by date."""
    chain = {remiss.owner_id} | {step.namnd_id for step in calendar.chain(remiss.owner_id, remiss.kind)}
    steps = register.find(PlannedStep, remiss_id=remiss.id, kind=StepKind.MANUSSTOPP, namnd_id=chain)
    ahead = [step.date for step in steps if step.date >= today]
    return min(ahead, default=remiss.answer_by)


@dataclass(frozen=True)
class _View:
    remiss: Remiss
    today: dt.date
    own_due: dt.date | None
    bodies: Bodies

    def rows(self, facts: Sequence[StatusFacts], answering: Sequence[str]) -> tuple[MatrixRow, ...]:
        of_question: dict[str | None, dict[str, StatusFacts]] = {}
        for fact in facts:
            of_question.setdefault(fact.recommendation_id, {})[fact.namnd_id] = fact
        return tuple(
            MatrixRow(
                recommendation_id=question,
                number=next(iter(own.values())).number,
                text=next(iter(own.values())).recommendation,
                cells=tuple(self.cell(own, question, namnd_id) for namnd_id in answering),
            )
            # The whole remiss stands last, where only some are asked about it.
            for question, own in sorted(of_question.items(), key=lambda item: item[0] is None)
        )

    def cell(self, of_question: Mapping[str, StatusFacts], question: str | None, namnd_id: str) -> MatrixCell:
        fact = of_question.get(namnd_id)
        state, words, second = self.look(fact) if fact else (BadgeState.NONE, "berörs inte", "")
        for_all = _speaks_for(of_question, namnd_id)
        if for_all and fact is None:
            words = for_all
        elif for_all:
            second = ", ".join(filter(None, (second, for_all)))
        return MatrixCell(
            recommendation_id=question,
            namnd_id=namnd_id,
            concerned=fact is not None,
            state=state,
            words=words,
            second=second,
        )

    def look(self, fact: StatusFacts) -> tuple[BadgeState, str, str]:
        """The shape, the words and the second line of a cell."""
        cell = cell_state(fact)
        if not is_open(fact):
            return self._decided(fact, cell)
        if self.remiss.state in _OVER:
            return BadgeState.NONE, "Utan svar", ""
        due = self.own_due if fact.is_owner else fact.deadline
        until = f"till {day(due, self.today)}" if due else "inget datum"
        state = self.deadline(fact)
        if state is DeadlineState.LATE and fact.deadline is not None:
            return BadgeState.LATE, "Försenad", f"svar {day(fact.deadline, self.today)}"
        if cell is CellState.NOT_ASKED:
            return BadgeState.NOT_SENT, "Inte frågad", ""
        if cell is CellState.NOT_SENT:
            return BadgeState.NOT_SENT, "Ej skickad", until
        if cell is CellState.DRAFT:
            return BadgeState.DRAFT, f"Utkast av {self._speaker(fact)}" if _is_spoken_for(fact) else "Utkast", until
        if state is DeadlineState.UNDATED:
            return BadgeState.UNDATED, "Utan datum", f"skickad {day(fact.sent, self.today)}" if fact.sent else ""
        return (BadgeState.SOON if state is DeadlineState.SOON else BadgeState.ON_TIME), "Begärd", until

    def _decided(self, fact: StatusFacts, cell: CellState) -> tuple[BadgeState, str, str]:
        when = day(fact.decided_on, self.today) if fact.decided_on else ""
        paragraph = f"§ {fact.decided_paragraph}" if fact.decided_paragraph else ""
        if cell in _LACKS:
            return BadgeState.TODO, cell.capitalize(), ", ".join(filter(None, (paragraph, when)))
        if _is_spoken_for(fact):
            return BadgeState.DONE, f"Besvarad av {self._speaker(fact)}", ", ".join(filter(None, (paragraph, when)))
        return BadgeState.DONE, paragraph or "Beslutad", when

    def _speaker(self, fact: StatusFacts) -> str:
        return self.bodies.by_id[fact.speaker_id or fact.namnd_id].abbreviation

    def deadline(self, fact: StatusFacts) -> DeadlineState:
        """The state of the deadline that the status list goes by."""
        return deadline_state(fact.deadline, answered=False, today=self.today, warning_days=fact.warning_days)

    def header(self, own: Sequence[StatusFacts], *, is_owner: bool) -> tuple[str, BadgeState]:
        """The second line over a body's cells, and what its colour says."""
        if not own:
            return "svarar för alla", BadgeState.NONE
        waiting = [fact for fact in own if is_open(fact)]
        count = f"{len(own) - len(waiting)} av {len(own)}"
        if waiting and self.remiss.state not in _OVER and self.deadline(waiting[0]) is DeadlineState.LATE:
            return f"{count}, försenad", BadgeState.LATE
        lacks = [state for fact in own if (state := cell_state(fact)) in _LACKS]
        if lacks:
            return f"{len(lacks)} {lacks[0] if len(set(lacks)) == 1 else 'att komplettera'}", BadgeState.TODO
        if is_owner and waiting:
            return f"{count}, egna svar", BadgeState.NONE
        return count, BadgeState.NONE if waiting else BadgeState.DONE


def _is_spoken_for(fact: StatusFacts) -> bool:
    """Another has answered jointly for it."""
    return fact.speaker_id is not None


def _speaks_for(of_question: Mapping[str, StatusFacts], namnd_id: str) -> str:
    """``svarar för båda``, where the body's answer fills the cells of others too."""
    if all(fact.speaker_id != namnd_id for other, fact in of_question.items() if other != namnd_id):
        return ""
    return "svarar för båda" if len(of_question) == 2 else "svarar för alla"


def _asks(cell: MatrixCell) -> bool:
    return cell.concerned and cell.state not in (BadgeState.DONE, BadgeState.TODO)


def _waiting(facts: Sequence[StatusFacts], columns: Sequence[MatrixColumn]) -> Iterator[str]:
    """What remains before the remiss can be closed, most first; and what has been answered but lacks something."""
    left = {column: column.total - column.answered for column in columns}
    others = sorted((each for each in columns if left[each] and not each.is_owner), key=lambda each: -left[each])
    if others:
        count = sum(left[each] for each in others)
        boxes = "1 ruta" if count == 1 else f"{count} rutor"
        names = and_list([f"{each.abbreviation} {left[each]}" for each in others])
        yield f"{boxes} återstår att få svar på innan ärendet kan avslutas: {names}."
    owner = next(column for column in columns if column.is_owner)
    if left[owner]:
        words = "eget svar" if left[owner] == 1 else f"egna {left[owner]} svar"
        yield f"{owner.abbreviation} {words} skrivs i tjänsteskrivelsen."
    for column in columns:
        lacks = [state for fact in facts if fact.namnd_id == column.namnd_id and (state := cell_state(fact)) in _LACKS]
        for state in dict.fromkeys(lacks):
            yield f"{column.abbreviation} har {lacks.count(state)} svar {state}."
