"""The status list's facts, read in one query for its rows and one for the measures."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations and question marks

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any

from secretary_app.domain.model import RemissState
from secretary_app.domain.status_facts import MeasureFacts, StatusFacts
from secretary_app.store.cells import DECIDING, speaker
from secretary_app.store.rows import Value, in_list, maker, much_is_made

WHOLE_REMISS = "Hela remissen"
_STATE = f"r.state IN ('{RemissState.OPEN}', '{RemissState.ANSWERED}')"
"""One that is answered stays in the list until it is closed."""

_ADDRESSED = "SELECT 1 FROM addressee AS b WHERE b.recommendation_id = c.id AND b.namnd_id"
_SPEAKER = speaker("a.namnd_id", "r.owner_id")
_ARMS = (
    # A recommendation and each body that it is addressed to.
    "SELECT r.id AS remiss_id, c.id AS recommendation_id, a.namnd_id AS namnd_id, a.position AS place, "
    f"{_SPEAKER} AS speaker_id "
    "FROM remiss AS r JOIN recommendation AS c ON c.remiss_id = r.id JOIN addressee AS a ON a.recommendation_id = c.id "
    "WHERE a.namnd_id IS NOT NULL AND {chosen}",
    # One that no body of the register is addressed by lies with the owner.
    "SELECT r.id, c.id, r.owner_id, 0, r.owner_id FROM remiss AS r JOIN recommendation AS c ON c.remiss_id = r.id "
    f"WHERE NOT EXISTS ({_ADDRESSED} IS NOT NULL) AND {{owned}}",
    # The whole remiss: a body that is asked and that no recommendation is addressed to …
    "SELECT r.id, NULL, a.namnd_id, 0, a.namnd_id FROM remiss AS r JOIN referral AS a ON a.remiss_id = r.id "
    f"WHERE NOT EXISTS (SELECT 1 FROM recommendation AS c WHERE c.remiss_id = r.id AND EXISTS "
    f"({_ADDRESSED} = a.namnd_id)) AND {{chosen}}",
    # … and the owner, where there are no recommendations.
    "SELECT r.id, NULL, r.owner_id, 1, r.owner_id FROM remiss AS r "
    "WHERE NOT EXISTS (SELECT 1 FROM recommendation AS c WHERE c.remiss_id = r.id) AND {owned}",
)
_COLUMNS = {
    "remiss_id": "r.id",
    "diarienummer": "r.diarienummer",
    "title": "r.title",
    "remiss_state": "r.state",
    "answer_by": "r.answer_by",
    "recommendation_id": "c.id",
    "number": "coalesce(c.number, '')",
    "recommendation": f"coalesce(c.text, '{WHOLE_REMISS}')",
    "namnd_id": "n.id",
    "namnd": "n.abbreviation",
    "warning_days": "n.warning_days",
    "is_owner": "n.id = r.owner_id",
    "asked": "f.id IS NOT NULL",
    "sent": "f.sent",
    "deadline": "iif(n.id = r.owner_id, r.answer_by, f.deadline)",
    "position": "s.position",
    "has_response": "s.id IS NOT NULL",
    "decided_paragraph": "d.paragraph",
    "decided_on": "d.meeting_date",
    "speaker_id": "nullif(cell.speaker_id, cell.namnd_id)",
}
_FACTS = f"""
SELECT {", ".join(_COLUMNS.values())}
FROM (%s) AS cell
JOIN remiss AS r ON r.id = cell.remiss_id
JOIN namnd AS n ON n.id = cell.namnd_id
LEFT JOIN recommendation AS c ON c.id = cell.recommendation_id
LEFT JOIN referral AS f ON f.remiss_id = cell.remiss_id AND f.namnd_id = cell.namnd_id
LEFT JOIN response AS s ON s.remiss_id = cell.remiss_id AND s.namnd_id = cell.speaker_id
  AND s.recommendation_id IS cell.recommendation_id
LEFT JOIN decision AS d ON d.id = s.decision_id AND d.outcome IN {DECIDING}
ORDER BY r.id, c.position, c.id, cell.place, n.id, f.id, s.id
"""
MEASURES = """
SELECT m.remiss_id, m.recommendation_id,
  (SELECT group_concat(namnd_id, ' ') FROM measure_namnd WHERE measure_id = m.id),
  m.text, m.responsible, m.timeframe, s.status, s.as_of
FROM json_each(?) AS chosen JOIN measure AS m ON m.remiss_id = chosen.value
LEFT JOIN measure_status AS s ON s.id = (
  SELECT id FROM measure_status WHERE measure_id = m.id ORDER BY as_of DESC, id DESC LIMIT 1)
ORDER BY m.remiss_id, m.position, m.id
"""

_OF_REMISSER = "r.id IN (SELECT value FROM json_each(?))"
_BODIES = " UNION ALL ".join(arm.format(chosen=_OF_REMISSER, owned=_OF_REMISSER) for arm in _ARMS)
"""SQL for every body that has a row in these remisser, whoever's rows are asked for."""

_facts = maker(StatusFacts, (*_COLUMNS, "measures"))
_measures = maker(MeasureFacts, MeasureFacts._fields)

_Key = tuple[str, str | None]
"""A remiss and one of its recommendations, or None for the whole."""
_Measures = defaultdict[_Key, list[tuple[frozenset[str], MeasureFacts]]]
"""With each measure its namnder."""
_key = itemgetter(0, 5)
_cell = itemgetter(0, 5, 8)
_SPEAKING = list(_COLUMNS).index("speaker_id")


def facts_query(
    namnd_ids: Sequence[str] | None, open_only: bool, remiss_ids: Collection[str] | None = None
) -> tuple[str, list[Value]]:
    """The SQL for the rows and its parameters; the columns stand in the order of ``StatusFacts``, less its measures."""
    of_remisser, remisser = ("1", list[Value]()) if remiss_ids is None else in_list(remiss_ids)
    state = _STATE if open_only else "1"
    state = state if remiss_ids is None else f"{state} AND r.id IN {of_remisser}"
    chosen = owned = "1"
    values: list[Value] = []
    if namnd_ids is not None:
        bodies, values = in_list(namnd_ids)
        chosen, owned = f"(a.namnd_id IN {bodies} OR r.owner_id IN {bodies})", f"r.owner_id IN {bodies}"
    parameters: list[Value] = []
    for arm in _ARMS:
        parameters += remisser
        parameters += values * (2 if "{chosen}" in arm else 1)
    arms = (arm.format(chosen=f"{state} AND {chosen}", owned=f"{state} AND {owned}") for arm in _ARMS)
    return _FACTS % " UNION ALL ".join(arms), parameters


def measures_parameters(rows: Sequence[Sequence[Any]]) -> tuple[str]:
    """What ``MEASURES`` is to be asked with, for these rows: their remisser."""
    return (json.dumps(list({row[0]: None for row in rows})),)


def status_facts(
    connection: sqlite3.Connection,
    namnd_ids: Sequence[str] | None = None,
    *,
    open_only: bool = True,
    remiss_ids: Collection[str] | None = None,
) -> list[StatusFacts]:
    """One row a recommendation × addressed body; see ``domain.status_facts``.

    A recommendation that no body of the register is addressed by has a row with the owner. ``namnd_ids`` keeps those
    bodies' rows and every row of the remisser that they own. One answer to what is put to several jointly stands in the
    row of each. Of several internremisser or answers to the same, the
    newest counts. A measure stands with its namnder; where it has none, or none of them has a row for its
    recommendation (among ``namnd_ids`` or not), with every body that has one. ``open_only`` leaves out what is closed
    or makulerat, ``remiss_ids`` all but those remisser.
    """
    sql, parameters = facts_query(namnd_ids, open_only, remiss_ids)
    with much_is_made():
        found = connection.execute(sql, parameters).fetchall()
        # Where one cell came twice, its first place and its newest row.
        rows = list(dict(zip(map(_cell, found), found, strict=True)).values())
        measures = _by_key(connection.execute(MEASURES, measures_parameters(rows)).fetchall())
        places = _places(rows, measures)
        bodies = {key: {rows[place][8] for place in where} for key, where in places.items()}
        if namnd_ids is not None:
            _add_others(connection, bodies, measures)
        return _facts(rows, _shown(rows, places, bodies, measures))


def _places(rows: list[tuple[Any, ...]], measures: _Measures) -> dict[_Key, list[int]]:
    """Where the rows of each recommendation with measures stand."""
    places: defaultdict[_Key, list[int]] = defaultdict(list)
    for place, key in enumerate(map(_key, rows)):
        if key in measures:
            places[key].append(place)
    return places


def _add_others(connection: sqlite3.Connection, bodies: dict[_Key, set[str]], measures: _Measures) -> None:
    """Add to ``bodies`` those whose rows were not asked for, where it depends on them if a measure has its own row."""
    unsure = {
        remiss
        for (remiss, recommendation), some in bodies.items()
        if any(namnder and not namnder & some for namnder, _ in measures[remiss, recommendation])
    }
    if unsure:
        parameters = (json.dumps(sorted(unsure)),) * len(_ARMS)
        for remiss, recommendation, namnd, *_ in connection.execute(_BODIES, parameters):
            if (remiss, recommendation) in bodies:
                bodies[remiss, recommendation].add(namnd)


def _shown(
    rows: list[tuple[Any, ...]], places: dict[_Key, list[int]], bodies: dict[_Key, set[str]], measures: _Measures
) -> list[tuple[MeasureFacts, ...]]:
    """The measures that stand in each row."""
    shown: list[tuple[MeasureFacts, ...]] = [()] * len(rows)
    for key, where in places.items():
        for place in where:
            namnd = rows[place][_SPEAKING] or rows[place][8]
            shown[place] = tuple(
                fact for namnder, fact in measures[key] if namnd in namnder or not namnder & bodies[key]
            )
    return shown


def _by_key(rows: list[tuple[Value, ...]]) -> _Measures:
    found: _Measures = defaultdict(list)
    for (remiss, recommendation, namnder, *_), fact in zip(rows, _measures([row[3:] for row in rows]), strict=True):
        key = (str(remiss), None if recommendation is None else str(recommendation))
        found[key].append((frozenset(str(namnder or "").split()), fact))
    return found
