"""A draft of each house style that is read back unchanged changes nothing."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from secretary_app.domain.model import (
    DocumentKind,
    Measure,
    MeasureNamnd,
    MeasureState,
    MeasureStatus,
    Namnd,
    Position,
    Recommendation,
    Remiss,
    RemissState,
    Response,
)
from secretary_app.operations.answering import read_answers
from secretary_app.operations.drafting import draft
from secretary_app.operations.registering import register_remiss
from secretary_app.store.register import Register
from secretary_app.support.errors import UserError
from secretary_app.support.ids import new_id
from secretary_app.word.sets import template_sets

GIVEN: dict[str, dict[str, tuple[Position | None, str]]] = {
    "KS": {
        "": (None, "Rapporten ger en god bild.\n\nVi saknar dock de kommunala bolagen."),
        "1": (Position.AGREES, "En plan för övningar tas fram.\n\nDen gäller hela kommunkoncernen."),
        "3": (Position.PARTLY, "Uppföljningen sker redan i delårsrapporten."),
    },
    "OSN": {
        "": (None, "Nämnden vill gärna delta i arbetet."),
        "2": (Position.DISAGREES, "Reservkraft finns redan på samtliga boenden."),
        "3": (Position.AGREES, "Nämnden följer upp arbetet i sin internkontroll."),
    },
}
PLANNED = (
    ("1", ("KS",), "Ta fram en övningsplan.", "Säkerhetschef\nKommundirektör", "hösten 2026", MeasureState.STARTED),
    ("1", ("KS", "OSN"), "Öva tillsammans, första gången i liten skala.", "Säkerhetschef", "2027", None),
    ("3", ("KS",), "Redovisa i delårsrapporten", "Kanslichef", "Löpande, följs upp årligen", MeasureState.DONE),
    ("3", ("OSN",), "Komplettera internkontrollplanen.", "Förvaltningschef", "2026-12-31", MeasureState.NOT_STARTED),
    ("3", ("OSN",), "Utbilda enhetscheferna", "", "", None),
)


@pytest.fixture
def remiss(register: Register, missiv: Callable[..., Path], letter: str) -> Remiss:
    remiss = register_remiss(register, [missiv(letter)], owner_words="KS", diarienummer="KS/2026:31").remiss
    asked = {each.number: each.id for each in register.find(Recommendation, remiss_id=remiss.id)}
    bodies = {each.abbreviation: each.id for each in register.find(Namnd)}
    with register.change("Lade in svaren") as change:
        for body, given in GIVEN.items():
            for number, (position, text) in given.items():
                change.add(
                    Response(
                        id=new_id(),
                        remiss_id=remiss.id,
                        recommendation_id=asked.get(number),
                        namnd_id=bodies[body],
                        position=position,
                        text=text,
                    )
                )
        for place, (number, whose, text, responsible, timeframe, state) in enumerate(PLANNED, 1):
            measure = Measure(
                id=new_id(),
                remiss_id=remiss.id,
                recommendation_id=asked[number],
                text=text,
                responsible=responsible,
                timeframe=timeframe,
                position=place,
            )
            change.add(measure)
            for at, body in enumerate(whose, 1):
                change.add(MeasureNamnd(id=new_id(), measure_id=measure.id, namnd_id=bodies[body], position=at))
            if state is not None:
                change.add(MeasureStatus(id=new_id(), measure_id=measure.id, status=state, as_of=dt.date(2026, 3, 1)))
    return remiss


@pytest.mark.parametrize("style", sorted(each.name for each in template_sets()))
@pytest.mark.parametrize("namnd", ["KS", "OSN"])
@pytest.mark.parametrize("kind", [DocumentKind.YTTRANDE, DocumentKind.TJANSTESKRIVELSE])
def test_a_draft_says_what_the_register_says(
    style: str, namnd: str, kind: DocumentKind, register: Register, remiss: Remiss, tmp_path: Path
) -> None:
    path = draft(register, kind, remiss, tmp_path / "utkast.docx", namnd_words=namnd, templates=style).path
    if (style, kind) == ("beslut-forst", DocumentKind.TJANSTESKRIVELSE):
        # The answers are in the yttrande that goes with it.
        with pytest.raises(UserError, match="har inga svar på rekommendationerna"):
            read_answers(register, remiss, path, namnd_words=namnd, dry_run=True)
        return
    result = read_answers(register, remiss, path, namnd_words=namnd, dry_run=True)
    assert [each.sentence for each in result.differences] == []
    own = {number for number in GIVEN[namnd] if number}
    rows = result.content.content.rows("Svar") if result.content else ()
    assert {str(row.values["number"]) for row in rows if "number" in row.values} >= own
    measures = result.content.content.rows("Åtgärder") if result.content else ()
    assert len(measures) == sum(namnd in each[1] and each[0] in own for each in PLANNED)


@pytest.mark.parametrize("style", sorted(each.name for each in template_sets()))
def test_a_form_says_what_the_register_says(style: str, register: Register, remiss: Remiss, tmp_path: Path) -> None:
    path = draft(
        register, DocumentKind.SVARSFORMULAR, remiss, tmp_path / "f.docx", namnd_words="OSN", templates=style
    ).path
    result = read_answers(register, remiss, path, dry_run=True)
    assert (result.differences, result.notices) == ((), [])
    assert result.content is not None
    assert len(result.content.content.rows("Svar")) == len(GIVEN["OSN"])
    assert len(result.content.content.rows("Åtgärder")) == 2


@pytest.mark.parametrize("style", sorted(each.name for each in template_sets()))
@pytest.mark.parametrize("remiss_id", ["ex-03", "ex-04", "ex-05", "ex-06", "ex-07"])
def test_so_it_is_without_recommendations_with_decisions_and_signatures(
    style: str, remiss_id: str, register: Register, tmp_path: Path
) -> None:
    remiss = replace(register.get(Remiss, remiss_id), state=RemissState.OPEN)
    for namnd in {each.namnd_id for each in register.find(Response, remiss_id=remiss_id)}:
        words = register.get(Namnd, namnd).abbreviation
        path = draft(
            register, DocumentKind.YTTRANDE, remiss, tmp_path / f"{words}.docx", namnd_words=words, templates=style
        ).path
        result = read_answers(register, remiss, path, namnd_words=words, dry_run=True)
        assert [each.sentence for each in result.differences] == []


@pytest.mark.parametrize(("remiss_id", "namnd"), [("ex-03", "SBN"), ("ex-04", "OSN"), ("ex-07", "KFN")])
def test_so_it_is_in_the_form_of_a_motion_or_a_consultation(
    remiss_id: str, namnd: str, register: Register, tmp_path: Path
) -> None:
    remiss = register.get(Remiss, remiss_id)
    with register.change("Öppnade") as change:
        change.update(replace(remiss, state=RemissState.OPEN))
    remiss = register.get(Remiss, remiss_id)
    path = draft(register, DocumentKind.SVARSFORMULAR, remiss, tmp_path / "f.docx", namnd_words=namnd).path
    result = read_answers(register, remiss, path, dry_run=True)
    assert (result.differences, result.notices) == ((), [])
