"""Small inboxes, and what a run wrote."""

from __future__ import annotations

from pathlib import Path

from benchmarks.inbox import Made, build

from jlxx_check.api import Reading
from jlxx_check.batch import BatchCall, BatchResult, BatchSettings, Lists, run_batch

#: What is read is sound, and reading it in this process is soonest done.
SMALL = BatchSettings(formats=("markdown", "json"), reading=Reading(isolated=False, jobs=1))


def small_box(folder: Path, units: int = 3) -> Made:
    """Units with one star and one project each; the one before the last sent twice."""
    return build(folder, units, stars=1, projects=1, archives=False)


def run(
    box: Path,
    out: Path,
    settings: BatchSettings = SMALL,
    lists: Lists | None = None,
    baseline: Path | None = None,
) -> BatchResult:
    return run_batch(BatchCall(box, out, settings, lambda: lists or Lists(), baseline=baseline))


def files(out: Path) -> dict[str, bytes]:
    """Everything in the output but the program's own corner."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".jlxx-check" not in path.parts
    }
