"""The signs of the page's results, and where on the page each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.reporters.matrix import MARKS as MARKS_IN_WORDS
from jlxx_check.reporters.matrix import SIGNS, Mark
from jlxx_check.reporters.wording import LEVELS
from jlxx_check.text import Text

_NAMES = {
    Mark.ERROR: LEVELS[Level.ERROR],
    Mark.CRASHED: MARKS_IN_WORDS[Mark.CRASHED],
    Mark.WARNING: LEVELS[Level.WARNING],
    Mark.REVIEW: LEVELS[Level.REVIEW],
    Mark.INFO: LEVELS[Level.INFO],
    Mark.NOT_JUDGED: MARKS_IN_WORDS[Mark.NOT_JUDGED],
    Mark.WAIVED: MARKS_IN_WORDS[Mark.WAIVED],
    Mark.CONFIRMED: MARKS_IN_WORDS[Mark.CONFIRMED],
    Mark.PASSED: Text("通过", "passed"),
}
#: State to sign and name. A sign never stands for colour alone, nor colour for a sign.
MARKS = {mark.value: (SIGNS[mark], name) for mark, name in _NAMES.items()}


@dataclass(frozen=True, slots=True)
class Anchors:
    """Ids on the page: of entries by their id, findings and unjudged items by identity."""

    entries: dict[str | None, str]
    items: dict[int, str]
    rules: dict[str, str]

    def of(self, item: object) -> str:
        """The id of one of the report's findings or unjudged items."""
        return self.items[id(item)]


def anchors(report: Report) -> Anchors:
    """Short ids by position: what a package's names hold never gets into one."""
    entries: dict[str | None, str] = {None: "e0"}
    entries.update((entry.id, f"e{number}") for number, entry in enumerate(report.entries, 1))
    items = {
        id(item): ("c" if finding.level is Level.REVIEW else "f") + str(number)
        for number, finding in enumerate(report.findings, 1)
        for item in (finding, *finding.facts)
    }
    items.update((id(item), f"n{number}") for number, item in enumerate(report.not_judged, 1))
    rules = {rule.id: f"r{number}" for number, rule in enumerate(report.rules, 1)}
    return Anchors(entries, items, rules)
