"""What one process of a run has made, the others read: each is made once a run.

The folder is the run's own, beside the temporary folders of its processes. Where one process runs
all the tests there is nobody to share with, and nothing is written.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jlxx_check.values.file_locks import take_lock

_places: list[Path] = []


def share_in(folder: Path) -> None:
    """From now on share with the other processes that were told this folder."""
    folder.mkdir(exist_ok=True)
    _places[:] = [folder]


def once_a_run(name: str, make: Callable[[], Any]) -> Any:
    """The value of this name; whoever asks first makes it, and those who ask meanwhile wait."""
    if not _places:
        return make()
    kept = _places[0] / name
    if not kept.exists():
        with kept.with_suffix(".lock").open("wb") as lock:
            _wait_for(lock.fileno())
            if not kept.exists():
                value = make()
                written = kept.with_suffix(".new")
                written.write_bytes(pickle.dumps(value))
                written.replace(kept)
                return value
    return pickle.loads(kept.read_bytes())


def _wait_for(descriptor: int) -> None:
    """The lock dies with its process: nobody waits for one that was killed."""
    while True:
        try:
            take_lock(descriptor)
        except OSError:
            time.sleep(0.02)
        else:
            return
