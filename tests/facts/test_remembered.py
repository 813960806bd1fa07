from __future__ import annotations

import json
import pickle
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jlxx_check.facts.remembered import (
    IllegibleFactsError,
    Remembered,
    decode,
    decode_text,
    encode,
    encode_text,
    says_something,
    worth_keeping,
)
from jlxx_check.model.document import Cell, Document, Paragraph, Table
from jlxx_check.model.facts import (
    Audio,
    Body,
    Cause,
    Content,
    Group,
    Photo,
    ReadFailure,
    Unreadable,
    Video,
)
from jlxx_check.model.tree import FileNode
from jlxx_check.text import Text, same
from tests.facts.cache_samples import FILM, SCAN, SOUND, photo, texts, whole

st.register_type_strategy(Text, texts())
BODIES = st.one_of(
    whole(Photo),
    whole(Video),
    whole(Audio),
    whole(Document).map(lambda scan: replace(scan, blocks=(), text="")),
    st.none(),
)
TABLE = Table("表1", (Cell(0, 0, "姓名"), Cell(0, 1, "张三", tables=(Table("表2", ()),))))
WRITTEN = Document((Paragraph("推介表"), TABLE), "推介表\n姓名\n张三", pages=2)
KNOWN = st.builds(
    Remembered,
    st.sampled_from(Content),
    st.sampled_from(Group),
    BODIES,
    st.none() | st.text(),
    st.none() | st.text(),
)


@given(KNOWN)
def test_what_is_written_is_what_is_read(known: Remembered) -> None:
    thumbnail = known.body.thumbnail if isinstance(known.body, Photo) else None
    assert repr(decode(encode(known), thumbnail)) == repr(known)  # a NaN is not equal to itself


@given(KNOWN)
def test_a_thumbnail_is_kept_apart(known: Remembered) -> None:
    body = decode(encode(known)).body
    assert not isinstance(body, Photo) or body.thumbnail is None


@given(KNOWN, st.data())
def test_what_is_cut_off_or_is_no_json_is_illegible(known: Remembered, data: st.DataObject) -> None:
    written = encode(known)
    cut = data.draw(st.integers(0, len(written) - 1))
    with pytest.raises(IllegibleFactsError):
        decode(written[:cut])


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "ReadFailure"},
        {"kind": "os.system"},
        {"kind": "Video"},
        {"content": "jpge"},
        {"group": None},
        {"body": {"width": 1}},
        {"body": None},
        {"body": []},
    ],
    ids=str,
)
def test_what_nobody_writes_is_illegible(change: dict[str, object]) -> None:
    written = json.loads(encode(Remembered(Content.JPEG, Group.PHOTO, photo(1), None)))
    with pytest.raises(IllegibleFactsError):
        decode(json.dumps({**written, **change}).encode())


@pytest.mark.parametrize("data", [b"", b"null", b"[]", b"17", b"\xff\xfe", b"\x80\x04."])
def test_other_data_is_illegible(data: bytes) -> None:
    with pytest.raises(IllegibleFactsError):
        decode(data)


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (photo(1), True),
        (FILM, True),
        (SOUND, True),
        (SCAN, True),
        (None, True),
        (WRITTEN, True),
        (ReadFailure(same("x")), False),
        *((Unreadable(cause, same("x")), False) for cause in Cause),
    ],
)
def test_only_what_was_read_is_kept(body: Body, kept: bool) -> None:
    assert worth_keeping(body) is kept


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (WRITTEN, True),
        (Document((), "张三 13800000000"), True),
        (Document((Paragraph("张三"),), ""), True),
        (Document((), "", unseen=(same("张三"),)), True),
        (SCAN, False),
        (photo(1), False),
        (None, False),
    ],
)
def test_what_people_wrote_is_told_from_what_was_measured(body: Body, says: bool) -> None:
    assert says_something(body) is says


def test_a_text_is_read_as_it_was_written() -> None:
    known = Remembered(Content.DOCX, Group.DOCUMENT, WRITTEN, "sha256:1")
    assert decode_text(encode_text(known)) == known


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text",
        encode_text(Remembered(Content.DOCX, Group.DOCUMENT, WRITTEN, None))[:-2],
        encode_text(Remembered(Content.JPEG, Group.PHOTO, photo(1), None)),
        pickle.dumps((1, 2)),
        pickle.dumps((Content.DOCX, Group.DOCUMENT, print, None)),
        b"cos\nsystem\n(S'true'\ntR.",
    ],
)
def test_what_is_no_text_is_illegible(data: bytes) -> None:
    with pytest.raises(IllegibleFactsError):
        decode_text(data)


def test_place_and_time_are_the_files_own() -> None:
    known = Remembered(Content.JPEG, Group.PHOTO, photo(1), "sha256:1")
    facts = known.facts(FileNode("a/b.jpg", 17, 4.5, "stamp"))
    assert (facts.path, facts.size, facts.modified) == ("a/b.jpg", 17, 4.5)
    assert Remembered.of(facts) == known
