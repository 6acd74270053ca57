"""Workbooks and papers made for one test."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from secretary_app.domain.model import Addressee, Namnd, Recommendation, Referral, Remiss
from secretary_app.store.register import Register
from secretary_app.support.ids import new_id

Sheets = dict[str, list[list[Any]]]


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[[Sheets], Path]:
    """A workbook of these sheets, each a list of rows with the headings first."""

    def make(sheets: Sheets) -> Path:
        book = Workbook()
        book.remove(book["Sheet"])
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
        path = tmp_path / f"bok-{len(list(tmp_path.glob('bok-*')))}.xlsx"
        book.save(path)
        return path

    return make


@pytest.fixture
def missiv(tmp_path: Path) -> Callable[..., Path]:
    """A missiv as a text file."""

    def make(text: str, name: str = "missiv.txt") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


@pytest.fixture
def letter() -> str:
    """A missiv with one deadline and three recommendations."""
    return (
        "Revisorerna i Älvstads kommun\n2026-03-03\n\n"
        "För yttrande: Kommunstyrelsen, Omsorgs- och socialnämnden\n\n"
        "Granskning av kommunens krisberedskap\n\n"
        "KPMG har på uppdrag av de förtroendevalda revisorerna i Älvstads kommun granskat kommunens krisberedskap.\n\n"
        "Utifrån granskningen lämnas följande rekommendationer:\n\n"
        "• Att Kommunstyrelsen upprättar en plan för övningar.\n\n"
        "• Att Omsorgs- och socialnämnden säkerställer reservkraft på samtliga boenden.\n\n"
        "• Att Kommunstyrelsen och Omsorgs- och socialnämnden följer upp arbetet årligen.\n\n"
        "Revisorerna önskar skriftliga yttranden från Kommunstyrelsen och Omsorgs- och socialnämnden "
        "senast den 30 juni 2026.\n\nFör Älvstads kommuns revisorer\n"
    )


@pytest.fixture
def asked(register: Register) -> Remiss:
    """A remiss of KS that came 2026-03-03: recommendation 1 to OSN and BUN, 2 to OSN, to be answered by 2026-06-30.

    OSN has its internremiss since 2026-03-09 with a date, BUN one that is not sent and has no date.
    """
    ks, osn, bun = (register.find(Namnd, abbreviation=each)[0].id for each in ("KS", "OSN", "BUN"))
    remiss = Remiss(
        id=new_id(),
        diarienummer="KS/2026:31",
        title="Granskning av kommunens krisberedskap",
        received=dt.date(2026, 3, 3),
        answer_by=dt.date(2026, 6, 30),
        owner_id=ks,
    )
    first, second = (
        Recommendation(id=new_id(), remiss_id=remiss.id, number=str(place), text=f"Att {place}.", position=place)
        for place in (1, 2)
    )
    to = [(first, osn, 1), (first, bun, 2), (second, osn, 1)]
    sent = Referral(
        id=new_id(), remiss_id=remiss.id, namnd_id=osn, deadline=dt.date(2026, 4, 30), sent=dt.date(2026, 3, 9)
    )
    with register.change("Registrerade KS/2026:31") as change:
        change.add(remiss, first, second, sent, Referral(id=new_id(), remiss_id=remiss.id, namnd_id=bun))
        change.add_all(
            Addressee(id=new_id(), recommendation_id=each.id, namnd_id=body, position=place) for each, body, place in to
        )
    return register.get(Remiss, remiss.id)
