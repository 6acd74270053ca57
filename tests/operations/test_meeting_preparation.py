"""Before a meeting: what is up, what is there and what is missing, with the figures of the other pages."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.model import (
    Decision,
    Document,
    DocumentKind,
    Measure,
    MeasureNamnd,
    Meeting,
    Namnd,
    Outcome,
    PlannedStep,
    Position,
    Recommendation,
    Referral,
    Remiss,
    Response,
    StepKind,
)
from secretary_app.domain.remiss_state import BadgeState
from secretary_app.operations.deadline_list import deadline_rows
from secretary_app.operations.deciding import close, decide
from secretary_app.operations.drafting import DraftOrder, draft_all, keep_many, prepare_many
from secretary_app.operations.editing_meetings import meetings_of
from secretary_app.operations.history import undo_last
from secretary_app.operations.meeting_matters import TurnKind, computed_meetings
from secretary_app.operations.meeting_measures import late_measures
from secretary_app.operations.meeting_points import Ask, Point
from secretary_app.operations.meeting_preparation import PreparedMatter, preparation
from secretary_app.operations.overview import overview
from secretary_app.operations.plan_progress import plan_now
from secretary_app.operations.plans import accept_plan
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id
from secretary_app.support.progress import Cancelled

TODAY = dt.date(2026, 3, 11)


def body(register: Register, name: str) -> Namnd:
    return register.find(Namnd, abbreviation=name)[0]


def planned_meeting(register: Register, remiss: Remiss, name: str) -> Meeting:
    (step,) = register.find(PlannedStep, remiss_id=remiss.id, namnd_id=body(register, name).id, kind=StepKind.MEETING)
    return register.find(Meeting, namnd_id=step.namnd_id, date=step.date)[0]


@pytest.fixture
def accepted(register: Register, asked: Remiss) -> Remiss:
    """The remiss with the plan that is computed for it."""
    accept_plan(register, asked, plan_now(register, asked))
    return asked


def matter(register: Register, remiss: Remiss, name: str, today: dt.date = TODAY) -> PreparedMatter:
    found = preparation(register, planned_meeting(register, remiss, name), today)
    return next(each for each in found.matters if each.id == remiss.id)


def words(found: PreparedMatter) -> list[str]:
    return [each.words for each in found.points]


def point(found: PreparedMatter, part: str) -> Point:
    return next(each for each in found.points if part in each.words)


def answer(
    register: Register, remiss: Remiss, name: str, number: str, position: Position = Position.AGREES
) -> Response:
    recommendation = next(each for each in register.find(Recommendation, remiss_id=remiss.id) if each.number == number)
    row = Response(
        id=new_id(),
        remiss_id=remiss.id,
        recommendation_id=recommendation.id,
        namnd_id=body(register, name).id,
        position=position,
        text="Nämnden instämmer.",
    )
    with register.change(f"Svar från {name}") as change:
        change.add(row)
    return row


def test_each_body_has_its_turn(register: Register, accepted: Remiss) -> None:
    turns = {name: matter(register, accepted, name) for name in ("OSN", "BUN", "KSAU", "KS", "KF")}
    assert {name: each.matter.turn.kind for name, each in turns.items()} == {
        "OSN": TurnKind.ANSWERS,
        "BUN": TurnKind.ANSWERS,
        "KSAU": TurnKind.PREPARES,
        "KS": TurnKind.DECIDES,
        "KF": TurnKind.INFORMED,
    }
    ks = planned_meeting(register, accepted, "KS").date
    assert turns["KSAU"].turn_words == f"bereds till KS {ks.day} {['maj', 'juni'][ks.month - 5]}"
    assert turns["OSN"].turn_words == "OSN:s svar till KS"
    assert words(turns["KF"]) == ["KS har inte beslutat än"]


def test_a_motion_goes_from_the_utskott_to_the_styrelse_and_on(register: Register) -> None:
    (motion,) = register.find(Remiss, kind="motion")
    made = {each.namnd_id: each for each in register.find(Decision, remiss_id=motion.id)}
    told = {}
    for name in ("KSAU", "KS", "KF"):
        of = body(register, name).id
        (meeting,) = register.find(Meeting, namnd_id=of, date=made[of].meeting_date)
        (found,) = preparation(register, meeting, TODAY).matters
        told[name] = found.turn_words
    assert told == {"KSAU": "bereds till KS", "KS": "bereds till KF", "KF": "beslutas"}


def test_what_is_missing_before_anything_is_done(register: Register, accepted: Remiss) -> None:
    found = matter(register, accepted, "KSAU")
    answers = point(found, "nämnder har svarat")
    assert answers.words == "0 av 2 nämnder har svarat, BUN och OSN saknas (3 öppna rutor)"
    assert (answers.tab, answers.item) == ("svarslage", f"/{body(register, 'BUN').id}")
    assert (answers.ask, [each.abbreviation for each in answers.namnder]) == (Ask.SEND, ["BUN"])
    papers = point(found, "Utkast saknas")
    assert papers.words == "Utkast saknas: tjänsteskrivelse, yttrande och underlag till paragraf"
    assert [(each.kind, each.namnd.abbreviation) for each in papers.drafts] == [
        (DocumentKind.TJANSTESKRIVELSE, "KS"),
        (DocumentKind.YTTRANDE, "KS"),
        (DocumentKind.UNDERLAG, "KSAU"),
    ]
    assert not any(each.is_done for each in found.points)
    assert point(matter(register, accepted, "BUN"), "Internremissen").state is BadgeState.NOT_SENT
    assert point(matter(register, accepted, "KS"), "KSAU").words == "KSAU har inte berett ärendet"


def test_what_is_not_written_is_late_from_manusstopp_on(register: Register, accepted: Remiss) -> None:
    meeting = planned_meeting(register, accepted, "KSAU")
    stop = preparation(register, meeting, TODAY).manusstopp
    assert point(matter(register, accepted, "KSAU", stop), "Utkast saknas").state is BadgeState.TODO
    after = matter(register, accepted, "KSAU", stop + dt.timedelta(days=1))
    assert point(after, "Utkast saknas").state is BadgeState.LATE
    assert after.state is BadgeState.LATE


def test_who_is_late_is_to_be_reminded(register: Register, accepted: Remiss) -> None:
    osn = register.find(Referral, remiss_id=accepted.id, namnd_id=body(register, "OSN").id)[0]
    assert osn.deadline is not None
    late = matter(register, accepted, "KS", osn.deadline + dt.timedelta(days=1))
    found = point(late, "har svarat")
    assert found.state is BadgeState.LATE
    assert found.ask is Ask.REMIND
    assert "OSN" in [each.abbreviation for each in found.namnder]


def test_the_answers_are_counted_as_in_the_list_of_remisser(register: Register, accepted: Remiss) -> None:
    answer(register, accepted, "OSN", "1")
    answer(register, accepted, "OSN", "2", Position.DISAGREES)
    decide(register, accepted, "OSN", meeting=dt.date(2026, 3, 10), paragraph="31")
    (row,) = (each for each in overview(register, TODAY) if each.id == accepted.id)
    told = point(matter(register, accepted, "KSAU"), "har svarat").words
    assert told.startswith(f"{row.answered} av {row.total} nämnder har svarat, BUN saknas")
    answer(register, accepted, "BUN", "1", Position.DISAGREES)
    decide(register, accepted, "BUN", meeting=dt.date(2026, 3, 10), paragraph="12")
    assert point(matter(register, accepted, "KSAU"), "har svarat") == Point(
        "Alla 2 nämnder har svarat", BadgeState.DONE
    )


def test_what_the_answer_check_finds_leads_to_the_answer(register: Register, accepted: Remiss) -> None:
    given = answer(register, accepted, "OSN", "1")
    found = point(matter(register, accepted, "OSN"), "åtgärd")
    assert found.words == "OSN instämmer utan att ange någon åtgärd: rekommendation 1."
    assert (found.tab, found.item) == ("svar", f"{given.recommendation_id}/{given.namnd_id}")
    assert point(matter(register, accepted, "KSAU"), "åtgärd").item == found.item
    assert point(matter(register, accepted, "OSN"), "svar saknas").words == "OSN:s svar saknas på rekommendation 2"
    assert not any("OSN" in each for each in words(matter(register, accepted, "BUN")))


def drafted(register: Register, remiss: Remiss, *orders: DraftOrder) -> list[Document]:
    return draft_all(register, remiss, orders)


def test_a_draft_is_there_until_the_answers_change(register: Register, accepted: Remiss) -> None:
    answer(register, accepted, "OSN", "1")
    (written,) = drafted(register, accepted, DraftOrder(DocumentKind.TJANSTESKRIVELSE))
    there = matter(register, accepted, "KSAU")
    assert point(there, "finns") == Point("Tjänsteskrivelse finns", BadgeState.DONE, "dokument", written.id)
    assert point(there, "saknas:").words == "Utkast saknas: yttrande och underlag till paragraf"
    answer(register, accepted, "BUN", "1")
    older = point(matter(register, accepted, "KSAU"), "äldre")
    assert older.words == "Utkastet är äldre än svaren: tjänsteskrivelse"
    assert [each.latest and each.latest.id for each in older.drafts] == [written.id]
    undo_last(register)
    assert point(matter(register, accepted, "KSAU"), "finns").item == written.id
    (register.files / written.path).unlink()
    assert "tjänsteskrivelse" in point(matter(register, accepted, "KSAU"), "Utkast saknas").words


def test_a_namnds_paper_is_as_old_as_its_own_answers(register: Register, accepted: Remiss) -> None:
    drafted(register, accepted, DraftOrder(DocumentKind.YTTRANDE, "OSN"))
    answer(register, accepted, "BUN", "1")
    assert "Yttrande finns" in words(matter(register, accepted, "OSN"))
    given = answer(register, accepted, "OSN", "1")
    assert "Utkastet är äldre än svaren: yttrande" in words(matter(register, accepted, "OSN"))
    drafted(register, accepted, DraftOrder(DocumentKind.YTTRANDE, "OSN"))
    measure = Measure(
        id=new_id(), remiss_id=accepted.id, recommendation_id=given.recommendation_id, text="Öva", position=1
    )
    with register.change("Åtgärd") as change:
        change.add(measure, MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=given.namnd_id))
    assert "Utkastet är äldre än svaren: yttrande" in words(matter(register, accepted, "OSN"))


def test_all_papers_of_a_meeting_are_made_in_one_operation(register: Register, accepted: Remiss) -> None:
    meeting = planned_meeting(register, accepted, "KSAU")
    wanted = preparation(register, meeting, TODAY).wanted_drafts
    orders = [DraftOrder(each.kind, each.namnd.abbreviation) for each in wanted if each.remiss_id == accepted.id]
    told: list[str] = []
    prepared = prepare_many(register, [(accepted, orders)], "klassisk", lambda _done, _total, what: told.append(what))
    assert len(keep_many(register, prepared).documents) == 3
    assert "Skriver underlag till paragraf KSAU" in told
    assert point(matter(register, accepted, "KSAU"), "finns").words == (
        "Tjänsteskrivelse, yttrande och underlag till paragraf finns"
    )
    undo_last(register)
    assert register.find(Document, remiss_id=accepted.id) == []


def test_without_an_accepted_plan_it_is_up_where_the_computed_one_goes(register: Register, asked: Remiss) -> None:
    computed = computed_meetings(register, TODAY)
    day = next(date for (namnd, date), ids in computed.items() if asked.id in ids and namnd == body(register, "KS").id)
    (meeting,) = register.find(Meeting, namnd_id=body(register, "KS").id, date=day)
    (found,) = (each for each in preparation(register, meeting, TODAY, computed).matters if each.id == asked.id)
    assert not found.matter.is_planned
    assert asked.id not in [each.id for each in preparation(register, meeting, TODAY).matters]
    accept_plan(register, asked, plan_now(register, asked))
    assert not any(asked.id in ids for ids in computed_meetings(register, TODAY).values())


def test_what_was_put_off_is_up_at_the_next_meeting(register: Register, accepted: Remiss) -> None:
    meeting = planned_meeting(register, accepted, "OSN")
    decide(register, accepted, "OSN", meeting=meeting.date, paragraph="40", outcome=Outcome.TABLED)
    later = meeting.date + dt.timedelta(days=1)
    clock = dt.datetime.combine(later, dt.time(9), dt.UTC)
    osn, ks = body(register, "OSN").id, body(register, "KS").id
    with Register.open(register.path, clock=lambda: clock) as then:
        computed = computed_meetings(then, later)
    following = min(each.date for each in register.find(Meeting, namnd_id=osn) if each.date > meeting.date)
    assert [day for (namnd, day), ids in computed.items() if namnd == osn and accepted.id in ids] == [following]
    assert not any(accepted.id in ids for (namnd, _), ids in computed.items() if namnd == ks)


def test_a_meeting_that_is_over_tells_which_have_their_paragraph(register: Register, accepted: Remiss) -> None:
    meeting = planned_meeting(register, accepted, "OSN")
    after = meeting.date + dt.timedelta(days=1)
    (before,) = (each for each in preparation(register, meeting, after).matters if each.id == accepted.id)
    assert [(each.words, each.state) for each in before.points] == [("§ saknas", BadgeState.TODO)]
    answer(register, accepted, "OSN", "1")
    decide(register, accepted, "OSN", meeting=meeting.date, paragraph="58")
    found = preparation(register, meeting, after)
    assert found.is_over
    assert [words(each) for each in found.matters if each.id == accepted.id] == [["§ 58, beslut"]]
    assert accepted.id not in [each.id for each in found.without_paragraph]


def test_the_year_counts_what_the_panel_shows(register: Register, asked: Remiss) -> None:
    computed = computed_meetings(register, TODAY)
    shown = 0
    for namnd in register.find(Namnd):
        meetings = register.find(Meeting, namnd_id=namnd.id)
        counts = {
            each.meeting.id: each.remisser
            for year in {meeting.date.year for meeting in meetings}
            for each in meetings_of(register, namnd.id, year, TODAY, computed)
        }
        panels = {each.id: len(preparation(register, each, TODAY, computed).matters) for each in meetings}
        assert counts == panels
        shown += sum(counts.values())
    assert shown > 40


def test_everywhere_the_answers_are_counted_as_in_the_list_of_remisser(register: Register, asked: Remiss) -> None:
    rows = {each.id: each for each in overview(register, TODAY)}
    computed = computed_meetings(register, TODAY)
    compared = 0
    for namnd in ("KSAU", "KS"):
        for meeting in register.find(Meeting, namnd_id=body(register, namnd).id):
            for each in preparation(register, meeting, TODAY, computed).matters:
                row = rows[each.id]
                told = [point.words for point in each.points if f"av {row.total} nämnder har svarat" in point.words]
                assert all(words.startswith(f"{row.answered} av {row.total} nämnder") for words in told)
                compared += len(told)
    assert compared >= 4


def test_a_closed_remiss_is_not_up_any_longer(register: Register, accepted: Remiss) -> None:
    meeting = planned_meeting(register, accepted, "KS")
    close(register, accepted, "Avskrivet")
    assert accepted.id not in [each.id for each in preparation(register, meeting, TODAY).matters]


def test_a_referral_without_a_date_is_told(register: Register, accepted: Remiss) -> None:
    bun = register.find(Referral, remiss_id=accepted.id, namnd_id=body(register, "BUN").id)[0]
    with register.change("Utan datum") as change:
        change.update(replace(bun, deadline=None))
    found = point(matter(register, accepted, "KSAU"), "saknar svarsdatum")
    assert (found.words, found.tab) == ("Internremissen till BUN saknar svarsdatum", "svarslage")


def test_the_counting_of_plans_may_be_stopped(register: Register, asked: Remiss) -> None:
    def stop(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        computed_meetings(register, TODAY, stop)
    assert asked.id in {id for ids in computed_meetings(register, TODAY).values() for id in ids}


def test_the_late_measures_are_those_of_frister_and_the_status_list(register: Register) -> None:
    found = late_measures(register, body(register, "KSAU"), TODAY)
    late = [each for each in deadline_rows(register, TODAY) if each.kind is DeadlineKind.MEASURE and each.is_late]
    assert [each.key for each in found] == [each.key for each in late if not each.is_closed]
    assert found
    listed = {each.remiss_id for each in register.status_facts([body(register, "KSAU").id, body(register, "KS").id])}
    assert {each.remiss_id for each in found} <= listed
    of_one = late_measures(register, body(register, "BUN"), TODAY)
    assert {each.key for each in of_one} == {each.key for each in found if body(register, "BUN").id in each.namnd_ids}


def test_after_the_paragraph_comes_its_protokollsutdrag(register: Register, accepted: Remiss) -> None:
    answer(register, accepted, "OSN", "1")
    meeting = planned_meeting(register, accepted, "OSN")
    decide(register, accepted, "OSN", meeting=meeting.date, paragraph="58")
    after = meeting.date + dt.timedelta(days=1)
    (wanted,) = preparation(register, meeting, after).wanted_drafts
    assert (wanted.kind, wanted.namnd.abbreviation) == (DocumentKind.PROTOKOLLSUTDRAG, "OSN")
    drafted(register, accepted, DraftOrder(wanted.kind, wanted.namnd.abbreviation))
    assert preparation(register, meeting, after).wanted_drafts == ()
