"""What a recommendation is about: in its own words, right after "angående", or nothing at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.model import Kommun, Namnd
from secretary_app.word.topics import topic

KOMMUN = Kommun(id="k", name="Älvstads kommun")
BODIES = [
    Namnd(id="ks", abbreviation="KS", name="Kommunstyrelsen"),
    Namnd(id="sn", abbreviation="SN", name="Omsorgs- och socialnämnden"),
]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        # The object of a verb: infinitive, imperative, with its subject, with "bör", asked for by the auditors.
        ("Göra en översyn av lokalerna samt tydliggöra ansvaret.", "en översyn av lokalerna"),
        ("Säkerställ en löpande uppföljning av avtalen.", "en löpande uppföljning av avtalen"),
        ("Att Kommunstyrelsen tar fram mål för upphandlingen.", "mål för upphandlingen"),
        ("Tekniska nämnden bör fastställa en underhållsplan.", "en underhållsplan"),
        ("Vi rekommenderar nämnden att även se över sina rutiner.", "att även se över sina rutiner"),
        ("Vidare rekommenderas kommunstyrelsen att upprätta och anta en plan", "en plan"),
        ("Att kommunstyrelsen och socialnämnden gemensamt utarbetar riktlinjer.", "riktlinjer"),
        ("• tydliggöra hur målen ska brytas ner, samt", "hur målen ska brytas ner"),
        ("Besluta om riktlinjer för representation och gåvor.", "riktlinjer för representation och gåvor"),
        ("Definiera roller, mandat och ansvar i projekten.", "roller, mandat och ansvar i projekten"),
        ("Säkerställer att rutiner är kända.", "att rutiner är kända"),
        # What comes after a whole phrase goes.
        ("Analysera avvikelserna och vid behov ändra rutinerna.", "avvikelserna"),
        ("Dokumentera kontrollerna samt återrapportera till nämnden.", "kontrollerna"),
        ("Följa upp antalet ärenden och redovisa dessa varje år.", "antalet ärenden"),
        ("Förbättra rutinerna och begära in uppgifter.", "rutinerna"),
        ("Stärka samverkan på lång sikt och på kort.", "samverkan på lång sikt"),
        ("Ta fram en strategi i syfte att stärka styrningen.", "en strategi"),
        ("Följ upp avtalen minst två gånger om året.", "avtalen"),
        ("Utforma mål och riktlinjer, t.ex. för inköp.", "mål och riktlinjer"),
        ("Upprätta en rutin och inför den i alla enheter.", "en rutin"),
        ("Anta en plan som följs upp varje år.", "en plan som följs upp varje år"),
        ("Fastställa tydliga mål, se avsnitt 5.", "tydliga mål"),
        ("Se över avgifterna. Det är angeläget.", "avgifterna"),
        (
            "Utforma mätbara mål för arbetet i kommunens alla verksamheter kopplat till budgeten på kort och lång sikt",
            "mätbara mål för arbetet i kommunens alla verksamheter",
        ),
        # A clause.
        ("Säkerställ att avtalen följs upp och att resultatet redovisas.", "att avtalen följs upp"),
        ("Att nämnderna ser till att chefer får stöd.", "att chefer får stöd"),
        ("Att berörda nämnder tar upp hoten i sina planer.", "att berörda nämnder tar upp hoten i sina planer"),
        ("Dokumentera skriftligt alla beslut.", "att dokumentera skriftligt alla beslut"),
        ("Redovisa resultatet för fullmäktige.", "att redovisa resultatet för fullmäktige"),
        ("att Omsorgs- och socialnämnden utbildar chefer", "att omsorgs- och socialnämnden utbildar chefer"),
        ("Att KS avvecklar systemet.", "att KS avvecklar systemet"),
        ("Nämnden behöver se över sina rutiner.", "att nämnden behöver se över sina rutiner"),
        # None is sure.
        ("Nämnden bör också pröva sina rutiner.", ""),
        ("Bättre rutiner för inköp.", ""),
        ("Översyn av reglementet bör göras.", ""),
        ("Avveckla systemet.", ""),
        ("I samband med budgeten tydliggöra målen.", ""),
        ("Hur bedömer kommunen förslaget?", ""),
        ("Säkerställ:", ""),
        ("Säkerställ", ""),
        ("Säkerställ i större utsträckning att mål nås.", ""),
        ("Att " + "nämnden prövar mycket noga " * 9 + "frågan.", ""),
        ("", ""),
        ("”", ""),
    ],
)
def test_what_a_recommendation_is_about(text, about):
    assert topic(text, BODIES, KOMMUN) == about


WORDS = (
    "att säkerställer säkerställa ta fram tar en ett plan planen mål och samt i av för som kommunstyrelsen nämnden bör "
    "rutiner syfte sin sina göra gör, vilket . ( ) ” : ? riktlinjer inför dem varje år KS"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join))
def test_a_topic_never_ends_or_begins_in_the_middle(text):
    about = topic(text, BODIES, KOMMUN)
    assert len(about) <= 130
    assert not re.search(r"(?:^|\s)(?:och|samt|i|av|för|en|ett|att|som)$", about)
    assert not re.match(r"(?:och|samt|i|av|för|som|dem|sina?)\b", about)
    assert about.count("(") == about.count(")")
    assert not set(":?\n") & set(about)


@given(st.text(max_size=400))
def test_any_text_has_a_topic_or_none(text):
    assert isinstance(topic(text, BODIES, KOMMUN), str)
