"""The words that answers are written in: columns, labels, headings, positions, statuses. One line for each."""

import datetime as dt
import re
from enum import StrEnum

from secretary_app.domain.swedish_dates import Certainty, find_dates
from secretary_app.domain.words import MeasureState, Position


class Field(StrEnum):
    """What a column holds, or a labelled paragraph says."""

    NUMBER = "number"
    RECOMMENDATION = "recommendation"
    POSITION = "position"
    TEXT = "text"
    MEASURE = "measure"
    RESPONSIBLE = "responsible"
    TIMEFRAME = "timeframe"
    NAMND = "namnd"
    STATUS = "status"


_WORDS: tuple[tuple[Field, str], ...] = (
    (Field.NUMBER, r"nr|nummer|#|rek\.?\s*nr|rekommendation\s*nr"),
    (
        Field.RECOMMENDATION,
        r"(?:(?:revision\w*|revisorerna\w*|granskningens|lämnad)\s+)?rekommendation(?:er)?(?:\s+(?:från|i|ur)\s+.*)?"
        r"|iakttagelser?\s*(?:/|och)\s*rekommendation(?:er)?",
    ),
    (Field.POSITION, r"(?:\w+\s+)?ställningstagande|inställning|instämmer(?:\s*\(?ja\s*/\s*nej\)?)?"),
    (
        Field.MEASURE,
        r"(?:(?:planerade?|vidtagna?|beslutade?|föreslagna?|föreslagen|kommande|förvaltningens|nämndens)\s+)?"
        r"(?:vidtagna?\s*(?:/|och)\s*planerade\s+)?åtgärd(?:er)?(?:\s*\(?\d+\)?)?|vad\s+(?:ska\s+)?gör[as]+",
    ),
    (Field.NAMND, r"ansvarig\s+(?:nämnd|styrelse)(?:\s*/\s*(?:nämnd|styrelse))?|nämnd(?:er)?|berörd\s+nämnd"),
    (Field.RESPONSIBLE, r"(?:huvud)?ansvarig(?:a|e)?(?:\s+(?:för\s+\w+|funktion(?:er)?|tjänste\w+|person|chef))?"),
    (
        Field.TIMEFRAME,
        r"tids?plan|tidsram|tid(?:punkt)?|när|(?:ska\s+vara\s+)?(?:klart?|färdigt?|slutför[ts]?|genomförs?)(?:\s+senast)?"
        r"|slutdatum|datum\s+för\s+genomförande",
    ),
    (Field.STATUS, r"(?:nuläge|status)(?:\s+(?:per|den)\b.*|\s+\S*\d{4}\S*)?"),
    (
        Field.TEXT,
        r"(?:(?:nämndens|styrelsens|förvaltningens|\w+nämndens|\w+styrelsens)\s+)?"
        r"(?:svar|yttrande|kommentar(?:er)?|synpunkt(?:er)?|bedömning)",
    ),
)
_FIELDS = tuple((field, re.compile(words, re.IGNORECASE)) for field, words in _WORDS)
_LABEL = re.compile(
    rf"(?P<label>{'|'.join(words for field, words in _WORDS if field is not Field.NUMBER)})\s*:\s*", re.IGNORECASE
)
_LONGEST_HEADING = 60

NUMBERED = re.compile(
    r"(?:(?:Revisorernas|Revisionens|(?:Synpunkter|Svar)\s+på)\s+)?(?:[Rr]ekommendation(?:en)?|Rek\.?|[Pp]unkt|[Ff]råga|[Yy]rkande|[Ff]örslag)\s*(?:nr\.?\s*)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})?)(?:\s*[:.–-]\s*(?=\S)|\s+(?=[”\"A-ZÅÄÖ])|\s*[:.]?$)"
)
"""(C) What begins the answer to a recommendation by its number."""
SUMMARY = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:sammanfattning|bakgrund|inledning|syfte|ärendet|beskrivning\s+av\s+ärendet)", re.I
)
"""Headings under which running text tells of the recommendations, and answers none."""
SEVERAL = re.compile(
    r"(?:Rekommendation(?:erna|er)?|Punkt(?:erna|er)?|Yrkande(?:na|n)?)\s+(?P<numbers>\d{1,2}(?:\s*(?:,|och|samt|–|-)\s*\d{1,2})+)\s*"
    r"(?:[:.]\s*|$)"
)
"""(C) What begins one answer to several recommendations."""
RECOMMENDING = re.compile(
    r"(?:Revision\w*|Revisorerna\w*|Vi|Granskningen|I\s+rapporten)\s+rekommender\w+\s+(?:att\s+)?"
    r"|(?:Revisionens|Revisorernas)\s+rekommendation\s*[:–-]\s*|Rekommendation\s*[:–-]\s*",
    re.IGNORECASE,
)
"""What stands before a recommendation that is repeated word for word."""
GENERAL = re.compile(
    r"(?:generella|allmänna|övergripande|inledande)\s+(?:kommentarer|synpunkter|överväganden)(?:\s+(?:från|av)\s+.*)?"
    r"|allmänt",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"(?:(?:\w+\s+){0,3}\w+s\s+)?(?:svar|yttrande|bedömning(?:ar)?(?:\s*(?:/|och)\s*överväganden?)?)", re.IGNORECASE
)
"""Headings of what is answered without saying to which recommendation."""
CLOSES = re.compile(
    r"(?:\d+(?:\.\d+)*\.?\s+)?(?:bakgrund|sammanfattning|inledning|syfte|samråd|finansiering|beslutsunderlag|beslutsexpediering"
    r"|expedieras?|(?:\w+\s+){0,4}förslag\s+till\s+beslut|beslutet\s+(?:skickas|expedieras|ska\s+expedieras)\b.*"
    r"|beskrivning\s+av\s+ärendet|ärendet|beaktande\s+av\b.*|barn\w*konsekvens\w*(?:\s+\w+)?|barnchecklista\b.*"
    r"|ekonomisk\w*\s+konsekvens\w*|(?:ekonomiska\s+)?konsekvenser\b.*|koppling\s+till\b.*|uppföljning\s*/.*|bilag(?:a|or)\b.*"
    r"|underskrift\w*|godkänt\s+av\b.*|_{2,}|\*{2,}|sammanfattande\s+bedömning)\s*:?",
    re.IGNORECASE,
)
"""A line after which nothing belongs to the recommendation above."""
SAYS_NOTHING = re.compile(
    r"(?:[\w-]+,?\s+){1,8}(?:yttrar\s+sig\s+över\s+(?:rekommendation\w*|punkt\w*|yrkande\w*|förslag\w*|fråg\w+|\w+(?:ningen|en|et))"
    r"(?:\s+\S{1,4}(?:(?:,|\s+och)\s+\S{1,4})*)?\."
    r"(?:\s+Åtgärderna\s+står\s+med\s+ansvariga\s+och\s+tidsplan\s+i\s+tabellen\s+sist\s+i\s+yttrandet\.)?"
    r"|har\s+beslutat\s+om\s+yttrandet\b.*)"
)
"""(C) What only says that this is an answer, or that it has been decided; nothing below it belongs to what is above."""
PLACEHOLDER = re.compile(r"[–—-]|\[(?:Ange|Skriv|Fyll|Välj|Lägg)\b[^\]]*\]\.?")
"""What stands where nothing has been filled in."""
SIGNATURE = re.compile(
    r"[\w, -]*(?:nämnden|styrelsen)|(?:[\w-]+,?\s+(?:och\s+)?){0,4}\w*(?:förvaltning(?:en)?|kontoret)"
    r"|(?:[A-ZÅÄÖ][\wé-]+\s+){1,8}\w*(?:chef|direktör|ordförande|sekreterare|strateg|samordnare|handläggare)(?:\s+[A-ZÅÄÖ]+)?"
    r"|\w*(?:chef|direktör|ordförande|sekreterare|strateg|handläggare)|(?:[A-ZÅÄÖ][a-zåäöé-]+\s*){2,4}",
)
"""(C)"""

_OBJECT = r"(?:(?:\W+\w+){0,6}?\W+(?:revis|rekommend|gransk)|\s+(?:denna\s+)?bedömning(?:en)?\b)"
_POSITIONS: tuple[tuple[Position, str], ...] = (
    (Position.NOT_APPLICABLE, r"\b(?:ej|inte)\s+(?:är\s+)?tillämplig\w*"),
    (
        Position.DISAGREES,
        rf"\binstämmer\s+(?:därför\s+)?(?:inte|ej)\b|\bdelar\s+(?:därför\s+)?(?:inte|ej)\b{_OBJECT}"
        rf"|\bhåller\s+inte\s+med\b|\bställer\s+sig\s+inte\s+bakom\b{_OBJECT}|\binstämmer\s+varken\b"
        rf"|\b(?:avvisar|avstyrker)\b{_OBJECT}",
    ),
    (
        Position.PARTLY,
        r"\binstämmer\s+(?:endast\s+|bara\s+)?(?:delvis|till\s+(?:viss\s+)?del|i\s+(?:huvudsak|stort|vissa\s+delar))\b"
        rf"|\bdelvis\s+instämm\w+|\bdelar\s+(?:delvis|till\s+viss\s+del|i\s+huvudsak|i\s+stort)\b{_OBJECT}",
    ),
    (
        Position.AGREES,
        rf"\binstämmer\b|\binstämmande\b|\bdelar\b(?!\s+(?:inte|ej|delvis))(?<!\bi\sdelar)(?<!\balla\sdelar){_OBJECT}"
        rf"|\bhåller\s+med\s+(?:om\b|revis|gransk)|\bställer\s+sig\s+bakom\b{_OBJECT}|\btar\s+till\s+sig\b{_OBJECT}",
    ),
)
_POSITION_PATTERNS = tuple((position, re.compile(words, re.IGNORECASE)) for position, words in _POSITIONS)
_ONLY_POSITION = re.compile(
    r"(?:(?:[\w-]+,?\s+){1,6}instämmer\s+(?:(?:delvis|inte|helt|ej)\s+)?i\s+(?:rekommendationen|yrkandet|förslaget|punkten|det\s+som\s+\w+\s+tar\s+upp)"
    r"|(?:[\w-]+,?\s+){1,6}bedömer\s+att\s+(?:rekommendationen|yrkandet|förslaget|punkten|det\s+som\s+\w+\s+tar\s+upp)\s+inte\s+är\s+tillämpligt?"
    r"|Rekommendationen\s+är\s+(?:inte|ej)\s+tillämplig\s+(?:på|för)\s+(?:[\w-]+,?\s*){1,6})\.",
    re.IGNORECASE,
)
_SHORT_POSITIONS = {
    "ja": Position.AGREES,
    "instämmer helt": Position.AGREES,
    "helt": Position.AGREES,
    "nej": Position.DISAGREES,
    "instämmer ej": Position.DISAGREES,
    "delvis": Position.PARTLY,
    "instämmer delvis": Position.PARTLY,
    "ej tillämplig": Position.NOT_APPLICABLE,
    "inte tillämpligt": Position.NOT_APPLICABLE,
    "ej aktuellt": Position.NOT_APPLICABLE,
}
_WHO = r"(?:(?:vi|jag|(?:[\w-]+,?\s+){0,4}\w*(?:nämnden|styrelsen|förvaltningen|kontoret|direktionen))\s+)"
_PLACED_POSITIONS: tuple[tuple[Position, str], ...] = (
    (Position.DISAGREES, rf"{_WHO}?håller\s+(?:inte|ej)\s+med"),
    (Position.PARTLY, rf"{_WHO}?håller\s+(?:delvis|till\s+viss\s+del)\s+med\b.*|till\s+viss\s+del|i\s+huvudsak"),
    (Position.AGREES, rf"{_WHO}?håller\s+(?:helt\s+)?med(?:\s+(?:om\s+det|i\s+allt|helt))?"),
)
"""Words that are a position where nothing else is asked for, though not in running text."""
_PLACED_PATTERNS = tuple((position, re.compile(words, re.IGNORECASE)) for position, words in _PLACED_POSITIONS)
_QUALIFIED = re.compile(r"(?P<short>[^,;:(–]{2,20}?)\s*(?:[,;:(–]|\s-\s|\.\s)\s*(?P<rest>.+)", re.DOTALL)
_DOUBTFUL = re.compile(
    r"\b(?:men|dock|utom|inte|ej|ing(?:en|et|a)|varken|bara|endast|ja|nej|delvis|tvek\w+|oklar\w*)\b", re.IGNORECASE
)
"""In what follows ``Ja,``: the position is not sure."""
_STATES: tuple[tuple[MeasureState, str], ...] = (
    (MeasureState.NOT_STARTED, r"(?:ej|inte)\s+(?:påbörja[td]\w*|startad?|inled\w+)|planera[dt]\w*|röd|kvarstår"),
    (MeasureState.STARTED, r"påbörja[td]\w*|pågå\w+|delvis\s+\w+|under\s+arbete|startad?|gul"),
    (
        MeasureState.DONE,
        r"(?:är\s+)?(?:klara?t?|genomför[dt]a?|slutför[dt]a?|avsluta[dt]|färdig\w*|åtgärda[dt]|utför[dt]a?|grön)",
    ),
)
_STATE_PATTERNS = tuple((state, re.compile(rf"(?:{words})\b.*", re.IGNORECASE | re.DOTALL)) for state, words in _STATES)


_WITHIN = re.compile(
    r"(?<=[.!?\]])\s+(?=(?:Revision\w*|Revisorerna\w*)\s+rekommender\w+\s|Rekommendation\s+\d|Punkt\s+\d\s+[A-ZÅÄÖ]"
    r"|(?:Åtgärd(?:er)?|Tidsplan|Tidplan|Ansvarig(?:\s+nämnd)?|Status|Svar|Ställningstagande):\s)"
)
_SIGNED = re.compile(r"(?<=[.!?])\s+(?:[\w-]+,?\s+(?:och\s+)?){0,4}\w*förvaltning(?:en)?$")


def pieces(text: str) -> list[str]:
    """A paragraph to which the one below was drawn (a PDF has no empty lines), in its parts."""
    return _WITHIN.split(_SIGNED.sub("", text))


def column(heading: str) -> Field | None:
    """What a column with this heading holds."""
    words = " ".join(heading.split()).strip(" .:*")
    if not words or len(words) > _LONGEST_HEADING:
        return None
    return next((field for field, pattern in _FIELDS if pattern.fullmatch(words)), None)


def labelled(text: str) -> tuple[Field, str, str] | None:
    """What a paragraph says by its label, the label, and what follows it: ``Åtgärd: …``; None without one."""
    match = _LABEL.match(text)
    field = column(match["label"]) if match else None
    return (field, match["label"], text[match.end() :].strip()) if match and field else None


def position_said(text: str) -> Position | None:
    """The position that the words say; None where they say none, or several."""
    if (short := short_position(text)) is not None:
        return short
    words = " ".join(text.split()).strip(" .!")
    if placed := next((position for position, pattern in _PLACED_PATTERNS if pattern.fullmatch(words)), None):
        return placed
    if (match := _QUALIFIED.fullmatch(words)) and (first := short_position(match["short"])):
        # What is said with reservations is "delvis" already; a "ja" with any is not sure to be one.
        is_sure = first is Position.PARTLY or not _DOUBTFUL.search(match["rest"])
        return first if is_sure and positions_said(match["rest"]) <= {first} else None
    found = positions_said(text)
    return found.pop() if len(found) == 1 else None


def short_position(text: str) -> Position | None:
    """The position where the words are nothing but it, as a list has it: ``Delvis``."""
    short = " ".join(text.split()).strip(" .").casefold()
    if short in _SHORT_POSITIONS:
        return _SHORT_POSITIONS[short]
    return Position(short) if short in {each.value for each in Position} else None


def says_only_position(text: str) -> bool:
    """Whether a paragraph is nothing but the position in a sentence: ``Socialnämnden instämmer i rekommendationen.``"""
    return bool(_ONLY_POSITION.fullmatch(text)) and position_said(text) is not None


def positions_said(text: str) -> set[Position]:
    """Every position that the words say; the stronger words take their place from the weaker ("instämmer inte")."""
    found = set()
    for position, pattern in _POSITION_PATTERNS:
        text, count = pattern.subn(" ", text)
        if count:
            found.add(position)
    return found


def state_said(text: str) -> MeasureState | None:
    """The status that a cell's words say; None where they are none of those that are known."""
    words = " ".join(text.split()).strip(" .•*")
    return next((state for state, pattern in _STATE_PATTERNS if pattern.fullmatch(words)), None)


def day_in(text: str) -> dt.date | None:
    """The only day that is written in the words (``Status per 2026-03-01``)."""
    days = {each.date for each in find_dates(text) if each.certainty is Certainty.EXPLICIT}
    return days.pop() if len(days) == 1 else None
