"""What is new since one was last here."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Namnd, Remiss
from secretary_app.operations.editing_deadlines import change_answer_by
from secretary_app.operations.history import undo_last
from secretary_app.operations.news import last_working_day, news, since_words
from secretary_app.store.register import Register

NOW = dt.datetime(2026, 3, 11, 13, 10, tzinfo=dt.UTC)


def test_what_was_done_since_and_still_holds_is_told_newest_first(register: Register, asked: Remiss) -> None:
    since = register.operations(1)[0].at - dt.timedelta(seconds=1)
    before = news(register, since, "")
    moved = change_answer_by(register, register.get(Remiss, asked.id), dt.date(2026, 7, 1), "Anstånd").row
    change_answer_by(register, moved, dt.date(2026, 7, 8), "Mer anstånd")
    found = news(register, since, "")
    assert [each.what for each in found.lines[:2]] == [
        "Flyttade svarsdatumet till 8 juli 2026",
        "Flyttade svarsdatumet till 1 juli 2026",
    ]
    assert len(found.lines) + found.more == len(before.lines) + before.more + 2
    assert {each.remiss_id for each in found.lines[:2]} == {asked.id}
    assert found.lines[0].about.startswith("KS/2026:31, ")
    undo_last(register)
    assert news(register, since, "").lines[0].what == "Flyttade svarsdatumet till 1 juli 2026"
    assert news(register, since + dt.timedelta(seconds=1), "").lines == ()


def test_who_did_it_is_named_unless_it_was_oneself(tmp_path: Path) -> None:
    path = tmp_path / "nytt.beredd"
    with Register.open(path, write=True, create=True, clock=lambda: NOW, who="Per Ek") as register:
        body = Namnd(id="ks", abbreviation="KS", name="Kommunstyrelsen")
        with register.change("Lade till") as change:
            change.add(body)
        for number in range(6):
            with register.change(f"Registrerade: KS/2026:{number}") as change:
                remiss = Remiss(id=f"r{number}", diarienummer=f"KS/2026:{number}", title="Samråd", owner_id="ks")
                change.add(remiss)
        found = news(register, NOW - dt.timedelta(days=1), "Anna")
        assert found.more == 2
        assert found.lines[0].what == "Registrerade"
        assert found.lines[0].about == f"KS/2026:5, Per Ek, i dag {NOW.astimezone():%H.%M}"
        assert "Per Ek" not in news(register, NOW - dt.timedelta(days=1), "Per Ek").lines[0].about
        with register.change("Ändrade två") as change:
            for row in register.find(Remiss)[:2]:
                change.update(replace(row, firm="Byrån"))
        several = news(register, NOW - dt.timedelta(days=1), "Per Ek").lines[0]
        assert (several.remiss_id, several.about.split(",")[0]) == ("", "flera remisser")
        with register.change("Bytte namn på nämnden") as change:
            change.update(replace(register.get(Namnd, "ks"), name="Styrelsen"))
        assert news(register, NOW - dt.timedelta(days=1), "").lines[0].what == "Ändrade två"


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (dt.date(2026, 3, 10), "i går"),
        (dt.date(2026, 3, 6), "i fredags"),
        (dt.date(2026, 3, 4), "4 mars"),
        (dt.date(2025, 12, 19), "19 december 2025"),
    ],
)
def test_since_when_in_words(since: dt.date, words: str) -> None:
    assert since_words(since, dt.date(2026, 3, 11)) == words


def test_who_has_not_been_here_hears_of_the_working_day_before() -> None:
    assert last_working_day(dt.date(2026, 3, 9)).date() == dt.date(2026, 3, 6)
    assert last_working_day(dt.date(2026, 4, 7)).date() == dt.date(2026, 4, 2)
