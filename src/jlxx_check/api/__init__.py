"""The library's face: a package opened, understood, judged, and reported on.

``check`` is all of it: a path and a pack in, a report out. The steps are there for callers that do
something in between, as a batch does: ``open_package`` → ``understand`` → ``judge`` →
``report_file``. What a package is judged by is handed down whole, as ``CheckSettings``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jlxx_check.api.check_settings import (
        CheckSettings,
        Reading,
        RulePack,
        borrows_id,
        load_pack,
        usable_packs,
    )
    from jlxx_check.api.rendering import formats, render
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
    from jlxx_check.checks.plugins import BrokenPlugin, broken_plugins, load_plugins
    from jlxx_check.decisions.load import Decisions, load_decisions
    from jlxx_check.engine.results import exit_status
    from jlxx_check.engine.selection import NothingSelected
    from jlxx_check.files import NotAPackage, require_package
    from jlxx_check.model.about import DEFAULT_PACK
    from jlxx_check.model.limits import ArchiveLimits, FileLimits
    from jlxx_check.model.outcome import Level, Outcome
    from jlxx_check.model.report import Finding, NotJudged, Report, Verdict
    from jlxx_check.packs import PackError, PackProblem, list_packs
    from jlxx_check.packs.installed import shadowed
    from jlxx_check.reporters.authorship import report_file
    from jlxx_check.reporters.saved_report import NotAReport, read_saved
    from jlxx_check.reporters.whole_report import read_report
    from jlxx_check.sandbox.pool import close_workers

__all__ = [
    "DEFAULT_PACK",
    "ArchiveLimits",
    "BrokenPlugin",
    "CheckSettings",
    "Decisions",
    "Examined",
    "FileLimits",
    "Finding",
    "Level",
    "NotAPackage",
    "NotAReport",
    "NotJudged",
    "NothingSelected",
    "OpenPackage",
    "Outcome",
    "PackError",
    "PackProblem",
    "Progress",
    "Reading",
    "Report",
    "RulePack",
    "Verdict",
    "borrows_id",
    "broken_plugins",
    "check",
    "close_workers",
    "examine",
    "exit_status",
    "formats",
    "judge",
    "list_packs",
    "load_decisions",
    "load_pack",
    "load_plugins",
    "open_package",
    "read_report",
    "read_saved",
    "render",
    "report_file",
    "require_package",
    "shadowed",
    "understand",
    "usable_packs",
]

_MODULES = {
    "DEFAULT_PACK": "model.about",
    "ArchiveLimits": "model.limits",
    "BrokenPlugin": "checks.plugins",
    "CheckSettings": "api.check_settings",
    "Decisions": "decisions.load",
    "Examined": "api.verbs",
    "FileLimits": "model.limits",
    "Finding": "model.report",
    "Level": "model.outcome",
    "NotAPackage": "files",
    "NotAReport": "reporters.saved_report",
    "NotJudged": "model.report",
    "NothingSelected": "engine.selection",
    "OpenPackage": "api.verbs",
    "Outcome": "model.outcome",
    "PackError": "packs",
    "PackProblem": "packs",
    "Progress": "api.verbs",
    "Reading": "api.check_settings",
    "Report": "model.report",
    "RulePack": "api.check_settings",
    "Verdict": "model.report",
    "broken_plugins": "checks.plugins",
    "check": "api.verbs",
    "close_workers": "sandbox.pool",
    "examine": "api.verbs",
    "exit_status": "engine.results",
    "formats": "api.rendering",
    "judge": "api.verbs",
    "list_packs": "packs",
    "load_decisions": "decisions.load",
    "load_pack": "api.check_settings",
    "load_plugins": "checks.plugins",
    "open_package": "api.verbs",
    "read_report": "reporters.whole_report",
    "read_saved": "reporters.saved_report",
    "render": "api.rendering",
    "report_file": "reporters.authorship",
    "require_package": "files",
    "shadowed": "packs.installed",
    "understand": "api.verbs",
    "borrows_id": "api.check_settings",
    "usable_packs": "api.check_settings",
}


# Hidden from whoever checks types: a misspelt name is an error there, as it is at run time.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import what is asked for: a check without decisions needs nothing that reads them."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"jlxx_check.{_MODULES[name]}"), name)
