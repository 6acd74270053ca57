"""The invented papers of tests/data/intake in every format, and a way to write small files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fpdf import FPDF

_DATA = Path(__file__).parents[1] / "data" / "intake"

Facit = dict[str, Any]
Writer = Callable[[Path, str], Path]


def _rows(folder: Path) -> list[Facit]:
    return [json.loads(line) for line in (folder / "facit.jsonl").read_text(encoding="utf-8").splitlines()]


def write_txt(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def write_pdf(path: Path, text: str) -> Path:
    """Printed line by line, as the lines stand."""
    pdf = FPDF(format="A4")
    pdf.core_fonts_encoding = "windows-1252"
    pdf.set_font("Helvetica", size=10)
    for page in text.split("\f"):
        pdf.add_page()
        for line in page.split("\n"):
            pdf.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    pdf.output(str(path))
    return path


def write_docx(path: Path, text: str) -> Path:
    """A paragraph for each stretch between empty lines, its lines broken as they stand."""
    document = Document()
    for block in text.split("\n\n"):
        for item in block.split("\n• "):
            style = "List Bullet" if block.startswith("• ") else None
            document.add_paragraph(item.removeprefix("• "), style=style)
    document.save(str(path))
    return path


WRITERS: dict[str, Writer] = {".txt": write_txt, ".pdf": write_pdf, ".docx": write_docx}


@pytest.fixture(scope="session")
def writers() -> dict[str, Writer]:
    return WRITERS


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
