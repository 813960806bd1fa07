"""How a picture looks, without its frame and before the ground behind it.

What is told of two pictures by their looks is in values/looks.py.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter, ImageStat

from jlxx_check.model.facts import Backdrop
from jlxx_check.probes.pixels import shrunk
from jlxx_check.values import looks
from jlxx_check.values.frozen_types import frozen

#: How far a pixel of a plain background may lie from its usual colour, in any channel.
_BACKGROUND_TOLERANCE = 20
#: Large enough that texture still shows: a lawn is no plain background.
_BACKGROUND_SIDE = 160
#: A frame: its width as a share of the side at most, how far it may vary, the share of a row that
#: may be off within it, and the share of the row behind it that must be.
_FRAME, _FRAME_TOLERANCE, _FRAME_SPECKS, _FRAME_EDGE = 0.16, 16, 0.02, 0.6
#: Of what stands before a plain ground: the share of the ground that has one colour, the grid that
#: it is sought on, how far it is from the ground's colour, its share of a row (of 255) where it
#: begins, and of the picture's sides at least.
_PLAIN, _FIGURE_SIDE, _FIGURE_TOLERANCE, _FIGURE_ROW, _FIGURE_LEAST = 0.85, 160, 24, 8, 0.3


@frozen
class Setting:
    """What a picture shows stands in: its frame and the ground behind it."""

    #: The picture without its frame.
    inner: Image.Image
    #: The usual colour of the top corners and upper side strips, inside the frame if there is one.
    backdrop: Backdrop
    #: The share of them that has one colour, of the picture with its frame; 0 to 1.
    plain: float
    #: The same of the picture without it.
    plain_inside: float


def setting(image: Image.Image) -> Setting:
    """The setting of an RGB picture."""
    sides = _frames(image)
    inner = _within(image, sides)
    colour, share = _behind(inner)
    whole = _behind(image)[1] if any(sides) else share
    # A dark coat at the lower edge, or a white wall at the top, is no border.
    told = Backdrop(colour, round(share, 4), framed=all(sides))
    return Setting(inner, told, whole, share)


def look(image: Image.Image) -> str:
    """Grey values and colours of an RGB picture on small grids, as values/looks.py has them.

    Without a frame, and without detail finer than a field.
    """
    return look_within(_within(image, _frames(image)))


def look_within(inner: Image.Image) -> str:
    """The look of a picture that has no frame any more."""
    whole = inner.resize((3 * looks.SIDE,) * 2, Image.Resampling.BOX)
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


def figure_look(of: Setting) -> str:
    """The look of what stands before a plain ground, as in an ID photo; "" where none does.

    A frame of the ground's own colour, and a cut that leaves the figure whole, make no difference.
    """
    inner, colour = of.inner, of.backdrop.colour
    if of.plain_inside < _PLAIN:
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


def _within(image: Image.Image, sides: tuple[int, int, int, int]) -> Image.Image:
    """The picture without so much at the left, top, right and bottom."""
    left, top, right, bottom = sides
    return image.crop((left, top, image.width - right, image.height - bottom))


def _frames(image: Image.Image) -> tuple[int, int, int, int]:
    """How wide a border of one colour is at the left, top, right and bottom; 0 where none is.

    Its inner edge is sharp and straight.
    """
    grey = image.convert("L")
    wide, high = grey.size
    across, down = int(wide * _FRAME), int(high * _FRAME)
    left, top, right, bottom = (
        _frame(grey.crop(edge), turn)
        for edge, turn in (
            ((0, 0, across + 1, high), Image.Transpose.ROTATE_270),
            ((0, 0, wide, down + 1), None),
            ((wide - across - 1, 0, wide, high), Image.Transpose.ROTATE_90),
            ((0, high - down - 1, wide, high), Image.Transpose.FLIP_TOP_BOTTOM),
        )
    )
    return left, top, right, bottom


def _frame(edge: Image.Image, turn: Image.Transpose | None) -> int:
    """Rows of a frame at the top of an edge that is turned so, a row less than it has at most."""
    grey = edge if turn is None else edge.transpose(turn)
    wide, most = grey.width, grey.height - 1
    used = [value for value, count in enumerate(grey.crop((0, 0, wide, 1)).histogram()) if count]
    darkest, brightest = used[0], used[-1]
    if brightest - darkest > _FRAME_TOLERANCE or not most:
        return 0
    border = Image.new("L", grey.size, (darkest + brightest) // 2)
    apart = ImageChops.difference(grey, border)
    inside = apart.point(lambda value: 255 * (value >= _FRAME_TOLERANCE))
    shares = [mean / 255 for mean in inside.resize((1, most + 1), Image.Resampling.BOX).tobytes()]
    row = next((row for row, share in enumerate(shares) if share > _FRAME_SPECKS), most)
    return row + 1 if row < most and shares[row + 1] > _FRAME_EDGE else 0


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
