"""Answers, measures and recommendations changed one at a time."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    Addressee,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Position,
    Recommendation,
    Remiss,
    Response,
    Verdict,
    VerdictWord,
)
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.editing_answers import (
    remove_measure,
    save_measure,
    save_response,
    set_measure_status,
)
from secretary_app.operations.editing_recommendations import (
    To,
    add_recommendation,
    move_recommendation,
    recommendations_of,
    remove_recommendation,
    save_recommendation,
    set_addressees,
)
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

MEETING = dt.date(2026, 4, 15)


def body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def undo(register: Register) -> None:
    register.undo(register.operations(1)[0].no)


def question(register: Register, remiss: Remiss, number: str = "1") -> Recommendation:
    return register.find(Recommendation, remiss_id=remiss.id, number=number)[0]


def answered(register: Register, remiss: Remiss, namnd: str = "OSN", number: str = "1") -> Response:
    place = question(register, remiss, number).id
    saved = save_response(register, remiss, body(register, namnd).id, place, Position.AGREES, "Ja.").row
    assert saved is not None
    return saved


def measure_of(register: Register, remiss: Remiss, namnd: str = "OSN", text: str = "Öva.") -> Measure:
    new = Measure(id=new_id(), remiss_id=remiss.id, recommendation_id=question(register, remiss).id, text=text)
    return save_measure(register, remiss, new, [body(register, namnd).id]).row


def test_an_answer_is_written_changed_and_taken_away(register: Register, asked: Remiss) -> None:
    first = answered(register, asked)
    key = (asked, first.namnd_id, first.recommendation_id)
    changed = save_response(register, *key, Position.PARTLY, "Delvis.\n\n", read=first).row
    assert changed is not None
    assert (changed.position, changed.text, changed.version) == (Position.PARTLY, "Delvis.", 2)
    with pytest.raises(UserError, match="Ändrad"):
        save_response(register, *key, Position.AGREES, "", read=first)
    undo(register)
    assert register.get(Response, first.id).text == "Ja."
    assert save_response(register, *key, None, " ", read=register.get(Response, first.id)).row is None
    assert not register.find(Response, remiss_id=asked.id)
    undo(register)
    assert register.get(Response, first.id).position is Position.AGREES


def test_an_answer_given_meanwhile_is_not_overwritten(register: Register, asked: Remiss) -> None:
    first = answered(register, asked)
    with pytest.raises(UserError, match="OSN har redan svarat på rekommendation 1"):
        save_response(register, asked, first.namnd_id, first.recommendation_id, Position.DISAGREES, "Nej.")


def test_what_is_no_answer_is_refused(register: Register, asked: Remiss) -> None:
    osn = body(register, "OSN").id
    with pytest.raises(UserError, match="Svaret är tomt"):
        save_response(register, asked, osn, question(register, asked).id, None, " \n")
    other = register.find(Recommendation, remiss_id="ex-02")[0]
    with pytest.raises(UserError, match="hör inte till KS/2026:31"):
        save_response(register, asked, osn, other.id, Position.AGREES, "Ja.")
    with pytest.raises(UserError, match="Nämnden finns inte"):
        save_response(register, asked, "borta", None, Position.AGREES, "Ja.")
    theirs = answered(register, asked)
    with pytest.raises(UserError, match="annan nämnd"):
        save_response(register, asked, body(register, "BUN").id, theirs.recommendation_id, None, "Ja.", read=theirs)


def test_who_answers_what_it_was_not_asked_is_told(register: Register, asked: Remiss) -> None:
    bun, second = body(register, "BUN").id, question(register, asked, "2").id
    notes = save_response(register, asked, bun, second, None, "Vi också.").notes
    assert notes == ["Rekommendation 2 är inte riktad till BUN."]
    sbn = body(register, "SBN").id
    assert save_response(register, asked, sbn, None, None, "Vi med.").notes == [
        "SBN har ingen internremiss i KS/2026:31."
    ]
    assert save_response(register, asked, asked.owner_id, second, Position.AGREES, "Ja.").notes == []


def test_a_decided_answer_that_is_changed_is_a_draft_again(register: Register, asked: Remiss) -> None:
    first = answered(register, asked)
    decide(register, asked, "OSN", meeting=MEETING, paragraph="31")
    decided = register.get(Response, first.id)
    key = (asked, first.namnd_id, first.recommendation_id)
    same = save_response(register, *key, decided.position, decided.text, read=decided)
    assert (same.row, same.notes) == (decided, [])
    corrected = save_response(register, *key, decided.position, "Ja!", read=decided, correction=True)
    assert corrected.notes == ["Svaret var beslutat § 31; ändringen syns i historiken."]
    assert corrected.row is not None
    assert corrected.row.decision_id == decided.decision_id
    changed = save_response(register, *key, Position.DISAGREES, "Nej.", read=corrected.row)
    assert changed.notes == ["Svaret var beslutat § 31 och är nu ett utkast igen; ändringen syns i historiken."]
    assert changed.row is not None
    assert changed.row.decision_id is None
    undo(register)
    assert register.get(Response, first.id).decision_id == decided.decision_id


def test_a_closed_remiss_is_left_alone_but_for_the_status_of_measures(register: Register, asked: Remiss) -> None:
    measure = measure_of(register, asked)
    closed = close(register, asked, "Återkallad.")
    for change in (
        lambda: answered(register, closed),
        lambda: answered(register, asked),
        lambda: measure_of(register, closed),
        lambda: remove_measure(register, closed, measure),
        lambda: add_recommendation(register, closed, "Att."),
        lambda: save_recommendation(register, closed, question(register, closed)),
        lambda: remove_recommendation(register, closed, question(register, closed)),
        lambda: set_addressees(register, closed, question(register, closed).id, []),
        lambda: move_recommendation(register, closed, question(register, closed).id, 2),
    ):
        with pytest.raises(UserError, match="avslutad"):
            change()
    assert set_measure_status(register, [measure.id], MeasureState.DONE, dt.date(2026, 3, 11)).row


def test_a_measure_is_saved_with_its_bodies(register: Register, asked: Remiss) -> None:
    osn, bun = body(register, "OSN").id, body(register, "BUN").id
    first = measure_of(register, asked)
    second = measure_of(register, asked, text=" Öva mer. ")
    assert (first.position, second.position, second.text) == (1, 2, "Öva mer.")
    wider = replace(first, responsible="Socialchefen", timeframe="2026")
    saved = save_measure(register, asked, wider, [bun, osn, bun]).row
    assert (saved.responsible, saved.position) == ("Socialchefen", 1)
    rows = sorted(register.find(MeasureNamnd, measure_id=first.id), key=lambda each: each.position)
    assert [each.namnd_id for each in rows] == [bun, osn]
    undo(register)
    assert register.get(Measure, first.id).responsible == ""
    assert [each.namnd_id for each in register.find(MeasureNamnd, measure_id=first.id)] == [osn]
    with pytest.raises(UserError, match="saknar text"):
        save_measure(register, asked, replace(second, text=" "), [])
    with pytest.raises(UserError, match="Åtgärden hör inte till"):
        save_measure(register, register.get(Remiss, "ex-02"), replace(second, recommendation_id=None), [])


def test_a_measure_of_a_decided_answer_tells_so(register: Register, asked: Remiss) -> None:
    answered(register, asked)
    measure = measure_of(register, asked)
    decide(register, asked, "OSN", meeting=MEETING, paragraph="31")
    notes = save_measure(register, asked, replace(measure, text="Öva igen."), [body(register, "OSN").id]).notes
    assert notes == ["Svaret var beslutat § 31; ändringen syns i historiken."]


def test_a_measure_goes_with_its_statuses(register: Register, asked: Remiss) -> None:
    measure = measure_of(register, asked)
    set_measure_status(register, [measure.id], MeasureState.STARTED, dt.date(2026, 3, 10))
    remove_measure(register, asked, measure)
    assert not register.find(Measure, remiss_id=asked.id)
    assert not register.find(MeasureStatus, measure_id=measure.id)
    undo(register)
    assert register.find(MeasureStatus, measure_id=measure.id)[0].status is MeasureState.STARTED
    assert register.find(MeasureNamnd, measure_id=measure.id)


def test_many_measures_get_a_status_at_once(register: Register, asked: Remiss) -> None:
    ids = [measure_of(register, asked, text=text).id for text in ("Öva.", "Öva mer.", "Öva mest.")]
    day = dt.date(2026, 3, 10)
    set_measure_status(register, ids[:1], MeasureState.NOT_STARTED, day, "Inväntar budget.")
    saved = set_measure_status(register, [*ids, ids[0]], MeasureState.DONE, day)
    assert len(saved.row) == 3
    assert register.operations(1)[0].label == "Satte 3 åtgärder till klar: KS/2026:31"
    assert {each.status for each in register.find(MeasureStatus, measure_id=ids)} == {MeasureState.DONE}
    undo(register)
    (left,) = register.find(MeasureStatus, measure_id=ids)
    assert (left.status, left.note) == (MeasureState.NOT_STARTED, "Inväntar budget.")
    notes = set_measure_status(register, ids, MeasureState.STARTED, dt.date(2026, 1, 1)).notes
    assert notes == ["1 åtgärd har en senare status, som är den som visas."]
    assert set_measure_status(register, ids, MeasureState.DONE, dt.date(2026, 12, 1)).notes == [
        "Statusen gäller först från 1 december 2026."
    ]
    with pytest.raises(UserError, match="minst en"):
        set_measure_status(register, [], MeasureState.DONE, day)
    with pytest.raises(UserError, match="Åtgärden finns inte längre"):
        set_measure_status(register, ["borta"], MeasureState.DONE, day)


def test_a_recommendation_is_added_and_changed(register: Register, asked: Remiss) -> None:
    sbn, bun = body(register, "SBN").id, body(register, "BUN").id
    to = [To(sbn), To(words="Berörda  nämnder"), To(sbn), To(words=" "), To(bun)]
    added = add_recommendation(register, asked, "Att öva.\n", to, quote="att öva", page=4)
    assert (added.row.number, added.row.position, added.row.text) == ("3", 3, "Att öva.")
    assert added.notes == ["SBN har ingen internremiss än."]
    rows = sorted(register.find(Addressee, recommendation_id=added.row.id), key=lambda each: each.position)
    assert [(each.namnd_id, each.words) for each in rows] == [(sbn, ""), (None, "Berörda nämnder"), (bun, "")]
    changed = save_recommendation(register, asked, replace(added.row, text="Att öva mer.", number="1", position=99))
    assert (changed.row.text, changed.row.position) == ("Att öva mer.", 3)
    assert changed.notes == ["Det finns redan en rekommendation 1."]
    with pytest.raises(UserError, match="Ändrad"):
        save_recommendation(register, asked, added.row)
    undo(register)
    undo_of_adding = register.operations(3)[-1].no
    register.undo(undo_of_adding)
    assert [each.number for each in recommendations_of(register, asked)] == ["1", "2"]
    with pytest.raises(UserError, match="saknar text"):
        add_recommendation(register, asked, " ")
    with pytest.raises(UserError, match="finns inte längre i ärendet"):
        save_recommendation(register, asked, added.row)


def test_changing_what_was_answered_tells_so(register: Register, asked: Remiss) -> None:
    answered(register, asked)
    row = replace(question(register, asked), text="Att annat.")
    assert save_recommendation(register, asked, row).notes == ["Det finns redan 1 svar på den."]


def test_words_and_addressees_are_changed_in_one_operation(register: Register, asked: Remiss) -> None:
    answered(register, asked)
    row = question(register, asked)
    before = {each.namnd_id for each in register.find(Addressee, recommendation_id=row.id)}
    sbn, bun = body(register, "SBN").id, body(register, "BUN").id
    operations = len(register.operations())
    saved = save_recommendation(register, asked, replace(row, text="Att annat."), [To(bun), To(sbn)])
    assert saved.notes == [
        "Det finns redan 1 svar på den.",
        "OSN har redan svarat på rekommendation 1; svaret är kvar.",
        "SBN har ingen internremiss än.",
    ]
    assert {each.namnd_id for each in register.find(Addressee, recommendation_id=row.id)} == {bun, sbn}
    assert len(register.operations()) == operations + 1
    undo(register)
    assert {each.namnd_id for each in register.find(Addressee, recommendation_id=row.id)} == before
    assert question(register, asked).text == row.text


def test_addressees_are_set(register: Register, asked: Remiss) -> None:
    answered(register, asked)
    row = question(register, asked)
    sbn, bun = body(register, "SBN").id, body(register, "BUN").id
    kept = register.find(Addressee, recommendation_id=row.id, namnd_id=bun)[0]
    saved = set_addressees(register, asked, row.id, [To(bun), To(sbn)])
    assert [each.namnd_id for each in saved.row] == [bun, sbn]
    assert saved.row[0].id == kept.id
    assert saved.notes == [
        "OSN har redan svarat på rekommendation 1; svaret är kvar.",
        "SBN har ingen internremiss än.",
    ]
    undo(register)
    assert {each.namnd_id for each in register.find(Addressee, recommendation_id=row.id)} == {
        body(register, "OSN").id,
        bun,
    }
    with pytest.raises(UserError, match="Nämnden finns inte"):
        set_addressees(register, asked, row.id, [To("borta")])


def test_recommendations_are_moved(register: Register, asked: Remiss) -> None:
    third = add_recommendation(register, asked, "Att öva.", number="b").row
    saved = move_recommendation(register, asked, third.id, 1)
    assert [(each.number, each.position) for each in saved.row] == [("b", 1), ("1", 2), ("2", 3)]
    undo(register)
    assert [each.number for each in recommendations_of(register, asked)] == ["1", "2", "b"]
    assert [each.number for each in move_recommendation(register, asked, third.id, 99).row] == ["1", "2", "b"]


def test_a_recommendation_with_answers_stays(register: Register, asked: Remiss) -> None:
    first, second = question(register, asked), question(register, asked, "2")
    answered(register, asked)
    measure_of(register, asked)
    with register.change("Omdöme") as change:
        change.add(Verdict(id=new_id(), recommendation_id=first.id, verdict=VerdictWord.DONE))
    with pytest.raises(UserError, match="Rekommendation 1 har 1 svar, 1 åtgärd och 1 omdöme"):
        remove_recommendation(register, asked, first)
    remove_recommendation(register, asked, second)
    assert not register.find(Addressee, recommendation_id=second.id)
    undo(register)
    assert register.find(Addressee, recommendation_id=second.id)
