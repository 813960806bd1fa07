"""How much an archive may cost before it is put aside."""

from __future__ import annotations

from jlxx_check.files.archives import refusals
from jlxx_check.model.facts import Unreadable
from jlxx_check.model.limits import ArchiveLimits

#: Bytes that an archive may unpack to whatever its ratio: a few drawings on white paper compress
#: a thousandfold, and harm nobody.
_FREE = 256 * 1024**2


class Budget:
    """What is left of the limits while a package's archives are being looked into."""

    def __init__(self, limits: ArchiveLimits) -> None:
        self.limits = limits
        self.members = limits.members
        self._unpacked = limits.unpacked

    def allowance(self, packed: int) -> int:
        """Bytes that an archive of ``packed`` bytes may still unpack to."""
        return min(self._unpacked, max(_FREE, packed * self.limits.ratio))

    def charge(self, members: int, unpacked: int, packed: int) -> Unreadable | None:
        """Take an archive's members and bytes off; where they exceed a limit nothing is taken."""
        if members > self.members:
            return refusals.too_many(self.limits.members)
        if unpacked > self.allowance(packed):
            return self.exceeded(unpacked, packed)
        self.members -= members
        self._unpacked -= unpacked
        return None

    def exceeded(self, unpacked: int, packed: int) -> Unreadable:
        """Which limit an archive breaks that unpacks to so much, or to more."""
        if unpacked > self._unpacked:
            return refusals.too_large(self.limits.unpacked)
        return refusals.too_dense(self.limits.ratio, packed)
