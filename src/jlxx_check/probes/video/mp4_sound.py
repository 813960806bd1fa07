"""What the index of an ISO base media file says of how its sound is coded."""

from __future__ import annotations

from jlxx_check.probes.mp4_boxes import child, numbers
from jlxx_check.probes.unreadable import UnreadableError
from jlxx_check.values.frozen_types import frozen

_CODECS = {
    "mp4a": "AAC",
    ".mp3": "MPEG Audio",
    "ac-3": "AC-3",
    "ec-3": "E-AC-3",
    "Opus": "Opus",
    "fLaC": "FLAC",
    "alac": "ALAC",
    "samr": "AMR",
    "sawb": "AMR",
    **dict.fromkeys(("sowt", "twos", "lpcm", "ipcm", "fpcm", "in24", "in32", "raw "), "PCM"),
}
#: Object types of mp4a (ISO/IEC 14496-1, table 5) that are no AAC.
_OTHER_TYPES = {
    **dict.fromkeys((0x69, 0x6B), "MPEG Audio"),
    **{0xA5: "AC-3", 0xA6: "E-AC-3", 0xDD: "Vorbis"},
}
#: Sound of which every packet begins with a mark that holds no zeros.
_MARKED = frozenset({".mp3", "ms\0\x55", "ac-3", "ec-3", "fLaC", "dtsc"})
_MARKED_TYPES = frozenset({0x69, 0x6B, 0xA5, 0xA6, 0xA9})
#: AAC of which every packet ends with a mark of ones (ISO/IEC 14496-3, 4.4.2.1: ID_END), and
#: nothing that stands before it begins with 32 zeros. The kinds that endure errors have no end.
_ENDED = frozenset({1, 2, 3, 4, 5, 29})
#: Samples a second by their index (ISO/IEC 14496-3, 1.6.3.4).
_RATES = (96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350)
#: Object types that double the rate of what they are coded on: SBR, and PS with it.
_DOUBLING = (5, 29)
_SYNC_EXTENSION = 0x2B7
#: Bytes of a sample entry before its boxes, by its version.
_BEFORE_BOXES = {0: 28, 1: 44, 2: 64}
_CONFIGURATION, _SPECIFIC = 0x04, 0x05


@frozen
class SoundEntry:
    """What a sample entry says: codec and samples a second, None where it does not tell.

    marked_packets: no packet of such sound begins with more than a few zeros.
    """

    codec: str | None
    rate: int | None
    marked_packets: bool = False


def described(kind: str, body: memoryview) -> SoundEntry:
    """A sound track's first sample entry. kind: its four letters. body: what follows them."""
    codec = _CODECS.get(kind, kind.strip() or None)
    marked = kind in _MARKED
    if len(body) < 28:
        return SoundEntry(codec, None, marked)
    version, fixed = numbers(body, ">H", 8)[0], numbers(body, ">I", 24)[0]
    rate = fixed >> 16 or None
    try:
        boxes = body[_BEFORE_BOXES.get(version, 28) :]
        told = child(boxes, "esds")
        if told is None:
            told = child(boxes, "wave", "esds")  # as QuickTime has it
    except UnreadableError:
        return SoundEntry(codec, rate, marked)
    if kind != "mp4a" or told is None:
        return SoundEntry(codec, rate, marked)
    sort, configuration = _decoder(bytes(told[4:]))
    if sort in _OTHER_TYPES:
        return SoundEntry(_OTHER_TYPES[sort], rate, sort in _MARKED_TYPES)
    bits = _Bits(configuration)
    return SoundEntry(codec, _rate(configuration) or rate, bits.object_type() in _ENDED)


def object_type(told: memoryview) -> int | None:
    """What an ``esds`` box says that is coded, in pictures, too (ISO/IEC 14496-1, table 5)."""
    return _decoder(bytes(told[4:]))[0]


def _decoder(data: bytes) -> tuple[int | None, bytes]:
    """Object type and specific configuration of an elementary stream's descriptors."""
    place, sort = 0, None
    while place + 2 <= len(data):
        tag, length, place = data[place], 0, place + 1
        for _ in range(4):
            byte = data[place] if place < len(data) else 0
            length, place = length << 7 | byte & 0x7F, place + 1
            if not byte & 0x80:
                break
        if tag == 0x03:  # the stream's own: its number, and flags that say what comes along
            flags = data[place + 2] if place + 2 < len(data) else 0
            place += 3 + 2 * bool(flags & 0x80) + 2 * bool(flags & 0x20)
            if flags & 0x40 and place < len(data):
                place += 1 + data[place]
        elif tag == _CONFIGURATION:
            sort = data[place] if place < len(data) else None
            place += 13
        elif tag == _SPECIFIC:
            return sort, data[place : place + length]
        else:
            place += length
    return sort, b""


def _rate(configuration: bytes) -> int | None:
    """Samples a second as they are played, of an AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1)."""
    if len(configuration) < 2:
        return None
    bits = _Bits(configuration)
    sort = bits.object_type()
    rate = bits.rate()
    bits.take(4)
    if sort in _DOUBLING:
        return bits.rate() or rate
    bits.take(3)  # frame length, core coder, extension: of AAC
    extended = bits.left >= 16 and bits.take(11) == _SYNC_EXTENSION
    if extended and bits.object_type() in _DOUBLING and bits.take(1):
        return bits.rate() or rate
    return rate


class _Bits:
    """Bits of a few bytes, from the first; zeros behind the last."""

    def __init__(self, data: bytes) -> None:
        self._value, self.left = int.from_bytes(data[:64], "big"), 8 * len(data[:64])

    def take(self, count: int) -> int:
        self.left -= count
        shifted = self._value >> self.left if self.left >= 0 else self._value << -self.left
        return shifted & ((1 << count) - 1)

    def object_type(self) -> int:
        found = self.take(5)
        return 32 + self.take(6) if found == 31 else found

    def rate(self) -> int | None:
        index = self.take(4)
        if index == 15:
            return self.take(24) or None
        return _RATES[index] if index < len(_RATES) else None
