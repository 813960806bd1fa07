"""Word papers on A4 as offices lay them out: a title, lines, a table of merged cells."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from jlxx_check.model.about import NAME
from jlxx_check.reporters.docx.layout import BODY, HEAD, TABLE, TITLE, font_table
from jlxx_check.reporters.docx.report_letter import steady
from jlxx_check.text import Lang
from jlxx_check.values.frozen_types import frozen
from jlxx_check.values.visible import visible

_TWIPS = 56.7  # a millimetre
_MARGINS = {"top": 20, "bottom": 16, "left": 20, "right": 20}
#: Millimetres between the edges.
PAGE_WIDTH, PAGE_HEIGHT = 210 - 40, 297 - 36
#: Points that a line is high, as a share of its letters' size; millimetres of a point.
_LEADING, _POINT = 1.3, 25.4 / 72
_LATIN = "Times New Roman"
__all__ = [
    "BODY",
    "HEAD",
    "PAGE_HEIGHT",
    "PAGE_WIDTH",
    "TABLE",
    "TITLE",
    "OfficePaper",
    "PaperCell",
    "PaperLine",
]


@frozen
class PaperLine:
    """A paragraph. size: points. side: left, center, right. above: points kept free above it.

    inset: millimetres between it and the right edge.
    """

    text: str
    size: float = 12
    font: str = BODY
    side: str = "left"
    bold: bool = False
    above: float = 0
    inset: float = 0

    @property
    def height(self) -> float:
        """Millimetres that one line of it takes."""
        return (self.size * _LEADING + self.above) * _POINT


@frozen
class PaperCell:
    """A cell. span: columns. down: it goes on beneath (``begin``) or goes on from above (``on``).

    at: where its lines stand, ``center`` or ``bottom`` or ``top``. shade: a colour, "" for none.
    """

    lines: Sequence[PaperLine] = (PaperLine(""),)
    span: int = 1
    down: str = ""
    at: str = "center"
    shade: str = ""


@frozen
class PaperRow:
    """A row. height: millimetres at least. whole: it is not parted between two pages."""

    boxes: Sequence[PaperCell]
    height: float = 0
    whole: bool = True
    heads: bool = False


class OfficePaper:
    """A document in the making; texts are made safe to show."""

    def __init__(self, lang: Lang, title: str) -> None:
        self._lang = lang
        self._document = Document()
        properties = self._document.core_properties
        properties.author, properties.title, properties.comments = NAME, visible(title), ""
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(_MARGINS["top"]), Mm(_MARGINS["bottom"])
        section.left_margin, section.right_margin = Mm(_MARGINS["left"]), Mm(_MARGINS["right"])
        section.header_distance = section.footer_distance = Mm(8)
        for part in self._document.part.package.iter_parts():
            if str(part.partname) == "/word/fontTable.xml":
                part._blob = font_table()

    def put(self, *lines: PaperLine) -> None:
        """Paragraphs, one a line."""
        self._insert("".join(map(self._paragraph, lines)))

    def table(self, widths: Sequence[float], strips: Sequence[PaperRow]) -> None:
        """A table with thin lines. widths: of its columns in millimetres."""
        rows = "".join(self._row(strip, widths) for strip in strips)
        columns = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0"/>' for side in sides)
        edges = {"top": 0.4, "left": 1.2, "bottom": 0.4, "right": 1.2}
        free = "".join(f'<w:{s} w:w="{_twips(mm)}" w:type="dxa"/>' for s, mm in edges.items())
        self._insert(
            f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths))}" w:type="dxa"/>'
            f'<w:jc w:val="center"/><w:tblBorders>{lines}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{free}</w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def data(self) -> bytes:
        """The .docx file; made twice from the same content it is the same."""
        # A document does not end in a table; what has to follow it takes no room.
        self._insert(
            '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
            '<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
        )
        target = BytesIO()
        self._document.save(target)
        return steady(target.getvalue())

    def _insert(self, made: str) -> None:
        whole = parse_xml(f"<w:body {nsdecls('w')}>{made}</w:body>")
        for part in list(whole):
            self._document.element.body.insert_element_before(part, "w:sectPr")

    def _row(self, strip: PaperRow, widths: Sequence[float]) -> str:
        height = f'<w:trHeight w:val="{_twips(strip.height)}" w:hRule="atLeast"/>'
        settings = "<w:cantSplit/>" if strip.whole else ""
        settings += height if strip.height else ""
        settings += "<w:tblHeader/>" if strip.heads else ""
        cells, column = "", 0
        for box in strip.boxes:
            cells += self._cell(box, sum(widths[column : column + box.span]))
            column += box.span
        return f"<w:tr><w:trPr>{settings}</w:trPr>{cells}</w:tr>"

    def _cell(self, box: PaperCell, width: float) -> str:
        span = f'<w:gridSpan w:val="{box.span}"/>' if box.span > 1 else ""
        down = {"begin": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}.get(box.down, "")
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{box.shade}"/>' if box.shade else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{span}{down}{shade}'
            f'<w:vAlign w:val="{box.at}"/></w:tcPr>'
            f"{''.join(map(self._paragraph, box.lines))}</w:tc>"
        )

    def _paragraph(self, line: PaperLine) -> str:
        latin = line.font if self._lang is Lang.ZH else _LATIN
        half = round(line.size * 2)
        inset = f'<w:ind w:right="{_twips(line.inset)}"/>' if line.inset else ""
        hint = "eastAsia" if self._lang is Lang.ZH else "default"
        style = (
            f'<w:rPr><w:rFonts w:hint="{hint}" w:ascii="{latin}" w:hAnsi="{latin}" '
            f'w:eastAsia="{line.font}" w:cs="{latin}"/>{"<w:b/>" if line.bold else ""}'
            f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>'
        )
        runs = "".join(
            f'<w:r>{style}<w:t xml:space="preserve">{escape(visible(part))}</w:t></w:r>'
            for part in filter(None, (line.text,))
        )
        return (
            f'<w:p><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
            f'<w:snapToGrid w:val="0"/><w:spacing w:before="{round(line.above * 20)}" '
            f'w:after="0" w:line="{round(line.size * _LEADING * 20)}" w:lineRule="atLeast"/>{inset}'
            f'<w:jc w:val="{line.side}"/>{style}</w:pPr>{runs}</w:p>'
        )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
