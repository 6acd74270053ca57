"""What intake proposes for one paper: every finding with the place it stands in.

The keys of ``proposal_as_json`` are the contract of ``extract --json`` (docs: the commands).
"""

import datetime as dt
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from secretary_app.domain.swedish_dates import Certainty


class PaperKind(StrEnum):
    MISSIV = "missiv"
    REVISIONSRAPPORT = "revisionsrapport"
    INTERNREMISS = "internremiss"
    TJANSTESKRIVELSE = "tjansteskrivelse"
    YTTRANDE = "yttrande"
    PROTOKOLLSUTDRAG = "protokollsutdrag"
    OTHER = "annan"


@dataclass(frozen=True, kw_only=True)
class FoundDeadline:
    date: dt.date
    addressees: tuple[str, ...] = ()
    certainty: "Certainty"
    page: int
    """From 1, here and below."""
    quote: str
    """The sentence as it reads in the paper, on one line, here and below."""


@dataclass(frozen=True, kw_only=True)
class FoundRecommendation:
    number: str | None = None
    """As written; None where the paper numbers nothing."""
    text: str
    addressees: tuple[str, ...] = ()
    """Bodies in their basic form: ``Omsorgs- och socialnämnden``, ``Berörda nämnder``."""
    page: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class PreviousRecommendation(FoundRecommendation):
    """One of an earlier audit that this paper follows up."""

    verdict: str | None = None
    """In the paper's own word."""


@dataclass(frozen=True, kw_only=True)
class FoundVerdict:
    question: str
    verdict: str
    page: int


@dataclass(frozen=True, kw_only=True)
class FoundMeasure:
    text: str
    responsible: str | None = None
    timeframe: str | None = None
    status: str | None = None
    namnder: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FoundAnswer:
    recommendation: str
    namnd: str | None = None
    position: str | None = None
    text: str | None = None
    measures: tuple[FoundMeasure, ...] = ()
    page: int
    quote: str


@dataclass(frozen=True, kw_only=True)
class Proposal:
    file: str
    kind: PaperKind = PaperKind.OTHER
    title: str | None = None
    municipality: str | None = None
    """Without "kommun"; a region whole: ``Region Skåne``."""
    firm: str | None = None
    diarienummer: tuple[str, ...] = ()
    """The paper's own, not those it mentions."""
    document_date: dt.date | None = None
    paragraph: str | None = None
    """``§ 94``."""
    deadlines: tuple[FoundDeadline, ...] = ()
    recommendations: tuple[FoundRecommendation, ...] = ()
    previous_recommendations: tuple[PreviousRecommendation, ...] = ()
    verdicts: tuple[FoundVerdict, ...] = ()
    answers: tuple[FoundAnswer, ...] = ()
    warnings: tuple[str, ...] = ()


Json = str | int | None | list["Json"] | dict[str, "Json"]


def proposal_as_json(proposal: Proposal) -> dict[str, Json]:
    """The object that ``extract --json`` prints: every key, dates as ISO text, absent as None or ``[]``."""
    return {field.name: _json(getattr(proposal, field.name)) for field in fields(proposal)}


def _json(value: object) -> Json:
    if isinstance(value, tuple):
        return [_json(one) for one in value]
    if is_dataclass(value):
        return {field.name: _json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dt.date):
        return value.isoformat()
    if value is None or isinstance(value, int):
        return value
    return str(value)
