"""A package with supplements laid over it, as one read-only tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from jlxx_check.files.archives import ArchiveLimits
from jlxx_check.files.asking import PATIENCE
from jlxx_check.files.opening import open_package
from jlxx_check.model.package import Unassigned
from jlxx_check.model.tree import FileNode, Tree
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.ordering import natural_key


@frozen
class Layer:
    """A package that is laid over another one."""

    #: Where it is opened.
    path: str
    #: What stands before its files' paths, so that they show where they came from.
    name: str
    #: By a file's own path: where it belongs in the package below. Others belong nowhere yet.
    places: Mapping[str, str] = field(default_factory=dict)


@frozen
class Overlay:
    """What is laid over a package, the latest last."""

    layers: tuple[Layer, ...] = ()
    #: Files that others take the place of, by their paths in the whole.
    replaced: frozenset[str] = frozenset()


NOTHING_OVER = Overlay()


@dataclass(frozen=True)
class LaidOver:
    """The files of a package and of those laid over it; ``path`` and ``name`` are its own."""

    path: str
    name: str
    kind: str
    files: tuple[FileNode, ...]
    refused: tuple[Unassigned, ...]
    #: By a file's path: which tree has it, and under what path.
    sources: Mapping[str, tuple[int, str]]
    trees: tuple[Tree, ...]

    @property
    def empty(self) -> tuple[str, ...]:
        """Those of the package below that nothing is laid into."""
        filled = {node.place or node.path for node in self.files}
        return tuple(
            folder
            for folder in self.trees[0].empty
            if not any(path.startswith(f"{folder}/") for path in filled)
        )

    def open(self, path: str) -> BinaryIO:
        """A stream of one file. Raises as the tree that has it does."""
        at, own = self.sources.get(path, (0, path))
        return self.trees[at].open(own)

    def close(self) -> None:
        """Close all."""
        with ExitStack() as closing:
            for tree in self.trees:
                closing.callback(tree.close)


def open_laid(
    path: Path,
    over: Overlay,
    limits: ArchiveLimits,
    skip: Callable[[str], bool] = lambda _: False,
    *,
    seconds: float = PATIENCE,
) -> Tree:
    """The package at ``path`` with what is laid over it; the caller closes it.

    skip, seconds: see ``open_package``. Raises NotAPackage.
    """
    with ExitStack() as opened:
        trees: list[Tree] = []
        for place in (path, *(Path(layer.path) for layer in over.layers)):
            trees.append(open_package(place, limits, skip=skip, seconds=seconds))
            opened.callback(trees[-1].close)
        opened.pop_all()
    return lay_over(trees[0], over, trees[1:]) if over.layers else trees[0]


def lay_over(base: Tree, over: Overlay, trees: Sequence[Tree]) -> LaidOver:
    """The whole. trees: of the overlay's layers, in their order."""
    files: list[FileNode] = []
    refused = list(base.refused)
    sources: dict[str, tuple[int, str]] = {}
    for node in base.files:
        if node.path not in over.replaced:
            files.append(node)
            sources[node.path] = (0, node.path)
    for at, (layer, tree) in enumerate(zip(over.layers, trees, strict=True), 1):
        for node in tree.files:
            path = f"{layer.name}/{node.path}"
            if path not in over.replaced:
                files.append(replace(node, path=path, place=layer.places.get(node.path)))
                sources[path] = (at, node.path)
        refused += [replace(item, path=f"{layer.name}/{item.path}") for item in tree.refused]
    return LaidOver(
        path=base.path,
        name=base.name,
        kind=base.kind,
        files=tuple(sorted(files, key=lambda node: natural_key(node.path))),
        refused=tuple(sorted(refused, key=lambda item: natural_key(item.path))),
        sources=sources,
        trees=(base, *trees),
    )
