"""Whether a requirement holds: pure functions of facts and parameters, each registered by name."""

from __future__ import annotations

from collections.abc import Iterable


def import_checks() -> None:
    """Import every module of this room, and with it register its checks."""
    _import_all(__name__, __path__)


def import_folder(name: str) -> None:
    """The same of the one folder that a check's name tells, if there is one."""
    from importlib import import_module
    from pkgutil import iter_modules

    word = name.partition(".")[0]
    for module in iter_modules(__path__):
        if module.ispkg and module.name in (word, word.removesuffix("s")):
            folder = import_module(f"{__name__}.{module.name}")
            _import_all(folder.__name__, folder.__path__)


def _import_all(package: str, path: Iterable[str]) -> None:
    # Late: a check that is known by its module needs no look at what others there are.
    from importlib import import_module
    from pkgutil import walk_packages

    for module in walk_packages(path, f"{package}."):
        import_module(module.name)
