"""After a meeting: the §§ of all its ärenden, recorded in one operation by the rules of a single decision."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.model import (
    Decision,
    Meeting,
    Namnd,
    Outcome,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.history import undo_last
from secretary_app.operations.paragraphs import (
    NewParagraph,
    ParagraphRow,
    WrongParagraphs,
    counted,
    paragraph_row,
    paragraph_sheet,
    record_paragraphs,
    told_of,
)
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

HELD = dt.date(2026, 2, 18)


@pytest.fixture
def meeting(register: Register) -> Meeting:
    """A meeting of OSN that has been held."""
    osn = register.find(Namnd, abbreviation="OSN")[0]
    made = Meeting(id=new_id(), namnd_id=osn.id, date=HELD)
    for old in register.find(Meeting, namnd_id=osn.id, date=HELD):
        made = old
    if not register.find(Meeting, id=made.id):
        with register.change("Lade in ett sammanträde") as change:
            change.add(made)
    return register.get(Meeting, made.id)


@pytest.fixture
def remisser(register: Register, meeting: Meeting) -> list[Remiss]:
    """Three remisser that went through the meeting, each with two answers of OSN's; the plan says so."""
    ks = register.find(Namnd, abbreviation="KS")[0]
    made = []
    for number in (901, 902, 903):
        remiss = Remiss(
            id=new_id(),
            diarienummer=f"KS/2026:{number}",
            title=f"Granskning {number}",
            received=dt.date(2026, 1, 12),
            answer_by=dt.date(2026, 6, 30),
            owner_id=ks.id,
        )
        osn = meeting.namnd_id
        with register.change(f"Registrerade {remiss.diarienummer}") as change:
            change.add(remiss, Referral(id=new_id(), remiss_id=remiss.id, namnd_id=osn, sent=dt.date(2026, 1, 14)))
            change.add(PlannedStep(id=new_id(), remiss_id=remiss.id, namnd_id=osn, kind=StepKind.MEETING, date=HELD))
            for place in (1, 2):
                row = Recommendation(
                    id=new_id(), remiss_id=remiss.id, number=str(place), text=f"Att {place}.", position=place
                )
                change.add(
                    row,
                    Response(id=new_id(), remiss_id=remiss.id, recommendation_id=row.id, namnd_id=osn, text="Svar."),
                )
        made.append(register.get(Remiss, remiss.id))
    return made


def rows(register: Register, meeting: Meeting, remisser: list[Remiss]) -> list[ParagraphRow]:
    found = {each.remiss.id: each for each in paragraph_sheet(register, meeting).rows}
    return [found[each.id] for each in remisser]


def new(remiss: Remiss, paragraph: str, outcome: Outcome = Outcome.DECISION) -> NewParagraph:
    return NewParagraph(remiss_id=remiss.id, paragraph=paragraph, outcome=outcome)


def test_there_is_a_row_for_each_that_was_up(register: Register, meeting: Meeting, remisser: list[Remiss]) -> None:
    first = rows(register, meeting, remisser)[0]
    assert (first.outcome, first.recorded, first.locked, first.odd) == (Outcome.DECISION, (), "", "")
    assert [each.words for each in first.answers] == ["OSN, rekommendation 1", "OSN, rekommendation 2"]


def test_all_are_recorded_in_one_operation(register: Register, meeting: Meeting, remisser: list[Remiss]) -> None:
    before = len(register.operations(1000))
    wanted = [
        new(remisser[0], "§ 45"),
        new(remisser[1], "46", Outcome.REFERRED_BACK),
        replace(new(remisser[2], "47"), immediate=True, text="Nämnden antar svaret."),
    ]
    saved = record_paragraphs(register, meeting, wanted)
    assert len(register.operations(1000)) == before + 1
    assert register.operations(1)[0].label == "Registrerade §§ 45, 46 och 47 i OSN 18 februari 2026"
    made = {each.paragraph: each for each in register.find(Decision, namnd_id=meeting.namnd_id, meeting_date=HELD)}
    assert {each: made[each].outcome for each in ("45", "46", "47")} == {
        "45": Outcome.DECISION,
        "46": Outcome.REFERRED_BACK,
        "47": Outcome.DECISION,
    }
    assert (made["47"].immediate_justering, made["47"].text) == (True, "Nämnden antar svaret.")
    decided = [{each.decision_id for each in register.find(Response, remiss_id=remiss.id)} for remiss in remisser]
    assert decided == [{made["45"].id}, {None}, {made["47"].id}]
    assert told_of(saved).startswith("3 §§ är registrerade. 4 svar är därmed beslutade.")
    undo_last(register)
    assert not register.find(Decision, remiss_id=[each.id for each in remisser])
    assert not any(each.decision_id for each in register.find(Response, remiss_id=[each.id for each in remisser]))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_it_is_the_same_as_to_decide_each(
    register: Register, meeting: Meeting, remisser: list[Remiss], outcome: Outcome
) -> None:
    for namnd in ("OSN", "KSAU", "KS"):
        of = register.find(Namnd, abbreviation=namnd)[0]
        at = meeting if namnd == "OSN" else register.find(Meeting, namnd_id=of.id)[0]
        alone = decide(
            register, register.get(Remiss, remisser[0].id), namnd, meeting=at.date, paragraph="945", outcome=outcome
        )
        (together,) = record_paragraphs(register, at, [new(remisser[1], "946", outcome)]).row
        shapes = [
            (each.decision.outcome, len(each.responses), each.remiss.state, each.ends, each.notes, each.namnd)
            for each in (alone, together)
        ]
        assert shapes[0] == shapes[1]
        decided = [
            sorted((each.text, bool(each.decision_id)) for each in register.find(Response, remiss_id=remiss.id))
            for remiss in remisser[:2]
        ]
        assert decided[0] == decided[1]


def test_only_the_answers_that_were_chosen_are_decided(
    register: Register, meeting: Meeting, remisser: list[Remiss]
) -> None:
    row = rows(register, meeting, remisser)[0]
    wanted = replace(new(remisser[0], "45"), answers=frozenset({row.answers[1].id}))
    record_paragraphs(register, meeting, [wanted])
    decided = [each.id for each in register.find(Response, remiss_id=remisser[0].id) if each.decision_id]
    assert decided == [row.answers[1].id]


def test_the_owners_decision_ends_the_remiss(register: Register, remisser: list[Remiss]) -> None:
    ks = register.find(Namnd, abbreviation="KS")[0]
    held = [each for each in register.find(Meeting, namnd_id=ks.id) if each.date <= dt.date(2026, 3, 11)][-1]
    assert paragraph_row(register, held, remisser[0].id).outcome is Outcome.DECISION
    saved = record_paragraphs(register, held, [new(remisser[0], "12")])
    assert register.get(Remiss, remisser[0].id).state is RemissState.ANSWERED
    assert "KS/2026:901 är besvarad." in told_of(saved)


def test_one_wrong_row_keeps_all_from_being_recorded(
    register: Register, meeting: Meeting, remisser: list[Remiss]
) -> None:
    decide(register, remisser[2], "OSN", meeting=HELD, paragraph="44")
    close(register, remisser[1], "Avskrivet")
    wanted = [new(remisser[0], "44"), new(remisser[1], "45"), new(remisser[2], "44")]
    with pytest.raises(WrongParagraphs) as refused:
        record_paragraphs(register, meeting, wanted)
    faults = [refused.value.faults[each.id] for each in remisser]
    assert faults[0] == "§ 44 är redan inlagd för KS/2026:903."
    assert "avslutad" in faults[1]
    assert "redan inlagt för KS/2026:903" in faults[2]
    assert not register.find(Decision, remiss_id=remisser[0].id)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [
        ("45", "45", "§ 45 är redan inlagd för KS/2026:901."),
        ("45", "", "Skriv paragrafens nummer, eller lämna hela raden tom."),
        ("45", "fyrtiosex", "”fyrtiosex” är inget nummer på en paragraf. Skriv till exempel 45."),
    ],
)
def test_a_number_that_cannot_be_is_told_at_its_row(
    register: Register, meeting: Meeting, remisser: list[Remiss], first: str, second: str, sentence: str
) -> None:
    with pytest.raises(WrongParagraphs) as refused:
        record_paragraphs(register, meeting, [new(remisser[0], first), new(remisser[1], second)])
    assert refused.value.faults == {remisser[1].id: sentence}
    assert not register.find(Decision, remiss_id=remisser[0].id)


def test_nothing_to_record_is_told(register: Register, meeting: Meeting) -> None:
    with pytest.raises(UserError, match="minst ett"):
        record_paragraphs(register, meeting, [])


def test_what_is_recorded_and_what_is_odd_stands_in_its_row(
    register: Register, meeting: Meeting, remisser: list[Remiss]
) -> None:
    record_paragraphs(register, meeting, [new(remisser[0], "45")])
    referral = register.find(Referral, remiss_id=remisser[1].id)[0]
    with register.change("Skickades senare") as change:
        change.update(replace(referral, sent=dt.date(2026, 2, 20)))
        change.update(replace(register.get(Remiss, remisser[2].id), received=dt.date(2026, 2, 19)))
    first, second, third = rows(register, meeting, remisser)
    assert [each.paragraph for each in first.recorded] == ["45"]
    assert not first.can_record
    assert second.odd == "Internremissen till OSN skickades först 20 februari, efter beslutet."
    assert third.odd == "Remissen kom in först 19 februari, efter beslutet."
    assert paragraph_sheet(register, meeting).rows[0].remiss.id == remisser[0].id


def test_what_was_not_planned_can_be_added(register: Register, meeting: Meeting, asked: Remiss) -> None:
    with register.change("Kom in tidigare") as change:
        change.update(replace(register.get(Remiss, asked.id), received=dt.date(2026, 1, 3)))
    sheet = paragraph_sheet(register, meeting)
    assert asked.id in dict(sheet.others)
    assert asked.id not in [each.remiss.id for each in sheet.rows]
    assert paragraph_row(register, meeting, asked.id).outcome is Outcome.DECISION


def test_numbers_count_up_from_the_one_before() -> None:
    assert counted(["45", None, None]) == ["45", "46", "47"]
    assert counted([None, "§ 45", None, "", None, "60", None]) == ["", "§ 45", "46", "", "47", "60", "61"]
    assert counted(["45 a", None, "x", None]) == ["45 a", "46", "x", ""]


@given(st.lists(st.none() | st.sampled_from(["", "7", "§ 8", "9 b", "x", " "]), max_size=8))
def test_counting_never_repeats_what_it_counted(numbers: list[str | None]) -> None:
    found = counted(numbers)
    assert len(found) == len(numbers)
    assert all(each == number for each, number in zip(found, numbers, strict=True) if number is not None)
    assert all(each == "" or each.isdigit() for each, number in zip(found, numbers, strict=True) if number is None)
