"""What several papers give together, and what the secretary is told."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register

Missiv = Callable[..., Path]


def test_the_reports_facts_fill_what_the_missiv_lacks(register: Register, missiv: Missiv, letter: str) -> None:
    short = letter.replace("2026-03-03\n", "")
    text = "Revisionsrapport\n\nGranskning av kommunens krisberedskap\n\n2026-02-20\n\nKPMG\n"
    report = missiv(text, "rapport.txt")
    result = register_remiss(register, [report, missiv(short)], owner_words="KS")
    assert result.remiss.received == dt.date(2026, 2, 20)
    assert result.remiss.title == "Granskning av kommunens krisberedskap"
    assert len(result.recommendations) == 3


def test_impossible_dates_and_known_numbers_are_told(register: Register, missiv: Missiv, letter: str) -> None:
    received = dt.date(2026, 8, 1)
    first = register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31")
    copy = missiv(letter + "\n", "kopia.txt")
    second = register_remiss(register, [copy], owner_words="KS", diarienummer="KS/2026:31", received=received)
    assert any("före den dag remissen kom in" in note for note in second.notes)
    assert any("finns redan" in note and first.remiss.id in note for note in second.notes)


def test_a_body_named_twice_is_one_addressee(register: Register, missiv: Missiv, letter: str) -> None:
    text = letter.replace("Att Kommunstyrelsen och Omsorgs", "Att Kommunstyrelsen, kommunstyrelsen och Omsorgs")
    result = register_remiss(register, [missiv(text)], owner_words="KS")
    bodies = [each.namnd_id for each in result.addressees]
    assert len(bodies) == len({(each.recommendation_id, each.namnd_id) for each in result.addressees})


def test_a_diarienummer_with_stray_blanks_is_one_line(register: Register, missiv: Missiv, letter: str) -> None:
    result = register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer=" KS  2026/31 ")
    assert result.remiss.diarienummer == "KS 2026/31"
