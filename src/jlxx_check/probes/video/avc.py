"""What H.264 says of its pictures in the sequence parameter set (ITU-T H.264, 7.3.2.1)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from jlxx_check.values.frozen_types import frozen

_WITH_CHROMA = frozenset({100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135})

#: Width of a pixel over its height by aspect_ratio_idc (table E-1); 255 spells it out.
_ASPECTS = (
    *((1, 1), (12, 11), (10, 11), (16, 11), (40, 33), (24, 11), (20, 11), (32, 11), (80, 33)),
    *((18, 11), (15, 11), (64, 33), (160, 99), (4, 3), (3, 2), (2, 1)),
)
_SPELT_OUT = 255

#: Pixels of a cropping step by chroma_format_idc (table 6-1): grey, 4:2:0, 4:2:2, 4:4:4.
_CROP_UNITS = {0: (1, 1), 1: (2, 2), 2: (2, 1), 3: (1, 1)}


@frozen
class Pictures:
    """What the parameter sets say of the coded pictures."""

    #: False where fields may be coded.
    only_frames: bool
    #: Pixels that are shown of the coded ones, cropping applied (7.4.2.1.1).
    width: int
    #: Pixels that are shown of the coded ones, cropping applied (7.4.2.1.1).
    height: int
    #: Width over height, if said.
    pixel_aspect: Fraction | None = None


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
        found = _pictures(bits)
    except IndexError:
        return None
    try:
        return replace(found, pixel_aspect=_aspect(bits))
    except IndexError:
        return found


def _pictures(bits: _Bits) -> Pictures:
    profile = bits.bits(8)
    bits.bits(16)
    bits.unsigned()  # seq_parameter_set_id
    chroma = _chroma(bits) if profile in _WITH_CHROMA else 1
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
    width = 16 * (bits.unsigned() + 1)
    units = bits.unsigned() + 1
    frames = bool(bits.bit())
    bits.bits(1 if frames else 2)  # mb_adaptive_frame_field_flag, direct_8x8_inference_flag
    fields = 1 if frames else 2
    height = 16 * units * fields
    if bits.bit():
        left, right, top, bottom = (bits.unsigned() for _ in range(4))
        across, down = _CROP_UNITS.get(chroma, (1, 1))
        width -= (left + right) * across
        height -= (top + bottom) * down * fields
    return Pictures(frames, width, height)


def _aspect(bits: _Bits) -> Fraction | None:
    """The pixel aspect of the usability information that ends the set (E.1.1)."""
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


def _chroma(bits: _Bits) -> int:
    """chroma_format_idc; what else the high profiles say before the sizes is passed over."""
    chroma = bits.unsigned()
    if chroma == 3:
        bits.bit()
    bits.unsigned()
    bits.unsigned()
    bits.bit()
    if bits.bit():
        for number in range(8 if chroma != 3 else 12):
            if bits.bit():
                _skip_scaling(bits, 16 if number < 6 else 64)
    return chroma


def _skip_scaling(bits: _Bits, count: int) -> None:
    last = following = 8
    for _ in range(count):
        if following:
            following = (last + bits.signed()) % 256
        last = following or last
