import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Addressee, Namnd, Recommendation, Referral, Remiss, Response
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError


def _retitle(register: Register, id_: str, title: str) -> None:
    with register.change(f"Rubrik {title}") as change:
        change.update(replace(register.get(Remiss, id_), title=title))


def test_a_change_is_taken_back_and_done_again(filled: Register, town) -> None:
    _retitle(filled, town.remiss.id, "Ny")
    undone = filled.undo(2)
    assert (undone.no, undone.undoes, undone.label, undone.who) == (3, 2, "Ångrade: Rubrik Ny", "Anna")
    assert filled.get(Remiss, town.remiss.id) == replace(town.remiss, version=3)
    redone = filled.undo(3)
    assert (redone.undoes, redone.label) == (3, "Gjorde om: Rubrik Ny")
    assert filled.get(Remiss, town.remiss.id) == replace(town.remiss, title="Ny", version=4)
    assert filled.undo(4).label == "Ångrade: Rubrik Ny"


def test_what_was_added_goes_and_what_was_taken_away_comes_back(filled: Register, town) -> None:
    with filled.change("Bytte internremiss") as change:
        change.remove(filled.get(Referral, town.referral.id))
        change.add(Referral(id="new", remiss_id=town.remiss.id, namnd_id=town.ks.id))
    filled.undo(2)
    assert filled.find(Referral) == [replace(town.referral, version=2)]


def test_several_steps_back(filled: Register, town) -> None:
    for title in ("A", "B", "C"):
        _retitle(filled, town.remiss.id, title)
    for no in (4, 3, 2):
        filled.undo(no)
    assert filled.get(Remiss, town.remiss.id).title == town.remiss.title
    filled.undo(1)
    assert filled.find(Remiss) == filled.find(Namnd) == []


def test_it_works_after_a_restart(filled: Register, town, path: Path) -> None:
    _retitle(filled, town.remiss.id, "Ny")
    filled.close()
    with Register.open(path, write=True, who="Berit") as again:
        assert again.undo(2).who == "Berit"
        assert again.get(Remiss, town.remiss.id).title == town.remiss.title


def test_a_row_changed_since_is_not_overwritten(filled: Register, town, clock) -> None:
    _retitle(filled, town.remiss.id, "A")
    _retitle(filled, town.remiss.id, "B")
    at = f"{clock.now.astimezone():%H:%M}"
    reason = (
        f"Det går inte att ångra ”Rubrik A”: remissen KS/2025:118 har ändrats sedan dess av Anna {at} \\(Rubrik B\\)"
    )
    with pytest.raises(UserError, match=reason):
        filled.undo(2)
    assert filled.get(Remiss, town.remiss.id).title == "B"
    assert len(filled.operations()) == 3


def test_a_row_taken_away_since(filled: Register, town) -> None:
    with filled.change("Flyttade") as change:
        change.update(replace(town.referral, deadline=dt.date(2025, 5, 20)))
    with filled.change("Tog bort") as change:
        change.remove(filled.get(Referral, town.referral.id))
    with pytest.raises(UserError, match=r"internremissen har tagits bort sedan dess av Anna .* \(Tog bort\)"):
        filled.undo(2)


def test_a_later_row_that_depends_on_it(filled: Register, town) -> None:
    with filled.change("Lade till rekommendation 3") as change:
        change.add(Recommendation(id="c3", remiss_id=town.remiss.id, number="3", text="Inför rutiner."))
    with filled.change("Riktade den till OSN") as change:
        change.add(Addressee(id="a3", recommendation_id="c3", namnd_id=town.osn.id))
    with pytest.raises(UserError, match=r"Adressaten \(Anna .*Riktade den till OSN\) hänvisar till rekommendationen 3"):
        filled.undo(2)
    assert filled.get(Recommendation, "c3").number == "3"
    filled.undo(3)
    filled.undo(2)
    assert filled.find(Recommendation, id="c3") == []


def test_a_row_brought_back_whose_other_end_is_gone(filled: Register, town) -> None:
    with filled.change("Lade till FN") as change:
        change.add(Namnd(id="fn", abbreviation="FN", name=""))
        change.add(Response(id="s", remiss_id=town.remiss.id, namnd_id="fn"))
    with filled.change("Tog bort svaret") as change:
        change.remove(filled.get(Response, "s"))
    with filled.change("Tog bort FN") as change:
        change.remove(filled.get(Namnd, "fn"))
    with pytest.raises(UserError, match="Svaret hänvisar till nämnden FN, som då inte finns"):
        filled.undo(3)


def test_twice_is_refused(filled: Register, town) -> None:
    _retitle(filled, town.remiss.id, "Ny")
    filled.undo(2)
    with pytest.raises(UserError, match="Ångrade: Rubrik Ny"):
        filled.undo(2)


def test_an_operation_that_is_not_there(filled: Register) -> None:
    with pytest.raises(UserError, match="ingen händelse med nummer 7"):
        filled.undo(7)


def test_what_was_done_under_an_older_schema_stays(filled: Register, town, path: Path) -> None:
    _retitle(filled, town.remiss.id, "Ny")
    filled.close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE operation SET \"schema\" = '0000_earlier' WHERE no = 2")
    raw.close()
    with Register.open(path, write=True) as again, pytest.raises(UserError, match="före en uppgradering"):
        again.undo(2)


def test_the_search_follows(filled: Register, town) -> None:
    _retitle(filled, town.remiss.id, "Livsmedelskontroll")
    assert filled.search("livsmedel") != []
    filled.undo(2)
    assert filled.search("livsmedel") == []
    assert filled.search("integrationsarbete") != []
    assert filled.check() == []
