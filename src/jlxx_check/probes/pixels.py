"""Measures of a small decoded picture, with Pillow's own operations."""

from __future__ import annotations

import io
import math
from functools import cache
from itertools import accumulate
from statistics import median

from PIL import Image, ImageChops, ImageFilter, ImageStat

from jlxx_check.model.facts import Backdrop
from jlxx_check.values import looks

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
#: How far a pixel of a plain background may lie from its usual colour, in any channel.
_BACKGROUND_TOLERANCE = 20
#: Large enough that texture still shows: a lawn is no plain background.
_BACKGROUND_SIDE = 160
#: Small enough that noise of a sensor, a scanner or of JPEG averages out, large enough that a line
#: of print on a page does not.
_SPREAD_SIDE = 160
#: Share of the pixels left out at either end of the range (dust on a scanner's glass), and of each
#: side that is not looked at (its shadow at the paper's edge).
_DUST, _EDGE = 0.0005, 0.02
#: A frame: its width as a share of the side at most, how far it may vary, the share of a row that
#: may be off within it, and the share of the row behind it that must be.
_FRAME, _FRAME_TOLERANCE, _FRAME_SPECKS, _FRAME_EDGE = 0.16, 16, 0.02, 0.6
#: Of what stands before a plain ground: the share of the ground that has one colour, the grid that
#: it is sought on, how far it is from the ground's colour, its share of a row (of 255) where it
#: begins, and of the picture's sides at least.
_PLAIN, _FIGURE_SIDE, _FIGURE_TOLERANCE, _FIGURE_ROW, _FIGURE_LEAST = 0.85, 160, 24, 8, 0.3
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
        [sum(map(float.__mul__, wave, line)) for wave in waves]
        for line in (
            [float(value) for value in pixels[start : start + _HASH_SIDE]]
            for start in range(0, len(pixels), _HASH_SIDE)
        )
    ]
    columns = list(zip(*rows, strict=True))
    # Rounded, so that a flat picture's terms are exactly 0 on every machine.
    terms = [
        round(sum(map(float.__mul__, wave, column)), 3) for wave in waves for column in columns
    ]
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


def look(image: Image.Image) -> str:
    """Grey values and colours of an RGB picture on small grids, as values/looks.py has them.

    Without a frame, and without detail finer than a field.
    """
    whole = _unframed(image).resize((3 * looks.SIDE,) * 2, Image.Resampling.BOX)
    grey, blue, red = whole.filter(ImageFilter.GaussianBlur(3)).convert("YCbCr").split()
    fields = b"".join(
        plane.resize((side, side), Image.Resampling.BOX).tobytes()
        for plane, side in (
            (grey, looks.SIDE),
            (blue, looks.COLOUR_SIDE),
            (red, looks.COLOUR_SIDE),
        )
    )
    return fields.hex()


def figure_look(image: Image.Image) -> str:
    """The look of what stands before a plain ground, as in an ID photo; "" where none does.

    A frame of the ground's own colour, and a cut that leaves the figure whole, make no difference.
    """
    inner = _unframed(image)
    colour, share = _behind(inner)
    if share < _PLAIN:
        return ""
    small = inner.resize((_FIGURE_SIDE, _FIGURE_SIDE), Image.Resampling.BOX)
    apart = ImageChops.difference(small, Image.new("RGB", small.size, colour)).split()
    farthest = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2])
    figure = farthest.point(lambda value: 255 * (value > _FIGURE_TOLERANCE))
    edges = []
    for size in ((_FIGURE_SIDE, 1), (1, _FIGURE_SIDE)):
        shares = figure.resize(size, Image.Resampling.BOX).tobytes()
        edges.append((_begins(shares), 1 - _begins(shares[::-1])))
    (left, right), (top, bottom) = edges
    if min(right - left, bottom - top) < _FIGURE_LEAST:
        return ""
    width, height = inner.size
    box = (left * width, top * height, right * width, bottom * height)
    return look(inner.resize(inner.size, Image.Resampling.BILINEAR, box=box))


def _begins(shares: bytes) -> float:
    """Where the figure begins along a side, as a share of it, between fields; 0 at the border.

    shares: of each row how much the figure has, 0 to 255.
    """
    for place, value in enumerate(shares):
        if value >= _FIGURE_ROW and place:
            before = shares[place - 1]
            return (place - 0.5 + (_FIGURE_ROW - before) / (value - before)) / len(shares)
        if value >= _FIGURE_ROW:
            return 0.0
    return 0.5


def _unframed(image: Image.Image) -> Image.Image:
    """Without a border of one colour whose inner edge is sharp and straight."""
    left, top, right, bottom = _frames(image)
    return image.crop((left, top, image.width - right, image.height - bottom))


def _frames(image: Image.Image) -> tuple[int, int, int, int]:
    """How wide a border of one colour is at the left, top, right and bottom; 0 where none is."""
    grey = image.convert("L")
    turns = (
        Image.Transpose.ROTATE_270,
        None,
        Image.Transpose.ROTATE_90,
        Image.Transpose.FLIP_TOP_BOTTOM,
    )
    left, top, right, bottom = (
        _frame(grey if turn is None else grey.transpose(turn)) for turn in turns
    )
    return left, top, right, bottom


def _frame(grey: Image.Image) -> int:
    """Rows of a frame at the top."""
    wide = grey.width
    used = [value for value, count in enumerate(grey.crop((0, 0, wide, 1)).histogram()) if count]
    darkest, brightest = used[0], used[-1]
    most = int(grey.height * _FRAME)
    if brightest - darkest > _FRAME_TOLERANCE or not most:
        return 0
    border = Image.new("L", (wide, most + 1), (darkest + brightest) // 2)
    apart = ImageChops.difference(grey.crop((0, 0, wide, most + 1)), border)
    inside = apart.point(lambda value: 255 * (value >= _FRAME_TOLERANCE))
    shares = [mean / 255 for mean in inside.resize((1, most + 1), Image.Resampling.BOX).tobytes()]
    row = next((row for row, share in enumerate(shares) if share > _FRAME_SPECKS), most)
    return row + 1 if row < most and shares[row + 1] > _FRAME_EDGE else 0


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


def plain_background(image: Image.Image) -> float:
    """Share of the top corners and upper side strips that has one colour, 0 to 1."""
    return _behind(image)[1]


def backdrop(image: Image.Image) -> Backdrop:
    """The colour of the top corners and upper side strips, inside the frame if there is one."""
    sides = _frames(image)
    left, top, right, bottom = sides
    inner = image.crop((left, top, image.width - right, image.height - bottom))
    colour, share = _behind(inner)
    # A dark coat at the lower edge, or a white wall at the top, is no border.
    return Backdrop(colour, round(share, 4), framed=all(sides))


def _behind(image: Image.Image) -> tuple[tuple[int, int, int], float]:
    """The usual colour of the top corners and upper side strips, and the share that has it."""
    small = shrunk(image, _BACKGROUND_SIDE)
    width, height = small.size
    strip, corner = max(1, round(width * 0.1)), max(1, round(width * 0.22))
    top, middle = max(1, round(height * 0.08)), max(1, round(height * 0.42))
    boxes = (
        (0, 0, strip, middle),
        (width - strip, 0, width, middle),
        (0, 0, corner, top),
        (width - corner, 0, width, top),
    )
    areas = [small.crop(box) for box in boxes]
    border = Image.new("RGB", (sum(area.width for area in areas), middle))
    inside = Image.new("1", border.size)  # the corners are less high than the strips
    left = 0
    for area in areas:
        border.paste(area, (left, 0))
        inside.paste(1, (left, 0, left + area.width, area.height))
        left += area.width
    red, green, blue = (round(value) for value in ImageStat.Stat(border, inside).median)
    usual = Image.new("RGB", border.size, (red, green, blue))
    apart = ImageChops.difference(border, usual).split()
    farthest = ImageChops.lighter(ImageChops.lighter(apart[0], apart[1]), apart[2])
    counts = farthest.histogram(inside)
    return (red, green, blue), sum(counts[: _BACKGROUND_TOLERANCE + 1]) / sum(counts)


def shrunk(image: Image.Image, side: int) -> Image.Image:
    """The picture with so many pixels on its longer side at most, each the mean of what it was."""
    scale = min(1.0, side / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.BOX)
