"""``python -m fuzzing --seed 1 --files 20000``: run, print figures, end with 1 if it broke."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fuzzing.campaign import Figures, Plan, described, run
from fuzzing.page import write

KEEP = Path("fuzzing/.found")


def main() -> int:
    """Run the plan that the command line asks for; its exit status."""
    words = argparse.ArgumentParser(prog="python -m fuzzing", description=__doc__)
    words.add_argument("--seed", type=int, default=1, help="the same seed gives the same mutants")
    words.add_argument("--files", type=int, default=20_000, help="mutants (default 20000)")
    words.add_argument("--seconds", type=float, help="stop after so many seconds")
    words.add_argument("--batch", type=int, default=100, help="mutants a package (default 100)")
    words.add_argument("--every", type=int, default=10, help="batches a command line run")
    words.add_argument("--limit", type=float, default=60, help="seconds that one file may take")
    words.add_argument("--memory", type=float, default=1500, help="MB that judging may take")
    words.add_argument("--kind", default="", help="only files of this kind, such as docx")
    words.add_argument("--keep", type=Path, default=KEEP, help=f"for what broke ({KEEP})")
    words.add_argument("--report", type=Path, help="write the figures to this page")
    asked = vars(words.parse_args())
    report = asked.pop("report")
    figures = run(Plan(**asked), _tell)
    print(file=sys.stderr)
    for item in figures.found:
        print(f"{item.what}: {described(item.mutant)}")
    print(
        f"{figures.mutants} mutants, {figures.commands} command lines, {len(figures.found)} broke"
    )
    print(f"slowest {figures.slowest[0]:.2f} s: {figures.slowest[1]}")
    print(f"largest {figures.largest[0]:.0f} MB: {figures.largest[1]}")
    if report is not None:
        write(figures, report)
    return 1 if figures.found else 0


def _tell(figures: Figures) -> None:
    rate = figures.mutants / max(figures.seconds, 0.001)
    line = f"\r{figures.mutants} mutants, {rate:.0f} a second, {len(figures.found)} broke "
    print(line, end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
