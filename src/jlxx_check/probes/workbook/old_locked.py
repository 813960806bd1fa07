"""Old Excel files encrypted with Excel's own password ([MS-OFFCRYPTO], 2.3.5 to 2.3.7)."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator

from jlxx_check.model.facts import Cause, Unreadable
from jlxx_check.probes.unreadable import EncryptedError, RefusedError
from jlxx_check.text import Text

#: Excel's own password, which it tries before it asks.
STANDING = "VelvetSweatshop".encode("utf-16-le")

PROTECTED = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "表格设有工作簿保护（打开时不用密码），本程序读不了它的内容，"
        "请用 Excel 打开，取消保护后另存为 .xlsx。",
        "The workbook is protected (it opens without a password), and cannot be read here; take "
        "the protection off in Excel and save it as .xlsx.",
    ),
)

_FILEPASS = 0x002F
#: Records that are never encrypted; of BOUNDSHEET the place of its sheet is not.
_CLEAR = frozenset({0x0809, _FILEPASS, 0x0194, 0x0195, 0x01C5, 0x0138, 0x0161})
_BOUNDSHEET, _PLACE = 0x0085, 4
_BLOCK = 1024
_STRONG = frozenset({2, 3, 4})
_RC4, _SHA1 = 0x6801, 0x8004


def opened(data: bytes, password: bytes) -> bytes:
    """The workbook stream decrypted. password: in UTF-16.

    Raises EncryptedError, and RefusedError (XOR, its oldest way, which is not undone here).
    """
    records = list(_records(data))
    lock = next((body for kind, _, body in records if kind == _FILEPASS), b"")
    try:
        way, _, veil = struct.unpack_from("<HHH", lock)
        if way == 0 and veil == _veil(password[::2]):
            raise RefusedError(PROTECTED)
        if way != 1:
            raise EncryptedError
        version, _ = struct.unpack_from("<HH", lock, 2)
        key = _plain_key(lock, password) if version == 1 else _strong_key(lock, password)
    except (struct.error, IndexError) as error:
        raise EncryptedError from error
    out = bytearray(data)
    stream = _Stream(key)
    for kind, at, body in records:
        if kind == _FILEPASS:
            out[at - 4 : at - 2] = b"\x5a\x00"  # a record that no reader looks at
        if kind in _CLEAR:
            continue
        skipped = _PLACE if kind == _BOUNDSHEET else 0
        clear = stream.decrypt(at, body)
        out[at + skipped : at + len(body)] = clear[skipped:]
    return bytes(out)


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        yield kind, at + 4, data[at + 4 : at + 4 + length]
        at += 4 + length


def _veil(password: bytes) -> int:
    """What an old file keeps of a password to know it again ([MS-OFFCRYPTO] 2.3.7.1)."""
    kept = 0
    for byte in reversed(bytes([len(password)]) + password):
        kept = ((kept >> 14 & 1) | (kept << 1 & 0x7FFF)) ^ byte
    return kept ^ 0xCE4B


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _sha1(data: bytes) -> bytes:
    return hashlib.sha1(data, usedforsecurity=False).digest()


def _plain_key(lock: bytes, password: bytes) -> Callable[[int], bytes]:
    """The key of each block, of 40 bits. Raises EncryptedError."""
    salt, verifier, stated = lock[6:22], lock[22:38], lock[38:54]
    start = _md5((_md5(password)[:5] + salt) * 16)[:5]

    def key(block: int) -> bytes:
        return _md5(start + struct.pack("<I", block))

    found = _rc4(key(0), verifier + stated)
    if len(stated) < 16 or _md5(found[:16]) != found[16:]:
        raise EncryptedError
    return key


def _strong_key(lock: bytes, password: bytes) -> Callable[[int], bytes]:
    """The key of each block, by the system's own library. Raises EncryptedError."""
    major, minor = struct.unpack_from("<HH", lock, 2)
    (header,) = struct.unpack_from("<I", lock, 10)
    if major not in _STRONG or minor != 2:
        raise EncryptedError
    algorithm, hashed, bits = struct.unpack_from("<III", lock, 14 + 8)
    at = 14 + header
    salt, verifier = lock[at + 4 : at + 20], lock[at + 20 : at + 36]
    stated = lock[at + 40 : at + 60]
    if algorithm != _RC4 or hashed not in (0, _SHA1):
        raise EncryptedError
    start, size = _sha1(salt + password), (bits or 40) // 8

    def key(block: int) -> bytes:
        found = _sha1(start + struct.pack("<I", block))[:size]
        return found + bytes(11) if size == 5 else found

    found = _rc4(key(0), verifier + stated)
    if len(stated) < 20 or _sha1(found[:16]) != found[16:]:
        raise EncryptedError
    return key


class _Stream:
    """RC4 over the whole stream, with a key of its own for every 1024 bytes of it."""

    def __init__(self, key: Callable[[int], bytes]) -> None:
        self._key = key
        self._pads: dict[int, bytes] = {}

    def decrypt(self, at: int, data: bytes) -> bytes:
        """``data`` that stands at a place of the stream."""
        out = bytearray()
        while len(out) < len(data):
            block, inside = divmod(at + len(out), _BLOCK)
            piece = data[len(out) : len(out) + _BLOCK - inside]
            pad = self._pad(block)[inside : inside + len(piece)]
            out += bytes(a ^ b for a, b in zip(piece, pad, strict=True))
        return bytes(out)

    def _pad(self, block: int) -> bytes:
        if block not in self._pads:
            self._pads = {block: _rc4(self._key(block), bytes(_BLOCK))}
        return self._pads[block]


def _rc4(key: bytes, data: bytes) -> bytes:
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)
