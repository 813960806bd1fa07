"""The ledger's first sheet: how far the checks are, and how to fill the others in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.model import ledger_row
from jlxx_check.reporters.ledger.ledger_progress import LedgerProgress
from jlxx_check.reporters.xlsx.sheet import (
    CENTRED,
    FORMULA,
    HEAD_FILL,
    HEAD_FONT,
    TEXT_STYLE,
    SheetWriter,
)
from jlxx_check.text import Text

_WIDTHS = (34, 10, 10, 10, 10, 10, 4, 18, 10, 10)
_HEADS = (
    *(ledger_row.UNIT, Text("应核对", "items")),
    *(Text("其中没有结论", "of them not judged"), Text("已核对", "looked at")),
    *(Text("有问题", "wrong"), Text("未核对", "open"), None),
    *(ledger_row.BY, Text("已核对", "looked at"), Text("有问题", "wrong")),
)
_HOW = (
    Text(
        "在“逐项核对”表里逐行填：结论从下拉框里选（属实、有问题、待查），并写核对人和日期；"
        "“有问题”的要写说明，说明会写进给这个单位的通知。",
        "Fill in the sheet of items row by row: a conclusion, by whom and on which day; "
        "what is wrong needs a remark, which goes into the letter to the unit.",
    ),
    Text(
        "整组情况相同的，可以在“成批核对”表里一行填完；以后新增的项不算在内。",
        "What is alike for a whole group may be filled in in one row of the sheet of groups; items "
        "that come later are not included.",
    ),
    Text(
        "可以排序、筛选、删行、插行，也可以几个人各填一份；不要只排序一部分列，不要改隐藏的“识别码”。",
        "Sort, filter, delete and insert rows as you like, and share the work in several copies; "
        "never sort some columns alone, and leave the hidden key as it is.",
    ),
    Text(
        "填好存盘，下次检查时加上 --decisions 这个文件（可以写几次）；新的台账会接着这一份往下写。",
        "Save it and give it to the next run with --decisions (several times for several copies); "
        "the new ledger goes on from it.",
    ),
)
_TITLE, _LINE = Font(bold=True, size=16), Font(bold=True, size=12)
_LEFT = Alignment(wrap_text=True, vertical="center")
#: Points of a line, and what of it fits across the sheet, in Chinese letters.
_HEIGHT, _ACROSS = 18, 58


def write_progress(writer: SheetWriter, progress: LedgerProgress, subject: str) -> None:
    """Write the sheet. subject: what the ledger is of, under the title."""
    sheet = writer.sheet(Text("核对进度", "Progress"))
    for number, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = get_column_letter(len(_WIDTHS))
    lines = (
        (Text(f"核对台账　{subject}", f"Ledger of manual checks: {subject}"), _TITLE),
        (progress.line, _LINE),
        *((how, None) for how in _HOW),
    )
    for row, (text, font) in enumerate(lines, 1):
        said = writer.say(text)
        wide = 2 if font is _TITLE else 1
        sheet.row_dimensions[row].height = _HEIGHT * wide * (1 + len(said) * wide // _ACROSS)
        sheet.append([_lead(sheet, said, font)])
        sheet.merged_cells.add(f"A{row}:{last}{row}")
    head = len(lines) + 1
    sheet.append([_head(writer, sheet, text) for text in _HEADS])
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    for unit, person in zip_longest(progress.units, progress.people):
        cells: list[Cell | None] = [None] * len(_HEADS)
        if unit:
            name, own = unit
            counts = [own.every, own.unjudged, own.done, own.wrong, own.open]
            cells[:6] = _cells(writer, sheet, name, counts)
        if person:
            name, own = person
            cells[7:10] = _cells(writer, sheet, name, [own.done, own.wrong])
        sheet.append(cells)


def _lead(sheet: Worksheet, said: str, font: Font | None) -> Cell:
    cell = WriteOnlyCell(sheet, said)
    cell.data_type, cell.alignment = "s", _LEFT
    if font is not None:
        cell.font = font
    return cell


def _head(writer: SheetWriter, sheet: Worksheet, text: Text | None) -> Cell | None:
    if text is None:
        return None
    cell = WriteOnlyCell(sheet, writer.say(text))
    cell.style, cell.font, cell.fill, cell.alignment = TEXT_STYLE, HEAD_FONT, HEAD_FILL, CENTRED
    return cell


def _cells(
    writer: SheetWriter, sheet: Worksheet, name: str, numbers: Sequence[int]
) -> list[Cell | None]:
    """A name, which stays text whatever it begins with, and its numbers."""
    said = writer.say(name)
    first = WriteOnlyCell(sheet, said)
    first.style, first.data_type, first.quotePrefix = TEXT_STYLE, "s", said.startswith(FORMULA)
    made: list[Cell | None] = [first]
    for number in numbers:
        cell = WriteOnlyCell(sheet, number)
        cell.style, cell.alignment, cell.number_format = TEXT_STYLE, CENTRED, "0"
        made.append(cell)
    return made
