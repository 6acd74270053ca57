"""``extract`` of a report in a fresh process against a fresh process that only reads its text with pypdfium2.

Both start Python anew, in turn. The bound is 2 times (docs: speed). Prints medians and minima, their ratios, and the
rules' time a page. Without a file it makes two reports of 20 pages: of the shared one's pages, where it is at hand,
and of plain text without any font of its own, which pdfium reads faster than any real paper.

Usage: python benchmarks/bench_extract.py [REPORT.pdf]
"""

import statistics
import subprocess
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from secretary_app.intake.proposing import propose
from secretary_app.intake.reading import read_paper

_PROJECT = Path(__file__).resolve().parents[1]
_SHARED = _PROJECT.parent / "shared" / "handlingar" / "eskilstuna-2014-03-24-revisionsrapport.pdf"
_TEXTS = (_SHARED.with_suffix(".txt"), _PROJECT / "tests" / "data" / "intake" / "rapport-numrerade.txt")
_PAGES = 20
_LINES = 40
_ROUNDS = 30
_PEER = """
import sys
import pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    page.get_textpage().get_text_range()
"""


def main() -> None:
    """Measure the given report, else one made here."""
    if len(sys.argv) > 1:
        _measure(Path(sys.argv[1]))
        return
    text = next(path for path in _TEXTS if path.exists()).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        if _SHARED.exists():
            _measure(_lengthened(Path(folder) / "verklig.pdf"))
        _measure(_made_report(Path(folder) / "rapport.pdf", text))


def _measure(report: Path) -> None:
    ours: list[float] = []
    peers: list[float] = []
    for _ in range(_ROUNDS):
        ours.append(_run("-m", "secretary_app", "extract", str(report), "--json"))
        peers.append(_run("-c", _PEER, str(report)))
    paper = read_paper(report)
    pages = len(paper.page_starts)
    rules = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        propose(paper)
        rules.append((time.perf_counter() - start) * 1000 / pages)
    print(f"{report.name}: {pages} sidor, {len(paper.text)} tecken")
    for what, of in (("median", statistics.median), ("minst", min)):
        our, peer = of(ours), of(peers)
        print(f"{what}: extract {our:.0f} ms, bara pypdfium2 {peer:.0f} ms: {our / peer:.2f} gånger (högst 2)")
    print(f"reglerna {statistics.median(rules):.1f} ms per sida (högst 5)")


def _run(*arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=_PROJECT, check=True, capture_output=True)
    return (time.perf_counter() - start) * 1000


def _lengthened(path: Path) -> Path:
    """Twenty pages of the shared report, begun again where it ends."""
    from pypdfium2 import PdfDocument

    source, target = PdfDocument(_SHARED), PdfDocument.new()
    for number in islice(cycle(range(len(source))), _PAGES):
        target.import_pages(source, [number])
    target.save(path)
    return path


def _made_report(path: Path, text: str) -> Path:
    """Twenty dense pages of the text, begun again where it ends."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_font("Helvetica", size=10)
    lines = text.encode("cp1252", "replace").decode("cp1252").split("\n")
    for number, line in enumerate(islice(cycle(lines), _PAGES * _LINES)):
        if number % _LINES == 0:
            pdf.add_page()
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(path))
    return path


if __name__ == "__main__":
    main()
