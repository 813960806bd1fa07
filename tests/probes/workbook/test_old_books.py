"""Old workbooks that announce more than they hold: the reader never gets them."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable

import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes import compound
from jlxx_check.probes.unreadable import DamagedError, EncryptedError, UnsupportedError
from jlxx_check.probes.workbook.old_books import sound_book
from jlxx_check.probes.workbook.read_workbook import read_workbook
from tests.probes.office_files import ole_of, xls_of

BOOK = compound.read_streams(io.BytesIO(xls_of([["序号", "姓名"], [1, "张三"]])), "Workbook")
STREAM = BOOK["Workbook"]
HUGE = 0x7FFFFFFF


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def place_of(kind: int, start: int = 0) -> int:
    """Where the body of the first such record of the workbook stands."""
    at = start
    while True:
        found, length = struct.unpack_from("<HH", STREAM, at)
        if found == kind:
            return at + 4
        at += 4 + length


def changed(kind: int, offset: int, layout: str, value: int) -> Callable[[], bytes]:
    """The workbook with a number changed in the first record of this kind."""

    def change() -> bytes:
        data = bytearray(STREAM)
        start = place_of(0x0A) if kind in (0xFD, 0x203, 0xE5) else 0
        struct.pack_into(layout, data, place_of(kind, start) + offset, value)
        return bytes(data)

    return change


def test_extents_and_what_the_reader_is_given() -> None:
    sound = sound_book(STREAM)
    (extent,) = sound.extents
    assert (extent.rows, extent.columns) == (2, 2)
    assert sound.data == STREAM


def test_a_sheet_that_states_a_size_of_its_own_is_put_right() -> None:
    """The reader sets memory aside for it: 65,536 rows of 65,535 columns are 130 GB."""
    globals_ = (
        record(0x809, bytes(16)) + record(0x85, struct.pack("<I", 41) + bytes(9)) + record(10)
    )
    stated = struct.pack("<IIHHH", 0, HUGE, 0, 0xFFFF, 0)
    sheet = record(0x809, bytes(16)) + record(0x200, stated) + record(0x203, bytes(14)) + record(10)
    assert len(globals_) == 41
    sound = sound_book(globals_ + sheet)
    assert struct.pack("<IIHHH", 0, 1, 0, 1, 0) in sound.data
    assert len(sound.data) == len(globals_ + sheet)


@pytest.mark.parametrize(
    "change",
    [
        changed(0x85, 0, "<I", HUGE),  # place of the sheet
        changed(0x85, 0, "<I", 2),
        changed(0xFD, 2, "<H", 256),  # column
        changed(0xE5, 0, "<H", 0xFFFF),  # merged cells announced
        changed(0xFC, -2, "<H", 0x2020),  # length of a record
        changed(0x0A, -4, "<H", 0x7F),  # the end of the first part
        lambda: STREAM[:40],
        lambda: record(0x809, bytes(16)) + record(0x85, bytes(7)) + record(10),
    ],
)
def test_a_stream_that_contradicts_itself_is_damage(change: Callable[[], bytes]) -> None:
    with pytest.raises(DamagedError):
        sound_book(change())
    data = ole_of({"Workbook": change()})
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT


@pytest.mark.parametrize("announced", [HUGE, 1761, 3])
def test_more_strings_than_there_are_is_put_right(announced: int) -> None:
    """Some programs announce strings that they do not write; Excel opens what they made."""
    data = ole_of({"Workbook": changed(0xFC, 4, "<I", announced)()})
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Document) or found.cause is Cause.UNSUPPORTED


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (record(0x205, struct.pack("<HHHBB", 1, 2, 0, 0x17, 1)), "#REF!"),
        (record(0x205, struct.pack("<HHHBB", 1, 2, 0, 1, 0)), "TRUE"),
        (record(6, struct.pack("<HHHBBBBBBHHIH", 1, 2, 0, 2, 0, 0x2A, 0, 0, 0, 0xFFFF, 0, 0, 0)),
         "#N/A"),
        (record(6, struct.pack("<HHHdHIH", 1, 2, 0, 7.0, 0, 0, 0)), "7"),
    ],
)  # fmt: skip
def test_an_error_in_a_cell_is_told(cell: bytes, shown: str) -> None:
    place = place_of(0x203, place_of(0x0A)) - 4
    data = ole_of({"Workbook": STREAM[:place] + cell + STREAM[place:]})
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Document), found
    assert shown in found.text.split()


@pytest.mark.parametrize("version", [0x0500, 0x0580, 0x0400])
def test_what_came_before_excel_97_is_named(version: int) -> None:
    with pytest.raises(UnsupportedError):
        sound_book(record(0x809, struct.pack("<HHI", version, 5, 0)) + record(10))


@pytest.mark.parametrize(
    ("properties", "sound"),
    [
        (b"\xfe\xff" + bytes(4094), True),
        (bytes(4096), True),  # JExcelApi writes no more
        (bytes(512) + b"x" * 3584, False),  # the head of what was there is wiped
    ],
)
def test_what_is_said_of_a_file_and_what_is_wiped(properties: bytes, sound: bool) -> None:
    data = ole_of({"Workbook": STREAM, "\x05SummaryInformation": properties})
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Document) is sound


def test_a_password_is_seen() -> None:
    with pytest.raises(EncryptedError):
        sound_book(record(0x809, bytes(16)) + record(0x2F, bytes(6)) + record(10))


def test_the_container_is_made_anew() -> None:
    """Large enough for several sectors of chains."""
    data = bytes(range(256)) * 40_000
    made = io.BytesIO(compound.holding("Workbook", data))
    assert compound.read_streams(made, "Workbook") == {"Workbook": data}
    small = io.BytesIO(compound.holding("Book", b"x"))
    assert compound.read_streams(small, "Book")["Book"] == b"x".ljust(4096, b"\0")


@pytest.mark.parametrize(
    ("place", "layout", "value"),
    [
        (0x1E, "<H", 32),  # a sector of four gigabytes
        (0x1A, "<H", 9),
        (0x2C, "<I", HUGE),  # tables of chains
        (0x48, "<I", HUGE),
        (0x4C, "<I", HUGE),
        (-512, "<I", 0),  # the first sector follows itself
    ],
)
def test_a_container_that_leads_in_circles_is_damage(place: int, layout: str, value: int) -> None:
    data = bytearray(xls_of([["序号"]]))
    struct.pack_into(layout, data, place % len(data), value)
    if place < 0:
        at = data.index("Workbook".encode("utf-16-le"))
        struct.pack_into("<Q", data, at + 0x78, 0xFFFFFFFF)
    found = read_workbook(io.BytesIO(bytes(data)), len(data), Content.XLS)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT


def test_the_sample_is_read() -> None:
    data = ole_of({"Workbook": STREAM})
    assert isinstance(read_workbook(io.BytesIO(data), len(data), Content.XLS), Document)


@pytest.mark.parametrize(("length", "broken"), [(300, True), (100, False)])
def test_a_hole_in_the_list_of_strings_is_damage(length: int, broken: bool) -> None:
    strings = struct.pack("<II", 1, 1) + struct.pack("<HB", 400, 0) + b"a" * 50 + bytes(length)
    data = record(0x0809, struct.pack("<HH", 0x0600, 5)) + record(0x00FC, strings + b"a" * 50)
    data += record(0x000A)
    if broken:
        with pytest.raises(DamagedError):
            sound_book(data)
    else:
        assert sound_book(data).extents == ()


def test_zeros_in_what_continues_another_record_are_none() -> None:
    data = record(0x0809, struct.pack("<HH", 0x0600, 5))
    data += record(0x00FC, struct.pack("<II", 0, 0)) + record(0x00EB, bytes(600))
    assert sound_book(data + record(0x003C, bytes(600)) + record(0x000A)).extents == ()
