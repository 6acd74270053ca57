"""Decisions as people write them, made into att-clauses where that is sure to be right Swedish, else left alone."""

import pytest

from secretary_app.domain.model import Kommun
from secretary_app.word.clauses import as_clauses

KOMMUN = Kommun(id="k", name="Älvstads kommun")
KS = ("Kommunstyrelsen",)


def clauses(text, deciders=KS):
    return as_clauses(text.split("|"), deciders, KOMMUN)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("Kommunstyrelsen lämnar yttrandet till revisorerna.", ["att lämna yttrandet till revisorerna."]),
        (
            "Kommunstyrelsen ställer sig bakom förslaget till yttrande och lämnar det till revisorerna.",
            ["att ställa sig bakom förslaget till yttrande och lämna det till revisorerna."],
        ),
        (
            "Kommunstyrelsen antar förvaltningens förslag som sitt eget och överlämnar det.",
            ["att anta förvaltningens förslag som sitt eget och överlämna det."],
        ),
        (
            "Kommunstyrelsen godkänner rapporten.|Yttrandet skickas till revisorerna.|Paragrafen justeras omedelbart.",
            [
                "att godkänna rapporten",
                "att yttrandet skickas till revisorerna",
                "att paragrafen justeras omedelbart.",
            ],
        ),
        (
            "Kommunstyrelsen tar till sig de synpunkter och slutsatser som framgår av rapporten.",
            ["att ta till sig de synpunkter och slutsatser som framgår av rapporten."],
        ),
        (
            "Kommunstyrelsens svar skickas till kommunfullmäktige för kännedom.",
            ["att kommunstyrelsens svar skickas till kommunfullmäktige för kännedom."],
        ),
        (
            "Kommundirektören får i uppdrag att se över rutinen.",
            ["att ge kommundirektören i uppdrag att se över rutinen."],
        ),
        (
            "Kommunstyrelsen beslutar|att lämna yttrandet, samt|att skicka det.",
            ["att lämna yttrandet", "att skicka det."],
        ),
        ("Kommunstyrelsen beslutar att lämna yttrandet.", ["att lämna yttrandet."]),
        ("Arbetsutskottet föreslår kommunstyrelsen besluta att lämna yttrandet.", ["att lämna yttrandet."]),
        ("Att lämna yttrandet", ["att lämna yttrandet."]),
        ("Ärendet återremitteras.", ["att återremittera ärendet."]),
        ("Ärendet bordläggs.", ["att bordlägga ärendet."]),
        ("[Skriv beslutet.]", ["att [Skriv beslutet.]"]),
    ],
)
def test_what_is_understood_becomes_clauses(written, wanted):
    assert clauses(written) == wanted


@pytest.mark.parametrize(
    "written",
    [
        "Kommunfullmäktige beslutar att lämna yttrandet.",
        "Kommunstyrelsen beslutar föreslå kommunfullmäktige besluta att lämna yttrandet.",
        "Socialnämnden lämnar yttrandet.",
        "Kommunstyrelsen ställer sig inte bakom förslaget.",
        "Kommunstyrelsen lämnar yttrandet och avvaktar revisorernas svar.",
        "Kommunstyrelsen lämnar yttrandet, avvaktar svaret och avslutar ärendet.",
        "Kommunstyrelsen noterar det som nämnden lämnar och skickar det vidare.",
        "Kommunstyrelsen lämnar yttrandet. Ärendet är därmed klart.",
        "Samtidigt justeras paragrafen.",
        "Slutligen justeras paragrafen omedelbart.",
        "På sammanträdet lämnas en redogörelse.",
        "Yttrandet skickas också till revisorerna.",
        "Reservation: Anna Exempel (X).",
    ],
)
def test_what_is_not_understood_is_left_as_it_was_written(written):
    assert clauses(written) == []
    assert clauses(f"Kommunstyrelsen godkänner rapporten.|{written}") == []


def test_the_chair_may_be_named_in_a_chairs_decision_alone():
    text = "Ordföranden beslutar att lämna yttrandet."
    assert clauses(text) == []
    assert clauses(text, (*KS, "Ordföranden")) == ["att lämna yttrandet."]


def test_the_kommuns_name_keeps_its_capital():
    assert clauses("Älvstads yttrande skickas till revisorerna.") == ["att Älvstads yttrande skickas till revisorerna."]
