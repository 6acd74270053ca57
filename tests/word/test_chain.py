"""Who is told of which decision, which decisions count as its basis, and which namnder have a row of measures."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import (
    ChainRole,
    Decision,
    DocumentKind,
    Measure,
    Namnd,
    NamndKind,
    Outcome,
    Position,
    Response,
)
from secretary_app.word.data import Answer, ChainLink, DecisionFacts, MeasureFacts

REVISORERNA = "Revisorerna"
OWNERS = (REVISORERNA, "Granskarna AB", "Kommunfullmäktige", "Omsorgs- och socialnämnden")


def decided(namnd, day, paragraph, outcome=Outcome.DECISION):
    date = dt.date.fromisoformat(day)
    decision = Decision(
        id=paragraph, remiss_id="r", namnd_id=namnd.id, meeting_date=date, paragraph=paragraph, outcome=outcome
    )
    return DecisionFacts(decision=decision, namnd=namnd)


@pytest.fixture
def bodies(owners_draft, osns_draft):
    data = owners_draft(DocumentKind.UNDERLAG, 1)
    chain = {link.namnd.abbreviation: link.namnd for link in data.chain}
    return {**chain, "OSN": osns_draft(DocumentKind.UNDERLAG, 3).namnd}


@pytest.fixture
def minutes(owners_draft):
    """The extract of a body in the owner's chain, with what the owner's answer is sent to."""

    def make(facts, **more):
        data = owners_draft(DocumentKind.PROTOKOLLSUTDRAG, 1)
        return replace(data, namnd=facts.namnd, decision=facts.decision, decisions=(facts,), recipients=OWNERS, **more)

    return make


@pytest.fixture
def told(draft, read):
    return lambda data: read(draft(data)).under("Beslutet skickas till")


@pytest.fixture
def basis(draft, read):
    return lambda data: read(draft(data)).under("Beslutsunderlag")


def test_the_deciding_body_tells_everybody_who_gets_the_answer(minutes, bodies, told):
    data = minutes(decided(bodies["KS"], "2025-06-11", "120"))
    assert told(data) == list(OWNERS)
    assert told(replace(data, recipients=("Kommunstyrelsen", *OWNERS))) == list(OWNERS)


@pytest.mark.parametrize("outcome", [Outcome.PROPOSAL, Outcome.DECISION])
def test_a_preparing_body_tells_the_body_that_goes_on(outcome, minutes, bodies, told):
    assert told(minutes(decided(bodies["KSAU"], "2025-05-26", "94", outcome))) == ["Kommunstyrelsen"]


def test_the_council_tells_those_who_answered_and_those_who_asked(minutes, bodies, told):
    assert told(minutes(decided(bodies["KF"], "2025-06-16", "61"))) == ["Kommunstyrelsen", REVISORERNA]


@pytest.mark.parametrize("outcome", [Outcome.REFERRED_BACK, Outcome.TABLED])
def test_what_ends_without_an_answer_goes_back_to_those_who_wrote(outcome, minutes, bodies, told, osns_draft):
    assert told(minutes(decided(bodies["KS"], "2025-06-11", "120", outcome))) == ["Kommunstyrelsens förvaltning"]
    asked = replace(
        osns_draft(DocumentKind.PROTOKOLLSUTDRAG, 3),
        decision=decided(bodies["OSN"], "2025-04-29", "1", outcome).decision,
    )
    assert told(asked) == ["Omsorgs- och socialförvaltningen"]


def test_recipients_recorded_with_the_decision_are_its_own_but_never_the_body_itself(minutes, bodies, told):
    facts = decided(bodies["KF"], "2025-06-16", "61")
    decision = replace(facts.decision, recipients="Kommunfullmäktige\nPartigrupperna\nAkten")
    assert told(replace(minutes(facts), decision=decision)) == ["Partigrupperna", "Akten"]


def test_an_owner_that_prepares_for_the_council_proposes_to_it_and_is_told_by_it(minutes, bodies, told):
    chain = (
        ChainLink(namnd=bodies["KS"], role=ChainRole.PREPARES),
        ChainLink(namnd=bodies["KF"], role=ChainRole.DECIDES),
    )
    sent = ("Motionären",)
    owner = replace(minutes(decided(bodies["KS"], "2025-06-11", "120", Outcome.PROPOSAL)), chain=chain, recipients=sent)
    assert told(owner) == ["Kommunfullmäktige"]
    council = replace(minutes(decided(bodies["KF"], "2025-06-16", "61")), chain=chain, recipients=sent)
    assert told(council) == ["Motionären", "Kommunstyrelsen"]


def test_the_owners_tjansteskrivelse_is_about_the_answer_whoever_prepares_it(owners_draft, bodies, told):
    data = replace(owners_draft(DocumentKind.TJANSTESKRIVELSE, 1), recipients=OWNERS)
    assert told(data) == list(OWNERS)


def test_a_later_body_of_the_chain_is_no_basis(owners_draft, bodies, basis):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    all_ = (
        decided(bodies["OSN"], "2025-04-29", "78"),
        decided(bodies["KSAU"], "2025-05-26", "94", Outcome.PROPOSAL),
        decided(bodies["KS"], "2025-06-11", "120"),
        decided(bodies["KF"], "2025-06-16", "61"),
    )
    late = replace(data, date=dt.date(2025, 12, 1), decisions=all_, attachments=())
    wanted = ["Arbetsutskottets förslag § 94/2025-05-26", "Omsorgs- och socialnämndens beslut § 78/2025-04-29"]
    assert [line for line in basis(late) if "§" in line] == wanted
    underlag = replace(late, kind=DocumentKind.UNDERLAG)
    assert [line for line in basis(underlag) if "§" in line] == wanted
    council = replace(underlag, namnd=bodies["KF"])
    assert [line for line in basis(council) if "§" in line] == [
        wanted[0],
        "Kommunstyrelsens beslut § 120/2025-06-11",
        wanted[1],
    ]
    assert not [line for line in basis(replace(late, chain=())) if "§ 61" in line]


def test_of_two_decisions_by_one_namnd_the_one_that_counts_is_the_basis(owners_draft, osns_draft, bodies, basis):
    back = decided(bodies["OSN"], "2025-03-25", "40", Outcome.REFERRED_BACK)
    final = decided(bodies["OSN"], "2025-04-29", "78")
    owners = replace(owners_draft(DocumentKind.UNDERLAG, 1), decisions=(back, final))
    assert [line for line in basis(owners) if "§" in line] == ["Omsorgs- och socialnämndens beslut § 78/2025-04-29"]
    own = replace(osns_draft(DocumentKind.PROTOKOLLSUTDRAG, 3), decisions=(back, final), decision=final.decision)
    assert not [line for line in basis(own) if "§" in line]


def test_a_namnd_that_only_referred_back_is_still_awaited(owners_draft, bodies, basis):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 3)
    back = decided(bodies["OSN"], "2025-03-25", "40", Outcome.REFERRED_BACK)
    lines = basis(replace(data, decisions=(back,)))
    assert "Omsorgs- och socialnämndens beslut [Ange paragraf och datum]" in lines


def test_an_utskott_of_the_asked_namnd_comes_before_its_own_only(owners_draft, osns_draft, bodies, basis):
    utskott = Namnd(
        id="osnau", abbreviation="OSNAU", name="Arbetsutskott", kind=NamndKind.UTSKOTT, parent_id=bodies["OSN"].id
    )
    facts = decided(utskott, "2025-04-01", "7", Outcome.PROPOSAL)
    asked = replace(osns_draft(DocumentKind.TJANSTESKRIVELSE, 3), decisions=(facts,))
    assert "Arbetsutskottets förslag § 7/2025-04-01" in basis(asked)
    assert not [
        line for line in basis(replace(owners_draft(DocumentKind.UNDERLAG, 1), decisions=(facts,))) if "§" in line
    ]


def test_an_internremiss_and_its_form_bear_the_day_they_were_sent(draft, read, osns_draft):
    for kind in (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR):
        data = osns_draft(kind, 3)
        assert "Datum 2025-03-26" in read(draft(data)).text()
        unsent = replace(data, referral=replace(data.referral, sent=None))
        assert "Datum 2025-04-07" in read(draft(unsent)).text()
    assert "Datum 2025-04-07" in read(draft(osns_draft(DocumentKind.TJANSTESKRIVELSE, 3))).text()


def test_a_paper_without_a_date_of_its_own_has_none(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    missiv, report = data.attachments
    lines = read(draft(replace(data, attachments=(replace(missiv, dated=None), report)))).under("Beslutsunderlag")
    assert lines[-2:] == ["Missiv", "Revisionsrapport 2025-03-18"]


def test_every_namnd_that_agrees_without_a_measure_has_its_row_in_the_order_of_the_text(
    draft, read, owners_draft, bodies
):
    data = owners_draft(DocumentKind.YTTRANDE, 1)
    others = [replace(bodies["OSN"], id=id_, abbreviation=id_.upper(), name=id_) for id_ in ("bun", "mn", "tn")]
    measure = MeasureFacts(measure=Measure(id="m", remiss_id="r", text="Rutinen skrivs"), namnder=(others[1],))
    answers = (
        _answer(others[0], Position.PARTLY),
        replace(_answer(others[1], Position.AGREES), measures=(measure,)),
        _answer(others[2], Position.DISAGREES),
        _answer(bodies["OSN"], Position.AGREES),
        _answer(bodies["KS"], Position.AGREES),
    )
    paper = read(draft(replace(data, questions=(replace(data.questions[0], answers=answers),))))
    cells = paper.under("Åtgärder och tidsplan")[6:]
    rows = [(cells[start + 1], cells[start + 4]) for start in range(0, len(cells), 6)]
    missing = "[Ange åtgärd]"
    assert rows == [(missing, "KS"), (missing, "BUN"), ("Rutinen skrivs", "MN"), (missing, "OSN")]
    assert [text for level, text in paper.headings() if level == 4] == [
        "Kommunstyrelsen",
        "bun",
        "mn",
        "tn",
        "Omsorgs- och socialnämnden",
    ]


def _answer(namnd, position):
    response = Response(id=namnd.id, remiss_id="r", namnd_id=namnd.id, position=position, text="Vi svarar.")
    return Answer(namnd=namnd, response=response)
