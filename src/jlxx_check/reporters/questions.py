"""What only a person can decide, as a person is best asked: by rule, each question once."""

from __future__ import annotations

from collections.abc import Callable

from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.tallies import RuleResult
from jlxx_check.text import Lang
from jlxx_check.values.frozen_types import frozen


@frozen
class Asked:
    """A checklist finding, the name of its entry ("" for the package) and its full question."""

    finding: Finding
    name: str
    question: str


@frozen
class Question:
    """A question and whom it is asked about; of several, ``“……”`` stands for the name."""

    text: str
    asked: tuple[Asked, ...]


@frozen
class Topic:
    """A rule's questions."""

    rule: RuleResult
    questions: tuple[Question, ...]


def _every(_finding: Finding) -> bool:
    return True


def topics(
    report: Report, lang: Lang, wanted: Callable[[Finding], bool] = _every
) -> tuple[Topic, ...]:
    """The checklist in the rules' order; rules that ask nothing are left out.

    wanted: picks some of it, such as what is still to be decided.
    """
    names = {entry.id: entry.name for entry in report.entries}
    groups: dict[str, list[Asked]] = {rule.id: [] for rule in report.rules}
    for item in report.findings:
        if item.level is Level.REVIEW and wanted(item):
            name = names.get(item.entry or "", "")
            groups[item.rule].append(Asked(item, name, item.message.say(lang)))
    return tuple(
        Topic(rule, _questions(groups[rule.id])) for rule in report.rules if groups[rule.id]
    )


def _questions(items: list[Asked]) -> tuple[Question, ...]:
    alike: dict[str, list[Asked]] = {}
    for item in items:
        bare = item.question.replace(f"“{item.name}”", "“……”") if item.name else item.question
        alike.setdefault(bare, []).append(item)
    return tuple(
        Question(bare if len(group) > 1 else group[0].question, tuple(group))
        for bare, group in alike.items()
    )
