"""What a JPEG says beside its pixels, changed without touching them (T.81, Exif, JFIF)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image

from jlxx_check.text import Text
from jlxx_check.unit.repair.cannot_mend import CannotMendError

_START = b"\xff\xd8"
_APP0, _APP1, _SCAN = 0xE0, 0xE1, 0xDA
_JFIF, _EXIF = b"JFIF\0", b"Exif\0\0"
#: Adobe's notes may name the place once more.
_XMP = (b"http://ns.adobe.com/xap/1.0/\0", b"http://ns.adobe.com/xmp/extension/\0")
_PLACE, _ACROSS, _DOWN, _UNIT, _INCH = 0x8825, 0x011A, 0x011B, 0x0128, 2
_HEAD = struct.Struct(">5s2sBHHBB")

_UNREAD = Text(
    "照片的附加信息读不出来，没有改动：请另存后再处理",
    "what the picture says beside its pixels cannot be read, and was left: save it anew first",
)


def retagged(data: bytes, *, placeless: bool, dpi: int | None) -> bytes:
    """The JPEG without its place, and stating so many pixels an inch; every pixel as it was.

    Raises CannotMendError where it is not built as a JPEG is.
    """
    segments, rest = _split(data)
    exif = next((body for mark, body in segments if _is_exif(mark, body)), None)
    noted = _noted(exif, placeless=placeless, dpi=dpi)
    made = [_START]
    if dpi is not None:
        made.append(_segment(_APP0, _HEAD.pack(_JFIF, b"\1\1", 1, dpi, dpi, 0, 0)))
    if noted:
        made.append(_segment(_APP1, noted))
    for mark, body in segments:
        if _is_exif(mark, body) or (dpi is not None and mark == _APP0 and body[:5] == _JFIF):
            continue
        if placeless and mark == _APP1 and body.startswith(_XMP) and b"GPS" in body:
            continue
        made.append(_segment(mark, body))
    return b"".join((*made, rest))


def _noted(exif: bytes | None, *, placeless: bool, dpi: int | None) -> bytes:
    """The Exif segment's new body; b"" where there is none to write."""
    if exif is None:
        return b""
    try:
        own = Image.Exif()
        own.load(exif)
        own.get_ifd(0x8769)
        if placeless:
            own.get_ifd(_PLACE)
            del own[_PLACE]
        if dpi is not None:
            own[_ACROSS] = own[_DOWN] = float(dpi)
            own[_UNIT] = _INCH
        return _EXIF + own.tobytes().removeprefix(_EXIF)
    except (KeyError, ValueError, TypeError, OSError, SyntaxError, struct.error) as error:
        raise CannotMendError(_UNREAD) from error


def _is_exif(mark: int, body: bytes) -> bool:
    return mark == _APP1 and body.startswith(_EXIF)


def _segment(mark: int, body: bytes) -> bytes:
    if len(body) > 0xFFFD:
        raise CannotMendError(_UNREAD)
    return struct.pack(">BBH", 0xFF, mark, len(body) + 2) + body


def _split(data: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """The segments before the pixels, and all from there on."""
    stream = io.BytesIO(data)
    if stream.read(2) != _START:
        raise CannotMendError(_UNREAD)
    found = list(_segments(stream))
    return found, stream.read()


def _segments(stream: io.BytesIO) -> Iterator[tuple[int, bytes]]:
    while True:
        at = stream.tell()
        head = stream.read(4)
        if len(head) < 4 or head[0] != 0xFF:
            raise CannotMendError(_UNREAD)
        mark, length = head[1], int.from_bytes(head[2:], "big")
        if mark == 0xFF:  # a filling byte
            stream.seek(at + 1)
            continue
        if mark == _SCAN:
            stream.seek(at)
            return
        body = stream.read(length - 2)
        if length < 2 or len(body) < length - 2:
            raise CannotMendError(_UNREAD)
        yield mark, body
