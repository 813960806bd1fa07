"""A reviewer's decisions in words."""

from __future__ import annotations

from jlxx_check.model.decision import Choice, Decision
from jlxx_check.model.report import Finding, Report
from jlxx_check.model.text import Text, same
from jlxx_check.reporters.wording import LEVELS, counts

CHOICES = {
    Choice.CONFIRMED: Text("已核对", "confirmed"),
    Choice.WAIVED: Text("已豁免", "waived"),
}


def level_label(finding: Finding) -> Text:
    """A finding's level, and what was decided on it."""
    level = LEVELS[finding.level]
    if finding.decision is None:
        return level
    choice = CHOICES[finding.decision.choice]
    return Text(f"{level.zh}（{choice.zh}）", f"{level.en} ({choice.en})")


def decision_text(decision: Decision) -> Text:
    """What was decided, by whom, when, why and until when."""
    choice, why = CHOICES[decision.choice], remarks(decision)
    return Text(
        f"{choice.zh}（{decision.by}，{decision.on}）：{why.zh}",
        f"{choice.en} ({decision.by}, {decision.on}): {why.en}",
    )


def remarks(decision: Decision) -> Text:
    """Why, and until when."""
    until = decision.until
    end = Text(f"；有效期至{until}", f"; until {until}") if until else same("")
    return Text(f"{decision.why}{end.zh}", f"{decision.why}{end.en}")


def report_counts(report: Report) -> list[tuple[Text, int]]:
    """What the summary counts, and the confirmed items of the checklist where there are any."""
    named = counts(report.summary)
    if report.confirmed:
        named.append((CHOICES[Choice.CONFIRMED], report.confirmed))
    return named
