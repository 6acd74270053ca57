"""What the page Uppföljning stands on: every measure that was promised, and its series of statuses; and which texts may
be alike."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations

import sqlite3

from secretary_app.domain.follow_up import MeasureFacts, StatusDay
from secretary_app.domain.model import RemissState
from secretary_app.store.deadlines import PROMISED
from secretary_app.store.rows import maker, much_is_made

MEASURES = f"""
WITH own AS MATERIALIZED (
  SELECT measure_id, group_concat(namnd_id, ' ') AS ids
  FROM (SELECT measure_id, namnd_id FROM measure_namnd ORDER BY measure_id, position) GROUP BY measure_id),
first AS MATERIALIZED (SELECT id, min(from_op) AS no FROM measure_history GROUP BY id)
SELECT m.id, m.remiss_id, r.diarienummer, r.title, r.state, r.owner_id, m.recommendation_id, c.number, c.text,
  m.text, m.responsible, m.timeframe, o.ids, r.received, date(e.at, 'localtime')
FROM remiss AS r JOIN measure AS m ON m.remiss_id = r.id LEFT JOIN recommendation AS c ON c.id = m.recommendation_id
LEFT JOIN own AS o ON o.measure_id = m.id JOIN first AS f ON f.id = m.id JOIN operation AS e ON e.no = f.no
WHERE r.state <> '{RemissState.VOID}' AND {PROMISED}
"""
STATUSES = "SELECT measure_id, status, as_of, note FROM measure_status"

_measures = maker(MeasureFacts, MeasureFacts._fields)
_statuses = maker(StatusDay, StatusDay._fields)


def texts_as_long(connection: sqlite3.Connection, least: int, most: int) -> list[tuple[str, str]]:
    """The id and text of every recommendation of so many characters."""
    query = "SELECT id, text FROM recommendation WHERE length(text) BETWEEN ? AND ?"
    return connection.execute(query, (least, most)).fetchall()


def follow_up_facts(connection: sqlite3.Connection) -> tuple[list[MeasureFacts], list[StatusDay]]:
    """Every measure that is no draft and whose remiss is not makulerad, and the statuses of all measures."""
    with much_is_made():
        return (
            _measures(connection.execute(MEASURES).fetchall()),
            _statuses(connection.execute(STATUSES).fetchall()),
        )
