"""Meetings out of what other programs have: pasted text, any list in Excel, a calendar file.

Nothing is recorded here: what was found is shown line by line, and what a person confirms goes to
``editing_meetings.add_many_meetings``.
"""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from secretary_app.domain.found_meetings import FoundMeeting, KnownDays
from secretary_app.domain.named_bodies import Named, bodies_named
from secretary_app.domain.pasted_manusstopp import LONGEST_MANUSSTOPP
from secretary_app.domain.pasted_meetings import Pasted, PastedRow, Unread, parse_pasted
from secretary_app.domain.swedish_dates import in_words
from secretary_app.operations.editing_meetings import bodies_with_next_meeting, meeting_days
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.progress import Progress, no_progress

CALENDAR = ".ics"
_ANY_LEAP_YEAR = 2000
_IS_MEETING = re.compile(r"sammantr|nämnd|styrelse|utskott|fullm", re.IGNORECASE)
_MANUSSTOPP = re.compile(r"manus|inlämn", re.IGNORECASE)
_ABOUT_MEETING = re.compile(
    r"\w*(?:beredning|presidi|kallelse|utskick|justering|förmöt|gruppmöt|partimöt|utbildning|ordförandemöt)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class MeetingBodies:
    """The bodies that meetings can be of, and the days that are there already."""

    bodies: tuple[Named, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)
    """By abbreviation."""
    days: KnownDays = field(default_factory=dict)


@dataclass(frozen=True)
class ReadMeetings:
    """What a file has of meetings."""

    found: list[FoundMeeting]
    notices: list[str]
    """Sentences of what was left out."""


def meeting_bodies(register: Register, today: dt.date) -> MeetingBodies:
    """The bodies that meet, with their days."""
    bodies = [each.namnd for each in bodies_with_next_meeting(register, today)]
    days = meeting_days(register)
    return MeetingBodies(
        tuple((each.abbreviation, each.name) for each in bodies),
        {each.abbreviation: each.id for each in bodies},
        {each.abbreviation: days.get(each.id, {}) for each in bodies},
    )


def read_text(text: str, year: int, bodies: Sequence[Named], where: str = "rad") -> list[FoundMeeting]:
    """The lines of a pasted text, in order; ``year`` is for days that have none. Any text gives an answer."""
    known = {name: abbreviation for abbreviation, name in bodies if name} | {each: each for each, _ in bodies}
    pasted = parse_pasted(text, year, list(known))
    found = [
        (each.line, replace(_found(each, where, known), manusstopp=each.manusstopp, said=each.said))
        for each in pasted.rows
    ]
    found += [
        (
            each.line,
            replace(
                _found(each, where, known),
                doubt=each.reason,
                suggestion=each.suggestion,
                manusstopp=each.manusstopp,
                names_unknown=each.names_unknown,
            ),
        )
        for each in pasted.unread
    ]
    found.sort(key=lambda each: each[0])
    return [each for _, each in found]


def _found(each: PastedRow | Unread, where: str, known: Mapping[str, str]) -> FoundMeeting:
    words = each.words.replace("\t", "  ")
    return FoundMeeting(f"{where} {each.line}", words, known.get(each.body or "", ""), each.date)


def is_list_of_meetings(path: Path) -> bool:
    """Whether a file is a calendar, or a workbook with days in it but without any sheet of Beredd's.

    Raises UserError for a workbook that cannot be read.
    """
    from secretary_app.excel.plain import is_own_workbook, read_plain_sheets

    if path.suffix.lower() == CALENDAR:
        return True
    if is_own_workbook(path):
        return False
    return any(_has_days(parse_pasted(text, _ANY_LEAP_YEAR, ())) for text in read_plain_sheets(path).values())


def _has_days(pasted: Pasted) -> bool:
    """Numbers alone, which may as well be amounts, are days only where most of the sheet is understood as such."""
    return any(not each.said for each in pasted.rows) or len(pasted.rows) > len(pasted.unread)


def read_file(path: Path, year: int, bodies: Sequence[Named], progress: Progress = no_progress) -> ReadMeetings:
    """The meetings of a calendar file in ``year`` and the next, or those of any workbook.

    Raises UserError where it cannot be read, and Cancelled where ``progress`` does.
    """
    progress(0, 0, f"Läser {path.name}")
    if path.suffix.lower() == CALENDAR:
        return _read_calendar(path, year, bodies, progress)
    return _read_workbook(path, year, bodies)


def _read_workbook(path: Path, year: int, bodies: Sequence[Named]) -> ReadMeetings:
    from secretary_app.excel.plain import MOST_ROWS, read_plain_sheets

    sheets = {title: text for title, text in read_plain_sheets(path).items() if text.strip()}
    found: list[FoundMeeting] = []
    notices = []
    for title, text in sheets.items():
        named = bodies_named(title, bodies)
        otherwise = named[0] if len(named) == 1 else ""
        for each in read_text(text, year, bodies, f"{title} rad" if len(sheets) > 1 else "rad"):
            found.append(each if each.body or each.names_unknown else replace(each, body=otherwise))
        if text.count("\n") + 1 >= MOST_ROWS:
            notices.append(f"Bladet {title} är långt. Bara de {MOST_ROWS} första raderna lästes.")
    if not found:
        raise UserError(f"{path.name} är tom.")
    return ReadMeetings(found, notices)


def _read_calendar(path: Path, year: int, bodies: Sequence[Named], progress: Progress) -> ReadMeetings:
    from secretary_app.intake.meeting_calendar import read_calendar

    content = read_calendar(path, year, year + 1, partial(progress, 0, 0, f"Läser {path.name}"))
    named = bodies_named(content.name, bodies)
    found: list[FoundMeeting] = []
    for day in content.days:
        whose, doubt = _whose((day.words, *day.about), bodies)
        if not whose and not doubt and len(named) == 1:
            whose = named[0]
        words = ", ".join(filter(None, (day.words or "(utan rubrik)", *day.about)))
        when = " ".join(filter(None, (day.date.isoformat() if day.date else "", day.time)))
        doubts = ", ".join(filter(None, (day.doubt, doubt, _something_else(day.words, bool(whose)))))
        found.append(
            FoundMeeting(when, words, whose, day.date, doubt=doubts, names_unknown=bool(doubt), cancelled=day.cancelled)
        )
    notices = list(content.notices)
    if content.outside:
        events = "1 händelse" if content.outside == 1 else f"{content.outside} händelser"
        notices.append(f"{events} i andra år än {year} och {year + 1} är inte med.")
    if not found:
        raise UserError(
            f"{path.name} har inga händelser {year} eller {year + 1}."
            if content.outside
            else f"{path.name} har inga händelser."
        )
    return ReadMeetings(_with_manusstopp(found), notices)


def _whose(said: Sequence[str], bodies: Sequence[Named]) -> tuple[str, str]:
    """The body that the title names, else the categories, else the place; what is doubtful about it."""
    for words in said:
        named = bodies_named(words, bodies)
        if len(named) == 1:
            return named[0], ""
        if named:
            return "", f"flera nämnder nämns: {', '.join(named)}"
    return "", ""


def _something_else(title: str, has_body: bool) -> str:
    """Why an event may be something else than the meeting itself."""
    other = _ABOUT_MEETING.search(title)
    if other:
        return f"bara {other[0].lower()}?"
    if not has_body and not _IS_MEETING.search(title):
        return "är det ett sammanträde?"
    return ""


def _with_manusstopp(found: list[FoundMeeting]) -> list[FoundMeeting]:
    """An event that is a manusstopp goes to its body's next meeting of the calendar."""
    made = list(found)
    is_stop = [bool(_MANUSSTOPP.search(each.words.partition(",")[0])) for each in found]
    meetings = sorted(
        (each.body, each.date, place)
        for place, each in enumerate(found)
        if each.date is not None and each.body and not (each.doubt or each.cancelled or is_stop[place])
    )
    for place, stop in enumerate(found):
        if not is_stop[place] or stop.date is None:
            continue
        after = bisect_left(meetings, (stop.body, stop.date, -1))
        body, date, target = meetings[after] if after < len(meetings) else ("", stop.date, -1)
        if stop.body and body == stop.body and (date - stop.date).days <= LONGEST_MANUSSTOPP:
            made[target] = replace(made[target], manusstopp=stop.date)
            made[place] = replace(stop, date=None, doubt="", said=f"är manusstopp till {in_words(date)}")
        else:
            made[place] = replace(stop, doubt=stop.doubt or "är ett manusstopp, inget sammanträde")
    return made
