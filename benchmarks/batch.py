"""``python -m benchmarks.batch [FOLDER]``: the generated inbox judged, cold, warm and disturbed.

``--units N`` (80), ``--many N`` (2000: packages of two entries, for memory), ``--kills N`` (10),
``--seed N``, ``--only speed|kills|memory``. Everything is built once and kept in the folder.
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
from benchmarks.measure import Measured, counted

_FEW = 10


def main() -> None:
    """Measure and print; every figure beside what it is held against."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.batch", description=__doc__)
    parser.add_argument("folder", nargs="?", default="benchmarks/.work/batch", type=Path)
    parser.add_argument("--units", type=int, default=80)
    parser.add_argument("--many", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("speed", "kills", "memory"))
    asked = parser.parse_args()
    folder: Path = asked.folder.resolve()
    os.environ["XDG_DATA_HOME"] = str(folder / "data")
    if asked.only != "memory":
        inbox = _built(folder / f"inbox-{asked.units}", asked.units)
        if asked.only != "kills":
            speed(folder, inbox)
        if asked.only != "speed":
            disturbed(folder, inbox, asked.kills, random.Random(asked.seed))
    if asked.only in (None, "memory"):
        memory(folder, asked.many)


def speed(folder: Path, inbox: Path) -> None:
    """Cold on one and on two processes, then warm."""
    packages = sum(1 for _ in inbox.iterdir())
    one = _judged(inbox, _fresh(folder / "one"), 1)
    two = _judged(inbox, _fresh(folder / "two"), 2)
    print(f"{packages} packages; {os.cpu_count()} cores; html and docx for each")
    for name, found in (("cold, one process", one), ("cold, two processes", two)):
        rate = packages / found.seconds
        print(f"{name:28}{found.seconds:8.1f} s {rate:8.2f} packages a second")
    print(f"two to one: {one.seconds / two.seconds:.2f}   (aim: 1.6)")
    warm = _judged(inbox, folder / "two", 2)
    print(f"{'warm, nothing changed':28}{warm.seconds:8.1f} s")
    changed = next(path for path in sorted(inbox.iterdir()) if path.is_dir())
    (changed / "说明.txt").write_text(str(time.time()), encoding="utf-8")
    again = _judged(inbox, folder / "two", 2)
    (changed / "说明.txt").unlink()
    _judged(inbox, folder / "two", 2)
    share = again.seconds / two.seconds
    print(
        f"{'warm, one package changed':28}{again.seconds:8.1f} s   {share:.3f}   (aim: below 0.1)"
    )


def disturbed(folder: Path, inbox: Path, kills: int, chance: random.Random) -> None:
    """Killed at random moments until it is through; the output must be the undisturbed one."""
    out = _fresh(folder / "killed")
    longest = 0.6 * _judged(inbox, _fresh(folder / "undisturbed"), 2).seconds
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
    _judged(inbox, out, 2)
    same = files(out) == files(folder / "undisturbed")
    print(f"killed {kills} times: {'the same output' if same else 'ANOTHER OUTPUT'}")


def memory(folder: Path, many: int) -> None:
    """The largest process that judges, and the one that gathers, for few packages and for many."""
    for count in sorted({min(_FEW, many), many}):
        inbox = _built(folder / f"small-{count}", count, small=True)
        found = _judged(inbox, _fresh(folder / "small"), 2)
        print(
            f"{count:6} packages in {found.seconds:6.0f} s ({found.worked:.0f} s of work): "
            f"a judging process {found.worker:6.0f} MB, the gathering one {found.peak:6.0f} MB"
        )


def files(out: Path) -> dict[str, bytes]:
    """Everything in the output but the program's own corner."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".jlxx-check" not in path.parts
    }


def _built(folder: Path, units: int, *, small: bool = False) -> Path:
    done = folder.with_name(f"{folder.name}.done")
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        if small:
            build(folder, units, stars=1, projects=1, archives=False)
        else:
            build(folder, units)
        done.touch()
    return folder


def _fresh(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _judged(inbox: Path, out: Path, processes: int) -> Measured:
    return counted("jlxx_check", *_words(inbox, out, processes))


def _words(inbox: Path, out: Path, processes: int) -> list[str]:
    return [
        "batch",
        str(inbox),
        "--out",
        str(out),
        "--jobs",
        str(processes),
        "--quiet",
        "--no-cache",
    ]


if __name__ == "__main__":
    main()
