"""When each delivery was received: a day for all, and a list by unit or by delivery."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from jlxx_check.app.batch.names import stem
from jlxx_check.app.batch.units import Units
from jlxx_check.model.text import Text
from jlxx_check.packs.problems import PackError, PackProblem
from jlxx_check.packs.tables import Rows, fault, read_tables
from jlxx_check.values.folding import fold, fold_label

Moment = date | datetime

_WHAT = Text("收到日期名单", "The list of dates")
_UNIT = ("单位", "单位名称", "推介单位", "报送单位")
_FILE = ("文件", "文件名", "材料包", "文件夹")
_DATE = ("收到日期", "收件日期", "接收日期", "收到时间", "日期")
_WRITTEN = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:(?:T|\s+)(\d{1,2})[:时点](\d{2})分?(?::\d{2}(?:\.0+)?)?)?"
)


@dataclass(frozen=True, slots=True)
class Dates:
    """by_path: by a delivery's name in the inbox, folded. by_unit: by ``Units.key``.

    A delivery's own date goes before its unit's, and that before the one for all.
    """

    for_all: Moment | None = None
    by_path: Mapping[str, Moment] = field(default_factory=dict)
    by_unit: Mapping[str, Moment] = field(default_factory=dict)

    def of(self, path: str, unit: str) -> Moment | None:
        """The date of one delivery. unit: its ``Units.key``."""
        own = self.by_path.get(fold(path)) or self.by_path.get(fold(stem(path)))
        return own or self.by_unit.get(unit) or self.for_all

    def unknown(self, paths: Iterable[str], units: Iterable[str]) -> tuple[str, ...]:
        """What the list names and the inbox does not hold."""
        here = {fold(path) for path in paths} | {fold(stem(path)) for path in paths}
        known = set(units)
        return tuple(
            [name for name in self.by_path if name not in here]
            + [name for name in self.by_unit if name not in known]
        )


def read_dates(path: Path, units: Units, for_all: Moment | None) -> Dates:
    """The dates of a list with a header: 单位 or 文件, and 收到日期.

    A row without a date is left out.

    Raises PackError with every line that cannot be read or that contradicts another.
    """
    for rows in read_tables(path, _WHAT):
        for at, row in enumerate(rows[:10]):
            labels = [fold_label(cell) for cell in row]
            unit, file, day = (_place(labels, names) for names in (_UNIT, _FILE, _DATE))
            if day is not None and (unit is not None or file is not None):
                return _Reading(path, units, unit, file, day).dates(rows, at + 1, for_all)
    raise fault(
        path,
        Text(
            "收到日期名单缺少表头：要有“单位”或“文件”一列，和“收到日期”一列。",
            "The list of dates has no header row with 单位 or 文件, and 收到日期.",
        ),
    )


def _place(labels: list[str], names: Iterable[str]) -> int | None:
    return next((labels.index(name) for name in names if name in labels), None)


@dataclass(slots=True)
class _Reading:
    """One list: where its columns are, and what its lines said so far."""

    path: Path
    units: Units
    unit: int | None
    file: int | None
    day: int

    def dates(self, rows: Rows, start: int, for_all: Moment | None) -> Dates:
        found: tuple[dict[str, Moment], dict[str, Moment]] = ({}, {})
        lines: dict[tuple[bool, str], int] = {}
        problems: list[PackProblem] = []
        for number, row in enumerate(rows[start:], start + 1):
            file, unit, written = (_cell(row, at) for at in (self.file, self.unit, self.day))
            if not (file or unit) or not written:
                continue
            key = (bool(file), fold(file) if file else self.units.key(unit))
            moment = _moment(written)
            where = found[0] if file else found[1]
            if moment is None:
                problems.append(PackProblem(self.path, number, _no_date(written)))
            elif where.get(key[1], moment) != moment:
                problems.append(PackProblem(self.path, number, _twice(file or unit, lines[key])))
            else:
                where[key[1]] = moment
                lines[key] = number
        if problems:
            raise PackError(problems)
        return Dates(for_all, *found)


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _moment(written: str) -> Moment | None:
    found = _WRITTEN.fullmatch(unicodedata.normalize("NFKC", written).strip().upper())
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups()[:3])
    try:
        if found[4] is None:
            return date(year, month, day)
        # A wall clock in China time, like the deadline that it is held against.
        return datetime(year, month, day, int(found[4]), int(found[5]))  # noqa: DTZ001
    except ValueError:
        return None


def _no_date(written: str) -> Text:
    return Text(
        f"“{written}”不是日期。请写成 2023-07-08 或 2023-07-08 17:30。",
        f"“{written}” is no date. Write 2023-07-08 or 2023-07-08 17:30.",
    )


def _twice(name: str, line: int) -> Text:
    return Text(
        f"“{name}”的收到日期与第 {line} 行不同。同一单位多次报送的，请用“文件”一列分别写明。",
        f"The date of “{name}” differs from line {line}. Where a unit sent several, name each in "
        "a column 文件.",
    )
