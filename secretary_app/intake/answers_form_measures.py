"""The rows of measures in an answer form, with what their columns hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from secretary_app.intake.answers_form_marks import bookmarked, tagged
from secretary_app.intake.answers_found import PaperMeasure
from secretary_app.intake.answers_parts import Cell, Grid
from secretary_app.intake.answers_words import PLACEHOLDER, Field, column

_FIELDS = (Field.MEASURE, Field.RESPONSIBLE, Field.TIMEFRAME)
_LEAST_HEADINGS = 2


@dataclass(frozen=True)
class Columns:
    """What each column holds, None for one that a form has not, and its heading (``""`` without one)."""

    fields: tuple[Field | None, ...]
    headings: tuple[str, ...]


AS_SENT = Columns(_FIELDS, ("", "", ""))
"""Those of a table whose headings are gone."""


def columns_of(grid: Grid) -> Columns | None:
    """The columns of a table of measures, a second one of the same kind left out; None for another table."""
    found: list[Field | None] = []
    headings = tuple(" ".join(cell.text.split()) for cell in grid.rows[0]) if grid.rows else ()
    for each in headings:
        field = column(each)
        found.append(field if field in _FIELDS and field not in found else None)
    return Columns(tuple(found), headings) if len(set(found) - {None}) >= _LEAST_HEADINGS else None


@dataclass(frozen=True)
class MeasureRow:
    texts: tuple[str, ...]
    responsible: str
    timeframe: str
    mark: str
    """Of the measure that the row says that it is."""
    sent: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    """Headings and words of the columns that a form has not."""

    @property
    def beside(self) -> str:
        """What stands beside the measure itself."""
        return ", ".join(filter(None, (self.responsible, self.timeframe)))

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.beside or self.mark)

    def measures(self, sent: tuple[str, ...]) -> Iterator[PaperMeasure]:
        """The measures of the row: one, but for a list in a row that is new. ``sent``: where the row says nothing."""
        is_list = len(self.texts) > 1 and not self.mark and all(each.startswith("•") for each in self.texts)
        for text in self.texts if is_list else ["\n".join(self.texts)]:
            yield PaperMeasure(
                text=text.removeprefix("•").strip(),
                responsible=self.responsible,
                timeframe=" ".join(self.timeframe.split()),
                mark=self.mark,
                sent=self.sent or sent,
            )


def measure_row(columns: Columns, row: Sequence[Cell]) -> MeasureRow:
    """What stands in a row of measures."""
    marks = [mark for cell in row for mark in cell.marks]
    named, sent = tagged(marks, "m")
    known: dict[Field, Cell] = {}
    others: list[tuple[str, str]] = []
    for at, cell in enumerate(row):
        field = columns.fields[at] if at < len(columns.fields) else None
        if field is not None:
            known[field] = cell
        elif words := ", ".join(written(cell)):
            others.append((columns.headings[at] if at < len(columns.headings) else "", words))
    return MeasureRow(
        tuple(written(known.get(Field.MEASURE, Cell()))),
        "\n".join(written(known.get(Field.RESPONSIBLE, Cell()))),
        "\n".join(written(known.get(Field.TIMEFRAME, Cell()))),
        named or bookmarked(marks, "m"),
        sent,
        tuple(others),
    )


def written(cell: Cell) -> list[str]:
    """Its paragraphs without what a template asks to be filled in."""
    return [each for each in cell.paragraphs if PLACEHOLDER.fullmatch(each) is None]
