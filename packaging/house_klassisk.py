"""The house style klassisk: the order of most municipalities' tjänsteskrivelser, background first.

Shared by the other house styles where they are alike: the recommendations as listed, boxes to tick.
"""

from collections.abc import Callable

from answer_form import answer_form
from docx.section import Section, _Footer
from docx.shared import Pt
from template_parts import (
    CHECKBOX,
    Sheet,
    add_row,
    add_tag_row,
    first_line,
    line_control,
    page_number,
    ruled,
    to_the_right,
    write,
)

_SUMMARY = "[Sammanfatta ärendet i några meningar.]"


def _sheet(title: str, *, minutes: bool = False) -> Sheet:
    """A document with its letterhead and page numbers. ``minutes``: with room for the signs of those who adjust."""
    sheet = Sheet()
    sheet.document.part.package.core_properties.title = f"Mall: {title}"
    section = sheet.document.sections[0]
    first = first_line(section.first_page_header, "Dokumentslag")
    write(first, "{% if kommun.namn %}{{ kommun.namn }}{% endif %}\t{{ dokument.slag }}")
    ruled(write(section.first_page_header.add_paragraph(style="Header"), "{{ dokument.avsändare }}"), "bottom")
    _page_numbers(section.first_page_footer, minutes=minutes)
    if not minutes:
        for text in ("{%p for rad in kommun.kontaktrader %}", "{{ rad }}", "{%p endfor %}"):
            section.first_page_footer.add_paragraph(text, style="Footer")
    _later_pages(section, minutes=minutes)
    return sheet


def _later_pages(section: Section, *, minutes: bool = False, wide: bool = False) -> None:
    line = write(
        first_line(section.header, "Header"),
        "{{ dokument.slag }}\t{{ dokument.diarienummer }}, {{ dokument.datum_iso }}",
    )
    ruled(line, "bottom")
    if wide:
        to_the_right(line)
    _page_numbers(section.footer, minutes=minutes, wide=wide)


def _page_numbers(footer: _Footer, *, minutes: bool = False, wide: bool = False) -> None:
    line = first_line(footer, "Footer")
    ruled(line, "top")
    write(line, "Justerandes signatur ____________     Utdragsbestyrkande ____________\t" if minutes else "\t")
    page_number(line)
    if wide:
        to_the_right(line)


def _letter_block(sheet: Sheet) -> None:
    """Date, diarienummer, handläggare and whom the document is to."""
    sheet.text("**Datum** {{ dokument.datum_iso }}\t**Handläggare** {{ handläggare.namn }}", "Uppgift")
    contact = "{% if handläggare.kontakt %}{{ handläggare.kontakt }}{% endif %}"
    sheet.text(f"**Diarienummer** {{{{ dokument.diarienummer }}}}\t{contact}", "Uppgift")
    sheet.text("{{ dokument.mottagare }}", "Mottagare")


def _signatures(sheet: Sheet) -> None:
    paragraph = sheet.text("{{ dokument.avsändare }}", "Underskrift")
    paragraph.paragraph_format.space_before = Pt(28)
    sheet.code("for rad in underskrifter")
    name = sheet.text("{{ rad.namn }}", "Underskrift")
    name.paragraph_format.space_before = Pt(28)
    sheet.when("rad.titlar", "{{ rad.titlar }}", "Underskrift")
    sheet.code("endfor")


def _background(sheet: Sheet) -> None:
    sheet.heading(2, "Bakgrund")
    sheet.each("stycke", "mening.bakgrund", "{{ stycke }}", "Normal")


def _listed(sheet: Sheet, heading: str, items: str, style: str = "List Bullet") -> None:
    sheet.heading(2, heading)
    sheet.each("rad", items, "{{ rad }}", style)


def _recommendations(sheet: Sheet, *, addressees: bool = False) -> None:
    """The recommendations as they stand in the report, under a line that is there only if there are any."""
    sheet.code("if mening.rekommendationer")
    sheet.text("{{ mening.rekommendationer }}").paragraph_format.keep_with_next = True
    sheet.code("for rekommendation in rekommendationer")
    number = "{% if rekommendation.nummer %}{{ rekommendation.nummer }}{% else %}–{% endif %}"
    whom = "{% if rekommendation.nämnder %} Riktas till: {{ rekommendation.nämnder }}.{% endif %}" if addressees else ""
    sheet.text(f"{number}\t{{{{ rekommendation.text{'|punkt' if addressees else ''} }}}}{whom}", "Rekommendation")
    sheet.code("endfor", "endif")


def _comments(sheet: Sheet, level: int) -> None:
    sheet.code("for synpunkt in synpunkter")
    sheet.heading(level, "Allmänna synpunkter från {{ synpunkt.nämnd_i_text }}")
    sheet.each("stycke", "synpunkt.stycken", "{{ stycke }}", "Normal")
    sheet.code("endfor")


def _answers(sheet: Sheet, *, measures: bool) -> None:
    """For each recommendation its words, then what each namnd answers."""
    sheet.code("for rekommendation in rekommendationer")
    sheet.heading(3, "{{ rekommendation.rubrik }}")
    sheet.when("rekommendation.finns", "{{ rekommendation.text }}", "Rekommendation i svar")
    sheet.code("for svar in rekommendation.svar", "if rekommendation.flera_svar")
    sheet.heading(4, "{{ svar.nämnd }}{% if svar.beslut %} ({{ svar.beslut }}){% endif %}")
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
    sheet.code("endfor", "endfor")


def _internremiss() -> Sheet:
    sheet = _sheet("Internremiss")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    _background(sheet)
    sheet.heading(2, "Vad svaret ska gälla")
    sheet.text("{{ mening.begäran }}")
    _recommendations(sheet, addressees=True)
    subject = "{% if mening.rekommendationer %}För varje rekommendation behöver vi{% else %}Vi behöver{% endif %}"
    sheet.text(f"{subject} ert ställningstagande, vad ni tänker göra, vem som ansvarar och när det ska vara klart.")
    sheet.heading(2, "När och hur ni svarar")
    sheet.text("{{ mening.svar_senast }}")
    sheet.text("Använd gärna svarsformuläret. Ange diarienummer {{ remiss.diarienummer }} i svaret.")
    sheet.when("ägare.e_post and not internremiss.direkt", "Skicka svaret till {{ ägare.e_post }}.")
    sheet.heading(2, "Bilagor")
    sheet.each("rad", "bilagor", "{{ rad }}", "List Bullet").paragraph_format.keep_with_next = True
    sheet.text("Svarsformulär", "List Bullet").paragraph_format.keep_with_next = True
    _signatures(sheet)
    return sheet


def _tjansteskrivelse() -> Sheet:
    sheet = _sheet("Tjänsteskrivelse")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    _background(sheet)
    sheet.heading(2, "Sammanfattning")
    sheet.text(_SUMMARY)
    _listed(sheet, "Beslutsunderlag", "beslutsunderlag")
    _listed(sheet, "{{ förslag.rubrik }}", "förslag.punkter", "List Number")
    _listed(sheet, "Beslutet skickas till", "mottagare")
    sheet.heading(2, "Beskrivning av ärendet")
    sheet.text("[Beskriv vad {{ remiss.slag_bestämt }} kom fram till.]")
    _recommendations(sheet)
    sheet.heading(2, "Syfte")
    sheet.text("[Beskriv syftet med {{ remiss.slag_bestämt }}.]")
    sheet.heading(2, "Samråd")
    sheet.each("stycke", "mening.samråd", "{{ stycke }}", "Normal")
    sheet.heading(2, "Yttrande")
    sheet.text("{{ mening.yttrande }}")
    _comments(sheet, 3)
    _answers(sheet, measures=True)
    _signatures(sheet)
    return sheet


def _yttrande() -> Sheet:
    sheet = _sheet("Yttrande")
    _letter_block(sheet)
    sheet.heading(1, "Yttrande över {{ remiss.slag_bestämt }} ”{{ remiss.rubrik }}”")
    _background(sheet)
    _comments(sheet, 2)
    sheet.heading(2, "Yttrande")
    sheet.text("{{ mening.yttrande }} Åtgärderna står med ansvariga och tidsplan i tabellen sist i yttrandet.")
    _answers(sheet, measures=False)
    sheet.when("beslut.finns", "{{ nämnd.namn }} har beslutat om yttrandet: {{ beslut.hänvisning }}.")
    _signatures(sheet)
    _later_pages(sheet.landscape(), wide=True)
    _measures(sheet)
    return sheet


def _measures(sheet: Sheet) -> None:
    """Every measure on a page across, where the long words of the trade find room."""
    sheet.heading(2, "Åtgärder och tidsplan")
    table = sheet.table(
        ("Rekommendation", "Åtgärd", "Ansvarig", "Tidsplan", "Ansvarig nämnd", "Status"),
        (6.2, 6.4, 4.1, 3.8, 1.9, 2.3),
    )
    add_tag_row(table, "for rekommendation in rekommendationer")
    add_tag_row(table, "for åtgärd in rekommendation.åtgärdsrader")
    number = "{% if rekommendation.nummer %}{{ rekommendation.nummer }}. {% endif %}"
    fields = ("text", "ansvarig", "tidsplan", "nämnder", "status")
    cells = tuple(f"{{{{ åtgärd.{field} }}}}" for field in fields)
    add_row(table, (f"{{% vm %}}{number}{{{{ rekommendation.text }}}}", *cells))
    add_tag_row(table, "endfor")
    add_tag_row(table, "endfor")


def _minutes(title: str, note: str = "") -> Sheet:
    sheet = _sheet(title, minutes=True)
    sheet.text("{{ nämnd.namn }} {{ sammanträde.datum_iso }}", "Mottagare")
    sheet.text("**{{ beslut.paragraf }}**\t**Diarienummer** {{ dokument.diarienummer }}", "Uppgift")
    if note:
        sheet.text(note).paragraph_format.space_before = Pt(6)
    sheet.heading(1, "{{ remiss.rubrik }}")
    _background(sheet)
    sheet.heading(2, "Sammanfattning")
    sheet.text(_SUMMARY)
    _listed(sheet, "Beslutsunderlag", "beslutsunderlag")
    _listed(sheet, "{{ beslut.rubrik }}", "beslut.punkter", "List Number")
    _listed(sheet, "Beslutet skickas till", "mottagare")
    return sheet


def _underlag() -> Sheet:
    return _minutes("Underlag till paragraf", "Underlag till paragraf. Protokollet är inte justerat.")


def _protokollsutdrag() -> Sheet:
    return _minutes("Protokollsutdrag")


def _foljebrev() -> Sheet:
    sheet = _sheet("Följebrev")
    _letter_block(sheet)
    sheet.heading(1, "Svar på {{ remiss.slag_bestämt }} ”{{ remiss.rubrik }}”")
    sheet.text("{{ mening.följebrev }}")
    sheet.text(
        "Har ni frågor om svaret kan ni kontakta {{ handläggare.namn }}"
        "{% if handläggare.kontakt %}, {{ handläggare.kontakt }}{% endif %}. "
        "Vårt diarienummer är {{ dokument.diarienummer }}."
    )
    sheet.heading(2, "Bilagor")
    sheet.text("Yttrande", "List Bullet")
    sheet.when("beslut.finns", "Beslut, {{ beslut.hänvisning }}", "List Bullet")
    _signatures(sheet)
    return sheet


def _barnchecklista() -> Sheet:
    sheet = _sheet("Barnchecklista")
    sheet.text("**Datum** {{ dokument.datum_iso }}\t**Handläggare** {{ handläggare.namn }}", "Uppgift")
    sheet.text("**Diarienummer** {{ dokument.diarienummer }}\t**Beslutas av** {{ nämnd.namn }}", "Uppgift")
    sheet.heading(1, "Barnchecklista inför beslut")
    sheet.text("Ärende: {{ remiss.rubrik }}")
    sheet.text("Barn är alla som är under 18 år. Svaren läggs till beslutsunderlaget.")
    sheet.heading(2, "1. Berör beslutet barn?")
    _boxes(sheet, "Berör beslutet barn", ("Ja", "Nej"))
    sheet.text("[Motivera svaret, både ja och nej.]")
    sheet.text("Är svaret nej är checklistan klar. Är svaret ja, fortsätt med frågorna 2–4.")
    sheet.heading(2, "2. Hur har ni tagit hänsyn till barnens bästa?")
    sheet.text("[Beskriv vad som är bäst för barnen och hur det har vägts in.]")
    sheet.heading(2, "3. Vilka intressen står emot varandra?")
    sheet.text("[Beskriv intressena och hur de har vägts mot varandra, eller skriv att det inte finns några.]")
    sheet.heading(2, "4. Har barn fått säga vad de tycker?")
    sheet.text("Frågan gäller fleråriga planer och andra styrdokument.")
    _boxes(sheet, "Har barn fått säga vad de tycker", ("Ja", "Nej", "Inte aktuellt"))
    sheet.text("[Om ja: beskriv hur, vad barnen sade och vad det ledde till. Om nej: förklara varför.]")
    return sheet


def _boxes(sheet: Sheet, question: str, words: tuple[str, ...]) -> None:
    """Boxes to tick, a line each."""
    for word in words:
        paragraph = sheet.text("")
        paragraph.paragraph_format.space_after = Pt(2)
        line_control(paragraph, f"{question}: {word}", f"{question}: {word}", "☐", CHECKBOX)
        paragraph.add_run(f" {word}")


def _svarsformular() -> Sheet:
    sheet = _sheet("Svarsformulär")
    _letter_block(sheet)
    answer_form(sheet)
    return sheet


KINDS: dict[str, Callable[[], Sheet]] = {
    "internremiss": _internremiss,
    "tjansteskrivelse": _tjansteskrivelse,
    "yttrande": _yttrande,
    "underlag": _underlag,
    "protokollsutdrag": _protokollsutdrag,
    "foljebrev": _foljebrev,
    "barnchecklista": _barnchecklista,
    "svarsformular": _svarsformular,
}
