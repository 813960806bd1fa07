"""Videos that only a look at every byte tells apart: read once, and remembered."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from jlxx_check.archives import ArchiveLimits
from jlxx_check.extraction.digests import whole
from jlxx_check.inventory import NotAPackage, open_package


class Wholes:
    """fingerprints: of the deliveries; known: what was read before; asked: what this run asked."""

    def __init__(
        self,
        inbox: Path,
        fingerprints: Mapping[str, str],
        known: Mapping[str, str],
        limits: ArchiveLimits,
    ) -> None:
        self._inbox = inbox
        self._fingerprints = fingerprints
        self._known = known
        self._limits = limits
        self.asked: dict[str, str] = {}

    def digest(self, delivery: str, file: str) -> str | None:
        """The digest of all bytes; None where the file cannot be read (any longer)."""
        key = f"{self._fingerprints[delivery]}/{file}"
        found = self.asked.get(key) or self._known.get(key)
        if found is None:
            try:
                with (
                    closing(open_package(self._inbox / delivery, self._limits)) as tree,
                    tree.open(file) as stream,
                ):
                    found = whole(stream)
            except (OSError, NotAPackage):
                return None
        self.asked[key] = found
        return found
