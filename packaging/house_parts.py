"""What every house style has: the paper with its letterhead and page numbers, lists, signatures, boxes to tick."""

from docx.section import Section, _Footer
from docx.shared import Pt
from template_parts import CHECKBOX, Sheet, first_line, line_control, page_number, ruled, to_the_right, write
from template_styles import KLASSISK, Look

_LOGO_OR_NAME = "{% if kommun.logotyp %}{{ kommun.logotyp }}{% elif kommun.namn %}{{ kommun.namn }}{% endif %}"
"""The name stands under the logo where there is one."""
SUMMARY = "[Sammanfatta ärendet i några meningar.]"
WHERE_MEASURES_ARE_ALONE = "Åtgärderna står med ansvariga och tidsplan i tabellen sist i yttrandet."
WHERE_MEASURES_ARE = f"{{% if yttrande.har_åtgärdstabell %}} {WHERE_MEASURES_ARE_ALONE}{{% endif %}}"


def letter_paper(title: str, look: Look = KLASSISK, *, minutes: bool = False) -> Sheet:
    """A document with its letterhead and page numbers. ``minutes``: with room for the signs of those who adjust."""
    sheet = Sheet(look)
    sheet.document.part.package.core_properties.title = f"Mall: {title}"
    section = sheet.document.sections[0]
    first = first_line(section.first_page_header, "Dokumentslag")
    write(first, f"{_LOGO_OR_NAME}\t{{{{ dokument.slag }}}}")
    name = "{% if kommun.logotyp and kommun.namn %}{{ kommun.namn }} · {% endif %}"
    sender = write(section.first_page_header.add_paragraph(style="Header"), f"{name}{{{{ dokument.avsändare }}}}")
    ruled(sender, "bottom", look.ink)
    # Where a logo makes the header higher than the margin: room between it and the text.
    sender.paragraph_format.space_after = Pt(12)
    _page_numbers(section.first_page_footer, look, minutes=minutes)
    if not minutes:
        for text in ("{%p for rad in kommun.kontaktrader %}", "{{ rad }}", "{%p endfor %}"):
            section.first_page_footer.add_paragraph(text, style="Footer")
    later_pages(section, look, minutes=minutes)
    return sheet


def later_pages(section: Section, look: Look = KLASSISK, *, minutes: bool = False, wide: bool = False) -> None:
    """Header and footer of the pages after the first. ``wide``: of pages across."""
    line = write(
        first_line(section.header, "Header"),
        "{{ dokument.slag }}\t{{ dokument.diarienummer }}, {{ dokument.datum_iso }}",
    )
    ruled(line, "bottom", look.ink)
    if wide:
        to_the_right(line)
    _page_numbers(section.footer, look, minutes=minutes, wide=wide)


def _page_numbers(footer: _Footer, look: Look, *, minutes: bool = False, wide: bool = False) -> None:
    line = first_line(footer, "Footer")
    ruled(line, "top", look.ink)
    write(line, "Justerandes signatur ____________     Utdragsbestyrkande ____________\t" if minutes else "\t")
    page_number(line)
    if wide:
        to_the_right(line)


def background(sheet: Sheet) -> None:
    """Where the question comes from."""
    sheet.heading(2, "Bakgrund")
    sheet.each("stycke", "mening.bakgrund", "{{ stycke }}", "Normal")


def listed(sheet: Sheet, heading: str, items: str, style: str = "List Bullet") -> None:
    """A heading and the list under it."""
    sheet.heading(2, heading)
    sheet.each("rad", items, "{{ rad }}", style)


def recommendations(sheet: Sheet, *, addressees: bool = False) -> None:
    """The recommendations as they stand in the report, under a line that is there only if there are any."""
    sheet.code("if mening.rekommendationer")
    sheet.text("{{ mening.rekommendationer }}").paragraph_format.keep_with_next = True
    whom = (
        "{% if rekommendation.riktas_till %} Riktas till {{ rekommendation.riktas_till }}.{% endif %}"
        if addressees
        else ""
    )
    words = f"{{{{ rekommendation.text{'|punkt' if addressees else ''} }}}}{whom}"
    sheet.code("for rekommendation in rekommendationer", "if rekommendation.nummer")
    sheet.text(f"{{{{ rekommendation.nummer }}}}\t{words}", "Rekommendation")
    sheet.code("else")
    # Those without a number of their own are a list to a screen reader too.
    sheet.text(words, "List Bullet")
    sheet.code("endif", "endfor", "endif")


def comments(sheet: Sheet, level: int) -> None:
    """Each namnd's general comments under a heading of their own."""
    sheet.code("for synpunkt in synpunkter")
    sheet.heading(level, "Allmänna synpunkter från {{ synpunkt.nämnd_i_text }}")
    sheet.each("stycke", "synpunkt.stycken", "{{ stycke }}", "Normal")
    sheet.code("endfor")


def answers_given(sheet: Sheet, level: int, *, measures: bool) -> None:
    """What each namnd answers to ``rekommendation``; ``level`` is that of their names where they are several."""
    sheet.code("for svar in rekommendation.svar", "if rekommendation.flera_svar")
    sheet.heading(level, "{{ svar.nämnd }}{% if svar.beslut %} ({{ svar.beslut }}){% endif %}")
    sheet.code("endif")
    sheet.when("svar.mening", "{{ svar.mening }}")
    sheet.each("stycke", "svar.stycken", "{{ stycke }}", "Normal")
    if measures:
        sheet.code("if svar.åtgärder")
        sheet.text("Åtgärder:").paragraph_format.keep_with_next = True
        words = (
            "{{ åtgärd.text|punkt }} Ansvarig: {{ åtgärd.ansvarig_i_text|punkt }} Tidsplan: {{ åtgärd.tidsplan|punkt }}"
        )
        sheet.each("åtgärd", "svar.åtgärder", words, "List Bullet")
        sheet.code("endif")
        sheet.when("svar.saknar_åtgärd", "[Ange åtgärd, ansvarig och tidsplan.]")
    sheet.code("endfor")


def signatures(sheet: Sheet) -> None:
    """Who writes, and the names of those who sign in two columns."""
    paragraph = sheet.text("{{ dokument.avsändare }}", "Underskrift")
    paragraph.paragraph_format.space_before = Pt(28)
    sheet.code("for rad in underskrifter")
    name = sheet.text("{{ rad.namn }}", "Underskrift")
    name.paragraph_format.space_before = Pt(28)
    sheet.when("rad.titlar", "{{ rad.titlar }}", "Underskrift")
    sheet.code("endfor")


def boxes(sheet: Sheet, question: str, words: tuple[str, ...]) -> None:
    """Boxes to tick, a line each."""
    for word in words:
        paragraph = sheet.text("")
        paragraph.paragraph_format.space_after = Pt(2)
        line_control(paragraph, f"{question}: {word}", f"{question}: {word}", "☐", CHECKBOX)
        paragraph.add_run(f" {word}")
