"""The example's files are what its data makes, and its papers say what its register says."""

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from secretary_app.domain.model import VerdictWord
from secretary_app.excel.workbook import read_workbook

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "example"
SHARED = ROOT.parent / "shared"
BOOKS = ("alvstad.xlsx", "svar-osn.xlsx", "svar-bun.xlsx", "svar-ks.xlsx")
PAPERS = ("missiv.pdf", "revisionsrapport.pdf")


def cells_of(path: Path) -> Mapping[str, Sequence[tuple[object, ...]]]:
    """Each sheet's rows, the headings first."""
    book = openpyxl.load_workbook(path)
    cells = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}
    book.close()
    return cells


def pages_of(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_range() for page in pdf]
    finally:
        pdf.close()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The example made twice over."""
    folders = tmp_path_factory.mktemp("first"), tmp_path_factory.mktemp("second")
    for folder in folders:
        subprocess.run([sys.executable, ROOT / "packaging" / "make_example.py", folder], check=True)
    return folders


class TestMadeFromItsData:
    @pytest.mark.parametrize("name", BOOKS)
    def test_shipped_workbooks_say_what_is_made(self, made: tuple[Path, Path], name: str) -> None:
        assert cells_of(SHIPPED / name) == cells_of(made[0] / name)

    @pytest.mark.parametrize("name", PAPERS)
    def test_shipped_papers_are_what_is_made(self, made: tuple[Path, Path], name: str) -> None:
        shipped, again = (folder / name for folder in (SHIPPED, made[0]))
        assert pages_of(shipped) == pages_of(again)
        # Another version of fpdf2 may write the same pages in other bytes; the producer tells which wrote them.
        if _producer(shipped) == _producer(again):
            assert shipped.read_bytes() == again.read_bytes()

    @pytest.mark.parametrize("name", [*BOOKS, *PAPERS])
    def test_making_it_again_changes_no_byte(self, made: tuple[Path, Path], name: str) -> None:
        first, second = (folder / name for folder in made)
        assert first.read_bytes() == second.read_bytes()

    @pytest.mark.parametrize("name", BOOKS)
    def test_a_workbook_does_not_tell_when_it_was_made(self, made: tuple[Path, Path], name: str) -> None:
        with zipfile.ZipFile(made[0] / name) as archive:
            assert {info.date_time[:3] for info in archive.infolist()} == {(2026, 3, 11)}
            assert set(re.findall(rb"\d{4}-\d\d-\d\dT", archive.read("docProps/core.xml"))) == {b"2026-03-11T"}

    def test_nothing_else_is_made(self, made: tuple[Path, Path]) -> None:
        assert {path.name for path in made[0].iterdir()} == {*BOOKS, *PAPERS}


def _producer(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return str(pdf.get_metadata_value("Producer"))
    finally:
        pdf.close()


class TestContract:
    def test_the_workbook_keeps_the_contract(self) -> None:
        content = read_workbook(SHIPPED / "alvstad.xlsx")
        assert content.problems == ()

    @pytest.mark.parametrize("name", BOOKS[1:])
    def test_answers_keep_the_contract_for_a_given_remiss(self, name: str) -> None:
        content = read_workbook(SHIPPED / name, given=("remiss", "diarienummer"))
        assert content.problems == ()


class TestAnswers:
    @pytest.mark.parametrize(("namnd", "numbers"), [("KS", "15"), ("OSN", "245"), ("BUN", "345")])
    def test_each_speaks_to_the_recommendations_put_to_its_body(self, namnd: str, numbers: str) -> None:
        sheets = cells_of(SHIPPED / f"svar-{namnd.lower()}.xlsx")
        answers, measures = sheets["Svar"][1:], sheets["Åtgärder"][1:]
        assert {row[1] for row in answers} == {namnd}
        assert {row[0] for row in answers} - {None} == set(numbers)
        assert {row[0] for row in measures} == set(numbers)

    def test_one_measure_lacks_its_time(self) -> None:
        lacking = []
        for name in BOOKS[1:]:
            headings, *measures = cells_of(SHIPPED / name)["Åtgärder"]
            assert headings[3:5] == ("Ansvarig", "Tidsplan")
            lacking += [(name, row[0]) for row in measures if None in row[3:5]]
        assert lacking == [("svar-bun.xlsx", "4")]


class TestPapers:
    def test_the_letter_asks_each_body_in_order_and_names_the_day(self) -> None:
        text = _plain(" ".join(pages_of(SHIPPED / "missiv.pdf")))
        words = {"KS": "Kommunstyrelsen", "OSN": "Omsorgs- och socialnämnden", "BUN": "Barn- och utbildningsnämnden"}
        points = re.findall(r"\u2022 (Att .*?\.)", text) + re.findall(r"(Avslutningsvis .*?\.)", text)
        named = [{short for short, name in words.items() if name in point} for point in points]
        assert named == [{"KS"}, {"OSN"}, {"BUN"}, {"OSN", "BUN"}, {"KS", "OSN", "BUN"}]
        assert "senast den 30 juni 2026" in text
        assert "2026-03-03" in text

    def test_the_report_repeats_the_recommendations_and_its_contents_name_the_pages(self) -> None:
        printed = pages_of(SHIPPED / "revisionsrapport.pdf")
        assert 8 <= len(printed) <= 10
        pages = [_plain(page) for page in printed]
        listed = [re.fullmatch(r"(.+?) \.{5,} ?(\d+)", line.strip()) for line in printed[1].splitlines()]
        found = [(match[1], int(match[2])) for match in listed if match]
        assert len(found) == 17
        for heading, number in found:
            assert heading in pages[number - 1]
        letter = _plain(" ".join(pages_of(SHIPPED / "missiv.pdf"))).casefold()
        for point in re.findall(r"\u2022 (Att .*?\.)", pages[-1])[:4]:
            assert point.casefold() in letter

    def test_the_report_judges_the_earlier_recommendations_as_the_register_does(self) -> None:
        book = cells_of(SHIPPED / "alvstad.xlsx")
        text = _plain(" ".join(pages_of(SHIPPED / "revisionsrapport.pdf")))
        verdicts = {"Ja": VerdictWord.DONE, "Delvis": VerdictWord.PARTLY, "Nej": VerdictWord.NOT_DONE}
        words = re.findall(r"Bedömning: (Ja|Delvis|Nej)\.", text)[1:]
        assert [verdicts[word] for word in words] == [row[2] for row in book["Omdömen"][1:]]
        earlier = [row[3] for row in book["Rekommendationer"] if row[0] == "ex-01"]
        assert len(earlier) == len(words)
        assert all(str(recommendation) in text for recommendation in earlier)


class TestNobodyReal:
    @pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here")
    def test_no_person_of_ours_is_named_in_the_real_papers(self) -> None:
        persons = cells_of(SHIPPED / "alvstad.xlsx")["Personer"][1:]
        surnames = {str(person[0]).split()[-1].casefold() for person in persons}
        surnames |= {"vallmark", "hultåker", "kärnhult"}
        found = {(path.name, name) for path, text in _real_texts() for name in surnames if name in text}
        assert found == set()


def _real_texts() -> Iterator[tuple[Path, str]]:
    for path in SHARED.rglob("*"):
        if path.suffix in {".txt", ".md", ".jsonl"}:
            yield path, path.read_text("utf-8", errors="replace").casefold()
        elif path.suffix == ".docx":
            with zipfile.ZipFile(path) as archive:
                yield path, archive.read("word/document.xml").decode("utf-8").casefold()


def _plain(text: str) -> str:
    """Words parted by one blank each; a hyphen at a line's end as it stands in the middle of one."""
    return " ".join(text.replace("\ufffe\r\n", "- ").replace("\ufffe", "-").split())
