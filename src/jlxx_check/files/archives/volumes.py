"""Archives that were split: which files belong together, and whether all of them are there."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from jlxx_check.model.kind_lookup import is_part
from jlxx_check.values.frozen_types import frozen


class Splitting(StrEnum):
    """How an archive was split, which says how its parts are joined."""

    #: The bytes go on from one file to the next: ``X.7z.001``, ``X.zip.001``, ``X.tar.gz.001``.
    BYTES = "bytes"
    #: Zip's own: ``X.z01`` … and last ``X.zip``, whose directory names the parts by number.
    ZIP = "zip"
    #: RAR's own: ``X.part1.rar`` …, or ``X.rar``, ``X.r00`` ….
    RAR = "rar"


_BYTES = re.compile(
    r"(?P<whole>.+\.(?:zip|7z|rar|tar|tgz|gz|bz2|xz|txz|zst))\.(?P<number>\d{2,4})$", re.I
)
_ZIP = re.compile(r"(?P<whole>.+)\.z(?P<number>\d\d)$", re.I)
_NEW_RAR = re.compile(r"(?P<whole>.+)\.part(?P<number>\d{1,4})\.rar$", re.I)
_OLD_RAR = re.compile(r"(?P<whole>.+)\.r(?P<number>\d\d)$", re.I)


@frozen
class VolumeSet:
    """The parts of one archive, by their names in one folder."""

    #: What the archive would be called if it were whole.
    whole: str
    splitting: Splitting
    #: In the order in which they are joined.
    parts: tuple[str, ...]
    #: What has to lie between and before them, as far as their numbers tell.
    missing: tuple[str, ...]
    #: The part that the archive is opened by.
    first: str


@dataclass(slots=True)
class _Found:
    whole: str
    splitting: Splitting
    numbered: dict[int, str] = field(default_factory=dict)
    #: The part without a number of its own, where the splitting has one.
    main: str | None = None


def volume_sets(names: Iterable[str]) -> tuple[VolumeSet, ...]:
    """The split archives among the files of one folder. An archive that is whole is none."""
    there = {name.lower(): name for name in names}
    found: dict[tuple[str, str], _Found] = {}
    for name in there.values():
        for shape, splitting, ending in (
            (_BYTES, Splitting.BYTES, ""),
            (_ZIP, Splitting.ZIP, ".zip"),
            (_NEW_RAR, Splitting.RAR, ".rar"),
            (_OLD_RAR, Splitting.RAR, ".rar"),
        ):
            match = shape.match(name)
            if match is None:
                continue
            whole = match["whole"] + ending
            key = (whole.lower(), shape.pattern)
            item = found.setdefault(key, _Found(whole, splitting))
            item.numbered[int(match["number"])] = name
            if shape in (_ZIP, _OLD_RAR):
                item.main = there.get(whole.lower())
            break
    return tuple(_set(item) for item in found.values())


def volumes_of(name: str, names: Iterable[str]) -> VolumeSet | None:
    """The split archive that the file is a part of; None where it is none."""
    return next((item for item in volume_sets(names) if name in item.parts), None)


def _set(found: _Found) -> VolumeSet:
    numbers = sorted(found.numbered)
    parts = [found.numbered[number] for number in numbers]
    old_rar = _OLD_RAR.match(parts[0]) is not None
    begin = 0 if old_rar or numbers[0] == 0 else 1
    missing = [
        _named(parts[0], number)
        for number in range(begin, numbers[-1] + 1)
        if number not in found.numbered
    ]
    if found.splitting is not Splitting.ZIP and not old_rar:
        return VolumeSet(found.whole, found.splitting, tuple(parts), tuple(missing), parts[0])
    if found.main is None:
        return VolumeSet(
            found.whole, found.splitting, tuple(parts), (*missing, found.whole), parts[0]
        )
    parts = [found.main, *parts] if old_rar else [*parts, found.main]
    return VolumeSet(found.whole, found.splitting, tuple(parts), tuple(missing), found.main)


def _named(example: str, number: int) -> str:
    """The name of another part: its number, as wide as the example's."""
    match = next(
        found for shape in (_BYTES, _ZIP, _NEW_RAR, _OLD_RAR) if (found := shape.match(example))
    )
    start, end = match.span("number")
    return f"{example[:start]}{number:0{end - start}d}{example[end:]}"


def volumes_at(path: Path) -> VolumeSet | None:
    """The split archive that the file is a part of, by what lies beside it. Raises OSError."""
    name = path.name
    if not is_part(name) and not _main_of_parts(path):
        return None
    with os.scandir(path.parent) as entries:
        names = [entry.name for entry in entries if entry.is_file(follow_symlinks=False)]
    return volumes_of(name, names)


def _main_of_parts(path: Path) -> bool:
    """Whether a whole archive's name is that of the part which has no number of its own."""
    others = {".zip": (".z01", ".Z01"), ".rar": (".r00", ".R00")}.get(path.suffix.lower(), ())
    return any(path.with_suffix(other).exists() for other in others)
