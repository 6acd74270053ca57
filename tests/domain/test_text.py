import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretary_app.domain.text import and_list, clean, genitive, single_line


@pytest.mark.parametrize(
    ("dirty", "expected"),
    [
        ("a\u030alder och a\u0308mne", "ålder och ämne"),
        ("rad ett \r\nrad två\rrad tre\fsida", "rad ett\nrad två\nrad tre\nsida"),
        ("a\tb\u00a0c", "a b c"),
        ("  indrag står kvar  \n", "  indrag står kvar"),
        ("\n\nförst och sist\n\n", "först och sist"),
        ("stra\ufffetegiska", "strategiska"),
        ("stra\u0002\ntegiska", "strategiska"),
        ("integrations\ufffeoch mångfaldsarbete", "integrations- och mångfaldsarbete"),
        ("integrations\u0002\noch mångfaldsarbete", "integrations- och mångfaldsarbete"),
        ("2025-06\ufffe30 och KS\u0002\n2019", "2025-06-30 och KS-2019"),
        ("sam\u00adman\u00adträde", "sammanträde"),
        ("\uf0b7 en punkt", "• en punkt"),
        ("noll\x00 klocka\x07 c1\x9b \ud800 slut", "noll klocka c1  slut"),
        ("", ""),
    ],
)
def test_clean(dirty: str, expected: str) -> None:
    assert clean(dirty) == expected


@given(st.text(), st.sampled_from(["", "\ufffe", "\u0002och", "\x00", "a\x00\u030a", " \n \x01 \n"]), st.text())
def test_cleaning_twice_changes_nothing_and_leaves_no_control_character(before: str, odd: str, after: str) -> None:
    once = clean(before + odd + after)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" for letter in once)
    assert "\ufffe" not in once
    assert all(line == line.rstrip() for line in once.split("\n"))
    once.encode("utf-8")


@given(st.text(st.characters(categories=["L", "N"])))
def test_letters_and_digits_are_never_lost(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_a_single_line_has_no_break_and_no_double_blank(text: str) -> None:
    line = single_line(text)
    assert line.splitlines() in ([], [line])
    assert "  " not in line
    assert line == line.strip()
    assert single_line(line) == line


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kommunstyrelsen", "Kommunstyrelsens"),
        ("Mariestads", "Mariestads"),
        ("Lucas", "Lucas"),
        ("KS", "KS:s"),
        ("OSN", "OSN:s"),
        ("Felix", "Felix"),
        ("Älvstads kommun", "Älvstads kommuns"),
        ("Bostads AB", "Bostads AB:s"),
        ("", ""),
    ],
)
def test_genitive(name: str, expected: str) -> None:
    assert genitive(name) == expected


def test_and_list() -> None:
    assert and_list([]) == ""
    assert and_list(["KS"]) == "KS"
    assert and_list(["KS", "SN"]) == "KS och SN"
    assert and_list(("a", "b", "c")) == "a, b och c"
