"""The fields by which a template speaks of an audit, a motion or a consultation in the words of each."""

from secretary_app.word import sources
from secretary_app.word.data import DraftData
from secretary_app.word.detailed_fields import named_in_text
from secretary_app.word.field import Field, Member
from secretary_app.word.names import capital
from secretary_app.word.wording import titled, wording


def _wanted(data: DraftData) -> str:
    words = wording(data)
    count = sum(question.recommendation is not None for question in data.questions)
    start = f"För varje {words.point} behöver vi" if count else "Vi behöver"
    if words.wants_measures:
        return f"{start} ert ställningstagande, vad ni tänker göra, vem som ansvarar och när det ska vara klart."
    if words.the_point == "frågan":
        return f"{start} ert svar och skälen för det."
    return f"{start} ert ställningstagande och skälen för det."


def _to_write(data: DraftData) -> str:
    start = "Välj ställningstagande och skriv svaret."
    if wording(data).wants_measures:
        start = "Välj ställningstagande, skriv svaret och fyll i en rad för varje åtgärd. Lägg till rader vid behov."
    return (
        f"{start} Ändra inte koderna: de visar vilken fråga svaret hör till. Skicka tillbaka formuläret som Word-fil."
    )


def _cost(data: DraftData) -> str:
    what = "åtgärderna kostar och hur de betalas, eller att de ryms"
    if not wording(data).wants_measures:
        what = "förslaget kostar och hur det betalas, eller att det ryms"
    return f"[Beskriv vad {what} inom budget.]"


def _to_each(data: DraftData) -> str:
    words = wording(data)
    has_points = any(question.recommendation for question in data.questions)
    if has_points and words.the_point == "frågan":
        return "Ert svar på varje fråga"
    return f"Ert ställningstagande till varje {words.point}" if has_points else "Ert ställningstagande"


def _letter_heading(data: DraftData) -> str:
    if wording(data).is_proposal:
        return f"Svar på {titled(data)}"
    return f"Synpunkter på {named_in_text(data)}"


def _heading(data: DraftData) -> str:
    words = wording(data)
    count = sum(question.recommendation is not None for question in data.questions)
    if not count:
        return f"Svar på {words.matter}" if words.is_proposal else "Svar på frågan"
    return f"Svar på {words.the_points if count > 1 or words.wants_measures else words.the_point}"


KIND_FIELDS: tuple[Member[DraftData], ...] = (
    Field(
        "ord.punkt",
        "Vad en punkt att svara på heter: rekommendation, yrkande i en motion, annars förslag, fråga eller punkt",
        lambda data: wording(data).point,
    ),
    Field("ord.punkten", "Detsamma i bestämd form: rekommendationen", lambda data: wording(data).the_point),
    Field("ord.punkter", "Detsamma i flertal: rekommendationer", lambda data: wording(data).points),
    Field("ord.punkterna", "Detsamma i flertal och bestämd form", lambda data: wording(data).the_points),
    Field("ord.punkt_rubrik", "Rekommendation, med stor bokstav", lambda data: capital(wording(data).point)),
    Field("ord.punkter_rubrik", "Rekommendationer, med stor bokstav", lambda data: capital(wording(data).points)),
    Field(
        "remiss.rubrik_bestämd",
        "Ärendet i bestämd form inne i en mening: granskningen av inköpen, motionen om bussresor",
        titled,
    ),
    Field(
        "remiss.vill_ha_åtgärder",
        "Sant där svaret ska säga vad som ska göras, av vem och när: i en granskning",
        lambda data: wording(data).wants_measures,
    ),
    Field(
        "yttrande.har_åtgärdstabell",
        "Sant där yttrandet ska ha en tabell över åtgärder: i en granskning, och där någon har angett en åtgärd",
        sources.has_measure_table,
    ),
    Field("mening.svar_rubrik", "Rubriken över svaren: Svar på rekommendationerna", _heading),
    Field(
        "mening.innehållet",
        "Vad som ska skrivas om ärendet: vad granskningen kom fram till, vad motionen föreslår",
        lambda data: f"[Beskriv {wording(data).holds}.]",
    ),
    Field("mening.syfte", "Vad som ska skrivas om ärendets syfte", lambda data: f"[Beskriv {wording(data).purpose}.]"),
    Field("mening.kostnad", "Vad som ska skrivas om kostnaden", _cost),
    Field("mening.svarets_delar", "Vad ägaren behöver av nämnden: ställningstagande, åtgärder …", _wanted),
    Field("mening.svar_till_varje", "Ert ställningstagande till varje rekommendation", _to_each),
    Field("mening.skrivelse_rubrik", "Tjänsteskrivelsens rubrik: Synpunkter på granskning av …", _letter_heading),
    Field("mening.så_fylls_i", "Hur svarsformuläret fylls i", _to_write),
)
