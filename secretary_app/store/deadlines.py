"""What the page Frister stands on beside ``overview``: the days of the accepted plans, and the measures."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations

import sqlite3

from secretary_app.domain.deadline_list import DeadlineFacts, MeasureFacts, PapersFacts
from secretary_app.domain.model import ChainRole, DocumentKind, MeasureState, RemissState, StepKind
from secretary_app.store.cells import DECIDING, speaker
from secretary_app.store.overview import CHAINS, MET, UNFINISHED, WITHOUT_RESULT, WRITTEN
from secretary_app.store.rows import maker, much_is_made

_REFERRAL = """FROM referral AS f WHERE f.remiss_id = r.id
  AND (+f.namnd_id = p.namnd_id OR +f.namnd_id = n.parent_id)"""
_PAPERS_KNOWN = f"""EXISTS (SELECT 1 FROM document AS t WHERE t.remiss_id = r.id
  AND t.kind = '{DocumentKind.TJANSTESKRIVELSE}' AND (+t.namnd_id = p.namnd_id OR +t.namnd_id = n.parent_id))"""
_MEETING = f"""(SELECT min(q.date) FROM planned_step AS q WHERE q.remiss_id = r.id AND +q.namnd_id = p.namnd_id
  AND q.kind = '{StepKind.MEETING}' AND q.date >= p.date)"""
_IN_CHAIN = f"k.role IN ('{ChainRole.PREPARES}', '{ChainRole.DECIDES}')"

# The owner's papers and the dispatch as ``overview.STEPS`` has them. A namnd's papers are waited for until it has met.
PAPERS = f"""
WITH {CHAINS}
SELECT p.remiss_id, p.namnd_id, n.abbreviation, p.kind, p.date, n.warning_days,
  p.kind = '{StepKind.DISPATCH}' OR k.role IS NOT NULL, iif(p.kind = '{StepKind.MANUSSTOPP}', {_MEETING}, NULL),
  (SELECT f.handlaggare {_REFERRAL})
FROM remiss AS r JOIN planned_step AS p ON p.remiss_id = r.id JOIN namnd AS n ON n.id = p.namnd_id
LEFT JOIN chain AS k ON k.owner_id = r.owner_id AND k.kind = r.kind AND k.namnd_id = p.namnd_id
WHERE r.state IN {UNFINISHED} AND CASE p.kind
  WHEN '{StepKind.MANUSSTOPP}' THEN r.state = '{RemissState.OPEN}' AND CASE WHEN k.role IS NULL
    THEN EXISTS (SELECT 1 {_REFERRAL}) AND NOT {_PAPERS_KNOWN} AND coalesce({_MEETING} >= :today, 1)
      AND NOT {MET} = p.namnd_id AND d.outcome NOT IN {WITHOUT_RESULT})
    ELSE {_IN_CHAIN} AND NOT {WRITTEN}
      AND NOT {MET} IN (SELECT o.namnd_id FROM chain AS o WHERE o.owner_id = r.owner_id AND o.kind = r.kind)) END
  WHEN '{StepKind.DISPATCH}' THEN p.namnd_id = r.owner_id
    AND NOT EXISTS (SELECT 1 FROM dispatch AS e WHERE e.remiss_id = r.id)
  ELSE 0 END
ORDER BY p.remiss_id, p.date, p.id
"""

NUMBERS = f"""
SELECT c.remiss_id, a.namnd_id, group_concat(c.number, char(10))
FROM remiss AS r JOIN recommendation AS c ON c.remiss_id = r.id
JOIN addressee AS a ON a.recommendation_id = c.id AND a.namnd_id <> r.owner_id
LEFT JOIN response AS s ON s.recommendation_id = c.id AND s.namnd_id = {speaker("a.namnd_id", "r.owner_id")}
LEFT JOIN decision AS d ON d.id = s.decision_id AND d.outcome IN {DECIDING}
WHERE r.state IN {UNFINISHED} AND d.id IS NULL GROUP BY c.remiss_id, a.namnd_id
"""

# A measure of an answer that is still a draft is no promise yet. ``m``: the measure, ``o.ids``: its namnder.
PROMISED = f"""coalesce((SELECT max(d.id IS NOT NULL) FROM response AS a
    LEFT JOIN decision AS d ON d.id = a.decision_id AND d.outcome IN {DECIDING}
    WHERE a.remiss_id = m.remiss_id AND a.recommendation_id IS m.recommendation_id
    AND (o.ids IS NULL OR instr(o.ids, a.namnd_id))), 1)"""

MEASURES = f"""
WITH latest AS MATERIALIZED (SELECT measure_id, status, max(as_of || id) FROM measure_status GROUP BY measure_id),
own AS MATERIALIZED (SELECT measure_id, group_concat(namnd_id, ' ') AS ids FROM measure_namnd GROUP BY measure_id)
SELECT m.id, m.remiss_id, m.recommendation_id, c.number, m.text, m.responsible, m.timeframe, o.ids
FROM remiss AS r JOIN measure AS m ON m.remiss_id = r.id LEFT JOIN recommendation AS c ON c.id = m.recommendation_id
LEFT JOIN latest AS l ON l.measure_id = m.id LEFT JOIN own AS o ON o.measure_id = m.id
WHERE r.state <> '{RemissState.VOID}' AND l.status IS NOT '{MeasureState.DONE}'
  AND {PROMISED}
"""

_papers = maker(PapersFacts, PapersFacts._fields)
_measures = maker(MeasureFacts, MeasureFacts._fields)


def deadline_facts(connection: sqlite3.Connection, today: str) -> DeadlineFacts:
    """What the list of deadlines needs beside ``overview_facts``; ``today`` in ISO form."""
    with much_is_made():
        return DeadlineFacts(
            papers=_papers(connection.execute(PAPERS, {"today": today}).fetchall()),
            numbers={(remiss, namnd): numbers for remiss, namnd, numbers in connection.execute(NUMBERS)},
            measures=_measures(connection.execute(MEASURES).fetchall()),
        )
