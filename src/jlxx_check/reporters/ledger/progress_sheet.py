"""How far the manual checks are: counted, and as the first sheet of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from jlxx_check.model import ledger_row
from jlxx_check.model.report import NotJudged
from jlxx_check.reporters.ledger_items import LedgerItem
from jlxx_check.reporters.xlsx.sheet import (
    CENTRED,
    FORMULA,
    HEAD_FILL,
    HEAD_FONT,
    TEXT_STYLE,
    SheetWriter,
)
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

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


@frozen
class CheckCount:
    """What a person has to look at: all, those looked at, and those of them found wrong.

    unjudged: how many of all had no result by the program; the others are the reports' 人工核对.
    """

    every: int
    done: int
    wrong: int
    unjudged: int = 0

    @property
    def open(self) -> int:
        """Still to be looked at."""
        return self.every - self.done


@frozen
class LedgerProgress:
    """The counts; units in their order, people by how much they have done."""

    total: CheckCount
    units: tuple[tuple[str, CheckCount], ...]
    #: Who has looked at how many items.
    people: tuple[tuple[str, CheckCount], ...]

    @property
    def line(self) -> Text:
        """Over all, in a line."""
        total = self.total
        zh = f"已核对 {total.done} / {total.every} 项"
        en = f"{total.done} of {total.every} items looked at"
        if total.wrong:
            zh, en = f"{zh}，其中有问题 {total.wrong} 项", f"{en}, {total.wrong} of them wrong"
        if total.unjudged:  # the reports count them apart
            reviews = total.every - total.unjudged
            zh += f"；全部 {total.every} 项中，人工核对 {reviews} 项，没有结论 {total.unjudged} 项"
            en += f"; of all, {reviews} are to review, {total.unjudged} had no result"
        return Text(zh, en)


def progress_of(items: Iterable[LedgerItem]) -> LedgerProgress:
    """Of what a person is asked; findings of the program that may be waived do not count."""
    every: dict[str, list[LedgerItem]] = {}
    for item in items:
        if item.asked:
            every.setdefault(item.unit, []).append(item)
    asked = [item for own in every.values() for item in own]
    done = Counter(item.said.by for item in asked if item.said)
    wrong = Counter(item.said.by for item in asked if item.said and item.wrong)
    return LedgerProgress(
        _counted(asked),
        tuple((unit, _counted(own)) for unit, own in every.items()),
        tuple((who, CheckCount(count, count, wrong[who])) for who, count in done.most_common()),
    )


def _counted(items: list[LedgerItem]) -> CheckCount:
    done = sum(item.said is not None for item in items)
    unjudged = sum(isinstance(item.source, NotJudged) for item in items)
    return CheckCount(len(items), done, sum(item.wrong for item in items), unjudged)
