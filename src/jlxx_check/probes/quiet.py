"""Warnings of libraries, kept from the user: what they warn of is judged here anyway."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


class _Hush:
    """Ignores warnings while any thread is inside.

    ``warnings.catch_warnings`` alone is not safe between threads: one that leaves late would
    restore another's filters. Here the first to enter saves them and the last to leave restores.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._saved: warnings.catch_warnings[None] | None = None

    @contextmanager
    def __call__(self) -> Iterator[None]:
        with self._lock:
            if not self._inside:
                self._saved = warnings.catch_warnings()
                self._saved.__enter__()
                warnings.simplefilter("ignore")
            self._inside += 1
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1
                if not self._inside and self._saved is not None:
                    self._saved.__exit__(None, None, None)
                    self._saved = None


#: ``with hushed():`` around calls of a library that warns about odd files.
hushed = _Hush()
