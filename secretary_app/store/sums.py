"""How far each namnd has come in each remiss, kept beside the rows it is the sum of.

Adding up 100,000 recommendations takes half a second, and the list of remisser is read again after every change.
Triggers note which remisser a change touches, and before it is committed their sums are made anew. As the search index
they are no part of the migrations, but made anew after one: so that a changed rule of the sums needs a migration.
"""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations, and names of our own tables

import sqlite3
from collections.abc import Iterator

from secretary_app.domain.coverage import demands_measure
from secretary_app.domain.model import Position
from secretary_app.store.cells import DECIDING, speaker, words

_AGREEING = words(position for position in Position if demands_measure(position))
_NO_RESPONSIBLE, _NO_TIMEFRAME, _WHOLE = 1, 2, 3

_COLUMNS = "remiss_id, namnd_id, total, decided, drafted, no_measure, no_responsible, no_timeframe"
_MADE = """
CREATE TABLE body_sum (
  remiss_id TEXT NOT NULL, namnd_id TEXT NOT NULL, total INTEGER NOT NULL, decided INTEGER NOT NULL,
  drafted INTEGER NOT NULL, no_measure INTEGER NOT NULL, no_responsible INTEGER NOT NULL,
  no_timeframe INTEGER NOT NULL, PRIMARY KEY (remiss_id, namnd_id)) STRICT, WITHOUT ROWID;
CREATE TABLE body_sum_stale (remiss_id TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID
"""

# Whose sums a row belongs to. What it refers to may lie in another remiss than it says itself.
_OF_RECOMMENDATION = "(SELECT c.remiss_id FROM recommendation AS c WHERE c.id = {row}.recommendation_id)"
_TOUCHED = {
    "remiss": ("{row}.id",),
    "recommendation": ("{row}.remiss_id",),
    "addressee": (_OF_RECOMMENDATION,),
    "referral": ("{row}.remiss_id",),
    "response": ("{row}.remiss_id", _OF_RECOMMENDATION),
    "measure": ("{row}.remiss_id", _OF_RECOMMENDATION),
}
_THROUGH = {
    "decision": """SELECT s.remiss_id AS id FROM response AS s WHERE s.decision_id = {row}.id UNION
      SELECT c.remiss_id FROM response AS s JOIN recommendation AS c ON c.id = s.recommendation_id
      WHERE s.decision_id = {row}.id""",
    "measure_namnd": """SELECT m.remiss_id AS id FROM measure AS m WHERE m.id = {row}.measure_id UNION
      SELECT c.remiss_id FROM measure AS m JOIN recommendation AS c ON c.id = m.recommendation_id
      WHERE m.id = {row}.measure_id""",
}

# The cells are those of store.status. A measure that belongs to no body with a cell stands in all.
# A plus keeps SQLite from searching by the body, which has far more rows than a remiss or a measure; a CROSS JOIN from
# searching in another order than the one written.
_OWN = "SELECT 1 FROM measure_namnd AS o WHERE o.measure_id = m.id AND +o.namnd_id"
_MEASURES = f"""measure AS m WHERE m.recommendation_id = a.recommendation_id AND (
  EXISTS ({_OWN} = a.speaker) OR NOT EXISTS (
  {_OWN} IN (SELECT b.namnd_id FROM addressee AS b WHERE b.recommendation_id = a.recommendation_id)))"""
_SPEAKER = speaker("a.namnd_id", "(SELECT r.owner_id FROM remiss AS r WHERE r.id = c.remiss_id)")
_WHOLE_MEASURES = f"""measure AS m WHERE m.remiss_id = w.remiss_id AND m.recommendation_id IS NULL AND (
  EXISTS ({_OWN} = w.namnd_id) OR NOT EXISTS (
  {_OWN} IN (SELECT b.namnd_id FROM whole AS b WHERE b.remiss_id = w.remiss_id)))"""


def _sums(wanted: str) -> str:
    """The query of the sums of these remisser; ``wanted`` selects their ids as ``id``."""
    return f"""
WITH wanted AS ({wanted}),
whole AS MATERIALIZED (
  SELECT z.id AS remiss_id, f.namnd_id AS namnd_id FROM wanted AS z CROSS JOIN referral AS f ON f.remiss_id = z.id
  WHERE NOT EXISTS (SELECT 1 FROM recommendation AS c JOIN addressee AS b ON b.recommendation_id = c.id
    WHERE c.remiss_id = z.id AND +b.namnd_id = f.namnd_id)
  UNION ALL
  SELECT r.id, r.owner_id FROM wanted AS z CROSS JOIN remiss AS r ON r.id = z.id
  WHERE NOT EXISTS (SELECT 1 FROM recommendation AS c WHERE c.remiss_id = r.id)),
put AS MATERIALIZED (
  SELECT c.id AS recommendation_id, c.remiss_id AS remiss_id, a.namnd_id AS namnd_id, {_SPEAKER} AS speaker
  FROM wanted AS z CROSS JOIN recommendation AS c ON c.remiss_id = z.id
  CROSS JOIN addressee AS a ON a.recommendation_id = c.id AND a.namnd_id IS NOT NULL),
cell AS (
  SELECT a.remiss_id AS remiss_id, a.namnd_id AS namnd_id, d.id IS NOT NULL AS decided,
    d.id IS NULL AND (s.id IS NOT NULL OR EXISTS (SELECT 1 FROM {_MEASURES})) AS drafted,
    iif(d.id IS NOT NULL AND s.position IN {_AGREEING},
      coalesce((SELECT max(told(m.responsible, m.timeframe)) FROM {_MEASURES}), 0), {_WHOLE}) AS told
  FROM put AS a LEFT JOIN response AS s ON s.recommendation_id = a.recommendation_id AND s.namnd_id = a.speaker
  LEFT JOIN decision AS d ON d.id = s.decision_id AND d.outcome IN {DECIDING}
  UNION ALL
  SELECT w.remiss_id, w.namnd_id, d.id IS NOT NULL,
    d.id IS NULL AND (s.id IS NOT NULL OR EXISTS (SELECT 1 FROM {_WHOLE_MEASURES})), {_WHOLE}
  FROM whole AS w
  LEFT JOIN response AS s ON s.remiss_id = w.remiss_id AND s.namnd_id = w.namnd_id AND s.recommendation_id IS NULL
  LEFT JOIN decision AS d ON d.id = s.decision_id AND d.outcome IN {DECIDING})
SELECT remiss_id, namnd_id, count(*) AS total, sum(decided) AS decided, sum(drafted) AS drafted,
  sum(told = 0) AS no_measure, sum(told = {_NO_RESPONSIBLE}) AS no_responsible,
  sum(told = {_NO_TIMEFRAME}) AS no_timeframe
FROM cell GROUP BY remiss_id, namnd_id
"""


_ALL = _sums("SELECT id FROM remiss")


def make_sums(connection: sqlite3.Connection) -> None:
    """Make the sums and the triggers that note what makes them stale anew, out of the tables as they are."""
    for table in ("body_sum", "body_sum_stale"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in (*_MADE.split(";"), *_triggers()):
        connection.execute(statement)
    _lend_rule(connection)
    connection.execute(f"INSERT INTO body_sum ({_COLUMNS}) {_ALL}")


def _triggers() -> Iterator[str]:
    queries = {table: [f"SELECT {owner} AS id" for owner in owners] for table, owners in _TOUCHED.items()}
    queries |= {table: [query] for table, query in _THROUGH.items()}
    for table, found in queries.items():
        # A reference to nothing has no remiss; what is refused at the commit needs no sums.
        note = "".join(
            f"INSERT OR IGNORE INTO body_sum_stale SELECT id FROM ({each}) WHERE id IS NOT NULL;" for each in found
        )
        old, new = note.format(row="OLD"), note.format(row="NEW")
        for done, body in (("INSERT", new), ("UPDATE", old + new), ("DELETE", old)):
            yield f"CREATE TRIGGER {table}_sum_{done.lower()} AFTER {done} ON {table} BEGIN {body} END"


def settle(connection: sqlite3.Connection) -> None:
    """Make the sums of what was touched anew; to be called before each commit."""
    if connection.execute("SELECT 1 FROM body_sum_stale").fetchone() is None:
        return
    _lend_rule(connection)
    connection.execute("DELETE FROM body_sum WHERE remiss_id IN (SELECT remiss_id FROM body_sum_stale)")
    connection.execute(f"INSERT INTO body_sum ({_COLUMNS}) {_sums('SELECT remiss_id AS id FROM body_sum_stale')}")
    connection.execute("DELETE FROM body_sum_stale")


def show_added_up(connection: sqlite3.Connection) -> None:
    """Have this connection add the sums up when it asks for them: it reads the tables as of an earlier operation."""
    _lend_rule(connection)
    connection.execute(f"CREATE TEMP VIEW body_sum AS {_ALL}")


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the sums are those of the rows."""
    _lend_rule(connection)
    kept = f"SELECT {_COLUMNS} FROM body_sum"
    added_up = f"SELECT {_COLUMNS} FROM ({_ALL})"
    differing = connection.execute(
        f"SELECT EXISTS ({kept} EXCEPT {added_up}) OR EXISTS ({added_up} EXCEPT {kept})"
    ).fetchone()
    return not differing[0] and connection.execute("SELECT 1 FROM body_sum_stale").fetchone() is None


def _lend_rule(connection: sqlite3.Connection) -> None:
    """Lend the query the rule of what a measure must tell; the connection keeps it."""
    known: dict[tuple[str, str], int] = {}

    def told(responsible: str, timeframe: str) -> int:
        key = (responsible, timeframe)
        if key not in known:
            known[key] = _told(responsible, timeframe)
        return known[key]

    connection.create_function("told", 2, told, deterministic=True)


def _told(responsible: str, timeframe: str) -> int:
    """How far one measure is an answer, as ``domain.coverage.lacking`` sees it."""
    from secretary_app.domain.timeframe import Timeframe, TimeframeKind

    if not responsible.strip():
        return _NO_RESPONSIBLE
    return _WHOLE if Timeframe(timeframe, TimeframeKind.FREE).is_given else _NO_TIMEFRAME
