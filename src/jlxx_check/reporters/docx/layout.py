"""A page after GB/T 9704-2012 (format of official documents): paper, grid, fonts, page numbers."""

from __future__ import annotations

from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from jlxx_check.model.about import NAME
from jlxx_check.model.text import Lang
from jlxx_check.reporters.visible import visible

BODY, HEAD, SUBHEAD, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
#: What stands in where a font is not installed: another name of it, then its likes.
_INSTEAD = {
    BODY: "仿宋,FangSong,STFangsong,FangSong_GB2312",
    HEAD: "SimHei,STHeiti,Noto Sans CJK SC",
    SUBHEAD: "楷体,KaiTi,STKaiti",
    TITLE: "小标宋体,方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun",
}
_LATIN = "Times New Roman"
SIZE = Pt(16)  # 三号 (5.2.2)
_TITLE_SIZE = Pt(22)  # 二号 (7.3.1)
_NUMBER_SIZE = Pt(14)  # 四号 (7.5)
#: 22 lines on 225 mm and 28 characters on 156 mm (5.2.3), in twentieths of a point: a line, and
#: what a character of 16 points gives up. A grid would do it in Word; LibreOffice gives two places
#: to a character that is wider than one.
_LINE = 579
_GIVEN_UP = -5


class Letter:
    """A document in the making; every paragraph's text is made safe to show."""

    def __init__(self, lang: Lang, title: str) -> None:
        self.lang = lang
        self.document = Document()
        self.document.core_properties.author = NAME
        self.document.core_properties.title = visible(title)
        self.document.core_properties.comments = ""
        _page(self.document.sections[0])
        _fonts(self.document, lang)
        _numbers(self.document)

    def title(self, text: str) -> None:
        """The title, centred, with an empty line below (7.3.1, 7.3.2)."""
        paragraph = self._paragraph(text, TITLE, _TITLE_SIZE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(35)
        self._paragraph("")

    def addressee(self, text: str) -> None:
        """Who receives it, flush left (7.3.2)."""
        self._paragraph(text)

    def body(self, text: str, *, keep: bool = False) -> None:
        """A paragraph whose first line stands two characters in (7.3.3).

        keep: it stays with what follows, so that no signature stands alone on a page (7.3.5.4).
        """
        paragraph = self._paragraph(text, justify=True)
        _indent(paragraph, first=2)
        paragraph.paragraph_format.keep_with_next = keep

    def heading(self, text: str) -> None:
        """First order: 一、 in 黑体 (7.3.3)."""
        paragraph = self._paragraph(text, HEAD)
        _indent(paragraph, first=2)
        paragraph.paragraph_format.keep_with_next = True

    def subheading(self, text: str) -> None:
        """Second order: （一） in 楷体 (7.3.3)."""
        paragraph = self._paragraph(text, SUBHEAD)
        _indent(paragraph, first=2)
        paragraph.paragraph_format.keep_with_next = True

    def right(self, text: str, indent: float, *, follows: bool = True) -> None:
        """A line of the signature, so many characters from the right edge (7.3.5.3)."""
        paragraph = self._paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _indent(paragraph, right=indent)
        paragraph.paragraph_format.keep_with_next = follows

    def blank(self) -> None:
        """An empty line that stays with what follows."""
        self._paragraph("").paragraph_format.keep_with_next = True

    def _paragraph(
        self, text: str, font: str = BODY, size: Pt = SIZE, *, justify: bool = False
    ) -> Any:
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(visible(text))
        run.font.size = size
        if font != BODY:
            _set_font(run._element.get_or_add_rPr(), font, self.lang)
        if justify and self.lang is Lang.ZH:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return paragraph


def _page(section: Any) -> None:
    """A4, edges of 37, 35, 28 and 26 mm (5.1, 5.2.1); the number 7 mm below the text (7.5)."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(_LINE))


def _fonts(document: Any, lang: Lang) -> None:
    normal = document.styles["Normal"]
    normal.font.size = SIZE
    properties = normal.element.get_or_add_rPr()
    _set_font(properties, BODY, lang)
    if lang is Lang.ZH:
        closer = OxmlElement("w:spacing")
        closer.set(qn("w:val"), str(_GIVEN_UP))
        # Before the size: the order of a run's properties is fixed (ECMA-376-1, 17.3.2.28).
        properties.find(qn("w:sz")).addprevious(closer)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    spacing.line_spacing = Pt(_LINE / 20)
    spacing.widow_control = False
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = _font_table()


def _set_font(properties: Any, font: str, lang: Lang) -> None:
    """Chinese in the given font; in a Chinese letter the digits, too, as the standard's own are."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    latin = font if lang is Lang.ZH else _LATIN
    for script, name in {"ascii": latin, "hAnsi": latin, "eastAsia": font, "cs": latin}.items():
        fonts.set(qn(f"w:{script}"), name)
    # Marks such as “ and — are in Chinese and in Western fonts; the language says which to take.
    fonts.set(qn("w:hint"), "eastAsia" if lang is Lang.ZH else "default")


def _font_table() -> bytes:
    """The fonts with the names to look for instead (ECMA-376-1, 17.8.3.1)."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
        f'<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name, instead in _INSTEAD.items()
    )
    table = f"<w:fonts {nsdecls('w')}>{fonts}</w:fonts>"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (head + table).encode()


def _numbers(document: Any) -> None:
    """``— 1 —`` at the outer foot, one character in (7.5): right on odd pages, left on even."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        odd = side is WD_ALIGN_PARAGRAPH.RIGHT
        _indent(paragraph, size=14, right=1 if odd else 0, left=0 if odd else 1)
        for text in ("— ", None, " —"):
            run = paragraph.add_run(text)
            run.font.size = _NUMBER_SIZE
            _set_font(run._element.get_or_add_rPr(), "宋体", Lang.ZH)
            if text is None:
                _page_field(run._element)


def _page_field(run: Any) -> None:
    for part in (
        '<w:fldChar {} w:fldCharType="begin"/>',
        '<w:instrText {} xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar {} w:fldCharType="separate"/>',
        "<w:t {}>1</w:t>",
        '<w:fldChar {} w:fldCharType="end"/>',
    ):
        run.append(parse_xml(part.format(nsdecls("w"))))


def _indent(
    paragraph: Any, *, first: float = 0, left: float = 0, right: float = 0, size: int = 16
) -> None:
    """Indents in characters, with the same in points for programs that do not count characters."""
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()
    for name, count in {"firstLine": first, "left": left, "right": right}.items():
        if count:
            indent.set(qn(f"w:{name}Chars"), str(round(count * 100)))
            indent.set(qn(f"w:{name}"), str(round(count * size * 20)))
