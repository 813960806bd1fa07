"""Checks submission packages against the notice that asks for them.

>>> from jlxx_check import check, load_pack, render
>>> report = check("某市教育局", load_pack("jilin-2023"))
>>> report.verdict, report.summary.error
>>> page = render(report, "html", lang="zh")

``check`` judges one package; ``open_package``, ``understand`` and ``judge`` are its steps.
``run_batch`` judges an inbox. What a caller may catch derives from ``JlxxError``.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jlxx_check.model.about import VERSION as __version__

if TYPE_CHECKING:
    from jlxx_check.api import (
        ArchiveLimits,
        BrokenPlugin,
        CheckSettings,
        Decisions,
        FileLimits,
        Finding,
        Level,
        NotAPackage,
        NotAReport,
        NothingSelected,
        NotJudged,
        Outcome,
        PackError,
        Progress,
        Reading,
        Report,
        RulePack,
        Verdict,
        broken_plugins,
        check,
        close_workers,
        exit_status,
        formats,
        judge,
        list_packs,
        load_decisions,
        load_pack,
        open_package,
        read_report,
        render,
        understand,
    )
    from jlxx_check.batch import BatchCall, BatchOutcome, BatchSettings, CannotBatch, run_batch
    from jlxx_check.errors import CallError, JlxxError, StoppedError
    from jlxx_check.text import Lang, Text
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

#: Where each public name lives: ``--version`` must not pay for what it does not use.
_HOMES = {
    "jlxx_check.api": (
        *("ArchiveLimits", "BrokenPlugin", "CheckSettings", "Decisions", "FileLimits", "Finding"),
        *("Level", "NotAPackage", "NotAReport", "NotJudged", "NothingSelected", "Outcome"),
        *("PackError", "Progress", "Reading", "Report", "RulePack", "Verdict", "broken_plugins"),
        *("check", "close_workers", "exit_status", "formats", "judge", "list_packs"),
        *("load_decisions", "load_pack", "open_package", "read_report", "render", "understand"),
    ),
    "jlxx_check.batch": (
        *("BatchCall", "BatchOutcome", "BatchSettings", "CannotBatch", "run_batch"),
    ),
    "jlxx_check.errors": ("CallError", "JlxxError", "StoppedError"),
    "jlxx_check.text": ("Lang", "Text"),
    "jlxx_check.unit.begin": ("init",),
    "jlxx_check.unit.seal": (
        "CannotSeal",
        "NotSealed",
        "Sealed",
        "SealStopped",
        "VerifiedSeal",
        "seal",
        "verify_seal",
    ),
    "jlxx_check.unit.repair.repairing": ("CannotRepair", "Repaired", "RepairStopped", "repair"),
}

__all__ = [
    "ArchiveLimits",
    "BatchCall",
    "BatchOutcome",
    "BatchSettings",
    "BrokenPlugin",
    "CallError",
    "CannotBatch",
    "CannotRepair",
    "CannotSeal",
    "CheckSettings",
    "Decisions",
    "FileLimits",
    "Finding",
    "JlxxError",
    "Lang",
    "Level",
    "NotAPackage",
    "NotAReport",
    "NotJudged",
    "NotSealed",
    "NothingSelected",
    "Outcome",
    "PackError",
    "Progress",
    "Reading",
    "RepairStopped",
    "Repaired",
    "Report",
    "RulePack",
    "SealStopped",
    "Sealed",
    "StoppedError",
    "Text",
    "Verdict",
    "VerifiedSeal",
    "__version__",
    "broken_plugins",
    "check",
    "close_workers",
    "exit_status",
    "formats",
    "init",
    "judge",
    "list_packs",
    "load_decisions",
    "load_pack",
    "open_package",
    "read_report",
    "render",
    "repair",
    "run_batch",
    "seal",
    "understand",
    "verify_seal",
]


def __dir__() -> list[str]:
    """The public names, imported or not."""
    return __all__


# Hidden from whoever checks types: a misspelt name is an error there, as it is at run time.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import a public name's home when it is first used."""
        from importlib import import_module

        for home, names in _HOMES.items():
            if name in names:
                return getattr(import_module(home), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    # Whoever renders documentation looks into a module's dictionary and asks for no name.
    if not {"pdoc", "sphinx"}.isdisjoint(sys.modules):
        globals().update({name: __getattr__(name) for names in _HOMES.values() for name in names})
