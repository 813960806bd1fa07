"""The sheets of a ledger as rows of cells, however its workbook was saved since.

The table is found by its headings, so that columns may be moved or added, and a title may stand
above. A cell that spans several rows says the same of each of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jlxx_check.model import ledger_row
from jlxx_check.packs.tables import fault
from jlxx_check.text import Text
from jlxx_check.values.folding import fold, fold_label
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.system_errors import reason

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

#: How an .xlsx and an .xls (also .et) begin; no YAML does.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
#: Bytes of a workbook, and cells of a sheet up to its last value: no ledger has as many.
_LARGEST, _AREA = 100_000_000, 4_000_000
#: The headings stand in one of the first rows.
_HEADER_WITHIN = 12
#: Day 0 of Excel's count, and the days of this century in it: a date whose cell lost its format.
_FIRST_DAY, _DAYS = date(1899, 12, 30), range(36_526, 73_051)
#: Headings as a report's own checklist has them, too.
_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "key": (ledger_row.KEY.zh, ledger_row.KEY.en),
    "conclusion": (ledger_row.CONCLUSION.zh, ledger_row.CONCLUSION.en, "核对结果", "decision"),
    "by": (ledger_row.BY.zh, ledger_row.BY.en),
    "on": (ledger_row.ON.zh, ledger_row.ON.en, "核对日期"),
    "why": (ledger_row.WHY.zh, ledger_row.WHY.en, "备注"),
    "unit": (ledger_row.UNIT.zh, ledger_row.UNIT.en),
    "object": (ledger_row.OBJECT.zh, ledger_row.OBJECT.en, "名称", "name"),
    "item": (ledger_row.ITEM.zh, ledger_row.ITEM.en),
}
_FILLED = ("conclusion", "by", "on", "why")


@frozen
class SheetRow:
    """A row's cells as text by ``_COLUMNS``; those without a column are missing."""

    sheet: str
    #: From 1, as the program that shows it counts.
    number: int
    cells: Mapping[str, str]

    @property
    def filled(self) -> bool:
        """Whether a person wrote anything where a conclusion stands."""
        return any(self.cells.get(name) for name in _FILLED)


def is_workbook(path: Path) -> bool:
    """Whether the file begins as a workbook does; False where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(8).startswith(_WORKBOOKS)
    except OSError:
        return False


def ledger_rows(path: Path) -> tuple[SheetRow, ...]:
    """Every row below the headings of each sheet that has those of a ledger.

    Raises PackError for a file that cannot be read, or holds no ledger.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        if path.stat().st_size > _LARGEST:
            raise fault(path, Text("文件太大，不是核对台账。", "is too large for a ledger."))
        content = path.read_bytes()
    except OSError as error:
        why = reason(error)
        raise fault(
            path, Text(f"文件无法打开：{why.zh}。", f"cannot be opened: {why.en}.")
        ) from error
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        tables = [(sheet, _cells(path, sheet)) for sheet in sheets]
    except (CalamineError, ValueError, OverflowError) as error:
        raise fault(path, _UNREADABLE) from error
    rows: list[SheetRow] = []
    headed = False
    for sheet, cells in tables:
        at, columns = _heading(cells)
        if "conclusion" in columns and "by" in columns:
            headed = True
            rows += _rows(sheet.name, cells, at, columns)
    if not headed:
        raise fault(path, _NO_LEDGER)
    return tuple(rows)


def _cells(path: Path, sheet: CalamineSheet) -> list[list[str]]:
    """The cells from A1 on as text, those that span several rows in each. Raises PackError."""
    if sheet.total_height * sheet.total_width > _AREA:
        raise fault(path, Text("表格太大，不是核对台账。", "is too large for a ledger."))
    cells = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and top < len(cells) and left < len(cells[top]):
            for row in cells[top + 1 : bottom + 1]:
                row[left] = row[left] or cells[top][left]
    return cells


def _text(value: object) -> str:
    """A cell as text: a day as one, a whole number without a decimal point."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def day_text(text: str) -> str:
    """A date cell's text, with a bare count of days made the day that it stands for."""
    if text.isascii() and text.isdigit() and int(text) in _DAYS:
        return (_FIRST_DAY + timedelta(days=int(text))).isoformat()
    return text


def _heading(cells: list[list[str]]) -> tuple[int, dict[str, int]]:
    """The place of the row with the most of the headings, and their columns."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(cells[:_HEADER_WITHIN]):
        labels = [fold_label(cell) for cell in row]
        found = {
            name: min(labels.index(fold(word)) for word in words if fold(word) in labels)
            for name, words in _COLUMNS.items()
            if any(fold(word) in labels for word in words)
        }
        if len(found) > len(best[1]):
            best = (at, found)
    return best


def _rows(
    sheet: str, cells: list[list[str]], at: int, columns: Mapping[str, int]
) -> Iterator[SheetRow]:
    for number, row in enumerate(cells[at + 1 :], at + 2):
        held = {name: row[place] for name, place in columns.items() if place < len(row)}
        if any(held.values()):
            yield SheetRow(sheet, number, held)


_UNREADABLE = Text(
    "表格打不开，可能已损坏或设有密码，请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx。",
    "cannot be read as a workbook: it may be damaged or have a password; save it as .xlsx without.",
)
_NO_LEDGER = Text(
    "这不是核对台账：没有一张表有“结论”“核对人”“日期”这几列。"
    "空白的台账由 batch 写在输出文件夹里，或用 check --format ledger --output 核对台账.xlsx 生成。",
    "is no ledger: no sheet has the columns of one (conclusion, by whom, on which day). batch "
    "writes one into its output folder, and check --format ledger --output ledger.xlsx makes one.",
)
