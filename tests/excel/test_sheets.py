"""The contract, held against the page that promises it."""

import pytest

from secretary_app.domain.model import Kommun
from secretary_app.excel.contract import Kind, key
from secretary_app.excel.sheets import LETTERHEAD, SHEETS

PROMISED = {
    "Nämnder": "Förkortning, Namn, Typ, Överordnad, Förvaltning, Diarieprefix, Justeringsdagar, Manusstopp dagar före, "
    "Handläggningstid, Varningsgräns, Giltig från, Giltig till, Efterträdare, E-post",
    "Personer": "Namn, Titel, Nämnd, Roll, E-post",
    "Beredning": "Ägare, Typ, Ordning, Nämnd, Roll",
    "Sammanträden": "Nämnd, Datum, Manusstopp, Inställt, Utskick",
    "Remisser": "Remiss, Diarienummer, Ärende, Typ, Från, Revisionsbyrå, Inkom, Svar senast, Ägare, Handläggare, "
    "Följer upp, Läge",
    "Rekommendationer": "Remiss, Diarienummer, Nr, Rekommendation, Nämnder, Gemensamt",
    "Internremisser": "Remiss, Diarienummer, Nämnd, Skickad, Svar senast, Nämndens diarienummer, Handläggare, Direkt",
    "Svar": "Remiss, Diarienummer, Nr, Nämnd, Ställningstagande, Svar",
    "Åtgärder": "Åtgärd-id, Remiss, Diarienummer, Nr, Nämnder, Åtgärd, Ansvarig, Tidsplan, Status, Status per",
    "Beslut": "Remiss, Diarienummer, Nämnd, Sammanträde, Paragraf, Utfall, Omedelbar justering, Beslutstext",
    "Omdömen": "Remiss, Nr, Omdöme, Ord, Enligt, Datum, Sagt i, Ny rek",
    "Kommun": "Uppgift, Värde",
    "Planer": "Remiss, Diarienummer, Nämnd, Steg, Dag, Omedelbar justering, Låst, Varför",
}


def test_every_promised_sheet_and_heading_is_there_in_order() -> None:
    assert {sheet.name for sheet in SHEETS} == set(PROMISED)
    for sheet in SHEETS:
        promised = PROMISED[sheet.name].split(", ")
        headings = [column.heading for column in sheet.columns]
        assert headings[: len(promised)] == promised, sheet.name


def test_names_are_unique_and_every_column_explains_itself() -> None:
    for sheet in SHEETS:
        assert len({key(column.heading) for column in sheet.columns}) == len(sheet.columns)
        assert len({column.field for column in sheet.columns}) == len(sheet.columns)
        for column in sheet.columns:
            assert column.field.isidentifier()
            assert column.field.isascii()
            assert column.help.endswith("."), column.heading
            assert (column.kind is not Kind.CHOICE) or column.choices
        for field in sheet.one_of:
            assert sheet.column(field)


def test_the_examples_are_values_that_the_column_takes() -> None:
    from secretary_app.excel.cells import reader

    for sheet in SHEETS:
        for column in sheet.columns:
            if column.example:
                assert reader(column.kind)(column.example, column) != "", (sheet.name, column.heading)


def test_the_letterhead_is_the_kommuns_fields() -> None:
    fields = {name for name in Kommun.__dataclass_fields__ if name not in ("id", "version", "logo")}
    assert {field for _, field in LETTERHEAD} == fields


def test_an_unknown_field_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        SHEETS[0].column("finns_inte")
