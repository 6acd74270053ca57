"""Meetings out of what a person copies from Excel, Word or a mail: a column of dates, rows, or month × nämnd."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from secretary_app.domain.pasted_dates import (
    CellDate,
    DateFault,
    dates_and_faults,
    is_blank,
    is_weekday,
    read_dates,
)
from secretary_app.domain.pasted_manusstopp import before, is_manusstopp, not_before, with_manusstopp
from secretary_app.domain.pasted_rows import Pasted, PastedRow, Unread
from secretary_app.domain.pasted_sections import as_section, month_of

__all__ = ["Pasted", "PastedRow", "Unread", "parse_pasted"]


def parse_pasted(text: str, year: int, known_bodies: Sequence[str]) -> Pasted:
    """The meetings in a pasted text, and everything in it that is not understood.

    Understood are: dates in lines, with a second column for the manusstopp; rows with a body and its dates; and tables
    with bodies or months in the head row, whose cells hold day numbers or dates. A line with a body, a month or a year
    alone holds for the lines after it. ``year`` is for dates that have none; ``known_bodies`` are abbreviations and
    names. Any text gives an answer. Weekends and public holidays are dates like others.
    """
    reader = _Reader(year, known_bodies)
    for number, line in _lines(text):
        reader.take(number, line)
    return reader.pasted


# A cell with a line break in it comes out of Excel between quotation marks.
_QUOTED = re.compile(r'(?:(?<=\t)|(?<=\n)|^)"((?:[^"\t]|"")*)"(?=\t|\n|\Z)')
_BLANKS = re.compile(r"[^\S\t\n\v]")
_APART = re.compile(r"\t|;|\s\|\s| {2,}|\s+(?=[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9]))")
_AROUND = " -–:,"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", " "))
    text = _QUOTED.sub(lambda match: match[1].replace("\n", "\v").replace('""', '"'), text)
    number = 1
    for line in text.split("\n"):
        yield number, _BLANKS.sub(" ", line)
        number += 1 + line.count("\v")


class _Kind(Enum):
    BODY = auto()
    MONTH = auto()
    DATE = auto()
    MANUSSTOPP = auto()
    LABEL = auto()
    """The column that says which body or month a row is about."""
    OTHER = auto()
    """A column that is about something else, such as the place."""
    BLANK = auto()


@dataclass(frozen=True)
class _Column:
    kind: _Kind
    body: str | None = None
    month: int | None = None
    year: int | None = None


_DATED = (_Kind.BODY, _Kind.MONTH, _Kind.DATE)
_HEADINGS = (
    (_Kind.MANUSSTOPP, re.compile(r".*(?:manus|stopp|inlämn).*")),
    (_Kind.OTHER, re.compile(r"veckodag.*|dag för (?:utskick|kallelse).*")),
    (_Kind.DATE, re.compile(r"(?:datum|dag|sammanträd|möte)\w*(?: .*)?")),
    (_Kind.LABEL, re.compile(r"(?:nämnd|organ|styrelse|forum|instans|månad)\w*(?: ?/ ?\w+)?")),
)
_YEAR = re.compile(r"(?<![0-9/-])(?:19|20|21)[0-9]{2}(?![0-9/-])")
_WEEK = re.compile(r"(?:v\.?|vecka)\s*[0-9]{1,2}", re.IGNORECASE)
_ROW_NUMBER = re.compile(r"[0-9]{1,3}\.?")
_BULLET = re.compile(r"\A[•·*‣▪–-]\s+")
_UNKNOWN_BODY = "nämnden finns inte i registret"
_NO_DATE = "här står inget datum"


class _Reader:
    """Takes the lines one by one; a head row, and a body, month or year alone, hold for those after them."""

    def __init__(self, year: int, known_bodies: Iterable[str]) -> None:
        self.pasted = Pasted()
        self._year = year
        self._bodies: dict[str, str] = {}
        for body in known_bodies:
            self._bodies.setdefault(_plain(body), body)
        self._longest = max((len(re.split(r"[\s\-–‑]+", body)) + 2 for body in self._bodies.values()), default=1)
        """Words in the longest name of a body, dashes that stand apart counted."""
        self._head: list[_Column] = []
        self._body: str | None = None
        self._is_unknown_body = False
        """The lines are about a body that is not known."""
        self._month: int | None = None
        self._row_body: str | None = None
        self._row_month: int | None = None

    def take(self, number: int, line: str) -> None:
        cells = _joined_weekdays([cell.strip() for cell in (line.split("\t") if "\t" in line else _APART.split(line))])
        written = [cell for cell in cells if not is_blank(cell)]
        if not written:
            return
        alone = as_section(cells[0], self._known) if len(written) == 1 and cells[0] else None
        # "Sammanträden KS" is like a heading of a column, but says whose they are.
        head = [] if alone and (alone.body or alone.names_unknown) else self._as_head(cells)
        if head:
            self._head, self._row_body, self._row_month = head, None, None
            for cell, column in zip(cells, head, strict=True):
                if _is_unknown(column, cell):
                    self._tell(number, cell, _UNKNOWN_BODY)
        elif len(written) == 1 and self._begin_section(number, written[0], is_first=written[0] == cells[0]):
            return
        elif self._head:
            self._take_under_head(number, cells)
        else:
            self._take_alone(number, line, [_BULLET.sub("", written[0], count=1), *written[1:]])

    def _tell(self, number: int, words: str, why: str | DateFault, body: str | None = None) -> None:
        fault = why if isinstance(why, DateFault) else DateFault(why)
        self.pasted.unread.append(
            Unread(
                number,
                _shown(words),
                fault.reason,
                body,
                fault.date,
                fault.suggestion,
                names_unknown=fault.reason == _UNKNOWN_BODY or (body is None and self._is_unknown_body),
            )
        )

    def _known(self, cell: str) -> str | None:
        return self._bodies.get(_plain(cell))

    def _as_head(self, cells: Sequence[str]) -> list[_Column]:
        """The columns, where the line is a head row; else none."""
        columns = [self._column(cell) for cell in cells]
        if any(
            column.kind is _Kind.OTHER and re.search("[0-9]", cell) for cell, column in zip(cells, columns, strict=True)
        ):
            return []
        kinds = [column.kind for column in columns]
        named = _Kind.DATE in kinds or _Kind.MANUSSTOPP in kinds
        across = any(kind in (_Kind.BODY, _Kind.MONTH) for kind in kinds[1:])
        is_row = kinds[0] is _Kind.BODY and _Kind.DATE in kinds  # "KS", "möte inställt"
        if is_row or (not named and not across):
            return []
        if not any(kind in _DATED for kind in kinds) and _Kind.BLANK in kinds:
            columns[kinds.index(_Kind.BLANK)] = _Column(_Kind.DATE)
        return columns

    def _column(self, cell: str) -> _Column:
        if is_blank(cell):
            return _Column(_Kind.BLANK)
        body = self._known(cell)
        if body is not None:
            return _Column(_Kind.BODY, body=body)
        month = month_of(cell)
        if month is not None:
            return _Column(_Kind.MONTH, month=month[0], year=month[1])
        if _YEAR.fullmatch(cell):
            return _Column(_Kind.LABEL, year=int(cell))
        forms = () if re.search("[0-9]", cell) else _HEADINGS
        return _Column(next((kind for kind, form in forms if form.fullmatch(cell.casefold())), _Kind.OTHER))

    def _begin_section(self, number: int, cell: str, *, is_first: bool) -> bool:
        """Take in what a cell that stands alone on its line says of those after it; False where it is something else.

        ``is_first``: it stands first on its line.
        """
        section = as_section(cell, self._known)
        if section is None:
            return False
        kinds = [column.kind for column in self._head]
        across = _Kind.BODY in kinds or _Kind.MONTH in kinds
        begins_body = (section.body is not None or section.names_unknown) and is_first and _Kind.MONTH not in kinds
        if across and not section.year and not begins_body:
            return True  # a row of a table without any meeting
        self._year = section.year or self._year
        if section.body is not None or section.names_unknown:
            self._body, self._is_unknown_body = section.body, section.names_unknown
        self._month = section.month
        self._row_body = self._row_month = None
        self._head = [] if across else self._head
        if section.names_unknown:
            self._tell(number, cell, _UNKNOWN_BODY)
        return True

    def _take_under_head(self, number: int, cells: Sequence[str]) -> None:
        if self._is_about_unknown(cells):
            self._tell(number, "\t".join(cells), DateFault(_UNKNOWN_BODY, self._only_date(cells)))
            return
        month = self._row_month or self._month
        found: dict[int, list[CellDate]] = {}
        for place, cell in enumerate(cells):
            column = self._head[place] if place < len(self._head) else _Column(_Kind.BLANK)
            if (
                is_blank(cell)
                or column.kind in (_Kind.LABEL, _Kind.OTHER)
                or (place == 0 and column.kind is _Kind.BLANK)
            ):
                continue
            if column.kind is _Kind.BLANK:
                self._tell(number, cell, "kolumnen har ingen rubrik")
                continue
            dates, faults = dates_and_faults(cell, column.year or self._year, column.month or month)
            for fault in faults:
                self._tell(number, cell, fault, column.body or self._row_body or self._body)
            if dates or not faults:
                found[place] = dates
        self._pair(number, cells, found, self._row_body or self._body)

    def _only_date(self, cells: Sequence[str]) -> dt.date | None:
        """The day in the column of days, where there is one and the cell holds no more."""
        for cell, column in zip(cells, self._head, strict=False):
            if column.kind is _Kind.DATE:
                dates = read_dates(cell, self._year, self._month)
                return dates[0].date if dates and len(dates) == 1 else None
        return None

    def _is_about_unknown(self, cells: Sequence[str]) -> bool:
        """Take in the body or month that the row is about (in cells that were joined only the first row says it).

        True where it is about something unknown.
        """
        for place, cell in enumerate(cells[: len(self._head)]):
            kind = self._head[place].kind
            if is_blank(cell) or not (kind is _Kind.LABEL or (place == 0 and kind in (_Kind.BLANK, _Kind.OTHER))):
                continue
            found = month_of(cell)
            if self._known(cell) is not None:
                self._row_body = self._known(cell)
            elif found is not None:
                self._row_month = found[0]
            elif not _ROW_NUMBER.fullmatch(cell) and not _WEEK.fullmatch(cell):
                self._row_body = self._row_month = None
                return True
        return False

    def _pair(self, number: int, cells: Sequence[str], found: dict[int, list[CellDate]], body: str | None) -> None:
        """Add the dates of each column, with those of the manusstopp column that belongs to it."""
        columns = self._head
        dated = [place for place, column in enumerate(columns) if column.kind in _DATED]
        first = next((column.kind for column in columns if column.kind in (*_DATED, _Kind.MANUSSTOPP)), None)
        stops: dict[int, int] = {}
        for place, column in enumerate(columns):
            if column.kind is _Kind.MANUSSTOPP and place in found:
                if first is _Kind.MANUSSTOPP:
                    target = next((each for each in dated if each > place), -1)
                else:
                    target = max((each for each in dated if each < place), default=-1)
                if target not in found and self._joins_doubtful(number, cells, target, found[place]):
                    continue
                if target in stops or len(found.get(target, [])) != len(found[place]):
                    self._tell(number, cells[place], "manusstoppet hör inte till något sammanträde på raden")
                else:
                    stops[target] = place
        for place in sorted(found):
            if place in dated:
                manusstopp = found[stops[place]] if place in stops else []
                whose = columns[place].body or body
                self._add(number, "\t".join(cells) if manusstopp else cells[place], whose, found[place], manusstopp)

    def _joins_doubtful(self, number: int, cells: Sequence[str], target: int, stops: Sequence[CellDate]) -> bool:
        """Put a manusstopp to the doubtful day of its row; False where it cannot be that day's."""
        told = self.pasted.unread[-1] if self.pasted.unread else None
        is_there = 0 <= target < len(cells)
        if (
            not is_there
            or told is None
            or (told.line, told.words) != (number, _shown(cells[target]))
            or len(stops) != 1
        ):
            return False
        meant = told.suggestion or told.date
        stop = before(CellDate(meant, year_given=True), stops[0]) if meant else None
        if stop is not None:
            self.pasted.unread[-1] = replace(told, manusstopp=stop)
        return stop is not None

    def _take_alone(self, number: int, line: str, cells: Sequence[str]) -> None:
        """A line of its own: perhaps a body, perhaps a month, then dates."""
        body, month = self._body, self._month
        dates: list[list[CellDate]] = []
        stops: list[CellDate] = []
        for cell in self._split(cells):
            if self._known(cell) is not None:
                body = self._known(cell)
                continue
            if _WEEK.fullmatch(cell):
                continue
            named = month_of(cell)
            if named is not None:
                month = named[0]
                continue
            read = self._read_alone(number, line, cell, (body, month))
            if read is None:
                return
            dates.append(read[0])
            stops = read[1] or stops
        if not dates:
            self._tell(number, line, _NO_DATE, body)
        elif stops and len(dates) == 1 and len(dates[0]) == len(stops):
            self._add(number, line, body, dates[0], stops)
        elif stops:
            self._tell(number, line, "det är inte lika många manusstopp som sammanträden", body)
        elif len(dates) == 2 and is_manusstopp(dates[0], dates[1]):
            self._add(number, line, body, dates[0], dates[1])
        else:
            self._add(number, line, body, [date for each in dates for date in each], [])

    def _read_alone(
        self, number: int, line: str, cell: str, about: tuple[str | None, int | None]
    ) -> tuple[list[CellDate], list[CellDate]] | None:
        """The dates of a cell and the manusstopp it may hold too; None where that is told to be nothing."""
        body, month = about
        with_stop = with_manusstopp(cell)
        dates, faults = dates_and_faults(with_stop[0] if with_stop else cell, self._year, month)
        for fault in faults:
            self._tell(number, line, fault, body)
        stops = (read_dates(with_stop[1], self._year, month) or []) if with_stop else []
        if dates and (stops or not with_stop):
            return dates, stops
        if not faults:
            self._tell(number, line, "manusstoppet är inget datum" if with_stop else _NO_DATE, body)
        return None

    def _split(self, cells: Iterable[str]) -> Iterator[str]:
        """The cells; ``KSAU 27 januari``, ``27/1 KSAU`` and ``januari: 13, 27`` are two of them."""
        for cell in cells:
            words = cell.split(" ")
            for length in range(1, min(len(words), self._longest + 1)):
                start, end = " ".join(words[:length]), " ".join(words[-length:])
                if self._known(start) is not None or (length == 1 and month_of(start) is not None):
                    yield from (start, " ".join(words[length:]).strip(_AROUND))
                    break
                if self._known(end) is not None:
                    yield from (end, " ".join(words[:-length]).strip(_AROUND))
                    break
            else:
                yield cell

    def _add(
        self, number: int, line: str, body: str | None, dates: Sequence[CellDate], stops: Sequence[CellDate]
    ) -> None:
        """Add the meetings; one with a manusstopp after it, or long before it, is told instead."""
        for place, date in enumerate(dates):
            stop = before(date, stops[place]) if stops else None
            if stops and stop is None:
                self._tell(number, line, not_before(date, stops[place]), body)
                return
            if body is None and self._is_unknown_body:
                self._tell(number, line, DateFault(_UNKNOWN_BODY, date.date))
                continue
            self.pasted.rows.append(PastedRow(body, date.date, stop, number, _shown(line), date.said))


def _shown(words: str) -> str:
    return re.sub(r"\t+", "\t", words.replace("\v", " ")).strip()


def _plain(words: str) -> str:
    return re.sub(r"[\s\-–‑]+", " ", words).strip(" .:").casefold()


def _is_unknown(column: _Column, cell: str) -> bool:
    """Whether a heading may be a body that is not known; other columns have longer names or none."""
    return column.kind is _Kind.OTHER and re.fullmatch(r"[A-ZÅÄÖ]{2,6}", cell) is not None


def _joined_weekdays(cells: list[str]) -> list[str]:
    """A weekday in a cell of its own put to its date: the next one, or the one before where it comes last."""
    joined = list(cells)
    leading = bool(joined) and any(is_weekday(cell) for cell in joined)
    if leading:
        first = next(cell for cell in joined if is_weekday(cell) or re.search("[0-9]", cell))
        step = 1 if is_weekday(first) else -1
        for place, cell in enumerate(cells):
            other = place + step
            if is_weekday(cell) and 0 <= other < len(cells) and re.match("[0-9]", cells[other]):
                joined[place], joined[other] = "", f"{cell} {cells[other]}"
    return joined
