"""The signs of the page's results, and where on the page each of them stands."""

from __future__ import annotations

from dataclasses import dataclass

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report
from jlxx_check.model.text import Text

#: State to sign and name. A sign never stands for colour alone, nor colour for a sign.
MARKS = {
    "error": ("✗", Text("错误", "error")),
    "warning": ("!", Text("提醒", "warning")),
    "review": ("□", Text("人工核对", "review")),
    "info": ("i", Text("说明", "info")),
    "not-judged": ("?", Text("没有结论", "not judged")),
    "pass": ("✓", Text("通过", "passed")),
}


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
        id(item): ("c" if item.level is Level.REVIEW else "f") + str(number)
        for number, item in enumerate(report.findings, 1)
    }
    items.update((id(item), f"n{number}") for number, item in enumerate(report.not_judged, 1))
    rules = {rule.id: f"r{number}" for number, rule in enumerate(report.rules, 1)}
    return Anchors(entries, items, rules)
