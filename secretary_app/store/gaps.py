"""Recommendations that nobody, or nobody in the register, is to answer."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations

import sqlite3

from secretary_app.domain.model import RemissState

_UNADDRESSED = f"""
SELECT c.id FROM remiss AS r JOIN recommendation AS c ON c.remiss_id = r.id
WHERE r.state = '{RemissState.OPEN}' AND (
  NOT EXISTS (SELECT 1 FROM addressee AS a WHERE a.recommendation_id = c.id)
  OR EXISTS (SELECT 1 FROM addressee AS a WHERE a.recommendation_id = c.id AND a.namnd_id IS NULL))
"""


def unaddressed(connection: sqlite3.Connection) -> set[str]:
    """The ids of those of the open remisser that have no addressee, or one that is only words."""
    return {id_ for (id_,) in connection.execute(_UNADDRESSED)}
