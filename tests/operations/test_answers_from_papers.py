"""A yttrande read into the register: as a workbook would be, with what was doubtful told."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from secretary_app.domain.model import (
    Addressee,
    DocumentKind,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Position,
    Recommendation,
    Remiss,
    Response,
)
from secretary_app.operations.answering import read_answers
from secretary_app.operations.answers_from_papers import paper_namnd
from secretary_app.operations.drafting import draft
from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

PLAN = "Att Kommunstyrelsen upprättar en plan för övningar."
POWER = "Att Omsorgs- och socialnämnden säkerställer reservkraft på samtliga boenden."
YEARLY = "Att Kommunstyrelsen och Omsorgs- och socialnämnden följer upp arbetet årligen."
HEADINGS = ("Rekommendation", "Åtgärd", "Ansvarig", "Tidsplan", "Ansvarig nämnd", "Status per 2026-03-01")
ROWS = (
    (POWER, "Upphandla elverk.", "Fastighetschef", "2026-12-31", "OSN", "Påbörjad"),
    ("", "Öva handhavandet.", "Enhetschefer", "Sprids under 2027", "OSN", ""),
    (YEARLY, "Redovisa i delårsrapporten.", "Kanslichef", "", "KS", ""),
)
ANSWER = f"""Yttrande från omsorgs- och socialnämnden över granskning av kommunens krisberedskap

Datum 2026-04-15

Rekommendation 2

{POWER}

Nämnden instämmer i rekommendationen.

Åtgärd: Upphandla elverk.

Ansvarig: Fastighetschef

Tidsplan: 2026-12-31

Rekommendation 3

Nämnden delar inte revisorernas bedömning.
"""


@pytest.fixture
def remiss(register: Register, missiv: Callable[..., Path], letter: str) -> Remiss:
    return register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss


@pytest.fixture
def answer(tmp_path: Path) -> Path:
    path = tmp_path / "yttrande.txt"
    path.write_text(ANSWER, encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    document = Document()
    document.add_heading("Yttrande från kommunstyrelsen över granskning av kommunens krisberedskap", 1)
    grid = document.add_table(len(ROWS) + 1, len(HEADINGS))
    for row, values in zip(grid.rows, (HEADINGS, *ROWS), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    path = tmp_path / "yttrande.docx"
    document.save(str(path))
    return path


def by_number(register: Register, remiss: Remiss) -> dict[str, Response]:
    numbers = {each.id: each.number for each in register.find(Recommendation, remiss_id=remiss.id)}
    return {numbers[each.recommendation_id or ""]: each for each in register.find(Response, remiss_id=remiss.id)}


def test_it_is_recorded_in_one_operation_and_undone_in_one(register: Register, remiss: Remiss, answer: Path) -> None:
    dry = read_answers(register, remiss, answer, namnd_words="OSN", dry_run=True)
    assert not register.find(Response, remiss_id=remiss.id)
    assert {"added", "changed", "unchanged", "problems", "differences", "namnd"} == set(dry.as_json())
    result = read_answers(register, remiss, answer, namnd_words="OSN")
    assert result.as_json() == dry.as_json()
    assert result.as_json()["added"] == 3
    found = by_number(register, remiss)
    assert (found["2"].position, found["2"].text) == (Position.AGREES, "Nämnden instämmer i rekommendationen.")
    assert found["3"].position is Position.DISAGREES
    measure = register.find(Measure, remiss_id=remiss.id)[0]
    assert (measure.responsible, measure.timeframe) == ("Fastighetschef", "2026-12-31")
    assert read_answers(register, remiss, answer, namnd_words="OSN").as_json()["unchanged"] == 3
    register.undo(register.operations(1)[0].no)
    assert not register.find(Response, remiss_id=remiss.id)
    assert not register.find(Measure, remiss_id=remiss.id)


def test_the_owners_paper_holds_the_measures_of_others_too(register: Register, remiss: Remiss, table: Path) -> None:
    result = read_answers(register, remiss, table)
    assert not result.problems
    bodies = {each.id: each.abbreviation for each in register.find(Namnd)}
    measures = {each.id: each.text for each in register.find(Measure, remiss_id=remiss.id)}
    whose = {
        measures[each.measure_id]: bodies[each.namnd_id]
        for each in register.find(MeasureNamnd, measure_id=list(measures))
    }
    assert whose == {"Upphandla elverk.": "OSN", "Öva handhavandet.": "OSN", "Redovisa i delårsrapporten.": "KS"}
    (status,) = register.find(MeasureStatus, measure_id=list(measures))
    assert (status.status, status.as_of) == (MeasureState.STARTED, dt.date(2026, 3, 1))


def test_what_another_namnd_has_answered_itself_is_not_doubled(
    register: Register, remiss: Remiss, table: Path, answer: Path
) -> None:
    read_answers(register, remiss, answer, namnd_words="OSN")
    result = read_answers(register, remiss, table)
    assert "1 åtgärd i filen är en annan nämnds och lästes inte." in result.notices
    texts = [each.text for each in register.find(Measure, remiss_id=remiss.id)]
    assert sorted(texts) == ["Redovisa i delårsrapporten.", "Upphandla elverk.", "Öva handhavandet."]


def test_a_namnd_takes_only_its_own(register: Register, remiss: Remiss, table: Path) -> None:
    result = read_answers(register, remiss, table, namnd_words="OSN")
    assert len(register.find(Measure, remiss_id=remiss.id)) == 2
    assert "Filen ser ut att vara från KS. Den läses som OSN:s svar." in result.notices


def test_a_measure_worded_a_little_otherwise_is_the_same_one(
    register: Register, remiss: Remiss, answer: Path, tmp_path: Path
) -> None:
    read_answers(register, remiss, answer, namnd_words="OSN")
    kept = register.find(Measure, remiss_id=remiss.id)[0]
    path = tmp_path / "ny.txt"
    path.write_text(ANSWER.replace("Upphandla elverk.", "Upphandla elverken."), encoding="utf-8")
    result = read_answers(register, remiss, path, namnd_words="OSN")
    assert [(each.before, each.after) for each in result.differences] == [("Upphandla elverk.", "Upphandla elverken.")]
    assert register.find(Measure, remiss_id=remiss.id)[0].id == kept.id


def test_only_what_was_chosen_is_recorded(register: Register, remiss: Remiss, table: Path, answer: Path) -> None:
    before = {kind: len(register.find(kind)) for kind in (MeasureNamnd, MeasureStatus)}
    shown = read_answers(register, remiss, table, dry_run=True)
    chosen = [each for each in shown.differences if each.measure == ROWS[0][1] and each.field != "tidsplan"]
    read_answers(register, remiss, table, chosen=chosen, content=shown.content)
    measures = register.find(Measure, remiss_id=remiss.id)
    assert [(each.text, each.responsible, each.timeframe) for each in measures] == [
        ("Upphandla elverk.", "Fastighetschef", "")
    ]
    for kind in (MeasureNamnd, MeasureStatus):
        assert len(register.find(kind)) == before[kind] + 1
    shown = read_answers(register, remiss, answer, namnd_words="OSN", dry_run=True)
    chosen = [each for each in shown.differences if each.field == "ställningstagande" and each.what.endswith("2")]
    read_answers(register, remiss, answer, namnd_words="OSN", chosen=chosen)
    response = register.find(Response, remiss_id=remiss.id)
    assert [(each.position, each.text) for each in response] == [(Position.AGREES, "")]


def test_a_value_that_has_changed_since_it_was_chosen_is_refused(
    register: Register, remiss: Remiss, answer: Path
) -> None:
    shown = read_answers(register, remiss, answer, namnd_words="OSN", dry_run=True)
    chosen = [replace(shown.differences[0], before="Något annat.")]
    with pytest.raises(UserError, match="Registret har ändrats sedan svaren visades"):
        read_answers(register, remiss, answer, namnd_words="OSN", chosen=chosen)
    assert not register.find(Response, remiss_id=remiss.id)


def test_a_paper_without_answers_is_refused_with_what_to_do(
    register: Register, remiss: Remiss, missiv: Callable[..., Path]
) -> None:
    with pytest.raises(UserError, match=r"Lägg in svaren för hand i Svar och åtgärder\.") as told:
        read_answers(register, remiss, missiv("Hej.\n\nÅtgärd: Vi ses.\n", "brev.txt"), namnd_words="OSN")
    assert told.value.details == ("”Åtgärd: Vi ses.” står inte under någon rekommendation och lästes inte.",)


def test_whose_a_paper_is(register: Register, answer: Path, missiv: Callable[..., Path]) -> None:
    sender = paper_namnd(register, answer)
    assert sender is not None
    assert sender.abbreviation == "OSN"
    by_number = paper_namnd(register, missiv("Tjänsteskrivelse\n\nDiarienummer OSN/2026:98\n\nSvar\n", "t.txt"))
    assert by_number is not None
    assert by_number.abbreviation == "OSN"
    assert paper_namnd(register, missiv("Ett brev utan avsändare.", "b.txt")) is None


def test_a_drafted_yttrande_comes_back_as_it_went_out(
    register: Register, remiss: Remiss, table: Path, answer: Path, tmp_path: Path
) -> None:
    read_answers(register, remiss, answer, namnd_words="OSN")
    read_answers(register, remiss, table)
    for namnd in ("KS", "OSN"):
        drafted = draft(register, DocumentKind.YTTRANDE, remiss, tmp_path / f"{namnd}.docx", namnd_words=namnd)
        result = read_answers(register, remiss, drafted.path, namnd_words=namnd, dry_run=True)
        assert result.differences == ()


def test_a_mail_is_refused_with_what_to_do(register: Register, remiss: Remiss, tmp_path: Path) -> None:
    path = tmp_path / "svar.eml"
    path.write_text("Subject: Svar\n\nRekommendation 1\n\nVi instämmer.\n", encoding="utf-8")
    with pytest.raises(UserError, match="Spara bilagan med svaret"):
        read_answers(register, remiss, path)


class TestWhoseItIs:
    """Without the namnd's name a paper is whose it says that it is."""

    @pytest.mark.parametrize(
        ("head", "whose"),
        [
            ("Yttrande från omsorgs- och socialnämnden över granskning av krisberedskap", "OSN"),
            ("Yttrande till kommunstyrelsen från omsorgs- och socialnämnden över granskningen", "OSN"),
            ("Omsorgs- och socialnämndens yttrande över granskning av kommunstyrelsens krisberedskap", "OSN"),
            ("Yttrande\n\nDiarienummer OSN/2026:98", "OSN"),
            ("Yttrande från Älvstads kommun över granskning av krisberedskap\n\nDiarienummer KS/2026:31", "KS"),
            ("Yttrande över granskning av krisberedskap", "KS"),
        ],
    )
    def test_it_is_read_as_theirs(
        self, head: str, whose: str, register: Register, remiss: Remiss, missiv: Callable[..., Path]
    ) -> None:
        path = missiv(f"{head}\n\nRekommendation 3\n\n{YEARLY}\n\nSvar: Det sker redan.\n", "svar.txt")
        result = read_answers(register, remiss, path)
        assert result.namnd is not None
        assert result.namnd.abbreviation == whose
        assert [each.namnd_id for each in register.find(Response, remiss_id=remiss.id)] == [result.namnd.id]
        told = [f"Filen är från {whose} och läses som {whose}:s svar."]
        assert [each for each in result.notices if each.startswith("Filen är från")] == (told if whose != "KS" else [])

    @pytest.mark.parametrize(
        ("head", "told"),
        [
            ("Yttrande från barn- och utbildningsnämnden över granskningen", "är från BUN, som inte är tillfrågad"),
            ("Yttrande\n\nDiarienummer BUN/2026:12", "är från BUN, som inte är tillfrågad"),
            (
                "Yttrande från räddningsnämnden över granskningen",
                "är från räddningsnämnden, som inte finns i registret",
            ),
            ("Räddningsnämndens svar på granskningen", "är från räddningsnämnden, som inte finns i registret"),
        ],
    )
    def test_one_that_is_not_asked_is_read_as_the_owners_and_told(
        self, head: str, told: str, register: Register, remiss: Remiss, missiv: Callable[..., Path]
    ) -> None:
        path = missiv(f"{head}\n\nRekommendation 3\n\n{YEARLY}\n\nSvar: Det sker redan.\n", "svar.txt")
        result = read_answers(register, remiss, path, dry_run=True)
        assert result.namnd is not None
        assert result.namnd.abbreviation == "KS"
        (notice,) = [each for each in result.notices if told in each]
        assert notice.endswith("Svaren läses som KS:s. Är de någon annans, ange --namnd.")
        assert read_answers(register, remiss, path, namnd_words="OSN", dry_run=True).differences

    def test_one_of_all_that_are_concerned_is_asked(
        self, register: Register, remiss: Remiss, missiv: Callable[..., Path]
    ) -> None:
        with register.change("Ändrade") as change:
            (first, *_) = register.find(Recommendation, remiss_id=remiss.id)
            change.add(Addressee(id=new_id(), recommendation_id=first.id, words="Berörda nämnder", position=9))
        path = missiv(f"Yttrande från barn- och utbildningsnämnden\n\n{YEARLY}\n\nSvar: Det sker redan.\n", "svar.txt")
        result = read_answers(register, remiss, path)
        assert result.namnd is not None
        assert result.namnd.abbreviation == "BUN"


def test_general_comments_alone_place_no_paper_about_something_else(
    register: Register, remiss: Remiss, missiv: Callable[..., Path]
) -> None:
    comments = "Generella kommentarer\n\nRapporten ger en god bild av läget.\n"
    path = missiv(f"Yttrande över granskning av biblioteken\n\n{comments}", "annat.txt")
    with pytest.raises(UserError, match="har inga svar på rekommendationerna"):
        read_answers(register, remiss, path)
    same = missiv(f"Yttrande över {remiss.title}\n\n{comments}", "samma.txt")
    (found,) = read_answers(register, remiss, same, dry_run=True).differences
    assert (found.what, found.after) == ("Allmänt", "Rapporten ger en god bild av läget.")
