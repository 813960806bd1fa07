"""One command in a process of its own, measured from outside: time, work, memory, bytes read."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Self

#: Seconds from one look at the running processes to the next.
_LOOK = 0.02
_SPAWNER = Path(__file__).with_name("spawner.py")
_FEWEST = 3
#: Seconds after which a file that was changed counts as unmoved: until then it is hashed, and its
#: package judged once more.
SETTLING = 11
#: How a judging run may end; 2 is a wrong call.
_WELL = (0, 1, 3)


@dataclass(frozen=True)
class Measured:
    """seconds, worked: wall and processor time. peak, own, worker, read: MB.

    Processes that the command started are counted in ``worked`` and ``read``. peak: of the largest
    of all; own: of the command's own process, worker: of the largest one that runs another program
    than the command, both as seen while they ran, 0 where they were not looked at.
    """

    seconds: float
    worked: float
    peak: float
    read: float
    own: float = 0.0
    worker: float = 0.0


#: Nothing more in the environment.
_AS_IT_IS: Mapping[str, str] = {}


def measured(*words: str, looked_at: bool = False, told: Mapping[str, str] = _AS_IT_IS) -> Measured:
    """Run a command once. looked_at: its processes are told apart, at a cost. Linux and macOS.

    told: what it finds in its environment beside what is there. Raises RuntimeError where it does
    not end well, with what it said.
    """
    with (
        subprocess.Popen(
            [sys.executable, "-IS", str(_SPAWNER), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment() | told,
        ) as running,
        _Descendants(running.pid, idle=not looked_at) as seen,
    ):
        told, said = running.communicate()
    status, seconds, worked, peak, read = map(float, told.split())
    if status not in _WELL:
        raise RuntimeError(f"{' '.join(words)} ended with {status:g}: {said.decode()[-2000:]}")
    # The system counts kilobytes, and bytes on macOS.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Measured(seconds, worked, peak / unit, read / 1e6, seen.own / 1024, seen.worker / 1024)


def module(*words: str, looked_at: bool = False, told: Mapping[str, str] = _AS_IT_IS) -> Measured:
    """Run ``python -m WORDS`` once."""
    return measured(sys.executable, "-m", *words, looked_at=looked_at, told=told)


def environment() -> dict[str, str]:
    """The environment, with compiled modules kept as any installation keeps them."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONUTF8": "1"}


@dataclass(frozen=True)
class Spread:
    """The least, the middle and the most of several figures."""

    least: float
    middle: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """Of at least one figure."""
        return cls(min(figures), median(figures), max(figures))

    def __format__(self, form: str) -> str:
        """``middle (least – most)``, each in this form."""
        return f"{self.middle:{form}} ({self.least:{form}}–{self.most:{form}})"


Run = Callable[[], Measured]


def in_turn(*runs: Run, times: int, enough: float = math.inf) -> tuple[list[Measured], ...]:
    """Each run so many times, one after the other and again (A B A B).

    What else the machine does then falls on all of them. enough: seconds after which three times
    will do.
    """
    begun = time.monotonic()
    found: tuple[list[Measured], ...] = tuple([] for _ in runs)
    for turn in range(times):
        if turn >= _FEWEST and time.monotonic() - begun > enough:
            break
        for run, kept in zip(runs, found, strict=True):
            kept.append(run())
    return found


def seconds(found: Sequence[Measured]) -> Spread:
    """Wall time."""
    return Spread.of([one.seconds for one in found])


def worked(found: Sequence[Measured]) -> Spread:
    """Processor time."""
    return Spread.of([one.worked for one in found])


def ratio(some: Sequence[Measured], others: Sequence[Measured], times: float = 1.0) -> Spread:
    """Wall time of some as parts of that of the others, pair by pair. times: of the parts."""
    pairs = zip(some, others, strict=True)
    return Spread.of([times * one.seconds / other.seconds for one, other in pairs])


class _Descendants:
    """The peaks of the processes that a command consists of, in KB, while they run. Linux.

    Each is looked at only once it runs another program than its parent: until then it has all
    that its parent has.
    """

    def __init__(self, spawner: int, *, idle: bool) -> None:
        self._spawner = spawner
        self._done = threading.Event()
        self._thread = None if idle else threading.Thread(target=self._look, daemon=True)
        self.own = 0
        self.worker = 0

    def __enter__(self) -> Self:
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def _look(self) -> None:
        while not self._done.wait(_LOOK):
            for command in _children(self._spawner):
                words = _words(command)
                self.own = max(self.own, _peak(command))
                for process in _below(command):
                    if _words(process) != words:
                        self.worker = max(self.worker, _peak(process))


def _below(process: int) -> Iterator[int]:
    for child in _children(process):
        yield child
        yield from _below(child)


def _children(process: int) -> list[int]:
    found = [_text(place) for place in Path(f"/proc/{process}/task").glob("*/children")]
    return [int(word) for line in found for word in line.split()]


def _words(process: int) -> str:
    return _text(Path(f"/proc/{process}/cmdline"))


def _peak(process: int) -> int:
    _, _, rest = _text(Path(f"/proc/{process}/status")).partition("VmHWM:")
    return int(rest.split()[0]) if rest else 0


def _text(place: Path) -> str:
    try:
        return place.read_text(encoding="utf-8", errors="replace")
    except OSError:  # it has ended meanwhile
        return ""
