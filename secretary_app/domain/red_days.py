"""The names of the Swedish holidays, and of the eves that are free in practice.

Public holidays are those of lagen (1989:253) om allmänna helgdagar. Their names need no library: a calendar draws six
weeks at a time.
"""

import datetime as dt
from functools import lru_cache

_DAY = dt.timedelta(days=1)
_SATURDAY = 5


def holiday_name(day: dt.date) -> str:
    """``Långfredagen``, ``Midsommarafton`` …; ``""`` for a day that has no name."""
    return _names(day.year).get(day, "")


@lru_cache(maxsize=64)
def _names(year: int) -> dict[dt.date, str]:
    easter = _easter(year)
    midsummer = _first(dt.date(year, 6, 20), _SATURDAY)
    names = {
        dt.date(year, 1, 1): "Nyårsdagen",
        dt.date(year, 1, 6): "Trettondedag jul",
        easter - 2 * _DAY: "Långfredagen",
        easter: "Påskdagen",
        easter + _DAY: "Annandag påsk",
        dt.date(year, 5, 1): "Första maj",
        easter + 49 * _DAY: "Pingstdagen",
        midsummer - _DAY: "Midsommarafton",
        midsummer: "Midsommardagen",
        _first(dt.date(year, 10, 31), _SATURDAY): "Alla helgons dag",
        dt.date(year, 12, 24): "Julafton",
        dt.date(year, 12, 25): "Juldagen",
        dt.date(year, 12, 26): "Annandag jul",
        dt.date(year, 12, 31): "Nyårsafton",
    }
    if year >= 2005:
        names[dt.date(year, 6, 6)] = "Nationaldagen"
    else:
        names[easter + 50 * _DAY] = "Annandag pingst"
    # In 2008 it fell on the first of May.
    ascension = easter + 39 * _DAY
    names[ascension] = "Kristi himmelsfärd" if ascension not in names else f"{names[ascension]}, Kristi himmelsfärd"
    return names


def _first(day: dt.date, weekday: int) -> dt.date:
    """``day`` itself where it is that day of the week, else the first one after it."""
    return day + (weekday - day.weekday()) % 7 * _DAY


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    golden = year % 19
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
