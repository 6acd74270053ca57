"""Phrases as auditors write them: by when whom is asked, what is recommended to whom, and how it was judged."""

import pytest

from secretary_app.intake.cleaning import joined_pages
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import Proposal
from secretary_app.intake.proposing import propose

_LETTER = """Revisorerna i Älvstads kommun
2024-03-04

Till
{to}

Granskning av kommunens avfall

På vårt uppdrag har KPMG granskat avfallet.

{said}

För Älvstads kommuns revisorer
Anna Ek
"""
_REPORT = """Revisionsrapport

{title} av kommunens avfall

Älvstads kommun

Sammanfattning

KPMG har på uppdrag av revisorerna i Älvstads kommun granskat avfallet. Granskningens syfte är att bedöma.
Revisionsfrågor och revisionskriterier framgår nedan.

{said}

2024-03-04

Anna Ek
Uppdragsledare
"""
_BOTH = "Kommunstyrelsen\nTekniska nämnden"
_MARKS = {"explicit": "", "inferred": "?", "fuzzy": "~"}


def _proposed(text: str) -> Proposal:
    cleaned, starts = joined_pages([text])
    return propose(PaperText("brev.txt", cleaned, starts))


def _in_report(said: str, title: str = "Granskning") -> Proposal:
    return _proposed(_REPORT.format(said=said, title=title))


@pytest.mark.parametrize(
    ("said", "deadlines", "to"),
    [
        ("Svar önskas senast den 14/6 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Yttrande önskas senast 2024-06-14 kl. 12.00.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Svarsdatum: 2024-06-14", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Sista svarsdag: 14 juni 2024", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Svar senast: 2024-06-14", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Svar senast 14 juni 2024", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            "Svar till revisorerna ska lämnas till den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Vi önskar få svar till den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            "Vi vill ha ett skriftligt svar, dock inte senare än den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Revisionen önskar svar från kommunstyrelsen före den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen"], _BOTH),
        ("Vi emotser kommunstyrelsens yttrande senast den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen"], _BOTH),
        (
            "Kommunstyrelsen och tekniska nämnden ombeds att senast den 14 juni 2024 inkomma med svar.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        (
            "Kommunstyrelsen ska lämna svar på granskningen till revisorerna senast den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            (
                "Revisorerna önskar att kommunstyrelsen senast den 14 juni 2024 lämnar en "
                "redogörelse för vilka åtgärder som planeras."
            ),
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            "Vi önskar en skriftlig kommentar från tekniska nämnden senast den 14 juni 2024.",
            ["2024-06-14|Tekniska nämnden"],
            _BOTH,
        ),
        (
            "Vi förväntar oss att få del av kommunstyrelsens åtgärder senast den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            "Rapporten överlämnas till kommunstyrelsen för yttrande senast den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            (
                "Rapporten överlämnas till kommunstyrelsen. Svar ska ha inkommit till revisionen "
                "senast vid utgången av juni 2024."
            ),
            ["2024-06-30~|Kommunstyrelsen"],
            _BOTH,
        ),
        ("Svar ska lämnas före sommaren, senast den 20 juni.", ["2024-06-20?|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            "Svaret ska vara oss tillhanda senast 1 juli 2024 och skickas till revisionens sekreterare.",
            ["2024-07-01|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Vi önskar svar inom tre månader från det att granskningen mottagits.", [], _BOTH),
        (
            ("Vi önskar svar från kommunstyrelsen senast 14 juni 2024 och från tekniska nämnden senast 31 maj 2024."),
            ["2024-06-14|Kommunstyrelsen", "2024-05-31|Tekniska nämnden"],
            _BOTH,
        ),
        (
            ("Kommunstyrelsen ska svara senast den 14 juni 2024 och tekniska nämnden senast den 31 maj 2024."),
            ["2024-06-14|Kommunstyrelsen", "2024-05-31|Tekniska nämnden"],
            _BOTH,
        ),
        (
            (
                "Svar önskas:\n- från kommunstyrelsen senast den 14 juni 2024\n- från tekniska "
                "nämnden senast den 31 maj 2024"
            ),
            ["2024-06-14|Kommunstyrelsen", "2024-05-31|Tekniska nämnden"],
            _BOTH,
        ),
        (
            (
                "Rapporten översänds till kommunstyrelsen för yttrande och till tekniska nämnden "
                "för kännedom. Svar emotses senast den 14 juni 2024."
            ),
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        ("Svar ska vara inlämnat senast i samband med nämndens sammanträde i juni.", [], _BOTH),
        ("Vi önskar svar senast under april månad 2024.", ["2024-04-30~|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Vi önskar svar senast sista april 2024.", ["2024-04-30~|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Vi önskar svar senast den sista april 2024.", ["2024-04-30~|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Vi önskar svar senast i maj 2024.", ["2024-05-31~|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Vi ser fram emot kommunstyrelsens svar senast den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen"], _BOTH),
        (
            (
                "Vi begär ett gemensamt svar från kommunstyrelsen och tekniska nämnden. Svaret "
                "skickas till revisorerna senast den 14 juni 2024."
            ),
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Återkoppling önskas senast den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            ("Vi önskar att berörda nämnder redovisar vilka åtgärder de avser att vidta senast den 14 juni 2024."),
            ["2024-06-14|Berörda nämnder"],
            _BOTH,
        ),
        (
            "Kommunstyrelsens svar på granskningen önskas till revisorernas möte den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            "Svaren ska vara revisorerna tillhanda\nsenast den 14\njuni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Granskningen genomfördes under perioden fram till den 1 juni 2024. Svar begärs inte.", [], _BOTH),
        (
            "Vi vill att nämnden senast den 14 juni 2024 svarar på vilka åtgärder som har vidtagits.",
            ["2024-06-14|Tekniska nämnden"],
            "Tekniska nämnden",
        ),
        ("Svarstiden är satt till den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Er svarstid går ut den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            "Remisstiden sträcker sig till och med den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        (
            (
                "Revisionen önskar kommunstyrelsens svar på rapporten senast den 14 juni 2024. "
                "Svaret ska innehålla en tidplan med åtgärder som är klara senast den 31 december "
                "2024."
            ),
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            "Kommunstyrelsen har beviljats anstånd med svaret till den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen"],
            _BOTH,
        ),
        (
            "Yttrandet ska vara revisionen tillhanda den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Vi har begärt kommunstyrelsens svar till den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen"], _BOTH),
        (
            ("Nämnd                Svar senast\nKommunstyrelsen      2024-06-14\nTekniska nämnden     2024-05-31"),
            ["2024-06-14|Kommunstyrelsen", "2024-05-31|Tekniska nämnden"],
            _BOTH,
        ),
        ("Svar senast\n2024-06-14", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            (
                "Kommunstyrelsen ska svara senast 14 juni, tekniska nämnden senast 31 maj och "
                "socialnämnden senast 7 juni 2024."
            ),
            ["2024-06-14?|Kommunstyrelsen", "2024-05-31?|Tekniska nämnden", "2024-06-07|Socialnämnden"],
            _BOTH,
        ),
        ("Svar önskas senast den 14 juni 2O24 från kommunstyrelsen.", ["2024-06-14|Kommunstyrelsen"], _BOTH),
        (
            "Svaret ska vara oss tillhanda före kl. 12.00 den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Svar önskas den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        (
            (
                "Inspektionen för vård och omsorg (IVO) begär att nämnden senast den 14 juni 2024 "
                "redovisar vilka åtgärder som har vidtagits."
            ),
            ["2024-06-14|Tekniska nämnden"],
            "Tekniska nämnden",
        ),
        (
            "Redovisningen ska ha inkommit till revisorerna senast den 14 juni 2024.",
            ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"],
            _BOTH,
        ),
        ("Sista dag för svar är den 14 juni 2024.", ["2024-06-14|Kommunstyrelsen|Tekniska nämnden"], _BOTH),
        ("Svar onskas senast den 15 decernber 2O24 fran kommunstyrelsen.", ["2024-12-15|Kommunstyrelsen"], _BOTH),
        (
            "Svar önskas från barnoch utbildningsnämnden senast den 14 juni 2024.",
            ["2024-06-14|Barn- och utbildningsnämnden"],
            _BOTH,
        ),
        ("Nämnden lämnade sitt svar den 3 april 2024. Avtalet ska sägas upp senast den 30 juni 2024.", [], _BOTH),
        (
            ("Förvaltningen ska redovisa utfallet för nämnden senast den 30 juni 2024. Något svar begärs inte."),
            [],
            _BOTH,
        ),
        ("Granskningen ska följas upp senast den 31 december 2024.", [], _BOTH),
        (
            "Yttrandena ska vara kommunstyrelsen tillhanda senast den 14 juni 2024.",
            ["2024-06-14|Tekniska nämnden|Socialnämnden"],
            "Tekniska nämnden\nSocialnämnden",
        ),
    ],
)
def test_a_deadline_is_found_with_those_who_are_asked(said: str, deadlines: list[str], to: str) -> None:
    found = _proposed(_LETTER.format(to=to, said=said)).deadlines
    told = ["|".join((f"{one.date}{_MARKS[one.certainty]}", *one.addressees)) for one in found]
    assert told == deadlines


@pytest.mark.parametrize(
    ("said", "recommendations"),
    [
        (
            (
                "Rekommendationer\n\nVi rekommenderar kommunstyrelsen \n\natt fastställa en plan "
                "för avfallet,\natt säkerställa att planen följs upp samt\natt informera invånarna."
            ),
            [
                "|att fastställa en plan för avfallet,|Kommunstyrelsen",
                "|att säkerställa att planen följs upp samt|Kommunstyrelsen",
                "|att informera invånarna.|Kommunstyrelsen",
            ],
        ),
        (
            (
                "Rekommendationer\n\nTill kommunstyrelsen:\n\n- Fastställ en plan för avfallet.\n- "
                "Följ upp planen varje år.\n\nTill tekniska nämnden:\n\n- Informera invånarna om "
                "planen."
            ),
            [
                "|Fastställ en plan för avfallet.|Kommunstyrelsen",
                "|Följ upp planen varje år.|Kommunstyrelsen",
                "|Informera invånarna om planen.|Tekniska nämnden",
            ],
        ),
        (
            (
                "Rekommendationer\n\nKommunstyrelsen\n• Fastställ en plan för avfallet.\n\nTekniska "
                "nämnden\n• Informera invånarna om planen."
            ),
            ["|Fastställ en plan för avfallet.|Kommunstyrelsen", "|Informera invånarna om planen.|Tekniska nämnden"],
        ),
        (
            ("Kommunstyrelsen rekommenderas:\n• att fastställa en plan för avfallet\n• att följa upp planen varje år"),
            ["|att fastställa en plan för avfallet|Kommunstyrelsen", "|att följa upp planen varje år|Kommunstyrelsen"],
        ),
        (
            (
                "Rekommendationer\n\nRekommendation 1: Kommunstyrelsen bör fastställa en plan.\n"
                "Rekommendation 2: Tekniska nämnden bör informera invånarna."
            ),
            [
                "1|Kommunstyrelsen bör fastställa en plan.|Kommunstyrelsen",
                "2|Tekniska nämnden bör informera invånarna.|Tekniska nämnden",
            ],
        ),
        (
            ("Vi lämnar följande rekommendationer:\n\n1 Fastställ en plan för avfallet.\n2 Följ upp planen varje år."),
            ["1|Fastställ en plan för avfallet.|", "2|Följ upp planen varje år.|"],
        ),
        (
            (
                "4.2 Rekommendationer\n\nVi rekommenderar att kommunstyrelsen:\n\n• fastställer en "
                "plan för avfallet,\n• följer upp planen varje år."
            ),
            ["|fastställer en plan för avfallet,|Kommunstyrelsen", "|följer upp planen varje år.|Kommunstyrelsen"],
        ),
        (
            "Vi rekommenderar att kommunstyrelsen säkerställer att planen följs upp.",
            ["|Vi rekommenderar att kommunstyrelsen säkerställer att planen följs upp.|Kommunstyrelsen"],
        ),
        (
            "Revisorerna rekommenderar därför kommunstyrelsen att se över planen.",
            ["|Revisorerna rekommenderar därför kommunstyrelsen att se över planen.|Kommunstyrelsen"],
        ),
        (
            "Vår rekommendation till kommunstyrelsen är att se över planen för avfallet.",
            ["|Vår rekommendation till kommunstyrelsen är att se över planen för avfallet.|Kommunstyrelsen"],
        ),
        (
            (
                "VÅRA REKOMMENDATIONER\n\n» Kommunstyrelsen bör se över planen för avfallet.\n» "
                "Tekniska nämnden bör informera invånarna."
            ),
            [
                "|Kommunstyrelsen bör se över planen för avfallet.|Kommunstyrelsen",
                "|Tekniska nämnden bör informera invånarna.|Tekniska nämnden",
            ],
        ),
        (
            ("Vi föreslår att kommunstyrelsen:\n\n- ser över planen för avfallet\n- informerar invånarna om planen"),
            ["|ser över planen för avfallet|Kommunstyrelsen", "|informerar invånarna om planen|Kommunstyrelsen"],
        ),
        (
            (
                "Granskningen har resulterat i följande rekommendationer till kommunstyrelsen:\n\n"
                "a) Se över planen för avfallet.\nb) Informera invånarna om planen."
            ),
            ["a|Se över planen för avfallet.|Kommunstyrelsen", "b|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Utifrån granskningens slutsatser ser vi skäl att rekommendera kommunstyrelsen "
                "att:\n\n• se över planen för avfallet\n• informera invånarna om planen"
            ),
            ["|se över planen för avfallet|Kommunstyrelsen", "|informera invånarna om planen|Kommunstyrelsen"],
        ),
        (
            (
                "I syfte att stärka styrningen rekommenderas kommunstyrelsen att överväga "
                "följande:\n\n• se över planen för avfallet\n• informera invånarna om planen"
            ),
            ["|se över planen för avfallet|Kommunstyrelsen", "|informera invånarna om planen|Kommunstyrelsen"],
        ),
        (
            (
                "Rekommendationer\n\nKommunstyrelsen bör:\n• se över planen för avfallet\n• "
                "informera invånarna om planen\n\nTekniska nämnden bör:\n• följa upp planen varje år"
            ),
            [
                "|se över planen för avfallet|Kommunstyrelsen",
                "|informera invånarna om planen|Kommunstyrelsen",
                "|följa upp planen varje år|Tekniska nämnden",
            ],
        ),
        (
            (
                "Nr  Rekommendation                                   Mottagare           "
                "Prioritet\n1   Se över planen för avfallet och besluta          Kommunstyrelsen    "
                " Hög\n    om den på nytt.\n2   Informera invånarna om planen.                   "
                "Tekniska nämnden    Låg"
            ),
            [
                "1|Se över planen för avfallet och besluta om den på nytt.|Kommunstyrelsen",
                "2|Informera invånarna om planen.|Tekniska nämnden",
            ],
        ),
        (
            (
                "Rekommendation\tRiktas till\nSe över planen för avfallet och besluta om "
                "den.\tKommunstyrelsen\nInformera invånarna om planen.\tTekniska nämnden"
            ),
            [
                "|Se över planen för avfallet och besluta om den.|Kommunstyrelsen",
                "|Informera invånarna om planen.|Tekniska nämnden",
            ],
        ),
        (
            (
                "Nr | Rekommendation | Prioritet\n1 | Se över planen för avfallet. | Hög\n2 | "
                "Informera invånarna om planen. | Låg"
            ),
            ["1|Se över planen för avfallet.|", "2|Informera invånarna om planen.|"],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\nR1 Se över planen för avfallet.\nR2 "
                "Informera invånarna om planen."
            ),
            ["R1|Se över planen för avfallet.|Kommunstyrelsen", "R2|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\n• Prioritet hög: Se över planen för "
                "avfallet.\n• Prioritet låg: Informera invånarna om planen."
            ),
            [
                "|Prioritet hög: Se över planen för avfallet.|Kommunstyrelsen",
                "|Prioritet låg: Informera invånarna om planen.|Kommunstyrelsen",
            ],
        ),
        (
            (
                "Rekommendation: Kommunstyrelsen bör se över planen för avfallet.\n\n2 Utbildning\n"
                "\nVi har granskat utbildningen.\n\nRekommendation: Tekniska nämnden bör utbilda "
                "personalen."
            ),
            [
                "|Kommunstyrelsen bör se över planen för avfallet.|Kommunstyrelsen",
                "|Tekniska nämnden bör utbilda personalen.|Tekniska nämnden",
            ],
        ),
        (
            (
                "Rekommendationer\n\nKommunstyrelsen bör se över planen för avfallet.\n\nTekniska "
                "nämnden bör utbilda personalen.\n\nMetod\n\nVi har läst protokoll."
            ),
            [
                "|Kommunstyrelsen bör se över planen för avfallet.|Kommunstyrelsen",
                "|Tekniska nämnden bör utbilda personalen.|Tekniska nämnden",
            ],
        ),
        (
            (
                "Vi lämnar tre rekommendationer till styrelsen för Älvstads Bostäder AB:\n\n1. Se "
                "över planen för avfallet.\n2. Informera hyresgästerna om planen.\n3. Följ upp "
                "planen varje år."
            ),
            [
                "1|Se över planen för avfallet.|Älvstads Bostäder AB",
                "2|Informera hyresgästerna om planen.|Älvstads Bostäder AB",
                "3|Följ upp planen varje år.|Älvstads Bostäder AB",
            ],
        ),
        (
            ("Vi rekommenderar direktionen att:\n\n• se över planen för avfallet\n• informera medlemskommunerna"),
            ["|se över planen för avfallet|Direktionen", "|informera medlemskommunerna|Direktionen"],
        ),
        (
            (
                "Vi rekommenderar förbundsstyrelsen att:\n\n• se över planen för avfallet\n• "
                "informera medlemmarna om planen"
            ),
            ["|se över planen för avfallet|Förbundsstyrelsen", "|informera medlemmarna om planen|Förbundsstyrelsen"],
        ),
        (
            (
                "Granskningen visar att:\n\n• planen är gammal och inte känd\n• invånarna inte är "
                "informerade\n\nFörvaltningen arbetar med att:\n\n• se över planen för avfallet\n• "
                "informera invånarna om den"
            ),
            [],
        ),
        (
            (
                "Vi har bedömt om kommunstyrelsen:\n\n• har sett över planen för avfallet\n• har "
                "informerat invånarna om den\n\nNämnden beslutade att rekommendera "
                "kommunfullmäktige att:\n\n• anta planen i sin helhet\n• upphäva den gamla planen"
            ),
            [],
        ),
        (("Socialstyrelsen rekommenderar att kommunen:\n\n• har en plan för avfallet\n• följer upp den varje år"), []),
        (
            (
                "MSB har tagit fram följande rekommendationer till kommuner:\n\n• ha en plan för "
                "avfallet\n• följ upp den varje år"
            ),
            [],
        ),
        (
            (
                "3 Socialnämnden\n\nNämnden har god kontroll. Nämnden rekommenderas att se över "
                "planen för avfallet.\n\n4 Tekniska nämnden\n\nVi rekommenderar nämnden att utbilda "
                "personalen."
            ),
            [
                "|Nämnden rekommenderas att se över planen för avfallet.|Socialnämnden",
                "|Vi rekommenderar nämnden att utbilda personalen.|Tekniska nämnden",
            ],
        ),
        (
            (
                "Av granskningen framgår att planen är gammal. Vi rekommenderar att planen ses över "
                "och följs upp.\n\nFörvaltningen rekommenderar att planen ses över."
            ),
            ["|Vi rekommenderar att planen ses över och följs upp.|"],
        ),
        (
            (
                "Vi rekornmenderar kommunstyrelsen att:\n\n« Se over planen for avfallet.\n« "
                "Informera invanarna om planen.\n"
            ),
            ["|Se over planen for avfallet.|Kommunstyrelsen", "|Informera invanarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\n• Se över planen för avfallet.\n\nLåg "
                "prioritet\n• Informera invånarna om planen."
            ),
            ["|Se över planen för avfallet.|Kommunstyrelsen", "|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\nHög prioritet:\n• Se över planen för "
                "avfallet.\n\nLåg prioritet:\n• Informera invånarna om planen."
            ),
            ["|Se över planen för avfallet.|Kommunstyrelsen", "|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            "Förbundet rekommenderas att se över planen för avfallet.",
            ["|Förbundet rekommenderas att se över planen för avfallet.|"],
        ),
        (
            (
                "Vi lämnar följande rekommendationer till kommunstyrelsen. De är ordnade efter hur "
                "viktiga de är.\n\n• Se över planen för avfallet.\n• Informera invånarna om planen."
            ),
            ["|Se över planen för avfallet.|Kommunstyrelsen", "|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Rekommendationer\n\nNedan anges vad vi anser bör göras.\n\n• Se över planen för "
                "avfallet. (Kommunstyrelsen)\n• Informera invånarna om planen. (Tekniska nämnden)"
            ),
            [
                "|Se över planen för avfallet. (Kommunstyrelsen)|Kommunstyrelsen",
                "|Informera invånarna om planen. (Tekniska nämnden)|Tekniska nämnden",
            ],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\n1.Se över planen för avfallet.\n"
                "2.Informera invånarna om planen."
            ),
            ["1|Se över planen för avfallet.|Kommunstyrelsen", "2|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\n− Se över planen för avfallet.\n− "
                "Informera invånarna om planen."
            ),
            ["|Se över planen för avfallet.|Kommunstyrelsen", "|Informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Vi rekommenderar kommunstyrelsen att:\n\no se över planen för avfallet,\no "
                "informera invånarna om planen."
            ),
            ["|se över planen för avfallet,|Kommunstyrelsen", "|informera invånarna om planen.|Kommunstyrelsen"],
        ),
        (
            (
                "Revisorerna önskar ta del av kommunstyrelsens kommentarer kring två "
                "rekommendationer.\n\n- Kommunstyrelsen bör se över planen för avfallet.\n- Rutinen "
                "bör ses över och kontroller införas."
            ),
            [
                "|Kommunstyrelsen bör se över planen för avfallet.|Kommunstyrelsen",
                "|Rutinen bör ses över och kontroller införas.|",
            ],
        ),
        (
            (
                "Av rutinen framgår att chefer rekommenderas att hålla avstämningar varje månad. "
                "Enligt lagen rekommenderas att planen ses över."
            ),
            [],
        ),
        (
            (
                "Rekommendationer\n\nSKR har tagit fram rekommendationer. Skolverket rekommenderar "
                "huvudmän att:\n\n• följa upp närvaron varje vecka\n• ha en plan för frånvaron"
            ),
            [],
        ),
        (("Revisionsfrågor\n\n• Har kommunstyrelsen följt revisorernas rekommendationer?\n• Bör planen ses över?"), []),
        (
            (
                "Tidigare granskning\n\nI granskningen från 2019 rekommenderades kommunstyrelsen "
                "att:\n\n• se över planen för avfallet\n• informera invånarna om planen"
            ),
            [],
        ),
        (
            (
                "Vi har tagit del av följande dokument:\n\n• Rekommendationer om avfall, antagna av "
                "kommunstyrelsen\n• Protokoll från tekniska nämnden"
            ),
            [],
        ),
        ("Kommunstyrelsen bör ha god kontroll. I intervjuer framförs att nämnden borde informera mer.", []),
        (
            (
                "Revisorerna rekommenderar tekniska nämnden att\n\n1. se över planen för avfallet\n"
                "2. informera invånarna\n\nsamt kommunstyrelsen att\n\n3. följa upp planen varje år"
            ),
            [
                "1|se över planen för avfallet|Tekniska nämnden",
                "2|informera invånarna|Tekniska nämnden",
                "3|följa upp planen varje år|Kommunstyrelsen",
            ],
        ),
        (
            "Vi rekommenderar kommunstyrelsen att se över planen samt tekniska nämnden att informera invånarna.",
            [
                "|Vi rekommenderar kommunstyrelsen att se över planen|Kommunstyrelsen",
                "|tekniska nämnden att informera invånarna.|Tekniska nämnden",
            ],
        ),
        (
            "Tekniska nämnden uppmanas att se över planen. Det är angeläget att kommunstyrelsen följer upp den.",
            [
                "|Tekniska nämnden uppmanas att se över planen.|Tekniska nämnden",
                "|Det är angeläget att kommunstyrelsen följer upp den.|Kommunstyrelsen",
            ],
        ),
        (
            "Tekniska nämnden uppmanas att lämna sitt svar i god tid. Enligt lagen uppmanas kommunstyrelsen att agera.",
            [],
        ),
        ("Kommunstyrelsen uppmanas av IVO att se över planen.", []),
        ("Det är angeläget att kommunstyrelsen tar del av rapporten.", []),
        (
            "Vi rekommenderar kommunstyrelsen att:\n\n(i) se över planen;\n"
            "(ii) informera invånarna, samt att\n(iii) följa upp.",
            [
                "i|se över planen;|Kommunstyrelsen",
                "ii|informera invånarna|Kommunstyrelsen",
            ],
        ),
        (
            (
                "Våra rekommendationer till kommunstyrelsen:\n\nIakttagelse\tBedömning\tRekommendation\n"
                "Planen är gammal.\tEj uppfyllt.\tSe över planen för avfallet.\nInvånarna är nöjda.\tUppfyllt.\t-\n"
            ),
            ["|Se över planen för avfallet.|Kommunstyrelsen"],
        ),
        (
            (
                "Rekommendation\tKommunstyrelsen\tTekniska nämnden\nSe över planen för avfallet\tX\t–\n"
                "Informera invånarna om planen\tX\tX\n"
            ),
            [
                "|Se över planen för avfallet|Kommunstyrelsen",
                "|Informera invånarna om planen|Kommunstyrelsen,Tekniska nämnden",
            ],
        ),
        (
            "SKR:s rekommendationer framgår nedan.\n\n"
            "Område\tRekommendation\nAvfall\tKommunen bör sortera mer avfall.\n",
            [],
        ),
        (
            "Vid intervjuerna har vi fått följande förslag till förbättringar:\n\n- Se över planen.\n"
            "- Informera invånarna.",
            [],
        ),
        (
            "Vi lämnar följande förslag till förbättringar:\n\n- Se över planen för avfallet.\n- Informera invånarna.",
            ["|Se över planen för avfallet.|", "|Informera invånarna.|"],
        ),
    ],
)
def test_what_is_recommended_is_found_and_nothing_else(said: str, recommendations: list[str]) -> None:
    found = _in_report(said).recommendations
    assert [f"{one.number or ''}|{one.text}|{','.join(one.addressees)}" for one in found] == recommendations


@pytest.mark.parametrize(
    ("said", "verdicts"),
    [
        (
            "Revisionsfråga   Bedömning\n1. Finns det en plan?   Ja\n2. Följs planen upp?   Delvis",
            ["Finns det en plan?|Ja", "Följs planen upp?|Delvis"],
        ),
        (
            (
                "Kontrollmål\tBedömning\nDet finns en aktuell plan för avfallet.\tUppfyllt\nPlanen "
                "följs upp varje år.\tDelvis uppfyllt"
            ),
            ["Det finns en aktuell plan för avfallet.|Uppfyllt", "Planen följs upp varje år.|Delvis uppfyllt"],
        ),
        (
            (
                "Kontrollmål                               Bedömning      Kommentar\nDet finns en "
                "aktuell plan för avfallet    Uppfyllt       Planen antogs 2023.\nPlanen följs upp "
                "varje år                 Ej uppfyllt    Ingen uppföljning sker."
            ),
            ["Det finns en aktuell plan för avfallet|Uppfyllt", "Planen följs upp varje år|Ej uppfyllt"],
        ),
    ],
)
def test_the_answer_to_an_audit_question_is_read_from_its_row(said: str, verdicts: list[str]) -> None:
    assert [f"{one.question}|{one.verdict}" for one in _in_report(said).verdicts] == verdicts


@pytest.mark.parametrize(
    ("said", "previous"),
    [
        (
            (
                "Rekommendation 2021                    Vidtagna åtgärder            Bedömning\n"
                "Fastställ en plan för avfallet.        En plan är antagen.          Genomförd\n"
                "Informera invånarna om planen.         Ingen information har        Ej genomförd\n "
                "                                      lämnats."
            ),
            ["|Fastställ en plan för avfallet.|Genomförd", "|Informera invånarna om planen.|Ej genomförd"],
        ),
        (
            (
                "Rekommendation\tÅtgärder\tBedömning\nFastställ en plan för avfallet.\tEn plan är "
                "antagen.\tGenomförd\nInformera invånarna om planen.\tIngen information har "
                "lämnats.\tEj genomförd"
            ),
            ["|Fastställ en plan för avfallet.|Genomförd", "|Informera invånarna om planen.|Ej genomförd"],
        ),
        (
            (
                "Nr   Tidigare rekommendation              Status\n1    Fastställ en plan för "
                "avfallet.      Åtgärdad\n2    Informera invånarna om planen.       Delvis åtgärdad"
            ),
            ["1|Fastställ en plan för avfallet.|Åtgärdad", "2|Informera invånarna om planen.|Delvis åtgärdad"],
        ),
        (
            (
                "Vid granskningen 2021 lämnades följande rekommendationer:\n\n• Fastställ en plan "
                "för avfallet. – Åtgärdad\n• Informera invånarna om planen. – Ej åtgärdad"
            ),
            ["|Fastställ en plan för avfallet.|Åtgärdad", "|Informera invånarna om planen.|Ej åtgärdad"],
        ),
        (
            (
                "Vid granskningen 2021 lämnades följande rekommendationer:\n\n• Fastställ en plan "
                "för avfallet.\n• Informera invånarna om planen."
            ),
            ["|Fastställ en plan för avfallet.|None", "|Informera invånarna om planen.|None"],
        ),
        (
            (
                "Rekommendation 1: Fastställ en plan för avfallet.\n\nVår bedömning: "
                "Rekommendationen är åtgärdad.\n\nRekommendation 2: Informera invånarna om planen.\n"
                "\nVår bedömning: Rekommendationen är delvis åtgärdad."
            ),
            ["1|Fastställ en plan för avfallet.|åtgärdad", "2|Informera invånarna om planen.|delvis åtgärdad"],
        ),
    ],
)
def test_earlier_recommendations_have_their_verdict(said: str, previous: list[str]) -> None:
    found = _in_report(said, "Uppföljande granskning").previous_recommendations
    assert [f"{one.number or ''}|{one.text}|{one.verdict}" for one in found] == previous


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (
            (
                "Sammanträdesprotokoll\n2024-05-14\nKommunstyrelsen\n\n§ 112 Dnr KS 2024/17\n\nSvar "
                "på revisionsrapport om avfall\n\nBeslut\n\nKommunstyrelsen antar svaret.\n"
            ),
            {
                "kind": "protokollsutdrag",
                "paragraph": "§ 112",
                "diarienummer": ["KS 2024/17"],
                "document_date": "2024-05-14",
                "title": "Svar på revisionsrapport om avfall",
            },
        ),
        (
            (
                "PROTOKOLL\nRegionstyrelsen\nSammanträdesdatum: 2024-05-14\n\nParagraf 88\n\n"
                "Yttrande över granskning av vårdköer\nRS/2024:17\n\nRegionstyrelsen beslutar att "
                "anta yttrandet.\n"
            ),
            {"kind": "protokollsutdrag", "paragraph": "§ 88", "diarienummer": ["RS/2024:17"]},
        ),
        (
            ("Älvstads kommun\n\nRS-2024-00123\n2024-05-14\n\nMissiv\n\nGranskning av avfall\n\nVi har granskat."),
            {"diarienummer": ["RS-2024-00123"], "document_date": "2024-05-14", "kind": "missiv"},
        ),
        (
            ("Handling: Missiv\nDiarie: REV 24-118\nDatum: 14 maj 2024\n\nGranskning av avfall\n\nVi har granskat."),
            {"diarienummer": ["REV 24-118"], "document_date": "2024-05-14"},
        ),
        (
            ("Revisorerna\n14 maj 2024                 Dnr 2024/00118-3\n\nGranskning av avfall\n\nVi önskar svar."),
            {"diarienummer": ["2024/00118-3"], "document_date": "2024-05-14"},
        ),
        ("Revisorerna\nDiarienr: 24REV7\n\nGranskning av avfall\n\nVi önskar svar.", {"diarienummer": ["24REV7"]}),
        (
            (
                "Tjänsteskrivelse\nKommunledningsförvaltningen\nAnna Ek, 0550-12 34 56\nDatum\n"
                "2024-05-14\nÄrendenr\nKS 2024/0118\n\nYttrande över revisionens granskning av "
                "avfall\n\nSammanfattning\nText."
            ),
            {
                "diarienummer": ["KS 2024/0118"],
                "document_date": "2024-05-14",
                "kind": "tjansteskrivelse",
                "title": "Yttrande över revisionens granskning av avfall",
            },
        ),
        (
            (
                "Kommunstyrelsen\n\nDelges: Revisorerna\n\nSvar på revisorernas granskning av "
                "avfall\n\nKommunstyrelsen delar bedömningen.\n\nFör kommunstyrelsen\nAnna Ek"
            ),
            {"kind": "yttrande", "title": "Svar på revisorernas granskning av avfall"},
        ),
        (
            (
                "Motion om gratis skolmat\n\nJag yrkar att kommunen bör:\n- servera frukost i "
                "skolan\n- servera mellanmål i skolan\n\nÄlvstad 2024-05-14\nAnna Ek (X)"
            ),
            {"kind": "annan", "title": "Motion om gratis skolmat", "document_date": "2024-05-14"},
        ),
        (
            (
                "Följebrev\n\n2024-05-14\nSN 2024/118\n\nTill Älvstads kommuns revisorer\n\n"
                "Socialnämndens yttrande över granskning av avfall\n\nSocialnämnden överlämnar "
                "bifogat yttrande.\n\nFör socialnämnden\nAnna Ek"
            ),
            {
                "kind": "annan",
                "document_date": "2024-05-14",
                "diarienummer": ["SN 2024/118"],
                "title": "Socialnämndens yttrande över granskning av avfall",
            },
        ),
        (
            (
                "Protokollsutdrag\nMötesdatum 2024-05-14\n\nKS § 45 Dnr 2024-000118-3\n\nYttrande "
                "över granskning av avfall\n\nBeslut\n\nText."
            ),
            {
                "paragraph": "§ 45",
                "document_date": "2024-05-14",
                "diarienummer": ["2024-000118-3"],
                "title": "Yttrande över granskning av avfall",
            },
        ),
        (
            "Yttrande\nDnr Rev 24/0031, 2024-05-14\n\nYttrande över granskning av avfall\n\nText.",
            {"diarienummer": ["Rev 24/0031"], "document_date": "2024-05-14"},
        ),
        (
            (
                "Älvstads kommun\nTjänsteutlåtande\n2024-05-14\n\nGranskning av avfall - svar på "
                "revisionsskrivelse\n\nFörslag till beslut\n\nText."
            ),
            {"kind": "tjansteskrivelse", "title": "Granskning av avfall - svar på revisionsskrivelse"},
        ),
    ],
)
def test_a_letterhead_is_read(text: str, facts: dict[str, str | list[str]]) -> None:
    proposal = _proposed(text)
    for key, wanted in facts.items():
        found = getattr(proposal, key)
        assert (list(found) if isinstance(wanted, list) else str(found)) == wanted
