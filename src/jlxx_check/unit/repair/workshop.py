"""The folder beside the target in which the copy is built, and its record of what is done.

It lies on the target's own file system, so that the finished copy is only renamed. A run that was
cut short, however, leaves it behind with its record, and the next one to the same target goes on.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from jlxx_check.errors import CallError
from jlxx_check.facts.private import make_private
from jlxx_check.text import Text
from jlxx_check.values.file_locks import NO_LOCKS, take_lock

_RECORD, _LOCK, _DRAFTS, _COPY = "record", "lock", "drafts", "copy"
#: How often a folder may be taken down by another run while this one enters it.
_TRIES = 5
#: Where in it lies what other programs have written anew.
READY = "ready"


class CannotRepair(CallError):
    """The target, or what is asked of it, will not do: nothing was written."""


class Workshop:
    """Where one copy is made. Safe to use from several threads at a time."""

    def __init__(self, folder: Path, name: str) -> None:
        """folder: its own, there and locked. name: the copy's."""
        self.folder = folder
        #: What other programs have written anew, before the package is understood.
        self.ready = folder / READY
        #: The copy, under its final name: a package is told by that, too.
        self.copy = folder / _COPY / name
        self._drafts = folder / _DRAFTS
        #: Whether nothing in it is needed any more.
        self.finished = False
        self._lock = threading.Lock()
        self._number = 0
        self._made: dict[str, list[str | int]] = {}
        self._notes: dict[str, tuple[Text, ...]] = {}
        for path, made, notes in _recorded(folder / _RECORD):
            self._made[path], self._notes[path] = made, notes
        shutil.rmtree(self._drafts, ignore_errors=True)
        for place in (self.ready, self.copy, self._drafts):
            place.mkdir(parents=True, exist_ok=True)

    def holds(self, path: str, key: str) -> bool:
        """Whether the file is there as an earlier run finished it, of the same source.

        path: in the workshop. key: equal where nothing that goes into it has changed.
        """
        told = self._made.get(path)
        return told is not None and told == [key, *_state(self.folder / path)]

    @property
    def holds_nothing(self) -> bool:
        """Whether no run has made anything here yet that the next one could go on from."""
        return not self._made

    def notes(self, path: str) -> tuple[Text, ...]:
        """What was to be known of the file when it was made, perhaps by an earlier run."""
        return self._notes.get(path, ())

    def put(self, path: str, key: str, write: Callable[[Path], Sequence[Text] | None]) -> None:
        """A file of the workshop, whole or not at all.

        write: called with where to write it; what a person may want to know of it comes back.
        Raises what ``write`` raises, and OSError.
        """
        target = self.folder / path
        with self.draft() as draft:
            notes = tuple(write(draft) or ())
            target.parent.mkdir(parents=True, exist_ok=True)
            draft.replace(target)
        self._note(path, key, notes)

    @contextmanager
    def draft(self) -> Iterator[Path]:
        """A name that nobody has, for a file or a folder that is gone in the end."""
        with self._lock:
            self._number += 1
            place = self._drafts / str(self._number)
        try:
            yield place
        finally:
            if place.is_dir():
                shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):
                place.unlink()

    def keep_only(self, within: Path, paths: set[str]) -> None:
        """Remove from a folder of the workshop what this run does not want there."""
        for place in sorted(within.rglob("*"), reverse=True):
            told = place.relative_to(self.folder).as_posix()
            with suppress(OSError):
                if place.is_dir() and not place.is_symlink():
                    place.rmdir()  # those that hold something stay
                elif told not in paths:
                    place.unlink()

    def in_copy(self, path: str) -> str:
        """The workshop's path of a file of the copy. Raises ValueError where it leads outside."""
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or not {".", "..", ""}.isdisjoint(path.split("/")):
            raise ValueError(path)
        place = self.copy.joinpath(*parts)
        if not place.is_relative_to(self.copy):
            raise ValueError(path)
        return place.relative_to(self.folder).as_posix()

    def _note(self, path: str, key: str, notes: tuple[Text, ...]) -> None:
        made: list[str | int] = [key, *_state(self.folder / path)]
        told = [[note.zh, note.en] for note in notes]
        line = json.dumps([path, made, told], ensure_ascii=True)
        with self._lock:
            self._made[path], self._notes[path] = made, notes
            with (self.folder / _RECORD).open("a", encoding="ascii") as record:
                record.write(line + "\n")


def putting(data: bytes) -> Callable[[Path], None]:
    """What writes the data, for ``Workshop.put``."""

    def write(to: Path) -> None:
        to.write_bytes(data)

    return write


def workshop_of(target: Path) -> Path:
    """Where the copy for a target is built."""
    return target.with_name(f".{target.name}.part")


@contextmanager
def opened_workshop(target: Path) -> Iterator[Workshop]:
    """The workshop for a target. Raises CannotRepair and OSError.

    It stays until it is finished, as soon as something is made in it.
    """
    folder = workshop_of(target)
    workshop: Workshop | None = None
    descriptor = _locked(folder, target)
    try:
        workshop = Workshop(folder, target.name)
        yield workshop
    finally:
        done = workshop is not None and (workshop.finished or workshop.holds_nothing)
        if done:
            _clear(folder)
        os.close(descriptor)
        if done and sys.platform == "win32":
            _take_down(folder)  # a file that is open stays there, and with it the lock of the next


def _locked(folder: Path, target: Path) -> int:
    """The folder's lock, which nobody else has. Raises CannotRepair and OSError."""
    for _ in range(_TRIES):
        make_private(folder)
        try:
            descriptor = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except FileNotFoundError:
            continue  # its last owner has just taken the folder down
        try:
            take_lock(descriptor)
        except OSError as error:
            if error.errno not in NO_LOCKS:
                os.close(descriptor)
                raise CannotRepair(_held(target)) from error
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(descriptor), (folder / _LOCK).stat()):
                return descriptor
        os.close(descriptor)  # the lock of a folder that is gone
    raise CannotRepair(_held(target))


def _clear(folder: Path) -> None:
    """Remove all that is in it while nobody else can begin there, the lock last."""
    with suppress(OSError):  # somebody else may have
        for place in folder.iterdir():
            if place.name != _LOCK:
                shutil.rmtree(place, ignore_errors=True)
                with suppress(OSError):
                    place.unlink()
    _take_down(folder)


def _take_down(folder: Path) -> None:
    with suppress(OSError):
        (folder / _LOCK).unlink()
        folder.rmdir()


def kept_work(target: Path) -> Text | None:
    """Where a run that was cut short has left its work, and what for; None where it has not."""
    folder = workshop_of(target)
    if not folder.is_dir():
        return None
    return Text(
        f"已经做好的留在“{folder}”，再运行同一条命令就接着做；不再做的，请删除这个文件夹。",
        f"What is done is in “{folder}”: the same command goes on from there. Delete that folder "
        "if you do not mean to go on.",
    )


def _recorded(record: Path) -> Iterator[tuple[str, list[str | int], tuple[Text, ...]]]:
    try:
        lines = record.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return
    for line in lines:
        with suppress(ValueError, TypeError):  # a last line that was cut short
            path, made, notes = json.loads(line)
            yield path, made, tuple(Text(zh, en) for zh, en in notes)


def _state(place: Path) -> tuple[int, int]:
    try:
        info = place.lstat()
    except OSError:
        return -1, 0
    return info.st_size, info.st_mtime_ns


def _held(target: Path) -> Text:
    return Text(
        f"另一个程序正在整理到“{target}”，请等它结束，或换一个 --to。",
        f"Another run is repairing to “{target}”: wait for it to end, or give another --to.",
    )
