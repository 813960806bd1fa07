"""A JSON report of this program read back, to be compared with or decided on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jlxx_check.errors import CallError
from jlxx_check.model.baseline import PastAcross, PastFinding, SavedBatch, SavedReport
from jlxx_check.model.decision import DecidedSide
from jlxx_check.model.outcome import Lack, Level
from jlxx_check.text import Lang, Text
from jlxx_check.values.plain_files import why_unreadable
from jlxx_check.values.system_errors import reason

if TYPE_CHECKING:
    from pydantic import ValidationError

    from jlxx_check.model.report import Report
    from jlxx_check.reporters.json_model import JsonEntry, JsonReport
    from jlxx_check.reporters.json_parts import JsonFinding, JsonNotJudged

#: What any version of a format begins with.
_ANY_REPORT, _ANY_BATCH = "jlxx-check/", "jlxx-check-batch/"


class NotAReport(CallError, ValueError):
    """A file that is no JSON report of this program; ``text`` says why."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        super().__init__(Text(f"{path}：{zh}", f"{path}: {en}"))


def read_saved(path: Path) -> SavedReport:
    """As much of a report as is needed to go on from it. Raises NotAReport as ``read_json``."""
    return _saved(read_json(path))


def saved_from(report: Report) -> SavedReport:
    """The same of a report that is at hand; its messages are in Chinese."""
    from jlxx_check.reporters.json_report import json_report

    return _saved(json_report(report, Lang.ZH))


def read_json(path: Path, content: bytes | None = None) -> JsonReport:
    """The file's JSON. Raises NotAReport where it cannot be read or holds anything else.

    content: what is in it, where that is at hand.
    """
    # Loaded here: who reads no report back has no use for pydantic's models of one.
    from pydantic import ValidationError

    from jlxx_check.reporters.json_model import REPORT_FORMAT, JsonReport

    data = _loaded(path, content)
    _held_to_format(path, data, REPORT_FORMAT)
    try:
        return JsonReport.model_validate(data)
    except ValidationError as error:
        raise _changed(path, error) from None


def _saved(saved: JsonReport) -> SavedReport:
    entries = {entry.id: entry for entry in saved.entries}
    return SavedReport(
        saved.package.name,
        saved.rulepack.id,
        saved.received,
        saved.verdict.value,
        tuple(_past(item, entries.get(item.entry or "")) for item in saved.findings),
        {rule.id: rule.title for rule in saved.rules},
        tuple(
            _unjudged(item, entries.get(item.entry or ""))
            for item in saved.not_judged
            if item.lack is Lack.MATERIAL
        ),
        saved.rulepack.given or "",
        saved.package.path,
    )


def is_batch(path: Path) -> bool:
    """Whether the file says that it is a ``batch.json``. Raises NotAReport where it is no JSON."""
    data = _loaded(path)
    named = data.get("report") if isinstance(data, dict) else None
    return isinstance(named, str) and named.startswith(_ANY_BATCH)


def read_batch(path: Path) -> SavedBatch:
    """What ``batch.json`` has across packages. Raises NotAReport."""
    from pydantic import ValidationError

    from jlxx_check.reporters.batch.batch_json import BATCH_FORMAT, JsonAcross, JsonBatch

    data = _loaded(path)
    _held_to_format(path, data, BATCH_FORMAT)
    try:
        saved = JsonBatch.model_validate(data)
    except ValidationError as error:
        raise _changed(path, error) from None

    if saved.findings and not any(item.sides for item in saved.findings):
        raise NotAReport(
            path,
            "是较早版本的程序写的，没有写明各条涉及哪几方。请再运行一次 batch。",
            "was written by an earlier version, which does not name the sides. Run batch again.",
        )

    def past(item: JsonAcross) -> PastAcross:
        sides = tuple(
            DecidedSide(side.unit, side.entry, side.name, side.file, side.digest)
            for side in item.sides
        )
        return PastAcross(item.rule, item.level, item.message, sides, item.decision is not None)

    return SavedBatch(
        saved.rulepack.id,
        tuple(past(item) for item in saved.findings),
        {rule.id: rule.title for rule in saved.rules},
        saved.rulepack.given or "",
    )


def _changed(path: Path, error: ValidationError) -> NotAReport:
    place = ".".join(map(str, error.errors()[0]["loc"]))
    return NotAReport(
        path,
        f"报告不完整或被改动过（{place}）。",
        f"the report is not whole or was changed ({place}).",
    )


def _unjudged(item: JsonNotJudged, entry: JsonEntry | None) -> PastFinding:
    """What had no result, as a person is asked of it."""
    return PastFinding(
        item.rule,
        Level.REVIEW,
        item.message,
        item.entry,
        entry.kind if entry else None,
        entry.name if entry else None,
        item.file,
        decided=item.decision is not None,
        unjudged=True,
    )


def _past(item: JsonFinding, entry: JsonEntry | None) -> PastFinding:
    whole = PastFinding(
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
        about=item.about,
    )
    facts = (
        replace(whole, rule=fact.rule, level=fact.level, message=fact.message, where=fact.where)
        for fact in item.facts or ()
    )
    return replace(whole, facts=tuple(facts))


def _loaded(path: Path, content: bytes | None = None) -> Any:
    try:
        why = None if content is not None else why_unreadable(path)
        if why is not None:
            raise NotAReport(path, why.zh, why.en)
        return json.loads(path.read_bytes() if content is None else content)
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


def _held_to_format(path: Path, data: Any, known: str) -> None:
    named = data.get("report") if isinstance(data, dict) else None
    if named == known:
        return
    if isinstance(named, str) and named.startswith(_ANY_BATCH) and not known.startswith(_ANY_BATCH):
        raise NotAReport(
            path,
            "这是一批材料包的汇总，请给出其中一个材料包的 JSON 报告。",
            "is the summary of many packages; give the JSON report of one.",
        )
    if isinstance(named, str) and named.startswith((_ANY_REPORT, _ANY_BATCH)):
        raise NotAReport(
            path,
            f"报告的版本是 {named}，这个版本的程序读不了。",
            f"the report is of version {named}, which this program does not read.",
        )
    raise NotAReport(path, "不是本程序的 JSON 报告。", "is no JSON report of this program.")
