"""A JSON report of this program read back, to be compared with or decided on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from jlxx_check.model.baseline import PastFinding, SavedReport
from jlxx_check.model.outcome import Level
from jlxx_check.model.report import Verdict
from jlxx_check.model.text import Text
from jlxx_check.values.system_errors import reason

_FORMAT = "jlxx-check/1"
_BATCH = "jlxx-check-batch/"


class NotAReport(ValueError):
    """A file that is no JSON report of this program; ``text`` says why."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        self.text = Text(f"{path}：{zh}", f"{path}: {en}")
        super().__init__(self.text.en)


class _Named(BaseModel):
    name: str


class _Pack(BaseModel):
    id: str


class _Rule(BaseModel):
    id: str
    title: str


class _Entry(BaseModel):
    id: str
    kind: str
    name: str


class _Finding(BaseModel):
    rule: str
    level: Level
    message: str
    entry: str | None = None
    file: str | None = None
    where: str | None = None
    digest: str | None = None
    decision: dict[str, Any] | None = None


class _Saved(BaseModel):
    rulepack: _Pack
    package: _Named
    received: str | None = None
    verdict: Verdict
    entries: tuple[_Entry, ...]
    findings: tuple[_Finding, ...]
    rules: tuple[_Rule, ...]


def read_report(path: Path) -> SavedReport:
    """The report. Raises NotAReport for a file that cannot be read or holds anything else."""
    data = _loaded(path)
    _held_to_format(path, data)
    try:
        saved = _Saved.model_validate(data)
    except ValidationError as error:
        place = ".".join(map(str, error.errors()[0]["loc"]))
        raise NotAReport(
            path,
            f"报告不完整或被改动过（{place}）。",
            f"the report is not whole or was changed ({place}).",
        ) from None
    entries = {entry.id: entry for entry in saved.entries}
    return SavedReport(
        saved.package.name,
        saved.rulepack.id,
        saved.received,
        saved.verdict.value,
        tuple(_past(item, entries.get(item.entry or "")) for item in saved.findings),
        {rule.id: rule.title for rule in saved.rules},
    )


def _past(item: _Finding, entry: _Entry | None) -> PastFinding:
    return PastFinding(
        item.rule,
        item.level,
        item.message,
        item.entry,
        entry.kind if entry else None,
        entry.name if entry else None,
        item.file,
        item.where,
        item.digest,
        item.decision is not None,
    )


def _loaded(path: Path) -> Any:
    if path.exists() and not path.is_file():
        raise NotAReport(path, "不是文件。", "is no file.")
    try:
        return json.loads(path.read_bytes())
    except OSError as error:
        why = reason(error)
        raise NotAReport(path, f"打不开：{why.zh}。", f"cannot be opened: {why.en}.") from None
    except (ValueError, RecursionError) as error:
        if isinstance(error, json.JSONDecodeError) and error.msg == "Extra data":
            raise NotAReport(
                path,
                "里面不止一份报告，请给出单个材料包的报告。",
                "holds more than one report; give that of one package.",
            ) from None
        raise NotAReport(
            path,
            "不是 JSON 报告。请用 --format json --output 报告.json 生成。",
            "is no JSON report. Make one with --format json --output report.json.",
        ) from None


def _held_to_format(path: Path, data: Any) -> None:
    named = data.get("report") if isinstance(data, dict) else None
    if named == _FORMAT:
        return
    if isinstance(named, str) and named.startswith(_BATCH):
        raise NotAReport(
            path,
            "这是一批材料包的汇总，请给出其中一个材料包的 JSON 报告。",
            "is the summary of many packages; give the JSON report of one.",
        )
    if isinstance(named, str) and named.startswith("jlxx-check/"):
        raise NotAReport(
            path,
            f"报告的版本是 {named}，这个版本的程序读不了。",
            f"the report is of version {named}, which this program does not read.",
        )
    raise NotAReport(path, "不是本程序的 JSON 报告。", "is no JSON report of this program.")
