"""Drafts of an invented municipality that a template is filled in with to see whether it holds.

Together they go both ways at every condition and through every list with many, one and no items.
"""

import datetime as dt
from dataclasses import replace
from functools import lru_cache

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
from secretary_app.support.resources import resource
from secretary_app.word.data import Answer, ChainLink, Comment, DecisionFacts, DraftData, MeasureFacts, Question
from secretary_app.word.field import Group
from secretary_app.word.fields import field_values

_DAY = dt.date(2025, 5, 14)
_TO_THE_ASKED = (DocumentKind.INTERNREMISS, DocumentKind.SVARSFORMULAR)
_KOMMUN = Kommun(
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
_KS = Namnd(
    id="ks",
    abbreviation="KS",
    name="Kommunstyrelsen",
    kind=NamndKind.STYRELSE,
    forvaltning="Kommunledningskontoret",
    email="ks@alvstad.example",
)
_KSAU = Namnd(
    id="ksau", abbreviation="KSAU", name="Kommunstyrelsens arbetsutskott", kind=NamndKind.UTSKOTT, parent_id="ks"
)
_KF = Namnd(id="kf", abbreviation="KF", name="Kommunfullmäktige", kind=NamndKind.FULLMAKTIGE)
_SN = Namnd(id="sn", abbreviation="SN", name="Socialnämnden", forvaltning="Socialförvaltningen", email="sn@x.example")
_REMISS = Remiss(
    id="r",
    diarienummer="KS/2025:112",
    title="Granskning av kommunens arbete med integration",
    kind="revision",
    sender="Revisorerna",
    firm="Granskarna AB",
    received=dt.date(2025, 3, 18),
    answer_by=dt.date(2025, 6, 30),
    owner_id="ks",
    handlaggare="Nils Påhitt",
)
_BARE_REMISS = Remiss(id="r", title="", owner_id="ks")
_REFERRAL = Referral(
    id="i",
    remiss_id="r",
    namnd_id="sn",
    deadline=_DAY,
    sent=dt.date(2025, 3, 26),
    namnd_diarienummer="SN/2025:41",
    handlaggare="Karin Exempel",
)
_DECISION = Decision(
    id="b",
    remiss_id="r",
    namnd_id="ks",
    meeting_date=dt.date(2025, 6, 11),
    paragraph="120",
    immediate_justering=True,
    text="1. Kommunstyrelsen ställer sig bakom yttrandet.\n2. Yttrandet skickas till revisorerna.",
    recipients="Revisorerna\nAkten",
)
_PROPOSAL = replace(_DECISION, id="f", namnd_id="ksau", outcome=Outcome.PROPOSAL, immediate_justering=False)
_PEOPLE = (
    Person(id="p1", name="Karin Exempel", title="Kommundirektör", email="karin@alvstad.example", phone="0999-10 00 01"),
    Person(id="p2", name="Nils Påhitt", title="Kanslichef"),
    Person(id="p3", name="Eva Tänkt", title=""),
)
_PAPER = Attachment(
    id="h", remiss_id="r", kind="missiv", name="missiv.pdf", path="x/missiv.pdf", digest="0", dated=dt.date(2025, 3, 18)
)


@lru_cache(maxsize=1)
def fullest() -> Group:
    """The values of every field where the register has all there can be: no list is empty."""
    return field_values(_full(DocumentKind.TJANSTESKRIVELSE, 6))


def trials(kind: DocumentKind) -> list[Group]:
    """The values to try a template of this kind with."""
    if kind in _TO_THE_ASKED:
        drafts = [_asked(kind, 6, answered=True), _asked(kind, 1, answered=False), _asked(kind, 0, answered=True)]
    else:
        drafts = [_full(kind, 6), _full(kind, 1), _for_namnd(kind)]
    return [field_values(data) for data in (*drafts, _bare(kind))]


def _full(kind: DocumentKind, count: int) -> DraftData:
    return DraftData(
        kind=kind,
        kommun=_KOMMUN,
        remiss=_REMISS,
        owner=_KS,
        namnd=_KS,
        handlaggare=_PEOPLE[0],
        signers=_PEOPLE,
        questions=tuple(_question(number, (_KS, _SN) if number % 2 else (_KS,)) for number in range(1, count + 1)),
        general_comments=(_comment(_KS), _comment(_SN)),
        decisions=(DecisionFacts(decision=_PROPOSAL, namnd=_KSAU), DecisionFacts(decision=_DECISION, namnd=_KS)),
        decision=_DECISION if count > 1 else None,
        meeting=Meeting(id="m", namnd_id="ks", date=dt.date(2025, 6, 11)),
        attachments=(_PAPER, replace(_PAPER, id="h2", kind="revisionsrapport", name="rapport.pdf")),
        chain=(
            ChainLink(namnd=_KSAU, role=ChainRole.PREPARES),
            ChainLink(namnd=_KS, role=ChainRole.DECIDES),
            ChainLink(namnd=_KF, role=ChainRole.INFORMED),
        ),
        recipients=("Kommunfullmäktige", "Revisorerna", "Akten"),
        date=_DAY,
        tjansteskrivelse_date=_DAY,
        logo=resource("icons", "bock-ljus-stor.png"),
    )


def _for_namnd(kind: DocumentKind) -> DraftData:
    """Without recommendations, for a namnd that answers the sender itself."""
    return replace(
        _asked(kind, 0, answered=True),
        referral=replace(_REFERRAL, direct=True),
        signers=_PEOPLE[:1],
        decision=replace(_DECISION, namnd_id="sn"),
        recipients=("Revisorerna",),
    )


def _asked(kind: DocumentKind, count: int, *, answered: bool) -> DraftData:
    numbers = range(1, count + 1) if count else (0,)
    return DraftData(
        kind=kind,
        kommun=_KOMMUN,
        remiss=_REMISS,
        owner=_KS,
        namnd=_SN,
        handlaggare=_PEOPLE[1],
        signers=_PEOPLE if answered else (),
        referral=_REFERRAL,
        questions=tuple(_question(number, (_SN,), answered=answered) for number in numbers),
        general_comments=(_comment(_SN),) if answered else (),
        attachments=(_PAPER,),
        recipients=(_SN.name,),
        date=_DAY,
    )


def _bare(kind: DocumentKind) -> DraftData:
    """With nothing in the register but what must be there."""
    namnd = Namnd(id="sn", abbreviation="SN", name="Socialnämnden") if kind in _TO_THE_ASKED else _KS
    bare_owner = replace(_KS, forvaltning="", email="")
    return DraftData(
        kind=kind,
        kommun=Kommun(id="k"),
        remiss=_BARE_REMISS,
        owner=bare_owner,
        namnd=bare_owner if namnd is _KS else namnd,
        date=_DAY,
    )


def _comment(namnd: Namnd) -> Comment:
    words = "Rapporten ger en god bild.\n\nArbetet fortsätter."
    return Comment(namnd=namnd, response=Response(id=f"s{namnd.id}", remiss_id="r", namnd_id=namnd.id, text=words))


def _question(number: int, bodies: tuple[Namnd, ...], *, answered: bool = True) -> Question:
    """Number 0 is "Hela remissen"; every third recommendation has no number of its own."""
    recommendation = Recommendation(
        id=f"q{number}",
        remiss_id="r",
        number=str(number) if number % 3 else "",
        text="Att kommunstyrelsen tydliggör ansvaret för arbetet.",
        position=number,
    )
    return Question(
        recommendation=recommendation if number else None,
        addressees=tuple(body.name for body in bodies),
        answers=tuple(_answer(body, number) for body in bodies) if answered else (),
    )


def _answer(body: Namnd, number: int) -> Answer:
    if body is _SN and number == 5:
        return Answer(namnd=body)
    position = tuple(Position)[number % len(Position)]
    response = Response(
        id=f"{body.id}{number}",
        remiss_id="r",
        recommendation_id=f"q{number}" if number else None,
        namnd_id=body.id,
        position=position,
        text="Ansvaret framgår av reglementet.\n\nUppföljning sker två gånger om året.",
    )
    measures = tuple(_measure(body, number, place) for place in range(number % 3 + (number == 0)))
    return Answer(namnd=body, response=response, measures=measures, decision=_DECISION if number % 2 else None)


def _measure(body: Namnd, number: int, place: int) -> MeasureFacts:
    measure = Measure(
        id=f"m{body.id}{number}{place}",
        remiss_id="r",
        recommendation_id=f"q{number}" if number else None,
        text="Styrmodellen kompletteras",
        responsible="Kommundirektören\nKanslichefen" if place else "Kanslichefen",
        timeframe="2025-12-31" if place else "Kontinuerligt",
    )
    state = tuple(MeasureState)[(number + place) % len(MeasureState)]
    status = MeasureStatus(id=f"t{measure.id}", measure_id=measure.id, status=state, as_of=_DAY)
    return MeasureFacts(measure=measure, namnder=(body,), status=status if place or number % 2 else None)
