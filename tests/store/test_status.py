import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    Addressee,
    Decision,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Outcome,
    Position,
    Recommendation,
    Referral,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.domain.status_facts import MeasureFacts, StatusFacts
from secretary_app.store.register import Register


def _cells(facts: list[StatusFacts]) -> list[tuple[str, str, bool]]:
    return [(row.number, row.namnd, row.is_owner) for row in facts]


def test_a_row_for_each_recommendation_and_body(filled: Register, town) -> None:
    first, second = filled.status_facts()
    assert first == StatusFacts(
        remiss_id=town.remiss.id,
        diarienummer="KS/2025:118",
        title="Granskning av integrationsarbete",
        remiss_state=RemissState.OPEN,
        answer_by=dt.date(2025, 6, 30),
        recommendation_id=town.first.id,
        number="1",
        recommendation="Säkerställ att målen följs upp.",
        namnd_id=town.osn.id,
        namnd="OSN",
        warning_days=10,
        is_owner=False,
        asked=True,
        sent=dt.date(2025, 3, 26),
        deadline=dt.date(2025, 5, 14),
        position=None,
        has_response=False,
        decided_paragraph=None,
        decided_on=None,
        speaker_id=None,
    )
    assert (second.namnd, second.is_owner, second.asked, second.deadline, second.warning_days) == (
        "KS",
        True,
        False,
        dt.date(2025, 6, 30),
        5,
    )


def test_a_body_addressed_but_not_asked(filled: Register, town) -> None:
    with filled.change("Riktade") as change:
        change.add(Addressee(id="a", recommendation_id=town.second.id, namnd_id=town.osn.id, position=2))
        change.remove(filled.get(Referral, town.referral.id))
    facts = filled.status_facts()
    assert _cells(facts) == [("1", "OSN", False), ("2", "KS", True), ("2", "OSN", False)]
    assert [(row.asked, row.deadline) for row in facts if row.namnd == "OSN"] == [(False, None), (False, None)]


def test_addressed_twice_is_one_row(filled: Register, town) -> None:
    with filled.change("Riktade igen") as change:
        change.add(Addressee(id="a", recommendation_id=town.first.id, namnd_id=town.osn.id, position=2))
    assert _cells(filled.status_facts()) == [("1", "OSN", False), ("2", "KS", True)]


def test_words_that_are_no_body_leave_it_with_the_owner(filled: Register, town) -> None:
    with filled.change("Lade till") as change:
        change.add(
            Recommendation(id="c3", remiss_id=town.remiss.id, number="3", position=3, text="Inför rutiner."),
            Addressee(id="a3", recommendation_id="c3", words="Berörda nämnder"),
            Recommendation(id="c4", remiss_id=town.remiss.id, number="4", position=4, text="Utbilda."),
        )
    assert _cells(filled.status_facts())[2:] == [("3", "KS", True), ("4", "KS", True)]


def test_a_body_asked_about_the_whole(filled: Register, town) -> None:
    with filled.change("Frågade FN") as change:
        change.add(Namnd(id="fn", abbreviation="FN", name="Fritidsnämnden"))
        change.add(Referral(id="f", remiss_id=town.remiss.id, namnd_id="fn", deadline=dt.date(2025, 5, 1)))
        change.add(Response(id="s", remiss_id=town.remiss.id, namnd_id="fn", text="Inget att erinra."))
    whole = next(row for row in filled.status_facts() if row.namnd == "FN")
    assert (whole.recommendation_id, whole.number, whole.recommendation) == (None, "", "Hela remissen")
    assert (whole.asked, whole.deadline, whole.has_response) == (True, dt.date(2025, 5, 1), True)


def test_a_remiss_without_recommendations(filled: Register, town) -> None:
    with filled.change("Registrerade en motion") as change:
        change.add(Remiss(id="zz", title="Motion om cykelvägar", kind="motion", owner_id=town.ks.id))
        change.add(Referral(id="f", remiss_id="zz", namnd_id=town.osn.id))
    facts = [row for row in filled.status_facts() if row.remiss_id == "zz"]
    assert [(row.namnd, row.is_owner, row.recommendation_id) for row in facts] == [
        ("OSN", False, None),
        ("KS", True, None),
    ]
    with filled.change("Internremiss till sig själv") as change:
        change.add(Referral(id="g", remiss_id="zz", namnd_id=town.ks.id))
    assert sorted(row.namnd for row in filled.status_facts() if row.remiss_id == "zz") == ["KS", "OSN"]


@pytest.mark.parametrize("outcome", Outcome)
def test_answered_and_decided(filled: Register, town, outcome: Outcome) -> None:
    with filled.change("Svarade") as change:
        change.add(
            Decision(
                id="d",
                remiss_id=town.remiss.id,
                namnd_id=town.osn.id,
                meeting_date=dt.date(2025, 4, 29),
                paragraph="78",
                outcome=outcome,
            ),
            Response(
                id="s",
                remiss_id=town.remiss.id,
                recommendation_id=town.first.id,
                namnd_id=town.osn.id,
                position=Position.PARTLY,
                text="Delvis.",
                decision_id="d",
            ),
        )
    first, second = filled.status_facts()
    assert (first.has_response, first.position) == (True, Position.PARTLY)
    decided = ("78", dt.date(2025, 4, 29)) if outcome.decides else (None, None)
    assert (first.decided_paragraph, first.decided_on) == decided
    assert (second.has_response, second.position, second.decided_on) == (False, None, None)


def test_of_two_referrals_and_answers_the_newest_counts(filled: Register, town) -> None:
    with filled.change("Frågade och svarade igen") as change:
        change.add(
            Referral(id="zz", remiss_id=town.remiss.id, namnd_id=town.osn.id, deadline=dt.date(2025, 9, 1)),
            *(
                Response(
                    id=f"s{number}",
                    remiss_id=town.remiss.id,
                    recommendation_id=town.first.id,
                    namnd_id=town.osn.id,
                    position=position,
                )
                for number, position in enumerate((Position.DISAGREES, Position.AGREES))
            ),
        )
    first = filled.status_facts()[0]
    assert (first.deadline, first.position) == (dt.date(2025, 9, 1), Position.AGREES)
    assert len(filled.status_facts()) == 2


def test_measures_stand_with_their_bodies(filled: Register, town) -> None:
    def measure(id_: str, recommendation: str | None, *bodies: str) -> list[Measure | MeasureNamnd]:
        return [
            Measure(
                id=id_,
                remiss_id=town.remiss.id,
                recommendation_id=recommendation,
                text=f"Åtgärd {id_}",
                responsible="Förvaltningschefen",
                timeframe="senast juni 2025",
            ),
            *(MeasureNamnd(id=f"{id_}{body}", measure_id=id_, namnd_id=body) for body in bodies),
        ]

    with filled.change("Lade till åtgärder") as change:
        change.add(Addressee(id="a", recommendation_id=town.first.id, namnd_id=town.ks.id, position=2))
        change.add(*measure("m1", town.first.id, town.osn.id))
        change.add(*measure("m2", town.first.id, town.osn.id, town.ks.id))
        change.add(*measure("m3", town.first.id))
        change.add(*measure("m4", town.second.id, town.osn.id))
        change.add(*measure("m5", None, town.osn.id))
        change.add(MeasureStatus(id="1", measure_id="m1", status=MeasureState.DONE, as_of=dt.date(2025, 5, 1)))
        change.add(MeasureStatus(id="2", measure_id="m1", status=MeasureState.STARTED, as_of=dt.date(2025, 4, 1)))
    facts = {(row.number, row.namnd): [measure.text[-2:] for measure in row.measures] for row in filled.status_facts()}
    assert facts == {("1", "OSN"): ["m1", "m2", "m3"], ("1", "KS"): ["m2", "m3"], ("2", "KS"): ["m4"]}
    assert filled.status_facts()[0].measures[0] == MeasureFacts(
        text="Åtgärd m1",
        responsible="Förvaltningschefen",
        timeframe="senast juni 2025",
        status=MeasureState.DONE,
        status_as_of=dt.date(2025, 5, 1),
    )


def test_chosen_bodies_see_their_rows_and_the_remisser_they_own(filled: Register, town) -> None:
    with filled.change("OSN:s egen remiss") as change:
        change.add(Remiss(id="own", title="Samråd", owner_id=town.osn.id))
        change.add(Referral(id="f", remiss_id="own", namnd_id=town.ks.id))
    assert _cells(filled.status_facts([town.osn.id])) == [("1", "OSN", False), ("", "KS", False), ("", "OSN", True)]
    assert _cells(filled.status_facts([town.ks.id])) == [("1", "OSN", False), ("2", "KS", True), ("", "KS", False)]
    assert filled.status_facts([]) == []
    assert len(filled.status_facts([town.ks.id, town.osn.id])) == 4


def test_a_measure_stands_with_its_own_body_also_where_only_anothers_rows_are_asked_for(filled: Register, town) -> None:
    with filled.change("Lade till åtgärder") as change:
        change.add(Addressee(id="a", recommendation_id=town.first.id, namnd_id=town.ks.id, position=2))
        change.add(Namnd(id="fn", abbreviation="FN", name="Fritidsnämnden"))
        for id_, body in (("m1", town.ks.id), ("m2", "fn")):
            change.add(
                Measure(id=id_, remiss_id=town.remiss.id, recommendation_id=town.first.id, text=id_, responsible="Chef")
            )
            change.add(MeasureNamnd(id=f"{id_}n", measure_id=id_, namnd_id=body))
    everybodys = [row for row in filled.status_facts() if row.namnd == "OSN"]
    assert [measure.text for measure in everybodys[0].measures] == ["m2"]
    assert filled.status_facts([town.osn.id]) == everybodys
    with filled.as_of(2) as past:
        assert past.status_facts([town.osn.id]) == everybodys


def test_only_open_remisser_unless_all_are_asked_for(filled: Register, town) -> None:
    with filled.change("Avslutade") as change:
        change.update(replace(town.remiss, state=RemissState.CLOSED))
    assert filled.status_facts() == []
    assert len(filled.status_facts(open_only=False)) == 2


def test_one_remiss_alone(filled: Register, town) -> None:
    with filled.change("En till") as change:
        change.add(Remiss(id="other", title="Samråd", owner_id=town.ks.id))
    assert len(filled.status_facts()) == 3
    assert _cells(filled.status_facts(remiss_id="other")) == [("", "KS", True)]
    assert _cells(filled.status_facts([town.osn.id], remiss_id=town.remiss.id)) == [("1", "OSN", False)]
    assert filled.status_facts(remiss_id="none") == []


def test_an_answered_remiss_stays_until_it_is_closed(filled: Register, town) -> None:
    with filled.change("Besvarade") as change:
        change.update(replace(town.remiss, state=RemissState.ANSWERED))
    assert len(filled.status_facts()) == 2
