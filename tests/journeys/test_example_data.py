"""The example that is shipped is right within itself: its register, and the answers that come home in its main job."""

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from pathlib import Path

import openpyxl
import pytest

from secretary_app.domain.model import ChainRole, Outcome, Position, RemissState, VerdictWord
from secretary_app.domain.planning import Asked, ChainLink, Plan, PlanBody, PlanRequest, Sitting, StepKind, plan
from secretary_app.domain.workdays import add_working_days, is_working_day

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "resources" / "example"
WEEKDAYS = {"KF": 0, "KS": 2, "KSAU": 0, "OSN": 2, "BUN": 1, "SBN": 3, "KFN": 3}
KEYS = {
    "Nämnder": ("Förkortning",),
    "Personer": ("Namn",),
    "Beredning": ("Ägare", "Typ", "Ordning"),
    "Sammanträden": ("Nämnd", "Datum"),
    "Remisser": ("Remiss",),
    "Rekommendationer": ("Remiss", "Nr"),
    "Internremisser": ("Remiss", "Nämnd"),
    "Svar": ("Remiss", "Nr", "Nämnd"),
    "Åtgärder": ("Åtgärd-id", "Status per"),
    "Beslut": ("Remiss", "Nämnd", "Sammanträde"),
    "Omdömen": ("Remiss", "Nr"),
}

Value = str | int | dt.date | None
Row = dict[str, Value]
Book = dict[str, list[Row]]


def rows_of(path: Path) -> Book:
    """Each sheet's rows by heading; a date cell as a date."""
    book = openpyxl.load_workbook(path)
    sheets: Book = {}
    for sheet in book.worksheets:
        headings, *rows = [[_value(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        sheets[sheet.title] = [dict(zip(map(str, headings), row, strict=True)) for row in rows]
    book.close()
    return sheets


def _value(cell: object) -> Value:
    if isinstance(cell, dt.datetime):
        return cell.date()
    assert cell is None or isinstance(cell, str | int)
    return cell


def listed(cell: Value) -> list[str]:
    return [part.strip() for part in str(cell or "").split(",") if part.strip()]


def day(value: Value) -> dt.date:
    assert isinstance(value, dt.date)
    return value


def by_remiss(rows: list[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[str(row["Remiss"])].append(row)
    return grouped


@pytest.fixture(scope="module")
def book() -> Book:
    return rows_of(SHIPPED / "alvstad.xlsx")


@pytest.fixture(scope="module")
def script() -> dict[str, object]:
    content = json.loads((SHIPPED / "exempel.json").read_text("utf-8"))
    assert isinstance(content, dict)
    return content


@pytest.fixture(scope="module")
def today(script: dict[str, object]) -> dt.date:
    return dt.date.fromisoformat(str(script["today"]))


@pytest.fixture(scope="module")
def main(script: dict[str, object]) -> dict[str, list[dict[str, str]]]:
    content = script["main"]
    assert isinstance(content, dict)
    return content


class TestKeys:
    def test_keys_are_unique(self, book: Book) -> None:
        for sheet, key in KEYS.items():
            counted = Counter(tuple(row[heading] for heading in key) for row in book[sheet])
            assert [entry for entry, count in counted.items() if count > 1] == [], sheet

    def test_bodies_are_those_of_the_register(self, book: Book) -> None:
        bodies = {row["Förkortning"] for row in book["Nämnder"]}
        assert len(bodies) == 8
        for sheet, rows in book.items():
            for row in rows:
                named = {row[heading] for heading in ("Nämnd", "Ägare", "Överordnad") if row.get(heading)}
                named |= set(listed(row.get("Nämnder")))
                assert named - {"Berörda nämnder"} <= bodies, (sheet, row)

    def test_remisser_and_numbers_refer_to_something(self, book: Book) -> None:
        numbers = {row["Remiss"]: row["Diarienummer"] for row in book["Remisser"]}
        recommendations = {(row["Remiss"], row["Nr"]) for row in book["Rekommendationer"]}
        for sheet in ("Rekommendationer", "Internremisser", "Svar", "Åtgärder", "Beslut"):
            assert {(row["Remiss"], row["Diarienummer"]) for row in book[sheet]} <= set(numbers.items()), sheet
        for sheet in ("Svar", "Åtgärder", "Omdömen"):
            used = {(row["Remiss"], row["Nr"]) for row in book[sheet] if row["Nr"] is not None}
            assert used <= recommendations, sheet
        assert {row["Följer upp"] for row in book["Remisser"]} - {None} <= set(numbers)

    def test_numbers_are_texts(self, book: Book) -> None:
        for sheet in ("Rekommendationer", "Svar", "Åtgärder", "Omdömen"):
            assert all(row["Nr"] is None or isinstance(row["Nr"], str) for row in book[sheet]), sheet
        assert all(row["Paragraf"] is None or isinstance(row["Paragraf"], str) for row in book["Beslut"])

    def test_only_bodies_that_were_asked_have_answered(self, book: Book) -> None:
        owners = {row["Remiss"]: row["Ägare"] for row in book["Remisser"]}
        asked = {(row["Remiss"], row["Nämnd"]) for row in book["Internremisser"]} | set(owners.items())
        assert {(row["Remiss"], row["Nämnd"]) for row in book["Svar"]} <= asked

    def test_handlaggare_are_known_persons(self, book: Book) -> None:
        names = {row["Namn"] for row in book["Personer"]}
        used = {row["Handläggare"] for sheet in ("Remisser", "Internremisser") for row in book[sheet]}
        assert used <= names


class TestCalendar:
    def test_each_body_meets_on_its_own_working_day_and_never_in_july(self, book: Book) -> None:
        for row in book["Sammanträden"]:
            meeting = day(row["Datum"])
            assert meeting.weekday() == WEEKDAYS[str(row["Nämnd"])], row
            assert is_working_day(meeting), row
            assert meeting.month != 7, row

    def test_two_years_with_one_meeting_cancelled(self, book: Book) -> None:
        years = {(row["Nämnd"], day(row["Datum"]).year) for row in book["Sammanträden"]}
        assert years == {(namnd, year) for namnd in WEEKDAYS for year in (2025, 2026)}
        assert [row["Nämnd"] for row in book["Sammanträden"] if row["Inställt"] == "ja"] == ["SBN"]

    def test_a_manusstopp_by_hand_is_a_working_day_where_the_counted_one_is_not(self, book: Book) -> None:
        days = {row["Förkortning"]: row["Manusstopp dagar före"] for row in book["Nämnder"]}
        by_hand = [row for row in book["Sammanträden"] if row["Manusstopp"]]
        assert len(by_hand) >= 3
        for row in by_hand:
            before = days[row["Nämnd"]]
            assert isinstance(before, int)
            assert not is_working_day(day(row["Datum"]) - dt.timedelta(before)), row
            assert is_working_day(day(row["Manusstopp"])), row
            assert day(row["Manusstopp"]) < day(row["Datum"]), row

    def test_the_utskott_meets_before_each_manusstopp_of_the_styrelse(self, book: Book) -> None:
        bodies = _plan_bodies(book)
        for sitting in bodies["KS"].sittings:
            stop = sitting.manusstopp or sitting.date - dt.timedelta(bodies["KS"].manusstopp_days)
            gaps = [(stop - earlier.date).days for earlier in bodies["KSAU"].sittings if earlier.date <= stop]
            assert gaps, sitting
            assert min(gaps) <= 7, sitting


class TestOrderOfDays:
    def test_registered_then_asked_then_due(self, book: Book, today: dt.date) -> None:
        remisser = {row["Remiss"]: row for row in book["Remisser"]}
        for remiss in remisser.values():
            assert day(remiss["Inkom"]) < today, remiss
            assert is_working_day(day(remiss["Inkom"])), remiss
        for row in book["Internremisser"]:
            remiss = remisser[row["Remiss"]]
            assert day(remiss["Inkom"]) <= day(row["Skickad"]) <= today, row
            assert is_working_day(day(row["Skickad"])), row
            if row["Svar senast"]:
                assert is_working_day(day(row["Svar senast"])), row
                assert day(row["Skickad"]) < day(row["Svar senast"]) <= day(remiss["Svar senast"]), row

    def test_nobody_decides_before_the_internremiss_or_after_today(self, book: Book, today: dt.date) -> None:
        sent = {(row["Remiss"], row["Nämnd"]): day(row["Skickad"]) for row in book["Internremisser"]}
        received = {row["Remiss"]: day(row["Inkom"]) for row in book["Remisser"]}
        for row in book["Beslut"]:
            earliest = sent.get((row["Remiss"], row["Nämnd"]), received[row["Remiss"]])
            assert earliest < day(row["Sammanträde"]) <= today, row

    def test_a_paragraph_is_of_a_meeting_that_was_held(self, book: Book) -> None:
        held = {(row["Nämnd"], row["Datum"]) for row in book["Sammanträden"] if row["Inställt"] != "ja"}
        without_meeting = {Outcome.CHAIR_DECISION, Outcome.DELEGATED, Outcome.ADMINISTRATION}
        for row in book["Beslut"]:
            if row["Utfall"] in without_meeting:
                assert row["Paragraf"] is None, row
            else:
                assert (row["Nämnd"], row["Sammanträde"]) in held, row
                assert str(row["Paragraf"]).isdigit(), row

    def test_answers_were_decided_and_adjusted_by_the_internal_deadline(self, book: Book) -> None:
        deadlines = {(row["Remiss"], row["Nämnd"]): row["Svar senast"] for row in book["Internremisser"]}
        justering = {row["Förkortning"]: row["Justeringsdagar"] for row in book["Nämnder"]}
        for row in book["Beslut"]:
            deadline = deadlines.get((row["Remiss"], row["Nämnd"]))
            if deadline and Outcome(str(row["Utfall"])).decides:
                days = justering[row["Nämnd"]] if row["Paragraf"] and not row["Omedelbar justering"] else 0
                assert isinstance(days, int)
                assert day(row["Sammanträde"]) + dt.timedelta(days) <= day(deadline), row

    def test_the_owner_decides_after_the_namnder_and_in_time(self, book: Book) -> None:
        decisions = by_remiss(book["Beslut"])
        for remiss in book["Remisser"]:
            made = decisions.get(str(remiss["Remiss"]), [])
            last = [day(row["Sammanträde"]) for row in made if row["Nämnd"] == "KS"]
            via_owner = {
                row["Nämnd"]
                for row in book["Internremisser"]
                if row["Remiss"] == remiss["Remiss"] and not row["Direkt"]
            }
            if last:
                assert all(day(row["Sammanträde"]) <= max(last) for row in made if row["Nämnd"] in via_owner), remiss
                assert max(last) + dt.timedelta(7) <= day(remiss["Svar senast"]), remiss

    def test_paragraphs_grow_within_each_body_and_year(self, book: Book, main: dict[str, list[dict[str, str]]]) -> None:
        dated = [
            (row["Nämnd"], day(row["Sammanträde"]), str(row["Paragraf"])) for row in book["Beslut"] if row["Paragraf"]
        ]
        dated += [(row["namnd"], dt.date.fromisoformat(row["meeting"]), row["paragraph"]) for row in main["decisions"]]
        series: dict[tuple[Value, int], list[int]] = defaultdict(list)
        for namnd, on, paragraph in sorted(dated, key=lambda entry: (entry[1], int(entry[2]))):
            series[namnd, on.year].append(int(paragraph))
        for key, numbers in series.items():
            assert numbers == sorted(set(numbers)), key

    def test_diarienummer_grow_with_the_day_of_arrival(self, book: Book) -> None:
        dated = sorted((day(row["Inkom"]), str(row["Diarienummer"])) for row in book["Remisser"])
        keys = [tuple(map(int, re.findall(r"\d+", number))) for _, number in dated]
        assert keys == sorted(keys)

    def test_a_status_series_goes_forward_and_not_past_today(self, book: Book, today: dt.date) -> None:
        received = {row["Remiss"]: day(row["Inkom"]) for row in book["Remisser"]}
        states = {"ej påbörjad": 0, "påbörjad": 1, "klar": 2}
        series: dict[Value, list[Row]] = defaultdict(list)
        for row in book["Åtgärder"]:
            assert (row["Status"] is None) == (row["Status per"] is None), row
            series[row["Åtgärd-id"]].append(row)
        assert any(len(rows) > 1 for rows in series.values())
        for rows in series.values():
            if rows[0]["Status"]:
                days = [day(row["Status per"]) for row in rows]
                assert days == sorted(set(days)), rows
                assert received[rows[0]["Remiss"]] < days[0], rows
                assert days[-1] <= today, rows
                progress = [states[str(row["Status"])] for row in rows]
                assert progress == sorted(progress), rows

    def test_verdicts_come_after_the_answer_they_judge(self, book: Book, today: dt.date) -> None:
        answered = {row["Remiss"]: day(row["Sammanträde"]) for row in book["Beslut"] if row["Nämnd"] == "KS"}
        for row in book["Omdömen"]:
            assert answered[row["Remiss"]] < day(row["Datum"]) <= today, row


class TestInternalDeadlines:
    def test_they_are_the_planned_ones(self, book: Book) -> None:
        """Of audits and state remisser; a motion may take a year, and its deadline is set by hand."""
        referrals = by_remiss(book["Internremisser"])
        addressed: dict[str, set[str]] = defaultdict(set)
        for row in book["Rekommendationer"]:
            addressed[str(row["Remiss"])] |= set(listed(row["Nämnder"])) - {"KS", "Berörda nämnder"}
        for remiss in book["Remisser"]:
            if remiss["Typ"] in ("revision", "remiss"):
                id = str(remiss["Remiss"])
                days = (str(remiss["Svar senast"]), str(remiss["Inkom"]))
                found = _planned(book, str(remiss["Typ"]), *days, sorted(addressed[id]))
                for row in referrals[id]:
                    assert row["Svar senast"] == found.internal_deadlines[str(row["Nämnd"])], row


class TestEverythingToShow:
    def test_every_state_and_kind(self, book: Book) -> None:
        assert len(book["Remisser"]) == 11
        assert {row["Läge"] for row in book["Remisser"]} == set(RemissState)
        kinds = Counter(row["Typ"] for row in book["Remisser"])
        assert set(kinds) == {"revision", "remiss", "motion", "medborgarförslag", "samråd", "annan"}
        assert kinds["revision"] >= 4

    def test_every_position_outcome_and_verdict(self, book: Book) -> None:
        assert {row["Ställningstagande"] for row in book["Svar"]} - {None} == set(Position)
        assert {Outcome.DECISION, Outcome.PROPOSAL, Outcome.REFERRED_BACK, Outcome.CHAIR_DECISION} <= {
            Outcome(str(row["Utfall"])) for row in book["Beslut"]
        }
        assert any(row["Omedelbar justering"] == "ja" for row in book["Beslut"])
        assert {row["Omdöme"] for row in book["Omdömen"]} == {
            VerdictWord.DONE,
            VerdictWord.PARTLY,
            VerdictWord.NOT_DONE,
        }

    def test_audits_have_three_to_seven_recommendations_and_others_may_have_none(self, book: Book) -> None:
        recommendations = by_remiss(book["Rekommendationer"])
        for row in book["Remisser"]:
            if row["Typ"] == "revision":
                assert 3 <= len(recommendations[str(row["Remiss"])]) <= 7, row
        assert any(row["Remiss"] not in recommendations for row in book["Remisser"] if row["Läge"] == "besvarad")

    def test_late_soon_and_without_a_date(self, book: Book, today: dt.date) -> None:
        open_ones = {row["Remiss"] for row in book["Remisser"] if row["Läge"] == "öppen"}
        decided = {(row["Remiss"], row["Nämnd"]) for row in book["Beslut"] if Outcome(str(row["Utfall"])).decides}
        waiting = [
            row["Svar senast"]
            for row in book["Internremisser"]
            if row["Remiss"] in open_ones and (row["Remiss"], row["Nämnd"]) not in decided
        ]
        dates = [day(due) for due in waiting if due]
        assert None in waiting
        assert any(due < today for due in dates)
        assert any(today <= due <= add_working_days(today, 10) for due in dates)

    def test_direct_joint_and_words_that_are_no_body(self, book: Book) -> None:
        assert [row["Nämnd"] for row in book["Internremisser"] if row["Direkt"] == "ja"] == ["SBN"]
        assert any(row["Gemensamt"] == "ja" for row in book["Rekommendationer"])
        assert any(row["Nämnder"] == "Berörda nämnder" for row in book["Rekommendationer"])
        assert any(row["Följer upp"] for row in book["Remisser"])

    def test_measures_of_several_bodies_and_several_responsible_and_some_lacking(self, book: Book) -> None:
        measures = book["Åtgärder"]
        assert any(row["Nämnder"] == "KS, OSN" for row in measures)
        assert any("\n" in str(row["Ansvarig"]) for row in measures)
        assert any(row["Ansvarig"] is None for row in measures)
        assert any(row["Tidsplan"] is None for row in measures)
        assert any(row["Nr"] is None for row in measures)

    def test_invented_addresses_only(self, book: Book) -> None:
        persons = book["Personer"]
        assert len(persons) >= 16
        for row in [*persons, *book["Nämnder"]]:
            assert re.fullmatch(r"[a-z.-]+@alvstad\.example", str(row["E-post"])), row
        assert all(re.fullmatch(r"0555-\d{3} \d\d", str(row["Telefon"])) for row in persons)


class TestMainJob:
    def test_it_follows_up_the_audit_of_2024_under_the_same_diarienummer(
        self, book: Book, main: dict[str, list[dict[str, str]]]
    ) -> None:
        followed = [row for row in book["Remisser"] if row["Remiss"] == main["follows_up"]]
        assert [row["Diarienummer"] for row in followed] == [main["diarienummer"]]
        judged = [row for row in book["Omdömen"] if row["Remiss"] == main["follows_up"]]
        assert len(judged) == len(by_remiss(book["Rekommendationer"])[str(main["follows_up"])])

    def test_the_plan_fits_with_omedelbar_justering_in_one_namnd(
        self, book: Book, main: dict[str, list[dict[str, str]]]
    ) -> None:
        found = _planned(
            book, "revision", str(main["answer_by"]), str(main["referred"]), list(map(str, main["referrals"]))
        )
        assert found.problems == ()
        meetings = {
            (step.body, step.date.isoformat(), step.immediate_justering)
            for step in found.steps
            if step.kind is StepKind.MEETING
        }
        assert meetings == {(row["namnd"], row["meeting"], bool(row["immediate"])) for row in main["decisions"]}
        assert len(found.alternatives) == 1


def _plan_bodies(book: Book) -> dict[str, PlanBody]:
    sittings: dict[str, list[Sitting]] = defaultdict(list)
    for row in book["Sammanträden"]:
        if row["Inställt"] != "ja":
            stop = row["Manusstopp"]
            sittings[str(row["Nämnd"])].append(Sitting(day(row["Datum"]), day(stop) if stop else None))
    return {
        str(row["Förkortning"]): PlanBody(
            name=str(row["Förkortning"]),
            justering_days=int(str(row["Justeringsdagar"] or 0)),
            manusstopp_days=int(str(row["Manusstopp dagar före"] or 0)),
            handling_days=int(str(row["Handläggningstid"] or 0)),
            sittings=tuple(sittings[str(row["Förkortning"])]),
        )
        for row in book["Nämnder"]
    }


def _planned(book: Book, kind: str, answer_by: str, start: str, asked: list[str]) -> Plan:
    bodies = _plan_bodies(book)
    of_kind = [row for row in book["Beredning"] if row["Typ"] == kind]
    steps = of_kind or [row for row in book["Beredning"] if row["Typ"] is None]
    return plan(
        PlanRequest(
            remiss="x",
            answer_by=dt.date.fromisoformat(answer_by),
            start=dt.date.fromisoformat(start),
            owner=bodies["KS"],
            chain=tuple(ChainLink(bodies[str(row["Nämnd"])], ChainRole(str(row["Roll"]))) for row in steps),
            asked=tuple(Asked(bodies[namnd]) for namnd in asked),
        )
    )
