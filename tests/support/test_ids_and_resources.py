"""Ids in the order of their making, and the program's own files wherever it lies."""

import datetime as dt
import sys
from pathlib import Path

import pytest

from secretary_app.support.ids import IdMaker
from secretary_app.support.resources import resource


def test_ids_sort_in_the_order_of_their_making() -> None:
    make = IdMaker()
    made = [make() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {len(each) for each in made} == {26}


def test_a_clock_that_goes_back_keeps_the_order() -> None:
    make = IdMaker()
    later = make(dt.datetime(2026, 3, 11, 9, tzinfo=dt.UTC))
    assert make(dt.datetime(2026, 3, 11, 8, tzinfo=dt.UTC)) > later


def test_resources_are_found_in_a_checkout() -> None:
    assert resource("templates", "klassisk").is_dir()
    with pytest.raises(FileNotFoundError):
        resource("finns", "inte")


def test_resources_are_found_when_frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources" / "templates").mkdir(parents=True)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("templates") == tmp_path / "resources" / "templates"
    with pytest.raises(FileNotFoundError):
        resource("example")


def test_resources_are_found_when_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "secretary_app"
    (package / "_resources" / "example").mkdir(parents=True)
    monkeypatch.setattr("secretary_app.support.resources._PACKAGE", package)
    assert resource("example") == package / "_resources" / "example"
