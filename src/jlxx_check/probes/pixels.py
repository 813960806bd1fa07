"""Measures of a small decoded picture, with Pillow's own operations."""

from __future__ import annotations

import io
import math
import operator
from functools import cache
from itertools import accumulate
from statistics import median

from PIL import Image, ImageChops, ImageFilter, ImageStat

#: Longer side, in pixels, of the picture that sharpness is measured on. A phone's picture of 12
#: megapixels is 4000 or 4032 wide: an eighth of it, which a JPEG gives almost for nothing.
SHARPNESS_SIDE = 500
#: Longer side, in pixels, and JPEG quality of the picture that a report shows.
_THUMBNAIL_SIDE = 320
_THUMBNAIL_QUALITY = 72
#: Small enough that the coloured noise of a sensor or of JPEG averages out.
COLOUR_SIDE = 64
_HASH_SIDE = 32
_HASH_BITS_SIDE = 8
#: Small enough that noise of a sensor, a scanner or of JPEG averages out, large enough that a line
#: of print on a page does not.
_SPREAD_SIDE = 160
#: Share of the pixels left out at either end of the range (dust on a scanner's glass), and of each
#: side that is not looked at (its shadow at the paper's edge).
_DUST, _EDGE = 0.0005, 0.02
#: A picture whose channels range over no more than this is next to one colour. Sound ones that were
#: drawn or found have 25 and more (fog, snow, night, a line of print on a page); a cap on the lens
#: or an empty page, noise and all, 6 and less.
BLANK_SPREAD = 10

_LAPLACIAN = (0, 1, 0, 1, -4, 1, 0, 1, 0)


def small_rgb(image: Image.Image) -> Image.Image:
    """The picture as 8-bit RGB on white, at most SHARPNESS_SIDE pixels on its longer side."""
    if image.mode in ("I", "I;16", "I;16L", "I;16B", "I;16N"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in ("P", "PA", "1", "La", "RGBa") or "transparency" in image.info:
        image = image.convert("RGBA")
    elif image.mode in ("LAB", "HSV", "YCbCr", "F"):
        image = image.convert("RGB" if image.mode != "F" else "L")
    longer = max(image.size)
    if longer > SHARPNESS_SIDE:
        scale = SHARPNESS_SIDE / longer
        size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    if image.mode in ("RGBA", "LA"):
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image)
    return image.convert("RGB")


def thumbnail(image: Image.Image) -> bytes:
    """A JPEG of at most 320 pixels a side with nothing in it but its pixels."""
    scaled = image.copy()
    scaled.thumbnail((_THUMBNAIL_SIDE, _THUMBNAIL_SIDE), Image.Resampling.BICUBIC)
    scaled.info.clear()  # a comment or a profile would be written along
    target = io.BytesIO()
    scaled.save(target, "JPEG", quality=_THUMBNAIL_QUALITY, optimize=True)
    return target.getvalue()


def chroma(image: Image.Image) -> float:
    """Mean spread between strongest and weakest channel, 0 to 255, of an RGB picture."""
    red, green, blue = shrunk(image, COLOUR_SIDE).split()
    strongest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    weakest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return float(ImageStat.Stat(ImageChops.subtract(strongest, weakest)).mean[0])


def sharpness(image: Image.Image) -> float:
    """Variance of the Laplacian of the grey picture; 0 where it has no inner pixels."""
    if min(image.size) < 3:
        return 0.0
    grey = image.convert("L")
    # A filtered picture has no negative values: rises and falls are taken apart.
    rises, falls = (_filtered(grey, sign) for sign in (1, -1))
    count = rises.count[0]
    mean = (rises.sum[0] - falls.sum[0]) / count
    return max(0.0, float((rises.sum2[0] + falls.sum2[0]) / count - mean * mean))


def _filtered(grey: Image.Image, sign: int) -> ImageStat.Stat:
    kernel = ImageFilter.Kernel((3, 3), [sign * weight for weight in _LAPLACIAN], scale=1)
    inner = (1, 1, grey.width - 1, grey.height - 1)  # the border is copied, not filtered
    return ImageStat.Stat(grey.filter(kernel).crop(inner))


def fingerprint(image: Image.Image) -> int:
    """64-bit perceptual hash: signs of the lowest 8×8 cosine terms against their median."""
    grey = image.convert("L").resize((_HASH_SIDE, _HASH_SIDE), Image.Resampling.BOX)
    pixels = grey.tobytes()
    waves = _cosines()
    rows = [
        [sum(map(operator.mul, wave, line)) for wave in waves]
        for line in (
            [float(value) for value in pixels[start : start + _HASH_SIDE]]
            for start in range(0, len(pixels), _HASH_SIDE)
        )
    ]
    columns = list(zip(*rows, strict=True))
    # Rounded, so that a flat picture's terms are exactly 0 on every machine.
    terms = [round(sum(map(operator.mul, wave, column)), 3) for wave in waves for column in columns]
    middle = median(terms[1:])
    return sum(1 << bit for bit, term in enumerate(terms) if term > middle)


@cache
def _cosines() -> tuple[tuple[float, ...], ...]:
    return tuple(
        tuple(
            math.cos(math.pi * wave * (2 * place + 1) / (2 * _HASH_SIDE))
            for place in range(_HASH_SIDE)
        )
        for wave in range(_HASH_BITS_SIDE)
    )


def spread(image: Image.Image) -> int:
    """How far the channel that varies most ranges over an RGB picture, 0 (one colour) to 255."""
    small = shrunk(image, _SPREAD_SIDE)
    across, down = int(small.width * _EDGE), int(small.height * _EDGE)
    small = small.crop((across, down, small.width - across, small.height - down))
    left_out = int(small.width * small.height * _DUST)
    return max(_range(channel.histogram(), left_out) for channel in small.split())


def _range(histogram: list[int], left_out: int) -> int:
    ends = []
    for counts in (histogram, histogram[::-1]):
        seen = accumulate(counts)
        ends.append(next(value for value, count in enumerate(seen) if count > left_out))
    return max(0, 255 - ends[1] - ends[0])


def is_blank(image: Image.Image) -> bool:
    """Whether a picture or a page, in any mode, is next to one colour: nothing is on it."""
    return spread(small_rgb(image)) <= BLANK_SPREAD


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """The picture with so many pixels on its longer side at most, each the mean of what it was."""
    scale = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX)
