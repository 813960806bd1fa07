"""Near ones found among very many values, without comparing all with all.

Two values that differ in few places agree wholly in some of the pieces that they are cut into (the
pigeonhole principle), so only those that share a piece are compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, pairwise
from operator import and_, itemgetter, ne
from typing import TypeVar

FINGERPRINT_BITS = 64

#: Values that share a piece; up to so many are compared with each other, more are cut further.
_FEW = 48

Value = TypeVar("Value", int, bytes)


class Sets:
    """Places 0 to count - 1, joined into sets; a set is known by its first place."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def first(self, place: int) -> int:
        """The first place of the set that this one is in."""
        parent = self._parent
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    def join(self, one: int, other: int) -> None:
        """Make one set of two."""
        first, second = sorted((self.first(one), self.first(other)))
        self._parent[second] = first

    def shared(self) -> list[list[int]]:
        """Every set of two or more, by its first place; the places of each in their order."""
        found: dict[int, list[int]] = {}
        for place in range(len(self._parent)):
            found.setdefault(self.first(place), []).append(place)
        return [places for places in found.values() if len(places) > 1]

    def apart(self, places: Iterable[int]) -> bool:
        """Whether the places are in more sets than one."""
        return len({self.first(place) for place in places}) > 1


def even_pieces(length: int, count: int) -> list[tuple[int, int]]:
    """``length`` positions cut into pieces of nearly equal length: the start and end of each."""
    edges = [length * number // count for number in range(count + 1)]
    return list(pairwise(edges))


class NearPairs:
    """Pairs of places that are near, none of them said of a third: each by itself.

    Where very many are near one another (a picture that everybody sends) a place is in so many
    pairs at most, those found first; ``full`` then tells that there may be others.
    """

    def __init__(self, likeness: Callable[[int, int], float | None], most: int = 8) -> None:
        """likeness: of two places, from 0 to 1; None where they are not near. Asked once a pair."""
        self._likeness = likeness
        self._most = most
        self._tried: set[tuple[int, int]] = set()
        self._times: Counter[int] = Counter()
        #: The smaller place first.
        self.found: dict[tuple[int, int], float] = {}

    def full(self, place: int) -> bool:
        """Whether the place has as many pairs as are looked for."""
        return self._times[place] >= self._most

    def worth(self, places: Iterable[int]) -> bool:
        """Whether two of the places may still become a pair."""
        return len({place for place in places if not self.full(place)}) > 1

    def compare(
        self, items: Iterable[tuple[Value, int]], near: Callable[[Value, Value], bool]
    ) -> None:
        """Each value, with its place, against every other; ``likeness`` is asked of near ones."""
        rest = list(items)
        while rest:
            value, place = rest.pop()
            filled = False
            for other, at in rest:
                if self.full(place):
                    break
                if at != place and not self.full(at) and near(value, other):
                    self.look(place, at)
                    filled |= self.full(at)
            if filled:
                rest = [item for item in rest if not self.full(item[1])]

    def look(self, one: int, other: int) -> None:
        """Ask for the likeness of two places, unless that was done before."""
        pair = (min(one, other), max(one, other))
        if pair in self._tried:
            return
        self._tried.add(pair)
        share = self._likeness(*pair)
        if share is not None:
            self.found[pair] = share
            self._times.update(pair)


def near_fingerprints(
    fingerprints: Iterable[tuple[int, int]], distance: int, pairs: NearPairs
) -> None:
    """Look at the pairs of 64-bit fingerprints that differ in at most ``distance`` bits.

    fingerprints: each with its place; a place may have several. Cut into ``distance + 2`` pieces,
    near ones share two: 21 bits at a distance of 4, which hardly any others do, so that the work
    grows with the number of fingerprints.
    """
    _compare_bits(list(fingerprints), distance, pairs)


def near_signatures(
    signatures: Iterable[tuple[bytes, int]], differing: int, pairs: NearPairs
) -> None:
    """Look at the pairs of signatures of one length that differ in at most ``differing`` bytes."""
    items = list(signatures)
    if len(items) < 2:
        return
    length = len(items[0][0])

    def near(one: bytes, other: bytes) -> bool:
        return unlike(one, other) <= differing

    for start, end in even_pieces(length, min(differing + 1, length)):
        for crowd in _crowds(items, itemgetter(slice(start, end))):
            pairs.compare(crowd, near)


def unlike(one: bytes, other: bytes) -> int:
    """In how many places two signatures of one length differ."""
    return sum(map(ne, one, other))


def _compare_bits(items: Sequence[tuple[int, int]], distance: int, pairs: NearPairs) -> None:
    """Crowds are cut again, into pieces of the bits that differ (in dark pictures few do)."""
    bits = _differing(items) if len(items) > _FEW else []
    if len(bits) < 2 * (distance + 2):
        pairs.compare(items, lambda one, other: (one ^ other).bit_count() <= distance)
        return
    pieces = [bits[start:end] for start, end in even_pieces(len(bits), distance + 2)]
    for one, other in combinations(pieces, 2):
        mask = sum(1 << bit for bit in one + other)
        for crowd in _crowds(items, partial(and_, mask)):
            # Of very many, most crowds are two by chance: they cost no more than this.
            if len(crowd) == 2 and (crowd[0][0] ^ crowd[1][0]).bit_count() > distance:
                continue
            if pairs.worth(place for _, place in crowd):
                _compare_bits(crowd, distance, pairs)


def _differing(items: Sequence[tuple[int, int]]) -> list[int]:
    """The bits that are not the same in all of them."""
    first, differing = items[0][0], 0
    for value, _ in items:
        differing |= value ^ first
    return [bit for bit in range(FINGERPRINT_BITS) if differing >> bit & 1]


def _crowds(
    items: Iterable[tuple[Value, int]], key: Callable[[Value], Hashable]
) -> Iterator[list[tuple[Value, int]]]:
    """The items that share a key with others; most are alone and cost no list."""
    alone: dict[Hashable, tuple[Value, int]] = {}
    crowds: dict[Hashable, list[tuple[Value, int]]] = {}
    for item in items:
        shared = key(item[0])
        first = alone.setdefault(shared, item)
        if first is not item:
            crowds.setdefault(shared, [first]).append(item)
    yield from crowds.values()
