"""``extract`` of a report in a fresh process against a fresh process that only reads its text with pypdfium2.

Both start Python anew. The bound is 2 times (docs: speed). Prints medians, the ratio, and the rules' time a page.

Usage: python benchmarks/bench_extract.py [REPORT.pdf]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from secretary_app.intake.proposing import propose
from secretary_app.intake.reading import read_paper

_PROJECT = Path(__file__).resolve().parents[1]
_REPORT = _PROJECT.parent / "shared" / "handlingar" / "eskilstuna-2014-03-24-revisionsrapport.pdf"
_ROUNDS = 15
_PEER = """
import sys
import pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    page.get_textpage().get_text_range()
"""


def main() -> None:
    """Measure the given report, else the shared one, else one made here."""
    if len(sys.argv) > 1:
        _measure(Path(sys.argv[1]))
    elif _REPORT.exists():
        _measure(_REPORT)
    else:
        with tempfile.TemporaryDirectory() as folder:
            _measure(_made_report(Path(folder) / "rapport.pdf"))


def _measure(report: Path) -> None:
    ours: list[float] = []
    peers: list[float] = []
    for _ in range(_ROUNDS):
        ours.append(_run("-m", "secretary_app", "extract", str(report), "--json"))
        peers.append(_run("-c", _PEER, str(report)))
    our, peer = statistics.median(ours), statistics.median(peers)
    paper = read_paper(report)
    pages = len(paper.page_starts)
    rules = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        propose(paper)
        rules.append((time.perf_counter() - start) * 1000 / pages)
    print(f"{report.name}: {pages} sidor, {len(paper.text)} tecken")
    print(f"extract {our:.0f} ms, bara pypdfium2 {peer:.0f} ms: {our / peer:.2f} gånger (högst 2)")
    print(f"reglerna {statistics.median(rules):.1f} ms per sida (högst 5)")


def _run(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=_PROJECT, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def _made_report(path: Path) -> Path:
    """Twenty dense pages of invented text."""
    from fpdf import FPDF

    sentence = "Granskningen visar att kommunstyrelsen i huvudsak har en ändamålsenlig styrning av verksamheten. "
    pdf = FPDF(format="A4")
    pdf.set_font("Helvetica", size=11)
    for number in range(20):
        pdf.add_page()
        pdf.multi_cell(0, 6, f"{number + 1}. Iakttagelser\n\n" + sentence * 30)
    pdf.output(str(path))
    return path


if __name__ == "__main__":
    main()
