"""A ledger filled in as staff would, in Excel or WPS."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.decisions.load import Decisions, load_decisions
from jlxx_check.model.ledger_row import LedgerRow
from jlxx_check.model.report import Report
from jlxx_check.reporters.ledger import LedgerPart, to_ledger
from jlxx_check.text import Lang

ITEMS, GROUPS, WAIVERS = "逐项核对", "成批核对", "问题豁免"
#: Below the title and the headings.
FIRST = 3
Edit = Callable[[Workbook], None]


def ledger(
    path: Path, *reports: Report, rows: Iterable[LedgerRow] = (), lang: Lang = Lang.ZH
) -> Path:
    """A ledger over these packages, as the program writes it."""
    path.write_bytes(to_ledger([LedgerPart(item) for item in reports], lang, tuple(rows)))
    return path


def column(sheet: Worksheet, title: str) -> int:
    """The number of a column by its heading."""
    return next(cell.column for cell in sheet[2] if cell.value == title)


def row_of(sheet: Worksheet, *words: str) -> int:
    """The first row whose cells say all of these words."""
    for number in range(FIRST, sheet.max_row + 1):
        said = [str(cell.value) for cell in sheet[number]]
        if all(word in said for word in words):
            return number
    raise AssertionError(words)


def put(sheet: Worksheet, row: int, **cells: object) -> None:
    """Cells of a row by their headings."""
    for title, value in cells.items():
        sheet.cell(row, column(sheet, title)).value = value  # type: ignore[assignment]


def edit(path: Path, *edits: Edit) -> Path:
    """The workbook opened, changed and saved again."""
    book = load_workbook(path)
    for change in edits:
        change(book)
    book.save(path)
    return path


def fill(row: int, sheet: str = ITEMS, **cells: object) -> Edit:
    """What somebody writes in a row."""
    return lambda book: put(book[sheet], row, **cells)


def read(*paths: Path, several: bool = False) -> Decisions:
    return load_decisions(paths, rulepack="jilin-2023", packages=(), several=several)


def cells_of(path: Path, sheet: str) -> list[dict[str, object]]:
    """Every row of a sheet by its headings."""
    shown = load_workbook(path)[sheet]
    heads = [str(cell.value) for cell in shown[2]]
    rows = shown.iter_rows(min_row=FIRST, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows if any(row)]
