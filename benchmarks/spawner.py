"""A small process that starts a command and says what it cost: ``python -IS spawner.py WORDS``.

The system hands the memory of whoever starts a process on to the process's own peak, and so do
programs to those that they start in turn. Started from here, a command's peak is its own. Whatever
it leaves behind is waited for as well, and counted. Standard output: its exit status; wall and
processor seconds, the latter with all that it started; the peak of the largest process, KB; bytes
read by all of them.
"""

from __future__ import annotations

import os
import sys
import time

#: Of ``prctl``: what a descendant leaves behind becomes this process's.
_ADOPTS = 36


def main(words: list[str]) -> None:
    """Start, wait and tell."""
    silent = os.open(os.devnull, os.O_RDWR)
    told = os.dup(1)
    os.dup2(silent, 1)
    _adopt()
    begun = time.perf_counter()
    command = os.posix_spawn(words[0], words, os.environ)
    read = 0
    if hasattr(os, "waitid"):
        os.waitid(os.P_PID, command, os.WEXITED | os.WNOWAIT)
        read = _read(command)
    _, status, used = os.wait4(command, 0)
    seconds = time.perf_counter() - begun
    worked, peak = used.ru_utime + used.ru_stime, used.ru_maxrss
    while True:
        try:
            _, _, used = os.wait4(-1, 0)
        except ChildProcessError:
            break
        worked += used.ru_utime + used.ru_stime
        peak = max(peak, used.ru_maxrss)
    code = os.waitstatus_to_exitcode(status)
    os.write(told, f"{code} {seconds} {worked} {peak} {read}\n".encode())


def _adopt() -> None:
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(_ADOPTS, 1, 0, 0, 0)


def _read(ended: int) -> int:
    """What a process that has ended had read, with those that it had waited for."""
    try:
        with open(f"/proc/{ended}/io", encoding="ascii") as stream:  # noqa: PTH123 - starts sooner
            return int(stream.read().split("rchar: ")[1].split()[0])
    except OSError:
        return 0


if __name__ == "__main__":
    main(sys.argv[1:])
