"""Archives that are still being copied: their end is not there yet, and they may go on growing.

A copy that rests for a moment looks like a damaged archive. What tells is the archive's own end
(``files.archives.endings``): where that is missing, nobody is told of damage before the file has
been given time.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from jlxx_check.batch.cannot_batch import Unreachable
from jlxx_check.batch.inbox.arrivals import Arrival, ArrivalShape
from jlxx_check.batch.inbox.listings import ArrivalListing, list_arrivals
from jlxx_check.files import asking
from jlxx_check.files.archives import lacks_its_end
from jlxx_check.files.folder_tree import shut_package
from jlxx_check.text import Text

#: Seconds for which a watch waits for the end of an archive that no longer changes.
PATIENCE = 600.0
#: Seconds since its last change after which a single run takes an archive for all there will be.
_RECENT = 60.0
#: Seconds in which a copy that goes on is bound to grow.
_MOMENT = 1.0

STILL_COMING = Text(
    "还在复制（压缩包的结尾还没有到），没有检查。请等复制完成，再运行一次同一条命令。",
    "Still being copied (the archive's end is not there yet), and not judged. Wait until it is "
    "done, and run the same command again.",
)

STILL_MOVING = Text(
    "检查的时候还在变动（可能还在复制），没有下结论。等复制完成，再运行一次同一条命令。",
    "It was still changing while it was judged (perhaps being copied), so nothing is said of it. "
    "Wait until it is done, and run the same command again.",
)


def without_end(inbox: Path, arrival: Arrival, seconds: float = asking.PATIENCE) -> bool:
    """Whether it is an archive whose end is certainly not there.

    seconds: that the system may take to tell. Raises Unreachable where it does not.
    """
    if arrival.shape not in (ArrivalShape.ARCHIVE, ArrivalShape.VOLUMES) or arrival.missing:
        return False
    try:
        (lacking,) = asking.answers(lacks_its_end, [arrival.place(inbox)], seconds)
    except TimeoutError as error:
        raise Unreachable(shut_package(arrival.place(inbox), error).text, error) from error
    except OSError:
        return False
    return lacking


def growing(
    inbox: Path,
    arrivals: Sequence[Arrival],
    listings: Mapping[str, ArrivalListing],
    seconds: float = asking.PATIENCE,
) -> frozenset[str]:
    """The archives that grow before our eyes: those without an end are looked at twice.

    arrivals: those that are to be judged. A run that meets none does not wait. seconds: as for
    ``without_end``, and raises as that does.
    """
    now = time.time()
    suspects = [
        item
        for item in arrivals
        if now - (listings[item.path].modified or 0.0) < _RECENT
        and without_end(inbox, item, seconds)
    ]
    if not suspects:
        return frozenset()
    time.sleep(_MOMENT)
    again = list_arrivals(inbox, suspects, seconds)
    return frozenset(path for path, item in again.items() if item.look != listings[path].look)
