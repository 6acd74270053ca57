"""Each kind of remiss is written of in its own words, and decided on as such matters are."""

import datetime as dt
from dataclasses import replace

import pytest

from secretary_app.domain.model import DocumentKind, Position
from secretary_app.word.decisions import basis, proposed_points
from secretary_app.word.names import closed
from secretary_app.word.sources import addressed_to
from secretary_app.word.wording import titled

PROPOSALS = ("motion", "medborgarförslag")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
KINDS = (*PROPOSALS, "remiss", "samråd", "annan")
SENDER = "Disa Exempel, ledamot i kommunfullmäktige"
PAPERS = (
    DocumentKind.TJANSTESKRIVELSE,
    DocumentKind.YTTRANDE,
    DocumentKind.UNDERLAG,
    DocumentKind.FOLJEBREV,
)


def of_kind(data, kind, title="Gratis buss", positions=None):
    """The draft as one of that kind, without measures; ``positions``: the owner's to each point in turn."""
    remiss = replace(data.remiss, kind=kind, title=title, sender=SENDER, firm="")
    questions = []
    for place, question in enumerate(data.questions):
        answers = []
        for answer in question.answers:
            response = answer.response
            if answer.namnd.id == data.owner.id and response and positions is not None:
                response = replace(response, position=positions[place])
            answers.append(replace(answer, response=response, measures=()))
        point = replace(
            question.recommendation, text=f"att bussen är gratis på linje {place + 1}", number=f"{place + 1}"
        )
        questions.append(replace(question, recommendation=point, answers=tuple(answers)))
    return replace(data, remiss=remiss, questions=tuple(questions), attachments=())


@pytest.mark.parametrize("style", ["klassisk", "beslut-forst", "utforlig"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_paper_of_another_remiss_speaks_of_an_audit(style, kind, draft, read, owners_draft):
    for paper in PAPERS:
        data = of_kind(owners_draft(paper, 2), kind)
        told = "\n".join(line.partition(" | ")[2] for line in read(draft(data, style)).golden()).casefold()
        assert "rekommendation" not in told
        assert "granskning" not in told
        assert "tidsplan" not in told
        assert "ange åtgärd" not in told


@pytest.mark.parametrize("style", ["klassisk", "beslut-forst", "utforlig"])
@pytest.mark.parametrize("kind", KINDS)
def test_nor_does_what_a_namnd_is_sent(style, kind, draft, read, osns_draft):
    for paper in (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR):
        data = of_kind(osns_draft(paper, 2), kind)
        lines = read(draft(data, style)).golden()
        told = "\n".join(line.partition(" | ")[2] for line in lines).casefold()
        assert "rekommendation" not in told
        assert "granskning" not in told
        assert "ansvarar" not in told


@pytest.mark.parametrize(
    ("positions", "words"),
    [
        ((Position.AGREES, Position.AGREES), "Kommunstyrelsen bifaller motionen ”Gratis buss”."),
        ((Position.DISAGREES, Position.DISAGREES), "Kommunstyrelsen avslår motionen ”Gratis buss”."),
        ((Position.PARTLY, Position.AGREES), "Kommunstyrelsen anser att motionen ”Gratis buss” är besvarad."),
        (
            (Position.DISAGREES, Position.AGREES),
            "Kommunstyrelsen bifaller yrkande 2 och avslår yrkande 1 i motionen ”Gratis buss”.",
        ),
        (
            (None, Position.AGREES),
            "Kommunstyrelsen beslutar att [Ange förslag: bifalla, avslå eller anse motionen besvarad].",
        ),
    ],
)
def test_what_is_proposed_of_a_motion_follows_the_owners_own_positions(positions, words, owners_draft):
    data = of_kind(owners_draft(DocumentKind.TJANSTESKRIVELSE, 2), "motion", positions=positions)
    points = proposed_points(data)
    assert points[0] == words
    assert all("yttrande" not in point for point in points)


def test_a_title_does_not_say_itself_twice(owners_draft):
    data = owners_draft(DocumentKind.YTTRANDE, 1)
    told = {
        ("motion", "Motion om gratis buss"): "motionen om gratis buss",
        ("motion", "Motion: Gratis buss"): "motionen ”Gratis buss”",
        ("revision", "Uppföljande granskning av inköp"): "den uppföljande granskningen av inköp",
        ("revision", "Fördjupad granskning av inköp"): "den fördjupade granskningen av inköp",
        ("remiss", "Remiss av betänkandet Nära"): "remissen av betänkandet Nära",
        ("samråd", "Översiktsplan för Norrälva"): "samrådet ”Översiktsplan för Norrälva”",
    }
    for (kind, title), words in told.items():
        assert titled(replace(data, remiss=replace(data.remiss, kind=kind, title=title))) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (SENDER, f"{SENDER},"),
        ("Anna Exempel (X), Bo Exempel (Y)", "Anna Exempel (X), Bo Exempel (Y)"),
        ("Revisorerna", "Revisorerna"),
    ],
)
def test_an_apposition_is_closed(name, words):
    assert closed(name) == words


def test_nobody_who_made_a_motion_wants_an_answer(draft, read, owners_draft):
    data = of_kind(owners_draft(DocumentKind.TJANSTESKRIVELSE, 1), "motion", "Motion om gratis buss")
    assert read(draft(data)).under("Bakgrund")[0] == (
        "Disa Exempel, ledamot i kommunfullmäktige, har lämnat motionen om gratis buss. "
        "Ärendet kom in den 18 mars 2025. Motionen ska vara besvarad senast den 30 juni 2025."
    )


@pytest.mark.parametrize("style", ["klassisk", "beslut-forst"])
def test_a_yttrande_without_measures_has_no_page_across(style, draft, read, owners_draft):
    data = owners_draft(DocumentKind.YTTRANDE, 2)
    audit, motion = (read(draft(each, style)).body for each in (data, of_kind(data, "motion")))
    wide = [[page.get(f"{W}orient") == "landscape" for page in body.iter(f"{W}pgSz")] for body in (audit, motion)]
    assert wide == [[False, True], [False]]


def test_a_question_is_not_agreed_to(draft, read, owners_draft):
    data = of_kind(owners_draft(DocumentKind.YTTRANDE, 1), "remiss", positions=[Position.DISAGREES])
    point = replace(data.questions[0].recommendation, text="Räcker ersättningen?")
    data = replace(data, questions=(replace(data.questions[0], recommendation=point),))
    paper = read(draft(data))
    assert "Ställningstagande: instämmer inte." in paper.under("Fråga 1")
    assert "instämmer inte i" not in paper.text()
    assert (3, "Fråga 1") in paper.headings()


def test_a_namnds_covering_letter_is_to_whom_its_answer_is(osns_draft, owners_draft):
    assert addressed_to(osns_draft(DocumentKind.FOLJEBREV, 1)) == "Kommunstyrelsen"
    assert addressed_to(owners_draft(DocumentKind.FOLJEBREV, 1)) == "Revisorerna"


def test_no_tjansteskrivelse_is_from_after_the_meeting(drafts):
    data = drafts(True)["protokollsutdrag"]
    late = replace(data, tjansteskrivelse_date=data.decision.meeting_date + dt.timedelta(days=1))
    assert "Tjänsteskrivelse [Ange datum]" in basis(late)
