"""The house style utforlig: each kind paragraph by paragraph, its order, and its headings' Swedish.

Golden texts stand in golden/utforlig; a changed template or sentence shows there.
"""

import difflib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import DocumentKind, Kommun, Position, Recommendation, Response
from secretary_app.support.worker import Worker
from secretary_app.word.data import Answer, Comment, DraftData, Question
from secretary_app.word.positions import positions_taken
from secretary_app.word.render import render_draft
from secretary_app.word.sets import template_path

GOLDEN = Path(__file__).parent / "golden" / "utforlig"
SHARED = Path(__file__).parents[2].parent / "shared" / "handlingar"
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
AFTER_THE_ANSWERS = ["Finansiering", "Koppling till resultatmål", "Uppföljning/återrapportering"]
SECTIONS = [
    "Sammanfattning",
    "Förslag till beslut",
    "Bakgrund",
    "Allmänna synpunkter",
    "Synpunkter på rekommendationen angående ansvaret för integrationsarbetet och hur det styrs",
    "Synpunkter på rekommendationen angående en gemensam beskrivning av vad kommunen menar med integration och "
    "mångfald",
    *AFTER_THE_ANSWERS,
    "Bilagor",
    "Beslutsexpediering",
]


@pytest.fixture
def draft(worker: Worker, tmp_path: Path) -> Callable[[DraftData], Path]:
    def make(data: DraftData) -> Path:
        out = tmp_path / f"{data.kind.value}.docx"
        render_draft(data, template_path(data.kind, "utforlig"), out, worker=worker)
        return out

    return make


@pytest.mark.parametrize("many", [True, False], ids=["6", "1"])
@pytest.mark.parametrize("name", NAMES)
def test_draft_is_as_it_was_when_it_was_looked_at(name, many, drafts, draft, read):
    paper = read(draft(drafts(many)[name]))
    wanted = (GOLDEN / f"{name}-{6 if many else 1}.txt").read_text("utf-8").splitlines()
    lines = []
    for part in sorted(paper.parts):
        if part.startswith(("word/header", "word/footer")):
            lines += [f"# {part.split('/')[1]}", *paper.lines(part)]
    found = [line.replace("\n", "⏎").replace("\t", "→") for line in [*lines, "# document", *paper.lines()]]
    assert found == wanted, "\n".join(difflib.unified_diff(wanted, found, lineterm=""))


def test_sections_stand_in_the_order_of_the_house_style(draft, read, owners_draft):
    paper = read(draft(owners_draft(DocumentKind.TJANSTESKRIVELSE, 2)))
    assert [text for level, text in paper.headings() if level == 2] == SECTIONS
    lines = [line.split(" | ", 1)[1] for line in paper.lines()]
    order = ["Uppföljning/återrapportering", "Karin Exempel\tNils Påhitt", "Bilagor", "Beslutsexpediering"]
    order += ["Godkänt av: Karin Exempel", "Titel: Kommundirektör", "Datum: [Ange datum]", "Godkänt av: Nils Påhitt"]
    places = [lines.index(each) for each in order]
    assert places == sorted(places)


@pytest.mark.skipif(not SHARED.is_dir(), reason="de verkliga handlingarna finns inte här")
def test_sections_are_those_of_the_real_paper_in_its_order(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 2)
    paper = read(draft(replace(data, attachments=data.attachments[:1])))
    text = (SHARED / "motala-2019-01-08-tjansteskrivelse-ks.txt").read_text("utf-8")
    real = []
    for line in text.splitlines():
        about = "Synpunkter på rekommendationen angående" if line.startswith("Synpunkter på rekommendationen") else ""
        real.append(about or line.split(":")[0].strip())
    sections = [
        " ".join(heading.split()[:4]) if heading.startswith("Synpunkter på rekommendationen") else heading
        for level, heading in paper.headings()
        if level == 2
    ]
    assert [line for line in real if line in sections] == sections
    facts = [line.split(" | ", 1)[1].split(":")[0] for line in paper.lines() if "Godkänt av:" in line]
    assert facts == [line for line in real if line == "Godkänt av"]


def test_a_single_attachment_is_one_bilaga_and_none_has_no_heading(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    one = [text for _, text in read(draft(replace(data, attachments=data.attachments[:1]))).headings()]
    none = [text for _, text in read(draft(replace(data, attachments=()))).headings()]
    assert "Bilaga" in one
    assert not {"Bilaga", "Bilagor"} & set(none)


def _asked(*texts: str, numbers: tuple[str, ...] = ()) -> tuple[Question, ...]:
    return tuple(
        Question(
            recommendation=Recommendation(
                id=str(place), remiss_id="r", number=numbers[place] if numbers else "", text=text
            )
        )
        for place, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("texts", "numbers", "headings"),
    [
        (
            ("Säkerställ en rutin.", "Säkerställ en rutin för avtal."),
            (),
            ["rekommendationen angående en rutin", "rekommendationen angående en rutin för avtal"],
        ),
        (("Upprätta en plan.", "Anta en plan."), ("1", "2"), ["rekommendation 1", "rekommendation 2"]),
        (
            ("Upprätta en plan.", "Anta en plan."),
            (),
            ["rekommendationen ”Upprätta en plan”", "rekommendationen ”Anta en plan”"],
        ),
        (("Bättre rutiner.",), (), ["rekommendationen"]),
        (
            ("Bättre rutiner för inköp, avtal, fakturor, attester och uppföljning i hela kommunen.", "Planer."),
            ("3", "3"),
            [
                "rekommendationen ”Bättre rutiner för inköp, avtal, fakturor, attester och uppföljning i …”",
                "rekommendationen ”Planer”",
            ],
        ),
    ],
)
def test_no_two_recommendations_have_the_same_heading(texts, numbers, headings, draft, read, owners_draft):
    data = replace(owners_draft(DocumentKind.TJANSTESKRIVELSE, 1), questions=_asked(*texts, numbers=numbers))
    found = [text for level, text in read(draft(data)).headings() if text.startswith("Synpunkter på rekommendation")]
    assert found == [f"Synpunkter på {heading}" for heading in headings]


@pytest.mark.parametrize(
    ("kind", "title", "heading"),
    [
        ("revision", "Granskning av inköp", "Synpunkter på granskning av inköp"),
        ("revision", "Uppföljande granskning av inköp.", "Synpunkter på uppföljande granskning av inköp"),
        ("revision", "Inköp", "Synpunkter på granskningen ”Inköp”"),
        ("motion", "Motion om gratis buss", "Svar på motionen om gratis buss"),
        ("motion", "Gratis buss", "Svar på motionen ”Gratis buss”"),
        ("remiss", "SOU 2024:10 Stöd till unga", "Synpunkter på remissen ”SOU 2024:10 Stöd till unga”"),
    ],
)
def test_the_paper_is_headed_by_what_it_is_about(kind, title, heading, draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 0)
    paper = read(draft(replace(data, remiss=replace(data.remiss, kind=kind, title=title))))
    assert paper.headings()[0] == (1, heading)


def test_a_motion_has_its_answer_under_one_heading(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 0)
    paper = read(draft(replace(data, remiss=replace(data.remiss, kind="motion", title="Gratis buss"))))
    assert paper.under("Synpunkter på motionen")[-1] == "[Skriv svaret på frågan.]"
    assert not [text for _, text in paper.headings() if text == "Allmänna synpunkter"]


def test_general_comments_are_asked_for_where_there_are_recommendations(draft, read, osns_draft):
    paper = read(draft(osns_draft(DocumentKind.TJANSTESKRIVELSE, 3)))
    assert paper.under("Allmänna synpunkter") == [
        "[Skriv vad omsorgs- och socialnämnden anser om granskningen i stort, eller ta bort rubriken.]"
    ]


AGREES, PARTLY, DISAGREES, NOT_APPLICABLE = Position


@pytest.mark.parametrize(
    ("positions", "numbers", "sentence"),
    [
        ((AGREES,), "1", "Kommunstyrelsen instämmer i rekommendationen."),
        ((PARTLY, PARTLY), "12", "Kommunstyrelsen instämmer delvis i båda rekommendationerna."),
        ((DISAGREES,) * 3, "   ", "Kommunstyrelsen instämmer inte i någon av rekommendationerna."),
        ((None, None), "12", ""),
        (
            (AGREES, PARTLY, None, AGREES),
            "1234",
            "Kommunstyrelsen instämmer i rekommendation 1 och 4 samt instämmer delvis i rekommendation 2.",
        ),
        (
            (AGREES, DISAGREES, PARTLY),
            "123",
            "Kommunstyrelsen instämmer i rekommendation 1, instämmer delvis i rekommendation 3 och instämmer inte i "
            "rekommendation 2.",
        ),
        (
            (AGREES, AGREES, PARTLY, NOT_APPLICABLE),
            "    ",
            "Kommunstyrelsen instämmer i två av fyra rekommendationer, instämmer delvis i en och bedömer att en inte "
            "är tillämplig.",
        ),
        (
            (NOT_APPLICABLE, NOT_APPLICABLE, AGREES),
            "ab3",
            "Kommunstyrelsen instämmer i rekommendation 3 och bedömer att rekommendation a och b inte är tillämpliga.",
        ),
    ],
)
def test_positions_in_one_sentence(positions, numbers, sentence, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    asked = _asked(*("Säkerställ en rutin." for _ in positions), numbers=tuple(number.strip() for number in numbers))
    answers = [
        Answer(namnd=data.owner, response=Response(id="s", remiss_id="r", namnd_id="ks", position=each, text="Svar."))
        for each in positions
    ]
    put = tuple(replace(question, answers=(answer,)) for question, answer in zip(asked, answers, strict=True))
    assert positions_taken(replace(data, questions=put)) == sentence


def test_what_was_put_to_others_is_not_among_all(owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 1)
    put = _asked("Säkerställ en rutin.", "Anta en plan.", numbers=("1", "2"))
    response = Response(id="s", remiss_id="r", namnd_id="ks", position=AGREES, text="Svar.")
    own = replace(put[0], answers=(Answer(namnd=data.owner, response=response),))
    assert positions_taken(replace(data, questions=(own, put[1]))) == "Kommunstyrelsen instämmer i rekommendation 1."
    bare = _asked("Säkerställ en rutin.", "Anta en plan.")
    own = replace(bare[0], answers=own.answers)
    told = positions_taken(replace(data, questions=(own, bare[1])))
    assert told == "Kommunstyrelsen instämmer i en av två rekommendationer."


def test_general_comments_say_whose_they_are_unless_they_are_the_namnds_own_alone(draft, read, drafts, osns_draft):
    data = drafts(True)["yttrande"]
    assert read(draft(data)).under("Allmänna synpunkter") == ["Rapporten ger en god bild av arbetet i stort."]
    other = Comment(namnd=osns_draft(DocumentKind.YTTRANDE, 3).namnd, response=data.general_comments[0].response)
    alone = read(draft(replace(data, general_comments=(other,))))
    assert (3, "Allmänna synpunkter från omsorgs- och socialnämnden") in alone.headings()
    both = read(draft(replace(data, general_comments=(*data.general_comments, other))))
    assert [text for level, text in both.headings() if text.startswith("Allmänna synpunkter")] == [
        "Allmänna synpunkter",
        "Allmänna synpunkter från kommunstyrelsen",
        "Allmänna synpunkter från omsorgs- och socialnämnden",
    ]


def test_an_empty_register_gives_a_whole_document_with_placeholders(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 0)
    bare = replace(
        data,
        kommun=Kommun(id="k"),
        remiss=replace(data.remiss, diarienummer="", sender="", firm="", received=None, answer_by=None),
        handlaggare=None,
        signers=(),
        questions=(),
        decisions=(),
        attachments=(),
        chain=(),
        recipients=(),
    )
    paper = read(draft(bare))
    text = paper.text()
    for wanted in ("[Ange diarienummer]", "Godkänt av: [Ange namn]", "Titel: [Ange titel]", "Datum: [Ange datum]"):
        assert wanted in text
    assert not any(mark in text for mark in ("None", "{{", "{%"))


def test_sixty_recommendations_and_long_words_stay_whole(draft, read, owners_draft):
    data = owners_draft(DocumentKind.TJANSTESKRIVELSE, 60)
    word = "Kommunstyrelseförvaltningschefsstödfunktionssamordnare" * 4
    data = replace(data, questions=(*data.questions, *_asked(f"Säkerställ {word}."), *_asked(word)))
    paper = read(draft(data))
    headings = [text for _, text in paper.headings() if text.startswith("Synpunkter på rekommendation")]
    assert len(headings) == len(set(headings)) == 62
    assert word in paper.text()
