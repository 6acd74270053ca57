"""Drafts of an invented municipality, in every shape that the templates must read well in."""

import datetime as dt
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from secretary_app.domain.model import (
    Attachment,
    ChainRole,
    Decision,
    DocumentKind,
    Kommun,
    Measure,
    MeasureState,
    MeasureStatus,
    Meeting,
    Namnd,
    NamndKind,
    Outcome,
    Person,
    Position,
    Recommendation,
    Referral,
    Remiss,
    Response,
)
from secretary_app.support.worker import Worker
from secretary_app.word.data import (
    Answer,
    ChainLink,
    Comment,
    DecisionFacts,
    DraftData,
    MeasureFacts,
    Question,
)
from secretary_app.word.render import PRELOAD, render_draft
from secretary_app.word.sets import STANDARD, template_path

KOMMUN = Kommun(
    id="k",
    name="Älvstads kommun",
    address="Storgatan 1",
    postal_address="999 99 Älvstad",
    visiting_address="Rådhustorget 2",
    phone="0999-10 00 00",
    email="kommun@alvstad.example",
    website="www.alvstad.example",
    organisation_number="212000-0000",
)
KS = Namnd(
    id="ks",
    abbreviation="KS",
    name="Kommunstyrelsen",
    kind=NamndKind.STYRELSE,
    forvaltning="Kommunstyrelsens förvaltning",
    email="ks@alvstad.example",
)
KSAU = Namnd(
    id="ksau", abbreviation="KSAU", name="Kommunstyrelsens arbetsutskott", kind=NamndKind.UTSKOTT, parent_id="ks"
)
KF = Namnd(id="kf", abbreviation="KF", name="Kommunfullmäktige", kind=NamndKind.FULLMAKTIGE)
OSN = Namnd(
    id="osn", abbreviation="OSN", name="Omsorgs- och socialnämnden", forvaltning="Omsorgs- och socialförvaltningen"
)
UN = Namnd(id="un", abbreviation="UN", name="Utbildningsnämnden")
ENERGY = Namnd(id="ab", abbreviation="ÄEAB", name="Älvstads Energi AB", kind=NamndKind.BOLAG)

REMISS = Remiss(
    id="r",
    diarienummer="KS/2025:112",
    title="Granskning av kommunens arbete med integration och mångfald",
    sender="Revisorerna",
    firm="Granskarna AB",
    received=dt.date(2025, 3, 18),
    answer_by=dt.date(2025, 6, 30),
    owner_id="ks",
)
REFERRAL = Referral(
    id="ref",
    remiss_id="r",
    namnd_id="osn",
    deadline=dt.date(2025, 5, 14),
    sent=dt.date(2025, 3, 26),
    namnd_diarienummer="OSN/2025:41",
)
CHAIN = (
    ChainLink(namnd=KSAU, role=ChainRole.PREPARES),
    ChainLink(namnd=KS, role=ChainRole.DECIDES),
    ChainLink(namnd=KF, role=ChainRole.INFORMED),
)
KARIN = Person(
    id="p1", name="Karin Exempel", title="Kommundirektör", email="karin.exempel@alvstad.example", phone="0999-10 00 01"
)
NILS = Person(id="p2", name="Nils Påhitt", title="Kanslichef", email="nils.pahitt@alvstad.example")
OSN_DECISION = Decision(
    id="d1", remiss_id="r", namnd_id="osn", meeting_date=dt.date(2025, 4, 29), paragraph="78", immediate_justering=True
)
KSAU_DECISION = Decision(
    id="d2",
    remiss_id="r",
    namnd_id="ksau",
    meeting_date=dt.date(2025, 5, 26),
    paragraph="94",
    outcome=Outcome.PROPOSAL,
    text="1. Kommunstyrelsen ställer sig bakom förslaget till yttrande.\n2. Yttrandet skickas till revisorerna.",
    recipients="Kommunstyrelsen\nAkten",
)
KS_DECISION = Decision(
    id="d3",
    remiss_id="r",
    namnd_id="ks",
    meeting_date=dt.date(2025, 6, 11),
    paragraph="120",
    text="Kommunstyrelsen ställer sig bakom förslaget till yttrande.",
    recipients="Revisorerna\nOmsorgs- och socialnämnden\nAkten",
)
MISSIV = Attachment(
    id="a1",
    remiss_id="r",
    kind="missiv",
    name="missiv.pdf",
    path="x/missiv.pdf",
    digest="0",
    dated=dt.date(2025, 3, 18),
)
REPORT = replace(MISSIV, id="a2", kind="revisionsrapport", name="rapport.pdf")

_TEXTS = (
    "Att kommunstyrelsen tydliggör ansvaret för integrationsarbetet och hur det styrs.",
    "Att kommunstyrelsen tar fram en gemensam beskrivning av vad kommunen menar med integration och mångfald, i syfte "
    "att göra förhållningssätt och ambitionsnivå tydliga för alla verksamheter och för dem som bor i kommunen.",
    "Att kommunstyrelsen och omsorgs- och socialnämnden följer upp och utvärderar pågående projekt.",
    "Att berörda nämnder beslutar om konkreta åtgärder när de behandlar revisorernas granskningar.",
    "Att kommunstyrelsen säkerställer att det analysarbete som görs dokumenteras och används i planeringen.",
    "Att omsorgs- och socialnämnden ser över hur information om stöd når dem som är nya i kommunen.",
)
_ANSWERS = (
    "Ansvaret framgår av reglementet. Kommunstyrelsen samordnar arbetet och nämnderna ansvarar var och en för sin "
    "verksamhet. Under året förtydligas detta i styrmodellen.\n\nUppföljningen sker två gånger om året och redovisas i "
    "delårsrapporten och årsredovisningen, där varje nämnd beskriver vad som har gjorts, vad det har lett till och vad "
    "som återstår. Redovisningen görs på samma sätt som för andra övergripande mål.",
    "En gemensam beskrivning tas fram tillsammans med nämnderna.",
)


def recommendation(number: int) -> Recommendation:
    return Recommendation(
        id=f"rec{number}", remiss_id="r", number=str(number), text=_TEXTS[(number - 1) % len(_TEXTS)], position=number
    )


def _measure(number: int, count: int) -> MeasureFacts:
    measure = Measure(
        id=f"m{number}-{count}",
        remiss_id="r",
        recommendation_id=f"rec{number}",
        text="Styrmodellen kompletteras med ett avsnitt om ansvar och uppföljning" if count else "En rutin tas fram",
        responsible="Kommundirektören\nEnhetscheferna" if count else "Kanslichefen",
        timeframe="Senast 31 december 2025" if count else "Kontinuerligt arbete som följs upp i årsredovisningen",
    )
    status = MeasureStatus(
        id=f"s{number}-{count}",
        measure_id=measure.id,
        status=MeasureState.STARTED if count else MeasureState.NOT_STARTED,
        as_of=dt.date(2025, 5, 1),
    )
    return MeasureFacts(measure=measure, namnder=(KS, OSN) if count else (KS,), status=status)


def _answer(namnd: Namnd, number: int, *, measures: bool = True) -> Answer:
    positions = (Position.AGREES, Position.PARTLY, Position.DISAGREES)
    position = positions[number % 3]
    response = Response(
        id=f"{namnd.id}{number}",
        remiss_id="r",
        recommendation_id=f"rec{number}",
        namnd_id=namnd.id,
        position=position,
        text=_ANSWERS[number % len(_ANSWERS)],
    )
    wanted = measures and position is not Position.DISAGREES
    return Answer(
        namnd=namnd,
        response=response,
        measures=tuple(_measure(number, count) for count in range(number % 2 + 1)) if wanted else (),
        decision=OSN_DECISION if namnd is OSN else None,
    )


def owners_questions(count: int) -> tuple[Question, ...]:
    """Recommendations with the owner's answer; every third is answered by OSN too, every fifth awaits UN."""
    questions = []
    for number in range(1, count + 1):
        bodies = [KS] + ([OSN] if number % 3 == 0 else [])
        answers = [_answer(body, number) for body in bodies]
        if number % 5 == 0:
            answers.append(Answer(namnd=UN))
        names = tuple(answer.namnd.name for answer in answers)
        questions.append(Question(recommendation=recommendation(number), addressees=names, answers=tuple(answers)))
    return tuple(questions)


def asked(*numbers: int, answered: bool = False) -> tuple[Question, ...]:
    """Recommendations put to OSN."""
    return tuple(
        Question(
            recommendation=recommendation(number),
            addressees=(KS.name, OSN.name) if number % 2 else (OSN.name,),
            answers=(_answer(OSN, number),) if answered else (),
        )
        for number in numbers
    )


def owners(kind: DocumentKind, count: int) -> DraftData:
    """A draft of the owner's, with everything in the register that can be."""
    return DraftData(
        kind=kind,
        kommun=KOMMUN,
        remiss=REMISS,
        owner=KS,
        namnd=KS,
        handlaggare=NILS,
        signers=(KARIN, NILS),
        questions=owners_questions(count) if count else (Question(answers=(Answer(namnd=KS),)),),
        decisions=(DecisionFacts(decision=OSN_DECISION, namnd=OSN), DecisionFacts(decision=KSAU_DECISION, namnd=KSAU)),
        attachments=(MISSIV, REPORT),
        chain=CHAIN,
        recipients=("Kommunfullmäktige", "Revisorerna", "Omsorgs- och socialnämnden", "Akten"),
        date=dt.date(2025, 5, 14),
    )


def osns(kind: DocumentKind, *numbers: int, answered: bool = False) -> DraftData:
    """A draft for OSN, which was asked by the owner."""
    return DraftData(
        kind=kind,
        kommun=KOMMUN,
        remiss=REMISS,
        owner=KS,
        namnd=OSN,
        handlaggare=NILS,
        referral=REFERRAL,
        questions=asked(*numbers, answered=answered),
        attachments=(MISSIV, REPORT),
        recipients=("Kommunstyrelsen",),
        date=dt.date(2025, 4, 7),
    )


def every_kind(many: bool) -> dict[str, DraftData]:
    """A realistic draft of each kind, with one recommendation or with six and long texts."""
    count = 6 if many else 1
    numbers = (3, 4, 6) if many else (3,)
    minutes = replace(
        owners(DocumentKind.PROTOKOLLSUTDRAG, count),
        recipients=(),
        decision=KS_DECISION,
        decisions=(
            DecisionFacts(decision=KSAU_DECISION, namnd=KSAU),
            DecisionFacts(decision=KS_DECISION, namnd=KS),
            DecisionFacts(decision=OSN_DECISION, namnd=OSN),
        ),
    )
    underlag = replace(
        owners(DocumentKind.UNDERLAG, count),
        namnd=KSAU,
        decisions=(DecisionFacts(decision=OSN_DECISION, namnd=OSN),),
        meeting=Meeting(id="m", namnd_id="ksau", date=dt.date(2025, 5, 26)),
    )
    comment = Comment(
        namnd=KS,
        response=Response(id="c", remiss_id="r", namnd_id="ks", text="Rapporten ger en god bild av arbetet i stort."),
    )
    return {
        "internremiss": osns(DocumentKind.INTERNREMISS, *numbers),
        "tjansteskrivelse": owners(DocumentKind.TJANSTESKRIVELSE, count),
        "tjansteskrivelse-osn": osns(DocumentKind.TJANSTESKRIVELSE, *numbers, answered=many),
        "yttrande": replace(owners(DocumentKind.YTTRANDE, count), general_comments=(comment,)),
        "underlag": underlag,
        "protokollsutdrag": minutes,
        "protokollsutdrag-osn": replace(osns(DocumentKind.PROTOKOLLSUTDRAG, *numbers), decision=OSN_DECISION),
        "foljebrev": replace(owners(DocumentKind.FOLJEBREV, count), decision=KS_DECISION),
        "barnchecklista": owners(DocumentKind.BARNCHECKLISTA, count),
        "svarsformular": osns(DocumentKind.SVARSFORMULAR, *numbers, answered=many),
    }


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker(preload=PRELOAD) as one:
        yield one


Draft = Callable[..., Path]


@pytest.fixture
def style() -> str:
    """The house style that drafts are made in; a module of tests may have another."""
    return STANDARD


@pytest.fixture
def draft(worker: Worker, tmp_path: Path, style: str) -> Draft:
    """Renders a draft with the shipped template of its kind, of the house style unless another is named."""

    def make(data: DraftData, name: str = style) -> Path:
        out = tmp_path / f"{data.kind.value}.docx"
        render_draft(data, template_path(data.kind, name), out, worker=worker)
        return out

    return make


@pytest.fixture
def drafts() -> Callable[[bool], dict[str, DraftData]]:
    return every_kind


@pytest.fixture
def owners_draft() -> Callable[[DocumentKind, int], DraftData]:
    return owners


@pytest.fixture
def osns_draft() -> Callable[..., DraftData]:
    return osns


class Paper:
    """What stands in a finished file, read without python-docx, which skips content controls."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def root(self, name: str) -> etree._Element:
        return etree.fromstring(self.parts[name])

    @property
    def body(self) -> etree._Element:
        return self.root("word/document.xml")

    def lines(self, name: str = "word/document.xml") -> list[str]:
        """``style | text`` of every paragraph, tables and content controls included."""
        return [f"{_style(p)} | {_text(p)}" for p in self.root(name).iter(f"{W}p")]

    def text(self, name: str = "word/document.xml") -> str:
        return "\n".join(_text(p) for p in self.root(name).iter(f"{W}p"))

    def under(self, heading: str) -> list[str]:
        """The paragraphs from this heading to the next."""
        lines = self.lines()
        start = next(number for number, line in enumerate(lines) if line.endswith(f"| {heading}"))
        found = []
        for line in lines[start + 1 :]:
            if line.startswith("Rubrik"):
                break
            found.append(line.split(" | ", 1)[1])
        return found

    def golden(self) -> list[str]:
        """Every line with its style, the headers and footers first, as the files in golden/ have it."""
        lines = []
        for part in sorted(self.parts):
            if part.startswith(("word/header", "word/footer")):
                lines += [f"# {part.split('/')[1]}", *self.lines(part)]
        return [line.replace("\n", "⏎").replace("\t", "→") for line in [*lines, "# document", *self.lines()]]

    def headings(self) -> list[tuple[int, str]]:
        found = [line.split(" | ", 1) for line in self.lines()]
        return [(int(style[-1]), text) for style, text in found if style.startswith("Rubrik")]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "Normal" if style is None else style.get(f"{W}val")


def _text(paragraph: etree._Element) -> str:
    pieces = {f"{W}t": lambda e: e.text or "", f"{W}tab": lambda _: "\t", f"{W}br": lambda _: "\n"}
    skipped = paragraph.find(f"{W}pPr")
    tabs = set() if skipped is None else set(skipped.iter())
    return "".join(pieces[e.tag](e) for e in paragraph.iter() if e.tag in pieces and e not in tabs)


@pytest.fixture
def read() -> Callable[[Path], Paper]:
    return Paper


@pytest.fixture
def template(tmp_path: Path) -> Callable[..., Path]:
    """Makes a template of the paragraphs given."""

    def make(*paragraphs: str, name: str = "egen.docx") -> Path:
        from docx import Document

        document = Document()
        for text in paragraphs:
            document.add_paragraph(text)
        path = tmp_path / name
        document.save(str(path))
        return path

    return make
