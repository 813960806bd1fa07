"""Archives as packages: what they hold is read, within limits, and nothing of it is run or kept."""

from jlxx_check.archives.exploring import Skip, is_archive, look_into, open_archive
from jlxx_check.archives.kinds import is_named_archive, stem
from jlxx_check.archives.limits import ArchiveLimits

__all__ = [
    "ArchiveLimits",
    "Skip",
    "is_archive",
    "is_named_archive",
    "look_into",
    "open_archive",
    "stem",
]
