"""Whether a requirement holds: pure functions of facts and parameters, each registered by name."""

from __future__ import annotations


def import_checks() -> None:
    """Import every module of this room, and with it register its checks."""
    # Late: a check that is known by its module needs no look at what others there are.
    from importlib import import_module
    from pkgutil import walk_packages

    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
