"""The decisions of an ärende, gathered for Beslutsunderlag."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

from docx import Document as WordFile

from secretary_app.domain.model import (
    Decision,
    Dispatch,
    DocumentKind,
    Namnd,
    Outcome,
    Position,
    Recommendation,
    Remiss,
)
from secretary_app.operations.deciding import decide
from secretary_app.operations.drafting import draft
from secretary_app.operations.editing_answers import save_response
from secretary_app.operations.gathered_decisions import GatheredDecisions, gathered_decisions
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id


def _decide_and_send(register: Register, asked: Remiss) -> GatheredDecisions:
    osn = register.find(Namnd, abbreviation="OSN")[0]
    for each in register.find(Recommendation, remiss_id=asked.id):
        save_response(register, asked, osn.id, each.id, Position.DISAGREES, "Nej.")
    decide(
        register, asked, "OSN", meeting=dt.date(2026, 3, 9), paragraph="21", immediate=True, text="1. Nämnden svarar."
    )
    decide(register, asked, "BUN", meeting=dt.date(2026, 3, 10), outcome=Outcome.TABLED)
    decide(register, asked, "BUN", meeting=dt.date(2026, 3, 11), outcome=Outcome.CHAIR_DECISION)
    with register.change("Mottagare och expediering") as change:
        row = register.find(Decision, remiss_id=asked.id, namnd_id=osn.id)[0]
        change.update(replace(row, recipients="Kommunstyrelsen\n\nRevisorerna"))
        for day in (12, 11):
            change.add(
                Dispatch(
                    id=new_id(),
                    remiss_id=asked.id,
                    what="Yttrande",
                    recipient=f"Mottagare {day}",
                    sent=dt.date(2026, 3, day),
                )
            )
    return gathered_decisions(register, asked.id)


def test_every_decision_with_its_clauses_recipients_and_what_was_sent(register: Register, asked: Remiss) -> None:
    found = _decide_and_send(register, asked)
    first, tabled, chair = found.decisions
    assert first.words.endswith("nämndens beslut § 21/2026-03-09")
    assert first.about == "Beslut, omedelbart justerat, 2 svar"
    assert (first.clauses, first.recipients) == (("1. Nämnden svarar.",), ("Kommunstyrelsen", "Revisorerna"))
    assert (tabled.about, tabled.clauses) == ("Bordläggning", ())
    assert chair.words.endswith("nämndens ordförandebeslut 2026-03-11")
    assert [each.recipient for each in found.dispatches] == ["Mottagare 11", "Mottagare 12"]
    assert first.words in found.basis
    assert chair.words in found.basis
    assert tabled.words not in found.basis
    for words in (first.words, "Beslutet skickas till: Kommunstyrelsen, Revisorerna", "Yttrande till Mottagare 11"):
        assert words in found.as_text


def test_the_papers_have_the_same_lines(register: Register, asked: Remiss, tmp_path: Path) -> None:
    found = _decide_and_send(register, asked)
    out = tmp_path / "utdrag.docx"
    draft(register, DocumentKind.PROTOKOLLSUTDRAG, asked, out, namnd_words="KS")
    words = [each.text.strip() for each in WordFile(str(out)).paragraphs]
    assert [line for line in words if line in found.basis] == list(found.basis)


def test_nothing_decided_yet(register: Register, asked: Remiss) -> None:
    found = gathered_decisions(register, asked.id)
    assert (found.decisions, found.dispatches) == ((), ())
    assert any("[Ange paragraf och datum]" in line for line in found.basis)
