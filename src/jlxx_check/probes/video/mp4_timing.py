"""When each frame of a picture track is shown, and what follows from that.

Of a fragmented file the index is spread over moof boxes (ISO/IEC 14496-12, 8.8).
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import add, sub
from typing import BinaryIO

from jlxx_check.model.facts import FrameSpan
from jlxx_check.probes.mp4_boxes import MAX_INDEX, Box, child, children, numbers
from jlxx_check.probes.unreadable import DamagedError, TooBigError
from jlxx_check.probes.video.mp4_tracks import Track
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Frames followed one by one; more than a day at 50 a second.
MAX_FRAMES = 5_000_000
#: A movie clock of as many ticks a second rounds to much less than a frame.
_FINE = 200
#: Half milliseconds; a frame that stands longer is counted as one of these (a second).
_LONGEST_SPAN = 2000
_DURATION, _SIZE, _FLAGS, _OFFSET = 0x100, 0x200, 0x400, 0x800


@frozen
class Timing:
    """When the frames are shown."""

    #: How many are shown.
    frames: int
    #: Seconds.
    duration: float
    #: Frames a second.
    rate: float | None
    #: For how long each is shown, but for the first and the last.
    spans: tuple[FrameSpan, ...]


@dataclass(slots=True)
class Frames:
    """Presentation times of frames, and those times plus each frame's duration, in ticks."""

    starts: array[int]
    ends: array[int]


def from_tables(track: Track) -> Frames:
    """The frames by stts and ctts. Raises TooBigError where there are more than can be followed."""
    return from_durations(*unrolled(track))


def check_count(frames: int) -> None:
    """Raises TooBigError where there are more frames than can be followed."""
    if frames > MAX_FRAMES:
        raise TooBigError(Text("视频的帧数", "Frames of the recording"), frames, MAX_FRAMES)


def unrolled(track: Track) -> tuple[array[int], array[int]]:
    """Duration and presentation offset of each sample that the index itself lists.

    Raises TooBigError.
    """
    check_count(sum(count for count, _ in track.time_runs))
    durations = _unrolled(track.time_runs, MAX_FRAMES)
    offsets = _unrolled(track.offset_runs, len(durations))
    offsets.extend(repeat(0, len(durations) - len(offsets)))
    return durations, offsets


def from_durations(durations: Iterable[int], offsets: Iterable[int]) -> Frames:
    """The frames from decoding durations and presentation offsets, one of each a frame."""
    shown = list(durations)
    starts = array("q", map(add, accumulate(shown, initial=0), offsets))
    ends = array("q", map(add, starts, shown))
    return Frames(starts, ends)


def timing(track: Track, frames: Frames) -> Timing | None:
    """What is shown of ``frames`` once the track's edit list is applied.

    An empty edit delays the picture and is no part of its duration; frames outside every edit are
    not shown. None where nothing is.
    """
    if not track.scale or not frames.starts:
        return None
    starts, ends = sorted(frames.starts), sorted(frames.ends)
    shown, length = array("q"), 0
    # A frame that only the rounding of the movie clock lets in is not shown.
    rounding = track.scale // track.movie_scale if track.movie_scale >= _FINE else 0
    for begin, end in _spans(track, starts[0], ends[-1]):
        first = bisect_right(ends, begin + rounding)
        last = bisect_left(starts, end - rounding)
        if first >= last:
            continue
        begin = max(begin, starts[first])
        end = min(end, max(ends[last - 1], begin))
        shown.extend(map((length - begin).__add__, starts[first:last]))
        length += end - begin
    if not shown or length <= 0:
        return None
    duration = length / track.scale
    return Timing(len(shown), duration, len(shown) / duration, _spans_of(shown, track.scale))


def _spans(track: Track, first: int, last: int) -> list[tuple[int, int]]:
    """The media times that the edit list shows; rounding of the movie clock is put right."""
    spans = []
    for duration, start in track.edits:
        if start < 0 or not track.movie_scale:
            continue
        end = start + round(duration * track.scale / track.movie_scale)
        tick = track.scale / track.movie_scale
        # A duration of 0 (fragmented files) and one that ends within a tick mean the whole.
        if duration == 0 or abs(end - last) <= tick:
            end = last
        if abs(start - first) <= tick:
            start = first
        spans.append((start, end))
    return spans or [(first, last)]


def _spans_of(shown: array[int], scale: int) -> tuple[FrameSpan, ...]:
    """For how long each frame is shown, by length, the commonest first.

    Left out are the last frame, whose duration only the muxer states, and the first one, which
    muxers that write no edit list stretch by the sound's lead-in.
    """
    begins = shown[1:-1]
    lengths = array("q", map(sub, shown[2:], begins))
    first = dict(zip(reversed(lengths), reversed(begins), strict=True))
    found: dict[int, list[int]] = {}
    for length, count in Counter(lengths).items():  # as they are met
        half_milliseconds = min(round(length * 2000 / scale), _LONGEST_SPAN)
        found.setdefault(half_milliseconds, [0, first[length]])[0] += count
    return tuple(
        FrameSpan(length / 2, count, begin / scale)
        for length, (count, begin) in sorted(found.items(), key=lambda item: -item[1][0])
    )


def _unrolled(runs: Iterable[tuple[int, ...]], limit: int) -> array[int]:
    values = array("q")
    for count, value in runs:
        values.extend(repeat(value, min(count, limit - len(values))))
    return values


def fragment_frames(
    stream: BinaryIO, moov: memoryview, fragments: Iterable[Box], track: Track
) -> Frames:
    """The frames of one track: what the index itself lists, then all fragments.

    Raises DamagedError, TooBigError.
    """
    usual = _usual(moov, track.number)
    durations, offsets = unrolled(track)
    for run in _runs(stream, fragments, track.number, usual):
        check_count(len(durations) + run.count)
        for row in run.rows():
            durations.append(row.get(_DURATION, run.duration))
            offsets.append(row.get(_OFFSET, 0))
    return from_durations(durations, offsets)


def fragment_stretches(
    stream: BinaryIO, moov: memoryview, fragments: Iterable[Box], track: Track
) -> list[tuple[int, int]]:
    """Start and length in the file of each run of frames. Raises DamagedError, TooBigError."""
    runs = _laid_runs(stream, moov, fragments, track)
    return [(start, sum(lengths)) for start, lengths in runs]


def fragment_packets(
    stream: BinaryIO, moov: memoryview, fragments: Iterable[Box], track: Track
) -> Iterator[tuple[int, int]]:
    """Start and length in the file of each packet. Raises DamagedError, TooBigError."""
    for start, lengths in _laid_runs(stream, moov, fragments, track):
        yield from zip(accumulate(lengths, initial=start), lengths, strict=False)


def _laid_runs(
    stream: BinaryIO, moov: memoryview, fragments: Iterable[Box], track: Track
) -> Iterator[tuple[int, array[int]]]:
    """Start in the file of each run that has one, and the length of each of its frames."""
    behind = frames = 0
    for run in _runs(stream, fragments, track.number, _usual(moov, track.number)):
        frames += run.count
        check_count(frames)
        lengths = array("q", (row.get(_SIZE, run.size) for row in run.rows()))
        start = run.start if run.start is not None else behind
        if start and sum(lengths) > 0:
            behind = start + sum(lengths)
            yield start, lengths


def bit_rate(
    stream: BinaryIO, moov: memoryview, fragments: Iterable[Box], track: Track
) -> float | None:
    """Bits a second of a track, averaged over all of it; None where its index does not say.

    Raises DamagedError, TooBigError.
    """
    weight = sum(track.sizes) or track.uniform_size * track.sample_count
    ticks = sum(count * duration for count, duration in track.time_runs)
    frames = track.sample_count
    for run in _runs(stream, fragments, track.number, _usual(moov, track.number)):
        frames += run.count
        check_count(frames)
        for row in run.rows():
            weight += row.get(_SIZE, run.size)
            ticks += row.get(_DURATION, run.duration)
    if weight <= 0 or ticks <= 0 or not track.scale:
        return None
    return round(8 * weight * track.scale / ticks, 1)


@frozen
class _Run:
    """A trun box."""

    body: memoryview
    count: int
    flags: int
    #: Where its first frame lies, None: behind the run before it.
    start: int | None
    #: Of every frame that does not say its own.
    duration: int
    #: Of every frame that does not say its own.
    size: int

    def rows(self) -> Iterator[dict[int, int]]:
        """What each frame says of itself. Raises DamagedError."""
        begin = 8 + (4 if self.flags & 0x01 else 0) + (4 if self.flags & 0x04 else 0)
        fields = [bit for bit in (_DURATION, _SIZE, _FLAGS, _OFFSET) if self.flags & bit]
        width = 4 * len(fields)
        if begin + self.count * width > len(self.body):
            raise DamagedError("trun")
        for number in range(self.count):
            values = numbers(self.body, f">{len(fields)}i", begin + number * width)
            yield dict(zip(fields, values, strict=True))


def _runs(
    stream: BinaryIO, fragments: Iterable[Box], track: int, usual: tuple[int, int]
) -> Iterator[_Run]:
    """The runs of one track, in the order of the file. usual: duration and size of a frame."""
    for box in fragments:
        if box.end - box.body > MAX_INDEX:
            what = Text("视频一段索引的字节数", "Bytes of a piece of the index")
            raise TooBigError(what, box.end - box.body, MAX_INDEX)
        stream.seek(box.body)
        for kind, body in children(memoryview(stream.read(box.end - box.body))):
            if kind == "traf":
                yield from _of_piece(body, track, box.start, usual)


def _of_piece(traf: memoryview, track: int, base: int, usual: tuple[int, int]) -> Iterator[_Run]:
    header = child(traf, "tfhd")
    if header is None:
        raise DamagedError("tfhd")
    flags, number = numbers(header, ">II", 0)
    if number != track:
        return
    duration, size = usual
    place = 8
    if flags & 0x01:
        (base,) = numbers(header, ">Q", place)
        place += 8
    place += 4 if flags & 0x02 else 0
    if flags & 0x08:
        (duration,) = numbers(header, ">I", place)
        place += 4
    if flags & 0x10:
        (size,) = numbers(header, ">I", place)
    for kind, body in children(traf):
        if kind == "trun":
            run, count = numbers(body, ">II", 0)
            start = base + numbers(body, ">i", 8)[0] if run & 0x01 else None
            check_count(count)
            yield _Run(body, count, run, start, duration, size)


def _usual(moov: memoryview, track: int) -> tuple[int, int]:
    """Duration and size of a frame that no piece states."""
    extends = child(moov, "mvex")
    for kind, body in children(extends) if extends is not None else ():
        if kind == "trex":
            number, _, duration, size = numbers(body, ">IIII", 4)
            if number == track:
                return int(duration), int(size)
    return 0, 0
