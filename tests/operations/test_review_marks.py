"""What of a review is shown where, also after the form was corrected, and after more papers came."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from secretary_app.operations.finding import Bodies
from secretary_app.operations.form_choices import blank_form, choose_owner, form_choices
from secretary_app.operations.intake_form import RemissForm, remove, set_field, set_text
from secretary_app.operations.paper_layout import laid_out
from secretary_app.operations.plan_preview import plan_preview
from secretary_app.operations.review_marks import (
    RECOMMENDATIONS,
    VERDICTS,
    NoteKind,
    date_in,
    marks,
    notes,
    place_of,
    unsure,
)
from secretary_app.operations.review_merge import with_more_papers
from secretary_app.operations.reviewing import FindingKind, Review, read_for_review
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource

TODAY = dt.date(2026, 3, 11)


@pytest.fixture
def review(register: Register) -> Review:
    return read_for_review(register, [resource("example", "missiv.pdf"), resource("example", "revisionsrapport.pdf")])


def test_each_place_leads_to_its_field(review: Review) -> None:
    found = marks(review.findings, review.form)
    fields = {"title", "sender", "firm", "received", "answer_by", RECOMMENDATIONS, VERDICTS}
    assert {mark.field for mark in found} == fields
    both = [m.at for m in found if m.kind is FindingKind.RECOMMENDATION]
    assert sorted(at for at in both if at is not None) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert (
        place_of(review.findings, review.form, RECOMMENDATIONS, 1, frozenset()) == review.form.recommendations[1].span
    )


def test_what_was_taken_out_is_marked_no_more(review: Review) -> None:
    form = remove(review.form, 0)
    found = [m for m in marks(review.findings, form) if m.kind is FindingKind.RECOMMENDATION]
    assert review.form.recommendations[0].span not in [m.span for m in found]
    assert {m.at for m in found} == {0, 1, 2, 3}
    gone = review.form.recommendations[0].span
    assert gone is not None
    assert not any(
        m.span.paper == gone.paper and gone.start <= m.span.start < gone.end for m in marks(review.findings, form)
    )


def test_notes_say_where_a_value_comes_from_until_it_is_rewritten(review: Review) -> None:
    found = notes(review.findings, review.papers, review.form, TODAY)
    assert (found["title"].words, found["title"].kind) == ("sidan 1", NoteKind.FOUND)
    assert found["diarienummer"].words == "nästa lediga"
    assert found["received"].words == "i dag"
    assert found["answer_by"].words == "sidan 2"
    form = set_field(set_field(review.form, "title", "Annat"), "diarienummer", "KS/2026:99")
    found = notes(review.findings, review.papers, form, TODAY)
    assert "title" not in found
    assert "diarienummer" not in found


def test_several_dates_are_unsure_until_one_is_settled(
    register: Register, missiv: Callable[..., Path], letter: str
) -> None:
    text = letter.replace("den 30 juni 2026", "den 30 juni 2026, dock allra senast den 15 augusti 2026")
    review = read_for_review(register, [missiv(text)])
    if len(review.form.answer_by_choices) < 2:
        pytest.fail("brevet ska ge två datum")
    assert unsure(review.form)[0].field == "answer_by"
    assert unsure(review.form, frozenset({"answer_by"})) == ()


@pytest.mark.parametrize(
    ("words", "date"),
    [("senast den 30 juni 2026", dt.date(2026, 6, 30)), ("30 juni", dt.date(2026, 6, 30))],
)
def test_a_marked_date_is_understood(words: str, date: dt.date) -> None:
    assert date_in(words, TODAY) == date


@pytest.mark.parametrize("words", ["inget alls", "1 mars 2026 och 2 april 2026"])
def test_what_is_no_single_date_is_told(words: str) -> None:
    with pytest.raises(UserError, match="datum"):
        date_in(words, TODAY)


def test_more_papers_fill_in_only_what_was_not_written(register: Register) -> None:
    before = read_for_review(register, [resource("example", "revisionsrapport.pdf")]).form
    papers = [resource("example", "revisionsrapport.pdf"), resource("example", "missiv.pdf")]
    after = read_for_review(register, papers).form
    mine = set_text(set_field(before, "title", "Mitt"), 0, "Min egen")
    form = with_more_papers(mine, before, after)
    assert form.title == "Mitt"
    assert form.answer_by == dt.date(2026, 6, 30)
    assert form.recommendations[0].text == "Min egen"
    assert len(form.recommendations) >= len(before.recommendations)
    assert with_more_papers(before, before, after) == after


def test_the_sheet_has_every_sign_in_its_place(review: Review) -> None:
    for paper in review.papers:
        layout = laid_out(paper)
        assert len(layout.text) == len(paper.text)
        assert layout.text.split() == paper.text.split()
        assert [each.page for each in layout.blocks if each.page] == list(range(1, len(paper.page_starts) + 1))
        assert [each.end - each.start for each in layout.blocks] == [len(line) for line in layout.text.split("\n")]


def test_a_blank_form_has_the_board_and_its_next_number(register: Register) -> None:
    form = blank_form(register)
    ks, osn = (Bodies.of(register).named(each).id for each in ("KS", "OSN"))
    assert (form.owner_id, form.diarienummer, form.received) == (ks, "KS/2026:48", TODAY)
    assert choose_owner(register, form, osn).diarienummer != "KS/2026:48"
    mine = set_field(form, "diarienummer", "X 1")
    assert choose_owner(register, mine, osn).diarienummer == "X 1"
    choices = form_choices(register)
    assert choices.usual[0].abbreviation == "KS"
    assert not {"KSAU", "REV"} & {each.abbreviation for each in (*choices.usual, *choices.more)}


def test_the_plan_is_told_as_steps_or_why_not(register: Register, review: Review) -> None:
    plan = plan_preview(register, review.form)
    assert [step.words for step in plan.steps] == [
        "Internremiss",
        "OSN beslutar",
        "BUN beslutar",
        "Svar till KS",
        "KSAU",
        "KS beslutar",
        "KF",
        "Expediering",
    ]
    assert (plan.words, plan.steps[0].second, plan.steps[-1].second) == ("", "i dag", "30 juni")
    assert plan_preview(register, RemissForm()).words.startswith("Välj vilken nämnd")
    tight = set_field(review.form, "answer_by", dt.date(2026, 3, 20))
    assert plan_preview(register, tight).words.startswith("Planen går inte ihop.")
