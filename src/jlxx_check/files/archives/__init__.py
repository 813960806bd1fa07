"""Archives as packages: what they hold is read, within limits, and nothing of it is run or kept."""

from jlxx_check.files.archives.exploring import Skip
from jlxx_check.files.archives.packages import (
    is_archive,
    lacking,
    lacks_its_end,
    look_into,
    open_archive,
)
from jlxx_check.files.archives.room import Room, sweep
from jlxx_check.model.limits import ArchiveLimits

__all__ = [
    "ArchiveLimits",
    "Room",
    "Skip",
    "is_archive",
    "lacking",
    "lacks_its_end",
    "look_into",
    "open_archive",
    "sweep",
]
