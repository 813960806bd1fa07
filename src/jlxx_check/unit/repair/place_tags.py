"""A picture that is no JPEG without the place where it was taken: its format and pixels stay."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from jlxx_check.model.contents import Content
from jlxx_check.probes.photo.before_decoding import hushed
from jlxx_check.probes.photo.read_photo import PICTURE_FORMATS, heic_ready
from jlxx_check.text import Text
from jlxx_check.unit.repair.cannot_mend import CannotMendError

#: What is done here can be done in these alone.
PLACE_FORMATS = frozenset({Content.PNG, Content.HEIC, Content.AVIF, Content.WEBP, Content.TIFF})
_PLACE = 0x8825
_PNG = b"\x89PNG\r\n\x1a\n"
#: Exif, and texts in which other programs keep it or Adobe's notes.
_NOTES = (b"eXIf", b"iTXt", b"tEXt", b"zTXt")
_TOLD_IN_TEXT = re.compile(rb"GPS|Raw profile type (?:exif|APP1|xmp)")
#: How Exif begins in a HEIC, an AVIF and a WebP, with the head of the directory that it is.
_EXIF = re.compile(rb"(?:Exif\0\0|EXIF.{4}|\A)(?=II\*\0|MM\0\*)", re.DOTALL)
_ENTRY = 12

_STAYS = Text(
    "拍摄地点写在程序改不了的地方，照片没有改动：请自己去掉",
    "the place where it was taken stands where the program cannot take it out; the picture was "
    "left as it is: take it out yourself",
)


def without_place(data: bytes, content: Content) -> bytes:
    """The picture, every pixel as it was. Raises CannotMendError where it would still tell one."""
    made = bytearray(data)
    if data.startswith(_PNG):
        made = bytearray(_PNG + b"".join(_chunks(data)))
    for found in _EXIF.finditer(data if not data.startswith(_PNG) else b""):
        _blank(made, found.end())
    if _tells(bytes(made), content):
        raise CannotMendError(_STAYS)
    return bytes(made)


def _chunks(data: bytes) -> Iterator[bytes]:
    """A PNG's parts without the place; one that only notes hold in text is left out whole."""
    at = len(_PNG)
    while at + 12 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        body = bytearray(data[at + 8 : at + 8 + size])
        at += 12 + size
        if kind in _NOTES[1:] and _TOLD_IN_TEXT.search(body):
            continue
        if kind in _NOTES:
            _blank(body, 0)
        yield struct.pack(">I", size) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _blank(data: bytearray, start: int) -> None:
    """Empty the directory of the place; every other byte stays where it was."""
    order = "<" if data[start : start + 2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", data, start + 4)
        for entry, tag in _entries(data, start + first, order):
            if tag == _PLACE:
                (at,) = struct.unpack_from(f"{order}I", data, entry + 8)
                _blank_values(data, start, start + at, order)
                struct.pack_into(f"{order}H", data, start + at, 0)
    except struct.error:
        return  # no directory after all; whether it still tells a place is looked at in the end


def _entries(data: bytearray, at: int, order: str) -> Iterator[tuple[int, int]]:
    """Where each entry of a directory lies, with its tag."""
    (number,) = struct.unpack_from(f"{order}H", data, at)
    for place in range(at + 2, at + 2 + number * _ENTRY, _ENTRY):
        yield place, struct.unpack_from(f"{order}H", data, place)[0]


def _blank_values(data: bytearray, start: int, at: int, order: str) -> None:
    """The entries of a directory and the values that lie elsewhere, as zeros."""
    for entry, _ in list(_entries(data, at, order)):
        kind, count, value = struct.unpack_from(f"{order}HII", data, entry + 2)
        size = _SIZES.get(kind, 1) * count
        if size > 4 and start + value + size <= len(data):
            data[start + value : start + value + size] = bytes(size)
        data[entry : entry + _ENTRY] = bytes(_ENTRY)


#: Bytes of a value by its kind, where that is not one.
_SIZES = {3: 2, 4: 4, 5: 8, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


def _tells(data: bytes, content: Content) -> bool:
    """Whether the picture still says where; also where nobody can tell any more."""
    if b"GPSLatitude" in data or (content in (Content.HEIC, Content.AVIF) and not heic_ready()):
        return True
    try:
        with hushed(), Image.open(io.BytesIO(data), formats=PICTURE_FORMATS[content]) as image:
            return bool(image.getexif().get_ifd(_PLACE))
    except (OSError, ValueError, SyntaxError, struct.error, RuntimeError):
        return True
