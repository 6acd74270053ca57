"""The contract of the workbook: every sheet and its columns, in order.

Reading and writing both go by this page. A blank cell leaves what the register has, so only what names a row is
required in every row.
"""

from secretary_app.domain.model import (
    MeasureState,
    Outcome,
    Position,
    RemissState,
    StepKind,
    VerdictWord,
)
from secretary_app.excel.body_sheets import (
    BEREDNING,
    KOMMUN,
    LETTERHEAD,
    NAMNDER,
    PERSONER,
    REMISS_KINDS,
    SAMMANTRADEN,
    namnd_column,
)
from secretary_app.excel.contract import Need, Sheet, choice, date, label, several, text, whole, words, yes_no

__all__ = ["LETTERHEAD", "README_SHEET", "SHEETS"]

README_SHEET = "Läs mig"
"""The template's first sheet: it explains and holds no data."""

_OF_REMISS = (
    label(
        "Remiss",
        "remiss",
        "Remissens id i Beredd. Lämna tomt om diarienumret räcker: det ska då stämma på precis en remiss.",
        width=30,
    ),
    label("Diarienummer", "diarienummer", "Ärendets diarienummer, som det skrivs.", example="KS/2025:48", width=16),
)
_REMISS_OR_DIARIENUMMER = ("remiss", "diarienummer")
_NR_OR_BLANK = "Rekommendationens nummer, som i rapporten. "


REMISSER = Sheet(
    "Remisser",
    "Det som kommunen ska svara på: en remiss på varje rad.",
    (
        label("Remiss", "remiss", "Remissens id i Beredd. Lämna tomt för en ny; Beredd sätter det.", width=30),
        label(
            "Diarienummer",
            "diarienummer",
            "Ärendets diarienummer, som det skrivs. Flera remisser får ha samma.",
            example="KS/2025:48",
            width=16,
        ),
        text("Ärende", "title", "Ärendets rubrik.", Need.NEW, example="Granskning av elevhälsan", width=40),
        text(
            "Typ",
            "kind",
            "Slag av remiss. Andra ord än de vanliga går också bra. Tomt räknas som revision.",
            choices=REMISS_KINDS,
            example="revision",
            width=18,
        ),
        text("Från", "sender", "Vem som frågar.", example="Kommunens revisorer", width=26),
        text("Revisionsbyrå", "firm", "Byrån som har gjort granskningen.", example="Revio AB", width=18),
        date("Inkom", "received", "Dagen då den kom.", example="2025-03-18"),
        date("Svar senast", "answer_by", "Dagen då svaret ska vara framme.", example="2025-06-30"),
        label("Ägare", "owner", "Förkortningen för det organ som svarar.", Need.NEW, example="KS"),
        text("Handläggare", "handlaggare", "Den eller de som håller i svaret.", example="Nils Ekby", width=22),
        label(
            "Följer upp",
            "follows_up",
            "Den tidigare remiss som den här följer upp: dess id eller diarienummer.",
            width=30,
        ),
        choice("Läge", "state", "Var ärendet står.", choices=words(RemissState), example="öppen"),
        text("Avsändarens diarienummer", "sender_diarienummer", "Avsändarens eget.", example="REV/2025:4", width=24),
        text("Avslutsskäl", "closing_reason", "Varför ärendet avslutades trots att svar saknades.", width=30),
    ),
)

REKOMMENDATIONER = Sheet(
    "Rekommendationer",
    "Rekommendationerna ord för ord, en på varje rad, med de nämnder som de riktas till.",
    (
        *_OF_REMISS,
        label("Nr", "number", "Numret som det står i rapporten.", Need.KEY, example="2.1", width=8),
        text(
            "Rekommendation",
            "text",
            "Rekommendationen, ord för ord.",
            Need.NEW,
            example="Säkerställ att elevhälsan följs upp varje termin.",
            width=60,
        ),
        several(
            "Nämnder",
            "namnder",
            "Förkortningarna, med komma emellan. Ord som ”Berörda nämnder” behålls tills någon väljer.",
            example="KS, OSN",
            width=22,
        ),
        yes_no("Gemensamt", "joint", "Ja om nämnderna lämnar ett gemensamt svar.", example="nej"),
        whole("Sida", "page", "Sidan i rapporten.", example="14", width=8),
        text("Citat", "quote", "Stället i rapporten, som det står där.", width=50),
    ),
    _REMISS_OR_DIARIENUMMER,
)

INTERNREMISSER = Sheet(
    "Internremisser",
    "Vilka nämnder som har fått frågan, när, och till när de ska svara.",
    (
        *_OF_REMISS,
        namnd_column("Förkortningen för den nämnd som ska svara.", "OSN"),
        date("Skickad", "sent", "Dagen då internremissen gick ut.", example="2025-03-26"),
        date("Svar senast", "deadline", "Nämndens interna svarsdatum.", example="2025-05-14"),
        label(
            "Nämndens diarienummer",
            "namnd_diarienummer",
            "Ärendets diarienummer hos nämnden.",
            example="OSN/2025:98",
            width=24,
        ),
        text("Handläggare", "handlaggare", "Nämndens handläggare.", example="Karin Åkerö", width=22),
        yes_no("Direkt", "direct", "Ja om nämnden svarar direkt till den som frågar.", example="nej"),
    ),
    _REMISS_OR_DIARIENUMMER,
)

SVAR = Sheet(
    "Svar",
    "Nämndernas svar, ett på varje rekommendation.",
    (
        *_OF_REMISS,
        label("Nr", "number", _NR_OR_BLANK + "Tomt: nämndens allmänna synpunkter.", example="2.1", width=8),
        namnd_column("Förkortningen för den nämnd som svarar.", "OSN"),
        choice(
            "Ställningstagande",
            "position",
            "Nämndens hållning till rekommendationen.",
            choices=words(Position),
            example="instämmer",
            width=20,
        ),
        text(
            "Svar",
            "text",
            "Svaret, som det ska stå i yttrandet.",
            example="Nämnden delar revisorernas bedömning.",
            width=60,
        ),
        label(
            "Beslutad",
            "decided",
            "Nämndens beslut om svaret: dag och paragraf, eller nej.",
            example="2025-04-29 § 78",
            width=20,
        ),
    ),
    _REMISS_OR_DIARIENUMMER,
)

ATGARDER = Sheet(
    "Åtgärder",
    "Det som ska göras, av vem och när.",
    (
        label("Åtgärd-id", "measure", "Åtgärdens id i Beredd. Lämna tomt för en ny; Beredd sätter det.", width=30),
        *_OF_REMISS,
        label(
            "Nr",
            "number",
            _NR_OR_BLANK + "Tomt: ett uppdrag som inte hör till en rekommendation.",
            example="2.1",
            width=8,
        ),
        several("Nämnder", "namnder", "Förkortningarna för de nämnder som åtgärden gäller.", example="OSN", width=18),
        text("Åtgärd", "text", "Vad som ska göras.", Need.NEW, example="Ta fram en rutin för uppföljning.", width=50),
        text("Ansvarig", "responsible", "Funktion eller person.", example="Socialchef", width=24),
        text(
            "Tidsplan",
            "timeframe",
            "Ett datum eller ord: ”senast juni 2026”, ”kontinuerligt”. Orden behålls.",
            example="senast juni 2026",
            width=26,
        ),
        choice("Status", "status", "Hur långt åtgärden har kommit.", choices=words(MeasureState), width=16),
        date("Status per", "status_as_of", "Dagen som statusen gäller."),
        text("Statusanteckning", "status_note", "En kommentar till statusen.", width=30),
    ),
    ("measure", *_REMISS_OR_DIARIENUMMER),
)

BESLUT = Sheet(
    "Beslut",
    "Vad organen har beslutat om svaret.",
    (
        *_OF_REMISS,
        namnd_column("Förkortningen för organet.", "OSN"),
        date("Sammanträde", "meeting_date", "Dagen för sammanträdet.", Need.KEY, example="2025-04-29"),
        label("Paragraf", "paragraph", "Paragrafens nummer.", example="78"),
        choice("Utfall", "outcome", "Vad det blev.", choices=words(Outcome), example="beslut", width=26),
        yes_no(
            "Omedelbar justering",
            "immediate_justering",
            "Ja om paragrafen justerades omedelbart.",
            example="nej",
            width=21,
        ),
        text(
            "Beslutstext",
            "text",
            "Beslutet, som det står i protokollet.",
            example="Nämnden antar förvaltningens förslag till yttrande som sitt eget.",
            width=60,
        ),
        text("Mottagare", "recipients", "Vilka som ska ha beslutet, en på varje rad.", width=30),
    ),
    _REMISS_OR_DIARIENUMMER,
)

OMDOMEN = Sheet(
    "Omdömen",
    "Vad som senare har sagts om en tidigare rekommendation.",
    (
        label(
            "Remiss",
            "remiss",
            "Den tidigare remissen: dess id, eller diarienumret om det stämmer på precis en remiss.",
            Need.KEY,
            example="KS/2021:12",
            width=30,
        ),
        label("Nr", "number", "Rekommendationens nummer.", Need.KEY, example="1", width=8),
        choice("Omdöme", "verdict", "Hur det gick.", Need.NEW, choices=words(VerdictWord), example="delvis", width=20),
        text("Ord", "words", "Som det uttrycktes.", example="Arbetet pågår.", width=50),
        text("Enligt", "according_to", "Vem som säger det.", example="Kommunens revisorer", width=26),
        date("Datum", "date", "Dagen för omdömet.", example="2025-03-18"),
        label(
            "Sagt i",
            "said_in",
            "Den uppföljande remissen: dess id, eller diarienumret om det stämmer på precis en remiss.",
            example="KS/2025:40",
            width=30,
        ),
        label("Ny rek", "led_to", "Numret i den på rekommendationen som kom av omdömet.", example="2", width=8),
    ),
)

PLANER = Sheet(
    "Planer",
    "Stegen i den plan som används för varje remiss, och de som är låsta för hand.",
    (
        *_OF_REMISS,
        namnd_column("Förkortningen för den nämnd som steget gäller.", "KS"),
        choice(
            "Steg",
            "step",
            "Vad som sker.",
            Need.KEY,
            choices=tuple(kind.swedish for kind in StepKind),
            example="sammanträde",
            width=20,
        ),
        date("Dag", "date", "Dagen då det sker.", Need.KEY, example="2025-06-04"),
        yes_no("Omedelbar justering", "immediate_justering", "Ja om protokollet justeras direkt.", example="nej"),
        yes_no("Låst", "fixed", "Ja om steget är satt för hand.", example="nej"),
        text("Varför", "reason", "Varför steget ligger där.", width=50),
    ),
    _REMISS_OR_DIARIENUMMER,
)

SHEETS: tuple[Sheet, ...] = (
    KOMMUN,
    NAMNDER,
    PERSONER,
    BEREDNING,
    SAMMANTRADEN,
    REMISSER,
    REKOMMENDATIONER,
    INTERNREMISSER,
    SVAR,
    ATGARDER,
    BESLUT,
    OMDOMEN,
    PLANER,
)
"""In the order in which they stand in the workbook."""
