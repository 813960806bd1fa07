"""Several deliveries of one unit: which counts, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from jlxx_check.app.batch.units import Units
from jlxx_check.model.batch import Delivery
from jlxx_check.model.text import Text
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
    winner: dict[str, str] = {}
    notes: list[Text] = []
    for same in by_unit.values():
        best, doubt = _newest(same)
        winner.update((item.path, best.path) for item in same if item is not best)
        if doubt:
            notes.append(_note(units.title(best.name), best.path, doubt))
        if len(same) > 1 and best.report is None:
            notes.append(_unopened(units.title(best.name), best.path))
    return (
        tuple(replace(item, superseded_by=winner.get(item.path)) for item in deliveries),
        tuple(notes),
    )


def _newest(same: Sequence[Delivery]) -> tuple[Delivery, Text | None]:
    """The delivery that counts, and why it may be another."""
    if len(same) == 1:
        return same[0], None
    left = list(same)
    doubt = None
    dates = [item.received for item in same]
    if all(moment is not None for moment in dates):
        left = _latest(same)
    elif any(moment is not None for moment in dates):
        doubt = _SOME_DATES
    newest = max((item.newest or 0.0) for item in left)
    last = [item for item in left if (item.newest or 0.0) == newest]
    return last[-1], _TIE if len(last) > 1 else doubt


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
