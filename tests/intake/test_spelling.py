"""The mended spelling of what a poor scan has spoilt: told for certain, or left as it stands."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.intake.spelling import is_spoilt, mended, spoilt_warning

SPOILT = (
    "Utifran granskningens resultat rekommenderar vi kommunstyrelsen att sakerstilla att respektive ndmnds ansvar "
    "tydliggors, att rutinerna f6ljs upp arligen och att en langsiktig plan faststills for namndernas lokaler."
)
RIGHT = (
    "Utifrån granskningens resultat rekommenderar vi kommunstyrelsen att säkerställa att respektive nämnds ansvar "
    "tydliggörs, att rutinerna följs upp årligen och att en långsiktig plan fastställs för nämndernas lokaler."
)


def test_what_can_be_told_is_mended() -> None:
    assert mended(SPOILT) == RIGHT


@pytest.mark.parametrize(
    ("spoilt", "right"),
    [
        ("ndimnderna", "nämnderna"),
        ("Siakerstdlla", "Säkerställa"),
        ("uppf6ljning", "uppföljning"),
        ("6verldmnas", "överlämnas"),
        ("&r", "är"),
        ("planen ar klar varje ar", "planen är klar varje år"),
        ("I6pande", "löpande"),
        ("socialforvaltningen", "socialförvaltningen"),
        ("verksamhetsforandringar", "verksamhetsförändringar"),
    ],
)
def test_each_way_to_lose_a_letter(spoilt: str, right: str) -> None:
    assert mended(spoilt) == right


@pytest.mark.parametrize("words", [RIGHT, "PwC, KPMG och ASI-enheten 2019-07-30", "Karin Qvxzwt", "A&B AB, 4 6 & #"])
def test_what_is_right_or_unknown_stays(words: str) -> None:
    assert mended(words) == words


def test_only_a_text_that_has_lost_its_letters_is_spoilt() -> None:
    assert is_spoilt(SPOILT)
    assert not is_spoilt(RIGHT)
    assert not is_spoilt("The auditors recommend that the executive committee keeps a plan for the water works. " * 5)
    assert not is_spoilt("Ja")
    assert spoilt_warning(RIGHT, "missiv.pdf") == ()
    (said,) = spoilt_warning(SPOILT, "missiv.pdf")
    assert said.startswith("Texten i missiv.pdf har tappat å, ä och ö")


@given(st.text(alphabet=string.ascii_lowercase + "åäö&#6 \n-", max_size=120))
def test_blanks_and_signs_stay_and_mending_twice_is_mending_once(text: str) -> None:
    once = mended(text)
    assert once.count(" ") == text.count(" ")
    assert once.count("\n") == text.count("\n")
    assert mended(once) == once


def test_a_long_spoilt_report_takes_a_moment() -> None:
    began = time.process_time()
    assert is_spoilt(SPOILT * 500)
    mended(SPOILT * 500)
    mended("sikerstallningsarbetesforandringsuppf6ljningsnamnderna" * 3)
    mended("namndnamndamandandigo6" * 400)
    is_spoilt("namnd" * 1_200)
    assert time.process_time() - began < 2
