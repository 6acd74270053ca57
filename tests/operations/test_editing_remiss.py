"""A registered remiss: its fields, its dates, what was sent, its decisions, its end."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    DeadlineChange,
    Decision,
    Dispatch,
    Namnd,
    Outcome,
    Person,
    Position,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.editing_answers import save_response
from secretary_app.operations.editing_deadlines import (
    change_answer_by,
    change_referral_deadline,
    mark_sent,
    remove_referral,
    save_referral_fields,
)
from secretary_app.operations.editing_decisions import change_decision, remove_decision
from secretary_app.operations.editing_remiss import (
    handlaggare_names,
    record_dispatch,
    remove_dispatch,
    reopen_remiss,
    save_remiss_fields,
    void_remiss,
)
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

MEETING = dt.date(2026, 4, 15)


def body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def undo(register: Register) -> None:
    register.undo(register.operations(1)[0].no)


def referral(register: Register, remiss: Remiss, abbreviation: str) -> Referral:
    return register.find(Referral, remiss_id=remiss.id, namnd_id=body(register, abbreviation).id)[0]


def answer(register: Register, remiss: Remiss, abbreviation: str) -> Response:
    first = register.find(Recommendation, remiss_id=remiss.id, number="1")[0]
    namnd_id = body(register, abbreviation).id
    saved = save_response(register, remiss, namnd_id, first.id, Position.AGREES, "Ja.").row
    assert saved is not None
    return saved


def test_the_fields_of_a_remiss_are_saved_but_not_its_date_or_state(register: Register, asked: Remiss) -> None:
    wanted = replace(
        asked,
        title=" Granskning av  krisberedskapen ",
        diarienummer="KS/2025:31",
        handlaggare="Alva Ek",
        follows_up_id="ex-01",
        answer_by=None,
        state=RemissState.CLOSED,
    )
    saved = save_remiss_fields(register, wanted)
    assert saved.row.title == "Granskning av krisberedskapen"
    assert (saved.row.handlaggare, saved.row.follows_up_id) == ("Alva Ek", "ex-01")
    assert (saved.row.answer_by, saved.row.state) == (asked.answer_by, RemissState.OPEN)
    assert saved.notes == ["KS/2025:31 har också ”Granskning av löneprocessen”."]
    with pytest.raises(UserError, match="Ändrad"):
        save_remiss_fields(register, asked)
    undo(register)
    assert register.get(Remiss, asked.id).diarienummer == "KS/2026:31"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": " "}, "saknar rubrik"),
        ({"owner_id": "borta"}, "ska äga ärendet finns inte"),
        ({"received": dt.date(2026, 7, 1)}, "efter svarsdatumet 30 juni 2026"),
        ({"received": dt.date(226, 3, 3)}, "Året 226"),
        ({"follows_up_id": "borta"}, "som följs upp finns inte"),
    ],
)
def test_fields_that_cannot_be_are_refused(
    register: Register, asked: Remiss, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        save_remiss_fields(register, replace(asked, **wrong))  # type: ignore[arg-type]
    assert register.get(Remiss, asked.id) == asked


def test_nobody_owns_what_it_is_asked_in_and_nothing_follows_itself_up(register: Register, asked: Remiss) -> None:
    with pytest.raises(UserError, match="OSN har en internremiss"):
        save_remiss_fields(register, replace(asked, owner_id=body(register, "OSN").id))
    with pytest.raises(UserError, match="kan inte följa upp sig själv"):
        save_remiss_fields(register, replace(asked, follows_up_id=asked.id))
    moved = save_remiss_fields(register, replace(asked, owner_id=body(register, "SBN").id)).row
    assert moved.owner_id == body(register, "SBN").id


def test_the_answer_by_date_moves_with_a_reason_that_is_kept(register: Register, asked: Remiss) -> None:
    new = dt.date(2026, 4, 15)
    saved = change_answer_by(register, asked, new, " Anstånd ", "Revisorerna")
    assert saved.row.answer_by == new
    assert saved.notes == ["OSN har svarsdatum efter 15 april 2026."]
    (kept,) = register.find(DeadlineChange, remiss_id=asked.id)
    assert (kept.old, kept.new, kept.reason, kept.granted_by) == (asked.answer_by, new, "Anstånd", "Revisorerna")
    assert kept.referral_id is None
    undo(register)
    assert register.get(Remiss, asked.id).answer_by == asked.answer_by
    assert not register.find(DeadlineChange, remiss_id=asked.id)
    now = register.get(Remiss, asked.id)
    with pytest.raises(UserError, match="Skriv varför"):
        change_answer_by(register, now, new, " ")
    with pytest.raises(UserError, match="före den dag remissen kom in, 3 mars 2026"):
        change_answer_by(register, now, dt.date(2026, 3, 1), "Fel")
    done = len(register.operations())
    assert change_answer_by(register, now, now.answer_by, "").row == now
    assert len(register.operations()) == done


def test_a_first_date_needs_no_reason(register: Register, asked: Remiss) -> None:
    bun = referral(register, asked, "BUN")
    saved = change_referral_deadline(register, asked, bun, dt.date(2026, 7, 1), "")
    assert saved.row.deadline == dt.date(2026, 7, 1)
    assert saved.notes == ["Svarsdatumet 1 juli 2026 ligger efter remissens, 30 juni 2026."]
    (kept,) = register.find(DeadlineChange, referral_id=bun.id)
    assert (kept.old, kept.new) == (None, dt.date(2026, 7, 1))
    with pytest.raises(UserError, match="Skriv varför"):
        change_referral_deadline(register, asked, saved.row, None, "")
    with pytest.raises(UserError, match="Ändrad"):
        change_referral_deadline(register, asked, bun, dt.date(2026, 7, 2), "Fel")
    undo(register)
    assert referral(register, asked, "BUN").deadline is None


def test_no_namnd_answers_before_it_was_asked(register: Register, asked: Remiss) -> None:
    osn = referral(register, asked, "OSN")
    with pytest.raises(UserError, match="före den dag internremissen skickas, 9 mars 2026"):
        change_referral_deadline(register, asked, osn, dt.date(2026, 3, 5), "Fel")
    with pytest.raises(UserError, match="före den dag remissen kom in"):
        change_referral_deadline(register, asked, osn, dt.date(2026, 3, 1), "Fel")
    with pytest.raises(UserError, match="OSN ska svara 30 april 2026, före"):
        mark_sent(register, asked, [osn.namnd_id], dt.date(2026, 5, 1))


def test_internremisser_go_out_together(register: Register, asked: Remiss) -> None:
    both = [body(register, each).id for each in ("OSN", "BUN")]
    saved = mark_sent(register, asked, both, dt.date(2026, 3, 11))
    assert [each.sent for each in saved.row] == [dt.date(2026, 3, 11)] * 2
    assert saved.notes == ["BUN har inget svarsdatum."]
    assert register.operations(1)[0].label == "Skickade internremiss till OSN och BUN: KS/2026:31"
    undo(register)
    assert referral(register, asked, "BUN").sent is None
    with pytest.raises(UserError, match="SBN har ingen internremiss"):
        mark_sent(register, asked, [*both, body(register, "SBN").id], dt.date(2026, 3, 11))
    with pytest.raises(UserError, match="före den dag remissen kom in"):
        mark_sent(register, asked, both, dt.date(2026, 3, 1))
    with pytest.raises(UserError, match="minst en nämnd"):
        mark_sent(register, asked, [], dt.date(2026, 3, 11))
    assert referral(register, asked, "BUN").sent is None


def test_what_stands_about_an_internremiss_is_saved(register: Register, asked: Remiss) -> None:
    osn = referral(register, asked, "OSN")
    wanted = replace(osn, namnd_diarienummer=" OSN/2026:98 ", handlaggare="Alva Ek", sent=None, deadline=None)
    saved = save_referral_fields(register, asked, wanted).row
    assert (saved.namnd_diarienummer, saved.handlaggare, saved.sent) == ("OSN/2026:98", "Alva Ek", None)
    assert saved.deadline == osn.deadline
    with pytest.raises(UserError, match="Ändrad"):
        save_referral_fields(register, asked, osn)
    with pytest.raises(UserError, match="Flytta svarsdatumet"):
        save_referral_fields(register, asked, replace(saved, sent=dt.date(2026, 6, 1)))


def test_an_internremiss_is_taken_away_until_it_is_answered(register: Register, asked: Remiss) -> None:
    osn = referral(register, asked, "OSN")
    moved = change_referral_deadline(register, asked, osn, dt.date(2026, 5, 4), "Nytt möte").row
    remove_referral(register, asked, moved)
    assert not register.find(DeadlineChange, remiss_id=asked.id)
    undo(register)
    assert register.find(DeadlineChange, referral_id=osn.id)
    answer(register, asked, "OSN")
    with pytest.raises(UserError, match="OSN har svarat i KS/2026:31"):
        remove_referral(register, asked, referral(register, asked, "OSN"))


def test_a_remiss_is_voided_and_taken_up_again(register: Register, asked: Remiss) -> None:
    with pytest.raises(UserError, match="Skriv varför"):
        void_remiss(register, asked, " ")
    void = void_remiss(register, asked, "Registrerad två gånger.").row
    assert (void.state, void.closing_reason) == (RemissState.VOID, "Registrerad två gånger.")
    for change in (
        lambda: void_remiss(register, void, "Igen."),
        lambda: save_remiss_fields(register, void),
        lambda: change_answer_by(register, void, None, "Bort"),
        lambda: mark_sent(register, void, [body(register, "OSN").id], dt.date(2026, 3, 11)),
        lambda: remove_referral(register, void, referral(register, void, "OSN")),
        lambda: record_dispatch(register, void, "Yttrande", ["Revisorerna"], dt.date(2026, 3, 11)),
    ):
        with pytest.raises(UserError, match="makulerad"):
            change()
    again = reopen_remiss(register, void).row
    assert (again.state, again.closing_reason) == (RemissState.OPEN, "")
    with pytest.raises(UserError, match="behöver inte öppnas"):
        reopen_remiss(register, again)
    undo(register)
    assert register.get(Remiss, asked.id).state is RemissState.VOID


def test_what_was_answered_is_answered_when_it_is_taken_up_again(register: Register, asked: Remiss) -> None:
    answered = decide(register, asked, "KS", meeting=MEETING, paragraph="40").remiss
    assert answered.state is RemissState.ANSWERED
    closed = close(register, answered, "Allt är skickat.")
    assert reopen_remiss(register, closed).row.state is RemissState.ANSWERED


def test_what_was_sent_is_recorded_for_each_recipient(register: Register, asked: Remiss) -> None:
    sent = dt.date(2026, 3, 11)
    saved = record_dispatch(register, asked, "Yttrande", ["Revisorerna", " KPMG ", "", "KPMG"], sent)
    assert [each.recipient for each in saved.row] == ["Revisorerna", "KPMG"]
    again = record_dispatch(register, asked, "Yttrande", ["KPMG", "KF"], sent)
    assert [each.recipient for each in again.row] == ["KF"]
    assert again.notes == ["Yttrande till KPMG 11 mars 2026 är redan inlagt."]
    undo(register)
    assert len(register.find(Dispatch, remiss_id=asked.id)) == 2
    remove_dispatch(register, asked, saved.row[0])
    assert len(register.find(Dispatch, remiss_id=asked.id)) == 1
    with pytest.raises(UserError, match="minst en mottagare"):
        record_dispatch(register, asked, "Yttrande", [" "], sent)
    with pytest.raises(UserError, match="vad som skickades"):
        record_dispatch(register, asked, "", ["KF"], sent)
    with pytest.raises(UserError, match="före den dag remissen kom in"):
        record_dispatch(register, asked, "Yttrande", ["KF"], dt.date(2026, 3, 1))


def test_a_decision_taken_away_makes_its_answers_drafts(register: Register, asked: Remiss) -> None:
    theirs = answer(register, asked, "OSN")
    made = decide(register, asked, "OSN", meeting=MEETING, paragraph="31").decision
    assert remove_decision(register, asked, made).notes == ["1 svar är utkast igen."]
    assert register.get(Response, theirs.id).decision_id is None
    assert not register.find(Decision, remiss_id=asked.id)
    undo(register)
    assert register.get(Response, theirs.id).decision_id == made.id


def test_the_remiss_is_open_again_without_its_owners_decision(register: Register, asked: Remiss) -> None:
    answer(register, asked, "KS")
    done = decide(register, asked, "KS", meeting=MEETING, paragraph="40")
    remove_decision(register, done.remiss, done.decision)
    assert register.get(Remiss, asked.id).state is RemissState.OPEN
    undo(register)
    assert register.get(Remiss, asked.id).state is RemissState.ANSWERED


def test_what_another_body_decided_leaves_the_state_alone(register: Register, asked: Remiss) -> None:
    with register.change("Besvarad på annat sätt") as change:
        change.update(replace(asked, state=RemissState.ANSWERED))
    now = register.get(Remiss, asked.id)
    made = decide(register, now, "OSN", meeting=MEETING, paragraph="31").decision
    changed = change_decision(register, now, replace(made, paragraph="§ 32", text="Nämnden antar svaret.\n")).row
    assert (changed.paragraph, changed.text) == ("32", "Nämnden antar svaret.")
    remove_decision(register, now, changed)
    assert register.get(Remiss, asked.id).state is RemissState.ANSWERED


def test_another_outcome_decides_or_no_longer_does(register: Register, asked: Remiss) -> None:
    theirs = answer(register, asked, "KS")
    made = decide(register, asked, "KS", meeting=MEETING, paragraph="40").decision
    tabled = change_decision(register, asked, replace(made, outcome=Outcome.TABLED))
    assert "1 svar är utkast igen." in tabled.notes
    assert register.get(Response, theirs.id).decision_id is None
    assert register.get(Remiss, asked.id).state is RemissState.OPEN
    change_decision(register, asked, replace(tabled.row, outcome=Outcome.DECISION))
    assert register.get(Response, theirs.id).decision_id == made.id
    assert register.get(Remiss, asked.id).state is RemissState.ANSWERED
    undo(register)
    assert register.get(Response, theirs.id).decision_id is None
    assert register.get(Decision, made.id).outcome is Outcome.TABLED


def test_no_decision_is_there_twice(register: Register, asked: Remiss) -> None:
    decide(register, asked, "OSN", meeting=MEETING, paragraph="31")
    other = decide(register, asked, "OSN", meeting=MEETING, paragraph="32").decision
    with pytest.raises(UserError, match="OSN § 31 15 april 2026 är redan inlagt"):
        change_decision(register, asked, replace(other, paragraph="31"))
    notes = change_decision(register, asked, replace(other, meeting_date=dt.date(2026, 4, 17))).notes
    assert "OSN har inget sammanträde 17 april 2026 i registret." in notes
    with pytest.raises(UserError, match="Ändrad"):
        remove_decision(register, asked, other)


def test_everybody_who_may_be_handlaggare_is_named_once(register: Register, asked: Remiss) -> None:
    save_remiss_fields(register, replace(asked, handlaggare="Öbo Ängshult"))
    names = handlaggare_names(register)
    assert names[-1] == "Öbo Ängshult"
    assert {person.name for person in register.find(Person)} <= set(names)
    assert len(names) == len(set(names))
    assert "" not in names
