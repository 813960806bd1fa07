"""Surgery on PDF tokens, on compound files' sectors and streams, and on text."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Sequence

from fuzzing.steps import raw

_NUMBER = re.compile(rb"(?<![\w.])\d{1,9}(?![\w.])")
_NUMBERS = (b"0", b"-1", b"1", b"3", b"65536", b"2147483648", b"99999999999999999999", b"1e9")
_SECTORS = (0, 1, 2, 0x7FFFFFFF, 0xFFFFFFFA, 0xFFFFFFFC, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF)
_HEADER_FIELDS = (0x18, 0x1A, 0x1E, 0x20, 0x28, 0x2C, 0x30, 0x38, 0x3C, 0x40, 0x44, 0x48, 0x4C)


def tokens(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Numbers of a PDF changed (references, lengths, places), keywords lost, arrays in arrays."""
    match chance.randrange(4):
        case 0:
            words = (b"endobj", b"stream", b"xref", b"trailer", b"startxref", b"%%EOF", b">>")
            return data.replace(chance.choice(words), b"", chance.choice((1, 1, -1)))
        case 1:
            depth = chance.choice((10, 600, 50_000))
            return data.replace(b"[", b"[" * depth, 1)
        case _:
            places = list(_NUMBER.finditer(data))
            if not places:
                return raw.flip(data, chance, others)
            for match in sorted(chance.sample(places, min(3, len(places))), key=_start)[::-1]:
                data = data[: match.start()] + chance.choice(_NUMBERS) + data[match.end() :]
            return data


def _start(match: re.Match[bytes]) -> int:
    return match.start()


def sectors(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """A compound file's header, its chains and its directory made to contradict themselves."""
    if len(data) < 1024:
        return raw.flip(data, chance, others)
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        match chance.randrange(3):
            case 0:
                at = chance.choice(_HEADER_FIELDS)
            case 1:  # the last sector is the table of chains in the files made here
                at = len(data) - 512 + 4 * chance.randrange(128)
            case _:
                names = [
                    m.start() for m in re.finditer(b"R\0o\0o\0t\0|W\0o\0r\0|0\0T\0|W\0o\0", data)
                ]
                start = chance.choice(names) if names else 512
                at = start + chance.choice((0x40, 0x42, 0x44, 0x48, 0x4C, 0x74, 0x78))
        if at + 4 <= len(changed):
            value = chance.choice((*_SECTORS, chance.randrange(64)))
            struct.pack_into("<I", changed, at, value)
    return bytes(changed)


def records(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Numbers inside an old document's or workbook's stream: offsets, counts, lengths."""
    if len(data) < 2048:
        return raw.flip(data, chance, others)
    changed = bytearray(data)
    filled = [at for at in range(512, len(data) - 4, 2) if data[at : at + 2] != b"\0\0"]
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.choice(filled or [512])
        if chance.random() < 0.5:
            value = chance.choice((0, 1, 0xFF, 0x7FFF, 0x8000, 0xFFFF, len(data) & 0xFFFF))
            struct.pack_into("<H", changed, at, value)
        else:
            struct.pack_into("<I", changed, at, chance.choice((*_SECTORS, len(data))))
    return bytes(changed)


def words(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Text with lines that never end, marks of other encodings, control characters, odd digits."""
    odd = (
        "\u202e",
        "\0",
        "\x1b[2J",
        "\u2028",
        "１２" * 300,
        "\ufeff",
        "姓名：",
        "\U000e0041",
        "①" * 200,
        "년" * 100,
    )
    text = chance.choice(odd).encode(chance.choice(("utf-8", "gb18030", "utf-16-le")), "replace")
    at = chance.randrange(len(data) + 1)
    piece = data[at : at + 400]
    match chance.randrange(3):
        case 0:
            return data[:at] + text + data[at:]
        case 1:
            return data.replace(b"\n", b"")
        case _:
            return data[:at] + piece * chance.choice((2, 200)) + text + data[at:]


PDF_STEPS = {"PDF tokens": tokens}
COMPOUND_STEPS = {"OLE sectors": sectors, "OLE records": records}
TEXT_STEPS = {"odd text": words}
