"""How one file of a package is read: by this process itself, or by a worker within limits."""

from __future__ import annotations

import errno
import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeGuard

from jlxx_check.facts import fates
from jlxx_check.facts.ahead import Ahead
from jlxx_check.facts.digests import digest_or_why
from jlxx_check.facts.one_file import Keyed, read_keyed, unread
from jlxx_check.files.folder_tree import MANY, OutOfReach, failing
from jlxx_check.files.opening import in_reach
from jlxx_check.model.facts import Fate, FileFacts, ReadFailure, Unreadable
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.sandbox import bounds
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.losses import NoProcessError, SandboxError, TimeLimitError

#: Of a file read whole; else why it was not.
WholeDigest = str | Unreadable | ReadFailure

#: Seconds in which a share answers that is there at all.
_IN_A_MOMENT = 10.0


class ReadingHere:
    """What a package's files hold, read by this process itself: nothing protects it."""

    def __init__(self, tree: Tree, until: float | None) -> None:
        self._tree, self._until = tree, until
        #: The system gave no answer any more.
        self.lost = False
        #: By the paths of documents that were read, what only their bytes give.
        self.contents: dict[str, bytes] = {}

    @property
    def hurried(self) -> bool:
        """Whether some files may not be reached in time."""
        return self._until is not None

    @property
    def left(self) -> float:
        """Seconds for all that is still to be read."""
        return math.inf if self._until is None else max(0.0, self._until - time.time())

    def fetching(self, nodes: Sequence[FileNode]) -> Ahead:
        """What fetches files ahead that are read in this order."""
        return Ahead(self._tree, nodes)

    def facts(self, node: FileNode, ahead: Ahead, *, thumbnails: bool) -> FileFacts:
        """The facts of one file. Never raises for what the file is or does."""
        if not self.left:
            return unread(node, fates.not_reached())
        data = ahead.take(node, math.inf)
        return self._told(read_keyed(self._tree, node, thumbnails=thumbnails, data=data))

    def _told(self, answer: Keyed) -> FileFacts:
        found, content = answer
        if content is not None:
            self.contents[found.path] = content
        return found

    def whole_digest(self, node: FileNode) -> WholeDigest:
        """SHA-256 of a file read whole; why, where it cannot be read, or not in time."""
        return digest_or_why(self._tree, node.path) if self.left else fates.not_reached()

    def require_answers(self, failed: int, asked: int) -> None:
        """Raises OutOfReach where the system no longer answers, or failed for most of what is read.

        failed: for so many files so far. asked: files that are read at all.
        """
        if self.lost or failed >= max(MANY, asked - failed):
            why = OSError(errno.ETIMEDOUT if self.lost else errno.EIO, "")
            raise OutOfReach(failing(Path(self._tree.path), why))

    def stop(self) -> None:
        """Give up what is being read; a thread cannot be stopped, and reads its file to the end."""


class ReadingIsolated(ReadingHere):
    """The same in the sandbox, each file within its limits, whatever becomes of its process."""

    def __init__(
        self, tree: Tree, until: float | None, sandbox: Sandbox, limits: FileLimits
    ) -> None:
        super().__init__(tree, until)
        self._sandbox, self._limits = sandbox, limits
        self._memory = limits.memory if bounds.limits_memory() else None

    def facts(self, node: FileNode, ahead: Ahead, *, thumbnails: bool) -> FileFacts:
        """The facts of one file. Never raises for what the file is or does."""
        read = partial(read_keyed, node=node, thumbnails=thumbnails)
        answer = self._asked(read, node, partial(ahead.take, node))
        if isinstance(answer, ReadFailure):
            return unread(node, answer)
        if not _is_keyed(answer):
            return unread(node, fates.babbled())
        found = self._told(answer)
        if _ran_out_of_memory(answer):
            return replace(found, body=fates.out_of_memory(self._memory))
        return found

    def whole_digest(self, node: FileNode) -> WholeDigest:
        """SHA-256 of a file read whole; why, where it cannot be read, or not in time."""
        answer = self._asked(partial(digest_or_why, path=node.path), node)
        return answer if isinstance(answer, str | Unreadable | ReadFailure) else fates.babbled()

    def _asked(
        self,
        ask: Callable[..., object],
        node: FileNode,
        fetch: Callable[[float], bytes | None] | None = None,
    ) -> object:
        """What a worker answers about a file; ReadFailure where there is no answer.

        fetch: waits so many seconds for the file's bytes, which are the worker's ``data``.
        """
        allowed, left = self._limits.allowance(node.size), self.left
        if self.lost or not left:
            return fates.not_reached()
        seconds = min(allowed, left)
        try:
            data = fetch(seconds) if fetch is not None else None
            if data is not None:
                ask = partial(ask, data=data)
            return self._sandbox.call(ask, seconds, doubtful=_ran_out_of_memory)
        except NoProcessError:
            if self._sandbox.has_worked:
                return fates.no_process()
            _tell_once()
            return ask(self._tree)
        except (SandboxError, TimeoutError) as error:
            loss = error if isinstance(error, SandboxError) else TimeLimitError()
            if isinstance(loss, TimeLimitError):
                if not self.left:
                    return fates.not_reached()
                # The file may be at fault, or all that lies where it does.
                if not in_reach(Path(self._tree.path), min(allowed, _IN_A_MOMENT)):
                    self.lost = True
            return fates.lost(loss, seconds, self._memory)

    def stop(self) -> None:
        """Give up what is being read, because nobody waits for it any more."""
        self._sandbox.stop()


def _is_keyed(answer: object) -> TypeGuard[Keyed]:
    match answer:
        case (FileFacts(), None | bytes()):
            return True
    return False


def _ran_out_of_memory(answer: object) -> bool:
    body = answer[0].body if _is_keyed(answer) else None
    return isinstance(body, ReadFailure) and body.fate is Fate.MEMORY


_told = threading.Lock()


def _tell_once() -> None:
    """Say in the log that files are read without protection here, the first time it happens."""
    if _told.acquire(blocking=False):
        import logging

        logging.getLogger("jlxx_check").warning(
            "本机无法启动单独的读取进程，文件在主进程中读取：损坏的文件可能使程序中断。 / "
            "No separate process can be started to read files; they are read in this one, which "
            "a damaged file may bring down."
        )
