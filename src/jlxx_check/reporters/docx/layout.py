"""A page after GB/T 9704-2012 (format of official documents): paper, grid, fonts, page numbers."""

from __future__ import annotations

from math import ceil
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from rich.cells import cell_len

from jlxx_check.model.about import NAME
from jlxx_check.text import Lang
from jlxx_check.values.visible import visible

BODY, HEAD, TITLE, TABLE = "仿宋_GB2312", "黑体", "方正小标宋简体", "宋体"
#: What stands in where a font is not installed: another name of it, then its likes.
_INSTEAD = {
    BODY: "仿宋,FangSong,STFangsong,FangSong_GB2312",
    HEAD: "SimHei,STHeiti,Noto Sans CJK SC",
    TABLE: "SimSun,STSong,Songti SC,Noto Serif CJK SC",
    TITLE: "小标宋体,方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun",
}
_LATIN = "Times New Roman"
SIZE = Pt(16)  # 三号 (5.2.2)
_TITLE_SIZE = Pt(22)  # 二号 (7.3.1)
_TITLE_LINE = Pt(35)
_ATTACHED_SIZE = Pt(18)  # 小二
_NUMBER_SIZE = Pt(14)  # 四号 (7.5)
TABLE_STYLE = "TableText"
TABLE_SIZE, TABLE_LINE = Pt(9), Pt(12.5)  # 小五
#: Points from the first line to the last, characters of a line (5.2.3), and how close lines may
#: come where a letter would else run over.
_PAGE_HEIGHT, _CHARACTERS, _CLOSEST = 637.0, 28, 21.0
#: 22 lines on 225 mm and 28 characters on 156 mm (5.2.3), in twentieths of a point: a line, and
#: what a character of 16 points gives up. A grid would do it in Word; LibreOffice gives two places
#: to a character that is wider than one.
_LINE = 579
_GIVEN_UP = -5


class Letter:
    """A document in the making; every paragraph's text is made safe to show."""

    def __init__(self, lang: Lang, title: str) -> None:
        self.lang = lang
        self._lines = 0
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
        paragraph.paragraph_format.line_spacing = _TITLE_LINE
        self._paragraph("")

    def addressee(self, text: str) -> None:
        """Who receives it, flush left (7.3.2)."""
        self._paragraph(text)

    def body(self, text: str) -> None:
        """A paragraph whose first line stands two characters in (7.3.3).

        It is flush left: a justified line stretches where a long word follows it.
        """
        _indent(self._paragraph(text, ahead=2), first=2)

    def closing(self, text: str) -> None:
        """The words that end it; they stay with what follows."""
        paragraph = self._paragraph(text, ahead=2)
        _indent(paragraph, first=2)
        self._keep(paragraph)

    def names_attachment(self, title: str) -> None:
        """The attachment's name below the text: an empty line, then two characters in (7.3.4)."""
        self._keep(self._paragraph(""))
        lead = "附件：" if self.lang is Lang.ZH else "Attachment: "
        paragraph = self._paragraph(lead + title, ahead=2)
        _indent(paragraph, first=2)
        self._keep(paragraph)

    def signed(self, office: str, day: str) -> None:
        """Who signs, two characters from the right, and the day two further in (7.3.5.3)."""
        for _ in range(2):
            self._keep(self._paragraph(""))
        room = len(office) - len(day) if self.lang is Lang.ZH else 0
        if office:
            self._keep(self._right(office, 2 if room >= 0 else 2 - room))
        self._right(day, max(2.0, float(room)) if office else 4.0)

    def fit(self) -> None:
        """Lines closer together where they would not all go on one page."""
        room = _PAGE_HEIGHT - _TITLE_LINE.pt
        pitch = max(_CLOSEST, min(_LINE / 20, room / self._lines))
        self.document.styles["Normal"].paragraph_format.line_spacing = Pt(pitch)

    def attachment(self, title: str, note: str) -> None:
        """A new page, wide, with the attachment's head (7.4): 附件, its title, a line below."""
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(16), Mm(16)
        section.left_margin = section.right_margin = Mm(20)
        section.footer_distance = Mm(8)
        head = self._paragraph("附件" if self.lang is Lang.ZH else "Attachment", HEAD)
        name = self._paragraph(title, TITLE, _ATTACHED_SIZE)
        name.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for paragraph in (head, name):
            paragraph.paragraph_format.line_spacing = Pt(_LINE / 20)
            self._keep(paragraph)
        if note:
            self._keep(self.small(note))

    def small(self, text: str) -> Any:
        """A line of the attachment, in the size of its table."""
        return self.document.add_paragraph(visible(text), TABLE_STYLE)

    def _right(self, text: str, indent: float) -> Any:
        """A line so many characters from the right edge."""
        paragraph = self._paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _indent(paragraph, right=indent)
        return paragraph

    def _keep(self, paragraph: Any) -> None:
        """It stays with what follows, so that no signature stands alone on a page (7.3.5.4)."""
        paragraph.paragraph_format.keep_with_next = True

    def _paragraph(self, text: str, font: str = BODY, size: Pt = SIZE, *, ahead: int = 0) -> Any:
        """ahead: characters that its first line stands in."""
        paragraph = self.document.add_paragraph()
        run = paragraph.add_run(visible(text))
        run.font.size = size
        if font != BODY:
            set_font(run._element.get_or_add_rPr(), font, self.lang)
        # Halves of a character: what is no Chinese sign takes one.
        self._lines += max(1, ceil((cell_len(visible(text)) / 2 + ahead) / _CHARACTERS))
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
    set_font(properties, BODY, lang)
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
            part._blob = font_table()


def set_font(properties: Any, font: str, lang: Lang) -> None:
    """Chinese in the given font; in a Chinese letter the digits, too, as the standard's own are."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    latin = font if lang is Lang.ZH else _LATIN
    for script, name in {"ascii": latin, "hAnsi": latin, "eastAsia": font, "cs": latin}.items():
        fonts.set(qn(f"w:{script}"), name)
    # Marks such as “ and — are in Chinese and in Western fonts; the language says which to take.
    fonts.set(qn("w:hint"), "eastAsia" if lang is Lang.ZH else "default")


def table_style(document: Any, lang: Lang) -> None:
    """The style of what stands in a table (``TABLE_STYLE``)."""
    style = document.styles.add_style(TABLE_STYLE, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = TABLE_SIZE
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = TABLE_LINE
    # The page's grid of lines is the letter's, and too wide for a table.
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    style.element.get_or_add_pPr().append(snap)
    set_font(style.element.get_or_add_rPr(), TABLE, lang)


def font_table() -> bytes:
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
            set_font(run._element.get_or_add_rPr(), "宋体", Lang.ZH)
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
