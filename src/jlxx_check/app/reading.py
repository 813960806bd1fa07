"""How a package's files are read, whatever is then made of them."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """Settings that change how fast and how safely files are read, never what is found in them.

    jobs: files read at a time; None: one a processor. thumbnails: keep small pictures of the
    photos and videos, which the HTML report shows.
    """

    jobs: int | None = None
    thumbnails: bool = False

    @property
    def workers(self) -> int:
        """``jobs`` as a number, at least 1."""
        return max(1, self.jobs or os.cpu_count() or 1)
