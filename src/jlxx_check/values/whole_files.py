"""Files written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_whole(
    path: Path, data: bytes, draft: Path | None = None, *, private: bool = False
) -> None:
    """Write under another name first, then move into place. Raises OSError, nothing left behind.

    draft: the other name, on the same file system; None: one beside the file. private: for its
    owner alone.
    """
    with released_whole(path, draft) as made:
        if private:  # before anything stands in it
            made.unlink(missing_ok=True)
            made.touch(mode=0o600, exist_ok=False)
        made.write_bytes(data)


@contextmanager
def released_whole(path: Path, draft: Path | None = None) -> Iterator[Path]:
    """A private name to write to, moved into place in the end; nothing is left of a failure.

    draft: as for ``write_whole``. Raises OSError.
    """
    target = path.resolve()  # a link stays a link: what it points to is replaced
    # Not a name of tempfile's: those may be read by their owner alone, and reports are shared.
    draft = draft or _draft_in(target.parent)
    try:
        yield draft
        draft.replace(target)
    finally:
        with suppress(OSError):
            draft.unlink()


def try_folder(folder: Path) -> None:
    """Raises OSError where no file can be made in the folder; leaves nothing there."""
    draft = _draft_in(folder)
    try:
        draft.touch()
    finally:
        with suppress(OSError):
            draft.unlink()


def _draft_in(folder: Path) -> Path:
    return folder / f".jlxx-{os.getpid()}.tmp"
