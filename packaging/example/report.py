"""The audit firm's report as a PDF: cover, table of contents, chapters, signatures."""

import datetime as dt
from itertools import groupby
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.outline import OutlineSection

from example.paper import Paper
from example.text import Block, Mark, blocks

TITLE = "Uppföljande granskning av kommunens arbete med kontinuitetsplanering"
SIGNERS = (
    ("Ingrid Vallmark", "Certifierad kommunal revisor", "Uppdragsledare"),
    ("Jens Hultåker", "Kommunal revisor", "Projektledare"),
)
_BLUE = (0, 51, 120)
_TOP = 24
"""Millimetres from the edge to where the text of a page begins."""


class _Report(Paper):
    def header(self) -> None:
        if self.page_no() == 1:
            return
        self.small_print(10, ("Älvstads kommun", "", "Revisionsrapport"))
        self.rule(16)
        self.set_y(_TOP)

    def footer(self) -> None:
        if self.page_no() > 1:
            self.small_print(-16, ("KPMG", "Uppföljande granskning, mars 2026", str(self.page_no())))

    def heading(self, block: Block) -> None:
        chapter = block.mark is Mark.CHAPTER
        if chapter and self.get_y() > _TOP:
            self.add_page()
        elif not chapter:
            self.keep(32)
            self.ln(3)
        self.start_section(block.text, level=0 if chapter else 1)
        if chapter:
            self.set_text_color(*_BLUE)
        self.words(block.text, size=18 if chapter else 13, style="B", line=10 if chapter else 7)
        self.set_text_color(0, 0, 0)
        self.ln(3 if chapter else 1)


def write_report(source: Path, target: Path, dated: dt.date) -> None:
    """Lay out the report's text file ``source`` as the PDF ``target``."""
    report = _Report(TITLE, "KPMG", dated)
    _cover(report, dated)
    report.add_page()
    report.set_text_color(*_BLUE)
    report.words("Innehåll", size=18, style="B", line=10)
    report.set_text_color(0, 0, 0)
    report.ln(4)
    report.insert_toc_placeholder(_contents, allow_extra_pages=False, reset_page_indices=False)
    for mark, run in groupby(blocks(source), key=lambda block: block.mark):
        _lay(report, mark, list(run))
    _signatures(report, dated)
    report.save(target)


def _lay(report: _Report, mark: Mark, run: list[Block]) -> None:
    if mark is Mark.ROW:
        report.grid([block.cells for block in run], (70, 30))
    elif mark in (Mark.CHAPTER, Mark.SECTION):
        for block in run:
            report.heading(block)
    else:
        for block in run:
            report.lay(block)


def _cover(report: _Report, dated: dt.date) -> None:
    report.add_page()
    report.set_fill_color(*_BLUE)
    report.rect(0, 0, 12, report.h, style="F")
    report.set_fill_color(255, 255, 255)
    report.set_y(70)
    report.words("Revisionsrapport", size=14)
    report.ln(6)
    report.set_text_color(*_BLUE)
    report.words(TITLE, size=28, style="B", line=13)
    report.set_text_color(0, 0, 0)
    report.ln(8)
    report.words("Älvstads kommun", size=14, line=8)
    report.words(f"{dated:%Y-%m-%d}", size=12, line=8)
    report.set_y(235)
    report.words("KPMG", size=14, style="B", line=8)
    for name, *_ in SIGNERS:
        report.words(name)


def _contents(paper: FPDF, outline: list[OutlineSection]) -> None:
    for section in outline:
        chapter = section.level == 0
        paper.set_font("Helvetica", "B" if chapter else "", 11 if chapter else 10.5)
        if chapter:
            paper.ln(2)
        indent = 0 if chapter else 6
        paper.set_x(paper.l_margin + indent)
        page = str(section.page_number)
        room = paper.epw - indent - paper.get_string_width(section.name) - paper.get_string_width(page) - 4
        dots = "." * int(room / paper.get_string_width("."))
        paper.cell(paper.epw - indent - 10, 6.4, f"{section.name} {dots}")
        paper.cell(10, 6.4, page, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _signatures(report: _Report, dated: dt.date) -> None:
    report.keep(60)
    report.ln(14)
    report.words(f"{dated:%Y-%m-%d}")
    report.ln(16)
    half = report.epw / 2
    for line in range(3):
        report.set_font("Helvetica", "B" if line == 0 else "", 10.5)
        for signer in SIGNERS:
            report.cell(half, 5.4, signer[line])
        report.ln(5.4)
    report.ln(8)
    report.words(
        "Rapporten har upprättats av KPMG på uppdrag av de förtroendevalda revisorerna i Älvstads kommun. "
        "Kommunen, personerna och iakttagelserna är påhittade.",
        size=8.5,
        line=4.6,
    )
