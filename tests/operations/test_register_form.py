"""One button registers the form: the remiss, its papers, its plan and its internremisser."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import (
    Addressee,
    Attachment,
    Namnd,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    StepKind,
)
from secretary_app.operations.finding import Bodies
from secretary_app.operations.intake_form import FormAddressee, FormRecommendation, set_addressees
from secretary_app.operations.planning import plan_remiss
from secretary_app.operations.registering import register_form
from secretary_app.operations.reviewing import Review, read_for_review
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError

Missiv = Callable[..., Path]


@pytest.fixture
def review(register: Register, missiv: Missiv, letter: str) -> Review:
    review = read_for_review(register, [missiv(letter)])
    return replace(review, form=replace(review.form, diarienummer="KS/2026:131"))


def test_all_of_it_is_one_operation(register: Register, review: Review) -> None:
    kinds: tuple[type[Remiss | Recommendation | Addressee | Attachment | Referral | PlannedStep], ...] = (
        Remiss,
        Recommendation,
        Addressee,
        Attachment,
        Referral,
        PlannedStep,
    )
    before = {kind: register.find(kind) for kind in kinds}
    result = register_form(register, review.form, review.papers)
    newest = register.operations(1)[0]
    assert newest.label == "Registrerade KS/2026:131 Granskning av kommunens krisberedskap"
    assert register.get(Remiss, result.remiss.id) == result.remiss
    assert len(register.find(PlannedStep, remiss_id=result.remiss.id)) == len(result.steps) > 3
    assert (register.files / result.attachments[0].path).is_file()
    register.undo(newest.no)
    assert {kind: register.find(kind) for kind in kinds} == before


def test_those_addressed_get_an_unsent_internremiss_with_the_planned_date(register: Register, review: Review) -> None:
    result = register_form(register, review.form, review.papers)
    osn = Bodies.of(register).named("OSN")
    (referral,) = register.find(Referral, remiss_id=result.remiss.id)
    assert (referral.namnd_id, referral.sent) == (osn.id, None)
    plan = plan_remiss(register, result.remiss)
    assert referral.deadline == plan.internal_deadlines["OSN"]
    kept = {(each.namnd_id, each.kind, each.date) for each in result.steps}
    assert (osn.id, StepKind.INTERNAL_DEADLINE, referral.deadline) in kept
    assert {each.date for each in result.steps} == {step.date for step in plan.steps}


def test_without_a_date_it_is_registered_but_not_planned(register: Register, review: Review) -> None:
    result = register_form(register, replace(review.form, answer_by=None), review.papers)
    assert result.steps == []
    assert [each.deadline for each in result.referrals] == [None]
    assert any("inget svarsdatum" in note for note in result.notes)
    late = register_form(register, replace(review.form, answer_by=dt.date(2026, 1, 1)), review.papers)
    assert late.steps == []
    assert any("före den dag" in note for note in late.notes)


def test_what_does_not_fit_is_kept_and_told(register: Register, review: Review) -> None:
    result = register_form(register, replace(review.form, answer_by=dt.date(2026, 3, 16)), review.papers)
    assert any("går inte ihop" in note for note in result.notes)
    received = result.remiss.received
    assert received is not None
    assert all(each.deadline is None or each.deadline >= received for each in result.referrals)


def test_only_registered_where_nothing_is_to_be_referred(register: Register, review: Review) -> None:
    result = register_form(register, review.form, review.papers, refer=False)
    assert (result.referrals, result.steps) == ([], [])


def test_the_senders_number_serves_until_there_is_one_of_ours(register: Register, review: Review) -> None:
    form = replace(review.form, diarienummer=" ", sender_diarienummer="REV/2026:17")
    assert register_form(register, form, review.papers).remiss.diarienummer == "REV/2026:17"


def test_what_is_missing_is_told_and_nothing_is_registered(register: Register, review: Review) -> None:
    before = len(register.operations())
    form = review.form
    blank = replace(form, recommendations=(FormRecommendation("1", " "),))
    for bad, words in (
        (replace(form, title=" "), "saknar rubrik"),
        (replace(form, owner_id=None), "ägare"),
        (blank, "saknar text"),
        (set_addressees(form, 0, [FormAddressee("borttagen")]), "finns inte längre"),
        (replace(form, owner_id="borttagen"), "finns inte längre"),
    ):
        with pytest.raises(UserError, match=words):
            register_form(register, bad, review.papers)
    assert len(register.operations()) == before


def test_a_paper_that_was_changed_meanwhile_is_not_registered(register: Register, review: Review) -> None:
    before = len(register.operations())
    review.papers[0].path.write_text("Något annat", encoding="utf-8")
    with pytest.raises(UserError, match="har ändrats"):
        register_form(register, review.form, review.papers)
    assert len(register.operations()) == before
    review.papers[0].path.unlink()
    with pytest.raises(UserError, match="finns inte"):
        register_form(register, review.form, review.papers)


def test_an_owner_without_meetings_or_chain_is_planned_too(register: Register, review: Review) -> None:
    with register.change("Ny nämnd") as change:
        change.add(Namnd(id="ny", abbreviation="NY", name="Nya nämnden"))
    result = register_form(register, replace(review.form, owner_id="ny"), review.papers)
    assert {each.namnd_id for each in result.referrals} == set(replace(review.form, owner_id="ny").asked_ids())
