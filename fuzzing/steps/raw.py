"""Mutations that know nothing of a format: bytes flipped, cut, moved, added."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence

#: Numbers that readers trip over, as bytes.
_EXTREMES = tuple(
    struct.pack(layout, value & (1 << 8 * struct.calcsize(layout)) - 1)
    for layout in (">B", "<H", ">H", "<I", ">I", "<Q", ">Q")
    for value in (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x7FFFFFFF, 0x80000000, (1 << 64) - 1, 1 << 63)
)
_GARBAGE = 4096


def flip(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """A few bits here and there, more often in the first kilobytes, where headers stand."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        if changed:
            changed[_place(len(changed), chance)] ^= 1 << chance.randrange(8)
    return bytes(changed)


def extreme(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """A number that is too small or too large written over what stands there."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        number = chance.choice(_EXTREMES)
        at = _place(max(1, len(changed) - len(number)), chance)
        changed[at : at + len(number)] = number
    return bytes(changed)


def length_field(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """Something that looks like a length of what follows, made slightly or very wrong."""
    layout = chance.choice((">I", "<I", ">H", "<H"))
    width = struct.calcsize(layout)
    places = range(0, max(0, min(len(data), 65_536) - width), 2)
    likely = [at for at in places if 8 <= struct.unpack_from(layout, data, at)[0] <= len(data) - at]
    if not likely:
        return extreme(data, chance, _others)
    at = chance.choice(likely)
    (length,) = struct.unpack_from(layout, data, at)
    wrong = chance.choice((0, 1, length - 1, length + 1, 2 * length, len(data), (1 << 32) - 1))
    changed = bytearray(data)
    struct.pack_into(layout, changed, at, wrong & (1 << 8 * width) - 1)
    return bytes(changed)


def cut(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """The end is missing, as after a broken transfer."""
    return data[: chance.randrange(len(data) + 1)]


def behead(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """The beginning is missing."""
    return data[chance.randrange(min(len(data), 4096) + 1) :]


def hole(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """A piece is missing, or blank, or noise."""
    start, end = _span(data, chance)
    filling = chance.choice((b"", bytes(end - start), chance.randbytes(end - start)))
    return data[:start] + filling + data[end:]


def repeat(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """A piece stands there again, once or many times."""
    start, end = _span(data, chance)
    times = chance.choice((1, 1, 2, 50)) if end - start < 20_000 else 1
    return data[:end] + data[start:end] * times + data[end:]


def swap(data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """Two pieces have changed places."""
    a, b, c, d = sorted(chance.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def splice(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The beginning of one file and the end of another."""
    other = chance.choice(others) if others else data
    at = chance.randrange(len(data) + 1)
    start = min(len(other), at) if chance.random() < 0.5 else chance.randrange(len(other) + 1)
    return data[:at] + other[start:]


def append(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Something follows the end: zeros, noise, the file again, another file."""
    extra = chance.choice((bytes(_GARBAGE), chance.randbytes(_GARBAGE), data, b"\n\0"))
    if others and chance.random() < 0.3:
        extra = chance.choice(others)
    return data + extra


def empty(_data: bytes, chance: random.Random, _others: Sequence[bytes]) -> bytes:
    """Nothing, or blank."""
    return bytes(chance.choice((0, 0, 1, 512, 100_000)))


def _place(size: int, chance: random.Random) -> int:
    limit = size if chance.random() < 0.5 else min(size, 2048)
    at = chance.randrange(limit)
    return size - 1 - at if chance.random() < 0.2 else at


def _span(data: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.choice((1, 4, 16, 256, 4096, 65_536)))


STEPS = {
    "bytes flipped": flip,
    "extreme numbers": extreme,
    "length fields": length_field,
    "cut short": cut,
    "beginning lost": behead,
    "holes": hole,
    "pieces repeated": repeat,
    "pieces swapped": swap,
    "two files spliced": splice,
    "bytes appended": append,
    "blank": empty,
}
