"""A package's files written to disk: as a folder, as archives of several kinds."""

from __future__ import annotations

import os
import tarfile
import zipfile
from io import BytesIO
from pathlib import Path

import py7zr

Files = dict[str, bytes]

#: When the first deliveries came, and the second ones; so are their files stamped.
FIRST, AGAIN = 1_688_170_000, 1_688_600_000


def write_files(folder: Path, files: Files, stamp: int) -> None:
    """Files by their paths in a folder, last changed at a time in seconds since the epoch."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        os.utime(target, (stamp, stamp))


class _Gbk(zipfile.ZipInfo):
    """A member whose name is in GBK without saying so, as Windows long wrote them."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def write_zip(path: Path, files: Files, *, gbk: bool) -> None:
    """A stored zip of these files in a folder of its own name. gbk: as Windows long wrote names."""
    kind = _Gbk if gbk else zipfile.ZipInfo
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(kind(f"{path.stem}/{name}", (2023, 7, 1, 9, 0, 0)), content)
    os.utime(path, (FIRST, FIRST))


def plain_zip(files: Files) -> bytes:
    """A stored zip with the files right in it."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2023, 7, 1, 9, 0, 0)), content)
    return target.getvalue()


def seven_zip(files: Files) -> bytes:
    """A 7z archive of copied members."""
    target = BytesIO()
    copied = [{"id": py7zr.FILTER_COPY}]
    with py7zr.SevenZipFile(target, "w", filters=copied) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return target.getvalue()


def tar_xz(files: Files) -> bytes:
    """A tar packed by xz."""
    target = BytesIO()
    with tarfile.open(fileobj=target, mode="w:xz", preset=0) as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(content), FIRST
            archive.addfile(member, BytesIO(content))
    return target.getvalue()
