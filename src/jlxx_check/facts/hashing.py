"""Files hashed ahead of being read, several at a time: what is known of their bytes is not read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing

from jlxx_check.facts.ahead import Ahead
from jlxx_check.facts.content_keys import content_digest
from jlxx_check.facts.digests import Digests, of_bytes, whole_digests
from jlxx_check.facts.one_file import fetched, is_fetched
from jlxx_check.facts.several import each, threads
from jlxx_check.model.tree import FileNode, Tree


def hashed(
    tree: Tree, nodes: Sequence[FileNode], jobs: int
) -> Iterator[tuple[FileNode, Digests | None]]:
    """Each file's digests; None where it cannot be read."""
    if not nodes:
        return
    with closing(Ahead(tree, nodes)) as ahead, threads(jobs, "jlxx-hash") as pool:
        yield from each(lambda node: _digests(tree, node, ahead), nodes, pool)


def _digests(tree: Tree, node: FileNode, ahead: Ahead) -> Digests | None:
    try:
        data = ahead.take(node, math.inf)
        if data is None and is_fetched(node):
            data = fetched(tree, node)
        if data is not None:
            return Digests(of_bytes(data), content_digest(data))
        with tree.open(node.path) as stream:
            return whole_digests(stream)
    # What fails here fails again when the file is read, which makes an honest outcome of it.
    except Exception:  # noqa: BLE001
        return None
