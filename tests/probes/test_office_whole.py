"""What office programs refuse is damaged, whatever can still be read of it."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable

import docx
import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.word.read_docx import read_docx
from tests.probes.office_files import STRICT, docx_of, frame, para, related, zip_of

Change = Callable[[str, bytes], bytes | None]


def read(data: bytes) -> Document | Unreadable:
    return read_docx(io.BytesIO(data), len(data))


def sound() -> bytes:
    document = docx.Document()
    document.add_paragraph("终身学习，人人可为。" * 40)
    document.add_table(2, 2)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(change: Change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        members = {name: change(name, archive.read(name)) for name in archive.namelist()}
    return zip_of({name: data for name, data in members.items() if data is not None})


def without(wanted: str) -> Change:
    return lambda name, data: None if name == wanted else data


def replacing(wanted: str, old: bytes, new: bytes) -> Change:
    return lambda name, data: data.replace(old, new) if name == wanted else data


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (without("[Content_Types].xml"), "[Content_Types].xml"),
        (without("_rels/.rels"), "_rels/.rels"),
        (replacing("_rels/.rels", b"word/document.xml", b"word/other.xml"), "正文"),
        (replacing("[Content_Types].xml", b"document.main+xml", b"thing+xml"), "类型"),
        (replacing("[Content_Types].xml", b"</Types>", b""), "损坏"),
        (replacing("word/styles.xml", b"</w:styles>", b""), "word/styles.xml"),
        (replacing("word/numbering.xml", b"<w:", b"<<w:"), "word/numbering.xml"),
    ],
)
def test_a_document_that_word_refuses_is_damaged(change: Change, says: str) -> None:
    found = read(changed(change))
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT
    assert says in found.detail.zh


def test_a_member_that_is_not_what_its_sum_says_is_damage_wherever_it_lies() -> None:
    data = bytearray(sound())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        info = max(archive.infolist(), key=lambda item: item.compress_size)
    middle = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[middle : middle + 8] = bytes(8)
    found = read(bytes(data))
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT


def test_two_parts_of_one_name_are_refused() -> None:
    out = io.BytesIO(sound())
    with warnings.catch_warnings(), zipfile.ZipFile(out, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", b"<x/>")
    found = read(out.getvalue())
    assert isinstance(found, Unreadable)
    assert "同名" in found.detail.zh


@pytest.mark.parametrize("share", [0.1, 0.3, 0.6, 0.9])
def test_what_is_cut_is_told(share: float) -> None:
    data = sound()
    assert isinstance(read(data[: int(len(data) * share)]), Unreadable)
    zeroed = data[: int(len(data) * share)]
    assert isinstance(read(zeroed + bytes(len(data) - len(zeroed))), Unreadable)


def test_what_is_cut_behind_a_document_inside_it_is_no_document() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in frame().items():
            archive.writestr(name, data)
        archive.writestr("word/embeddings/a.docx", sound())
        end = out.tell()
        archive.writestr("word/document.xml", "<x/>" * 40)
    found = read(out.getvalue()[: end + 20])
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CUT_SHORT


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(sound(), id="python-docx"),
        pytest.param(changed(without("docProps/app.xml")), id="a lost part that nobody needs"),
        pytest.param(changed(without("word/styles.xml")), id="a lost style sheet is repaired"),
        pytest.param(docx_of(para("学习"), namespace=STRICT), id="strict"),
        pytest.param(docx_of(para("学习"), slash="\\"), id="backslashes"),
        pytest.param(
            zip_of(
                {
                    **frame("Content/Main.XML"),
                    "content/main.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/'
                    'wordprocessingml/2006/main"><w:body/></w:document>'.encode("utf-16"),
                    "content/": "",
                    "Extra/unheard.bin": "x",
                }
            ),
            id="another place, UTF-16, folders, unknown parts",
        ),
        pytest.param(
            changed(lambda n, d: d + b"\n" if n.endswith(".rels") else d), id="blanks behind"
        ),
    ],
)
def test_what_word_opens_is_not_damaged(data: bytes) -> None:
    assert isinstance(read(data), Document)


CHUNK = '<w:altChunk SPACES_R r:id="c"/>'.replace(
    "SPACES_R",
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
)


def taking_in(name: str, data: bytes, kind: str) -> Document:
    members = {
        **frame(),
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/'
        f'wordprocessingml/2006/main"><w:body>{para("题")}{CHUNK}</w:body></w:document>',
        "word/_rels/document.xml.rels": related({"c": ("aFChunk", name)}),
        f"word/{name}": data,
    }
    types = str(members["[Content_Types].xml"])
    own = f'<Override PartName="/word/{name}" ContentType="{kind}"/></Types>'
    found = read(zip_of({**members, "[Content_Types].xml": types.replace("</Types>", own)}))
    assert isinstance(found, Document), found
    return found


PAGE = (
    "<html><head><style>p{}</style></head><body><p>学<b>习</b></p><div style='display:none'>藏"
    "</div><table><tr><td rowspan=2>姓名</td><td>张三</td></tr><tr><td>女</td></tr></table></body>"
)


def test_what_is_inserted_is_read_where_it_can_be() -> None:
    page = taking_in("a.html", PAGE.encode(), "text/html")
    assert page.text == "题\n学习\n姓名\n张三\n女"
    assert [(c.row, c.column) for t in page.tables() for c in t.cells] == [(0, 0), (0, 1), (1, 1)]
    assert [table.name for table in page.tables()] == ["表1"]
    assert taking_in("a.htm", PAGE.encode("gb18030"), "text/html").text.startswith("题\n学习")
    assert taking_in("a.txt", "学习".encode(), "text/plain").text == "题\n学习"
    inner = taking_in("a.docx", docx_of(para("学习")), "application/x")
    assert inner.text == "题\n学习"
    assert inner.unread is None


def test_what_is_inserted_and_not_read_is_told() -> None:
    found = taking_in("a.rtf", b"{\\rtf1 x}", "application/rtf")
    assert found.unread is not None
    assert found.text == "题"


OBJECT = '<w:p><w:r><w:object><o:OLEObject xmlns:o="o" ProgID="{}"/></w:object></w:r></w:p>'


@pytest.mark.parametrize(
    ("program", "unread"),
    [("Word.Document.12", True), ("Excel.Sheet.12", True), ("Equation.3", False), ("", False)],
)
def test_an_object_with_text_of_its_own_is_not_read(program: str, unread: bool) -> None:
    found = read(docx_of(OBJECT.format(program) + para("题")))
    assert isinstance(found, Document)
    assert (found.unread is not None) is unread
