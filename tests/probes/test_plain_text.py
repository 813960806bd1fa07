from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes import plain_text
from jlxx_check.probes.plain_text import decode, read_text


def read(data: bytes) -> Document | Unreadable:
    return read_text(io.BytesIO(data), len(data))


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_common_encodings(encoding: str) -> None:
    document = read("工作总结\r\n\r\n  张三丰。\x1a".encode(encoding))
    assert isinstance(document, Document)
    assert document.text == "工作总结\n张三丰。"
    assert len(document.blocks) == 2


@pytest.mark.parametrize(
    ("data", "cause"), [(b"", Cause.EMPTY), (b"a\0b", Cause.CORRUPT), (b"\xff\xff", Cause.CORRUPT)]
)
def test_what_cannot_be_read_says_why(data: bytes, cause: Cause) -> None:
    found = read(data)
    assert isinstance(found, Unreadable)
    assert found.cause is cause


def test_length_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "MAX_TEXT_BYTES", 4)
    found = read(b"12345")
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.LIMIT


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_utf8_is_never_taken_for_another(text: str) -> None:
    assert decode(text.encode()) in (text, text.removeprefix("\ufeff"))


@given(st.binary(max_size=200))
def test_nothing_raises(data: bytes) -> None:
    assert isinstance(read(data), Document | Unreadable)
