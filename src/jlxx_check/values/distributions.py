"""What other distributions bring, and whose it is."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

_RECORDS = ".dist-info"
#: The group of those that bring checks: a name, and a module that registers them when imported.
CHECKS = "jlxx_check.checks"


def points_of(group: str, name: str = "") -> tuple[EntryPoint, ...]:
    """The entry points of a group, or those of one name in it."""
    # Late: it brings all that reads mails along, and a call that needs no plugin asks for none.
    from importlib.metadata import entry_points

    return tuple(entry_points(group=group, name=name) if name else entry_points(group=group))


def version_of(distribution: str) -> str | None:
    """The version of an installed distribution, named as in its requirement; None: it is not."""
    if (told := _told_by_folders().get(_folded(distribution))) is not None:
        return told
    from importlib.metadata import PackageNotFoundError, version  # late, as above

    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


@cache
def _told_by_folders() -> dict[str, str]:
    """Versions by name, from what installers call the folders that they keep their records in."""
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            names = sorted(os.listdir(place or "."), reverse=True)  # noqa: PTH208 - names alone
            for name in names:
                if name.endswith(_RECORDS):
                    told, _, version = name.removesuffix(_RECORDS).partition("-")
                    found.setdefault(_folded(told), version)
    return found


def _folded(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")


def distribution_of(point: EntryPoint) -> str:
    """The distribution with its version, as "acme-checks 0.1"; "" where it is nobody's."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else ""
