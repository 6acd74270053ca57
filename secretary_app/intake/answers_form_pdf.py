"""The boxes of an answer form in a PDF: what its strokes fence in. Runs in the worker process, as ``answers_pdf``."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from secretary_app.intake.answers_parts import Cell, Grid
from secretary_app.intake.answers_pdf import NEAR, PagePart, Stroke, Words, inked_pages, text_of
from secretary_app.intake.answers_word import tidy

_FOOT, _HEAD = 68.0, 62.0
"""Points from the page's edges within which there is nothing but its foot and head."""
_A4 = 842.0
_MORE = 1.5
"""Points by which a paragraph is further from the one above than a line is, at least."""
_LEAST_COLUMNS = 2
_SHORT = 30
"""Characters of a name in a list of them; a longer line without a full stop goes on."""

_Band = tuple[float, float, tuple[float, ...]]
"""A row: its upper and lower edge, and the sides of its cells."""


def pdf_form_parts(path: str) -> list[list[PagePart]]:
    """Each page as text and tables, from top to bottom, without its head and foot."""
    return [
        list(_parts([each for each in words if _FOOT < each.middle < _A4 - _HEAD], strokes, upright, number))
        for number, (words, strokes, upright) in enumerate(inked_pages(path), 1)
    ]


def _parts(
    words: Sequence[Words], strokes: Sequence[Stroke], upright: Sequence[Stroke], page: int
) -> Iterator[PagePart]:
    above = float("inf")
    for _, group in groupby(_bands(strokes, upright), key=lambda each: each and each[2]):
        bands = [each for each in group if each is not None]
        if not bands:
            continue
        top, bottom = bands[0][0], bands[-1][1]
        yield text_of(each for each in words if top <= each.middle < above)
        yield Grid(tuple(_row(words, band) for band in bands), page)
        above = bottom
    yield text_of(each for each in words if each.middle < above)


def _bands(strokes: Sequence[Stroke], upright: Sequence[Stroke]) -> Iterator[_Band | None]:
    """The rows of the page's tables from top to bottom; None between two tables."""
    edges: list[float] = []
    for at in sorted((each.at for each in strokes), reverse=True):
        if not edges or edges[-1] - at > NEAR:
            edges.append(at)
    for high, low in pairwise(edges):
        middle = (high + low) / 2
        sides: list[float] = []
        for at in sorted(each.at for each in upright if each.left < middle < each.right):
            if not sides or at - sides[-1] > NEAR:
                sides.append(at)
        yield (high, low, tuple(map(round, sides))) if len(sides) > _LEAST_COLUMNS else None


def _row(words: Sequence[Words], band: _Band) -> tuple[Cell, ...]:
    high, low, sides = band
    row = []
    for left, right in pairwise(sides):
        inside = [each for each in words if low < each.middle < high and left - NEAR <= each.left < right - NEAR]
        row.append(Cell(tuple(_paragraphs(inside))))
    return tuple(row)


def _paragraphs(words: Sequence[Words]) -> list[str]:
    """The cell's paragraphs: lines further apart than its lines are, where a sentence or a name has ended."""
    lines: list[list[Words]] = []
    for each in sorted(words, key=lambda one: (-one.middle, one.left)):
        if not lines or lines[-1][0].middle - each.middle > NEAR:
            lines.append([])
        lines[-1].append(each)
    apart = [above[0].middle - below[0].middle for above, below in pairwise(lines)]
    found: list[str] = []
    for line, gap in zip(lines, [0.0, *apart], strict=False):
        text = tidy(" ".join(each.text for each in sorted(line, key=lambda one: one.left)))
        before = found[-1] if found else ""
        has_ended = len(before) <= _SHORT or before.endswith((".", "!", "?", ":", ";"))
        is_apart = len(apart) == 1 or len(before) <= _SHORT or gap > min(apart) + _MORE
        if text.startswith("•") or not before or (has_ended and is_apart and not text[:1].islower()):
            found.append(text)
        else:
            found[-1] = tidy(f"{before}\n{text}")
    return [each for each in found if each]
