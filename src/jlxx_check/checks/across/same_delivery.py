"""No two units hand in one and the same material as a whole."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import ClassVar

from pydantic import Field, PositiveInt

from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.outcome import Outcome, Status, passed
from jlxx_check.model.traits import Inbox, Shared, Side
from jlxx_check.text import Text

#: A file that more deliveries have (a notice that all of them enclose) brings no two together.
_COMMON = 50


class UnsharedDeliveries(Parameters):
    """at_least: files that play a role; of fewer a delivery is no whole.

    share: of the larger one's files that the other has, byte for byte, from which two are the same.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "认出用途的文件至少多少个；更少的不算一份完整的材料",
        "share": "较大的一份中有多大比例的文件与另一份逐字节相同，即视为同一份，如0.9",
    }

    at_least: PositiveInt = 5
    share: float = Field(default=0.9, gt=0.5, le=1)


@check("across.delivery", zh="各单位报送的是自己的材料；同一份材料报送两次的，用一句话说明。")
def delivery(found: Inbox, want: UnsharedDeliveries) -> Iterator[Outcome]:
    """Every unit hands in material of its own; a delivery that came twice is said in a sentence."""
    same: dict[tuple[str, ...], list[Side]] = defaultdict(list)
    for place, (_, traits) in enumerate(found.packages):
        if len(traits.contents) >= want.at_least:
            same[traits.contents].append(Side(place))
    contents = [frozenset(files) for files in same]
    groups = list(same.values())
    spoken: set[int] = set()
    for files, sides in zip(contents, groups, strict=True):
        if found.of_several(sides):
            spoken.update(side.package for side in sides)
            yield _shared(sides, _all_same(len(files)))
    for one, other in _near(contents, want.share):
        sides = [groups[one][0], groups[other][0]]
        if found.of_several(sides):
            spoken.update(side.package for side in sides)
            yield _shared(sides, _nearly_same(contents[one], contents[other]))
    for place in range(len(found.packages)):
        if place not in spoken:
            yield passed()


def _near(contents: Sequence[frozenset[str]], share: float) -> list[tuple[int, int]]:
    """The pairs that have so much in common, without comparing all with all."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, files in enumerate(contents):
        for file in files:
            holders[file].append(place)
    times: Counter[tuple[int, int]] = Counter()
    for places in holders.values():
        if len(places) <= _COMMON:
            times.update(combinations(places, 2))
    return [
        (one, other)
        for one, other in sorted(times)
        if len(contents[one] & contents[other])
        >= share * max(len(contents[one]), len(contents[other]))
    ]


def _shared(sides: list[Side], said: Text) -> Shared:
    return Shared(
        Status.FAIL,
        Text(
            f"{said.zh}，很可能是送错、存错或重复收件",
            f"{said.en}; most likely one was sent or filed by mistake",
        ),
        expected=Text("各报各的材料", "material of its own"),
        observed=said,
        sides=tuple(sides),
        one_delivery=True,
    )


def _all_same(files: int) -> Text:
    return Text(f"材料内容相同（{files}个文件）", f"the same material ({files} files)")


def _nearly_same(one: frozenset[str], other: frozenset[str]) -> Text:
    common, most = len(one & other), max(len(one), len(other))
    return Text(
        f"材料内容几乎相同（{most}个文件中有{common}个相同）",
        f"nearly the same material ({common} of {most} files are the same)",
    )
