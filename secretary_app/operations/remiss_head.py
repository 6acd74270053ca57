"""The head of a remiss in the window: what it is, its chain of steps, and the one thing to do now."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from secretary_app.domain.date_words import day, time_left
from secretary_app.domain.deadlines import DeadlineState, deadline_state
from secretary_app.domain.model import Attachment, ChainRole, DocumentKind, Measure, Remiss, RemissState, StepKind
from secretary_app.domain.planning import Plan
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.domain.text import and_list
from secretary_app.operations.head_facts import AskedBody, HeadFacts
from secretary_app.store.register import Register

_OVER = (RemissState.CLOSED, RemissState.VOID)
_PAPERS = "Tjänsteskrivelse"
_ROLE_WORDS = {
    ChainRole.PREPARES: "{} bereder",
    ChainRole.DECIDES: "{} beslutar",
    ChainRole.INFORMED: "{}, för kännedom",
}


@dataclass(frozen=True, kw_only=True)
class HeadStep:
    """One step of the chain, from missiv to expediering."""

    words: str
    date: dt.date | None
    second: str
    """The line under: ``27 januari``, ``9 april, SBN är sen``, ``senast 29 maj``."""
    state: BadgeState
    """DONE; else LATE, SOON, TODO (the plan does not fit), UNDATED, NOT_SENT, INFORMED, and ON_TIME for what comes."""
    present: bool = False


class NextKind(StrEnum):
    """What the filled button does."""

    PLAN = "plan"
    WRITE = "write"
    """Write the internremisser that are prepared, as drafts."""
    REFER = "refer"
    """Note which internremisser have gone out."""
    REMIND = "remind"
    SET_DATE = "set_date"
    ANSWERS = "answers"
    DRAFT = "draft"
    """The owner's tjänsteskrivelse."""
    DECIDE = "decide"
    DISPATCH = "dispatch"
    CLOSE = "close"


@dataclass(frozen=True, kw_only=True)
class NextStep:
    kind: NextKind
    words: str
    """For the button."""
    namnd_ids: tuple[str, ...] = ()
    """The bodies it is about."""


@dataclass(frozen=True, kw_only=True)
class RemissHead:
    id: str
    title: str
    diarienummer: str
    sender_line: str
    """``Kommunens revisorer, Lindvall Revision``."""
    answer_by: dt.date | None
    handlaggare: str
    owner: str
    """The abbreviation."""
    state: RemissState
    steps: tuple[HeadStep, ...]
    sentence: str
    """The whole chain for a screen reader: ``Steg 3 av 8, nämnderna svarar, SBN är sen``."""
    next_step: NextStep | None
    """None: the remiss is closed or makulerad."""
    plan: Plan | None
    """The computed plan that the dates to come are taken from; None where one was accepted, or none can be made."""
    answers: int
    """Cells that are answered or drafted."""
    measures: int
    documents: int
    attachments: int


def remiss_head(register: Register, remiss: Remiss, today: dt.date) -> RemissHead:
    """The head as it stands on ``today``; without an accepted plan, the dates to come are the computed plan's."""
    facts = HeadFacts(register, remiss, today)
    steps = _with_present(list(_steps(facts)), over=remiss.state in _OVER)
    return RemissHead(
        id=remiss.id,
        title=remiss.title,
        diarienummer=remiss.diarienummer,
        sender_line=", ".join(filter(None, (remiss.sender, remiss.firm))),
        answer_by=remiss.answer_by,
        handlaggare=remiss.handlaggare,
        owner=facts.owner.abbreviation,
        state=remiss.state,
        steps=steps,
        sentence=_sentence(steps, remiss.state),
        next_step=_next_step(facts),
        plan=facts.computed,
        answers=sum(cell.has_response for cell in facts.cells),
        measures=len(register.find(Measure, remiss_id=remiss.id)),
        documents=len(facts.documents),
        attachments=len(register.find(Attachment, remiss_id=remiss.id)),
    )


def _steps(facts: HeadFacts) -> Iterator[HeadStep]:
    remiss = facts.remiss
    first = "Missiv" if remiss.kind == "revision" else "Inkom"
    received = day(remiss.received, facts.today) if remiss.received else "datum saknas"
    yield HeadStep(words=first, date=remiss.received, second=received, state=BadgeState.DONE)
    if facts.asked:
        yield _sent_step(facts)
        yield _answers_step(facts)
    written, due = facts.papers_written, facts.papers_due
    fails = facts.fails_for(facts.chain[0][0])
    yield _dated(facts, _PAPERS, written, due, fails=fails)
    for body, role in facts.chain:
        made = facts.decision(body)
        planned = facts.decides_on(body)
        words = _ROLE_WORDS[role].format(body.abbreviation)
        step = _dated(facts, words, made.meeting_date if made else None, planned, fails=facts.fails_for(body))
        informed = role is ChainRole.INFORMED and made is None
        paragraph = f"§ {made.paragraph}, " if made and made.paragraph else ""
        second = day(planned, facts.today) if informed and planned else f"{paragraph}{step.second}"
        yield replace(step, second=second, state=BadgeState.INFORMED if informed else step.state)
    yield _dispatch_step(facts)


def _sent_step(facts: HeadFacts) -> HeadStep:
    sent = [each.sent for each in facts.asked if each.sent is not None]
    latest = max(sent, default=None)
    if len(sent) == len(facts.asked) and latest:
        return HeadStep(words="Internremiss", date=latest, second=day(latest, facts.today), state=BadgeState.DONE)
    second = f"{len(sent)} av {len(facts.asked)} skickade" if sent else "ej skickad"
    # What is answered was asked, whether or not the day was noted.
    waits = any(each.waiting and each.sent is None for each in facts.asked)
    state = BadgeState.NOT_SENT if waits else BadgeState.DONE
    return HeadStep(words="Internremiss", date=None, second=second if waits else "", state=state)


def _answers_step(facts: HeadFacts) -> HeadStep:
    words = "Nämnderna svarar" if len(facts.asked) > 1 else f"{facts.asked[0].namnd.abbreviation} svarar"
    waiting = [each for each in facts.asked if each.waiting]
    if not waiting:
        decided = max((cell.decided_on for cell in facts.cells if cell.decided_on and not cell.is_owner), default=None)
        return HeadStep(
            words=words, date=decided, second=day(decided, facts.today) if decided else "", state=BadgeState.DONE
        )
    dates = [each.deadline for each in waiting if each.deadline is not None]
    planned = [facts.planned(each.namnd, StepKind.INTERNAL_DEADLINE) for each in waiting]
    date = min(dates, default=None) or min((each for each in planned if each is not None), default=None)
    late = _named(waiting, DeadlineState.LATE)
    if late and date:
        are = "är sen" if len(late) == 1 else "är sena"
        return HeadStep(
            words=words, date=date, second=f"{day(date, facts.today)}, {and_list(late)} {are}", state=BadgeState.LATE
        )
    undated = _named([each for each in waiting if each.sent], DeadlineState.UNDATED)
    if undated:
        second = f"{and_list(undated)} saknar datum"
        return HeadStep(words=words, date=date, second=second, state=BadgeState.UNDATED)
    return _dated(facts, words, None, date, fails=any(facts.fails_for(each.namnd) for each in waiting))


def _dispatch_step(facts: HeadFacts) -> HeadStep:
    known = (facts.planned(facts.owner, StepKind.DISPATCH), facts.remiss.answer_by)
    planned = min((each for each in known if each is not None), default=None)
    step = _dated(facts, "Expediering", facts.dispatched, planned, fails=False)
    if facts.dispatched is None and step.state is BadgeState.ON_TIME and planned:
        return replace(step, second=f"senast {day(planned, facts.today)}")
    if step.state is BadgeState.LATE and facts.is_answered:
        # It is decided and may well have been sent: to be noted or closed, not late.
        return replace(step, second="inte noterad", state=BadgeState.TODO)
    return step


def _dated(facts: HeadFacts, words: str, done: dt.date | None, due: dt.date | None, *, fails: bool) -> HeadStep:
    """A step that is done on one day or due on another."""
    if done is not None:
        return HeadStep(words=words, date=done, second=day(done, facts.today), state=BadgeState.DONE)
    if due is None:
        return HeadStep(words=words, date=None, second="datum saknas", state=BadgeState.UNDATED)
    state = deadline_state(due, answered=False, today=facts.today, warning_days=facts.owner.warning_days)
    if fails and state is not DeadlineState.LATE:
        return HeadStep(words=words, date=due, second=f"{day(due, facts.today)}, går inte ihop", state=BadgeState.TODO)
    second = day(due, facts.today)
    if state is not DeadlineState.ON_TIME:
        second = f"{second}, {time_left(due, facts.today)}"
    return HeadStep(words=words, date=due, second=second, state=BadgeState(state))


def _with_present(steps: list[HeadStep], *, over: bool) -> tuple[HeadStep, ...]:
    """Mark the first step that is not done, and let what was passed by a later one be done too."""
    # The tjänsteskrivelse may be drafted long before all have answered: that passes nothing.
    done = [place for place, step in enumerate(steps) if step.state is BadgeState.DONE and step.words != _PAPERS]
    passed = len(steps) if over else max(done, default=0)
    # Answers that came late are still waited for when the matter has gone on.
    waits = (BadgeState.LATE, BadgeState.SOON, BadgeState.UNDATED, BadgeState.NOT_SENT)
    marked = []
    for place, step in enumerate(steps):
        skipped = place < passed and step.state not in (BadgeState.DONE, BadgeState.INFORMED)
        if skipped and (over or not (step.words.endswith("svarar") and step.state in waits)):
            marked.append(replace(step, state=BadgeState.NONE, second=""))
        else:
            marked.append(step)
    quiet = (BadgeState.DONE, BadgeState.INFORMED, BadgeState.NONE)
    now = next((place for place, step in enumerate(marked) if step.state not in quiet), None)
    return tuple(replace(step, present=place == now) for place, step in enumerate(marked))


def _sentence(steps: tuple[HeadStep, ...], state: RemissState) -> str:
    now = next((place for place, step in enumerate(steps) if step.present), None)
    if now is None:
        return f"Alla {len(steps)} steg är förbi, remissen är {state}"
    step = steps[now]
    words = step.words if step.words[:2].isupper() else step.words[:1].lower() + step.words[1:]
    return ", ".join(filter(None, (f"Steg {now + 1} av {len(steps)}", words, step.second)))


def _next_step(facts: HeadFacts) -> NextStep | None:
    state = facts.remiss.state
    if state in _OVER:
        return None
    if facts.is_answered:
        if facts.dispatched is None:
            return NextStep(kind=NextKind.DISPATCH, words="Expediera…")
        return NextStep(kind=NextKind.CLOSE, words="Avsluta…")
    waiting = [each for each in facts.asked if each.waiting]
    if waiting:
        return _ask_step(facts, waiting)
    if facts.papers_written is None:
        if not facts.asked and not facts.accepted and facts.planned_for:
            return NextStep(kind=NextKind.PLAN, words="Använd planen")
        return NextStep(kind=NextKind.DRAFT, words="Skapa tjänsteskrivelse…", namnd_ids=(facts.owner.id,))
    left = [body for body, role in facts.chain if role is not ChainRole.INFORMED and facts.decision(body) is None]
    return NextStep(kind=NextKind.DECIDE, words="Lägg in beslut…", namnd_ids=tuple(body.id for body in left[:1]))


def _ask_step(facts: HeadFacts, waiting: list[AskedBody]) -> NextStep:
    """While answers are waited for: plan and ask first, then what is late, then what has no date."""
    late = [each for each in waiting if each.state is DeadlineState.LATE]
    if late:
        return NextStep(kind=NextKind.REMIND, words=f"Påminn {_names(late)}…", namnd_ids=_ids(late))
    unsent = [each for each in waiting if each.sent is None]
    if unsent:
        if not facts.accepted and facts.planned_for:
            return NextStep(kind=NextKind.PLAN, words="Använd planen", namnd_ids=_ids(unsent))
        return _refer_step(facts, unsent)
    undated = [each for each in waiting if each.deadline is None]
    if undated:
        return NextStep(kind=NextKind.SET_DATE, words=f"Sätt datum för {_names(undated)}…", namnd_ids=_ids(undated))
    return NextStep(kind=NextKind.ANSWERS, words="Lägg in svar…", namnd_ids=_ids(waiting))


def _refer_step(facts: HeadFacts, unsent: list[AskedBody]) -> NextStep:
    """What is prepared is written first; what is written (or not even prepared) is noted as sent."""
    written = {each.namnd_id for each in facts.documents if each.kind is DocumentKind.INTERNREMISS}
    unwritten = [each for each in unsent if each.referral is not None and each.namnd.id not in written]
    if unwritten:
        count = f"{len(unwritten)} internremisser" if len(unwritten) > 1 else f"internremiss till {_names(unwritten)}"
        return NextStep(kind=NextKind.WRITE, words=f"Skapa {count}…", namnd_ids=_ids(unwritten))
    which = "skickade internremisser" if len(unsent) > 1 else f"internremissen till {_names(unsent)}"
    return NextStep(kind=NextKind.REFER, words=f"Notera {which}…", namnd_ids=_ids(unsent))


def _named(bodies: list[AskedBody], state: DeadlineState) -> list[str]:
    return [each.namnd.abbreviation for each in bodies if each.state is state]


def _names(bodies: list[AskedBody]) -> str:
    return and_list([each.namnd.abbreviation for each in bodies])


def _ids(bodies: list[AskedBody]) -> tuple[str, ...]:
    return tuple(each.namnd.id for each in bodies)
