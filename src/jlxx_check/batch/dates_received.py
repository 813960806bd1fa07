"""When each delivery was received: a day for all, and a list by unit or by delivery."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jlxx_check.batch.output_names import stem
from jlxx_check.batch.unit_names import Units
from jlxx_check.packs.pack_problems import PackError, PackProblem
from jlxx_check.packs.tables import Rows, fault, read_tables
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_label
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.typed_moments import Moment, NotAMoment, read_moment

_WHAT = Text("收到日期名单", "The list of dates")
_UNIT = ("单位", "单位名称", "推介单位", "推荐单位", "申报单位", "报送单位")
_FILE = ("文件", "文件名", "材料包", "文件夹")
_DATE = ("收到日期", "收件日期", "接收日期", "收到时间")
#: A column that may hold any day: of a check in a ledger, of a birth.
_SOME_DAY = "日期"


@frozen
class Dates:
    """A delivery's own date goes before its unit's, and that before the one for all."""

    for_all: Moment | None = None
    #: By a delivery's name in the inbox, folded.
    by_path: Mapping[str, Moment] = field(default_factory=dict)
    #: By ``Units.key``.
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


def read_dates(path: Path, units: Units, for_all: Moment | None, year: int | None = None) -> Dates:
    """The dates of a list with a header: 单位 or 文件, and 收到日期.

    A row without a date is left out. year: that of dates without one. A column 日期 may hold any
    day, as that of the checks in a ledger: it is none.

    Raises PackError with every line that cannot be read or that contradicts another.
    """
    vague = False
    for rows in read_tables(path, _WHAT):
        for at, row in enumerate(rows[:10]):
            labels = [fold_label(cell) for cell in row]
            unit, file, day = (_place(labels, names) for names in (_UNIT, _FILE, _DATE))
            vague = vague or _SOME_DAY in labels
            if day is not None and (unit is not None or file is not None):
                return _DateList(path, units, unit, file, day, year).dates(rows, at + 1, for_all)
    raise fault(
        path, Text(_NO_COLUMNS.zh + _VAGUE.zh, _NO_COLUMNS.en + _VAGUE.en) if vague else _NO_COLUMNS
    )


_NO_COLUMNS = Text(
    "收到日期名单缺少表头：要有“单位”或“文件”一列，和“收到日期”一列。",
    "The list of dates has no header row with 单位 or 文件, and 收到日期.",
)
_VAGUE = Text(
    "表里的“日期”一列看不出是不是收到日期；确是收到日期的，请把表头改为“收到日期”。",
    " Its column 日期 does not say of what; if it is of receipt, call it 收到日期.",
)


def _place(labels: list[str], names: Iterable[str]) -> int | None:
    return next((labels.index(name) for name in names if name in labels), None)


@dataclass(slots=True)
class _DateList:
    """One list: where its columns are, and what its lines said so far."""

    path: Path
    units: Units
    unit: int | None
    file: int | None
    day: int
    year: int | None

    def dates(self, rows: Rows, start: int, for_all: Moment | None) -> Dates:
        found: tuple[dict[str, Moment], dict[str, Moment]] = ({}, {})
        lines: dict[tuple[bool, str], int] = {}
        problems: list[PackProblem] = []
        for number, row in enumerate(rows[start:], start + 1):
            file, unit, written = (_cell(row, at) for at in (self.file, self.unit, self.day))
            if not (file or unit) or not written:
                continue
            key = (bool(file), fold(file) if file else self.units.key(unit))
            where = found[0] if file else found[1]
            try:
                moment = read_moment(written, year=self.year)
            except NotAMoment as error:
                problems.append(PackProblem(self.path, number, error.text))
                continue
            if where.get(key[1], moment) != moment:
                problems.append(PackProblem(self.path, number, _twice(file or unit, lines[key])))
            else:
                where[key[1]] = moment
                lines[key] = number
        if problems:
            raise PackError(problems)
        return Dates(for_all, *found)


def _cell(row: list[str], place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def _twice(name: str, line: int) -> Text:
    return Text(
        f"“{name}”的收到日期与第 {line} 行不同。同一单位多次报送的，请用“文件”一列分别写明。",
        f"The date of “{name}” differs from line {line}. Where a unit sent several, name each in "
        "a column 文件.",
    )
