"""Whether a picture file is whole, told without decoding it: it reaches its end, without holes.

Holes of zeros are looked for where decoders do not tell: WebP, PNG, and pixels as they are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Literal

from PIL import Image

from jlxx_check.model.facts import Content
from jlxx_check.probes.photo.jpeg_structure import first_scan

_BLOCK = 1 << 16
_START_OF_SCAN = 0xDA
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_USUAL_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_COMPRESSION = 259
#: None, CCITT, LZW, JPEG, deflate, PackBits.
_USUAL_PACKINGS = frozenset({1, 2, 3, 4, 5, 6, 7, 8, 32771, 32773, 32946})
#: Zeros in a row that a PNG's chunk whose checksum is wrong was not given by its writer.
_RUN = 64
#: Zeros in a row that WebP's coders come to only where one colour fills an area.
_WEBP_RUN = re.compile(rb"\0{256,}")
#: Pixels of a block of VP8, which takes less than a byte of zeros where nothing changes.
_VP8_BLOCK = 256
#: Bits a pixel from which on a picture that is kept exactly has no such area: a photograph.
_GRAINY = 6
#: Bytes of one piece that are read; larger ones are left to the decoder.
_MOST = 200_000_000
_CODED = frozenset({b"VP8 ", b"VP8L"})
_FRAME = b"ANMF"
_FRAME_HEAD = 16
#: Share of the bytes beside a hole's edge that are no zeros.
_BRIGHT = 0.9
#: Zeros in a row that, running over from one row into the next, are told in pixels as they are.
_RAW_RUN = 1024
_SOME = re.compile(rb"[^\0]")
#: Layouts of 8-bit pixels in which zero is black, or the palette's first colour.
_LAYOUTS = frozenset({"L", "P", "RGB", "BGR", "RGBX", "BGRX", "RGBA", "BGRA"})


def is_cut_short(stream: BinaryIO, size: int, content: Content) -> bool:
    """True where the format's own end is missing. False also where only decoding can tell."""
    if content is Content.JPEG:
        return _jpeg_cut(stream, size)
    if content is Content.PNG:
        return _png_cut(stream, size)
    if content is Content.WEBP:
        stream.seek(4)
        return int.from_bytes(stream.read(4), "little") + 8 > size
    return False


def seems_whole(stream: BinaryIO, size: int, content: Content) -> bool:
    """Whether nothing shows that a picture which its decoder refused is damaged: only uncommon."""
    if content is Content.PNG:
        return _png_whole(stream, size)
    if content is Content.JPEG:
        return _uncommon_jpeg(stream, size)
    if content is Content.BMP:
        head = _at(stream, 0, 14)
        stated = int.from_bytes(head[2:6], "little")
        pixels = int.from_bytes(head[10:14], "little")
        return head[:2] == b"BM" and 14 < pixels < size and 14 < stated <= size
    if content is Content.TIFF:
        return _tiff_whole(stream, size)
    return False


def _at(stream: BinaryIO, place: int, length: int) -> bytes:
    stream.seek(place)
    return stream.read(length)


def _png_whole(stream: BinaryIO, size: int) -> bool:
    """Every chunk has its right checksum, up to IEND."""
    position = 8
    while position + 12 <= size:
        head = _at(stream, position, 8)
        length = int.from_bytes(head[:4], "big")
        if position + 12 + length > size:
            return False
        data = stream.read(length + 4)
        if zlib.crc32(data[:-4], zlib.crc32(head[4:])) != int.from_bytes(data[-4:], "big"):
            return False
        if head[4:] == b"IEND":
            return True
        position += 12 + length
    return False


def _uncommon_jpeg(stream: BinaryIO, size: int) -> bool:
    """Lossless, hierarchical, arithmetic-coded or of more than 8 bits (T.81, table B.1).

    Or one whose height stands behind its first scan (B.2.5), and is 0 up to there.
    """
    position = 2
    while position + 7 <= size:
        head = _at(stream, position, 7)
        marker = head[1]
        if head[0] != 0xFF or marker == _START_OF_SCAN:
            return False
        if marker in _FRAMES:
            return marker not in _USUAL_FRAMES or head[4] != 8 or not any(head[5:7])
        position += 2 + int.from_bytes(head[2:4], "big")
    return False


def _tiff_whole(stream: BinaryIO, size: int) -> bool:
    """The first directory is there, and its strips or tiles, in a way of packing that is uncommon.

    Where the packing is a usual one, a decoder that fails has found damage.
    """
    head = _at(stream, 0, 8)
    order: Literal["little", "big"] = "little" if head[:2] == b"II" else "big"
    if head[:4] not in (b"II*\0", b"MM\0*"):
        return False
    place = int.from_bytes(head[4:], order)
    count = int.from_bytes(_at(stream, place, 2), order)
    fields = stream.read(12 * count)
    if not count or len(fields) < 12 * count:
        return False
    packing = [
        int.from_bytes(fields[at + 8 : at + 10], order)
        for at in range(0, len(fields), 12)
        if int.from_bytes(fields[at : at + 2], order) == _COMPRESSION
    ]
    return bool(packing) and packing[0] not in _USUAL_PACKINGS


def _jpeg_cut(stream: BinaryIO, size: int) -> bool:
    """No end-of-image marker (ITU-T T.81, B.1.1.3) after the first start of scan.

    Inside picture data FF is always followed by 00 or a restart marker, so that the marker cannot
    occur by chance; the thumbnail in the header has one of its own and must not be looked at.
    """
    floor = first_scan(stream, size)
    if floor is None:
        return True
    end = size
    while end > floor:
        start = max(floor, end - _BLOCK)
        stream.seek(start)
        if b"\xff\xd9" in stream.read(min(end + 1, size) - start):
            return False
        end = start
    return True


def _png_cut(stream: BinaryIO, size: int) -> bool:
    """No IEND chunk (PNG, 11.2.5)."""
    position = 8
    while position + 8 <= size:
        stream.seek(position)
        head = stream.read(8)
        if head[4:] == b"IEND":
            return False
        position += 12 + int.from_bytes(head[:4], "big")
    return True


def has_hole(stream: BinaryIO, size: int, content: Content) -> bool:
    """Whether a WebP's or a PNG's coded data are shown to have lost a part."""
    if content is Content.WEBP:
        return any(
            _webp_hole(kind, _piece(stream, at, length))
            for kind, at, length in _coded(stream, 12, size)
        )
    return content is Content.PNG and _png_hole(stream, size)


def _piece(stream: BinaryIO, at: int, length: int) -> bytes:
    stream.seek(at)
    return stream.read(length) if length <= _MOST else b""


def _webp_hole(kind: bytes, data: bytes) -> bool:
    """Whether more zeros stand in a row than the picture's own plain areas come to (RFC 6386)."""
    lost = max(map(len, _WEBP_RUN.findall(data)), default=0)
    if not lost:
        return False
    if kind == b"VP8 ":
        width, height = (int.from_bytes(data[at : at + 2], "little") & 0x3FFF for at in (6, 8))
        return lost * _VP8_BLOCK > width * height
    sides = int.from_bytes(data[1:5], "little")
    pixels = ((sides & 0x3FFF) + 1) * ((sides >> 14 & 0x3FFF) + 1)
    return 8 * len(data) >= _GRAINY * pixels


def _coded(stream: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Where a WebP's coded pictures lie, those of its frames, too (RFC 9649).

    Transparency is left out: it is plain nearly everywhere.
    """
    at = start
    while at + 8 <= end:
        head = _piece(stream, at, 8)
        kind, length = head[:4], int.from_bytes(head[4:], "little")
        if at + 8 + length > end:
            return
        if kind in _CODED:
            yield kind, at + 8, length
        elif kind == _FRAME:
            yield from _coded(stream, at + 8 + _FRAME_HEAD, at + 8 + length)
        at += 8 + length + length % 2


def _png_hole(stream: BinaryIO, size: int) -> bool:
    """A chunk whose checksum is wrong and that has zeros in it; zeros instead of a chunk."""
    at = 8
    while at + 12 <= size:
        head = _piece(stream, at, 8)
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if not kind.isalpha():
            return not any(_piece(stream, at, min(_RUN, size - at)))
        if kind == b"IEND":
            return False
        data = _piece(stream, at + 8, length + 4)
        if bytes(_RUN) in data and zlib.crc32(data[:-4], zlib.crc32(kind)) != int.from_bytes(
            data[-4:], "big"
        ):
            return True
        at += 12 + length
    return False


def has_raw_hole(stream: BinaryIO, image: Image.Image) -> bool:
    """Whether pixels that are stored as they are (BMP, TIFF) turn black amid a row and so remain.

    A black floor, bar or frame begins where rows begin, or below pixels that are black already; a
    hole begins and ends anywhere. image: opened, not yet loaded.
    """
    tiles = list(getattr(image, "tile", ()))
    if not tiles or any(tile[0] != "raw" for tile in tiles):
        return False
    place, arguments = tiles[0][2], tiles[0][3]
    layout = arguments if isinstance(arguments, str) else arguments[0]
    if layout not in _LAYOUTS or len({tile[1][0::2] for tile in tiles}) > 1:
        return False
    stated = 0 if isinstance(arguments, str) else arguments[1]
    stride = stated or image.width * len(layout)
    if (
        any(tile[2] - place != (tile[1][1] - tiles[0][1][1]) * stride for tile in tiles)
        or not 0 < stride * image.height <= _MOST
    ):
        return False
    position = stream.tell()
    try:
        return _turns_black(_piece(stream, place, stride * image.height), stride)
    finally:
        stream.seek(position)


def _turns_black(data: bytes, stride: int) -> bool:
    """Whether zeros begin amid a row, run over into another and end amid it, colours around them.

    A frame's two edges run over so, too; but above and below them it goes on.
    """
    start = data.find(bytes(_RAW_RUN))
    while start >= 0:
        some = _SOME.search(data, start + _RAW_RUN)
        end = some.start() if some else len(data)
        row_of_end = end - end % stride
        if (
            start % stride
            and start < row_of_end
            and _bright(data[max(0, start - stride) : start - start % stride])
            and (
                end == len(data)
                or (end % stride and _bright(data[row_of_end + stride : end + stride]))
            )
        ):
            return True
        start = data.find(bytes(_RAW_RUN), end)
    return False


def _bright(data: bytes) -> bool:
    return bool(data) and len(data) - data.count(0) >= _BRIGHT * len(data)
