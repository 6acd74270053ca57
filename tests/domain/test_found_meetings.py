"""What was found is judged: the certain ticked, the doubtful left with its reason, and choices kept."""

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.found_meetings import FoundMeeting, FoundMeetings, Standing
from secretary_app.domain.named_bodies import bodies_named

BODIES = (
    ("KSAU", "Kommunstyrelsens arbetsutskott"),
    ("KS", "Kommunstyrelsen"),
    ("KF", "Kommunfullmäktige"),
    ("BUN", "Barn- och utbildningsnämnden"),
)


def day(month: int, number: int, year: int = 2026) -> dt.date:
    return dt.date(year, month, number)


def found(*dates: dt.date | None, body: str = "KS", **more: object) -> list[FoundMeeting]:
    return [FoundMeeting(f"rad {n}", f"ord {n}", body, date, **more) for n, date in enumerate(dates, 1)]  # type: ignore[arg-type]


def shown(meetings: list[FoundMeeting], **known: set[dt.date]) -> FoundMeetings:
    made = FoundMeetings({body: dict.fromkeys(days) for body, days in known.items()}, year=2026)
    made.show(meetings)
    return made


def test_each_line_says_how_it_stands() -> None:
    dates = (day(5, 5), day(5, 14), day(5, 16), day(5, 5), day(3, 3), day(5, 6, 2025), day(5, 6, 2062), None)
    made = shown(found(*dates), KS={day(3, 3)})
    assert [(each.standing, each.remark, each.suggestion) for each in made.lines] == [
        (Standing.CERTAIN, "", None),
        (Standing.DOUBTFUL, "Kristi himmelsfärdsdag", None),
        (Standing.DOUBTFUL, "lördag", None),
        (Standing.NOTHING, "samma dag två gånger", None),
        (Standing.SETTLED, "finns redan", None),
        (Standing.DOUBTFUL, "2025 – menade du 2026?", day(5, 6)),
        (Standing.DOUBTFUL, "2062 – menade du 2026?", day(5, 6)),
        (Standing.SETTLED, "", None),
    ]
    assert made.wanted() == {"KS": [(day(5, 5), None)]}


def test_a_year_that_cannot_be_is_never_taken() -> None:
    made = shown(found(day(5, 5, 3026), day(5, 5, 206)))
    assert [(each.standing, each.remark, each.suggestion) for each in made.lines] == [
        (Standing.NOTHING, "år 3026 kan inte stämma", day(5, 5)),
        (Standing.NOTHING, "år 206 kan inte stämma", day(5, 5)),
    ]


def test_what_is_mended_is_taken_with_its_manusstopp() -> None:
    made = shown(
        [
            FoundMeeting("rad 1", "20 jan 2025", "KS", day(1, 20, 2025), day(12, 30, 2024)),
            FoundMeeting("rad 2", "31 april", "KS", doubt="31 april finns inte", suggestion=day(4, 30)),
        ]
    )
    assert made.wanted() == {}
    made.take_suggestions()
    assert made.wanted() == {"KS": [(day(1, 20), day(12, 30, 2025)), (day(4, 30), None)]}
    made.set_date(0, day(12, 1, 2025))
    # The manusstopp would come after it.
    assert made.lines[0].manusstopp is None
    assert made.lines[0].ticked


def test_a_choice_outlives_another_reading_of_the_text() -> None:
    made = shown(found(day(5, 5), day(5, 16)))
    made.tick([0], False)
    made.tick([1], True)
    made.show([FoundMeeting("rad 1", "ny rad", "KS", day(6, 2)), *found(day(5, 5), day(5, 16))])
    assert [each.ticked for each in made.lines] == [True, False, True]


def test_one_body_for_all_that_name_none_or_another_for_one() -> None:
    made = shown(found(day(5, 5), day(5, 12), body=""))
    assert [each.remark for each in made.lines] == ["välj nämnd"] * 2
    assert not any(each.can_be_taken for each in made.lines)
    made.otherwise = "KF"
    made.judge()
    made.set_body([1], "KS")
    assert made.wanted() == {"KF": [(day(5, 5), None)], "KS": [(day(5, 12), None)]}


def test_an_unknown_body_is_not_the_one_that_is_chosen_for_all() -> None:
    made = shown(found(day(6, 3), body="", doubt="nämnden finns inte i registret", names_unknown=True))
    made.otherwise = "KF"
    made.judge()
    assert [(each.body, each.remark) for each in made.lines] == [("", "nämnden finns inte i registret, välj nämnd")]
    made.set_body([0], "KS")
    made.tick([0], True)
    assert made.wanted() == {"KS": [(day(6, 3), None)]}


def test_a_cancelled_one_is_not_taken_and_one_that_is_there_is_pointed_out() -> None:
    made = shown(found(day(5, 5), day(3, 3), cancelled=True), KS={day(3, 3)})
    assert [(each.ticked, each.remark, each.is_open) for each in made.lines] == [
        (False, "inställt", True),
        (False, "finns redan, men är inställt där", True),
    ]


# A year that is seldom asked for has its free days computed.
@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            FoundMeeting,
            st.just("rad 1"),
            st.sampled_from(["a", "b"]),
            st.sampled_from(["", "KS"]),
            st.none() | st.dates(),
            st.none() | st.dates(),
            suggestion=st.none() | st.dates(),
        ),
        max_size=8,
    )
)
def test_anything_found_can_be_judged_and_no_day_is_wanted_twice(meetings: list[FoundMeeting]) -> None:
    made = shown(meetings, KS={day(3, 3)})
    made.take_suggestions()
    made.tick(range(len(meetings)), True)
    wanted = [date for date, _ in made.wanted().get("KS", [])]
    assert len(wanted) == len(set(wanted))
    assert day(3, 3) not in wanted
    assert set(made.wanted()) <= {"KS"}


def test_bodies_are_known_by_abbreviation_and_name() -> None:
    for words, named in {
        "KSAU": ["KSAU"],
        "Sammanträde KS-AU kl 13": ["KSAU"],
        "KS AU": ["KSAU"],
        "kommunstyrelsens arbetsutskott": ["KSAU"],
        "Kommunstyrelsen": ["KS"],
        "Kommunstyrelsens sammanträde": ["KS"],
        "KS presidium": [],
        "Kommunstyrelsens förvaltning": [],
        "KF-sammanträde": ["KF"],
        "Barn – och utbildningsnämnden": ["BUN"],
        "KS och KF": ["KS", "KF"],
        "kfg, lunch i bunkern": [],
        "": [],
    }.items():
        assert bodies_named(words, BODIES) == named, words


def test_another_manusstopp_than_the_one_that_is_there_is_pointed_out() -> None:
    made = FoundMeetings({"KS": {day(5, 5): day(4, 20), day(6, 2): None}}, year=2026)
    made.show([FoundMeeting("rad 1", "", "KS", day(5, 5), stop) for stop in (day(4, 20), day(4, 17), None)])
    assert [(each.standing, each.remark) for each in made.lines] == [
        (Standing.SETTLED, "finns redan"),
        (Standing.NOTHING, "finns redan, med manusstopp 20 april 2026"),
        (Standing.SETTLED, "finns redan"),
    ]
    made.show([FoundMeeting("rad 1", "", "KS", day(6, 2), day(5, 20))])
    assert made.lines[0].remark == "finns redan"
