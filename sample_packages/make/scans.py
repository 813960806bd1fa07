"""Scans of stamped pages: pictures of a page, alone or as a PDF without text."""

from __future__ import annotations

import io
import random
import time

from PIL import Image, ImageDraw

_PAGE = (1240, 1754)


def page(seed: int) -> Image.Image:
    """A filled-in form as a scanner sees it, with lines for its text and a red stamp."""
    chance = random.Random(f"scan {seed}")
    image = Image.new("RGB", _PAGE, (252, 252, 249))
    draw = ImageDraw.Draw(image)
    draw.rectangle((420, 110, 820, 150), (50, 50, 50))
    top = 220
    while top < 1500:
        high = chance.choice((64, 64, 128, 240))
        draw.rectangle((120, top, 1120, min(top + high, 1560)), outline=(40, 40, 40), width=3)
        split = chance.randint(260, 420)
        draw.line((split, top, split, top + high), (40, 40, 40), 3)
        draw.rectangle((150, top + 22, split - 40, top + 42), (90, 90, 90))
        for line in range(top + 22, top + high - 20, 36):
            draw.rectangle(
                (split + 30, line, chance.randint(split + 200, 1080), line + 18), (96, 96, 96)
            )
        top += high
    x, y = chance.randint(760, 900), chance.randint(1380, 1460)
    draw.ellipse((x, y, x + 220, y + 220), outline=(204, 32, 38), width=9)
    draw.regular_polygon((x + 110, y + 110, 44), 5, fill=(204, 32, 38))
    return image.rotate(chance.uniform(-0.8, 0.8), fillcolor=(252, 252, 249))


def scan_jpeg(seed: int) -> bytes:
    """The page as JPEG."""
    target = io.BytesIO()
    page(seed).save(target, "JPEG", quality=40, dpi=(150, 150))
    return target.getvalue()


def scan_pdf(seed: int) -> bytes:
    """The page as a PDF that holds one picture and no text."""
    target = io.BytesIO()
    moment = time.gmtime(1687942800)
    page(seed).save(target, "PDF", resolution=150, quality=40, creationDate=moment, modDate=moment)
    return target.getvalue()
