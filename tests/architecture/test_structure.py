"""What the code promises of itself: sizes, a lean start, nothing left open."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "secretary_app").rglob("*.py"))
HEAVY = (
    "openpyxl",
    "docx",
    "docxtpl",
    "pypdfium2",
    "holidays",
    "python_calamine",
    "lxml",
    "rapidfuzz",
    "numpy",
    "jinja2",
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    long = [
        f"{node.name} ({node.end_lineno - node.lineno + 1})"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 - _docstring_lines(node) > 40
    ]
    assert not long


def _docstring_lines(node: ast.FunctionDef) -> int:
    first = node.body[0]
    is_doc = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return (first.end_lineno or first.lineno) - first.lineno + 1 if is_doc else 0


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_is_left_open(path: Path) -> None:
    assert not re.search(r"#.*\b(TODO|FIXME|XXX)\b|\braise NotImplementedError\b", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("arguments", [["--help"], ["plan", "KS/1", "--register", "finns-inte.beredd"]])
def test_heavy_libraries_are_imported_when_first_used(arguments: list[str]) -> None:
    script = (
        "import json, sys\n"
        "from secretary_app.cli.main import run\n"
        f"run({arguments!r})\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    assert json.loads(done.stderr.splitlines()[-1]) == []


def test_every_library_has_its_reason_written_down() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = text[text.index("dependencies = [") : text.index("]\n", text.index("dependencies = ["))]
    reasons = (ROOT / "docs" / "beroenden.md").read_text(encoding="utf-8")
    for name in re.findall(r'^  "([\w-]+)', listed, re.MULTILINE):
        assert name in reasons
