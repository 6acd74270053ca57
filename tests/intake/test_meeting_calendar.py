"""Calendar files as Outlook and Google write them, and files that would hold the reader up."""

import datetime as dt
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.intake.meeting_calendar import MOST_DAYS, MOST_EVENTS, CalendarDay, days_in, read_calendar
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled

DATA = Path(__file__).parents[1] / "data" / "calendars"


def calendar(*events: str, head: str = "") -> str:
    whole = "\n".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT" for each in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{whole}\nEND:VCALENDAR\n"


def days(*events: str, head: str = "") -> list[str]:
    return [str(each.date) for each in days_in(calendar(*events, head=head), 2026, 2027).days]


def test_a_calendar_out_of_outlook() -> None:
    content = read_calendar(DATA / "outlook.ics", 2026, 2027)
    assert content.name == "Nämndkalender"
    assert content.outside == 1
    assert content.notices == ()
    assert [(str(each.date), each.time, each.words, each.cancelled) for each in content.days] == [
        ("2026-01-13", "13:00", "KSAU sammanträde", False),
        ("2026-01-15", "", "Manusstopp KSAU", False),
        ("2026-01-28", "13:00", "KSAU sammanträde (obs dagen)", False),
        ("2026-02-03", "09:00", "Presidieberedning KSAU", False),
        ("2026-02-04", "", "Kommunstyrelsen, sammanträde", False),
        ("2026-02-17", "12:00", "Lunch med Karin", False),
        ("2026-02-23", "00:30", "Extra möte", False),
        ("2026-02-24", "13:00", "KSAU sammanträde", False),
        ("2026-03-10", "13:00", "Inställt: KSAU sammanträde", True),
        ("2026-03-24", "13:00", "KSAU sammanträde", False),
    ]
    assert content.days[4].about == ("Politik, Grön kategori",)


def test_a_calendar_out_of_google() -> None:
    content = read_calendar(DATA / "google.ics", 2026, 2027)
    assert [(str(each.date), each.time, each.cancelled) for each in content.days] == [
        ("2026-02-18", "13:30", False),
        ("2026-03-18", "13:30", False),
        ("2026-04-15", "13:30", False),
        ("2026-05-20", "13:30", False),
        ("2026-06-19", "", False),
        ("2026-09-22", "14:30", True),
    ]


def test_fifty_three_weeks_pass_into_the_next_year() -> None:
    content = read_calendar(DATA / "femtiotre.ics", 2026, 2027)
    assert len(content.days) == 53
    assert content.days[-1].date == dt.date(2027, 1, 4)
    assert len(read_calendar(DATA / "femtiotre.ics", 2026, 2026).days) == 52


def test_the_day_is_the_swedish_one_whatever_the_zone() -> None:
    assert days("DTSTART:20260630T223000Z") == ["2026-07-01"]
    assert days('DTSTART;TZID="Eastern Standard Time":20260303T190000') == ["2026-03-04"]
    assert days("DTSTART:20260303T233000") == ["2026-03-03"]
    assert days("DTSTART;TZID=Ingen sådan zon:20260303T130000") == ["2026-03-03"]
    # 08:30 in the summer and in the winter: the hour by UTC differs, the day does not.
    rule = "DTSTART;TZID=Europe/Stockholm:20260324T003000\nRRULE:FREQ=WEEKLY;COUNT=2"
    assert days(rule) == ["2026-03-24", "2026-03-31"]


def test_a_zone_that_the_file_describes_itself() -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Anpassad\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:-0800\n"
        "TZOFFSETTO:-0800\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    assert days("DTSTART;TZID=Anpassad:20260303T200000", head=zone) == ["2026-03-04"]


def test_exceptions_from_a_series() -> None:
    rule = "UID:1\nDTSTART;VALUE=DATE:20260105\nRRULE:FREQ=WEEKLY;UNTIL=20260126"
    assert days(rule) == ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26"]
    assert days(f"{rule}\nEXDATE;VALUE=DATE:20260112,20260119") == ["2026-01-05", "2026-01-26"]
    assert days(f"{rule}\nRDATE;VALUE=DATE:20260130")[-1] == "2026-01-30"
    moved = "UID:1\nRECURRENCE-ID;VALUE=DATE:20260112\nDTSTART;VALUE=DATE:20260114"
    assert days(rule, moved) == ["2026-01-05", "2026-01-14", "2026-01-19", "2026-01-26"]


def test_an_earlier_version_of_an_event_does_not_count() -> None:
    first, later = (f"UID:1\nSEQUENCE:{n}\nDTSTART:2026030{n + 1}" for n in (1, 2))
    assert days(first, later) == ["2026-03-03"]


def test_what_is_not_understood_is_said() -> None:
    events = ("SUMMARY:A\nDTSTART:20261301", "SUMMARY:B", "SUMMARY:C\nDTSTART:20260303T100000\nRRULE:FREQ=HOURLY")
    found = days_in(calendar(*events), 2026, 2027).days
    assert [(each.words, each.doubt) for each in found] == [
        ("C", "upprepas oftare än en gång om dagen: bara den första dagen visas"),
        ("A", "”20261301” är inget datum"),
        ("B", "händelsen har ingen dag"),
    ]


def test_a_rule_that_never_goes_on_gives_its_first_day() -> None:
    (found,) = days_in(calendar("DTSTART:20260303\nRRULE:FREQ=YEARLY;INTERVAL=0"), 2026, 2027).days
    assert (found.date, found.doubt) == (
        dt.date(2026, 3, 3),
        "upprepningen förstås inte: bara den första dagen visas",
    )


def test_an_endless_rule_gives_the_years_that_are_asked_for() -> None:
    assert len(days("DTSTART:20100101\nRRULE:FREQ=DAILY")) == 730
    assert days("DTSTART:19000101\nRRULE:FREQ=YEARLY") == ["2026-01-01", "2027-01-01"]


def test_a_large_calendar_is_read_in_time_and_bounded(tmp_path: Path) -> None:
    event = (
        "UID:%d\nDTSTART;TZID=W. Europe Standard Time:%d0303T130000\nSUMMARY:KSAU\nDESCRIPTION:" + "x" * 150 + "\n"
        "LOCATION:Salen"
    )
    path = tmp_path / "stor.ics"
    path.write_text(calendar(*(event % (n, 2006 + n % 25) for n in range(MOST_EVENTS + 10))), encoding="utf-8")
    assert path.stat().st_size > 5_000_000
    started = time.perf_counter()
    content = read_calendar(path, 2026, 2027)
    assert time.perf_counter() - started < 20
    assert len(content.days) == MOST_EVENTS // 25 * 2
    assert content.notices == ("Kalendern har fler än 20000 händelser. Bara de första lästes.",)
    rules = ("DTSTART:20260101\nRRULE:FREQ=DAILY" for _ in range(9))
    assert len(days(*rules)) == MOST_DAYS


def test_a_rule_that_never_comes_true_can_be_given_up(tmp_path: Path) -> None:
    path = tmp_path / "aldrig.ics"
    never = "DTSTART:20260101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    path.write_text(calendar(*[never] * 50), encoding="utf-8")
    started = time.perf_counter()

    def poll() -> None:
        if time.perf_counter() - started > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_calendar(path, 2026, 2027, poll)
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "ingen kalenderfil"), (b"hej", "ingen kalenderfil"), (b"PK\x03\x04\0\0", "ingen textfil")],
)
def test_what_is_no_calendar_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "moten.ics"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words):
        read_calendar(path, 2026, 2027)
    with pytest.raises(UserError, match="finns inte"):
        read_calendar(tmp_path / "borta.ics", 2026, 2027)


def test_a_file_that_was_cut_off_gives_what_is_whole() -> None:
    text = calendar("SUMMARY:A\nDTSTART:20260303", "SUMMARY:B\nDTSTART:20260310")
    content = days_in(text[: text.index("SUMMARY:B")], 2026, 2027)
    assert content.days == (CalendarDay("A", date=dt.date(2026, 3, 3)),)
    assert "slutar mitt i en händelse" in content.notices[0]


_LINES = st.sampled_from(
    [
        "DTSTART:20260303T100000Z",
        "DTSTART;VALUE=DATE:20260303",
        "DTSTART;TZID=Europe/Stockholm:20260303T1",
        "DTSTART:99991231T235959Z",
        "DTSTART:00010101",
        "RRULE:FREQ=WEEKLY;UNTIL=2026",
        "RRULE:FREQ=WEEKLY;COUNT=0",
        "RRULE:FREQ=MONTHLY;BYDAY=9XX",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:UNTIL=20261231",
        "RDATE;VALUE=PERIOD:20260303T100000Z/PT1H",
        "EXDATE:hej",
        "RECURRENCE-ID:20260303T100000Z",
        "SEQUENCE:åtta",
        "CATEGORIES",
        "SUMMARY;X=\x01:y",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "BEGIN:STANDARD",
        "TZID:Europe/Stockholm",
        "END:VTIMEZONE",
        "END:VCALENDAR",
        "BEGIN:VALARM",
        "UID:1",
        " ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(_LINES | st.text(max_size=12), max_size=14))
def test_any_lines_give_days_or_a_sentence(lines: list[str]) -> None:
    try:
        content = days_in("\n".join(["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT"]), 2026, 2027)
    except UserError:
        return
    assert all(each.date is None or each.date.year in (2026, 2027) for each in content.days)
