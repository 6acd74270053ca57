import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.timeframe import TimeframeKind, understand

D = dt.date
K = TimeframeKind


@pytest.mark.parametrize(
    ("words", "kind", "start", "end"),
    [
        ("2019-06-30", K.DATE, D(2019, 6, 30), D(2019, 6, 30)),
        ("2019-06-30 00:00:00", K.DATE, D(2019, 6, 30), D(2019, 6, 30)),
        ("den 31/12 2019", K.DATE, D(2019, 12, 31), D(2019, 12, 31)),
        ("senast juni 2019", K.MONTH, D(2019, 6, 1), D(2019, 6, 30)),
        ("2020-06", K.MONTH, D(2020, 6, 1), D(2020, 6, 30)),
        ("före juni 2019", K.MONTH, D(2019, 5, 1), D(2019, 5, 31)),
        ("2020", K.YEAR, D(2020, 1, 1), D(2020, 12, 31)),
        ("Sprids under 2019", K.YEAR, D(2019, 1, 1), D(2019, 12, 31)),
        ("innan 2020", K.YEAR, D(2019, 1, 1), D(2019, 12, 31)),
        ("2020–2022", K.YEAR, D(2020, 1, 1), D(2022, 12, 31)),
        ("läsåret 2019/20", K.YEAR, D(2019, 7, 1), D(2020, 6, 30)),
        ("årsskiftet 2019/2020", K.DATE, D(2019, 12, 31), D(2019, 12, 31)),
        ("första halvåret 2020", K.HALF_YEAR, D(2020, 1, 1), D(2020, 6, 30)),
        ("Andra halvåret\n2020", K.HALF_YEAR, D(2020, 7, 1), D(2020, 12, 31)),
        ("H2 2020", K.HALF_YEAR, D(2020, 7, 1), D(2020, 12, 31)),
        ("våren 2020", K.HALF_YEAR, D(2020, 1, 1), D(2020, 6, 30)),
        ("ht 2020", K.HALF_YEAR, D(2020, 7, 1), D(2020, 12, 31)),
        ("HT-19", K.HALF_YEAR, D(2019, 7, 1), D(2019, 12, 31)),
        ("vt 20", K.HALF_YEAR, D(2020, 1, 1), D(2020, 6, 30)),
        ("HT 2019", K.HALF_YEAR, D(2019, 7, 1), D(2019, 12, 31)),
        ("VT-2020", K.HALF_YEAR, D(2020, 1, 1), D(2020, 6, 30)),
        ("Från och med juni 2026", K.MONTH, D(2026, 6, 1), None),
        ("fr.o.m. den 1 juni 2026", K.DATE, D(2026, 6, 1), None),
        ("tidigast 2027", K.YEAR, D(2027, 1, 1), None),
        ("från 2026", K.YEAR, D(2026, 1, 1), None),
        ("Startar HT-25", K.HALF_YEAR, D(2025, 7, 1), None),
        ("från 2026, klart senast juni 2027", K.MONTH, D(2026, 1, 1), D(2027, 6, 30)),
        ("från 2020 till 2022", K.YEAR, D(2020, 1, 1), D(2022, 12, 31)),
        ("från 2020–2022", K.YEAR, D(2020, 1, 1), D(2022, 12, 31)),
        ("kvartal 3 2021", K.QUARTER, D(2021, 7, 1), D(2021, 9, 30)),
        ("Q1 2022", K.QUARTER, D(2022, 1, 1), D(2022, 3, 31)),
        ("2022-Q4", K.QUARTER, D(2022, 10, 1), D(2022, 12, 31)),
        ("sista kvartalet 2022", K.QUARTER, D(2022, 10, 1), D(2022, 12, 31)),
        ("tertial 2 2021", K.TERTIAL, D(2021, 5, 1), D(2021, 8, 31)),
        ("vecka 35 2020", K.DATE, D(2020, 8, 24), D(2020, 8, 30)),
        ("Påbörjas våren 2020, klart 2021-03-31", K.DATE, D(2020, 1, 1), D(2021, 3, 31)),
        ("löpande", K.CONTINUOUS, None, None),
        ("Löpande till och med 2020", K.CONTINUOUS, D(2020, 1, 1), D(2020, 12, 31)),
        ("Varje år", K.CONTINUOUS, None, None),
        ("se punkten ovan", K.REFERENCE, None, None),
        ("Se ovan.", K.REFERENCE, None, None),
        ("Enligt beslut 2019-02-13", K.REFERENCE, None, None),
        ("d:o", K.REFERENCE, None, None),
        ("", K.FREE, None, None),
        ("när budgeten medger", K.FREE, None, None),
        ("kvartal 7", K.FREE, None, None),
        ("KS-2019/64", K.FREE, None, None),
    ],
)
def test_the_known_ways_of_writing(words: str, kind: TimeframeKind, start: dt.date | None, end: dt.date | None) -> None:
    timeframe = understand(words)
    assert (timeframe.words, timeframe.kind, timeframe.start, timeframe.end) == (words, kind, start, end)
    assert timeframe.due == end


@pytest.mark.parametrize(
    ("words", "occasion"),
    [
        (
            "Kontinuerligt arbete som följs upp i verksamhetsberättelsen i samband med årsbokslutet",
            "verksamhetsberättelsen i samband med årsbokslutet",
        ),
        ("Kontinuerligt arbete som följs upp i verksam-\nhetsberättelsen.", "verksam- hetsberättelsen"),
        ("Löpande, uppföljning sker vid delårsbokslutet 2020", "delårsbokslutet 2020"),
        ("Årligen i samband med budgeten", "budgeten"),
        ("Kontinuerligt", ""),
    ],
)
def test_continuous_work_has_its_occasion_and_is_never_late(words: str, occasion: str) -> None:
    timeframe = understand(words)
    assert timeframe.kind is K.CONTINUOUS
    assert timeframe.occasion == occasion
    assert timeframe.due is None


@pytest.mark.parametrize("words", ["", " \n", "-", "–", "?", "Ej fastställd", "inte ännu beslutat", "Saknas.", "XX"])
def test_some_words_give_no_time(words: str) -> None:
    assert not understand(words).is_given


@pytest.mark.parametrize("words", ["2020", "löpande", "se ovan", "när budgeten medger"])
def test_any_other_words_do(words: str) -> None:
    assert understand(words).is_given


NUMBERS = st.sampled_from(["2019", "2020-06", "-30", "9", "Q9 2020", "Q1 ", "vecka 54 ", "30 juni "])
WORDS = st.sampled_from([" ", "/", "–", "\n", "före ", "kvartal ", "löpande ", "följs upp i ", "se ", "ovan"])
PERIODS = st.sampled_from(["första halvåret ", "tredje halvåret ", "läsåret 2199/00 ", "årsskiftet ", "från ", "ht-"])


@given(st.one_of(st.text(), st.lists(NUMBERS | WORDS | PERIODS).map("".join)))
def test_any_words_are_kept_and_give_a_time_or_none(words: str) -> None:
    timeframe = understand(words)
    assert timeframe.words == words
    assert timeframe.start is not None or timeframe.end is None
    if timeframe.start is not None and timeframe.end is not None:
        assert timeframe.start <= timeframe.end
    if timeframe.kind in (K.REFERENCE, K.FREE):
        assert timeframe.due is None
