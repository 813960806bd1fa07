"""Sheet 对照: what an earlier report had and this one has no more; without one, no sheet."""

from __future__ import annotations

from jlxx_check.model.report import Report
from jlxx_check.model.text import Text
from jlxx_check.reporters.since import past_owner, past_sections
from jlxx_check.reporters.wording import LEVELS
from jlxx_check.reporters.xlsx.sheet import Column, Writer

TITLE = Text("对照", "Since last")
_COLUMNS = (
    Column(Text("序号", "no."), 6),
    Column(Text("结果", "result"), 24),
    Column(Text("级别", "level"), 9),
    Column(Text("材料", "entry"), 24),
    Column(Text("上次的问题", "what was wrong"), 60),
    Column(Text("文件", "file"), 40),
    Column(Text("位置", "where"), 14),
    Column(Text("规则", "rule"), 24),
)


def write_past(writer: Writer, report: Report) -> None:
    """Write the sheet. Files that may be gone are no links."""
    if report.baseline is None:
        return
    sheet = writer.sheet(TITLE)
    writer.heads(sheet, _COLUMNS)
    row = 1
    for title, items in past_sections(report.baseline):
        for item in items:
            row += 1
            values = (
                *(row - 1, title, LEVELS[item.level], past_owner(item, report), item.message),
                *(item.file, item.where, item.rule),
            )
            for column, value in enumerate(values, 1):
                writer.put(sheet, row, column, value)
            writer.grow(sheet, row, len(_COLUMNS))
    writer.filters(sheet, len(_COLUMNS), row, "C2")
