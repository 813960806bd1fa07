"""Several deliveries of one unit: which counts, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from jlxx_check.app.batch.units import Units
from jlxx_check.model.batch import Delivery
from jlxx_check.model.text import Text
from jlxx_check.values.folding import fold_name
from jlxx_check.values.moments import day_of, in_china


def choose(
    deliveries: Sequence[Delivery], units: Units
) -> tuple[tuple[Delivery, ...], tuple[Text, ...]]:
    """The deliveries, older ones marked as superseded, and notes where the order is in doubt.

    The date received decides, where every delivery of the unit has one; else the newest file. The
    order of the deliveries given, by path, settles what is left: the last one counts.
    """
    by_unit: dict[str, list[Delivery]] = {}
    for item in deliveries:
        by_unit.setdefault(units.key(item.name), []).append(item)
    winner: dict[str, tuple[str, Text]] = {}
    notes: list[Text] = []
    for same in by_unit.values():
        best, doubt, reasons = _newest(same)
        winner.update((path, (best.path, why)) for path, why in reasons.items())
        if doubt:
            notes.append(_note(units.title(best.name), best.path, doubt))
        if len(same) > 1 and best.report is None:
            notes.append(_unopened(units.title(best.name), best.path))
        apart = [item.path for item in same if item is not best and _apart(item, best)]
        if apart:
            notes.append(_in_parts(units.title(best.name), [best.path, *apart]))
    nothing = (None, None)
    marked = ((item, winner.get(item.path, nothing)) for item in deliveries)
    return (
        tuple(replace(item, superseded_by=by, newer=why) for item, (by, why) in marked),
        tuple(notes),
    )


def _newest(same: Sequence[Delivery]) -> tuple[Delivery, Text | None, dict[str, Text]]:
    """The delivery that counts, why it may be another, and by what it is newer than each other."""
    if len(same) == 1:
        return same[0], None, {}
    left = list(same)
    doubt = None
    dates = [item.received for item in same]
    if all(moment is not None for moment in dates):
        left = _latest(same)
    elif any(moment is not None for moment in dates):
        doubt = _SOME_DATES
    newest = max((item.newest or 0.0) for item in left)
    last = [item for item in left if (item.newest or 0.0) == newest]
    reasons = {
        item.path: _BY_NAME if item in last else _BY_FILE if item in left else _BY_DATE
        for item in same
        if item is not last[-1]
    }
    return last[-1], _TIE if len(last) > 1 else doubt, reasons


def _apart(one: Delivery, other: Delivery) -> bool:
    """Whether two deliveries have no entry in common, so that each may be a part of the whole."""
    if one.report is None or other.report is None:
        return False
    entries = [
        {(item.kind, fold_name(item.name)) for item in report.entries}
        for report in (one.report, other.report)
    ]
    if all(entries):
        return entries[0].isdisjoint(entries[1])
    kinds = [
        {item.kind for item in report.entries} | {item.kind for item in report.registers}
        for report in (one.report, other.report)
    ]
    return all(kinds) and kinds[0].isdisjoint(kinds[1])


def _latest(same: Sequence[Delivery]) -> list[Delivery]:
    """Those received last: by the day, and by the hour where all of that day have one."""
    moments = {item.path: in_china(item.received) for item in same if item.received}
    day = max(day_of(moment) for moment in moments.values())
    left = [item for item in same if day_of(moments[item.path]) == day]
    hours = {path: hour for path, hour in moments.items() if isinstance(hour, datetime)}
    if all(item.path in hours for item in left):
        last = max(hours[item.path] for item in left)
        left = [item for item in left if hours[item.path] == last]
    return left


_SOME_DATES = Text(
    "不是每一份都有收到日期，按其中最新的文件", "not all have a date received; by the newest file"
)
_TIE = Text(
    "收到日期和文件时间都分不出先后，按名称取最后一份",
    "neither dates nor files tell which is newer; by name, the last",
)


_BY_DATE = Text("收到日期较晚", "it was received later")
_BY_FILE = Text("其中的文件较新", "its newest file is newer")
_BY_NAME = Text("按名称排在后面", "its name comes last")


def _in_parts(unit: str, paths: list[str]) -> Text:
    return Text(
        "同一单位的两份材料内容不重叠，可能是分批报送，请合并成一份后再检查："
        f"{unit}（{'、'.join(paths)}；现在只以“{paths[0]}”为准）。",
        "Two deliveries of one unit have nothing in common and may be parts of one: put them "
        f"together and judge again: {unit} ({', '.join(paths)}; for now only “{paths[0]}” counts).",
    )


def _note(unit: str, path: str, why: Text) -> Text:
    return Text(
        f"{unit}报送了多份（{why.zh}），以“{path}”为准。如不对，请用 --received-list 写明日期。",
        f"{unit} sent several ({why.en}): “{path}” counts. If that is wrong, give their dates "
        "with --received-list.",
    )


def _unopened(unit: str, path: str) -> Text:
    return Text(
        f"{unit}最新的一份“{path}”打不开，请让该单位重新报送；旧的仍列在后面。",
        f"The newest delivery of {unit}, “{path}”, cannot be opened: ask for it again. The older "
        "one is still listed.",
    )
