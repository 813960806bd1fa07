"""Whether a stretch of deflated bytes is whole: shown by what zeros in it unpack to."""

from __future__ import annotations

import zlib

_STEP = 1_000_000
#: What deflate writes where it is told to flush, not to end.
_FLUSHED = b"\0\0\xff\xff"


def unpacked(piece: bytes, room: int, *, zeros: bool) -> int | None:
    """Bytes that a zlib stream unpacks to, ``room`` about at most; None where it is broken.

    zeros: a stretch of them stands in it. They unpack to anything, too, so that the stream is then
    broken where its last block is lost. Its check sum alone may be missing, and so may its end
    where a writer flushed and went on.
    """
    try:
        total, ended = _inflated(piece, room, zlib.MAX_WBITS)
    except zlib.error:
        return None
    whole = ended or total >= room or piece.rstrip(b"\r\n").endswith(_FLUSHED)
    if zeros and not whole:
        try:
            whole = _inflated(piece[2:], room, -zlib.MAX_WBITS)[1]
        except zlib.error:
            whole = False
        return total if whole else None
    return total


def _inflated(piece: bytes, room: int, window: int) -> tuple[int, bool]:
    """Bytes that come out, and whether the stream came to its end. Raises zlib.error."""
    unpacker, total = zlib.decompressobj(window), 0
    while piece and not unpacker.eof and total < room:
        total += len(unpacker.decompress(piece, _STEP))
        piece = unpacker.unconsumed_tail
    return total, unpacker.eof
