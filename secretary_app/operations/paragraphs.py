"""After a meeting: the § of each of its ärenden, recorded in one go."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from secretary_app.domain import diarienummer
from secretary_app.domain.model import (
    Decision,
    Meeting,
    Namnd,
    Outcome,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.domain.sorting import swedish_key
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list
from secretary_app.operations.deciding import (
    Decided,
    DecisionChains,
    follow,
    put_decided,
    too_early,
    undecided_answers,
)
from secretary_app.operations.editing import Saved, present
from secretary_app.operations.finding import must_be_open, name_of
from secretary_app.operations.meeting_matters import MeetingMatter, Turn, matters_at, turns_of
from secretary_app.operations.planning import Calendar
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

OUTCOMES = (
    Outcome.DECISION,
    Outcome.PROPOSAL,
    Outcome.REFERRED_BACK,
    Outcome.TABLED,
    Outcome.CHAIR_DECISION,
    Outcome.DELEGATED,
    Outcome.ADMINISTRATION,
)
"""As they are offered, the most usual first."""
_MOST_OTHERS = 300
_NUMBER = re.compile(r"(\d{1,6})\s?[a-zåäö]?", re.IGNORECASE)


@dataclass(frozen=True)
class AnswerChoice:
    """An answer that a decision can make the body's own."""

    id: str
    words: str
    """``BUN, rekommendation 3``."""


@dataclass(frozen=True)
class ParagraphRow:
    """One ärende of the meeting, with what is to be recorded of it."""

    remiss: Remiss
    turn: Turn
    outcome: Outcome
    """What it usually comes to."""
    recorded: tuple[Decision, ...]
    """What is recorded already; then it is not recorded here again."""
    answers: tuple[AnswerChoice, ...]
    """Those that an outcome that decides makes the body's own, all unless something else is said."""
    locked: str
    """Why nothing can be recorded, a sentence; ``""``: it can."""
    odd: str
    """What does not agree with the meeting's day, a sentence; it may be recorded all the same."""

    @property
    def can_record(self) -> bool:
        return not self.recorded and not self.locked


@dataclass(frozen=True)
class ParagraphSheet:
    meeting: Meeting
    namnd: Namnd
    rows: tuple[ParagraphRow, ...]
    """In the order of the minutes as far as they are recorded, else by diarienummer."""
    others: tuple[tuple[str, str], ...]
    """Open remisser (id, name) that the body has a part in and that were not planned for the meeting."""


@dataclass(frozen=True, kw_only=True)
class NewParagraph:
    remiss_id: str
    paragraph: str
    """As written: ``45``, ``§ 45``."""
    outcome: Outcome
    immediate: bool = False
    text: str = ""
    answers: frozenset[str] | None = None
    """The ids of the answers that it makes the body's own; None: all that are undecided."""


class WrongParagraphs(UserError):  # noqa: N818 - an answer more than an error
    """Some rows cannot be recorded; none is."""

    def __init__(self, faults: dict[str, str]) -> None:
        super().__init__("Inget är registrerat än: rätta det som står vid raderna.", tuple(faults.values()))
        self.faults = faults
        """By remiss a sentence."""


def paragraph_sheet(register: Register, meeting: Meeting) -> ParagraphSheet:
    """What there is to record for a meeting. Raises UserError where it is gone."""
    meeting = present(register, Meeting, meeting.id, "Sammanträdet")
    calendar = Calendar.of(register)
    matters = matters_at(register, meeting, calendar)
    others = _others(register, calendar, meeting, {each.remiss.id for each in matters})
    rows = tuple(_rows(register, calendar, meeting, matters))
    return ParagraphSheet(meeting, calendar.bodies.by_id[meeting.namnd_id], rows, tuple(others))


def paragraph_row(register: Register, meeting: Meeting, remiss_id: str) -> ParagraphRow:
    """The row of a remiss that was up without being planned. Raises UserError where it is gone."""
    calendar = Calendar.of(register)
    remiss = present(register, Remiss, remiss_id, "Remissen")
    turn = turns_of(register, calendar, [remiss], calendar.bodies.by_id[meeting.namnd_id])[remiss_id]
    key = {"remiss_id": remiss_id, "namnd_id": meeting.namnd_id, "meeting_date": meeting.date}
    matter = MeetingMatter(remiss, turn, tuple(register.find(Decision, **key)), is_planned=False)
    return next(_rows(register, calendar, meeting, [matter]))


def _others(register: Register, calendar: Calendar, meeting: Meeting, there: Collection[str]) -> list[tuple[str, str]]:
    """The newest of them, by name, last those that the body has dealt with; older ones are recorded in the remiss."""
    own = {owner for owner, steps in calendar.chains.items() if any(s.namnd_id == meeting.namnd_id for s in steps)}
    own.add(meeting.namnd_id)
    asked = {each.remiss_id for each in register.find(Referral, namnd_id=own)}
    unfinished = [RemissState.OPEN, RemissState.ANSWERED]
    found = register.find(Remiss, state=unfinished, owner_id=own) + register.find(Remiss, state=unfinished, id=asked)
    by_then = {
        each.id: each for each in found if each.id not in there and (each.received or meeting.date) <= meeting.date
    }
    newest = sorted(by_then.values(), key=lambda each: each.received or dt.date.min, reverse=True)[:_MOST_OTHERS]
    made = register.find(Decision, namnd_id=meeting.namnd_id, remiss_id=[each.id for each in newest])
    dealt_with = {each.remiss_id for each in made if each.outcome not in (Outcome.REFERRED_BACK, Outcome.TABLED)}
    named = [(each.id, f"{each.diarienummer} {each.title}".strip()) for each in newest]
    return sorted(named, key=lambda each: (each[0] in dealt_with, swedish_key(each[1])))


def _rows(
    register: Register, calendar: Calendar, meeting: Meeting, matters: Sequence[MeetingMatter]
) -> Iterator[ParagraphRow]:
    namnd = calendar.bodies.by_id[meeting.namnd_id]
    ids = [each.remiss.id for each in matters]
    sent = {each.remiss_id: each.sent for each in register.find(Referral, remiss_id=ids, namnd_id=namnd.id)}
    for matter in matters:
        remiss = matter.remiss
        chains = DecisionChains(register, calendar, remiss)
        undecided = undecided_answers(register, remiss, chains.decided_by(namnd))
        yield ParagraphRow(
            remiss=remiss,
            turn=matter.turn,
            outcome=chains.usual_outcome(namnd),
            recorded=matter.decisions,
            answers=tuple(_choices(register, calendar, undecided)),
            locked=_locked(remiss),
            odd=too_early(namnd, meeting.date, remiss.received, sent.get(remiss.id)),
        )


def _locked(remiss: Remiss) -> str:
    try:
        must_be_open(remiss)
    except UserError as error:
        return error.message
    return ""


def _choices(register: Register, calendar: Calendar, responses: Sequence[Response]) -> list[AnswerChoice]:
    wanted = {each.recommendation_id for each in responses if each.recommendation_id}
    found = {each.id: each for each in register.find(Recommendation, id=wanted)} if wanted else {}

    def place(each: Response) -> tuple[str, int]:
        name = swedish_key(calendar.bodies.by_id[each.namnd_id].abbreviation)
        return name, found[each.recommendation_id].position if each.recommendation_id else 10**6

    def words(each: Response) -> str:
        about = f"rekommendation {found[each.recommendation_id].number}" if each.recommendation_id else "helheten"
        return f"{calendar.bodies.by_id[each.namnd_id].abbreviation}, {about}"

    return [AnswerChoice(each.id, words(each)) for each in sorted(responses, key=place)]


def counted(numbers: Sequence[str | None]) -> list[str]:
    """The §§ of the rows: each that was written, and after the first for each None the number that follows.

    ``""`` is a row that is left out; the next goes on from the row before it. After what is no number nothing is
    counted.
    """
    found: list[str] = []
    last: int | None = None
    for number in numbers:
        if number is None:
            last = None if last is None else last + 1
            found.append("" if last is None else str(last))
            continue
        found.append(number)
        if number.strip():
            match = _NUMBER.fullmatch(_bare(number))
            last = int(match[1]) if match else None
    return found


def _bare(number: str) -> str:
    return number.replace("§", "").strip()


def record_paragraphs(register: Register, meeting: Meeting, wanted: Sequence[NewParagraph]) -> Saved[list[Decided]]:
    """Record what the meeting came to in each ärende, by the rules of ``decide``, all in one operation.

    Raises WrongParagraphs where a row cannot be recorded, and UserError where there are none or the meeting is gone;
    nothing is then recorded.
    """
    if not wanted:
        raise UserError("Skriv paragrafens nummer vid minst ett ärende.")
    meeting = present(register, Meeting, meeting.id, "Sammanträdet")
    calendar = Calendar.of(register)
    faults = _number_faults(register, meeting, wanted)
    made: list[Decided] = []
    for each in wanted:
        if each.remiss_id in faults:
            continue
        try:
            made.append(_one(register, calendar, meeting, each))
        except UserError as error:
            faults[each.remiss_id] = error.message
    if faults:
        raise WrongParagraphs({each.remiss_id: faults[each.remiss_id] for each in wanted if each.remiss_id in faults})
    namnd = calendar.bodies.by_id[meeting.namnd_id]
    with register.change(_label(meeting, namnd, [each.decision for each in made])) as change:
        made = [put_decided(change, each) for each in made]
    return Saved(made, list(dict.fromkeys(f"{name_of(each.remiss)}: {note}" for each in made for note in each.notes)))


def _one(register: Register, calendar: Calendar, meeting: Meeting, wanted: NewParagraph) -> Decided:
    remiss = present(register, Remiss, wanted.remiss_id, "Remissen")
    decision = Decision(
        id=new_id(),
        remiss_id=remiss.id,
        namnd_id=meeting.namnd_id,
        meeting_date=meeting.date,
        paragraph=_bare(wanted.paragraph),
        outcome=wanted.outcome,
        immediate_justering=wanted.immediate,
        text=wanted.text.strip(),
    )
    return follow(register, calendar, remiss, decision, wanted.answers)


def _number_faults(register: Register, meeting: Meeting, wanted: Sequence[NewParagraph]) -> dict[str, str]:
    """By remiss what is wrong with its number: none, no number, or another ärende's."""
    recorded = register.find(Decision, namnd_id=meeting.namnd_id, meeting_date=meeting.date)
    remisser = {each.id: each for each in register.find(Remiss, id={each.remiss_id for each in recorded})}
    taken = {each.paragraph.casefold(): remisser[each.remiss_id] for each in recorded if each.paragraph}
    others = {each.id: each for each in register.find(Remiss, id=[each.remiss_id for each in wanted])}
    faults: dict[str, str] = {}
    for each in wanted:
        number = _bare(each.paragraph)
        holder = taken.get(number.casefold())
        if not number:
            faults[each.remiss_id] = "Skriv paragrafens nummer, eller lämna hela raden tom."
        elif not _NUMBER.fullmatch(number):
            faults[each.remiss_id] = f"”{number}” är inget nummer på en paragraf. Skriv till exempel 45."
        elif holder is not None and holder.id != each.remiss_id:
            faults[each.remiss_id] = f"§ {number} är redan inlagd för {name_of(holder)}."
        elif each.remiss_id in others:
            taken[number.casefold()] = others[each.remiss_id]
    return faults


def _label(meeting: Meeting, namnd: Namnd, decisions: Sequence[Decision]) -> str:
    numbers = sorted((each.paragraph for each in decisions), key=diarienummer.sort_key)
    sign = "§" if len(numbers) == 1 else "§§"
    return f"Registrerade {sign} {and_list(numbers)} i {namnd.abbreviation} {in_words(meeting.date)}"


def told_of(saved: Saved[list[Decided]]) -> str:
    """What was recorded, in sentences."""
    made = saved.row
    said = [f"{len(made)} §§ är registrerade." if len(made) > 1 else f"§ {made[0].decision.paragraph} är registrerad."]
    answers = sum(len(each.responses) for each in made)
    if answers:
        said.append(f"{answers} svar är därmed {'beslutat' if answers == 1 else 'beslutade'}.")
    ended = [name_of(each.remiss) for each in made if each.ends]
    if ended:
        said.append(f"{and_list(ended)} är {'besvarad' if len(ended) == 1 else 'besvarade'}.")
    return " ".join([*said, *saved.notes])
