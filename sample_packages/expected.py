"""The report that a sample package must give, in a form that people can read and compare."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jlxx_check import Report, check, load_pack
from jlxx_check.model.text import Lang

HERE = Path(__file__).resolve().parent

#: How each package is judged.
OPTIONS: dict[str, dict[str, str]] = {
    "complying": {"rules": "jilin-2023", "received": "2023-07-08"},
    "mistakes": {"rules": "jilin-2023", "received": "2023-07-13"},
    "messy": {"rules": "jilin-2023", "received": "2023-07-10"},
    "university": {"rules": "aku-2026", "received": "2026-03-05T16:30"},
    "zipped": {"rules": "aku-2026", "received": "2026-03-05T16:30"},
}

#: Those that are one file.
PACKED = frozenset({"zipped"})

#: Rules whose messages hold a measure that may differ slightly from one decoder to the next.
_ESTIMATES = frozenset({"photo.sharpness"})


def place(name: str) -> Path:
    """Where the package lies: a folder, or an archive of its name."""
    return HERE / (f"{name}.zip" if name in PACKED else name)


def judge(name: str) -> Report:
    """The package's report."""
    options = OPTIONS[name]
    when = options["received"]
    received = datetime.fromisoformat(when) if "T" in when else date.fromisoformat(when)
    return check(place(name), load_pack(options["rules"]), received=received)


def essence(name: str, report: Report) -> dict[str, Any]:
    """The report without what changes from one version or machine to the next.

    Findings for a person are counted by rule; the others stand in full, in Chinese.
    """
    spoken = [item for item in report.findings if item.level.value != "review"]
    asked = Counter(item.rule for item in report.findings if item.level.value == "review")
    unjudged = Counter(item.rule for item in report.not_judged)
    return {
        "judged with": OPTIONS[name],
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
            }
            for item in spoken
        ],
        "for a person": dict(sorted(asked.items())),
        "not judged": dict(sorted(unjudged.items())),
        "passed": {rule.id: rule.passed for rule in report.rules if rule.passed},
    }


def expected_file(name: str) -> Path:
    """Where the expected report lies."""
    return HERE / f"{name}.expected.json"


def write_json(path: Path, data: object) -> None:
    """As people read it, with a final line break."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_expected(name: str) -> None:
    """Write down what the program says of the package now."""
    write_json(expected_file(name), essence(name, judge(name)))
