"""What units have in common, said once: copies in groups, near ones in pairs, one unit's never."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product

from jlxx_check.model.outcome import Level, Outcome, Status, passed
from jlxx_check.model.traits import Inbox, Shared, Side
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.nearness import Sets

#: What is near is not the same, whatever the rounding says.
_MOST = 99


@frozen
class Said:
    """What is said of files that are the same, and of two that nearly are.

    near: may have ``{share}``, the likeness in per cent.
    """

    same: Text
    near: Text


class Copies:
    """Files that are the same, in groups; every file is in one."""

    def __init__(self, found: Inbox, sides: Sequence[Side], keys: Sequence[Iterable[str]]) -> None:
        """keys: of each side; two that have one in common are the same."""
        self._found = found
        self._sides = sides
        self._sets = Sets(len(sides))
        first: dict[str, int] = {}
        for place, own in enumerate(keys):
            for key in own:
                self._sets.join(first.setdefault(key, place), place)
        self._groups: dict[int, list[Side]] = {}
        for place, side in enumerate(sides):
            self._groups.setdefault(self._sets.first(place), []).append(side)

    def first(self, place: int) -> int:
        """The first file of the group that this one is in: it stands for all."""
        return self._sets.first(place)

    def may_pair(self, one: int, other: int) -> bool:
        """Whether two files are in two groups, and these of more than one unit."""
        first, second = self.first(one), self.first(other)
        if first == second:
            return False
        return self._found.of_several((*self._groups[first], *self._groups[second]))

    def told(
        self,
        pairs: Mapping[tuple[int, int], float],
        said: Said,
        unfinished: frozenset[int],
        grave: Collection[tuple[int, int]] = (),
    ) -> Iterator[Outcome]:
        """A failure for each group of several units, a warning for each pair; the rest has passed.

        pairs: of files that are near, with their likeness from 0 to 1. A copy of either is no
        further pair: what is said of the one holds for it, and its group says so.
        unfinished: files that may be near more than these. grave: pairs that are no less than
        copies: the rule's own level is theirs.
        """
        spoken: set[Side] = set()
        for group in self._groups.values():
            if self._found.of_several(group):
                spoken.update(group)
                yield Shared(
                    Status.FAIL, said.same, expected=_OWN, observed=said.same, sides=tuple(group)
                )
        for (one, other), share in sorted(self._between_groups(pairs).items()):
            apart = self._apart(one, other)
            if apart is not None:
                (first, _), (second, _) = apart
                spoken.update((first, second))
                more = not unfinished.isdisjoint((one, other))
                level = None if (one, other) in grave else Level.WARNING
                yield _near(apart, share, said, level, more=more)
        for side in self._sides:
            if side not in spoken:
                yield passed()

    def _between_groups(
        self, pairs: Mapping[tuple[int, int], float]
    ) -> Mapping[tuple[int, int], float]:
        """Of two groups the nearest pair, by the groups' first files."""
        found: dict[tuple[int, int], float] = {}
        for (one, other), share in pairs.items():
            first, second = sorted((self.first(one), self.first(other)))
            if first != second:
                found[first, second] = max(share, found.get((first, second), 0.0))
        return found

    def _apart(self, one: int, other: int) -> tuple[_OfGroup, _OfGroup] | None:
        """A file of each of two groups, of two units; None where they are all of one."""
        groups = self._groups[one], self._groups[other]
        for sides in product(*groups):
            if self._found.of_several(sides):
                first, second = sorted(
                    zip(sides, groups, strict=True), key=lambda item: item[0].package
                )
                return first, second
        return None


#: A file, and all that are the same.
_OfGroup = tuple[Side, list[Side]]


def _near(
    apart: tuple[_OfGroup, _OfGroup], share: float, said: Said, level: Level | None, *, more: bool
) -> Shared:
    rounded = min(int(share * 100), _MOST)
    words = Text(said.near.zh.format(share=rounded), said.near.en.format(share=rounded))
    rest = _MORE if more else Text("", "")
    return Shared(
        Status.FAIL,
        Text(words.zh + rest.zh, words.en + rest.en),
        level=level,
        expected=_OWN,
        observed=words,
        sides=tuple(side for side, _ in apart),
        copies=tuple(tuple(one for one in group if one != side) for side, group in apart),
    )


_OWN = Text("各交各的文件", "files of its own")
_MORE = Text(
    "（与它相近的很多，只列出其中一部分）", " (very many are like it; only some are listed)"
)
