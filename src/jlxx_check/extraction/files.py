"""All files of a package to facts, several at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace

from jlxx_check.extraction.digests import is_sampled
from jlxx_check.extraction.here import PackageReading, ReadingHere
from jlxx_check.extraction.isolated import IsolatedReading
from jlxx_check.extraction.one_file import unread
from jlxx_check.extraction.workers import shared_workers
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree

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
) -> dict[str, FileFacts]:
    """The facts of every file by its path, in path order. Never raises for a file.

    skip: paths whose content nobody needs. jobs: files read at the same time, at least 1.
    progress: called in this thread with the number of files done and of all, from (0, all) on.
    thumbnails: keep a small picture of every photo. isolated: read in processes that can be lost,
    each file within ``limits``; the tree can be pickled then.
    """
    facts = {node.path: unread(node) for node in tree.files if skip(node.path)}
    nodes = [node for node in tree.files if node.path not in facts]
    tell = progress or _silent
    tell(0, len(nodes))
    with _reading(tree, len(nodes), jobs, limits if isolated else None) as (reading, pool):
        futures = [pool.submit(reading.facts, node, thumbnails=thumbnails) for node in nodes]
        for done, future in enumerate(as_completed(futures), start=1):
            found = future.result()
            facts[found.path] = found
            tell(done, len(nodes))
        facts.update(_told_apart(nodes, facts, reading, pool))
    return {node.path: facts[node.path] for node in tree.files}


def _told_apart(
    nodes: list[FileNode],
    facts: dict[str, FileFacts],
    reading: PackageReading,
    pool: ThreadPoolExecutor,
) -> dict[str, FileFacts]:
    """Whole digests for the videos, and only those, whose size and samples agree."""
    alike: defaultdict[str, list[FileNode]] = defaultdict(list)
    for node in nodes:
        digest = facts[node.path].digest
        if digest is not None and is_sampled(digest):
            alike[digest].append(node)
    pending: list[tuple[str, Future[str | None]]] = [
        (node.path, pool.submit(reading.whole_digest, node))
        for group in alike.values()
        if len(group) > 1
        for node in group
    ]
    return {path: replace(facts[path], digest=future.result()) for path, future in pending}


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
