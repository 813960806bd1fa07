"""What is part of a pack's folder, and a digest of all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable

HEAD = "pack.yaml"
WINNERS = "previous-winners.csv"
#: What lies beside a pack to try it on is no part of it, nor is what tells an editor of its keys.
BESIDE = ("cases", "packages")
EDITOR_SCHEMA = "pack.schema.json"


def digest(folder: Traversable) -> str:
    """SHA-256 over the names and bytes of all the pack's files, hexadecimal."""
    total = hashlib.sha256()
    files = (item for item in _files(folder, "") if not _lies_beside(item[0]))
    for name, source in sorted(files):
        content = source.read_bytes()
        for part in (name.encode("utf-8", "surrogatepass"), content):
            total.update(len(part).to_bytes(8, "big"))
            total.update(part)
    return total.hexdigest()


def _lies_beside(name: str) -> bool:
    return name.partition("/")[0] in BESIDE or name == EDITOR_SCHEMA


def digest_of_all(folders: Sequence[Traversable]) -> str:
    """The digest of a pack; with those that it extends, nearest first, one over all of theirs."""
    each = [digest(folder) for folder in folders]
    return each[0] if len(each) == 1 else hashlib.sha256("".join(each).encode()).hexdigest()


def _files(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    """Every file with its path in the pack; hidden ones and what Python leaves are no part."""
    for item in folder.iterdir():
        if item.name.startswith((".", "__")):
            continue
        if item.is_dir():
            yield from _files(item, f"{above}{item.name}/")
        elif item.is_file():
            yield above + item.name, item
