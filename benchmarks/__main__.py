"""``python -m benchmarks [FOLDER]``: measure, print, and write ``docs/speed.md``.

``--parts start,package,share,inbox,large`` measures some of it alone; ``--runs N`` (5) runs in
pairs. What is built lies in FOLDER and is used again. Each part's figures are kept as soon as they
are there.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks import pages
from benchmarks.parts import inbox, large, package, share, start
from benchmarks.section import Section, keep, kept, machine
from jlxx_check.text import Lang

#: In the order of the page.
PARTS: dict[str, Callable[[Path, int], Section]] = {
    "start": start.measure,
    "package": package.measure,
    "share": share.measure,
    "inbox": inbox.measure,
    "large": large.measure,
}


def main() -> None:
    """Measure what is asked for, one part after the other."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", nargs="?", default="benchmarks/.work", type=Path)
    parser.add_argument("--parts", default=",".join(PARTS), type=_parts)
    parser.add_argument("--runs", default=5, type=int)
    asked = parser.parse_args()
    folder: Path = asked.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for part in asked.parts:
        before = machine()  # the measuring itself keeps it busy
        begun = time.monotonic()
        section = PARTS[part](folder, asked.runs)
        keep(section, before)
        print("\n\n".join(pages.lines(section, Lang.EN)))
        print(f"\n({part}: {time.monotonic() - begun:.0f} s)\n", flush=True)
    for path in pages.write(kept(), PARTS):
        print(path)


def _parts(words: str) -> list[str]:
    names = words.split(",")
    if unknown := sorted(set(names) - set(PARTS)):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: none of {', '.join(PARTS)}")
    return [part for part in PARTS if part in names]


if __name__ == "__main__":
    main()
