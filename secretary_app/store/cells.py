"""What the cells of *Svarsläge* are in SQL, for all that reads or adds them up."""

# ruff: noqa: S608 - what is put into SQL here are words of our own enumerations, and names of our own columns

from collections.abc import Iterable

from secretary_app.domain.model import Outcome


def words(values: Iterable[str]) -> str:
    """Words of an enumeration as SQL has them after ``IN``."""
    return "(" + ", ".join(f"'{value}'" for value in values) + ")"


DECIDING = words(outcome for outcome in Outcome if outcome.decides)


def speaker(namnd: str, owner: str) -> str:
    """SQL for the body whose answer a cell of the recommendation ``c`` has: the rule of ``domain.coverage.speaker``.

    ``namnd`` and ``owner``: SQL for the cell's body and for the owner of the remiss.
    """
    return f"""iif(c.joint, coalesce((SELECT v.namnd_id FROM response AS v WHERE v.id = (
  SELECT substr(max((y.id IS NOT NULL) || (x.namnd_id = {namnd}) || x.id), 3)
  FROM response AS x LEFT JOIN decision AS y ON y.id = x.decision_id AND y.outcome IN {DECIDING}
  WHERE x.recommendation_id = c.id AND (x.namnd_id = {owner} OR EXISTS (
    SELECT 1 FROM addressee AS z WHERE z.recommendation_id = c.id AND z.namnd_id = x.namnd_id)))), {namnd}), {namnd})"""
