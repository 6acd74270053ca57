"""Papers as Word makes them, with heads in tables, feet, text boxes, footnotes and merged cells, and printed to PDF."""

from pathlib import Path
from types import ModuleType

import pytest

from secretary_app.intake.extract import each_paper
from secretary_app.intake.proposal import proposal_as_json

_FOLDER = Path(__file__).parents[1] / "data" / "intake" / "word"
_ALWAYS_RIGHT = ("recommendations", "deadlines")


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_papers_out_of_word_are_read_as_a_careful_reader_does(suffix: str, scoring: ModuleType) -> None:
    facit = scoring.rows(_FOLDER)
    paths = [_FOLDER / f"{row['file']}{suffix}" for row in facit]
    found = {
        one.path.stem: {} if one.proposal is None else dict(proposal_as_json(one.proposal)) for one in each_paper(paths)
    }
    faults: list[str] = []
    scores = scoring.score(facit, found, faults.append)
    print(scoring.table({suffix: scores}), *faults, sep="\n")
    assert len(facit) >= 47
    for field, tally in scores.items():
        assert tally.precision >= (1.0 if field in _ALWAYS_RIGHT else 0.97), (field, faults)
        assert tally.recall >= 0.97, (field, faults)
