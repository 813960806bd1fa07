"""Encrypted Office files ([MS-OFFCRYPTO]): those that Excel opens for everybody are read.

Excel encrypts a workbook whose structure is protected, and opens it with a password of its own
that it never asks for. To say that such a book has a password would be wrong for whoever opens it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import struct
from collections.abc import Callable
from functools import lru_cache
from typing import BinaryIO

from lxml import etree

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Content, Unreadable
from jlxx_check.probes import compound
from jlxx_check.probes.sniffing.sniff import sniff
from jlxx_check.probes.unreadable import CORRUPT, PASSWORD, DamagedError, EncryptedError
from jlxx_check.probes.workbook.old_locked import PROTECTED, STANDING
from jlxx_check.probes.workbook.read_workbook import read_workbook

#: Bytes of a workbook that are decrypted here: some ten seconds.
MAX_BYTES = 4_000_000
#: Rounds of hashing that a file may ask for; Office asks for 100,000.
_MAX_SPINS = 1_000_000

_KEY_VALUE = bytes.fromhex("146e0be7abacd0d6")
_VERIFIER = bytes.fromhex("fea7d2763b4b9e79")
_VERIFIER_HASH = bytes.fromhex("d7aa0f6d3061344e")
_SEGMENT = 4096
_HASHES = {"SHA1": "sha1", "SHA256": "sha256", "SHA384": "sha384", "SHA512": "sha512"}
_STANDARD_SPINS = 50_000
_AES_IDS = {0x660E: 16, 0x660F: 24, 0x6610: 32}
_BLOCK = 16
_Tables = tuple[tuple[int, ...], ...]


def read_locked(stream: BinaryIO, size: int) -> Document | Unreadable:
    """The workbook, where Excel's own password opens it. Raises OSError."""
    try:
        parts = compound.read_streams(stream, "EncryptionInfo", "EncryptedPackage")
    except DamagedError:
        return PASSWORD if _is_locked(stream) else CORRUPT
    info, locked = parts.get("EncryptionInfo", b""), parts.get("EncryptedPackage", b"")
    try:
        data = _opened(info, locked)
    except EncryptedError:
        return PASSWORD
    except (etree.XMLSyntaxError, struct.error, binascii.Error, ValueError, KeyError, TypeError):
        return PASSWORD  # locked in a way that nobody describes
    if data is None:
        return PROTECTED
    inner = io.BytesIO(data)
    if sniff(inner, len(data), "") is not Content.XLSX:
        return PASSWORD  # Word asks for this password as for any other
    return read_workbook(inner, len(data), Content.XLSX)


def _is_locked(stream: BinaryIO) -> bool:
    """Whether a file whose contents do not hold together says at least that it is locked.

    Some programs state more bytes than they wrote. That it has a password is certain.
    """
    try:
        return compound.top_level(stream) >= {"encryptioninfo", "encryptedpackage"}
    except DamagedError:
        return False


def _opened(info: bytes, locked: bytes) -> bytes | None:
    """What is inside; None where the standing password opens it, yet it is too large."""
    version = struct.unpack_from("<HH", info)
    agile = version == (4, 4)
    unlock = _agile(info) if agile else _standard(info)
    if len(locked) > MAX_BYTES:
        return None
    (length,) = struct.unpack_from("<Q", locked)
    return unlock(locked[8:])[:length]


def _standard(info: bytes) -> Callable[[bytes], bytes]:
    """How to decrypt a file of Office 2007 (AES, ECB). Raises EncryptedError."""
    (header,) = struct.unpack_from("<I", info, 8)
    algorithm, _, bits = struct.unpack_from("<III", info, 12 + 8)
    at = 12 + header
    salt, verifier = info[at + 4 : at + 20], info[at + 20 : at + 36]
    stated = info[at + 40 : at + 72]
    size = _AES_IDS[algorithm]
    if bits and bits // 8 != size:
        raise EncryptedError
    digest = hashlib.sha1(salt + STANDING, usedforsecurity=False).digest()
    for spin in range(_STANDARD_SPINS):
        digest = hashlib.sha1(struct.pack("<I", spin) + digest, usedforsecurity=False).digest()
    digest = hashlib.sha1(digest + bytes(4), usedforsecurity=False).digest()
    key = b"".join(
        hashlib.sha1(
            bytes(a ^ b for a, b in zip(digest.ljust(64, b"\0"), bytes([fill]) * 64, strict=True)),
            usedforsecurity=False,
        ).digest()
        for fill in (0x36, 0x5C)
    )[:size]
    found = hashlib.sha1(decrypt_ecb(key, verifier), usedforsecurity=False).digest()
    if decrypt_ecb(key, stated)[:20] != found:
        raise EncryptedError
    return lambda data: decrypt_ecb(key, data)


def _agile(info: bytes) -> Callable[[bytes], bytes]:
    """How to decrypt a file of Office 2010 and later (AES, CBC). Raises EncryptedError."""
    root = etree.fromstring(info[8:], etree.XMLParser(resolve_entities=False, no_network=True))
    about, data = root.find(".//{*}encryptedKey"), root.find("{*}keyData")
    if about is None or data is None:
        raise EncryptedError
    for item in (about, data):
        if item.get("cipherAlgorithm") != "AES" or item.get("cipherChaining") != "ChainingModeCBC":
            raise EncryptedError
    name, spins = _HASHES[str(about.get("hashAlgorithm"))], int(str(about.get("spinCount")))
    if spins > _MAX_SPINS:
        raise EncryptedError
    salt, size = _bytes(about, "saltValue"), int(str(about.get("keyBits"))) // 8
    digest = hashlib.new(name, salt + STANDING, usedforsecurity=False).digest()
    for spin in range(spins):
        digest = hashlib.new(name, struct.pack("<I", spin) + digest, usedforsecurity=False).digest()

    def value(attribute: str, block: bytes) -> bytes:
        key = hashlib.new(name, digest + block, usedforsecurity=False).digest()
        return decrypt_cbc(key.ljust(size, b"\x36")[:size], salt[:16].ljust(16, b"\x36"),
                           _bytes(about, attribute))  # fmt: skip

    verifier = value("encryptedVerifierHashInput", _VERIFIER)[: len(salt)]
    found = hashlib.new(name, verifier, usedforsecurity=False).digest()
    if value("encryptedVerifierHashValue", _VERIFIER_HASH)[: len(found)] != found:
        raise EncryptedError
    key = value("encryptedKeyValue", _KEY_VALUE)[: int(str(data.get("keyBits"))) // 8]
    own, start = _HASHES[str(data.get("hashAlgorithm"))], _bytes(data, "saltValue")

    def unlock(locked: bytes) -> bytes:
        out = []
        for number, at in enumerate(range(0, len(locked), _SEGMENT)):
            mixed = start + struct.pack("<I", number)
            vector = hashlib.new(own, mixed, usedforsecurity=False).digest()[:16]
            out.append(decrypt_cbc(key, vector.ljust(16, b"\x36"), locked[at : at + _SEGMENT]))
        return b"".join(out)

    return unlock


def _bytes(item: etree._Element, attribute: str) -> bytes:
    return base64.b64decode(str(item.get(attribute)))


def _double(value: int) -> int:
    return (value << 1) ^ (0x11B if value & 0x80 else 0)


@lru_cache(maxsize=1)
def _tables() -> tuple[bytes, bytes, _Tables, _Tables]:
    """The S-box, its inverse, the columns mixed back, and that after the inverse S-box.

    The last two are a table for each byte of a word.
    """
    powers, logs, value = [0] * 255, [0] * 256, 1
    for exponent in range(255):
        powers[exponent], logs[value] = value, exponent
        value = value ^ _double(value)
    box, back = bytearray(256), bytearray(256)
    for number in range(256):
        x = powers[(255 - logs[number]) % 255] if number else 0
        y = x ^ (x << 1) ^ (x << 2) ^ (x << 3) ^ (x << 4)
        box[number] = ((y ^ (y >> 8)) & 0xFF) ^ 0x63
        back[box[number]] = number

    def times(one: int, two: int) -> int:
        return powers[(logs[one] + logs[two]) % 255] if one and two else 0

    first = tuple(
        times(n, 14) << 24 | times(n, 9) << 16 | times(n, 13) << 8 | times(n, 11)
        for n in range(256)
    )
    mixed = tuple(
        tuple((word >> turn | word << (32 - turn)) & 0xFFFFFFFF for word in first)
        for turn in (0, 8, 16, 24)
    )
    both = tuple(tuple(table[back[number]] for number in range(256)) for table in mixed)
    return bytes(box), bytes(back), mixed, both


def _mixed_back(word: int, mixed: _Tables) -> int:
    t0, t1, t2, t3 = mixed
    return t0[word >> 24] ^ t1[word >> 16 & 255] ^ t2[word >> 8 & 255] ^ t3[word & 255]


@lru_cache(maxsize=8)
def _round_keys(key: bytes) -> tuple[tuple[int, int, int, int], ...]:
    """The round keys of the equivalent inverse cipher, in the order that they are used."""
    box, _, mixed, _ = _tables()
    words = [int.from_bytes(key[at : at + 4], "big") for at in range(0, len(key), 4)]
    size, rounds, constant = len(words), len(words) + 6, 1
    for number in range(size, 4 * (rounds + 1)):
        word = words[-1]
        if number % size == 0:
            word = (word << 8 | word >> 24) & 0xFFFFFFFF
        if number % size == 0 or (size > 6 and number % size == 4):
            word = int.from_bytes(word.to_bytes(4, "big").translate(box), "big")
        if number % size == 0:
            word, constant = word ^ constant << 24, _double(constant)
        words.append(words[number - size] ^ word)
    keys = []
    for turn in range(rounds, -1, -1):
        four = words[4 * turn : 4 * turn + 4]
        if 0 < turn < rounds:
            four = [_mixed_back(word, mixed) for word in four]
        keys.append((four[0], four[1], four[2], four[3]))
    return tuple(keys)


def _block(data: bytes, keys: tuple[tuple[int, int, int, int], ...]) -> int:
    """One block decrypted, as a number."""
    _, back, _, (t0, t1, t2, t3) = _tables()
    whole = int.from_bytes(data, "big")
    first, last = keys[0], keys[-1]
    a = whole >> 96 ^ first[0]
    b = whole >> 64 & 0xFFFFFFFF ^ first[1]
    c = whole >> 32 & 0xFFFFFFFF ^ first[2]
    d = whole & 0xFFFFFFFF ^ first[3]
    for k0, k1, k2, k3 in keys[1:-1]:
        a, b, c, d = (
            t0[a >> 24] ^ t1[d >> 16 & 255] ^ t2[c >> 8 & 255] ^ t3[b & 255] ^ k0,
            t0[b >> 24] ^ t1[a >> 16 & 255] ^ t2[d >> 8 & 255] ^ t3[c & 255] ^ k1,
            t0[c >> 24] ^ t1[b >> 16 & 255] ^ t2[a >> 8 & 255] ^ t3[d & 255] ^ k2,
            t0[d >> 24] ^ t1[c >> 16 & 255] ^ t2[b >> 8 & 255] ^ t3[a & 255] ^ k3,
        )
    out = bytes(
        part
        for w, x, y, z in ((a, d, c, b), (b, a, d, c), (c, b, a, d), (d, c, b, a))
        for part in (w >> 24, x >> 16 & 255, y >> 8 & 255, z & 255)
    ).translate(back)
    mask = last[0] << 96 | last[1] << 64 | last[2] << 32 | last[3]
    return int.from_bytes(out, "big") ^ mask


def decrypt_ecb(key: bytes, data: bytes) -> bytes:
    """Whole blocks of ``data``, each by itself. key: 16, 24 or 32 bytes."""
    keys = _round_keys(key)
    return b"".join(
        _block(data[at : at + _BLOCK], keys).to_bytes(_BLOCK, "big")
        for at in range(0, len(data) - _BLOCK + 1, _BLOCK)
    )


def decrypt_cbc(key: bytes, start: bytes, data: bytes) -> bytes:
    """Whole blocks of ``data``, chained. start: the initial vector, 16 bytes."""
    keys, before, out = _round_keys(key), int.from_bytes(start, "big"), []
    for at in range(0, len(data) - _BLOCK + 1, _BLOCK):
        block = data[at : at + _BLOCK]
        out.append((_block(block, keys) ^ before).to_bytes(_BLOCK, "big"))
        before = int.from_bytes(block, "big")
    return b"".join(out)
