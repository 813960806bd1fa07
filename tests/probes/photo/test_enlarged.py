"""Pictures blown up from few pixels, and those that only lack detail."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image, ImageDraw, ImageFilter

from jlxx_check.model.facts import Content, Photo
from jlxx_check.probes.photo.enlarged import enlargement
from jlxx_check.probes.photo.read_photo import read_photo
from tests.support.pictures import saved, scene

_WAYS = Image.Resampling


def shot(seed: int) -> Image.Image:
    """A picture with detail down to its pixels, as a lens and a sensor leave it."""
    return scene(seed, (1000, 750))


def jpeg(image: Image.Image, quality: int = 85) -> Image.Image:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=quality)
    return Image.open(target).convert("L")


def resized(image: Image.Image, width: int, way: Image.Resampling) -> Image.Image:
    return image.resize((width, width * image.height // image.width), way)


@pytest.mark.parametrize(
    ("way", "small", "large"),
    [
        (_WAYS.BILINEAR, 300, 1600),
        (_WAYS.BICUBIC, 300, 1600),
        (_WAYS.NEAREST, 300, 1600),
        (_WAYS.BILINEAR, 270, 1000),
        (_WAYS.BICUBIC, 270, 1000),
    ],
)
def test_a_picture_blown_up_is_told(way: Image.Resampling, small: int, large: int) -> None:
    original = resized(shot(1), small, _WAYS.LANCZOS)
    found = enlargement(jpeg(resized(original, large, way)))
    assert found == pytest.approx(large / small, rel=0.05)


def test_the_probe_tells_it_of_the_picture_as_displayed() -> None:
    large = resized(resized(shot(1), 300, _WAYS.LANCZOS), 4000, _WAYS.BICUBIC)
    data = saved(large)
    photo = read_photo(io.BytesIO(data), len(data), Content.JPEG)
    assert isinstance(photo, Photo)
    assert photo.enlarged == pytest.approx(4000 / 300, rel=0.05)


def sky() -> Image.Image:
    image = Image.new("RGB", (1000, 750))
    draw = ImageDraw.Draw(image)
    for row in range(750):
        draw.line((0, row, 1000, row), fill=(90 + row // 12, 140 + row // 14, 230 - row // 40))
    return image


def screen() -> Image.Image:
    image = Image.new("RGB", (1000, 750), "white")
    draw = ImageDraw.Draw(image)
    for row in range(0, 750, 18):
        draw.text((10, row), "No. 0123456789 abcdefghij ABCDEFGHIJ " * 4, fill=(0, 0, 90))
        draw.line((0, row, 1000, row), fill=(190, 190, 200))
    return image


def weave() -> Image.Image:
    """A sharp picture of something that has a period of its own in both directions."""
    image = shot(3).convert("L")
    draw = ImageDraw.Draw(image)
    for place in range(0, 1000, 5):
        draw.line((place, 0, place, 750), fill=60)
        draw.line((0, place, 1000, place), fill=60)
    return image


@pytest.mark.parametrize(
    "drawn",
    [
        lambda: shot(1),
        lambda: shot(2).filter(ImageFilter.GaussianBlur(3)),
        lambda: shot(2).filter(ImageFilter.BoxBlur(5)),
        lambda: shot(1).filter(ImageFilter.MedianFilter(7)),
        lambda: resized(resized(shot(1), 500, _WAYS.LANCZOS), 1000, _WAYS.BICUBIC),
        lambda: resized(jpeg(shot(2).filter(ImageFilter.GaussianBlur(2)), 40), 1300, _WAYS.BICUBIC),
        lambda: resized(jpeg(resized(shot(2), 1600, _WAYS.BICUBIC), 30), 1000, _WAYS.BICUBIC),
        sky,
        screen,
        weave,
        lambda: Image.new("RGB", (1000, 750), "white"),
    ],
    ids=[
        *("sharp", "soft", "boxed", "denoised", "twice", "coarse-up", "coarse-down"),
        *("sky", "screen", "weave", "plain"),
    ],
)
@pytest.mark.parametrize("quality", [90, 40])
def test_a_picture_that_lacks_detail_is_not_accused(
    drawn: Callable[[], Image.Image], quality: int
) -> None:
    assert enlargement(jpeg(drawn(), quality)) == 1.0
