"""The whole register as a workbook that can be imported again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from secretary_app.domain.model import (
    Addressee,
    ChainStep,
    Decision,
    Entity,
    Kommun,
    Measure,
    MeasureNamnd,
    MeasureStatus,
    Meeting,
    Person,
    PlannedStep,
    Recommendation,
    Referral,
    Remiss,
    Response,
    Verdict,
)
from secretary_app.domain.sorting import swedish_key
from secretary_app.excel.sheets import LETTERHEAD
from secretary_app.excel.workbook import write_template_workbook, write_workbook
from secretary_app.operations.finding import Bodies
from secretary_app.operations.workbook_answers import decided_words
from secretary_app.store.register import Register
from secretary_app.support.files import replace_file
from secretary_app.support.progress import Progress, no_progress

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    path: Path
    rows: int
    kept: Path | None
    """Where the file that had the name before is kept."""


def write_empty_workbook(out: Path) -> Written:
    """An empty workbook with help texts."""
    kept = replace_file(out, write_template_workbook)
    return Written(out, 0, kept)


def export_workbook(register: Register, out: Path, progress: Progress = no_progress) -> Written:
    """Write every sheet of the workbook; importing it again changes nothing.

    Where ``progress`` raises Cancelled, what was at ``out`` is untouched.
    """
    rows = _Rows(register)
    sheets: dict[str, list[Row]] = {}
    for number, (name, make) in enumerate(_SHEETS.items()):
        progress(number, len(_SHEETS) + 1, f"Hämtar {name}")
        sheets[name] = list(make(rows))
    progress(len(_SHEETS), len(_SHEETS) + 1, f"Skriver {out.name}")
    kept = replace_file(out, lambda path: write_workbook(path, sheets))
    return Written(out, sum(map(len, sheets.values())), kept)


class _Rows:
    """The register's rows, read once, and how they are named in a workbook."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.bodies = Bodies.of(register)
        self.remisser = {each.id: each for each in register.find(Remiss)}
        recommendations = sorted(register.find(Recommendation), key=lambda each: (each.remiss_id, each.position))
        self.recommendations = {each.id: each for each in recommendations}
        self.decisions = {each.id: each for each in register.find(Decision)}

    def abbreviation(self, namnd_id: str | None) -> str | None:
        return self.bodies.by_id[namnd_id].abbreviation if namnd_id else None

    def of_remiss(self, remiss_id: str) -> dict[str, Any]:
        return {"remiss": remiss_id, "diarienummer": self.remisser[remiss_id].diarienummer}

    def of_recommendation(self, remiss_id: str, recommendation_id: str | None) -> dict[str, Any]:
        number = self.recommendations[recommendation_id].number if recommendation_id else None
        return self.of_remiss(remiss_id) | {"number": number}


def _fields(row: Entity, *names: str) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _kommun(rows: _Rows) -> Iterator[Row]:
    for kommun in rows.register.find(Kommun):
        for word, field in LETTERHEAD:
            if getattr(kommun, field):
                yield {"item": word, "value": getattr(kommun, field)}


def _namnder(rows: _Rows) -> Iterator[Row]:
    names = ("abbreviation", "name", "kind", "forvaltning", "diary_prefix", "justering_days", "manusstopp_days")
    more = ("handling_days", "warning_days", "valid_from", "valid_to", "email")
    for body in rows.bodies.all:
        links = {"parent": rows.abbreviation(body.parent_id), "successor": rows.abbreviation(body.successor_id)}
        yield _fields(body, *names, *more) | links


def _personer(rows: _Rows) -> Iterator[Row]:
    for person in sorted(rows.register.find(Person), key=lambda each: swedish_key(each.name)):
        names = _fields(person, "name", "title", "role", "email", "phone")
        yield names | {"namnd": rows.abbreviation(person.namnd_id)}


def _beredning(rows: _Rows) -> Iterator[Row]:
    for step in sorted(
        rows.register.find(ChainStep), key=lambda each: (each.owner_id, each.remiss_kind, each.position)
    ):
        bodies = {"owner": rows.abbreviation(step.owner_id), "namnd": rows.abbreviation(step.namnd_id)}
        yield _fields(step, "remiss_kind", "position", "role") | bodies


def _sammantraden(rows: _Rows) -> Iterator[Row]:
    for meeting in sorted(rows.register.find(Meeting), key=lambda each: (each.date, each.id)):
        yield _fields(meeting, "date", "manusstopp", "cancelled", "utskick") | {
            "namnd": rows.abbreviation(meeting.namnd_id)
        }


def _remisser(rows: _Rows) -> Iterator[Row]:
    facts = ("diarienummer", "title", "kind", "sender", "firm", "received", "answer_by", "handlaggare", "state")
    for remiss in rows.remisser.values():
        links = {"owner": rows.abbreviation(remiss.owner_id), "follows_up": remiss.follows_up_id}
        yield _fields(remiss, *facts, "sender_diarienummer", "closing_reason") | {"remiss": remiss.id} | links


def _rekommendationer(rows: _Rows) -> Iterator[Row]:
    addressees: dict[str, list[Addressee]] = {}
    for each in sorted(rows.register.find(Addressee), key=lambda each: (each.position, each.id)):
        addressees.setdefault(each.recommendation_id, []).append(each)
    for recommendation in rows.recommendations.values():
        namnder = tuple(
            rows.abbreviation(each.namnd_id) or each.words for each in addressees.get(recommendation.id, [])
        )
        shown = _fields(recommendation, "number", "text", "joint", "page", "quote")
        yield rows.of_remiss(recommendation.remiss_id) | shown | {"namnder": namnder}


def _internremisser(rows: _Rows) -> Iterator[Row]:
    for referral in rows.register.find(Referral):
        shown = _fields(referral, "sent", "deadline", "namnd_diarienummer", "handlaggare", "direct")
        yield rows.of_remiss(referral.remiss_id) | shown | {"namnd": rows.abbreviation(referral.namnd_id)}


def _svar(rows: _Rows) -> Iterator[Row]:
    for response in rows.register.find(Response):
        decision = rows.decisions.get(response.decision_id or "")
        yield rows.of_recommendation(response.remiss_id, response.recommendation_id) | {
            "namnd": rows.abbreviation(response.namnd_id),
            "position": response.position,
            "text": response.text,
            "decided": decided_words(decision) if decision else "nej",
        }


def _atgarder(rows: _Rows) -> Iterator[Row]:
    """A measure with a series of statuses has a row for each."""
    namnder: dict[str, list[str | None]] = {}
    for each in sorted(rows.register.find(MeasureNamnd), key=lambda each: (each.position, each.id)):
        namnder.setdefault(each.measure_id, []).append(rows.abbreviation(each.namnd_id))
    statuses: dict[str, list[MeasureStatus]] = {}
    for status in sorted(rows.register.find(MeasureStatus), key=lambda each: each.as_of):
        statuses.setdefault(status.measure_id, []).append(status)
    for measure in sorted(rows.register.find(Measure), key=lambda each: (each.remiss_id, each.position)):
        shown = rows.of_recommendation(measure.remiss_id, measure.recommendation_id)
        shown |= _fields(measure, "text", "responsible", "timeframe")
        shown |= {"measure": measure.id, "namnder": tuple(namnder.get(measure.id, ()))}
        series: list[MeasureStatus | None] = [*statuses.get(measure.id, ())]
        for each_status in series or [None]:
            yield shown | (_status(each_status) if each_status else {})


def _status(status: MeasureStatus) -> dict[str, Any]:
    return {"status": status.status, "status_as_of": status.as_of, "status_note": status.note}


def _beslut(rows: _Rows) -> Iterator[Row]:
    names = ("meeting_date", "paragraph", "outcome", "immediate_justering", "text", "recipients")
    for decision in sorted(rows.decisions.values(), key=lambda each: (each.meeting_date, each.id)):
        shown = _fields(decision, *names)
        yield rows.of_remiss(decision.remiss_id) | shown | {"namnd": rows.abbreviation(decision.namnd_id)}


def _omdomen(rows: _Rows) -> Iterator[Row]:
    for verdict in rows.register.find(Verdict):
        recommendation = rows.recommendations[verdict.recommendation_id]
        shown = _fields(verdict, "verdict", "words", "according_to", "date") | {"said_in": verdict.said_in_id}
        shown |= {"led_to": rows.recommendations[verdict.led_to_id].number if verdict.led_to_id else None}
        yield {"remiss": recommendation.remiss_id, "number": recommendation.number} | shown


def _planer(rows: _Rows) -> Iterator[Row]:
    for step in sorted(rows.register.find(PlannedStep), key=lambda each: (each.remiss_id, each.date, each.id)):
        shown = _fields(step, "date", "immediate_justering", "fixed", "reason")
        body = {"namnd": rows.abbreviation(step.namnd_id), "step": step.kind.swedish}
        yield rows.of_remiss(step.remiss_id) | shown | body


_SHEETS = {
    "Kommun": _kommun,
    "Nämnder": _namnder,
    "Personer": _personer,
    "Beredning": _beredning,
    "Sammanträden": _sammantraden,
    "Remisser": _remisser,
    "Rekommendationer": _rekommendationer,
    "Internremisser": _internremisser,
    "Svar": _svar,
    "Åtgärder": _atgarder,
    "Beslut": _beslut,
    "Omdömen": _omdomen,
    "Planer": _planer,
}
