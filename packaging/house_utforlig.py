"""The house style utforlig: everything at length, with a heading for each recommendation and who has approved it."""

from collections.abc import Callable

from answer_form import answer_form
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from house_parts import SUMMARY, answers_given, background, letter_paper, listed, recommendations, signatures
from shared_kinds import before_decision, child_checklist, covering_letter
from template_parts import Sheet
from template_styles import Look

UTFORLIG = Look(
    font="Times New Roman",
    ink="5A2536",
    tint="F3EBEE",
    accent="C3A0AC",
    body=23,
    headings=((34, 300), (26, 320), (24, 260), (23, 200)),
)
_FACTS = 3.6
"""Centimetres from the margin to where what is told of the document begins."""


def _paper(title: str, *, minutes: bool = False) -> Sheet:
    return letter_paper(title, UTFORLIG, minutes=minutes)


def _facts(sheet: Sheet, *facts: tuple[str, str]) -> None:
    """What is told of the document before its heading, a line each."""
    for name, value in facts:
        paragraph = sheet.text(f"**{name}**\t{value}", "Uppgift")
        paragraph.paragraph_format.left_indent = Cm(_FACTS)
        paragraph.paragraph_format.first_line_indent = -Cm(_FACTS)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(_FACTS))


def _letter_block(sheet: Sheet) -> None:
    """Whom it is from, date and diarienummer, and whom it is to."""
    _facts(
        sheet,
        ("Diarienummer", "{{ dokument.diarienummer }}"),
        ("Datum", "{{ dokument.datum }}"),
        ("Handläggare", "{{ handläggare.namn }}{% if handläggare.titel %}, {{ handläggare.titel_i_text }}{% endif %}"),
    )
    sheet.code("if handläggare.kontakt")
    _facts(sheet, ("Kontakt", "{{ handläggare.kontakt }}"))
    sheet.code("endif")
    sheet.text("{{ dokument.mottagare }}", "Mottagare")


def _comments(sheet: Sheet) -> None:
    """Allmänna synpunkter; whose they are stands over them unless they are the namnd's own alone.

    A matter without recommendations is answered as a whole: what is said in general is the answer.
    """
    sheet.code("if synpunkter or mening.rekommendationer")
    sheet.heading(2, "Allmänna synpunkter")
    sheet.code("if synpunkter", "for synpunkt in synpunkter", "if flera_synpunkter or synpunkt.nämnd != nämnd.namn")
    sheet.heading(3, "Allmänna synpunkter från {{ synpunkt.nämnd_i_text }}")
    sheet.code("endif")
    sheet.each("stycke", "synpunkt.stycken", "{{ stycke }}", "Normal")
    sheet.code("endfor", "else")
    sheet.text("{{ mening.allmänna_synpunkter }}")
    sheet.code("endif", "endif")


def _answers(sheet: Sheet) -> None:
    """A heading for each recommendation that says what it is about, its words, then what each namnd answers."""
    sheet.code("for rekommendation in rekommendationer")
    sheet.heading(2, "{{ rekommendation.synpunkter_rubrik }}")
    number = "{% if rekommendation.nummer %}{{ rekommendation.rubrik }}: {% endif %}"
    sheet.when("rekommendation.finns", f"{number}{{{{ rekommendation.text }}}}", "Rekommendation i svar")
    answers_given(sheet, 3, measures=True)
    sheet.code("endfor")


def _ask(sheet: Sheet, heading: str, words: str) -> None:
    """A heading with what is to be written under it."""
    sheet.heading(2, heading)
    sheet.text(f"[{words}]")


def _follow_up(sheet: Sheet) -> None:
    sheet.code("if remiss.vill_ha_åtgärder")
    _ask(
        sheet,
        "Uppföljning/återrapportering",
        "Beskriv när och hur åtgärderna följs upp, och till vem det återrapporteras.",
    )
    sheet.code("endif")


def _papers(sheet: Sheet) -> None:
    sheet.code("if bilagor")
    listed(sheet, "{{ bilagor_rubrik }}", "bilagor")
    sheet.code("endif")


def _approvals(sheet: Sheet) -> None:
    """Who has approved it, in a block that stays on one page."""
    sheet.code("for godkännande in godkännanden")
    lines = ("Godkänt av: {{ godkännande.namn }}", "Titel: {{ godkännande.titel }}", "Datum: {{ godkännande.datum }}")
    made: list[Paragraph] = [sheet.text(line) for line in lines]
    made[0].paragraph_format.space_before = Pt(16)
    for paragraph in made:
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = paragraph is not made[-1]
    sheet.code("endfor")


def _tjansteskrivelse() -> Sheet:
    sheet = _paper("Tjänsteskrivelse")
    _letter_block(sheet)
    sheet.heading(1, "{{ mening.skrivelse_rubrik }}")
    sheet.heading(2, "Sammanfattning")
    sheet.text(SUMMARY)
    sheet.when("mening.ställningstaganden", "{{ mening.ställningstaganden }}")
    listed(sheet, "Förslag till beslut", "förslag.punkter", "List Number")
    background(sheet)
    recommendations(sheet)
    _comments(sheet)
    _answers(sheet)
    sheet.heading(2, "Finansiering")
    sheet.text("{{ mening.kostnad }}")
    _ask(sheet, "Koppling till resultatmål", "Ange de resultatmål som ärendet har koppling till.")
    _follow_up(sheet)
    signatures(sheet)
    _papers(sheet)
    listed(sheet, "Beslutsexpediering", "mottagare")
    _approvals(sheet)
    return sheet


def _yttrande() -> Sheet:
    sheet = _paper("Yttrande")
    _letter_block(sheet)
    sheet.heading(1, "Yttrande över {{ remiss.rubrik_i_text }}")
    sheet.heading(2, "Sammanfattning")
    positions = "{% if mening.ställningstaganden %} {{ mening.ställningstaganden }}{% endif %}"
    sheet.text(f"{{{{ mening.yttrande }}}}{positions} [Sammanfatta svaret i några meningar.]")
    sheet.when("beslut.finns", "{{ nämnd.namn }} har beslutat om yttrandet: {{ beslut.hänvisning }}.")
    background(sheet)
    recommendations(sheet)
    _comments(sheet)
    _answers(sheet)
    _follow_up(sheet)
    signatures(sheet)
    return sheet


def _internremiss() -> Sheet:
    sheet = _paper("Internremiss")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    sheet.heading(2, "Sammanfattning")
    sheet.text("{{ mening.begäran }} {{ mening.svar_senast }}")
    background(sheet)
    recommendations(sheet, addressees=True)
    sheet.heading(2, "Vad svaret ska innehålla")
    sheet.text("Allmänna synpunkter på {{ remiss.slag_bestämt }}", "List Bullet")
    sheet.text("{{ mening.svar_till_varje }}, med motivering", "List Bullet")
    sheet.code("if remiss.vill_ha_åtgärder")
    sheet.text("Vad ni tänker göra, vem som ansvarar och när det ska vara klart", "List Bullet")
    sheet.text("När och hur åtgärderna följs upp", "List Bullet")
    sheet.code("endif")
    sheet.heading(2, "Hur ni svarar")
    sheet.text("Använd gärna svarsformuläret. Ange diarienummer {{ remiss.diarienummer }} i svaret.")
    sheet.when("ägare.e_post and not internremiss.direkt", "Skicka svaret till {{ ägare.e_post }}.")
    sheet.heading(2, "{{ bilagor_rubrik }}")
    sheet.each("rad", "bilagor", "{{ rad }}", "List Bullet").paragraph_format.keep_with_next = True
    sheet.text("Svarsformulär", "List Bullet").paragraph_format.keep_with_next = True
    signatures(sheet)
    return sheet


def _minutes(title: str, note: str = "") -> Sheet:
    sheet = _paper(title, minutes=True)
    sheet.text("**{{ beslut.paragraf }}**", "Uppgift")
    _facts(
        sheet,
        ("Diarienummer", "{{ dokument.diarienummer }}"),
        ("Sammanträde", "{{ nämnd.namn }} {{ sammanträde.datum_iso }}"),
    )
    before_decision(sheet, note)
    listed(sheet, "{{ beslut.rubrik }}", "beslut.punkter", "List Number")
    listed(sheet, "Beslutsexpediering", "mottagare")
    return sheet


def _underlag() -> Sheet:
    return _minutes("Underlag till paragraf", "Underlag till paragraf. Protokollet är inte justerat.")


def _protokollsutdrag() -> Sheet:
    return _minutes("Protokollsutdrag")


def _foljebrev() -> Sheet:
    sheet = _paper("Följebrev")
    _letter_block(sheet)
    covering_letter(sheet)
    return sheet


def _barnchecklista() -> Sheet:
    sheet = _paper("Barnchecklista")
    _facts(
        sheet,
        ("Diarienummer", "{{ dokument.diarienummer }}"),
        ("Datum", "{{ dokument.datum }}"),
        ("Handläggare", "{{ handläggare.namn }}"),
        ("Beslutas av", "{{ nämnd.namn }}"),
    )
    child_checklist(sheet)
    return sheet


def _svarsformular() -> Sheet:
    sheet = _paper("Svarsformulär")
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
