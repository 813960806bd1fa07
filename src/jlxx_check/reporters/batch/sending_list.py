"""发送清单.xlsx: which letter goes to whom, for the staff who send them.

It holds telephone numbers in full, says so on each page, and is sent to nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from jlxx_check.model.batch_report import BatchReport
from jlxx_check.model.sender import SendingLine
from jlxx_check.reporters.letter_items import shown_name
from jlxx_check.reporters.sections import DRAFT, LETTER, NUMBER, REMARKS, ROUND, SENT, UNIT, VERDICT
from jlxx_check.reporters.xlsx.sheet import VERDICT_FILLS, YELLOW, Column, link_beside, saved
from jlxx_check.reporters.xlsx.streamed_rows import Link, Rows, Value, Written, streaming_writer
from jlxx_check.text import Lang, Text

_WARNING = Text(
    "内含联系人和联系电话，仅供工作人员内部使用，请勿外传",
    "holds names and telephone numbers: for the staff's own use, do not pass on",
)
_TITLE = Text("发送清单", "to be sent")
_COLUMNS = (
    Column(NUMBER, 6),
    Column(UNIT, 26),
    Column(VERDICT, 12),
    Column(ROUND, 6),
    Column(Text("需补正", "to mend"), 8),
    Column(Text("请核实", "to check"), 8),
    Column(LETTER, 23),
    Column(DRAFT, 6),
    Column(Text("附件", "attached"), 18),
    Column(Text("聊天提醒", "chat note"), 11),
    Column(Text("联系人", "contact"), 11),
    Column(Text("联系电话", "telephone"), 17),
    Column(Text("电子邮箱", "e-mail"), 20),
    Column(Text("不发的原因", "why none is sent"), 30),
    Column(SENT, 13),
    Column(REMARKS, 24),
    Column(Text("材料", "delivery"), 44),
)
_VERDICT, _REASON, _REMARK = 3, 14, 16
#: On paper the delivery's path is of no use.
_PRINTED = len(_COLUMNS) - 1


def to_sending_list(batch: BatchReport, lines: Sequence[SendingLine], lang: Lang) -> bytes:
    """The workbook: a line for each unit of which something has come."""
    writer = streaming_writer(lang, _WARNING.say(lang))
    sent = sum(line.letter is not None for line in lines)
    lead = Text(
        f"发送清单：{sent} 份通知，另有 {len(lines) - sent} 份材料暂不发通知　　{_WARNING.zh}",
        f"To be sent: {sent} letter(s), none yet on {len(lines) - sent} package(s) ({_WARNING.en})",
    )
    rows = Rows(writer, _TITLE, _COLUMNS, lead, frozen=2, printed=_PRINTED)
    for number, line in enumerate(lines, 1):
        rows.add([number, *_cells(line)])
    reasons = {line.reason: YELLOW for line in lines if line.reason}
    remarks = {line.remark: YELLOW for line in lines if line.remark}
    rows.close({_VERDICT: VERDICT_FILLS, _REASON: reasons, _REMARK: remarks})
    return saved(writer.book)


def _cells(line: SendingLine) -> list[Value]:
    contact = line.contact
    return [
        line.unit,
        line.verdict,
        line.round,
        line.errors or None,
        line.warnings or None,
        _link(line.letter),
        line.draft if line.draft > 1 else None,
        line.attached,
        _link(line.note),
        *(Written(text) for text in (contact.name, contact.phone, contact.mail)),
        line.reason,
        Written(line.sent) if isinstance(line.sent, str) else line.sent,
        line.remark,
        line.delivery,
    ]


def _link(name: str | None) -> Value:
    return Link(shown_name(name), link_beside(name)) if name else None
