"""The process that judges, watched from outside: it may crash, hang or grow too large."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from fuzzing.oracle import Fault, Judged, judge

#: A package's path and what to call for every file finished, to its outcomes.
Judge = Callable[[Path, Callable[[int, int], None]], Judged]


#: Each process is one like the others, forked where the system can from one that has imported the
#: program and done nothing else: whoever looks for a culprit starts many.
_CONTEXT = multiprocessing.get_context(
    "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
)
_CONTEXT.set_forkserver_preload(["jlxx_check.api", "jlxx_check.reporters.formats"])


class Child:
    """Judges folders one after the other.

    limit: seconds without news that count as a hang. how: what judges, a function of a module.
    """

    def __init__(self, limit: float, how: Judge = judge) -> None:
        self._limit, self._how = limit, how
        self._process: Any = None
        self._line: Connection | None = None
        self.restarts = 0

    def judge(self, folder: Path) -> Judged:
        """The folder's outcomes; a death or a hang is a fault of the package as a whole."""
        if self._process is None:
            self._start()
        line, process = self._line, self._process
        assert line is not None
        try:
            line.send(folder)
            while line.poll(self._limit):
                told = line.recv()
                if isinstance(told, Judged):
                    return told
                if isinstance(told, str):
                    return Judged(faults=[Fault(None, f"raised: {told}")])
        except (EOFError, OSError):
            process.join(5)
            self.close()
            return Judged(faults=[Fault(None, f"died: exit code {process.exitcode}")])
        self.close()
        return Judged(faults=[Fault(None, f"hung: over {self._limit:g} s")], pause=self._limit)

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
            self.restarts += 1

    def _start(self) -> None:
        self._line, theirs = _CONTEXT.Pipe()
        # Not a daemon: the program under test may start processes of its own.
        self._process = _CONTEXT.Process(target=_serve, args=(theirs, self._how), daemon=False)
        self._process.start()
        theirs.close()


def _serve(line: Connection, how: Judge) -> None:
    # Libraries complain of what they are given, each in its own way.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    while True:
        try:
            folder = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            line.send(how(folder, lambda done, total: line.send((done, total))))
        except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
            line.send(f"{type(error).__name__}: {error}"[:300])
