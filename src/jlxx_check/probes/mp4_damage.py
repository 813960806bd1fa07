"""Whether an MP4's media is all there, told from its index and a few small reads."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import BinaryIO

from jlxx_check.model.text import Text
from jlxx_check.probes.mp4_tracks import Track

#: Samples looked at for a blank middle, as an unfinished download leaves it, and bytes of each.
_PROBED = 24
_PROBE_BYTES = 64
_NEVER_ZERO = frozenset({"AVC", "HEVC", "MPEG-4 Visual"})

NO_INDEX = Text(
    "视频缺少索引，无法播放，通常是录制、导出或复制没有完成。",
    "The video's index is missing, so it cannot be played: recording, export or copying stopped "
    "before its end.",
)
BROKEN_INDEX = Text(
    "视频的索引已损坏，无法正常播放。",
    "The video's index is damaged, so it cannot be played properly.",
)
NO_PICTURE = Text(
    "文件里没有视频画面。",
    "The file holds no moving picture.",
)
_BLANK = Text(
    "视频中间有一部分内容是空白的，通常是下载或传输没有完成。",
    "A part of the video is blank: a download or transfer did not finish.",
)


def cut_short(size: int, needed: int) -> Text:
    """The file ends before its content does. size, needed: bytes."""
    share = 100 * size // max(needed, 1)
    return Text(
        f"视频不完整：按文件自身的记录至少应有 {needed:,} 字节，实际只有 {size:,} 字节"
        f"（约 {share}%），后面的内容缺失。",
        f"The video is cut short: by its own record it needs at least {needed:,} bytes but "
        f"has {size:,} (about {share} %).",
    )


def media_damage(stream: BinaryIO, size: int, tracks: list[Track]) -> Text | None:
    """Why the samples that the index names are not all in the file; None where they are."""
    own = [track for track in tracks if not track.external]
    needed = 0
    for track in own:
        needed = max(needed, max((start + length for start, length in _samples(track)), default=0))
    if needed > size:
        return cut_short(size, needed)
    pictures = next((track for track in own if track.handler == "vide"), None)
    if pictures is not None and pictures.codec in _NEVER_ZERO and _has_blank(stream, pictures):
        return _BLANK
    return None


def _has_blank(stream: BinaryIO, track: Track) -> bool:
    """Whether evenly spread samples hold nothing but zeros: these codecs write none."""
    samples = list(_samples(track))
    for start, length in samples[:: max(1, len(samples) // _PROBED)]:
        if length < 8:
            continue
        stream.seek(start)
        if not any(stream.read(min(length, _PROBE_BYTES))):
            return True
    return False


def _samples(track: Track) -> Iterator[tuple[int, int]]:
    """Offset and length of each sample in the order of the file.

    Samples of one size, a handful of bytes in plain sound, come a chunk at a time.
    """
    left = track.sample_count
    sizes = iter(track.sizes)
    runs = [*track.chunk_runs, (len(track.chunks) + 1, 0, 0)]
    for (first, each, _), (following, _, _) in pairwise(runs):
        for position in track.chunks[max(0, first - 1) : max(0, following - 1)]:
            count = min(each, left)
            left -= count
            if track.uniform_size:
                yield position, count * track.uniform_size
                continue
            for length in islice(sizes, count):
                yield position, length
                position += length
