"""Where in a paper's text that stands which intake found: exact places, so that the window can mark them.

Intake quotes on one line; here the quote is looked for with whatever blanks and line breaks the paper has. A place that
cannot be told for certain is None.
"""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from secretary_app.domain.swedish_dates import find_dates
from secretary_app.intake import vocabulary
from secretary_app.intake.blocks import Paragraph, paragraphs
from secretary_app.intake.bodies import Bodies, FoundBody
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundDeadline
from secretary_app.operations.intake_form import Span

_HEAD = 4_000
"""Characters; dates and numbers of a paper's own stand there, …"""
_TAIL = 4_000
"""… or here, beside the signatures."""
_LONGEST_SENDER = 70
_MOST_ABOVE = 3
"""So many paragraphs that are no list items may stand between a recommendation and the words that address it."""
_LEADS_IN = re.compile(r"\b(?:senast|före|innan)\s+(?:den\s+)?$", re.IGNORECASE)
_SENDER = re.compile(r"^.*\brevis(?:orer(?:na)?|ionen)\b.*$", re.IGNORECASE | re.MULTILINE)


class Locator:
    """Finds places in one paper; ``number`` is the paper's, from 0."""

    def __init__(self, number: int, paper: PaperText) -> None:
        self._number = number
        self._paper = paper
        self._text = paper.text

    def span(self, start: int, end: int) -> Span:
        return Span(self._number, start, end, self._paper.page(start))

    def quote(self, words: str, page: int | None = None) -> Span | None:
        """The first place on ``page`` (from 1) where these words begin; else the only one in the paper."""
        pattern = _pattern(words)
        if pattern is None:
            return None
        starts = self._paper.page_starts
        if page and page <= len(starts):
            end = starts[page] if page < len(starts) else len(self._text)
            first = next(self._places(pattern, starts[page - 1]), None)
            if first and first[0] < end:
                return self.span(*first)
        everywhere = list(islice(self._places(pattern), 2))
        return self.span(*everywhere[0]) if len(everywhere) == 1 else None

    def _places(self, pattern: re.Pattern[str], start: int = 0) -> Iterator[tuple[int, int]]:
        """Where it stands and no word goes on before it: said in the pattern, that would make the search slow."""
        for match in pattern.finditer(self._text, start):
            if not (match.start() and self._text[match.start() - 1].isalnum() and match[0][0].isalnum()):
                yield match.span()

    def first(self, words: str) -> Span | None:
        """The first place of the words, standing by themselves, no matter whether they begin with a capital."""
        pattern = _pattern(words, alone=True)
        found = pattern.search(self._text) if pattern else None
        return self.span(*found.span()) if found else None

    def date(self, day: dt.date) -> Span | None:
        """The paper's own date: in its head, else the last before the end."""
        for stretch, last in ((slice(0, _HEAD), False), (slice(max(0, len(self._text) - _TAIL), None), True)):
            found = [one for one in find_dates(self._text[stretch]) if one.date == day]
            if found:
                one, offset = found[-1 if last else 0], stretch.start
                return self.span(one.start + offset, one.end + offset)
        return None

    def deadline(self, found: FoundDeadline, reference: dt.date | None) -> Span | None:
        """The date in its sentence, with the "senast den" before it; the sentence where the date cannot be told."""
        sentence = self.quote(found.quote, found.page) or self._ending_on(found)
        if sentence is None:
            return None
        stretch = self._text[sentence.start : sentence.end]
        for one in find_dates(stretch, reference=reference):
            if one.date == found.date:
                lead = _LEADS_IN.search(stretch[: one.start])
                begin = lead.start() if lead else one.start
                return self.span(sentence.start + begin, sentence.start + one.end)
        return sentence

    def _ending_on(self, found: FoundDeadline) -> Span | None:
        """A sentence that began on an earlier page than its date."""
        return self.quote(found.quote, found.page - 1) if found.page > 1 else None

    def firm(self, name: str) -> Span | None:
        for match in vocabulary.FIRM.finditer(self._text):
            if vocabulary.FIRMS[int((match.lastgroup or "")[1:])][0] == name:
                return self.span(*match.span())
        return None

    def auditors(self) -> Span | None:
        """The line that says that the paper comes from the auditors: in the letterhead, else above the signatures."""
        for start, end in ((0, min(_HEAD // 4, len(self._text))), (max(0, len(self._text) - _TAIL), len(self._text))):
            for match in _SENDER.finditer(self._text, start, end):
                line = match[0].strip()
                if len(line) <= _LONGEST_SENDER and not line.endswith((".", ",", ":", "?")):
                    begin = match.start() + match[0].index(line)
                    return self.span(begin, begin + len(line))
        return None

    def bodies(self, names: Iterable[str], at: Span | None) -> Iterator[tuple[str, Span | None]]:
        """Where each body (in its basic form) is named for what stands ``at``: in it, else in what announces it."""
        wanted = dict.fromkeys(names)
        if at is None:
            yield from wanted.items()
            return
        inside = self._named(at.start, at.end)
        missing = [name for name in wanted if name not in inside]
        above = self._announced(at.start, missing) if missing else {}
        for name in wanted:
            found = inside.get(name) or above.get(name)
            yield name, self.span(found.start, found.end) if found else None

    def _named(self, start: int, end: int) -> dict[str, FoundBody]:
        found = self._bodies.find(self._text[start:end], start)
        return {body.name: body for body in reversed(found)}

    def _announced(self, start: int, names: Iterable[str]) -> dict[str, FoundBody]:
        """In the paragraphs above the list that the place is an item of, from the nearest up."""
        number = bisect_right([each.start for each in self._paragraphs], start) - 1
        found: dict[str, FoundBody] = {}
        passed = 0
        while number > 0 and passed < _MOST_ABOVE and not found:
            number -= 1
            paragraph = self._paragraphs[number]
            if paragraph.mark and not paragraph.text.endswith(":"):
                continue
            passed += 1
            inside = self._named(paragraph.start, paragraph.end)
            found = {name: inside[name] for name in names if name in inside}
        return found

    @cached_property
    def _bodies(self) -> Bodies:
        return Bodies(self._text)

    @cached_property
    def _paragraphs(self) -> list[Paragraph]:
        return paragraphs(self._text)


def _pattern(words: str, *, alone: bool = False) -> re.Pattern[str] | None:
    parts = words.split()
    if not parts:
        return None
    blank = r"\s+"
    text = blank.join(map(re.escape, parts))
    if not alone:
        return re.compile(rf"{text}(?!\w)" if words.strip()[-1].isalnum() else text)
    first = words.strip()[0]
    rest = blank.join(map(re.escape, [*filter(None, [parts[0][1:]]), *parts[1:]]))
    gap = "" if len(parts[0]) > 1 else blank * (len(parts) > 1)
    return re.compile(rf"(?<!\w)[{re.escape(first.lower() + first.upper())}]{gap}{rest}(?!\w)")
