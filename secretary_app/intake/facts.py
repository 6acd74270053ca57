"""What a paper is, and the facts of its head: title, municipality, firm, diarienummer, date, §."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from secretary_app.domain.swedish_dates import Certainty, FoundDate, find_dates
from secretary_app.intake import vocabulary
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.proposal import PaperKind

_HEAD_PARAGRAPHS = 25
_HEAD_LINES = 45
_TAIL = 4_000
"""Characters; the signatures stand there."""
_LONGEST_TITLE = 220
_LONGEST_HEAD_LINE = 160
_LONGEST_MISSIV = 12_000
"""Characters; a missiv is a page or two."""
_LONGEST_NUMBER = 30
_KIND_WORD = re.compile(rf"^(?:{'|'.join(vocabulary.KIND_WORDS)})\s+", re.IGNORECASE)
_PARAGRAPH_SIGN = re.compile(r"^\s*§\s*(\d+[a-z]?)\b", re.MULTILINE)
_AUDIT = re.compile(
    r"genomför\w*\s+(?:en\s+)?((?:uppföljande\s+|fördjupad\s+)?granskning\s+av(?:seende)?\s+[^.]{10,180}?)(?:\.|,?\s+som\s)",
    re.IGNORECASE,
)
_AUDIT_HEADING = re.compile(r"(?:uppföljande\s+)?granskning\s+av\b.{10,160}[^.:?]", re.IGNORECASE)


def find_kind(text: str, head: Sequence[Paragraph]) -> PaperKind:
    lines = [one.text.casefold().strip(" .:*") for one in head[:_HEAD_PARAGRAPHS]]
    start = " ".join(lines[:8])
    if any(line.startswith(("protokollsutdrag", "sammanträdesprotokoll")) for line in lines) or start.startswith("§"):
        return PaperKind.PROTOKOLLSUTDRAG
    if any(re.match(r"internremiss\b|intern\s+remiss\b", line) for line in lines[:8]):
        return PaperKind.INTERNREMISS
    if any(line.startswith("tjänsteskrivelse") for line in lines):
        return PaperKind.TJANSTESKRIVELSE
    if any(vocabulary.YTTRANDE_HEAD.fullmatch(line) for line in lines):
        return PaperKind.YTTRANDE
    if vocabulary.STATE_SENDER.search(text[:1500]) and not vocabulary.AUDITED_BY_US.search(text):
        return PaperKind.OTHER
    if "remiss" in lines[:10] and vocabulary.ANSWER_WORDS.search(text):
        return PaperKind.INTERNREMISS
    return _audit_kind(text, lines)


def _audit_kind(text: str, lines: Sequence[str]) -> PaperKind:
    if "missiv" in lines[:10]:
        return PaperKind.MISSIV
    short = len(text) < _LONGEST_MISSIV
    if short and (vocabulary.AUDITORS_SIGN.search(text) or vocabulary.AUDITED_BY_US.search(text)):
        return PaperKind.MISSIV
    lowered = text.lower()
    report_words = [word for word in vocabulary.REPORT_WORDS if word in lowered]
    if any(line in ("revisionsrapport", "granskningsrapport") for line in lines[:10]) or len(report_words) >= 3:
        return PaperKind.REVISIONSRAPPORT
    if re.search(r"^\s*förslag till beslut", lowered, re.MULTILINE):
        return PaperKind.TJANSTESKRIVELSE
    return PaperKind.OTHER


def find_title(kind: PaperKind, text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    if kind is PaperKind.PROTOKOLLSUTDRAG:
        return _after_paragraph_sign(paragraphs)
    if kind is PaperKind.REVISIONSRAPPORT and (title := _after_report_word(paragraphs)):
        return title
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        candidate = _bare_title(paragraph.text[: 2 * _LONGEST_TITLE])
        if _is_section(paragraph.text) or len(candidate) > _LONGEST_TITLE:
            break
        if paragraph.mark == "" and _may_be_title(candidate) and vocabulary.TITLE_WORDS.search(candidate):
            return candidate
    return _audit_in_words(text, paragraphs) if kind is PaperKind.REVISIONSRAPPORT else None


def _after_paragraph_sign(paragraphs: Sequence[Paragraph]) -> str | None:
    for number, paragraph in enumerate(paragraphs[:-1]):
        if not paragraph.text.startswith("§"):
            continue
        for candidate in paragraphs[number + 1 : number + 3]:
            title = _without_diarienummer(candidate.text[: 2 * _LONGEST_TITLE])
            if _may_be_title(title) and not vocabulary.DIARIENUMMER_LABEL.match(candidate.text):
                return title
    return None


def _after_report_word(paragraphs: Sequence[Paragraph]) -> str | None:
    for number, paragraph in enumerate(paragraphs[:6]):
        if paragraph.text.casefold() in ("revisionsrapport", "granskningsrapport"):
            for candidate in paragraphs[number + 1 : number + 3]:
                if _may_be_title(candidate.text) and not re.fullmatch(r".{2,40}\s(?:kommun|stad)", candidate.text):
                    return candidate.text
    return None


def _audit_in_words(text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    for paragraph in paragraphs:
        if not paragraph.mark and _AUDIT_HEADING.fullmatch(paragraph.text):
            return paragraph.text
    told = _AUDIT.search(text)
    if told is None:
        return None
    words = " ".join(told[1].split())
    return words[0].upper() + words[1:]


def _bare_title(text: str) -> str:
    """The paragraph without the bodies that a letterhead puts before it and the heading that follows it."""
    text = _without_diarienummer(text)
    within = re.search(rf"\s(?=(?:{vocabulary.SECTION_HEADINGS.pattern}))", text, re.IGNORECASE)
    if within and within.start() > 15:
        # Without case the pattern also meets "beslut" inside a title: a heading has a capital.
        rest = text[within.end() :]
        text = text[: within.start()] if rest[:1].isupper() else text
    names = Bodies(text)
    while (found := names.find(text)) and found[0].start == 0 and vocabulary.TITLE_WORDS.search(text[found[0].end :]):
        rest = text[found[0].end :]
        if rest[:1] != " " or not rest.strip()[:1].isupper():
            break
        text = rest.strip()
    return text


def _without_diarienummer(text: str) -> str:
    return re.sub(rf"\s*(?:{vocabulary.DIARIENUMMER.pattern})$", "", text).strip()


def _may_be_title(text: str) -> bool:
    if not 12 <= len(text) <= _LONGEST_TITLE or text.casefold().strip(" .:") in vocabulary.KIND_WORDS:
        return False
    if vocabulary.DIARIENUMMER_LABEL.search(text) or vocabulary.ASKING.search(text):
        return False
    return not (vocabulary.LETTERHEAD.match(text) or re.search(r"[.!?]\s+[A-ZÅÄÖ]", text) or text.endswith(":"))


def _is_section(text: str) -> bool:
    return bool(vocabulary.SECTION_HEADINGS.fullmatch(text)) or bool(
        (match := vocabulary.SECTION_HEADINGS.match(text)) and len(text) > _LONGEST_TITLE and match.end() < 40
    )


def find_municipality(text: str) -> str | None:
    """The kommun or region that the text names most often."""
    counts: Counter[str] = Counter()
    before: dict[str, list[str]] = {}
    for match in vocabulary.KOMMUN.finditer(text):
        last = match["second"] or match["first"]
        if not vocabulary.NO_PLACE.fullmatch(last):
            counts[last] += 1
            before.setdefault(last, []).append(match["first"] if match["second"] else "")
    regions = Counter(" ".join(match[0].split()) for match in vocabulary.REGION.finditer(text))
    name, count = counts.most_common(1)[0] if counts else ("", 0)
    region, region_count = regions.most_common(1)[0] if regions else ("", 0)
    if region_count > count:
        return _without_genitive(region) if region in text.replace(f"{region}s", "") else region
    return _without_genitive(_two_words(before[name]) + name) if name else None


def _two_words(first: Sequence[str]) -> str:
    """ "Upplands " of "Upplands Väsby": a word that always stands there, and more than once or for a name's first."""
    word = first[0]
    always = bool(word) and set(first) == {word} and not vocabulary.NO_PLACE.fullmatch(word)
    return f"{word} " if always and (len(first) > 1 or vocabulary.FIRST_OF_PLACE.fullmatch(word)) else ""


def _without_genitive(name: str) -> str:
    return name[:-1] if name.endswith("s") and not name.endswith(vocabulary.OWN_S) else name


def find_firm(text: str) -> str | None:
    counts = Counter(match.lastgroup for match in vocabulary.FIRM.finditer(text))
    most = counts.most_common(1)
    return vocabulary.FIRMS[int((most[0][0] or "")[1:])][0] if most else None


def find_diarienummer(text: str, head: Sequence[Paragraph]) -> tuple[str, ...]:
    """The paper's own: labelled in its head, or alone on a line there. Those in running text are mentions."""
    found = [number for line in _head_lines(text) if (number := _own_number(line))]
    for one, following in pairwise(head):
        if vocabulary.DIARIENUMMER_LABEL.fullmatch(one.text) and vocabulary.DIARIENUMMER.fullmatch(following.text):
            found.append(following.text)
    return tuple(dict.fromkeys(found))


def _own_number(line: str) -> str | None:
    label = vocabulary.DIARIENUMMER_LABEL.search(line)
    if label is None:
        alone = _KIND_WORD.sub("", line)
        own = vocabulary.DIARIENUMMER.fullmatch(alone) and not vocabulary.DATE_LIKE.fullmatch(alone)
        return alone if own else None
    if line[: label.start()].rstrip().endswith((",", "(")):
        return None
    value = line[label.end() :].strip()
    match = vocabulary.DIARIENUMMER.match(value)
    if match:
        return match[0]
    like = 0 < len(value) < _LONGEST_NUMBER and any(letter.isdigit() for letter in value) and value[0] != "("
    return value if like else None


def _head_lines(text: str) -> list[str]:
    lines = [" ".join(line.split()) for line in text.split("\n") if line.strip()][:_HEAD_LINES]
    return [line for line in lines if len(line) <= _LONGEST_HEAD_LINE]


def find_paragraph(kind: PaperKind, text: str) -> str | None:
    match = _PARAGRAPH_SIGN.search(text) if kind is PaperKind.PROTOKOLLSUTDRAG else None
    return f"§ {match[1]}" if match else None


def find_document_date(kind: PaperKind, text: str) -> dt.date | None:
    """The date after "Datum", alone on a line of the head, beside the body in minutes, or alone above a signature."""
    head = text[: _offset_of_line(text, _HEAD_LINES)]
    explicit = [date for date in find_dates(head) if date.certainty is Certainty.EXPLICIT]
    for date in explicit:
        if vocabulary.DATE_LABEL.search(head, max(0, date.start - 30), date.start):
            return date.date
    for date in explicit:
        if _alone(kind, head, date):
            return date.date
    if kind not in (PaperKind.REVISIONSRAPPORT, PaperKind.MISSIV):
        return None
    tail = text[-_TAIL:]
    alone = [date for date in find_dates(tail) if date.certainty is Certainty.EXPLICIT and _alone(kind, tail, date)]
    return alone[-1].date if alone else None


def _alone(kind: PaperKind, text: str, date: FoundDate) -> bool:
    start = text.rfind("\n", 0, date.start) + 1
    end = text.find("\n", date.end)
    before, after = text[start : date.start].strip(" ,*"), text[date.end : end if end >= 0 else len(text)].strip(" .*")
    if after:
        return False
    if not before or re.fullmatch(rf"{vocabulary.PLACE}(?:\s+den)?", before):
        return True
    return (
        kind is PaperKind.PROTOKOLLSUTDRAG
        and len(before) < 80
        and bool(re.search(rf"{vocabulary.BODY_ENDINGS}$", before, re.I))
    )


def _offset_of_line(text: str, number: int) -> int:
    at = 0
    for _ in range(number):
        at = text.find("\n", at) + 1
        if at == 0:
            return len(text)
    return at
