"""All files of a package to facts, several at a time."""

from __future__ import annotations

import errno
import math
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.facts import fates
from jlxx_check.facts.ahead import Ahead
from jlxx_check.facts.digests import digest_or_why, is_sampled
from jlxx_check.facts.known_facts import NothingKnown, remembering
from jlxx_check.facts.one_file import read_file, unread
from jlxx_check.facts.several import each, threads
from jlxx_check.files.folder_tree import MANY, OutOfReach, failing
from jlxx_check.files.opening import in_reach
from jlxx_check.model.facts import Fate, FileFacts, ReadFailure, Unreadable
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.sandbox import bounds
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.losses import NoProcessError, SandboxError, TimeLimitError
from jlxx_check.sandbox.pool import shared_workers
from jlxx_check.text import Text
from jlxx_check.values.cell_kind import CellKind

if TYPE_CHECKING:
    from jlxx_check.facts.facts_cache import FactsCache

_USUAL = FileLimits()
#: Of a file read whole; else why it was not.
WholeDigest = str | Unreadable | ReadFailure

_NOTHING_LOST: Mapping[str, Fate] = {}
#: Seconds in which a share answers that is there at all.
_IN_A_MOMENT = 10.0
#: Files that one worker reads in about the time that another one takes to start.
_FILES_A_START = 6
#: What facts are made of: an answer that holds anything else is none.
_TRUSTED = (FileFacts.__module__.rpartition(".")[0], Text.__module__, CellKind.__module__)


def read_files(
    tree: Tree,
    *,
    skip: Callable[[str], bool],
    jobs: int,
    progress: Callable[[int, int], None] | None,
    thumbnails: bool = False,
    isolated: bool = True,
    limits: FileLimits = _USUAL,
    cache: FactsCache | None = None,
    until: float | None = None,
    begun: Callable[[str], None] | None = None,
    lost: Mapping[str, Fate] = _NOTHING_LOST,
) -> dict[str, FileFacts]:
    """The facts of every file by its path, in path order. Never raises for a file.

    Raises OutOfReach where the system refuses file after file, or no longer answers at all.

    skip: paths whose content nobody needs. jobs: files read at the same time, at least 1.
    progress: called in this thread with the number of files done and of all, from (0, all) on.
    thumbnails: keep a small picture of every photo and video. isolated: read in processes that can
    be lost, each file within ``limits``; the tree can be pickled then. cache: what is known of a
    file there, and still holds, is not read again. until: seconds since the epoch; what has not
    been read by then is not read. begun: called with a file's path before it is read, by whoever
    reads it. lost: files that cost an earlier try its process, and how; they are not read.
    """
    facts = {node.path: unread(node) for node in tree.files if skip(node.path)}
    facts |= {
        node.path: unread(node, fates.lost_before(lost[node.path]))
        for node in tree.files
        if node.path in lost and node.path not in facts
    }
    nodes = [node for node in tree.files if node.path not in facts]
    tell = progress or _silent
    tell(0, len(nodes))
    within = limits if isolated else None
    with (
        remembering(cache, tree, nodes, thumbnails=thumbnails) as cached,
        _reading(tree, len(nodes), jobs, within, until) as (reading, pool),
    ):
        read = _read(reading, nodes, facts, pool, begun or _silent, thumbnails=thumbnails)
        for done, found in enumerate(chain(cached.known(nodes, jobs), read), start=1):
            facts[found.path] = found
            tell(done, len(nodes))
        whole = _whole_digests(nodes, facts, reading, pool, cached)
        cached.keep(facts, {path: told for path, told in whole.items() if isinstance(told, str)})
    told_apart = {
        path: replace(facts[path], digest=told)
        if isinstance(told, str)
        else replace(facts[path], digest=None, body=told)  # nobody knows whose copy it is
        for path, told in whole.items()
    }
    return {node.path: told_apart.get(node.path, facts[node.path]) for node in tree.files}


class _ReadingHere:
    """What a package's files hold, read by this process itself: nothing protects it."""

    def __init__(self, tree: Tree, until: float | None) -> None:
        self._tree, self._until = tree, until
        #: The system gave no answer any more.
        self.lost = False

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
        return read_file(self._tree, node, thumbnails=thumbnails, data=data)

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


class _ReadingIsolated(_ReadingHere):
    """The same in the sandbox, each file within its limits, whatever becomes of its process."""

    def __init__(
        self, tree: Tree, until: float | None, sandbox: Sandbox, limits: FileLimits
    ) -> None:
        super().__init__(tree, until)
        self._sandbox, self._limits = sandbox, limits
        self._memory = limits.memory if bounds.limits_memory() else None

    def facts(self, node: FileNode, ahead: Ahead, *, thumbnails: bool) -> FileFacts:
        """The facts of one file. Never raises for what the file is or does."""
        read = partial(read_file, node=node, thumbnails=thumbnails)
        answer = self._asked(read, node, partial(ahead.take, node))
        if isinstance(answer, ReadFailure):
            return unread(node, answer)
        if not isinstance(answer, FileFacts):
            return unread(node, fates.babbled())
        if _ran_out_of_memory(answer):
            return replace(answer, body=fates.out_of_memory(self._memory))
        return answer

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


def _ran_out_of_memory(answer: object) -> bool:
    body = answer.body if isinstance(answer, FileFacts) else None
    return isinstance(body, ReadFailure) and body.fate is Fate.MEMORY


def _read(
    reading: _ReadingHere,
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    pool: Executor | None,
    begun: Callable[[str], None],
    *,
    thumbnails: bool,
) -> Iterator[FileFacts]:
    """Whatever is not among the facts when the first of these is asked for. Raises OutOfReach."""
    unknown = [node for node in nodes if node.path not in facts]

    ahead = reading.fetching(unknown)

    def read(node: FileNode) -> FileFacts:
        begun(node.path)
        return reading.facts(node, ahead, thumbnails=thumbnails)

    failed = 0
    with closing(ahead):
        for _, found in each(read, unknown, pool):
            failed += isinstance(found.body, Unreadable) and found.body.passing
            reading.require_answers(failed, len(unknown))
            yield found


def _whole_digests(
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    reading: _ReadingHere,
    pool: Executor | None,
    cached: NothingKnown,
) -> dict[str, WholeDigest]:
    """Whole digests for the videos, and only those, whose size and samples agree.

    Raises OutOfReach.
    """
    alike: defaultdict[str, list[FileNode]] = defaultdict(list)
    for node in nodes:
        digest = facts[node.path].digest
        if digest is not None and is_sampled(digest):
            alike[digest].append(node)
    colliding = [node for group in alike.values() if len(group) > 1 for node in group]
    known = {node.path: cached.whole(node.path) for node in colliding}
    found: dict[str, WholeDigest] = {path: told for path, told in known.items() if told is not None}
    pending = [node for node in colliding if node.path not in found]
    for node, told in each(reading.whole_digest, pending, pool):
        reading.require_answers(0, len(pending))
        found[node.path] = told
    return found


@contextmanager
def _reading(
    tree: Tree, count: int, jobs: int, limits: FileLimits | None, until: float | None
) -> Iterator[tuple[_ReadingHere, Executor | None]]:
    """The package's reading, and threads that start nothing new once this one is interrupted."""
    jobs = max(1, jobs)
    reading = _ReadingHere(tree, until)
    if limits is not None and count:
        workers = shared_workers()
        workers.keep(jobs)
        sandbox = Sandbox(workers, tree, memory=limits.memory, trusted=_TRUSTED)
        reading = _ReadingIsolated(tree, until, sandbox, limits)
        jobs = min(jobs, max(workers.ready, 1 + count // _FILES_A_START))
    with threads(jobs, "jlxx") as pool:
        try:
            yield reading, pool
        except BaseException:
            reading.stop()
            raise


def _silent(*_what: object) -> None:
    """Progress, or a beginning, that nobody watches."""


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
