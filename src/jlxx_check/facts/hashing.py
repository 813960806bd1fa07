"""Files hashed before any is read: what is known of their bytes is not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from jlxx_check.facts.content_keys import content_digest
from jlxx_check.facts.digests import Digests, of_bytes, whole_digests
from jlxx_check.facts.one_file import fetched, is_fetched
from jlxx_check.files.asking import answers
from jlxx_check.model.limits import FileLimits
from jlxx_check.model.tree import FileNode, Tree


def hashed(tree: Tree, nodes: Sequence[FileNode], limits: FileLimits) -> Mapping[str, Digests]:
    """Digests by the files' paths, without those that cannot be read.

    Several are asked for at a time where that takes long; where the system does not answer within
    the limits there are none, and reading the files makes an honest outcome of it.
    """
    if not nodes:
        return {}
    seconds = max(limits.allowance(node.size) for node in nodes)
    try:
        found = answers(partial(_digests, tree), nodes, seconds)
    except TimeoutError:
        return {}
    return {node.path: told for node, told in zip(nodes, found, strict=True) if told is not None}


def _digests(tree: Tree, node: FileNode) -> Digests | None:
    try:
        if is_fetched(node):
            data = fetched(tree, node)
            return Digests(of_bytes(data), content_digest(data))
        with tree.open(node.path) as stream:
            return whole_digests(stream)
    # What fails here fails again when the file is read, which makes an honest outcome of it.
    except Exception:  # noqa: BLE001
        return None
