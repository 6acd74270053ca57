"""A follow-up's verdicts on the register's earlier recommendations, and recommendations that were made before."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Attachment, Recommendation, Remiss, RemissState, Verdict, VerdictWord
from secretary_app.operations.adding_papers import add_to_remiss, told
from secretary_app.operations.form_verdicts import verdict_word
from secretary_app.operations.intake_form import set_verdict
from secretary_app.operations.made_before import made_before
from secretary_app.operations.paper_verdicts import keep_verdicts, verdicts_in
from secretary_app.operations.registering import register_form
from secretary_app.operations.reviewing import Review, read_for_review
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.resources import resource

Missiv = Callable[..., Path]
FIRST = """Revisorerna i Älvstads kommun
2024-02-05

Granskning av arbetet med dricksvatten

Vi lämnar följande rekommendationer:
• Att kommunstyrelsen upprättar en plan för nödvatten som övas varje år.
• Att kommunstyrelsen säkerställer att det finns reservkraft vid alla vattenverk.

Kommunstyrelsen ska svara senast den 30 juni 2024.
"""
FOLLOW_UP = """Revisionsrapport
Uppföljande granskning av arbetet med dricksvatten
Älvstads kommun
KPMG
2026-03-02

Granskningen är en uppföljande granskning. Revisionsfrågor, kontrollmål och iakttagelser redovisas nedan.

Rekommendation 1: Upprätta en plan för nödvatten som övas varje år.
Bedömning
Delvis
Planen finns men har inte övats.

Rekommendation 2: Säkerställ att det finns reservkraft vid alla vattenverk.
Bedömning
Ja
Reservkraft finns.

Vi lämnar följande rekommendationer:
• Att kommunstyrelsen ser till att det finns en plan för nödvatten som övas varje år.
"""


@pytest.fixture(autouse=True)
def no_verdicts(register: Register) -> None:
    """The example's own are out of the way."""
    with register.change("Inga omdömen") as change:
        for verdict in register.find(Verdict):
            change.remove(verdict)


@pytest.fixture
def first(register: Register, missiv: Missiv) -> Remiss:
    """The audit of 2024, closed."""
    review = read_for_review(register, [missiv(FIRST, "missiv-2024.txt")])
    form = replace(review.form, diarienummer="KS/2024:12", received=dt.date(2024, 2, 5))
    remiss = register_form(register, form, review.papers).remiss
    with register.change("Avslutade") as change:
        return change.update(replace(remiss, state=RemissState.CLOSED))


@pytest.fixture
def follow_up(register: Register, missiv: Missiv, first: Remiss) -> Review:
    return read_for_review(register, [missiv(FOLLOW_UP, "rapport-2026.txt")])


def test_each_verdict_is_matched_with_the_earlier_recommendation(
    register: Register, first: Remiss, follow_up: Review
) -> None:
    earlier = {each.id: each.number for each in register.find(Recommendation, remiss_id=first.id)}
    found = follow_up.form.verdicts
    assert [(each.said, each.word, each.keep) for each in found] == [
        ("Delvis", VerdictWord.PARTLY, True),
        ("Ja", VerdictWord.DONE, True),
    ]
    assert [earlier[each.recommendation_id or ""] for each in found] == ["1", "2"]
    assert all(each.span is not None for each in found)
    assert follow_up.follows_up is not None
    assert follow_up.follows_up.remiss.id == first.id
    assert "följer upp rekommendationerna i KS/2024:12" in follow_up.follows_up.words


def test_what_is_kept_becomes_verdicts_with_their_source(register: Register, first: Remiss, follow_up: Review) -> None:
    form = set_verdict(follow_up.form, 1, keep=False)
    form = replace(form, diarienummer="KS/2026:77", follows_up_id=first.id)
    remiss = register_form(register, form, follow_up.papers).remiss
    (verdict,) = register.find(Verdict, said_in_id=remiss.id)
    assert (verdict.verdict, verdict.words) == (VerdictWord.PARTLY, "Delvis")
    assert (verdict.according_to, verdict.date) == ("KPMG", dt.date(2026, 3, 2))
    assert verdict.led_to_id == register.find(Recommendation, remiss_id=remiss.id)[0].id


def test_a_table_of_few_words_is_joined_with_the_list_in_full(register: Register) -> None:
    review = read_for_review(register, [resource("example", "revisionsrapport.pdf")])
    found = review.form.verdicts
    assert [each.said for each in found] == ["Ja", "Delvis", "Nej", "Ja", "Delvis"]
    assert all(each.text.startswith("Att ") for each in found)
    numbers = [register.get(Recommendation, each.recommendation_id or "").number for each in found]
    assert numbers == ["1", "2", "3", "4", "5"]
    assert {each.page for each in found} == {9}


def test_a_verdict_that_is_there_is_not_kept_again(register: Register, first: Remiss, follow_up: Review) -> None:
    register_form(register, replace(follow_up.form, follows_up_id=first.id), follow_up.papers)
    again = read_for_review(register, [paper.path for paper in follow_up.papers])
    assert all(each.is_there and not each.keep for each in again.form.verdicts)
    assert again.form.kept_verdicts() == []


def test_without_a_match_nothing_is_kept(register: Register, missiv: Missiv) -> None:
    review = read_for_review(register, [missiv(FOLLOW_UP, "rapport-2026.txt")])
    assert [each.recommendation_id for each in review.form.verdicts] == [None, None]
    assert review.form.kept_verdicts() == []


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("Ja", VerdictWord.DONE),
        ("Ja.", VerdictWord.DONE),
        ("Åtgärdad", VerdictWord.DONE),
        ("Helt uppfyllt", VerdictWord.DONE),
        ("Nej", VerdictWord.NOT_DONE),
        ("Ej åtgärdad", VerdictWord.NOT_DONE),
        ("Inte genomförd", VerdictWord.NOT_DONE),
        ("Delvis", VerdictWord.PARTLY),
        ("Inte helt uppfyllt", VerdictWord.PARTLY),
        ("Till viss del", VerdictWord.PARTLY),
        ("Inte längre aktuell", VerdictWord.OBSOLETE),
        ("Se ovan", None),
        ("Jämför kapitel 3", None),
        ("", None),
    ],
)
def test_a_papers_word_is_understood_or_left(said: str, word: VerdictWord | None) -> None:
    assert verdict_word(said) is word


def test_a_recommendation_made_before_says_when_and_what_was_answered(
    register: Register, missiv: Missiv, first: Remiss
) -> None:
    text = FIRST.replace("2024", "2026").replace("reservkraft vid alla vattenverk", "larm i varje pumphus dygnet runt")
    review = read_for_review(register, [missiv(text)])
    (found,) = made_before(register, review.form.recommendations)
    assert (found.at, found.remiss_id) == (0, first.id)
    assert found.words == "Också 2024, i KS/2024:12, nr 1."


def test_the_report_of_an_audit_that_is_there_is_added_to_it(register: Register, missiv: Missiv) -> None:
    letter = FIRST.replace("2024", "2026")
    review = read_for_review(register, [missiv(letter)])
    remiss = register_form(register, replace(review.form, diarienummer="KS/2026:9"), review.papers).remiss
    report = letter.replace("Kommunstyrelsen ska svara", "KPMG har granskat. Kommunstyrelsen ska svara").replace(
        "\n\nKPMG", "\n• Att kommunstyrelsen varje år rapporterar hur vattnet mår till fullmäktige.\n\nKPMG"
    )
    later = read_for_review(register, [missiv(report, "rapport.txt")])
    similar = later.similar[0]
    assert (similar.remiss.id, similar.same_audit, similar.may_be_followed) == (remiss.id, True, False)
    assert later.follows_up is None
    added = add_to_remiss(register, remiss.id, later.form, later.papers)
    assert told(added) == "1 handling och 1 rekommendation lades till i KS/2026:9. 2 rekommendationer fanns redan."
    texts = [each.text for each in register.find(Recommendation, remiss_id=remiss.id)]
    assert len(texts) == 3
    assert register.get(Remiss, remiss.id).firm == "KPMG"
    with pytest.raises(UserError, match="Allt finns redan i KS/2026:9"):
        add_to_remiss(register, remiss.id, later.form, later.papers)


def test_verdicts_are_read_out_of_a_handling_afterwards(
    register: Register, missiv: Missiv, first: Remiss, follow_up: Review
) -> None:
    form = replace(follow_up.form, verdicts=(), follows_up_id=first.id)
    remiss = register_form(register, form, follow_up.papers).remiss
    assert register.find(Verdict) == []
    (attachment,) = register.find(Attachment, remiss_id=remiss.id)
    found = verdicts_in(register, attachment)
    assert [(each.said, each.keep, each.page) for each in found] == [("Delvis", True, None), ("Ja", True, None)]
    kept = keep_verdicts(register, attachment, [found[0], replace(found[1], keep=False)]).row
    assert [each.verdict for each in register.find(Verdict)] == [VerdictWord.PARTLY]
    assert kept[0].said_in_id == remiss.id
    assert kept[0].led_to_id == register.find(Recommendation, remiss_id=remiss.id)[0].id
    again = verdicts_in(register, attachment)
    assert [each.is_there for each in again] == [True, False]
    with pytest.raises(UserError, match="Inget omdöme är valt"):
        keep_verdicts(register, attachment, [again[0]])


def test_a_handling_that_says_nothing_of_the_kind_is_told(register: Register, first: Remiss) -> None:
    (attachment,) = register.find(Attachment, remiss_id=first.id)
    with pytest.raises(UserError, match="säger inget om tidigare rekommendationer"):
        verdicts_in(register, attachment)


def test_nothing_is_added_to_a_closed_remiss(register: Register, first: Remiss, follow_up: Review) -> None:
    with pytest.raises(UserError, match="avslutad"):
        add_to_remiss(register, first.id, follow_up.form, follow_up.papers)
