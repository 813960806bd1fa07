"""When each frame of a picture track is shown, and what follows from that."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import add
from statistics import median

from jlxx_check.model.text import Text
from jlxx_check.probes.mp4_boxes import Beyond
from jlxx_check.probes.mp4_tracks import Track

#: Frames followed one by one; more than a day at 50 a second.
MAX_FRAMES = 5_000_000
#: A movie clock of as many ticks a second rounds to much less than a frame.
_FINE = 200


@dataclass(frozen=True, slots=True)
class Timing:
    """frames: how many are shown. duration: seconds. rate: frames a second.

    jitter: milliseconds, the largest distance of a frame from its place at the average rate.
    """

    frames: int
    duration: float
    rate: float | None
    jitter: float | None


@dataclass(slots=True)
class Frames:
    """Presentation times of frames, and those times plus each frame's duration, in ticks."""

    starts: array[int]
    ends: array[int]


def from_tables(track: Track) -> Frames:
    """The frames by stts and ctts. Raises Beyond where there are more than can be followed."""
    return from_durations(*unrolled(track))


def check_count(frames: int) -> None:
    """Raises Beyond where there are more frames than can be followed."""
    if frames > MAX_FRAMES:
        raise Beyond(Text("视频的帧数", "Frames of the recording"), frames, MAX_FRAMES)


def unrolled(track: Track) -> tuple[array[int], array[int]]:
    """Duration and presentation offset of each sample that the index itself lists.

    Raises Beyond.
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
        shown.extend(length + start - begin for start in starts[first:last])
        length += end - begin
    if not shown or length <= 0:
        return None
    duration = length / track.scale
    return Timing(len(shown), duration, len(shown) / duration, _jitter(shown, track.scale))


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


def _jitter(shown: array[int], scale: int) -> float | None:
    """The largest distance from an even spacing, in ms.

    The spacing is taken between the first and the last frame: what a muxer states as the last
    frame's duration moves no frame. Nor does the start of the first one, which muxers that write
    no edit list stretch by the sound's lead-in.
    """
    shown = shown[1:]
    if len(shown) < 3:
        return 0.0
    step = (shown[-1] - shown[0]) / (len(shown) - 1)
    away = [start - place * step for place, start in enumerate(shown)]
    middle = median(away)
    return max(abs(max(away) - middle), abs(min(away) - middle)) * 1000 / scale


def _unrolled(runs: Iterable[tuple[int, ...]], limit: int) -> array[int]:
    values = array("q")
    for count, value in runs:
        values.extend(repeat(value, min(count, limit - len(values))))
    return values
