"""Whether a JPEG's coded data reach its last block, though an end mark stands behind them.

A decoder makes grey what is missing and says nothing. So where a picture may end so, it is decoded
once more with noise between its data and its end mark: data that are whole end before the noise,
and the picture is the same; where they fall short, the noise becomes a part of the picture.
"""

from __future__ import annotations

import io
import random
from functools import cache
from typing import BinaryIO

from PIL import Image, ImageChops

from jlxx_check.probes.photo.jpeg_structure import first_scan

_EOI = b"\xff\xd9"
#: Of 255: what is made of missing data, and how far from it neighbours may draw the last pixel.
_GREY, _AWAY = 128, 8
#: How far from each other the last pixels may be: neighbours draw at them, too.
_UNEVEN = 2
_SEED, _PIECE = 1, 1024
#: Bytes of a picture that is decoded anew, and pixels of one that has to be at its full size.
_MOST, _MOST_PIXELS = 100_000_000, 60_000_000


@cache
def _noise() -> bytes:
    """Data, none of it a mark, and after each piece the mark that may begin the next interval."""
    source = random.Random(_SEED)
    pieces = (bytes(source.choices(range(255), k=_PIECE)) for _ in range(8))
    return b"".join(piece + bytes((0xFF, 0xD0 + at)) for at, piece in enumerate(pieces))


def ends_early(stream: BinaryIO, size: int, image: Image.Image) -> bool:
    """Whether blocks of the file's first picture are missing. image: that picture, decoded."""
    progressive = "progressive" in image.info
    if image.format not in ("JPEG", "MPO") or not (progressive or _ends_grey(image)):
        return False
    start = first_scan(stream, size)
    if start is None or size > _MOST:
        return False
    stream.seek(0)
    data = stream.read(size)
    end = data.find(_EOI, start)
    if end < 0:
        return False
    try:
        as_it_is = _decoded(data[:end] + _EOI, full=progressive)
        with_noise = _decoded(data[:end] + _noise() + _EOI, full=progressive)
    except (OSError, SyntaxError, ValueError):
        return False
    return ImageChops.difference(as_it_is, with_noise).getbbox(alpha_only=False) is not None


def _ends_grey(image: Image.Image) -> bool:
    """Whether the last pixels are what is made of missing data: grey, and one like the other."""
    wide, high = image.size
    corner = image.crop((max(0, wide - 2), max(0, high - 2), wide, high))
    lights = corner.convert("L").tobytes()
    if max(lights) - min(lights) > _UNEVEN:
        return False
    last = corner.crop((corner.width - 1, corner.height - 1, corner.width, corner.height))
    ranges = last.getextrema()
    bands = ranges if isinstance(ranges[0], tuple) else (ranges,)
    return all(abs(level - _GREY) <= _AWAY for band in bands for level in band)


def _decoded(data: bytes, *, full: bool) -> Image.Image:
    """full: in its full size, which the last bits of a progressive picture alone show in.

    Raises ValueError where that would take too much memory.
    """
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
        if not full:
            image.draft(None, (1, 1))
        elif image.width * image.height > _MOST_PIXELS:
            raise ValueError
        image.load()
        return image.copy()
