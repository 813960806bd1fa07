"""What has no result, grouped by its reason: one broken file may leave many rules unjudged."""

from __future__ import annotations

from dataclasses import dataclass, field

from jlxx_check.model.report import Report
from jlxx_check.model.text import Lang, same


@dataclass(slots=True)
class Unjudged:
    """One reason. whom: an entry's name (empty: the package as a whole) → titles of rules."""

    why: str
    file: str | None
    whom: dict[str, list[str]] = field(default_factory=dict)


def unjudged(report: Report, lang: Lang) -> list[Unjudged]:
    """Every reason once, in the report's order. Nothing is made safe to show yet."""
    names = {entry.id: entry.name for entry in report.entries}
    titles = {rule.id: rule.title for rule in report.rules}
    groups: dict[tuple[str, str | None], Unjudged] = {}
    for item in report.not_judged:
        why = item.why.say(lang)
        group = groups.setdefault((why, item.file), Unjudged(why, item.file))
        rules = group.whom.setdefault(names.get(item.entry or "", ""), [])
        title = titles.get(item.rule, same(item.rule)).say(lang)
        if title not in rules:
            rules.append(title)
    return list(groups.values())
