"""The form's corrections: nothing of the text is lost, numbers stay sensible, what was given stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.operations.intake_form import (
    FormAddressee,
    FormRecommendation,
    RemissForm,
    Span,
    add,
    address_alike,
    asked_alike,
    confirm,
    merge,
    move,
    numbered,
    remove,
    set_addressees,
    set_field,
    set_joint,
    set_number,
    set_text,
    split,
    toggle_addressee,
    use_body,
    without_paper,
)
from secretary_app.support.errors import UserError

KS, SN = FormAddressee("ks"), FormAddressee("sn")
WORDS = FormAddressee(words="Berörda nämnder")
SOURCE = "Vi rekommenderar\n• att planen\n  ses över\n• att den följs upp. Därtill bör\nrutiner finnas.\n"
FIRST = Span(0, SOURCE.index("att planen"), SOURCE.index("över") + 4, 1)
SECOND = Span(0, SOURCE.index("att den"), SOURCE.index("finnas.") + 7, 1)
FORM = RemissForm(
    title="Granskning",
    recommendations=numbered(
        [
            FormRecommendation("", "att planen ses över", (KS,), span=FIRST, page=1, quote="att planen ses över"),
            FormRecommendation(
                "", "att den följs upp. Därtill bör rutiner finnas.", (WORDS,), certain=False, span=SECOND
            ),
        ]
    ),
)

texts = st.lists(st.sampled_from(["att", "planen", "ses", "över", "årligen."]), min_size=1, max_size=6).map(" ".join)
recommendations = st.builds(
    FormRecommendation,
    number=st.just(""),
    text=texts,
    addressees=st.lists(st.sampled_from([KS, SN, WORDS]), unique=True, max_size=2).map(tuple),
    written=st.sampled_from(["", "1", "2", "2.1", "b"]),
)
forms = st.lists(recommendations, min_size=1, max_size=5).map(
    lambda rows: RemissForm(title="Granskning", recommendations=numbered(rows))
)


def _words(form: RemissForm) -> list[str]:
    return [word for each in form.recommendations for word in each.text.split()]


def _numbers_are_sensible(form: RemissForm) -> bool:
    numbers = [each.number for each in form.recommendations]
    written = [each.written for each in form.recommendations]
    counted = [str(place) for place in range(1, len(numbers) + 1)]
    as_written = all(written) and len(set(written)) == len(written)
    return numbers == (written if as_written else counted) and len(set(numbers)) == len(numbers)


@given(forms, st.data())
def test_a_split_keeps_every_word_and_merging_undoes_it(form: RemissForm, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(form.recommendations) - 1))
    text = form.recommendations[at].text
    offset = data.draw(st.integers(0, len(text)))
    if not text[:offset].strip() or not text[offset:].strip():
        with pytest.raises(UserError):
            split(form, at, offset)
        return
    parted = split(form, at, offset)
    assert "".join(_words(parted)) == "".join(_words(form))
    assert len(parted.recommendations) == len(form.recommendations) + 1
    assert parted.recommendations[at].addressees == parted.recommendations[at + 1].addressees
    assert _numbers_are_sensible(parted)
    whole = merge(parted, at + 1, at)
    assert [each.addressees for each in whole.recommendations] == [each.addressees for each in form.recommendations]
    assert [each.number for each in whole.recommendations] == [each.number for each in form.recommendations]


@given(forms, st.data())
def test_moving_and_removing_change_nothing_else(form: RemissForm, data: st.DataObject) -> None:
    last = len(form.recommendations) - 1
    at, to = data.draw(st.integers(0, last)), data.draw(st.integers(0, last))
    moved = move(form, at, to)
    assert moved.recommendations[to].text == form.recommendations[at].text
    assert [each.text for each in move(moved, to, at).recommendations] == [each.text for each in form.recommendations]
    gone = remove(form, at)
    assert len(gone.recommendations) == last
    assert _numbers_are_sensible(moved)
    assert _numbers_are_sensible(gone)


@given(forms, texts, st.data())
def test_what_is_added_stands_where_it_was_put(form: RemissForm, text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(form.recommendations)))
    longer = add(form, f" {text}\n", at=at)
    assert longer.recommendations[at].text == text
    assert remove(longer, at).recommendations == form.recommendations
    assert _numbers_are_sensible(longer)


def test_the_halves_of_a_split_know_their_places() -> None:
    text = FORM.recommendations[1].text
    parted = split(FORM, 1, text.index("Därtill"), SOURCE)
    first, second = parted.recommendations[1:]
    assert first.span
    assert SOURCE[first.span.start : first.span.end] == "att den följs upp."
    assert second.span
    assert SOURCE[second.span.start : second.span.end] == "Därtill bör\nrutiner finnas."
    assert second.quote == "Därtill bör rutiner finnas."
    assert merge(parted, 1, 2).recommendations[1].span == SECOND


def test_a_text_that_was_rewritten_has_no_place_when_it_is_split() -> None:
    rewritten = set_text(FORM, 0, "att planen\nses över varje år")
    assert rewritten.recommendations[0].text == "att planen ses över varje år"
    assert [each.span for each in split(rewritten, 0, 10, SOURCE).recommendations[:2]] == [None, None]


def test_what_is_marked_in_the_paper_comes_in_the_papers_order() -> None:
    marked = Span(0, SOURCE.index("Därtill"), SOURCE.index("finnas."), 1)
    assert add(FORM, "Därtill bör rutiner", marked).recommendations[-1].page == 1
    between = Span(0, FIRST.end, FIRST.end + 3, 1)
    assert [each.number for each in add(FORM, "och mer", between).recommendations] == ["1", "2", "3"]
    assert add(FORM, "och mer", between).recommendations[1].text == "och mer"


def test_addressees_are_chosen_once_and_for_all() -> None:
    chosen = toggle_addressee(FORM, 1, "sn")
    assert chosen.recommendations[1].addressees == (SN,)
    assert chosen.uncertain() == FORM.uncertain() - 1 == 0
    assert toggle_addressee(chosen, 1, "sn").recommendations[1].addressees == ()
    both = set_addressees(FORM, 0, [KS, SN, KS])
    assert both.recommendations[0].addressees == (KS, SN)
    owned = set_field(both, "owner_id", "ks")
    assert owned.asked_ids() == ["sn"]
    assert confirm(FORM, 1).uncertain() == 0
    assert set_joint(FORM, 0, True).recommendations[0].joint


def test_numbers_are_as_written_only_where_all_have_their_own() -> None:
    first, second = FORM.recommendations

    def numbers(*written: str) -> list[str]:
        return [
            each.number for each in numbered([replace(first, written=written[0]), replace(second, written=written[1])])
        ]

    assert numbers("2.1", "") == ["1", "2"]
    assert numbers("2.1", "2.2") == ["2.1", "2.2"]
    assert numbers("2.1", "2.1") == ["1", "2"]


def test_a_field_that_a_person_wrote_is_no_guess() -> None:
    form = RemissForm(title="scan0001", guesses=frozenset({"title", "received"}))
    assert set_field(form, "title", "Granskning").guesses == {"received"}


def test_what_cannot_be_done_is_told() -> None:
    with pytest.raises(UserError, match="två olika"):
        merge(FORM, 1, 1)
    with pytest.raises(UserError, match="Markera"):
        add(FORM, " \n")


def _three() -> RemissForm:
    asked = ("Berörda nämnder",)
    made = [
        FormRecommendation("", "Ett", (WORDS,), certain=False, asked=asked, span=Span(0, 0, 3)),
        FormRecommendation("", "Två", (WORDS,), certain=False, asked=asked, span=Span(1, 4, 7)),
        FormRecommendation("", "Tre", (KS,), asked=("Kommunstyrelsen",), span=Span(2, 8, 11)),
    ]
    return RemissForm(recommendations=numbered(made))


def test_a_number_that_is_corrected_fixes_all_the_others() -> None:
    form = set_number(_three(), 1, " 5.2 ")
    assert [each.number for each in form.recommendations] == ["1", "5.2", "3"]
    assert [each.number for each in move(form, 1, 0).recommendations] == ["5.2", "1", "3"]
    with pytest.raises(UserError, match="Nummer 3 har redan"):
        set_number(form, 1, "3")
    assert [each.number for each in set_number(form, 1, "").recommendations] == ["1", "2", "3"]


def test_a_new_body_takes_the_place_of_its_words_wherever_they_stand() -> None:
    form = use_body(_three(), 0, "Berörda nämnder", "osn")
    assert [[to.namnd_id for to in each.addressees] for each in form.recommendations] == [["osn"], ["osn"], ["ks"]]
    assert form.uncertain() == 0
    other = use_body(_three(), 2, "", "osn")
    assert [to.namnd_id for to in other.recommendations[2].addressees] == ["ks", "osn"]
    assert other.uncertain() == 2


def test_a_stand_on_words_is_offered_for_the_others_that_have_them() -> None:
    form = _three()
    assert asked_alike(form, 0) == []
    form = set_addressees(form, 0, [FormAddressee("osn"), FormAddressee("ks")])
    assert asked_alike(form, 0) == [1]
    form = address_alike(form, 0)
    assert form.recommendations[1].addressees == form.recommendations[0].addressees
    assert form.uncertain() == 0
    assert asked_alike(form, 2) == []


def test_without_a_paper_the_places_in_the_later_ones_follow() -> None:
    form = without_paper(_three(), 1)
    assert [each.span and each.span.paper for each in form.recommendations] == [0, None, 1]
    assert [each.text for each in form.recommendations] == ["Ett", "Två", "Tre"]
