"""Meetings out of pasted text, any list in Excel and calendar files, as the preview shows them."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from secretary_app.domain.found_meetings import FoundMeeting, FoundMeetings
from secretary_app.domain.model import Meeting
from secretary_app.operations.dropping import DropKind, sort_dropped
from secretary_app.operations.editing_meetings import add_many_meetings
from secretary_app.operations.history import undo_last
from secretary_app.operations.reading_meetings import is_list_of_meetings, meeting_bodies, read_file, read_text
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

DATA = Path(__file__).parents[1] / "data" / "calendars"
TODAY = dt.date(2026, 3, 11)
BODIES = (
    ("KSAU", "Kommunstyrelsens arbetsutskott"),
    ("KS", "Kommunstyrelsen"),
    ("KF", "Kommunfullmäktige"),
    ("SN", "Socialnämnden"),
)
Make = Callable[[dict[str, list[list[Any]]]], Path]


def short(found: list[FoundMeeting]) -> list[tuple[str, str, str]]:
    return [(each.body, str(each.date), each.doubt) for each in found]


def test_every_line_of_a_text_is_shown_in_its_order() -> None:
    text = (
        "Nämnd\tSammanträde\tManusstopp\nKSAU\ttis 14 april\t2 april\nKS\t31 april\t\nKF\tonsdag 26 maj\nKF\t46170\n"
        "KS\tej bestämt\nXYZ\t3/6\nKommunfullmäktige\t1/6\t5/6"
    )
    found = read_text(text, 2026, BODIES)
    assert [(each.where, each.body, str(each.date), each.doubt) for each in found] == [
        ("rad 2", "KSAU", "2026-04-14", ""),
        ("rad 3", "KS", "None", "31 april finns inte"),
        ("rad 4", "KF", "2026-05-26", "26 maj 2026 är en tisdag"),
        ("rad 5", "KF", "2026-05-28", ""),
        ("rad 6", "KS", "None", "”ej bestämt” är inget datum"),
        ("rad 7", "", "2026-06-03", "nämnden finns inte i registret"),
        ("rad 8", "KF", "2026-06-01", "manusstoppet 5 juni 2026 ligger efter sammanträdet"),
    ]
    assert found[0].manusstopp == dt.date(2026, 4, 2)
    assert found[1].suggestion == dt.date(2026, 4, 30)
    assert found[3].said == "Excels tal 46170"
    assert found[0].words == "KSAU  tis 14 april  2 april"


def test_a_list_in_excel_is_understood_like_a_text(workbook: Make) -> None:
    path = workbook(
        {
            "KSAU 2026": [["Datum", "Manusstopp"], [dt.date(2026, 4, 14), dt.date(2026, 4, 2)], ["5 maj", 46140]],
            "Blad2": [["", "KS", "KF"], ["januari", 14, "26"], ["februari", "11\n25", "31"]],
        }
    )
    assert is_list_of_meetings(path)
    found = read_file(path, 2026, BODIES).found
    assert [(each.where, each.body, str(each.date), each.doubt) for each in found] == [
        ("KSAU 2026 rad 2", "KSAU", "2026-04-14", ""),
        ("KSAU 2026 rad 3", "KSAU", "2026-05-05", ""),
        ("Blad2 rad 2", "KS", "2026-01-14", ""),
        ("Blad2 rad 2", "KF", "2026-01-26", ""),
        ("Blad2 rad 3", "KS", "2026-02-11", ""),
        ("Blad2 rad 3", "KS", "2026-02-25", ""),
        ("Blad2 rad 3", "KF", "None", "31 februari finns inte"),
    ]
    assert [each.manusstopp for each in found[:2]] == [dt.date(2026, 4, 2), dt.date(2026, 4, 28)]


def test_a_sheet_may_be_named_after_its_body(workbook: Make) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "KS 2026": [["Datum"], [dt.date(2026, 1, 13)]],
        "Socialnämnden": [["Datum"], [dt.date(2026, 1, 20)], ["KF"], [dt.date(2026, 1, 26)], ["Valnämnden"], ["5/3"]],
        "Övrigt": [["Datum"], [dt.date(2026, 2, 3)]],
    }
    found = read_file(workbook(sheets), 2026, BODIES).found
    assert [(each.body, each.date) for each in found] == [
        ("KS", dt.date(2026, 1, 13)),
        ("SN", dt.date(2026, 1, 20)),
        ("KF", dt.date(2026, 1, 26)),
        ("", None),
        ("", dt.date(2026, 3, 5)),
        ("", dt.date(2026, 2, 3)),
    ]


def test_which_workbooks_are_lists_of_days(workbook: Make) -> None:
    assert is_list_of_meetings(workbook({"Blad1": [[46140], [46168]]}))
    assert not is_list_of_meetings(workbook({"Budget": [["Konto", "Belopp"], ["Resor", 45000], ["Mat", 30000]]}))
    assert not is_list_of_meetings(workbook({"Sammanträden": [["Nämnd", "Datum"], ["KS", dt.date(2026, 5, 5)]]}))
    # Another's list in a sheet of that name.
    assert is_list_of_meetings(workbook({"Sammanträden": [["", "KS", "KF"], ["maj", 5, 12]]}))


def test_what_a_calendar_says_of_its_bodies() -> None:
    found = read_file(DATA / "outlook.ics", 2026, BODIES).found
    assert short(found) == [
        ("KSAU", "2026-01-13", ""),
        ("KSAU", "None", ""),
        ("KSAU", "2026-01-28", ""),
        ("KSAU", "2026-02-03", "bara presidieberedning?"),
        ("KS", "2026-02-04", ""),
        ("", "2026-02-17", "är det ett sammanträde?"),
        ("KF", "2026-02-23", ""),
        ("KSAU", "2026-02-24", ""),
        ("KSAU", "2026-03-10", ""),
        ("KSAU", "2026-03-24", ""),
    ]
    assert found[2].manusstopp == dt.date(2026, 1, 15)
    assert found[1].said == "är manusstopp till 28 januari 2026"
    assert [each.cancelled for each in found].index(True) == 8


def test_a_calendar_named_after_its_body() -> None:
    found = read_file(DATA / "google.ics", 2026, BODIES).found
    assert {each.body for each in found} == {"SN"}


def test_a_calendar_without_anything_in_these_years_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="inga händelser 2031 eller 2032"):
        read_file(DATA / "femtiotre.ics", 2031, BODIES)
    empty = tmp_path / "tom.ics"
    empty.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"tom\.ics har inga händelser\."):
        read_file(empty, 2026, BODIES)


def test_only_what_is_confirmed_is_recorded_and_one_undo_takes_it_back(register: Register) -> None:
    bodies = meeting_bodies(register, TODAY)
    assert bodies.bodies[0] == ("KSAU", "Kommunstyrelsens arbetsutskott")
    assert bodies.days["KSAU"][dt.date(2026, 3, 30)] == dt.date(2026, 3, 18)
    before = len(register.find(Meeting))
    found = FoundMeetings(bodies.days, year=2026)
    found.show(read_file(DATA / "outlook.ics", 2026, bodies.bodies).found)
    wanted = found.wanted()
    assert {body: len(days) for body, days in wanted.items()} == {"KSAU": 4, "KS": 1, "KF": 1}
    add_many_meetings(register, {bodies.ids[body]: days for body, days in wanted.items()})
    added = register.find(Meeting, namnd_id=bodies.ids["KSAU"], date=dt.date(2026, 1, 28))
    assert [each.manusstopp for each in added] == [dt.date(2026, 1, 15)]
    assert len(register.find(Meeting)) == before + 6
    undo_last(register)
    assert len(register.find(Meeting)) == before


def test_a_dropped_calendar_is_for_the_preview(register: Register, workbook: Make) -> None:
    calendar = DATA / "google.ics"
    assert sort_dropped(register, [calendar]).kind is DropKind.MEETINGS
    assert sort_dropped(register, [workbook({"Möten": [["27/1"], ["24/2"]]})]).kind is DropKind.MEETINGS
    with pytest.raises(UserError, match="en i taget"):
        sort_dropped(register, [calendar, calendar])
