"""The house style klassisk: the order of most municipalities' tjänsteskrivelser, background first."""

from collections.abc import Callable

from answer_form import answer_form
from house_parts import (
    SUMMARY,
    WHERE_MEASURES_ARE,
    answers_given,
    background,
    comments,
    later_pages,
    letter_paper,
    listed,
    recommendations,
    signatures,
)
from shared_kinds import before_decision, child_checklist, covering_letter
from template_parts import Sheet, add_row, add_tag_row


def _letter_block(sheet: Sheet) -> None:
    """Date, diarienummer, handläggare and whom the document is to."""
    sheet.text("**Datum** {{ dokument.datum_iso }}\t**Handläggare** {{ handläggare.namn }}", "Uppgift")
    phone = "{% if handläggare.telefon %}{{ handläggare.telefon }}"
    contact = f"{phone}{{% elif handläggare.e_post %}}{{{{ handläggare.e_post }}}}{{% endif %}}"
    sheet.text(f"**Diarienummer** {{{{ dokument.diarienummer }}}}\t{contact}", "Uppgift")
    sheet.when("handläggare.telefon and handläggare.e_post", "\t{{ handläggare.e_post }}", "Uppgift")
    sheet.text("{{ dokument.mottagare }}", "Mottagare")


def _answers(sheet: Sheet, *, measures: bool) -> None:
    """For each recommendation its words, then what each namnd answers."""
    sheet.code("for rekommendation in rekommendationer")
    sheet.heading(3, "{{ rekommendation.rubrik }}")
    sheet.when("rekommendation.finns", "{{ rekommendation.text }}", "Rekommendation i svar")
    answers_given(sheet, 4, measures=measures)
    sheet.code("endfor")


def _internremiss() -> Sheet:
    sheet = letter_paper("Internremiss")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    background(sheet)
    sheet.heading(2, "Vad svaret ska gälla")
    sheet.text("{{ mening.begäran }}")
    recommendations(sheet, addressees=True)
    sheet.text("{{ mening.svarets_delar }}")
    sheet.heading(2, "När och hur ni svarar")
    sheet.text("{{ mening.svar_senast }}")
    sheet.text("Använd gärna svarsformuläret. Ange diarienummer {{ remiss.diarienummer }} i svaret.")
    sheet.when("ägare.e_post and not internremiss.direkt", "Skicka svaret till {{ ägare.e_post }}.")
    sheet.heading(2, "Bilagor")
    sheet.each("rad", "bilagor", "{{ rad }}", "List Bullet").paragraph_format.keep_with_next = True
    sheet.text("Svarsformulär", "List Bullet").paragraph_format.keep_with_next = True
    signatures(sheet)
    return sheet


def _tjansteskrivelse() -> Sheet:
    sheet = letter_paper("Tjänsteskrivelse")
    _letter_block(sheet)
    sheet.heading(1, "{{ remiss.rubrik }}")
    background(sheet)
    sheet.heading(2, "Sammanfattning")
    sheet.text(SUMMARY)
    listed(sheet, "Beslutsunderlag", "beslutsunderlag")
    listed(sheet, "{{ förslag.rubrik }}", "förslag.punkter", "List Number")
    listed(sheet, "Beslutet skickas till", "mottagare")
    sheet.heading(2, "Beskrivning av ärendet")
    sheet.text("{{ mening.innehållet }}")
    recommendations(sheet)
    sheet.heading(2, "Syfte")
    sheet.text("{{ mening.syfte }}")
    sheet.heading(2, "Samråd")
    sheet.each("stycke", "mening.samråd", "{{ stycke }}", "Normal")
    sheet.heading(2, "Yttrande")
    sheet.text("{{ mening.yttrande }}")
    comments(sheet, 3)
    _answers(sheet, measures=True)
    signatures(sheet)
    return sheet


def _yttrande() -> Sheet:
    sheet = letter_paper("Yttrande")
    _letter_block(sheet)
    sheet.heading(1, "Yttrande över {{ remiss.rubrik_bestämd }}")
    background(sheet)
    comments(sheet, 2)
    sheet.heading(2, "Yttrande")
    sheet.text(f"{{{{ mening.yttrande }}}}{WHERE_MEASURES_ARE}")
    _answers(sheet, measures=False)
    sheet.when("beslut.finns", "{{ nämnd.namn }} har beslutat om yttrandet: {{ beslut.hänvisning }}.")
    signatures(sheet)
    later_pages(sheet.landscape(), wide=True)
    _measures(sheet)
    return sheet


def _measures(sheet: Sheet) -> None:
    """Every measure on a page across, where the long words of the trade find room."""
    sheet.code("if yttrande.har_åtgärdstabell")
    sheet.heading(2, "Åtgärder och tidsplan")
    table = sheet.table(
        ("{{ ord.punkt_rubrik }}", "Åtgärd", "Ansvarig", "Tidsplan", "Ansvarig nämnd", "Status"),
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
    sheet.code("endif")


def _minutes(title: str, note: str = "") -> Sheet:
    sheet = letter_paper(title, minutes=True)
    sheet.text("{{ nämnd.namn }} {{ sammanträde.datum_iso }}", "Mottagare")
    sheet.text("**{{ beslut.paragraf }}**\t**Diarienummer** {{ dokument.diarienummer }}", "Uppgift")
    before_decision(sheet, note)
    listed(sheet, "{{ beslut.rubrik }}", "beslut.punkter", "List Number")
    listed(sheet, "Beslutet skickas till", "mottagare")
    return sheet


def _underlag() -> Sheet:
    return _minutes("Underlag till paragraf", "Underlag till paragraf. Protokollet är inte justerat.")


def _protokollsutdrag() -> Sheet:
    return _minutes("Protokollsutdrag")


def _foljebrev() -> Sheet:
    sheet = letter_paper("Följebrev")
    _letter_block(sheet)
    covering_letter(sheet)
    return sheet


def _barnchecklista() -> Sheet:
    sheet = letter_paper("Barnchecklista")
    sheet.text("**Datum** {{ dokument.datum_iso }}\t**Handläggare** {{ handläggare.namn }}", "Uppgift")
    sheet.text("**Diarienummer** {{ dokument.diarienummer }}\t**Beslutas av** {{ nämnd.namn }}", "Uppgift")
    child_checklist(sheet)
    return sheet


def _svarsformular() -> Sheet:
    sheet = letter_paper("Svarsformulär")
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
