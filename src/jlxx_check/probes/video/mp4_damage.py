"""Whether an MP4's media is all there, and what its index says that misleads the eye.

Told from the index and a few small reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import BinaryIO

from jlxx_check.probes.video.mp4_tracks import Track, moving_pictures
from jlxx_check.text import Text

#: Places looked at for a blank stretch, as an unfinished download leaves it, and bytes of each.
_PROBED = 32
_PROBE_BYTES = 64
#: Zeros in a row that are looked for in what is read through; a page of a disk has 4,096.
_HOLE = 1024
_STEP = 128
_BLOCK = 1 << 20
#: Bytes read through; of longer films as many, spread evenly.
_MOST_READ = 512 << 20
_SOME = re.compile(rb"[^\0]")
#: Bytes of a coded picture that can be told from none.
_SHORTEST = 8
#: Share of frames that may be empty at the end of an index.
_MOST_EMPTY = 0.05
#: Bytes behind a fragmented film's last piece from which on zeros are a lost part, no padding.
_LOST_TAIL = 1 << 16
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
#: Share of its own size below which a picture is drawn small on purpose, not for its pixels' shape.
_SHRUNK = 0.9
#: Share of frames that have a place of their own in a usual recording: a dropped one may have none.
_OWN_PLACE = 0.5
#: Frames looked at; some minutes tell as much as hours.
_MOST_FRAMES = 100_000


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
    if any(_has_gaps(track) for track in own):
        return BROKEN_INDEX
    needed = 0
    for track in own:
        needed = max(needed, max((start + length for start, length in samples(track)), default=0))
    if needed > size:
        return cut_short(size, needed)
    pictures = next((track for track in own if track.handler == "vide"), None)
    if pictures is not None and pictures.codec in _NEVER_ZERO:
        stretches = [item for item in samples(pictures) if item[1] >= _SHORTEST]
        beside = [item for track in own if track is not pictures for item in samples(track)]
        if _has_blank(stream, stretches) or _has_hole(stream, size, stretches, beside):
            return _BLANK
    return None


def _has_gaps(track: Track) -> bool:
    """Whether tables that belong together do not, as where a part of the index is blank."""
    if not track.sample_count:
        return False
    if not track.chunks or not track.chunk_runs or min(track.chunks) == 0:
        return True
    if sum(count for count, _ in track.time_runs) < track.sample_count // 2:
        return True
    blank = sum(1 for _ in takewhile(lambda length: length == 0, reversed(track.sizes)))
    return blank > _MOST_EMPTY * track.sample_count


def fragment_damage(
    stream: BinaryIO, size: int, codec: str | None, stretches: Sequence[tuple[int, int]], end: int
) -> Text | None:
    """Why a fragmented film is not whole: a blank piece, or zeros where more pieces should be.

    stretches: start and length of the runs of its picture. end: where its last box ends.
    """
    needed = max((start + length for start, length in stretches), default=0)
    if needed > size:
        return cut_short(size, needed)
    if codec not in _NEVER_ZERO:
        return None
    if _has_blank(stream, stretches) or _has_hole(stream, size, stretches):
        return _BLANK
    if size - end >= _LOST_TAIL:
        stream.seek(end)
        if not any(stream.read(_PROBE_BYTES)):
            return _BLANK
    return None


def _has_blank(stream: BinaryIO, stretches: Sequence[tuple[int, int]]) -> bool:
    """Whether places spread evenly over the coded bytes hold nothing but zeros.

    These codecs write none (ITU-T H.264, 7.4.1: no three zero bytes in a row). stretches: start
    and length of each piece, in the order of the file.
    """
    total = sum(length for _, length in stretches)
    if not total:
        return False
    wanted = [total * number // _PROBED for number in range(_PROBED)] + [total - 1]
    passed = taken = 0
    for start, length in stretches:
        while taken < len(wanted) and wanted[taken] < passed + length:
            probe = min(_PROBE_BYTES, length)
            stream.seek(start + min(wanted[taken] - passed, length - probe))
            if not any(stream.read(probe)):
                return True
            taken += 1
        passed += length
    return False


def _has_hole(
    stream: BinaryIO,
    size: int,
    stretches: Sequence[tuple[int, int]],
    beside: Sequence[tuple[int, int]] = (),
) -> bool:
    """Whether a page or more of zeros lies in coded pictures.

    Zeros at a picture's end may be padding; no picture begins with them, or goes on behind them,
    and none runs on into the sound. stretches: as for ``_has_blank``. beside: the same of the
    other tracks.
    """
    ordered = sorted(stretches)
    if not ordered:
        return False
    starts = [start for start, _ in ordered]
    last = min(size, max(start + length for start, length in ordered))
    stride = max(_BLOCK, -(-(last - starts[0]) * _BLOCK // _MOST_READ))
    for at in range(starts[0], last, stride):
        stream.seek(at)
        block = stream.read(min(_BLOCK + _HOLE, last - at))
        if bytes(_HOLE // _STEP - 1) not in block[::_STEP]:
            continue
        found = block.find(bytes(_HOLE))
        while found >= 0:
            some = _SOME.search(block, found)
            end = some.start() if some else len(block)
            if _hits_picture(ordered, starts, beside, at + found, at + end):
                return True
            found = block.find(bytes(_HOLE), end)
    return False


def _hits_picture(
    ordered: Sequence[tuple[int, int]],
    starts: Sequence[int],
    beside: Sequence[tuple[int, int]],
    first: int,
    end: int,
) -> bool:
    """Whether zeros from ``first`` to before ``end`` wipe a picture's beginning or its middle."""
    number = max(0, bisect_right(starts, first) - 1)
    start, length = ordered[number]
    over = start + length
    if start < first < over and (
        end < over
        or (
            over - first >= _PROBE_BYTES
            and any(over <= other <= end - _SHORTEST for other, _ in beside)
        )
    ):
        return True
    return any(
        first <= start <= end - _SHORTEST and length >= _SHORTEST
        for start, length in ordered[number : number + 3]
    )


def samples(track: Track) -> Iterator[tuple[int, int]]:
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


def oddities(tracks: list[Track], shown: Track) -> tuple[Text, ...]:
    """Each in a sentence; () for a usual recording. shown: the track that is measured."""
    found = []
    pictures = moving_pictures(tracks)
    if len(pictures) > 1:
        found.append(
            Text(
                f"文件里有{len(pictures)}条画面轨道，播放时只显示其中一条",
                f"it holds {len(pictures)} picture tracks, of which a player shows one",
            )
        )
    # Writers that mark no track at all mean nothing by it.
    if any(track.enabled for track in tracks) and not all(track.enabled for track in pictures):
        found.append(
            Text(
                "有画面轨道被设为停用，有的播放器不显示",
                "a picture track is switched off, so that some players do not show it",
            )
        )
    if shown.scaled < _SHRUNK:
        found.append(
            Text(
                f"播放设置把画面缩小到{shown.scaled:.0%}显示",
                f"it asks to be drawn at {shown.scaled:.0%} of its size",
            )
        )
    if shown.coded and shown.width and _differ(shown.coded, (shown.width, shown.height)):
        found.append(
            Text(
                f"文件头写的是{shown.width}×{shown.height}，"
                f"实际编码的画面是{shown.coded[0]}×{shown.coded[1]}",
                f"its header says {shown.width}×{shown.height}, the coded picture has "
                f"{shown.coded[0]}×{shown.coded[1]}",
            )
        )
    if _in_one_place(shown):
        found.append(
            Text(
                "大部分帧指向文件中的同一处，放的是同一幅画面",
                "most frames point at one place of the file, so that one picture is shown",
            )
        )
    return tuple(found)


def _differ(coded: tuple[int, int], stated: tuple[int, int]) -> bool:
    """Whether the sizes differ by more than the rest of a macroblock that some writers count."""
    return any(abs(one - other) >= 16 for one, other in zip(coded, stated, strict=True))


def _in_one_place(track: Track) -> bool:
    if track.external or track.uniform_size or track.sample_count < 50:
        return False
    count, places = 0, set()
    for start, length in samples(track):
        count += 1
        if length:
            places.add(start)
        if count >= _MOST_FRAMES:
            break
    return count > 0 and len(places) < _OWN_PLACE * count
