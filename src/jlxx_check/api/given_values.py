"""What callers give where a value of the program's own is meant: read, or refused plainly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.model.baseline import SavedReport
from jlxx_check.model.report import Report
from jlxx_check.reporters.saved_report import read_saved, saved_from

if TYPE_CHECKING:
    from jlxx_check.decisions.load import Decisions


def given_decisions(
    given: Decisions | str | Path | None, rulepack: str, package: Path
) -> Decisions | None:
    """A file is read, for a package and by a pack's id. Raises TypeError, and PackError."""
    if given is None:
        return None
    # Late: most packages are judged without, and they bring YAML and workbooks along.
    from jlxx_check.decisions.load import Decisions, load_decisions

    if isinstance(given, Decisions):
        return given
    if isinstance(given, str | Path):
        return load_decisions(given, rulepack=rulepack, packages=[package])
    raise TypeError(f"decisions: a file, or what load_decisions gives, not {given!r}")


def given_baseline(given: SavedReport | Report | str | Path | None) -> SavedReport | None:
    """A file is read. Raises TypeError, and NotAReport as ``read_report``."""
    if given is None or isinstance(given, SavedReport):
        return given
    if isinstance(given, Report):
        return saved_from(given)
    if isinstance(given, str | Path):
        return read_saved(Path(given))
    raise TypeError(f"baseline: a JSON report's file, or a Report, not {given!r}")
