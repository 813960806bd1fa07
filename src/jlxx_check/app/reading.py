"""How a package's files are read, whatever is then made of them."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from jlxx_check.archives import ArchiveLimits
from jlxx_check.model.limits import FileLimits


@dataclass(frozen=True, slots=True)
class Reading:
    """Settings that change how fast and how safely files are read, never what is made of them.

    jobs: files read at a time; None: one a processor. thumbnails: keep small pictures of the
    photos and videos, which the HTML report shows. isolated: read in processes of their own, so
    that a file that crashes a library, hangs it or eats the memory costs that file's verdict and
    nothing else; limits: what one file may cost there; archives: how much archives may cost.
    cache: the folder in which facts are remembered from one run to the next; None: every file is
    read anew and nothing is stored.
    """

    jobs: int | None = None
    thumbnails: bool = False
    isolated: bool = True
    limits: FileLimits = field(default_factory=FileLimits)
    archives: ArchiveLimits = field(default_factory=ArchiveLimits)
    cache: Path | None = None

    @property
    def workers(self) -> int:
        """``jobs`` as a number, at least 1."""
        return max(1, self.jobs or os.cpu_count() or 1)
