"""Papers that are odd: what is taken in and pointed out, and what is refused with a sentence."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    Decision,
    Measure,
    Meeting,
    Namnd,
    Outcome,
    Position,
    Recommendation,
    Remiss,
    Response,
    Verdict,
    VerdictWord,
)
from secretary_app.operations.answer_board import answer_board
from secretary_app.operations.answering import check_dossier
from secretary_app.operations.answers import dossier
from secretary_app.operations.cell_panel import recommendation_choices
from secretary_app.operations.deciding import decide
from secretary_app.operations.editing_answers import save_measure, save_response
from secretary_app.operations.editing_decisions import change_decision
from secretary_app.operations.finding import find_remiss
from secretary_app.operations.follow_up import follow_up
from secretary_app.operations.matrix import matrix
from secretary_app.operations.moving_measures import move_measure
from secretary_app.operations.paragraphs import NewParagraph, WrongParagraphs, record_paragraphs
from secretary_app.operations.remiss_choices import remiss_choices
from secretary_app.operations.succeeding import succeed
from secretary_app.operations.verdicts import save_verdict
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TODAY = dt.date(2026, 3, 11)
MET = dt.date(2026, 3, 10)


def _body(register: Register, abbreviation: str) -> Namnd:
    return register.find(Namnd, abbreviation=abbreviation)[0]


def _first(register: Register, remiss: Remiss) -> Recommendation:
    return min(register.find(Recommendation, remiss_id=remiss.id), key=lambda each: each.position)


def _measure(register: Register, remiss: Remiss, **fields: str) -> Measure:
    made = Measure(id=new_id(), remiss_id=remiss.id, **{"text": "Rutin", **fields})
    return save_measure(register, remiss, made, [_body(register, "OSN").id]).row


def _twice_in_one(register: Register, asked: Remiss) -> object:
    decide(register, asked, "OSN", meeting=MET, paragraph="57")
    return decide(register, asked, "OSN", meeting=MET, paragraph="§ 57")


def _twice_by_change(register: Register, asked: Remiss) -> object:
    decide(register, asked, "OSN", meeting=MET, paragraph="57", outcome=Outcome.TABLED)
    other = decide(register, asked, "OSN", meeting=MET, paragraph="58").decision
    return change_decision(register, asked, replace(other, paragraph="57"))


def _twice_at_a_meeting(register: Register, asked: Remiss) -> object:
    osn = _body(register, "OSN")
    decide(register, find_remiss(register, "KS/2026:47"), "OSN", meeting=MET, paragraph="57")
    meeting = Meeting(id=new_id(), namnd_id=osn.id, date=MET)
    with register.change("Möte") as change:
        change.add(meeting)
    try:
        return record_paragraphs(
            register, meeting, [NewParagraph(remiss_id=asked.id, paragraph="57", outcome=Outcome.DECISION)]
        )
    except WrongParagraphs as wrong:
        (sentence,) = wrong.faults.values()
        raise UserError(sentence) from wrong


def _impossible_year(register: Register, asked: Remiss) -> object:
    decision = decide(register, asked, "OSN", meeting=MET, paragraph="57").decision
    return change_decision(register, asked, replace(decision, meeting_date=dt.date(206, 3, 10)))


def _verdict_of_its_own(register: Register, asked: Remiss) -> object:
    given = Verdict(
        id=new_id(), recommendation_id=_first(register, asked).id, verdict=VerdictWord.DONE, said_in_id=asked.id
    )
    return save_verdict(register, given)


def _verdict_led_elsewhere(register: Register, asked: Remiss) -> object:
    earlier = _first(register, find_remiss(register, "KS/2025:188"))
    later = find_remiss(register, "KS/2026:47")
    led_to = _first(register, asked).id
    return save_verdict(
        register,
        Verdict(
            id=new_id(),
            recommendation_id=earlier.id,
            verdict=VerdictWord.PARTLY,
            said_in_id=later.id,
            led_to_id=led_to,
        ),
    )


def _body_that_is_gone(register: Register, asked: Remiss) -> object:
    return save_response(register, asked, "fanns-aldrig", None, Position.AGREES, "Ja.")


REFUSED = {
    "a measure without anything": (lambda register, asked: _measure(register, asked, text="  "), "saknar text"),
    "an answer of nothing": (
        lambda register, asked: save_response(register, asked, _body(register, "OSN").id, None, None, " "),
        "Svaret är tomt",
    ),
    "a time that names none": (
        lambda register, asked: move_measure(register, _measure(register, asked, timeframe="2026"), " ", "Sjuk"),
        "Skriv när åtgärden ska vara klar",
    ),
    "a § twice in one ärende": (_twice_in_one, "redan inlagt"),
    "a § made another's": (_twice_by_change, "redan inlagt"),
    "a § twice at one meeting": (_twice_at_a_meeting, "redan inlagd för KS/2026:47"),
    "a year that cannot be": (_impossible_year, "kan inte stämma"),
    "a verdict in the audit itself": (_verdict_of_its_own, "kan inte följa upp sig själv"),
    "a verdict that led to another's": (_verdict_led_elsewhere, "står inte i KS/2026:47"),
    "a body that is not there": (_body_that_is_gone, "finns inte längre"),
}


@pytest.mark.parametrize(("work", "sentence"), REFUSED.values(), ids=REFUSED)
def test_refused_with_a_sentence(
    register: Register, asked: Remiss, work: Callable[[Register, Remiss], object], sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        work(register, asked)
    assert register.check() == []


def _again_elsewhere(register: Register, asked: Remiss) -> list[str]:
    decide(register, find_remiss(register, "KS/2026:47"), "OSN", meeting=MET, paragraph="57")
    return decide(register, asked, "OSN", meeting=MET, paragraph="57").notes


def _by_one_that_has_ceased(register: Register, asked: Remiss) -> list[str]:
    _succeed(register)
    return decide(register, asked, "OSN", meeting=MET, paragraph="57").notes


def _succeed(register: Register) -> Namnd:
    osn = _body(register, "OSN")
    new = Namnd(id=new_id(), abbreviation="VON", name="Vård- och omsorgsnämnden")
    succeed(register, osn, dt.date(2026, 3, 9), new)
    return _body(register, "VON")


def _of_another_audit(register: Register, asked: Remiss) -> list[str]:
    earlier = _first(register, find_remiss(register, "KS/2025:188"))
    given = Verdict(id=new_id(), recommendation_id=earlier.id, verdict=VerdictWord.DONE, said_in_id=asked.id)
    return list(save_verdict(register, given).notes)


POINTED_OUT = {
    "a § that another ärende has": (_again_elsewhere, "§ 57 är redan inlagd för KS/2026:47 samma dag."),
    "before the remiss": (
        lambda register, asked: decide(register, asked, "BUN", meeting=dt.date(2026, 3, 2), paragraph="1").notes,
        "Remissen kom in först 3 mars, efter beslutet.",
    ),
    "before the internremiss": (
        lambda register, asked: decide(register, asked, "OSN", meeting=dt.date(2026, 3, 5), paragraph="1").notes,
        "Internremissen till OSN skickades först 9 mars, efter beslutet.",
    ),
    "a body that has ceased": (_by_one_that_has_ceased, "OSN finns bara till 9 mars 2026. Därefter är det VON."),
    "a verdict of another audit": (_of_another_audit, "KS/2026:31 är inte registrerad som uppföljning av KS/2025:188."),
}


@pytest.mark.parametrize(("work", "sentence"), POINTED_OUT.values(), ids=POINTED_OUT)
def test_taken_in_and_pointed_out(
    register: Register, asked: Remiss, work: Callable[[Register, Remiss], list[str]], sentence: str
) -> None:
    assert sentence in work(register, asked)
    assert register.check() == []


@pytest.mark.parametrize("words", ["när det passar", "31 februari", "vecka 99", "????", "2026-13-45"])
def test_a_time_that_is_nonsense_is_kept_as_written_and_has_no_day(
    register: Register, asked: Remiss, words: str
) -> None:
    measure = _measure(register, asked, timeframe=words, responsible="Chefen")
    (row,) = (each for each in follow_up(register, TODAY).rows if each.measure_id == measure.id)
    assert (row.timeframe, row.due, row.is_late, row.is_undated) == (words, None, False, True)
    lines = answer_board(register, asked.id, TODAY).lines
    (shown,) = (each for line in lines for each in line.measures if each.measure.id == measure.id)
    assert shown.time.due is None


def test_a_body_that_was_renamed_keeps_its_history_and_its_successor_is_chosen(
    register: Register, asked: Remiss
) -> None:
    osn, first = _body(register, "OSN"), _first(register, asked)
    save_response(register, asked, osn.id, first.id, Position.DISAGREES, "Nej.")
    von = _succeed(register)
    choices = remiss_choices(register, asked.id, TODAY)
    assert {"OSN", "VON"} <= {each.namnd.abbreviation for each in choices.deciders}
    assert "OSN" not in {each.abbreviation for each in choices.bodies}
    offered = {each.abbreviation for each in recommendation_choices(register, asked.id, first.id, TODAY).bodies}
    assert {"OSN", "VON"} <= offered
    decided = decide(register, asked, "VON", meeting=MET, paragraph="12")
    assert [each.namnd_id for each in decided.responses] == [osn.id]
    shown = matrix(register, asked, TODAY)
    column = next(place for place, each in enumerate(shown.columns) if each.abbreviation == "OSN")
    assert shown.rows[0].cells[column].words == "§ 12"
    assert register.find(Response, decision_id=decided.decision.id)
    assert register.find(Decision, namnd_id=von.id)
    assert not [each for each in check_dossier(register, dossier(register, asked), osn) if "VON" in each.text]
