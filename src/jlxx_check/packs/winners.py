"""Lists of previous winners, as CSV or as a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.model.pack import Winner
from jlxx_check.model.text import Text
from jlxx_check.packs.tables import Rows, fault, read_tables
from jlxx_check.values.folding import fold_label

_WHAT = Text("往年名单", "The list of winners")
#: Column of the name → kind of winner, and the columns that its unit may stand in, nearest first.
_NAMES = {"姓名": ("star", ("单位", "实施单位")), "项目名称": ("project", ("实施单位", "单位"))}
_YEAR = "年度"
#: A title may stand above the header row.
_HEADER_WITHIN = 10


def read_winners(path: Path | Traversable) -> tuple[Winner, ...]:
    """The winners of a list with a header row: 姓名 or 项目名称, 单位 or 实施单位, 年度.

    Other columns are ignored, and rows without a name. Text is UTF-8, with or without BOM, or
    GB18030; what the file is, its first bytes tell. Raises PackError.
    """
    tables = read_tables(path, _WHAT)
    for rows in tables:
        header = _header(rows)
        if header is not None:
            return tuple(_winners(rows[header + 1 :], rows[header]))
    raise fault(
        Path(str(path)),
        Text(
            "往年名单缺少表头：要有“姓名”或“项目名称”一列。",
            "The list of winners has no header row with a column 姓名 or 项目名称.",
        ),
    )


def _header(rows: Rows) -> int | None:
    """The place of the first row that names a column of names."""
    for place, row in enumerate(rows[:_HEADER_WITHIN]):
        if any(fold_label(cell) in _NAMES for cell in row):
            return place
    return None


def _winners(rows: Rows, header: Sequence[str]) -> Iterator[Winner]:
    columns: dict[str, int] = {}
    for place, label in enumerate(header):
        columns.setdefault(fold_label(label), place)
    for row in rows:
        cells = {label: row[place].strip() for label, place in columns.items() if place < len(row)}
        for label, (kind, units) in _NAMES.items():
            if cells.get(label):
                unit = next((cells[column] for column in units if cells.get(column)), "")
                yield Winner(kind=kind, name=cells[label], unit=unit, year=cells.get(_YEAR, ""))
