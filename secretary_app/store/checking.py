"""Looking a register through: the file, its references, its history, its search index and its files."""

# ruff: noqa: S608 - the names put into SQL here come from the schema

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from secretary_app.store import opening, search, sums, upgrading
from secretary_app.store.files import TEMPLATES, inside
from secretary_app.store.history import columns_of, history_tables, named, sentence_start
from secretary_app.store.references import dangling
from secretary_app.support.files import digest, is_systems


class FindingKind(StrEnum):
    DAMAGED = "skadat register"
    REFERENCE = "hänvisning"
    HISTORY = "historik"
    SEARCH = "sökregister"
    SUMS = "summor"
    OUTSIDE = "fil utanför mappen"
    MISSING = "fil saknas"
    UNREADABLE = "fil oläslig"
    CHANGED = "handling ändrad"
    EDITED = "utkast ändrat"
    UNKNOWN = "okänd fil"


@dataclass(frozen=True)
class CheckFinding:
    kind: FindingKind
    text: str
    """One Swedish sentence or two: what, where, what to do."""

    @property
    def is_fault(self) -> bool:
        """Something is broken or lost. Else it is worth knowing, and as a rule a person's own doing."""
        return self.kind not in (FindingKind.EDITED, FindingKind.UNKNOWN)


_RESTORE = "Lägg tillbaka den senaste säkerhetskopian."


def check(path: Path, files: Path) -> list[CheckFinding]:
    """Everything that is found wrong; empty where all is well. Reads nothing outside ``files`` but the register."""
    opening.check_header(path)
    with closing(opening.connect(path)) as connection:
        connection.execute("BEGIN")
        found = check_content(connection)
        if not any(finding.kind is FindingKind.DAMAGED for finding in found):
            found += _files(connection, files)
        return found


def check_content(connection: sqlite3.Connection) -> list[CheckFinding]:
    """What is found wrong with the register itself; its files are not looked at. Makes temporary tables."""
    broken = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    if broken:
        return [CheckFinding(FindingKind.DAMAGED, f"Registret är skadat ({broken[0]}). {_RESTORE}")]
    # An older program had another search index and no sums; both are made anew when the register is opened.
    derived = [*_search(connection), *_sums(connection)] if upgrading.is_current(connection) else ()
    return [*_references(connection), *_history(connection), *derived]


def _references(connection: sqlite3.Connection) -> Iterator[CheckFinding]:
    for found in dangling(connection):
        what = sentence_start(named(connection, found.table, found.id))
        yield CheckFinding(
            FindingKind.REFERENCE,
            f"{what} hänvisar till något som inte finns ({found.missing_table} {found.missing_id}). {_RESTORE}",
        )


def _history(connection: sqlite3.Connection) -> Iterator[CheckFinding]:
    tables = history_tables(connection)
    if any(row[0] not in tables for row in connection.execute("PRAGMA main.foreign_key_check")):
        yield CheckFinding(FindingKind.HISTORY, f"Historiken hänvisar till något som inte finns. {_RESTORE}")
    for table in tables:
        columns = ", ".join(f'"{name}"' for name in columns_of(connection, table))
        present = f"SELECT {columns} FROM {table}"
        kept = f"SELECT {columns} FROM {table}_history WHERE to_op IS NULL"
        rows = connection.execute(
            f"SELECT id FROM ({present} EXCEPT {kept}) UNION SELECT id FROM ({kept} EXCEPT {present}) ORDER BY id"
        )
        for (id_,) in rows.fetchall():
            what = sentence_start(named(connection, table, id_))
            yield CheckFinding(FindingKind.HISTORY, f"{what} stämmer inte med sin historik. {_RESTORE}")


def _search(connection: sqlite3.Connection) -> Iterator[CheckFinding]:
    if not search.is_whole(connection):
        yield CheckFinding(
            FindingKind.SEARCH, f"Sökregistret stämmer inte med innehållet: något går inte att hitta. {_RESTORE}"
        )


def _sums(connection: sqlite3.Connection) -> Iterator[CheckFinding]:
    if not sums.is_whole(connection):
        yield CheckFinding(
            FindingKind.SUMS,
            f"Listan Remisser visar fel antal svar: summorna stämmer inte med innehållet. {_RESTORE}",
        )


def _files(connection: sqlite3.Connection, files: Path) -> Iterator[CheckFinding]:
    for table in ("attachment", "document"):
        rows = connection.execute(f"SELECT id, path, digest FROM {table} ORDER BY path").fetchall()
        for id_, relative, kept in rows:
            finding = _file(files, relative, kept, named(connection, table, id_), drafted=table == "document")
            if finding is not None:
                yield finding
    known = {
        row[0]
        for row in connection.execute("SELECT path FROM attachment_history UNION SELECT path FROM document_history")
    }
    for found in sorted(files.rglob("*")) if files.is_dir() else []:
        relative = found.relative_to(files).as_posix()
        is_unknown = relative not in known and not relative.startswith(f"{TEMPLATES}/")
        if is_unknown and found.is_file() and not is_systems(found):
            yield CheckFinding(
                FindingKind.UNKNOWN, f"Filen {relative} i mappen {files.name} hör inte till något i registret."
            )


def _file(files: Path, relative: str, kept: str, what: str, *, drafted: bool) -> CheckFinding | None:
    path = inside(files, relative)
    if path is None:
        return CheckFinding(
            FindingKind.OUTSIDE,
            f"{sentence_start(what)} pekar på en fil utanför mappen {files.name} ({relative}). Den lästes inte.",
        )
    if not path.is_file():
        return CheckFinding(
            FindingKind.MISSING,
            f"Filen {relative} saknas i mappen {files.name}. Lägg tillbaka den ur en säkerhetskopia.",
        )
    try:
        changed = digest(path) != kept
    except OSError as error:
        return CheckFinding(
            FindingKind.UNREADABLE,
            f"Filen {relative} i mappen {files.name} går inte att läsa ({error.strerror or error}).",
        )
    if not changed:
        return None
    if drafted:
        return CheckFinding(FindingKind.EDITED, f"Utkastet {relative} har ändrats sedan det skrevs.")
    return CheckFinding(
        FindingKind.CHANGED,
        f"Handlingen {relative} har ändrats sedan den kom in. Lägg tillbaka den ur en säkerhetskopia.",
    )
