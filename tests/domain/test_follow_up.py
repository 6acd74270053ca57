"""Measures across remisser: what counts on a day, what has changed since another."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.follow_up import (
    FollowUpRow,
    MeasureFacts,
    StatusDay,
    follow_up_rows,
    in_words,
    latest,
    spread,
    sum_up,
)
from secretary_app.domain.model import MeasureState, RemissState

day = dt.date.fromisoformat
NAMES = {"ks": "KS", "sn": "SN"}
TODAY = day("2026-03-11")


def measure(id_: str = "m", timeframe: str = "", made: str = "2020-01-01", namnder: str | None = "ks") -> MeasureFacts:
    return MeasureFacts(
        measure_id=id_,
        remiss_id="r",
        diarienummer="KS/2020:1",
        title="Granskning",
        remiss_state=RemissState.OPEN,
        owner_id="ks",
        recommendation_id="c",
        number="1",
        recommendation="Säkerställ rutinen",
        text="Ta fram\nen rutin",
        responsible="Chefen\nStaben",
        timeframe=timeframe,
        namnd_ids=namnder,
        received=day("2020-01-01"),
        made=day(made),
    )


def status(state: MeasureState, as_of: str, id_: str = "m") -> StatusDay:
    return StatusDay(id_, state, day(as_of), "")


def one(*statuses: StatusDay, on: str = "2026-03-11", since: str | None = None, **more: str) -> FollowUpRow:
    (row,) = follow_up_rows([measure(**more)], statuses, NAMES, on=day(on), since=day(since) if since else None)
    return row


STARTED, DONE = MeasureState.STARTED, MeasureState.DONE


def test_the_latest_status_by_then_counts() -> None:
    series = [status(DONE, "2025-06-01"), status(STARTED, "2024-01-01")]
    assert one(*series).status is DONE
    assert one(*series, on="2025-05-31").status is STARTED
    assert one(*series, on="2023-12-31").status is MeasureState.NOT_STARTED


def test_late_is_what_is_past_its_time_and_not_done() -> None:
    assert one(timeframe="2025").is_late
    assert not one(timeframe="2025", on="2025-12-31").is_late
    assert not one(status(DONE, "2026-01-01"), timeframe="2025").is_late
    assert one(timeframe="när resurser finns").is_undated
    assert not one(timeframe="kontinuerligt, följs upp årligen i december").is_late


def test_what_has_changed_since() -> None:
    series = [status(STARTED, "2024-01-01"), status(DONE, "2025-06-01")]
    assert one(*series, since="2025-05-31").before is STARTED
    assert one(*series, since="2025-06-01").before is None
    assert one(*series, since="2020-01-01").before is MeasureState.NOT_STARTED
    new = one(since="2025-01-01", made="2025-02-01")
    assert (new.is_new, new.is_changed, new.before) == (True, True, None)
    assert not one(*series, since="2025-01-01", made="2025-02-01").is_new


def test_what_was_not_there_yet_is_left_out() -> None:
    facts = [measure(made="2025-01-01")]
    assert follow_up_rows(facts, [], NAMES, on=day("2024-12-31")) == []
    assert follow_up_rows(facts, [status(STARTED, "2019-01-01")], NAMES, on=day("2019-01-01"))


def test_late_first_then_without_a_day_then_by_day_and_done_last() -> None:
    times = {"a": "2027", "b": "när det går", "c": "2025", "d": "2026", "e": "2024"}
    rows = follow_up_rows(
        [measure(id_, words) for id_, words in times.items()], [status(DONE, "2025-01-01", "e")], NAMES, on=TODAY
    )
    assert [each.measure_id for each in rows] == ["c", "b", "d", "a", "e"]
    found = sum_up(rows)
    assert (found.total, found.late, found.undated, found.by_status[DONE]) == (5, 1, 1, 1)
    assert in_words(found) == "5 åtgärder från 1 ärende sedan 2020"
    assert list(spread(rows)) == ["Chefen", "Staben"]


def test_one_that_is_nobodys_is_the_owners_to_ask_about() -> None:
    row = one(namnder=None)  # type: ignore[arg-type]
    assert (row.namnd_ids, row.namnder) == (("ks",), "")
    assert row.text == "Ta fram en rutin"
    assert "säkerställ" in row.search_text


@given(
    st.lists(st.tuples(st.sampled_from(MeasureState), st.dates(day("2018-01-01"), day("2027-01-01"))), max_size=8),
    st.dates(day("2018-01-01"), day("2027-01-01")),
)
def test_a_status_counts_until_the_next(series: list[tuple[MeasureState, dt.date]], on: dt.date) -> None:
    facts = [StatusDay("m", state, as_of, "") for state, as_of in {b: (a, b) for a, b in series}.values()]
    found = latest(facts, on)
    before = [each for each in facts if each.as_of <= on]
    assert (found is None) == (not before)
    if found is not None:
        assert found.as_of == max(each.as_of for each in before)
