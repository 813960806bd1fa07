"""Patterns that are compiled when they are first used.

The words of Chinese papers make long ones: to compile those of all modules takes a tenth of a short
call, which uses few of them.
"""

from __future__ import annotations

import re
from typing import Any, cast


def late_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, to be called by its methods.

    No function of ``re`` takes it, and it is not the ``re`` of what it matched.
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    """Stands for a pattern. A method that was called once is its own from then on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked for by what copies or pickles it
            raise AttributeError(name)
        found = getattr(re.compile(*self._written), name)
        setattr(self, name, found)
        return found
