"""What the page Remisser stands on: everything in sum a remiss and a remiss × namnd, added up by SQLite."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations

import datetime as dt
import sqlite3

from secretary_app.domain.model import ChainRole, DocumentKind, Outcome, RemissState, StepKind
from secretary_app.domain.overview_facts import BodyFacts, OverviewFacts, RemissFacts, StepFacts
from secretary_app.store.cells import DECIDING, words
from secretary_app.store.rows import maker, much_is_made

WITHOUT_RESULT = words((Outcome.REFERRED_BACK, Outcome.TABLED))
UNFINISHED = words((RemissState.OPEN, RemissState.ANSWERED))

REMISSER = """
SELECT r.id, r.diarienummer, r.title, r.kind, r.sender, r.firm, r.received, r.answer_by, r.state, r.handlaggare,
  r.owner_id, n.abbreviation, n.warning_days, coalesce(nullif(e.diarienummer, ''), e.title),
  EXISTS (SELECT 1 FROM dispatch AS d WHERE d.remiss_id = r.id)
FROM remiss AS r JOIN namnd AS n ON n.id = r.owner_id LEFT JOIN remiss AS e ON e.id = r.follows_up_id
"""

BODIES = f"""
SELECT b.remiss_id, b.namnd_id, n.abbreviation, n.warning_days, f.id IS NOT NULL, f.sent, f.deadline, b.total,
  b.decided, b.drafted, b.no_measure, b.no_responsible, b.no_timeframe,
  b.decided < b.total AND EXISTS (
    SELECT 1 FROM planned_step AS p WHERE p.remiss_id = b.remiss_id AND +p.namnd_id = b.namnd_id
    AND p.kind IN ('{StepKind.MEETING}', '{StepKind.JUSTERING}') AND p.date > f.deadline),
  f.id, f.handlaggare
FROM body_sum AS b JOIN remiss AS r ON r.id = b.remiss_id AND r.owner_id <> b.namnd_id
JOIN namnd AS n ON n.id = b.namnd_id
LEFT JOIN referral AS f ON f.remiss_id = b.remiss_id AND f.namnd_id = b.namnd_id
ORDER BY b.remiss_id
"""

CHAINS = f"""
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
MET = "EXISTS (SELECT 1 FROM decision AS d WHERE d.remiss_id = r.id AND +d.namnd_id"
WRITTEN = f"""EXISTS (SELECT 1 FROM document AS t WHERE t.remiss_id = r.id AND +t.namnd_id = r.owner_id
  AND t.kind = '{DocumentKind.TJANSTESKRIVELSE}')"""

# The first of: a meeting ahead that has not decided yet, the owner's papers where none are written, minutes that are
# being adjusted, the dispatch. A meeting that has passed is left: what it decided is on its way.
STEPS = f"""
WITH {CHAINS}
SELECT p.remiss_id, p.kind, min(p.date), iif(p.kind = '{StepKind.MANUSSTOPP}', owner.abbreviation, n.abbreviation),
  coalesce((SELECT d.paragraph FROM decision AS d WHERE d.remiss_id = r.id AND +d.namnd_id = p.namnd_id
    AND d.outcome IN {DECIDING} ORDER BY d.meeting_date DESC LIMIT 1), ''), n.warning_days
FROM remiss AS r JOIN planned_step AS p ON p.remiss_id = r.id JOIN namnd AS n ON n.id = p.namnd_id
JOIN namnd AS owner ON owner.id = r.owner_id
LEFT JOIN chain AS k ON k.owner_id = r.owner_id AND k.kind = r.kind AND k.namnd_id = p.namnd_id
WHERE r.state IN {UNFINISHED} AND CASE p.kind
  WHEN '{StepKind.MEETING}' THEN k.role IS NOT '{ChainRole.INFORMED}' AND p.date >= :today
    AND r.state = '{RemissState.OPEN}' AND NOT {MET} = p.namnd_id AND d.outcome NOT IN {WITHOUT_RESULT})
  WHEN '{StepKind.MANUSSTOPP}' THEN k.role IN ('{ChainRole.PREPARES}', '{ChainRole.DECIDES}')
    AND r.state = '{RemissState.OPEN}' AND NOT {WRITTEN}
    AND NOT {MET} IN (SELECT o.namnd_id FROM chain AS o WHERE o.owner_id = r.owner_id AND o.kind = r.kind))
  WHEN '{StepKind.JUSTERING}' THEN k.role = '{ChainRole.DECIDES}' AND p.date >= :today
    AND {MET} = p.namnd_id AND d.outcome IN {DECIDING})
  WHEN '{StepKind.DISPATCH}' THEN p.namnd_id = r.owner_id
    AND NOT EXISTS (SELECT 1 FROM dispatch AS e WHERE e.remiss_id = r.id)
  ELSE 0 END
GROUP BY p.remiss_id
"""
MISFITS = f"""
WITH {CHAINS}
SELECT DISTINCT r.id FROM remiss AS r JOIN planned_step AS p ON p.remiss_id = r.id AND p.date > r.answer_by
LEFT JOIN chain AS k ON k.owner_id = r.owner_id AND k.kind = r.kind AND k.namnd_id = p.namnd_id
WHERE r.state = '{RemissState.OPEN}' AND (p.kind = '{StepKind.DISPATCH}' AND p.namnd_id = r.owner_id
  OR p.kind IN ('{StepKind.MEETING}', '{StepKind.JUSTERING}') AND k.role = '{ChainRole.DECIDES}')
"""

_remisser = maker(RemissFacts, RemissFacts._fields)
_bodies = maker(BodyFacts, BodyFacts._fields)
_steps = maker(StepFacts, StepFacts._fields)


def overview_facts(connection: sqlite3.Connection, today: dt.date) -> OverviewFacts:
    """Every remiss, the namnder asked in each, and the next step of each accepted plan."""
    with much_is_made():
        return OverviewFacts(
            remisser=_remisser(connection.execute(REMISSER).fetchall()),
            bodies=_bodies(connection.execute(BODIES).fetchall()),
            steps=_steps(connection.execute(STEPS, {"today": today.isoformat()}).fetchall()),
            misfits=frozenset(row[0] for row in connection.execute(MISFITS)),
        )
