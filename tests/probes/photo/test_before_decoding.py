"""Headers that one decoder refuses and others pass over are no damage; a picture's loss is."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from jlxx_check.model.facts import Cause, Content, Photo, Unreadable
from jlxx_check.probes.photo.before_decoding import cleaned
from jlxx_check.probes.photo.read_photo import read_photo


def made() -> tuple[list[bytes], bytes]:
    """A JPEG's segments and its coded data."""
    out = io.BytesIO()
    Image.effect_noise((320, 240), 60).convert("RGB").save(out, "JPEG", quality=85)
    data, at, segments = out.getvalue(), 2, []
    while not segments or segments[-1][1] != 0xDA:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        segments.append(data[at:end])
        at = end
    return segments, data[at:]


SEGMENTS, CODED = made()


def read(data: bytes) -> Photo | Unreadable:
    return read_photo(io.BytesIO(data), len(data), Content.JPEG)


def joined(*segments: bytes, coded: bytes = CODED) -> bytes:
    return b"\xff\xd8" + b"".join(segments) + coded


@pytest.mark.parametrize(
    "first",
    [
        b"\xff\xe0\x00\x07JFIF\0",
        b"\xff\xe0\x00\x08JFIF\0\x01",
        b"\xff\xe0\x00\x02",
        b"\xff\xee\x00\x07Adobe",
        b"\xff\xe0\x00\x10JFIF\0\x01\x01\x09\0\0\0\0\0\0",
    ],
)
def test_an_application_segment_that_is_too_short_is_passed_over(first: bytes) -> None:
    found = read(joined(first, *SEGMENTS[1:]))
    assert isinstance(found, Photo)
    assert (found.width, found.height) == (320, 240)


@pytest.mark.parametrize("between", [b"\0", b"abc", b"\r\n", b"\xff\xff", bytes(100), b"x" * 500])
@pytest.mark.parametrize("place", [1, 3, len(SEGMENTS) - 1])
def test_bytes_between_segments_are_passed_over(between: bytes, place: int) -> None:
    assert isinstance(read(joined(*SEGMENTS[:place], between, *SEGMENTS[place:])), Photo)


def test_lost_headers_and_lost_data_are_damage() -> None:
    whole = joined(*SEGMENTS)
    start = len(joined(*SEGMENTS[:2], coded=b""))
    in_tables = whole[:start] + bytes(300) + whole[start + 300 :]
    middle = len(whole) // 2
    in_data = whole[:middle] + bytes(2000) + whole[middle + 2000 :]
    for data, cause in ((in_tables, Cause.CORRUPT), (in_data, Cause.CORRUPT),
                        (whole[:middle], Cause.CUT_SHORT)):  # fmt: skip
        found = read(data)
        assert isinstance(found, Unreadable)
        assert found.cause is cause


def test_what_is_in_order_stays_as_it_is() -> None:
    assert cleaned(joined(*SEGMENTS)) is None
    assert cleaned(b"\xff\xd8") is None
    assert cleaned(joined(*SEGMENTS[:-1], coded=b"")) is None
