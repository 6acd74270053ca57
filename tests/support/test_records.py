"""A record is to everyone a frozen dataclass."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, fields, replace
from functools import cached_property

import pytest

from secretary_app.support.records import record


@record(frozen=True)
class Point:
    x: int
    y: int = 2
    name: str = ""

    @cached_property
    def sum(self) -> int:
        return self.x + self.y


@record(frozen=True, kw_only=True)
class Base:
    id: str
    version: int = 0


@record(frozen=True, kw_only=True)
class Child(Base):
    title: str
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Plain:
    id: str
    version: int = 0


def test_fields_are_given_by_place_or_name() -> None:
    assert Point(1, name="a") == Point(x=1, y=2, name="a")
    assert Child(id="1", title="b").title == "b"
    assert (Point(1).y, Child(id="1", title="b").note) == (2, None)


@pytest.mark.parametrize(
    ("placed", "named"),
    [((), {}), ((1, 2, "a", 4), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"y": 1})],
)
def test_what_does_not_fit_is_refused(placed: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Point"):
        Point(*placed, **named)  # type: ignore[arg-type]


def test_a_named_field_has_no_place() -> None:
    with pytest.raises(TypeError, match="Child"):
        Child("1", title="b")  # type: ignore[misc]


def test_it_cannot_be_changed() -> None:
    one = Point(1)
    with pytest.raises(FrozenInstanceError):
        one.x = 3  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        del one.x
    assert one == Point(1)


def test_equal_are_those_of_the_same_kind_with_the_same_values() -> None:
    one, other = Point(1), Point(1)
    assert one.sum == 3
    assert one == other
    assert hash(one) == hash(other)
    assert one != Point(2)
    assert Base(id="1") != Plain(id="1")
    assert len({one, other, Point(2)}) == 2


def test_the_tools_for_dataclasses_know_it() -> None:
    child = Child(id="1", title="b")
    assert [field.name for field in fields(Child)] == ["id", "version", "title", "note"]
    assert replace(child, title="c") == Child(id="1", title="c")
    assert asdict(child) == {"id": "1", "version": 0, "title": "b", "note": None}
    assert list(vars(Child(title="b", id="1"))) == ["id", "version", "title", "note"]
    assert repr(child) == "Child(id='1', version=0, title='b', note=None)"
    with pytest.raises(TypeError):
        replace(child, titel="c")  # type: ignore[call-arg]
    match Point(1, 5):
        case Point(x, y):
            assert (x, y) == (1, 5)


def test_copies_are_equal() -> None:
    child = Child(id="1", title="b")
    assert copy.deepcopy(child) == copy.copy(child) == pickle.loads(pickle.dumps(child)) == child
