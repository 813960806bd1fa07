"""Videos: MP4 and QuickTime by their own index, other containers by libmediainfo."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from jlxx_check.model.facts import Cause, Content, Unreadable, Video
from jlxx_check.probes.unreadable import beyond
from jlxx_check.probes.video import mediainfo
from jlxx_check.probes.video.mp4 import read_iso
from jlxx_check.probes.video.mp4_tracks import MAX_TRACKS
from jlxx_check.probes.video.recording_ends import is_cut_short
from jlxx_check.probes.video.viewing import look, middle_frame
from jlxx_check.text import Text

_EMPTY = Unreadable(
    Cause.EMPTY,
    Text("视频文件是空的（0 字节）。", "The video file is empty (0 bytes)."),
)
_NO_READER = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "本机缺少读取这种视频格式的组件。",
        "This machine lacks the library that reads this video format.",
    ),
)
_DAMAGED = Text(
    "视频内容缺失或损坏，读不出画面信息。",
    "The video's content is missing or damaged: nothing of its picture can be read.",
)
_TRUNCATED = Text(
    "视频不完整，后面的内容缺失。",
    "The video is cut short: its last part is missing.",
)

_NAMES = {
    Content.MATROSKA: "Matroska",
    Content.AVI: "AVI",
    Content.WMV: "Windows Media",
    Content.FLV: "Flash Video",
    Content.MPEG: "MPEG",
    Content.REALMEDIA: "RealMedia",
    Content.RECORDER: "DAV",
}
#: Containers whose pictures the library finds wherever there are any; of others it may know none.
_KNOWN = frozenset(
    {Content.MATROSKA, Content.AVI, Content.WMV, Content.FLV, Content.MPEG, Content.REALMEDIA}
)


def read_video(
    stream: BinaryIO, size: int, content: Content, *, thumbnail: bool = False
) -> Video | Unreadable:
    """Measure one video, and look at a few of its frames where this machine decodes them.

    size: bytes. thumbnail: keep a small frame from its middle, too.

    Raises OSError only where the system fails to read.
    """
    found = _measured(stream, size, content)
    if not isinstance(found, Video) or found.damage is not None:
        return found
    found = replace(found, seen=look(stream, content))
    if not thumbnail:
        return found
    shape = (found.width, found.height) if found.width and found.height else None
    return replace(found, thumbnail=middle_frame(stream, content, shape))


def _measured(stream: BinaryIO, size: int, content: Content) -> Video | Unreadable:
    if size == 0:
        return _EMPTY
    if content not in (Content.MP4, Content.QUICKTIME):
        return _by_library(stream, size, content)
    video = read_iso(stream, size)
    if isinstance(video, Unreadable) or video.damage is not None or video.progressive:
        return video
    return _with_scan(stream, video)


def _with_scan(stream: BinaryIO, video: Video) -> Video:
    """Fields may be coded, or the codec is no H.264: the library knows more of how it is used."""
    try:
        scan = (mediainfo.ask(stream).video or {}).get("scan_type")
    except mediainfo.NoLibraryError:
        return video
    return replace(video, progressive=scan == "Progressive" if scan else video.progressive)


def _by_library(stream: BinaryIO, size: int, content: Content) -> Video | Unreadable:
    if is_cut_short(stream, size, content):
        # The library is not asked: a broken chain of tags can keep it busy for ever.
        return _unmeasured(content, _TRUNCATED)
    try:
        found = mediainfo.ask(stream)
    except mediainfo.NoLibraryError:
        return _NO_READER
    if found.count > MAX_TRACKS:
        return beyond(Text("视频的轨道数", "Tracks"), str(found.count), str(MAX_TRACKS))
    track = found.video
    width, height = _displayed(track)
    milliseconds = mediainfo.number(track, "duration")
    count = mediainfo.number(track, "frame_count")
    duration = milliseconds / 1000 if milliseconds else None
    rate = count / duration if count and duration else mediainfo.number(track, "frame_rate")
    scan = (track or {}).get("scan_type")
    cut = found.general.get("istruncated") == "Yes" and content is not Content.MATROSKA
    return Video(
        container=str(found.general.get("format") or _NAMES.get(content, content.value)),
        is_mp4=False,
        codec=(track or {}).get("format"),
        width=width,
        height=height,
        progressive=scan == "Progressive" if scan else None,
        duration=duration,
        frame_rate=rate,
        frame_count=int(count) if count else None,
        has_sound=found.audio is not None,
        bit_rate=mediainfo.number(track, "bit_rate"),
        sound=mediainfo.sound_of(found),
        damage=_TRUNCATED if cut else _DAMAGED if track is None and content in _KNOWN else None,
    )


def _unmeasured(content: Content, damage: Text) -> Video:
    return Video(
        container=_NAMES.get(content, content.value),
        is_mp4=False,
        codec=None,
        width=None,
        height=None,
        progressive=None,
        duration=None,
        frame_rate=None,
        frame_count=None,
        has_sound=False,
        damage=damage,
    )


def _displayed(track: dict[str, object] | None) -> tuple[int | None, int | None]:
    width, height = mediainfo.number(track, "width"), mediainfo.number(track, "height")
    if not width or not height:
        return None, None
    across = round(width * (mediainfo.number(track, "pixel_aspect_ratio") or 1))
    turned = round(mediainfo.number(track, "rotation") or 0) % 180 == 90
    return (round(height), across) if turned else (across, round(height))
