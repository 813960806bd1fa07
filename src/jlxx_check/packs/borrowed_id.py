"""An edited copy that kept the id of one of the program's own packs."""

from __future__ import annotations

from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.model.pack import Pack
from jlxx_check.packs.installed import shipped_pack
from jlxx_check.packs.pack_problems import PackProblem
from jlxx_check.text import Text

if TYPE_CHECKING:
    from jlxx_check.packs.source import PackSource


def borrows_id(pack: Pack, folder: Traversable) -> bool:
    """Whether the pack of this folder bears the id of one of the program's own and says other.

    It would pass for the original in every report.
    """
    own = shipped_pack(pack.id)
    if own is None or Path(str(own)).resolve() == Path(str(folder)).resolve():
        return False
    # Late: by far most packs have an id of their own, and a pack that is kept needs no reading.
    from jlxx_check.packs.loading import load_source

    return load_source(pack.id).pack.sha256 != pack.sha256


def taken_id(source: PackSource) -> PackProblem | None:
    """What is wrong with a pack that borrows its id; None for any other."""
    if not borrows_id(source.pack, source.folder):
        return None
    name = source.pack.id
    return source.place("id").problem(
        Text(
            f"编号“{name}”是自带规则包的编号，而内容不同：请改成自己的编号。",
            f"'{name}' is the id of a pack of the program's own, which says something else: choose "
            "another.",
        )
    )
