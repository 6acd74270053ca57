"""Search among 100,000 recommendations, beside the raw FTS5 query of the same words on the same file.

The raw query gives what a hit shows (diarienummer, title and a snippet), newest first; ours does the same by the
whole road, parts of words included. Run: python benchmarks/bench_search.py [how many]
"""

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from secretary_app.domain.model import Namnd, Recommendation, Remiss
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

_SYLLABLES = [
    *("an", "be", "da", "fö", "gra", "hål", "in", "jä", "kom", "lo", "mål", "nä"),
    *("om", "på", "rå", "sta", "tro", "ut", "ver", "väg", "yt", "åt", "är", "öv"),
]
_LIMIT = 50
_ALLOWED = 1.5


def words_of_a_language(random_: random.Random, how_many: int) -> list[str]:
    """Invented words, compounds among them, as unevenly used as those of a real language when drawn by ``draw``."""
    simple = ["".join(random_.choices(_SYLLABLES, k=random_.randint(1, 3))) for _ in range(how_many // 2)]
    joined = [random_.choice(simple) + random_.choice(simple) for _ in range(how_many // 2)]
    return list(dict.fromkeys(simple + joined))


def draw(random_: random.Random, words: list[str], how_many: int) -> list[str]:
    return [words[min(int(random_.paretovariate(0.6)) - 1, len(words) - 1)] for _ in range(how_many)]


def fill(path: Path, how_many: int) -> list[str]:
    random_ = random.Random(1)
    words = words_of_a_language(random_, 40_000)
    with Register.open(path, write=True, create=True) as register, register.change("Lade in") as change:
        owner = Namnd(id=new_id(), abbreviation="KS", name="Kommunstyrelsen")
        change.add(owner)
        for number in range(how_many // 10):
            remiss = Remiss(
                id=new_id(),
                diarienummer=f"KS/2025:{number}",
                title=" ".join(draw(random_, words, 6)),
                owner_id=owner.id,
            )
            change.add(remiss)
            change.add_all(
                Recommendation(
                    id=new_id(), remiss_id=remiss.id, number=str(n), text=" ".join(draw(random_, words, 60)), position=n
                )
                for n in range(10)
            )
    return words


def raw_search(connection: sqlite3.Connection, word: str) -> list[tuple[str, ...]]:
    return connection.execute(
        "SELECT i.kind, i.item_id, i.remiss_id, r.diarienummer, r.title, substr(c.text, 1, 150) FROM ("
        "SELECT rowid AS no FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?) AS f "
        "JOIN search_item AS i ON i.rowid = f.no JOIN remiss AS r ON r.id = i.remiss_id "
        "LEFT JOIN recommendation AS c ON c.id = i.item_id ORDER BY f.no DESC",
        (f'"{word}" *', _LIMIT),
    ).fetchall()


def bare_search(connection: sqlite3.Connection, word: str) -> list[tuple[int]]:
    return connection.execute(
        "SELECT rowid FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT ?", (f'"{word}" *', _LIMIT)
    ).fetchall()


def timed(search: Callable[[str], object], word: str) -> float:
    start = time.perf_counter()
    search(word)
    return time.perf_counter() - start


def main() -> None:
    how_many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.beredd"
        words = fill(path, how_many)
        random_ = random.Random(2)
        asked = (
            draw(random_, words, 200) + random_.sample(words, 100) + [word[:3] for word in draw(random_, words, 100)]
        )
        connection = sqlite3.connect(path)
        with Register.open(path) as register:
            times: list[list[float]] = [[], [], []]
            for word in asked * 3:
                times[0].append(timed(lambda word: bare_search(connection, word), word))
                times[1].append(timed(lambda word: raw_search(connection, word), word))
                times[2].append(timed(lambda word: register.search(word, _LIMIT), word))
        connection.close()
    p95 = [statistics.quantiles(series, n=20)[-1] * 1000 for series in times]
    print(f"search, {how_many} recommendations, {len(asked)} words, p95: raw {p95[1]:.2f} ms, Beredd {p95[2]:.2f} ms")
    print(f"  ratio {p95[2] / p95[1]:.2f} (at most {_ALLOWED}); to the row numbers alone {p95[2] / p95[0]:.2f}")


if __name__ == "__main__":
    main()
