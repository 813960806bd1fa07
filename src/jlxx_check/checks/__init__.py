"""Whether a requirement holds: pure functions of facts and parameters, all registered on import."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

for _module in walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)
