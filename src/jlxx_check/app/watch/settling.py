"""Which packages have come to rest: a package that is still being copied is not judged.

On a network share nothing announces a change, and a copy may carry the original's time stamps. So a
package is looked at again and again, and has settled once nothing about it has changed for a while.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """What a package looked like. listing: every file's name, size and stamp, as one text.

    since: when it was first seen like this, seconds since the epoch.
    """

    listing: str
    since: float


Looks = Mapping[str, Look]


def look_again(before: Looks, found: Mapping[str, str], now: float) -> dict[str, Look]:
    """The looks after another round: what has not changed keeps the time since when.

    found: the listing by the package's path. A clock that was set back starts every package anew.
    """
    looks: dict[str, Look] = {}
    for path, listing in found.items():
        last = before.get(path)
        same = last is not None and last.listing == listing and last.since <= now
        looks[path] = last if same and last is not None else Look(listing, now)
    return looks


def settled(looks: Looks, now: float, quiet_for: float) -> frozenset[str]:
    """The packages that have not changed for so many seconds."""
    return frozenset(path for path, look in looks.items() if now - look.since >= quiet_for)
