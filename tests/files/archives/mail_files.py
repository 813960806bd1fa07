"""Mails by hand: MIME as mail programs write it, and Outlook's compound file."""

from __future__ import annotations

import base64
import struct
from dataclasses import dataclass, field

Folder = dict[str, "bytes | Folder"]


def eml(
    *attached: tuple[str, bytes],
    sender: str = "长春市教育局 <jyj@example.org>",
    date: str = "Sat, 08 Jul 2023 09:30:00 +0800",
    charset: str = "utf-8",
    more: bytes = b"",
) -> bytes:
    """A mail with a text and these files. more: parts before the last border."""
    lines = [
        b"Received: from mail.example.org",
        f"From: {encoded(sender.partition(' <')[0], charset)} <{sender.partition('<')[2]}".encode(),
        f"Subject: {encoded('报送材料', charset)}".encode(),
        f"Date: {date}".encode(),
        b"MIME-Version: 1.0",
        b'Content-Type: multipart/mixed; boundary="==b=="',
        b"",
        b"--==b==",
        b"Content-Type: text/plain; charset=utf-8",
        b"",
        "请查收。".encode(),
    ]
    for name, data in attached:
        lines += [
            b"--==b==",
            f'Content-Type: application/octet-stream; name="{encoded(name, charset)}"'.encode(),
            f'Content-Disposition: attachment; filename="{encoded(name, charset)}"'.encode(),
            b"Content-Transfer-Encoding: base64",
            b"",
            base64.encodebytes(data),
        ]
    return b"\r\n".join([*lines, more, b"--==b==--", b""])


def encoded(text: str, charset: str) -> str:
    """An encoded word; ASCII is none."""
    if text.isascii():
        return text
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


def msg(*attached: tuple[str, bytes], hidden: tuple[str, bytes] | None = None) -> bytes:
    """Outlook's, with these files. hidden: a picture that its text shows."""
    ticks = (1_688_779_800 + 11_644_473_600) * 10_000_000
    root: Folder = {
        "__properties_version1.0": bytes(32) + struct.pack("<LLQ", 0x00390040, 6, ticks),
        "__substg1.0_0C1A001F": "长春市教育局".encode("utf-16-le"),
        "__substg1.0_0C1F001F": "/O=ORG/CN=JYJ".encode("utf-16-le"),
        "__substg1.0_5D01001F": "jyj@example.org".encode("utf-16-le"),
        "__substg1.0_0037001F": "报送材料".encode("utf-16-le"),
    }
    everything = [*attached, *([hidden] if hidden else [])]
    for number, (name, data) in enumerate(everything):
        storage: Folder = {
            "__substg1.0_37010102": data,
            "__substg1.0_3707001F": name.encode("utf-16-le"),
        }
        if (name, data) == hidden:
            storage["__substg1.0_3712001F"] = "image001@1".encode("utf-16-le")
            storage["__substg1.0_370E001F"] = "image/png".encode("utf-16-le")
        root[f"__attach_version1.0_#{number:08X}"] = storage
    return _Compound().file(root)


@dataclass
class _Compound:
    """A compound file whose streams are all of regular sectors, small ones filled up with zeros."""

    sectors: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)
    entries: list[bytes] = field(default_factory=list)

    def file(self, root: Folder) -> bytes:
        self.entries.append(b"")
        self.entries[0] = _entry("Root Entry", 5, _NONE, self._children(root), 0xFFFFFFFE, 0)
        while len(self.entries) % 4:
            self.entries.append(bytes(128))
        first = self._chain(b"".join(self.entries))
        number = 1
        while (len(self.fat) + number) > 128 * number:
            number += 1
        begin = len(self.sectors)
        self.fat += [0xFFFFFFFD] * number
        table = struct.pack(f"<{len(self.fat)}I", *self.fat).ljust(512 * number, b"\xff")
        header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
        header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        header += struct.pack("<9I", 0, number, first, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        places = [*range(begin, begin + number), *[_NONE] * (109 - number)]
        return header + struct.pack("<109I", *places) + b"".join(self.sectors) + table

    def _chain(self, data: bytes) -> int:
        start = len(self.sectors)
        pieces = [data[at : at + 512].ljust(512, b"\0") for at in range(0, len(data), 512)]
        self.fat += [*range(start + 1, start + len(pieces)), 0xFFFFFFFE]
        self.sectors += pieces
        return start

    def _children(self, folder: Folder) -> int:
        """The folder's members, each the right neighbour of the one before; the first's number."""
        names = sorted(folder, key=lambda name: (len(name), name.upper()))
        numbers = range(len(self.entries), len(self.entries) + len(names))
        self.entries += [b""] * len(names)
        for number, name in zip(numbers, names, strict=True):
            item = folder[name]
            after = number + 1 if number + 1 in numbers else _NONE
            if isinstance(item, bytes):
                data = item.ljust(4096, b"\0")
                self.entries[number] = _entry(name, 2, after, _NONE, self._chain(data), len(data))
            else:
                self.entries[number] = _entry(name, 1, after, self._children(item), 0, 0)
        return numbers[0]


_NONE = 0xFFFFFFFF


def _entry(name: str, kind: int, right: int, child: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le") + b"\0\0"
    entry = raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw), kind, 1)
    entry += struct.pack("<III", _NONE, right, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
