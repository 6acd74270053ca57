"""*Uppdrag*: the measures that were decided without a recommendation, a row a namnd in the status list.

They are nothing that an answer is waited for, so they are no cells of *Svarsläge* and not among its sums.
"""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations and question marks

import datetime as dt
import sqlite3
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from secretary_app.domain.model import MeasureState, RemissState
from secretary_app.domain.status_facts import ASSIGNMENT, MeasureFacts, StatusFacts
from secretary_app.store.deadlines import PROMISED
from secretary_app.store.overview import UNFINISHED
from secretary_app.store.rows import Value, in_list, maker

# A namnd that is asked about the whole has a row of its own, where its measures stand already; as has everybody where
# there are no recommendations.
_QUERY = f"""
WITH own AS MATERIALIZED (SELECT measure_id, group_concat(namnd_id, ' ') AS ids FROM measure_namnd GROUP BY measure_id)
SELECT r.id, r.diarienummer, r.title, r.state, r.answer_by, n.id, n.abbreviation, n.warning_days, n.id = r.owner_id,
  m.text, m.responsible, m.timeframe, s.status, s.as_of
FROM remiss AS r JOIN measure AS m ON m.remiss_id = r.id AND m.recommendation_id IS NULL
LEFT JOIN own AS o ON o.measure_id = m.id
LEFT JOIN measure_namnd AS w ON w.measure_id = m.id
JOIN namnd AS n ON n.id = coalesce(w.namnd_id, r.owner_id)
LEFT JOIN measure_status AS s ON s.id = (
  SELECT id FROM measure_status WHERE measure_id = m.id ORDER BY as_of DESC, id DESC LIMIT 1)
WHERE %s AND EXISTS (SELECT 1 FROM recommendation AS c WHERE c.remiss_id = r.id)
  AND NOT EXISTS (SELECT 1 FROM referral AS f WHERE f.remiss_id = r.id AND f.namnd_id = n.id AND NOT EXISTS (
    SELECT 1 FROM recommendation AS c JOIN addressee AS b ON b.recommendation_id = c.id
    WHERE c.remiss_id = r.id AND b.namnd_id = n.id))
  AND {PROMISED}
ORDER BY r.id, n.id, m.position, m.id
"""


class _Assigned(NamedTuple):
    remiss_id: str
    diarienummer: str
    title: str
    remiss_state: RemissState
    answer_by: dt.date | None
    namnd_id: str
    namnd: str
    warning_days: int
    is_owner: bool
    text: str
    responsible: str
    timeframe: str
    status: MeasureState | None
    status_as_of: dt.date | None


_assigned = maker(_Assigned, _Assigned._fields)


def assignments(
    connection: sqlite3.Connection, namnd_ids: Sequence[str] | None = None, *, open_only: bool = True
) -> list[StatusFacts]:
    """The uppdrag of each namnd (the owner's also what is nobody's yet), as rows of the status list that are decided.

    ``namnd_ids`` and ``open_only`` choose as for ``status.status_facts``.
    """
    conditions = [f"r.state IN {UNFINISHED}" if open_only else "1"]
    values: list[Value] = []
    if namnd_ids is not None:
        bodies, chosen = in_list(namnd_ids)
        conditions.append(f"(n.id IN {bodies} OR r.owner_id IN {bodies})")
        values = [*chosen, *chosen]
    rows = _assigned(connection.execute(_QUERY % " AND ".join(conditions), values).fetchall())
    return [_row(list(own)) for _, own in groupby(rows, key=lambda row: (row.remiss_id, row.namnd_id))]


def _row(own: list[_Assigned]) -> StatusFacts:
    first = own[0]
    return StatusFacts(
        remiss_id=first.remiss_id,
        diarienummer=first.diarienummer,
        title=first.title,
        remiss_state=first.remiss_state,
        answer_by=first.answer_by,
        recommendation_id=None,
        number="",
        recommendation=ASSIGNMENT,
        namnd_id=first.namnd_id,
        namnd=first.namnd,
        warning_days=first.warning_days,
        is_owner=first.is_owner,
        asked=False,
        sent=None,
        deadline=None,
        position=None,
        has_response=True,
        decided_paragraph="",
        decided_on=None,
        speaker_id=None,
        measures=tuple(
            MeasureFacts(each.text, each.responsible, each.timeframe, each.status, each.status_as_of) for each in own
        ),
    )
