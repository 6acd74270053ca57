"""The house style klassisk beside real papers of its kind: the same sections, in the same order.

The lists stand here, so that they hold where the papers are not.
"""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import Decision, DocumentKind
from secretary_app.word.data import DecisionFacts

SHARED = Path(__file__).parents[2].parent / "shared" / "handlingar"
TJANSTESKRIVELSE = (
    "Bakgrund",
    "Sammanfattning",
    "Beslutsunderlag",
    "Kommunstyrelsens förvaltnings förslag till beslut",
    "Beslutet skickas till",
    "Beskrivning av ärendet",
    "Syfte",
    "Samråd",
    "Yttrande",
)
MINUTES = ("Bakgrund", "Sammanfattning", "Beslutsunderlag", "Beslut", "Beslutet skickas till")
PROPOSAL = (*MINUTES[:3], "Arbetsutskottets förslag till kommunstyrelsen", MINUTES[-1])
INTERNREMISS = ("Kommunstyrelsens förvaltning", "Handläggare", "Datum", "Diarienummer", "Omsorgs- och socialnämnden")
"""What stands before the heading; the real one has it in two columns, so in no order of its own."""


@pytest.fixture
def minutes(drafts, owners_draft):
    """A body's paper of the four that minute the ärende: OSN, KSAU, KS and KF."""
    council = owners_draft(DocumentKind.PROTOKOLLSUTDRAG, 1).chain[-1].namnd
    decision = Decision(
        id="kf",
        remiss_id="r",
        namnd_id="kf",
        meeting_date=dt.date(2025, 6, 17),
        paragraph="66",
        text="Kommunfullmäktige tar del av yttrandet och lägger det till handlingarna.",
    )
    of_ks = drafts(True)["protokollsutdrag"]
    of_ksau = replace(drafts(True)["underlag"], kind=DocumentKind.PROTOKOLLSUTDRAG)
    proposal = next(facts.decision for facts in of_ks.decisions if facts.namnd.id == "ksau")
    return {
        "OSN": drafts(True)["protokollsutdrag-osn"],
        "KSAU": replace(of_ksau, decision=proposal),
        "KS": of_ks,
        "KF": replace(
            of_ks,
            namnd=council,
            decision=decision,
            decisions=(*of_ks.decisions, DecisionFacts(decision=decision, namnd=council)),
        ),
    }


def _sections(paper):
    return tuple(text for level, text in paper.headings() if level == 2)


def _in_order_of(real, sections):
    lines = [line.strip() for line in (SHARED / f"{real}.txt").read_text("utf-8").splitlines()]
    return tuple(line for line in lines if line in sections)


def test_a_tjansteskrivelse_has_the_sections(draft, read, owners_draft):
    assert _sections(read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 2)))) == TJANSTESKRIVELSE


@pytest.mark.parametrize(("body", "sections"), [("OSN", MINUTES), ("KSAU", PROPOSAL), ("KS", MINUTES), ("KF", MINUTES)])
def test_minutes_have_the_sections_and_the_paragraph_first(body, sections, draft, read, minutes):
    paper = read(draft(minutes[body]))
    assert _sections(paper) == sections
    lines = [line.split(" | ", 1)[1] for line in paper.lines()]
    assert lines[1] == f"§ {minutes[body].decision.paragraph}\tDiarienummer {lines[1].split()[-1]}"


def test_each_paper_rests_on_the_decisions_before_it(draft, read, minutes):
    assert (
        read(draft(minutes["KSAU"])).under("Beslutsunderlag")[1] == "Omsorgs- och socialnämndens beslut § 78/2025-04-29"
    )
    assert read(draft(minutes["KS"])).under("Beslutsunderlag")[0] == "Arbetsutskottets förslag § 94/2025-05-26"
    basis = read(draft(minutes["KF"])).under("Beslutsunderlag")
    assert "Kommunstyrelsens beslut § 120/2025-06-11" in basis
    assert not any("§ 66" in line for line in basis)


def test_an_omedelbar_justering_is_the_last_point(draft, read, minutes):
    assert read(draft(minutes["OSN"])).under("Beslut")[-1] == "Beslutet justeras omedelbart."
    assert not any("omedelbart" in line for line in read(draft(minutes["KS"])).under("Beslut"))


def test_an_internremiss_says_who_asks_whom_before_it_asks(draft, read, drafts):
    paper = read(draft(drafts(True)["internremiss"]))
    heads = "\n".join(paper.text(name) for name in paper.parts if "header" in name)
    before, _, after = paper.text().partition("Granskning av kommunens arbete med integration och mångfald")
    assert all(word in heads + before for word in INTERNREMISS)
    assert after.rstrip().splitlines()[-3:] == ["Kommunstyrelsens förvaltning", "Nils Påhitt", "Kanslichef"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="de verkliga handlingarna finns inte här")
@pytest.mark.parametrize(
    ("real", "sections"),
    [
        ("mjolby-2025-05-14-tjansteskrivelse-ks", TJANSTESKRIVELSE),
        ("mjolby-2022-03-22-protokollsutdrag-osn", MINUTES),
        ("mjolby-2025-04-29-protokollsutdrag-osn", MINUTES),
        ("mjolby-2022-04-04-protokollsutdrag-ksau", PROPOSAL),
        ("mjolby-2025-05-26-protokollsutdrag-ksau", PROPOSAL),
        ("mjolby-2022-04-20-protokollsutdrag-ks", MINUTES),
        ("mjolby-2022-04-26-protokollsutdrag-kf", MINUTES),
    ],
)
def test_the_lists_are_those_of_the_real_papers(real, sections):
    assert _in_order_of(real, sections) == sections


@pytest.mark.skipif(not SHARED.is_dir(), reason="de verkliga handlingarna finns inte här")
def test_the_real_internremiss_has_what_ours_has_before_its_heading():
    text = (SHARED / "mjolby-2022-02-14-internremiss.txt").read_text("utf-8")
    before = text.partition("Granskning av kommunens integrations-")[0]
    assert all(word in before for word in INTERNREMISS)
