"""ID photos: a drawn head and shoulders before a plain background."""

from __future__ import annotations

import io
import random

from PIL import Image, ImageDraw

#: 2 inch, 35×49 mm, at 300 dots an inch.
SIZE = (413, 579)
_BACKGROUNDS = ((67, 142, 219), (255, 255, 255), (82, 158, 226), (246, 248, 250))
_SKINS = ((233, 190, 160), (216, 168, 134), (241, 205, 178), (201, 152, 118))
_HAIRS = ((34, 28, 26), (70, 66, 64), (150, 148, 146), (58, 38, 26))
_CLOTHES = (
    (32, 44, 86),
    (142, 34, 44),
    (236, 236, 230),
    (38, 96, 74),
    (98, 62, 118),
    (196, 150, 62),
    (24, 24, 28),
    (88, 134, 178),
)


def portrait(
    seed: int, size: tuple[int, int] = SIZE, ground: tuple[int, int, int] | None = None
) -> Image.Image:
    """Someone who does not exist. Drawn at 413×579 and scaled to ``size``."""
    chance = random.Random(f"portrait {seed}")
    image = Image.new("RGB", SIZE, ground or _BACKGROUNDS[seed % len(_BACKGROUNDS)])
    draw = ImageDraw.Draw(image)
    skin, hair = chance.choice(_SKINS), chance.choice(_HAIRS)
    across = 206 + chance.randint(-14, 14)
    top = chance.randint(96, 160)
    half = chance.randint(68, 92)
    chin = top + chance.randint(210, 256)
    _shoulders(draw, chance, seed, across, chin)
    long_hair = chance.random() < 0.5
    if long_hair:
        low = chin + chance.randint(-20, 70)
        draw.rounded_rectangle((across - half - 24, top - 30, across + half + 24, low), 70, hair)
    draw.rectangle((across - 34, chin - 40, across + 34, chin + 44), tuple(c - 22 for c in skin))
    draw.ellipse((across - half, top, across + half, chin), skin)
    _hair(draw, chance, hair, across, half, top, chin)
    _face(draw, chance, across, half, top, chin)
    return image if size == SIZE else image.resize(size, Image.Resampling.LANCZOS)


def _shoulders(
    draw: ImageDraw.ImageDraw, chance: random.Random, seed: int, across: int, chin: int
) -> None:
    width, height = SIZE
    cloth = _CLOTHES[seed % len(_CLOTHES)]
    line = chin + chance.randint(34, 60)
    slope = chance.randint(20, 70)
    edge = chance.randint(0, 34)
    body = [
        (edge, height),
        (edge + 6, line + slope),
        (across - 60, line),
        (across + 60, line),
        (width - edge - 6, line + slope),
        (width - edge, height),
    ]
    draw.polygon(body, cloth)
    light = tuple(min(255, c + 90) for c in cloth)
    style = chance.randrange(4)
    if style == 0:  # lapels and a shirt
        draw.polygon([(across - 50, line), (across + 50, line), (across, height)], (250, 250, 250))
        draw.polygon([(across - 12, line + 20), (across + 12, line + 20), (across, height)], light)
    elif style == 1:  # stripes across
        for place in range(line + slope, height, 34):
            draw.rectangle((edge + 8, place, width - edge - 8, place + 13), light)
    elif style == 2:  # an open jacket
        draw.polygon([(across - 96, line + 24), (across - 18, height), (edge + 40, height)], light)
        draw.polygon([(across + 96, line + 24), (across + 18, height), (width - 40, height)], light)
    else:  # a scarf
        draw.ellipse((across - 92, line - 34, across + 92, line + 46), light)


def _hair(
    draw: ImageDraw.ImageDraw,
    chance: random.Random,
    hair: tuple[int, int, int],
    across: int,
    half: int,
    top: int,
    chin: int,
) -> None:
    fringe = chance.randint(44, 84)
    box = (across - half - 8, top - 26, across + half + 8, top + (chin - top) * 0.8)
    draw.pieslice(box, 180, 360, hair)
    draw.rectangle((across - half, top + 50, across - half + 14, top + 50 + fringe), hair)
    draw.rectangle((across + half - 14, top + 50, across + half, top + 50 + fringe), hair)
    if chance.random() < 0.5:
        parting = across + chance.choice((-40, 40))
        corners = [(across - half, top + 60), (parting, top + 18), (across + half, top + 60)]
        draw.polygon([*corners, (parting, top + 70)], hair)


def _face(
    draw: ImageDraw.ImageDraw, chance: random.Random, across: int, half: int, top: int, chin: int
) -> None:
    eyes, apart = top + (chin - top) // 2, half // 2
    for centre in (across - apart, across + apart):
        draw.ellipse((centre - 13, eyes - 6, centre + 13, eyes + 7), (252, 252, 252))
        draw.ellipse((centre - 6, eyes - 6, centre + 6, eyes + 6), (40, 28, 22))
        draw.line((centre - 17, eyes - 22, centre + 17, eyes - 24), (52, 40, 34), 5)
    if chance.random() < 0.4:
        for centre in (across - apart, across + apart):
            draw.ellipse(
                (centre - 24, eyes - 20, centre + 24, eyes + 20), outline=(30, 30, 34), width=4
            )
        draw.line((across - apart + 24, eyes, across + apart - 24, eyes), (30, 30, 34), 4)
    draw.line((across, eyes + 10, across - 6, eyes + 40, across + 6, eyes + 42), (170, 120, 92), 3)
    mouth = chin - 48
    draw.arc((across - 26, mouth - 16, across + 26, mouth + 10), 20, 160, (176, 68, 66), 5)


def jpeg(image: Image.Image, quality: int = 85, dpi: int | None = 300) -> bytes:
    """The picture as JPEG."""
    target = io.BytesIO()
    more = {"dpi": (dpi, dpi)} if dpi else {}
    image.save(target, "JPEG", quality=quality, optimize=True, **more)
    return target.getvalue()


def id_photo(seed: int, size: tuple[int, int] = SIZE, *, grey: bool = False) -> bytes:
    """An ID photo as JPEG at 300 dots an inch."""
    image = portrait(seed, size)
    return jpeg(image.convert("L").convert("RGB") if grey else image)
