"""Decisions, proposals and what they rest on, in the words of Swedish minutes.

The forms are those of municipal minutes: "Arbetsutskottets beslut § 58/2022-04-04", "Arbetsutskottets förslag till
kommunstyrelsen", "Beslutet justeras omedelbart."
"""

import datetime as dt
import re

from secretary_app.domain.model import ChainRole, Decision, DocumentKind, Kommun, Namnd, NamndKind, Outcome
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import genitive
from secretary_app.word.data import DecisionFacts, DraftData
from secretary_app.word.motions import settled_sentence
from secretary_app.word.names import body_in_text, capital, closed, definite, lowered, sender_in_text
from secretary_app.word.wording import wording

_IMMEDIATELY = "Beslutet justeras omedelbart."
_NUMBERING = re.compile(r"^\s*(?:\d+[.)]|[•–-])\s+")
_WITHOUT_MEETING = {
    Outcome.CHAIR_DECISION: "ordförandebeslut",
    Outcome.DELEGATED: "delegationsbeslut",
    Outcome.ADMINISTRATION: "svar från förvaltningen",
}
_UNSAID = {
    Outcome.REFERRED_BACK: "Ärendet återremitteras.",
    Outcome.TABLED: "Ärendet bordläggs.",
}


def on_owners_side(data: DraftData) -> bool:
    """Whether the document belongs to the owner's own ärende, not to that of a namnd which was asked."""
    in_chain = any(link.namnd.id == data.namnd.id for link in data.chain)
    return data.for_owner or (data.referral is None and (in_chain or data.namnd.parent_id == data.owner.id))


def forvaltning(data: DraftData) -> str:
    """The förvaltning that writes; an utskott's is its owner's. ``""`` where there is none."""
    if data.namnd.forvaltning or not on_owners_side(data):
        return data.namnd.forvaltning
    return data.owner.forvaltning


def sections_and_date(decision: Decision) -> str:
    """``§ 78/2022-04-20``; a decision outside a meeting says what it is instead of a missing §."""
    date = decision.meeting_date.isoformat()
    outside = _WITHOUT_MEETING.get(decision.outcome)
    if outside:
        return f"{outside} § {decision.paragraph}/{date}" if decision.paragraph else f"{outside} {date}"
    return f"§ {decision.paragraph or '[Ange paragraf]'}/{date}"


def paragraph_line(data: DraftData) -> str:
    """What stands first in an underlag or a protokollsutdrag: ``§ 78``."""
    decision = data.decision
    if decision and not decision.paragraph and decision.outcome in _WITHOUT_MEETING:
        return capital(_WITHOUT_MEETING[decision.outcome])
    return f"§ {(decision.paragraph if decision else '') or '[Ange paragraf]'}"


def own_decision(data: DraftData) -> Decision | None:
    """The decision that ended with the body's answer: the one handed in, else its latest. No återremiss is one."""
    if data.decision and data.decision.outcome.decides:
        return data.decision
    own = [facts.decision for facts in data.decisions if facts.namnd.id == data.namnd.id]
    return max((one for one in own if one.outcome.decides), key=lambda one: one.meeting_date, default=None)


def decision_heading(data: DraftData) -> str:
    """``Beslut``, or over a proposal ``Arbetsutskottets förslag till kommunstyrelsen``."""
    if proposes(data):
        target = next_body(data)
        to = body_in_text(target, data.kommun) if target else "beslut"
        return f"{genitive(capital(definite(data.namnd)))} förslag till {to}"
    return "Beslut" if data.decision or data.kind is DocumentKind.PROTOKOLLSUTDRAG else "Förslag till beslut"


def decision_points(data: DraftData) -> list[str]:
    """The decision's points without their numbers; what is to be decided where nothing is yet."""
    points = decision_lines(data) or proposed_points(data)
    return [*points, _IMMEDIATELY] if adjusted_at_once(data) else points


def decision_lines(data: DraftData) -> list[str]:
    """The decision's own words, a point a line; ``[]`` where what is proposed stands in its place."""
    if data.decision is None:
        return ["[Skriv beslutet.]"] if data.kind is DocumentKind.PROTOKOLLSUTDRAG else []
    lines = [_NUMBERING.sub("", line).strip() for line in data.decision.text.splitlines() if line.strip()]
    if lines or data.decision.outcome is Outcome.PROPOSAL:
        return lines
    return [_UNSAID.get(data.decision.outcome, "[Skriv beslutet.]")]


def adjusted_at_once(data: DraftData) -> bool:
    """Whether "Beslutet justeras omedelbart." is still to be said: the decision's own words do not."""
    decision = data.decision
    return bool(decision and decision.immediate_justering and "justeras omedelbart" not in decision.text)


def proposal_heading(data: DraftData) -> str:
    """``Omsorgs- och socialförvaltningens förslag till beslut``; a body without förvaltning has no name before it."""
    own = forvaltning(data)
    return f"{genitive(own)} förslag till beslut" if own else "Förslag till beslut"


def proposed_points(data: DraftData) -> list[str]:
    """What the förvaltning proposes that the deciding body decides."""
    if only_takes_note(data):
        return [f"{data.namnd.name} tar del av {taken_note_of(data)} och lägger ärendet till handlingarna."]
    decider = deciding_body(data)
    own = forvaltning(data)
    proposal = f"{genitive(lowered(own, data.kommun))} förslag till yttrande" if own else "förslaget till yttrande"
    by = _deadline(data)
    to = closed(receiver(data)) if by else receiver(data)
    points = [f"{decider.name} ställer sig bakom {proposal} och lämnar det till {to}{by}."]
    if on_owners_side(data):
        if wording(data).is_proposal:
            points = [settled_sentence(data, decider.name)]
        what = "beslut" if wording(data).is_proposal else "yttrande"
        points += [
            f"{genitive(decider.name)} {what} skickas till {body_in_text(link.namnd, data.kommun)} för kännedom."
            for link in data.chain
            if link.role is ChainRole.INFORMED
        ]
    return points


def taken_note_of(data: DraftData) -> str:
    """What is sent for information: the answer, or what was decided of a motion."""
    return "beslutet" if wording(data).is_proposal else "yttrandet"


def only_takes_note(data: DraftData) -> bool:
    """Whether the body gets the answer for information and decides nothing about it."""
    return on_owners_side(data) and _role(data) is ChainRole.INFORMED


def deciding_body(data: DraftData) -> Namnd:
    """Who decides on the answer that the document is about."""
    if not on_owners_side(data):
        return data.namnd
    return next((link.namnd for link in data.chain if link.role is ChainRole.DECIDES), data.owner)


def recipients(data: DraftData) -> list[str]:
    """Beslutet skickas till, one a line: as recorded with the decision, else as the chain has it. Never to itself."""
    body = _minuted(data)
    own = data.decision.recipients if data.decision and body.id == data.namnd.id else ""
    recorded = [line.strip() for line in own.splitlines() if line.strip()]
    lines = [line for line in recorded or _told(data, body) if line.casefold() != body.name.casefold()]
    return list(dict.fromkeys(lines)) or ["[Ange vilka beslutet skickas till]"]


def _told(data: DraftData, body: Namnd) -> list[str]:
    """Who is told what ``body`` makes of the ärende; perhaps itself among them.

    ``data.recipients`` get the answer. A proposal goes to the body it is made to, what ends without an answer goes
    back to those who wrote, and a body that only takes note tells those who answered and who asked.
    """
    if not on_owners_side(data):
        return [forvaltning(data)] if _is_unanswered(data) and forvaltning(data) else list(data.recipients)
    if body.id == data.namnd.id and _is_unanswered(data):
        return [data.owner.forvaltning or data.owner.name]
    if body.id == data.namnd.id and _hands_on(data):
        target = next_body(data)
        return [target.name] if target else []
    if _role(data, body) is ChainRole.INFORMED:
        return [name for name in (deciding_body(data).name, data.remiss.sender) if name]
    return list(data.recipients) if body.id == data.owner.id else [*data.recipients, data.owner.name]


def _minuted(data: DraftData) -> Namnd:
    """Whose decision the paper is about: a tjänsteskrivelse is about the answer, minutes are a body's own."""
    return deciding_body(data) if data.kind is DocumentKind.TJANSTESKRIVELSE else data.namnd


def _is_unanswered(data: DraftData) -> bool:
    return data.decision is not None and data.decision.outcome in _UNSAID


def _hands_on(data: DraftData) -> bool:
    """Whether another body goes on with it, also where a preparing body's proposal is recorded as its decision."""
    is_decision = data.decision is not None and data.decision.outcome is Outcome.DECISION
    return proposes(data) or (is_decision and _role(data) is ChainRole.PREPARES)


def basis(data: DraftData) -> list[str]:
    """Beslutsunderlag: the preparing bodies' decisions, the tjänsteskrivelse, the asked namnder's, the papers."""
    date = written_on(data)
    earlier = _counting(data)
    before = _bodies_before(data)
    lines = [named(facts, data.kommun) for facts in earlier if facts.namnd.id in before]
    lines.append(f"Tjänsteskrivelse {date}")
    if on_owners_side(data):
        lines += [
            named(facts, data.kommun)
            for facts in earlier
            if facts.namnd.id not in before and _was_asked(facts.namnd, data)
        ]
        lines += _still_missing(data)
    if data.referral and data.referral.sent:
        lines.append(f"Internremiss {data.referral.sent.isoformat()}")
    return lines + papers(data)


def written_on(data: DraftData) -> str:
    """The day of the tjänsteskrivelse and the proposed yttrande: 2025-05-14. Never one after what rests on it."""
    written = data.date if data.kind is DocumentKind.TJANSTESKRIVELSE else data.tjansteskrivelse_date
    return written.isoformat() if written and written <= _by(data) else "[Ange datum]"


def named(facts: DecisionFacts, kommun: Kommun) -> str:
    """``Omsorgs- och socialnämndens beslut § 21/2022-03-22``."""
    decision, body = facts.decision, facts.namnd
    if decision.outcome is Outcome.ADMINISTRATION:
        writer = lowered(body.forvaltning, kommun) or body_in_text(body, kommun)
        return f"Svar från {writer} {decision.meeting_date.isoformat()}"
    word = "förslag " if decision.outcome is Outcome.PROPOSAL else "beslut "
    if decision.outcome in _WITHOUT_MEETING:
        word = ""
    return f"{genitive(definite(body))} {word}{sections_and_date(decision)}"


def papers(data: DraftData) -> list[str]:
    """The handlingar: ``Missiv 2025-03-18``; several of a kind, or of none, by their names."""
    kinds = [paper.kind for paper in data.attachments]
    lines = []
    for paper in data.attachments:
        plain = paper.name.rsplit(".", 1)[0] or paper.name
        known = paper.kind and paper.kind != "annan"
        text = capital(paper.kind) if known else plain
        if known and kinds.count(paper.kind) > 1:
            text = f"{text} ({plain})"
        lines.append(f"{text} {paper.dated.isoformat()}" if paper.dated else text)
    return lines


def _counting(data: DraftData) -> list[DecisionFacts]:
    """Of each body the latest decision by then; an återremiss or a bordläggning is none to rest on."""
    latest = {
        facts.namnd.id: facts
        for facts in sorted(data.decisions, key=lambda facts: facts.decision.meeting_date)
        if facts.decision.outcome not in _UNSAID and facts.decision.meeting_date <= _by(data)
    }
    return list(latest.values())


def _by(data: DraftData) -> dt.date:
    """The day until which a decision can be among the papers."""
    if data.kind is DocumentKind.TJANSTESKRIVELSE:
        return data.date
    if data.decision:
        return data.decision.meeting_date
    return data.meeting.date if data.meeting else data.date


def _bodies_before(data: DraftData) -> set[str]:
    """Ids of the bodies whose decisions come before this one: those earlier in the chain, and the body's utskott."""
    body = _minuted(data)
    before = {facts.namnd.id for facts in data.decisions if facts.namnd.parent_id == body.id}
    ids = [link.namnd.id for link in data.chain]
    if on_owners_side(data) and body.id in ids:
        before |= set(ids[: ids.index(body.id)])
    return before - {body.id}


def _was_asked(body: Namnd, data: DraftData) -> bool:
    """Whether the body answers the owner: it is neither in the owner's chain nor fullmäktige nor a mere utskott."""
    if body.id in {link.namnd.id for link in data.chain} | {data.owner.id, data.namnd.id}:
        return False
    return body.id in _asked(data) or body.kind not in (NamndKind.FULLMAKTIGE, NamndKind.UTSKOTT)


def _asked(data: DraftData) -> dict[str, Namnd]:
    return {answer.namnd.id: answer.namnd for question in data.questions for answer in question.answers}


def _still_missing(data: DraftData) -> list[str]:
    """For the owner: a line for each namnd whose answer is awaited, so that the list is not finished in silence."""
    known = {facts.namnd.id for facts in data.decisions if facts.decision.outcome.decides}
    known |= {link.namnd.id for link in data.chain} | {data.owner.id}
    return [
        f"{genitive(definite(body))} beslut [Ange paragraf och datum]"
        for id_, body in _asked(data).items()
        if id_ not in known
    ]


def proposes(data: DraftData) -> bool:
    """Whether what the body makes of the ärende is a proposal to another body."""
    if data.decision:
        return data.decision.outcome is Outcome.PROPOSAL
    return data.namnd.kind is NamndKind.UTSKOTT or _role(data) is ChainRole.PREPARES


def _role(data: DraftData, body: Namnd | None = None) -> ChainRole | None:
    wanted = (body or data.namnd).id
    return next((link.role for link in data.chain if link.namnd.id == wanted), None)


def next_body(data: DraftData) -> Namnd | None:
    """The body that a proposal goes to: the next in the chain, else an utskott's own styrelse or nämnd."""
    ids = [link.namnd.id for link in data.chain]
    if data.namnd.id in ids:
        later = [link for link in data.chain[ids.index(data.namnd.id) + 1 :] if link.role is not ChainRole.INFORMED]
        if later:
            return later[0].namnd
    return data.owner if data.namnd.parent_id == data.owner.id else None


def receiver(data: DraftData) -> str:
    """Whom the answer is to, as inside a sentence."""
    direct = data.referral is not None and data.referral.direct
    if on_owners_side(data) or direct:
        return sender_in_text(data.remiss.sender) or "[Ange mottagare]"
    return body_in_text(data.owner, data.kommun)


def _deadline(data: DraftData) -> str:
    by = data.remiss.answer_by if on_owners_side(data) else data.referral and data.referral.deadline
    return f" senast den {in_words(by)}" if by else ""
