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
    from jlxx_check.unit.begin import init
    from jlxx_check.unit.repair.repairing import CannotRepair, Repaired, RepairStopped, repair
    from jlxx_check.unit.seal import (
        CannotSeal,
        NotSealed,
        Sealed,
        SealStopped,
        VerifiedSeal,
        seal,
        verify_seal,
    )

_REPAIR, _SEAL = "jlxx_check.unit.repair.repairing", "jlxx_check.unit.seal"
#: Where a name lives that is not the api's own.
_ROOMS = {
    "init": "jlxx_check.unit.begin",
    **dict.fromkeys(("CannotRepair", "RepairStopped", "Repaired", "repair"), _REPAIR),
    **dict.fromkeys(("CannotSeal", "NotSealed", "SealStopped", "Sealed", "VerifiedSeal"), _SEAL),
    **dict.fromkeys(("seal", "verify_seal"), _SEAL),
}

__all__ = [
    "ArchiveLimits",
    "CannotRepair",
    "CannotSeal",
    "Decisions",
    "FileLimits",
    "NotAPackage",
    "NotAReport",
    "NotSealed",
    "NothingSelected",
    "PackError",
    "Reading",
    "RepairStopped",
    "Repaired",
    "Report",
    "RulePack",
    "SealStopped",
    "Sealed",
    "VerifiedSeal",
    "__version__",
    "check",
    "init",
    "load_decisions",
    "load_pack",
    "read_report",
    "repair",
    "seal",
    "verify_seal",
]


def __getattr__(name: str) -> Any:
    """Import the library's face when it is first used: ``--version`` must not pay for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOMS.get(name, "jlxx_check.api")), name)
