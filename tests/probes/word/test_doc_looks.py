"""Old Word files: letters that do not show, and the numbers that Word makes itself."""

from __future__ import annotations

import struct

import pytest

from jlxx_check.probes.word.doc_layout import numbered, read_lists, tables_are_coloured, why_unseen
from jlxx_check.probes.word.word_looks import Why
from jlxx_check.probes.word.word_numbers import Counters

WHITE = {0x6870: b"\xff\xff\xff\x00"}
BLUE = {0xCA71: b"\0\0\0\xff\x64\x38\x1f\0\0\0"}
NO_SHADE = {0xCA71: b"\0\0\0\xff\0\0\0\xff\0\0"}


@pytest.mark.parametrize(
    ("letters", "why"),
    [
        ({0x083C: b"\x01"}, Why.HIDDEN),
        ({0x0837: b"\x01"}, Why.STRUCK),
        ({0x2A53: b"\x01"}, Why.STRUCK),
        ({0x4A43: b"\x02\0"}, Why.TINY),
        (WHITE, Why.ALIKE),
        (WHITE | NO_SHADE, Why.ALIKE),
        ({0x2A42: b"\x08"}, Why.ALIKE),
        ({}, None),
        ({0x083C: b"\0"}, None),
        ({0x4A43: b"\x10\0"}, None),
        ({0x6870: b"\0\0\0\xff"}, None),
        ({0x6870: b"\x40\x40\x40\0"}, None),
        (WHITE | BLUE, None),
        (WHITE | {0x2A0C: b"\x02"}, None),
        (WHITE | {0x0858: b"\x01"}, None),
    ],
)
def test_why_letters_are_not_seen(letters: dict[int, bytes], why: Why | None) -> None:
    assert why_unseen(letters, {}, on_colour=False) is why


def test_white_letters_are_seen_on_another_ground() -> None:
    assert why_unseen(WHITE, {}, on_colour=True) is None
    assert why_unseen(WHITE, {0xC64D: BLUE[0xCA71]}, on_colour=False) is None
    assert tables_are_coloured([{}, {0xD612: BLUE[0xCA71]}])
    assert not tables_are_coloured([{0xD612: NO_SHADE[0xCA71] * 3}, {0xD609: b"\0\0\xff\xff"}])


def level(start: int, shape: int, text: str) -> bytes:
    head = struct.pack("<iBB", start, shape, 0).ljust(28, b"\0")
    return head + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def file_of(levels: bytes, overrides: list[bytes]) -> tuple[bytes, bytes]:
    """The head of a file and its table stream, with one list of one level."""
    lists = struct.pack("<H", 1) + struct.pack("<i", 77).ljust(26, b"\0") + b"\x01\0"
    named = b"".join(
        struct.pack("<i", 77).ljust(12, b"\0") + bytes([len(data) // 8, 0, 0, 0])
        for data in overrides
    )
    changes = b"".join(bytes(4) + data for data in overrides)
    said = struct.pack("<I", len(overrides)) + named + changes
    head = bytearray(1024)
    struct.pack_into("<II", head, 0x2E2, 0, len(lists))
    struct.pack_into("<II", head, 0x2EA, len(lists + levels), len(said))
    return bytes(head), lists + levels + said


@pytest.mark.parametrize(
    ("shape", "text", "shown"),
    [
        (0, "\0", ["1", "2", "3"]),
        (0, "（\0）", ["（1）", "（2）", "（3）"]),
        (39, "\0、", ["一、", "二、", "三、"]),
        (23, "\uf0b7", ["", "", ""]),
    ],
)
def test_lists_of_an_old_file_number_its_paragraphs(
    shape: int, text: str, shown: list[str]
) -> None:
    counters = Counters(read_lists(*file_of(level(1, shape, text), [b""])))
    assert [counters.next("1", 0) for _ in shown] == shown


def test_a_list_may_begin_anew() -> None:
    anew = struct.pack("<iI", 5, 0x10)
    counters = Counters(read_lists(*file_of(level(1, 0, "\0."), [b"", anew])))
    assert [counters.next(number, 0) for number in "1122"] == ["1.", "2.", "5.", "6."]


def test_what_is_broken_numbers_nothing() -> None:
    head, table = file_of(level(1, 0, "\0"), [b""])
    assert read_lists(head, table[:40]) == {}
    assert read_lists(bytes(1024), b"") == {}
    assert Counters({}).next("1", 0) == ""


def test_a_paragraph_names_its_list() -> None:
    assert numbered({0x460B: b"\x03\0", 0x260A: b"\x01"}) == ("3", 1)
    assert numbered({0x460B: b"\0\0"}) == ("", 0)
    assert numbered({}) == ("", 0)
