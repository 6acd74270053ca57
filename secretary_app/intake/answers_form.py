"""An answer form that has come home: each box by its hidden mark, else its code, else the words that it stands under.

Which marks are left depends on who has saved it: Word keeps them all, LibreOffice the bookmarks, Google Docs none, and
a PDF or a mail has only what is to be seen.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from secretary_app.domain.answer_marks import GENERAL_CODE, PREFIX, WHOLE, imprint
from secretary_app.intake.answers_form_marks import (
    CODE_WORD,
    MEASURES_OF,
    TITLE,
    bookmarked,
    codes_of,
    marks_of,
    tagged,
)
from secretary_app.intake.answers_form_measures import AS_SENT, Columns, columns_of, measure_row, written
from secretary_app.intake.answers_found import Findings, PaperAnswer, shortened
from secretary_app.intake.answers_matching import Matching, is_part
from secretary_app.intake.answers_parts import Cell, Grid, Known, Line, Part
from secretary_app.intake.answers_words import (
    GENERAL,
    NUMBERED,
    PLACEHOLDER,
    column,
    position_said,
    short_position,
)
from secretary_app.intake.answers_words import positions_said as _positions

GENERAL_ANSWER = Known("", "", WHOLE)
"""What belongs to no recommendation."""
_CODE_LINE = re.compile(rf"(?:Kod\W*\s+)?{CODE_WORD}", re.IGNORECASE)
_LABELS = ("Kod", "Ställningstagande", "Svar", "Synpunkter")
_LABEL = re.compile(rf"(?P<label>{'|'.join(_LABELS)})\b\s*:?\s*(?P<value>.*)", re.DOTALL)
_WHOLE_REMISS = re.compile(
    r"Hela (?:remissen|granskningen|motionen|medborgarförslaget|samrådet|ärendet)", re.IGNORECASE
)
_MEASURE_HEADINGS = re.compile(r"Åtgärd\s+Ansvarig\s+Tidsplan", re.IGNORECASE)
_BEGINNING = re.compile(r"Svaret\s+(?:ska|skickas)\b|Välj\s+ställningstagande\b", re.IGNORECASE)
"""(C) What a form itself says above its first question."""
_MOST_TOLD = 300


def read_form(
    parts: Sequence[Part],
    known: Sequence[Known],
    *,
    ours: bool,
    foreign: bool = False,
    sent: Mapping[str, str] | None = None,
) -> Findings:
    """The form's answers to these recommendations; what has no place among them is told. Nothing raises.

    ``ours``: the form says that it is of this very remiss, so that its marks and codes can be trusted. ``foreign``: it
    says that it is of one that the register has not, so that only words place its answers. ``sent``: the imprints that
    its properties have.
    """
    reading = _FormReading(known, ours=ours, foreign=foreign, sent=sent or {})
    for part in parts:
        if isinstance(part, Grid):
            reading.grid(part)
        elif text := part.text.strip():
            reading.line(replace(part, text=text))
    reading.finish()
    return reading.findings


@dataclass
class _Question:
    """What has been seen of a question before its boxes."""

    mark: str = ""
    code: str = ""
    number: str = ""
    lines: tuple[str, ...] = ()
    """What stands between its heading and its boxes: the recommendation in its own words, as a rule."""
    general: bool = False
    is_whole: bool = False
    """Hela remissen, whose title stands below."""

    @property
    def words(self) -> str:
        return " ".join(self.lines)

    @property
    def name(self) -> str:
        return self.words or (f"Rekommendation {self.number}" if self.number else self.code)


class _FormReading:
    def __init__(self, known: Sequence[Known], *, ours: bool, foreign: bool, sent: Mapping[str, str]) -> None:
        self.findings = Findings()
        self._matching = Matching(known)
        self._by_mark = {each.mark: each for each in (*known, GENERAL_ANSWER)}
        self._by_code = {each.code: each for each in known if each.code}
        self._ours, self._foreign = ours, foreign
        self._sent = {key: tuple(each.split(".")) for key, each in sent.items()}
        self._asked = _Question()
        self._answer: PaperAnswer | None = None
        self._lost = ""
        """The question that the register has not, under which everything is told."""
        self._box = ""
        """The box that lines go into where the form has become text: its label."""
        self._has_begun = False
        """What stands above the title is the form's own; of what follows only a few sentences are."""
        self._is_headed = False
        self._flat: list[str] = []
        """The measures of a table whose columns are gone."""
        self._in_lines = False
        """The boxes of this question have become lines with a label each."""

    def line(self, line: Line) -> None:
        """Take in a line between the tables, or of a form that is only text."""
        text = line.text
        if line.level and TITLE.match(text):
            self._has_begun = True
            return
        if mark := bookmarked(line.marks, "q"):
            self._heading(_Question(mark=mark, number=_number(text), general=mark == WHOLE, is_whole=mark == WHOLE))
        elif match := MEASURES_OF.fullmatch(text):
            self._turn_to(_Question(code=match["code"]))
            self._box = "Åtgärd"
        elif (match := _CODE_LINE.fullmatch(text)) and (text.startswith("Kod") or self._box == "Kod"):
            self._turn_to(replace(self._asked, code=match["code"]))
            self._in_lines = True
        elif text.rstrip(" :") == "Kod":
            self._box = "Kod"
        elif self._is_heading(text):
            general = GENERAL.fullmatch(text) is not None or _WHOLE_REMISS.fullmatch(text) is not None
            is_whole = _WHOLE_REMISS.fullmatch(text) is not None
            self._heading(_Question(number=_number(text), general=general, is_whole=is_whole))
        elif _MEASURE_HEADINGS.fullmatch(text) or PLACEHOLDER.fullmatch(text):
            pass
        elif not self._labelled(text):
            self._text(text)

    def grid(self, grid: Grid) -> None:
        """Take in a table: the boxes of one question, or its measures."""
        self._box = ""
        if self._is_boxes(grid):
            self._boxes(grid)
        elif (columns := columns_of(grid)) or self._has_measure_marks(grid):
            for row in grid.rows[1 if columns else 0 :]:
                self._measure(columns or AS_SENT, row)
        elif words := " ".join(each for row in grid.rows for cell in row for each in written(cell)):
            self._tell(words)

    def finish(self) -> None:
        """Add the last answer, and what its words say of the position where the box is empty."""
        self._tell_unopened()
        self._close()
        for answer in self.findings.answers:
            if answer.position is None and answer.texts and answer.known is not None:
                said = _positions(answer.text)
                is_as_sent = len(answer.sent) > 1 and answer.sent[1] == imprint(answer.text)
                if len(said) == 1 and not is_as_sent:
                    answer.position = said.pop()
                    self.findings.doubt(
                        f"{_place(answer)}: ställningstagandet är inte ifyllt. Texten säger ”{answer.position.value}”."
                    )

    def _is_heading(self, text: str) -> bool:
        is_numbered = (match := NUMBERED.match(text)) is not None and not text[match.end() :].strip()
        if is_numbered or _WHOLE_REMISS.fullmatch(text):
            return True
        return GENERAL.fullmatch(text) is not None and self._box != "Svar"

    def _heading(self, question: _Question) -> None:
        self._tell_unopened()
        self._close()
        self._asked, self._answer, self._lost, self._box = question, None, "", ""
        self._has_begun = self._is_headed = True
        self._in_lines = False

    def _tell_unopened(self) -> None:
        """What was written under a heading whose boxes are gone."""
        if self._answer is None and not self._lost:
            for line in self._asked.lines:
                if not any(is_part(line, each.text) for each in self._matching.known):
                    self._tell(line)

    def _turn_to(self, question: _Question) -> None:
        """Let what comes belong to the question of this code; it may be the one that is being answered already."""
        self._has_begun = True
        if self._answer is not None and self._answer.known == self._by_code.get(question.code):
            return
        if self._asked.code == question.code and (self._answer is not None or self._lost):
            return
        if self._answer is not None or self._lost:
            self._close()
            self._asked = question
        else:
            self._asked = replace(self._asked, code=question.code)
        self._begin(1)

    def _is_boxes(self, grid: Grid) -> bool:
        labels = {row[0].text.strip(" :") for row in grid.rows if row}
        marks = [mark for mark in marks_of(grid) if mark.startswith((f"{PREFIX}:p:", f"{PREFIX}:t:"))]
        # Without controls and code the labels are left.
        are_labelled = bool({"Kod", "Synpunkter"} & labels) or {"Ställningstagande", "Svar"} <= labels
        return bool(marks) or (are_labelled and columns_of(grid) is None)

    def _boxes(self, grid: Grid) -> None:
        code = next((match["code"] for match in codes_of(grid)), "")
        named = next((name for kind in "pt" if (name := tagged(list(marks_of(grid)), kind)[0])), "")
        if self._answer is not None or self._lost:
            self._close()
            self._asked = _Question()
        asked = replace(self._asked, mark=named or self._asked.mark, code=code)
        asked.general = asked.general or code.endswith(GENERAL_CODE)
        self._asked, self._in_lines, self._has_begun = asked, False, True
        self._begin(grid.page)
        for row in grid.rows:
            label = row[0].text.strip(" :") if row else ""
            if label and len(row) > 1 and label not in _LABELS:
                self._tell(label)
            for cell in row[1:] or row:
                self._cell(label, cell)

    def _cell(self, label: str, cell: Cell) -> None:
        is_position, sent = tagged(cell.marks, "p")
        is_text, sent_too = tagged(cell.marks, "t")
        text = "\n\n".join(each for each in cell.paragraphs if PLACEHOLDER.fullmatch(each) is None)
        if self._answer is not None and (sent or sent_too):
            self._answer.sent = sent or sent_too
        if not text or (label == "Kod" and not (is_position or is_text)):
            return
        if is_position or (label == "Ställningstagande" and not is_text):
            self._position(text)
        elif is_text or label in ("Svar", "Synpunkter"):
            self._add(text)
        else:
            self._tell(text)

    def _position(self, words: str) -> None:
        said = position_said(words)
        if self._answer is None:
            self._tell(words)
        elif said is None:
            self.findings.doubt(
                f"{_place(self._answer)}: ställningstagandet ”{shortened(words)}” är inget av dem som finns. "
                "Välj det själv."
            )
        else:
            self._answer.position = said
            if short_position(words) is None:
                told = f"ställningstagandet ”{shortened(words, _MOST_TOLD)}” lästes som ”{said.value}”."
                self.findings.doubt(f"{_place(self._answer)}: {told}")

    def _add(self, text: str) -> None:
        if self._answer is None:
            self._tell(text)
        else:
            self._answer.texts.append(text)

    def _begin(self, page: int) -> None:
        """Find which recommendation the boxes are about."""
        known = self._found(self._asked)
        if known is None:
            self._lost = self._asked.name or "Ett svar"
            for line in self._asked.lines[1:]:
                self._tell(line)
            return
        self._lost = ""
        is_general = known is GENERAL_ANSWER
        if not is_general:
            self.findings.seen.add(known.mark)
        self._answer = PaperAnswer(known=None if is_general else known, page=page, quote=self._asked.words)
        self._answer.sent = self._sent.get(f"t:{known.mark}", ())
        self._tell_strays(known)

    def _tell_strays(self, known: Known) -> None:
        """What stands beside the recommendation's own words; these may be others by now."""
        own = [line for line in self._asked.lines if is_part(line, known.text)]
        others = [line for line in self._asked.lines if line not in own]
        if others and not own and known is not GENERAL_ANSWER:
            self.findings.doubt(
                f"Rekommendation {known.number} lyder annorlunda i filen (”{shortened(others.pop(0))}”). "
                "Kontrollera att svaret hör dit."
            )
        if others and self._asked.is_whole:
            # The title of a remiss without recommendations.
            del others[0]
        for line in others:
            self._tell(line)

    def _found(self, asked: _Question) -> Known | None:
        if asked.mark and (self._ours or asked.mark in self._by_mark) and asked.mark != WHOLE:
            # A recommendation that is gone is not guessed at, unless its very words are there anew.
            return self._by_mark.get(asked.mark) or self._worded(asked)
        if asked.general or asked.mark == WHOLE:
            return GENERAL_ANSWER
        if known := self._worded(asked):
            return known
        if self._foreign:
            return None
        coded = self._by_code.get(asked.code) or self._matching.numbered(asked.number or "-")
        return coded if self._ours or not asked.words else None

    def _worded(self, asked: _Question) -> Known | None:
        for words in (asked.words, *asked.lines):
            if words and (match := self._matching.words(words)):
                return match.known
        return None

    def _has_measure_marks(self, grid: Grid) -> bool:
        return any(mark.startswith((f"{PREFIX}:m:", f"{PREFIX}_m_")) for mark in marks_of(grid))

    def _measure(self, columns: Columns, cells: Sequence[Cell]) -> None:
        row = measure_row(columns, cells)
        if row.is_empty and not row.others:
            return
        if self._answer is None:
            self._tell(", ".join(filter(None, ["\n".join(row.texts), row.beside, *(each for _, each in row.others)])))
            return
        for heading, words in row.others:
            which = f"kolumnen {heading}" if heading else "en kolumn utan rubrik"
            self.findings.doubt(f"{_place(self._answer)}: {which} lästes inte: ”{shortened(words, _MOST_TOLD)}”.")
        if row.texts or row.mark:
            self._answer.measures += row.measures(self._sent.get(f"m:{row.mark}", ()))
        elif row.beside:
            self.findings.doubt(f"{_place(self._answer)}: ”{shortened(row.beside)}” står utan åtgärd och lästes inte.")

    def _labelled(self, text: str) -> bool:
        """Whether the line begins a box of a form that has become text."""
        match = _LABEL.fullmatch(text)
        if match is None or not self._in_lines or (match["label"] == "Svar" and self._box == "Svar"):
            return False
        label, value = match["label"], match["value"].strip()
        self._box = "Svar" if label == "Synpunkter" else label
        if value and PLACEHOLDER.fullmatch(value) is None:
            self._text(value)
        return True

    def _text(self, text: str) -> None:
        if self._box == "Ställningstagande" and (self._answer or self._lost):
            self._position(text)
            self._box = "efter"
        elif self._box == "Svar":
            self._add(text)
        elif self._box == "Åtgärd":
            self._flat.append(text)
        elif self._answer is None and not self._lost and self._is_headed:
            self._asked.lines += (text,)
        elif self._asked != _Question() or not _BEGINNING.match(text):
            self._tell(text)

    def _tell(self, text: str) -> None:
        """What has no place is told, but for what stands above the first question, which is the form's own."""
        if self._lost:
            self.findings.doubt(
                f"”{shortened(self._lost)}” finns inte i remissen. Det som står där lästes inte: ”{shortened(text)}”."
            )
        elif self._has_begun:
            where = _place(self._answer) if self._answer else (self._asked.name or "Formuläret")
            self.findings.doubt(f"{shortened(where)}: ”{shortened(text)}” står utanför rutorna och lästes inte.")

    def _close(self) -> None:
        answer, self._answer = self._answer, None
        # The headings of a table are no measures.
        flat = [each for each in self._flat if column(each) is None]
        self._flat = []
        if flat:
            where = _place(answer) if answer else self._lost or "Formuläret"
            told = shortened(" / ".join(flat), _MOST_TOLD)
            self.findings.doubt(
                f"{where}: åtgärderna står utan kolumner och lästes inte: ”{told}”. Läs hellre in Word-filen."
            )
        if answer is not None:
            self._is_headed = False
            self.findings.add(answer)


def _number(text: str) -> str:
    match = NUMBERED.match(text)
    return match["number"] if match else ""


def _place(answer: PaperAnswer) -> str:
    return f"Rekommendation {answer.known.number}" if answer.known else "Allmänna synpunkter"
