"""What a cache knows of a package's files, what is to be kept of them, and who made it.

Facts that another maker has cached are never taken. The maker's name holds the libraries that
measure and the text of every module that facts come from, so that a changed probe needs no number
that somebody may forget to raise.
"""

from __future__ import annotations

import hashlib
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.facts.content_keys import ContentKey, can_cipher
from jlxx_check.facts.digests import is_sampled
from jlxx_check.facts.hashing import hashed
from jlxx_check.model.about import VERSION
from jlxx_check.model.facts import FileFacts, Group, Photo
from jlxx_check.model.kind_lookup import extension
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.values.distributions import version_of

if TYPE_CHECKING:
    from jlxx_check.facts.cache_names import FileIdentity
    from jlxx_check.facts.cache_session import Session
    from jlxx_check.facts.facts_cache import FactsCache
    from jlxx_check.facts.remembered import Remembered

_USUAL = FileLimits()
#: What is worth hashing to find it again by its bytes: slow to read, and told by its bytes alone.
_BY_CONTENT = frozenset({Group.PHOTO, Group.DOCUMENT})

#: Packages and modules of this program that decide what is found in a file, or how it is kept.
SOURCES = ("errors.py", "facts", "files", "model", "probes", "sandbox", "text.py", "values")

#: Every library that a probe imports, and the distribution that it comes from.
LIBRARIES = {
    "PIL": "pillow",
    "av": "av",
    "lxml": "lxml",
    "olefile": "olefile",
    "pillow_heif": "pillow-heif",
    "pymediainfo": "pymediainfo",
    "pypdfium2": "pypdfium2",
    "python_calamine": "python-calamine",
}


class NothingKnown:
    """Without a cache nothing is known, and nothing is kept."""

    def __init__(self) -> None:
        #: By the paths of documents that were known by their bytes, what only these give.
        self.contents: dict[str, bytes] = {}

    def known(self, nodes: Sequence[FileNode]) -> Iterator[FileFacts]:
        """Nothing."""
        yield from ()

    def whole(self, path: str) -> str | None:
        """Nothing."""

    def keep(
        self,
        facts: Mapping[str, FileFacts],
        whole: Mapping[str, str],
        contents: Mapping[str, bytes],
    ) -> None:
        """Nothing."""


class KnownFacts(NothingKnown):
    """What an opened cache knows of one package. It is asked and told by one thread only."""

    def __init__(
        self, session: Session, tree: Tree, limits: FileLimits, *, thumbnails: bool
    ) -> None:
        super().__init__()
        self._session, self._tree, self._thumbnails = session, tree, thumbnails
        self._limits = limits
        self._package = Path(tree.path).absolute()
        self._nodes: dict[str, FileNode] = {}
        self._unchanged: dict[str, Remembered] = {}
        self._by_bytes: set[str] = set()

    def known(self, nodes: Sequence[FileNode]) -> Iterator[FileFacts]:
        """The facts of files that are known to be as they were when they were read.

        A file whose stamp tells that is not opened. Of the others those are hashed that are as
        large as one that is known by its bytes: documents each time, because what is kept of them
        only their bytes open.
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
        yield from self._told_by_bytes([node for node in left if node.size in sizes])

    def whole(self, path: str) -> str | None:
        """The digest of all bytes of an unchanged video, where it was needed before."""
        known = self._unchanged.get(path)
        return known.whole if known else None

    def keep(
        self,
        facts: Mapping[str, FileFacts],
        whole: Mapping[str, str],
        contents: Mapping[str, bytes],
    ) -> None:
        """Write down what was read.

        whole: digests of all bytes, of videos that needed them. contents: of documents that were
        read, what only their bytes give.
        """
        from jlxx_check.facts.cache_names import TEXT
        from jlxx_check.facts.cache_session import CacheRecord, CipheredRecord
        from jlxx_check.facts.remembered import (
            Remembered,
            encode_text,
            says_something,
            worth_keeping,
        )

        records, texts = [], []
        for path, node in self._nodes.items():
            found = facts[path]
            known = Remembered.of(found, whole.get(path) or self.whole(path))
            if self._unchanged.get(path) == known or not worth_keeping(found.body):
                continue
            if says_something(found.body):
                if path in contents and path not in self._by_bytes and can_cipher():
                    key = _key(contents[path], node)
                    texts.append(CipheredRecord(key, TEXT, node.size, encode_text(known)))
                continue
            identity = self._identity(node)
            if identity is not None or path not in self._by_bytes:
                content = _content(found, node)
                records.append(CacheRecord(known, node.size, identity, content, self._thumbnails))
        self._session.keep(records, texts)

    def _told_by_bytes(self, nodes: Sequence[FileNode]) -> Iterator[FileFacts]:
        names: dict[str, str] = {}
        keys: dict[str, ContentKey] = {}
        found = hashed(self._tree, nodes, self._limits)
        for node in nodes:
            if (digests := found.get(node.path)) is not None:
                names[node.path] = _named(digests.shown, node)
                if can_cipher():
                    keys[node.path] = _key(digests.content, node)
        same = self._session.same(set(names.values()), thumbnails=self._thumbnails)
        texts = self._session.deciphered({keys[path] for path in keys if names[path] not in same})
        for node in nodes:
            known = same.get(names.get(node.path, ""))
            if known is None and node.path in keys:
                known = _legible(texts.get(keys[node.path]))
            if known is not None:
                self._by_bytes.add(node.path)
                if node.path in keys:
                    self.contents[node.path] = keys[node.path].content
                yield known.facts(node)

    def _identity(self, node: FileNode) -> FileIdentity | None:
        from jlxx_check.facts.cache_names import FileIdentity

        if node.stamp is None:
            return None
        return FileIdentity(self._place(node), f"{node.size}:{node.stamp}")

    def _place(self, node: FileNode) -> str:
        return f"{self._package}\0{node.path}"


@contextmanager
def remembering(
    folder: FactsCache | None,
    tree: Tree,
    nodes: Sequence[FileNode],
    limits: FileLimits = _USUAL,
    *,
    thumbnails: bool,
) -> Iterator[NothingKnown]:
    """The cache opened for a package; nothing is opened where there is nothing to read."""
    if folder is None or not nodes:
        yield NothingKnown()
        return
    with folder.session(maker()) as session:
        yield (
            NothingKnown()
            if session is None
            else KnownFacts(session, tree, limits, thumbnails=thumbnails)
        )


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


def _key(content: bytes, node: FileNode) -> ContentKey:
    """What the same is found by where it is somebody's text."""
    return ContentKey(f"text {node.size} {extension(node.path)}", content)


def _legible(kept: bytes | None) -> Remembered | None:
    from jlxx_check.facts.remembered import IllegibleFactsError, decode_text

    try:
        return None if kept is None else decode_text(kept)
    except IllegibleFactsError:
        return None


@cache
def maker() -> str:
    """The name: equal for equal programs on equal systems."""
    parts = [VERSION, sys.platform, platform.machine(), source_digest(_root()), _mediainfo()]
    parts += [f"{name} {version_of(name) or 'none'}" for name in LIBRARIES.values()]
    return "; ".join(parts)


def source_digest(root: Traversable) -> str:
    """SHA-256 over the modules; where their text is not installed, the version stands alone."""
    digest = hashlib.sha256()
    for name, data in _modules(root):
        digest.update(f"{name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _root() -> Traversable:
    return resources.files("jlxx_check")


def _modules(root: Traversable) -> Iterator[tuple[str, bytes]]:
    return chain.from_iterable(_sources(root / name, name) for name in SOURCES)


def _sources(item: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    if item.is_dir():
        for within in sorted(item.iterdir(), key=lambda one: one.name):
            yield from _sources(within, f"{name}/{within.name}")
    elif name.endswith(".py") and item.is_file():
        yield name, item.read_bytes()


def _mediainfo() -> str:
    """The system's own MediaInfo, where the wheel that was installed brings none along."""
    spec = find_spec("pymediainfo")
    if spec is None:
        return "none"
    folders = map(Path, spec.submodule_search_locations or ())
    if any("mediainfo" in item.name.lower() for folder in folders for item in folder.iterdir()):
        return "bundled"
    from jlxx_check.probes.video.mediainfo import library_version

    return library_version()
