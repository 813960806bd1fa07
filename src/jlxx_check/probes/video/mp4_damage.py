"""Whether an MP4's media is all there, and what its index says that misleads the eye.

Told from the index and a few small reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise, takewhile
from typing import BinaryIO

from jlxx_check.probes.video.mp4_holes import (
    BLANK,
    SHORTEST_PACKET,
    SHORTEST_PICTURE,
    Laid,
    blank_part,
)
from jlxx_check.probes.video.mp4_tracks import Track, moving_pictures
from jlxx_check.text import Text

#: Share of frames that may be empty at the end of an index.
_MOST_EMPTY = 0.05
#: Bytes behind a fragmented film's last piece from which on zeros are a lost part, no padding.
_LOST_TAIL = 1 << 16
_TAIL_BYTES = 64
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
    lying = [list(samples(track)) for track in own]
    needed = max((sum(item) for items in lying for item in items), default=0)
    if needed > size:
        return cut_short(size, needed)
    number = next((at for at, track in enumerate(own) if track.handler == "vide"), None)
    coded = number is not None and own[number].codec in _NEVER_ZERO
    shown = lying[number] if number is not None and coded else ()
    laid = Laid(
        pictures=[item for item in shown if item[1] >= SHORTEST_PICTURE],
        sounds=[
            item for track, items in zip(own, lying, strict=True) for item in _packets(track, items)
        ],
        beside=[item for at, items in enumerate(lying) if at != number for item in items],
    )
    return blank_part(stream, size, laid)


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
    stream: BinaryIO,
    size: int,
    codec: str | None,
    stretches: Sequence[tuple[int, int]],
    sounds: Sequence[tuple[int, int]],
    end: int,
) -> Text | None:
    """Why a fragmented film is not whole: a blank piece, or zeros where more pieces should be.

    stretches: start and length of the runs of its picture. sounds: the same of the packets of
    its sound that none begins with zeros. end: where its last box ends.
    """
    needed = max((start + length for start, length in (*stretches, *sounds)), default=0)
    if needed > size:
        return cut_short(size, needed)
    coded = codec in _NEVER_ZERO
    if found := blank_part(stream, size, Laid(stretches if coded else (), sounds)):
        return found
    if coded and size - end >= _LOST_TAIL:
        stream.seek(end)
        if not any(stream.read(_TAIL_BYTES)):
            return BLANK
    return None


def _packets(track: Track, items: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Offset and length of each packet of sound that is coded so that none begins with zeros.

    items: the track's samples.
    """
    if not track.marked_packets:
        return
    for start, length in items:
        each = track.uniform_size or length
        # Small pieces of one size are no packets: QuickTime counts what they unpack to.
        if each >= SHORTEST_PACKET:
            yield from ((at, each) for at in range(start, start + length, each))


def samples(track: Track) -> Iterator[tuple[int, int]]:
    """Offset and length of each sample in the order of the file.

    Samples of one size, a handful of bytes in plain sound, come a chunk at a time.
    """
    left, taken = track.sample_count, 0
    runs = [*track.chunk_runs, (len(track.chunks) + 1, 0, 0)]
    for (first, each, _), (following, _, _) in pairwise(runs):
        for position in track.chunks[max(0, first - 1) : max(0, following - 1)]:
            count = min(each, left)
            left -= count
            if track.uniform_size:
                yield position, count * track.uniform_size
                continue
            lengths = track.sizes[taken : taken + count]
            taken += count
            yield from zip(accumulate(lengths, initial=position), lengths, strict=False)


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
    places = [start if length else 0 for start, length in islice(samples(track), _MOST_FRAMES)]
    return len(set(places) - {0}) < _OWN_PLACE * len(places)
