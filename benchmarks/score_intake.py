"""Score what intake proposes for the invented papers against their facit, in text, PDF and Word.

The papers are those of tests/data/intake, which the rules were written with, and those of its folder ``aside``, which
were kept away while they were. A title counts where 80 % of it is alike, a recommendation where 90 % is; all else must
be the same. A key that a row of the facit lacks is not scored.

Usage: python benchmarks/score_intake.py [--faults] [--only NAME]
"""

import argparse
import difflib
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secretary_app.intake.extract import each_paper
from secretary_app.intake.proposal import proposal_as_json

Facit = dict[str, Any]
Writer = Callable[[Path, str], Path]

OWN = Path(__file__).resolve().parents[1] / "tests" / "data" / "intake"
PARTS = {"own": OWN, "aside": OWN / "aside"}
SCALARS = ("kind", "title", "municipality", "firm", "document_date", "paragraph")
_BULLETS = re.compile(r"^[ ]*(?:[•●►▪o]|§(?= +\D))[ ]+", re.MULTILINE)
_FOOT = re.compile(r"(?<=\(\d\))\n(?=\n)|(?<=\| \d)\n(?=\n)|(?<=\| \d\d)\n(?=\n)", re.MULTILINE)
"""After the foot of a page in a text that says no more of its pages: the next begins there."""
_LINE = 5
"""Millimetres."""
_INK = 190


@dataclass
class Tally:
    """How many were found, how many there were, and how many of both are the same."""

    hit: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, hit: int, found: int, wanted: int) -> None:
        self.hit, self.found, self.wanted = self.hit + hit, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.wanted if self.wanted else 1.0


Scores = dict[str, Tally]


def rows(folder: Path) -> list[Facit]:
    """The facit of a folder's papers; none where there is no such folder."""
    facit = folder / "facit.jsonl"
    if not facit.exists():
        return []
    return [json.loads(line) for line in facit.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_txt(path: Path, text: str) -> Path:
    """The text as it stands, its pages and tables with it."""
    path.write_text(text, encoding="utf-8")
    return path


def write_pdf(path: Path, text: str) -> Path:
    """Printed line by line, as the lines stand; a line with tabs as the row of a table."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_font("Helvetica", size=10)
    for page in re.split("\f|" + _FOOT.pattern, text, flags=re.MULTILINE):
        pdf.add_page()
        for line in page.split("\n"):
            # The fonts that every PDF has know one bullet only.
            known = re.sub(r"[●►▪]", "•", line).encode("cp1252", "replace").decode("cp1252")
            cells = known.rstrip("\t").split("\t")
            if len(cells) == 1:
                pdf.cell(0, _LINE, known, new_x="LMARGIN", new_y="NEXT")
                continue
            top = bottom = pdf.get_y()
            widths = _widths(cells)
            for number, cell in enumerate(cells):
                pdf.set_xy(pdf.l_margin + sum(widths[:number]), top)
                pdf.multi_cell(widths[number], _LINE, cell, align="L", new_x="LMARGIN", new_y="NEXT")
                bottom = max(bottom, pdf.get_y())
            pdf.set_xy(pdf.l_margin, bottom)
    pdf.output(str(path))
    return path


def _widths(cells: Sequence[str]) -> list[float]:
    """A number's column is narrow, the others share what is left."""
    narrow = [10.0 if len(cell) <= 3 and number == 0 else 0.0 for number, cell in enumerate(cells)]
    share = (_INK - sum(narrow)) / narrow.count(0.0)
    return [width or share for width in narrow]


def write_docx(path: Path, text: str) -> Path:
    """A paragraph for each stretch between empty lines, its lines broken as they stand; lists and tables as Word's."""
    from docx import Document
    from docx.enum.text import WD_BREAK

    document = Document()
    for number, page in enumerate(text.split("\f")):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for block in re.split(r"\n\s*\n", page.strip("\n")):
            table = [line.split("\t") for line in block.split("\n") if "\t" in line]
            if table:
                cells = document.add_table(rows=len(table), cols=max(map(len, table)))
                for row, line in enumerate(table):
                    for column, cell in enumerate(line):
                        cells.cell(row, column).text = cell
                continue
            style = None
            for place, item in enumerate(_BULLETS.split(block)):
                style = "List Bullet" if place else None
                if item.strip():
                    document.add_paragraph(item.rstrip("\n"), style=style)
    document.save(str(path))
    return path


WRITERS: dict[str, Writer] = {".txt": write_txt, ".pdf": write_pdf, ".docx": write_docx}


def proposals(folder: Path, suffix: str, target: Path) -> dict[str, Facit]:
    """What is proposed for each paper of a folder, written as ``suffix`` into ``target``; by the paper's name."""
    paths = []
    for row in rows(folder):
        text = (folder / f"{row['file']}.txt").read_text(encoding="utf-8")
        paths.append(WRITERS[suffix](target / f"{row['file']}{suffix}", text))
    return {
        one.path.stem: {} if one.proposal is None else dict(proposal_as_json(one.proposal)) for one in each_paper(paths)
    }


def score(facit: Iterable[Facit], found: dict[str, Facit], tell: Callable[[str], None] = lambda _: None) -> Scores:
    """The tallies by field; ``tell`` is told of every fault."""
    scores: Scores = defaultdict(Tally)
    for row in facit:
        name, answer = row["file"], found[row["file"]]

        def fault(words: str, name: str = name) -> None:
            tell(f"{name}: {words}")

        for key in SCALARS:
            _score_scalar(scores, key, row, answer, fault)
        if "diarienummer" in row:
            wanted, got = set(row["diarienummer"]), set(answer["diarienummer"])
            scores["diarienummer"].add(len(wanted & got), len(got), len(wanted))
            if wanted != got:
                fault(f"diarienummer {sorted(got)}, skulle vara {sorted(wanted)}")
        _score_deadlines(scores, row, answer, fault)
        for key in ("recommendations", "previous_recommendations"):
            _score_texts(scores, key, row, answer, fault)
        if "verdicts" in row:
            got_words = [one["verdict"] for one in answer["verdicts"]]
            same = sum((min(got_words.count(word), row["verdicts"].count(word))) for word in set(got_words))
            scores["verdicts"].add(same, len(got_words), len(row["verdicts"]))
            if got_words != row["verdicts"]:
                fault(f"verdicts {got_words}, skulle vara {row['verdicts']}")
    return scores


def _score_scalar(scores: Scores, key: str, row: Facit, answer: Facit, fault: Callable[[str], None]) -> None:
    if key not in row:
        return
    wanted, got = row[key], answer[key]
    hit = bool(wanted and got and (_alike(got, wanted) >= 0.8 if key == "title" else _plain(got) == _plain(wanted)))
    scores[key].add(hit, bool(got), bool(wanted))
    if not hit and (wanted or got):
        fault(f"{key} {got!r}, skulle vara {wanted!r}")


def _score_deadlines(scores: Scores, row: Facit, answer: Facit, fault: Callable[[str], None]) -> None:
    if "deadlines" not in row:
        return
    pairs = _pairs(answer["deadlines"], row["deadlines"], lambda got, wanted: float(got["date"] == wanted["date"]), 1)
    scores["deadlines"].add(len(pairs), len(answer["deadlines"]), len(row["deadlines"]))
    for got, wanted in pairs:
        if "addressees" in wanted:
            _score_addressees(scores, "deadline addressees", got, wanted, fault)
        if "certainty" in wanted:
            scores["certainty"].add(got["certainty"] == wanted["certainty"], 1, 1)
            if got["certainty"] != wanted["certainty"]:
                fault(f"certainty {got['certainty']}, skulle vara {wanted['certainty']}")
    if len(pairs) != len(answer["deadlines"]) or len(pairs) != len(row["deadlines"]):
        dates = [[one["date"] for one in each] for each in (answer["deadlines"], row["deadlines"])]
        fault(f"deadlines {dates[0]}, skulle vara {dates[1]}")


def _score_texts(scores: Scores, key: str, row: Facit, answer: Facit, fault: Callable[[str], None]) -> None:
    if key not in row:
        return
    pairs = _pairs(answer[key], row[key], lambda got, wanted: _alike(got["text"], wanted["text"]), 0.9)
    scores[key].add(len(pairs), len(answer[key]), len(row[key]))
    for got, wanted in pairs:
        if "addressees" in wanted:
            _score_addressees(scores, f"{key} addressees", got, wanted, fault)
        if "verdict" in wanted:
            scores[f"{key} verdicts"].add(got["verdict"] == wanted["verdict"], bool(got["verdict"]), 1)
            if got["verdict"] != wanted["verdict"]:
                fault(f"verdict {got['verdict']!r}, skulle vara {wanted['verdict']!r}")
    met = [id(one) for pair in pairs for one in pair]
    for one in row[key]:
        if id(one) not in met:
            fault(f"{key} saknas: {one['text']!r}")
    for one in answer[key]:
        if id(one) not in met:
            fault(f"{key} är ingen: {one['text']!r}")


def _score_addressees(scores: Scores, field: str, got: Facit, wanted: Facit, fault: Callable[[str], None]) -> None:
    those, these = ({_plain(name) for name in one["addressees"]} for one in (got, wanted))
    scores[field].add(len(those & these), len(those), len(these))
    if those != these:
        fault(f"{field} {sorted(those)}, skulle vara {sorted(these)}: {got['quote'][:60]!r}")


def _pairs(
    found: list[Facit], wanted: list[Facit], like: Callable[[Facit, Facit], float], least: float
) -> list[tuple[Facit, Facit]]:
    """One to one, the most alike first."""
    scored = [(like(f, w), i, j) for i, f in enumerate(found) for j, w in enumerate(wanted)]
    taken_found: set[int] = set()
    taken_wanted: set[int] = set()
    pairs = []
    for value, i, j in sorted(scored, reverse=True):
        if value >= least and i not in taken_found and j not in taken_wanted:
            taken_found.add(i)
            taken_wanted.add(j)
            pairs.append((found[i], wanted[j]))
    return pairs


def _plain(text: str) -> str:
    return re.sub(r"^att ", "", " ".join(text.split()).strip(" .;:•-–").casefold())


def _alike(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _plain(one), _plain(other), autojunk=False).ratio()


def table(scores: dict[str, Scores]) -> str:
    """Precision, recall and number by field, a column for each format."""
    fields = list(dict.fromkeys(field for each in scores.values() for field in each))
    lines = [f"{'':34}" + "".join(f"{suffix:>20}" for suffix in scores)]
    for field in fields:
        each = (tallies[field] for tallies in scores.values())
        cells = (f"{one.precision:.3f} {one.recall:.3f} {one.wanted:4}" for one in each)
        lines.append(f"{field:34}" + "".join(f"{cell:>20}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Print the figures of both parts."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--faults", action="store_true", help="tell every fault")
    options.add_argument("--only", choices=list(PARTS), help="one of the two parts")
    chosen = options.parse_args()
    for name, folder in PARTS.items():
        facit = rows(folder)
        if not facit or chosen.only not in (None, name):
            continue
        scores = {}
        for suffix in WRITERS:
            faults: list[str] = []
            with tempfile.TemporaryDirectory() as target:
                found = proposals(folder, suffix, Path(target))
            scores[suffix] = score(facit, found, faults.append)
            if chosen.faults:
                print(suffix, *faults, sep="\n  ")
        print(f"\n{name}: {len(facit)} papers; precision, recall, number\n{table(scores)}")


if __name__ == "__main__":
    main()
