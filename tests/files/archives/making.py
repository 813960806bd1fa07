"""Archives of every kind from names and contents, as their usual writers make them."""

from __future__ import annotations

import io
import tarfile
import zipfile
from functools import cache

import py7zr


def zipped(method: int = 8, **files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def tarred(mode: str, **files: bytes) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode=mode) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


#: The usual method with a small dictionary, which takes the system less time to provide.
_SMALL = [{"id": py7zr.FILTER_LZMA2, "preset": 0}]


@cache
def seven(**files: bytes) -> bytes:
    target = io.BytesIO()
    with py7zr.SevenZipFile(target, "w", filters=_SMALL) as archive:
        for name, content in files.items():
            archive.writestr(content, name)
    return target.getvalue()
