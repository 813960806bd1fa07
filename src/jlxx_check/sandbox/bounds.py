"""What a process can do to limit itself, and which of it this system enforces."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

#: Address space beyond the data: libraries, and what threads and allocators merely reserve.
_RESERVED = 4_000_000_000
_STATM = Path("/proc/self/statm")


def limits_memory() -> bool:
    """Whether this system refuses memory to a process that has reached its limit."""
    return sys.platform.startswith("linux")


def measures_memory() -> bool:
    """Whether a process can tell how large it has grown."""
    return sys.platform != "win32"


def ends_with_parent() -> bool:
    """Whether this system ends a process at once when the one that started it is gone."""
    return sys.platform.startswith("linux")


def limit_memory(most: int) -> None:
    """Let this process have at most ``most`` bytes for its data, where the system can do that."""
    if not limits_memory():
        return
    import resource

    for kind, wanted in ((resource.RLIMIT_DATA, most), (resource.RLIMIT_AS, most + _RESERVED)):
        hard = resource.getrlimit(kind)[1]
        if hard != resource.RLIM_INFINITY:
            wanted = min(wanted, hard)
        # A system that refuses leaves this process as large as it lets any other be.
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (wanted, hard))


def resident() -> int:
    """Bytes that this process holds, or its peak where no more is known; 0 where nothing is."""
    if not measures_memory():
        return 0  # nor is a file of that name asked, which there means another one
    try:
        pages = int(_STATM.read_bytes().split()[1])
    except (OSError, ValueError, IndexError):
        return _peak()
    import resource

    return pages * resource.getpagesize()


def _peak() -> int:
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def end_with_parent() -> None:
    """Ask the system to kill this process when the thread that started it ends."""
    if not ends_with_parent():
        return
    import ctypes
    import signal

    death_signal = 1  # PR_SET_PDEATHSIG
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(death_signal, signal.SIGKILL)
