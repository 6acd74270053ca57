"""The facts of a paper's head: municipality, firm, diarienummer, date, §."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from secretary_app.domain.swedish_dates import Certainty, FoundDate, find_dates
from secretary_app.intake import vocabulary, vocabulary_head, vocabulary_places
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.head import HeadLine
from secretary_app.intake.proposal import PaperKind

_TAIL = 4_000
"""Characters; the signatures stand there."""
_LONGEST_NUMBER = 30
_BEFORE_DATE = 30
_REST_OF_NUMBER = re.compile(r"[\w:/.-]*\w")
_AFTER_NUMBER = re.compile(
    r"\s(?=(?:19|20)\d\d-\d\d-\d\d\b)|\s+(?=\b(?:Sida|Sid|Blad|Datum|Handläggare|Ert|Er)\b|\d+\s?\(\d+\)$)|,\s", re.I
)
"""What follows a number on its line."""
_AGENDA_ITEM = re.compile(r"\d{1,2}\.?\s+[A-ZÅÄÖ]")
"""A line of an agenda: the number in it is another matter's."""
_KIND_WORD = re.compile(rf"^(?:{'|'.join(vocabulary_head.KIND_WORDS)})\s+", re.IGNORECASE)
_PARAGRAPH_SIGN = re.compile(r"^\s*(?:[A-ZÅÄÖ]{2,6}\s*)?(?:§|Paragraf\b)\s*(\d+[a-z]?)\b", re.MULTILINE)
_PLACE_AND_DAY = re.compile(rf"(?!(?i:{'|'.join(vocabulary_head.KIND_WORDS)})\b){vocabulary_places.PLACE}(?:\s+den)?")


def find_municipality(text: str) -> str | None:
    """The kommun or region that the text names most often."""
    counts: Counter[str] = Counter()
    before: dict[str, list[str]] = {}
    for first, second in _kommuner(text):
        last = second or first
        if not vocabulary_places.NO_PLACE.fullmatch(last):
            counts[last] += 1
            before.setdefault(last, []).append(first if second else "")
    regions = Counter(_regions(text))
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    region, region_count = regions.most_common(1)[0] if regions else ("", 0)
    if region_count > count:
        return _without_genitive(region) if region in text.replace(f"{region}s", "") else region
    return _without_genitive(_two_words(before[name]) + name) if name else None


def _regions(text: str) -> Iterator[str]:
    """Those in capitals only where there is no other."""
    found = [" ".join(match[0].split()) for match in vocabulary_places.REGION.finditer(text)]
    yield from found or (match[0].title() for match in vocabulary_places.REGION_IN_CAPITALS.finditer(text))


def _kommuner(text: str) -> Iterator[tuple[str, str]]:
    """The name before each "kommun" or "stad", as one word or two; those in capitals only where there is no other."""
    found = False
    for match in vocabulary_places.KOMMUN.finditer(text):
        found = True
        yield match["first"], match["second"] or ""
    if not found:
        for match in vocabulary_places.KOMMUN_IN_CAPITALS.finditer(text):
            yield match["first"].capitalize(), (match["second"] or "").capitalize()


def _two_words(first: Sequence[str]) -> str:
    """ "Upplands " of "Upplands Väsby": a word that always stands there, and more than once or for a name's first."""
    word = first[0]
    always = bool(word) and set(first) == {word} and not vocabulary_places.NO_PLACE.fullmatch(word)
    return f"{word} " if always and (len(first) > 1 or vocabulary_places.FIRST_OF_PLACE.fullmatch(word)) else ""


def _without_genitive(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith(vocabulary_places.OWN_S) else name


def find_firm(text: str) -> str | None:
    counts = Counter(match.lastgroup for match in vocabulary.FIRM.finditer(text))
    most = counts.most_common(1)
    return vocabulary.FIRMS[int((most[0][0] or "")[1:])][0] if most else None


def find_diarienummer(paragraphs: Sequence[Paragraph], head: Sequence[HeadLine]) -> tuple[str, ...]:
    """The paper's own: labelled in its head, or of a number's shape in a line there that is no running text."""
    found = [number for line in head if (number := _own_number(line))]
    for one, following in pairwise(paragraphs):
        if vocabulary.DIARIENUMMER_LABEL.fullmatch(one.text) and vocabulary.DIARIENUMMER.fullmatch(following.text):
            found.append(following.text)
    return tuple(dict.fromkeys(found))


def _own_number(head_line: HeadLine) -> str | None:
    line = head_line.text
    labels = list(vocabulary.DIARIENUMMER_LABEL.finditer(line))
    for label in labels:
        if vocabulary.THEIR_NUMBER.search(line, 0, label.start()):
            continue
        value = _AFTER_NUMBER.split(line[label.end() :].strip(), maxsplit=1)[0].strip(" ,;")
        if match := vocabulary.DIARIENUMMER.match(value):
            return f"{match[0]}{rest[0]}" if (rest := _REST_OF_NUMBER.match(value, match.end())) else match[0]
        like = 0 < len(value) < _LONGEST_NUMBER and any(letter.isdigit() for letter in value) and value[0] != "("
        if like and not find_dates(value):
            return value
    if labels or vocabulary.THEIR_NUMBER.search(line.split(":")[0]):
        return None
    alone = _KIND_WORD.sub("", line)
    if vocabulary.DIARIENUMMER.fullmatch(alone) and not vocabulary.DATE_LIKE.fullmatch(alone):
        return alone
    if not head_line.bare or _AGENDA_ITEM.match(line):
        return None
    for date in head_line.dates:
        line = f"{line[: date.start]}{' ' * (date.end - date.start)}{line[date.end :]}"
    shaped = vocabulary.OWN_SHAPE.search(line)
    return shaped[0] if shaped and not vocabulary.DATE_LIKE.match(shaped[0]) else None


def find_paragraph(kind: PaperKind, text: str) -> str | None:
    match = _PARAGRAPH_SIGN.search(text) if kind is PaperKind.PROTOKOLLSUTDRAG else None
    return f"§ {match[1]}" if match else None


def find_document_date(kind: PaperKind, text: str, head: Sequence[HeadLine]) -> dt.date | None:
    """The date in the head that is labelled so or stands among its names; else the one alone above a signature."""
    received: dt.date | None = None
    plain: dt.date | None = None
    for line in head:
        for date in line.dates:
            label = line.text[max(0, date.start - _BEFORE_DATE) : date.start]
            if vocabulary.NO_DATE_LABEL.search(label):
                continue
            if vocabulary.DATE_LABEL.search(label) and (line.bare or date.start < _BEFORE_DATE):
                return date.date
            if vocabulary.RECEIVED_LABEL.search(label):
                received = received or date.date
            elif line.bare:
                plain = plain or date.date
    return plain or received or _signed(kind, text)


def _signed(kind: PaperKind, text: str) -> dt.date | None:
    if kind not in (PaperKind.REVISIONSRAPPORT, PaperKind.MISSIV, PaperKind.YTTRANDE, PaperKind.OTHER):
        return None
    tail = text[-_TAIL:]
    alone = [date for date in find_dates(tail) if date.certainty is Certainty.EXPLICIT and _alone(tail, date)]
    return alone[-1].date if alone else None


def _alone(text: str, date: FoundDate) -> bool:
    start = text.rfind("\n", 0, date.start) + 1
    end = text.find("\n", date.end)
    before, after = text[start : date.start].strip(" ,*"), text[date.end : end if end >= 0 else len(text)].strip(" .*")
    return not after and (not before or bool(_PLACE_AND_DAY.fullmatch(before)))
