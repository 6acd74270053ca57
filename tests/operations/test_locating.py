"""Quotes on one line are found in a text with line breaks, at their own place or not at all."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.swedish_dates import Certainty
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import FoundDeadline
from secretary_app.operations.locating import Locator

words = st.lists(st.sampled_from(["att", "se", "över", "planen.", "(bilaga)", "1+1", "A."]), min_size=1, max_size=8)
blanks = st.sampled_from([" ", "\n", "\n\n", "  "])


def _paper(*pages: str) -> PaperText:
    starts = [0]
    for page in pages[:-1]:
        starts.append(starts[-1] + len(page))
    return PaperText("p.txt", "".join(pages), tuple(starts))


@given(words, words, words, st.data())
def test_what_stands_there_is_found_whatever_its_line_breaks(
    before: list[str], quote: list[str], after: list[str], data: st.DataObject
) -> None:
    text = "".join(f"{word}{data.draw(blanks)}" for word in [*before, *quote, *after])
    paper = _paper(text)
    span = Locator(0, paper).quote(" ".join(quote), 1)
    assert span is not None
    assert text[span.start : span.end].split() == quote


def test_the_place_on_the_page_comes_before_one_elsewhere() -> None:
    paper = _paper("Planen ses över.\n", "Annat.\n", "Planen\nses över.\n")
    locator = Locator(2, paper)
    third = locator.quote("Planen ses över.", 3)
    assert third is not None
    assert (third.paper, third.page, third.start) == (2, 3, paper.page_starts[2])
    assert locator.quote("Planen ses över.", 2) is None  # on neither of two places for certain
    assert locator.quote("Annat.", 1) is not None
    assert locator.quote("Finns inte.", 1) is None
    assert locator.quote(" ", 1) is None
    assert locator.quote("nnat.", 2) is None
    assert locator.quote("Annat. Pla", 2) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [("Granskning av skolan", "granskning av\nskolan"), ("KS/2026:1", "KS/2026:1"), ("skola", None), ("A", None)],
)
def test_words_are_found_standing_by_themselves(words: str, found: str | None) -> None:
    text = "Dnr KS/2026:12\nEn granskning av\nskolan (KS/2026:1)"
    span = Locator(0, _paper(text)).first(words)
    assert (span and text[span.start : span.end]) == found


def test_a_deadline_is_its_date_with_the_words_before() -> None:
    text = "Vi önskar svar\nsenast den 30\njuni 2026 och en återkoppling senast 2026-09-01."
    locator = Locator(0, _paper(text))

    def marked(day: str, quote: str) -> str | None:
        found = FoundDeadline(date=dt.date.fromisoformat(day), certainty=Certainty.EXPLICIT, page=1, quote=quote)
        span = locator.deadline(found, None)
        return text[span.start : span.end] if span else None

    sentence = " ".join(text.split())
    assert marked("2026-06-30", sentence) == "senast den 30\njuni 2026"
    assert marked("2026-09-01", sentence) == "senast 2026-09-01"
    assert marked("2026-12-24", sentence) == text
    assert marked("2026-06-30", "Något annat senast den 30 juni 2026.") is None
