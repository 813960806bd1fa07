"""Sound without a container: MP3 and AAC are known by their frames alone."""

from __future__ import annotations

from jlxx_check.model.facts import Content

_BITRATES = (  # kbit/s; rows: MPEG-1 layers II and III, MPEG-2 layers II and III
    (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def sniff(head: bytes, size: int) -> Content | None:
    """MP3 or AAC by frames: a sync word, a sane header and a second frame where it must be."""
    if len(head) < 4 or head[0] != 0xFF:
        return None
    if head[1] & 0xF6 == 0xF0 and head[2] >> 2 & 15 < 13:
        length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5 if len(head) > 5 else 0
        return Content.AUDIO_OTHER if _next_frame(head, size, length) else None
    length = _mp3_frame_length(head)
    return Content.MP3 if length and _next_frame(head, size, length) else None


def _mp3_frame_length(head: bytes) -> int:
    """Bytes of the MPEG audio frame (layer II or III) at the beginning; 0 where it is none."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bitrate, rate = head[2] >> 4, head[2] >> 2 & 3
    if head[1] & 0xE0 != 0xE0 or version == 1 or layer not in (1, 2):
        return 0
    if bitrate in (0, 15) or rate == 3:
        return 0
    row = 2 if version != 3 else (0 if layer == 2 else 1)
    samples = 72 if version != 3 and layer == 1 else 144
    return samples * _BITRATES[row][bitrate] * 1000 // _RATES[version][rate] + (head[2] >> 1 & 1)


def _next_frame(head: bytes, size: int, length: int) -> bool:
    if length < 8:
        return False
    if length + 2 > min(size, len(head)):
        return length >= size
    return head[length] == 0xFF and head[length + 1] == head[1]
