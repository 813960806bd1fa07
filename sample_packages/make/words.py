"""Word documents: properties, fonts, and a table that is filled row by row."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from sample_packages.make.people import INVENTED
from sample_packages.make.zipped import settled


def new_document() -> WordDocument:
    """An empty A4 document in a Chinese font, whose properties say that it is invented."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "宋体", Pt(11)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    properties = document.core_properties
    properties.author, properties.last_modified_by = "样例", "样例"
    properties.comments = INVENTED
    return document


def title(document: WordDocument, text: str) -> None:
    """A centred, large line."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(18)


def grid(document: WordDocument, rows: int, columns: int) -> Table:
    """A bordered table."""
    table = document.add_table(rows, columns)
    table.style = "Table Grid"
    return table


def fill(table: Table, row: int, texts: Sequence[tuple[int, str]]) -> None:
    """Fill a row from left to right; each text spans so many columns."""
    column = 0
    for span, text in texts:
        cell = table.cell(row, column)
        if span > 1:
            cell = cell.merge(table.cell(row, column + span - 1))
        cell.text = text
        column += span


def letter(heading: str, lines: Sequence[str]) -> bytes:
    """A heading and paragraphs as .docx."""
    document = new_document()
    title(document, heading)
    for line in lines:
        document.add_paragraph(line)
    return to_bytes(document)


def to_bytes(document: WordDocument) -> bytes:
    """The finished file."""
    target = io.BytesIO()
    document.save(target)
    return settled(target.getvalue())
