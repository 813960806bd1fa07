"""Small inboxes, and what a run wrote."""

from __future__ import annotations

from pathlib import Path

from benchmarks.inbox import Made, build

from jlxx_check.app.batch import Lists, Outcome, Settings, run_batch

SMALL = Settings(formats=("markdown", "json"))


def small_box(folder: Path, units: int = 3) -> Made:
    """Units with one star and one project each; the one before the last sent twice."""
    return build(folder, units, stars=1, projects=1, archives=False)


def run(box: Path, out: Path, settings: Settings = SMALL, lists: Lists | None = None) -> Outcome:
    return run_batch(box, out, settings, lists or Lists())


def files(out: Path) -> dict[str, bytes]:
    """Everything in the output but the program's own corner."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and ".jlxx-check" not in path.parts
    }
