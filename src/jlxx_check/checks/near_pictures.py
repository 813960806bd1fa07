"""Pictures that are one: the same bytes, or nearly the same picture. One notion for all checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from jlxx_check.model.facts import FileFacts, Photo
from jlxx_check.model.package import OwnedFile, Package
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.looks import SURE, distance
from jlxx_check.values.nearness import FINGERPRINT_BITS, even_pieces

#: Pictures that each new one is compared with by its look; of more only those are, whose
#: fingerprints share a piece with its own.
_MOST_LOOKED_AT = 400
#: Of 255, as the pack's photo.blank has it: what is blank resembles everything that is.
_BLANK_SPREAD = 10


#: Bits by which two fingerprints of one portrait differ that was made brighter.
_SAME_PORTRAIT = 1
#: Distance up to which two portraits may be one: of 11,175 pairs of drawn ones of different people
#: the nearest were 0.055 apart, and portraits that were cropped a little 0.043.
_DOUBTFUL = 0.05


def near(one: Photo, other: Photo, bits: int, *, portraits: bool = False) -> bool:
    """Whether two pictures are nearly the same, by their looks; without these by fingerprints.

    portraits: only what is one beyond doubt, since before one ground people resemble one another.
    """
    differing = (one.fingerprint ^ other.fingerprint).bit_count()
    if one.look and other.look:
        apart = portraits_apart(one, other) if portraits else distance(one.look, other.look)
        # Of drawn portraits of different people none was as alike by both measures.
        sure = apart is not None and (apart <= SURE or differing <= _SAME_PORTRAIT)
        return sure if portraits else apart is not None
    return not portraits and differing <= bits


def portraits_apart(one: Photo, other: Photo) -> float | None:
    """How far apart two portraits are, as ``distance`` has it: as a whole, or without the ground.

    A frame in the ground's colour, or a cut, changes all of the one and little of the other. Of
    11,175 pairs of drawn portraits of different people the nearest two were 0.054 apart by both.
    """
    looks = [(one.look, other.look), (one.figure_look, other.figure_look)]
    found = [apart for pair in looks if all(pair) and (apart := distance(*pair)) is not None]
    return min(found, default=None)


class NearPictures:
    """Pictures by path, and which of them are near another one."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._pieces = [
            (start, (1 << end - start) - 1)
            for start, end in even_pieces(FINGERPRINT_BITS, bits + 1)
        ]
        self._held: dict[str, Photo] = {}
        self._by_piece: dict[tuple[int, int], list[str]] = defaultdict(list)

    def add(self, picture: Photo, path: str) -> None:
        """Remember a picture."""
        self._held[path] = picture
        for key in self._keys(picture):
            self._by_piece[key].append(path)

    def near(self, picture: Photo, *, portraits: bool = False) -> list[str]:
        """The paths of remembered pictures that are near, in the order in which they came."""
        return [
            path
            for path in self._rivals(picture)
            if near(picture, self._held[path], self._bits, portraits=portraits)
        ]

    def alike(self, picture: Photo) -> list[str]:
        """Of portraits that are near, but not beyond doubt: those a person should look at."""
        return [
            path
            for path in self._rivals(picture)
            if (apart := portraits_apart(picture, self._held[path])) is not None
            and apart <= _DOUBTFUL
        ]

    def _rivals(self, picture: Photo) -> Iterable[str]:
        """The paths of those that a picture is compared with."""
        if len(self._held) <= _MOST_LOOKED_AT:
            return self._held
        found = {path for key in self._keys(picture) for path in self._by_piece.get(key, ())}
        return [path for path in self._held if path in found]

    def _keys(self, picture: Photo) -> list[tuple[int, int]]:
        return [(start, picture.fingerprint >> start & mask) for start, mask in self._pieces]


@frozen
class Counted:
    """An entry's pictures as they count.

    real: one of each. copies: paths of what is one of these again, each with the path of that one.
    blank: show nothing.
    """

    real: tuple[OwnedFile, ...]
    copies: tuple[tuple[str, str], ...]
    blank: tuple[OwnedFile, ...]


def count_pictures(files: Iterable[OwnedFile], package: Package) -> Counted:
    """Each picture once; whatever is no readable picture counts as it is."""
    real: list[OwnedFile] = []
    copies: list[tuple[str, str]] = []
    blank: list[OwnedFile] = []
    for file in files:
        facts = package.facts[file.path]
        if isinstance(facts.body, Photo) and facts.body.spread <= _BLANK_SPREAD:
            blank.append(file)
            continue
        first = next((one for one in real if _same(package.facts[one.path], facts)), None)
        if first is None:
            real.append(file)
        else:
            copies.append((file.path, first.path))
    return Counted(tuple(real), tuple(copies), tuple(blank))


def _same(one: FileFacts, other: FileFacts) -> bool:
    if not (isinstance(one.body, Photo) and isinstance(other.body, Photo)):
        return False
    if one.digest and one.digest == other.digest:
        return True
    return bool(one.body.look and other.body.look) and near(one.body, other.body, 0)
