"""Decisions, proposals and what they rest on, in the words of Swedish minutes.

The forms are those of municipal minutes: "Arbetsutskottets beslut § 58/2022-04-04", "Arbetsutskottets förslag till
kommunstyrelsen", "Beslutet justeras omedelbart."
"""

import re

from secretary_app.domain.model import ChainRole, Decision, DocumentKind, Namnd, NamndKind, Outcome
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import genitive
from secretary_app.word.data import DecisionFacts, DraftData
from secretary_app.word.names import body_in_text, capital, definite, lowered, sender_in_text

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
    if data.decision:
        proposes = data.decision.outcome is Outcome.PROPOSAL
    else:
        proposes = data.namnd.kind is NamndKind.UTSKOTT or _role(data) is ChainRole.PREPARES
    if proposes:
        target = _next_body(data)
        to = body_in_text(target, data.kommun) if target else "beslut"
        return f"{genitive(capital(definite(data.namnd)))} förslag till {to}"
    return "Beslut" if data.decision or data.kind is DocumentKind.PROTOKOLLSUTDRAG else "Förslag till beslut"


def decision_points(data: DraftData) -> list[str]:
    """The decision's points without their numbers; what is to be decided where nothing is yet."""
    if data.decision is None:
        return ["[Skriv beslutet.]"] if data.kind is DocumentKind.PROTOKOLLSUTDRAG else proposed_points(data)
    points = [_NUMBERING.sub("", line).strip() for line in data.decision.text.splitlines() if line.strip()]
    if not points and data.decision.outcome is Outcome.PROPOSAL:
        points = proposed_points(data)
    points = points or [_UNSAID.get(data.decision.outcome, "[Skriv beslutet.]")]
    if data.decision.immediate_justering and not any("justeras omedelbart" in point for point in points):
        points.append(_IMMEDIATELY)
    return points


def proposal_heading(data: DraftData) -> str:
    """``Omsorgs- och socialförvaltningens förslag till beslut``; a body without förvaltning has no name before it."""
    own = forvaltning(data)
    return f"{genitive(own)} förslag till beslut" if own else "Förslag till beslut"


def proposed_points(data: DraftData) -> list[str]:
    """What the förvaltning proposes that the deciding body decides."""
    if on_owners_side(data) and _role(data) is ChainRole.INFORMED:
        return [f"{data.namnd.name} tar del av yttrandet och lägger ärendet till handlingarna."]
    decider = deciding_body(data)
    own = forvaltning(data)
    proposal = f"{genitive(lowered(own, data.kommun))} förslag till yttrande" if own else "förslaget till yttrande"
    points = [f"{decider.name} ställer sig bakom {proposal} och lämnar det till {_receiver(data)}{_deadline(data)}."]
    if on_owners_side(data):
        points += [
            f"{genitive(decider.name)} yttrande skickas till {body_in_text(link.namnd, data.kommun)} för kännedom."
            for link in data.chain
            if link.role is ChainRole.INFORMED
        ]
    return points


def deciding_body(data: DraftData) -> Namnd:
    """Who decides on the answer that the document is about."""
    if not on_owners_side(data):
        return data.namnd
    return next((link.namnd for link in data.chain if link.role is ChainRole.DECIDES), data.owner)


def recipients(data: DraftData) -> list[str]:
    """Beslutet skickas till, one a line."""
    lines = list(data.recipients)
    if not lines and data.decision:
        lines = [line.strip() for line in data.decision.recipients.splitlines() if line.strip()]
    return lines or ["[Ange vilka beslutet skickas till]"]


def basis(data: DraftData) -> list[str]:
    """Beslutsunderlag: the preparing bodies' decisions, the tjänsteskrivelse, the others' decisions, the papers."""
    written = data.date if data.kind is DocumentKind.TJANSTESKRIVELSE else data.tjansteskrivelse_date
    date = written.isoformat() if written else "[Ange datum]"
    earlier = [facts for facts in data.decisions if _is_earlier(facts, data)]
    in_chain = {link.namnd.id for link in data.chain} | {data.owner.id, data.namnd.id}
    lines = [named(facts, data) for facts in earlier if facts.namnd.id in in_chain]
    lines.append(f"Tjänsteskrivelse {date}")
    if on_owners_side(data):
        lines += [named(facts, data) for facts in earlier if facts.namnd.id not in in_chain]
        lines += _still_missing(data)
    if data.referral and data.referral.sent:
        lines.append(f"Internremiss {data.referral.sent.isoformat()}")
    return lines + papers(data)


def named(facts: DecisionFacts, data: DraftData) -> str:
    """``Omsorgs- och socialnämndens beslut § 21/2022-03-22``."""
    decision, body = facts.decision, facts.namnd
    if decision.outcome is Outcome.ADMINISTRATION:
        writer = lowered(body.forvaltning, data.kommun) or body_in_text(body, data.kommun)
        return f"Svar från {writer} {decision.meeting_date.isoformat()}"
    word = "" if decision.outcome in _WITHOUT_MEETING else "beslut "
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


def _is_earlier(facts: DecisionFacts, data: DraftData) -> bool:
    if data.decision and facts.decision.id == data.decision.id:
        return False
    if data.decision is None and facts.namnd.id == data.namnd.id and facts.decision.outcome.decides:
        return False
    meeting = data.meeting.date if data.meeting else data.date
    return facts.decision.meeting_date <= (data.decision.meeting_date if data.decision else meeting)


def _still_missing(data: DraftData) -> list[str]:
    """For the owner: a line for each namnd whose answer is awaited, so that the list is not finished in silence."""
    known = {facts.namnd.id for facts in data.decisions} | {data.owner.id}
    asked = {answer.namnd.id: answer.namnd for question in data.questions for answer in question.answers}
    return [
        f"{genitive(definite(body))} beslut [Ange paragraf och datum]"
        for id_, body in asked.items()
        if id_ not in known
    ]


def _role(data: DraftData) -> ChainRole | None:
    return next((link.role for link in data.chain if link.namnd.id == data.namnd.id), None)


def _next_body(data: DraftData) -> Namnd | None:
    """The body that a proposal goes to: the next in the chain, else an utskott's own styrelse or nämnd."""
    ids = [link.namnd.id for link in data.chain]
    if data.namnd.id in ids:
        later = [link for link in data.chain[ids.index(data.namnd.id) + 1 :] if link.role is not ChainRole.INFORMED]
        if later:
            return later[0].namnd
    return data.owner if data.namnd.parent_id == data.owner.id else None


def _receiver(data: DraftData) -> str:
    direct = data.referral is not None and data.referral.direct
    if on_owners_side(data) or direct:
        return sender_in_text(data.remiss.sender) or "[Ange mottagare]"
    return body_in_text(data.owner, data.kommun)


def _deadline(data: DraftData) -> str:
    by = data.remiss.answer_by if on_owners_side(data) else data.referral and data.referral.deadline
    return f" senast den {in_words(by)}" if by else ""
