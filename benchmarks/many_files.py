"""A package of 100,000 files: ``python -m benchmarks.many_files [NUMBER]``.

Half of them are small texts, half are empty; they lie in folders of a hundred, as if copied in by
mistake. Time and memory have to grow with their number, and no faster.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.measure import module


def build(folder: Path, number: int) -> Path:
    """Write the files; the package's path."""
    package = folder / f"package{number}"
    for place in range(number):
        inside = package / f"文件夹{place // 100:04}"
        if place % 100 == 0:
            inside.mkdir(parents=True)
        inside.joinpath(f"{place:06}.txt").write_bytes(b"text" if place % 2 else b"")
    return package


def main() -> None:
    """Measure a tenth of the number, and all of it."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{'files':>10}{'seconds':>10}{'peak MB':>10}")
    for count in (number // 10, number):
        with tempfile.TemporaryDirectory() as folder:
            package = build(Path(folder), count)
            report = Path(folder) / "report.json"
            words = ("check", str(package), "--quiet", "--output", str(report))
            found = module("jlxx_check", *words)
            assert report.exists()
        print(f"{count:10,}{found.seconds:10.1f}{found.peak:10.0f}")


if __name__ == "__main__":
    main()
