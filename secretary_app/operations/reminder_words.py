"""The words of a mail that reminds one recipient of all that the recipient is to do."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from secretary_app.domain.date_words import day, time_left
from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.deadlines import DeadlineState
from secretary_app.domain.text import and_list
from secretary_app.domain.workdays import weekday_name
from secretary_app.operations.due import Due

_NOUNS = {
    DeadlineKind.ANSWER: ("svar", "svar"),
    DeadlineKind.ANSWER_BY: ("svar", "svar"),
    DeadlineKind.DISPATCH: ("expediering", "expedieringar"),
    DeadlineKind.OWN_PAPERS: ("tjänsteskrivelse", "tjänsteskrivelser"),
    DeadlineKind.BODY_PAPERS: ("handling", "handlingar"),
    DeadlineKind.MEASURE: ("åtgärd", "åtgärder"),
}


def count_words(dues: Sequence[Due]) -> str:
    """``2 svar och 1 åtgärd``."""
    counts = Counter(_NOUNS[each.row.kind] for each in dues)
    return and_list([f"{count} {one if count == 1 else many}" for (one, many), count in counts.items()])


def reminder_subject(dues: Sequence[Due], today: dt.date) -> str:
    """What the mail is about: the remiss where it is one thing, else how many things, and the first day.

    ``dues``: by day, none of them without one.
    """
    first = dues[0].row
    assert first.date is not None
    late = sum(each.state is DeadlineState.LATE for each in dues)
    if len(dues) == 1:
        name = first.diarienummer or first.title
        until = f"{'väntades ' if late else ''}senast {day(first.date, today)}"
        return f"Påminnelse: {count_words(dues)[2:]} i {name}, {until}"
    if late == len(dues):
        return f"Påminnelse: {count_words(dues)} är försenade"
    if late:
        return f"Påminnelse: {count_words(dues)}, varav {late} {'försenad' if late == 1 else 'försenade'}"
    return f"Påminnelse: {count_words(dues)}, närmast {day(first.date, today)}"


def reminder_body(dues: Sequence[Due], today: dt.date, signature: str) -> str:
    """The mail's text: what is late, what is coming, by day; ``signature`` is the sender's name, or ``""``."""
    late = [each for each in dues if each.state is DeadlineState.LATE]
    coming = [each for each in dues if each.state is not DeadlineState.LATE]
    parts = ["Hej,", "här är en påminnelse om det som väntas av er."]
    for heading, group in (("Skulle ha varit klart:", late), ("Ska vara klart:", coming)):
        if group:
            parts += [heading, *(_item(each, today) for each in group)]
    parts.append("Hör av er om tiden inte räcker till, eller om något redan är klart.")
    parts.append(f"Vänliga hälsningar\n{signature}".rstrip())
    return "\n\n".join(parts)


def _item(each: Due, today: dt.date) -> str:
    row = each.row
    assert row.date is not None
    when = f"{weekday_name(row.date)} {day(row.date, today)} ({time_left(row.date, today)})"
    what = f"Åtgärd: {row.what}" if row.kind is DeadlineKind.MEASURE else row.what
    own = f", ert diarienummer {each.namnd_diarienummer}" if each.namnd_diarienummer else ""
    remiss = " ".join(filter(None, (row.diarienummer, row.title)))
    lines = [f"- {when}: {what}", f"  {remiss}{own}"]
    if row.kind is DeadlineKind.MEASURE:
        responsible = f", ansvarig: {row.handlaggare}" if row.handlaggare else ""
        lines.append(f"  {row.namnder}{responsible}".rstrip())
    return "\n".join(lines)
