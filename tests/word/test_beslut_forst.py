"""The house style beslut-forst: each kind paragraph by paragraph, the order of the real papers, and its Swedish.

Golden texts stand in golden/beslut-forst; a changed template or sentence shows there.
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
    MeasureState,
    Outcome,
    Response,
)
from secretary_app.word.data import Answer, ChainLink, Comment, Question

GOLDEN = Path(__file__).parent / "golden" / "beslut-forst"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HEADINGS = ["Rekommendation", "Åtgärd", "Ansvarig", "Tidsplan", "Ansvarig nämnd"]
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
SECTIONS = {
    "tjansteskrivelse": [
        "Förslag till beslut",
        "Sammanfattning",
        "Ekonomisk konsekvensanalys",
        "Barnkonsekvensanalys",
        "Beslutet ska expedieras till",
    ],
    "yttrande": ["Bakgrund", "Generella kommentarer", "Svar på rekommendationerna", "Åtgärder och tidsplan"],
    "underlag": [
        "Bakgrund",
        "Sammanfattning",
        "Beslutsunderlag",
        "Arbetsutskottets förslag till kommunstyrelsen",
        "Beslutet skickas till",
    ],
    "protokollsutdrag": ["Bakgrund", "Sammanfattning", "Beslutsunderlag", "Beslut", "Beslutet skickas till"],
    "barnchecklista": [
        "1. Påverkar beslutet barn?",
        "2. Hur har barnens bästa beaktats?",
        "3. Vilka intressekonflikter finns?",
        "4. Har barn fått säga sin mening?",
    ],
}


@pytest.fixture
def style():
    return "beslut-forst"


def rows_of(paper):
    """The rows of the table of measures: for each cell its text and fill."""
    table = list(paper.body.iter(f"{W}tbl"))[-1]
    return [[(_text(cell), _fill(cell)) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]


def _text(cell):
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in cell.iter(f"{W}p"))


def _fill(cell):
    fills = [shade.get(f"{W}fill") for shade in cell.iter(f"{W}shd")]
    return fills[0] if fills else ""


@pytest.mark.parametrize("many", [True, False], ids=["6", "1"])
@pytest.mark.parametrize("name", NAMES)
def test_draft_is_as_it_was_when_it_was_looked_at(name, many, drafts, draft, read):
    found = read(draft(drafts(many)[name])).golden()
    wanted = (GOLDEN / f"{name}-{6 if many else 1}.txt").read_text("utf-8").splitlines()
    assert found == wanted, "\n".join(difflib.unified_diff(wanted, found, lineterm=""))


@pytest.mark.parametrize("name", list(SECTIONS))
def test_sections_stand_in_their_order(name, draft, read, drafts):
    assert [text for level, text in read(draft(drafts(True)[name])).headings() if level == 2] == SECTIONS[name]


@pytest.mark.parametrize(
    ("name", "real", "differs"),
    [
        ("tjansteskrivelse", "knivsta-2019-03-18-tjansteskrivelse-ks", set()),
        ("yttrande", "knivsta-2019-03-18-yttrande-ks", {"Svar på rekommendationerna"}),
        ("underlag", "mjolby-2025-05-26-protokollsutdrag-ksau", set()),
        ("protokollsutdrag", "mjolby-2022-04-20-protokollsutdrag-ks", set()),
    ],
)
def test_sections_are_those_of_the_real_paper_in_its_order(name, real, differs, draft, read, drafts, shared):
    sections = [text for level, text in read(draft(drafts(True)[name])).headings() if level == 2]
    text = (shared / "handlingar" / f"{real}.txt").read_text("utf-8")
    lines = [line.strip("# :\t") for line in text.splitlines()]
    assert [line for line in lines if line in sections] == [each for each in sections if each not in differs]


def test_the_real_table_has_the_same_columns(draft, read, drafts, shared):
    from docx import Document

    (real,) = Document(str(shared / "handlingar" / "knivsta-2019-03-18-yttrande-ks.docx")).tables
    head = [text for text, _ in rows_of(read(draft(drafts(True)["yttrande"])))[0]]
    assert [*head[:-1], head[-1].split(" per ")[0]] == [*HEADINGS, "Status"]
    assert [cell.text for cell in real.rows[0].cells][:-1] == HEADINGS


def test_the_child_checklist_has_the_shape_of_the_real_one(draft, read, drafts, shared):
    text = (shared / "handlingar" / "knivsta-2019-03-18-barnchecklista.txt").read_text("utf-8")
    real = [line.strip("# ") for line in text.splitlines() if line.startswith("### ")]
    ours = SECTIONS["barnchecklista"]
    assert ours[0] == real[0]
    assert [line[:2] for line in ours] == [line[:2] for line in real]
    ticked = [line for line in read(draft(drafts(True)["barnchecklista"])).text().splitlines() if line.startswith("☐")]
    assert [line.split(":")[0] for line in ticked] == ["☐ Ja", "☐ Nej", "☐ Ja", "☐ Nej", "☐ Inte aktuellt"]


def test_each_status_is_a_colour_and_a_word_that_can_be_read_on_it(draft, read, drafts):
    data = drafts(True)["yttrande"]
    facts = data.questions[0].answers[0].measures[0]
    measures = tuple(
        replace(
            facts,
            measure=replace(facts.measure, id=state.value, text=state.value),
            status=replace(facts.status, status=state, as_of=dt.date(2025, 5, 1)),
        )
        for state in MeasureState
    )
    unknown = replace(facts, measure=replace(facts.measure, id="u", text="okänd"), status=None)
    answer = replace(data.questions[0].answers[0], measures=(*measures, unknown))
    paper = read(draft(replace(data, questions=(replace(data.questions[0], answers=(answer,)),))))
    head, *rows = rows_of(paper)
    assert head[-1][0] == "Status per 2025-05-01"
    statuses = [row[-1] for row in rows]
    assert [text for text, _ in statuses] == ["Ej påbörjad", "Påbörjad", "Klar", "[Ange status]"]
    assert len({fill for _, fill in statuses}) == 4
    assert statuses[-1][1] == "auto"
    for _, fill in statuses[:-1]:
        assert contrast_with_black(fill) >= 4.5
    told = paper.under("Åtgärder och tidsplan")[0]
    assert "status per den 1 maj 2025: röd färg betyder ej påbörjad, gul färg påbörjad och grön färg klar" in told
    properties = [cell.find(f"{W}tcPr") for cell in paper.body.iter(f"{W}tc")]
    assert all([child.tag for child in each][:2] == [f"{W}tcW", f"{W}shd"] for each in properties if len(each) > 1)


def contrast_with_black(fill):
    """As WCAG counts it."""
    parts = [int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return (sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05) / 0.05


def test_a_status_of_another_day_than_the_tables_bears_its_own(draft, read, drafts):
    data = drafts(True)["yttrande"]
    answer = data.questions[0].answers[0]
    first, second = answer.measures
    old = replace(first, status=replace(first.status, as_of=dt.date(2025, 1, 1)))
    changed = replace(answer, measures=(old, second))
    rows = rows_of(read(draft(replace(data, questions=(replace(data.questions[0], answers=(changed,)),)))))
    assert [row[-1][0] for row in rows] == ["Status per 2025-05-01", "Ej påbörjad 2025-01-01", "Påbörjad"]


def test_a_recommendation_stands_on_the_first_of_its_rows_in_a_table_without_merged_cells(draft, read, drafts):
    paper = read(draft(drafts(True)["yttrande"]))
    firsts = [row[0][0] for row in rows_of(paper)[1:]]
    assert firsts[0].startswith("1. Att kommunstyrelsen tydliggör")
    assert firsts[1] == ""
    assert sum(bool(text) for text in firsts) == 6
    assert not list(paper.body.iter(f"{W}vMerge", f"{W}gridSpan"))
    assert {len(row) for row in rows_of(paper)} == {6}


def test_without_a_status_the_table_asks_for_its_day(draft, read, drafts):
    data = drafts(False)["yttrande"]
    answer = replace(data.questions[0].answers[0], measures=())
    paper = read(draft(replace(data, questions=(replace(data.questions[0], answers=(answer,)),))))
    assert rows_of(paper)[0][-1][0] == "Status per [Ange datum]"
    assert "status per [Ange datum]: röd" in paper.text()


def test_measures_alone_need_no_section_of_answers(draft, read, drafts):
    data = drafts(True)["yttrande"]
    questions = tuple(
        replace(question, answers=tuple(replace(answer, response=None) for answer in question.answers))
        for question in data.questions
    )
    paper = read(draft(replace(data, questions=questions)))
    assert [text for level, text in paper.headings() if level > 1] == [
        "Bakgrund",
        "Generella kommentarer",
        "Åtgärder och tidsplan",
    ]
    assert not any("Ange ställningstagande" in line for line in paper.lines())


def test_general_comments_of_several_say_whose_they_are(draft, read, drafts):
    data = drafts(True)["yttrande"]
    (own,) = data.general_comments
    osn = data.questions[2].answers[1].namnd
    other = Comment(namnd=osn, response=Response(id="x", remiss_id="r", namnd_id=osn.id, text="Bra."))
    paper = read(draft(replace(data, general_comments=(own, other))))
    assert (3, "Kommunstyrelsen") in paper.headings()
    assert paper.under("Omsorgs- och socialnämnden")[0] == "Bra."
    bare = read(draft(replace(data, general_comments=())))
    assert "Generella kommentarer" not in [text for _, text in bare.headings()]


def proposal(paper):
    return paper.under("Förslag till beslut")


def test_the_proposal_is_in_clauses(draft, read, owners_draft, osns_draft):
    title = "av kommunens arbete med integration och mångfald"
    assert proposal(read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 6)))) == [
        "Kommunstyrelsen beslutar",
        f"att lämna yttrande daterat 2025-05-14 till revisorerna över granskningen {title}",
        "att skicka yttrandet till kommunfullmäktige för kännedom.",
    ]
    assert proposal(read(draft(osns_draft(DocumentKind.TJANSTESKRIVELSE, 3)))) == [
        "Omsorgs- och socialnämnden beslutar",
        f"att lämna yttrande daterat 2025-04-07 till kommunstyrelsen över granskningen {title}.",
    ]


def test_clauses_are_a_real_list(draft, read, owners_draft):
    paper = read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)))
    style = next(s for s in paper.root("word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == "Attsats")
    assert style.find(f"{W}pPr/{W}numPr/{W}numId") is not None
    assert sum(line.startswith("Attsats | att ") for line in paper.lines()) == 2


def test_a_body_without_forvaltning_proposes_all_the_same(draft, read, osns_draft):
    data = osns_draft(DocumentKind.TJANSTESKRIVELSE, 3)
    paper = read(draft(replace(data, namnd=replace(data.namnd, forvaltning=""))))
    assert proposal(paper)[0] == "Omsorgs- och socialnämnden beslutar"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Arbetsutskott", "Arbetsutskottet beslutar"),
        ("Socialnämndens arbetsutskott", "Socialnämndens arbetsutskott beslutar"),
    ],
)
def test_an_utskott_that_decides_itself_is_named_in_full_or_in_the_definite_form(name, found, draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    utskott = replace(data.chain[0].namnd, name=name)
    decision = replace(data.decision, namnd_id=utskott.id, text="att lämna yttrandet")
    paper = read(draft(replace(data, namnd=utskott, decision=decision, decisions=())))
    assert paper.under("Beslut") == [found, "att lämna yttrandet."]


def test_the_council_takes_note(draft, read, drafts):
    data = drafts(False)["underlag"]
    paper = read(draft(replace(data, namnd=data.chain[-1].namnd)))
    assert proposal(paper) == [
        "Kommunfullmäktige beslutar",
        "att ta del av yttrandet",
        "att lägga ärendet till handlingarna.",
    ]


def test_an_utskott_proposes_what_its_body_decides(draft, read, drafts):
    data = drafts(True)["underlag"]
    heading = "Arbetsutskottets förslag till kommunstyrelsen"
    found = read(draft(data)).under(heading)
    assert found[:2] == [
        "Kommunstyrelsen beslutar",
        "att lämna yttrande daterat [Ange datum] till revisorerna över granskningen "
        "av kommunens arbete med integration och mångfald",
    ]
    decision = next(each.decision for each in drafts(True)["protokollsutdrag"].decisions if each.namnd == data.namnd)
    minutes = replace(data, kind=DocumentKind.PROTOKOLLSUTDRAG, decision=decision)
    assert read(draft(minutes)).under(heading) == [
        "Kommunstyrelsen beslutar",
        "att ställa sig bakom förslaget till yttrande",
        "att yttrandet skickas till revisorerna.",
    ]


def test_a_decision_that_cannot_be_clauses_stands_as_it_was_written_and_is_numbered(draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    words = "1. Kommunstyrelsen lämnar yttrandet.\n2. Anna Exempel (X) reserverar sig mot beslutet."
    decision = replace(data.decision, text=words, immediate_justering=True)
    paper = read(draft(replace(data, decision=decision)))
    assert [line for line in paper.lines() if line.startswith("Numreradlista")] == [
        "Numreradlista | Kommunstyrelsen lämnar yttrandet.",
        "Numreradlista | Anna Exempel (X) reserverar sig mot beslutet.",
        "Numreradlista | Beslutet justeras omedelbart.",
    ]
    assert not any(line.startswith("Attsats") for line in paper.lines())


def test_immediate_justering_is_said_once(draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    plain = replace(data.decision, text="Kommunstyrelsen lämnar yttrandet.", immediate_justering=True)
    assert read(draft(replace(data, decision=plain))).under("Beslut") == [
        "Kommunstyrelsen beslutar",
        "att lämna yttrandet.",
        "Beslutet justeras omedelbart.",
    ]
    said = replace(plain, text="Kommunstyrelsen lämnar yttrandet.\nParagrafen justeras omedelbart.")
    assert read(draft(replace(data, decision=said))).under("Beslut")[-2:] == [
        "att lämna yttrandet",
        "att paragrafen justeras omedelbart.",
    ]


@pytest.mark.parametrize(
    ("outcome", "name", "found"),
    [
        (Outcome.DECISION, "Räddningsnämnden Dala Väs", "Räddningsnämnden Dala Väs beslutar"),
        (Outcome.CHAIR_DECISION, "Räddningsnämnden Dala Väs", "Räddningsnämnden Dala Väs ordförande beslutar"),
        (Outcome.CHAIR_DECISION, "Miljönämnden", "Miljönämndens ordförande beslutar"),
        (Outcome.DELEGATED, "Miljönämnden", "Med stöd av delegation från miljönämnden beslutas"),
    ],
)
def test_who_decides_is_said_rightly(outcome, name, found, draft, read, osns_draft):
    data = osns_draft(DocumentKind.PROTOKOLLSUTDRAG, 3)
    decision = Decision(
        id="d",
        remiss_id="r",
        namnd_id="osn",
        meeting_date=dt.date(2025, 4, 29),
        outcome=outcome,
        text="att lämna yttrandet till kommunstyrelsen",
    )
    paper = read(draft(replace(data, namnd=replace(data.namnd, name=name), decision=decision)))
    assert paper.under("Beslut") == [found, "att lämna yttrandet till kommunstyrelsen."]


@pytest.mark.parametrize(
    ("outcome", "clause"),
    [(Outcome.REFERRED_BACK, "att återremittera ärendet."), (Outcome.TABLED, "att bordlägga ärendet.")],
)
def test_what_ends_without_an_answer_says_so(outcome, clause, draft, read, drafts):
    data = drafts(False)["protokollsutdrag"]
    decision = replace(data.decision, text="", outcome=outcome)
    assert read(draft(replace(data, decision=decision))).under("Beslut") == ["Kommunstyrelsen beslutar", clause]


def test_an_answer_from_the_forvaltning_is_no_decision_of_the_body(draft, read, osns_draft):
    data = osns_draft(DocumentKind.PROTOKOLLSUTDRAG, 3)
    decision = Decision(
        id="d",
        remiss_id="r",
        namnd_id="osn",
        meeting_date=dt.date(2025, 4, 29),
        outcome=Outcome.ADMINISTRATION,
        text="Förvaltningen lämnar svaret.",
    )
    assert read(draft(replace(data, decision=decision))).under("Beslut") == ["Förvaltningen lämnar svaret."]


def test_a_motion_is_answered_whole(draft, read, owners_draft):
    data = owners_draft(DocumentKind.YTTRANDE, 0)
    remiss = replace(data.remiss, kind="motion", title="Gratis buss.", sender="Anna Exempel (X)", firm="")
    paper = read(draft(replace(data, remiss=remiss)))
    assert paper.headings()[0] == (1, "Yttrande från Älvstads kommun – Gratis buss")
    assert (2, "Svar på motionen") in paper.headings()
    assert (2, "Åtgärder och tidsplan") not in paper.headings()
    letter = read(draft(replace(data, kind=DocumentKind.TJANSTESKRIVELSE, remiss=remiss)))
    assert proposal(letter)[1] == "att [Ange förslag: bifalla, avslå eller anse motionen besvarad]"
    assert "[Sammanfatta motionen i några meningar.]" in letter.under("Sammanfattning")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "med anledning av rekommendationen i granskningen"),
        (6, "med anledning av rekommendationerna i granskningen"),
    ],
)
def test_one_recommendation_or_many(count, words, draft, read, owners_draft):
    assert words in read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, count))).text()


def test_whose_answers_were_gathered_is_said_of_one_and_of_several(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 6)
    summary = read(draft(data)).under("Sammanfattning")
    assert (
        "Kommunstyrelsen har hämtat in svar från omsorgs- och socialnämnden (§ 78/2025-04-29). Svaret ingår i "
        "kommunstyrelsens yttrande." in summary
    )
    assert "[Svar från utbildningsnämnden saknas.]" in summary
    questions = list(data.questions)
    un = questions[4].answers[-1].namnd
    response = Response(id="un", remiss_id="r", recommendation_id="rec5", namnd_id=un.id, text="Vi svarar.")
    questions[4] = replace(questions[4], answers=(*questions[4].answers[:-1], Answer(namnd=un, response=response)))
    summary = read(draft(replace(data, questions=tuple(questions)))).under("Sammanfattning")
    assert (
        "Kommunstyrelsen har hämtat in svar från omsorgs- och socialnämnden (§ 78/2025-04-29) och utbildningsnämnden. "
        "Svaren ingår i kommunstyrelsens yttrande." in summary
    )


def test_an_owner_that_prepares_for_the_council_has_the_council_decide(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    council = replace(data.chain[2], role=ChainRole.DECIDES)
    chain = (data.chain[0], ChainLink(namnd=data.owner, role=ChainRole.PREPARES), council)
    assert proposal(read(draft(replace(data, chain=chain))))[0] == "Kommunfullmäktige beslutar"


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_an_empty_register_gives_whole_documents_with_placeholders(kind, draft, read, owners_draft):
    data = owners_draft(kind, 0)
    bare = replace(
        data,
        kommun=Kommun(id="k"),
        remiss=replace(data.remiss, diarienummer="", title="", sender="", firm="", received=None, answer_by=None),
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
    assert "[Ange " in paper.text()
    assert all("None" not in line and "{{" not in line and "{%" not in line for line in paper.lines())
    assert all(text.strip().endswith(("]", "]”")) for level, text in paper.headings() if level == 1 and "[" in text)
    assert all(text.strip(" –”") for _, text in paper.headings())


@pytest.mark.parametrize("count", [1, 6, 60])
def test_every_recommendation_has_its_row_and_the_head_repeats(count, draft, read, owners_draft):
    paper = read(draft(owners_draft(DocumentKind.YTTRANDE, count)))
    rows = rows_of(paper)
    assert [row[0][0].split(".")[0] for row in rows[1:] if row[0][0]] == [str(n + 1) for n in range(count)]
    table = list(paper.body.iter(f"{W}tbl"))[-1]
    trs = table.findall(f"{W}tr")
    assert [tr.find(f"{W}trPr/{W}tblHeader") is not None for tr in trs] == [True] + [False] * (len(trs) - 1)
    assert all(tr.find(f"{W}trPr/{W}cantSplit") is not None for tr in trs)


def test_hostile_words_in_a_row_stay_words(draft, read, drafts):
    data = drafts(False)["yttrande"]
    answer = data.questions[0].answers[0]
    facts = answer.measures[0]
    words = "<w:t>&{{ x }}{% endfor %} 😀 " + "Verksamhetsutvecklingsorganisationssamordnare" * 3
    odd = replace(facts, measure=replace(facts.measure, text=words, responsible=words, timeframe=words))
    question = replace(data.questions[0], answers=(replace(answer, measures=(odd,)),))
    row = rows_of(read(draft(replace(data, questions=(question,)))))[1]
    assert [text for text, _ in row[1:4]] == [words] * 3


def test_a_question_without_words_or_answers_is_still_asked(draft, read, drafts):
    paper = read(draft(replace(drafts(False)["yttrande"], questions=(Question(),))))
    assert rows_of(paper)[1][1][0] == "[Ange åtgärd]"
