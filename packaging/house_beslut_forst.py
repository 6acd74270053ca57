"""The house style beslut-forst: what is to be decided stands first, in att-clauses, and the yttrande is a table."""

from collections.abc import Callable

from answer_form import answer_form
from house_parts import (
    WHERE_MEASURES_ARE_ALONE,
    answers_given,
    background,
    boxes,
    later_pages,
    letter_paper,
    listed,
    recommendations,
    signatures,
)
from shared_kinds import before_decision, covering_letter
from template_parts import Sheet, add_row, add_tag_row
from template_styles import Look

BESLUT_FORST = Look(
    ink="1D4A3A",
    tint="E6EFE9",
    accent="8DB3A0",
    ruled=True,
    headings=((34, 280), (23, 260), (21, 240), (21, 160)),
)
_NUMBER = "{% if rekommendation.nummer %}{{ rekommendation.nummer }}. {% endif %}"


def _paper(title: str, *, minutes: bool = False) -> Sheet:
    return letter_paper(title, BESLUT_FORST, minutes=minutes)


def _letter_block(sheet: Sheet) -> None:
    """The handläggare with title and telephone to the left, date and diarienummer to the right."""
    sheet.text("**Handläggare** {{ handläggare.namn }}\t**Datum** {{ dokument.datum_iso }}", "Uppgift")
    title = "{% if handläggare.titel %}{{ handläggare.titel }}{% endif %}"
    sheet.text(f"{title}\t**Diarienummer** {{{{ dokument.diarienummer }}}}", "Uppgift")
    sheet.when("handläggare.kontakt", "{{ handläggare.kontakt }}", "Uppgift")
    sheet.text("{{ dokument.mottagare }}", "Mottagare")


def _clauses(sheet: Sheet, whose: str) -> None:
    """Who decides, and the clauses under it."""
    sheet.text(f"{{{{ {whose}.inledning }}}}").paragraph_format.keep_with_next = True
    sheet.each("rad", f"{whose}.att_satser", "{{ rad }}", "Att-sats")


def _tjansteskrivelse() -> Sheet:
    sheet = _paper("Tjänsteskrivelse")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    sheet.heading(2, "Förslag till beslut")
    _clauses(sheet, "förslag")
    sheet.heading(2, "Sammanfattning")
    sheet.each("stycke", "mening.bakgrund", "{{ stycke }}", "Normal")
    sheet.text("[Sammanfatta {{ remiss.slag_bestämt }} i några meningar.]")
    sheet.each("stycke", "mening.inhämtade_svar", "{{ stycke }}", "Normal")
    sheet.when("mening.innehåll", "{{ mening.innehåll }}")
    sheet.heading(2, "Ekonomisk konsekvensanalys")
    sheet.text("[Beskriv vad beslutet kostar, eller skriv att det inte får några ekonomiska konsekvenser.]")
    sheet.heading(2, "Barnkonsekvensanalys")
    sheet.text("[Beskriv hur beslutet påverkar barn, eller hänvisa till barnchecklistan.]")
    signatures(sheet)
    sheet.heading(2, "Beslutet ska expedieras till")
    sheet.each("rad", "mottagare", "{{ rad }}", "List Bullet").paragraph_format.keep_with_next = True
    return sheet


def _yttrande() -> Sheet:
    sheet = _paper("Yttrande")
    _letter_block(sheet)
    sheet.heading(1, "{{ mening.yttrande_rubrik }}")
    background(sheet)
    sheet.when("beslut.finns", "{{ nämnd.namn }} har beslutat om yttrandet: {{ beslut.hänvisning }}.")
    sheet.when("yttrande.har_åtgärdstabell", WHERE_MEASURES_ARE_ALONE)
    _general_comments(sheet)
    sheet.code("if yttrande.har_svar")
    sheet.heading(2, "{{ mening.svar_rubrik }}")
    sheet.code("for rekommendation in rekommendationer")
    sheet.heading(3, "{{ rekommendation.rubrik }}")
    sheet.when("rekommendation.finns", "{{ rekommendation.text }}", "Rekommendation i svar")
    answers_given(sheet, 4, measures=False)
    sheet.code("endfor", "endif")
    signatures(sheet)
    later_pages(sheet.landscape(), BESLUT_FORST, wide=True)
    sheet.code("if yttrande.har_åtgärdstabell")
    sheet.heading(2, "Åtgärder och tidsplan")
    sheet.text("{{ mening.åtgärder }} {{ mening.status }}")
    _measures(sheet)
    sheet.code("endif")
    return sheet


def _general_comments(sheet: Sheet) -> None:
    """Under one heading; the namnd's name over each one's where they are several."""
    sheet.code("if synpunkter")
    sheet.heading(2, "Generella kommentarer")
    sheet.code("for synpunkt in synpunkter", "if flera_synpunkter")
    sheet.heading(3, "{{ synpunkt.nämnd }}")
    sheet.code("endif")
    sheet.each("stycke", "synpunkt.stycken", "{{ stycke }}", "Normal")
    sheet.code("endfor", "endif")


def _measures(sheet: Sheet) -> None:
    """A row a measure. The recommendation stands on its first row, in a table without merged cells."""
    table = sheet.table(
        (
            "{{ ord.punkt_rubrik }}",
            "Åtgärd",
            "Ansvarig",
            "Tidsplan",
            "Ansvarig nämnd",
            "Status per {{ status.datum_iso }}",
        ),
        (5.9, 6.7, 4.1, 3.8, 2.0, 2.2),
    )
    add_tag_row(table, "for rekommendation in rekommendationer")
    add_tag_row(table, "for åtgärd in rekommendation.åtgärdsrader")
    words = f"{{% if åtgärd.är_först %}}{_NUMBER}{{{{ rekommendation.text }}}}{{% endif %}}"
    status = (
        "{% cellbg åtgärd.status_färg %}{{ åtgärd.status_ord }}"
        "{% if åtgärd.status_datum %} {{ åtgärd.status_datum }}{% endif %}"
    )
    fields = ("text", "ansvarig", "tidsplan", "nämnder")
    add_row(table, (words, *(f"{{{{ åtgärd.{field} }}}}" for field in fields), status))
    add_tag_row(table, "endfor")
    add_tag_row(table, "endfor")


def _minutes(title: str, note: str = "") -> Sheet:
    sheet = _paper(title, minutes=True)
    sheet.text("{{ nämnd.namn }} {{ sammanträde.datum_iso }}", "Mottagare")
    sheet.text("**{{ beslut.paragraf }}**\t**Diarienummer** {{ dokument.diarienummer }}", "Uppgift")
    before_decision(sheet, note)
    sheet.heading(2, "{{ beslut.rubrik }}")
    sheet.code("if beslut.inledning")
    _clauses(sheet, "beslut")
    sheet.when("beslut.justeras_omedelbart", "Beslutet justeras omedelbart.")
    sheet.code("else")
    sheet.each("rad", "beslut.punkter", "{{ rad }}", "List Number")
    sheet.code("endif")
    listed(sheet, "Beslutet skickas till", "mottagare")
    return sheet


def _underlag() -> Sheet:
    return _minutes("Underlag till paragraf", "Underlag till paragraf. Protokollet är inte justerat.")


def _protokollsutdrag() -> Sheet:
    return _minutes("Protokollsutdrag")


def _internremiss() -> Sheet:
    sheet = _paper("Internremiss")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    sheet.heading(2, "Begäran om yttrande")
    sheet.text("{{ mening.begäran }}")
    sheet.text("{{ mening.svar_senast }}")
    sheet.heading(2, "Bakgrund")
    sheet.each("stycke", "mening.bakgrund", "{{ stycke }}", "Normal")
    sheet.code("if mening.rekommendationer")
    sheet.heading(2, "{{ ord.punkter_rubrik }}")
    sheet.code("endif")
    recommendations(sheet, addressees=True)
    sheet.heading(2, "Så svarar ni")
    sheet.text("{{ mening.svarets_delar }}")
    sheet.text("Använd gärna svarsformuläret. Ange diarienummer {{ remiss.diarienummer }} i svaret.")
    sheet.when("ägare.e_post and not internremiss.direkt", "Skicka svaret till {{ ägare.e_post }}.")
    sheet.heading(2, "Bilagor")
    sheet.each("rad", "bilagor", "{{ rad }}", "List Bullet").paragraph_format.keep_with_next = True
    sheet.text("Svarsformulär", "List Bullet").paragraph_format.keep_with_next = True
    signatures(sheet)
    return sheet


def _foljebrev() -> Sheet:
    sheet = _paper("Följebrev")
    _letter_block(sheet)
    covering_letter(sheet)
    return sheet


def _barnchecklista() -> Sheet:
    sheet = _paper("Barnchecklista")
    sheet.text("**Handläggare** {{ handläggare.namn }}\t**Datum** {{ dokument.datum_iso }}", "Uppgift")
    sheet.text("**Beslutas av** {{ nämnd.namn }}\t**Diarienummer** {{ dokument.diarienummer }}", "Uppgift")
    sheet.heading(1, "Barnchecklista inför beslut")
    sheet.text("Ärende: {{ remiss.rubrik }}")
    sheet.heading(2, "1. Påverkar beslutet barn?")
    sheet.text("Barn är alla som är under 18 år.")
    boxes(sheet, "Påverkar beslutet barn", ("Ja", "Nej"))
    sheet.text("[Förklara svaret, både ja och nej.]")
    sheet.text("Är svaret nej är checklistan klar. Är svaret ja, fortsätt med frågorna 2–4.")
    sheet.heading(2, "2. Hur har barnens bästa beaktats?")
    sheet.text("[Beskriv vad som är bäst för barnen och hur det har vägts in.]")
    sheet.heading(2, "3. Vilka intressekonflikter finns?")
    sheet.text("[Beskriv konflikterna och hur de har lösts, eller skriv att det inte finns några.]")
    sheet.heading(2, "4. Har barn fått säga sin mening?")
    sheet.text("Frågan gäller övergripande fleråriga planer och andra styrdokument.")
    boxes(sheet, "Har barn fått säga sin mening", ("Ja", "Nej", "Inte aktuellt: beslutet gäller ingen flerårig plan"))
    sheet.text("[Om ja: beskriv hur barnen deltog, vad de tyckte och hur det togs till vara. Om nej: förklara varför.]")
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
