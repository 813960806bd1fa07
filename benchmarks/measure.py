"""One command run in a process of its own: wall time, peak memory, bytes read."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

#: Seconds from one look at the running processes to the next.
_LOOK = 0.2

#: Runs a module as ``-m`` does, then says on standard error what the system counted. The program
#: keeps that stream to itself, so that it is remembered first.
_COUNTING = """
import os, resource, runpy, sys
said = os.dup(2)
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except SystemExit:
    pass
finally:
    workers = sys.modules.get("jlxx_check.sandbox.pool")
    if workers:
        workers.close_workers()  # the system counts processes once they have ended
    read = 0
    if os.path.exists("/proc/self/io"):
        read = int(open("/proc/self/io").read().split("rchar: ")[1].split()[0])
    own, theirs = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    worked = sum(one.ru_utime + one.ru_stime for one in (own, theirs))
    peak = own.ru_maxrss
    if os.path.exists("/proc/self/status"):  # the other one is at least what its parent had
        peak = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
    sys.stdout.flush()
    told = f"{worked} {peak} {read} {theirs.ru_maxrss}"
    os.write(said, f"\\nCOUNTED {told}\\n".encode())
"""


def _environment() -> dict[str, str]:
    """The environment, with compiled modules kept as any installation keeps them."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Measured:
    """seconds, worked: wall and processor time, medians of the runs. peak, read: MB.

    Processes that the command started are counted in the processor time. peak: of the command's own
    process; worker: of the largest one that it started, 0 where there was none.
    """

    seconds: float
    worked: float
    peak: float
    read: float
    worker: float = 0.0

    @property
    def largest(self) -> float:
        """The peak of whichever process was the largest, MB."""
        return max(self.peak, self.worker)


def counted(*words: str, runs: int = 1) -> Measured:
    """Run ``python -m WORDS`` and count. Linux and macOS."""
    seconds, work, peaks, reads, workers = [], [], [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        with (
            subprocess.Popen(
                [sys.executable, "-c", _COUNTING, *words],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_environment(),
            ) as running,
            _Descendants(running.pid) as descendants,
        ):
            _, said = running.communicate()
        seconds.append(time.perf_counter() - start)
        _, _, line = said.decode().rpartition("COUNTED ")
        if not line:
            raise RuntimeError(said.decode())
        worked, peak, read, told = line.split()
        worker = descendants.peak if Path("/proc/self/status").exists() else told
        work.append(float(worked))
        peaks.append(int(peak) / 1024)
        reads.append(int(read) / 1e6)
        workers.append(int(worker) / 1024)
    return Measured(median(seconds), median(work), max(peaks), max(reads), max(workers))


class _Descendants:
    """The largest peak of the processes that a process started, in KB, while it runs. Linux.

    What the system counts of ended children is at least what their parent had when it started
    them: a process that gathers would be taken for one that judges. So each is looked at while it
    lives, and only once it runs another program than its parent: until then it may have all that
    its parent has.
    """

    def __init__(self, parent: int) -> None:
        self._parent = parent
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.peak = 0

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_LOOK):
            programs: dict[int, bytes] = {}
            for process in sorted(_processes(), key=lambda one: one.pid):
                if process.pid == self._parent or process.parent in programs:
                    programs[process.pid] = process.words
                if process.parent in programs and process.words != programs[process.parent]:
                    self.peak = max(self.peak, process.peak)


@dataclass(frozen=True)
class _Process:
    """A process: its number, its parent's, what it was started with, and its own peak in KB."""

    pid: int
    parent: int
    words: bytes
    peak: int


def _processes() -> Iterator[_Process]:
    """All that run; none without ``/proc``."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes()
            lines = (place / "status").read_text().splitlines()
        except OSError:  # it has ended meanwhile
            continue
        told = dict(line.split(":", 1) for line in lines)
        if "VmHWM" in told:
            peak = int(told["VmHWM"].split()[0])
            yield _Process(int(place.name), int(told["PPid"]), words, peak)


def timed(*command: str, runs: int = 15) -> float:
    """The median wall time of a command, in seconds."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, env=_environment())
        seconds.append(time.perf_counter() - start)
    return median(seconds)
