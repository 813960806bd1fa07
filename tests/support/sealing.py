"""Small sealed packages, and what people and programs do to them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from jlxx_check import Sealed, seal
from jlxx_check.api import Reading, RulePack
from jlxx_check.values.moments import CHINA

NOW = datetime(2023, 7, 8, 16, 5, tzinfo=CHINA)
QUICK = Reading(isolated=False, jobs=1)
#: Files of an invented unit: no pack is content with them, and none takes long.
FILES = {
    "说明.txt": "一".encode(),
    "01_张某某/介绍.txt": "二".encode() * 50,
    "01_张某某/照片.jpg": b"\xff\xd8\xff no picture",
    "02_李某某/100%.txt": b"three",
    "02_李某某/a b+c.bin": bytes(range(256)),
}


def folder_of(files: Mapping[str, bytes], folder: Path) -> Path:
    """A folder with these files."""
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def sealed_in(
    tmp_path: Path,
    pack: RulePack | str = "jilin-2023",
    files: Mapping[str, bytes] = FILES,
    unit: str = "某市教育局",
) -> Sealed:
    """The files sealed, though they do not comply."""
    source, target = folder_of(files, tmp_path / unit), tmp_path / f"{unit}.zip"
    return seal(source, target, pack, anyway=True, reading=QUICK, now=NOW)


def members(archive: Path) -> dict[str, bytes]:
    """Everything in a zip by its name."""
    with zipfile.ZipFile(archive) as opened:
        return {item.filename: opened.read(item) for item in opened.infolist()}


def packed(content: Mapping[str, bytes], target: Path) -> Path:
    """A zip of these members."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in content.items():
            opened.writestr(name, data)
    return target


def unpacked(archive: Path, folder: Path) -> Path:
    """The archive as a clerk unpacks it."""
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
    return folder
