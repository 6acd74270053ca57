import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretary_app.domain.answer_check import Answer, Finding, FindingKind, check_answer
from secretary_app.domain.model import Measure, Namnd, Position, Recommendation, Referral, Remiss, Response

D = dt.date
TODAY = D(2025, 4, 10)
FIRST = Recommendation(id="rek1", remiss_id="r1", number="1", text="Följ upp upphandlingen.", position=1)
SECOND = Recommendation(id="rek2", remiss_id="r1", number="2", text="Besluta om åtgärder.", position=2)
AGREED = Response(
    id="s1",
    remiss_id="r1",
    recommendation_id="rek1",
    namnd_id="n1",
    position=Position.AGREES,
    text="Barn- och utbildningsnämnden instämmer, se dnr BUN/2025:40 och missivet i KS 2025/12.",
)
REFUSED = replace(
    AGREED, id="s2", recommendation_id="rek2", position=Position.DISAGREES, text="Det är kommunstyrelsens sak."
)
MEASURE = Measure(
    id="m1",
    remiss_id="r1",
    recommendation_id="rek1",
    text="Ta fram en rutin",
    responsible="Skolchef",
    timeframe="2025-12-31",
)
WHOLE = Answer(
    remiss=Remiss(id="r1", diarienummer="KS/2025:12", title="Skolskjutsar", owner_id="n0", received=D(2025, 3, 18)),
    namnd=Namnd(id="n1", abbreviation="BUN", name="Barn- och utbildningsnämnden"),
    referral=Referral(id="i1", remiss_id="r1", namnd_id="n1", namnd_diarienummer="BUN/2025:40"),
    recommendations=(FIRST, SECOND),
    responses=(AGREED, REFUSED),
    measures=(MEASURE,),
    known_names=("KS", "Kommunstyrelsen", "BUN", "Barn- och utbildningsnämnden", "SN", "Socialnämnden"),
    known_diarienummer=("KS/2021:7",),
)

Check = Callable[..., tuple[Finding, ...]]


@pytest.fixture
def check() -> Check:
    """Checks the whole answer with what the test changes."""
    return lambda **changes: check_answer(replace(WHOLE, **changes), today=TODAY)


def kinds(findings: tuple[Finding, ...]) -> list[str]:
    return [str(finding.kind) for finding in findings]


def test_a_whole_answer_has_nothing_to_see_to(check: Check) -> None:
    assert check() == ()


def test_a_recommendation_without_an_answer(check: Check) -> None:
    (finding,) = check(responses=(AGREED,))
    assert finding == Finding(
        kind=FindingKind.NO_ANSWER,
        text="BUN har inte svarat på rekommendation 2.",
        recommendation="2",
        field="svar",
        recommendation_id="rek2",
    )


def test_an_answer_needs_a_position_and_a_text(check: Check) -> None:
    findings = check(responses=(AGREED, replace(REFUSED, position=None, text=" \n")))
    assert kinds(findings) == ["utan-stallningstagande", "utan-text"]
    assert {(finding.recommendation, finding.entity_id) for finding in findings} == {("2", "s2")}


def test_a_measure_alone_is_no_answer(check: Check) -> None:
    assert kinds(check(responses=(REFUSED,))) == ["utan-stallningstagande", "utan-text"]


@pytest.mark.parametrize("position", [Position.AGREES, Position.PARTLY])
@pytest.mark.parametrize(
    ("measures", "kind", "field"),
    [
        ((), "utan-atgard", "åtgärd"),
        ((replace(MEASURE, recommendation_id="rek2"),), "utan-atgard", "åtgärd"),
        ((replace(MEASURE, responsible=""),), "utan-ansvarig", "ansvarig"),
        ((replace(MEASURE, timeframe="-"),), "utan-tidsplan", "tidsplan"),
    ],
)
def test_who_agrees_says_what_who_and_when(
    check: Check, position: Position, measures: tuple[Measure, ...], kind: str, field: str
) -> None:
    (finding,) = check(responses=(replace(AGREED, position=position), REFUSED), measures=measures)
    assert (finding.kind, finding.field, finding.recommendation) == (kind, field, "1")


def test_every_lack_of_every_measure_is_told(check: Check) -> None:
    (one, other) = check(measures=(replace(MEASURE, responsible="", timeframe=""),))
    assert one.text == "BUN anger ingen ansvarig för åtgärden: rekommendation 1."
    assert other.text == "BUN anger ingen tidsplan för åtgärden: rekommendation 1."
    long = replace(MEASURE, id="m2", text="Se över\navtalen " * 9, timeframe="-")
    findings = check(measures=(MEASURE, replace(MEASURE, id="m0", responsible=" "), long))
    assert [(finding.field, finding.entity_id) for finding in findings] == [("ansvarig", "m0"), ("tidsplan", "m2")]
    assert "åtgärden ”Ta fram en rutin”: rekommendation 1." in findings[0].text
    assert "”Se över avtalen Se över" in findings[1].text
    assert len(findings[1].text) < 140


def test_who_agrees_in_part_is_not_said_to_agree(check: Check) -> None:
    (finding,) = check(responses=(replace(AGREED, position=Position.PARTLY), REFUSED), measures=())
    assert finding.text == "BUN instämmer delvis utan att ange någon åtgärd: rekommendation 1."


def test_a_time_that_only_begins_has_not_passed(check: Check) -> None:
    assert check(measures=(replace(MEASURE, timeframe="Från och med mars 2025"),)) == ()


@pytest.mark.parametrize(
    "leftover",
    [
        "XX",
        "xxx",
        "20XX",
        "20XX:XXX",
        "20xx-xx-xx",
        "ÅÅÅÅ-MM-DD",
        "§ xx",
        "§ XX/20XX",
        "[…]",
        "[...]",
        "[nämndens namn]",
        "{{ svar.text }}",
        "______",
    ],
)
@pytest.mark.parametrize("field", ["svar", "åtgärd", "ansvarig", "tidsplan"])
def test_what_is_left_of_the_template(check: Check, leftover: str, field: str) -> None:
    words = f"Nämnden beslutade, {leftover}, att ja"
    if field == "svar":
        findings = check(responses=(replace(AGREED, text=words), REFUSED))
    else:
        measure = {
            "åtgärd": replace(MEASURE, text=words),
            "ansvarig": replace(MEASURE, responsible=words),
            "tidsplan": replace(MEASURE, timeframe=words),
        }[field]
        findings = check(measures=(measure,))
    (finding,) = findings
    assert (finding.kind, finding.field, finding.recommendation) == (FindingKind.LEFTOVER, field, "1")
    assert f"”{leftover}”" in finding.text


@pytest.mark.parametrize(
    "words", ["§ 12", "§§ 3–4", "XXI", "lax", "[1]", "år 2025", "Axxell", "storlek XL", "fax 0123-45 67 89"]
)
def test_ordinary_words_are_no_leftovers(check: Check, words: str) -> None:
    assert check(responses=(replace(AGREED, text=words), REFUSED)) == ()


def test_a_diarienummer_that_nobody_knows(check: Check) -> None:
    text = "Se KS/2025:12, KS-2021/7, BUN 2025/40, KS 2025-03-18 § 4 och KS/2019:333 samt Dnr TN 2020/5."
    findings = check(responses=(replace(AGREED, text=text), REFUSED))
    assert kinds(findings) == ["okant-diarienummer", "okant-diarienummer"]
    assert "KS/2019:333" in findings[0].text
    assert "TN 2020/5" in findings[1].text


def test_a_body_that_is_not_in_the_register(check: Check) -> None:
    text = (
        "Barn- och utbildningsnämndens svar. Omsorgs- och socialnämnden, socialnämnden, Byggnämnden och "
        "berörda nämnder; nämnden, kommunens socialnämnd."
    )
    findings = check(responses=(replace(AGREED, text=text), REFUSED))
    assert kinds(findings) == ["okant-namn", "okant-namn"]
    assert "Omsorgs- och socialnämnden" in findings[0].text
    assert "Byggnämnden" in findings[1].text


def test_a_time_that_has_passed_or_lies_before_the_remiss(check: Check) -> None:
    assert kinds(check(measures=(replace(MEASURE, timeframe="senast mars 2025"),))) == ["passerad-tid"]
    assert kinds(check(measures=(replace(MEASURE, timeframe="2024"),))) == ["tid-fore-remissen"]
    assert check(measures=(replace(MEASURE, timeframe="2024"),), done_measures={"m1"}) == ()
    assert check(measures=(replace(MEASURE, timeframe="2025-04-10"),)) == ()


def test_the_general_comments_are_read_too(check: Check) -> None:
    general = replace(AGREED, id="s0", recommendation_id=None, position=None, text="Beslut § XX")
    (finding,) = check(responses=(general, AGREED, REFUSED))
    assert (finding.kind, finding.recommendation, finding.entity_id) == (FindingKind.LEFTOVER, "", "s0")
    assert finding.text == "”§ XX” står kvar från mallen i svar till allmänna synpunkter."


def test_without_recommendations_the_whole_remiss_is_answered(check: Check) -> None:
    (finding,) = check(recommendations=(), responses=(), measures=())
    assert (finding.kind, finding.text) == (FindingKind.NO_ANSWER, "BUN har inte svarat på hela remissen.")
    whole = replace(AGREED, recommendation_id=None)
    assert check(recommendations=(), responses=(whole,), measures=()) == ()
    assert kinds(check(recommendations=(), responses=(replace(whole, text=""),), measures=())) == ["utan-text"]


@given(st.text(), st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_can_be_checked(check: Check, text: str, timeframe: str) -> None:
    findings = check(responses=(replace(AGREED, text=text),), measures=(replace(MEASURE, timeframe=timeframe),))
    assert FindingKind.NO_ANSWER in {finding.kind for finding in findings if finding.recommendation == "2"}
