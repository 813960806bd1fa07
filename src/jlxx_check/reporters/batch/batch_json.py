"""``batch.json``, version 1 (``reporters/batch.schema.json`` describes it)."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Any

from jlxx_check.model.about import NAME
from jlxx_check.model.batch import AcrossFinding, BatchReport, Delivery
from jlxx_check.model.text import Lang
from jlxx_check.reporters.batch.standing import main_report, summary, verdict
from jlxx_check.reporters.json_report import finding_to_dict, json_bytes, rule_to_dict
from jlxx_check.reporters.json_report import schema as report_schema

FORMAT = "jlxx-check-batch/1"


def to_batch_json(batch: BatchReport, lang: Lang) -> bytes:
    """The batch as UTF-8 JSON with a final line break."""
    return json_bytes(batch_to_dict(batch, lang), indent=2)


def batch_to_dict(batch: BatchReport, lang: Lang) -> dict[str, Any]:
    """The batch as plain data, its texts in one language."""
    names = {item.path: item.name for item in batch.deliveries}
    return {
        "report": FORMAT,
        "tool": {"name": NAME, "version": batch.tool_version},
        "rulepack": {
            "id": batch.pack.id,
            "title": batch.pack.title.say(lang),
            "sha256": batch.pack.sha256,
        },
        "packages": [_package(item, lang) for item in batch.deliveries],
        "findings": [_finding(item, names, lang) for item in batch.across],
        "missing_units": list(batch.missing_units),
        "rules": [rule_to_dict(rule, lang) for rule in batch.rules],
        "notes": [note.say(lang) for note in (*batch.caveats, *batch.notes)],
    }


def _package(delivery: Delivery, lang: Lang) -> dict[str, Any]:
    return {
        "name": delivery.name,
        "unit": delivery.unit,
        "path": delivery.path,
        "received": delivery.received.isoformat() if delivery.received else None,
        "verdict": verdict(delivery).value,
        "summary": asdict(summary(delivery)),
        "report": main_report(delivery, "json"),
        "written": dict(delivery.written),
        "problem": delivery.problem.say(lang) if delivery.problem else None,
        "superseded_by": delivery.superseded_by,
    }


def _finding(item: AcrossFinding, names: dict[str, str], lang: Lang) -> dict[str, Any]:
    return {
        **finding_to_dict(item.finding, lang),
        "packages": [names.get(path, path) for path in item.packages],
        "paths": list(item.packages),
    }


def batch_schema() -> dict[str, Any]:
    """The JSON Schema of ``batch.json``; what it shares with a report's is taken from there."""
    text = files("jlxx_check.reporters").joinpath("batch.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    report = report_schema()["properties"]
    shared = {name: report[name] for name in ("tool", "rulepack", "received", "verdict", "summary")}
    shared["finding"] = _with(report["findings"]["items"], schema["$defs"].pop("of-packages"))
    shared["rule"] = report["rules"]["items"]
    schema["$defs"].update(shared)
    return schema


def _with(schema: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """An object's schema with more keys, all of them required."""
    return {
        **schema,
        "properties": {**schema["properties"], **more["properties"]},
        "required": [*schema["required"], *more["properties"]],
    }
