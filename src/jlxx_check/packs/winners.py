"""Lists of previous winners, as CSV or as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from jlxx_check.model.pack import Winner
from jlxx_check.model.text import Text
from jlxx_check.packs.problems import PackError, PackProblem
from jlxx_check.values.folding import fold_label
from jlxx_check.values.system_errors import reason

Rows = Sequence[Sequence[str]]

#: Column of the name → kind of winner, and the columns that its unit may stand in, nearest first.
_NAMES = {"姓名": ("star", ("单位", "实施单位")), "项目名称": ("project", ("实施单位", "单位"))}
_YEAR = "年度"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
#: A title may stand above the header row.
_HEADER_WITHIN = 10


def read_winners(path: Path | Traversable) -> tuple[Winner, ...]:
    """The winners of a list with a header row: 姓名 or 项目名称, 单位 or 实施单位, 年度.

    Other columns are ignored, and rows without a name. Text is UTF-8, with or without BOM, or
    GB18030; what the file is, its first bytes tell. Raises PackError.
    """
    file = Path(str(path))
    try:
        content = path.read_bytes()
    except OSError as error:
        why = reason(error)
        raise _fault(
            file, f"往年名单无法打开：{why.zh}。", f"cannot be opened: {why.en}."
        ) from error
    workbook = content.startswith(_WORKBOOKS)
    tables = _sheets(file, content) if workbook else [_lines(file, content)]
    for rows in tables:
        header = _header(rows)
        if header is not None:
            return tuple(_winners(rows[header + 1 :], rows[header]))
    raise _fault(
        file,
        "往年名单缺少表头：要有“姓名”或“项目名称”一列。",
        "has no header row with a column 姓名 or 项目名称.",
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


def _lines(file: Path, content: bytes) -> Rows:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        first = text.partition("\n")[0]
        delimiter = max(",\t;", key=first.count)
        try:
            return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise _fault(
                file, f"往年名单不是完整的CSV：{error}。", f"is not sound CSV: {error}."
            ) from error
    raise _fault(
        file,
        "往年名单既不是UTF-8也不是GB18030文本，请另存为CSV（UTF-8）。",
        "is text in neither UTF-8 nor GB18030; save it as CSV (UTF-8).",
    )


def _sheets(file: Path, content: bytes) -> list[Rows]:
    # Imported here: hardly a run reads a workbook of winners.
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            [[_cell(value) for value in row] for row in book.get_sheet_by_name(name).to_python()]
            for name in book.sheet_names
        ]
    except CalamineError as error:
        raise _fault(
            file,
            f"往年名单的表格打不开：{error}。",
            f"cannot be read as a workbook: {error}.",
        ) from error


def _cell(value: object) -> str:
    """A cell as text; a whole number, such as a year, without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _fault(file: Path, zh: str, en: str) -> PackError:
    return PackError((PackProblem(file, None, Text(zh, en)),))
