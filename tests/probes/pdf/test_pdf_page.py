"""What a page of a PDF shows, beside what stands in the file."""

from __future__ import annotations

import io

import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.pdf.read_pdf import read_pdf
from tests.probes.office_files import pdf_page, pdf_picture, pdf_text

FILLS_THE_PAGE = "q 600 0 0 800 0 0 cm /I Do Q\n"
WRITING = pdf_picture(250, 30, 250, 90, 250, 10, 250, 250)
BLUE = "0.1 0.2 0.5 rg 90 690 200 30 re f\n"


def read(data: bytes) -> Document:
    found = read_pdf(io.BytesIO(data), len(data))
    assert isinstance(found, Document), found
    return found


def field(text: str, box: str, more: str = "/FT /Tx /F 4") -> str:
    value = text.encode("utf-16-be").hex()
    return (
        f"<< /Type /Annot /Subtype /Widget /P 3 0 R /T (f{box}) /V <feff{value}> /Rect [{box}] "
        f"/DA (/C 10 Tf) {more} >>"
    )


def with_fields(content: str, *fields: str) -> bytes:
    numbers = " ".join(f"{10 + place} 0 R" for place in range(len(fields)))
    form = f"/AcroForm << /Fields [{numbers}] /DR << /Font << /C 6 0 R >> >> >>"
    return pdf_page(content, "null", *fields, page=f"/Annots [{numbers}]", catalog=form)


LABELS = pdf_text(60, 700, "姓名") + pdf_text(300, 700, "性别") + pdf_text(60, 660, "联系电话")


def test_what_was_filled_in_stands_beside_its_label() -> None:
    data = with_fields(
        LABELS, field("张三", "120 695 280 715"), field("男", "350 695 400 715"),
        field("13800000011", "120 655 400 675"),
    )  # fmt: skip
    assert read(data).text.splitlines() == ["姓名 张三 性别 男", "联系电话 13800000011"]


def test_a_label_in_two_lines_and_a_value_in_two() -> None:
    content = pdf_text(60, 712, "工作单位") + pdf_text(60, 698, "及职务")
    data = with_fields(content, field("某某小学\r教师", "120 690 400 725"))
    assert read(data).text.splitlines() == ["工作单位及职务", "某某小学", "教师"]


@pytest.mark.parametrize(
    ("more", "shown"),
    [
        ("/FT /Tx /F 4", "姓名 张三"),
        ("/FT /Ch /Ff 131072 /F 4", "姓名 张三"),
        ("/FT /Tx /F 2", "姓名"),  # hidden
        ("/FT /Tx /F 4 /Ff 8192", "姓名"),  # a password, shown as stars
    ],
)
def test_only_fields_that_are_shown_count(more: str, shown: str) -> None:
    data = with_fields(pdf_text(60, 700, "姓名"), field("张三", "120 695 280 715", more))
    assert read(data).text == shown


def test_an_empty_field_stays_empty() -> None:
    data = with_fields(pdf_text(60, 700, "姓名"), field("", "120 695 280 715"))
    assert read(data).text == "姓名"


STORY = "坚持自学，带动工友一起学习。姓名：略。" * 20


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (STORY, [STORY]),
        ("第一段\r第二段\n第三段", ["第一段", "第二段", "第三段"]),
        (STORY + "\r" + STORY, [STORY, STORY]),
    ],
)
def test_a_story_stands_below_its_label(value: str, lines: list[str]) -> None:
    data = with_fields(
        pdf_text(60, 700, "联系电话") + pdf_text(60, 500, "主要事迹"),
        field("13800000011", "120 695 280 715"),
        field(value, "120 300 560 690", "/FT /Tx /Ff 4096 /F 4"),
    )  # fmt: skip
    assert read(data).text.splitlines() == ["联系电话 13800000011", "主要事迹", *lines]


def hex_of(text: str) -> str:
    return "<feff" + text.encode("utf-16-be").hex() + ">"


BOX = "/Type /Annot /Subtype /Widget /P 3 0 R /F 4 /Rect [120 695 280 715] /DA (/C 10 Tf)"
SHOWS = pdf_text(2, 5, "张三")
LOOKS = (
    f"<< /Type /XObject /Subtype /Form /BBox [0 0 160 20] /Resources << /Font << /C 6 0 R >> >> "
    f"/Length {len(SHOWS)} >>\nstream\n{SHOWS}\nendstream"
)
RICH = "<?xml version='1.0'?><body xmlns='http://www.w3.org/1999/xhtml'><p>张三</p></body>"
OPTIONS = f"/Opt [[(m) {hex_of('张三')}] [(f) {hex_of('李四')}]]"


@pytest.mark.parametrize(
    "objects",
    [
        [f"<< {BOX} /FT /Tx /T (a) /V <feff5f20 4e09> >>"],
        [f"<< {BOX} /FT /Tx /T (a) /V (\\376\\377\\137\\040\\116\\011) >>"],
        [f"<< {BOX} /FT /Tx /T (a) /V <d5c5c8fd> >>"],  # GB 2312, which names itself nowhere
        [f"<< {BOX} /FT /Tx /T (a) /V 11 0 R >>", hex_of("张三")],
        [f"<< {BOX} /FT /Tx /Ff 33554432 /T (a) /RV {hex_of(RICH)} >>"],
        [f"<< {BOX} /Parent 11 0 R >>", f"<< /FT /Tx /T (a) /V {hex_of('张三')} /Kids [10 0 R] >>"],
        [f"<< {BOX} /Parent 11 0 R /T (c) /V {hex_of('张三')} >>",
         "<< /T (b) /Parent 12 0 R /Kids [10 0 R] >>", "<< /T (a) /FT /Tx /Kids [11 0 R] >>"],
        [f"<< {BOX} /Parent 11 0 R /T (c) >>", "<< /T (b) /Parent 12 0 R /Kids [10 0 R] >>",
         f"<< /T (a) /FT /Tx /V {hex_of('张三')} /Kids [11 0 R] >>"],
        [f"<< {BOX} /Parent 11 0 R >>", f"<< /T (b) /Parent 12 0 R /V {hex_of('张三')} "
         "/Kids [10 0 R] >>", "<< /T (a) /FT /Tx /Kids [11 0 R] >>"],
        [f"<< {BOX} /Parent 11 0 R >>", "<< /T (c) /Parent 12 0 R /Kids [10 0 R] >>",
         "<< /T (b) /Parent 13 0 R /Kids [11 0 R] >>",
         f"<< /T (a) /FT /Tx /V {hex_of('张三')} /Kids [12 0 R] >>"],
        [f"<< {BOX} /FT /Ch /Ff 131072 /T (a) /V (m) {OPTIONS} >>"],
        [f"<< {BOX} /FT /Ch /T (a) /I [0] {OPTIONS} >>"],
        [f"<< {BOX} /FT /Tx /T (a) /AP << /N 11 0 R >> >>", LOOKS],  # only its looks tell it
        ["<< /Type /Annot /Subtype /FreeText /F 4 /Rect [120 695 280 715] /AP << /N 11 0 R >> >>",
         LOOKS],
    ],
)  # fmt: skip
def test_a_value_is_read_however_it_is_kept(objects: list[str]) -> None:
    top = 9 + len(objects) if "/Kids" in objects[-1] else 10
    form = f"/AcroForm << /Fields [{top} 0 R] /DR << /Font << /C 6 0 R >> >> >>"
    page = "/Annots [10 0 R]"
    data = pdf_page(pdf_text(60, 700, "姓名"), "null", *objects, page=page, catalog=form)
    assert read(data).text == "姓名 张三"


@pytest.mark.parametrize(
    "objects",
    [
        [f"<< {BOX} /FT /Tx /T (a) /DV {hex_of('张三')} >>"],  # shown once somebody resets it
        [f"<< {BOX} /FT /Tx /T (a) /F 2 /AP << /N 11 0 R >> >>".replace("/F 4 ", ""), LOOKS],
        [f"<< {BOX} /FT /Tx /Ff 8192 /T (a) /AP << /N 11 0 R >> >>", LOOKS],
        [f"<< {BOX} /FT /Btn /Ff 65536 /T (a) /AP << /N 11 0 R >> >>", LOOKS],  # 打印, 提交
        [f"<< {BOX} /Parent 11 0 R >>", "<< /T (b) /Parent 12 0 R /Kids [10 0 R] >>",
         f"<< /T (a) /FT /Tx /DV {hex_of('张三')} /Kids [11 0 R] >>"],
        [f"<< {BOX} /FT /Tx /T (a) /AP << /N 11 0 R >> >>",
         LOOKS.replace(SHOWS, " " * len(SHOWS))],
    ],
)  # fmt: skip
def test_what_no_field_shows_is_not_read(objects: list[str]) -> None:
    form = "/AcroForm << /Fields [10 0 R] /DR << /Font << /C 6 0 R >> >> >>"
    data = pdf_page(
        pdf_text(60, 700, "姓名"), "null", *objects, page="/Annots [10 0 R]", catalog=form
    )
    assert read(data).text == "姓名"


def test_values_are_read_on_pages_that_are_not_looked_at_closely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jlxx_check.probes.pdf.read_pdf._LOOKED_AT", 1)
    data = with_fields(pdf_text(60, 700, "姓名"), field("张三", "120 695 280 715"))
    assert read(data).text.splitlines() == ["姓名", "张三"]


def test_text_typed_on_the_page() -> None:
    note = (
        "<< /Type /Annot /Subtype /FreeText /Rect [120 695 280 715] /F 4 /DA (/C 10 Tf) "
        f"/Contents <feff{'张三'.encode('utf-16-be').hex()}> >>"
    )
    data = pdf_page(pdf_text(60, 700, "姓名"), "null", note, page="/Annots [10 0 R]")
    assert read(data).text == "姓名 张三"


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (pdf_text(100, 700, "藏", before="3 Tr"), False),
        (pdf_text(100, 700, "藏", before="1 1 1 rg"), False),
        (pdf_text(100, 700, "藏", before="0.97 0.97 0.97 rg"), False),
        (pdf_text(100, 700, "藏", size=1), False),
        (pdf_text(900, 700, "藏"), False),
        (pdf_text(100, -300, "藏"), False),
        (pdf_text(100, 700, "显"), True),
        (pdf_text(100, 700, "显", size=6), True),
        (pdf_text(100, 700, "显", before="0.6 0.6 0.6 rg"), True),
        (BLUE + pdf_text(100, 700, "显", before="1 1 1 rg"), True),  # white on blue
    ],
)
def test_text_counts_as_an_eye_sees_it(content: str, shown: bool) -> None:
    document = read(pdf_page(pdf_text(60, 740, "题目") + content))
    assert document.text.split() == (["题目", "显"] if shown else ["题目"])
    assert bool(document.unseen) is not shown


@pytest.mark.parametrize(
    "content",
    [
        FILLS_THE_PAGE + pdf_text(60, 700, "识别出来的文字", before="3 Tr"),
        pdf_text(60, 700, "图像下面的文字") + FILLS_THE_PAGE,
        FILLS_THE_PAGE + pdf_text(60, 20, "由扫描软件创建"),
        FILLS_THE_PAGE,
    ],
)
def test_a_scan_is_a_scan_whatever_its_scanner_wrote(content: str) -> None:
    document = read(pdf_page(content, WRITING))
    assert (document.has_text, document.text, document.blank) == (False, "", False)


def test_a_page_on_coloured_paper_is_no_scan() -> None:
    text = "".join(pdf_text(60, 700 - 20 * n, f"第{n}行写着项目的情况") for n in range(8))
    document = read(pdf_page(FILLS_THE_PAGE + text, pdf_picture(*[240] * 8)))
    assert document.has_text
    assert len(document.text.splitlines()) == 8


@pytest.mark.parametrize(
    ("content", "picture", "blank"),
    [
        ("", None, True),
        ("1 1 1 rg 0 0 600 800 re f", None, True),
        (FILLS_THE_PAGE, pdf_picture(*[255] * 8), True),
        (FILLS_THE_PAGE, pdf_picture(*[0] * 8), True),
        (pdf_text(60, 700, "藏", before="3 Tr"), None, True),
        (FILLS_THE_PAGE, WRITING, False),
        (pdf_text(60, 700, "字"), None, False),
        ("0 0 0 RG 60 600 m 500 300 l S", None, False),  # a drawing
    ],
)
def test_a_blank_page(content: str, picture: str | None, blank: bool) -> None:
    data = pdf_page(content, picture) if picture else pdf_page(content)
    assert read(data).blank is blank


def test_letters_without_unicode_are_noise_and_not_judged() -> None:
    shape = "<< /Length 32 >>\nstream\n1000 0 d0 0 0 500 500 re f      \nendstream"
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [.001 0 0 .001 0 0] "
        "/FirstChar 1 /LastChar 4 /Widths [1000 1000 1000 1000] /Resources << >> "
        "/Encoding << /Differences [1 /g1 /g2 /g3 /g4] >> "
        "/CharProcs << /g1 10 0 R /g2 10 0 R /g3 10 0 R /g4 10 0 R >> >>"
    )
    content = "BT /G 11 Tf 40 700 Td <01020304010203040102> Tj ET"
    page = "/Resources << /Font << /G 11 0 R >> >>"
    data = pdf_page(content, "null", shape, font).replace(
        b"/Resources << /Font << /F1 5 0 R /C 6 0 R >> /XObject << /I 9 0 R >> >>",
        page.encode().ljust(75),
    )
    found = read_pdf(io.BytesIO(data), len(data))
    assert isinstance(found, Unreadable), found
    assert found.cause is Cause.UNSUPPORTED
    assert ".docx" in found.detail.zh


def test_a_dynamic_form_is_named() -> None:
    catalog = "/NeedsRendering true /AcroForm << /Fields [] /XFA 10 0 R >>"
    xfa = "<< /Length 5 >>\nstream\n<xdp>\nendstream"
    data = pdf_page(pdf_text(60, 700, "请稍候"), "null", xfa, catalog=catalog)
    found = read_pdf(io.BytesIO(data), len(data))
    assert isinstance(found, Unreadable), found
    assert "XFA" in found.detail.zh
