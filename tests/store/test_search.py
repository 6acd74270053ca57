import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import Attachment, Measure, Recommendation, Remiss, Response
from secretary_app.domain.search import HitKind
from secretary_app.store.register import Register
from secretary_app.store.search import snippet


@pytest.fixture
def written(filled: Register, town) -> Register:
    with filled.change("Svarade") as change:
        change.add(
            Response(id="s", remiss_id=town.remiss.id, namnd_id=town.osn.id, text="Nämnden har antagit en rutin."),
            Measure(id="m", remiss_id=town.remiss.id, text="Ta fram checklista", responsible="Förvaltningschefen"),
        )
        change.add_file_text("d1", "Missiv\nRevisorerna har granskat\n kommunens livsmedelskontroll under året.")
        change.add(
            Attachment(id="f", remiss_id=town.remiss.id, kind="missiv", name="Missiv.pdf", path="x.pdf", digest="d1")
        )
    return filled


def _kinds(register: Register, words: str) -> list[HitKind]:
    return [hit.kind for hit in register.search(words)]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("KS/2025:118", [HitKind.REMISS]),
        ("ks/2025", [HitKind.REMISS]),
        ("118", [HitKind.REMISS]),
        ("revisorer Älvstads", [HitKind.REMISS]),
        ("målen", [HitKind.RECOMMENDATION]),
        ("rutin", [HitKind.RESPONSE]),
        ("check", [HitKind.MEASURE]),
        ("förvaltningschef", [HitKind.MEASURE]),
        ("livsmedelskontroll", [HitKind.ATTACHMENT]),
        ("missiv.pdf", [HitKind.ATTACHMENT]),
    ],
)
def test_everything_is_searched(written: Register, words: str, kinds: list[HitKind]) -> None:
    assert _kinds(written, words) == kinds


def test_beginnings_and_parts_of_words(written: Register) -> None:
    assert _kinds(written, "integration") == [HitKind.REMISS]
    assert _kinds(written, "ärende") == [HitKind.RECOMMENDATION]
    assert _kinds(written, "ÄRENDE") == [HitKind.RECOMMENDATION]
    assert _kinds(written, "kontroll") == [HitKind.ATTACHMENT]
    assert _kinds(written, "lov plan") == [HitKind.RECOMMENDATION]


def test_letters_are_kept_apart(written: Register) -> None:
    assert _kinds(written, "år") == [HitKind.ATTACHMENT]
    assert _kinds(written, "malen") == []
    assert _kinds(written, "arende") == []
    assert _kinds(written, "mål") == _kinds(written, "ma\u030al") == [HitKind.RECOMMENDATION]


def test_all_words_must_be_there(written: Register) -> None:
    assert _kinds(written, "plan bygglov") == [HitKind.RECOMMENDATION]
    assert _kinds(written, "plan livsmedel") == []


def test_a_single_letter_is_a_whole_word(written: Register, town) -> None:
    assert _kinds(written, "p") == []
    with written.change("Lade till") as change:
        change.add(Recommendation(id="c", remiss_id=town.remiss.id, number="p", text="Punkt p i planen."))
    assert _kinds(written, "p") == [HitKind.RECOMMENDATION]


def test_whole_words_come_before_parts_and_the_newest_first(filled: Register, town) -> None:
    texts = ["Handlingsplanen", "Plan A", "Verksamhetsplan", "Planering"]
    with filled.change("Lade till") as change:
        for number, text in enumerate(texts):
            change.add(Recommendation(id=f"c{number}", remiss_id=town.remiss.id, number=str(number), text=text))
    found = [hit.id for hit in filled.search("plan")]
    assert found == ["c3", "c1", town.second.id, "c2", "c0"]
    assert [hit.id for hit in filled.search("plan", limit=4)] == found[:4]
    assert [hit.id for hit in filled.search("plan", limit=2)] == found[:2]
    assert filled.search("plan", limit=0) == []


def test_a_hit_says_where_it_is(written: Register, town) -> None:
    (hit,) = written.search("livsmedel")
    assert (hit.id, hit.remiss_id, hit.diarienummer, hit.title) == (
        "f",
        town.remiss.id,
        town.remiss.diarienummer,
        town.remiss.title,
    )
    assert hit.snippet == "Missiv.pdf Missiv Revisorerna har granskat kommunens livsmedelskontroll under året."


def test_the_index_follows_what_is_changed_and_taken_away(written: Register, town) -> None:
    with written.change("Ändrade") as change:
        change.update(replace(written.get(Response, "s"), text="Nämnden avvaktar."))
        change.update(replace(written.get(Remiss, town.remiss.id), received=dt.date(2025, 3, 19)))
        change.remove(written.get(Measure, "m"))
        change.remove(written.get(Attachment, "f"))
    assert _kinds(written, "rutin") == _kinds(written, "checklista") == _kinds(written, "livsmedel") == []
    assert _kinds(written, "avvaktar") == [HitKind.RESPONSE]
    assert _kinds(written, "KS/2025:118") == [HitKind.REMISS]
    assert written.check() == []


def test_a_recommendation_moved_to_another_remiss(written: Register, town) -> None:
    with written.change("Flyttade") as change:
        change.add(Remiss(id="other", title="Annan", diarienummer="KS/2025:200", owner_id=town.ks.id))
        change.update(replace(town.first, remiss_id="other"))
    (hit,) = written.search("målen")
    assert (hit.remiss_id, hit.diarienummer) == ("other", "KS/2025:200")


_SYNTAX = (
    *("", " ", "§", '"', '""', "*", "AND", "plan OR", "NEAR(plan lov)", "text:plan", "-plan", "^plan", "(", "plan*"),
    *("'", "\x00", "{a b}", "+", "…"),
)


@pytest.mark.parametrize("words", _SYNTAX)
def test_what_is_typed_is_never_syntax(written: Register, words: str) -> None:
    for hit in written.search(words):
        assert hit.id == next(row.id for row in written.find(Recommendation, number="2"))


def test_any_text_can_be_searched_for(written_once: Register) -> None:
    @settings(max_examples=200, deadline=None)
    @given(st.text(max_size=20))
    def search(words: str) -> None:
        written_once.search(words)

    search()


@pytest.fixture
def written_once(written: Register) -> Register:
    return written


def test_a_part_that_is_in_very_many_words(register: Register, town) -> None:
    with register.change("Lade in") as change:
        change.add(*town.rows)
        change.add_all(
            Recommendation(id=f"c{n}", remiss_id=town.remiss.id, number=str(n), text=f"{chr(97 + n % 26)}{n}planen")
            for n in range(3000)
        )
    assert len(register.search("planen", limit=50)) == 50


def test_a_snippet_shows_the_find_on_one_line() -> None:
    text = "Inledning. " * 30 + "Nämnden ska följa upp\nmålen för integration årligen. " + "Slut. " * 40
    line = snippet(text, ["mål"])
    assert "följa upp målen för integration" in line
    assert line.startswith("… ")
    assert line.endswith(" …")
    assert len(line) < 200
    assert snippet("Kort text", ["saknas"]) == "Kort text"
    assert snippet("", ["a"]) == ""


def test_a_snippet_prefers_where_a_word_begins() -> None:
    assert "läsåret är" not in snippet("läsåret " * 60 + "år 2025", ["år"])[:20]
    assert "år 2025" in snippet("läsåret " * 60 + "år 2025", ["år"])
