"""What reading a file, looking into archives, and a plugin's check may cost."""

from __future__ import annotations

from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import require_kind

MB = 1_000_000
GIB = 1024**3
#: A file of as many bytes gets its time once more: a slow share still delivers it meanwhile.
_SIZE_STEP = 500 * MB


@frozen
class FileLimits:
    """Limits of the process that reads a file."""

    #: What one file of usual size may take.
    seconds: float = 60.0
    #: Bytes that the process may have for its data.
    memory: int = 2_000 * MB

    def __post_init__(self) -> None:
        """Raises TypeError for what is no number."""
        require_kind("seconds", self.seconds, (int, float), "a number")
        require_kind("memory", self.memory, int, "a number of bytes")

    def allowance(self, size: int) -> float:
        """Seconds for a file of ``size`` bytes: a huge one needs longer only to be fetched."""
        return self.seconds * (1 + size // _SIZE_STEP)


@frozen
class CheckLimits:
    """Limits of one call of a plugin's check; our own say as much as an inbox of thousands asks."""

    #: What it may take for one subject.
    seconds: float = 60.0
    #: Bytes that the process of its own may have for its data: libraries that recognise pictures
    #: come with large models.
    memory: int = 4_000 * MB
    #: What it may say of one subject.
    outcomes: int = 100_000


CHECK_LIMITS = CheckLimits()


@frozen
class ArchiveLimits:
    """What the archives of one package may come to.

    members: files and folders in all of them. unpacked: bytes of all files together, archives
    inside archives included. ratio: how many times its own size one archive may unpack to, once
    that is much at all. depth: archives one inside the other; 1 looks into no inner one of an
    archive, 0 into none of a folder.
    """

    members: int = 20_000
    unpacked: int = 20 * GIB
    ratio: int = 100
    depth: int = 3

    def __post_init__(self) -> None:
        """Raises TypeError for what is no number."""
        for name in ("members", "unpacked", "ratio", "depth"):
            require_kind(name, getattr(self, name), int, "a number")
