"""New files beside what there is: all of them or none, and nothing that exists is touched."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from jlxx_check.text import Text
from jlxx_check.unit.wanted_counts import CannotBegin
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason
from jlxx_check.values.whole_files import write_whole


@frozen
class Made:
    """What was written and what was there already, relative to the folder."""

    written: tuple[str, ...]
    kept: tuple[str, ...]


def add_files(folder: Path, files: Mapping[str, bytes], folders: Collection[str]) -> Made:
    """Write files and folders, by their paths in the folder, that are not there yet.

    A folder that is new appears whole. In one that exists, all that was written is taken back
    where a file cannot be. Raises CannotBegin.
    """
    try:
        if os.path.lexists(folder):
            return _beside(folder, files, folders)
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = folder.parent / f".jlxx-{os.getpid()}.tmp"
        try:
            draft.mkdir()
            made = _beside(draft, files, folders)
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
        return made
    except OSError as error:
        if error.errno == errno.ENOENT:  # of what is to be made, as in /proc
            raise CannotBegin(
                Text(
                    f"“{folder.parent}”里不能新建文件夹，请换一个位置。",
                    f"No folder can be made in “{folder.parent}”; name another place.",
                )
            ) from error
        why = reason(error)
        raise CannotBegin(
            Text(
                f"“{folder}”写不了：{why.zh}。没有留下写了一半的文件。",
                f"“{folder}” cannot be written: {why.en}. Nothing half-made is left.",
            )
        ) from error


def _beside(folder: Path, files: Mapping[str, bytes], folders: Collection[str]) -> Made:
    written: list[str] = []
    kept: list[str] = []
    undone: list[Path] = []
    try:
        for name in folders:
            _make(folder / name, undone)
        for name, data in files.items():
            path = folder / name
            if os.path.lexists(path):
                kept.append(name)
                continue
            _make(path.parent, undone)
            write_whole(path, data)
            undone.append(path)
            written.append(name)
    except OSError:
        for path in reversed(undone):
            with suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        raise
    return Made(tuple(written), tuple(kept))


def _make(folder: Path, undone: list[Path]) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        undone.append(path)
