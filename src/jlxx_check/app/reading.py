"""How a package's files are read, whatever is then made of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field

from jlxx_check.archives import ArchiveLimits


@dataclass(frozen=True, slots=True)
class Reading:
    """Settings that change how fast and how safely files are read, never what is made of them.

    jobs: files read at a time; None: one a processor. thumbnails: keep small pictures of the
    photos, which the HTML report shows. archives: how much archives may cost.
    """

    jobs: int | None = None
    thumbnails: bool = False
    archives: ArchiveLimits = field(default_factory=ArchiveLimits)

    @property
    def workers(self) -> int:
        """``jobs`` as a number, at least 1."""
        return max(1, self.jobs or os.cpu_count() or 1)
