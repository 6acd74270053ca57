"""When one was last here: the last moment of an earlier day on which this page was seen."""

import datetime as dt

from secretary_app.operations.news import last_working_day
from secretary_app.ui.core.places import Places

_LATEST, _BEFORE = "oversikt/senast", "oversikt/senast-annan-dag"


class LastHere:
    """Kept among the habits: to start the program again the same day makes nothing old."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def before(self, now: dt.datetime) -> dt.datetime:
        """The last moment here on an earlier day than ``now``; of who has never been, the working day before.

        To be asked each time the page is read: it notes that one is here.
        """
        now = now.astimezone()
        latest = _moment(self._places.text(_LATEST))
        if latest is not None and latest.date() < now.date():
            self._places.keep(_BEFORE, latest.isoformat())
        self._places.keep(_LATEST, now.isoformat())
        before = _moment(self._places.text(_BEFORE))
        return before if before is not None and before.date() < now.date() else last_working_day(now.date())


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text).astimezone() if text else None
    except ValueError:
        return None
