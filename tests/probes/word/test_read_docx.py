from __future__ import annotations

import io

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes import ooxml
from jlxx_check.probes.word.read_docx import read_docx
from tests.probes.office_files import STRICT, W, cell, docx_of, frame, ole_of, para, zip_of
from tests.support.examples import tried


def read(data: bytes) -> Document | Unreadable:
    return read_docx(io.BytesIO(data), len(data))


def text(body: str, **parts: str) -> str:
    document = read(docx_of(body, **parts))
    assert isinstance(document, Document), document
    return document.text


def table(body: str) -> Table:
    document = read(docx_of(f"<w:tbl>{body}</w:tbl>"))
    assert isinstance(document, Document), document
    return next(document.tables())


def grid(found: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in found.cells]


BOX = '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><a:x><w:txbxContent>{0}</w:txbxContent></a:x></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>'  # noqa: E501
T = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        (
            f"<w:p><w:ins>{T.format('增')}</w:ins><w:moveTo>{T.format('移')}</w:moveTo></w:p>",
            "增移",
        ),
        ("<w:p><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>" + para("留"), "留"),
        (f"<w:p><w:moveFrom>{T.format('旧')}</w:moveFrom>{T.format('新')}</w:p>", "新"),
        (para("藏", "<w:rPr><w:vanish/></w:rPr>") + para("显"), "显"),
        (para("显", '<w:rPr><w:vanish w:val="0"/></w:rPr>'), "显"),
        (f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{T.format('上')}</w:p>" + para("下"), "上下"),
        (f'<w:p><w:fldSimple w:instr="DATE">{T.format("2023年")}</w:fldSimple></w:p>', "2023年"),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
            "<w:t>x</w:t>"
            '<w:fldChar w:fldCharType="separate"/><w:t>值</w:t>'
            '<w:fldChar w:fldCharType="end"/></w:r></w:p>',
            "值",
        ),
        ('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' + para("仍在"), "仍在"),
        (
            f"<w:p><w:r><w:ruby><w:rt>{T.format('zhāng')}</w:rt>"
            f"<w:rubyBase>{T.format('张')}</w:rubyBase></w:ruby></w:r></w:p>",
            "张",
        ),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r></w:p>', "☑"),
        ('<w:p><w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r></w:p>', "✓"),
        # Letters set in a font that has none.
        (
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings 2" w:hAnsi="Wingdings 2"/></w:rPr>'
            "<w:t>R</w:t></w:r><w:r><w:t>R男</w:t></w:r></w:p>",
            "☑R男",
        ),
        (
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
            "<w:t>þ男 ¨女</w:t></w:r></w:p>",
            "☑男 ☐女",
        ),
        (
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>R男</w:t></w:r></w:p>',
            "R男",
        ),
        # What is not set in it: figures by the font of others, a dot in a name.
        (
            '<w:p><w:r><w:rPr><w:rFonts w:hAnsi="Wingdings"/></w:rPr><w:t>138þ</w:t></w:r></w:p>',
            "138☑",
        ),
        (
            '<w:p><w:r><w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr><w:t>甲·乙</w:t></w:r></w:p>',
            "甲·乙",
        ),
        ('<w:p><w:r><w:sym w:font="Wingdings" w:char="zz"/><w:t>a</w:t></w:r></w:p>', "a"),
        (
            "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r></w:p>",
            "甲\t乙\n丙",
        ),
        (f"<w:p>{BOX.format(para('框'))}{T.format('外')}</w:p>", "外\n框"),
        (f"<w:sdt><w:sdtContent>{para('块')}</w:sdtContent></w:sdt>", "块"),
        (f"<w:p><w:sdt><w:sdtContent>{T.format('行内')}</w:sdtContent></w:sdt></w:p>", "行内"),
        (
            "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
            f"{T.format('单击此处输入文字')}</w:sdtContent></w:sdt>{T.format('后')}</w:p>",
            "后",
        ),
        *(
            (
                f'<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{state}"/>'
                f"</w14:checkbox></w:sdtPr><w:sdtContent>{T.format('☒')}</w:sdtContent></w:sdt>"
                f"{T.format('是')}</w:p>",
                shown,
            )
            for state, shown in (("1", "☑是"), ("0", "☐是"))
        ),
        (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/>'
            "</w:checkBox></w:ffData></w:fldChar></w:r></w:p>",
            "☑",
        ),
    ],
)
def test_text_is_what_the_page_shows(body: str, shown: str) -> None:
    assert text(body) == shown


def test_text_of_a_hidden_style_is_gone() -> None:
    styles = (
        '<w:styles SPACES><w:style w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>'
    )
    body = para("藏", '<w:rPr><w:rStyle w:val="h"/></w:rPr>') + para("显")
    assert text(body, styles=styles) == "显"


def test_merged_cells_stand_once_on_the_full_grid() -> None:
    across, down = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>'
    found = table(
        f"<w:tr>{cell('姓名')}{cell('张三丰', across)}{cell('照片', down)}</w:tr>"
        f"<w:tr>{cell('性别')}{cell('女')}{cell('民族')}{cell('', '<w:vMerge/>')}</w:tr>"
        f"<w:tr><w:trPr><w:del/></w:trPr>{cell('删')}</w:tr>"
        f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{cell("末")}</w:tr>'
    )
    assert grid(found) == [
        (0, 0, 1, 1, "姓名"),
        (0, 1, 1, 2, "张三丰"),
        (0, 3, 2, 1, "照片"),
        (1, 0, 1, 1, "性别"),
        (1, 1, 1, 1, "女"),
        (1, 2, 1, 1, "民族"),
        (2, 1, 1, 1, "末"),
    ]


def test_content_controls_around_rows_and_cells() -> None:
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    found = table(control(f"<w:tr>{cell('甲')}{control(cell('乙'))}</w:tr>"))
    assert [c[4] for c in grid(found)] == ["甲", "乙"]


def test_tables_are_numbered_in_reading_order_with_nested_ones() -> None:
    inner = f"<w:tbl><w:tr>{cell('内')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{para('外')}{inner}</w:tc></w:tr></w:tbl>"
    document = read(docx_of(outer + f"<w:tbl><w:tr>{cell('后')}</w:tr></w:tbl>"))
    assert isinstance(document, Document)
    assert [(t.name, t.cells[0].text) for t in document.tables()] == [
        ("表1", "外"),
        ("表2", "内"),
        ("表3", "后"),
    ]
    assert document.text == "外\n内\n后"


@pytest.mark.parametrize(
    "data", [docx_of(para("字"), namespace=STRICT), docx_of(para("字"), slash="\\")]
)
def test_odd_writers_are_not_silently_empty(data: bytes) -> None:
    document = read(data)
    assert isinstance(document, Document)
    assert document.text == "字"


def test_pictures_alone_are_a_scan_and_headers_are_left_out() -> None:
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    document = read(docx_of(picture, header1=f'<w:hdr xmlns:w="{W}">{para("页眉")}</w:hdr>'))
    assert isinstance(document, Document)
    assert (document.pictures, document.has_text, document.text) == (1, False, "")


def test_external_entities_are_never_read() -> None:
    xml = (
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&e;字</w:t></w:r></w:p>'
        "</w:body></w:document>"
    )
    document = read(zip_of({**frame(), "word/document.xml": xml}))
    assert "root" not in (document.text if isinstance(document, Document) else "")


WHOLE = docx_of(para("字" * 500))


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", Cause.EMPTY),
        (WHOLE[: len(WHOLE) // 2], Cause.CUT_SHORT),
        (b"noise" * 100, Cause.CORRUPT),
        (zip_of({"a.txt": "x"}), Cause.CORRUPT),
        (zip_of({"word/document.xml": "<w:document"}), Cause.CORRUPT),
        (ole_of({"EncryptionInfo": b"x", "EncryptedPackage": b"x"}), Cause.PASSWORD),
        (zip_of({"word/document.xml": b" " * 20_000_000}), Cause.LIMIT),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, cause: Cause) -> None:
    found = read(data)
    assert isinstance(found, Unreadable)
    assert found.cause is cause


def test_unpacked_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml, "MAX_UNPACKED", 100)
    found = read(WHOLE)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.LIMIT


def _library_made() -> bytes:
    document = docx.Document()
    document.add_paragraph("推介表")
    made = document.add_table(2, 3)
    made.cell(0, 0).text = "姓名"
    made.cell(0, 2).merge(made.cell(1, 2)).text = "照片"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_file_of_another_writer() -> None:
    document = read(_library_made())
    assert isinstance(document, Document)
    assert document.text == "推介表\n姓名\n照片"
    assert next(document.tables()).cells[2].rowspan == 2


SMALL = docx_of(f"<w:tbl><w:tr>{cell('甲')}</w:tr></w:tbl>{para('乙')}")


@tried(60)
@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8))
def test_no_mutation_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(SMALL)
    for place, value in changes:
        data[place % len(data)] = value
    assert isinstance(read(bytes(data)), Document | Unreadable)
