"""The fields of a house style that says everything at length: a heading for each recommendation, who has approved."""

import re
from collections.abc import Sequence
from functools import lru_cache

from secretary_app.domain.model import DocumentKind, Kommun, Namnd, Person
from secretary_app.domain.text import single_line
from secretary_app.word.data import DraftData
from secretary_app.word.decisions import papers
from secretary_app.word.field import Field, Loop, Member
from secretary_app.word.names import body_in_text, lowered
from secretary_app.word.positions import positions_taken
from secretary_app.word.sources import Put
from secretary_app.word.topics import topic
from secretary_app.word.wording import matter, titled, wording

_NAMES_ITSELF = re.compile(
    r"(?:(?:Uppföljande|Fördjupad|Grundläggande|Förnyad|Översiktlig) )?(?:[Gg]ranskning|[Ff]örstudie|Motion|Remiss|"
    r"Medborgarförslag|Samråd|Promemoria|Betänkande) ?(?:av|om|över|avseende|gällande|angående|–|:)\s*\w"
)
"""A title that says what the matter is, so that nothing has to stand before it."""
_QUOTED = 70
"""Characters of a recommendation in its heading, where nothing else tells it from the others."""


def _lowered(data: DraftData) -> tuple[Namnd, ...]:
    """The bodies in the ärende, whose names are written with a small letter."""
    answering = (answer.namnd for question in data.questions[:1] for answer in question.answers)
    return tuple(dict.fromkeys((data.owner, data.namnd, *answering, *(link.namnd for link in data.chain))))


@lru_cache(maxsize=4)
def _topics(texts: tuple[str, ...], bodies: tuple[Namnd, ...], kommun: Kommun) -> tuple[str, ...]:
    """Each text's topic; kept, since every heading asks for those of all."""
    return tuple(topic(text, bodies, kommun) for text in texts)


def comments_heading(put: Put) -> str:
    """``Synpunkter på rekommendationen angående en översyn av …``, or by its number or first words; never two alike."""
    own = put.question.recommendation
    if own is None:
        return f"Synpunkter på {matter(put.data)}"
    words = wording(put.data)
    every = [question.recommendation for question in put.data.questions if question.recommendation]
    topics = _topics(tuple(each.text for each in every), _lowered(put.data), put.data.kommun)
    about = topics[every.index(own)]
    others = [each for each in every if each.id != own.id]
    if about and topics.count(about) == 1:
        return f"Synpunkter på {words.the_point} angående {about}"
    if own.number.strip() and all(each.number != own.number for each in others):
        return f"Synpunkter på {words.point} {own.number.strip()}"
    if not others:
        return f"Synpunkter på {words.the_point}"
    told = single_line(own.text).strip(' .”"')
    if len(told) > _QUOTED:
        told = f"{told[:_QUOTED].rsplit(' ', 1)[0].rstrip(' ,;:')} …"
    return f"Synpunkter på {words.the_point} ”{told}”"


def _signers(data: DraftData) -> Sequence[Person]:
    handlaggare = (data.handlaggare,) if data.handlaggare else ()
    return data.signers or handlaggare or (Person(id="", name=""),)


def named_in_text(data: DraftData) -> str:
    """The matter inside a sentence: ``granskning av kommunens inköp``, or ``remissen ”…”``."""
    title = data.remiss.title.strip().rstrip(".")
    return f"{title[:1].lower()}{title[1:]}" if _NAMES_ITSELF.match(title) else titled(data)


def _papers_heading(data: DraftData) -> str:
    return "Bilaga" if len(papers(data)) + (data.kind is DocumentKind.INTERNREMISS) == 1 else "Bilagor"


def _general_request(data: DraftData) -> str:
    body = body_in_text(data.namnd, data.kommun)
    return f"[Skriv vad {body} anser om {matter(data)} i stort, eller ta bort rubriken.]"


_APPROVAL: tuple[Member[Person], ...] = (
    Field("namn", "Namnet på den som godkänner", lambda person: person.name, "Ange namn"),
    Field("titel", "Titeln", lambda person: person.title, "Ange titel"),
    Field("datum", "Dagen för godkännandet; registret har den inte, så den fylls i", lambda _: "", "Ange datum"),
)

DETAILED_QUESTION: tuple[Member[Put], ...] = (
    Field(
        "synpunkter_rubrik",
        "Rubrik över svaren: Synpunkter på rekommendationen angående en översyn av ansvaret",
        comments_heading,
    ),
)

DETAILED_FIELDS: tuple[Member[DraftData], ...] = (
    Field(
        "remiss.rubrik_i_text",
        "Ärendet inne i en mening: granskning av inköpen, eller remissen ”…” där rubriken inte säger vad det är",
        named_in_text,
    ),
    Field(
        "handläggare.titel_i_text",
        "Handläggarens titel med liten bokstav",
        lambda data: lowered(data.handlaggare.title, data.kommun) if data.handlaggare else "",
        "Ange titel",
    ),
    Field(
        "handläggare.telefon",
        "Handläggarens telefon; falskt där den saknas",
        lambda data: data.handlaggare.phone if data.handlaggare else "",
    ),
    Field(
        "handläggare.e_post",
        "Handläggarens e-postadress; falskt där den saknas",
        lambda data: data.handlaggare.email if data.handlaggare else "",
    ),
    Field(
        "mening.ställningstaganden",
        "Nämndens ställningstaganden i en mening; falskt innan något är taget",
        positions_taken,
    ),
    Field("mening.allmänna_synpunkter", "Vad som ska skrivas där allmänna synpunkter saknas", _general_request),
    Field("bilagor_rubrik", "Bilaga eller Bilagor", _papers_heading),
    Loop("godkännanden", "godkännande", "De som godkänner dokumentet, en i taget", _signers, _APPROVAL),
)
