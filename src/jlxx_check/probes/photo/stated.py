"""What a picture states beside its pixels: colour depth, resolution, which way is up, a place."""

from __future__ import annotations

import math
import struct
import zlib

from PIL import Image

from jlxx_check.model.facts import ColourMode
from jlxx_check.probes.photo.place import tells_place

_RGB, _GREY = ColourMode.RGB, ColourMode.GREY


#: Pillow's name of how pixels are held → what they are, and the bits of each at eight a channel.
_MODES = {
    "RGB": (_RGB, 24),
    "RGBX": (_RGB, 32),
    "RGBA": (_RGB, 32),
    "RGBa": (_RGB, 32),
    "YCbCr": (_RGB, 24),
    "L": (_GREY, 8),
    "LA": (_GREY, 16),
    "La": (_GREY, 16),
    "I": (_GREY, 16),
    "CMYK": (ColourMode.CMYK, 32),
    "P": (ColourMode.PALETTE, 8),
    "PA": (ColourMode.PALETTE, 16),
    "1": (ColourMode.BILEVEL, 1),
}


#: How a bitmap file's rows are laid out → bits a pixel; those of 32 bits hold three channels.
_BITMAPS = {"BGR": 24, "BGR;15": 16, "BGR;16": 16}


_BITS_PER_SAMPLE = 258


def stored(image: Image.Image) -> tuple[ColourMode, int | None]:
    """Mode and bits a pixel of an opened picture; to be asked before its pixels are decoded."""
    if image.mode.startswith("I;16"):
        return _GREY, 16
    mode, bits = _MODES.get(image.mode, (ColourMode.OTHER, None))
    if bits is None or mode is not _RGB:
        return mode, bits
    if image.format == "BMP":
        return mode, _BITMAPS.get(_layout(image), 32)
    return mode, bits * _channel(image) // 8


def _channel(image: Image.Image) -> int:
    """Bits of one channel: 8, or what the file says beyond that (Pillow keeps 8 of them)."""
    if image.format == "PNG":
        return 16 if ";16" in _layout(image) else 8
    told = image.info.get("bit_depth")
    if image.format == "TIFF":
        told = getattr(image, "tag_v2", {}).get(_BITS_PER_SAMPLE)
        told = told[0] if isinstance(told, tuple) and told else told
    return told if isinstance(told, int) and 8 < told <= 32 else 8


def _layout(image: Image.Image) -> str:
    """Pillow's name of how rows are laid out in the file; "" where it has none."""
    tile = getattr(image, "tile", None)
    told = tile[0][3] if tile else ""
    told = told[0] if isinstance(told, tuple) and told else told
    return told if isinstance(told, str) else ""


#: What Pillow and its plug-ins were seen to raise on damaged pictures.
DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)


_ORIENTATION = 0x0112


_ACROSS = 0x011A  # XResolution


def orientation_and_place(image: Image.Image) -> tuple[int, bool]:
    """Orientation (1 to 8) and whether a place is recorded; broken EXIF is as if there were none.

    Asked after decoding: a PNG's EXIF may stand behind its pixels.
    """
    try:
        exif = image.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        place = tells_place(image, exif)
    except DAMAGE:
        return 1, False
    if not isinstance(orientation, int) or not 1 <= orientation <= 8:
        orientation = 1
    return orientation, place


def stated_dpi(image: Image.Image) -> float | None:
    """Pixels an inch across, where the file states a sensible number."""
    stated = image.info.get("dpi")
    try:
        if stated and image.format in ("JPEG", "MPO") and not image.info.get("jfif_unit"):
            # Pillow says 72 of EXIF that names no resolution at all.
            stated = stated if image.getexif().get(_ACROSS) else None
        value = float(stated[0]) if isinstance(stated, tuple) else float(stated or 0)
    except (*DAMAGE, ZeroDivisionError):
        return None
    return value if math.isfinite(value) and value > 1 else None
