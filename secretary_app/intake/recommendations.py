"""The recommendations of a paper that stand in lists and tables, word for word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from secretary_app.intake import vocabulary, vocabulary_headings
from secretary_app.intake import vocabulary_recommending as words
from secretary_app.intake.blocks import LONGEST_SENTENCE, Paragraph, Sentence, sentences
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundRecommendation, PaperKind
from secretary_app.intake.recommending import SHORTEST, group_of, in_brackets, is_earlier, named_first, running
from secretary_app.intake.tables import Holds, Table

_ALIKE = 0.85
"""Two texts are one recommendation when so large a part of their words is the same."""
_MOST = 300
_MOST_ITEMS = 60
_EMPTY_LINE = 2
_ABOVE_TABLE = 2
_INTRO_SENTENCES = 3
_MOST_BETWEEN = 12
"""Paragraphs of an answer between two recommendations."""
_AUDITORS_PAPERS = (PaperKind.MISSIV, PaperKind.REVISIONSRAPPORT)


@dataclass(frozen=True)
class RecommendationList:
    """A list as it stands: whether it tells of an earlier audit, and where its items are in the paragraphs."""

    recommendations: tuple[FoundRecommendation, ...]
    earlier: bool
    items: tuple[int, ...]
    """The index of each recommendation's paragraph."""


def find_lists(
    paper: PaperText, paragraphs: Sequence[Paragraph], kind: PaperKind, bodies: Bodies
) -> list[RecommendationList]:
    """Every announced list, in the order of the paper."""
    found = []
    number = 0
    while number < len(paragraphs):
        intro = _intro(paper, paragraphs, number, kind, bodies)
        if intro is None:
            number += 1
            continue
        one, number = _read_list(paper, paragraphs, number, intro, kind, bodies)
        if one.recommendations:
            found.append(one)
    return found


def _intro(
    paper: PaperText, paragraphs: Sequence[Paragraph], number: int, kind: PaperKind, bodies: Bodies
) -> Sentence | None:
    """The sentence that announces the list beginning at the next paragraph."""
    paragraph = paragraphs[number]
    if not _list_follows(paragraphs, number, bodies):
        return None
    if paragraph.mark and not paragraph.text.endswith(":"):
        return None
    told = sentences(paper.text, paragraph.body, paragraph.end)
    last = told[-1:]
    if (
        not last
        or len(last[0].text) > LONGEST_SENTENCE
        or vocabulary.NO_LIST_INTRO.search(last[0].text)
        or last[0].text.endswith("?")
    ):
        return None
    if kind is PaperKind.OTHER and not vocabulary.RECOMMENDS.search(last[0].text):
        return None
    if vocabulary_headings.LIST_HEADING.fullmatch(paragraph.text):
        return last[0]
    if kind is PaperKind.PROTOKOLLSUTDRAG:
        return None
    # Where each item begins with "att", the word need not end the sentence above.
    first = paragraphs[number + 1]
    begins = first.mark == "att" or first.text.lower().startswith("att ")
    said = [last[0].text, f"{last[0].text} att"] if begins else [last[0].text]
    if kind in _AUDITORS_PAPERS and vocabulary.IMPROVEMENTS.search(last[0].text):
        return last[0]
    below_heading = number > 0 and vocabulary_headings.LIST_HEADING.fullmatch(paragraphs[number - 1].text)
    if any(map(vocabulary.LIST_INTRO.search, said)) or (
        below_heading and kind in _AUDITORS_PAPERS and not paragraph.mark
    ):
        return last[0]
    # "Vi lämnar följande rekommendationer. De är ordnade efter vikt."
    strong = [one for one in told[-_INTRO_SENTENCES:] if vocabulary.STRONG_INTRO.search(one.text)]
    return strong[-1] if strong and not vocabulary.NO_LIST_INTRO.search(strong[-1].text) else None


def _list_follows(paragraphs: Sequence[Paragraph], number: int, bodies: Bodies) -> bool:
    """Whether the next paragraph is a list item, or the next but one below a heading and the bodies it is to."""
    below = paragraphs[number + 1 : number + 3]
    if not below or below[0].mark:
        return bool(below)
    if len(below) > 1 and below[1].mark and vocabulary.PRIORITY_GROUP.fullmatch(below[0].text):
        return True
    text = paragraphs[number].text
    announced = vocabulary_headings.LIST_HEADING.fullmatch(text) or vocabulary.STRONG_INTRO.search(
        text[:LONGEST_SENTENCE]
    )
    return bool(announced and len(below) > 1 and below[1].mark and group_of(below[0], bodies))


def _read_list(
    paper: PaperText,
    paragraphs: Sequence[Paragraph],
    number: int,
    intro: Sentence,
    kind: PaperKind,
    bodies: Bodies,
) -> tuple[RecommendationList, int]:
    addressees = _announced(paragraphs, number, intro, bodies)
    found: list[FoundRecommendation] = []
    items: list[int] = []
    at = number + 1
    if not paragraphs[at].mark:
        addressees = group_of(paragraphs[at], bodies) or addressees
        at += 1
    mark = paragraphs[at].mark
    while at < len(paragraphs) and len(found) < _MOST_ITEMS:
        paragraph = paragraphs[at]
        if paragraph.mark == mark and not paragraph.text.endswith(("?", ":")) and len(paragraph.text) >= SHORTEST:
            for one in _items(paper, paragraph, addressees, bodies):
                found.append(one)
                items.append(at)
        elif found and (group := group_of(paragraph, bodies)):
            addressees = group
        elif found and not paragraph.mark and vocabulary.PRIORITY_GROUP.fullmatch(paragraph.text):
            pass  # one list in groups
        elif found and _goes_on(paper, paragraphs, at, kind):
            found[-1] = _longer(found[-1], paragraph)
        elif not (found and (_answers_above(paragraph, kind) or _numbered_below(paragraphs, at, found[-1], kind))):
            break
        at += 1
    if found and at < len(paragraphs) and not paragraphs[at].mark:
        last = _last_outside(paper, paragraphs[at], bodies)
        found += last
        items += [at] * len(last)
    earlier = kind in _AUDITORS_PAPERS and is_earlier(intro.text)
    return RecommendationList(tuple(found), earlier, tuple(items)), max(at, number + 1)


def _announced(paragraphs: Sequence[Paragraph], number: int, intro: Sentence, bodies: Bodies) -> tuple[str, ...]:
    """Whom the intro names; where it names nobody, whom the heading above it names."""
    names = bodies.names(intro.text)
    if not names and number and vocabulary_headings.LIST_HEADING.fullmatch(paragraphs[number - 1].text):
        names = bodies.names(paragraphs[number - 1].text)
    return names


def _items(
    paper: PaperText, paragraph: Paragraph, addressees: tuple[str, ...], bodies: Bodies
) -> Iterator[FoundRecommendation]:
    told = sentences(paper.text, paragraph.body, paragraph.end)
    # A sentence that recommends by itself, at the end of the last item, is one more recommendation.
    cut = next((n for n, one in enumerate(told) if n and words.RUNNING_RECOMMENDATION.search(one.text)), len(told))
    text = words.NEXT_ITEM.sub("", " ".join(one.text for one in told[:cut]))
    yield FoundRecommendation(
        number=paragraph.number,
        text=text,
        addressees=named_first(text, bodies) or in_brackets(text, bodies) or addressees,
        page=paper.page(paragraph.start),
        quote=text,
    )
    for one in told[cut:]:
        yield from running(paper, one, bodies)


def _goes_on(paper: PaperText, paragraphs: Sequence[Paragraph], at: int, kind: PaperKind) -> bool:
    """Whether the paragraph is a further sentence of the item above: no empty line between, and one more item below."""
    if kind not in _AUDITORS_PAPERS or at + 1 == len(paragraphs) or paragraphs[at].mark:
        return False
    above, here, below = paragraphs[at - 1 : at + 2]
    close = paper.text.count("\n", above.end, here.start) < _EMPTY_LINE
    return close and here.text.endswith(".") and bool(below.mark) and below.mark == above.mark


def _longer(found: FoundRecommendation, paragraph: Paragraph) -> FoundRecommendation:
    text = f"{found.text} {paragraph.text}"
    return replace(found, text=text, quote=text)


def _answers_above(paragraph: Paragraph, kind: PaperKind) -> bool:
    return kind not in _AUDITORS_PAPERS and bool(vocabulary.NEXT_LABEL.match(paragraph.text))


def _numbered_below(paragraphs: Sequence[Paragraph], at: int, last: FoundRecommendation, kind: PaperKind) -> bool:
    """Whether an answer stands here between a recommendation and the one with the next number."""
    if kind in _AUDITORS_PAPERS or not (last.number or "").isdecimal() or paragraphs[at].mark in ("number", "label"):
        return False
    if vocabulary.LIST_INTRO.search(paragraphs[at].text):
        return False
    wanted = str(int(last.number or 0) + 1)
    below = (one for one in paragraphs[at + 1 : at + 1 + _MOST_BETWEEN] if one.mark in ("number", "label"))
    following = next(below, None)
    return following is not None and following.number == wanted


def _last_outside(paper: PaperText, paragraph: Paragraph, bodies: Bodies) -> list[FoundRecommendation]:
    return [
        found
        for one in sentences(paper.text, paragraph.start, paragraph.end)[:2]
        for found in running(paper, one, bodies)
    ]


def find_tabled(
    paper: PaperText, paragraphs: Sequence[Paragraph], tables: Sequence[Table], kind: PaperKind, bodies: Bodies
) -> list[RecommendationList]:
    """The recommendations that stand as rows of a table, to those whom the words above it name."""
    held = (Holds.RECOMMENDATIONS,) if kind in _AUDITORS_PAPERS else (Holds.RECOMMENDATIONS, Holds.ANSWERED)
    found = []
    for table in tables:
        if table.holds not in held:
            continue
        above = [one for one in paragraphs if one.end <= table.start][-_ABOVE_TABLE:]
        if any(words.OTHERS_RECOMMENDATIONS.search(one.text[:LONGEST_SENTENCE]) for one in above):
            continue
        announced = (bodies.names(one.text[:LONGEST_SENTENCE]) for one in reversed(above))
        addressees = next((names for names in announced if names), ())
        rows = tuple(
            FoundRecommendation(
                number=row.number,
                text=row.text,
                addressees=named_first(row.text, bodies) or bodies.names(row.said) or addressees,
                page=paper.page(row.start),
                quote=row.quote,
            )
            for row in table.rows
        )
        found.append(RecommendationList(rows, earlier=False, items=()))
    return found


def each_once(found: Sequence[FoundRecommendation]) -> tuple[FoundRecommendation, ...]:
    """The same recommendation in summary and end is one; the first place counts, addressees are taken from any."""
    kept: list[FoundRecommendation] = []
    for one in found[:_MOST]:
        same = next((n for n, other in enumerate(kept) if alike(one.text, other.text)), None)
        if same is None:
            kept.append(one)
        elif not kept[same].addressees:
            kept[same] = replace(kept[same], addressees=one.addressees)
    return tuple(kept)


def alike(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return bool(first) and len(first & second) / len(first | second) >= _ALIKE


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
