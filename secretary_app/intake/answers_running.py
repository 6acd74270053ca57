"""Answers under headings: a recommendation by number or words, then text, or what labels say ("Åtgärd: …")."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from secretary_app.intake.answers_found import (
    Findings,
    PaperAnswer,
    PaperMeasure,
    shortened,
    told_in_short,
    told_otherwise,
)
from secretary_app.intake.answers_matching import Match, Matching
from secretary_app.intake.answers_parts import Known, Line
from secretary_app.intake.answers_words import (
    ANSWER,
    CLOSES,
    GENERAL,
    NUMBERED,
    PLACEHOLDER,
    SAYS_NOTHING,
    SEVERAL,
    SIGNATURE,
    SUMMARY,
    Field,
    column,
    day_in,
    labelled,
    pieces,
    position_said,
)

_LONGEST_HEADING = 90
_OF_A_MEASURE = (Field.RESPONSIBLE, Field.TIMEFRAME, Field.NAMND, Field.STATUS)
_FLAT = re.compile(
    r"(?:nr\s+)?rekommendation(?:er)?\s+(?:\w+\s+)?åtgärd(?:er)?\s+(?:ansvarig|tids?plan)\w*", re.IGNORECASE
)
"""The headings of a table whose columns are gone."""
_MOST_TOLD = 300
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_FROM = re.compile(r"\b(?:från|av)\s+")


class RunningReading:
    """Takes a paper's lines in turn; ``finish`` after the last."""

    def __init__(self, matching: Matching, findings: Findings, bodies: Mapping[str, bool] | None = None) -> None:
        self._matching = matching
        self._findings = findings
        self._bodies = {_plain_name(name): (name, is_own) for name, is_own in (bodies or {}).items()}
        self._other = ""
        """The body whose answer stands here, where it is not the one that is read."""
        self._current: PaperAnswer | None = None
        self._level = 0
        self._run: set[Known] = set()
        """The recommendations in a row that had nothing under them: more than one is a list of them, no answers."""
        self._kind = (False, False)
        self._pending: Field | None = None
        """The label that the next lines belong to."""
        self._is_bare = False
        """Whether the label stood alone, so that a list below it is what it is about."""
        self._group = 0
        """Where the measures begin that a label below them speaks of."""
        self._also: list[Known] = []
        """The other recommendations that are answered together with the current one."""
        self._ahead: dict[Field, str] = {}
        self._unknown = ""
        """A recommendation that the register has not: what stands under it is told."""
        self._heading = ""
        self._loose: list[str] = []
        self._strays: dict[Known, list[str]] = {}
        self._flat = False

    @property
    def known(self) -> Known | None:
        """The recommendation that is being answered."""
        return self._current.known if self._current else None

    def line(self, line: Line, following: Line | None = None) -> None:
        """Take in one line of the paper, or several where they were drawn together."""
        texts = pieces(line.text)
        if line.item and self._is_whole_measure(texts):
            self._whole_measure(texts, line)
            return
        for place, text in enumerate(texts):
            below = texts[place + 1] if place + 1 < len(texts) else following.text if following else ""
            self._one(replace(line, text=text, item=line.item and not place), below)

    def _one(self, line: Line, below: str) -> None:
        text = line.text
        if flat := _FLAT.match(text):
            self._close()
            self._flat = True
            self._findings.doubt(
                "Filen har en tabell vars kolumner inte går att skilja åt. Läs hellre in svaret ur Word-filen."
            )
            text = text[flat.end() :].strip()
            line = replace(line, text=text)
        if SAYS_NOTHING.fullmatch(text):
            self._close()
        elif (match := self._matching.begins(text)) and not self._is_told(match, line):
            self._begin(match, line)
        elif (several := SEVERAL.match(text)) and not line.item:
            self._begin_several(several, line)
        elif NUMBERED.match(text) and not line.item:
            self._close()
            self._unknown = text
        elif match := self._matching.heading(text):
            self._findings.doubt(
                f"Avsnittet ”{shortened(text)}” lästes som svar på rekommendation {match.known.number}. Kontrollera."
            )
            self._begin(match, line)
        elif _opens(below) and (match := self._matching.like(text)):
            self._findings.doubt(told_in_short(match.known.number, text))
            self._begin(match, line)
        elif line.item and _opens(below) and self._is_among_items():
            self._close()
            self._unknown = text
        elif not self._is_body(line) and not self._is_heading(line) and not self._label(line):
            self._text(line)

    def after_table(self) -> None:
        """What follows a table of answers without a heading of its own is told of."""
        if self._current is None:
            self._heading = "texten efter tabellen"

    def finish(self) -> None:
        self._close()
        answered = {each.known for each in self._findings.answers}
        for known, texts in self._strays.items():
            if known not in answered:
                told = shortened(" ".join(texts), _MOST_TOLD)
                self._findings.doubt(f"Det är oklart om detta svarar på rekommendation {known.number}: ”{told}”.")
        if not self._findings.answers and self._loose:
            self._findings.add(PaperAnswer(known=None, page=1, texts=self._loose))
            self._findings.doubt("Svaret skiljer inte på rekommendationerna. Det lästes som allmänna kommentarer.")

    def _is_whole_measure(self, texts: Sequence[str]) -> bool:
        """Whether a list item says a measure and all of it: ``Öva. Ansvarig: Chefen. Tidsplan: 2027.``"""
        if self._current is None or len(texts) < 2 or labelled(texts[0]) or self._matching.begins(texts[0]):
            return False
        return all((found := labelled(each)) is not None and found[0] in _OF_A_MEASURE for each in texts[1:])

    def _whole_measure(self, texts: Sequence[str], line: Line) -> None:
        if self._current is None:
            return
        self._group = len(self._current.measures)
        self._value(self._current, Field.MEASURE, texts[0])
        for each in texts[1:]:
            if (found := labelled(each)) and _is_said(found[2]):
                self._label(replace(line, text=each, item=False))
        self._pending, self._group = Field.MEASURE, len(self._current.measures)

    def _is_body(self, line: Line) -> bool:
        """Whether the line is a heading that says whose answer stands under it."""
        found = self._bodies.get(_plain_name(_IN_BRACKETS.sub("", line.text))) if line.level else None
        current = self._current
        if found is None or current is None or line.level <= self._level:
            return False
        known, level = current.known, self._level
        self._close()
        self._current, self._level = PaperAnswer(known=known, page=line.page, quote=line.text), level
        self._other = "" if found[1] else found[0]
        return True

    def _is_among_items(self) -> bool:
        """Whether recommendations are the items of a list, each with its labels below; one may be unknown."""
        if self._current is None:
            return True
        return self._kind[1] and not self._is_bare and self._pending in (*_OF_A_MEASURE, Field.MEASURE, Field.POSITION)

    def _is_told(self, match: Match, line: Line) -> bool:
        """Whether a summary only tells of the recommendation in its running text."""
        return bool(match.rest and not match.by_number and not line.item and SUMMARY.fullmatch(self._heading))

    def _begin(self, match: Match, line: Line) -> None:
        current = self._current
        if current is not None and current.known == match.known:
            # Its words again, below its heading.
            self._pending = None
            if match.rest and not self._is_its_words(match):
                self._text(replace(line, text=match.rest, item=False))
            return
        kind = (match.by_number, line.item)
        goes_on = current is not None and current.known and current.is_empty and kind == self._kind
        self._run = {*self._run, match.known} if goes_on and match.known not in self._run else {match.known}
        self._kind = kind
        self._close()
        self._current = PaperAnswer(known=match.known, page=line.page, quote=line.text)
        self._level = line.level
        if match.rest and not self._is_its_words(match):
            rest = replace(line, text=match.rest, item=False)
            if not self._label(rest):
                self._text(rest)

    def _begin_several(self, match: re.Match[str], line: Line) -> None:
        numbers = re.findall(r"\d+", match["numbers"])
        known = [each for number in numbers if (each := self._matching.numbered(number))]
        if not known:
            self._close()
            self._unknown = line.text
            return
        self._begin(Match(known[0], line.text[match.end() :], by_number=True), line)
        self._also = known[1:]
        self._findings.doubt(
            f"”{match[0].strip(' :.')}” besvaras tillsammans: texten lades vid var och en. Kontrollera."
        )

    def _is_its_words(self, match: Match) -> bool:
        """After a number: the recommendation in words that are not the register's."""
        if not match.by_number or not match.rest.casefold().startswith("att "):
            return False
        self._findings.doubt(told_otherwise(match.known.number, match.rest))
        return True

    def _is_heading(self, line: Line) -> bool:
        """Whether the line is a heading, which ends what is above it, or opens what is under it."""
        text = line.text.strip()
        short = len(text) <= _LONGEST_HEADING and not line.item
        field = column(text) if short and labelled(text) is None else None
        current = self._current
        under = current is not None and current.known is not None and not self._is_list(current)
        if under and field and field is not Field.RECOMMENDATION and not GENERAL.fullmatch(text):
            self._pending, self._is_bare = field, True
            if field is Field.MEASURE and current is not None:
                self._group = len(current.measures)
            return True
        if not line.level and current is not None and self._is_bare and self._waits(current):
            # "Ansvarig" alone on a line, and below it what looks like a signature.
            return False
        if current is not None and current.known is None and text.endswith(":") and "rekommend" in text.casefold():
            self._close()
            return True
        if not short or text.endswith((".", ",", ";")):
            return False
        closes = bool(CLOSES.fullmatch(text) or GENERAL.fullmatch(text) or SIGNATURE.fullmatch(text))
        styled = line.level > 0 and (self._current is None or line.level <= (self._level or line.level))
        ends_general = current is not None and current.known is None and not text.endswith((":", "!", "?"))
        if not (closes or styled or ends_general or ANSWER.fullmatch(text)):
            if self._current is None and not text.endswith(":") and labelled(text) is None:
                self._heading = ""
            return False
        self._close()
        self._heading, self._unknown = text.rstrip(":"), ""
        if GENERAL.fullmatch(text):
            self._current = PaperAnswer(known=None, page=line.page, quote=text)
            self._level = line.level
            name = _FROM.search(text)
            found = self._bodies.get(_plain_name(text[name.end() :])) if name else None
            self._other = found[0] if found and not found[1] else ""
        return True

    def _is_list(self, answer: PaperAnswer) -> bool:
        """Whether it is the last of a list of recommendations, under which nothing stands yet."""
        return len(self._run) > 1 and answer.known is not None and answer.is_empty

    def _label(self, line: Line) -> bool:
        found = labelled(line.text)
        if found is None:
            return False
        field, label, value = found
        if field is Field.RECOMMENDATION:
            self._close()
            if match := self._matching.like(value):
                self._findings.doubt(told_in_short(match.known.number, value))
                self._begin(match, line)
            else:
                self._unknown = value or line.text
            return True
        if self._current is None:
            where = f"”{shortened(self._unknown)}” finns inte i remissen" if self._unknown else "Ingen rekommendation"
            self._findings.doubt(
                f"{where}. Det som står där lästes inte: ”{shortened(line.text)}”."
                if self._unknown
                else f"”{shortened(line.text)}” står inte under någon rekommendation och lästes inte."
            )
            return True
        self._pending, self._is_bare = field, not value
        if field is Field.MEASURE:
            self._group = len(self._current.measures)
        if value:
            self._value(self._current, field, value, label)
        return True

    def _value(self, answer: PaperAnswer, field: Field, value: str, label: str = "") -> None:
        if field is Field.MEASURE:
            ahead, self._ahead = self._ahead, {}
            answer.measures.append(PaperMeasure(text=value))
            for each, said in ahead.items():
                self._of_measures(answer, each, said, label)
        elif field is Field.POSITION:
            answer.position = position_said(value)
            if answer.position is None:
                answer.texts.append(value)
        elif field in _OF_A_MEASURE:
            if answer.measures[self._group :]:
                self._of_measures(answer, field, value, label)
            else:
                self._ahead[field] = value
        else:
            answer.texts.append(value)

    def _of_measures(self, answer: PaperAnswer, field: Field, value: str, label: str) -> None:
        """Who, when and how far, for each measure since the last label "Åtgärd" that does not say it itself."""
        for at in range(self._group, len(answer.measures)):
            measure = answer.measures[at]
            match field:
                case Field.RESPONSIBLE:
                    measure = replace(measure, responsible="\n".join(filter(None, (measure.responsible, value))))
                case Field.TIMEFRAME:
                    measure = replace(measure, timeframe=" ".join(filter(None, (measure.timeframe, value))))
                case Field.STATUS:
                    measure = replace(measure, status=value, as_of=day_in(label) or day_in(value))
                case _:
                    names = tuple(re.split(r"\s*[,;/]\s*|\s+och\s+", re.sub(r"[()]", "", value)))
                    measure = replace(measure, namnder=names)
            answer.measures[at] = measure

    def _text(self, line: Line) -> None:
        current = self._current
        if current is None:
            self._outside(line)
        elif self._flat:
            self._strays.setdefault(_the(current), []).append(line.text)
        elif current.known and self._is_list(current) and self._pending is None:
            self._strays.setdefault(current.known, []).append(line.text)
        elif self._pending is Field.MEASURE and (line.item or len(current.measures) == self._group):
            self._value(current, Field.MEASURE, line.text)
        elif self._pending is Field.MEASURE:
            last = current.measures[-1]
            current.measures[-1] = replace(last, text=f"{last.text}\n{line.text}")
        elif self._pending in _OF_A_MEASURE and (line.item or self._is_unsaid(current, self._pending)):
            self._value(current, self._pending, line.text)
        else:
            current.texts.append(f"• {line.text}" if line.item else line.text)

    def _waits(self, answer: PaperAnswer) -> bool:
        return self._pending in _OF_A_MEASURE and self._is_unsaid(answer, self._pending)

    def _is_unsaid(self, answer: PaperAnswer, field: Field) -> bool:
        """Whether the label stands alone on its line, so that the next one is its value."""
        names = {Field.RESPONSIBLE: "responsible", Field.TIMEFRAME: "timeframe", Field.STATUS: "status"}
        group = answer.measures[self._group :]
        return bool(group) and not any(getattr(each, names.get(field, "namnder")) for each in group)

    def _outside(self, line: Line) -> None:
        if self._unknown:
            what = f"”{shortened(self._unknown)}” finns inte i remissen"
            self._findings.doubt(f"{what}. Det som står där lästes inte: ”{shortened(line.text)}”.")
        elif self._heading:
            if ANSWER.fullmatch(self._heading):
                self._loose.append(line.text)
            if self._heading not in self._findings.left:
                self._findings.left.append(self._heading)

    def _close(self) -> None:
        current, self._current = self._current, None
        self._pending, self._group, self._unknown, self._heading = None, 0, "", ""
        for field, value in self._ahead.items():
            where = current.known.place if current and current.known else "Filen"
            self._findings.doubt(f"{where}: {field_word(field)} ”{shortened(value)}” hör inte till någon åtgärd.")
        self._ahead = {}
        also, self._also = self._also, []
        other, self._other = self._other, ""
        if other and current is not None:
            if not current.is_empty and other not in self._findings.others:
                self._findings.others.append(other)
        elif current is not None and not current.is_empty:
            self._findings.add(current)
            for known in also:
                texts = list(current.texts)
                self._findings.add(replace(current, known=known, texts=texts, measures=[]))


def _plain_name(name: str) -> str:
    return " ".join(name.split()).strip(" :.").casefold()


def _is_said(text: str) -> bool:
    return PLACEHOLDER.fullmatch(text) is None


def _opens(text: str) -> bool:
    """Whether a label stands here that only stands below a recommendation."""
    found = labelled(text)
    return found is not None and found[0] is not Field.RECOMMENDATION


def field_word(field: Field) -> str:
    return {Field.RESPONSIBLE: "ansvarig", Field.TIMEFRAME: "tidsplan", Field.STATUS: "status"}.get(field, "nämnd")


def _the(answer: PaperAnswer) -> Known:
    return answer.known or Known("", "")
