"""What a Word file says of its fonts, its paper and its pages."""

from __future__ import annotations

import io
import zipfile

import pytest

from jlxx_check.model.document import Document
from jlxx_check.probes.word.read_docx import read_docx
from tests.probes.office_files import docx_of, para

THEME = (
    "<a:theme SPACES><a:themeElements><a:fontScheme>"
    "<a:majorFont><a:ea typeface='黑体'/></a:majorFont>"
    "<a:minorFont><a:latin typeface='Calibri'/><a:ea typeface=''/>"
    "<a:font script='Jpan' typeface='MS 明朝'/><a:font script='Hans' typeface='宋体'/>"
    "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
)
STYLES = (
    "<w:styles SPACES><w:docDefaults><w:rPrDefault><w:rPr>"
    "<w:rFonts w:eastAsiaTheme='minorEastAsia'/><w:sz w:val='21'/></w:rPr></w:rPrDefault>"
    "</w:docDefaults>"
    "<w:style w:type='paragraph' w:default='1' w:styleId='a'/>"
    "<w:style w:type='paragraph' w:styleId='b'><w:basedOn w:val='a'/>"
    "<w:rPr><w:rFonts w:eastAsia='仿宋_GB2312'/><w:sz w:val='24'/></w:rPr></w:style></w:styles>"
)
STYLED = "<w:p><w:pPr><w:pStyle w:val='b'/></w:pPr><w:r><w:t>仿宋字</w:t></w:r></w:p>"


def read(data: bytes) -> Document:
    document = read_docx(io.BytesIO(data), len(data))
    assert isinstance(document, Document), document
    return document


def letters(body: str, **parts: str) -> list[tuple[str | None, float | None, int]]:
    return [(x.font, x.points, x.count) for x in read(docx_of(body, **parts)).letters]


RUN = "<w:rPr><w:rFonts w:ascii='Arial' w:eastAsia='楷体'/><w:sz w:val='32'/></w:rPr>"


@pytest.mark.parametrize(
    ("body", "parts", "found"),
    [
        (para("正文内容"), {"styles": STYLES, "theme": THEME}, [("宋体", 10.5, 4)]),
        (STYLED, {"styles": STYLES, "theme": THEME}, [("仿宋_GB2312", 12.0, 3)]),
        (
            STYLED + para("题", RUN),
            {"styles": STYLES, "theme": THEME},
            [("仿宋_GB2312", 12.0, 3), ("楷体", 16.0, 1)],
        ),
        (para("正文"), {"styles": STYLES}, [(None, 10.5, 2)]),  # the theme is missing
        (para("正文"), {}, [(None, None, 2)]),
        (para("latin only 2023"), {"styles": STYLES, "theme": THEME}, []),
        (para("藏", "<w:rPr><w:vanish/></w:rPr>") + para("显"), {}, [(None, None, 1)]),
    ],
)
def test_fonts_through_styles_and_theme(
    body: str, parts: dict[str, str], found: list[tuple[str | None, float | None, int]]
) -> None:
    assert letters(body, **parts) == found


SECTION = "<w:sectPr><w:pgSz w:w='{}' w:h='{}'/></w:sectPr>"


@pytest.mark.parametrize(
    ("sections", "paper"),
    [
        (SECTION.format(11906, 16838), ((210.0, 297.0),)),
        (SECTION.format(16838, 11906), ((297.0, 210.0),)),
        ("<w:sectPr/>", ()),
        ("", ()),
        (SECTION.format("x", 16838), ()),
        (
            f"<w:p><w:pPr>{SECTION.format(12240, 15840)}</w:pPr></w:p>"
            + SECTION.format(11906, 16838),
            ((215.9, 279.4), (210.0, 297.0)),
        ),
    ],
)
def test_paper_in_millimetres(sections: str, paper: tuple[tuple[float, float], ...]) -> None:
    assert read(docx_of(para("字") + sections)).paper == paper


APP = "<Properties><Pages>{}</Pages><Characters>{}</Characters></Properties>"


def with_app(said: str) -> Document:
    """A file of 40 characters whose properties are these."""
    buffer = io.BytesIO(docx_of(para("四十个字的正文内容" * 4 + "正文内容")))
    relations = (
        "<Relationships>"
        "<Relationship Id='main' Type='x/officeDocument' Target='word/document.xml'/>"
        "<Relationship Id='app' Type='x/extended-properties' Target='docProps/app.xml'/>"
        "</Relationships>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, relations if name == "_rels/.rels" else old.read(name))
        new.writestr("docProps/app.xml", said)
    return read(made.getvalue())


@pytest.mark.parametrize(
    ("said", "pages"),
    [
        (APP.format(3, 40), 3),
        (APP.format(3, 45), 3),
        (APP.format(3, 4000), None),  # another text was there when they were counted
        (APP.format("", 40), None),
        (APP.format(0, 40), None),
        ("<Properties><Pages>3</Pages></Properties>", None),
        ("<Properties/>", None),
    ],
)
def test_pages_as_they_were_last_counted(said: str, pages: int | None) -> None:
    found = with_app(said)
    assert (found.pages_stored, found.pages) == (pages, None)
