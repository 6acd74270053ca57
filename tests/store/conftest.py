"""A small register of an invented municipality, on a real file, with a clock that the test winds."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from secretary_app.domain.model import Addressee, Namnd, NamndKind, Recommendation, Referral, Remiss
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id


@dataclass
class Clock:
    now: dt.datetime = dt.datetime(2025, 3, 18, 9, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def wind(self, **time: float) -> None:
        self.now += dt.timedelta(**time)


@dataclass
class Town:
    """Rows that fit together: KS owns a remiss with a recommendation to OSN and one to KS; OSN is asked."""

    ks: Namnd = field(
        default_factory=lambda: Namnd(
            id=new_id(), abbreviation="KS", name="Kommunstyrelsen", kind=NamndKind.STYRELSE, warning_days=5
        )
    )
    osn: Namnd = field(
        default_factory=lambda: Namnd(id=new_id(), abbreviation="OSN", name="Omsorgs- och socialnämnden")
    )

    def __post_init__(self) -> None:
        self.remiss = Remiss(
            id=new_id(),
            diarienummer="KS/2025:118",
            title="Granskning av integrationsarbete",
            sender="Älvstads revisorer",
            owner_id=self.ks.id,
            received=dt.date(2025, 3, 18),
            answer_by=dt.date(2025, 6, 30),
        )
        self.first = Recommendation(
            id=new_id(), remiss_id=self.remiss.id, number="1", position=1, text="Säkerställ att målen följs upp."
        )
        self.second = Recommendation(
            id=new_id(),
            remiss_id=self.remiss.id,
            number="2",
            position=2,
            text="Besluta om en plan för bygglovsärendet.",
        )
        self.to_osn = Addressee(id=new_id(), recommendation_id=self.first.id, namnd_id=self.osn.id)
        self.to_ks = Addressee(id=new_id(), recommendation_id=self.second.id, namnd_id=self.ks.id)
        self.referral = Referral(
            id=new_id(),
            remiss_id=self.remiss.id,
            namnd_id=self.osn.id,
            sent=dt.date(2025, 3, 26),
            deadline=dt.date(2025, 5, 14),
        )

    @property
    def rows(self) -> tuple[Namnd | Remiss | Recommendation | Addressee | Referral, ...]:
        return (
            self.ks,
            self.osn,
            self.remiss,
            self.first,
            self.second,
            self.to_osn,
            self.to_ks,
            self.referral,
        )


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "älvstad.beredd"


@pytest.fixture
def register(path: Path, clock: Clock) -> Iterator[Register]:
    """An empty register, open for writing."""
    with Register.open(path, write=True, create=True, clock=clock, who="Anna") as opened:
        yield opened


@pytest.fixture
def filled(register: Register, town: Town) -> Register:
    """The register with the town in it, laid in by operation 1."""
    with register.change("Lade in exemplet") as change:
        change.add(*town.rows)
    return register
