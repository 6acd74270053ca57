"""Svarsläge as the window shows it: the matrix, and the panel beside it."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    Decision,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    PlannedStep,
    Position,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
    Verdict,
    VerdictWord,
)
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.cell_answer import CellAnswer, cell_answer
from secretary_app.operations.finding import Bodies, find_remiss
from secretary_app.operations.matrix import Matrix, MatrixCell, matrix
from secretary_app.store.register import NotInRegister, Register
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)


def _cell(shown: Matrix, number: str, namnd: str) -> MatrixCell:
    column = next(place for place, each in enumerate(shown.columns) if each.abbreviation == namnd)
    return next(row for row in shown.rows if row.number == number).cells[column]


def _words(shown: Matrix, number: str, namnd: str) -> tuple[BadgeState, str, str]:
    cell = _cell(shown, number, namnd)
    return cell.state, cell.words, cell.second


def test_one_begins_with_a_namnd_and_with_the_owner_when_no_other_is_left(register: Register) -> None:
    shown = matrix(register, find_remiss(register, "KS/2026:11"), TODAY)
    own, others = (next(row for row in shown.rows if row.number == number) for number in ("3", "4"))
    assert replace(shown, rows=(own, others)).first_unanswered == (1, 2)
    assert replace(shown, rows=(own,)).first_unanswered == (0, 3)
    assert replace(shown, rows=()).first_unanswered is None


def test_the_cells_say_how_far_each_answer_has_come(register: Register) -> None:
    shown = matrix(register, find_remiss(register, "KS/2026:11"), TODAY)
    assert [column.abbreviation for column in shown.columns] == ["BUN", "KFN", "SBN", "KS"]
    assert shown.columns[-1].is_owner
    assert _words(shown, "2", "BUN") == (BadgeState.DONE, "§ 21", "24 februari")
    assert _words(shown, "1", "SBN") == (BadgeState.DRAFT, "Utkast", "till 13 mars")
    assert _words(shown, "4", "SBN") == (BadgeState.SOON, "Begärd", "till 13 mars")
    assert _words(shown, "3", "KS") == (BadgeState.ON_TIME, "Begärd", "till 30 april")
    assert _words(shown, "5", "KFN") == (BadgeState.NOT_SENT, "Inte frågad", "")
    unconcerned = _cell(shown, "1", "BUN")
    assert (unconcerned.words, unconcerned.concerned) == ("berörs inte", False)
    assert shown.waiting == (
        "5 rutor återstår att få svar på innan ärendet kan avslutas: SBN 4 och KFN 1.",
        "KS egna 2 svar skrivs i tjänsteskrivelsen.",
    )
    assert shown.first_unanswered == (0, 2)
    sbn = shown.columns[2]
    assert (sbn.diarienummer, sbn.handlaggare, sbn.second) == ("SBN/2026:9", "Torvald Grindhem", "0 av 4")


def test_what_is_late_and_what_lacks_a_measure(register: Register) -> None:
    shown = matrix(register, find_remiss(register, "KS/2025:188"), TODAY)
    assert _words(shown, "6", "KFN") == (BadgeState.LATE, "Försenad", "svar 29 augusti 2025")
    assert _words(shown, "2", "KFN") == (BadgeState.DONE, "Besvarad av KS", "§ 126, 1 oktober 2025")
    assert _words(shown, "4", "KFN") == (BadgeState.TODO, "Utan åtgärd", "27 augusti 2025")
    assert _words(shown, "5", "KS") == (BadgeState.TODO, "Utan ansvarig", "§ 126, 1 oktober 2025")
    kfn, sbn, ks = shown.columns
    assert (kfn.second, kfn.state) == ("2 av 3, försenad", BadgeState.LATE)
    assert (sbn.answered, sbn.total) == (3, 3)
    assert (ks.second, ks.state) == ("1 utan ansvarig", BadgeState.TODO)
    assert "KFN har 1 svar utan åtgärd." in shown.waiting


def test_a_body_without_a_date_and_one_whose_internremiss_waits(register: Register) -> None:
    remiss = find_remiss(register, "KS/2025:211")
    referral = register.find(Referral, remiss_id=remiss.id)[0]
    given = [
        each
        for measure in register.find(Measure, remiss_id=remiss.id)
        for each in (
            *register.find(MeasureStatus, measure_id=measure.id),
            *register.find(MeasureNamnd, measure_id=measure.id),
            measure,
        )
    ]
    with register.change("Utan svar") as change:
        for each in (*register.find(Response, remiss_id=remiss.id), *given):
            change.remove(each)
    shown = matrix(register, remiss, TODAY)
    assert _words(shown, shown.rows[0].number, "KFN") == (
        BadgeState.UNDATED,
        "Utan datum",
        "skickad 8 september 2025",
    )
    with register.change("Inte skickad") as change:
        change.update(replace(referral, sent=None))
    shown = matrix(register, remiss, TODAY)
    assert _words(shown, shown.rows[0].number, "KFN") == (BadgeState.NOT_SENT, "Ej skickad", "inget datum")


def test_the_owners_answer_is_due_when_its_papers_are(register: Register) -> None:
    remiss = find_remiss(register, "KS/2026:11")
    ksau = Bodies.of(register).named("KSAU")
    step = PlannedStep(
        id=new_id(), remiss_id=remiss.id, namnd_id=ksau.id, kind=StepKind.MANUSSTOPP, date=dt.date(2026, 3, 18)
    )
    with register.change("Plan") as change:
        change.add(step)
    assert _cell(matrix(register, remiss, TODAY), "3", "KS").second == "till 18 mars"
    assert _cell(matrix(register, remiss, dt.date(2026, 3, 19)), "3", "KS").second == "till 30 april"


def test_of_a_closed_remiss_nothing_remains(register: Register) -> None:
    remiss = find_remiss(register, "KS/2026:11")
    with register.change("Avslutade") as change:
        closed = change.update(replace(remiss, state=RemissState.CLOSED))
    shown = matrix(register, closed, TODAY)
    assert shown.waiting == ()
    assert _words(shown, "4", "SBN") == (BadgeState.NONE, "Utan svar", "")


def test_a_remiss_without_recommendations_has_one_row(register: Register) -> None:
    shown = matrix(register, find_remiss(register, "KS/2026:47"), TODAY)
    assert [row.text for row in shown.rows] == ["Hela remissen"]
    assert shown.rows[0].recommendation_id is None
    assert shown.waiting == ("KS eget svar skrivs i tjänsteskrivelsen.",)


def _answer(register: Register, remiss: Remiss, number: str, namnd: str) -> CellAnswer:
    recommendation = register.find(Recommendation, remiss_id=remiss.id, number=number)[0]
    body = Bodies.of(register).named(namnd)
    return cell_answer(register, remiss, recommendation.id, body.id, TODAY)


def test_the_panel_shows_the_answer_and_what_it_lacks(register: Register) -> None:
    remiss = find_remiss(register, "KS/2025:188")
    shown = _answer(register, remiss, "4", "KFN")
    assert shown.position is Position.PARTLY
    assert shown.text.startswith("Direktupphandlingar")
    assert shown.decision is not None
    assert [(line.words, line.done) for line in shown.checks] == [
        ("Ställningstagande och text", True),
        ("Åtgärd", False),
        ("Ansvarig och tid", False),
    ]
    whole = _answer(register, remiss, "1", "KS")
    assert all(line.done for line in whole.checks)
    assert [(each.due, each.status, each.is_late) for each in whole.measures] == [
        (dt.date(2026, 6, 30), MeasureState.STARTED, False)
    ]
    assert not _answer(register, remiss, "6", "KFN").checks[0].done


def test_what_is_left_from_the_template_is_a_line_of_its_own(register: Register) -> None:
    remiss = find_remiss(register, "KS/2025:188")
    response = _answer(register, remiss, "1", "KS").response
    assert response is not None
    with register.change("Ändrade") as change:
        change.update(replace(response, text="Vi instämmer, se § xx."))
    lines = [line.words for line in _answer(register, remiss, "1", "KS").checks if not line.done]
    assert lines == ["”§ xx” står kvar från mallen i svar till rekommendation 1."]


@pytest.fixture
def asked_again(register: Register) -> tuple[Remiss, Remiss]:
    """An audit and the one that follows it up, with the same recommendation a little reworded, and another."""
    ks: Namnd = Bodies.of(register).named("KS")
    old = Remiss(id=new_id(), diarienummer="KS/2022:187", title="Förra", owner_id=ks.id, received=dt.date(2022, 3, 1))
    new = Remiss(id=new_id(), diarienummer="KS/2026:88", title="Ny", owner_id=ks.id, follows_up_id=old.id)
    text = "att stärka uppföljningen av avtalstroheten i nämndens verksamhet"
    before = Recommendation(id=new_id(), remiss_id=old.id, number="3", text=text)
    other = Recommendation(id=new_id(), remiss_id=old.id, number="4", text="att utbilda beställare i upphandling")
    again = Recommendation(id=new_id(), remiss_id=new.id, number="1", text=f"Att {text[4:]}er.", position=1)
    fresh = Recommendation(id=new_id(), remiss_id=new.id, number="2", text="att se över attesträtten", position=2)
    said = [
        Verdict(id=new_id(), recommendation_id=before.id, verdict=word, words=word, date=dt.date(year, 1, 1))
        for word, year in ((VerdictWord.NOT_DONE, 2023), (VerdictWord.PARTLY, 2024))
    ]
    with register.change("Lade in") as change:
        change.add(old, new, before, other, again, fresh, *said)
    return old, new


def test_an_earlier_verdict_is_remembered(register: Register, asked_again: tuple[Remiss, Remiss]) -> None:
    old, new = asked_again
    found = _answer(register, new, "1", "KS").earlier
    assert found.words == "Andra gången sedan 2022"
    (earlier,) = found.times
    assert (earlier.diarienummer, earlier.year, earlier.number) == ("KS/2022:187", 2022, "3")
    assert (earlier.verdict, earlier.words) == (VerdictWord.PARTLY, "delvis")
    assert _answer(register, new, "2", "KS").earlier.times == ()
    with register.change("En rundgång") as change:
        change.update(replace(register.get(Remiss, old.id), follows_up_id=new.id))
    assert len(_answer(register, new, "1", "KS").earlier.times) == 1


def test_the_whole_remiss_can_be_opened_and_an_unknown_place_cannot(register: Register) -> None:
    remiss = find_remiss(register, "KS/2026:47")
    shown = cell_answer(register, remiss, None, remiss.owner_id, TODAY)
    assert (shown.recommendation, shown.response, shown.decision) == (None, None, None)
    assert [line.done for line in shown.checks] == [False]
    with pytest.raises(NotInRegister):
        cell_answer(register, remiss, "finns-inte", remiss.owner_id, TODAY)
    with pytest.raises(NotInRegister):
        cell_answer(register, remiss, None, "finns-inte", TODAY)


def test_an_aterremiss_is_no_decision_of_the_answer(register: Register) -> None:
    remiss = find_remiss(register, "KS/2025:188")
    decided = _answer(register, remiss, "3", "SBN")
    assert isinstance(decided.decision, Decision)
    draft = next(
        each
        for each in register.find(Response, remiss_id=remiss.id, namnd_id=decided.namnd.id)
        if each.id == (decided.response.id if decided.response else "")
    )
    with register.change("Ändrade") as change:
        change.update(replace(draft, decision_id=None))
    assert _answer(register, remiss, "3", "SBN").decision is None
