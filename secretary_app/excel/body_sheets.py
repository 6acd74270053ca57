"""The part of the workbook's contract that tells who is who: the kommun, its bodies, persons, chains and meetings."""

from secretary_app.domain.model import ChainRole, NamndKind
from secretary_app.excel.contract import Column, Need, Sheet, choice, date, label, text, whole, words, yes_no

LETTERHEAD: tuple[tuple[str, str], ...] = (
    ("Namn", "name"),
    ("Adress", "address"),
    ("Postadress", "postal_address"),
    ("Besöksadress", "visiting_address"),
    ("Telefon", "phone"),
    ("E-post", "email"),
    ("Webbplats", "website"),
    ("Organisationsnummer", "organisation_number"),
    ("Mallar", "template_set"),
)
"""The rows of the sheet Kommun: its word in Uppgift, and the field of ``model.Kommun``."""

REMISS_KINDS = ("revision", "remiss", "motion", "medborgarförslag", "samråd", "annan")


def namnd_column(help_text: str, example: str, need: Need = Need.KEY) -> Column:
    """The column Nämnd, which many sheets have."""
    return label("Nämnd", "namnd", help_text, need, example=example, width=12)


KOMMUN = Sheet(
    "Kommun",
    "Kommunens namn och adress, som de ska stå i brevhuvudet.",
    (
        choice(
            "Uppgift",
            "item",
            "Vilken uppgift raden gäller.",
            Need.KEY,
            choices=tuple(word for word, _ in LETTERHEAD),
            example="Namn",
            width=22,
        ),
        text("Värde", "value", "Uppgiften, som den ska stå i brev.", example="Älvstads kommun", width=44),
    ),
)

NAMNDER = Sheet(
    "Nämnder",
    "Alla organ som svarar, bereder eller beslutar: fullmäktige, styrelse, nämnder, utskott, bolag och andra.",
    (
        label("Förkortning", "abbreviation", "Den förkortning som används i de andra bladen.", Need.KEY, example="OSN"),
        text("Namn", "name", "Hela namnet.", Need.NEW, example="Omsorgs- och socialnämnden", width=34),
        choice("Typ", "kind", "Vad för slags organ det är.", choices=words(NamndKind), example="nämnd"),
        label("Överordnad", "parent", "För ett utskott: förkortningen för dess styrelse eller nämnd."),
        text(
            "Förvaltning",
            "forvaltning",
            "Förvaltningen som arbetar åt nämnden.",
            example="Omsorgs- och socialförvaltningen",
            width=34,
        ),
        label(
            "Diarieprefix",
            "diary_prefix",
            "Det som diarienumren börjar med, om det är ett annat än förkortningen.",
            example="OSN",
        ),
        whole(
            "Justeringsdagar",
            "justering_days",
            "Kalenderdagar från sammanträdet till dess protokollet är justerat. Tomt räknas som 0.",
            example="14",
            width=17,
        ),
        whole(
            "Manusstopp dagar före",
            "manusstopp_days",
            "Kalenderdagar före sammanträdet då handlingarna ska vara inne. Tomt räknas som 0.",
            example="20",
            width=23,
        ),
        whole(
            "Handläggningstid",
            "handling_days",
            "Arbetsdagar som förvaltningen behöver för ett svar. Tomt räknas som 0.",
            example="10",
            width=18,
        ),
        whole(
            "Varningsgräns",
            "warning_days",
            "Så många arbetsdagar före svarsdatum som läget blir ”snart”. Tomt räknas som 10.",
            example="10",
            width=15,
        ),
        date("Giltig från", "valid_from", "Första dagen som organet finns."),
        date("Giltig till", "valid_to", "Sista dagen som organet finns."),
        label("Efterträdare", "successor", "Förkortningen för det organ som tog över."),
        text("E-post", "email", "Nämndens brevlåda.", example="osn@alvstad.example", width=28),
    ),
)

PERSONER = Sheet(
    "Personer",
    "Handläggare, registratorer, ordförande och chefer.",
    (
        text("Namn", "name", "För- och efternamn.", Need.KEY, example="Karin Åkerö", width=26),
        text("Titel", "title", "Titeln, som den skrivs under ett brev.", example="Utredare", width=26),
        namnd_column("Förkortningen för den nämnd som personen arbetar åt.", "OSN", Need.OPTIONAL),
        text(
            "Roll",
            "role",
            "Vad personen gör: handläggare, registrator, ordförande, förvaltningschef.",
            example="handläggare",
            width=20,
        ),
        text("E-post", "email", "Adressen.", example="karin.akero@alvstad.example", width=32),
        text("Telefon", "phone", "Numret, som det ska skrivas.", example="0555-12 34 56", width=18),
    ),
)

BEREDNING = Sheet(
    "Beredning",
    "Vägen till beslut: vilka som bereder, beslutar och får kännedom. Utan rader beslutar ägaren ensam.",
    (
        label(
            "Ägare",
            "owner",
            "Förkortningen för det organ vars beredning det är. En nämnd får ha en egen.",
            Need.KEY,
            example="KS",
        ),
        text(
            "Typ",
            "remiss_kind",
            "Slag av remiss. Tomt gäller alla slag som inte har en egen beredning.",
            choices=REMISS_KINDS,
            width=18,
        ),
        whole(
            "Ordning", "position", "Stegets plats: 1 för det första, sedan 2, 3 och så vidare.", Need.NEW, example="1"
        ),
        namnd_column("Förkortningen för organet i det här steget.", "KSAU"),
        choice(
            "Roll", "role", "Vad organet gör i det här steget.", Need.NEW, choices=words(ChainRole), example="bereder"
        ),
    ),
)

SAMMANTRADEN = Sheet(
    "Sammanträden",
    "Sammanträdena, ett på varje rad.",
    (
        namnd_column("Förkortningen för det organ som sammanträder.", "OSN"),
        date("Datum", "date", "Dagen för sammanträdet.", Need.KEY, example="2025-04-29"),
        date(
            "Manusstopp",
            "manusstopp",
            "Sista dag för handlingar. Tomt räknas fram ur nämndens ”Manusstopp dagar före”.",
            example="2025-04-09",
        ),
        yes_no("Inställt", "cancelled", "Ja om sammanträdet är inställt.", example="nej"),
        date("Utskick", "utskick", "Dagen då handlingarna går ut till ledamöterna.", example="2025-04-22"),
    ),
)
