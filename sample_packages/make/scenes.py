"""Photos of activities: drawn scenes, each composed anew from its seed."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

from sample_packages.make.portraits import jpeg

SIZE = (1600, 1200)
Colour = tuple[int, int, int]
Draw = ImageDraw.ImageDraw
_SCENES: list[Callable[[Draw, random.Random], None]] = []


def scene(seed: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """A scene, 1600×1200, scaled to ``size``."""
    chance = random.Random(f"scene {seed}")
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    _fade(draw, _colour(chance, 90, 250), _colour(chance, 30, 200))
    _SCENES[seed % len(_SCENES)](draw, chance)
    if chance.random() < 0.5:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    image = _textured(image, chance)
    return image if size == SIZE else image.resize(size, Image.Resampling.LANCZOS)


def photo(seed: int, size: tuple[int, int] = SIZE, quality: int = 38) -> bytes:
    """A scene as JPEG."""
    return jpeg(scene(seed, size), quality, 72)


def blurred(seed: int) -> bytes:
    """A scene that is out of focus."""
    return jpeg(scene(seed).filter(ImageFilter.GaussianBlur(40)), 60, 72)


def heic(seed: int) -> bytes:
    """A scene as a phone stores it."""
    import pillow_heif

    target = io.BytesIO()
    picture = pillow_heif.from_pillow(scene(seed))
    picture.save(target, quality=30)
    return target.getvalue()


def _colour(chance: random.Random, low: int, high: int) -> Colour:
    return chance.randint(low, high), chance.randint(low, high), chance.randint(low, high)


def _fade(draw: Draw, above: Colour, below: Colour) -> None:
    for line in range(SIZE[1]):
        part = line / SIZE[1]
        mixed = tuple(round(a + (b - a) * part) for a, b in zip(above, below, strict=True))
        draw.line((0, line, SIZE[0], line), mixed)


def _textured(image: Image.Image, chance: random.Random) -> Image.Image:
    """With a grain, as a sensor leaves it, coarse enough to cost few bytes."""
    small = (SIZE[0] // 8, SIZE[1] // 8)
    grain = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
    grain = grain.resize(SIZE, Image.Resampling.BICUBIC)
    return Image.blend(image, Image.merge("RGB", (grain,) * 3), 0.07)


def _person(draw: Draw, chance: random.Random, x: int, y: int, tall: int) -> None:
    """Someone standing with feet at (x, y)."""
    wide = tall // 4
    cloth = _colour(chance, 20, 240)
    draw.rectangle((x - wide // 2, y - tall // 2, x - 4, y), (40, 40, 52))
    draw.rectangle((x + 4, y - tall // 2, x + wide // 2, y), (40, 40, 52))
    draw.rounded_rectangle((x - wide, y - tall * 4 // 5, x + wide, y - tall * 2 // 5), 14, cloth)
    head = tall // 9
    centre = y - tall * 9 // 10
    draw.ellipse((x - head, centre - head, x + head, centre + head), (226, 182, 150))
    draw.pieslice((x - head, centre - head - 4, x + head, centre + head), 180, 360, (30, 26, 24))


def _scene(
    function: Callable[[Draw, random.Random], None],
) -> Callable[[Draw, random.Random], None]:
    _SCENES.append(function)
    return function


@_scene
def _classroom(draw: Draw, chance: random.Random) -> None:
    left, top = chance.randint(60, 700), chance.randint(40, 220)
    draw.rectangle((left, top, left + chance.randint(500, 860), top + 420), (26, 74, 58))
    for line in range(top + 60, top + 380, 62):
        draw.line((left + 50, line, left + chance.randint(200, 460), line), (230, 230, 220), 9)
    _person(draw, chance, left - 10 + chance.randint(-40, 120), top + 560, 460)
    for row in range(3):
        step = chance.randint(150, 260)
        for x in range(chance.randint(40, 200), 1600, step):
            y = 800 + row * 150
            size = 46 + row * 20
            draw.ellipse((x - size, y - size, x + size, y + size), _colour(chance, 10, 90))
            draw.rectangle(
                (x - size * 2, y + size, x + size * 2, y + 190), _colour(chance, 40, 220)
            )


@_scene
def _field(draw: Draw, chance: random.Random) -> None:
    horizon = chance.randint(300, 620)
    vanish = chance.randint(100, 1500)
    earth, green = _colour(chance, 60, 120), (chance.randint(40, 110), chance.randint(120, 190), 50)
    draw.rectangle((0, horizon, 1600, 1200), earth)
    width = chance.randint(70, 170)
    for start in range(-1800, 3400, width * 2):
        draw.polygon([(vanish, horizon), (start, 1200), (start + width, 1200)], green)
    sun = chance.randint(60, 1500)
    draw.ellipse((sun, 50, sun + 150, 200), (252, 226, 120))
    for _ in range(chance.randint(2, 5)):
        _person(
            draw,
            chance,
            chance.randint(100, 1500),
            chance.randint(900, 1180),
            chance.randint(340, 560),
        )


@_scene
def _library(draw: Draw, chance: random.Random) -> None:
    shelves = chance.randint(3, 5)
    high = 900 // shelves
    start = chance.choice((0, 0, chance.randint(300, 800)))
    for shelf in range(shelves):
        bottom = (shelf + 1) * high
        x = start
        while x < 1600:
            wide, tall = chance.randint(24, 74), chance.randint(high // 2, high - 20)
            draw.rectangle((x, bottom - tall, x + wide, bottom), _colour(chance, 20, 240))
            x += wide + chance.choice((2, 4, 60))
        draw.rectangle((start, bottom, 1600, bottom + 14), (96, 62, 34))
    for _ in range(chance.randint(1, 4)):
        _person(draw, chance, chance.randint(80, 1500), 1180, chance.randint(420, 760))


@_scene
def _stage(draw: Draw, chance: random.Random) -> None:
    floor = chance.randint(620, 820)
    for x in range(0, 1600, chance.randint(90, 200)):
        draw.rectangle((x, 0, x + 46, floor), (chance.randint(120, 200), 20, 34))
    draw.rectangle((chance.randint(100, 400), 60, chance.randint(900, 1500), 240), (206, 30, 36))
    draw.rectangle((0, floor, 1600, 1200), (92, 58, 38))
    for x in range(chance.randint(120, 300), 1500, chance.randint(150, 320)):
        _person(draw, chance, x, floor + chance.randint(20, 120), chance.randint(360, 480))
    for _ in range(chance.randint(12, 30)):
        x, size = chance.randint(0, 1600), chance.randint(40, 90)
        draw.ellipse((x - size, 1120 - size, x + size, 1120 + size), _colour(chance, 5, 60))


@_scene
def _outdoors(draw: Draw, chance: random.Random) -> None:
    for layer in range(3):
        base, shade = chance.randint(400, 560) + layer * 110, 170 - layer * 46
        peaks = [(x, base - abs(chance.gauss(0, 150))) for x in range(0, 1701, 100)]
        draw.polygon([(0, 1200), *peaks, (1700, 1200)], (shade // 2, shade, shade // 2 + 30))
    lake = chance.randint(780, 980)
    draw.ellipse(
        (chance.randint(-500, 300), lake, chance.randint(1000, 2200), lake + 300), (96, 150, 196)
    )
    for _ in range(chance.randint(3, 9)):
        x, y = chance.randint(40, 1560), chance.randint(760, 1160)
        draw.rectangle((x - 14, y - 150, x + 14, y), (84, 58, 36))
        draw.ellipse((x - 96, y - 340, x + 96, y - 120), (34, chance.randint(80, 140), 44))
    _person(draw, chance, chance.randint(200, 1400), 1180, chance.randint(400, 640))


@_scene
def _table(draw: Draw, chance: random.Random) -> None:
    x, y = chance.randint(600, 1000), chance.randint(520, 760)
    wide, high = chance.randint(380, 640), chance.randint(150, 320)
    people = chance.randint(5, 10)
    turn = chance.random()
    for number in range(people):
        angle = 2 * math.pi * (number + turn) / people
        px, py = x + (wide + 60) * math.cos(angle), y + (high + 90) * math.sin(angle)
        draw.ellipse((px - 130, py - 60, px + 130, py + 190), _colour(chance, 30, 230))
        draw.ellipse((px - 66, py - 150, px + 66, py - 18), _colour(chance, 20, 90))
    draw.ellipse((x - wide, y - high, x + wide, y + high), (186, 140, 88))
    for _ in range(chance.randint(6, 14)):
        left = x + chance.randint(-wide * 2 // 3, wide * 2 // 3)
        top = y + chance.randint(-high * 2 // 3, high // 2)
        draw.rectangle((left, top, left + 110, top + 66), _colour(chance, 120, 255))


@_scene
def _wall(draw: Draw, chance: random.Random) -> None:
    """An exhibition: framed works on a wall, and who looks at them."""
    columns, rows = chance.randint(3, 6), chance.randint(2, 3)
    for column in range(columns):
        for row in range(rows):
            left = 60 + column * 1520 // columns + chance.randint(0, 50)
            top = 50 + row * 760 // rows + chance.randint(0, 50)
            right, bottom = left + chance.randint(120, 210), top + chance.randint(130, 230)
            draw.rectangle((left - 14, top - 14, right + 14, bottom + 14), (64, 44, 28))
            draw.rectangle((left, top, right, bottom), _colour(chance, 60, 255))
            draw.line((left, bottom, right, top), _colour(chance, 0, 160), 16)
    draw.rectangle((0, 900, 1600, 1200), _colour(chance, 60, 140))
    for _ in range(chance.randint(2, 6)):
        _person(
            draw,
            chance,
            chance.randint(80, 1520),
            chance.randint(1080, 1190),
            chance.randint(440, 700),
        )
