"""The mark by which a folder that a batch wrote its results into is known again.

Such a folder holds reports on packages and is none itself, however much a register looks like one.
"""

from __future__ import annotations

import stat
from pathlib import Path

from jlxx_check.values.system_errors import unless_passing

#: The program's own corner, and the file in it that is the mark.
OWN = ".jlxx-check"
MARK = "output-folder"
MARK_TEXT = b"jlxx-check-batch/1\n"
#: Beside the mark, a record of each delivery that was judged.
RECORDS = "deliveries"
#: What a batch leaves at its end.
_RESULTS = frozenset({"index.html", "batch.json"})


def is_output(folder: Path) -> bool:
    """Whether a batch wrote into it, now or some other time.

    Material beside the mark alone, without results, is a package that holds the mark for whatever
    reason; a batch that was cut short leaves records. Raises OSError where the system fails.
    """
    mark = folder / OWN / MARK
    with unless_passing():
        info = mark.lstat()  # whatever else a package has put there is not opened
        own = stat.S_ISREG(info.st_mode) and info.st_size == len(MARK_TEXT)
        if not own or mark.read_bytes() != MARK_TEXT:
            return False
        held = {entry.name for entry in folder.iterdir()} - {OWN}
        if not held or not held.isdisjoint(_RESULTS):
            return True
        return any(mark.with_name(RECORDS).iterdir())
    return False
