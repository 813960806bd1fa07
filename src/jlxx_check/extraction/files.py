"""All files of a package to facts, several at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from jlxx_check.extraction.cached import NoMemory, remembering
from jlxx_check.extraction.digests import is_sampled
from jlxx_check.extraction.here import PackageReading, ReadingHere
from jlxx_check.extraction.isolated import IsolatedReading
from jlxx_check.extraction.one_file import unread
from jlxx_check.extraction.workers import shared_workers
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree

if TYPE_CHECKING:
    from jlxx_check.cache import FactsCache

_USUAL = FileLimits()
#: Files that one worker reads in about the time that another one takes to start.
_FILES_A_START = 6


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
) -> dict[str, FileFacts]:
    """The facts of every file by its path, in path order. Never raises for a file.

    skip: paths whose content nobody needs. jobs: files read at the same time, at least 1.
    progress: called in this thread with the number of files done and of all, from (0, all) on.
    thumbnails: keep a small picture of every photo and video. isolated: read in processes that can
    be lost, each file within ``limits``; the tree can be pickled then. cache: what is known of a
    file there, and still holds, is not read again.
    """
    facts = {node.path: unread(node) for node in tree.files if skip(node.path)}
    nodes = [node for node in tree.files if node.path not in facts]
    tell = progress or _silent
    tell(0, len(nodes))
    within = limits if isolated else None
    with (
        remembering(cache, tree, nodes, thumbnails=thumbnails) as memory,
        _reading(tree, len(nodes), jobs, within) as (reading, pool),
    ):
        read = _read(reading, nodes, facts, pool, thumbnails=thumbnails)
        for done, found in enumerate(chain(memory.known(nodes, jobs), read), start=1):
            facts[found.path] = found
            tell(done, len(nodes))
        whole = _whole_digests(nodes, facts, reading, pool, memory)
        memory.keep(facts, whole)
    told_apart = {path: replace(facts[path], digest=digest) for path, digest in whole.items()}
    return {node.path: told_apart.get(node.path, facts[node.path]) for node in tree.files}


def _read(
    reading: PackageReading,
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    pool: ThreadPoolExecutor,
    *,
    thumbnails: bool,
) -> Iterator[FileFacts]:
    """Whatever is not among the facts when the first of these is asked for."""
    unknown = [node for node in nodes if node.path not in facts]
    futures = [pool.submit(reading.facts, node, thumbnails=thumbnails) for node in unknown]
    for future in as_completed(futures):
        yield future.result()


def _whole_digests(
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    reading: PackageReading,
    pool: ThreadPoolExecutor,
    memory: NoMemory,
) -> dict[str, str | None]:
    """Whole digests for the videos, and only those, whose size and samples agree."""
    alike: defaultdict[str, list[FileNode]] = defaultdict(list)
    for node in nodes:
        digest = facts[node.path].digest
        if digest is not None and is_sampled(digest):
            alike[digest].append(node)
    colliding = [node for group in alike.values() if len(group) > 1 for node in group]
    known = {node.path: memory.whole(node.path) for node in colliding}
    pending = {
        node.path: pool.submit(reading.whole_digest, node)
        for node in colliding
        if known[node.path] is None
    }
    return known | {path: future.result() for path, future in pending.items()}


@contextmanager
def _reading(
    tree: Tree, count: int, jobs: int, limits: FileLimits | None
) -> Iterator[tuple[PackageReading, ThreadPoolExecutor]]:
    """The package's reading, and threads that start nothing new once this one is interrupted."""
    jobs = max(1, jobs)
    reading: PackageReading = ReadingHere(tree)
    if limits is not None and count:
        workers = shared_workers()
        workers.keep(jobs)
        reading = IsolatedReading(workers, tree, limits)
        jobs = min(jobs, max(workers.ready, 1 + count // _FILES_A_START))
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="jlxx")
    try:
        yield reading, pool
    except BaseException:
        reading.stop()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _silent(_done: int, _all: int) -> None:
    """Progress that nobody watches."""
