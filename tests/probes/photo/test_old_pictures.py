"""Photographs in streams of drawings, as old Word and Excel files keep them."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from jlxx_check.probes.photo.old_pictures import has_holed_picture
from tests.support.pictures import scene


def saved(form: str, colour: str | None = None) -> bytes:
    image = Image.new("RGB", (640, 480), colour) if colour else scene(1, (640, 480))
    target = io.BytesIO()
    image.save(target, form)
    return target.getvalue()


def kept(picture: bytes, kind: int, sums: int = 1) -> bytes:
    """A picture with what stands before it; sums: of 16 bytes each."""
    before = bytes(range(1, 17)) * sums + b"\xff"
    return (
        b"drawings" * 9
        + struct.pack("<HHI", 0x46A0, kind, len(before) + len(picture))
        + before
        + picture
    )


def wiped(data: bytes) -> bytes:
    start = len(data) // 2
    return data[:start] + bytes(512) + data[start + 512 :]


@pytest.mark.parametrize(("form", "kind"), [("JPEG", 0xF01D), ("PNG", 0xF01E), ("JPEG", 0xF02A)])
@pytest.mark.parametrize("sums", [1, 2])
def test_a_hole_in_a_picture_is_told(form: str, kind: int, sums: int) -> None:
    picture = saved(form)
    assert not has_holed_picture(kept(picture, kind, sums))
    assert has_holed_picture(kept(picture, kind) + kept(wiped(picture), kind, sums))


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        kept(saved("JPEG", "white"), 0xF01D),
        kept(saved("PNG", "black"), 0xF01E),
        kept(saved("JPEG"), 0xF01D) + bytes(5000),  # free space behind it
        kept(wiped(saved("JPEG")), 0xF01F),  # of another kind
        kept(saved("JPEG"), 0xF01D)[:-900],  # longer than what there is: no record at all
    ],
)
def test_what_is_no_hole(stream: bytes) -> None:
    assert not has_holed_picture(stream)
