"""Sizes of files as notices write them (80KB, 500 MB), held to bytes so that nobody is wronged."""

from __future__ import annotations

import re

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

_WRITTEN = re.compile(
    r"\s*([0-9]+(?:\.[0-9]+)?)\s*(?:(K|M|G)i?B?|(B|bytes?|字节))\s*", re.IGNORECASE
)
_POWERS = {"": 0, "K": 1, "M": 2, "G": 3}
WRITTEN_SO = Text("文件大小写成80 KB、500 MB", "a file size is written 80 KB, 500 MB")


@frozen
class FileSize:
    """A size as written: ``number`` of ``unit`` ("" bytes, K, M, G)."""

    number: float
    unit: str

    @property
    def fewest(self) -> int:
        """Bytes that it means at least, a kilobyte taken for 1000 of them."""
        return int(self.number * 1000 ** _POWERS[self.unit])

    @property
    def most(self) -> int:
        """Bytes that it means at most, a kilobyte taken for 1024 of them, as Windows counts."""
        return int(self.number * 1024 ** _POWERS[self.unit])

    def __str__(self) -> str:
        return f"{self.number:g} {self.unit}B"


def read_file_size(text: str) -> FileSize:
    """The size. Raises ValueError where it is written otherwise."""
    found = _WRITTEN.fullmatch(text)
    if found is None:
        raise ValueError(WRITTEN_SO)
    return FileSize(float(found[1]), (found[2] or "").upper())


def bytes_like(size: int, like: FileSize) -> str:
    """A file's bytes in the unit of a limit, as Windows counts them: 155955 is 152.3 KB."""
    if not like.unit:
        return f"{size} B"
    units = "GMK"[3 - _POWERS[like.unit] :]
    # So small a file would be called 0.0 of the larger unit.
    unit = next((name for name in units if size >= 1024 ** _POWERS[name] / 10), "K")
    return f"{size / 1024 ** _POWERS[unit]:.1f} {unit}B"


def size_shown(size: int) -> str:
    """Bytes in the unit that people would choose, as Windows counts and shows them: 47.9 MB."""
    value, unit = float(size), "B"
    for larger in ("KB", "MB", "GB", "TB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{value:.0f} {unit}" if value >= 100 else f"{round(value, 1):g} {unit}"
