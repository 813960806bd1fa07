"""Letters that a page of Word does not show: not read, and told."""

from __future__ import annotations

import io

import docx
import pytest
from PIL import Image

from jlxx_check.model.document import Document
from jlxx_check.probes.word.read_docx import read_docx
from tests.probes.office_files import cell, docx_of, para

WHITE = '<w:rPr><w:color w:val="FFFFFF"/></w:rPr>'
THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
    '<a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>'
    '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1></a:clrScheme></a:themeElements>'
    "</a:theme>"
)
STYLES = (
    "<w:styles SPACES>"
    '<w:style w:type="paragraph" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="a"/>'
    '<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="tiny"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    '<w:style w:type="table" w:styleId="dark"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    '<w:shd w:val="clear" w:fill="1F3864"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="paragraph"><w:rPr><w:sz w:val="2"/></w:rPr></w:style>'
    "</w:styles>"
)


def read(body: str) -> Document:
    data = docx_of(body, styles=STYLES, theme=THEME)
    document = read_docx(io.BytesIO(data), len(data))
    assert isinstance(document, Document), document
    return document


def run(properties: str, text: str = "藏") -> str:
    return para(text, f"<w:rPr>{properties}</w:rPr>")


def styled(style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>藏</w:t></w:r></w:p>'


def white_cell(properties: str = "") -> str:
    return cell("藏", properties).replace("<w:r>", f"<w:r>{WHITE}")


def table(cells: str, row: str = "", about: str = "") -> str:
    return f"<w:tbl>{about}<w:tr><w:trPr>{row}</w:trPr>{cells}</w:tr></w:tbl>"


def box(drawing: str) -> str:
    content = f"<w:txbxContent>{para('藏')}</w:txbxContent>"
    return f"<w:p><w:r>{drawing.format(content)}</w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (run('<w:color w:val="FFFFFF"/>'), "底色"),
        (run('<w:color w:val="FDFDFD"/>'), "底色"),
        (run('<w:color w:val="FFFFFF" w:themeColor="background1"/>'), "底色"),
        (run('<w:color w:val="000000"/><w:shd w:val="clear" w:fill="000000"/>'), "底色"),
        (table(white_cell()), "底色"),
        (run('<w:sz w:val="2"/>'), "字号"),
        (styled("tiny"), "字号"),
        (run("<w:strike/>"), "删除线"),
        (run("<w:dstrike/>"), "删除线"),
        (run("<w:vanish/>"), "隐藏"),
        (styled("a"), "隐藏"),
        (styled("b"), "隐藏"),
        (table(cell("藏"), '<w:trHeight w:val="1" w:hRule="exact"/>'), "行高"),
        (
            '<w:p><w:pPr><w:spacing w:line="2" w:lineRule="exact"/></w:pPr>'
            "<w:r><w:t>藏</w:t></w:r></w:p>",
            "行高",
        ),
        (box('<w:pict><v:shape style="width:0;height:20pt">{}</v:shape></w:pict>'), "文本框"),
        (box('<w:pict><v:shape style="visibility:hidden">{}</v:shape></w:pict>'), "文本框"),
        (box('<w:drawing><a:x><extent cx="0" cy="9"/>{}</a:x></w:drawing>'), "文本框"),
        (box('<w:drawing><a:x><docPr hidden="1"/>{}</a:x></w:drawing>'), "文本框"),
    ],
)
def test_what_an_eye_does_not_see_is_left_out_and_told(body: str, why: str) -> None:
    document = read(body + para("显"))
    assert document.text == "显"
    (told,) = document.unseen
    assert why in told.zh and "藏" in told.zh


@pytest.mark.parametrize(
    "body",
    [
        run('<w:color w:val="auto"/>'),
        run('<w:color w:val="404040"/>'),
        run('<w:color w:val="D9D9D9"/>'),
        run('<w:sz w:val="16"/>'),
        run('<w:strike w:val="0"/>'),
        run('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3864"/>'),
        run('<w:color w:val="FFFFFF"/><w:highlight w:val="blue"/>'),
        run('<w:webHidden/><w:color w:val="FFFFFF" w:themeColor="text1"/>'),
        table(white_cell('<w:shd w:val="clear" w:fill="1F3864"/>')),
        table(
            white_cell(),
            about='<w:tblPr><w:tblStyle w:val="dark"/></w:tblPr>',
        ),
        '<w:p><w:pPr><w:shd w:val="clear" w:fill="C00000"/></w:pPr>'
        f"<w:r>{WHITE}<w:t>藏</w:t></w:r></w:p>",
        styled("c"),
        styled("unknown"),
        table(cell("藏"), '<w:trHeight w:val="1"/>'),
        box('<w:pict><v:shape style="width:90pt;height:20pt">{}</v:shape></w:pict>'),
        box(
            '<w:pict><v:group style="width:90pt;height:20pt"><v:shape style="left:4257;width:1">'
            "{}</v:shape></v:group></w:pict>"
        ),
    ],
)
def test_what_an_eye_sees_is_read(body: str) -> None:
    document = read(body)
    assert document.text == "藏"
    assert not document.unseen


def test_of_two_answers_the_one_struck_out_is_not_given() -> None:
    body = "<w:p><w:r><w:t>男/</w:t></w:r><w:r><w:rPr><w:strike/></w:rPr><w:t>女</w:t></w:r></w:p>"
    assert read(body).text == "男/"


def test_what_holds_nothing_that_is_seen_is_blank() -> None:
    assert read(run("<w:vanish/>")).blank
    assert read("<w:p/>").blank
    assert not read("<w:p><w:r><w:pict><v:shape/></w:pict></w:r></w:p>").blank


@pytest.mark.parametrize(("shade", "blank"), [((255, 255, 255), True), ((0, 0, 0), False)])
def test_a_scan_of_nothing_is_blank(shade: tuple[int, int, int], blank: bool) -> None:
    page = Image.new("RGB", (620, 877), "white")
    page.paste(shade, (100, 100, 400, 140))
    picture, stream = io.BytesIO(), io.BytesIO()
    page.save(picture, "PNG")
    document = docx.Document()
    document.add_picture(picture)
    document.save(stream)
    read = read_docx(stream, stream.tell())
    assert isinstance(read, Document)
    assert (read.blank, read.has_text, read.pictures) == (blank, False, 1)
