"""What a paper is: told by its letterhead, else by the words that only auditors or reports use."""

import re
from collections.abc import Sequence

from secretary_app.intake import vocabulary, vocabulary_head
from secretary_app.intake.blocks import Paragraph
from secretary_app.intake.head import HeadLine
from secretary_app.intake.proposal import PaperKind

_HEAD_PARAGRAPHS = 25
_FIRST = 8
_SENDER = 3
_TAIL = 2_500
"""Characters; the signatures stand there."""
_HEAD = 150
"""Characters that are no signature, however short the paper is."""
_LONGEST_MISSIV = 12_000
"""Characters; a missiv is a page or two."""
_ENOUGH = 2
_HEAD_TEXT = 3_000
"""Characters."""
_CASE_PAPERS = ("tjänsteskrivelse", "tjänsteutlåtande")
_EDGES = " .:*–-"


def find_kind(text: str, paragraphs: Sequence[Paragraph], head: Sequence[HeadLine]) -> PaperKind:
    """The letterhead decides; a paper that says nothing of itself is weighed as the auditors' letter or report."""
    lines = [one.text.casefold().strip(_EDGES) for one in paragraphs[:_HEAD_PARAGRAPHS] if not one.mark]
    lines += [one.text.casefold().strip(_EDGES) for one in head if one.bare]
    first = [one.text.casefold().strip(_EDGES) for one in head[:_FIRST]]
    if _is_protokoll(head, lines):
        return PaperKind.PROTOKOLLSUTDRAG
    asked = any(vocabulary_head.INTERNREMISS.match(line) for line in first) or _bare_word(head, "internremiss")
    if asked and not _from_authority(text, first):
        return PaperKind.INTERNREMISS
    if any(line.startswith(_CASE_PAPERS) for line in lines) or any(_bare_word(head, word) for word in _CASE_PAPERS):
        return PaperKind.TJANSTESKRIVELSE
    if any(vocabulary_head.OTHER_PAPER.match(line) for line in first[:4]) or any(
        map(vocabulary_head.NOTHING_ASKED.match, first[:1])
    ):
        return PaperKind.OTHER
    if any(vocabulary_head.YTTRANDE_HEAD.fullmatch(line) for line in lines):
        return PaperKind.YTTRANDE
    if _from_authority(text, first):
        return PaperKind.OTHER
    if ("remiss" in lines[:10] or _bare_word(head[:_FIRST], "remiss")) and vocabulary.ANSWER_WORDS.search(text):
        return PaperKind.INTERNREMISS
    return _weighed(text, paragraphs, head, lines)


def _is_protokoll(head: Sequence[HeadLine], lines: Sequence[str]) -> bool:
    if any(line.startswith(("protokollsutdrag", "sammanträdesprotokoll")) for line in lines):
        return True
    if any(one.bare and vocabulary_head.PROTOKOLL.search(one.text) for one in head):
        return True
    return bool(head) and head[0].text.startswith("§")


def _bare_word(head: Sequence[HeadLine], word: str) -> bool:
    return any(one.bare and re.search(rf"\b{word}\b", one.text, re.IGNORECASE) for one in head)


def _from_authority(text: str, first: Sequence[str]) -> bool:
    named = any(vocabulary_head.AUTHORITY.match(line) for line in first[:3])
    return (
        named or bool(vocabulary_head.STATE_SENDER.search(text[:1500]))
    ) and not vocabulary_head.AUDITED_BY_US.search(text)


def _weighed(text: str, paragraphs: Sequence[Paragraph], head: Sequence[HeadLine], lines: Sequence[str]) -> PaperKind:
    if "missiv" in lines[:10] or _bare_word(head, "missiv"):
        return PaperKind.MISSIV
    answers = any(vocabulary_head.ANSWER_TITLE.match(line) for line in lines)
    letter = _as_letter(text, () if answers else head) if len(text) < _LONGEST_MISSIV else 0
    report = _as_report(text, head)
    if any(vocabulary_head.PROPOSAL_HEADING.fullmatch(one.text) for one in paragraphs) and letter < _ENOUGH:
        return PaperKind.TJANSTESKRIVELSE
    if letter >= _ENOUGH and letter >= report:
        return PaperKind.MISSIV
    if report >= _ENOUGH:
        return PaperKind.REVISIONSRAPPORT
    return PaperKind.YTTRANDE if answers else PaperKind.OTHER


def _as_letter(text: str, head: Sequence[HeadLine]) -> int:
    """How much tells of a letter by the auditors."""
    sent = any(vocabulary_head.AUDITORS_HEAD.fullmatch(one.text.strip(_EDGES)) for one in head[:_SENDER])
    said = 2 * bool(vocabulary_head.AUDITED_BY_US.search(text))
    said += _ENOUGH * (sent and bool(vocabulary_head.BY_THEN.search(text)))
    said += 2 * bool(vocabulary_head.AUDITORS_SIGN.search(text, max(_HEAD, len(text) - _TAIL)))
    return said + bool(vocabulary_head.ASKS_FOR_ANSWER.search(text))


def _as_report(text: str, head: Sequence[HeadLine]) -> int:
    """How much tells of an audit's report."""
    lowered = text.lower()
    words = sum(word in lowered for word in vocabulary_head.REPORT_WORDS)
    said = 3 * any(vocabulary_head.REPORT_LINE.fullmatch(one.text.strip(_EDGES)) for one in head[:10])
    titled = any(vocabulary_head.AUDIT_TITLE.fullmatch(one.text.strip(_EDGES)) for one in head[:_FIRST])
    said += _ENOUGH * (titled and bool(vocabulary_head.BY_ORDER.search(text, 0, _HEAD_TEXT)))
    return said + 2 * bool(vocabulary_head.CONTENTS.search(text)) + max(0, words - 1)
