import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.swedish_dates import (
    WEEKDAYS,
    Certainty,
    find_dates,
    in_words,
    month_number,
    parse_date,
)

D = dt.date


def found(text: str, reference: dt.date | None = None) -> list[tuple[dt.date, str, str]]:
    return [(one.date, one.words, str(one.certainty)) for one in find_dates(text, reference=reference)]


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("Svar senast 2025-06-30.", D(2025, 6, 30), "2025-06-30"),
        ("Svar senast 2025-06-\n30, tack", D(2025, 6, 30), "2025-06-\n30"),
        ("Svar senast 2025-06\ufffe30", D(2025, 6, 30), "2025-06\ufffe30"),
        ("beslut § 21/2022-03-22 med", D(2022, 3, 22), "2022-03-22"),
        ("dock senast den 30 juni 2025.", D(2025, 6, 30), "den 30 juni 2025"),
        ("dock senast 30 juni 2025.", D(2025, 6, 30), "30 juni 2025"),
        ("dock senast den 30 \njuni\r\n2025.", D(2025, 6, 30), "den 30 \njuni\r\n2025"),
        ("har den 31/12 2019 förtydligat", D(2019, 12, 31), "den 31/12 2019"),
        ("har 31/12-2019 förtydligat", D(2019, 12, 31), "31/12-2019"),
        ("har 31/12/2019 förtydligat", D(2019, 12, 31), "31/12/2019"),
        ("Klart 30.6.2025.", D(2025, 6, 30), "30.6.2025"),
        ("13 november 2018", D(2018, 11, 13), "13 november 2018"),
        ("onsdagen den 20 april 2022 klockan 9", D(2022, 4, 20), "onsdagen den 20 april 2022"),
        ("den 1:a maj 2025", D(2025, 5, 1), "den 1:a maj 2025"),
        ("30 JUNI 2025", D(2025, 6, 30), "30 JUNI 2025"),
        ("18 dec. 2018 (§ 4)", D(2018, 12, 18), "18 dec. 2018"),
        ("29 februari 2024", D(2024, 2, 29), "29 februari 2024"),
    ],
)
def test_a_whole_date_is_found_with_its_words(text: str, date: dt.date, words: str) -> None:
    assert found(text) == [(date, words, "explicit")]


@pytest.mark.parametrize(
    "text",
    [
        "31 april 2025",
        "den 31 april 2025",
        "2025-02-30",
        "2025-13-01",
        "29/2 2023",
        "30.13.2025",
        "KF 2103-11-2013",
        "avsnitt 3.4.1 och 3.1.1.3",
        "Dnr 3.1.2-56/2016",
        "besvarade 3/4",
        "0207/19",
        "en majoritet",
        "12 marsvin 2020",
        "i mars",
        "",
    ],
)
def test_what_is_no_date_is_not_found(text: str) -> None:
    assert found(text, D(2025, 1, 1)) == []


def test_without_a_year_it_is_the_first_such_day_from_the_reference() -> None:
    text = "inkomma senast 23 mars för att"
    assert found(text, D(2022, 2, 14)) == [(D(2022, 3, 23), "23 mars", "inferred")]
    assert found(text, D(2022, 3, 23)) == [(D(2022, 3, 23), "23 mars", "inferred")]
    assert found(text, D(2022, 3, 24)) == [(D(2023, 3, 23), "23 mars", "inferred")]
    assert found("den 23/3", D(2022, 2, 14)) == [(D(2022, 3, 23), "den 23/3", "inferred")]
    assert found("29 februari", D(2021, 1, 1)) == [(D(2024, 2, 29), "29 februari", "inferred")]
    assert found("30 juni", D(9999, 12, 31)) == []


def test_without_a_year_and_a_reference_there_is_no_date() -> None:
    assert found("senast 23 mars, den 23/3 eller utgången av mars") == []


def test_a_date_in_a_list_takes_the_year_of_the_next() -> None:
    assert [date for date, _, _ in found("mellan 1 mars och 30 juni 2025")] == [D(2025, 3, 1), D(2025, 6, 30)]
    assert [date for date, _, _ in found("1 december – 31 januari 2026", D(2030, 1, 1))] == [
        D(2025, 12, 1),
        D(2026, 1, 31),
    ]
    assert found("1 mars, 1 juni och 1 september 2025")[0] == (D(2025, 3, 1), "1 mars", "inferred")


@pytest.mark.parametrize(
    ("text", "date", "words"),
    [
        ("finns senast juni 2019.", D(2019, 6, 30), "senast juni 2019"),
        ("i januari 2019 anges", D(2019, 1, 31), "januari 2019"),
        ("till utgången av januari månad 2020", D(2020, 1, 31), "utgången av januari månad 2020"),
        ("till utgången av januari månad", D(2022, 1, 31), "utgången av januari månad"),
        ("före slutet av mars", D(2021, 3, 31), "före slutet av mars"),
        ("februari 2024", D(2024, 2, 29), "februari 2024"),
        ("klart före juni 2019", D(2019, 5, 31), "före juni 2019"),
    ],
)
def test_a_month_is_its_last_day_and_fuzzy(text: str, date: dt.date, words: str) -> None:
    assert found(text, D(2021, 2, 1)) == [(date, words, "fuzzy")]


def test_several_come_in_the_order_of_the_text() -> None:
    text = "Från 2025-03-26 till den 14 maj 2025, sist juni 2025."
    dates = find_dates(text)
    assert [one.date for one in dates] == [D(2025, 3, 26), D(2025, 5, 14), D(2025, 6, 30)]
    assert all(text[one.start : one.end] == one.words for one in dates)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (" 2025-06-30 ", D(2025, 6, 30)),
        ("2025-6-3", D(2025, 6, 3)),
        ("20250630", D(2025, 6, 30)),
        ("den 30 juni 2025.", D(2025, 6, 30)),
        ("31/12 2019", D(2019, 12, 31)),
        ("juni 2025", None),
        ("30 juni", None),
        ("2025-06-31", None),
        ("2025-06-30 eller senare", None),
        ("", None),
    ],
)
def test_a_cell_is_one_date_or_none(text: str, date: dt.date | None) -> None:
    assert parse_date(text) == date


def test_month_names() -> None:
    assert month_number("Sept.") == 9
    assert month_number("MAJ") == 5
    assert month_number("ma") is None
    assert month_number("hösten") is None
    assert WEEKDAYS[D(2025, 6, 30).weekday()] == "måndag"


DAYS = st.dates(D(1900, 1, 1), D(2199, 12, 31))


@given(DAYS, st.sampled_from(["{iso}", "den {words}", "{words}", "{d}/{m} {y}", "{d}/{m}-{y}", "{d}.{m}.{y}"]))
def test_every_day_is_found_in_every_form(day: dt.date, form: str) -> None:
    written = form.format(iso=day.isoformat(), words=in_words(day), d=day.day, m=day.month, y=day.year)
    assert found(f"Svar senast {written}, helst förr") == [(day, written, "explicit")]
    assert parse_date(written) == day


PIECES = st.sampled_from(
    ["den ", "31", "/", "12", "-", " ", "\n", "2019", "2020-02-", "30", "april", "juni", "före ", "senast ", ".", "mån"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)), st.none() | st.dates())
def test_any_text_gives_dates_where_they_stand(text: str, reference: dt.date | None) -> None:
    end = 0
    for one in find_dates(text, reference=reference):
        assert end <= one.start < one.end <= len(text)
        assert one.words == text[one.start : one.end]
        assert one.certainty in Certainty
        end = one.end
    parse_date(text)


HANDLINGAR = Path(__file__).parents[2].parent / "shared" / "handlingar"


@pytest.mark.skipif(not HANDLINGAR.is_dir(), reason="de verkliga handlingarna finns inte här")
def test_every_deadline_of_the_real_papers_is_found() -> None:
    for line in (HANDLINGAR / "facit.jsonl").read_text("utf-8").splitlines():
        paper = json.loads(line)
        text = (HANDLINGAR / f"{paper['file']}.txt").read_text("utf-8")
        written = paper["document_date"]
        dates = {one.date for one in find_dates(text, reference=parse_date(written) if written else None)}
        assert {D.fromisoformat(deadline["date"]) for deadline in paper["deadlines"]} <= dates, paper["file"]
