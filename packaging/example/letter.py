"""The auditors' letter (missiv) as a PDF."""

import datetime as dt
from pathlib import Path

from fpdf.enums import XPos, YPos

from example.paper import Paper
from example.text import Mark, blocks

ASKED = ("Kommunstyrelsen", "Omsorgs- och socialnämnden", "Barn- och utbildningsnämnden")
INFORMED = ("Kommunfullmäktige",)
SIGNERS = (("Leif Kärrdal", "Ordförande"), ("Wanja Oxhagen", "Vice ordförande"))


class _Letter(Paper):
    size = 11.5
    line_height = 6.4

    def footer(self) -> None:
        self.rule(self.h - 20)
        self.small_print(-18, ("Älvstads kommun, Revisorerna", "999 80 Älvstad", "revisorerna@alvstad.example"))
        self.small_print(-14, ("Besök: Stadshuset, Kvarngatan 2", "Telefon 0555-128 01", f"Sida {self.page_no()}"))


def write_letter(source: Path, target: Path, dated: dt.date) -> None:
    """Lay out the letter's text file ``source`` as the PDF ``target``."""
    title, *body = blocks(source)
    letter = _Letter(title.text, "Älvstads kommuns revisorer", dated)
    letter.add_page()
    _head(letter, dated)
    _receivers(letter)
    letter.words(title.text, size=15, style="B", line=7)
    letter.ln(4)
    for number, block in enumerate(body):
        if block.mark is Mark.PARAGRAPH and body[number - 1].mark is Mark.POINT:
            letter.ln(1.4)
        letter.lay(block)
    _signatures(letter)
    letter.save(target)


def _head(letter: Paper, dated: dt.date) -> None:
    half = letter.epw / 2
    for left, right, style in (("Älvstads kommun", "Missiv", "B"), ("Revisorerna", f"{dated:%Y-%m-%d}", "")):
        letter.set_font("Helvetica", style, 12)
        letter.cell(half, 6, left)
        letter.cell(half, 6, right, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    letter.rule(letter.get_y() + 2)
    letter.ln(8)


def _receivers(letter: Paper) -> None:
    top = letter.get_y()
    bottom = top
    for x, heading, bodies in (
        (letter.l_margin, "Till", ASKED),
        (letter.l_margin + letter.epw * 0.6, "För kännedom till", INFORMED),
    ):
        letter.set_xy(x, top)
        letter.set_font("Helvetica", "", 9)
        letter.cell(60, 5, heading, new_x=XPos.LEFT, new_y=YPos.NEXT)
        letter.set_font("Helvetica", "", 10.5)
        for body in bodies:
            letter.cell(60, 5, body, new_x=XPos.LEFT, new_y=YPos.NEXT)
        bottom = max(bottom, letter.get_y())
    letter.set_xy(letter.l_margin, bottom + 7)


def _signatures(letter: Paper) -> None:
    letter.keep(55)
    letter.ln(2)
    letter.words("För Älvstads kommuns revisorer")
    letter.ln(13)
    half = letter.epw / 2
    for line, style in ((0, ""), (1, "I")):
        letter.set_font("Helvetica", style, 10.5)
        for signer in SIGNERS:
            letter.cell(half, 5.4, signer[line])
        letter.ln(5.4)
    letter.ln(7)
    letter.words(
        "Bilaga: Revisionsrapport Uppföljande granskning av kommunens arbete med kontinuitetsplanering", size=9
    )
