"""Small files of a slow share fetched ahead, several at a time, while others are looked into.

What reads a file waits for its bytes and then works, one file a process; on a share that answers in
hundredths of a second it mostly waits. Here threads wait in its place. Of a quick disk one file is
fetched, and then no more.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from jlxx_check.facts.one_file import fetched, is_fetched
from jlxx_check.files.archives.listing import ArchiveTree
from jlxx_check.files.asking import QUICK
from jlxx_check.files.folder_tree import FolderTree
from jlxx_check.model.tree import FileNode, Tree

#: Files that are being fetched, or wait to be looked into: some 64 MB at the very most.
_AT_ONCE = 8


class Ahead:
    """What has been fetched of a package's files, in their order. Safe for several threads."""

    def __init__(self, tree: Tree, nodes: Sequence[FileNode]) -> None:
        """nodes: in the order in which they are asked for."""
        self._tree = tree
        self._changed = threading.Condition()
        self._waiting = {node.path: node for node in nodes if _is_small_file(tree, node)}
        self._coming: set[str] = set()
        self._here: dict[str, bytes | None] = {}
        if len(self._waiting) > 1 and sys.platform != "emscripten":
            self._start(self._try)

    def take(self, node: FileNode, seconds: float) -> bytes | None:
        """The file's bytes; None: whoever needs them opens it. Raises TimeoutError."""
        with self._changed:
            self._waiting.pop(node.path, None)  # nobody has begun: the one who asks is as quick
            came = self._changed.wait_for(
                lambda: node.path not in self._coming, min(seconds, threading.TIMEOUT_MAX)
            )
            if not came:
                raise TimeoutError
            self._changed.notify_all()
            return self._here.pop(node.path, None)

    def close(self) -> None:
        """Fetch nothing more."""
        with self._changed:
            self._waiting.clear()
            self._changed.notify_all()

    def _start(self, work: Callable[[], None]) -> None:
        threading.Thread(target=work, name="jlxx-ahead", daemon=True).start()

    def _try(self) -> None:
        """Fetch the smallest, as a large one takes long anywhere; if it does, all, with helpers."""
        begun = time.monotonic()
        self._fetch_next(smallest=True)
        if time.monotonic() - begun < QUICK:
            self.close()
            return
        for _ in range(_AT_ONCE - 1):
            self._start(self._fetch)
        self._fetch()

    def _fetch(self) -> None:
        while self._fetch_next():
            pass

    def _fetch_next(self, *, smallest: bool = False) -> bool:
        """Whether there was another file to fetch: the next one, or the smallest."""
        with self._changed:
            self._changed.wait_for(
                lambda: not self._waiting or len(self._coming) + len(self._here) < _AT_ONCE
            )
            if not self._waiting:
                return False
            nodes = iter(self._waiting.values())
            node = min(nodes, key=lambda node: node.size) if smallest else next(nodes)
            path = node.path
            del self._waiting[path]
            self._coming.add(path)
        data = None
        # Whatever is wrong with the file is said by the one who opens it next.
        with suppress(Exception):
            data = fetched(self._tree, node)
        with self._changed:
            self._coming.remove(path)
            self._here[path] = data
            self._changed.notify_all()
        return True


def _is_small_file(tree: Tree, node: FileNode) -> bool:
    """Whether it is fetched at once, and lies in a folder: nothing is unpacked here."""
    if isinstance(tree, ArchiveTree):
        in_folder = tree.folder is not None and node.path not in tree.members
    else:
        in_folder = isinstance(tree, FolderTree)
    return in_folder and is_fetched(node)
