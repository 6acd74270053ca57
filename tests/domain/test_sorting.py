import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.sorting import _careful_key, swedish_key


@pytest.mark.parametrize(
    "rightly",
    [
        ["Ale", "Zinkgruvan", "Åmål", "Älvstad", "Örebro"],
        ["anna", "Bertil", "CESAR"],
        ["idé", "ideal", "idéer"],
        ["Müller", "Myller A"],
        ["Aero", "Ålesund", "Ærø", "Ätran", "Øland", "Östra"],
        ["1", "2", "2.1", "2.2", "2.10", "3", "10", "10a", "10b"],
        ["KS 2", "KS 10", "KSAU"],
        ["Bo Ek", "Boel"],
        ["Vik", "Wik"],
        ["", "a"],
    ],
)
def test_swedish_order(rightly: list[str]) -> None:
    assert sorted(set(rightly), key=swedish_key) == rightly


def test_case_accents_and_composition_are_set_aside() -> None:
    assert swedish_key("ÅSA") == swedish_key("åsa") == swedish_key("A\u030asa")
    assert swedish_key("Béatrice") == swedish_key("beatrice")
    assert swedish_key("Lübeck") == swedish_key("lybeck")
    assert swedish_key("007") == swedish_key("7")


@given(st.text())
def test_any_text_has_a_key_and_keeps_it_in_another_case(text: str) -> None:
    key = swedish_key(text)
    assert key == swedish_key(unicodedata.normalize("NFD", text))
    key.encode("utf-8", "surrogatepass")


@given(st.integers(0), st.integers(0), st.sampled_from(["", "Nr ", "å"]))
def test_numbers_sort_by_their_size(one: int, other: int, before: str) -> None:
    assert (swedish_key(f"{before}{one}") < swedish_key(f"{before}{other}")) == (one < other)


@given(st.lists(st.text("abcxyzåäöABCXYZÅÄÖ")))
def test_letters_sort_as_the_swedish_alphabet(words: list[str]) -> None:
    alphabet = "abcdefghijklmnopqrstuvwxyzåäö"
    assert sorted(words, key=swedish_key) == sorted(words, key=lambda word: [alphabet.index(x) for x in word.lower()])


@given(st.text(st.characters(max_codepoint=0x7F) | st.sampled_from("åäöÅÄÖéÉüß")))
def test_the_short_way_to_a_key_gives_the_same_key(text: str) -> None:
    assert swedish_key(text) == _careful_key(text)
