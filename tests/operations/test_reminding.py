"""What is due for whom; its calendars, with what is no more; its mail drafts, with a note of when."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import vobject

from secretary_app.domain.deadline_list import DeadlineKind
from secretary_app.domain.deadlines import DeadlineState
from secretary_app.domain.model import (
    Decision,
    Document,
    DocumentKind,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Meeting,
    Namnd,
    Person,
    PlannedStep,
    Recommendation,
    Referral,
    Reminder,
    Remiss,
    RemissState,
    Response,
    StepKind,
)
from secretary_app.operations.calendar_files import make_calendar, make_calendars, write_cancellations
from secretary_app.operations.due import Due, due
from secretary_app.operations.finding import Bodies
from secretary_app.operations.history import undo_last
from secretary_app.operations.reminding import Wanted, make_mail_drafts, note_reminded, reminder_mails, write_mails
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id
from secretary_app.support.progress import Cancelled

TODAY = dt.date(2026, 3, 11)


def of(register: Register, remiss: Remiss, kind: DeadlineKind, namnd: str = "", on: dt.date = TODAY) -> Due:
    """The one thing of this kind that is due in the remiss, of this body."""
    found = [
        each
        for each in due(register, on)
        if each.remiss.id == remiss.id
        and each.row.kind is kind
        and (not namnd or namnd in [body.abbreviation for body in each.bodies])
    ]
    assert len(found) == 1
    return found[0]


def namnd_id(register: Register, name: str) -> str:
    return Bodies.of(register).named(name).id


def change(register: Register, *rows: Remiss | Referral | Meeting | Namnd | Measure | PlannedStep) -> None:
    with register.change("Ändrade i ett prov") as made:
        for row in rows:
            made.update(row)


def referral_of(register: Register, remiss: Remiss, name: str) -> Referral:
    return register.find(Referral, remiss_id=remiss.id, namnd_id=namnd_id(register, name))[0]


def decide(register: Register, remiss: Remiss, name: str) -> Decision:
    """The body decides on all that it was asked."""
    decision = Decision(id=new_id(), remiss_id=remiss.id, namnd_id=namnd_id(register, name), meeting_date=TODAY)
    with register.change(f"{name} beslutade") as made:
        made.add(decision)
        for each in register.find(Recommendation, remiss_id=remiss.id):
            made.add(
                Response(
                    id=new_id(),
                    remiss_id=remiss.id,
                    recommendation_id=each.id,
                    namnd_id=decision.namnd_id,
                    decision_id=decision.id,
                )
            )
    return decision


def events(path: Path) -> dict[str, vobject.base.Component]:
    """The file's entries by uid, as another library reads them."""
    found = vobject.readOne(path.read_bytes().decode("utf-8")).contents.get("vevent", [])
    by_uid = {each.uid.value: each for each in found}
    assert len(by_uid) == len(found)
    return by_uid


@pytest.fixture
def calendar(register: Register, tmp_path: Path) -> Callable[..., dict[str, vobject.base.Component]]:
    """Writes the calendar anew and reads it."""

    def make(**options: str | int) -> dict[str, vobject.base.Component]:
        path = tmp_path / "frister.ics"
        make_calendar(register, path, **options)  # type: ignore[arg-type]
        return events(path)

    return make


def test_who_is_to_be_told_is_the_handlaggare_then_the_secretary_then_the_mailbox(
    register: Register, asked: Remiss
) -> None:
    osn = register.get(Namnd, namnd_id(register, "OSN"))
    secretary = next(each for each in register.find(Person, namnd_id=osn.id) if each.role == "Nämndsekreterare")
    assert [each.address for each in of(register, asked, DeadlineKind.ANSWER, "OSN").recipients] == [secretary.email]
    handlaggare = next(each for each in register.find(Person, namnd_id=osn.id) if each.role == "Handläggare")
    referral = referral_of(register, asked, "OSN")
    change(register, replace(referral, handlaggare=f"{handlaggare.name.upper()} och Okänd Person"))
    assert [each.address for each in of(register, asked, DeadlineKind.ANSWER, "OSN").recipients] == [handlaggare.email]
    with register.change("Tog bort") as made:
        for person in register.find(Person):
            made.remove(person)
    assert [each.address for each in of(register, asked, DeadlineKind.ANSWER, "OSN").recipients] == [osn.email]
    change(register, replace(osn, email="inte en adress"))
    nobody = of(register, asked, DeadlineKind.ANSWER, "OSN")
    assert nobody.recipients == ()
    assert "Ingen e-postadress för OSN" in nobody.why_nobody


def test_a_name_that_two_persons_bear_is_the_one_of_the_body(register: Register, asked: Remiss) -> None:
    osn, bun = namnd_id(register, "OSN"), namnd_id(register, "BUN")
    with register.change("Lade till") as made:
        for place, body in (("bun", bun), ("osn", osn)):
            made.add(Person(id=new_id(), name="Kim Ek", namnd_id=body, email=f"kim.{place}@alvstad.example"))
    change(register, replace(referral_of(register, asked, "OSN"), handlaggare="Kim Ek"))
    due_of_osn = of(register, asked, DeadlineKind.ANSWER, "OSN")
    assert [each.address for each in due_of_osn.recipients] == ["kim.osn@alvstad.example"]


def test_the_state_is_that_of_the_date_by_the_bodys_warning_limit(register: Register, asked: Remiss) -> None:
    states = [of(register, asked, DeadlineKind.ANSWER, "OSN", dt.date(2026, 4, day)).state for day in (14, 15, 16, 30)]
    # Ten working days before 30 April, which has no holiday between.
    assert states == [DeadlineState.ON_TIME, DeadlineState.ON_TIME, DeadlineState.SOON, DeadlineState.SOON]
    assert of(register, asked, DeadlineKind.ANSWER, "OSN", dt.date(2026, 5, 1)).state is DeadlineState.LATE
    assert of(register, asked, DeadlineKind.ANSWER, "OSN").alarm == dt.date(2026, 4, 16)
    undated = of(register, asked, DeadlineKind.ANSWER, "BUN")
    assert (undated.state, undated.alarm, undated.asked) == (DeadlineState.UNDATED, None, False)


def test_what_is_due_can_be_that_of_a_body_of_a_person_or_of_the_next_days(register: Register, asked: Remiss) -> None:
    change(register, replace(asked, handlaggare="Malva Tjärnfors"))
    everything = due(register, TODAY)
    of_osn = due(register, TODAY, namnd="omsorgs- och socialnämnden")
    assert {body.abbreviation for each in of_osn for body in each.bodies} >= {"OSN"}
    assert all("OSN" in [body.abbreviation for body in each.bodies] for each in of_osn)
    assert due(register, TODAY, namnd="KSAU") == due(register, TODAY, namnd="KS") == everything
    hers = due(register, TODAY, handlaggare="malva tjärnfors")
    assert asked.id in {each.remiss.id for each in hers}
    assert 0 < len(hers) < len(everything)
    near = due(register, TODAY, 49)
    assert (asked.id, dt.date(2026, 4, 30)) not in {(each.remiss.id, each.row.date) for each in near}
    assert (asked.id, dt.date(2026, 4, 30)) in {(each.remiss.id, each.row.date) for each in due(register, TODAY, 50)}
    with pytest.raises(UserError, match="Det finns ingen nämnd XN"):
        due(register, TODAY, namnd="XN")


def test_a_calendar_tells_what_is_due_whole_days_with_an_alarm(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    answer = of(register, asked, DeadlineKind.ANSWER, "OSN")
    event = calendar()[f"{answer.id}@beredd"]
    assert (event.dtstart.value, event.dtend.value) == (dt.date(2026, 4, 30), dt.date(2026, 5, 1))
    assert event.summary.value == "OSN svarar på rekommendation 1 och 2, KS/2026:31"
    assert event.status.value == "CONFIRMED"
    for words in ("KS/2026:31 Granskning av kommunens krisberedskap", "Nästa steg: OSN beslutar och skickar"):
        assert words in event.description.value
    rings = dt.datetime.combine(event.dtstart.value, dt.time()) + event.valarm.trigger.value
    assert rings == dt.datetime.combine(dt.date(2026, 4, 16), dt.time(8))


def test_the_calendar_agrees_with_what_is_due(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    shown = {uid for uid, event in calendar().items() if event.status.value != "CANCELLED"}
    shown = {uid for uid in shown if not uid.startswith(("meeting-", "manusstopp-"))}
    wanted = {
        f"{each.id}@beredd"
        for each in due(register, TODAY, 365)
        if each.row.date and (each.row.is_late or each.row.date >= TODAY)
    }
    assert shown == wanted
    assert any(uid.startswith("measure-") for uid in shown)


def test_meetings_of_the_bodies_concerned_come_with_their_manusstopp(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    bodies = Bodies.of(register)
    meetings = [each for each in register.find(Meeting) if TODAY <= each.date <= dt.date(2027, 3, 11)]
    osn = {each.id for each in meetings if each.namnd_id == bodies.named("OSN").id}
    entries = calendar(namnd="OSN")
    assert {uid for uid in entries if uid.startswith("meeting-")} == {f"meeting-{id_}@beredd" for id_ in osn}
    first = min((each for each in meetings if each.id in osn), key=lambda each: each.date)
    assert entries[f"meeting-{first.id}@beredd"].summary.value == "OSN sammanträder"
    assert entries[f"manusstopp-{first.id}@beredd"].dtstart.value == first.date - dt.timedelta(days=14)
    ksau = next(each for each in meetings if each.namnd_id == bodies.named("KSAU").id)
    assert f"meeting-{ksau.id}@beredd" not in entries
    assert f"meeting-{ksau.id}@beredd" in calendar(namnd="KS")


def test_a_second_export_changes_the_entry_and_makes_no_other(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    before = calendar()
    assert {uid: each.sequence.value for uid, each in calendar().items()} == {
        uid: each.sequence.value for uid, each in before.items()
    }
    change(register, replace(referral_of(register, asked, "OSN"), deadline=dt.date(2026, 5, 7)))
    after = calendar()
    assert set(after) == set(before)
    uid = f"answer-{asked.id}-{namnd_id(register, 'OSN')}@beredd"
    assert after[uid].dtstart.value == dt.date(2026, 5, 7)
    assert int(after[uid].sequence.value) > int(before[uid].sequence.value)
    undo_last(register)
    undone = calendar()
    assert undone[uid].dtstart.value == dt.date(2026, 4, 30)
    assert int(undone[uid].sequence.value) > int(after[uid].sequence.value)


@pytest.mark.parametrize("how", ["removed", "answered", "undated", "closed", "void"])
def test_a_deadline_that_is_no_more_is_cancelled_and_comes_again_when_that_is_undone(
    how: str, register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    uid = f"answer-{asked.id}-{namnd_id(register, 'OSN')}@beredd"
    live = calendar()[uid]
    referral = referral_of(register, asked, "OSN")
    match how:
        case "removed":
            with register.change("Tog bort") as made:
                made.remove(referral)
        case "answered":
            decide(register, asked, "OSN")
        case "undated":
            change(register, replace(referral, deadline=None))
        case "closed":
            change(register, replace(asked, state=RemissState.CLOSED))
        case "void":
            change(register, replace(asked, state=RemissState.VOID))
    gone = calendar()[uid]
    assert (gone.status.value, gone.dtstart.value) == ("CANCELLED", dt.date(2026, 4, 30))
    assert gone.summary.value == "Utgår: OSN svarar, KS/2026:31"
    assert int(gone.sequence.value) > int(live.sequence.value)
    assert calendar(namnd="OSN")[uid].status.value == "CANCELLED"
    assert uid not in calendar(namnd="KFN")
    undo_last(register)
    again = calendar()[uid]
    assert again.status.value == "CONFIRMED"
    assert int(again.sequence.value) > int(gone.sequence.value)


def test_a_meeting_that_moves_is_the_same_and_one_that_is_cancelled_or_gone_is_told(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    osn = namnd_id(register, "OSN")
    first, second, third = sorted(
        (each for each in register.find(Meeting, namnd_id=osn) if each.date > TODAY), key=lambda each: each.date
    )[:3]
    calendar()
    change(register, replace(first, date=first.date + dt.timedelta(days=1)), replace(second, cancelled=True))
    with register.change("Tog bort") as made:
        made.remove(third)
    entries = calendar()
    assert entries[f"meeting-{first.id}@beredd"].dtstart.value == first.date + dt.timedelta(days=1)
    for meeting in (second, third):
        for kind in ("meeting", "manusstopp"):
            event = entries[f"{kind}-{meeting.id}@beredd"]
            assert event.status.value == "CANCELLED"
            assert event.summary.value.startswith("Inställt: ")
    far = replace(register.get(Meeting, first.id), date=dt.date(2028, 1, 5))
    change(register, far)
    assert calendar()[f"meeting-{first.id}@beredd"].dtstart.value == dt.date(2028, 1, 5)


def test_what_has_changed_hands_leaves_the_earlier_persons_calendar(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    uid = f"answer-by-{asked.id}@beredd"
    change(register, replace(asked, handlaggare="Malva Tjärnfors"))
    assert calendar(handlaggare="Malva Tjärnfors")[uid].status.value == "CONFIRMED"
    change(register, replace(register.get(Remiss, asked.id), handlaggare="Göran Hedkulla"))
    assert calendar(handlaggare="Malva Tjärnfors")[uid].status.value == "CANCELLED"
    assert calendar(handlaggare="Göran Hedkulla")[uid].status.value == "CONFIRMED"


def test_a_measure_is_told_once_it_is_decided_until_it_is_done(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    first = min(register.find(Recommendation, remiss_id=asked.id), key=lambda each: each.position)
    measure = Measure(
        id=new_id(), remiss_id=asked.id, recommendation_id=first.id, text="Öva årligen.", timeframe="senast juni 2026"
    )
    uid = f"measure-{asked.id}-{measure.id}@beredd"
    osn = namnd_id(register, "OSN")
    with register.change("Skrev utkast") as made:
        response = Response(id=new_id(), remiss_id=asked.id, recommendation_id=first.id, namnd_id=osn)
        made.add(measure, response, MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=osn))
    assert uid not in calendar()
    decision = Decision(id=new_id(), remiss_id=asked.id, namnd_id=osn, meeting_date=TODAY)
    with register.change("Beslutade") as made:
        made.add(decision)
        made.update(replace(response, version=1, decision_id=decision.id))
    event = calendar()[uid]
    assert event.dtstart.value == dt.date(2026, 6, 30)
    assert event.summary.value == "Åtgärd: Öva årligen, KS/2026:31"
    with register.change("Klar") as made:
        made.add(MeasureStatus(id=new_id(), measure_id=measure.id, status=MeasureState.DONE, as_of=TODAY))
    assert calendar()[uid].status.value == "CANCELLED"


def test_the_owners_papers_are_one_thing_wherever_the_plan_puts_them(
    register: Register, asked: Remiss, calendar: Callable[..., dict[str, vobject.base.Component]]
) -> None:
    step = PlannedStep(
        id=new_id(),
        remiss_id=asked.id,
        namnd_id=namnd_id(register, "KSAU"),
        kind=StepKind.MANUSSTOPP,
        date=dt.date(2026, 5, 13),
    )
    with register.change("Använde planen") as made:
        made.add(step)
    uid = f"own-papers-{asked.id}@beredd"
    assert calendar()[uid].dtstart.value == dt.date(2026, 5, 13)
    with register.change("Använde planen") as made:
        made.remove(replace(step, version=1))
        made.add(replace(step, id=new_id(), namnd_id=namnd_id(register, "KS"), date=dt.date(2026, 5, 20)))
    assert calendar()[uid].dtstart.value == dt.date(2026, 5, 20)
    document = Document(
        id=new_id(),
        remiss_id=asked.id,
        namnd_id=asked.owner_id,
        kind=DocumentKind.TJANSTESKRIVELSE,
        path="x.docx",
        digest="",
        made=TODAY,
    )
    with register.change("Skrev tjänsteskrivelse") as made:
        made.add(document)
    assert calendar()[uid].status.value == "CANCELLED"


def test_each_body_and_each_person_can_have_a_calendar(register: Register, asked: Remiss, tmp_path: Path) -> None:
    made = make_calendars(register, tmp_path / "nämnder", by_person=False)
    assert {"OSN.ics", "KS.ics"} <= {each.path.name for each in made}
    assert f"answer-{asked.id}-{namnd_id(register, 'OSN')}@beredd" in events(tmp_path / "nämnder" / "OSN.ics")
    people = make_calendars(register, tmp_path / "personer", by_person=True)
    assert "Malva Tjärnfors.ics" in {each.path.name for each in people}
    (tmp_path / "fil").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="är en fil, inte en mapp"):
        make_calendars(register, tmp_path / "fil", by_person=True)


def test_outlook_gets_a_file_for_each_that_is_cancelled(register: Register, asked: Remiss, tmp_path: Path) -> None:
    decide(register, asked, "OSN")
    made = make_calendar(register, tmp_path / "frister.ics")
    paths = write_cancellations(register, tmp_path / "utgår", made.cancelled)
    assert len(paths) == len(set(paths)) == len(made.cancelled) > 0
    methods = {vobject.readOne(path.read_bytes().decode("utf-8")).method.value for path in paths}
    assert methods == {"CANCEL"}
    assert {uid for path in paths for uid in events(path)} == {each.uid for each in made.cancelled}


def mails(folder: Path) -> dict[str, EmailMessage]:
    """The drafts by address."""
    found = {}
    for path in folder.glob("*.eml"):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        (to,) = message["To"].addresses
        assert to.addr_spec not in found
        found[to.addr_spec] = message
    return found


def body_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def test_each_recipient_gets_one_mail_with_exactly_what_is_late_or_soon(register: Register, tmp_path: Path) -> None:
    wanted: dict[str, set[str]] = {}
    for each in due(register, TODAY):
        if each.asked and each.row.date and (each.row.is_late or each.state is DeadlineState.SOON):
            for to in each.recipients:
                wanted.setdefault(to.address, set()).add(each.row.what)
    made = make_mail_drafts(register, tmp_path / "mejl")
    assert {draft.to.address: {each.row.what for each in draft.dues} for draft in made.drafts} == wanted
    written = mails(tmp_path / "mejl")
    assert set(written) == set(wanted)
    for address, message in written.items():
        body = body_of(message)
        assert body.count("\n- ") == len(wanted[address])
        assert all(what in body for what in wanted[address])


def test_the_words_of_a_mail(register: Register, asked: Remiss, tmp_path: Path) -> None:
    change(
        register,
        replace(referral_of(register, asked, "OSN"), deadline=dt.date(2026, 3, 19), namnd_diarienummer="OSN/2026:12"),
    )
    make_mail_drafts(register, tmp_path, namnd="OSN", sender="Anna Ek", sender_address="anna@alvstad.example")
    (message,) = [each for each in mails(tmp_path).values() if "KS/2026:31" in body_of(each)]
    assert message["From"].addresses[0].display_name == "Anna Ek"
    body = body_of(message)
    assert body.startswith("Hej,\n\nhär är en påminnelse om det som väntas av er.\n\n")
    assert (
        "Ska vara klart:\n\n"
        "- torsdag 19 mars (om 8 dagar): OSN svarar på rekommendation 1 och 2\n"
        "  KS/2026:31 Granskning av kommunens krisberedskap, ert diarienummer OSN/2026:12"
    ) in body
    assert body.endswith("Vänliga hälsningar\nAnna Ek\n")


def test_what_is_not_sent_is_nothing_to_remind_of(register: Register, asked: Remiss, tmp_path: Path) -> None:
    change(register, replace(referral_of(register, asked, "BUN"), deadline=dt.date(2026, 3, 1)))
    make_mail_drafts(register, tmp_path, namnd="BUN")
    assert not [each for each in mails(tmp_path).values() if "KS/2026:31" in body_of(each)]


def test_what_was_reminded_is_noted_and_can_be_undone(register: Register, asked: Remiss, tmp_path: Path) -> None:
    change(register, replace(referral_of(register, asked, "OSN"), deadline=dt.date(2026, 3, 19)))
    make_mail_drafts(register, tmp_path, namnd="OSN")
    assert of(register, asked, DeadlineKind.ANSWER, "OSN").reminded == TODAY
    assert register.operations(1)[0].label.startswith("Påminde ")
    again = make_mail_drafts(register, tmp_path, namnd="OSN")
    assert all(draft.path.stem.endswith("(2)") for draft in again.drafts)
    undo_last(register)
    assert of(register, asked, DeadlineKind.ANSWER, "OSN").reminded is None
    assert register.find(Reminder) == []


def test_the_note_of_one_says_what_was_done(register: Register, asked: Remiss) -> None:
    answer = of(register, asked, DeadlineKind.ANSWER, "OSN")
    note_reminded(register, [answer, answer], dt.date(2026, 3, 3))
    assert register.operations(1)[0].label == "Påminde OSN om 1 svar"
    assert of(register, asked, DeadlineKind.ANSWER, "OSN").reminded == dt.date(2026, 3, 3)
    note_reminded(register, [answer])
    assert of(register, asked, DeadlineKind.ANSWER, "OSN").reminded == TODAY
    assert len(register.find(Reminder)) == 1
    with pytest.raises(UserError, match="har inte varit än"):
        note_reminded(register, [answer], dt.date(2026, 3, 12))


def test_the_internremiss_can_be_attached_and_who_has_no_address_is_told(
    register: Register, asked: Remiss, tmp_path: Path
) -> None:
    referral = replace(referral_of(register, asked, "OSN"), deadline=dt.date(2026, 3, 19))
    paper = register.files / "ks-2026-31" / "internremiss osn.docx"
    paper.parent.mkdir(parents=True)
    paper.write_bytes(b"PK")
    change(register, referral)
    with register.change("Skrev internremiss") as made:
        made.add(
            Document(
                id=new_id(),
                remiss_id=asked.id,
                namnd_id=referral.namnd_id,
                kind=DocumentKind.INTERNREMISS,
                path="ks-2026-31/internremiss osn.docx",
                digest="",
                made=TODAY,
            )
        )
    make_mail_drafts(register, tmp_path / "med", namnd="OSN", with_internremiss=True)
    attached = [part.get_filename() for each in mails(tmp_path / "med").values() for part in each.iter_attachments()]
    assert attached == ["internremiss osn.docx"]
    with register.change("Tog bort adresserna") as made:
        for person in register.find(Person):
            made.remove(person)
        made.update(replace(register.get(Namnd, referral.namnd_id), email=""))
    nobody = make_mail_drafts(register, tmp_path / "ingen", namnd="OSN")
    assert any("Ingen e-postadress för OSN" in line for line in nobody.notes)


def test_chosen_rows_are_reminded_of_and_what_cannot_be_is_told(register: Register, asked: Remiss) -> None:
    osn = of(register, asked, DeadlineKind.ANSWER, "OSN")
    bun = of(register, asked, DeadlineKind.ANSWER, "BUN")
    found = reminder_mails(register, Wanted(keys=frozenset((osn.row.key, bun.row.key))))
    assert [each.dues for each in found.mails] == [(osn,)]
    assert found.left_out == ("Internremissen till BUN i KS/2026:31 är inte skickad: inget att påminna om än.",)
    assert found.mails[0].subject == "Påminnelse: svar i KS/2026:31, senast 30 april"
    assert register.find(Reminder) == []


def test_only_what_is_late_or_what_is_due_within_some_days(register: Register) -> None:
    late = reminder_mails(register, Wanted(late_only=True))
    assert late.mails
    assert all(each.row.is_late for mail in late.mails for each in mail.dues)
    soon = reminder_mails(register, Wanted(days=100))
    last = TODAY + dt.timedelta(days=100)
    wanted = {
        each.id
        for each in due(register, TODAY)
        if each.asked and each.row.date and (each.row.is_late or TODAY <= each.row.date <= last) and each.recipients
    }
    assert {each.id for mail in soon.mails for each in mail.dues} == wanted


def test_what_was_written_is_taken_away_when_it_is_stopped(register: Register, tmp_path: Path) -> None:
    mails = reminder_mails(register, Wanted(late_only=True)).mails
    assert len(mails) > 1

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_mails(mails, tmp_path / "mejl", progress=stop)
    assert list((tmp_path / "mejl").iterdir()) == []


def test_what_is_new_since_the_file_that_is_written_over_is_told(
    register: Register, asked: Remiss, tmp_path: Path
) -> None:
    path = tmp_path / "frister.ics"
    first = make_calendar(register, path)
    assert first.news is None
    again = make_calendar(register, path)
    assert again.news is not None
    assert again.news.words == "inget nytt sedan förra filen"
    referral = referral_of(register, asked, "OSN")
    change(register, replace(referral, deadline=dt.date(2026, 5, 4)))
    moved = make_calendar(register, path)
    assert moved.news is not None
    assert (moved.news.added, moved.news.changed, moved.news.cancelled) == (0, 1, 0)
    change(register, replace(asked, state=RemissState.VOID))
    gone = make_calendar(register, path)
    assert gone.news is not None
    assert gone.news.cancelled >= 2
    assert gone.news.added == 0
    undo_last(register)
    back = make_calendar(register, path)
    assert back.news is not None
    assert back.news.added >= gone.news.cancelled
    assert back.news.cancelled == 0
    (namnd,) = [each for each in make_calendars(register, tmp_path, by_person=False) if each.path.stem == "OSN"]
    assert namnd.news is None
