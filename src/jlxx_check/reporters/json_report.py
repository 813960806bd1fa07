"""The JSON report, version 1, of a report (``reporters/json_model.py`` says what it holds)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from datetime import date
from typing import Any

from jlxx_check.model.about import NAME
from jlxx_check.model.baseline import PastFinding
from jlxx_check.model.decision import Decision
from jlxx_check.model.report import Finding, NotJudged, PackageInfo, PackInfo, Report, Verdict
from jlxx_check.model.tallies import RuleResult, Summary
from jlxx_check.reporters.json_model import (
    REPORT_FORMAT,
    JsonBaseline,
    JsonDecided,
    JsonEntry,
    JsonFile,
    JsonPack,
    JsonPackage,
    JsonPast,
    JsonRegister,
    JsonReport,
    JsonRule,
    JsonSeal,
    JsonSummary,
    JsonTool,
    JsonUnassigned,
)
from jlxx_check.reporters.json_parts import (
    JsonDecision,
    JsonFact,
    JsonFinding,
    JsonNotJudged,
    JsonPart,
)
from jlxx_check.reporters.sections import since
from jlxx_check.text import Lang, Text
from jlxx_check.values.frozen_json import as_plain

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LONE = re.compile("[\ud800-\udfff]")


def to_json(report: Report, lang: Lang, *, one_line: bool = False, whole: bool = False) -> bytes:
    """The report as UTF-8 JSON with a final line break.

    one_line: as JSON Lines want it. whole: with what makes the same report of it again.
    """
    data = json_report(report, lang)
    if whole:
        data.whole = as_plain(Report, report)
    return json_bytes(data, indent=None if one_line else 2)


def json_bytes(data: JsonPart, *, indent: int | None) -> bytes:
    """What was set of an object as UTF-8 JSON with a final line break."""
    text = json.dumps(data.model_dump(exclude_unset=True), ensure_ascii=False, indent=indent)
    # A file name that is no UTF-8 holds lone surrogates, which no JSON may: they become U+FFFD.
    return (_LONE.sub("\ufffd", text) + "\n").encode()


def schema() -> dict[str, Any]:
    """The JSON Schema that every report is valid by."""
    return schema_of(JsonReport, "report")


def schema_of(model: type[JsonPart], name: str) -> dict[str, Any]:
    """The JSON Schema of a whole report. name: ``report`` or ``batch``."""
    return {
        "$schema": _DIALECT,
        "$id": f"urn:{NAME}:{name}:1",
        **model.model_json_schema(),
        "title": f"{NAME} {name}, version 1",
    }


# The objects are made by ``model_construct``: all comes from frozen values whose types are checked
# already, and a name with lone surrogates, which pydantic refuses, must not cost the report.


def json_report(report: Report, lang: Lang) -> JsonReport:
    """The report, its texts in one language."""
    data = JsonReport.model_construct(
        report=REPORT_FORMAT,
        tool=json_tool(report.tool_version),
        rulepack=json_pack(report.pack, lang),
        package=_package(report.package, lang),
        received=_when(report.received),
        verdict=report.verdict,
        partial=report.partial,
        summary=json_summary(report.summary),
        entries=[
            JsonEntry.model_construct(
                id=entry.id,
                kind=entry.kind,
                name=entry.name,
                order=entry.order,
                special=entry.special,
                files=[
                    JsonFile.model_construct(path=file.path, role=file.role) for file in entry.files
                ],
            )
            for entry in report.entries
        ],
        registers=[
            JsonRegister.model_construct(kind=item.kind, path=item.path, rows=item.rows)
            for item in report.registers
        ],
        unassigned=[
            JsonUnassigned.model_construct(path=item.path, why=item.why.say(lang))
            for item in report.unassigned
        ],
        findings=[json_finding(finding, lang) for finding in report.findings],
        not_judged=[_not_judged(item, lang) for item in report.not_judged],
        rules=[json_rule(rule, lang) for rule in report.rules],
        notes=[note.say(lang) for note in report.notes],
    )
    if report.decided:
        data.decisions = JsonDecided.model_construct(
            confirmed=report.confirmed, waived=report.summary.waived
        )
    earlier = report.baseline
    if earlier is not None:
        count = since(report)
        data.baseline = JsonBaseline.model_construct(
            package=earlier.package,
            received=earlier.received,
            verdict=Verdict(earlier.verdict),
            new=count.new,
            open=count.still,
            mended=[_past(item) for item in earlier.mended],
            unsettled=[_past(item) for item in earlier.unsettled],
        )
    return data


def _package(info: PackageInfo, lang: Lang) -> JsonPackage:
    data = JsonPackage.model_construct(
        path=info.path, name=info.name, kind=info.kind, files=info.files, bytes=info.bytes
    )
    if info.seal is not None:
        said = asdict(info.seal) | {"why": _said(info.seal.why, lang)}
        for name in ("changed", "missing", "added"):
            said[name] = list(said[name])
        data.seal = JsonSeal.model_construct(**said)
    if info.units:
        data.units = list(info.units)
    return data


def json_tool(version: str) -> JsonTool:
    """The program."""
    return JsonTool.model_construct(name=NAME, version=version)


def json_pack(pack: PackInfo, lang: Lang) -> JsonPack:
    """The notice that was judged by."""
    said = JsonPack.model_construct(id=pack.id, title=pack.title.say(lang), sha256=pack.sha256)
    if pack.given:
        said.given = pack.given
    return said


def json_summary(summary: Summary) -> JsonSummary:
    """The counts."""
    return JsonSummary.model_construct(**asdict(summary))


def json_rule(rule: RuleResult, lang: Lang) -> JsonRule:
    """One rule and its counts."""
    return JsonRule.model_construct(
        id=rule.id,
        title=rule.title.say(lang),
        level=rule.level,
        clause=rule.clause,
        judged=rule.judged,
        passed=rule.passed,
        failed=rule.failed,
        not_judged=rule.not_judged,
    )


def json_finding(finding: Finding, lang: Lang) -> JsonFinding:
    """One finding."""
    data = JsonFinding.model_construct(
        rule=finding.rule,
        level=finding.level,
        entry=finding.entry,
        file=finding.file,
        where=finding.where,
        message=finding.message.say(lang),
        expected=_said(finding.expected, lang),
        observed=_said(finding.observed, lang),
        clause=finding.clause,
        quote=finding.quote,
        fix=_said(finding.fix, lang),
    )
    if finding.about:
        data.about = finding.about
    if finding.related:
        data.related = list(finding.related)
    if finding.facts:
        data.related_rules = list(finding.related_rules)
        data.facts = [_fact(fact, lang) for fact in finding.facts]
    if finding.digest:
        data.digest = finding.digest
    if finding.decision:
        data.decision = _decision(finding.decision)
    if finding.objection:
        data.objection = _decision(finding.objection)
    if finding.standing:
        data.baseline = finding.standing
    return data


def _fact(fact: Finding, lang: Lang) -> JsonFact:
    return JsonFact.model_construct(
        rule=fact.rule,
        level=fact.level,
        where=fact.where,
        message=fact.message.say(lang),
        expected=_said(fact.expected, lang),
        observed=_said(fact.observed, lang),
    )


def _not_judged(item: NotJudged, lang: Lang) -> JsonNotJudged:
    data = JsonNotJudged.model_construct(
        rule=item.rule,
        entry=item.entry,
        file=item.file,
        message=item.why.say(lang),
        fix=_said(item.fix, lang),
        level=item.level,
        lack=item.lack,
    )
    if item.decision:
        data.decision = _decision(item.decision)
    if item.objection:
        data.objection = _decision(item.objection)
    return data


def _decision(decision: Decision) -> JsonDecision:
    return JsonDecision.model_construct(
        decision=decision.choice,
        by=decision.by,
        on=decision.on.isoformat(),
        why=decision.why,
        until=_when(decision.until),
    )


def _past(item: PastFinding) -> JsonPast:
    return JsonPast.model_construct(
        rule=item.rule,
        level=item.level,
        kind=item.kind,
        name=item.name,
        file=item.file,
        where=item.where,
        message=item.message,
    )


def _said(text: Text | None, lang: Lang) -> str | None:
    return text.say(lang) if text else None


def _when(received: date | None) -> str | None:
    return received.isoformat() if received else None
