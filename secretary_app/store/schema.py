"""The register's tables, as migrations.

A migration never imports living code: it writes out what the register looked like on the day it was made, and what is
once released is not changed. One that changes a table changes its ``_history`` twin alike. Triggers and the search
index are not part of it: they follow from the tables, are dropped before a run of migrations and made anew after it
(``upgrading.py``), so that none of them fires while a migration rewrites rows.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from secretary_app.support.records import record

if TYPE_CHECKING:
    from sqlite_utils import Database

_Run = Callable[["Database"], None]


@record(frozen=True)
class Migration:
    name: str
    run: _Run


class _Migrations:
    """The migrations in their order. What runs them (sqlite-utils) is imported when there is one to run."""

    def __init__(self) -> None:
        self._migrations: list[Migration] = []

    def __call__(self, *, name: str) -> Callable[[_Run], _Run]:
        """Add a migration under its name, which is never changed."""

        def add(run: _Run) -> _Run:
            self._migrations.append(Migration(name, run))
            return run

        return add

    def __iter__(self) -> Iterator[Migration]:
        return iter(self._migrations)


MIGRATIONS = _Migrations()

_FIRST = """
CREATE TABLE operation (
  no INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, who TEXT NOT NULL, label TEXT NOT NULL,
  undoes INTEGER REFERENCES operation, "schema" TEXT NOT NULL) STRICT;
CREATE TABLE file_text (digest TEXT PRIMARY KEY NOT NULL, text TEXT NOT NULL) STRICT;
CREATE TABLE kommun (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, address TEXT NOT NULL,
  postal_address TEXT NOT NULL, visiting_address TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL,
  website TEXT NOT NULL, organisation_number TEXT NOT NULL) STRICT;
CREATE TABLE namnd (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, abbreviation TEXT NOT NULL, name TEXT NOT NULL,
  kind TEXT NOT NULL, parent_id TEXT REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, forvaltning TEXT NOT NULL,
  diary_prefix TEXT NOT NULL, justering_days INTEGER NOT NULL, manusstopp_days INTEGER NOT NULL,
  handling_days INTEGER NOT NULL, warning_days INTEGER NOT NULL, valid_from TEXT, valid_to TEXT,
  successor_id TEXT REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, email TEXT NOT NULL) STRICT;
CREATE TABLE person (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
  namnd_id TEXT REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, role TEXT NOT NULL, email TEXT NOT NULL,
  phone TEXT NOT NULL) STRICT;
CREATE TABLE meeting (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, date TEXT NOT NULL, manusstopp TEXT,
  cancelled INTEGER NOT NULL) STRICT;
CREATE TABLE chain_step (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  owner_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, remiss_kind TEXT NOT NULL,
  position INTEGER NOT NULL, namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED,
  role TEXT NOT NULL) STRICT;
CREATE TABLE remiss (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL, diarienummer TEXT NOT NULL, title TEXT NOT NULL,
  kind TEXT NOT NULL, sender TEXT NOT NULL, firm TEXT NOT NULL, received TEXT, answer_by TEXT,
  owner_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, handlaggare TEXT NOT NULL,
  follows_up_id TEXT REFERENCES remiss DEFERRABLE INITIALLY DEFERRED, state TEXT NOT NULL,
  closing_reason TEXT NOT NULL) STRICT;
CREATE TABLE recommendation (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED, number TEXT NOT NULL, text TEXT NOT NULL,
  position INTEGER NOT NULL, joint INTEGER NOT NULL, page INTEGER, quote TEXT NOT NULL) STRICT;
CREATE TABLE addressee (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  recommendation_id TEXT NOT NULL REFERENCES recommendation DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, words TEXT NOT NULL,
  position INTEGER NOT NULL) STRICT;
CREATE TABLE referral (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, deadline TEXT, sent TEXT,
  namnd_diarienummer TEXT NOT NULL, handlaggare TEXT NOT NULL, direct INTEGER NOT NULL) STRICT;
CREATE TABLE decision (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, meeting_date TEXT NOT NULL,
  paragraph TEXT NOT NULL, outcome TEXT NOT NULL, immediate_justering INTEGER NOT NULL, text TEXT NOT NULL,
  recipients TEXT NOT NULL) STRICT;
CREATE TABLE response (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  recommendation_id TEXT REFERENCES recommendation DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, position TEXT, text TEXT NOT NULL,
  decision_id TEXT REFERENCES decision DEFERRABLE INITIALLY DEFERRED) STRICT;
CREATE TABLE measure (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  recommendation_id TEXT REFERENCES recommendation DEFERRABLE INITIALLY DEFERRED, text TEXT NOT NULL,
  responsible TEXT NOT NULL, timeframe TEXT NOT NULL, position INTEGER NOT NULL) STRICT;
CREATE TABLE measure_namnd (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  measure_id TEXT NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, position INTEGER NOT NULL) STRICT;
CREATE TABLE measure_status (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  measure_id TEXT NOT NULL REFERENCES measure DEFERRABLE INITIALLY DEFERRED, status TEXT NOT NULL,
  as_of TEXT NOT NULL, note TEXT NOT NULL) STRICT;
CREATE TABLE deadline_change (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  referral_id TEXT REFERENCES referral DEFERRABLE INITIALLY DEFERRED, "old" TEXT, "new" TEXT, reason TEXT NOT NULL,
  granted_by TEXT NOT NULL) STRICT;
CREATE TABLE dispatch (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED, what TEXT NOT NULL,
  recipient TEXT NOT NULL, sent TEXT NOT NULL) STRICT;
CREATE TABLE verdict (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  recommendation_id TEXT NOT NULL REFERENCES recommendation DEFERRABLE INITIALLY DEFERRED, verdict TEXT NOT NULL,
  words TEXT NOT NULL, according_to TEXT NOT NULL, date TEXT) STRICT;
CREATE TABLE document (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL, draft_number INTEGER NOT NULL,
  path TEXT NOT NULL, digest TEXT NOT NULL, template_set TEXT NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE attachment (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL, name TEXT NOT NULL,
  path TEXT NOT NULL, digest TEXT NOT NULL, dated TEXT) STRICT;
CREATE TABLE reminder (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT REFERENCES remiss DEFERRABLE INITIALLY DEFERRED, due TEXT NOT NULL, text TEXT NOT NULL,
  done INTEGER NOT NULL) STRICT;
CREATE INDEX operation_at ON operation (at);
CREATE INDEX operation_undoes ON operation (undoes);
CREATE INDEX namnd_abbreviation ON namnd (abbreviation);
CREATE INDEX namnd_parent ON namnd (parent_id);
CREATE INDEX namnd_successor ON namnd (successor_id);
CREATE INDEX person_namnd ON person (namnd_id);
CREATE INDEX meeting_namnd ON meeting (namnd_id, date);
CREATE INDEX chain_step_owner ON chain_step (owner_id);
CREATE INDEX chain_step_namnd ON chain_step (namnd_id);
CREATE INDEX remiss_diarienummer ON remiss (diarienummer);
CREATE INDEX remiss_answer_by ON remiss (state, answer_by);
CREATE INDEX remiss_owner ON remiss (owner_id);
CREATE INDEX remiss_follows_up ON remiss (follows_up_id);
CREATE INDEX recommendation_remiss ON recommendation (remiss_id);
CREATE INDEX addressee_recommendation ON addressee (recommendation_id, namnd_id);
CREATE INDEX addressee_namnd ON addressee (namnd_id);
CREATE INDEX referral_remiss ON referral (remiss_id, namnd_id);
CREATE INDEX referral_namnd ON referral (namnd_id);
CREATE INDEX referral_deadline ON referral (deadline);
CREATE INDEX decision_remiss ON decision (remiss_id);
CREATE INDEX decision_namnd ON decision (namnd_id);
CREATE INDEX response_remiss ON response (remiss_id, namnd_id, recommendation_id);
CREATE INDEX response_recommendation ON response (recommendation_id, namnd_id);
CREATE INDEX response_namnd ON response (namnd_id);
CREATE INDEX response_decision ON response (decision_id);
CREATE INDEX measure_remiss ON measure (remiss_id);
CREATE INDEX measure_recommendation ON measure (recommendation_id);
CREATE INDEX measure_namnd_measure ON measure_namnd (measure_id);
CREATE INDEX measure_namnd_namnd ON measure_namnd (namnd_id);
CREATE INDEX measure_status_measure ON measure_status (measure_id, as_of);
CREATE INDEX deadline_change_remiss ON deadline_change (remiss_id);
CREATE INDEX deadline_change_referral ON deadline_change (referral_id);
CREATE INDEX dispatch_remiss ON dispatch (remiss_id);
CREATE INDEX verdict_recommendation ON verdict (recommendation_id);
CREATE INDEX document_remiss ON document (remiss_id);
CREATE INDEX document_namnd ON document (namnd_id);
CREATE INDEX attachment_remiss ON attachment (remiss_id);
CREATE INDEX attachment_digest ON attachment (digest);
CREATE INDEX reminder_remiss ON reminder (remiss_id);
CREATE INDEX reminder_due ON reminder (due);
"""


@MIGRATIONS(name="0001_first")
def _first(db: "Database") -> None:
    tables = []
    for statement in _FIRST.strip().split(";\n"):
        db.conn.execute(statement)
        words = statement.split()
        if words[1] == "TABLE" and words[2] not in ("operation", "file_text"):
            tables.append(words[2])
    for table in tables:
        for statement in _history_0001(db, table):
            db.conn.execute(statement)


_PARENTS_0001 = ("remiss_id", "recommendation_id", "measure_id")


def _history_0001(db: "Database", table: str) -> Iterator[str]:
    columns = ", ".join(
        f'"{name}" {kind}{" NOT NULL" if required else ""}'
        for _, name, kind, required, _, _ in db.conn.execute(f"PRAGMA table_info({table})")
    )
    yield (
        f"CREATE TABLE {table}_history ({columns}, from_op INTEGER NOT NULL REFERENCES operation, "
        f"to_op INTEGER REFERENCES operation, PRIMARY KEY (id, from_op)) STRICT"
    )
    parent = next((name for name in _PARENTS_0001 if f'"{name}"' in columns), None)
    if parent is not None:
        # Else what belongs to each of many remisser could not be found as of an earlier day in reasonable time.
        yield f"CREATE INDEX {table}_history_parent ON {table}_history ({parent})"
    yield f"CREATE INDEX {table}_history_from ON {table}_history (from_op)"
    # Most rows are never changed, and then they take no room here.
    yield f"CREATE INDEX {table}_history_to ON {table}_history (to_op) WHERE to_op IS NOT NULL"


_SECOND = """
CREATE TABLE planned_step (
  id TEXT PRIMARY KEY NOT NULL, version INTEGER NOT NULL,
  remiss_id TEXT NOT NULL REFERENCES remiss DEFERRABLE INITIALLY DEFERRED,
  namnd_id TEXT NOT NULL REFERENCES namnd DEFERRABLE INITIALLY DEFERRED, kind TEXT NOT NULL, date TEXT NOT NULL,
  immediate_justering INTEGER NOT NULL, fixed INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX planned_step_remiss ON planned_step (remiss_id);
CREATE INDEX planned_step_namnd ON planned_step (namnd_id);
CREATE TABLE planned_step_history (
  id TEXT NOT NULL, version INTEGER NOT NULL, remiss_id TEXT NOT NULL, namnd_id TEXT NOT NULL, kind TEXT NOT NULL,
  date TEXT NOT NULL, immediate_justering INTEGER NOT NULL, fixed INTEGER NOT NULL, reason TEXT NOT NULL,
  from_op INTEGER NOT NULL REFERENCES operation, to_op INTEGER REFERENCES operation,
  PRIMARY KEY (id, from_op)) STRICT;
CREATE INDEX planned_step_history_parent ON planned_step_history (remiss_id);
CREATE INDEX planned_step_history_from ON planned_step_history (from_op);
CREATE INDEX planned_step_history_to ON planned_step_history (to_op) WHERE to_op IS NOT NULL;
"""


@MIGRATIONS(name="0002_planned_step")
def _second(db: "Database") -> None:
    for statement in _SECOND.strip().split(";\n"):
        db.conn.execute(statement)


@MIGRATIONS(name="0003_sender_diarienummer")
def _third(db: "Database") -> None:
    for table in ("remiss", "remiss_history"):
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN sender_diarienummer TEXT NOT NULL DEFAULT ''")


@MIGRATIONS(name="0004_sums")
def _fourth(db: "Database") -> None:
    """No table changes: what follows from them has got sums (``sums.py``), made anew after every run."""


@MIGRATIONS(name="0005_without_meeting")
def _fifth(db: "Database") -> None:
    """No table changes: a planned step may be an ordförandebeslut or an answer from the förvaltning.

    A program that does not know these words must not open a register that may have them.
    """


@MIGRATIONS(name="0006_said_in")
def _sixth(db: "Database") -> None:
    """In which later remiss a verdict was said, and which new recommendation came of it."""
    columns = {"said_in_id": "remiss", "led_to_id": "recommendation"}
    for column, parent in columns.items():
        reference = f"REFERENCES {parent} DEFERRABLE INITIALLY DEFERRED"
        db.conn.execute(f"ALTER TABLE verdict ADD COLUMN {column} TEXT {reference}")
        db.conn.execute(f"ALTER TABLE verdict_history ADD COLUMN {column} TEXT")
        db.conn.execute(f"CREATE INDEX verdict_{column.removesuffix('_id')} ON verdict ({column})")


@MIGRATIONS(name="0007_joint")
def _seventh(db: "Database") -> None:
    """No table changes: one answer to a recommendation that is put to several jointly counts for all of them in the
    sums (``sums.py``), which are made anew after every run."""


@MIGRATIONS(name="0008_utskick")
def _eighth(db: "Database") -> None:
    """When the papers of a meeting go out to the members."""
    for table in ("meeting", "meeting_history"):
        db.conn.execute(f"ALTER TABLE {table} ADD COLUMN utskick TEXT")


@MIGRATIONS(name="0009_house_style")
def _ninth(db: "Database") -> None:
    """Which templates the municipality's drafts are made from, and its logo."""
    for table in ("kommun", "kommun_history"):
        for column in ("template_set", "logo"):
            db.conn.execute(f"ALTER TABLE {table} ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
