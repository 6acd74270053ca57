"""Each kind of draft, paragraph by paragraph, and the Swedish of the unusual ones.

What the shipped templates make of an invented audit stands in golden/; a changed template or sentence shows there.
"""

import datetime as dt
import difflib
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import (
    ChainRole,
    Decision,
    DocumentKind,
    Kommun,
    Outcome,
    Position,
    Recommendation,
    Referral,
    Response,
)
from secretary_app.word.data import Answer, ChainLink, DecisionFacts, Question

GOLDEN = Path(__file__).parent / "golden"
NAMES = (
    "internremiss",
    "tjansteskrivelse",
    "tjansteskrivelse-osn",
    "yttrande",
    "underlag",
    "protokollsutdrag",
    "protokollsutdrag-osn",
    "foljebrev",
    "barnchecklista",
    "svarsformular",
)


@pytest.mark.parametrize("many", [True, False], ids=["6", "1"])
@pytest.mark.parametrize("name", NAMES)
def test_draft_is_as_it_was_when_it_was_looked_at(name, many, drafts, draft, read):
    paper = read(draft(drafts(many)[name]))
    wanted = (GOLDEN / f"{name}-{6 if many else 1}.txt").read_text("utf-8").splitlines()
    found = paper.golden()
    assert found == wanted, "\n".join(difflib.unified_diff(wanted, found, lineterm=""))


def test_headings_stand_in_the_order_of_the_real_papers(draft, read, owners_draft):
    headings = [text for level, text in read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 2))).headings()]
    assert [text for text in headings if not text.startswith("Rekommendation")] == [
        "Granskning av kommunens arbete med integration och mångfald",
        "Bakgrund",
        "Sammanfattning",
        "Beslutsunderlag",
        "Kommunstyrelsens förvaltnings förslag till beslut",
        "Beslutet skickas till",
        "Beskrivning av ärendet",
        "Syfte",
        "Samråd",
        "Yttrande",
    ]


SHARED = Path(__file__).parents[2].parent / "shared" / "handlingar"


@pytest.mark.skipif(not SHARED.is_dir(), reason="de verkliga handlingarna finns inte här")
@pytest.mark.parametrize(
    ("name", "real"),
    [
        ("tjansteskrivelse", "mjolby-2025-05-14-tjansteskrivelse-ks"),
        ("underlag", "mjolby-2025-05-26-protokollsutdrag-ksau"),
        ("underlag", "mjolby-2022-04-04-protokollsutdrag-ksau"),
        ("protokollsutdrag", "mjolby-2022-04-20-protokollsutdrag-ks"),
        ("protokollsutdrag-osn", "mjolby-2025-04-29-protokollsutdrag-osn"),
    ],
)
def test_sections_are_those_of_the_real_paper_in_its_order(name, real, draft, read, drafts):
    sections = [text for level, text in read(draft(drafts(True)[name])).headings() if level == 2]
    lines = [line.strip() for line in (SHARED / f"{real}.txt").read_text("utf-8").splitlines()]
    assert [line for line in lines if line in sections] == sections


def test_a_motion_without_recommendations_is_answered_whole(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 0)
    remiss = replace(
        data.remiss, kind="motion", title="Gratis buss", sender="Anna Exempel (X)", firm="", answer_by=None
    )
    paper = read(draft(replace(data, remiss=remiss, attachments=())))
    assert paper.under("Bakgrund") == [
        "Anna Exempel (X) har lämnat motionen ”Gratis buss”. Ärendet kom in den 18 mars 2025."
    ]
    assert paper.under("Beskrivning av ärendet") == ["[Beskriv vad motionen föreslår och varför.]"]
    assert paper.under("Yttrande") == ["Kommunstyrelsen yttrar sig över motionen."]
    assert paper.under("Hela motionen")[:2] == [
        "[Ange ställningstagande: instämmer, instämmer delvis, instämmer inte eller ej tillämpligt.]",
        "[Skriv svaret på frågan.]",
    ]
    assert paper.under("Kommunstyrelsens förvaltnings förslag till beslut")[0] == (
        "Kommunstyrelsen beslutar att [Ange förslag: bifalla, avslå eller anse motionen besvarad]."
    )


def test_an_internremiss_without_deadline_asks_for_one(draft, read, osns_draft):
    data = osns_draft(DocumentKind.INTERNREMISS, 3)
    paper = read(draft(replace(data, referral=replace(data.referral, deadline=None))))
    assert paper.under("När och hur ni svarar")[0] == (
        "Svaret ska ha kommit in till kommunstyrelsen. [Ange när svaret senast ska ha kommit in.]"
    )


def test_a_direct_internremiss_sends_the_answer_to_the_sender(draft, read, osns_draft):
    data = osns_draft(DocumentKind.INTERNREMISS, 3)
    paper = read(draft(replace(data, referral=replace(data.referral, direct=True))))
    assert paper.under("När och hur ni svarar") == [
        "Svaret skickas direkt till revisorerna senast den 14 maj 2025.",
        "Använd gärna svarsformuläret. Ange diarienummer KS/2025:112 i svaret.",
    ]


def test_the_body_that_is_asked_is_named_with_a_small_letter_but_a_company_keeps_its_name(draft, read, osns_draft):
    data = osns_draft(DocumentKind.INTERNREMISS, 3)
    assert "ber omsorgs- och socialnämnden att" in read(draft(data)).text()
    company = replace(data.namnd, name="Älvstads Energi AB", kind="bolag", forvaltning="")
    text = read(draft(replace(data, namnd=company))).text()
    assert "Kommunstyrelsen ber Älvstads Energi AB att yttra sig över rekommendation 3 i granskningen" in text


def test_a_body_without_forvaltning_makes_its_proposal_without_one(draft, read, osns_draft):
    data = osns_draft(DocumentKind.TJANSTESKRIVELSE, 3)
    paper = read(draft(replace(data, namnd=replace(data.namnd, forvaltning=""))))
    assert paper.under("Förslag till beslut") == [
        "Omsorgs- och socialnämnden ställer sig bakom förslaget till yttrande och lämnar det till kommunstyrelsen "
        "senast den 14 maj 2025."
    ]


def test_a_namnd_that_has_measures_alone_is_no_answer_that_is_missing(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 3)
    own, other = data.questions[2].answers
    alone = replace(other, response=None, decision=None, measures=own.measures)
    questions = (replace(data.questions[2], answers=(own, alone)),)
    paper = read(draft(replace(data, questions=questions, recipients=("Revisorerna",))))
    assert paper.under("Omsorgs- och socialnämnden")[0] == "Omsorgs- och socialnämnden svarar med åtgärder."
    assert paper.under("Samråd") == [
        "Omsorgs- och socialnämnden har lämnat sitt yttrande till kommunstyrelsen, se beslutsunderlag."
    ]


def test_recommendations_without_numbers_are_not_counted_by_us(draft, read, osns_draft):
    data = osns_draft(DocumentKind.TJANSTESKRIVELSE, 3, 4)
    questions = tuple(
        replace(question, recommendation=replace(question.recommendation, number="")) for question in data.questions
    )
    paper = read(draft(replace(data, questions=questions)))
    assert "Omsorgs- och socialnämnden yttrar sig över rekommendationerna." in paper.under("Yttrande")
    assert [text for level, text in paper.headings() if level == 3] == ["Rekommendation", "Rekommendation"]


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        (Position.AGREES, "Omsorgs- och socialnämnden instämmer i rekommendationen."),
        (Position.PARTLY, "Omsorgs- och socialnämnden instämmer delvis i rekommendationen."),
        (Position.DISAGREES, "Omsorgs- och socialnämnden instämmer inte i rekommendationen."),
        (Position.NOT_APPLICABLE, "Omsorgs- och socialnämnden bedömer att rekommendationen inte är tillämplig."),
    ],
)
def test_each_position_is_a_sentence(position, sentence, draft, read, osns_draft):
    data = osns_draft(DocumentKind.YTTRANDE, 3)
    response = Response(id="s", remiss_id="r", namnd_id="osn", recommendation_id="rec3", position=position, text="Vi.")
    answers = (Answer(namnd=data.namnd, response=response),)
    paper = read(draft(replace(data, questions=(replace(data.questions[0], answers=answers),))))
    assert paper.under("Rekommendation 3")[1:3] == [sentence, "Vi."]
    row = [cell for cell in paper.under("Åtgärder och tidsplan") if cell in ("–", "[Ange åtgärd]", "[Ange status]")]
    agrees = position in (Position.AGREES, Position.PARTLY)
    assert row == (["[Ange åtgärd]", "[Ange status]"] if agrees else ["–"] * 4)


@pytest.mark.parametrize(
    ("outcome", "paragraph", "line", "sentence"),
    [
        (Outcome.DECISION, "78", "§ 78", "beslutade den 29 april 2025, § 78, att lämna bifogat yttrande"),
        (Outcome.DECISION, "", "§ [Ange paragraf]", "den 29 april 2025, § [Ange paragraf], att lämna"),
        (Outcome.CHAIR_DECISION, "", "Ordförandebeslut", "nämndens ordförande beslutade den 29 april 2025 att lämna"),
        (Outcome.DELEGATED, "", "Delegationsbeslut", "lämnar bifogat yttrande"),
        (Outcome.ADMINISTRATION, "", "Svar från förvaltningen", "Omsorgs- och socialförvaltningen lämnar bifogat"),
    ],
)
def test_a_decision_outside_a_meeting_lacks_no_paragraph(outcome, paragraph, line, sentence, draft, read, osns_draft):
    decision = Decision(
        id="d", remiss_id="r", namnd_id="osn", meeting_date=dt.date(2025, 4, 29), paragraph=paragraph, outcome=outcome
    )
    minutes = replace(osns_draft(DocumentKind.PROTOKOLLSUTDRAG, 3), decision=decision)
    assert f"Uppgift | {line}\tDiarienummer OSN/2025:41" in read(draft(minutes)).lines()
    assert sentence in read(draft(replace(minutes, kind=DocumentKind.FOLJEBREV))).text()


def test_numbers_and_bullets_of_a_decision_are_not_doubled(draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    decision = replace(
        data.decision, text="1. Första punkten.\n\n 2) Andra punkten.\n• Tredje.", immediate_justering=True
    )
    assert read(draft(replace(data, decision=decision))).under("Beslut") == [
        "Första punkten.",
        "Andra punkten.",
        "Tredje.",
        "Beslutet justeras omedelbart.",
    ]
    said = replace(data.decision, text="Yttrandet lämnas.\nParagrafen justeras omedelbart.", immediate_justering=True)
    assert read(draft(replace(data, decision=said))).under("Beslut")[-1] == "Paragrafen justeras omedelbart."


@pytest.mark.parametrize(
    ("outcome", "point"),
    [(Outcome.REFERRED_BACK, "Ärendet återremitteras."), (Outcome.TABLED, "Ärendet bordläggs.")],
)
def test_what_ends_without_an_answer_says_so(outcome, point, draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    tabled = replace(data, decision=replace(data.decision, text="", outcome=outcome), decisions=())
    assert read(draft(tabled)).under("Beslut") == [point]
    letter = read(draft(replace(tabled, kind=DocumentKind.FOLJEBREV)))
    assert "[Ange när yttrandet beslutades och i vilken paragraf.]" in letter.text()
    assert letter.under("Bilagor")[0] == "Yttrande"
    assert "Beslut, §" not in letter.text()


def test_the_council_only_takes_note(draft, read, drafts):
    data = drafts(False)["underlag"]
    council = data.chain[-1].namnd
    paper = read(draft(replace(data, namnd=council, meeting=replace(data.meeting, date=dt.date(2025, 6, 16)))))
    assert paper.under("Förslag till beslut") == [
        "Kommunfullmäktige tar del av yttrandet och lägger ärendet till handlingarna."
    ]


def test_an_utskott_outside_the_chain_proposes_to_its_own_body(draft, read, drafts):
    data = drafts(False)["underlag"]
    assert read(draft(replace(data, chain=()))).under("Arbetsutskottets förslag till kommunstyrelsen")
    elsewhere = replace(data, chain=(ChainLink(namnd=data.namnd, role=ChainRole.PREPARES),), owner=data.chain[1].namnd)
    assert read(draft(elsewhere)).under("Arbetsutskottets förslag till kommunstyrelsen")


def test_only_decisions_made_by_then_are_in_the_basis(draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    later = Decision(id="x", remiss_id="r", namnd_id="kf", meeting_date=dt.date(2025, 6, 16), paragraph="99")
    council = data.chain[-1].namnd
    decided = replace(data, decisions=(*data.decisions, DecisionFacts(decision=later, namnd=council)))
    assert "§ 99" not in read(draft(decided)).text()


def test_signatures_stand_in_two_columns_and_lack_no_line(draft, read, owners_draft):
    data = owners_draft(DocumentKind.FOLJEBREV, 1)
    first, second = data.signers
    untitled = replace(second, name="Ulla Utantitel", title="")
    lines = read(draft(replace(data, signers=(first, second, untitled)))).lines()
    assert [line for line in lines if line.startswith("Underskrift")] == [
        "Underskrift | Kommunstyrelsens förvaltning",
        "Underskrift | Karin Exempel\tNils Påhitt",
        "Underskrift | Kommundirektör\tKanslichef",
        "Underskrift | Ulla Utantitel",
    ]


def test_an_empty_register_gives_a_whole_document_with_placeholders(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 0)
    bare = replace(
        data,
        kommun=Kommun(id="k"),
        remiss=replace(data.remiss, diarienummer="", sender="", firm="", received=None, answer_by=None),
        owner=replace(data.owner, forvaltning=""),
        namnd=replace(data.namnd, forvaltning=""),
        handlaggare=None,
        signers=(),
        questions=(),
        decisions=(),
        attachments=(),
        chain=(),
        recipients=(),
    )
    paper = read(draft(bare))
    assert paper.under("Bakgrund") == [
        "Kommunens revisorer har genomfört en granskning av kommunens arbete med integration och mångfald."
    ]
    for placeholder in (
        "[Ange diarienummer]",
        "[Ange handläggare]",
        "[Ange vilka beslutet skickas till]",
        "[Ange namn]",
    ):
        assert placeholder in paper.text()
    first_header = next(name for name in paper.parts if "header" in name and "Dokumentslag" in str(paper.parts[name]))
    assert paper.lines(first_header) == ["Dokumentslag | \tTjänsteskrivelse", "Sidhuvud | Kommunstyrelsen"]
    assert not any("None" in line or "{{" in line or "{%" in line for line in paper.lines())


def test_the_form_tells_its_questions_apart_by_their_codes(draft, read, osns_draft):
    data = osns_draft(DocumentKind.SVARSFORMULAR, 3, 4)
    codes = [text for text in read(draft(data)).text().split("\n") if text.startswith("OSN-")]
    assert codes == ["OSN-3", "OSN-4", "OSN-allmänt"]
    twice = Question(recommendation=Recommendation(id="z", remiss_id="r", number="3", text="Att ännu en sak görs."))
    codes = [
        text
        for text in read(draft(replace(data, questions=(*data.questions, twice)))).text().split("\n")
        if text.startswith("OSN-")
    ]
    assert codes == ["OSN-p1", "OSN-4", "OSN-p3", "OSN-allmänt"]


def test_a_referral_without_its_own_diarienummer_says_so(draft, read, osns_draft):
    data = osns_draft(DocumentKind.TJANSTESKRIVELSE, 3)
    referral = Referral(id="ref", remiss_id="r", namnd_id="osn")
    paper = read(draft(replace(data, referral=referral)))
    assert "Diarienummer [Ange diarienummer]" in paper.text()
    assert paper.under("Bakgrund")[1] == (
        "Kommunstyrelsen har i en internremiss bett om omsorgs- och socialnämndens svar."
    )


def test_an_asked_namnds_basis_holds_no_other_namnds_decision(draft, read, osns_draft, owners_draft):
    other = replace(owners_draft(DocumentKind.UNDERLAG, 1).owner, id="bun", name="Barn- och utbildningsnämnden")
    decision = Decision(id="x", remiss_id="r", namnd_id="bun", meeting_date=dt.date(2025, 4, 2), paragraph="41")
    data = osns_draft(DocumentKind.UNDERLAG, 3)
    data = replace(data, decisions=(DecisionFacts(decision=decision, namnd=other),))
    assert "§ 41" not in read(draft(data)).text()


def test_the_basis_names_the_day_of_the_tjansteskrivelse(draft, read, osns_draft):
    data = osns_draft(DocumentKind.UNDERLAG, 3)
    assert "Tjänsteskrivelse [Ange datum]" in read(draft(data)).under("Beslutsunderlag")
    dated = replace(data, tjansteskrivelse_date=dt.date(2025, 4, 7))
    assert "Tjänsteskrivelse 2025-04-07" in read(draft(dated)).under("Beslutsunderlag")


def test_a_follow_up_is_not_said_twice(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    data = replace(data, remiss=replace(data.remiss, follows_up_id="f", title="Uppföljande granskning av skolan"))
    assert "den uppföljande granskningen" not in read(draft(data)).text()
