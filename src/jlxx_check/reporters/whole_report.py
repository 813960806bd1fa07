"""A report made again from its JSON: the same one, or as much of it as the JSON says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.model.baseline import Baseline, PastFinding
from jlxx_check.model.decision import Decision
from jlxx_check.model.outcome import Lack
from jlxx_check.model.report import (
    Finding,
    NotJudged,
    PackageInfo,
    PackInfo,
    Report,
    ReportEntry,
    ReportFile,
    ReportRegister,
    ReportUnassigned,
)
from jlxx_check.model.seal_state import SealState
from jlxx_check.model.tallies import RuleResult, Summary
from jlxx_check.reporters.saved_report import NotAReport, read_json
from jlxx_check.text import Text, same
from jlxx_check.values.frozen_json import from_json
from jlxx_check.values.given import given_path

if TYPE_CHECKING:
    from jlxx_check.reporters.json_model import (
        JsonBaseline,
        JsonEntry,
        JsonPackage,
        JsonPast,
        JsonReport,
        JsonRule,
    )
    from jlxx_check.reporters.json_parts import JsonDecision, JsonFinding, JsonNotJudged

_UNTOLD = same("")


def read_report(source: str | Path | bytes) -> Report:
    """The report of a JSON file, or of what is in one.

    What ``render(report)`` wrote gives a report equal to the one that was written. What the command
    line wrote says less, and in one language: that then stands for both, and what it does not say
    (how files were understood, what was measured of them) is empty.

    Raises NotAReport for what cannot be read or is anything else, TypeError for what is no path.
    """
    content = source if isinstance(source, bytes) else None
    path = Path("JSON") if isinstance(source, bytes) else given_path("source", source)
    said = read_json(path, content)
    if said.whole is None:
        return _as_said(said, path)
    try:
        return from_json(Report, json.dumps(said.whole).encode())
    except ValueError:
        raise _not_ours(path) from None


def _not_ours(path: Path) -> NotAReport:
    return NotAReport(
        path,
        "“whole”一项不是这个版本写的，或被改动过。",
        "its 'whole' was not written by this version, or was changed.",
    )


def _as_said(said: JsonReport, path: Path) -> Report:
    try:
        received = _when(said.received)
        findings = tuple(map(_finding, said.findings))
        unjudged = tuple(map(_not_judged, said.not_judged))
    except ValueError as error:
        why = f"日期读不懂：{error}。", f"a date cannot be understood: {error}."
        raise NotAReport(path, *why) from None
    return Report(
        tool_version=said.tool.version,
        pack=PackInfo(
            said.rulepack.id,
            same(said.rulepack.title),
            said.rulepack.sha256,
            given=said.rulepack.given or "",
        ),
        package=_package(said.package),
        received=received,
        verdict=said.verdict,
        summary=Summary(**said.summary.model_dump()),
        entries=tuple(map(_entry, said.entries)),
        registers=tuple(
            ReportRegister(item.kind, item.path, item.rows, _UNTOLD) for item in said.registers
        ),
        unassigned=tuple(ReportUnassigned(item.path, same(item.why)) for item in said.unassigned),
        findings=findings,
        not_judged=unjudged,
        rules=tuple(map(_rule, said.rules)),
        notes=tuple(map(same, said.notes)),
        partial=said.partial,
        decided=said.decisions is not None,
        baseline=None if said.baseline is None else _baseline(said.baseline),
    )


def _package(said: JsonPackage) -> PackageInfo:
    seal = None
    if said.seal is not None:
        told = said.seal.model_dump() | {"why": _text(said.seal.why)}
        lists = {name: tuple(told[name]) for name in ("changed", "missing", "added")}
        seal = SealState(**(told | lists))
    units = tuple(said.units or ())
    return PackageInfo(said.path, said.name, said.kind, said.files, said.bytes, seal, units)


def _entry(said: JsonEntry) -> ReportEntry:
    files = (ReportFile(file.path, file.role, same(file.role), _UNTOLD) for file in said.files)
    kind = same(said.kind)
    return ReportEntry(said.id, said.kind, kind, said.name, said.order, said.special, tuple(files))


def _rule(said: JsonRule) -> RuleResult:
    counts = (said.judged, said.passed, said.failed, said.not_judged)
    return RuleResult(said.id, same(said.title), said.level, said.clause, *counts)


def _finding(said: JsonFinding) -> Finding:
    found = Finding(
        said.rule,
        said.level,
        same(said.message),
        entry=said.entry,
        file=said.file,
        where=said.where,
        about=said.about,
        expected=_text(said.expected),
        observed=_text(said.observed),
        clause=said.clause,
        quote=said.quote,
        fix=_text(said.fix),
        related=tuple(said.related or ()),
        digest=said.digest,
        decision=_decision(said.decision, said.rule, said.entry),
        objection=_decision(said.objection, said.rule, said.entry),
        standing=said.baseline,
    )
    facts = (
        Finding(
            fact.rule,
            fact.level,
            same(fact.message),
            entry=said.entry,
            file=said.file,
            where=fact.where,
            about=said.about,
            expected=_text(fact.expected),
            observed=_text(fact.observed),
        )
        for fact in said.facts or ()
    )
    return replace(found, facts=tuple(facts))


def _not_judged(said: JsonNotJudged) -> NotJudged:
    return NotJudged(
        said.rule,
        same(said.message),
        said.entry,
        said.file,
        said.level,
        said.lack or Lack.MATERIAL,
        _text(said.fix),
        _decision(said.decision, said.rule, said.entry),
        _decision(said.objection, said.rule, said.entry),
    )


def _decision(said: JsonDecision | None, rule: str, entry: str | None) -> Decision | None:
    if said is None or said.decision is None:
        return None
    until = None if said.until is None else date.fromisoformat(said.until)
    on = date.fromisoformat(said.on)
    return Decision(rule, entry, said.decision, said.by, on, said.why, until)


def _baseline(said: JsonBaseline) -> Baseline:
    def past(items: Iterable[JsonPast]) -> tuple[PastFinding, ...]:
        return tuple(
            PastFinding(
                item.rule,
                item.level,
                item.message,
                kind=item.kind,
                name=item.name,
                file=item.file,
                where=item.where,
            )
            for item in items
        )

    return Baseline(
        said.package, said.received, said.verdict, past(said.mended), past(said.unsettled)
    )


def _text(said: str | None) -> Text | None:
    return None if said is None else same(said)


def _when(said: str | None) -> date | None:
    """A date, or a date with a time."""
    if said is None:
        return None
    has_time = len(said) > len("2023-07-10")
    return datetime.fromisoformat(said) if has_time else date.fromisoformat(said)
