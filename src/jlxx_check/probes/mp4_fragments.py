"""Frames of a fragmented file, whose index is spread over moof boxes (ISO/IEC 14496-12, 8.8)."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import BinaryIO

from jlxx_check.model.text import Text
from jlxx_check.probes.mp4_boxes import (
    MAX_INDEX,
    Beyond,
    Box,
    BrokenIndex,
    child,
    children,
    numbers,
)
from jlxx_check.probes.mp4_timing import Frames, check_count, from_durations, unrolled
from jlxx_check.probes.mp4_tracks import Track


def fragment_frames(
    stream: BinaryIO, moov: memoryview, fragments: Iterable[Box], track: Track
) -> Frames:
    """The frames of one track: what the index itself lists, then all fragments.

    Raises BrokenIndex, Beyond.
    """
    default = _default_duration(moov, track.number)
    durations, offsets = unrolled(track)
    for box in fragments:
        if box.end - box.body > MAX_INDEX:
            what = Text("视频一段索引的字节数", "Bytes of a piece of the index")
            raise Beyond(what, box.end - box.body, MAX_INDEX)
        stream.seek(box.body)
        for kind, body in children(memoryview(stream.read(box.end - box.body))):
            if kind == "traf":
                _add(body, track.number, default, durations, offsets)
        check_count(len(durations))
    return from_durations(durations, offsets)


def _default_duration(moov: memoryview, track: int) -> int:
    extends = child(moov, "mvex")
    for kind, body in children(extends) if extends is not None else ():
        if kind == "trex":
            number, _, duration = numbers(body, ">III", 4)
            if number == track:
                return int(duration)
    return 0


def _add(
    traf: memoryview, track: int, default: int, durations: array[int], offsets: array[int]
) -> None:
    header = child(traf, "tfhd")
    if header is None:
        raise BrokenIndex("tfhd")
    flags, number = numbers(header, ">II", 0)
    if number != track:
        return
    if flags & 0x08:
        place = 8 + (8 if flags & 0x01 else 0) + (4 if flags & 0x02 else 0)
        (default,) = numbers(header, ">I", place)
    for kind, body in children(traf):
        if kind == "trun":
            _run(body, default, durations, offsets)


def _run(run: memoryview, default: int, durations: array[int], offsets: array[int]) -> None:
    flags, count = numbers(run, ">II", 0)
    start = 8 + (4 if flags & 0x01 else 0) + (4 if flags & 0x04 else 0)
    fields = [bit for bit in (0x100, 0x200, 0x400, 0x800) if flags & bit]
    width = 4 * len(fields)
    if start + count * width > len(run):
        raise BrokenIndex("trun")
    check_count(count)
    for place in range(start, start + count * width, width) if width else [start] * count:
        row = dict(zip(fields, numbers(run, f">{len(fields)}i", place), strict=True))
        durations.append(row.get(0x100, default))
        offsets.append(row.get(0x800, 0))
