"""Calendar files, read back with the library that writes them and with another."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from secretary_app.domain.text import clean, single_line
from secretary_app.outbox.calendar import CalendarEntry, calendar_bytes, write_calendar, write_cancellation
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Cancelled

MADE = dt.datetime(2026, 3, 11, 9, 0, 5, 77, tzinfo=dt.UTC)
ENTRY = CalendarEntry(
    uid="answer-ex-10-osn@beredd",
    date=dt.date(2026, 4, 30),
    summary="OSN svarar på rekommendation 1, KS/2026:31",
    description="KS/2026:31 Granskning av kommunens krisberedskap; öva, följ upp\nNästa steg: OSN beslutar.",
    categories=("Nämndens svar", "OSN, KS"),
    alarm=dt.date(2026, 4, 16),
    sequence=7,
    modified=dt.datetime(2026, 3, 10, 8, tzinfo=dt.UTC),
)
GOLDEN = """\
BEGIN:VCALENDAR
PRODID:-//Beredd//Beredd//SV
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Beredd OSN
BEGIN:VEVENT
UID:answer-ex-10-osn@beredd
DTSTAMP:20260311T090005Z
LAST-MODIFIED:20260310T080000Z
SEQUENCE:7
DTSTART;VALUE=DATE:20260430
DTEND;VALUE=DATE:20260501
SUMMARY:OSN svarar på rekommendation 1\\, KS/2026:31
DESCRIPTION:KS/2026:31 Granskning av kommunens krisberedskap\\; öva\\, följ \
upp\\nNästa steg: OSN beslutar.
CATEGORIES:Nämndens svar,OSN\\, KS
STATUS:CONFIRMED
TRANSP:TRANSPARENT
X-MICROSOFT-CDO-BUSYSTATUS:FREE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:OSN svarar på rekommendation 1\\, KS/2026:31
TRIGGER:-P13DT16H
END:VALARM
END:VEVENT
END:VCALENDAR
"""


def unfolded(content: bytes) -> str:
    return content.replace(b"\r\n ", b"").decode().replace("\r\n", "\n")


def test_a_file_is_as_it_has_always_been() -> None:
    assert unfolded(calendar_bytes("Beredd OSN", [ENTRY], MADE)) == GOLDEN


texts = st.text(st.characters(codec="utf-8"), max_size=300) | st.text("åäöÅÄÖ,;:\\n\"' \n", max_size=300)


@given(texts, texts, st.lists(texts.filter(single_line), max_size=3))
@settings(max_examples=60)
def test_every_text_comes_back_and_no_line_is_too_long(summary: str, description: str, categories: list[str]) -> None:
    entry = CalendarEntry(
        uid="x@beredd",
        date=dt.date(2026, 12, 31),
        summary=summary,
        description=description,
        categories=tuple(categories),
        modified=MADE,
    )
    content = calendar_bytes("Allt", [entry], MADE)
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(event["summary"]) == single_line(summary)
    assert str(event.get("description", "")) == clean(description)
    if categories:
        assert [str(each) for each in event["categories"].cats] == [single_line(each) for each in categories]


@given(st.text("abc åäö,;\\:\n", min_size=1, max_size=200))
@settings(max_examples=60)
def test_another_reader_reads_the_same(text: str) -> None:
    entry = CalendarEntry(uid="x@beredd", date=dt.date(2028, 2, 29), summary=text, description=text, modified=MADE)
    event = vobject.readOne(calendar_bytes("Allt", [entry], MADE).decode()).vevent
    assert event.summary.value == single_line(text)
    assert getattr(event, "description", None) is None or event.description.value == clean(text)
    assert (event.dtstart.value, event.dtend.value) == (dt.date(2028, 2, 29), dt.date(2028, 3, 1))


@given(st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)), st.integers(0, 60))
def test_the_alarm_rings_at_eight_that_day(date: dt.date, before: int) -> None:
    alarm = date - dt.timedelta(days=before)
    entry = CalendarEntry(uid="x@beredd", date=date, summary="Svar", alarm=alarm, modified=MADE)
    event = vobject.readOne(calendar_bytes("Allt", [entry], MADE).decode()).vevent
    rings = dt.datetime.combine(event.dtstart.value, dt.time()) + event.valarm.trigger.value
    assert rings == dt.datetime.combine(alarm, dt.time(8))


def test_what_is_cancelled_rings_no_more_and_alone_in_a_file_is_taken_away(tmp_path: Path) -> None:
    gone = CalendarEntry(**{**vars(ENTRY), "cancelled": True, "sequence": 9})
    path = tmp_path / "utgår.ics"
    write_cancellation(path, gone, MADE)
    calendar = vobject.readOne(path.read_bytes().decode())
    assert calendar.method.value == "CANCEL"
    (event,) = calendar.vevent_list
    assert (event.uid.value, event.status.value, event.sequence.value) == (ENTRY.uid, "CANCELLED", "9")
    assert not hasattr(event, "valarm")


def test_a_calendar_is_written_over_but_nothing_else_is(tmp_path: Path) -> None:
    path = tmp_path / "frister.ics"
    write_calendar(path, "Beredd", [ENTRY], MADE)
    write_calendar(path, "Beredd", [], MADE)
    assert b"VEVENT" not in path.read_bytes()
    path.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//Annan//SV\r\n")
    with pytest.raises(UserError, match="ingen kalender från Beredd"):
        write_calendar(path, "Beredd", [ENTRY], MADE)
    assert b"Annan" in path.read_bytes()
    with pytest.raises(UserError, match=r"sluta på \.ics"):
        write_calendar(tmp_path / "frister.txt", "Beredd", [ENTRY], MADE)
    with pytest.raises(UserError, match="finns inte"):
        write_calendar(tmp_path / "saknas" / "frister.ics", "Beredd", [ENTRY], MADE)


def test_a_large_calendar_tells_how_far_it_has_come_and_is_stopped(tmp_path: Path) -> None:
    entries = [replace(ENTRY, uid=f"{number}@beredd") for number in range(250)]
    told: list[tuple[int, int, str]] = []
    path = tmp_path / "frister.ics"
    write_calendar(path, "END:VCALENDAR", entries, MADE, lambda *each: told.append(each))
    assert told == [(done, 250, "END:VCALENDAR") for done in (0, 100, 200)]
    assert len(vobject.readOne(path.read_bytes().decode()).contents["vevent"]) == 250

    def stop(done: int, _total: int, _what: str) -> None:
        if done:
            raise Cancelled

    other = tmp_path / "andra.ics"
    with pytest.raises(Cancelled):
        write_calendar(other, "Allt", entries, MADE, stop)
    assert not other.exists()
