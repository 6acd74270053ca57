"""The steps between a page and a finding: cleaning, paragraphs, bodies, and what holds for any text."""

import json
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.intake.blocks import paragraphs
from secretary_app.intake.bodies import Bodies
from secretary_app.intake.cleaning import joined_pages
from secretary_app.intake.paper import PaperText
from secretary_app.intake.proposal import proposal_as_json
from secretary_app.intake.proposing import propose

_KEYS = [
    "file",
    "kind",
    "title",
    "municipality",
    "firm",
    "diarienummer",
    "document_date",
    "paragraph",
    "deadlines",
    "recommendations",
    "previous_recommendations",
    "verdicts",
    "answers",
    "warnings",
]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("implemen-\nteras", "implementeras"),
        ("stra\ufffetegiska", "strategiska"),
        ("stra\x02tegiska", "strategiska"),
        ("integrations\ufffeoch mångfald", "integrations- och mångfald"),
        ("integrations-\noch mångfald", "integrations- och mångfald"),
        ("daterad 2025-\n03-18", "daterad 2025-\n03-18"),
        ("daterad 2025\ufffe03-18", "daterad 2025-03-18"),
        ("\uf0b7 Säkerställ", "• Säkerställ"),
        ("● Säkerställ", "• Säkerställ"),
        ("## **Granskning** av *allt*", "Granskning av allt"),
        ("<b>Delvis</b>", "Delvis"),
    ],
)
def test_a_page_is_cleaned(page: str, text: str) -> None:
    assert joined_pages([page])[0].strip() == text


def test_heads_and_feet_of_two_pages_stand_once() -> None:
    foot = "Postadress   E-post\n123 45 Älvstad   revisorerna@alvstad.example"
    bodies = ["\n".join(f"• följa upp mål {letter}" for letter in letters) for letters in ("abcdef", "ghijkl")]
    text, _ = joined_pages([f"Revisorerna\nSida {n} (2)\n{body}\n\n{foot}" for n, body in enumerate(bodies, 1)])
    assert text.count("Revisorerna") == 1
    assert text.count("Postadress") == 1
    assert text.index("Postadress") > text.index("mål l")
    assert "Sida 2" not in text


def test_a_word_may_go_on_over_a_page() -> None:
    text, starts = joined_pages(["Vi vill implemen-", "teras på nytt"])
    assert text == "Vi vill implementeras på nytt"
    assert text[starts[1] :] == "teras på nytt"


def test_running_heads_and_page_numbers_stand_once() -> None:
    head = "Älvstads kommun\nGranskning\n"
    bodies = ["Första sidan är", "andra sidan där", "tredje sidan slutar"]
    text, _ = joined_pages([f"{head}{body}\n\n{number} (3)" for number, body in enumerate(bodies, 1)])
    assert text.count("Älvstads kommun") == 1
    assert "(3)" not in text
    assert [one.text for one in paragraphs(text)][-1] == "Första sidan är andra sidan där tredje sidan slutar"


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Vi vill:\n• Ett\nmed mera\n• Två", ["", "bullet", "bullet"]),
        ("Vi vill:\n1. Ett\n2. Två", ["", "number", "number"]),
        ("Vi vill:\n- ett\n- två", ["", "dash", "dash"]),
        ("Vi vill\natt ett", [""]),
        ("Vi vill:\natt ett.\natt två.", ["", "att", "att"]),
        ("Utifrån detta\n\n– liknande de flesta – är det så", [""]),
        ("e Sakerstall ett\no Sakerstall tva", ["bullet", "bullet"]),
        ("Rekommendation 1: Gör så.", ["label"]),
    ],
)
def test_list_items_are_told_by_their_marks(text: str, marks: list[str]) -> None:
    assert [one.mark for one in paragraphs(text)] == marks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("omsorgs- och socialnämnden samt Kommunstyrelsen", ["Omsorgs- och socialnämnden", "Kommunstyrelsen"]),
        ("omsorgs-och\nsocialnämnden", ["Omsorgs- och socialnämnden"]),
        ("kultur-, fritids- och folkhälsonämnden", ["Kultur-, fritids- och folkhälsonämnden"]),
        ("tekniska nämnden", ["Tekniska nämnden"]),
        ("kommunstyrelsen och berörda nämnder", ["Kommunstyrelsen", "Berörda nämnder"]),
        ("Älvdals stads nämnd", ["Älvdals stads nämnd"]),
        ("Älvstads Bostäder AB och nämnden", ["Älvstads Bostäder AB"]),
        ("socialndmnden", ["Socialnämnden"]),
        ("nämnden ska, säger socialnämnden", ["Socialnämnden"]),
        ("nämnden, socialnämnden och byggnämnden", ["Socialnämnden", "Byggnämnden"]),
        ("socialnämndens beslut", []),
        ("länsstyrelsen och Socialstyrelsen", []),
        ("Deloitte AB", []),
        ("till nämnden för yttrande", []),
        ("nämnden för arbetsmarknad", ["Nämnden för arbetsmarknad"]),
    ],
)
def test_bodies_come_out_in_their_basic_form(text: str, names: list[str]) -> None:
    assert list(Bodies(text).names(text)) == names


def test_every_key_is_always_there() -> None:
    empty = proposal_as_json(propose(PaperText("tom.pdf", "", (0,), ("Bara bilder.",))))
    assert list(empty) == _KEYS
    assert empty["warnings"] == ["Bara bilder."]
    full = proposal_as_json(propose(PaperText("a.txt", "Vi rekommenderar nämnden att:\n• Göra något som märks väl.")))
    assert list(full) == _KEYS
    (found,) = json.loads(json.dumps(full))["recommendations"]
    assert found == {
        "number": None,
        "text": "Göra något som märks väl.",
        "addressees": [],
        "page": 1,
        "quote": "Göra något som märks väl.",
    }


_PIECES = st.sampled_from(
    [
        "Vi rekommenderar socialnämnden att:\n",
        "Rekommendationer\n",
        "• Säkerställ att något görs i god tid.\n",
        "1. Inför en rutin för det som saknas.\n",
        "Rekommendation 1: Gör något åt saken.\n",
        "Delvis.\n",
        "Finns det en rutin?\n",
        "Svar önskas senast den 3 mars 2024 från kommunstyrelsen.\n",
        "senast 23 mars ",
        "Kommunstyrelsen rekommenderas att göra mer.\n",
        "Yttrande från socialnämnden\n",
        "Åtgärd: Något.\n",
        "Tidsplan: 2025\n",
        "Datum 2024-01-01\n",
        "Dnr KS/2024:1\n",
        "§ 4\n",
        "Älvstads kommun ",
        "För Älvstads kommuns revisorer\n",
        "\n",
        "\n\n",
        "impl-\nementera ",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.lists(st.one_of(_PIECES, _PIECES, st.text(max_size=12)), max_size=12), min_size=1, max_size=3))
def test_any_text_gives_a_proposal_and_every_quote_stands_in_it(pages: list[list[str]]) -> None:
    text, starts = joined_pages(["".join(page) for page in pages])
    paper = PaperText("a.txt", text, starts)
    assert all(first <= second for first, second in pairwise(starts))
    proposal = propose(paper)
    whole = " ".join(text.split())
    places = (*proposal.deadlines, *proposal.recommendations, *proposal.previous_recommendations, *proposal.answers)
    for place in places:
        assert place.quote in whole
        assert 1 <= place.page <= len(starts)
    json.dumps(proposal_as_json(proposal))


@pytest.mark.parametrize(
    "noise",
    [
        "svar senast den 3 mars 2024 ",
        "Vi rekommenderar kommunstyrelsen att göra mer. ",
        "kultur-, fritids-, nämnden ",
        "1. ",
        "**a\n",
        "2024-01-01 ",
    ],
)
def test_noise_without_end_takes_no_longer_than_its_length(noise: str) -> None:
    text, starts = joined_pages([noise * (100_000 // len(noise))])
    begun = time.perf_counter()
    propose(PaperText("a.txt", text, starts))
    assert time.perf_counter() - begun < 10  # what looks back and forth over all of it takes minutes


@pytest.mark.parametrize(
    "words",
    ["senast den 31 april 2026", "Senast fredagen den\n30 februari 2025", "senast 2025-06-31", "senast 29/2 2025"],
)
def test_a_day_that_the_calendar_lacks_is_told_with_its_page(words: str) -> None:
    first = "Missiv.\n\n"
    text = f"{first}Vi önskar svar från kommunstyrelsen {words}."
    proposal = propose(PaperText("missiv.txt", text, (0, len(first)), ("Annat.",)))
    assert proposal.deadlines == ()
    assert proposal.warnings == ("Annat.", f"”{' '.join(words.split())}” är inget datum (s. 2).")


@pytest.mark.parametrize(
    "words", ["senast den 30 april 2026", "senast 29 februari", "senast juni 2026", "senast i § 31"]
)
def test_no_warning_of_what_is_a_date_or_none_at_all(words: str) -> None:
    assert propose(PaperText("missiv.txt", f"Vi önskar svar från kommunstyrelsen {words}.")).warnings == ()


@pytest.mark.parametrize(
    "asking",
    [
        "Revisorerna önskar skriftliga yttranden från nämnden senast den 30 juni 2026.",
        "För yttrande: Kommunstyrelsen, Omsorgs- och socialnämnden",
        "Yttrande önskas av kommunstyrelsen.",
    ],
)
def test_a_sentence_that_asks_is_no_title(asking):
    text = f"2026-03-03\n\n{asking}\n\nGranskning av elevhälsan\n\nKPMG har granskat elevhälsan.\n"
    assert propose(PaperText("brev.txt", text, (0,), ())).title == "Granskning av elevhälsan"
