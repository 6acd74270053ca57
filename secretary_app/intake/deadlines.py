"""By when whom is asked to answer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from secretary_app.domain.swedish_dates import FoundDate, find_dates, impossible_at
from secretary_app.intake import vocabulary
from secretary_app.intake.blocks import LONGEST_SENTENCE, Paragraph, Sentence, sentences
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundDeadline

_LATEST = dt.timedelta(days=3 * 366)
"""Nobody is given longer to answer an audit."""
_NEAR_SENTENCES = 3
_HEAD = 20
_LONGEST_DATE = 60
"""Characters, with weekday and line breaks."""


def find_deadlines(
    paper: PaperText,
    paragraphs: Sequence[Paragraph],
    document_date: dt.date | None,
    bodies: Bodies,
) -> tuple[FoundDeadline, ...]:
    """Each date once, in the order of the paper; the first place that names addressees gives them."""
    found: dict[dt.date, FoundDeadline] = {}
    letter = _Letter(paragraphs, bodies)
    for paragraph in paragraphs:
        if not _has_hint(paragraph.text) or vocabulary.NO_DEADLINE.search(paragraph.text):
            continue
        told = sentences(paper.text, paragraph.start, paragraph.end)
        for number, sentence in enumerate(told):
            if not _may_hold_one(sentence):
                continue
            inside = _dates(paper, sentence, document_date)
            for date in inside:
                deadline = _deadline(paper, told[: number + 1], date, inside, letter)
                if deadline and _in_time(date, document_date):
                    known = found.get(date.date)
                    found[date.date] = deadline if known is None or not known.addressees else known
    return tuple(found.values())


def impossible_deadlines(paper: PaperText) -> tuple[str, ...]:
    """A warning for each "senast" with a day that the calendar lacks, with the words and the page."""
    warnings = []
    for by in vocabulary.LATEST.finditer(paper.text):
        if words := impossible_at(paper.text[by.end() : by.end() + _LONGEST_DATE]):
            quote = paper.quote(by.start(), by.end() + len(words))
            warnings.append(f"”{quote}” är inget datum (s. {paper.page(by.start())}).")
    return tuple(dict.fromkeys(warnings))


def _may_hold_one(sentence: Sentence) -> bool:
    """A cheap look before the expensive ones."""
    if len(sentence.text) > LONGEST_SENTENCE or not _has_hint(sentence.text):
        return False
    return bool(vocabulary.ANSWER_WORDS.search(sentence.text))


def _has_hint(text: str) -> bool:
    lowered = text.lower()
    return any(hint in lowered for hint in vocabulary.DEADLINE_HINTS)


def _dates(paper: PaperText, sentence: Sentence, reference: dt.date | None) -> list[FoundDate]:
    """Those of one sentence, with their places in the whole text."""
    found = find_dates(paper.text[sentence.start : sentence.end], reference=reference)
    return [replace(date, start=date.start + sentence.start, end=date.end + sentence.start) for date in found]


def _in_time(date: FoundDate, document_date: dt.date | None) -> bool:
    return document_date is None or document_date < date.date < document_date + _LATEST


def _deadline(
    paper: PaperText,
    told: list[Sentence],
    date: FoundDate,
    inside: list[FoundDate],
    letter: "_Letter",
) -> FoundDeadline | None:
    """``told``: the sentences up to the one that holds the dates ``inside``."""
    sentence = told[-1]
    others = [one for one in inside if one is not date]
    begin = max([one.end for one in others if one.end <= date.start], default=sentence.start)
    last = not any(one.start >= date.end for one in others)
    before = paper.quote(begin, date.start)
    if not _is_asked(sentence, before, date):
        return None
    # Of several dates in a sentence each has what stands before it, and the last what follows it.
    clause = f"{before} {paper.quote(date.end, sentence.end)}" if last else before
    asked = letter.asked_back(clause, sentence.text) if others else ()
    addressees = asked or letter.addressees(clause, told[-1 - _NEAR_SENTENCES : -1])
    return FoundDeadline(
        date=date.date,
        addressees=addressees,
        certainty=date.certainty,
        page=paper.page(date.start),
        quote=sentence.text,
    )


def _is_asked(sentence: Sentence, before: str, date: FoundDate) -> bool:
    if vocabulary.PAST.search(sentence.text) or not vocabulary.ANSWER_WORDS.search(sentence.text):
        return False
    if vocabulary.DATED.search(before):
        return False
    by = vocabulary.BY.search(before) or vocabulary.BY_IN_DATE.search(date.words)
    return bool(by or (vocabulary.HAND_IN.search(before) and vocabulary.ANSWER_WORDS.search(before)))


class _Letter:
    """Who writes to whom, and which bodies a sentence asks."""

    def __init__(self, paragraphs: Sequence[Paragraph], bodies: Bodies) -> None:
        self._bodies = bodies
        self._paragraphs = paragraphs

    def asked_back(self, clause: str, sentence: str) -> tuple[str, ...]:
        """Of a second date, by which the one who asks answers the auditors: the body named first, else the sender."""
        if not vocabulary.TO_AUDITORS.search(clause) or vocabulary.YOU.search(clause):
            return ()
        names = self._bodies.names(sentence)[:1]
        return names or self._bodies.senders(paragraph.text for paragraph in self._paragraphs[:_HEAD])

    def addressees(self, clause: str, above: list[Sentence]) -> tuple[str, ...]:
        """Of the clause itself, else of the sentences right above it, else of the whole paper."""
        if vocabulary.YOU.search(clause) and (names := self._recipients()):
            return names
        if names := self._givers(clause):
            return names
        for one in reversed(above):
            if names := self._handed_over(one.text):
                return names
        return self._asked_somewhere

    @cached_property
    def _asked_somewhere(self) -> tuple[str, ...]:
        asked = (self._handed_over(paragraph.text[:LONGEST_SENTENCE]) for paragraph in self._paragraphs)
        return next((names for names in asked if names), ())

    def _givers(self, clause: str) -> tuple[str, ...]:
        """The bodies that answer: those named, but for the one that the answer goes to."""
        if names := self._handed_over(clause):
            return names
        taken = {
            body.start
            for match in vocabulary.RECEIVES.finditer(clause)
            for body in self._bodies.find(clause)
            if body.start >= match.end() and not clause[match.end() : body.start].strip(" ,")
        }
        return tuple(dict.fromkeys(body.name for body in self._bodies.find(clause) if body.start not in taken))

    def _handed_over(self, text: str) -> tuple[str, ...]:
        if vocabulary.FOR_INFORMATION.search(text) or not vocabulary.FOR_ANSWER.search(text):
            return ()
        for match in vocabulary.HANDED_OVER.finditer(text):
            if names := self._bodies.listed_at(text, match.end()):
                return names
        return ()

    def _recipients(self) -> tuple[str, ...]:
        """The bodies alone on a line of the letterhead."""
        for paragraph in self._paragraphs[:_HEAD]:
            names = self._bodies.listed_at(paragraph.text, 0)
            if names and not paragraph.text[len(" och ".join(names)) :].strip():
                return names
        return ()
