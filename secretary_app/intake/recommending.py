"""Recommendations outside lists: said in a sentence of their own, labelled, or as paragraphs below a heading."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from secretary_app.intake import vocabulary, vocabulary_headings
from secretary_app.intake import vocabulary_recommending as words
from secretary_app.intake.blocks import LONGEST_SENTENCE, Paragraph, Sentence, sentences
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundRecommendation

SHORTEST = 15
"""Characters of a recommendation."""
_LONGEST_HEADING = 110
"""Characters of one that is nothing but a body's name."""
_NEAR_BODY = 160
"""Within so many characters of a paragraph's beginning stands what its body ought to do."""


def find_running(paper: PaperText, paragraphs: Sequence[Paragraph], bodies: Bodies) -> tuple[FoundRecommendation, ...]:
    """Recommendations in running text: a sentence that recommends something to a named body."""
    found: list[FoundRecommendation] = []
    section: tuple[str, ...] = ()
    for paragraph in paragraphs:
        section = _section(paragraph, bodies) or section
        if not paragraph.mark and words.RUNNING_HINT.search(paragraph.text):
            for one in sentences(paper.text, paragraph.start, paragraph.end):
                found += running(paper, one, bodies, section)
    return tuple(found)


def find_under_heading(
    paper: PaperText, paragraphs: Sequence[Paragraph], bodies: Bodies
) -> tuple[FoundRecommendation, ...]:
    """Those that stand as plain paragraphs below "Rekommendationer": "X bör …", until one that says no such thing."""
    found: list[FoundRecommendation] = []
    for number, heading in enumerate(paragraphs):
        if heading.mark or not vocabulary_headings.LIST_HEADING.fullmatch(heading.text):
            continue
        for paragraph in paragraphs[number + 1 :]:
            names = () if paragraph.mark else bodies.listed_at(paragraph.text[:LONGEST_SENTENCE], 0)
            ought = words.OUGHT.search(paragraph.text)
            if not names or ought is None or ought.start() > _NEAR_BODY or paragraph.text.endswith(":"):
                break
            text, page = paragraph.text, paper.page(paragraph.start)
            found.append(FoundRecommendation(text=text, addressees=names, page=page, quote=text))
    return tuple(found)


def find_ought(paper: PaperText, paragraphs: Sequence[Paragraph], bodies: Bodies) -> tuple[FoundRecommendation, ...]:
    """Of a letter that recommends nothing in that word: "Vi anser att X bör …"."""
    found: list[FoundRecommendation] = []
    for paragraph in paragraphs:
        for one in sentences(paper.text, paragraph.start, paragraph.end) if words.OUGHT.search(paragraph.text) else ():
            turned = words.OUGHT_BODY.match(one.text)
            lead = turned or words.BODY_OUGHT.match(one.text)
            names, end = bodies.list_at(one.text[:LONGEST_SENTENCE], lead.end() if lead else 0)
            ought = turned or words.BODY_THEN_OUGHT.match(one.text, end)
            if names and ought and one.text.endswith("."):
                place = paper.page(one.start)
                found.append(FoundRecommendation(text=one.text, addressees=names, page=place, quote=one.text))
    return tuple(found)


def find_below_label(
    paper: PaperText, paragraphs: Sequence[Paragraph], bodies: Bodies
) -> tuple[FoundRecommendation, ...]:
    """Those that stand one by one below the words "Rekommendation 2" alone on a line."""
    if not any(vocabulary.LABEL_ALONE.fullmatch(one.text) for one in paragraphs):
        return ()
    said = _said_to(paragraphs, bodies)
    found: list[FoundRecommendation] = []
    for above, one in pairwise(paragraphs):
        if vocabulary_headings.LIST_HEADING.fullmatch(above.text):
            said = bodies.names(above.text)
        label = vocabulary.LABEL_ALONE.fullmatch(above.text)
        if label and not one.mark and SHORTEST <= len(one.text) <= LONGEST_SENTENCE:
            names, page = named_first(one.text, bodies) or said, paper.page(one.start)
            found.append(
                FoundRecommendation(number=label[1], text=one.text, addressees=names, page=page, quote=one.text)
            )
    return tuple(found)


def find_labelled(paper: PaperText, paragraphs: Sequence[Paragraph], bodies: Bodies) -> tuple[FoundRecommendation, ...]:
    """Those that stand one by one, each labelled "Rekommendation 2: …", to those whom the words above say that they are
    to."""
    labelled = [one for one in paragraphs if one.mark == "label" and SHORTEST <= len(one.text) <= LONGEST_SENTENCE]
    said = _said_to(paragraphs, bodies) if labelled else ()
    return tuple(
        FoundRecommendation(
            number=one.number,
            text=one.text,
            addressees=named_first(one.text, bodies) or said,
            page=paper.page(one.start),
            quote=one.text,
        )
        for one in labelled
    )


def _said_to(paragraphs: Sequence[Paragraph], bodies: Bodies) -> tuple[str, ...]:
    """The bodies of "tre rekommendationer till X", where that is said of no others; else those that are audited."""
    above = list(takewhile(lambda one: one.mark != "label", paragraphs))
    texts = [one.text[:LONGEST_SENTENCE] for one in above]
    said = {bodies.listed_at(text, to.end()) for text in texts for to in vocabulary.RECOMMENDATIONS_TO.finditer(text)}
    said.discard(())
    said = said or {bodies.listed_at(text, to.end()) for text in texts for to in words.AUDITED.finditer(text)} - {()}
    return said.pop() if len(said) == 1 else ()


def running(
    paper: PaperText, sentence: Sentence, bodies: Bodies, section: tuple[str, ...] = ()
) -> Iterator[FoundRecommendation]:
    """``section``: the bodies of the heading above, whom a bare "nämnden" means where there are several."""
    if not sentence.text.endswith(".") or len(sentence.text) > LONGEST_SENTENCE or is_earlier(sentence.text):
        return
    if words.OTHERS_RECOMMEND.search(sentence.text):
        return
    addressees = _recommended_to(sentence.text, bodies)
    if not addressees and words.TOLD_OF.search(sentence.text):
        return
    if not addressees and words.WE_RECOMMEND.search(sentence.text):
        addressees = bodies.names(sentence.text)[:1] or section
    elif words.RECOMMENDED.search(sentence.text) or words.BARE_RECOMMENDED.search(sentence.text):
        addressees = addressees or section
    elif not addressees:
        return
    page = paper.page(sentence.start)
    first, *others = _by_body(sentence.text, bodies)
    yield FoundRecommendation(text=first, addressees=addressees, page=page, quote=first)
    for one in others:
        yield FoundRecommendation(text=one, addressees=bodies.listed_at(one, 0), page=page, quote=one)


def _by_body(text: str, bodies: Bodies) -> list[str]:
    """The sentence, cut where it goes on with another body: "… X att … samt Y att …"."""
    cuts = [0]
    ends = []
    for body in bodies.find(text):
        before = words.AND_BEFORE_BODY.search(text[: body.start])
        if before and words.TO_DO.search(text[: before.start()]) and words.TO_DO.match(text, body.end):
            ends.append(before.start())
            cuts.append(body.start)
    return [text[start:end] for start, end in zip(cuts, [*ends, len(text)], strict=True)]


def _section(paragraph: Paragraph, bodies: Bodies) -> tuple[str, ...]:
    """The body that a heading with or without a number is ("3.2 Socialnämnden")."""
    if len(paragraph.text) > _LONGEST_HEADING:
        return ()
    heading = re.sub(r"^\d+(?:\.\d+)*\.?\s+", "", paragraph.text[:_NEAR_BODY])
    names, end = bodies.list_at(heading, 0)
    return names if names and end == len(heading) and len(names) == 1 else ()


def group_of(paragraph: Paragraph, bodies: Bodies) -> tuple[str, ...]:
    """The bodies of a line between items that is nothing but them ("Till socialnämnden:")."""
    if paragraph.mark or len(paragraph.text) > 120:
        return ()
    text = vocabulary.AROUND_GROUP.sub("", paragraph.text)
    names = bodies.listed_at(text, 0)
    return names if names and bodies.find(text)[-1].end == len(text) else ()


def in_brackets(text: str, bodies: Bodies) -> tuple[str, ...]:
    """The bodies in brackets at an item's end."""
    match = re.search(r"\(([^()]{5,120})\)\.?$", text)
    names, end = bodies.list_at(match[1], 0) if match else ((), 0)
    return names if match and end == len(match[1]) else ()


def named_first(text: str, bodies: Bodies) -> tuple[str, ...]:
    """The bodies that an item begins with ("Att X och Y säkerställer …") or that it recommends something to."""
    lead = re.match(r"att\s+", text, re.IGNORECASE)
    text = text[:LONGEST_SENTENCE]
    return bodies.listed_at(text, lead.end() if lead else 0) or _recommended_to(text, bodies)


def _recommended_to(text: str, bodies: Bodies) -> tuple[str, ...]:
    matches = list(words.RUNNING_RECOMMENDATION.finditer(text))
    # Who is only called upon to answer, or to read the report, is recommended nothing.
    told = vocabulary.ANSWER_WORDS.search(text) or words.READS.search(text)
    calls = [] if told else words.CALLS_FOR.finditer(text)
    for match in [*matches, *calls]:
        lead = re.compile(rf"\s*(?:{vocabulary.ADVERBS}\s+)*", re.IGNORECASE).match(text, match.end())
        if names := bodies.listed_at(text, lead.end() if lead else match.end()):
            return names
        before = [body for body in bodies.find(text) if body.end <= match.start()]
        if before and not text[before[-1].end : match.start()].strip():
            return bodies.listed_at(text, before[0].start) or (before[-1].name,)
    return ()


def is_earlier(text: str) -> bool:
    return bool(vocabulary.EARLIER.search(text)) and not re.search(
        r"efter\s+genomförd\s+uppföljande", text, re.IGNORECASE
    )
