"""What a check asks of the file system for each file: ``python -m benchmarks.operations FOLDER``.

On a network share each of these costs milliseconds. Counted in this process, without strace. With
a number behind the folder (``FOLDER 20``) every operation takes as many milliseconds, and it is
said how long a package is waited for.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

from jlxx_check.facts.facts_cache import FactsCache
from jlxx_check.facts.known_facts import remembering
from jlxx_check.facts.one_file import read_keyed
from jlxx_check.facts.read_files import read_files
from jlxx_check.files.folder_tree import open_folder
from jlxx_check.model.facts import FileFacts
from jlxx_check.model.tree import Tree
from jlxx_check.values import stamps


@dataclass
class Counts:
    """Calls of the system, and bytes read."""

    listings: int = 0
    stats: int = 0
    opens: int = 0
    reads: int = 0
    bytes: int = 0

    def since(self, before: Counts) -> Counts:
        """What has been added."""
        names = [item.name for item in fields(self)]
        return Counts(*(getattr(self, name) - getattr(before, name) for name in names))

    def add(self, other: Counts) -> None:
        """Count these, too."""
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))

    def each(self, files: int) -> list[float]:
        """Opens, stats, reads and KB for each of so many files."""
        found = (self.opens, self.stats, self.reads, self.bytes / 1000)
        return [number / files for number in found]

    def copy(self) -> Counts:
        """As it is now."""
        return Counts(**vars(self))


@contextmanager
def counting(delay: float = 0.0) -> Iterator[Counts]:
    """Count what packages are listed, opened and read with. delay: seconds that each takes."""
    counts = Counts()
    real_scandir, real_open, real_fstat, real_lstat = os.scandir, os.open, os.fstat, os.lstat

    class Raw(io.FileIO):
        def readinto(self, buffer: Any) -> int | None:
            return self._counted(super().readinto(buffer))

        def read(self, size: int = -1) -> bytes | None:
            data = super().read(size)
            self._counted(len(data or b""))
            return data

        def readall(self) -> bytes:
            data = super().readall()
            self._counted(len(data))
            return data

        def _counted(self, size: int | None) -> int | None:
            counts.reads += 1
            time.sleep(delay)
            counts.bytes += size or 0
            return size

    class Entry:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self._entry = entry

        def __getattr__(self, name: str) -> Any:
            return getattr(self._entry, name)

        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            counts.stats += 1
            time.sleep(delay)
            return self._entry.stat(follow_symlinks=follow_symlinks)

    @contextmanager
    def scandir(path: Any) -> Iterator[Iterator[Entry]]:
        counts.listings += 1
        time.sleep(delay)
        with real_scandir(path) as entries:
            yield map(Entry, entries)

    def opened(*words: Any, **named: Any) -> int:
        counts.opens += 1
        time.sleep(delay)
        return real_open(*words, **named)

    def fstat(descriptor: int) -> os.stat_result:
        counts.stats += 1
        time.sleep(delay)
        return real_fstat(descriptor)

    def lstat(*words: Any, **named: Any) -> os.stat_result:
        counts.stats += 1
        time.sleep(delay)
        return real_lstat(*words, **named)

    def fdopen(descriptor: int, *_mode: str) -> io.BufferedReader:
        return io.BufferedReader(Raw(descriptor, "rb"))

    with (
        patch("os.scandir", scandir),
        patch("os.open", opened),
        patch("os.fstat", fstat),
        patch("os.lstat", lstat),
        patch("os.fdopen", fdopen),
    ):
        yield counts


def per_kind(package: Path) -> list[tuple[str, int, Counts, Counts]]:
    """Of each kind of content the files, and what is asked of them: at first, and once cached."""
    # What was built a moment ago counts as settled: the second run is the usual one.
    with patch.object(stamps, "_SETTLED", 0), tempfile.TemporaryDirectory() as folder:
        tree = open_folder(package)
        cache = FactsCache(Path(folder))
        cold, facts = _cold(tree, cache)
        warm = _warm(tree, cache, facts)
    kinds = Counter(_kind(found) for found in facts.values())
    return [(kind, kinds[kind], cold[kind], warm[kind]) for kind in sorted(cold)]


def main(package: Path) -> None:
    """Print a table: a row a kind of file, first run and run with everything in the cache."""
    with counting() as listing:
        files = len(open_folder(package).files)
    print(f"{files} files; on each run: {listing.listings} listings, {listing.stats} stats")
    print(
        f"{'each file':14}{'files':>6}{'opens':>8}{'stats':>8}{'reads':>8}{'KB read':>10}", end=""
    )
    print(f"{'| cached: opens':>16}{'stats':>8}{'reads':>8}{'KB read':>10}")
    for kind, count, cold, warm in per_kind(package):
        print(f"{kind:14}{count:6}", *(_row(run, count) for run in (cold, warm)), sep="")


@dataclass(frozen=True)
class Waited:
    """A package listed and read: seconds of each, and what was asked."""

    listed: float
    read: float
    counts: Counts

    @property
    def seconds(self) -> float:
        """Both together."""
        return self.listed + self.read


def waited(package: Path, delay: float) -> dict[str, Waited]:
    """The first run and the one with everything cached, each operation taking so many seconds."""
    found = {}
    with patch.object(stamps, "_SETTLED", 0), tempfile.TemporaryDirectory() as folder:
        cache = FactsCache(Path(folder))
        for run in ("cold", "cached"):
            with counting(delay) as counts:
                begun = time.perf_counter()
                tree = open_folder(package)
                listed = time.perf_counter()
                read_files(
                    tree,
                    skip=lambda _path: False,
                    jobs=2,
                    progress=None,
                    isolated=False,
                    cache=cache,
                )
                done = time.perf_counter()
            found[run] = Waited(listed - begun, done - listed, counts)
    return found


def _tell(package: Path, delay: float) -> None:
    for run, found in waited(package, delay).items():
        counts = found.counts
        print(
            f"{run}: listed in {found.listed:.2f} s, read in {found.read:.2f} s; "
            f"{counts.listings} listings, {counts.stats} stats, {counts.opens} opens, "
            f"{counts.reads} reads of {delay * 1000:g} ms"
        )


def _row(counts: Counts, files: int) -> str:
    *each, read = counts.each(files)
    return "".join(f"{number:8.1f}" for number in each) + f"{read:10.0f}"


def _kind(found: FileFacts) -> str:
    return found.content.value


def _cold(tree: Tree, cache: FactsCache) -> tuple[dict[str, Counts], dict[str, FileFacts]]:
    sums: dict[str, Counts] = defaultdict(Counts)
    facts: dict[str, FileFacts] = {}
    with remembering(cache, tree, tree.files, thumbnails=False) as memory:
        list(memory.known(tree.files))
        contents: dict[str, bytes] = {}
        for node in tree.files:
            with counting() as counts:
                facts[node.path], content = read_keyed(tree, node)
            if content is not None:
                contents[node.path] = content
            sums[_kind(facts[node.path])].add(counts)
        memory.keep(facts, {}, contents)
    return sums, facts


def _warm(tree: Tree, cache: FactsCache, facts: dict[str, FileFacts]) -> dict[str, Counts]:
    sums: dict[str, Counts] = defaultdict(Counts)
    with remembering(cache, tree, tree.files, thumbnails=False) as memory:
        for node in tree.files:
            kind = _kind(facts[node.path])
            with counting() as counts:
                known = list(memory.known([node]))
            sums[kind].add(counts)
            if not known:
                with counting() as counts:
                    read_keyed(tree, node)
                sums[kind].add(counts)
    return sums


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _tell(Path(sys.argv[1]), float(sys.argv[2]) / 1000)
    else:
        main(Path(sys.argv[1]))
