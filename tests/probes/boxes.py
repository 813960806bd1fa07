"""A small writer of ISO base media files that no encoder would make."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass


def box(kind: str, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind.encode("latin-1")) + body


def table(kind: str, layout: str, rows: Sequence[tuple[int, ...]]) -> bytes:
    packed = b"".join(struct.pack(layout, *row) for row in rows)
    return box(kind, struct.pack(">II", 0, len(rows)), packed)


@dataclass(frozen=True)
class Track:
    """times: (count, duration) in ticks of scale. edits: (duration in 1/1000 s, start in ticks).

    aspect: of the pixels; of several each has a box. scaled: how the matrix draws the picture.
    configuration: the content of an avcC box. object_type: what an esds box says is coded.
    """

    times: Sequence[tuple[int, int]] = ((7500, 40),)
    offsets: Sequence[tuple[int, int]] = ()
    edits: Sequence[tuple[int, int]] = ()
    scale: int = 1000
    codec: str = "avc1"
    handler: str = "vide"
    enabled: bool = True
    aspect: tuple[int, ...] = ()
    size: tuple[int, int] = (1280, 720)
    scaled: float = 1.0
    configuration: bytes = b""
    object_type: int | None = None

    @property
    def samples(self) -> int:
        return sum(count for count, _ in self.times)


def trak(track: Track, number: int, start: int) -> bytes:
    header = struct.pack(">IIIIII", int(track.enabled), 0, 0, number, 0, 0) + bytes(16)
    drawn = int(track.scaled * (1 << 16))
    matrix = struct.pack(">9i", drawn, 0, 0, 0, drawn, 0, 0, 0, 1 << 30)
    entry = bytes(24) + struct.pack(">HH", *track.size) + bytes(50)
    shapes = zip(track.aspect[::2], track.aspect[1::2], strict=True)
    aspect = b"".join(box("pasp", struct.pack(">II", *shape)) for shape in shapes)
    coded = box("avcC", track.configuration) if track.configuration else b""
    if track.object_type is not None:
        decoder = bytes([4, 13, track.object_type]) + bytes(12)
        coded += box("esds", bytes(4), bytes([3, 3 + len(decoder), 0, 1, 0]), decoder)
    samples = box(
        "stbl",
        box("stsd", struct.pack(">II", 0, 1), box(track.codec, entry, aspect, coded)),
        table("stts", ">II", track.times),
        table("ctts", ">II", track.offsets) if track.offsets else b"",
        table("stsc", ">III", [(1, track.samples, 1)]),
        box("stsz", struct.pack(">III", 0, 1, track.samples)),
        table("stco", ">I", [(start,)]),
    )
    edits = table("elst", ">Iii", [(*edit, 1 << 16) for edit in track.edits])
    return box(
        "trak",
        box("tkhd", header, matrix, bytes(8)),
        box("edts", edits) if track.edits else b"",
        box(
            "mdia",
            box("mdhd", struct.pack(">IIIII", 0, 0, 0, track.scale, 0)),
            box("hdlr", bytes(8), track.handler.encode(), bytes(13)),
            box("minf", samples),
        ),
    )


def movie(*tracks: Track, brand: str = "isom", wrap: bool = True) -> bytes:
    """ftyp, mdat with one byte a sample, moov."""
    head = box("ftyp", brand.encode(), bytes(4), brand.encode()) if wrap else b""
    media = box("mdat", b"\x01\x80" * max((track.samples for track in tracks), default=1))
    moov = box(
        "moov",
        box("mvhd", struct.pack(">IIIII", 0, 0, 0, 1000, 0), bytes(80)),
        *(trak(track, number, len(head) + 8) for number, track in enumerate(tracks, start=1)),
    )
    return head + media + moov
