"""The library's face: a package opened, understood, judged, and reported on.

``check`` is all of it: a path and a pack in, a report out. The steps are there for callers that do
something in between, as a batch does: ``open_package`` → ``understand`` → ``judge`` →
``report_file``. What a package is judged by is handed down whole, as ``CheckSettings``.
"""

from jlxx_check.api.check_settings import DEFAULT_PACK, CheckSettings, Reading, RulePack, load_pack
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
from jlxx_check.checks.plugins import BrokenPlugin, broken_plugins
from jlxx_check.decisions.from_yaml import Decisions, load_decisions
from jlxx_check.engine import NothingSelected, exit_status
from jlxx_check.files import NotAPackage, require_package
from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.outcome import Level, Outcome
from jlxx_check.model.report import Finding, NotJudged, Report, Verdict
from jlxx_check.packs import PackError, list_packs
from jlxx_check.reporters.authorship import report_file
from jlxx_check.reporters.saved_report import NotAReport, read_report
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
    "Progress",
    "Reading",
    "Report",
    "RulePack",
    "Verdict",
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
    "open_package",
    "read_report",
    "render",
    "report_file",
    "require_package",
    "understand",
]
