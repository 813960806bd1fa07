"""``verify_seal``: whether a sealed package is what was sealed, without judging it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from jlxx_check.api import DEFAULT_PACK, Reading, RulePack
from jlxx_check.api.check_settings import AS_USUAL, given_pack
from jlxx_check.errors import CallError
from jlxx_check.facts.seal_digests import PROGRAM, seal_state
from jlxx_check.files.leftovers import leftover
from jlxx_check.files.opening import open_package
from jlxx_check.files.seals import SealedTree, read_papers
from jlxx_check.model.about import NAME
from jlxx_check.model.seal_state import SealState
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.given import given_path, require_kind


class NotSealed(CallError):
    """The package was not sealed: there is nothing to compare it with."""


@frozen
class VerifiedSeal:
    """A sealed package and what became of its seal."""

    #: As the package tells it.
    name: str
    seal: SealState


def verify_seal(
    path: str | Path,
    pack: RulePack | str | Path = DEFAULT_PACK,
    *,
    reading: Reading = AS_USUAL,
) -> VerifiedSeal:
    """A sealed archive, or the folder that it was unpacked to, held against its list of digests.

    pack: as for ``check``; it tells what other programs leave in a folder, which breaks no seal.
    Raises NotAPackage, NotSealed, PackError.
    """
    require_kind("reading", reading, Reading, "a Reading")
    leftovers = given_pack(pack).pack

    def skip(name: str) -> bool:
        return leftover(name, leftovers)

    place = given_path("path", path)
    with contextlib.closing(open_package(place, reading.archives, skip=skip)) as tree:
        state = seal_state(tree, skip, known={}, jobs=reading.workers)
        if state is None and tree.refused and not tree.files:
            why = tree.refused[0].why
            raise NotSealed(
                Text(
                    f"“{place}”不是能打开的压缩包，没法核对：{why.zh}",
                    f"“{place}” is no archive that opens, and cannot be compared: {why.en}",
                )
            )
        if state is None:
            raise NotSealed(
                Text(
                    f"“{place}”里没有封存记录（摘要清单），没法核对是不是检查过的那一份。",
                    f"“{place}” was not sealed: there is no list of digests to compare it with.",
                )
            )
        return VerifiedSeal(tree.name, state)


def sealed_here(path: Path) -> bool:
    """Whether an archive is one that this program sealed, by its own word."""
    try:
        with contextlib.closing(open_package(path)) as tree:
            if not isinstance(tree, SealedTree) or len(tree.roots) != 1:
                return False
            return (read_papers(tree).info or {}).get(PROGRAM, "").startswith(NAME)
    except (CallError, OSError):
        return False
