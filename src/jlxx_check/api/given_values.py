"""What callers give where a value of the program's own is meant: read, or refused plainly."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jlxx_check.decisions.from_yaml import Decisions, load_decisions
from jlxx_check.model.baseline import SavedReport
from jlxx_check.reporters.saved_report import read_report
from jlxx_check.text import Lang


def given_names(what: str, names: str | Iterable[str]) -> tuple[str, ...]:
    """One name is as good as a list of one. Raises TypeError for what holds no names."""
    found = (names,) if isinstance(names, str) else tuple(names)
    for name in found:
        if not isinstance(name, str):
            raise TypeError(f"{what}: names of rules or families, not {name!r}")
    return found


def given_decisions(
    given: Decisions | str | Path | None, rulepack: str, package: Path
) -> Decisions | None:
    """A file is read, for a package and by a pack's id. Raises TypeError, and PackError."""
    if given is None or isinstance(given, Decisions):
        return given
    if isinstance(given, str | Path):
        return load_decisions(given, rulepack=rulepack, packages=[package])
    raise TypeError(f"decisions: a file, or what load_decisions gives, not {given!r}")


def given_baseline(given: SavedReport | str | Path | None) -> SavedReport | None:
    """A file is read. Raises TypeError, and NotAReport as ``read_report``."""
    if given is None or isinstance(given, SavedReport):
        return given
    if isinstance(given, str | Path):
        return read_report(Path(given))
    raise TypeError(f"baseline: a JSON report's file, or what read_report gives, not {given!r}")


def given_lang(given: Lang | str) -> Lang:
    """Raises TypeError for anything but a language of the program: none is guessed."""
    try:
        return Lang(given)
    except ValueError:
        raise TypeError(f"lang: 'zh' or 'en', not {given!r}") from None
