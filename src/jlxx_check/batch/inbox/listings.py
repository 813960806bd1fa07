"""What the system tells of the inbox without any file being read.

Whether it answers at all, what stands there now, whether anything has changed, and which archives
are still being copied: a copy that rests for a moment looks like a damaged archive. What tells is
the archive's own end (``files.archives.packages``): where that is missing, nobody is told of damage
before the file has been given time.
"""

from __future__ import annotations

import errno
import hashlib
import json
import marshal
import os
import stat
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.inbox.inbox_content import Arrival, ArrivalShape
from jlxx_check.facts.several import each, threads
from jlxx_check.files import NotAPackage
from jlxx_check.files.archives import lacks_its_end
from jlxx_check.files.asking import PATIENCE, QUICK, Question, answers, ask_all
from jlxx_check.files.folder_tree import open_folder, shut_package
from jlxx_check.files.opening import in_reach
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Listing is waiting for a share to answer, not work.
_LISTED_AT_ONCE = 8


@frozen
class ArrivalListing:
    """An arrival as the system shows it."""

    #: Changes whenever a file does, as far as the system tells; None: it told nothing.
    digest: str | None
    #: Of an archive or a mail, seconds since the epoch; None for a folder.
    modified: float | None = None
    #: As the digest, but by names, sizes and times alone: the same while nothing is written, and
    #: wherever it is moved.
    look: str = ""


def list_arrivals(
    inbox: Path, arrivals: Sequence[Arrival], seconds: float = PATIENCE
) -> dict[str, ArrivalListing]:
    """Every arrival by its path, none of its files opened.

    seconds: that the system may take for one answer. Raises Unreachable where it no longer gives
    any of the inbox.
    """
    found: dict[str, ArrivalListing] = {}
    with threads(_LISTED_AT_ONCE, "jlxx-list") as pool:
        for item, listing in each(lambda one: _listed(inbox, one, seconds), arrivals, pool):
            if listing.digest is None:
                require_reach(inbox, seconds)
            found[item.path] = listing
    return {item.path: found[item.path] for item in arrivals}


def _listed(inbox: Path, arrival: Arrival, seconds: float) -> ArrivalListing:
    """A folder's tree or the files' own entries. Never raises: what is gone has no digest."""
    try:
        seen: list[list[object]]
        if arrival.shape is not ArrivalShape.FOLDER:
            infos = answers(os.stat, [inbox / source for source in arrival.sources], seconds)
            own = [[info.st_size, info.st_mtime_ns, info.st_dev, info.st_ino] for info in infos]
            seen = [[info.st_size, info.st_mtime] for info in infos]
            newest = max(info.st_mtime for info in infos)
            if len(infos) == 1:
                return ArrivalListing(_digest(own[0]), newest, _digest(seen[0]))
            return ArrivalListing(_digest(own), newest, _digest(seen))
        tree = open_folder(arrival.place(inbox), seconds)  # archives in it are files like any other
    except (OSError, NotAPackage):
        return ArrivalListing(None)
    files = [[node.path, node.size, node.stamp, node.modified] for node in tree.files]
    refused = [[item.path, item.reason.value] for item in tree.refused]
    refused += [[folder] for folder in tree.empty]
    seen = [[node.path, node.size, node.modified] for node in tree.files]
    return ArrivalListing(_digest([files, refused]), look=_digest([seen, refused]))


def _digest(data: object) -> str:
    return hashlib.sha256(json.dumps(data).encode("ascii")).hexdigest()


def require_reach(inbox: Path, seconds: float) -> None:
    """Raises Unreachable where there is no answer in so many seconds."""
    if not in_reach(inbox, seconds):
        error = TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
        raise Unreachable(shut_package(inbox, error).text, error)


#: What Windows lists of a file lags behind while somebody writes it, and folders may be links.
_WINDOWS = os.name == "nt"


def whole_look(inbox: Path, leave: Path, seconds: float = PATIENCE) -> str | None:
    """A digest of all names, sizes and stamps in the inbox; nothing is opened.

    leave: a folder that is no part of it. seconds: that the system may take for one folder. None
    where it does not tell everything: a link leads elsewhere, a folder cannot be listed.
    """
    look = _Look(str(leave))
    try:
        ask_all([partial(look.enter, str(inbox))], seconds)
    except OSError:
        return None
    if look.leads_elsewhere:
        return None
    # Of its versions the second writes equal values as equal bytes, whoever else holds them.
    return hashlib.sha256(marshal.dumps(sorted(look.told.items()), 2)).hexdigest()


class _Look:
    """What the system tells of each folder, several of them asked for at a time."""

    def __init__(self, leave: str) -> None:
        self._leave = leave
        self.told: dict[str, list[object]] = {}
        self.leads_elsewhere = False

    def enter(self, top: str) -> list[Question]:
        """Note what is in a folder and below, as long as that is quick. Raises OSError.

        What is left is to be asked for next. When a folder was changed tells of its names alone,
        and not on every share: each is listed, and each file asked for its own stamps.
        """
        left = [top]
        until = time.monotonic() + QUICK
        while left and not self.leads_elsewhere:
            left += self._list(left.pop())
            if time.monotonic() >= until:
                return [partial(self.enter, path) for path in left]
        return []

    def _list(self, folder: str) -> list[str]:
        """Note what is in a folder; its own folders."""
        inner: list[str] = []
        told = self.told[folder] = []
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False) and not _WINDOWS:
                    inner.append(entry.path)
                    continue
                info = os.lstat(entry.path) if _WINDOWS else entry.stat(follow_symlinks=False)
                if stat.S_ISLNK(info.st_mode) or getattr(info, "st_reparse_tag", None):
                    self.leads_elsewhere = True
                    return []
                if stat.S_ISDIR(info.st_mode):
                    inner.append(entry.path)
                    continue
                told += entry.name, info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino
        return [path for path in inner if path != self._leave]


#: Seconds for which a watch waits for the end of an archive that no longer changes.
TO_GROW = 600.0
#: Seconds since its last change after which a single run takes an archive for all there will be.
_RECENT = 60.0
#: Seconds in which a copy that goes on is bound to grow.
_MOMENT = 1.0

STILL_COMING = Text(
    "还在复制（压缩包的结尾还没有到），没有检查。请等复制完成，再运行一次同一条命令。",
    "Still being copied (the archive's end is not there yet), and not judged. Wait until it is "
    "done, and run the same command again.",
)

STILL_MOVING = Text(
    "检查的时候还在变动（可能还在复制），没有下结论。等复制完成，再运行一次同一条命令。",
    "It was still changing while it was judged (perhaps being copied), so nothing is said of it. "
    "Wait until it is done, and run the same command again.",
)


def without_end(inbox: Path, arrival: Arrival, seconds: float = PATIENCE) -> bool:
    """Whether it is an archive whose end is certainly not there.

    seconds: that the system may take to tell. Raises Unreachable where it does not.
    """
    if arrival.shape not in (ArrivalShape.ARCHIVE, ArrivalShape.VOLUMES) or arrival.missing:
        return False
    try:
        (lacking,) = answers(lacks_its_end, [arrival.place(inbox)], seconds)
    except TimeoutError as error:
        raise Unreachable(shut_package(arrival.place(inbox), error).text, error) from error
    except OSError:
        return False
    return lacking


def growing(
    inbox: Path,
    arrivals: Sequence[Arrival],
    listings: Mapping[str, ArrivalListing],
    seconds: float = PATIENCE,
) -> frozenset[str]:
    """The archives that grow before our eyes: those without an end are looked at twice.

    arrivals: those that are to be judged. A run that meets none does not wait. seconds: as for
    ``without_end``, and raises as that does.
    """
    now = time.time()
    suspects = [
        item
        for item in arrivals
        if now - (listings[item.path].modified or 0.0) < _RECENT
        and without_end(inbox, item, seconds)
    ]
    if not suspects:
        return frozenset()
    time.sleep(_MOMENT)
    again = list_arrivals(inbox, suspects, seconds)
    return frozenset(path for path, item in again.items() if item.look != listings[path].look)
