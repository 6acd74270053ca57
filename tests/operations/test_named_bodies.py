"""Bodies as papers name them: inflected, shortened, misspelt, gone; and the ones that nobody should guess."""

import datetime as dt

import pytest

from secretary_app.domain.model import Namnd, NamndKind
from secretary_app.operations.finding import Bodies
from secretary_app.operations.named_bodies import is_collective, meant, usual_abbreviation

DAY = dt.date(2026, 3, 11)


def _namnd(abbreviation: str, name: str, kind: NamndKind = NamndKind.NAMND, **more: object) -> Namnd:
    return Namnd(id=abbreviation, abbreviation=abbreviation, name=name, kind=kind, **more)


BODIES = Bodies(
    [
        _namnd("KS", "Kommunstyrelsen", NamndKind.STYRELSE),
        _namnd("KSAU", "Kommunstyrelsens arbetsutskott", NamndKind.UTSKOTT),
        _namnd("OSN", "Omsorgs- och socialnämnden"),
        _namnd("BUN", "Barn- och utbildningsnämnden"),
        _namnd("KFN", "Kultur- och fritidsnämnden"),
        _namnd("SBN", "Samhällsbyggnadsnämnden"),
        _namnd("TN", "Tekniska nämnden"),
        _namnd("MN", "Miljönämnden", valid_to=dt.date(2022, 12, 31), successor_id="SBN"),
    ]
)


@pytest.mark.parametrize(
    ("words", "abbreviation"),
    [
        ("omsorgs – och socialnämnden", "OSN"),
        ("Omsorgs- och socialnämndens", "OSN"),
        ("Omsorgs- & socialnämnden", "OSN"),
        ("Omsorgs- samt socialnämnden", "OSN"),
        ("Omsorgs- och socialnämnden (OSN)", "OSN"),
        ("OSN:s", "OSN"),
        ("Kommunstyrelse", "KS"),
        ("styrelsen", "KS"),
        ("Kommunstyrelsen i Älvstads kommun", "KS"),
        ("Älvstads kommuns kommunstyrelse", "KS"),
        ("Miljönämnden", "SBN"),
    ],
)
def test_the_same_name_in_other_words_is_certain(words: str, abbreviation: str) -> None:
    found = meant(BODIES, words, DAY)
    assert found is not None
    assert (found.body.abbreviation, found.certain) == (abbreviation, True)


@pytest.mark.parametrize(
    ("words", "abbreviation"),
    [
        ("Socialnämnden", "OSN"),
        ("Social- och omsorgsnämnden", "OSN"),
        ("Omsorgs- och socialnämden", "OSN"),
        ("Kulturnämnden", "KFN"),
        ("Älvstads kommuns socialnämnd", "OSN"),
    ],
)
def test_a_part_of_a_name_or_a_misspelt_one_is_only_proposed(words: str, abbreviation: str) -> None:
    found = meant(BODIES, words, DAY)
    assert found is not None
    assert (found.body.abbreviation, found.certain) == (abbreviation, False)


@pytest.mark.parametrize(
    "words", ["Berörda nämnder", "Nämnden", "Valnämnden", "Byggnadsnämnden", "Revisorerna", "Regionstyrelsen", ""]
)
def test_what_may_be_any_body_or_none_is_never_guessed(words: str) -> None:
    assert meant(BODIES, words, DAY) is None


def test_a_body_that_was_there_on_the_papers_day_is_meant() -> None:
    found = meant(BODIES, "Miljönämnden", dt.date(2021, 5, 1))
    assert found is not None
    assert found.body.abbreviation == "MN"


def test_words_for_several_bodies_are_no_name() -> None:
    assert is_collective("Berörda nämnder")
    assert is_collective("samtliga nämnders")
    assert not is_collective("Bygg- och miljönämnden")


def test_a_new_body_gets_a_usual_abbreviation_that_no_other_has() -> None:
    assert usual_abbreviation("Barn- och ungdomsnämnden") == "BUN"
    assert usual_abbreviation("Bygg- och miljönämnden") == "BMN"
    assert usual_abbreviation("Barn- och ungdomsnämnden", ["bun"]) == ""
    assert usual_abbreviation("") == ""
