"""A real case in the house style it was written in: its answers read, drafted, and read back without a difference."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from secretary_app.cli.main import run
from secretary_app.domain.model import DocumentKind

Save = Callable[[str, dict[str, list[list[Any]]]], Path]
DNR = "18/KS 0257"


@pytest.fixture
def asked(shared: Path) -> list[str]:
    """The recommendations, as the paper lists them."""
    text = (shared / "handlingar" / "motala-2019-01-08-tjansteskrivelse-ks.txt").read_text("utf-8")
    return [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


@pytest.fixture
def path(asked: list[str], shared: Path, save_workbook: Save, tmp_path: Path) -> Path:
    remiss = [DNR, "KS", "revision", "Granskning av integrationsarbetet", "2018-11-26", "2019-01-26"]
    book = save_workbook(
        "motala.xlsx",
        {
            "Nämnder": [
                ["Förkortning", "Namn", "Typ", "Förvaltning"],
                ["KS", "Kommunstyrelsen", "styrelse", "Kommunledningsförvaltningen"],
                ["KF", "Kommunfullmäktige", "fullmäktige", None],
            ],
            "Remisser": [["Diarienummer", "Ägare", "Typ", "Ärende", "Inkom", "Svar senast"], remiss],
            "Rekommendationer": [
                ["Remiss", "Nr", "Rekommendation", "Nämnder"],
                *([DNR, str(number), text, "KS"] for number, text in enumerate(asked, 1)),
            ],
        },
    )
    made = tmp_path / "motala.beredd"
    paper = shared / "handlingar" / "motala-2019-01-08-tjansteskrivelse-ks.docx"
    assert run(["import", str(book), "--register", str(made)]) == 0
    assert run(["answer", DNR, "--from", str(paper), "--namnd", "KS", "--register", str(made)]) == 0
    return made


@pytest.mark.parametrize("kind", [DocumentKind.TJANSTESKRIVELSE, DocumentKind.YTTRANDE])
def test_what_was_drafted_at_length_is_read_back_whole(
    kind: DocumentKind, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ut.docx"
    assert run(["draft", kind.value, DNR, "--templates", "utforlig", "--out", str(out), "--register", str(path)]) == 0
    capsys.readouterr()
    assert run(["answer", DNR, "--from", str(out), "--namnd", "KS", "--dry-run", "--register", str(path)]) == 0
    assert "0 nya rader, 0 ändrade, 3 oförändrade" in capsys.readouterr().out


def test_its_headings_say_what_each_recommendation_is_about_in_its_own_words(
    asked: list[str], path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "ut.docx"
    wanted = ["draft", "tjansteskrivelse", DNR, "--templates", "Utförlig", "--out", str(out)]
    assert run([*wanted, "--register", str(path)]) == 0
    headings = [each.text for each in Document(str(out)).paragraphs if each.style and each.style.name == "Heading 2"]
    begins = "Synpunkter på rekommendationen angående "
    about = [each.removeprefix(begins) for each in headings if each.startswith(begins)]
    assert len(about) == len(asked) == 2
    for topic, text in zip(about, asked, strict=True):
        assert topic in text
        assert len(topic.split()) > 3
