"""What the page Remisser stands on: everything in sum a remiss and a remiss × namnd, added up by SQLite."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations

import datetime as dt
import sqlite3
from collections.abc import Iterable

from secretary_app.domain.coverage import demands_measure
from secretary_app.domain.model import ChainRole, DocumentKind, Outcome, Position, RemissState, StepKind
from secretary_app.domain.overview_facts import BodyFacts, OverviewFacts, RemissFacts, StepFacts
from secretary_app.domain.timeframe import Timeframe, TimeframeKind
from secretary_app.store.rows import maker, much_is_made


def _words(values: Iterable[str]) -> str:
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


_DECIDING = _words(outcome for outcome in Outcome if outcome.decides)
_WITHOUT_RESULT = _words((Outcome.REFERRED_BACK, Outcome.TABLED))
_AGREEING = _words(position for position in Position if demands_measure(position))
_UNFINISHED = _words((RemissState.OPEN, RemissState.ANSWERED))
_NO_RESPONSIBLE, _NO_TIMEFRAME, _WHOLE = 1, 2, 3

REMISSER = """
SELECT r.id, r.diarienummer, r.title, r.kind, r.sender, r.firm, r.received, r.answer_by, r.state, r.handlaggare,
  r.owner_id, n.abbreviation, n.warning_days, coalesce(nullif(e.diarienummer, ''), e.title),
  EXISTS (SELECT 1 FROM dispatch AS d WHERE d.remiss_id = r.id)
FROM remiss AS r JOIN namnd AS n ON n.id = r.owner_id LEFT JOIN remiss AS e ON e.id = r.follows_up_id
"""

# The cells are those of store.status, less the owner's. A measure that belongs to no body with a cell stands in all.
# A plus keeps SQLite from searching by the body, which has far more rows than a remiss or a measure.
_CELLS = f"""
whole AS MATERIALIZED (
  SELECT r.id AS remiss_id, f.namnd_id AS namnd_id FROM remiss AS r JOIN referral AS f ON f.remiss_id = r.id
  WHERE NOT EXISTS (SELECT 1 FROM recommendation AS c JOIN addressee AS b ON b.recommendation_id = c.id
    WHERE c.remiss_id = r.id AND +b.namnd_id = f.namnd_id)
  UNION ALL
  SELECT r.id, r.owner_id FROM remiss AS r
  WHERE NOT EXISTS (SELECT 1 FROM recommendation AS c WHERE c.remiss_id = r.id)),
cell AS MATERIALIZED (
  SELECT c.remiss_id AS remiss_id, a.namnd_id AS namnd_id, d.id IS NOT NULL AS decided,
    d.id IS NULL AND (s.id IS NOT NULL OR EXISTS (SELECT 1 FROM {{measures}})) AS drafted,
    iif(d.id IS NOT NULL AND s.position IN {_AGREEING},
      coalesce((SELECT max(told(m.responsible, m.timeframe)) FROM {{measures}}), 0), {_WHOLE}) AS told
  FROM recommendation AS c JOIN addressee AS a ON a.recommendation_id = c.id AND a.namnd_id IS NOT NULL
  LEFT JOIN response AS s ON s.recommendation_id = c.id AND s.namnd_id = a.namnd_id
  LEFT JOIN decision AS d ON d.id = s.decision_id AND d.outcome IN {_DECIDING}
  UNION ALL
  SELECT w.remiss_id, w.namnd_id, d.id IS NOT NULL,
    d.id IS NULL AND (s.id IS NOT NULL OR EXISTS (SELECT 1 FROM {{whole_measures}})), {_WHOLE}
  FROM whole AS w
  LEFT JOIN response AS s ON s.remiss_id = w.remiss_id AND s.namnd_id = w.namnd_id AND s.recommendation_id IS NULL
  LEFT JOIN decision AS d ON d.id = s.decision_id AND d.outcome IN {_DECIDING})
"""
_OWN = "SELECT 1 FROM measure_namnd AS o WHERE o.measure_id = m.id AND +o.namnd_id"
_MEASURES = f"""measure AS m WHERE m.recommendation_id = c.id AND (EXISTS ({_OWN} = a.namnd_id) OR NOT EXISTS (
  {_OWN} IN (SELECT b.namnd_id FROM addressee AS b WHERE b.recommendation_id = c.id)))"""
_WHOLE_MEASURES = f"""measure AS m WHERE m.remiss_id = w.remiss_id AND m.recommendation_id IS NULL AND (
  EXISTS ({_OWN} = w.namnd_id) OR NOT EXISTS (
  {_OWN} IN (SELECT b.namnd_id FROM whole AS b WHERE b.remiss_id = w.remiss_id)))"""

BODIES = f"""
WITH {_CELLS.format(measures=_MEASURES, whole_measures=_WHOLE_MEASURES)},
body AS MATERIALIZED (
  SELECT remiss_id, namnd_id, count(*) AS total, sum(decided) AS decided, sum(drafted) AS drafted,
    sum(told = 0) AS no_measure, sum(told = {_NO_RESPONSIBLE}) AS no_responsible,
    sum(told = {_NO_TIMEFRAME}) AS no_timeframe
  FROM cell GROUP BY remiss_id, namnd_id)
SELECT b.remiss_id, b.namnd_id, n.abbreviation, n.warning_days, f.id IS NOT NULL, f.sent, f.deadline, b.total,
  b.decided, b.drafted, b.no_measure, b.no_responsible, b.no_timeframe,
  b.decided < b.total AND EXISTS (
    SELECT 1 FROM planned_step AS p WHERE p.remiss_id = b.remiss_id AND +p.namnd_id = b.namnd_id
    AND p.kind IN ('{StepKind.MEETING}', '{StepKind.JUSTERING}') AND p.date > f.deadline)
FROM body AS b JOIN remiss AS r ON r.id = b.remiss_id AND r.owner_id <> b.namnd_id
JOIN namnd AS n ON n.id = b.namnd_id
LEFT JOIN referral AS f ON f.remiss_id = b.remiss_id AND f.namnd_id = b.namnd_id
ORDER BY b.remiss_id
"""

_CHAINS = f"""
asking AS (SELECT DISTINCT owner_id, kind FROM remiss),
chain AS MATERIALIZED (
  SELECT k.owner_id AS owner_id, k.kind AS kind, s.namnd_id AS namnd_id, s.role AS role
  FROM asking AS k JOIN chain_step AS s ON s.owner_id = k.owner_id AND s.remiss_kind IN (k.kind, '')
  WHERE s.remiss_kind <> '' OR NOT EXISTS (
    SELECT 1 FROM chain_step AS o WHERE o.owner_id = k.owner_id AND o.remiss_kind = k.kind AND k.kind <> '')
  UNION ALL
  SELECT k.owner_id, k.kind, k.owner_id, '{ChainRole.DECIDES}' FROM asking AS k
  WHERE NOT EXISTS (SELECT 1 FROM chain_step AS o WHERE o.owner_id = k.owner_id AND o.remiss_kind IN (k.kind, '')))
"""
_MET = "EXISTS (SELECT 1 FROM decision AS d WHERE d.remiss_id = r.id AND +d.namnd_id"
_WRITTEN = f"""EXISTS (SELECT 1 FROM document AS t WHERE t.remiss_id = r.id AND +t.namnd_id = r.owner_id
  AND t.kind = '{DocumentKind.TJANSTESKRIVELSE}')"""

# The first of: a meeting ahead that has not decided yet, the owner's papers where none are written, minutes that are
# being adjusted, the dispatch. A meeting that has passed is left: what it decided is on its way.
STEPS = f"""
WITH {_CHAINS}
SELECT p.remiss_id, p.kind, min(p.date), iif(p.kind = '{StepKind.MANUSSTOPP}', owner.abbreviation, n.abbreviation),
  coalesce((SELECT d.paragraph FROM decision AS d WHERE d.remiss_id = r.id AND +d.namnd_id = p.namnd_id
    AND d.outcome IN {_DECIDING} ORDER BY d.meeting_date DESC LIMIT 1), ''), n.warning_days
FROM remiss AS r JOIN planned_step AS p ON p.remiss_id = r.id JOIN namnd AS n ON n.id = p.namnd_id
JOIN namnd AS owner ON owner.id = r.owner_id
LEFT JOIN chain AS k ON k.owner_id = r.owner_id AND k.kind = r.kind AND k.namnd_id = p.namnd_id
WHERE r.state IN {_UNFINISHED} AND CASE p.kind
  WHEN '{StepKind.MEETING}' THEN k.role IS NOT '{ChainRole.INFORMED}' AND p.date >= :today
    AND r.state = '{RemissState.OPEN}' AND NOT {_MET} = p.namnd_id AND d.outcome NOT IN {_WITHOUT_RESULT})
  WHEN '{StepKind.MANUSSTOPP}' THEN k.role IN ('{ChainRole.PREPARES}', '{ChainRole.DECIDES}')
    AND r.state = '{RemissState.OPEN}' AND NOT {_WRITTEN}
    AND NOT {_MET} IN (SELECT o.namnd_id FROM chain AS o WHERE o.owner_id = r.owner_id AND o.kind = r.kind))
  WHEN '{StepKind.JUSTERING}' THEN k.role = '{ChainRole.DECIDES}' AND p.date >= :today
    AND {_MET} = p.namnd_id AND d.outcome IN {_DECIDING})
  WHEN '{StepKind.DISPATCH}' THEN p.namnd_id = r.owner_id
    AND NOT EXISTS (SELECT 1 FROM dispatch AS e WHERE e.remiss_id = r.id)
  ELSE 0 END
GROUP BY p.remiss_id
"""
MISFITS = f"""
WITH {_CHAINS}
SELECT DISTINCT r.id FROM remiss AS r JOIN planned_step AS p ON p.remiss_id = r.id AND p.date > r.answer_by
LEFT JOIN chain AS k ON k.owner_id = r.owner_id AND k.kind = r.kind AND k.namnd_id = p.namnd_id
WHERE r.state = '{RemissState.OPEN}' AND (p.kind = '{StepKind.DISPATCH}' AND p.namnd_id = r.owner_id
  OR p.kind IN ('{StepKind.MEETING}', '{StepKind.JUSTERING}') AND k.role = '{ChainRole.DECIDES}')
"""

_remisser = maker(RemissFacts, RemissFacts._fields)
_bodies = maker(BodyFacts, BodyFacts._fields)
_steps = maker(StepFacts, StepFacts._fields)


def prepare(connection: sqlite3.Connection) -> None:
    """Lend the queries the rule of what a measure must tell; the connection keeps it."""
    known: dict[tuple[str, str], int] = {}

    def told(responsible: str, timeframe: str) -> int:
        key = (responsible, timeframe)
        if key not in known:
            known[key] = _told(responsible, timeframe)
        return known[key]

    connection.create_function("told", 2, told, deterministic=True)


def _told(responsible: str, timeframe: str) -> int:
    """How far one measure is an answer, as ``domain.coverage.lacking`` sees it."""
    if not responsible.strip():
        return _NO_RESPONSIBLE
    return _WHOLE if Timeframe(timeframe, TimeframeKind.FREE).is_given else _NO_TIMEFRAME


def overview_facts(connection: sqlite3.Connection, today: dt.date) -> OverviewFacts:
    """Every remiss, the namnder asked in each, and the next step of each accepted plan."""
    prepare(connection)
    with much_is_made():
        return OverviewFacts(
            remisser=_remisser(connection.execute(REMISSER).fetchall()),
            bodies=_bodies(connection.execute(BODIES).fetchall()),
            steps=_steps(connection.execute(STEPS, {"today": today.isoformat()}).fetchall()),
            misfits=frozenset(row[0] for row in connection.execute(MISFITS)),
        )
