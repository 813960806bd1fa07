"""``python -m benchmarks [FOLDER]``: build the full package once, measure, print a table."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from benchmarks import caching, isolation, operations, reports
from benchmarks.measure import counted, timed
from benchmarks.package import build

RUNS = 3


def main() -> None:
    """Measure and print; every figure beside what it is held against."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "benchmarks/.work")
    folder.mkdir(parents=True, exist_ok=True)
    package = build(folder)
    size = sum(path.stat().st_size for path in package.rglob("*") if path.is_file())
    cores = os.cpu_count() or 1
    floor = counted("benchmarks.floor", str(package), runs=RUNS)
    words = ("check", str(package), "--format", "json", "--no-cache")
    check = counted("jlxx_check", *words, runs=RUNS)
    print(f"full package: {size / 1e9:.2f} GB; {cores} cores; medians of {RUNS} runs, warm pages")
    print(f"{'':24}{'seconds':>10}{'processor':>10}{'peak MB':>10}{'read MB':>10}")
    for name, found in (("bare libraries (floor)", floor), ("check", check)):
        print(
            f"{name:24}{found.seconds:10.2f}{found.worked:10.2f}{found.largest:10.0f}{found.read:10.1f}"
        )
    ratio = check.seconds / (floor.seconds / cores)
    print(f"check ÷ (floor ÷ cores): {ratio:.2f}   (aim: at most 1.50)")
    print(f"peak memory: {check.largest:.0f} MB   in the largest process   (aim: below 250 MB)")
    isolation.main(package, RUNS)
    caching.main(package, RUNS)
    operations.main(package)
    start()
    reports.main(package)


def start() -> None:
    """The start of the program, against the interpreter's own."""
    python = sys.executable
    bare = timed(python, "-c", "pass")
    version = timed(python, "-m", "jlxx_check", "--version")
    with tempfile.TemporaryDirectory() as empty:
        nothing = timed(python, "-m", "jlxx_check", "check", empty)
    limit = 1.5 * bare + 0.060
    print(f"interpreter alone: {bare * 1000:.0f} ms")
    print(f"--version: {version * 1000:.0f} ms   (aim: under {limit * 1000:.0f} ms)")
    print(f"check of an empty folder: {nothing * 1000:.0f} ms")


if __name__ == "__main__":
    main()
