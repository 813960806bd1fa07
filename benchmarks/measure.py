"""One command run in a process of its own: wall time, peak memory, bytes read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median

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
    workers = sys.modules.get("jlxx_check.extraction.workers")
    if workers:
        workers.close_workers()  # the system counts processes once they have ended
    read = 0
    if os.path.exists("/proc/self/io"):
        read = int(open("/proc/self/io").read().split("rchar: ")[1].split()[0])
    own, theirs = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    worked = sum(one.ru_utime + one.ru_stime for one in (own, theirs))
    sys.stdout.flush()
    told = f"{worked} {own.ru_maxrss} {read} {theirs.ru_maxrss}"
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
        done = subprocess.run(
            [sys.executable, "-c", _COUNTING, *words],
            capture_output=True,
            check=False,
            env=_environment(),
        )
        seconds.append(time.perf_counter() - start)
        _, _, line = done.stderr.decode().rpartition("COUNTED ")
        if not line:
            raise RuntimeError(done.stderr.decode())
        worked, peak, read, worker = line.split()
        work.append(float(worked))
        peaks.append(int(peak) / 1024)
        reads.append(int(read) / 1e6)
        workers.append(int(worker) / 1024)
    return Measured(median(seconds), median(work), max(peaks), max(reads), max(workers))


def timed(*command: str, runs: int = 15) -> float:
    """The median wall time of a command, in seconds."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False, env=_environment())
        seconds.append(time.perf_counter() - start)
    return median(seconds)
