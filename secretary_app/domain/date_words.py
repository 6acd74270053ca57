"""Days in words, as the window says them: ``16 april``, ``tors 16 april``, ``om 2 dagar``, ``3 arbetsdagar sen``."""

import datetime as dt

from secretary_app.domain.workdays import working_days_between

_MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)
_WEEKDAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön")
_NEAR = 14


def day(date: dt.date, today: dt.date) -> str:
    """``16 april``; with the year where it is not this one: ``16 april 2025``."""
    words = f"{date.day} {_MONTHS[date.month - 1]}"
    return words if date.year == today.year else f"{words} {date.year}"


def day_with_weekday(date: dt.date, today: dt.date) -> str:
    """``tors 16 april``, with the year where it is not this one."""
    return f"{_WEEKDAYS[date.weekday()]} {day(date, today)}"


def long_day(date: dt.date, today: dt.date) -> str:
    """``torsdag 16 april``, with the year where it is not this one."""
    return f"{_WEEKDAYS[date.weekday()]}dag {day(date, today)}"


def near_day(date: dt.date, today: dt.date) -> str:
    """As a list shows a day: with its weekday within two weeks of today, either way, else without."""
    return day_with_weekday(date, today) if abs((date - today).days) <= _NEAR else day(date, today)


def time_left(date: dt.date, today: dt.date) -> str:
    """``i dag``, ``i morgon``, ``om 2 dagar`` in calendar days; of a day that has passed ``3 arbetsdagar sen``.

    Before the first working day after it: ``1 dag sen``.
    """
    left = (date - today).days
    if left >= 0:
        return {0: "i dag", 1: "i morgon"}.get(left, f"om {left} dagar")
    late = working_days_between(date, today)
    if late:
        return "1 arbetsdag sen" if late == 1 else f"{late} arbetsdagar sen"
    return "1 dag sen" if left == -1 else f"{-left} dagar sen"
