"""Motioner and medborgarförslag: fullmäktige should have decided within a year (kommunallagen 5 kap. 35 §)."""

import datetime as dt

from secretary_app.support.records import record

YEAR_KINDS = ("motion", "medborgarförslag")
"""The kinds of remiss that are to be prepared so that fullmäktige can decide within a year."""


def year_limit(raised: dt.date) -> dt.date:
    """The last day of the year in which fullmäktige should decide on what was raised on this day."""
    try:
        return raised.replace(year=raised.year + 1)
    except ValueError:
        return dt.date(raised.year + 1, 2, 28)


@record(frozen=True)
class Unprepared:
    """A motion or a medborgarförslag that fullmäktige has not decided on."""

    diarienummer: str
    title: str
    kind: str
    raised_by: str
    raised: dt.date | None
    """The day it came in; None: not told."""
    limit: dt.date | None
    """A year after that."""
    preparing: str
    """How far it has come, in words."""
    handlaggare: str

    def is_over(self, on: dt.date) -> bool:
        """Its year has passed: fullmäktige is to be told of it."""
        return self.limit is not None and self.limit < on
