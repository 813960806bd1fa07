"""What the cache saves: ``python -m benchmarks.caching FOLDER``."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.measure import Measured, counted
from jlxx_check.facts.facts_cache import FactsCache

#: A file changed less than ten seconds ago is hashed: what was just built has to settle.
SETTLING = 11


def main(package: Path, runs: int = 3) -> None:
    """Print a row a way to run: without, cold, warm, and warm with the package in another place."""
    newest = max(path.stat().st_ctime for path in package.rglob("*"))
    time.sleep(max(0.0, newest + SETTLING - time.time()))
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache"
        plain = [check(package, "--no-cache") for _ in range(runs)]
        cold = []
        for _ in range(runs):
            FactsCache(cache).clear()
            cold.append(check(package, "--cache", str(cache)))
        warm = [check(package, "--cache", str(cache)) for _ in range(runs)]
        moved = Path(folder) / "moved"
        moved.symlink_to(package.absolute(), target_is_directory=True)
        elsewhere = [check(moved, "--cache", str(cache))]
        survey = FactsCache(cache).survey()
    print(f"{'check':24}{'seconds':>10}{'processor':>10}{'peak MB':>10}{'read MB':>10}")
    for name, found in (
        ("without a cache", plain),
        ("cold", cold),
        ("warm", warm),
        ("warm, in another place", elsewhere),
    ):
        print(f"{name:24}{_row(found)}")
    without, first, again = (_seconds(found) for found in (plain, cold, warm))
    print(f"cold ÷ without: {first / without:.2f}   (aim: at most 1.05)")
    print(f"warm ÷ cold: {again / first:.2f}")
    if survey is not None:
        print(f"the cache: {survey.size / 1e3:.0f} KB for {dict(survey.entries or {})}")


def check(package: Path, *options: str) -> Measured:
    """One check in a process of its own."""
    return counted("jlxx_check", "check", str(package), "--format", "json", *options)


def _seconds(found: list[Measured]) -> float:
    return median(item.seconds for item in found)


def _row(found: list[Measured]) -> str:
    worked = median(item.worked for item in found)
    peak, read = (max(getattr(item, name) for item in found) for name in ("peak", "read"))
    return f"{_seconds(found):10.2f}{worked:10.2f}{peak:10.0f}{read:10.1f}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
