"""The same recommendation across years: found whatever its small words, told with what was answered then."""

import datetime as dt

import pytest

from secretary_app.domain.model import (
    Measure,
    MeasureState,
    MeasureStatus,
    Namnd,
    Recommendation,
    Remiss,
    RemissState,
    Response,
    Verdict,
    VerdictWord,
)
from secretary_app.operations.alike import alike
from secretary_app.operations.earlier import earlier
from secretary_app.operations.follow_up import follow_up, set_responsible
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id

TEXT = "Att socialnämnden säkerställer att genomförandeplaner upprättas och följs upp"


def made(
    register: Register, year: int, text: str = TEXT, state: RemissState = RemissState.CLOSED
) -> tuple[Remiss, Recommendation]:
    owner = register.find(Namnd, abbreviation="KS")[0]
    remiss = Remiss(
        id=new_id(),
        diarienummer=f"KS/{year}:77",
        title=f"Granskning {year}",
        owner_id=owner.id,
        received=dt.date(year, 5, 1),
        state=state,
    )
    recommendation = Recommendation(id=new_id(), remiss_id=remiss.id, number="1", text=text, position=1)
    with register.change("Lade in") as change:
        change.add(remiss, recommendation)
    return remiss, recommendation


def test_the_third_time_is_told_with_what_was_answered(register: Register) -> None:
    owner = register.find(Namnd, abbreviation="KS")[0]
    first, asked = made(register, 2019)
    made(register, 2022, "säkerställa att genomförandeplaner upprättas, och följs upp.")
    made(register, 2021, f"{TEXT}.".upper())
    made(register, 2020, TEXT, RemissState.VOID)
    measure = Measure(id=new_id(), remiss_id=first.id, recommendation_id=asked.id, text="Ta fram rutin")
    with register.change("Svarade") as change:
        change.add(
            Response(id=new_id(), remiss_id=first.id, recommendation_id=asked.id, namnd_id=owner.id, text="Ja."),
            measure,
            MeasureStatus(id=new_id(), measure_id=measure.id, status=MeasureState.STARTED, as_of=dt.date(2019, 9, 1)),
            Verdict(
                id=new_id(),
                recommendation_id=asked.id,
                verdict=VerdictWord.PARTLY,
                words="Arbete pågår",
                according_to="Revisorerna",
                date=dt.date(2023, 3, 1),
            ),
        )
    now, again = made(register, 2024, state=RemissState.OPEN)
    found = earlier(register, now, again)
    assert found.words == "Tredje gången sedan 2019"
    assert [each.year for each in found.times] == [2021, 2019]
    oldest = found.times[-1]
    assert oldest.answer == "Svar då: KS utan ställningstagande. Åtgärden är inte klar."
    assert (oldest.verdict, oldest.words, oldest.according_to) == (VerdictWord.PARTLY, "Arbete pågår", "Revisorerna")
    assert earlier(register, first, asked).times == ()


def test_another_text_is_another_recommendation(register: Register) -> None:
    _, one = made(register, 2019)
    made(register, 2021, "Att kommunstyrelsen ser över sina riktlinjer för inköp och upphandling")
    assert alike(register, one) == []


def test_who_is_responsible_is_changed_for_many_and_taken_back(register: Register) -> None:
    today = dt.date(2026, 3, 11)
    found = follow_up(register, today)
    ids = [each.measure_id for each in found.rows[:3]]
    before = {each.id: each.responsible for each in register.find(Measure, id=ids)}
    set_responsible(register, ids, " Kanslichefen ")
    assert {each.responsible for each in register.find(Measure, id=ids)} == {"Kanslichefen"}
    register.undo(register.operations(1)[0].no)
    assert {each.id: each.responsible for each in register.find(Measure, id=ids)} == before
    with pytest.raises(UserError, match="Välj minst en åtgärd"):
        set_responsible(register, [], "Någon")
    with pytest.raises(UserError, match="Åtgärden"):
        set_responsible(register, [ids[0], "borta"], "Någon")
