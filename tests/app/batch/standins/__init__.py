"""Thin stand-ins for what is called over all packages, where it is not there."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType

_PARTS = {
    "jlxx_check.across": "across",
    "jlxx_check.reporters.batch": "reporters",
    "jlxx_check.reporters.terminal.batch": "terminal",
}


def stand_in() -> None:
    """Put them where the program looks for them."""
    for name, part in _PARTS.items():
        if name not in sys.modules and importlib.util.find_spec(name) is None:
            module: ModuleType = importlib.import_module(f"{__name__}.{part}")
            sys.modules[name] = module
            parent, _, last = name.rpartition(".")
            setattr(importlib.import_module(parent), last, module)
