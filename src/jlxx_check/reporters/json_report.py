"""The JSON report, version 1 (``reporters/report.schema.json`` describes it)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from importlib.resources import files
from typing import Any

from jlxx_check.model.about import NAME
from jlxx_check.model.baseline import PastFinding
from jlxx_check.model.decision import Decision
from jlxx_check.model.report import Finding, Report, RuleResult
from jlxx_check.model.text import Lang, Text
from jlxx_check.reporters.since import since

FORMAT = "jlxx-check/1"

_LONE = re.compile("[\ud800-\udfff]")


def to_json(report: Report, lang: Lang, *, one_line: bool = False) -> bytes:
    """The report as UTF-8 JSON with a final line break; one_line: as JSON Lines want it."""
    return json_bytes(to_dict(report, lang), indent=None if one_line else 2)


def json_bytes(data: dict[str, Any], *, indent: int | None) -> bytes:
    """Plain data as UTF-8 JSON with a final line break."""
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    # A file name that is no UTF-8 holds lone surrogates, which no JSON may: they become U+FFFD.
    return (_LONE.sub("\ufffd", text) + "\n").encode()


def schema() -> dict[str, Any]:
    """The JSON Schema that every report is valid by."""
    text = files("jlxx_check.reporters").joinpath("report.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def to_dict(report: Report, lang: Lang) -> dict[str, Any]:
    """The report as plain data, its texts in one language.

    ``decisions`` and ``baseline`` stand only where a run was given them.
    """
    return {
        "report": FORMAT,
        "tool": {"name": NAME, "version": report.tool_version},
        "rulepack": {
            "id": report.pack.id,
            "title": report.pack.title.say(lang),
            "sha256": report.pack.sha256,
        },
        "package": asdict(report.package),
        "received": _when(report.received),
        "verdict": report.verdict.value,
        "summary": asdict(report.summary),
        "entries": [
            {
                "id": entry.id,
                "kind": entry.kind,
                "name": entry.name,
                "order": entry.order,
                "special": entry.special,
                "files": [{"path": file.path, "role": file.role} for file in entry.files],
            }
            for entry in report.entries
        ],
        "registers": [
            {"kind": item.kind, "path": item.path, "rows": item.rows} for item in report.registers
        ],
        "unassigned": [
            {"path": item.path, "why": item.why.say(lang)} for item in report.unassigned
        ],
        "findings": [finding_to_dict(finding, lang) for finding in report.findings],
        "rules": [rule_to_dict(rule, lang) for rule in report.rules],
        **_decisions(report),
        **_baseline(report),
    }


def _decisions(report: Report) -> dict[str, Any]:
    if not report.decided:
        return {}
    numbers = {"confirmed": report.confirmed, "waived": report.summary.waived}
    return {"decisions": numbers}


def _baseline(report: Report) -> dict[str, Any]:
    """What the report was compared with; the counts are those that every format shows."""
    earlier = report.baseline
    if earlier is None:
        return {}
    count = since(report)
    return {
        "baseline": {
            "package": earlier.package,
            "received": earlier.received,
            "verdict": earlier.verdict,
            "new": count.new,
            "open": count.still,
            "mended": [_past(item) for item in earlier.mended],
            "unsettled": [_past(item) for item in earlier.unsettled],
        }
    }


def _past(item: PastFinding) -> dict[str, Any]:
    return {
        "rule": item.rule,
        "level": item.level.value,
        "kind": item.kind,
        "name": item.name,
        "file": item.file,
        "where": item.where,
        "message": item.message,
    }


def rule_to_dict(rule: RuleResult, lang: Lang) -> dict[str, Any]:
    """One rule and its counts."""
    return {
        "id": rule.id,
        "title": rule.title.say(lang),
        "level": rule.level.value,
        "clause": rule.clause,
        "judged": rule.judged,
        "passed": rule.passed,
        "failed": rule.failed,
        "not_judged": rule.not_judged,
    }


def finding_to_dict(finding: Finding, lang: Lang) -> dict[str, Any]:
    """One finding.

    ``related`` stands only where it is about a pair, ``digest`` where its file's is known,
    ``decision`` where a reviewer's is in force, ``baseline`` where an earlier report was given.
    """
    data: dict[str, Any] = {
        "rule": finding.rule,
        "level": finding.level.value,
        "entry": finding.entry,
        "file": finding.file,
        "where": finding.where,
        "message": finding.message.say(lang),
        "expected": _said(finding.expected, lang),
        "observed": _said(finding.observed, lang),
        "clause": finding.clause,
        "quote": finding.quote,
        "fix": _said(finding.fix, lang),
    }
    if finding.related:
        data["related"] = list(finding.related)
    if finding.digest:
        data["digest"] = finding.digest
    if finding.decision:
        data["decision"] = _decision(finding.decision)
    if finding.standing:
        data["baseline"] = finding.standing.value
    return data


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "decision": decision.choice.value,
        "by": decision.by,
        "on": decision.on.isoformat(),
        "why": decision.why,
        "until": _when(decision.until),
    }


def _said(text: Text | None, lang: Lang) -> str | None:
    return text.say(lang) if text else None


def _when(received: date | None) -> str | None:
    return received.isoformat() if received else None
