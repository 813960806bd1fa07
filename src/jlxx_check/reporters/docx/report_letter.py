"""材料补正通知, the letter with what the unit has to mend; 材料核验通知 where all complies.

The letter is one page; what is to be mended is the table attached to it.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from jlxx_check.model.report import Report, Verdict
from jlxx_check.reporters.docx.attachment import write_attachment
from jlxx_check.reporters.docx.layout import Letter
from jlxx_check.reporters.docx.phrases import (
    blank_day,
    closing,
    compared,
    contact,
    day,
    intro,
    nothing_to_read,
    remarks,
    reply,
    rounds_line,
)
from jlxx_check.reporters.letter_items import nothing_read, numbered, title_of
from jlxx_check.reporters.letter_rows import LetterTable, letter_table, table_title
from jlxx_check.reporters.report_options import DEFAULTS, Options
from jlxx_check.text import Lang, Text

#: The first moment that a zip can name.
_FIRST = (1980, 1, 1, 0, 0, 0)
_PROPERTIES = "docProps/core.xml"
_WRITTEN = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


def to_docx(report: Report, lang: Lang, options: Options = DEFAULTS) -> bytes:
    """The letter as a .docx file. Its own day stays blank: it is that of the signature."""
    title, unit = title_of(report), options.addressee or report.package.name
    said = [text.say(lang) for text in _body(report, options)]
    table = LetterTable((), "", {})
    if not nothing_read(report):
        table = letter_table(report, options.unit_round, lang)
    attached = table_title(table).say(lang) if table.parts else None
    letter = Letter(lang, f"{title.say(lang)} {unit}")
    letter.title(title.say(lang))
    letter.addressee(unit + ("：" if lang is Lang.ZH else ":"))
    for text in said:
        letter.body(text)
    if closing(lang):
        letter.closing(closing(lang))
    if attached:
        letter.names_attachment(attached)
    office = report.pack.office
    letter.signed(options.signed_by or (office.say(lang) if office else ""), blank_day(lang))
    letter.fit()
    if attached:
        write_attachment(letter, table, attached)
    data = BytesIO()
    letter.document.save(data)
    return steady(data.getvalue())


def _body(report: Report, options: Options) -> list[Text]:
    """The letter's paragraphs."""
    ends = [reply(report, options.signed_by), contact(report, options)]
    last = Text(
        "".join(item.zh for item in ends if item), " ".join(item.en for item in ends if item)
    )
    if nothing_read(report):
        until = day(options.mend_by)
        by = Text(f"于{until.zh}前", f"by {until.en}")
        return [nothing_to_read(report, by), last]
    items = numbered(report, options.unit_round)
    unfinished = report.verdict is Verdict.INCOMPLETE
    attached = bool(items) or (
        unfinished and bool(letter_table(report, options.unit_round, Lang.ZH).parts)
    )
    said = (
        intro(report, items, options.mend_by, attached=attached),
        rounds_line(options.unit_round),
        compared(report),
        remarks(report, options),
        last,
    )
    return [item for item in said if item]


def steady(data: bytes) -> bytes:
    """The letter without the moment at which it was written."""
    target = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as steady,
    ):
        for member in source.infolist():
            content = source.read(member)
            if member.filename == _PROPERTIES:
                content = _WRITTEN.sub(b"", content)
            steady.writestr(zipfile.ZipInfo(member.filename, _FIRST), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
