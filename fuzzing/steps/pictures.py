"""Surgery on the segments of JPEG files and the chunks of PNG and RIFF files."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Sequence

from fuzzing.steps import raw

#: Bytes of scans that stand for a picture with very many.
_MUCH = 3_000_000
_DIMENSIONS = (0, 1, 2, 10_000, 11_000, 30_000, 65_535)


def segments(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Segments of a JPEG before its scan dropped, doubled, swapped, or with a wrong length."""
    parts, rest = _segments(data)
    if not parts:
        return raw.flip(data, chance, others)
    for _ in range(chance.choice((1, 1, 2, 3))):
        at = chance.randrange(len(parts))
        match chance.randrange(6):
            case 0 if len(parts) > 1:
                del parts[at]
            case 1:
                parts[at:at] = [parts[at]] * chance.choice((1, 2, 200))
            case 2:
                other = chance.randrange(len(parts))
                parts[at], parts[other] = parts[other], parts[at]
            case 3:
                wrong = chance.choice((0, 1, 2, len(parts[at]), 65_535))
                parts[at] = parts[at][:2] + struct.pack(">H", wrong) + parts[at][4:]
            case 4:
                parts[at] = parts[at][:4] + raw.extreme(parts[at][4:] or b"\0", chance, ())
            case _:
                parts.insert(at, b"\xff\xe1" + struct.pack(">H", 10) + b"Exif\0\0II")
    return b"\xff\xd8" + b"".join(parts) + rest


def frame(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The size and the components that a JPEG states."""
    parts, rest = _segments(data)
    for at, part in enumerate(parts):
        if part[1] in (0xC0, 0xC1, 0xC2) and len(part) >= 10:
            size = struct.pack(">HH", chance.choice(_DIMENSIONS), chance.choice(_DIMENSIONS))
            count = chance.choice((part[9], part[9], 0, 1, 4, 255))
            parts[at] = part[:5] + size + bytes([count]) + part[10:]
            return b"\xff\xd8" + b"".join(parts) + rest
    return raw.flip(data, chance, others)


def scans(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The picture's scans again and again: little data that costs much."""
    parts, rest = _segments(data)
    if not parts or not rest:
        return raw.flip(data, chance, others)
    rest = rest.removesuffix(b"\xff\xd9")[:_MUCH]
    again = rest * min(chance.choice((2, 10, 60)), _MUCH // max(1, len(rest)))
    return b"\xff\xd8" + b"".join(parts) + again + b"\xff\xd9"


def _segments(data: bytes) -> tuple[list[bytes], bytes]:
    """The segments up to the first scan, and that scan with everything after it."""
    parts: list[bytes] = []
    at = 2
    while data[:2] == b"\xff\xd8" and at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xDA:
            break
        length = struct.unpack_from(">H", data, at + 2)[0]
        parts.append(data[at : at + 2 + length])
        at += 2 + length
    return parts, data[at:]


def chunks(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Chunks of a PNG with right checksums: dropped, doubled, swapped, changed."""
    parts = _chunks(data)
    if not parts:
        return raw.flip(data, chance, others)
    for _ in range(chance.choice((1, 2, 3))):
        at = chance.randrange(len(parts))
        kind, body = parts[at]
        match chance.randrange(6):
            case 0 if len(parts) > 1:
                del parts[at]
            case 1:
                parts[at:at] = [parts[at]] * chance.choice((1, 2, 100))
            case 2:
                parts.append(parts.pop(at))
            case 3:
                size = struct.pack(">II", chance.choice(_DIMENSIONS), chance.choice(_DIMENSIONS))
                parts[0] = (parts[0][0], size + parts[0][1][8:])
            case 4:
                bomb = zlib.compress(bytes(chance.choice((1000, 30_000_000))), 9)
                parts.insert(1, (chance.choice((b"zTXt", b"iCCP")), b"x\0\0" + bomb))
            case _:
                parts[at] = (kind, raw.extreme(body or b"\0", chance, ()))
    return data[:8] + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )


def _chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    parts: list[tuple[bytes, bytes]] = []
    at = 8
    while data.startswith(b"\x89PNG") and at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        parts.append((kind, data[at + 8 : at + 8 + length]))
        at += 12 + length
    return parts


JPEG_STEPS = {"JPEG segments": segments, "JPEG frame": frame, "JPEG scans": scans}
PNG_STEPS = {"PNG chunks": chunks}
