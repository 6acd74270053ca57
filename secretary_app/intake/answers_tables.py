"""Answers in a table: a row a measure, where a blank or merged recommendation is the one above."""

import re
from collections.abc import Iterator, Sequence

from secretary_app.intake.answers_found import (
    Findings,
    PaperAnswer,
    PaperMeasure,
    shortened,
    told_in_short,
    told_otherwise,
)
from secretary_app.intake.answers_matching import Matching
from secretary_app.intake.answers_parts import Cell, Grid, Known, Line
from secretary_app.intake.answers_words import NUMBERED, Field, column, day_in, position_said

_LEAST_COLUMNS = 2
_MOST_ROWS = 1_000
_ANSWERING = {Field.MEASURE, Field.TEXT, Field.POSITION}
_BETWEEN_NAMES = re.compile(r"\s*(?:[,;/\n]|\boch\b|\bsamt\b)\s*")
_LEGEND = re.compile(
    r"(?P<colour>röd|gul|grön)\w*\s*(?:färg\w*\s*)?(?:=|:|–|-|indikerar|betyder|visar|innebär|motsvarar)?\s*"
    r"(?:att\s+)?(?:arbetet\s+|åtgärden\s+)?(?:är\s+)?"
    r"(?P<words>(?:ej|inte)\s+\w+|påbörja\w*|pågå\w*|klar\w*|genomför\w*|slutför\w*)",
    re.IGNORECASE,
)
_HEX = re.compile(r"[0-9A-F]{6}")
_STRONG, _WEAK = 150, 130

Row = dict[Field, Cell]


def as_lines(grid: Grid) -> list[Line]:
    """A table with a label before each value, as the labelled lines that it is; [] for any other."""
    lines: list[Line] = []
    for row in grid.rows:
        filled = [cell for cell in row if cell.paragraphs]
        label = filled[0].text.strip(" :") if filled else ""
        if len(filled) > 2 or (filled and not (column(label) or NUMBERED.fullmatch(label))):
            return []
        if len(filled) == 2:
            first, *more = filled[1].paragraphs
            lines += [Line(f"{label}: {first.removeprefix('• ')}", grid.page)]
            lines += [_line(each, grid.page) for each in more]
        elif filled:
            lines.append(Line(filled[0].text, grid.page))
    return lines


def _line(text: str, page: int) -> Line:
    return Line(text.removeprefix("• "), page, item=text.startswith("•"))


class TableReading:
    """Reads the tables of one paper; one that goes on after a page's end is read with the columns of the one before."""

    def __init__(self, matching: Matching, findings: Findings, text: str) -> None:
        self._matching = matching
        self._findings = findings
        self._legend = {match["colour"].lower(): match["words"] for match in _LEGEND.finditer(text)}
        self._fields: list[Field | None] = []
        self._as_of = ""
        self._said = ("", "")
        """The number and words of the recommendation, as the last row that had them wrote them."""
        self._known: Known | None = None
        self._above: Row = {}

    def read(self, grid: Grid, under: Known | None) -> bool:
        """Take in a table, where it is one of answers. ``under``: the recommendation that it stands under."""
        width = len(grid.rows[0]) if grid.rows else 0
        header = next((at for at, row in enumerate(grid.rows[:3]) if _is_header(row)), None)
        if header is None and width != len(self._fields):
            return False
        rows = grid.rows
        if header is not None:
            fields = [column(cell.text) for cell in rows[header]]
            if not {Field.RECOMMENDATION, Field.NUMBER} & set(fields):
                if under is None and not any(self._heads(row) for row in rows):
                    return False
                self._known, self._said = under, ("", "")
            elif fields != self._fields:
                self._known, self._said, self._above = None, ("", ""), {}
            self._fields = fields
            self._tell_columns(rows, header)
            self._as_of = next((cell.text for cell in rows[header] if column(cell.text) is Field.STATUS), "")
            rows = rows[header + 1 :]
        if len(rows) > _MOST_ROWS:
            self._findings.doubt(f"Bara de första {_MOST_ROWS} raderna i en tabell lästes. Den har {len(rows)}.")
        for row in rows[:_MOST_ROWS]:
            if not _is_header(row):
                self._row(row, grid.page)
        return True

    def _tell_columns(self, rows: Sequence[Sequence[Cell]], header: int) -> None:
        """Name the columns that hold something else than answers."""
        for at, cell in enumerate(rows[header]):
            heading = " ".join(cell.text.split())
            if heading and self._fields[at] is None and any(row[at].paragraphs for row in rows[header + 1 :]):
                self._findings.doubt(f"Kolumnen ”{shortened(heading)}” i tabellen lästes inte.")

    def _row(self, cells: Sequence[Cell], page: int) -> None:
        filled = [cell for cell in cells if cell.paragraphs]
        if not filled:
            return
        if found := self._heads(cells):
            self._known, self._said = found, ("", filled[0].text)
            return
        row: Row = {}
        for field, cell in zip(self._fields, cells, strict=False):
            if field is not None and not (field in row and row[field].paragraphs):
                row[field] = self._above.get(field, cell) if cell.merged else cell
        self._recommendation(row)
        if self._known is None:
            self._tell(row)
        elif not (answer := self._answer(self._known, row, page)).is_empty:
            self._findings.add(answer)
        self._above = row

    def _heads(self, cells: Sequence[Cell]) -> Known | None:
        """The recommendation that is alone on a row, above its measures."""
        filled = [cell for cell in cells if cell.paragraphs]
        found = self._matching.begins(" ".join(filled[0].paragraphs)) if len(filled) == 1 else None
        return found.known if found and not found.rest else None

    def _recommendation(self, row: Row) -> None:
        number, words = _text(row, Field.NUMBER), _text(row, Field.RECOMMENDATION)
        if not (number or words) or (number, words) == self._said:
            return
        self._said = (number, words)
        found = self._matching.begins(words) if words else None
        self._known = found.known if found else None
        by_number = bool(found and found.by_number and found.rest)
        if found is None and (found := self._matching.like(words)):
            self._known = found.known
            self._findings.doubt(told_in_short(found.known.number, words))
        if found is None and number:
            self._known = self._matching.numbered(number)
            by_number = bool(self._known and words)
        if found is None and self._known is None and (match := re.match(r"(\d{1,2})[.)]?\s", words)):
            self._known = self._matching.numbered(match[1])
            by_number = self._known is not None
        if by_number and self._known:
            self._findings.doubt(told_otherwise(self._known.number, words))

    def _tell(self, row: Row) -> None:
        number, words = self._said
        whose = (
            f"Rekommendationen ”{shortened(words or number)}” finns inte i remissen"
            if any(self._said)
            else ("En rad i tabellen står inte vid någon rekommendation")
        )
        told = _text(row, Field.MEASURE) or _text(row, Field.TEXT) or _text(row, Field.POSITION)
        self._findings.doubt(f"{whose}. Det som står där lästes inte: ”{shortened(told)}”." if told else f"{whose}.")

    def _answer(self, known: Known, row: Row, page: int) -> PaperAnswer:
        answer = PaperAnswer(known=known, page=page, quote=self._said[1])
        if text := _text(row, Field.TEXT):
            answer.texts.append(text)
        said = _text(row, Field.POSITION)
        answer.position = position_said(said)
        if said and answer.position is None:
            answer.texts.insert(0, said)
            self._findings.doubt(
                f"{known.place}: ställningstagandet ”{shortened(said)}” är inget av dem som finns. "
                "Det står i svarets text."
            )
        answer.measures += self._measures(known, row)
        return answer

    def _measures(self, known: Known, row: Row) -> Iterator[PaperMeasure]:
        cell = row.get(Field.MEASURE, Cell())
        if not cell.paragraphs:
            rest = [_text(row, each) for each in (Field.RESPONSIBLE, Field.TIMEFRAME, Field.STATUS)]
            if Field.MEASURE in self._fields and any(rest) and not cell.merged:
                told = ", ".join(filter(None, rest))
                self._findings.doubt(f"{known.place}: ”{shortened(told)}” står utan åtgärd och lästes inte.")
            return
        texts = _each(cell)
        if len(texts) > 1 and not all(each.startswith("•") for each in cell.paragraphs):
            self._findings.doubt(
                f"{known.place}: en cell med {len(texts)} stycken lästes som {len(texts)} åtgärder "
                f"(”{shortened(texts[0], 50)}” …)."
            )
        for place, text in enumerate(texts):
            yield PaperMeasure(
                text=text,
                responsible=self._of(row, Field.RESPONSIBLE, place, len(texts)),
                timeframe=" ".join(self._of(row, Field.TIMEFRAME, place, len(texts)).split()),
                namnder=_names(_text(row, Field.NAMND)),
                status=self._status(known, row, place, len(texts)),
                as_of=day_in(_text(row, Field.STATUS)) or day_in(self._as_of),
                whole=cell.text if len(texts) > 1 else "",
            )

    def _of(self, row: Row, field: Field, place: int, count: int) -> str:
        """The value for one of the measures of a cell: its own where there are as many, else that of all."""
        values = _each(row.get(field, Cell()))
        return values[place] if len(values) == count > 1 else "\n".join(values)

    def _status(self, known: Known, row: Row, place: int, count: int) -> str:
        if words := self._of(row, Field.STATUS, place, count):
            return words
        colour = _colour(row.get(Field.STATUS, Cell()).fill)
        if colour and colour not in self._legend:
            self._findings.doubt(f"{known.place}: statusen är bara en färg ({colour}), som filen inte förklarar.")
        return self._legend.get(colour, colour)


def _is_header(row: Sequence[Cell]) -> bool:
    fields = {column(cell.text) for cell in row} - {None}
    return len(fields) >= _LEAST_COLUMNS and bool(fields & _ANSWERING)


def _text(row: Row, field: Field) -> str:
    return row[field].text.strip() if field in row else ""


def _each(cell: Cell) -> list[str]:
    """What a cell holds, one by one; after a paragraph that announces a list comes the list alone."""
    listed = [each for each in cell.paragraphs if each.startswith("•")]
    if listed and all(each.endswith(":") or each in listed for each in cell.paragraphs):
        return [each.removeprefix("•").strip() for each in listed]
    return [each.removeprefix("•").strip() for each in cell.paragraphs]


def _names(text: str) -> tuple[str, ...]:
    """``KS, (SN)`` → KS and SN."""
    whole = text.replace("(", "").replace(")", "")
    return tuple(dict.fromkeys(each for each in _BETWEEN_NAMES.split(whole) if each))


def _colour(fill: str) -> str:
    if not _HEX.fullmatch(fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    if red >= _STRONG and green >= _STRONG and blue < _WEAK:
        return "gul"
    if red >= _STRONG and green < _WEAK and blue < _WEAK:
        return "röd"
    return "grön" if green >= _WEAK and green > red + 20 and green > blue + 20 else ""
