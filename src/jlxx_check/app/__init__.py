"""The library's face: a path and a pack in, a report out."""

from jlxx_check.app.checking import Examined, Progress, check, examine
from jlxx_check.app.decisions import Decisions, load_decisions
from jlxx_check.app.loading import DEFAULT_PACK, RulePack, load_pack
from jlxx_check.app.reading import Reading
from jlxx_check.app.saved_report import NotAReport, read_report
from jlxx_check.archives import ArchiveLimits
from jlxx_check.engine import NothingSelected
from jlxx_check.inventory import NotAPackage
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.report import Report
from jlxx_check.packs import PackError

__all__ = [
    "DEFAULT_PACK",
    "ArchiveLimits",
    "Decisions",
    "Examined",
    "FileLimits",
    "NotAPackage",
    "NotAReport",
    "NothingSelected",
    "PackError",
    "Progress",
    "Reading",
    "Report",
    "RulePack",
    "check",
    "examine",
    "load_decisions",
    "load_pack",
    "read_report",
]
