"""What goes into a sealed archive, under names that every system shows right."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from jlxx_check.errors import CallError, StoppedError
from jlxx_check.facts.digests import whole_digest
from jlxx_check.facts.several import each, threads
from jlxx_check.files.carried_names import told_paths, uncarried
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_types import frozen

#: How some readers of BagIt's lists take these for the end of a line.
_LIST_SIGNS = ("%0a", "%0d")


class CannotSeal(CallError):
    """What is to be sealed, or where to, will not do; nothing was written."""


class SealStopped(StoppedError):
    """Sealing could not be brought to its end; nothing was written."""


@frozen
class HandedIn:
    """The tree as it is handed in: leftovers left out, names in NFC; see ``Tree``."""

    tree: Tree
    #: What its archive is called.
    path: str
    files: tuple[FileNode, ...]
    #: By name in NFC, as the tree has it.
    places: Mapping[str, str]
    #: Leftovers of other programs, by their paths.
    left_out: tuple[str, ...]
    kind: str = "zip"

    @property
    def name(self) -> str:
        """As that of the tree."""
        return self.tree.name

    @property
    def refused(self) -> tuple[Unassigned, ...]:
        """Nothing: such a tree cannot be sealed."""
        return ()

    @property
    def empty(self) -> tuple[str, ...]:
        """None: an empty folder is not handed in."""
        return ()

    def open(self, path: str) -> BinaryIO:
        """A stream of one file; raises as the tree does."""
        return self.tree.open(self.places[path])

    def close(self) -> None:
        """The tree is closed by who opened it."""


def handed_in(tree: Tree, called: str, skip: Callable[[str], bool]) -> HandedIn:
    """The tree as it is handed in. called: its archive's name. Raises CannotSeal.

    skip: paths that other programs left behind.
    """
    shut = [item for item in tree.refused if not skip(item.path)]
    if shut:
        raise CannotSeal(_listed(_SHUT, [(item.path, item.why) for item in shut]))
    kept = [node for node in tree.files if not skip(node.path)]
    if not kept:
        raise CannotSeal(_EMPTY)
    bad = [(node.path, _LIST_SIGN) for node in kept if _ends_lines(node.path)]
    bad += uncarried([node.path for node in kept])
    if bad:
        raise CannotSeal(_listed(_NAMES, bad))
    names = [unicodedata.normalize("NFC", node.path) for node in kept]
    return HandedIn(
        tree=tree,
        path=called,
        files=tuple(replace(node, path=name) for node, name in zip(kept, names, strict=True)),
        places={name: node.path for node, name in zip(kept, names, strict=True)},
        left_out=tuple(node.path for node in tree.files if skip(node.path)),
    )


def _ends_lines(path: str) -> bool:
    return any(sign in path.lower() for sign in _LIST_SIGNS)


def digests_of(tree: Tree, jobs: int, told: Callable[[], None]) -> dict[str, str]:
    """SHA-256 of every file, ``sha256:…``. told: called after each. Raises CannotSeal.

    jobs: files read at a time.
    """
    found: dict[str, str | None] = {}
    with threads(jobs, "jlxx-seal") as pool:
        for node, digest in each(lambda node: whole_digest(tree, node.path), tree.files, pool):
            found[node.path] = digest
            told()
    unread = sorted(path for path, digest in found.items() if digest is None)
    if unread:
        raise CannotSeal(_listed(_UNREAD, [(path, same("")) for path in unread]))
    return {path: digest for path, digest in found.items() if digest is not None}


def changed_meanwhile(paths: Iterable[str]) -> SealStopped:
    """That files are no longer what was checked."""
    return SealStopped(_listed(_CHANGED, [(path, same("")) for path in sorted(paths)]))


def _listed(lead: Text, items: Sequence[tuple[str, Text]]) -> Text:
    said = told_paths(lead, items)
    return Text(f"{said.zh}。", f"{said.en}.")


_SHUT = Text(
    "没有封存。这些文件没法检查，也就没法原样封存，请先处理",
    "Nothing was sealed. What cannot be looked into cannot be sealed; put this right first",
)
_EMPTY = Text(
    "没有封存：里面没有可以报送的文件。", "Nothing was sealed: there is no file to hand in."
)
_NAMES = Text(
    "没有封存。这些名称在有的电脑上显示不出来，请先改名",
    "Nothing was sealed. Not every system can have these names; rename them first",
)
_LIST_SIGN = Text("名称里有“%0A”或“%0D”", "the name holds “%0A” or “%0D”")
_UNREAD = Text(
    "没有封存。这些文件读不出来，请确认没有被别的程序占用，再封存一次",
    "Nothing was sealed. These files cannot be read; see that no program holds them, then seal "
    "again",
)
_CHANGED = Text(
    "没有封存。检查以后这些文件又变了，请等它们都保存好，再封存一次",
    "Nothing was sealed. These files changed after they were checked; save them all, then seal "
    "again",
)
