"""The library's face: a package opened, understood, judged, and reported on.

``check`` is all of it: a path and a pack in, a report out. The steps are there for callers that do
something in between, as a batch does: ``open_package`` → ``understand`` → ``judge`` →
``report_file``. What a package is judged by is handed down whole, as ``CheckSettings``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jlxx_check.api.check_settings import CheckSettings, Reading, RulePack, load_pack
    from jlxx_check.api.verbs import (
        Examined,
        OpenPackage,
        Progress,
        check,
        examine,
        judge,
        open_package,
        understand,
    )
    from jlxx_check.decisions.from_yaml import Decisions, load_decisions
    from jlxx_check.engine.results import exit_status
    from jlxx_check.engine.selection import NothingSelected
    from jlxx_check.files import NotAPackage, require_package
    from jlxx_check.model.about import DEFAULT_PACK
    from jlxx_check.model.limits import ArchiveLimits, FileLimits
    from jlxx_check.model.report import Report
    from jlxx_check.packs import PackError, installed_packs
    from jlxx_check.reporters.authorship import report_file
    from jlxx_check.reporters.saved_report import NotAReport, read_report

__all__ = [
    "DEFAULT_PACK",
    "ArchiveLimits",
    "CheckSettings",
    "Decisions",
    "Examined",
    "FileLimits",
    "NotAPackage",
    "NotAReport",
    "NothingSelected",
    "OpenPackage",
    "PackError",
    "Progress",
    "Reading",
    "Report",
    "RulePack",
    "check",
    "examine",
    "exit_status",
    "installed_packs",
    "judge",
    "load_decisions",
    "load_pack",
    "open_package",
    "read_report",
    "report_file",
    "require_package",
    "understand",
]

_MODULES = {
    "ArchiveLimits": "model.limits",
    "CheckSettings": "api.check_settings",
    "DEFAULT_PACK": "model.about",
    "Decisions": "decisions.from_yaml",
    "Examined": "api.verbs",
    "FileLimits": "model.limits",
    "NotAPackage": "files",
    "NotAReport": "reporters.saved_report",
    "NothingSelected": "engine.selection",
    "OpenPackage": "api.verbs",
    "PackError": "packs",
    "Progress": "api.verbs",
    "Reading": "api.check_settings",
    "Report": "model.report",
    "RulePack": "api.check_settings",
    "check": "api.verbs",
    "examine": "api.verbs",
    "exit_status": "engine.results",
    "installed_packs": "packs",
    "judge": "api.verbs",
    "load_decisions": "decisions.from_yaml",
    "load_pack": "api.check_settings",
    "open_package": "api.verbs",
    "read_report": "reporters.saved_report",
    "report_file": "reporters.authorship",
    "require_package": "files",
    "understand": "api.verbs",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: a check without decisions, say, needs nothing that reads them."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"jlxx_check.{_MODULES[name]}"), name)
