"""How many examples something is tried on: few while somebody waits, many where nobody does.

``JLXX_EXAMPLES=20`` tries twenty times as many, other ones every time.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import settings

TIMES = int(os.environ.get("JLXX_EXAMPLES", "1"))


def register_profile() -> None:
    """How long an example takes depends on what else the machine does. In CI the same examples
    come every time, so that a failure is the change's own."""
    same = "CI" in os.environ and TIMES == 1
    settings.register_profile("anywhere", max_examples=50 * TIMES, deadline=None, derandomize=same)
    settings.load_profile("anywhere")


def tried(number: int, **more: Any) -> settings:
    """So many examples, where what is tried takes long or seldom goes wrong."""
    return settings(max_examples=number * TIMES, **more)
