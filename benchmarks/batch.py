"""``python -m benchmarks.batch [FOLDER]``: the generated inbox judged and killed, and a big one.

``--units N`` (80), ``--many N`` (2000: packages of two entries, for memory), ``--kills N`` (10),
``--seed N``, ``--only kills|memory``. Everything is built once and kept in the folder. What takes
minutes is on the page on speed; this takes an hour.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.inbox import build
from benchmarks.measure import Measured, module

_FEW = 10


def main() -> None:
    """Measure and print; every figure beside what it is held against."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("folder", nargs="?", default="benchmarks/.work/batch", type=Path)
    parser.add_argument("--units", type=int, default=80)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("kills", "memory"))
    asked = parser.parse_args()
    folder: Path = asked.folder.resolve()
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    if asked.only != "memory":
        inbox = built(folder, asked.units)
        disturbed(folder, inbox, asked.kills, random.Random(asked.seed))
    if asked.only in (None, "memory"):
        memory(folder, asked.many)


def disturbed(folder: Path, inbox: Path, kills: int, chance: random.Random) -> None:
    """Killed at random moments until it is through; the output must be the undisturbed one."""
    out = fresh(folder / "killed")
    longest = 0.6 * judged(inbox, fresh(folder / "undisturbed"), 2).seconds
    for _ in range(kills):
        run = subprocess.Popen(
            [sys.executable, "-m", "jlxx_check", *_words(inbox, out, 2)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(chance.uniform(0, longest))
        run.kill()
        run.wait()
        longest = max(longest * 0.8, 1.0)
    judged(inbox, out, 2)
    same = files(out) == files(folder / "undisturbed")
    print(f"killed {kills} times: {'the same output' if same else 'ANOTHER OUTPUT'}")


def memory(folder: Path, many: int) -> None:
    """The largest process that judges, and the one that gathers, for few packages and for many."""
    for count in sorted({min(_FEW, many), many}):
        inbox = built(folder, count, small=True)
        found = judged(inbox, fresh(folder / "small"), 2, looked_at=True)
        print(
            f"{count:6} packages in {found.seconds:6.0f} s ({found.worked:.0f} s of work): "
            f"a judging process {found.worker:6.0f} MB, the gathering one {found.own:6.0f} MB"
        )


def files(out: Path) -> dict[str, bytes]:
    """Everything in the output but the program's own corner."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".jlxx-check" not in path.parts
    }


def built(folder: Path, units: int, *, small: bool = False) -> Path:
    """An inbox of so many units below the folder, made unless it is there. small: two entries."""
    inbox = folder / (f"small-{units}" if small else f"inbox-{units}")
    done = inbox.with_name(f"{inbox.name}.done")
    if not done.exists():
        shutil.rmtree(inbox, ignore_errors=True)
        if small:
            build(inbox, units, stars=1, projects=1, archives=False)
        else:
            build(inbox, units)
        done.touch()
    return inbox


def fresh(folder: Path) -> Path:
    """The folder, with nothing in its place."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def judged(
    inbox: Path,
    out: Path,
    processes: int,
    *more: str,
    looked_at: bool = False,
    cache: Path | None = None,
) -> Measured:
    """One batch. cache: its folder; None: without."""
    words = _words(inbox, out, processes, cache)
    return module("jlxx_check", *words, *more, looked_at=looked_at)


def _words(inbox: Path, out: Path, processes: int, cache: Path | None = None) -> list[str]:
    return [
        *("batch", str(inbox), "--out", str(out)),
        *("--jobs", str(processes), "--quiet"),
        *(["--no-cache"] if cache is None else ["--cache", str(cache)]),
    ]


if __name__ == "__main__":
    main()
