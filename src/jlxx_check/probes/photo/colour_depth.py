"""How a picture's pixels are stored: colours or greys, and how many bits each takes."""

from __future__ import annotations

from PIL import Image

from jlxx_check.model.facts import ColourMode

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
