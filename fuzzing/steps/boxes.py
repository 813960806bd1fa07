"""Surgery on the boxes of MP4, QuickTime, M4A and HEIC files."""

from __future__ import annotations

import random
import struct
from collections.abc import Sequence
from dataclasses import dataclass, field

from fuzzing.steps import raw

_PARENTS = frozenset(
    b"moov trak mdia minf stbl dinf edts mvex moof traf udta iprp ipco meta".split()
)
_TABLES = frozenset(b"stts ctts stsc stsz stco co64 elst stsd dref trun stss iinf iloc".split())
_KINDS = (
    b"moov",
    b"trak",
    b"mdat",
    b"free",
    b"stts",
    b"stsz",
    b"moof",
    b"cmov",
    b"uuid",
    b"\0" * 4,
)
_EXTREMES = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1_000_000, 2_000_001)


@dataclass
class Node:
    """A box. size: what is written instead of the right length."""

    kind: bytes
    body: bytes = b""
    inside: list[Node] = field(default_factory=list)
    size: int | None = None

    def written(self) -> bytes:
        """The box as bytes."""
        content = self.body + b"".join(node.written() for node in self.inside)
        if self.size == 1:
            return struct.pack(">I4sQ", 1, self.kind, 16 + len(content)) + content
        size = 8 + len(content) if self.size is None else self.size
        return struct.pack(">I4s", size, self.kind) + content


def parsed(data: bytes, depth: int = 0) -> list[Node]:
    """The boxes of a file; what follows the last whole one is a box's body as it is."""
    nodes: list[Node] = []
    at = 0
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        start = at + 8
        if length == 1 and at + 16 <= len(data):
            (length,) = struct.unpack_from(">Q", data, start)
            start += 8
        end = at + length if length else len(data)
        if end < start or end > len(data):
            break
        skip = 4 if kind == b"meta" else 0
        if kind in _PARENTS and depth < 12:
            inner = parsed(data[start + skip : end], depth + 1)
            nodes.append(Node(kind, data[start : start + skip], inner))
        else:
            nodes.append(Node(kind, data[start:end]))
        at = end
    return nodes


def operate(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """One to four operations on boxes anywhere."""
    nodes = parsed(data)
    if not nodes:
        return raw.flip(data, chance, others)
    top = Node(b"root", inside=nodes)
    for _ in range(chance.choice((1, 1, 2, 4))):
        holders = [node for node in _all(top) if node.inside]
        if holders:
            _operate(chance.choice(holders), _all(top), chance)
    return b"".join(node.written() for node in top.inside)


def tables(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """Counts and values of the index: none, too many, huge."""
    top = Node(b"root", inside=parsed(data))
    found = [node for node in _all(top) if node.kind in _TABLES or node.kind in (b"mdhd", b"mvhd")]
    if not found:
        return raw.extreme(data, chance, others)
    for _ in range(chance.choice((1, 2, 3))):
        node = chance.choice(found)
        body = bytearray(node.body)
        if len(body) < 8:
            continue
        at = 4 if chance.random() < 0.4 else chance.randrange(0, len(body) - 3, 4)
        struct.pack_into(">I", body, at, chance.choice(_EXTREMES))
        node.body = bytes(body)
    return b"".join(node.written() for node in top.inside)


def _operate(holder: Node, every: list[Node], chance: random.Random) -> None:
    at = chance.randrange(len(holder.inside))
    node = holder.inside[at]
    match chance.randrange(7):
        case 0:
            del holder.inside[at]
        case 1:
            copies = chance.choice((1, 2, 300)) if len(node.body) < 2000 else 1
            holder.inside[at:at] = [Node(node.kind, node.written()[8:]) for _ in range(copies)]
        case 2:
            deep = node.written()[:20_000]
            for _ in range(chance.choice((1, 10, 5000))):
                deep = struct.pack(">I4s", 8 + len(deep), node.kind) + deep
            holder.inside[at] = Node(node.kind, deep)
        case 3:
            node.kind = chance.choice((*_KINDS, chance.choice(every).kind))
        case 4:
            other = chance.randrange(len(holder.inside))
            holder.inside[at], holder.inside[other] = holder.inside[other], node
        case 5:
            node.size = chance.choice((0, 1, 2, 7, 8, 9, 0x7FFFFFFF, 0xFFFFFFFF, len(node.body)))
        case _:
            node.body = raw.extreme(node.body, chance, ()) if node.body else b"\0\0"


def _all(node: Node) -> list[Node]:
    return [node, *(found for inner in node.inside for found in _all(inner))]


STEPS = {"MP4 boxes": operate, "MP4 tables": tables}
