from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.model.document import Document, Table
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.word.read_doc import read_doc
from tests.probes.office_files import doc_of, ole_of

DELETED = bytes.fromhex("000801")
HIDDEN = bytes.fromhex("3c0801")
IN_TABLE = bytes.fromhex("162401")
ROW_END = IN_TABLE + bytes.fromhex("172401")


def read(data: bytes) -> Document | Unreadable:
    return read_doc(io.BytesIO(data), len(data))


def plain(*texts: str) -> list[tuple[list[tuple[str, bytes]], bytes]]:
    return [([(text + "\r", b"")], b"") for text in texts]


def row(*texts: str) -> list[tuple[list[tuple[str, bytes]], bytes]]:
    return [*[([(text + "\x07", b"")], IN_TABLE) for text in texts], ([("\x07", b"")], ROW_END)]


def test_labels_and_values_come_as_a_table() -> None:
    document = read(
        doc_of([*plain("推介表"), *row("姓名", "张三丰"), *row("民族", ""), *plain("完")])
    )
    assert isinstance(document, Document)
    (table,) = document.tables()
    assert table.name == "表1"
    assert [(c.row, c.column, c.text) for c in table.cells] == [
        (0, 0, "姓名"),
        (0, 1, "张三丰"),
        (1, 0, "民族"),
        (1, 1, ""),
    ]
    assert document.text == "推介表\n姓名\n张三丰\n民族\n完"


def test_several_paragraphs_of_a_cell_stay_in_it() -> None:
    document = read(doc_of([([("一\r", b"")], IN_TABLE), *row("二")]))
    assert isinstance(document, Document)
    (table,) = document.tables()
    assert [c.text for c in table.cells] == ["一\n二"]


def test_merged_cells_by_the_edges_that_rows_state() -> None:
    def edges(*places: int) -> bytes:
        body = bytes([len(places) - 1]) + b"".join(p.to_bytes(2, "little") for p in places)
        body += bytes(20 * (len(places) - 1))
        return bytes.fromhex("08d6") + (len(body) + 1).to_bytes(2, "little") + body

    two, one = row("姓名", "张三丰"), row("长")
    two[-1] = ([("\x07", b"")], ROW_END + edges(0, 1000, 2000))
    one[-1] = ([("\x07", b"")], ROW_END + edges(0, 2000))
    document = read(doc_of([*two, *one]))
    assert isinstance(document, Document)
    (table,) = document.tables()
    assert [(c.row, c.column, c.colspan) for c in table.cells] == [(0, 0, 1), (0, 1, 1), (1, 0, 2)]


def test_deleted_and_hidden_text_is_gone_and_fields_show_their_result() -> None:
    runs = [
        ("留", b""),
        ("删", DELETED),
        ("藏", HIDDEN),
        ("\x13 PAGE \x14第3页\x15", b""),
        ("末\r", b""),
    ]
    document = read(doc_of([(runs, b"")]))
    assert isinstance(document, Document)
    assert document.text == "留第3页末"


@pytest.mark.parametrize(
    ("field", "read_through"),
    [
        ("\x13 FORMDROPDOWN \x14\x15", False),
        ("\x13 FORMDROPDOWN \x01\x15", False),
        ("\x13 FORMCHECKBOX \x15男", False),
        ("\x13 FORMTEXT \x14男\x15", True),
        ("\x13 PAGE \x14第3页\x15", True),
    ],
)
def test_what_a_field_chooses_elsewhere_was_not_read(field: str, *, read_through: bool) -> None:
    document = read(doc_of([([("性别", b""), (field, b""), ("末\r", b"")], b"")]))
    assert isinstance(document, Document)
    assert (document.unread is None) is read_through


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", Cause.EMPTY),
        (doc_of(plain("字"), flags=0x0100), Cause.PASSWORD),
        (ole_of({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), Cause.PASSWORD),
        (ole_of({"Contents": b"x"}), Cause.UNSUPPORTED),
        (ole_of({"WordDocument": b"\xdb\xa5\x2d\0"}), Cause.UNSUPPORTED),
        (ole_of({"WordDocument": doc_of(plain("字"))[512:2000]}), Cause.CORRUPT),
        (doc_of(plain("字"))[:900], Cause.CORRUPT),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, cause: Cause) -> None:
    found = read(data)
    assert isinstance(found, Unreadable)
    assert found.cause is cause
    if cause is Cause.UNSUPPORTED:
        assert "另存为 .docx" in found.detail.zh


@given(st.lists(st.tuples(st.integers(0, 7000), st.integers(0, 255)), max_size=12))
def test_no_mutation_raises(changes: list[tuple[int, int]]) -> None:
    data = bytearray(doc_of([*plain("推介表"), *row("姓名", "张三丰")]))
    for place, value in changes:
        data[place % len(data)] = value
    found = read(bytes(data))
    assert isinstance(found, Document | Unreadable)
    if isinstance(found, Document):
        assert all(isinstance(table, Table) for table in found.tables())
