"""``python -m benchmarks.archives PACKAGE``: what a folder costs, and what it costs packed.

A stored zip must cost what the folder costs: its videos are sought in, not read. What is
compressed costs its unpacking, once.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

from benchmarks.measure import module


def main() -> None:
    """Pack, measure and print."""
    package = Path(sys.argv[1])
    with tempfile.TemporaryDirectory() as place:
        print(f"{'':16}{'MB':>8}{'seconds':>10}{'processor':>10}{'peak MB':>10}{'read MB':>10}")
        _row("folder", package)
        for name, method in (("stored", zipfile.ZIP_STORED), ("deflated", zipfile.ZIP_DEFLATED)):
            _row(f"{name} zip", _zip(package, Path(place) / f"{name}.zip", method))
        for kind in ("tar", "gztar"):
            made = shutil.make_archive(str(Path(place) / kind), kind, package)
            _row(kind, Path(made))


def _zip(package: Path, target: Path, method: int) -> Path:
    with zipfile.ZipFile(target, "w", method) as archive:
        for path in sorted(package.rglob("*")):
            archive.write(path, path.relative_to(package).as_posix())
    return target


def _row(name: str, path: Path) -> None:
    files = [path] if path.is_file() else [item for item in path.rglob("*") if item.is_file()]
    size = sum(item.stat().st_size for item in files) / 1e6
    found = module("jlxx_check", "check", str(path), "--format", "json")
    print(
        f"{name:16}{size:8.1f}{found.seconds:10.2f}{found.worked:10.2f}"
        f"{found.peak:10.0f}{found.read:10.1f}"
    )


if __name__ == "__main__":
    main()
