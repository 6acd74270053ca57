"""From a paper's lines and tables to its answers: each to a recommendation of the remiss, or told as doubtful."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from secretary_app.intake.answers_found import Findings, PaperAnswer
from secretary_app.intake.answers_matching import Matching
from secretary_app.intake.answers_parts import Grid, Known, Line, Part
from secretary_app.intake.answers_running import RunningReading
from secretary_app.intake.answers_tables import TableReading, as_lines
from secretary_app.intake.answers_words import PLACEHOLDER, position_said, positions_said, says_only_position


def find_paper_answers(
    parts: Sequence[Part], known: Sequence[Known], bodies: Mapping[str, bool] | None = None
) -> Findings:
    """The answers in a paper to these recommendations, in the order in which they are first answered.

    ``bodies``: the names of those that may answer, and whether it is theirs that is read; an answer under the name of
    another is passed over and its name told in ``others``.

    What cannot be placed, or only with a doubt, is among ``doubts``. Nothing raises.
    """
    findings = Findings()
    parts = [each for part in parts if (each := _filled(part)) is not None]
    matching = Matching(known)
    running = RunningReading(matching, findings, bodies)
    text = "\n".join(part.text for part in parts if isinstance(part, Line))
    tables = TableReading(matching, findings, text)
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, Line):
            running.line(part, following if isinstance(following, Line) else None)
        elif lines := as_lines(part):
            for line, below in zip_longest(lines, lines[1:]):
                running.line(line, below)
        elif tables.read(part, running.known):
            running.after_table()
        else:
            _left(part, findings)
    running.finish()
    for answer in findings.answers:
        _take_position(answer, findings)
    return findings


def _filled(part: Part) -> Part | None:
    """The part without what a template asks to be filled in."""
    if isinstance(part, Line):
        return part if part.text.strip(" •") and _is_said(part.text) else None
    rows = tuple(
        tuple(replace(cell, paragraphs=tuple(filter(_is_said, cell.paragraphs))) for cell in row) for row in part.rows
    )
    return replace(part, rows=rows)


def _is_said(text: str) -> bool:
    return PLACEHOLDER.fullmatch(text) is None


def _left(grid: Grid, findings: Findings) -> None:
    words = " ".join(cell.text for cell in grid.rows[0] if cell.paragraphs) if grid.rows else ""
    if words and len(grid.rows) > 1:
        findings.left.append(f"tabellen ”{words[:60]}”")


def _take_position(answer: PaperAnswer, findings: Findings) -> None:
    """What the answer's words say, where no label or column does."""
    if answer.position is not None or answer.known is None:
        return
    if len(answer.texts) > 1 and says_only_position(answer.texts[0]):
        # The sentence that only says it is no part of the text.
        answer.position = position_said(answer.texts.pop(0))
        return
    said = positions_said(answer.text)
    if len(said) == 1:
        answer.position = said.pop()
    elif said:
        words = " och ".join(sorted(f"”{each.value}”" for each in said))
        findings.doubt(f"{answer.known.place}: svaret säger både {words}. Välj ställningstagande själv.")
