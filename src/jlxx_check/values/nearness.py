"""What is near among very many values, found without comparing all with all.

Two values that differ in few places agree wholly in some of the pieces that they are cut into (the
pigeonhole principle), so only those that share a piece are compared.
"""

from __future__ import annotations

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


def join_near_fingerprints(
    fingerprints: Iterable[tuple[int, int]], distance: int, sets: Sets
) -> None:
    """Join the places of 64-bit fingerprints that differ in at most ``distance`` bits.

    fingerprints: each with its place. What is joined is near to at least one in its set. Cut into
    ``distance + 2`` pieces, near ones share two: 21 bits at a distance of 4, which hardly any
    others do, so that the work grows with the number of fingerprints.
    """
    _join_bits(_once(fingerprints, sets), distance, sets)


def join_near_signatures(
    signatures: Iterable[tuple[bytes, int]], differing: int, sets: Sets
) -> None:
    """Join the places of signatures of one length that differ in at most ``differing`` bytes."""
    items = _once(signatures, sets)
    if len(items) < 2:
        return
    length = len(items[0][0])

    def near(one: bytes, other: bytes) -> bool:
        unlike: int = sum(map(ne, one, other))
        return unlike <= differing

    for start, end in even_pieces(length, min(differing + 1, length)):
        for crowd in _crowds(items, itemgetter(slice(start, end))):
            _join_few(crowd, near, sets)


def _once(values: Iterable[tuple[Value, int]], sets: Sets) -> list[tuple[Value, int]]:
    """Every value once; the places of equal ones are joined."""
    places: dict[Value, int] = {}
    for value, place in values:
        sets.join(places.setdefault(value, place), place)
    return list(places.items())


def _join_bits(items: Sequence[tuple[int, int]], distance: int, sets: Sets) -> None:
    """Crowds are cut again, into pieces of the bits that differ (in dark pictures few do)."""

    def near(one: int, other: int) -> bool:
        return (one ^ other).bit_count() <= distance

    bits = _differing(items) if len(items) > _FEW else []
    if len(bits) < 2 * (distance + 2):
        _join_few(items, near, sets)
        return
    pieces = [bits[start:end] for start, end in even_pieces(len(bits), distance + 2)]
    for one, other in combinations(pieces, 2):
        mask = sum(1 << bit for bit in one + other)
        for crowd in _crowds(items, partial(and_, mask)):
            if sets.apart(place for _, place in crowd):
                _join_bits(crowd, distance, sets)


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


def _join_few(
    items: Sequence[tuple[Value, int]], near: Callable[[Value, Value], bool], sets: Sets
) -> None:
    """From each to all that are near, and on from those; what is reached is not looked at again."""
    rest = list(items)
    while rest:
        reached = [rest.pop()]
        while reached and rest:
            value, place = reached.pop()
            far = []
            for other in rest:
                if near(value, other[0]):
                    sets.join(place, other[1])
                    reached.append(other)
                else:
                    far.append(other)
            rest = far
