"""What H.264 says of its pictures in the sequence parameter set (ITU-T H.264, 7.3.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

_WITH_CHROMA = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})

#: Width of a pixel over its height by aspect_ratio_idc (table E-1); 255 spells it out.
_ASPECTS = (
    *((1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11), (80, 33)),
    *((18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1)),
)
_SPELT_OUT = 255


@dataclass(frozen=True, slots=True)
class Pictures:
    """only_frames: False where fields may be coded. pixel_aspect: width over height, if said."""

    only_frames: bool
    pixel_aspect: Fraction | None


class _Bits:
    """Reads bits and Exp-Golomb numbers. Raises IndexError past the end."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def bit(self) -> int:
        value = self._data[self._at >> 3] >> (7 - (self._at & 7)) & 1
        self._at += 1
        return value

    def bits(self, count: int) -> int:
        value = 0
        for _ in range(count):
            value = value << 1 | self.bit()
        return value

    def unsigned(self) -> int:
        zeros = 0
        while not self.bit():
            zeros += 1
        return (1 << zeros) - 1 + self.bits(zeros)

    def signed(self) -> int:
        value = self.unsigned()
        return (value + 1) // 2 if value & 1 else -(value // 2)


def pictures(configuration: bytes) -> Pictures | None:
    """What the first set in an ``avcC`` box says; None where the box holds no readable set."""
    if len(configuration) < 8 or not configuration[5] & 0x1F:
        return None
    length = int.from_bytes(configuration[6:8], "big")
    unit = configuration[8 : 8 + length].replace(b"\0\0\3", b"\0\0")
    bits = _Bits(unit[1:])
    try:
        frames = _frame_flag(bits)
    except IndexError:
        return None
    try:
        return Pictures(frames, _aspect(bits, frames=frames))
    except IndexError:
        return Pictures(frames, None)


def _frame_flag(bits: _Bits) -> bool:
    profile = bits.bits(8)
    bits.bits(16)
    bits.unsigned()  # seq_parameter_set_id
    if profile in _WITH_CHROMA:
        _skip_chroma(bits)
    bits.unsigned()  # log2_max_frame_num_minus4
    order = bits.unsigned()
    if order == 0:
        bits.unsigned()
    elif order == 1:
        bits.bit()
        bits.signed()
        bits.signed()
        for _ in range(min(bits.unsigned(), 255)):
            bits.signed()
    bits.unsigned()  # max_num_ref_frames
    bits.bit()
    bits.unsigned()  # width and height
    bits.unsigned()
    return bool(bits.bit())


def _aspect(bits: _Bits, *, frames: bool) -> Fraction | None:
    """The pixel aspect of the usability information that follows the frame flag (E.1.1)."""
    bits.bits(1 if frames else 2)
    if bits.bit():
        for _ in range(4):
            bits.unsigned()  # cropping
    if not bits.bit() or not bits.bit():
        return None
    kind = bits.bits(8)
    if kind == _SPELT_OUT:
        across, down = bits.bits(16), bits.bits(16)
    elif 1 <= kind <= len(_ASPECTS):
        across, down = _ASPECTS[kind - 1]
    else:
        return None
    return Fraction(across, down) if across and down else None


def _skip_chroma(bits: _Bits) -> None:
    chroma = bits.unsigned()
    if chroma == 3:
        bits.bit()
    bits.unsigned()
    bits.unsigned()
    bits.bit()
    if not bits.bit():
        return
    for number in range(8 if chroma != 3 else 12):
        if bits.bit():
            _skip_scaling(bits, 16 if number < 6 else 64)


def _skip_scaling(bits: _Bits, count: int) -> None:
    last = following = 8
    for _ in range(count):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last
