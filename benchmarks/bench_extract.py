"""``extract`` of a report in a fresh process against a fresh process that only reads its text with pypdfium2.

Both start Python anew, in turn. The bound is 1.5 times (docs: speed). Prints medians and minima of the time on the
clock and of the processors' time, their ratios, and the rules' time a page; where other work keeps the machine busy the
two processes of ``extract`` have to take turns, and the clock says less. Without a file it makes two reports of 20
pages: of the shared one's pages, where it is at hand, and of plain text without any font of its own, which pdfium reads
faster than any real paper. Then one of 300 pages, with the most memory that both processes had.

Usage: python benchmarks/bench_extract.py [REPORT.pdf]
"""

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path

from secretary_app.intake.proposing import propose
from secretary_app.intake.reading import read_paper

_PROJECT = Path(__file__).resolve().parents[1]
_SHARED = _PROJECT.parent / "shared" / "handlingar" / "eskilstuna-2014-03-24-revisionsrapport.pdf"
_TEXTS = (_SHARED.with_suffix(".txt"), _PROJECT / "tests" / "data" / "intake" / "rapport-numrerade.txt")
_PAGES = 20
_MANY = 300
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
            _measure(_lengthened(Path(folder) / "verklig.pdf", _PAGES))
        _measure(_made_report(Path(folder) / "rapport.pdf", text, _PAGES))
        if _SHARED.exists():
            _measure_long(_lengthened(Path(folder) / "lang.pdf", _MANY))
        else:
            _measure_long(_made_report(Path(folder) / "lang.pdf", text, _MANY))


def _measure(report: Path) -> None:
    ours: list[_Took] = []
    peers: list[_Took] = []
    for _ in range(_ROUNDS):
        ours.append(_run("-m", "secretary_app", "extract", str(report), "--json"))
        peers.append(_run("-c", _PEER, str(report)))
    paper = read_paper(report)
    pages = len(paper.page_starts)
    rules = []
    for _ in range(_ROUNDS):
        start = time.process_time()
        propose(paper)
        rules.append((time.process_time() - start) * 1000 / pages)
    print(f"{report.name}: {pages} sidor, {len(paper.text)} tecken")
    for place, clock in enumerate(("klockan", "processorn")):
        for what, of in (("median", statistics.median), ("minst", min)):
            our, peer = of(each[place] for each in ours), of(each[place] for each in peers)
            bound = " (högst 1,5)" if place == 0 else ""
            print(
                f"{clock}, {what}: extract {our:.0f} ms, bara pypdfium2 {peer:.0f} ms: {our / peer:.2f} gånger{bound}"
            )
    print(f"reglerna {statistics.median(rules):.1f} ms per sida (högst 5)")


_Took = tuple[float, float]
"""Milliseconds on the clock, and of the processors in all processes."""


def _run(*arguments: str) -> _Took:
    before = os.times()
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=_PROJECT, check=True, capture_output=True)
    took = (time.perf_counter() - start) * 1000
    after = os.times()
    return took, (sum(after[2:4]) - sum(before[2:4])) * 1000


def _measure_long(report: Path) -> None:
    """The time of a long report, and the most memory that ``extract`` and its reading process had, added up."""
    took, worked, most = [], [], []
    for _ in range(3):
        start, before = time.perf_counter(), os.times()
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "secretary_app", "extract", str(report), "--json"], cwd=_PROJECT, stdout=out
            )
            peaks: dict[int, int] = {}
            while process.poll() is None:
                for each in (process.pid, *_children(process.pid)):
                    peaks[each] = max(peaks.get(each, 0), _peak(each))
                time.sleep(0.005)
        took.append(time.perf_counter() - start)
        after = os.times()
        worked.append(sum(after[2:4]) - sum(before[2:4]))
        most.append(sum(peaks.values()) / 1024)
    print(
        f"{report.name}: {_MANY} sidor, {min(took):.1f} s (högst 5), varav processorn {min(worked):.1f} s, "
        f"{max(most):.0f} MB i båda processerna (högst 300)"
    )


def _children(process: int) -> list[int]:
    """The processes that this one has started; only Linux tells."""
    with suppress(OSError):
        found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        return [int(each) for each in found.split()]
    return []


def _peak(process: int) -> int:
    """The most memory that the process has had, in kB; 0 where nobody tells."""
    with suppress(OSError):
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text(encoding="ascii"))
        return int(found[1]) if found else 0
    return 0


def _lengthened(path: Path, pages: int) -> Path:
    """So many pages of the shared report, begun again where it ends."""
    from pypdfium2 import PdfDocument

    source, target = PdfDocument(_SHARED), PdfDocument.new()
    for number in islice(cycle(range(len(source))), pages):
        target.import_pages(source, [number])
    target.save(path)
    return path


def _made_report(path: Path, text: str, pages: int) -> Path:
    """So many dense pages of the text, begun again where it ends."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_font("Helvetica", size=10)
    lines = text.encode("cp1252", "replace").decode("cp1252").split("\n")
    for number, line in enumerate(islice(cycle(lines), pages * _LINES)):
        if number % _LINES == 0:
            pdf.add_page()
        pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(path))
    return path


if __name__ == "__main__":
    main()
