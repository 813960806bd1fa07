"""Whether zeros, or something else, stand in an MP4 where coded pictures or sound should.

An unfinished download, a bad copy or a failing disk leaves such places: zeros, erased sectors, an
error page. Told by where the index says that pictures and sound lie; nothing is decoded.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import BinaryIO

from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Places looked at for a blank stretch, as an unfinished download leaves it, and bytes of each.
_PROBED = 32
_PROBE_BYTES = 64
#: Zeros in a row that are looked for in what is read through; a page of a disk has 4,096.
_HOLE = 1024
_STEP = 256
_BLOCK = 1 << 20
#: Bytes read through; of longer films as many, spread evenly.
_MOST_READ = 512 << 20
_SOME = re.compile(rb"[^\0]")
#: Bytes of a coded picture that can be told from none.
SHORTEST_PICTURE = 8
#: Bytes of a packet of sound that can be told from none.
SHORTEST_PACKET = 32
#: Bytes at a picture's beginning that are of one value, or text, in none.
_HEAD = 32
#: Zeros that no packet begins with, however long it is.
_SILENCED = 256

BLANK = Text(
    "视频中间有一部分内容是空白的，通常是下载或传输没有完成。",
    "A part of the video is blank: a download or transfer did not finish.",
)
FILLED = Text(
    "视频中间有一部分内容不是画面，被其他数据占据，播放到那里会花屏或中断，通常是下载或复制出错。",
    "A part of the video is no picture: other data stand in its place, as a download or a copy "
    "that went wrong leaves them.",
)
BLANK_SOUND = Text(
    "视频的声音有一部分内容是空白的，播放到那里会断开，通常是下载或传输没有完成。",
    "A part of the video's sound is blank, so that it breaks off there: a download or transfer "
    "did not finish.",
)


@frozen
class Laid:
    """Where the media lies: offset and length of each piece, in bytes.

    pictures: of coding in which no picture begins with zeros, () where there is none. sounds:
    packets of coding in which none begins with zeros. beside: whatever is no picture.
    """

    pictures: Sequence[tuple[int, int]] = ()
    sounds: Sequence[tuple[int, int]] = ()
    beside: Sequence[tuple[int, int]] = ()


def blank_part(stream: BinaryIO, size: int, laid: Laid) -> Text | None:
    """What is blank of the media; None where nothing is seen to be. size: bytes of the file."""
    if _has_blank(stream, laid.pictures):
        return BLANK
    pictures, sounds = sorted(laid.pictures), sorted(laid.sounds)
    pieces = [*pictures[:1], *pictures[-1:], *sounds[:1], *sounds[-1:]]
    if not pieces:
        return None
    shown = [start for start, _ in pictures]
    heard = [start for start, _ in sounds]
    begin = min(start for start, _ in pieces)
    last = min(size, max(start + length for start, length in pieces))
    stride = max(_BLOCK, -(-(last - begin) * _BLOCK // _MOST_READ))
    for at in range(begin, last, stride):
        stream.seek(at)
        block = stream.read(min(_BLOCK + _HOLE, last - at))
        for first, end in _holes(block):
            if _hits_picture(pictures, shown, laid.beside, at + first, at + end):
                return BLANK
        over = at + min(_BLOCK, len(block))
        here = pictures[bisect_left(shown, at) : bisect_left(shown, over)]
        # In the codings that are looked at a picture begins with a length or a start code: with 0.
        odd = [(start - at, length) for start, length in here if block[start - at]]
        if any(_is_filled(block, start, length) for start, length in odd):
            return FILLED
        here = sounds[bisect_left(heard, at) : bisect_left(heard, over)]
        odd = [(start - at, length) for start, length in here if not block[start - at]]
        if any(_is_zero(block, start, length) for start, length in odd):
            return BLANK_SOUND
    return None


def _has_blank(stream: BinaryIO, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether places spread evenly over the coded bytes hold nothing but zeros.

    These codecs write none (ITU-T H.264, 7.4.1: no three zero bytes in a row). stretches: start
    and length of each piece, in the order of the file.
    """
    total = sum(length for _, length in stretches)
    if not total:
        return False
    wanted = [total * number // _PROBED for number in range(_PROBED)] + [total - 1]
    passed = taken = 0
    for start, length in stretches:
        while taken < len(wanted) and wanted[taken] < passed + length:
            probe = min(_PROBE_BYTES, length)
            stream.seek(start + min(wanted[taken] - passed, length - probe))
            if not any(stream.read(probe)):
                return True
            taken += 1
        passed += length
    return False


def _holes(block: bytes) -> list[tuple[int, int]]:
    """First byte and end of each long run of zeros."""
    found = []
    if bytes(_HOLE // _STEP - 1) in block[::_STEP]:
        first = block.find(bytes(_HOLE))
        while first >= 0:
            some = _SOME.search(block, first)
            end = some.start() if some else len(block)
            found.append((first, end))
            first = block.find(bytes(_HOLE), end)
    return found


def _is_filled(block: bytes, start: int, length: int) -> bool:
    """Whether a picture begins as none does: with text, or with one byte again and again."""
    head = block[start : start + _HEAD]
    return length >= _HEAD == len(head) and (head.isascii() or head.count(head[0]) == _HEAD)


def _is_zero(block: bytes, start: int, length: int) -> bool:
    """Whether a packet holds nothing but zeros, or too many at its beginning.

    Silence is coded in a few bytes of which some are none; what fills a packet up stands at its
    end.
    """
    if length < SHORTEST_PACKET:
        return False
    head = min(length, _SILENCED)
    return block.startswith(bytes(head), start) and start + head <= len(block)


def _hits_picture(
    ordered: Sequence[tuple[int, int]],
    starts: Sequence[int],
    beside: Sequence[tuple[int, int]],
    first: int,
    end: int,
) -> bool:
    """Whether zeros from ``first`` to before ``end`` wipe a picture's beginning or its middle.

    Zeros at a picture's end may be padding; no picture begins with them, or goes on behind them,
    and none runs on into the sound. ordered: start and length of each picture. starts: those
    alone. beside: as of ``Laid``.
    """
    if not ordered:
        return False
    number = max(0, bisect_right(starts, first) - 1)
    start, length = ordered[number]
    over = start + length
    if start < first < over and (
        end < over
        or (
            over - first >= _PROBE_BYTES
            and any(over <= other <= end - SHORTEST_PICTURE for other, _ in beside)
        )
    ):
        return True
    return any(
        first <= start <= end - SHORTEST_PICTURE and length >= SHORTEST_PICTURE
        for start, length in ordered[number : number + 3]
    )
