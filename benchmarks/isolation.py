"""What it costs to read files in processes that can be lost, beside threads of this process."""

from __future__ import annotations

from pathlib import Path
from statistics import median

from benchmarks.measure import Measured, counted

AIM = 1.15


def main(package: Path, runs: int) -> None:
    """Both ways in turn, so that what else the machine does falls on both; the packages cold."""
    print("\nisolation              seconds processor   peak MB (largest process)")
    _compare(package, runs)
    _compare(Path("sample_packages/complying"), runs)


def _compare(package: Path, runs: int) -> None:
    words = ("jlxx_check", "check", str(package), "--no-cache", "--format", "json")
    apart, here = [], []
    for _ in range(runs):
        here.append(counted(*words, "--no-isolation"))
        apart.append(counted(*words))
    for name, found in (("threads", here), ("processes", apart)):
        print(
            f"{package.name[:11]:11} {name:10}{_middle(found, 'seconds'):8.2f}"
            f"{_middle(found, 'worked'):10.2f}{max(one.largest for one in found):10.0f}"
        )
    cost = _middle(apart, "seconds") / _middle(here, "seconds")
    worked = _middle(apart, "worked") / _middle(here, "worked")
    print(
        f"{package.name[:11]:11} cost: {cost:.2f} of the time, {worked:.2f} of the processor"
        f"   (aim: at most {AIM:.2f} of the time on the full package)"
    )


def _middle(found: list[Measured], what: str) -> float:
    return median(getattr(one, what) for one in found)
