"""Findings as code hosts list them beside a change: SARIF 2.1.0, and GitLab's code quality.

SARIF: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Code quality:
https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format.
"""

from __future__ import annotations

import hashlib
import json
from urllib.parse import quote

from jlxx_check.model.about import NAME
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Report, Verdict
from jlxx_check.model.tallies import RuleResult
from jlxx_check.reporters.for_ci import ListedItem, listed_items, place_of_file
from jlxx_check.reporters.matrix import Mark
from jlxx_check.reporters.report_options import Options
from jlxx_check.reporters.wording import cited, decision_text, report_counts, verdict_text
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible

Json = dict[str, object]

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
#: What is no failure is of a kind of its own, and has no level then (3.27.9, 3.27.10).
_KINDS = {Mark.REVIEW: "review", Mark.CRASHED: "open", Mark.NOT_JUDGED: "open"}
_SEVERITIES = {
    Mark.ERROR: "critical",
    Mark.CRASHED: "major",
    Mark.WARNING: "major",
    Mark.NOT_JUDGED: "minor",
}
_VERDICT = f"{NAME}.verdict"


def to_sarif(report: Report, lang: Lang, options: Options) -> bytes:
    """One run of SARIF as UTF-8 JSON.

    Results of kind ``fail`` and level ``error`` that nothing suppresses are the report's errors.
    """
    items = listed_items(report, lang, options)
    known = {rule.id: rule for rule in report.rules}
    ids = list(dict.fromkeys([*known, *(item.rule for item in items)]))
    at = {rule: index for index, rule in enumerate(ids)}
    run: Json = {
        "tool": {
            "driver": {
                "name": NAME,
                "version": report.tool_version,
                "rules": [_rule(rule, known.get(rule), lang) for rule in ids],
            }
        },
        # Of what one job uploads, each run needs a category of its own.
        "automationDetails": {"id": f"{NAME}/{report.pack.id}/{visible(report.package.name)}/"},
        "columnKind": "unicodeCodePoints",
        "properties": {
            "package": visible(report.package.path),
            "summary": _in_short(report, lang),
            "verdict": report.verdict.value,
            "received": report.received.isoformat() if report.received else None,
            "rulepack": report.pack.id,
            "rulepackSha256": report.pack.sha256,
        },
        "results": [_result(item, at[item.rule], report, lang) for item in items],
    }
    return _json({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str, rule: RuleResult | None, lang: Lang) -> Json:
    told: Json = {"id": name}
    if rule is None:
        return told
    told["shortDescription"] = {"text": visible(rule.title.say(lang))}
    clause = cited(rule.clause, rule.quote)
    if clause is not None:
        told["fullDescription"] = {"text": visible(clause.say(lang))}
    if rule.why is not None:
        told["help"] = {"text": visible(rule.why.say(lang))}
    told["defaultConfiguration"] = {"level": _LEVELS.get(rule.level, "none")}
    return told


def _result(item: ListedItem, index: int, report: Report, lang: Lang) -> Json:
    lines = (f"{report.package.name} · {item.whose}：{item.message}", *item.lines)
    kind = _KINDS.get(item.mark)
    told: Json = {
        "ruleId": item.rule,
        "ruleIndex": index,
        "kind": kind or "fail",
        "level": "none" if kind else _LEVELS.get(item.level, "none"),
        "message": {"text": "\n".join(map(visible, lines))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(item.place)},
                    "region": {"startLine": 1},
                },
                "logicalLocations": [
                    {"fullyQualifiedName": visible(f"{report.package.name}/{item.whose}")}
                ],
            }
        ],
        "partialFingerprints": {f"{NAME}/v1": item.fingerprint},
    }
    if item.source.decision is not None:
        why = visible(decision_text(item.source.decision).say(lang))
        told["suppressions"] = [{"kind": "external", "status": "accepted", "justification": why}]
        if kind is None and item.level is Level.REVIEW:
            told |= {"kind": "review", "level": "none"}
    return told


def _uri(place: str) -> str:
    """A path as a relative address; a name of bytes that are no text by these bytes."""
    try:
        raw = place.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no name of bytes, either
        raw = visible(place).encode()
    made = quote(raw)
    # A colon in the first part would make a scheme of it.
    return f"./{made}" if ":" in place.partition("/")[0] else made


def to_code_quality(report: Report, lang: Lang, options: Options) -> bytes:
    """GitLab's list of issues as UTF-8 JSON; the last one says the verdict, and that it was run.

    Those of severity ``critical`` are the report's errors.
    """
    issues = [
        {
            "description": visible(f"{report.package.name} · {item.whose}：{item.message}"),
            "check_name": item.rule,
            "fingerprint": item.fingerprint,
            "severity": _SEVERITIES.get(item.mark, "info"),
            "location": {"path": visible(item.place), "lines": {"begin": 1}},
        }
        for item in listed_items(report, lang, options)
    ]
    said = f"{report.package.name} · {_in_short(report, lang)}"
    place = place_of_file(None, report, options)
    known = f"{_VERDICT}\0{report.pack.id}\0{report.package.path}"
    issues.append(
        {
            "description": visible(said),
            "check_name": _VERDICT,
            "fingerprint": hashlib.sha256(known.encode(errors="replace")).hexdigest(),
            "severity": "info" if report.verdict is Verdict.COMPLIANT else "minor",
            "location": {"path": visible(place), "lines": {"begin": 1}},
        }
    )
    return _json(issues)


def _in_short(report: Report, lang: Lang) -> str:
    """The verdict and the numbers."""
    numbers = " · ".join(f"{label.say(lang)} {number}" for label, number in report_counts(report))
    return f"{verdict_text(report).say(lang)} · {numbers}"


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
