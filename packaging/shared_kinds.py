"""Kinds of documents that the house styles have alike: their words, not the paper that they stand on."""

from docx.shared import Pt
from house_parts import SUMMARY, background, boxes, listed, signatures
from template_parts import Sheet


def before_decision(sheet: Sheet, note: str = "") -> None:
    """What stands in minutes between the number of the paragraph and the decision."""
    if note:
        sheet.text(note).paragraph_format.space_before = Pt(6)
    sheet.heading(1, "{{ remiss.rubrik }}")
    background(sheet)
    sheet.heading(2, "Sammanfattning")
    sheet.text(SUMMARY)
    listed(sheet, "Beslutsunderlag", "beslutsunderlag")


def covering_letter(sheet: Sheet) -> None:
    """The följebrev: what is sent, whom to ask, and what lies with it."""
    sheet.heading(1, "Svar på {{ remiss.rubrik_bestämd }}")
    sheet.text("{{ mening.följebrev }}")
    sheet.text(
        "Har ni frågor om svaret kan ni kontakta {{ handläggare.namn }}"
        "{% if handläggare.kontakt %}, {{ handläggare.kontakt }}{% endif %}. "
        "Vårt diarienummer är {{ dokument.diarienummer }}."
    )
    sheet.heading(2, "Bilagor")
    sheet.text("Yttrande", "List Bullet")
    sheet.when("beslut.finns", "Beslut, {{ beslut.hänvisning }}", "List Bullet")
    signatures(sheet)


def child_checklist(sheet: Sheet) -> None:
    """The barnchecklista."""
    sheet.heading(1, "Barnchecklista inför beslut")
    sheet.text("Ärende: {{ remiss.rubrik }}")
    sheet.text("Barn är alla som är under 18 år. Svaren läggs till beslutsunderlaget.")
    sheet.heading(2, "1. Berör beslutet barn?")
    boxes(sheet, "Berör beslutet barn", ("Ja", "Nej"))
    sheet.text("[Motivera svaret, både ja och nej.]")
    sheet.text("Är svaret nej är checklistan klar. Är svaret ja, fortsätt med frågorna 2–4.")
    sheet.heading(2, "2. Hur har ni tagit hänsyn till barnens bästa?")
    sheet.text("[Beskriv vad som är bäst för barnen och hur det har vägts in.]")
    sheet.heading(2, "3. Vilka intressen står emot varandra?")
    sheet.text("[Beskriv intressena och hur de har vägts mot varandra, eller skriv att det inte finns några.]")
    sheet.heading(2, "4. Har barn fått säga vad de tycker?")
    sheet.text("Frågan gäller fleråriga planer och andra styrdokument.")
    boxes(sheet, "Har barn fått säga vad de tycker", ("Ja", "Nej", "Inte aktuellt"))
    sheet.text("[Om ja: beskriv hur, vad barnen sade och vad det ledde till. Om nej: förklara varför.]")
