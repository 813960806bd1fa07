"""A frozen type does what the standard library's does, asked side by side."""

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace
from typing import Any, Generic, TypeVar

import pytest

from jlxx_check.values.frozen_types import frozen

Item = TypeVar("Item")
standard = dataclass(frozen=True, slots=True)


def _types(made: Callable[[type], type]) -> dict[str, Any]:
    @made
    class Nothing:
        """Without a field."""

    @made
    class Base(Generic[Item]):
        """What a field may be."""

        first: Item
        second: tuple[str, ...] = ()
        many: list[int] = field(default_factory=list, repr=False)
        told: int = field(init=False, compare=False)
        usual: int = field(init=False, default=7)

        def __post_init__(self) -> None:
            object.__setattr__(self, "told", len(self.second))

        @property
        def both(self) -> str:
            return f"{self.first}{self.second}"

    @made
    class Below(Base[Item]):
        """Another default, a field more, and words of its own."""

        second: tuple[str, ...] = ("a",)
        more: str = "m"

        def __repr__(self) -> str:
            return "said"

    @made
    class Alike:  # noqa: PLW1641 - what the hash is then, is asked
        """Equal by words of its own."""

        name: str
        more: int = 0

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Alike) and self.name == other.name

    @made
    class Unhashed:
        """With a hash of its own, which is none."""

        name: str

        def __hash__(self) -> int:
            raise TypeError("none")

    return {each.__name__: each for each in (Nothing, Base, Below, Alike, Unhashed)}


STANDARD, OURS = _types(standard), _types(frozen)

VALUES = {
    "nothing": lambda kinds: kinds["Nothing"](),
    "usual": lambda kinds: kinds["Base"](1),
    "all given": lambda kinds: kinds["Base"]("x", second=("y",), many=[1]),
    "below": lambda kinds: kinds["Below"](1),
    "below, by place": lambda kinds: kinds["Below"](1, ("z",), [2], "n"),
}


@pytest.mark.parametrize("make", VALUES.values(), ids=VALUES)
def test_a_value_is_as_the_standard_librarys(make):
    ours, theirs = make(OURS), make(STANDARD)
    assert repr(ours) == repr(theirs)
    assert asdict(ours) == asdict(theirs)
    assert [item.name for item in fields(ours)] == [item.name for item in fields(theirs)]
    assert type(ours).__match_args__ == type(theirs).__match_args__
    assert type(ours).__slots__ == type(theirs).__slots__
    assert ours == make(OURS)
    assert ours != theirs
    assert copy.copy(ours) == ours
    assert copy.deepcopy(ours) == ours


def test_what_differs_in_what_is_compared_is_not_equal():
    base = OURS["Base"]
    assert base(1) != base(2)
    assert base(1) != OURS["Below"](1, second=())
    assert replace(base(1), second=("b",)).told == 1
    one, other = base(1, many=()), base(1, many=())
    assert hash(one) == hash(other)
    assert len({one, other, base(2, many=())}) == 2


@pytest.mark.parametrize("kinds", [OURS, STANDARD], ids=["ours", "standard"])
def test_what_a_class_defines_of_these_stays(kinds):
    alike = kinds["Alike"]
    assert alike("a", 1) == alike("a", 2) != alike("b")
    assert len({alike("a"), alike("a")}) == 1
    with pytest.raises(TypeError, match="none"):
        hash(kinds["Unhashed"]("a"))


@pytest.mark.parametrize("setting", [{"kw_only": True}, {"hash": False}, {"hash": True}])
def test_what_it_does_not_do_is_refused_where_it_is_written(setting):
    with pytest.raises(TypeError, match="neither kw_only nor hash"):

        @frozen
        class _Asking:
            name: str = field(default="", **setting)


def test_what_is_shared_by_default_is_made_for_each():
    base = OURS["Base"]
    base(1).many.append(5)
    assert base(1).many == []


@pytest.mark.parametrize("name", ["first", "told", "not there"])
def test_nothing_can_be_set_or_taken_away(name):
    value = OURS["Base"](1)
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, 2)
    with pytest.raises(FrozenInstanceError):
        delattr(value, name)


@pytest.mark.parametrize("words", [{}, {"first": 1, "nobody": 2}, {"first": 1, "usual": 2}])
def test_a_wrong_call_is_told_by_the_name_of_the_class(words):
    with pytest.raises(TypeError, match=r"Base\.__init__\(\)"):
        OURS["Base"](**words)


@frozen
class Kept:
    """Where pickle finds it."""

    name: str
    more: tuple[int, ...] = ()


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_a_value_comes_through_a_pickle(protocol):
    value = Kept("x", (1,))
    assert pickle.loads(pickle.dumps(value, protocol)) == value
