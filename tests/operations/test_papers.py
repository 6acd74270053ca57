"""Papers read for the register: all or none, each once, and given up in the middle of one."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.operations.extracting import extract_papers
from secretary_app.operations.papers import read_all
from secretary_app.support.errors import UserError
from secretary_app.support.files import digest
from secretary_app.support.progress import Cancelled
from secretary_app.support.resources import resource

Missiv = Callable[..., Path]


def test_papers_of_one_audit_are_read_all_or_none(tmp_path: Path, missiv: Missiv, letter: str) -> None:
    good = missiv(letter)
    (paper,) = read_all([good, good])
    assert (paper.path, paper.digest, paper.kind_words) == (good, digest(good), "Missiv")
    assert (paper.page_starts, paper.warnings) == ((0,), ())
    with pytest.raises(UserError, match=r"saknas\.pdf"):
        read_all([good, tmp_path / "saknas.pdf"])


def test_reading_is_given_up_in_the_middle_of_a_paper() -> None:
    begun = time.monotonic()
    told: list[str] = []
    read: list[object] = []

    def progress(done: int, total: int, what: str) -> None:
        told.append(what)
        if len(told) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        extract_papers([resource("example", "revisionsrapport.pdf")], read.append, read.append, progress)
    assert told == ["Läser revisionsrapport.pdf"] * 2
    assert read == []
    assert time.monotonic() - begun < 5
