"""One command run in a process of its own: wall time, peak memory, bytes read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median

#: Runs a module as ``-m`` does, then says on file descriptor 3 what the system counted.
_COUNTING = """
import os, resource, runpy, sys
sys.argv = sys.argv[1:]
try:
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
except SystemExit:
    pass
finally:
    read = 0
    if os.path.exists("/proc/self/io"):
        read = int(open("/proc/self/io").read().split("rchar: ")[1].split()[0])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.flush()
    os.write(2, f"\\nCOUNTED {peak} {read}\\n".encode())
"""


@dataclass(frozen=True)
class Measured:
    """seconds: the median of the runs. peak: MB. read: MB."""

    seconds: float
    peak: float
    read: float


def counted(*words: str, runs: int = 1) -> Measured:
    """Run ``python -m WORDS`` and count. Linux and macOS."""
    seconds, peaks, reads = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", _COUNTING, *words],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        seconds.append(time.perf_counter() - start)
        _, _, line = done.stderr.decode().rpartition("COUNTED ")
        if not line:
            raise RuntimeError(done.stderr.decode())
        peak, read = line.split()
        peaks.append(int(peak) / 1024)
        reads.append(int(read) / 1e6)
    return Measured(median(seconds), max(peaks), max(reads))


def timed(*command: str, runs: int = 15) -> float:
    """The median wall time of a command, in seconds."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, capture_output=True, check=False)
        seconds.append(time.perf_counter() - start)
    return median(seconds)
