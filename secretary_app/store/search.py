"""Full-text search over what the register says and the text of its handlingar.

``search_index`` is an FTS5 index without the text itself (that stands in the tables already); ``search_item`` says
which row an entry is. Whole words and their beginnings are found there. Parts of words are found through
``search_part``, a trigram index over the distinct words only, whose finds are put into an ordinary query: so the index
stays small. The newest comes first. å, ä and ö are letters of their own.

All of it follows from the tables, and ``make_index`` makes it anew. Triggers take out what no longer holds and note in
``search_pending`` what is to be put in; ``settle`` does that for all of a transaction at once, before its commit, since
FTS5 writes what it has to disk at every statement of a trigger.
"""

# ruff: noqa: S608 - the names put into SQL here are this module's own

import json
import re
import sqlite3
from collections.abc import Iterable, Sequence

from secretary_app.domain.model import Attachment, Entity, Measure, Recommendation, Remiss, Response
from secretary_app.domain.search import Hit, HitKind
from secretary_app.domain.text import clean

_SOURCES: tuple[tuple[HitKind, str, str, str], ...] = (
    (HitKind.REMISS, "remiss", "id", "{0}.diarienummer || char(10) || {0}.title || char(10) || {0}.sender"),
    (HitKind.RECOMMENDATION, "recommendation", "remiss_id", "{0}.text"),
    (HitKind.RESPONSE, "response", "remiss_id", "{0}.text"),
    (HitKind.MEASURE, "measure", "remiss_id", "{0}.text || char(10) || {0}.responsible"),
    (
        HitKind.ATTACHMENT,
        "attachment",
        "remiss_id",
        "{0}.name || char(10) || coalesce((SELECT text FROM file_text WHERE digest = {0}.digest), '')",
    ),
)
"""Kind, table, the column that says its remiss, and its searchable text. A change here needs a migration."""

_TOKENIZER = "tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3'"
_TRIGRAMS = "tokenize = 'trigram'"
_SHORTEST_PART = 3
_MOST_WORDS = 200
"""How many longer words a part of a word may stand for; the oldest in the register, since those are the common ones."""
_AROUND = 60
"""Letters shown on either side of a find."""


def _entries(items: str) -> str:
    return " UNION ALL ".join(
        f"SELECT i.rowid AS rowid, {text.format(table)} AS text FROM {items} "
        f"JOIN {table} ON {table}.id = i.item_id WHERE i.kind = '{kind}'"
        for kind, table, _, text in _SOURCES
    )


_ENTRIES = _entries("search_item AS i")
"""SQL for everything that the index should hold, by its number there."""

_PENDING = _entries("search_pending AS p CROSS JOIN search_item AS i ON i.rowid = p.rowid")
"""The same for what is not in it yet; CROSS JOIN so that the few are looked for among the many."""

_HITS = f"""
SELECT i.kind, i.item_id, i.remiss_id, r.diarienummer, r.title,
  CASE i.kind {
    " ".join(
        f"WHEN '{kind}' THEN (SELECT {text.format(table)} FROM {table} WHERE id = i.item_id)"
        for kind, table, _, text in _SOURCES
    )
} END
FROM json_each(?) AS f JOIN search_item AS i ON i.rowid = f.value JOIN remiss AS r ON r.id = i.remiss_id
ORDER BY f.key
"""


def make_index(connection: sqlite3.Connection) -> None:
    """Make the index, its triggers and its words anew, out of the tables as they are."""
    for table in ("search_index", "search_part", "search_item", "search_pending", "search_word"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(
        "CREATE TABLE search_item (rowid INTEGER PRIMARY KEY, kind TEXT NOT NULL, item_id TEXT NOT NULL, "
        "remiss_id TEXT NOT NULL, UNIQUE (item_id, kind)) STRICT"
    )
    connection.execute("CREATE TABLE search_pending (rowid INTEGER PRIMARY KEY) STRICT")
    connection.execute(f"CREATE VIRTUAL TABLE search_index USING fts5 (text, content = '', {_TOKENIZER})")
    connection.execute("CREATE TABLE search_word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT")
    connection.execute(
        "CREATE VIRTUAL TABLE search_part USING fts5 (word, content = 'search_word', content_rowid = 'id', "
        f"{_TRIGRAMS})"
    )
    for kind, table, remiss, text in _SOURCES:
        _make_triggers(connection, kind, table, remiss, text)
        connection.execute(
            f"INSERT INTO search_item (kind, item_id, remiss_id) SELECT '{kind}', id, {remiss} FROM {table} ORDER BY id"
        )
    words: set[str] = set()
    for _, found in connection.execute(_ENTRIES):
        words |= words_of(found)
    connection.execute("INSERT INTO search_pending SELECT rowid FROM search_item")
    settle(connection, words)


def _make_triggers(connection: sqlite3.Connection, kind: HitKind, table: str, remiss: str, text: str) -> None:
    item = f"FROM search_item WHERE item_id = OLD.id AND kind = '{kind}'"
    forget = (
        f"INSERT INTO search_index (search_index, rowid, text) SELECT 'delete', rowid, {text.format('OLD')} {item} "
        f"AND rowid NOT IN (SELECT rowid FROM search_pending); "
    )
    connection.execute(
        f"CREATE TRIGGER {table}_search_inserted AFTER INSERT ON {table} BEGIN "
        f"INSERT INTO search_item (kind, item_id, remiss_id) VALUES ('{kind}', NEW.id, NEW.{remiss}); "
        f"INSERT INTO search_pending VALUES (last_insert_rowid()); END"
    )
    connection.execute(
        f"CREATE TRIGGER {table}_search_updated AFTER UPDATE ON {table} "
        f"WHEN {text.format('OLD')} <> {text.format('NEW')} OR OLD.{remiss} <> NEW.{remiss} BEGIN {forget} "
        f"INSERT OR IGNORE INTO search_pending SELECT rowid {item}; "
        f"UPDATE search_item SET remiss_id = NEW.{remiss} WHERE item_id = OLD.id AND kind = '{kind}'; END"
    )
    connection.execute(
        f"CREATE TRIGGER {table}_search_deleted AFTER DELETE ON {table} BEGIN {forget} "
        f"DELETE FROM search_pending WHERE rowid IN (SELECT rowid {item}); DELETE {item}; END"
    )


def settle(connection: sqlite3.Connection, words: Iterable[str]) -> None:
    """Put what is pending into the index, and make its words known to the search for parts of words.

    No word is ever taken away: one that is left over finds nothing.
    """
    connection.execute(f"INSERT INTO search_index (rowid, text) {_PENDING}")
    connection.execute("DELETE FROM search_pending")
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM search_word").fetchone()
    connection.executemany("INSERT OR IGNORE INTO search_word (word) VALUES (?)", ((word,) for word in sorted(words)))
    connection.execute("INSERT INTO search_part (rowid, word) SELECT id, word FROM search_word WHERE id > ?", (last,))


def words_of(text: str) -> set[str]:
    """The distinct words that a part of a word may be found in."""
    return {word for word in re.findall(r"[^\W_]+", text.lower()) if len(word) > _SHORTEST_PART and not word.isdigit()}


def searchable_words(row: Entity) -> set[str]:
    """The words of a row; the text of a handling is told apart, when it is added."""
    match row:
        case Remiss():
            return words_of(f"{row.diarienummer}\n{row.title}\n{row.sender}")
        case Recommendation() | Response():
            return words_of(row.text)
        case Measure():
            return words_of(f"{row.text}\n{row.responsible}")
        case Attachment():
            return words_of(row.name)
        case _:
            return set()


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[Hit]:
    """What contains all the words: first as whole words or their beginnings, then as parts of words; newest first.

    A single letter counts as a whole word. Nothing that a person types is taken as the index's own syntax.
    """
    asked = [word for word in clean(words).split() if re.search(r"[^\W_]", word)]
    if not asked or limit < 1:
        return []
    found = _rowids(connection, [_as_beginning(word) for word in asked], limit)
    if len(found) < limit:
        terms = [_as_part(connection, word) for word in asked]
        known = set(found)
        found += [row for row in _rowids(connection, terms, limit) if row not in known]
    rows = connection.execute(_HITS, (json.dumps(found[:limit]),)).fetchall()
    needles = [word.lower() for word in asked]
    return [
        Hit(
            kind=HitKind(kind),
            id=item,
            remiss_id=remiss,
            diarienummer=diarienummer,
            title=title,
            snippet=snippet(text, needles),
        )
        for kind, item, remiss, diarienummer, title, text in rows
    ]


def _rowids(connection: sqlite3.Connection, terms: Sequence[str], limit: int) -> list[int]:
    rows = connection.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?",
        (" AND ".join(terms), limit),
    )
    return [row[0] for row in rows]


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _as_beginning(word: str) -> str:
    return f"{_quoted(word)} *" if len(word) > 1 else _quoted(word)


def _as_part(connection: sqlite3.Connection, word: str) -> str:
    part = word.lower()
    if len(part) < _SHORTEST_PART or not part.isalnum():
        return _as_beginning(word)
    longer = connection.execute(
        "SELECT word FROM search_part WHERE search_part MATCH ? LIMIT ?", (_quoted(part), _MOST_WORDS)
    )
    others = [_quoted(found) for (found,) in longer if not found.startswith(part)]
    return f"({' OR '.join([_as_beginning(word), *others])})"


def snippet(text: str, needles: Sequence[str]) -> str:
    """The first find with a little text around it, on one line; ``needles`` in small letters."""
    small = text.lower()
    places = [place for needle in needles if (place := _place(small, needle)) >= 0]
    at = min(places, default=0)
    start, end = max(0, at - _AROUND), at + 2 * _AROUND
    if start > 0:
        start = text.find(" ", start, at) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", at + _AROUND, end), at + _AROUND)
    line = " ".join(text[start:end].split())
    return f"{'… ' if start > 0 else ''}{line}{' …' if end < len(text) else ''}"


def _place(text: str, needle: str) -> int:
    """Where a word begins so; else where it is within one; -1 where it isn't."""
    first = at = text.find(needle)
    while at > 0 and text[at - 1].isalnum():
        at = text.find(needle, at + 1)
    return first if at < 0 else at


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether the index has an entry for every row and says of every word what one made now would say.

    It looks everything through. Fresh indexes are made in memory, since SQLite's own check of one has to write to it.
    """
    for kind, table, remiss, _ in _SOURCES:
        rows = f"SELECT id, {remiss} FROM {table}"
        entries = f"SELECT item_id, remiss_id FROM search_item WHERE kind = '{kind}'"
        either = f"SELECT * FROM ({rows} EXCEPT {entries}) UNION ALL SELECT * FROM ({entries} EXCEPT {rows})"
        if connection.execute(either).fetchone() is not None:
            return False
    return _as_if_new(connection, "search_index", _ENTRIES, _TOKENIZER) and _as_if_new(
        connection, "search_part", "SELECT id, word FROM search_word", _TRIGRAMS
    )


def _as_if_new(connection: sqlite3.Connection, index: str, content: str, tokenizer: str) -> bool:
    fresh = f"fresh_{index}"
    connection.execute(f"CREATE VIRTUAL TABLE temp.{fresh} USING fts5 (text, content = '', {tokenizer})")
    connection.execute(f"INSERT INTO temp.{fresh} (rowid, text) {content}")
    words = []
    for schema, name in (("temp", fresh), ("main", index)):
        connection.execute(f"CREATE VIRTUAL TABLE temp.{name}_words USING fts5vocab ('{schema}', '{name}', 'row')")
        words.append(connection.execute(f"SELECT term, doc, cnt FROM temp.{name}_words ORDER BY term").fetchall())
    for name in (f"{fresh}_words", f"{index}_words", fresh):
        connection.execute(f"DROP TABLE temp.{name}")
    return words[0] == words[1]
