"""``python -m sample_packages.make [NAME …]``: make all samples anew, or those named."""

from __future__ import annotations

import argparse
import shutil
from dataclasses import asdict
from pathlib import Path

from sample_packages.expected import HERE, write_expected, write_json
from sample_packages.make.complying import complying
from sample_packages.make.layout import Files
from sample_packages.make.messy import messy
from sample_packages.make.mistakes import mistakes, planted
from sample_packages.make.university import university

MAKERS = {
    "complying": complying,
    "mistakes": mistakes,
    "messy": messy,
    "university": university,
}


def make(name: str, folder: Path) -> int:
    """Make one package anew in ``folder``; returns its size in bytes."""
    files = MAKERS[name]()
    shutil.rmtree(folder, ignore_errors=True)
    write_files(files, folder)
    return sum(map(len, files.values()))


def write_files(files: Files, folder: Path) -> None:
    """Write a package's files below the folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def main() -> None:
    """Read the command line and make what it names."""
    parser = argparse.ArgumentParser(prog="python -m sample_packages.make", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(MAKERS)}")
    parser.add_argument(
        "--expected",
        action="store_true",
        help="write the expected reports anew instead, from what the program says now",
    )
    options = parser.parse_args()
    names = options.names or list(MAKERS)
    unknown = sorted(set(names) - set(MAKERS))
    if unknown:
        parser.error(f"no such sample: {', '.join(unknown)}; there are {', '.join(MAKERS)}")
    for name in names:
        if options.expected:
            write_expected(name)
            continue
        print(f"{name}: {make(name, HERE / name):,} bytes", flush=True)
        if name == "mistakes":
            write_json(HERE / "mistakes.planted.json", [asdict(item) for item in planted()])


if __name__ == "__main__":
    main()
