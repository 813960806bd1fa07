"""Near-identical pictures found by their fingerprints, without comparing all with all."""

from __future__ import annotations

from collections import defaultdict

from jlxx_check.values.nearness import FINGERPRINT_BITS, even_pieces


class NearPictures:
    """64-bit fingerprints by the pieces that two near ones must share.

    Two fingerprints that differ in at most ``distance`` bits agree wholly in one of
    ``distance + 1`` pieces, so only those that share a piece are compared.
    """

    def __init__(self, distance: int) -> None:
        self._distance = distance
        self._pieces = [
            (start, (1 << end - start) - 1)
            for start, end in even_pieces(FINGERPRINT_BITS, distance + 1)
        ]
        self._held: dict[tuple[int, int], list[tuple[int, str]]] = defaultdict(list)

    def add(self, fingerprint: int, path: str) -> None:
        """Remember a picture."""
        for start, mask in self._pieces:
            self._held[start, fingerprint >> start & mask].append((fingerprint, path))

    def near(self, fingerprint: int) -> list[str]:
        """The paths of remembered pictures that differ in few bits, in no particular order."""
        return list(
            {
                path: None
                for start, mask in self._pieces
                for other, path in self._held.get((start, fingerprint >> start & mask), ())
                if (other ^ fingerprint).bit_count() <= self._distance
            }
        )
