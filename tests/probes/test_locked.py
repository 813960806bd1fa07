"""Workbooks locked with a password: Excel's own, and others."""

from __future__ import annotations

import hashlib
import io
import struct

import pytest

from jlxx_check.model.document import Document
from jlxx_check.model.facts import Cause, Content, Unreadable
from jlxx_check.probes import compound
from jlxx_check.probes.locked import decrypt_cbc, decrypt_ecb, read_locked
from jlxx_check.probes.workbook.old_locked import STANDING, _rc4
from jlxx_check.probes.workbook.read_workbook import read_workbook
from tests.probes.office_files import ole_of, xls_of

SALT = bytes(range(16))


@pytest.mark.parametrize(
    ("size", "cipher"),
    [  # FIPS 197, appendix C
        (16, "69c4e0d86a7b0430d8cdb78070b4c55a"),
        (24, "dda97ca4864cdfe06eaf70a0ec0d7191"),
        (32, "8ea2b7ca516745bfeafc49904b496089"),
    ],
)
def test_aes_as_its_standard_shows_it(size: int, cipher: str) -> None:
    plain = bytes.fromhex("00112233445566778899aabbccddeeff")
    key, block = bytes(range(size)), bytes.fromhex(cipher)
    assert decrypt_ecb(key, block * 2) == plain * 2
    assert decrypt_cbc(key, plain, block) == bytes(16)


def _old_lock(password: bytes) -> tuple[bytes, bytes]:
    """The body of FILEPASS (RC4, 40 bits), and where the keys start."""
    start = hashlib.md5((hashlib.md5(password).digest()[:5] + SALT) * 16).digest()[:5]
    key = hashlib.md5(start + bytes(4)).digest()
    verifier = bytes(range(100, 116))
    both = _rc4(key, verifier + hashlib.md5(verifier).digest())
    return struct.pack("<HHH", 1, 1, 1) + SALT + both, start


def _locked_xls(password: str) -> bytes:
    plain = compound.read_streams(io.BytesIO(xls_of([["序号", "姓名"], [1, "张三"]])), "Workbook")[
        "Workbook"
    ]
    lock, start = _old_lock(password.encode("utf-16-le"))
    begin = 4 + struct.unpack_from("<H", plain, 2)[0]
    passed = struct.pack("<HH", 0x2F, len(lock)) + lock
    data = bytearray(plain[:begin] + passed + plain[begin:])
    at = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == 0x85:
            place = struct.unpack_from("<I", data, at + 4)[0] + len(passed)
            struct.pack_into("<I", data, at + 4, place)
        skip = 4 if kind == 0x85 else 0
        if kind not in (0x809, 0x2F):
            for index in range(at + 4 + skip, at + 4 + length):
                key = hashlib.md5(start + struct.pack("<I", index // 1024)).digest()
                data[index] ^= _rc4(key, bytes(1024))[index % 1024]
        at += 4 + length
    return ole_of({"Workbook": bytes(data)})


def test_an_old_book_that_excel_opens_for_everybody_is_read() -> None:
    data = _locked_xls("VelvetSweatshop")
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Document), found
    assert found.text.split() == ["序号", "1", "张三"]  # 姓名 lies under a merged cell


def test_an_old_book_with_a_password_of_its_own_is_shut() -> None:
    data = _locked_xls("另一个")
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.PASSWORD


@pytest.mark.parametrize(
    ("veil", "cause"),
    [(0xA1C5, Cause.PASSWORD), (None, Cause.UNSUPPORTED)],
)
def test_the_oldest_lock_is_told_apart_and_not_undone(veil: int | None, cause: Cause) -> None:
    from jlxx_check.probes.workbook.old_locked import _veil

    own = _veil(STANDING[::2]) if veil is None else veil
    plain = compound.read_streams(io.BytesIO(xls_of([["一"]])), "Workbook")["Workbook"]
    begin = 4 + struct.unpack_from("<H", plain, 2)[0]
    lock = struct.pack("<HHHHH", 0x2F, 6, 0, 0x1234, own)
    data = ole_of({"Workbook": plain[:begin] + lock + plain[begin:]})
    found = read_workbook(io.BytesIO(data), len(data), Content.XLS)
    assert isinstance(found, Unreadable)
    assert found.cause is cause
    if cause is Cause.UNSUPPORTED:
        assert "取消保护后另存" in found.detail.zh
        assert "打开密码" not in found.detail.zh


def test_contents_that_do_not_hold_together_are_locked_all_the_same() -> None:
    """Some programs state more bytes than they wrote; that there is a password is certain."""
    data = ole_of({"EncryptionInfo": bytes(64), "EncryptedPackage": bytes(9000)})
    name = data.index("EncryptedPackage".encode("utf-16-le"))
    for size, cause in ((40_000, Cause.PASSWORD), (9000, Cause.PASSWORD)):
        changed = bytearray(data)
        struct.pack_into("<Q", changed, name + 0x78, size)
        found = read_locked(io.BytesIO(bytes(changed)), len(changed))
        assert isinstance(found, Unreadable)
        assert found.cause is cause
    found = read_locked(io.BytesIO(data[:700]), 700)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.CORRUPT


@pytest.mark.parametrize("info", [b"", b"\4\0\4\0\x40\0\0\0<x/>", b"\3\0\2\0" + bytes(60)])
def test_a_lock_that_nobody_describes_is_a_password(info: bytes) -> None:
    data = ole_of({"EncryptionInfo": info, "EncryptedPackage": bytes(64)})
    found = read_locked(io.BytesIO(data), len(data))
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.PASSWORD
