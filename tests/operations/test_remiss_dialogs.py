"""What the dialogs of a remiss stand on: several internremisser at once, what there is to choose from, a reminder."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import DeadlineChange, Namnd, Outcome, Referral, Remiss
from secretary_app.operations.finding import Bodies
from secretary_app.operations.history import undo_last
from secretary_app.operations.referring_many import send_internremisser
from secretary_app.operations.reminding import reminder
from secretary_app.operations.remiss_choices import remiss_choices
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

TODAY = dt.date(2026, 3, 11)


def test_internremisser_to_several_are_one_operation(register: Register) -> None:
    remiss, bodies = register.get(Remiss, "ex-11"), Bodies.of(register)
    ids = [bodies.named(name).id for name in ("SBN", "KFN")]
    saved = send_internremisser(register, remiss, {ids[0]: dt.date(2026, 4, 1), ids[1]: None}, TODAY)
    assert saved.notes == ["KFN har inget svarsdatum."]
    rows = register.find(Referral, remiss_id="ex-11")
    assert {(row.namnd_id, row.deadline, row.sent) for row in rows} == {
        (ids[0], dt.date(2026, 4, 1), TODAY),
        (ids[1], None, TODAY),
    }
    undo_last(register)
    assert register.find(Referral, remiss_id="ex-11") == []


def test_a_prepared_internremiss_keeps_its_date_and_one_that_moves_is_remembered(register: Register) -> None:
    remiss, sbn = register.get(Remiss, "ex-11"), Bodies.of(register).named("SBN").id
    send_internremisser(register, remiss, {sbn: dt.date(2026, 4, 1)}, None)
    send_internremisser(register, remiss, {sbn: None}, TODAY)
    assert [(row.deadline, row.sent) for row in register.find(Referral, remiss_id="ex-11")] == [
        (dt.date(2026, 4, 1), TODAY)
    ]
    send_internremisser(register, remiss, {sbn: dt.date(2026, 4, 8)}, None)
    moved = register.find(DeadlineChange, remiss_id="ex-11")
    assert [(each.old, each.new) for each in moved] == [(dt.date(2026, 4, 1), dt.date(2026, 4, 8))]


@pytest.mark.parametrize(
    ("who", "deadline", "sent", "words"),
    [
        ("KS", None, TODAY, "äger remissen"),
        ("SBN", dt.date(2026, 3, 1), TODAY, "före den dag internremissen skickas"),
        ("SBN", dt.date(2025, 3, 1), None, "remissen kom in 16 februari 2026"),
        ("SBN", None, dt.date(2026, 1, 1), "före den dag remissen kom in"),
        ("", None, TODAY, "Välj minst en nämnd"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_left(
    register: Register, who: str, deadline: dt.date | None, sent: dt.date | None, words: str
) -> None:
    wanted = {Bodies.of(register).named(who).id: deadline} if who else {}
    with pytest.raises(UserError, match=words):
        send_internremisser(register, register.get(Remiss, "ex-11"), wanted, sent)
    assert register.find(Referral, remiss_id="ex-11") == []


def test_the_choices_tell_who_is_waited_for_and_who_decides_next(register: Register) -> None:
    choices = remiss_choices(register, "ex-09", TODAY)
    assert [each.namnd.abbreviation for each in choices.asked if each.waiting and each.is_late] == ["SBN"]
    following = next(each for each in choices.deciders if each.is_next)
    assert (following.namnd.abbreviation, following.usual_outcome) == ("KSAU", Outcome.PROPOSAL)
    assert following.planned in following.meetings
    assert ("SBN", "3") in choices.open_cells


def test_a_reminder_tells_what_is_late_and_leaves_out_what_is_not_known(register: Register) -> None:
    choices = remiss_choices(register, "ex-09", TODAY)
    late = [(each.namnd, each.referral) for each in choices.asked if each.is_late]
    mail = reminder(choices.remiss, late, TODAY, sender="Anna Lindqvist")
    assert mail.to == tuple(namnd.email for namnd, _ in late)
    assert "skulle ha svarat senast 15 december 2025" in mail.body
    assert mail.body.endswith("Anna Lindqvist")
    unknown = Namnd(id="x", abbreviation="XN", name="Nya nämnden")
    mail = reminder(replace(choices.remiss, answer_by=None), [(unknown, None)], TODAY)
    assert mail.to == ()
    assert "Nya nämnden har ännu inte svarat." in mail.body
    assert "None" not in mail.body
