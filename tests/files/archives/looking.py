"""What a tree holds, in a form that tests compare."""

from __future__ import annotations

from pathlib import Path

from jlxx_check import ArchiveLimits
from jlxx_check.files import open_package
from jlxx_check.model.facts import Cause
from jlxx_check.model.package import Reason
from jlxx_check.model.tree import Tree, UnreadableFile


def opened(path: Path, content: bytes | None = None, **limits: int) -> Tree:
    """The package at the path, written there first if its content is given."""
    if content is not None:
        path.write_bytes(content)
    return open_package(path, ArchiveLimits(**limits))


def contents(tree: Tree) -> dict[str, bytes | Cause]:
    """Every file's bytes; or why they cannot be had."""
    found: dict[str, bytes | Cause] = {}
    for node in tree.files:
        try:
            with tree.open(node.path) as stream:
                found[node.path] = stream.read()
        except UnreadableFile as error:
            found[node.path] = error.problem.cause
    return found


def look(path: Path, content: bytes | None = None, **limits: int) -> dict[str, bytes | Cause]:
    """Opened, read and closed."""
    tree = opened(path, content, **limits)
    try:
        return contents(tree)
    finally:
        tree.close()


def refused(tree: Tree) -> dict[str, str]:
    """What was put aside: ``refused``, ``unreadable``, or the cause of a problem."""
    return {
        item.path: item.problem.cause.value if item.problem else item.reason.value
        for item in tree.refused
    }


def why(tree: Tree, path: str) -> str:
    """What is said of something put aside."""
    (item,) = [item for item in tree.refused if item.path == path]
    assert item.reason in (Reason.REFUSED, Reason.UNREADABLE)
    assert item.why.en
    return item.why.zh
