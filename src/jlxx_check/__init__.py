"""Checks submission packages against the notice that asks for them.

>>> from jlxx_check import check, load_pack
>>> report = check("某市教育局", load_pack("jilin-2023"))
>>> report.verdict, report.summary.error
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jlxx_check.model.about import VERSION as __version__

if TYPE_CHECKING:
    from jlxx_check.api import (
        ArchiveLimits,
        Decisions,
        FileLimits,
        NotAPackage,
        NotAReport,
        NothingSelected,
        PackError,
        Reading,
        Report,
        RulePack,
        check,
        load_decisions,
        load_pack,
        read_report,
    )
    from jlxx_check.unit.repair.repairing import CannotRepair, Repaired, RepairStopped, repair

__all__ = [
    "ArchiveLimits",
    "CannotRepair",
    "Decisions",
    "FileLimits",
    "NotAPackage",
    "NotAReport",
    "NothingSelected",
    "PackError",
    "Reading",
    "RepairStopped",
    "Repaired",
    "Report",
    "RulePack",
    "__version__",
    "check",
    "load_decisions",
    "load_pack",
    "read_report",
    "repair",
]
#: What is not the face's own: name → the module that has it.
_ELSEWHERE = dict.fromkeys(
    ("CannotRepair", "RepairStopped", "Repaired", "repair"), "unit.repair.repairing"
)


def __getattr__(name: str) -> Any:
    """Import the library's face when it is first used: ``--version`` must not pay for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'api')}"), name)
