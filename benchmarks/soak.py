"""``python -m benchmarks.soak [COUNT]``: packages judged one after the other in one process.

Memory of the program and of its workers, open files and child processes must be flat once every
package was read a few times; where they are not, the exit status is 1. Linux.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from jlxx_check import Reading, check, load_pack
from jlxx_check.sandbox.pool import close_workers

PACKAGES = ("complying", "messy", "mistakes", "university")
#: Packages after which the libraries are loaded and the allocator has what it needs.
_WARM = 60
#: Growth of memory from then on that is noise, not a leak.
_MEMORY_NOISE = 1.15


@dataclass(frozen=True)
class State:
    """own, workers: MB. files: open ones of this process. processes: its children."""

    own: float
    workers: float
    files: int
    processes: int


def main() -> int:
    """Run both ways and print; 1 where something grew or was left."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    flat = [soak(count, isolated) for isolated in (True, False)]
    return 0 if all(flat) else 1


def soak(count: int, isolated: bool) -> bool:
    """Judge ``count`` packages; whether nothing grew and nothing was left."""
    pack = load_pack("jilin-2023")
    before = state()
    print(f"\n{count} packages, {'in workers' if isolated else 'in this process alone'}")
    print(f"{'packages':>9}{'own MB':>9}{'workers MB':>12}{'files':>7}{'processes':>11}")
    warm = before
    for number in range(1, count + 1):
        package = Path("sample_packages") / PACKAGES[number % len(PACKAGES)]
        check(package, pack, reading=Reading(isolated=isolated))
        if number == min(_WARM, count // 2 + 1):
            warm = state()
        if number % max(1, count // 10) == 0:
            _tell(number, state())
    last = state()
    close_workers()
    after = state()
    _tell("closed", after)
    grown = [
        name
        for name, now, then in (
            ("memory", last.own, warm.own * _MEMORY_NOISE),
            ("memory of workers", last.workers, warm.workers * _MEMORY_NOISE),
            ("open files", last.files, warm.files),
            ("processes", last.processes, warm.processes),
            ("open files left", after.files, before.files),
            ("processes left", after.processes, before.processes),
        )
        if now > then
    ]
    print("grown: " + ", ".join(grown) if grown else "flat: memory, open files, processes")
    return not grown


def state() -> State:
    """What the system says of this process and its children."""
    children = [
        int(folder.name)
        for folder in Path("/proc").iterdir()
        if folder.name.isdigit() and _parent(folder) == os.getpid()
    ]
    return State(
        own=_resident(os.getpid()),
        workers=sum(_resident(child) for child in children),
        files=len(list(Path("/proc/self/fd").iterdir())),
        processes=len(children),
    )


def _parent(folder: Path) -> int | None:
    try:
        status = (folder / "stat").read_text(encoding="utf-8")
    except OSError:  # it ended meanwhile
        return None
    return int(status.rpartition(")")[2].split()[1])


def _resident(process: int) -> float:
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _tell(name: object, now: State) -> None:
    print(f"{name!s:>9}{now.own:9.0f}{now.workers:12.0f}{now.files:7}{now.processes:11}")


if __name__ == "__main__":
    sys.exit(main())
