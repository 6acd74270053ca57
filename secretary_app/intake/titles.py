"""What a paper is about, in its own words."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from secretary_app.intake import vocabulary, vocabulary_head, vocabulary_headings
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.proposal import PaperKind

_HEAD_PARAGRAPHS = 25
_LONGEST = 220
_SHORTEST = 12
_FEWEST_WORDS = 3
_PAGE_NUMBER = re.compile(r"\s+(?:sida\s+)?\d{1,3}\s*(?:\(\d{1,3}\)|av\s+\d{1,3})$", re.IGNORECASE)
_PARAGRAPH = re.compile(r"(?:[A-ZÅÄÖ]{2,6}\s*)?(?:§|Paragraf\s)")
_SUBJECT = re.compile(r"(?:ämne|ärende|rubrik|titel|ang(?:ående)?|avser)\.?:\s+", re.IGNORECASE)
"""Before a title on its line."""
_FIRST_KIND = re.compile(rf"(?:{'|'.join(vocabulary_head.KIND_WORDS)})\b\s*", re.IGNORECASE)
_LAST_KIND = re.compile(rf"\s+(?:{'|'.join(vocabulary_head.KIND_WORDS)})$", re.IGNORECASE)
"""What a head may say after its sender's name, on the same line."""
_AUDIT = re.compile(
    r"genomför\w*\s+(?:en\s+)?((?:uppföljande\s+|fördjupad\s+)?granskning\s+av(?:seende)?\s+[^.]{10,180}?)(?:\.|,?\s+som\s)",
    re.IGNORECASE,
)
_AUDIT_HEADING = re.compile(r"(?:uppföljande\s+)?granskning\s+av\b.{10,160}[^.:?]", re.IGNORECASE)


def find_title(kind: PaperKind, text: str, paragraphs: Sequence[Paragraph]) -> str | None:
    """The heading that names the audit or the matter; None where the paper has none."""
    if kind is PaperKind.PROTOKOLLSUTDRAG:
        return _after_paragraph_sign(paragraphs)
    if kind is PaperKind.OTHER and (title := _of_proposal(paragraphs)):
        return title
    candidates = list(_candidates(paragraphs))
    audit = next((one for one in candidates if vocabulary_head.AUDIT_TITLE.fullmatch(one)), None)
    if kind is PaperKind.REVISIONSRAPPORT:
        return (
            audit
            or _after_report_word(paragraphs)
            or _named(candidates)
            or _before_report_word(paragraphs)
            or _audit_in_words(text, paragraphs)
        )
    return _named(candidates) or audit


def _candidates(paragraphs: Sequence[Paragraph]) -> Iterable[str]:
    """The paragraphs of the head that may be a title."""
    for number, paragraph in enumerate(paragraphs[:_HEAD_PARAGRAPHS]):
        candidate = _bare_title(paragraph.text[: 2 * _LONGEST])
        if (_is_section(paragraph.text) and number > 3) or len(candidate) > _LONGEST:
            return
        if paragraph.mark == "" and _may_be_title(candidate):
            yield candidate


def _named(candidates: Sequence[str]) -> str | None:
    return next((one for one in candidates if vocabulary_head.TITLE_WORDS.search(one) and _says_enough(one)), None)


def _says_enough(title: str) -> bool:
    return len(re.findall(r"\w+", title)) >= _FEWEST_WORDS


def _after_paragraph_sign(paragraphs: Sequence[Paragraph]) -> str | None:
    for number, paragraph in enumerate(paragraphs[:-1]):
        if not _PARAGRAPH.match(paragraph.text):
            continue
        for candidate in paragraphs[number + 1 : number + 3]:
            title = _without_diarienummer(candidate.text[: 2 * _LONGEST])
            if _may_be_title(title) and not vocabulary.DIARIENUMMER_LABEL.match(candidate.text):
                return title
    return None


def _of_proposal(paragraphs: Sequence[Paragraph]) -> str | None:
    """Of a motion or medborgarförslag: its first heading below that word."""
    if not any(vocabulary_head.PROPOSALS.match(one.text) for one in paragraphs[:3]):
        return None
    for paragraph in paragraphs[:_HEAD_PARAGRAPHS]:
        title = paragraph.text
        if vocabulary_head.PROPOSALS.match(title):
            if re.match(r"\w+\s+(?:om|angående|gällande)\s", title, re.IGNORECASE) and len(title) < _LONGEST:
                return title
            continue
        if not paragraph.mark and _may_be_title(title) and _says_enough(title) and not title.endswith("."):
            return title
    return None


def _after_report_word(paragraphs: Sequence[Paragraph]) -> str | None:
    for number, paragraph in enumerate(paragraphs[:6]):
        if vocabulary_head.REPORT_LINE.fullmatch(paragraph.text):
            for candidate in paragraphs[number + 1 : number + 3]:
                if _may_be_title(candidate.text) and _says_enough(candidate.text):
                    return candidate.text
    return None


def _before_report_word(paragraphs: Sequence[Paragraph]) -> str | None:
    """The line above "Projektrapport nr 4", where none below is a title."""
    for above, paragraph in pairwise(paragraphs[:6]):
        if (
            vocabulary_head.REPORT_LINE.fullmatch(paragraph.text)
            and _may_be_title(above.text)
            and _says_enough(above.text)
        ):
            return above.text
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
    text = _SUBJECT.sub("", _without_diarienummer(_PAGE_NUMBER.sub("", text)), count=1)
    within = re.search(rf"\s(?=(?:{vocabulary_headings.SECTION_HEADINGS.pattern}))", text, re.IGNORECASE)
    if within and within.start() > 15:
        # Without case the pattern also meets "beslut" inside a title: a heading has a capital.
        rest = text[within.end() :]
        text = text[: within.start()] if rest[:1].isupper() else text
    names = Bodies(text)
    while (
        (found := names.find(text)) and found[0].start == 0 and vocabulary_head.TITLE_WORDS.search(text[found[0].end :])
    ):
        rest = text[found[0].end :]
        if rest[:1] != " " or not rest.strip()[:1].isupper():
            break
        text = rest.strip()
    return text


def _without_diarienummer(text: str) -> str:
    # "Rapport 12/2023" is the report's number, and part of its name.
    text = re.sub(rf"(?<![Rr]apport)(?<!nr)\s+(?:{vocabulary.DIARIENUMMER.pattern})$", "", text)
    return re.sub(rf"\s+{vocabulary.DIARIENUMMER_LABEL.pattern}\s*$", "", text).strip()


def _may_be_title(text: str) -> bool:
    if not _SHORTEST <= len(text) <= _LONGEST or text.casefold().strip(" .:") in vocabulary_head.KIND_WORDS:
        return False
    if vocabulary.DIARIENUMMER_LABEL.search(text) or vocabulary_head.ASKING.search(text):
        return False
    if vocabulary_head.LETTERHEAD.match(text) or vocabulary_head.NO_TITLE.fullmatch(
        _LAST_KIND.sub("", text.strip(" .:"))
    ):
        return False
    if any(body.start == 0 and body.end == len(text) for body in Bodies(text).find(text)):
        return False
    if not _beyond_names(text):
        return False
    return not (re.search(r"[.!?]\s+[A-ZÅÄÖ]", text) or text.endswith(":"))


def _beyond_names(text: str) -> bool:
    """Whether more stands there than the paper's kind and names of bodies."""
    if not _FIRST_KIND.match(text):
        return True
    names = Bodies(text)
    for body in reversed(names.find(text)):
        text = f"{text[: body.start]} {text[body.end :]}"
    return len(_FIRST_KIND.sub("", text.strip()).split()) > 1


def _is_section(text: str) -> bool:
    return bool(vocabulary_headings.SECTION_HEADINGS.fullmatch(text)) or bool(
        (match := vocabulary_headings.SECTION_HEADINGS.match(text)) and len(text) > _LONGEST and match.end() < 40
    )
