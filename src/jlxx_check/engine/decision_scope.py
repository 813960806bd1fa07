"""What a decision is about: its entry, its findings, and whether they are still what they were."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.ledger_row import column_of, evidence_of, sizes_of
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.model.report import Finding, NotJudged, Report
from jlxx_check.values.folding import fold_name


@dataclass(slots=True)
class DecisionScope:
    """A report as decisions point into it."""

    report: Report
    _sizes: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self._sizes = sizes_of(self.report)

    def matches(self, decision: Decision, item: Finding) -> bool:
        """Whether the decision is about the finding, and of a kind that it takes."""
        fits = decision.choice is Choice.WAIVED or item.level is Level.REVIEW
        return fits and self.concerns(decision, item)

    def concerns(self, decision: Decision, item: Finding) -> bool:
        """Whether the decision is about the finding."""
        return (
            item.rule == decision.rule
            and item.entry == self.entry(decision)
            and (decision.file is None or same_spelling(decision.file, item.file or ""))
            and self._there(decision, item)
        )

    def _there(self, decision: Decision, item: Finding) -> bool:
        """Whether it is the place that was decided on; in a register the row, wherever it went."""
        then, now = decision.where, item.where or ""
        if decision.about is not None:
            if fold_name(decision.about) != fold_name(item.about or ""):
                return False
            then, now = then and column_of(then), column_of(now)
        return then is None or same_spelling(then, now)

    def is_about(self, decision: Decision, item: NotJudged) -> bool:
        """Whether it is about what was not judged, and a person may have looked instead."""
        return (
            item.lack is Lack.MATERIAL
            and decision.about is None
            and item.rule == decision.rule
            and item.entry == self.entry(decision)
            and (decision.file is None or same_spelling(decision.file, item.file or ""))
        )

    def unchanged(self, decision: Decision, item: Finding | NotJudged) -> bool:
        """Whether there is the same to look at as when it was made, as far as it tells."""
        return decision.evidence is None or decision.evidence == evidence_of(item, self._sizes)

    def entry(self, decision: Decision) -> str | None:
        """The id that the decision's entry has in this report; None: the package, or no entry."""
        if decision.entry is None:
            return None
        return next(self._entries(decision.entry, decision.name), None)

    def _entries(self, wanted: str, name: str | None) -> Iterator[str]:
        """By its name where that is given and there is one of it, else by its number."""
        known = {entry.id: entry for entry in self.report.entries}
        if name is None:
            yield from (wanted,) if wanted in known else ()
            return
        kind = wanted.partition("/")[0]
        alike = [
            entry.id
            for entry in self.report.entries
            if entry.kind == kind and fold_name(entry.name) == fold_name(name)
        ]
        if wanted in alike:
            yield wanted
        elif len(alike) == 1:
            yield alike[0]


def is_wide(decision: Decision, rules: Collection[str]) -> bool:
    """Whether it names no single rule, or every entry at once."""
    rule = decision.rule or "*"
    family = rule not in rules and any(known.startswith(f"{rule}.") for known in rules)
    return family or "*" in rule or "*" in (decision.entry or "")


def same_spelling(one: str, other: str) -> bool:
    """Whether two spellings are one: a Mac takes accents apart."""
    return composed(one) == composed(other)


def composed(text: str) -> str:
    """The text with its accents put together."""
    return unicodedata.normalize("NFC", text)
