"""Private temporary folders: of what is unpacked, and of what passes between processes.

A run that is killed leaves its folder behind; the next one sweeps it away.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path

from jlxx_check.values.file_locks import take_lock

#: Folders that are not gone yet, each with the process that has to remove it.
_kept: dict[str, int] = {}
#: Their locks, each an open file, which tell other runs that somebody is there.
_locks: dict[str, int] = {}
_PREFIX = "jlxx-unpacked-"
#: In such a folder: locked by the process that made it, and not empty once it is.
_OWNER = "owner"


class Room:
    """A folder that is made when it is first needed, readable by its owner alone.

    It is removed by ``close``, when the room is forgotten, and at the latest when the program
    ends; always by the process that made it, never by one that the room was sent to. A removal
    that is interrupted is made good when the program ends.
    """

    def __init__(self, path: str | None = None) -> None:
        self._path = path
        self._removal: weakref.finalize[..., Room] | None = None
        self._drafts = 0

    def __reduce__(self) -> tuple[type[Room], tuple[str | None]]:
        return Room, (self._path,)

    @property
    def path(self) -> Path:
        """The folder."""
        if self._path is None:
            self._path, self._removal = self._make()
        return Path(self._path)

    def _make(self) -> tuple[str, weakref.finalize[..., Room]]:
        """A new folder. It is known as ours before it is there: an interrupt may come between."""
        name = f"{_PREFIX}{secrets.token_hex(8)}"
        path = os.path.abspath(os.path.join(tempfile.gettempdir(), name))  # noqa: PTH100, PTH118
        if not _locks:
            sweep()  # whoever needs room makes some
        _kept[path] = os.getpid()
        try:
            os.mkdir(path, 0o700)  # noqa: PTH102
        except OSError:
            del _kept[path]
            raise
        _lock(path)
        return path, weakref.finalize(self, _remove, path)

    def place(self, name: str) -> Path:
        """Where what has this name is kept."""
        return self.path / name

    def new(self) -> Path:
        """A name that nothing has yet; only for the process that made the room."""
        self._drafts += 1
        return self.place(f"unpacked-{self._drafts}")

    def draft(self) -> tuple[int, Path]:
        """A new file open for writing, under a name that no other thread or process has."""
        descriptor, path = tempfile.mkstemp(prefix="draft-", dir=self.path)
        return descriptor, Path(path)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        if self._removal is not None:
            self._removal()


def settle(draft: Path, target: Path) -> None:
    """Give a finished draft its name; where another was quicker, his stays. Raises OSError."""
    try:
        draft.replace(target)
    except PermissionError:  # Windows: the other's is open
        if not target.exists():
            raise
        with suppress(OSError):
            draft.unlink()


def sweep() -> None:
    """Remove what killed runs of the same user left in the temporary folder. Never raises.

    A folder whose owner lives is locked by it; one without a lock's file is not touched, whoever
    made it.
    """
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIX) and entry.path not in _kept:
                with suppress(OSError):
                    _sweep_one(entry)


def _sweep_one(entry: os.DirEntry[str]) -> None:
    """Raises OSError where it is not ours, or somebody is there."""
    if not entry.is_dir(follow_symlinks=False):
        return
    if hasattr(os, "getuid") and entry.stat(follow_symlinks=False).st_uid != os.getuid():
        return
    flags = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(os.path.join(entry.path, _OWNER), flags)  # noqa: PTH118
    try:
        if os.fstat(descriptor).st_size == 0:
            return  # its owner is about to lock it
        take_lock(descriptor)
    finally:
        os.close(descriptor)
    shutil.rmtree(entry.path, ignore_errors=True)


def _lock(path: str) -> None:
    """Say that somebody is there; where the system has no locks the folder is never swept."""
    with suppress(OSError):
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL
        descriptor = os.open(os.path.join(path, _OWNER), flags, 0o600)  # noqa: PTH118
        _locks[path] = descriptor
        take_lock(descriptor)
        os.write(descriptor, b"%d\n" % os.getpid())


def _remove(path: str) -> None:
    if _kept.get(path) == os.getpid():  # a forked child inherits the object, not the duty
        descriptor = _locks.pop(path, None)
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)
        shutil.rmtree(path, ignore_errors=True)
        _kept.pop(path, None)


@atexit.register
def _remove_all() -> None:
    for path in tuple(_kept):
        _remove(path)
