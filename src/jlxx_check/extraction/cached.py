"""A package's files split into those that a cache knows and those that have to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.extraction.digests import is_sampled
from jlxx_check.extraction.one_file import whole_digest
from jlxx_check.model.facts import FileFacts, Group, Photo
from jlxx_check.model.formats import extension
from jlxx_check.model.tree import FileNode, Tree

if TYPE_CHECKING:
    from jlxx_check.cache import FactsCache, Remembered
    from jlxx_check.cache.session import Identity, Session

#: What is worth hashing to find it again by its bytes: slow to read, and told by its bytes alone.
_BY_CONTENT = frozenset({Group.PHOTO, Group.DOCUMENT})


class NoMemory:
    """Without a cache nothing is known, and nothing is kept."""

    def known(self, nodes: Sequence[FileNode], jobs: int) -> Iterator[FileFacts]:
        """Nothing."""
        yield from ()

    def whole(self, path: str) -> str | None:
        """Nothing."""

    def keep(self, facts: Mapping[str, FileFacts], whole: Mapping[str, str | None]) -> None:
        """Nothing."""


class Memory(NoMemory):
    """What an opened cache knows of one package. It is asked and told by one thread only."""

    def __init__(self, session: Session, tree: Tree, *, thumbnails: bool) -> None:
        self._session, self._tree, self._thumbnails = session, tree, thumbnails
        self._package = Path(tree.path).absolute()
        self._nodes: dict[str, FileNode] = {}
        self._unchanged: dict[str, Remembered] = {}
        self._by_bytes: set[str] = set()

    def known(self, nodes: Sequence[FileNode], jobs: int) -> Iterator[FileFacts]:
        """The facts of files that are known to be as they were when they were read.

        A file whose stamp tells that is not opened. Of the others those are hashed, ``jobs`` at a
        time, that are as large as one that is known by its bytes.
        """
        self._nodes = {node.path: node for node in nodes}
        seen = self._session.seen(
            [found for node in nodes if (found := self._identity(node))],
            thumbnails=self._thumbnails,
        )
        for node in nodes:
            if (known := seen.get(self._place(node))) is not None:
                self._unchanged[node.path] = known
                yield known.facts(node)
        left = [node for node in nodes if node.path not in self._unchanged]
        sizes = self._session.sizes(node.size for node in left) if left else set()
        yield from self._told_by_bytes([node for node in left if node.size in sizes], jobs)

    def whole(self, path: str) -> str | None:
        """The digest of all bytes of an unchanged video, where it was needed before."""
        known = self._unchanged.get(path)
        return known.whole if known else None

    def keep(self, facts: Mapping[str, FileFacts], whole: Mapping[str, str | None]) -> None:
        """Write down what was read. whole: digests of all bytes, of videos that needed them."""
        from jlxx_check.cache import Remembered, worth_keeping
        from jlxx_check.cache.session import Record

        records = []
        for path, node in self._nodes.items():
            found = facts[path]
            known = Remembered.of(found, whole.get(path) or self.whole(path))
            if self._unchanged.get(path) == known or not worth_keeping(found.body):
                continue
            identity = self._identity(node)
            if identity is not None or path not in self._by_bytes:
                content = _content(found, node)
                records.append(Record(known, node.size, identity, content, self._thumbnails))
        self._session.keep(records)

    def _told_by_bytes(self, nodes: Sequence[FileNode], jobs: int) -> Iterator[FileFacts]:
        contents = {
            node.path: _named(digest, node)
            for node, digest in _hashed(self._tree, nodes, jobs)
            if digest is not None
        }
        same = self._session.same(set(contents.values()), thumbnails=self._thumbnails)
        for node in nodes:
            if (known := same.get(contents.get(node.path, ""))) is not None:
                self._by_bytes.add(node.path)
                yield known.facts(node)

    def _identity(self, node: FileNode) -> Identity | None:
        from jlxx_check.cache.session import Identity

        if node.stamp is None:
            return None
        return Identity(self._place(node), f"{node.size}:{node.stamp}")

    def _place(self, node: FileNode) -> str:
        return f"{self._package}\0{node.path}"


@contextmanager
def remembering(
    cache: FactsCache | None, tree: Tree, nodes: Sequence[FileNode], *, thumbnails: bool
) -> Iterator[NoMemory]:
    """The cache opened for a package; nothing is opened where there is nothing to read."""
    if cache is None or not nodes:
        yield NoMemory()
        return
    from jlxx_check.extraction.maker import maker

    with cache.session(maker()) as session:
        yield NoMemory() if session is None else Memory(session, tree, thumbnails=thumbnails)


def _content(found: FileFacts, node: FileNode) -> str | None:
    """What says which bytes these facts are of; None where they are looked up by identity only."""
    if found.group not in _BY_CONTENT or found.digest is None or is_sampled(found.digest):
        return None
    if isinstance(found.body, Photo) or found.group is Group.DOCUMENT:
        return _named(found.digest, node)
    return None


def _named(digest: str, node: FileNode) -> str:
    """Facts follow from the bytes, and from what is said of them when they are read."""
    return f"{digest} {node.size} {extension(node.path)}"


def _hashed(
    tree: Tree, nodes: Sequence[FileNode], jobs: int
) -> Iterator[tuple[FileNode, str | None]]:
    """Each file's digest; None where it cannot be read."""
    if not nodes:
        return
    pool = ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="jlxx-hash")
    try:
        futures = {pool.submit(_digest, tree, node.path): node for node in nodes}
        for future in as_completed(futures):
            yield futures[future], future.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _digest(tree: Tree, path: str) -> str | None:
    try:
        return whole_digest(tree, path)
    # What fails here fails again when the file is read, which makes an honest outcome of it.
    except Exception:  # noqa: BLE001
        return None
