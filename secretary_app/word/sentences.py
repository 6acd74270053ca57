"""Sentences whose grammar follows the register: one or many, with or without a date, whoever asks and answers.

A template author can take them as they are (``{{ mening.samråd }}``) or write others out of the plain fields.
"""

import datetime as dt

from secretary_app.domain.model import DocumentKind, Outcome, Position
from secretary_app.domain.swedish_dates import in_words
from secretary_app.domain.text import and_list, genitive
from secretary_app.word.data import Answer, DraftData, Question
from secretary_app.word.decisions import forvaltning, on_owners_side, own_decision, sections_and_date
from secretary_app.word.names import body_in_text, capital, closed, sender_in_text
from secretary_app.word.wording import is_question, made, matter, numbered_points, titled, wording

_POSITIONS = {
    Position.AGREES: "instämmer i",
    Position.PARTLY: "instämmer delvis i",
    Position.DISAGREES: "instämmer inte i",
}
_ASK_POSITION = "[Ange ställningstagande: instämmer, instämmer delvis, instämmer inte eller ej tillämpligt.]"


def background(data: DraftData) -> list[str]:
    """Where the question comes from and when the answer is due; a second paragraph about the internremiss."""
    sentences = [_origin(data)]
    if data.remiss.received:
        sentences.append(f"Ärendet kom in den {in_words(data.remiss.received)}.")
    if data.remiss.answer_by:
        sentences.append(_wanted_by(data, in_words(data.remiss.answer_by)))
    blocks = [" ".join(sentences)]
    if data.referral and not on_owners_side(data) and data.kind is not DocumentKind.INTERNREMISS:
        blocks.append(_asked_by_owner(data))
    return blocks


def consultation(data: DraftData) -> list[str]:
    """Samråd: who has answered the owner, and who has not yet."""
    if not on_owners_side(data):
        return ["[Beskriv vilka som har deltagit i arbetet med svaret.]"]
    answered: dict[str, str] = {}
    awaited: dict[str, str] = {}
    for answer in (answer for question in data.questions for answer in question.answers):
        if answer.namnd.id != data.owner.id:
            names = answered if _is_given(answer) else awaited
            names[answer.namnd.id] = body_in_text(answer.namnd, data.kommun)
    lines = []
    if answered:
        own = "sitt yttrande" if len(answered) == 1 else "sina yttranden"
        owner = body_in_text(data.owner, data.kommun)
        lines.append(f"{capital(and_list(list(answered.values())))} har lämnat {own} till {owner}, se beslutsunderlag.")
    missing = [name for id_, name in awaited.items() if id_ not in answered]
    if missing:
        lines.append(f"[Svar från {and_list(missing)} saknas.]")
    return lines or ["[Beskriv vilka som har deltagit i arbetet med svaret.]"]


def gathered(data: DraftData) -> list[str]:
    """Whose answers are part of the owner's, and whose are still missing; ``[]`` where nobody else was asked."""
    if not on_owners_side(data):
        return []
    others = [a for question in data.questions for a in question.answers if a.namnd.id != data.owner.id]
    given = {answer.namnd.id: _with_decision(answer, data) for answer in others if _is_given(answer)}
    missing = {a.namnd.id: body_in_text(a.namnd, data.kommun) for a in others if a.namnd.id not in given}
    lines = []
    if given:
        answers = "Svaret" if len(given) == 1 else "Svaren"
        owner = genitive(body_in_text(data.owner, data.kommun))
        lines.append(
            f"{data.owner.name} har hämtat in svar från {and_list(list(given.values()))}. "
            f"{answers} ingår i {owner} yttrande."
        )
    if missing:
        lines.append(f"[Svar från {and_list(list(missing.values()))} saknas.]")
    return lines


def contents(data: DraftData) -> str:
    """What the yttrande holds; ``""`` as long as there is no measure in it."""
    if not _has_measures(data):
        return ""
    because = _points_in_matter(data)
    return f"Yttrandet visar vad som ska göras med anledning av {because}, vem som ansvarar och när det ska vara klart."


def measures_from(data: DraftData) -> str:
    """``Åtgärder och tidsplan har tagits fram utifrån rekommendationerna i granskningen.``"""
    return f"Åtgärder och tidsplan har tagits fram utifrån {_points_in_matter(data)}."


def statement_title(data: DraftData) -> str:
    """``Yttrande från Älvstads kommun – Granskning av kommunens inköp``; of an asked namnd with the namnd's name."""
    body = body_in_text(data.namnd, data.kommun)
    whose = (data.kommun.name or body) if on_owners_side(data) else body
    return f"Yttrande från {whose} – {data.remiss.title.strip().rstrip('.') or '[Ange rubrik]'}"


def says_more_than_measures(data: DraftData) -> bool:
    """Whether the answers have more than measures, or nothing at all yet: positions and texts are then to be shown."""
    responses = [answer.response for question in data.questions for answer in question.answers if answer.response]
    return not _has_measures(data) or any(each.position or each.text.strip() for each in responses)


def before_recommendations(data: DraftData) -> str:
    """The line over the recommendations that are listed; ``""`` where the remiss has none."""
    count = len(_recommendations(data))
    if not count:
        return ""
    noun = f"följande {wording(data).point if count == 1 else wording(data).points}"
    subject = capital(matter(data))
    if on_owners_side(data):
        return f"{subject} innehåller {noun}:"
    return f"{subject} innehåller {noun} till {body_in_text(data.namnd, data.kommun)}:"


def statement(data: DraftData) -> str:
    """What the yttrande is over: ``Socialnämnden yttrar sig över rekommendation 3 och 4.``"""
    return f"{data.namnd.name} yttrar sig över {_scope(data)}."


def request(data: DraftData) -> str:
    """What the owner asks the namnd for in the internremiss."""
    asked = body_in_text(data.namnd, data.kommun)
    scope = f"{_scope(data)} i {titled(data)}" if _recommendations(data) else titled(data)
    return f"{data.owner.name} ber {asked} att yttra sig över {scope}."


def answer_when(data: DraftData) -> str:
    """By when and to whom the namnd answers, and why then."""
    referral = data.referral
    owner = body_in_text(data.owner, data.kommun)
    sender = sender_in_text(data.remiss.sender) or "avsändaren"
    direct = referral is not None and referral.direct
    way = f"Svaret skickas direkt till {closed(sender)}" if direct else f"Svaret ska ha kommit in till {owner}"
    if referral is None or referral.deadline is None:
        return f"{way.rstrip(',')}. [Ange när svaret senast ska ha kommit in.]"
    text = f"{way} senast den {in_words(referral.deadline)}"
    if direct or data.remiss.answer_by is None:
        return f"{text}."
    if wording(data).is_proposal:
        return f"{text}, så att {matter(data)} kan vara {_answered(data)} senast den {in_words(data.remiss.answer_by)}."
    return f"{text}, så att {owner} kan svara {closed(sender)} senast den {in_words(data.remiss.answer_by)}."


def covering(data: DraftData) -> str:
    """The first sentence of the följebrev: who has decided what, when."""
    what = f"bifogat yttrande över {titled(data)}"
    body = data.namnd.name
    decision = own_decision(data)
    if decision is None:
        return f"{body} lämnar {what}. [Ange när yttrandet beslutades och i vilken paragraf.]"
    day = in_words(decision.meeting_date)
    if decision.outcome is Outcome.CHAIR_DECISION:
        return f"{genitive(body)} ordförande beslutade den {day} att lämna {what}."
    if decision.outcome is Outcome.DELEGATED:
        return f"{body} lämnar {what} enligt delegationsbeslut den {day}."
    if decision.outcome is Outcome.ADMINISTRATION:
        return f"{capital(forvaltning(data)) or body} lämnar {what}, daterat den {day}."
    return f"{body} beslutade den {day}, § {decision.paragraph or '[Ange paragraf]'}, att lämna {what}."


def position(answer: Answer, question: Question, data: DraftData) -> str:
    """``Socialnämnden instämmer delvis i rekommendationen.``; ``""`` for another body that has not answered."""
    own = answer.namnd.id == data.namnd.id
    taken = answer.response.position if answer.response else None
    words = wording(data)
    if question.recommendation and not words.wants_measures and is_question(question.recommendation.text):
        return f"Ställningstagande: {'instämmer delvis' if taken is Position.PARTLY else taken}." if taken else ""
    if taken is None:
        return _ASK_POSITION if own or answer.response else ""
    what = words.the_point if question.recommendation else f"det som {matter(data)} tar upp"
    if taken is Position.NOT_APPLICABLE:
        fits = "tillämplig" if question.recommendation and not words.point_is_neuter else "tillämpligt"
        return f"{answer.namnd.name} bedömer att {what} inte är {fits}."
    return f"{answer.namnd.name} {_POSITIONS[taken]} {what}."


def answer_paragraphs(answer: Answer, question: Question, data: DraftData) -> list[str]:
    """The answer, a paragraph a blank line; where it is missing, what is to be written.

    Another namnd's answer may be its measures alone.
    """
    text = answer.response.text if answer.response else ""
    if text.strip():
        return paragraphs(text)
    if answer.namnd.id != data.namnd.id and answer.measures:
        return [f"{answer.namnd.name} svarar med åtgärder."]
    if answer.namnd.id != data.namnd.id:
        return [f"[Svar från {body_in_text(answer.namnd, data.kommun)} saknas.]"]
    return [f"[Skriv svaret på {wording(data).the_point if question.recommendation else 'frågan'}.]"]


def paragraphs(text: str) -> list[str]:
    """The text's paragraphs, as blank lines divide them; single line breaks stay inside."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return ["\n".join(block) for block in blocks if block]


def _is_given(answer: Answer) -> bool:
    return bool(answer.response or answer.measures)


def _has_measures(data: DraftData) -> bool:
    return any(answer.measures for question in data.questions for answer in question.answers)


def _with_decision(answer: Answer, data: DraftData) -> str:
    name = body_in_text(answer.namnd, data.kommun)
    return f"{name} ({sections_and_date(answer.decision)})" if answer.decision else name


def _origin(data: DraftData) -> str:
    sender = sender_in_text(data.remiss.sender)
    kind = data.remiss.kind.casefold()
    if kind == "revision":
        return _audit_origin(data, sender)
    if not sender:
        return f"{capital(titled(data))} har kommit in till {data.kommun.name or 'kommunen'}."
    if kind in ("motion", "medborgarförslag"):
        return f"{capital(closed(sender))} har lämnat {titled(data)}."
    if kind == "samråd":
        return f"{capital(closed(sender))} har bjudit in {data.kommun.name or 'kommunen'} till {titled(data)}."
    return f"{capital(closed(sender))} har skickat {titled(data)} till {data.kommun.name or 'kommunen'} för yttrande."


def _wanted_by(data: DraftData, day: str) -> str:
    """Nobody who has made a motion asks for an answer by a day: it is to be answered within a year."""
    if wording(data).is_proposal:
        return f"{capital(matter(data))} ska vara {_answered(data)} senast den {day}."
    sender = capital(closed(sender_in_text(data.remiss.sender))) or "Avsändaren"
    return f"{sender} önskar svar senast den {day}."


def _answered(data: DraftData) -> str:
    return "besvarat" if wording(data).matter_is_neuter else "besvarad"


def _points_in_matter(data: DraftData) -> str:
    """``rekommendationerna i granskningen``."""
    count = len(_recommendations(data))
    return f"{numbered_points(data, '', count)} i {matter(data)}" if count else matter(data)


def _audit_origin(data: DraftData, sender: str) -> str:
    done = f"genomfört {made(data)}"
    whose = "regionens" if data.kommun.name.startswith("Region") else "kommunens"
    if data.remiss.firm:
        return f"{data.remiss.firm} har på uppdrag av {closed(sender) or f'{whose} revisorer'} {done}."
    return f"{capital(closed(sender)) or f'{capital(whose)} revisorer'} har {done}."


def _asked_by_owner(data: DraftData) -> str:
    referral = data.referral
    sent = f" daterad den {in_words(referral.sent)}" if referral and referral.sent else ""
    by = _senast(referral.deadline if referral else None)
    whose = genitive(body_in_text(data.namnd, data.kommun))
    return f"{data.owner.name} har i en internremiss{sent} bett om {whose} svar{by}."


def _senast(date: dt.date | None) -> str:
    return f" senast den {in_words(date)}" if date else ""


def _recommendations(data: DraftData) -> list[str]:
    return [question.recommendation.number for question in data.questions if question.recommendation]


def _scope(data: DraftData) -> str:
    numbers = _recommendations(data)
    if not numbers:
        return matter(data)
    told_apart = all(number.strip() for number in numbers)
    return numbered_points(data, and_list(numbers) if told_apart else "", len(numbers))
