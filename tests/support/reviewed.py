"""Small reports to decide on and to compare, and what a reviewer may say of any report."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from jlxx_check.engine.baseline_compared import compare
from jlxx_check.engine.decisions_applied import apply_decisions
from jlxx_check.model.baseline import PastFinding, SavedReport
from jlxx_check.model.decision import Choice, Decision, DecisionsFile
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import (
    Finding,
    NotJudged,
    PackageInfo,
    PackInfo,
    Report,
    ReportEntry,
    Verdict,
)
from jlxx_check.model.tallies import RuleResult, Summary, Tally
from jlxx_check.reporters.json_report import to_json
from jlxx_check.text import Lang, Text, same

TODAY = date(2023, 7, 14)
DIGEST = "sha256:" + "a" * 64


def finding(rule: str, level: str, entry: str | None, **more: Any) -> Finding:
    return Finding(
        rule,
        Level(level),
        same(f"{rule} {entry} {more.get('file')} {more.get('where')}"),
        entry,
        **more,
    )


def entry(id_: str, name: str) -> ReportEntry:
    return ReportEntry(id_, "star", Text("百姓学习之星", "Star"), name, 1, False, ())


def small_report(
    findings: tuple[Finding, ...] = (),
    not_judged: tuple[NotJudged, ...] = (),
    names: tuple[str, ...] = ("王建国", "李秀英"),
) -> Report:
    """A report of two stars with these findings; the rules are those that are named."""
    ids = dict.fromkeys([*(item.rule for item in findings), *(item.rule for item in not_judged)])
    rules = tuple(RuleResult(rule, same(rule), Level.ERROR, None, 1, 0, 1, 0) for rule in ids)
    levels = Counter(item.level.value for item in findings)
    wrong = any(item.level is Level.ERROR for item in findings)
    return Report(
        tool_version="0",
        pack=PackInfo("pack", Text("通知", "Notice"), "0" * 64),
        package=PackageInfo("材料", "某单位", "folder", 3, 300),
        received=None,
        verdict=Verdict.NONCOMPLIANT if wrong else Verdict.COMPLIANT,
        summary=Summary(**levels, passed=7, not_judged=len(not_judged)),
        entries=tuple(entry(f"star/{at}", name) for at, name in enumerate(names, 1)),
        registers=(),
        unassigned=(),
        findings=findings,
        not_judged=not_judged,
        rules=rules,
        tallies=tuple(
            Tally(rule, owner, passed=1)
            for rule in ids
            for owner in (None, *(f"star/{at}" for at, _ in enumerate(names, 1)))
        ),
    )


def decision(rule: str | None, entry_: str | None, choice: str = "waived", **more: Any) -> Decision:
    return Decision(rule, entry_, Choice(choice), "赵核对", date(2023, 7, 13), "已说明", **more)


def decided(report: Report, *decisions: Decision, **more: Any) -> Report:
    file = DecisionsFile(Path("核对结果.yaml"), None, more.pop("package", None), decisions)
    return apply_decisions(report, [file], today=TODAY, **more)


def saved(report: Report) -> SavedReport:
    """A report as it is read back from its JSON."""
    data = json.loads(to_json(report, Lang.ZH))
    entries = {item["id"]: item for item in data["entries"]}
    found = tuple(
        PastFinding(
            item["rule"],
            Level(item["level"]),
            item["message"],
            item["entry"],
            entries.get(item["entry"], {}).get("kind"),
            entries.get(item["entry"], {}).get("name"),
            item["file"],
            item["where"],
            about=item.get("about"),
        )
        for item in data["findings"]
    )
    found = tuple(
        replace(past, facts=tuple(_fact(past, fact) for fact in item.get("facts", ())))
        for past, item in zip(found, data["findings"], strict=True)
    )
    titles = {item["id"]: item["title"] for item in data["rules"]}
    return SavedReport(
        data["package"]["name"], data["rulepack"]["id"], None, data["verdict"], found, titles
    )


def _fact(past: PastFinding, fact: dict[str, Any]) -> PastFinding:
    level = Level(fact["level"])
    return replace(
        past, rule=fact["rule"], level=level, message=fact["message"], where=fact["where"]
    )


def reviewed(report: Report) -> Report:
    """Any report as a reviewer has it the second time.

    A finding of each level and, where there is one, another item of the checklist are decided on,
    one decision is for nothing; a finding is new, one is mended, one cannot be judged any more.
    """
    seen: set[Level] = set()
    decisions = [decision("star.conduct", "star/99", "confirmed", source="核对结果.yaml:3")]
    for item in report.findings:
        if item.level not in seen:
            seen.add(item.level)
            choice = "confirmed" if item.level is Level.REVIEW else "waived"
            decisions.append(
                decision(item.rule, item.entry, choice, file=item.file, until=date(2023, 12, 31))
            )
    asked = [item for item in report.findings if item.level is Level.REVIEW]
    first = {(item.rule, item.entry) for item in asked[:1]}
    others = [item for item in asked if (item.rule, item.entry) not in first]
    decisions += [decision(item.rule, item.entry, file=item.file) for item in others[-1:]]
    done = decided(report, *decisions)
    earlier = saved(report)
    right = next(item for item in report.tallies if item.entry and item.passed and not item.failed)
    owner = next(entry for entry in report.entries if entry.id == right.entry)
    gone = PastFinding(
        right.rule, Level.ERROR, "上次不对，这次对了。", owner.id, owner.kind, owner.name
    )
    shut = PastFinding(report.rules[1].id, Level.ERROR, "上次不对，这次读不出来。", file="旧.jpg")
    left = NotJudged(shut.rule, Text("读不出来。", "Cannot be read."), None, "旧.jpg")
    past = (*earlier.findings[1:], gone, shut)
    done = replace(done, not_judged=(*done.not_judged, left))
    return compare(done, replace(earlier, findings=past, received="2023-07-01"))
