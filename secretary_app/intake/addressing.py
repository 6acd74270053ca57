"""Who writes to whom: which bodies a sentence of a paper asks to answer."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from secretary_app.intake import vocabulary, vocabulary_head
from secretary_app.intake.blocks import LONGEST_SENTENCE, Paragraph, Sentence
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.head import HeadLine
from secretary_app.intake.proposal import PaperKind

_HEAD = 20
_LETTERS = (PaperKind.MISSIV, PaperKind.INTERNREMISS)
_INFORMED = ("Kommunfullmäktige", "Regionfullmäktige", "Fullmäktige")
"""They are told, not asked, unless a sentence says so."""


class Letter:
    """Who sends the paper and who gets it, and whom its sentences ask."""

    def __init__(
        self, text: str, paragraphs: Sequence[Paragraph], head: Sequence[HeadLine], kind: PaperKind, bodies: Bodies
    ) -> None:
        self._text = text
        self._paragraphs = paragraphs
        self._head = head
        self._kind = kind
        self._bodies = bodies

    def asked_back(self, clause: str, sentence: str) -> tuple[str, ...]:
        """Of a second date, by which the one who asks answers the auditors: the body named first, else the sender."""
        if not vocabulary.TO_AUDITORS.search(clause) or vocabulary.YOU.search(clause):
            return ()
        names = self._bodies.names(sentence)[:1]
        return names or self._bodies.senders(paragraph.text for paragraph in self._paragraphs[:_HEAD])

    def addressees(self, clause: str, above: Sequence[Sentence]) -> tuple[str, ...]:
        """Of the clause itself, else of the sentences right above it, else of the whole paper."""
        if vocabulary.YOU.search(clause) and self.recipients:
            return self.recipients
        if vocabulary.ALL_ASKED.search(clause) and len(self.recipients) > 1:
            return self.recipients
        if names := self._givers(clause):
            return names
        if (asked := vocabulary.THOSE_ASKED.search(clause)) and self.recipients:
            return self._of_kind(asked[0])
        for one in reversed(above):
            if names := self._asked(one.text):
                return names
        return self._asked_somewhere or self._only_one or (self.recipients if self._kind in _LETTERS else ())

    def _of_kind(self, words: str) -> tuple[str, ...]:
        """The recipients: where several get the paper and only "nämnderna" are named, those that are nämnder."""
        alike = tuple(name for name in self.recipients if "nämnd" in name.casefold())
        return alike if len(alike) > 1 and words.casefold().startswith("nämnderna") else self.recipients

    @cached_property
    def _asked_somewhere(self) -> tuple[str, ...]:
        asked = (self._asked(paragraph.text[:LONGEST_SENTENCE]) for paragraph in self._paragraphs)
        return next((names for names in asked if names), ())

    @cached_property
    def _only_one(self) -> tuple[str, ...]:
        """The body that alone is named in the paper; no paper of a state authority is to one body of many."""
        if self._kind is PaperKind.OTHER:
            return ()
        names = [name for name in self._bodies.names(self._text) if name not in _INFORMED]
        return tuple(names) if len(names) == 1 else ()

    def _givers(self, clause: str) -> tuple[str, ...]:
        """The bodies that answer: those named, but for the one that the answer goes to."""
        if names := self._asked(clause) or self._bodies.owners(clause, vocabulary.OWN_ANSWER):
            return names
        taken = {
            body.start
            for match in vocabulary.RECEIVES.finditer(clause)
            for body in self._bodies.find(clause)
            if body.start >= match.end() and not clause[match.end() : body.start].strip(" ,")
        }
        found = (body for body in self._bodies.find(clause) if body.start not in taken)
        return tuple(dict.fromkeys(body.name for body in found if not vocabulary.AT_HAND.match(clause, body.end)))

    def _asked(self, text: str) -> tuple[str, ...]:
        """The bodies that a paper is handed over to for an answer, or that are told to give one."""
        if not (vocabulary.FOR_ANSWER.search(text) or vocabulary.HANDS_OVER_REPORT.search(text)):
            return ()
        for start in self._places(text):
            names, end = self._bodies.list_at(text, start)
            if names and not self._is_informed(text, end) and not set(names) <= set(_INFORMED):
                return names
        return ()

    def _places(self, text: str) -> Iterator[int]:
        """Where bodies may stand that are asked."""
        if not vocabulary.SENDS_ANSWER.search(text) and (verb := vocabulary.HANDED_OVER.search(text)):
            yield from (to.end() for to in vocabulary.TO.finditer(text, verb.end()))
        for asking in (vocabulary.ANSWER_FROM, vocabulary.ASKED_TO):
            yield from (match.end() for match in asking.finditer(text))

    def _is_informed(self, text: str, end: int) -> bool:
        """Whether the list that ends there gets the paper for information only."""
        told = vocabulary.FOR_INFORMATION.search(text, end)
        answer = vocabulary.FOR_ANSWER.search(text, end)
        return told is not None and (answer is None or told.start() < answer.start())

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """The bodies alone on lines of the letterhead, those below "Till" where it has that word."""
        named: list[str] = []
        labelled: list[str] = []
        told = below = False
        for text in self._head_texts():
            if vocabulary.INFORMATION_LABEL.match(text):
                told, below = True, False
                continue
            label = vocabulary.TO_LABEL.match(text)
            told, below = (False, True) if label else (told, below)
            names = self._alone(text[label.end() :] if label else text)
            if names and not told:
                (labelled if below else named).extend(name for name in names if name not in _INFORMED)
        return tuple(dict.fromkeys(labelled or named))

    def _head_texts(self) -> Iterator[str]:
        for line in self._head:
            yield from (part for part in re.split(r"\s*;\s*", line.text) if part)

    def _alone(self, text: str) -> tuple[str, ...]:
        """The bodies of a line that names nothing but them; () where they only get it for information."""
        text = vocabulary_head.INTERNREMISS.sub("", text, count=1) if vocabulary_head.INTERNREMISS.match(text) else text
        text = re.sub(r"^\s*till\s+", "", text.strip(" :."), flags=re.IGNORECASE)
        names = self._bodies.listed_at(text, 0)
        return names if names and self._bodies.find(text)[-1].end == len(text) else ()
