"""The invented papers of tests/data/intake in every format, and a way to write small files."""

import importlib.util
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

_DATA = Path(__file__).parents[1] / "data" / "intake"

Facit = dict[str, Any]
Writer = Callable[[Path, str], Path]


def _scoring() -> ModuleType:
    """benchmarks/score_intake.py, which writes the papers in every format and scores what is found in them."""
    path = Path(__file__).parents[2] / "benchmarks" / "score_intake.py"
    spec = importlib.util.spec_from_file_location("score_intake", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # its dataclasses look for it there
    spec.loader.exec_module(module)
    return module


def _rows(folder: Path) -> list[Facit]:
    return [json.loads(line) for line in (folder / "facit.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def writers() -> dict[str, Writer]:
    written: dict[str, Writer] = _scoring().WRITERS
    return written


@pytest.fixture(scope="session")
def scoring() -> ModuleType:
    return _scoring()


@pytest.fixture(scope="session")
def own_facit() -> list[Facit]:
    return _rows(_DATA)


@pytest.fixture(scope="session")
def own_folder() -> Path:
    return _DATA


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    folder = Path(__file__).parents[2].parent / "shared" / "handlingar"
    if not (folder / "facit.jsonl").exists():
        pytest.skip(f"the shared papers are not at {folder}")
    return folder


@pytest.fixture(scope="session")
def shared_facit(shared_folder: Path) -> list[Facit]:
    return _rows(shared_folder)
