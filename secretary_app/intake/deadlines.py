"""By when whom is asked to answer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from secretary_app.domain.swedish_dates import Certainty, FoundDate, impossible_at
from secretary_app.intake import vocabulary, vocabulary_head
from secretary_app.intake.addressing import Letter
from secretary_app.intake.blocks import LONGEST_SENTENCE, Paragraph, Sentence, sentences
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.head import HeadLine
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundDeadline, PaperKind
from secretary_app.intake.scanned import find_scanned_dates, six_figure_dates

_ANSWERS = (PaperKind.TJANSTESKRIVELSE, PaperKind.YTTRANDE, PaperKind.PROTOKOLLSUTDRAG)
_LATEST = dt.timedelta(days=3 * 366)
"""Nobody is given longer to answer an audit."""
_NEAR_SENTENCES = 3
_FIRST = 4
_LONGEST_ITEM = 90
"""Characters of a line below "Svar önskas senast:" that is no list item by its mark."""
_BEGINS = 12
"""Characters: "Senast den"."""
_LONGEST_DATE = 60
"""Characters, with weekday and line breaks."""


def find_deadlines(
    paper: PaperText,
    paragraphs: Sequence[Paragraph],
    head: Sequence[HeadLine],
    kind: PaperKind,
    document_date: dt.date | None,
    bodies: Bodies,
) -> tuple[FoundDeadline, ...]:
    """Each date once, in the order of the paper; the first place that names addressees gives them."""
    if kind is PaperKind.OTHER and any(vocabulary_head.NOTHING_ASKED.match(line.text) for line in head[:_FIRST]):
        return ()
    found: dict[dt.date, FoundDeadline] = {}
    letter = Letter(paper.text, paragraphs, head, kind, bodies)
    for paragraph, lead in zip(paragraphs, _leads(paragraphs), strict=True):
        if not _has_hint(f"{lead} {paragraph.text}") or vocabulary.NO_DEADLINE.search(paragraph.text):
            continue
        told = sentences(paper.text, paragraph.start, paragraph.end)
        for number, sentence in enumerate(told):
            if not _may_hold_one(sentence, lead) or not _asks(sentence, kind, lead):
                continue
            inside = _dates(paper, sentence, document_date, in_column=bool(lead))
            for date in inside:
                told_of = document_date is None or kind not in (*_ANSWERS, PaperKind.MISSIV)
                if not _in_time(date, document_date) or (told_of and _told_of(sentence)):
                    continue
                if deadline := _deadline(paper, told[: number + 1], date, inside, letter, lead):
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


def _leads(paragraphs: Sequence[Paragraph]) -> list[str]:
    """For each paragraph the words above the list that it is an item of, where they ask for an answer; else ""."""
    leads = []
    lead = ""
    for paragraph in paragraphs:
        if not paragraph.mark and len(paragraph.text) > _LONGEST_ITEM:
            lead = ""
        leads.append("" if paragraph.text.endswith(":") else lead)
        if (paragraph.text.endswith(":") or vocabulary.ANSWER_COLUMN.search(paragraph.text)) and not paragraph.mark:
            lead = paragraph.text if vocabulary.ANSWER_WORDS.search(paragraph.text) else ""
    return leads


def _may_hold_one(sentence: Sentence, lead: str) -> bool:
    """A cheap look before the expensive ones."""
    if len(sentence.text) > LONGEST_SENTENCE or not _has_hint(f"{lead} {sentence.text}"):
        return False
    return bool(lead) or _is_answer(sentence.text)


def _is_answer(text: str) -> bool:
    """Whether the sentence is about an answer, or about an account that its writers want."""
    if vocabulary.ANSWER_WORDS.search(text):
        return True
    asks = vocabulary.REPORT_ASKS.search(text) or vocabulary.AUTHORITY_ASKS.search(text)
    return bool(asks and vocabulary.ACCOUNT_WORDS.search(text))


def _asks(sentence: Sentence, kind: PaperKind, lead: str) -> bool:
    """Whether papers of that kind set or tell a deadline in such words: a report or an answer has other days too."""
    if kind is PaperKind.REVISIONSRAPPORT:
        return bool(vocabulary.REPORT_ASKS.search(sentence.text))
    if kind in _ANSWERS:
        text = f"{lead} {sentence.text}"
        told = vocabulary.ANSWERED_BY.search(text) and vocabulary.ASKER.search(text)
        return bool(told or vocabulary.AUTHORITY_ASKS.search(text))
    return True


def _has_hint(text: str) -> bool:
    lowered = text.lower()
    return any(hint in lowered for hint in vocabulary.DEADLINE_HINTS)


def _dates(paper: PaperText, sentence: Sentence, reference: dt.date | None, *, in_column: bool) -> list[FoundDate]:
    """Those of one sentence, with their places in the whole text."""
    text = paper.text[sentence.start : sentence.end]
    found = find_scanned_dates(text, reference=reference)
    if in_column:
        found += six_figure_dates(text, reference)
    return [replace(date, start=date.start + sentence.start, end=date.end + sentence.start) for date in found]


def _in_time(date: FoundDate, document_date: dt.date | None) -> bool:
    return document_date is None or document_date < date.date < document_date + _LATEST


def _deadline(
    paper: PaperText,
    told: list[Sentence],
    date: FoundDate,
    inside: list[FoundDate],
    letter: Letter,
    lead: str,
) -> FoundDeadline | None:
    """``told``: the sentences up to the one that holds the dates ``inside``."""
    sentence = told[-1]
    others = [one for one in inside if one is not date]
    begin = max([one.end for one in others if one.end <= date.start], default=sentence.start)
    last = not any(one.start >= date.end for one in others)
    before = paper.quote(begin, date.start)
    if not _is_asked(sentence, f"{lead} {before}" if lead else before, date):
        return None
    # Of several dates in a sentence each has what stands before it, and the last what follows it.
    clause = f"{before} {paper.quote(date.end, sentence.end)}" if last else before
    if others and min(one.start for one in inside) < sentence.start + _BEGINS:
        # Where the sentence begins with a date, each has what follows it.
        end = min([one.start for one in others if one.start >= date.end], default=sentence.end)
        clause = paper.quote(date.end, end)
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
    if vocabulary.PAST.search(sentence.text) or vocabulary.DONE_BY.search(before) or vocabulary.DATED.search(before):
        return False
    if vocabulary.BY.search(before) or vocabulary.BY_IN_DATE.search(date.words) or vocabulary.TO_MEETING.search(before):
        return True
    if vocabulary.TO_DAY.search(before) and vocabulary.WANTED.search(sentence.text):
        return True
    if date.certainty is Certainty.FUZZY and vocabulary.IN_MONTH.search(before):
        return True
    return bool(vocabulary.HAND_IN.search(before) and vocabulary.ANSWER_WORDS.search(before))


def _told_of(sentence: Sentence) -> bool:
    return bool(vocabulary.ASKED_BEFORE.search(sentence.text))
