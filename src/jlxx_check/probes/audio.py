"""Sound recordings: their container and how long they run."""

from __future__ import annotations

from typing import BinaryIO

from jlxx_check.model.facts import Audio, Cause, Content, Unreadable
from jlxx_check.probes.mp4_boxes import top_level
from jlxx_check.probes.unreadable import TooBigError, UnreadableError, beyond
from jlxx_check.probes.video import mediainfo
from jlxx_check.probes.video.mp4 import sound_alone
from jlxx_check.probes.video.mp4_tracks import MAX_TRACKS
from jlxx_check.probes.video.recording_ends import is_cut_short
from jlxx_check.text import Text

_NAMES = {Content.MP3: "MP3", Content.WAV: "WAV"}

_EMPTY = Unreadable(
    Cause.EMPTY,
    Text("录音文件是空的（0 字节）。", "The recording is an empty file (0 bytes)."),
)
_CUT_SHORT = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "录音不完整，后面一部分缺失，可能是复制或传输时中断了。",
        "The recording is not complete: its last part is missing, perhaps from a broken transfer.",
    ),
)
_CORRUPT = Unreadable(
    Cause.CORRUPT,
    Text(
        "录音已损坏，里面全部或部分读不到声音。",
        "The recording is damaged: no sound is found in it, or in a part of it.",
    ),
)
_NO_READER = Unreadable(
    Cause.UNSUPPORTED,
    Text("本机缺少读取录音的组件。", "This machine lacks the library that reads recordings."),
)


def read_audio(stream: BinaryIO, size: int, content: Content) -> Audio | Unreadable:
    """Measure one recording. size: bytes. Raises OSError only where the system fails to read."""
    if size == 0:
        return _EMPTY
    try:
        if _is_cut(stream, size, content):
            return _CUT_SHORT
        if content is Content.M4A:
            return _by_index(stream, size)
    except TooBigError as over:
        return over.why
    try:
        found = mediainfo.ask(stream)
    except mediainfo.NoLibraryError:
        return _NO_READER
    if found.count > MAX_TRACKS:
        return beyond(Text("录音的轨道数", "Tracks"), str(found.count), str(MAX_TRACKS))
    if found.audio is None:
        return _CORRUPT
    milliseconds = mediainfo.number(found.audio, "duration")
    return Audio(
        container=_NAMES.get(content) or str(found.general.get("format") or "?"),
        duration=milliseconds / 1000 if milliseconds else None,
        sound=mediainfo.sound_of(found),
    )


def _by_index(stream: BinaryIO, size: int) -> Audio | Unreadable:
    """By the file's own index: the library follows a count of 2,147,483,647 for a minute.

    Raises TooBigError where the index exceeds an input limit.
    """
    try:
        seconds, sound = sound_alone(stream, size)
    except TooBigError:
        raise
    except UnreadableError:
        return _CORRUPT
    return Audio(container="M4A", duration=seconds or None, sound=sound)


def _is_cut(stream: BinaryIO, size: int, content: Content) -> bool:
    """Whether the container's own lengths go beyond the file's end."""
    if content is Content.WAV:
        stream.seek(4)
        stated = int.from_bytes(stream.read(4), "little") + 8
        # Recorders that write as they go leave 0 or the largest number there.
        return size < stated < 0xFFFFFF00
    if content is Content.M4A:
        boxes = list(top_level(stream, size))
        last = boxes[-1] if boxes else None
        return all(box.kind != "moov" for box in boxes) or (last is not None and last.end > size)
    return is_cut_short(stream, size, content)
