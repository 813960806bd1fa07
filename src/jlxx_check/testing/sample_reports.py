"""The report that a sample package must give, in a form that people can read and compare."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jlxx_check.api import Reading, RulePack, check
from jlxx_check.api.check_settings import AS_USUAL
from jlxx_check.model.report import Report
from jlxx_check.text import Lang, Text

#: Rules whose messages hold a measure that may differ slightly from one decoder to the next.
_ESTIMATES = frozenset({"photo.sharpness"})
#: Lists of the report in which what is there counts, not where.
_LISTS = {"findings": Text("结论", "finding"), "entries": Text("条目", "entry")}


def judge_sample(
    package: Path, pack: RulePack, received: str, reading: Reading = AS_USUAL
) -> Report:
    """The package's report. received: as ``2023-07-08`` or ``2023-07-08T16:30``; "": no day."""
    day = datetime if "T" in received else date
    when = day.fromisoformat(received) if received else None
    return check(package, pack, received=when, reading=reading)


def essence(report: Report, judged_with: dict[str, str]) -> dict[str, Any]:
    """The report without what changes from one version or machine to the next.

    Findings for a person are counted by rule; the others stand in full, in Chinese.
    """
    spoken = [item for item in report.findings if item.level.value != "review"]
    asked = Counter(item.rule for item in report.findings if item.level.value == "review")
    unjudged = Counter(item.rule for item in report.not_judged)
    return {
        "judged with": judged_with,
        "name": report.package.name,
        "verdict": report.verdict.value,
        "summary": asdict(report.summary),
        "entries": [
            {
                "id": entry.id,
                "name": entry.name,
                "order": entry.order,
                "special": entry.special,
                "files": {file.path: file.role for file in entry.files},
            }
            for entry in report.entries
        ],
        "registers": {item.path: f"{item.kind}, {item.rows}" for item in report.registers},
        "unassigned": [item.path for item in report.unassigned],
        "findings": [
            {
                "rule": item.rule,
                "level": item.level.value,
                "entry": item.entry,
                "file": item.file,
                "where": item.where,
                "message": None if item.rule in _ESTIMATES else item.message.say(Lang.ZH),
                **({"related_rules": list(item.related_rules)} if item.facts else {}),
            }
            for item in spoken
        ],
        "for a person": dict(sorted(asked.items())),
        "not judged": dict(sorted(unjudged.items())),
        "passed": {rule.id: rule.passed for rule in report.rules if rule.passed},
    }


def unlike(expected: dict[str, Any], found: dict[str, Any]) -> Iterator[Text]:
    """In what two reports differ, in words: what is missing, what is there beyond, what changed."""
    for key in dict.fromkeys((*expected, *found)):
        want, have = expected.get(key), found.get(key)
        if want == have or key == "judged with":
            continue
        if key in _LISTS and isinstance(want, list) and isinstance(have, list):
            named = _LISTS[key]
            for item in want:
                if item not in have:
                    said = _short(item)
                    yield Text(f"应有而没有的{named.zh}：{said}", f"{named.en} not found: {said}")
            for item in have:
                if item not in want:
                    said = _short(item)
                    yield Text(f"多出的{named.zh}：{said}", f"{named.en} not expected: {said}")
            if sorted(map(_short, want)) == sorted(map(_short, have)):
                yield Text(f"{named.zh}的顺序变了", f"the order of each {named.en} has changed")
        elif isinstance(want, dict) and isinstance(have, dict):
            for name in dict.fromkeys((*want, *have)):
                if want.get(name) != have.get(name):
                    yield _changed(f"{key}: {name}", want.get(name), have.get(name))
        else:
            yield _changed(key, want, have)


def _changed(what: str, want: object, have: object) -> Text:
    return Text(
        f"{what}：应为{_short(want)}，实际{_short(have)}",
        f"{what}: {_short(want)} expected, {_short(have)} found",
    )


def _short(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {item}" for key, item in value.items() if item is not None)
    return "—" if value is None else str(value)


def written_json(data: object) -> str:
    """As people read it, with a final line break."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
