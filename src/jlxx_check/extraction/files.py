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
from jlxx_check.extraction.one_file import read_file, unread, whole_digest
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.tree import FileNode, Tree

if TYPE_CHECKING:
    from jlxx_check.cache import FactsCache


def read_files(
    tree: Tree,
    *,
    skip: Callable[[str], bool],
    jobs: int,
    progress: Callable[[int, int], None] | None,
    thumbnails: bool = False,
    cache: FactsCache | None = None,
) -> dict[str, FileFacts]:
    """The facts of every file by its path, in path order. Never raises for a file.

    skip: paths whose content nobody needs. jobs: files read at the same time, at least 1.
    progress: called in this thread with the number of files done and of all, from (0, all) on.
    thumbnails: keep a small picture of every photo. cache: what is known of a file there, and
    still holds, is not read again.
    """
    facts = {node.path: unread(node) for node in tree.files if skip(node.path)}
    nodes = [node for node in tree.files if node.path not in facts]
    tell = progress or _silent
    tell(0, len(nodes))
    with remembering(cache, tree, nodes, thumbnails=thumbnails) as memory, _workers(jobs) as pool:
        reading = _read(tree, nodes, facts, pool, thumbnails=thumbnails)
        for done, found in enumerate(chain(memory.known(nodes, jobs), reading), start=1):
            facts[found.path] = found
            tell(done, len(nodes))
        whole = _whole_digests(tree, facts, pool, memory)
        memory.keep(facts, whole)
    told_apart = {path: replace(facts[path], digest=digest) for path, digest in whole.items()}
    return {node.path: told_apart.get(node.path, facts[node.path]) for node in tree.files}


def _read(
    tree: Tree,
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    pool: ThreadPoolExecutor,
    *,
    thumbnails: bool,
) -> Iterator[FileFacts]:
    """Whatever is not among the facts when the first of these is asked for."""
    unknown = [node for node in nodes if node.path not in facts]
    futures = [pool.submit(read_file, tree, node, thumbnails=thumbnails) for node in unknown]
    for future in as_completed(futures):
        yield future.result()


def _whole_digests(
    tree: Tree, facts: Mapping[str, FileFacts], pool: ThreadPoolExecutor, memory: NoMemory
) -> dict[str, str | None]:
    """Whole digests for the videos, and only those, whose size and samples agree."""
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for found in facts.values():
        if found.digest is not None and is_sampled(found.digest):
            alike[found.digest].append(found.path)
    paths = [path for group in alike.values() if len(group) > 1 for path in group]
    known = {path: memory.whole(path) for path in paths}
    pending = {
        path: pool.submit(whole_digest, tree, path)
        for path, digest in known.items()
        if digest is None
    }
    return known | {path: future.result() for path, future in pending.items()}


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
