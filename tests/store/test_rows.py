import dataclasses
import datetime as dt
import typing
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretary_app.domain.model import ENTITIES, Entity, Namnd, Remiss
from secretary_app.domain.text import clean
from secretary_app.store.rows import cleaned, table_of, to_value

_TEXTS = st.one_of(
    st.text(),
    st.text(alphabet=" \n\r\t\x00\x0c\u0308aÅäö.\u00ad\u2028\ufffe\u0002\uf0b7\u00a0•-–", max_size=12),
)


def _values(hint: object) -> st.SearchStrategy[object]:
    parts = typing.get_args(hint) or (hint,)
    strategies: list[st.SearchStrategy[object]] = []
    for part in parts:
        if part is type(None):
            strategies.append(st.none())
        elif part is bool:
            strategies.append(st.booleans())
        elif part is int:
            strategies.append(st.integers(0, 10**6))
        elif part is dt.date:
            strategies.append(st.dates())
        elif isinstance(part, type) and issubclass(part, Enum):
            strategies.append(st.sampled_from(list(part)))
        else:
            strategies.append(_TEXTS.map(clean))
    return st.one_of(strategies)


@st.composite
def _entities(draw: st.DrawFn) -> Entity:
    kind = draw(st.sampled_from(ENTITIES))
    hints = typing.get_type_hints(kind)
    return kind(**{field.name: draw(_values(hints[field.name])) for field in dataclasses.fields(kind)})


@settings(max_examples=200, deadline=None)
@given(_entities())
def test_a_row_read_back_is_the_row_written(row: Entity) -> None:
    table = table_of(type(row))
    back = table.make(table.values(row, row.version))
    assert back == row
    assert [type(value) for value in vars(back).values()] == [type(value) for value in vars(row).values()]
    assert hash(back) == hash(row)
    with pytest.raises(dataclasses.FrozenInstanceError):
        back.id = "another"  # type: ignore[misc]


@settings(max_examples=500)
@given(_TEXTS)
def test_the_short_cut_past_cleaning_never_passes_what_needs_it(text: str) -> None:
    assert cleaned(text) == clean(text)


def test_no_control_character_is_written() -> None:
    row = Remiss(id="r", owner_id="k", title="stra\ufffetegi\x07 och\x00 mål\r\n\x1b[0m", sender="A\u030alvstad")
    values = table_of(Remiss).values(row, 1)
    assert values[3] == "strategi och mål\n[0m"
    assert "Ålvstad" in values


def test_a_value_that_no_column_holds_is_refused() -> None:
    with pytest.raises(TypeError):
        to_value(dt.datetime(2025, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(TypeError):
        to_value(1.5)


def test_tables_are_named_after_their_kinds() -> None:
    assert table_of(Namnd).name == "namnd"
    assert {table_of(kind).name for kind in ENTITIES} >= {"chain_step", "measure_namnd", "deadline_change"}
