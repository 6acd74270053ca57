"""What the fields are made from: a question in its draft, an answer to it, a measure's row, and the letterhead."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from secretary_app.domain import answer_marks
from secretary_app.domain.model import DocumentKind, Kommun, Measure, MeasureState, Person, Position
from secretary_app.domain.text import and_list, genitive
from secretary_app.word import decisions
from secretary_app.word.data import Answer, Comment, DraftData, MeasureFacts, Question
from secretary_app.word.field import Image
from secretary_app.word.names import capital, lowered
from secretary_app.word.wording import wording

_OWNERS_PAPERS = (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR)
"""Written by the owner and sent to the namnd, under the owner's diarienummer."""
_ROLE = re.compile(
    r"[^\W\d_]*(?:chef|direktör|samordnare|strateg|sekreterare|handläggare|ledare|ansvarig|rektor|controller|utvecklare|"
    r"nämnd|styrelse|förvaltning|kontor|avdelning|enhet|utskott)\w{0,4}\b|[\w-]+- och ",
    re.IGNORECASE,
)
STATES = {
    MeasureState.NOT_STARTED: "Ej påbörjad",
    MeasureState.STARTED: "Påbörjad",
    MeasureState.DONE: "Klar",
}


@dataclass(frozen=True)
class Put:
    """A question in its draft."""

    data: DraftData
    question: Question
    place: int
    """From 1."""
    on: dt.date | None = None
    """The day that the statuses of the measures stand for."""


@dataclass(frozen=True)
class Given:
    """An answer to a question."""

    put: Put
    answer: Answer


@dataclass(frozen=True)
class Remark:
    """A namnd's general comments in their draft."""

    data: DraftData
    comment: Comment


@dataclass(frozen=True)
class Row:
    """A measure, or None where a recommendation has none and the row says so."""

    facts: MeasureFacts | None
    answer: Answer | None
    is_first: bool = False
    """The first of the rows of its recommendation."""
    on: dt.date | None = None
    """The day that the statuses of the whole table stand for."""
    is_wanted: bool = True
    """Whether a measure that is missing is to be filled in."""


def document_date(data: DraftData) -> dt.date:
    """An internremiss and its form bear the day they were sent, once that is known."""
    if data.kind in _OWNERS_PAPERS and data.referral and data.referral.sent:
        return data.referral.sent
    return data.date


def _answering_diarienummer(data: DraftData) -> str:
    if decisions.on_owners_side(data):
        return data.remiss.diarienummer
    return data.referral.namnd_diarienummer if data.referral else ""


def diarienummer(data: DraftData) -> str:
    """An internremiss is the owner's paper, whoever it goes to; so is the form that goes with it."""
    return data.remiss.diarienummer if data.kind in _OWNERS_PAPERS else _answering_diarienummer(data)


def writer(data: DraftData) -> str:
    if data.kind in _OWNERS_PAPERS:
        return data.owner.forvaltning or data.owner.name
    return decisions.forvaltning(data) or data.namnd.name


def addressed_to(data: DraftData) -> str:
    """Who reads it first: the body that decides, the namnd that is asked, or whoever wants the answer."""
    if data.kind not in (DocumentKind.FOLJEBREV, DocumentKind.YTTRANDE):
        return data.namnd.name
    if not decisions.on_owners_side(data):
        direct = data.referral is not None and data.referral.direct
        return data.remiss.sender if direct else data.owner.name
    decider = decisions.deciding_body(data)
    goes_on = wording(data).is_proposal and decider.id not in (data.owner.id, data.namnd.id)
    return decider.name if goes_on else data.remiss.sender


def handlaggare(data: DraftData) -> str:
    if data.handlaggare:
        return data.handlaggare.name
    owners = data.kind in _OWNERS_PAPERS or decisions.on_owners_side(data)
    return data.remiss.handlaggare if owners else (data.referral.handlaggare if data.referral else "")


def contact(data: DraftData) -> str:
    """The handläggare's telephone and mail on one line."""
    person = data.handlaggare
    return ", ".join(part for part in (person.phone, person.email) if part) if person else ""


def meeting_date(data: DraftData) -> dt.date | None:
    if data.decision:
        return data.decision.meeting_date
    return data.meeting.date if data.meeting else None


def contact_lines(data: DraftData) -> list[str]:
    kommun = data.kommun
    address = ", ".join(part for part in (kommun.address, kommun.postal_address) if part)
    visit = f"Besök: {kommun.visiting_address}" if kommun.visiting_address else ""
    number = f"Org.nr {kommun.organisation_number}" if kommun.organisation_number else ""
    lines = ((address, visit), (kommun.phone, kommun.email, kommun.website, number))
    return [" · ".join(part for part in line if part) for line in lines if any(line)]


def logo(data: DraftData) -> Image | str:
    """The municipality's logo; ``""`` where none is chosen."""
    if data.logo is None:
        return ""
    text = f"{genitive(data.kommun.name) or 'Kommunens'} logotyp"
    return Image(str(data.logo.absolute()), text, "[Logotypen saknas. Välj den på nytt i Inställningar.]")


def signature_rows(data: DraftData) -> Sequence[tuple[Person, ...]]:
    people = data.signers or ((data.handlaggare,) if data.handlaggare else ())
    if not people:
        return [(Person(id="", name="[Ange namn]", title="[Ange titel]"),)]
    return [tuple(people[start : start + 2]) for start in range(0, len(people), 2)]


def titles(row: tuple[Person, ...]) -> str:
    return "\t".join(person.title for person in row).rstrip("\t")


def code(put: Put) -> str:
    """``OSN-3``: after the recommendation's number where that tells it apart, else after its place."""
    numbers = [q.recommendation.number for q in put.data.questions if q.recommendation]
    own = put.question.recommendation.number if put.question.recommendation else None
    return answer_marks.code(put.data.namnd.abbreviation, own, numbers, put.place)


def heading(put: Put) -> str:
    if put.question.recommendation is None:
        return "Hela remissen" if wording(put.data).wants_measures else f"Hela {wording(put.data).matter}"
    number = put.question.recommendation.number.strip()
    word = capital(wording(put.data).point)
    return f"{word} {number}" if number else word


def answers(put: Put) -> list[Given]:
    """The body's own answer first, the others in their order."""
    own = put.data.namnd
    given = put.question.answers or (Answer(namnd=own),)
    return [Given(put, answer) for answer in sorted(given, key=lambda answer: answer.namnd.id != own.id)]


def own_answer(put: Put) -> Given:
    body = put.data.namnd
    own = (answer for answer in put.question.answers if answer.namnd.id == body.id)
    return Given(put, next(own, Answer(namnd=body)))


def lacks_measure(given: Given) -> bool:
    response = given.answer.response
    agrees = response is not None and response.position in (Position.AGREES, Position.PARTLY)
    return agrees and not given.answer.measures and wording(given.put.data).wants_measures


def has_measure_table(data: DraftData) -> bool:
    """An audit's yttrande always has one; that of another remiss where somebody has a measure."""
    answers_to_all = (answer for question in data.questions for answer in question.answers)
    return wording(data).wants_measures or any(answer.measures for answer in answers_to_all)


def measure_rows(put: Put) -> list[Row]:
    """Each measure once, also where several namnder have it in common, in the order of the answers.

    A row to fill in for each namnd that agrees without a measure; one row also where nobody has any.
    """
    seen: dict[str, Row] = {}
    for given in answers(put):
        for facts in given.answer.measures:
            seen.setdefault(facts.measure.id, Row(facts, given.answer, on=put.on))
        if lacks_measure(given):
            seen[f"lacks {given.answer.namnd.id}"] = Row(None, given.answer)
    return list(seen.values()) or [Row(None, answers(put)[0].answer, is_wanted=wording(put.data).wants_measures)]


def _no_measure_needed(row: Row) -> bool:
    response = row.answer.response if row.answer else None
    return bool(response and response.position in (Position.DISAGREES, Position.NOT_APPLICABLE))


def of_measure(get: Callable[[MeasureFacts], str]) -> Callable[[Row], str]:
    def made(row: Row) -> str:
        if row.facts is None:
            return "–" if _no_measure_needed(row) or not row.is_wanted else ""
        return get(row.facts)

    return made


def responsible(measure: Measure) -> list[str]:
    return [line.strip() for line in measure.responsible.splitlines() if line.strip()]


def responsible_in_text(measure: Measure) -> str:
    """``Enhetschefen och kanslichefen``: roles have a small letter inside the line, people's names have not."""
    first, *others = responsible(measure) or [""]
    return (
        and_list([first, *(lowered(one, Kommun(id="")) if _ROLE.match(one) else one for one in others)])
        if first
        else ""
    )


def directed_to(put: Put) -> str:
    """Those the point is put to, inside a sentence; ``""`` where its own words name them all, or all is put to one."""
    recommendation = put.question.recommendation
    told = recommendation.text.casefold() if recommendation else ""
    names = put.question.addressees
    if names == (put.data.namnd.name,) or all(name.casefold() in told for name in names):
        return ""
    *first, last = [lowered(name, put.data.kommun) for name in names]
    link = "samt" if any(" och " in name for name in names) else "och"
    return f"{', '.join(first)} {link} {last}" if first else last


def remarks(data: DraftData) -> list[Remark]:
    """The body's own general comments first, as its own answers are."""
    ordered = sorted(data.general_comments, key=lambda one: one.namnd.id != data.namnd.id)
    return [Remark(data, comment) for comment in ordered]


def row_namnder(row: Row) -> str:
    """Whose the measure is; ``""`` where it is nobody's yet. A row to fill in is the answering namnd's."""
    own = (row.answer.namnd,) if row.answer else ()
    return ", ".join(body.abbreviation or body.name for body in (row.facts.namnder if row.facts else own))


def status(facts: MeasureFacts) -> str:
    return f"{STATES[facts.status.status]} {facts.status.as_of.isoformat()}" if facts.status else ""
