"""All files of a package to facts, several at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import replace

from jlxx_check.extraction.digests import is_sampled
from jlxx_check.extraction.one_file import read_file, unread, whole_digest
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.tree import Tree


def read_files(
    tree: Tree,
    *,
    skip: Callable[[str], bool],
    jobs: int,
    progress: Callable[[int, int], None] | None,
    thumbnails: bool = False,
) -> dict[str, FileFacts]:
    """The facts of every file by its path, in path order. Never raises for a file.

    skip: paths whose content nobody needs. jobs: files read at the same time, at least 1.
    progress: called in this thread with the number of files done and of all, from (0, all) on.
    thumbnails: keep a small picture of every photo and video.
    """
    facts = {node.path: unread(node) for node in tree.files if skip(node.path)}
    nodes = [node for node in tree.files if node.path not in facts]
    tell = progress or _silent
    tell(0, len(nodes))
    with _workers(jobs) as pool:
        futures = [pool.submit(read_file, tree, node, thumbnails=thumbnails) for node in nodes]
        for done, future in enumerate(as_completed(futures), start=1):
            found = future.result()
            facts[found.path] = found
            tell(done, len(nodes))
        facts.update(_told_apart(tree, facts, pool))
    return {node.path: facts[node.path] for node in tree.files}


def _told_apart(
    tree: Tree, facts: dict[str, FileFacts], pool: ThreadPoolExecutor
) -> dict[str, FileFacts]:
    """Whole digests for the videos, and only those, whose size and samples agree."""
    alike: defaultdict[str, list[FileFacts]] = defaultdict(list)
    for found in facts.values():
        if found.digest is not None and is_sampled(found.digest):
            alike[found.digest].append(found)
    pending: list[tuple[FileFacts, Future[str | None]]] = [
        (found, pool.submit(whole_digest, tree, found.path))
        for group in alike.values()
        if len(group) > 1
        for found in group
    ]
    return {found.path: replace(found, digest=future.result()) for found, future in pending}


@contextmanager
def _workers(jobs: int) -> Iterator[ThreadPoolExecutor]:
    """Threads that start nothing new once this thread is interrupted."""
    pool = ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="jlxx")
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _silent(_done: int, _all: int) -> None:
    """Progress that nobody watches."""
