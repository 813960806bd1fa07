"""All files of a package to facts, several at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from jlxx_check.facts import fates
from jlxx_check.facts.digests import is_sampled
from jlxx_check.facts.known_facts import NothingKnown, remembering
from jlxx_check.facts.one_file import unread
from jlxx_check.facts.remembered import FACTS
from jlxx_check.facts.several import each, threads
from jlxx_check.facts.ways_of_reading import ReadingHere, ReadingIsolated, WholeDigest
from jlxx_check.model.facts import Fate, FileFacts, Unreadable
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.sandbox.calls import Sandbox
from jlxx_check.sandbox.pool import shared_workers

if TYPE_CHECKING:
    from jlxx_check.facts.facts_cache import FactsCache

_USUAL = FileLimits()

_NOTHING_LOST: Mapping[str, Fate] = {}
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
        remembering(cache, tree, nodes, limits, thumbnails=thumbnails) as cached,
        _reading(tree, len(nodes), jobs, within, until) as (reading, pool),
    ):
        read = _read(reading, nodes, facts, pool, begun or _silent, thumbnails=thumbnails)
        for done, found in enumerate(chain(cached.known(nodes), read), start=1):
            facts[found.path] = found
            tell(done, len(nodes))
        whole = _whole_digests(nodes, facts, reading, pool, cached)
        wholes = {path: told for path, told in whole.items() if isinstance(told, str)}
        cached.keep(facts, wholes, reading.contents)
    if cache is not None:
        cache.contents = cached.contents | reading.contents
    told_apart = {
        path: replace(facts[path], digest=told)
        if isinstance(told, str)
        else replace(facts[path], digest=None, body=told)  # nobody knows whose copy it is
        for path, told in whole.items()
    }
    return {node.path: told_apart.get(node.path, facts[node.path]) for node in tree.files}


def _read(
    reading: ReadingHere,
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    pool: Executor | None,
    begun: Callable[[str], None],
    *,
    thumbnails: bool,
) -> Iterator[FileFacts]:
    """Whatever is not among the facts when the first of these is asked for. Raises OutOfReach."""
    unknown = [node for node in nodes if node.path not in facts]
    if pool is not None:
        unknown = in_turn(unknown, hurried=reading.hurried)
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


def in_turn(nodes: Sequence[FileNode], *, hurried: bool) -> list[FileNode]:
    """The files as several workers take them: towards the end none waits for another's long film.

    hurried: some may not be reached in time; forms, which are small, are not put off then.
    """
    return list(nodes) if hurried else sorted(nodes, key=lambda node: node.size, reverse=True)


def _whole_digests(
    nodes: Sequence[FileNode],
    facts: Mapping[str, FileFacts],
    reading: ReadingHere,
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
) -> Iterator[tuple[ReadingHere, Executor | None]]:
    """The package's reading, and threads that start nothing new once this one is interrupted."""
    jobs = max(1, jobs)
    reading = ReadingHere(tree, until)
    if limits is not None and count:
        workers = shared_workers()
        workers.keep(jobs)
        sandbox = Sandbox(workers, tree, memory=limits.memory, trusted=FACTS)
        reading = ReadingIsolated(tree, until, sandbox, limits)
        jobs = min(jobs, max(workers.ready, 1 + count // _FILES_A_START))
    with threads(jobs, "jlxx") as pool:
        try:
            yield reading, pool
        except BaseException:
            reading.stop()
            raise


def _silent(*_what: object) -> None:
    """Progress, or a beginning, that nobody watches."""
