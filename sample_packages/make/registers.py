"""The registers (推介登记表): workbooks, or a table in a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx.enum.section import WD_ORIENT
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from sample_packages.make.people import INVENTED, Values
from sample_packages.make.words import fill, grid, new_document, title, to_bytes
from sample_packages.make.zipped import settled

STAR_TITLE = "“百姓学习之星”推介登记表"
PROJECT_TITLE = "“终身学习品牌项目”推介登记表"
_NOTE = "注：1.序号即推介排序。2.推介“特别感人”“特别受百姓喜爱”的，请在备注中注明。"
_WIDE = {"事迹简介": 40, "项目简介": 40, "工作单位及职务": 28, "项目名称": 24, "年参与人次": 30}


def numbered(rows: Sequence[Values], remarks: dict[int, str]) -> list[Values]:
    """Rows with 序号 from 1 in front and 备注 behind; remarks: by number."""
    return [
        {"序号": str(number)} | row | {"备注": remarks.get(number, "")}
        for number, row in enumerate(rows, start=1)
    ]


def workbook(
    heading: str, unit: str, rows: Sequence[Values], around: tuple[str, str] | None = None
) -> bytes:
    """An .xlsx with a title, a line for the unit, the header, the rows and a note.

    around: other words than a register's for that line and the note.
    """
    above, below = around or (_sender(unit), _NOTE)
    book = Workbook()
    book.properties.creator = book.properties.lastModifiedBy = "样例"
    book.properties.description = INVENTED
    sheet = book.active
    sheet.title = "登记表"
    labels = list(rows[0])
    for row, text in ((1, heading), (2, above), (len(rows) + 4, below)):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(labels))
        sheet.cell(row, 1, text).alignment = Alignment(
            horizontal="center" if row == 1 else "left", wrap_text=True
        )
    sheet.cell(1, 1).font = Font(name="方正小标宋简体", size=18, bold=True)
    side = Side(style="thin")
    for number, values in enumerate([dict(zip(labels, labels, strict=True)), *rows], start=3):
        for column, label in enumerate(labels, start=1):
            text = values[label]
            whole = label == "序号" and text.isdecimal()
            cell = sheet.cell(number, column, int(text) if whole else text)
            cell.border = Border(left=side, right=side, top=side, bottom=side)
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            cell.number_format = "0" if whole else "@"
    for column, label in enumerate(labels, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDE.get(label, 14)
    sheet.freeze_panes = "A4"
    target = io.BytesIO()
    book.save(target)
    return settled(target.getvalue())


def word_table(heading: str, unit: str, rows: Sequence[Values]) -> bytes:
    """The same as a table in a .docx."""
    document = new_document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    title(document, heading)
    document.add_paragraph(_sender(unit))
    labels = list(rows[0])
    table = grid(document, len(rows) + 1, len(labels))
    fill(table, 0, [(1, label) for label in labels])
    for number, values in enumerate(rows, start=1):
        fill(table, number, [(1, values[label]) for label in labels])
    document.add_paragraph(_NOTE)
    return to_bytes(document)


def _sender(unit: str) -> str:
    return f"推介单位（盖章）：{unit}    填表人：样例    联系电话：0431-00000000    2023年6月28日"
