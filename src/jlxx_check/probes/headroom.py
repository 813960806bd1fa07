"""How much memory this process may still take, where somebody has limited it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

_DATA = re.compile(rb"^VmData:\s*(\d+) kB", re.MULTILINE)


def check_headroom(needed: int) -> None:
    """Raises MemoryError where this process may not take ``needed`` bytes more.

    For libraries that, when they are refused memory, say that the file is damaged.
    """
    if not sys.platform.startswith("linux"):
        return  # no other system refuses any
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_DATA)
    if limit == resource.RLIM_INFINITY:
        return
    taken = _DATA.search(Path("/proc/self/status").read_bytes())
    if taken is not None and int(taken[1]) * 1024 + needed > limit:
        raise MemoryError
