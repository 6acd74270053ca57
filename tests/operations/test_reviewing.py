"""Papers read into a form: every finding at its place, guesses told as such, earlier remisser like it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Recommendation, Remiss, RemissState, Verdict, VerdictWord
from secretary_app.domain.planning import Plan
from secretary_app.operations.finding import Bodies
from secretary_app.operations.form_plan import preview_plan
from secretary_app.operations.intake_form import remove, set_field
from secretary_app.operations.registering import register_form, register_remiss
from secretary_app.operations.review_merge import with_more_papers
from secretary_app.operations.reviewing import FindingKind, Review, next_diarienummer, read_for_review
from secretary_app.operations.similar import similar_remisser
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id
from secretary_app.support.progress import Cancelled
from secretary_app.support.resources import resource

Missiv = Callable[..., Path]


@pytest.fixture
def review(register: Register, missiv: Missiv, letter: str) -> Review:
    return read_for_review(register, [missiv(letter)])


def _marked(review: Review, kind: FindingKind) -> list[str]:
    return [
        review.papers[each.paper].text[each.span.start : each.span.end]
        for each in review.findings
        if each.kind is kind and each.span
    ]


def test_every_finding_has_its_place(review: Review) -> None:
    assert _marked(review, FindingKind.TITLE) == ["Granskning av kommunens krisberedskap"]
    assert _marked(review, FindingKind.SENDER) == ["Revisorerna i Älvstads kommun"]
    assert _marked(review, FindingKind.FIRM) == ["KPMG"]
    assert _marked(review, FindingKind.DATE) == ["2026-03-03"]
    assert _marked(review, FindingKind.DEADLINE) == ["senast den 30 juni 2026"]
    assert [text[:20] for text in _marked(review, FindingKind.RECOMMENDATION)] == [
        "Att Kommunstyrelsen ",
        "Att Omsorgs- och soc",
        "Att Kommunstyrelsen ",
    ]
    assert _marked(review, FindingKind.RECIPIENT).count("Omsorgs- och socialnämnden") == 3
    assert all(each.span for each in review.findings)
    assert {each.page for each in review.findings} == {1}


def test_the_form_is_filled_in(register: Register, review: Review) -> None:
    bodies, form = Bodies.of(register), review.form
    assert form.title == "Granskning av kommunens krisberedskap"
    assert form.owner_id == bodies.named("KS").id
    assert (form.received, form.answer_by) == (dt.date(2026, 3, 11), dt.date(2026, 6, 30))
    assert "received" in form.guesses
    assert "title" not in form.guesses
    assert [each.number for each in form.recommendations] == ["1", "2", "3"]
    assert [len(each.addressees) for each in form.recommendations] == [1, 1, 2]
    assert form.uncertain() == 0
    assert form.asked_ids() == [bodies.named("OSN").id]
    assert review.missing == ()
    assert review.papers[0].kind_words == "Missiv"


def test_a_body_named_above_the_list_is_marked_there(register: Register, missiv: Missiv, letter: str) -> None:
    text = letter.replace("lämnas följande rekommendationer:", "rekommenderas Omsorgs-\noch socialnämnden att:")
    text = text.replace("• Att Omsorgs- och socialnämnden säkerställer", "• Säkerställa")
    review = read_for_review(register, [missiv(text)])
    announced = text.index("Omsorgs-\noch")
    found = [each.span.start for each in review.findings if each.kind is FindingKind.RECIPIENT and each.span]
    assert announced in found


def test_what_an_answer_says_in_short_of_the_list_is_no_further_recommendation(
    register: Register, missiv: Missiv, letter: str
) -> None:
    answer = (
        "Tjänsteskrivelse\n2026-05-04\n\nSvar på granskning av kommunens krisberedskap\n\n"
        "Revisorerna har granskat kommunens krisberedskap. Kommunstyrelsen föreslås besluta att lämna yttrandet.\n\n"
        "Utifrån granskningen lämnades följande rekommendationer:\n\n"
        "• Att planer ska finnas och övas tillsammans med andra.\n\n• Att reservkraft ska finnas där den behövs.\n"
    )
    paths = [missiv(answer, "svar.txt"), missiv(letter)]
    form = read_for_review(register, paths).form
    assert [each.text.split()[-1] for each in form.recommendations] == ["övningar.", "boenden.", "årligen."]
    assert read_for_review(register, paths[:1]).form.recommendations


def test_words_that_are_no_body_are_uncertain_and_have_proposals(
    register: Register, missiv: Missiv, letter: str
) -> None:
    text = letter.replace("Att Omsorgs- och socialnämnden säkerställer", "Att berörda nämnder säkerställer")
    form = read_for_review(register, [missiv(text)]).form
    uncertain = form.recommendations[1]
    assert not uncertain.certain
    assert uncertain.addressees[0].words == "Berörda nämnder"
    assert uncertain.suggested == (Bodies.of(register).named("OSN").id,)


def test_several_dates_are_all_proposed(register: Register, missiv: Missiv, letter: str) -> None:
    text = letter.replace(
        "senast den 30 juni 2026.",
        "senast den 30 juni 2026.\n\nSvaret ska vara revisorerna tillhanda senast 2026-08-31.",
    )
    form = read_for_review(register, [missiv(text)]).form
    assert {each.date for each in form.answer_by_choices} == {dt.date(2026, 6, 30), dt.date(2026, 8, 31)}


def test_an_old_paper_came_in_on_its_own_day(register: Register, missiv: Missiv, letter: str) -> None:
    form = read_for_review(register, [missiv(letter.replace("2026", "2024"))]).form
    assert form.received == dt.date(2024, 3, 3)


def test_a_paper_that_cannot_be_read_is_told_and_the_others_are_read(
    register: Register, missiv: Missiv, letter: str, tmp_path: Path
) -> None:
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing %%EOF")
    review = read_for_review(register, [broken, missiv(letter)])
    assert [paper.name for paper in review.papers] == ["missiv.txt"]
    assert "trasig.pdf" in review.unread[0]
    assert {each.paper for each in review.findings} == {0}
    with pytest.raises(UserError, match=r"trasig\.pdf"):
        read_for_review(register, [broken])
    with pytest.raises(UserError, match="Ingen av de 2") as caught:
        read_for_review(register, [broken, tmp_path / "saknas.pdf"])
    assert len(caught.value.details) == 2


def test_further_papers_leave_what_a_person_wrote(register: Register, missiv: Missiv, letter: str) -> None:
    first = missiv(letter.replace("KPMG har", "Byrån har"))
    review = read_for_review(register, [first])
    form = remove(set_field(review.form, "title", "Krisberedskapen"), 0)
    report = letter.replace("följer upp arbetet årligen", "redovisar kostnader för reservkraften varje år")
    again = read_for_review(register, [first, missiv(report, "rapport.txt"), first])
    assert [paper.number for paper in again.papers] == [0, 1]
    more = with_more_papers(form, review.form, again.form)
    assert (more.title, more.firm) == ("Krisberedskapen", "KPMG")
    assert [each.text[:30] for each in more.recommendations] == [
        *(each.text[:30] for each in form.recommendations),
        "Att Kommunstyrelsen och Omsorg",
    ]
    last = more.recommendations[-1]
    assert last.span is not None
    assert last.span.paper == 1
    assert {each.paper for each in again.findings} == {0, 1}


def test_reading_tells_how_far_it_is_and_can_be_given_up(register: Register, missiv: Missiv, letter: str) -> None:
    paths = [missiv(letter), missiv(letter, "kopia.txt")]
    told: list[tuple[int, int, str]] = []

    def progress(done: int, total: int, what: str) -> None:
        told.append((done, total, what))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_for_review(register, paths, progress)
    assert told[0] == (0, 2, "Läser missiv.txt")
    assert told[-1] == (1, 2, "Läser kopia.txt")


def test_the_next_diarienummer_is_guessed_only_from_a_clear_pattern(register: Register) -> None:
    owner = Bodies.of(register).named("OSN").id
    assert next_diarienummer(register, owner, 2026) == ""
    with register.change("Lade in") as change:
        for number in ("OSN/2025:40", "OSN/2026:7", "OSN/2026:19", "OSN/2026:18"):
            change.add(Remiss(id=new_id(), title="Något", diarienummer=number, owner_id=owner))
    assert next_diarienummer(register, owner, 2026) == "OSN/2026:20"
    assert next_diarienummer(register, owner, 2027) == ""
    with register.change("Lade in") as change:
        change.add(Remiss(id=new_id(), title="Något", diarienummer="26/OSN 0012", owner_id=owner))
        change.add(Remiss(id=new_id(), title="Något", diarienummer="Dnr 7", owner_id=owner))
    assert next_diarienummer(register, owner, 2026) == ""


def test_the_senders_number_is_not_ours(register: Register, missiv: Missiv, letter: str) -> None:
    form = read_for_review(register, [missiv(letter.replace("2026-03-03\n", "2026-03-03\nDnr: REV/2026:17\n"))]).form
    assert form.sender_diarienummer == "REV/2026:17"
    assert form.diarienummer != "REV/2026:17"
    ours = read_for_review(register, [missiv(letter.replace("2026-03-03\n", "2026-03-03\nDnr: KS/2026:31\n"))]).form
    assert (ours.diarienummer, ours.sender_diarienummer) == ("KS/2026:31", "")
    assert "diarienummer" not in ours.guesses


def test_the_plan_can_be_seen_before_anything_is_saved(register: Register, review: Review) -> None:
    before = len(register.operations())
    plan = preview_plan(register, review.form)
    assert isinstance(plan, Plan)
    assert list(plan.internal_deadlines) == ["OSN"]
    assert len(register.operations()) == before
    assert "inget svarsdatum" in str(preview_plan(register, replace(review.form, answer_by=None)))
    assert "äger remissen" in str(preview_plan(register, replace(review.form, owner_id=None)))
    early = replace(review.form, answer_by=dt.date(2026, 1, 1))
    assert "före den dag" in str(preview_plan(register, early))


def test_a_remiss_like_an_earlier_one_is_pointed_out(register: Register, missiv: Missiv, letter: str) -> None:
    first = register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31")
    ids = [each.id for each in first.recommendations]
    with register.change("Omdömen") as change:
        for id, word in zip(ids, (VerdictWord.PARTLY, VerdictWord.DONE), strict=False):
            change.add(Verdict(id=new_id(), recommendation_id=id, verdict=word, date=dt.date(2026, 3, 1)))
    again = letter.replace("Granskning av kommunens", "Uppföljande granskning av kommunens")
    again = again.replace("följer upp arbetet årligen", "redovisar sina kostnader för fullmäktige")
    review = read_for_review(register, [missiv(again, "ny.txt")])
    assert review.follows_up is not None
    assert review.follows_up.remiss.id == first.remiss.id
    assert review.form.follows_up_id is None
    assert review.follows_up.words == (
        "Samma rubrik som KS/2026:31. 2 av 3 rekommendationer är desamma, 1 är åtgärdad och 1 är delvis åtgärdad."
    )


def test_the_same_file_and_the_same_number_are_pointed_out(
    register: Register, missiv: Missiv, letter: str, review: Review
) -> None:
    first = register_form(register, replace(review.form, diarienummer="KS/2026:31"), review.papers)
    again = read_for_review(register, [missiv(letter)])
    assert [each.same_file for each in again.similar] == [True]
    assert "missiv.txt finns redan i KS/2026:31." in again.similar[0].words
    assert again.follows_up is None
    other = replace(again.form, title="Något helt annat", diarienummer="ks/2026:31", recommendations=())
    found = similar_remisser(register, other)
    assert [each.remiss.id for each in found] == [first.remiss.id]
    assert found[0].words == "Diarienumret KS/2026:31 finns redan: Granskning av kommunens krisberedskap."
    with register.change("Makulerade") as change:
        change.update(replace(first.remiss, state=RemissState.VOID))
    assert similar_remisser(register, other) == []


def test_ten_thousand_remisser_are_looked_through_in_a_moment(register: Register, review: Review) -> None:
    import time

    owner = Bodies.of(register).named("KS").id
    with register.change("Många") as change:
        rows = [
            Remiss(id=new_id(), title=f"Granskning av verksamhet {n}", diarienummer=f"KS/2020:{n}", owner_id=owner)
            for n in range(10_000)
        ]
        change.add(*rows)
        change.add(Recommendation(id=new_id(), remiss_id=rows[7].id, number="1", text="Att något görs."))
    form = replace(review.form, title="Granskning av verksamhet 77", diarienummer="KS/2020:77")
    begun = time.perf_counter()
    found = similar_remisser(register, form, review.papers)
    assert time.perf_counter() - begun < 1
    assert found[0].remiss.id == rows[77].id


def test_the_examples_papers_are_found_whole(register: Register) -> None:
    review = read_for_review(register, [resource("example", "missiv.pdf"), resource("example", "revisionsrapport.pdf")])
    assert all(each.span for each in review.findings)
    assert {each.paper for each in review.findings} == {0, 1}
    for each in review.form.recommendations:
        assert each.span is not None
        text = review.papers[each.span.paper].text[each.span.start : each.span.end]
        assert " ".join(text.split()) == each.text


def test_the_findings_of_real_papers_have_a_place(register: Register, shared: Path) -> None:
    paths = sorted((shared / "handlingar").glob("*.pdf")) + sorted((shared / "handlingar").glob("*.docx"))
    for path in paths:
        review = read_for_review(register, [path])
        text = review.papers[0].text
        assert [each for each in review.findings if each.span is None] == []
        for each in review.findings:
            if each.kind is FindingKind.RECOMMENDATION and each.span:
                assert " ".join(text[each.span.start : each.span.end].split()) == each.value
