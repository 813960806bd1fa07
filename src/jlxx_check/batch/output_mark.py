"""The mark of an output folder: by it a later run knows that it may write there."""

from __future__ import annotations

from pathlib import Path

from jlxx_check.values.system_errors import unless_passing

#: The program's own corner, and the file in it that is the mark.
OWN = ".jlxx-check"
MARK = "output-folder"
MARK_TEXT = b"jlxx-check-batch/1\n"


def is_output(folder: Path) -> bool:
    """Whether a batch wrote into it, now or some other time.

    Raises OSError where the system fails.
    """
    with unless_passing():
        return (folder / OWN / MARK).read_bytes() == MARK_TEXT
    return False


def may_be_output(folder: Path) -> bool:
    """Whether a batch may write into it: one did before, or nothing of anybody's is there.

    Our own corner may be there alone, where a run ended before it had begun.
    """
    own = folder / OWN
    return (own / MARK).is_file() or all(item.name == OWN for item in folder.iterdir())
