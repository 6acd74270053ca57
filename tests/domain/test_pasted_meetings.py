"""What a person pastes: columns, rows and tables of meetings, and what is not understood of them."""

import datetime as dt
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from secretary_app.domain.pasted_dates import read_dates
from secretary_app.domain.pasted_meetings import PastedRow, parse_pasted
from secretary_app.domain.swedish_dates import MONTHS, WEEKDAYS

BODIES = ["KS", "KSAU", "KF", "Kommunstyrelsen", "Barn- och utbildningsnämnden"]
DAY = dt.date(2026, 1, 27)


def pasted(text: str) -> list[tuple[str | None, str, str | None]]:
    """The rows in short; everything must be understood."""
    found = parse_pasted(text, 2026, BODIES)
    assert found.not_understood == []
    return [(row.body, str(row.date), row.manusstopp and str(row.manusstopp)) for row in found.rows]


@pytest.mark.parametrize(
    "words",
    [
        "2026-01-27",
        "2026-01-27 00:00:00",
        "2026-01-27T09:00",
        "20260127",
        "260127",
        "26-01-27",
        "2026/1/27",
        "27 januari",
        "27:e januari",
        "den 27 januari 2026",
        "27 jan 2026",
        "27-jan-26",
        "27 jan.",
        "27/1",
        "27/1 2026",
        "27/1-26",
        "27.1.2026",
        "27-01-2026",
        "tis 27/1",
        "ti 27 jan",
        "Tisdag, 27 januari",
        "tisdagen den 27 januari",
        "TISDAG 27 JANUARI kl. 13.00",
        "27 januari, kl 13.00–16.30",
        "27 januari 13:00",
        "tisdag\t27 januari",
        "27 januari\ttis",
        "27\u00a0januari",
    ],
)
def test_one_date_in_every_usual_way_of_writing(words: str) -> None:
    assert pasted(words) == [(None, "2026-01-27", None)]


@pytest.mark.parametrize(
    "words",
    [
        "onsdag 27 januari",
        "onsdag\t27 januari",
        "31 april",
        "29 februari",
        "2026-13-01",
        "27 fjanuari",
        "13, 27",
        "hej",
        "27 januari (extra)",
        "27",
        "45 januari",
        "XYZ\t2026-01-27",
        "kl. 13.00",
        "27/1 13/2",
    ],
)
def test_what_is_no_date_is_told_and_nothing_guessed(words: str) -> None:
    found = parse_pasted(f"2026-02-03\n{words}", 2026, BODIES)
    assert [row.date for row in found.rows] == [dt.date(2026, 2, 3)]
    assert [line for line, _ in found.not_understood] == [2]


def test_several_dates_in_a_line() -> None:
    assert [row[1] for row in pasted("13, 27 januari och 10 februari")] == ["2026-01-13", "2026-01-27", "2026-02-10"]
    assert [row[1] for row in pasted("12 december och 13 januari 2028")] == ["2027-12-12", "2028-01-13"]


def test_a_column_beside_it_is_the_manusstopp() -> None:
    text = "Sammanträde\tManusstopp\tLokal\n27 januari\t15 januari\tHäggen\n13 januari\t18 december\t"
    assert pasted(text) == [(None, "2026-01-27", "2026-01-15"), (None, "2026-01-13", "2025-12-18")]
    assert pasted("Manusstopp\tDatum\n15/1\t27/1") == [(None, "2026-01-27", "2026-01-15")]
    assert pasted("\tManusstopp\n27 januari\t15 januari") == [(None, "2026-01-27", "2026-01-15")]
    assert pasted("27 januari, manusstopp 15 januari") == [(None, "2026-01-27", "2026-01-15")]
    assert pasted("27 januari (manusstopp 15 januari)") == [(None, "2026-01-27", "2026-01-15")]
    assert pasted("tis\t27 jan\ttors\t15 jan") == [(None, "2026-01-27", "2026-01-15")]


def test_a_manusstopp_after_its_meeting_is_told() -> None:
    found = parse_pasted("Datum\tManusstopp\n2026-01-27\t2026-01-30", 2026, BODIES)
    assert found.rows == []
    assert found.not_understood == [(2, "2026-01-27\t2026-01-30")]


def test_rows_with_a_body() -> None:
    text = "KSAU\t2026-01-27\nkommunstyrelsen\t2026-02-11\t2026-01-30\nKF: 23 feb, 30 mars\nKS 25 mars"
    assert pasted(text) == [
        ("KSAU", "2026-01-27", None),
        ("Kommunstyrelsen", "2026-02-11", "2026-01-30"),
        ("KF", "2026-02-23", None),
        ("KF", "2026-03-30", None),
        ("KS", "2026-03-25", None),
    ]


def test_a_table_with_bodies_in_the_head_row() -> None:
    text = '2026\tKSAU\tBarn – och utbildningsnämnden\tKF\nJanuari\t"13\n27"\t14\t–\nJuli\t\t\t\nAugusti\t\tons 19\t24'
    assert pasted(text) == [
        ("KSAU", "2026-01-13", None),
        ("KSAU", "2026-01-27", None),
        ("Barn- och utbildningsnämnden", "2026-01-14", None),
        ("Barn- och utbildningsnämnden", "2026-08-19", None),
        ("KF", "2026-08-24", None),
    ]


def test_a_table_with_months_in_the_head_row() -> None:
    text = "Nämnd\tdec-25\tjan-26\tFebruari\nKSAU\t9\t13, 27\t10 24\nKS\t\t\t\nKF\t2025-12-15\t\tmån 23"
    assert [(row[0], row[1]) for row in pasted(text)] == [
        ("KSAU", "2025-12-09"),
        ("KSAU", "2026-01-13"),
        ("KSAU", "2026-01-27"),
        ("KSAU", "2026-02-10"),
        ("KSAU", "2026-02-24"),
        ("KF", "2025-12-15"),
        ("KF", "2026-02-23"),
    ]


def test_a_table_with_the_manusstopp_of_each_body() -> None:
    text = "KSAU\tManusstopp KSAU\tKS\tManusstopp KS\n27/1\t15/1\t11/2\t30/1\n\t\t11/3\t"
    assert pasted(text) == [
        ("KSAU", "2026-01-27", "2026-01-15"),
        ("KS", "2026-02-11", "2026-01-30"),
        ("KS", "2026-03-11", None),
    ]


def test_a_line_of_its_own_holds_for_those_after_it() -> None:
    text = "Sammanträdesdagar 2027\nKSAU\n26 januari\nKS 2028\n12 januari\nFebruari\n9\n23"
    assert [(row[0], row[1]) for row in pasted(text)] == [
        ("KSAU", "2027-01-26"),
        ("KS", "2028-01-12"),
        ("KS", "2028-02-09"),
        ("KS", "2028-02-23"),
    ]


def test_a_label_that_was_joined_over_rows_holds_for_all_of_them() -> None:
    text = "Organ\tDatum\tManusstopp\nKSAU\t2026-01-13\t2026-01-02\n\t2026-01-27\t2026-01-15\nKS\t2026-01-21\t"
    assert pasted(text) == [
        ("KSAU", "2026-01-13", "2026-01-02"),
        ("KSAU", "2026-01-27", "2026-01-15"),
        ("KS", "2026-01-21", None),
    ]
    assert [row[1] for row in pasted("Månad\tDatum\njanuari\t13\n\t27\nfebruari\t10")] == [
        "2026-01-13",
        "2026-01-27",
        "2026-02-10",
    ]


def test_a_manusstopp_column_before_its_body() -> None:
    text = "Manusstopp\tKSAU\tManusstopp\tKS\n2/1\t13/1\t9/1\t21/1"
    assert pasted(text) == [("KSAU", "2026-01-13", "2026-01-02"), ("KS", "2026-01-21", "2026-01-09")]


def test_lists_out_of_a_mail() -> None:
    text = "• 13 januari\n- 27 januari\nv 7\ttis 10 feb\tKSAU\n11/2 KS\nmars: 10, 24\nApr 14\n2026-05-05 – KF"
    assert pasted(text) == [
        (None, "2026-01-13", None),
        (None, "2026-01-27", None),
        ("KSAU", "2026-02-10", None),
        ("KS", "2026-02-11", None),
        (None, "2026-03-10", None),
        (None, "2026-03-24", None),
        (None, "2026-04-14", None),
        ("KF", "2026-05-05", None),
    ]


def test_a_month_and_a_day_are_no_month_of_a_year() -> None:
    assert [row[1] for row in pasted("Jan 13\nFeb 10\njan-27\n20")] == ["2026-01-13", "2026-02-10", "2027-01-20"]


def test_what_a_table_says_of_unknown_bodies_is_told() -> None:
    found = parse_pasted("Månad\tKS\tXYZ\njanuari\t14\t15", 2026, BODIES)
    assert found.rows == [PastedRow("KS", dt.date(2026, 1, 14))]
    assert found.not_understood == [(1, "XYZ")]
    found = parse_pasted("\tjan\tfeb\nXYZ\t14\t15\nKS\t14\t99", 2026, BODIES)
    assert found.rows == [PastedRow("KS", dt.date(2026, 1, 14))]
    assert found.not_understood == [(2, "XYZ\t14\t15"), (3, "99")]


def test_a_row_that_speaks_of_a_meeting_is_no_head_row() -> None:
    found = parse_pasted("Nämnd\tDatum\nKS\tmöte inställt\nKF\t5/5", 2026, BODIES)
    assert found.rows == [PastedRow("KF", dt.date(2026, 5, 5))]
    assert found.not_understood == [(2, "möte inställt")]


def test_the_good_days_of_a_cell_are_taken_beside_one_that_is_none() -> None:
    found = parse_pasted("Månad\tKS\njuni\t10, 31\njuli\t1, preliminärt", 2026, BODIES)
    assert found.rows == [PastedRow("KS", dt.date(2026, 6, 10))]
    assert [(each.words, each.reason, each.date, each.suggestion) for each in found.unread] == [
        ("10, 31", "31 juni finns inte", None, dt.date(2026, 6, 30)),
        ("1, preliminärt", "där står också ”preliminärt”", dt.date(2026, 7, 1), None),
    ]


def test_lines_are_counted_over_broken_cells() -> None:
    found = parse_pasted('Månad\tKS\r\njanuari\t"14\r\n28"\r\nfebruari\thej\r\n', 2026, BODIES)
    assert [row.date.day for row in found.rows] == [14, 28]
    assert found.not_understood == [(4, "hej")]


_days = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))


def _iso(day: dt.date) -> str:
    return day.isoformat()


def _words(day: dt.date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _short(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day}/{day.month}"


def _abbreviated(day: dt.date) -> str:
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


_forms = st.sampled_from([_iso, _words, _short, _abbreviated])


@given(st.lists(st.tuples(_days, _forms), min_size=1, max_size=12))
def test_any_column_of_dates_comes_back(column: list[tuple[dt.date, object]]) -> None:
    text = "\n".join(form(day) for day, form in column if callable(form))
    found = parse_pasted(text, 2026, BODIES)
    assert found.rows == [PastedRow(None, day) for day, _ in column]
    assert found.not_understood == []


@given(_days, st.sampled_from(WEEKDAYS))
def test_a_weekday_is_believed_only_where_it_is_right(day: dt.date, weekday: str) -> None:
    found = read_dates(f"{weekday} {_words(day)}", 2026)
    right = WEEKDAYS[day.weekday()] == weekday
    assert (found is not None) == right


@given(st.dictionaries(st.sampled_from(["KS", "KSAU", "KF"]), st.sets(_days, max_size=20), min_size=1), st.booleans())
def test_any_table_comes_back_either_way_round(calendar: dict[str, set[dt.date]], turned: bool) -> None:
    def cell(body: str, month: int) -> str:
        return ", ".join(str(day.day) for day in sorted(calendar[body]) if day.month == month)

    months = list(range(1, 13))
    if turned:
        lines = ["\t".join(["", *(MONTHS[month - 1] for month in months)])]
        lines += ["\t".join([body, *(cell(body, month) for month in months)]) for body in calendar]
    else:
        lines = ["\t".join(["Månad", *calendar])]
        lines += ["\t".join([MONTHS[month - 1], *(cell(body, month) for body in calendar)]) for month in months]
    found = parse_pasted("\n".join(lines), 2026, BODIES)
    assert found.not_understood == []
    assert {(row.body, row.date) for row in found.rows} == {(body, day) for body in calendar for day in calendar[body]}


@given(st.text(alphabet='0123456789 \t\n/-.,:;"()abcdefjKSAUmanusopåäö', max_size=60))
def test_any_text_gives_an_answer(text: str) -> None:
    found = parse_pasted(text, 2026, BODIES)
    lines = text.count("\n") + 1
    assert all(1 <= line <= lines and words for line, words in found.not_understood)


@pytest.mark.parametrize(
    "part", ["1 ", "manus ", "1 x ", "1/1 x ", '"', "januari ", "tis ", "1-", " ", "2026 ", "1:11", "KS "]
)
def test_long_nonsense_is_read_quickly(part: str) -> None:
    started = time.process_time()
    parse_pasted(part * 10_000 + "x", 2026, BODIES)
    assert time.process_time() - started < 2


@given(st.text(max_size=40), st.sampled_from([1, 2026, 9999]))
def test_any_text_at_all_gives_an_answer(text: str, year: int) -> None:
    parse_pasted(text, year, BODIES)


_CELLS = st.sampled_from(
    ["KS", "Datum", "Manusstopp", "27/1", "31 april", "46170", "jan", "10, 31", "2025", "tis 3/2", ""]
)


@example([["Manusstopp", "KS"], ["27/1"], ["27/1"]], 2026)
@given(st.lists(st.lists(_CELLS, max_size=4), max_size=6), st.sampled_from([1, 2026, 9999]))
def test_any_table_of_such_cells_gives_an_answer(table: list[list[str]], year: int) -> None:
    found = parse_pasted("\n".join("\t".join(row) for row in table), year, BODIES)
    assert all(each.line <= len(table) for each in (*found.rows, *found.unread))


KNOWN = ["KS", "Kommunstyrelsen", "SN", "Socialnämnden"]


@pytest.mark.parametrize(
    "heading",
    [
        "Socialnämnden",
        "Socialnämnden:",
        "Socialnämnden\t\t",
        "Socialnämnden (SN)",
        "Socialnämnden, SN",
        "Vård- och socialområdet (SN)",
        "Socialnämndens sammanträden 2026",
        "Sammanträdestider för Socialnämnden",
    ],
)
@pytest.mark.parametrize("before", ["Kommunstyrelsen\n13/1", "Kommunstyrelsen\tmanusstopp\tutskick\n13/1\t2/1\t7/1"])
def test_a_heading_ends_the_days_of_the_body_before_it(before: str, heading: str) -> None:
    found = parse_pasted(f"{before}\n\n{heading}\n20/1\t8/1", 2026, KNOWN)
    assert [(row.body, str(row.date)) for row in found.rows[:1]] == [("Kommunstyrelsen", "2026-01-13")]
    assert [(str(row.date), str(row.manusstopp)) for row in found.rows[1:]] == [("2026-01-20", "2026-01-08")]
    assert found.rows[1].body in ("SN", "Socialnämnden")


@pytest.mark.parametrize("heading", ["Valnämnden", "Krisledningsnämnden 2026", "KFN", "Kommunala pensionärsrådet:"])
def test_days_under_an_unknown_heading_are_nobody_elses(heading: str) -> None:
    found = parse_pasted(f"Kommunstyrelsen\n13/1\n{heading}\n5/3\n31 april\nSN\n6/5", 2026, KNOWN)
    assert [(row.body, str(row.date)) for row in found.rows] == [
        ("Kommunstyrelsen", "2026-01-13"),
        ("SN", "2026-05-06"),
    ]
    assert [(each.body, each.date, each.names_unknown) for each in found.unread] == [
        (None, None, True),
        (None, dt.date(2026, 3, 5), True),
        (None, None, True),
    ]


def test_a_body_without_meetings_is_no_heading_in_a_table_of_months() -> None:
    found = parse_pasted("Nämnd\tJan\tFeb\nKS\t13\t10\nSocialnämnden\t\t\nKF\t20\t17", 2026, [*KNOWN, "KF"])
    assert [(row.body, str(row.date)) for row in found.rows] == [
        ("KS", "2026-01-13"),
        ("KS", "2026-02-10"),
        ("KF", "2026-01-20"),
        ("KF", "2026-02-17"),
    ]


def test_the_year_of_a_title_holds_whatever_else_it_says() -> None:
    found = parse_pasted("Sammanträdestider 2027 – Älvstads kommun\n13/1", 2026, KNOWN)
    assert [row.date.year for row in found.rows] == [2027]


def test_a_dash_within_a_line_is_no_bullet() -> None:
    (told,) = parse_pasted("Kultur- och fritidsdagen 4/2", 2026, KNOWN).unread
    assert told.reason == "där står också ”Kultur- och fritidsdagen”"


def test_the_manusstopp_of_a_doubtful_day_stays_with_it() -> None:
    text = "Nämnd\tDatum\tManusstopp\nKS\t31 april\t20 mars\nKS\tonsdag 16 juni\t28/5\nKS\tvid behov\t1/6"
    found = parse_pasted(text, 2026, KNOWN)
    assert [(each.words, each.suggestion, each.manusstopp) for each in found.unread] == [
        ("31 april", dt.date(2026, 4, 30), dt.date(2026, 3, 20)),
        ("onsdag 16 juni", dt.date(2026, 6, 17), dt.date(2026, 5, 28)),
        ("vid behov", None, None),
        ("1/6", None, None),
    ]
