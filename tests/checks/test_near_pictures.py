"""What is one picture, and what only resembles it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageOps
from tests.support import pictures

from jlxx_check.checks.file.unshared import Unshared, unshared
from jlxx_check.checks.near_pictures import NearPictures, near
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Level, Status
from jlxx_check.packs import load_source
from jlxx_check.probes import pixels
from jlxx_check.probes.photo import picture_looks
from jlxx_check.testing.case_packages import build_package

PLAIN = Photo(1600, 1200, None, 40.0, 500.0, 0, 0.2)


def seen(image: Image.Image) -> Photo:
    """A picture with its look, and no fingerprint that could help."""
    small = pixels.small_rgb(image)
    figure = picture_looks.figure_look(picture_looks.setting(small))
    return replace(PLAIN, look=picture_looks.look(small), figure_look=figure)


def cropped(image: Image.Image, *shares: float) -> Image.Image:
    left, top, right, bottom = shares
    wide, high = image.size
    edges = (left * wide, top * high, (1 - right) * wide, (1 - bottom) * high)
    return image.crop(tuple(map(round, edges)))


def marked(image: Image.Image) -> Image.Image:
    image = image.copy()
    wide, high = image.size
    draw = ImageDraw.Draw(image)
    draw.rectangle((0.86 * wide, 0.94 * high, 0.98 * wide, 0.98 * high), "white")
    return image


CHANGES = {
    "smaller": lambda image: image.resize((image.width // 4, image.height // 4)),
    "one side": lambda image: cropped(image, 0, 0.1, 0, 0),
    "all sides": lambda image: cropped(image, 0.03, 0.04, 0.02, 0.03),
    "mirrored": ImageOps.mirror,
    "turned": lambda image: image.rotate(90, expand=True),
    "upside down": lambda image: image.rotate(180),
    "mirrored and cropped": lambda image: cropped(ImageOps.mirror(image), 0.05, 0, 0, 0.03),
    "white frame": lambda image: ImageOps.expand(image, image.width // 15, "white"),
    "black frame": lambda image: ImageOps.expand(image, image.width // 20, "black"),
    "dark": lambda image: ImageEnhance.Brightness(image).enhance(0.6),
    "contrast": lambda image: ImageEnhance.Contrast(image).enhance(1.3),
    "grey": pictures.grey,
    "mark": marked,
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_copies(change: str, seed: int) -> None:
    first = pictures.scene(seed)
    assert near(seen(first), seen(CHANGES[change](first)), 4)


PORTRAITS = {
    **{name: CHANGES[name] for name in ("smaller", "mirrored", "turned", "dark", "contrast")},
    "white frame": CHANGES["white frame"],
    "wide frame": lambda image: ImageOps.expand(image, image.width // 7, "white"),
    "less ground": lambda image: cropped(image, 0.03, 0.06, 0.03, 0),
}


@pytest.mark.parametrize("change", PORTRAITS)
@pytest.mark.parametrize("seed", [4, 6, 11])
def test_copies_of_portraits(change: str, seed: int) -> None:
    first, change_it = pictures.portrait(seed), PORTRAITS[change]
    assert near(seen(first), seen(change_it(first)), 4, portraits=True)


def test_other_scenes_and_portraits() -> None:
    scenes = [seen(pictures.scene(seed)) for seed in range(12)]
    portraits = [seen(pictures.portrait(seed)) for seed in range(12)]
    for place, one in enumerate(scenes):
        assert not any(near(one, other, 4) for other in scenes[:place])
    for place, one in enumerate(portraits):
        assert not any(near(one, other, 4, portraits=True) for other in portraits[:place])


def test_other_people_in_one_hall() -> None:
    hall = pictures.scene(5)
    photos = []
    for shift in (0, 260):
        photo = hall.copy()
        draw = ImageDraw.Draw(photo)
        for x in range(80 + shift, 800, 130):
            draw.rectangle((x, 380, x + 90, 880), (30 + shift // 2, 60, 90))
            draw.ellipse((x + 15, 300, x + 75, 380), (226, 182, 150))
        photos.append(seen(photo))
    assert not near(*photos, 4)


def test_one_person_in_another_jacket() -> None:
    red, green = (Image.new("RGB", (400, 560), "white") for _ in range(2))
    for image, colour in ((red, "#8c222c"), (green, "#0a5a3c")):
        draw = ImageDraw.Draw(image)
        draw.ellipse((120, 80, 280, 320), "#e0b090")
        draw.rectangle((40, 340, 360, 560), colour)
    assert not near(seen(red), seen(green), 4)


def test_what_is_plain_tells_nothing() -> None:
    blank = seen(Image.new("RGB", (400, 300), "white"))
    assert not near(blank, blank, 4)


def test_without_looks_the_fingerprints_tell() -> None:
    index = NearPictures(4)
    index.add(replace(PLAIN, fingerprint=0b1111), "a.jpg")
    assert index.near(PLAIN) == ["a.jpg"]
    assert index.near(PLAIN, portraits=True) == []
    assert index.near(replace(PLAIN, fingerprint=0b11111 << 4)) == []


def test_a_cropped_portrait_is_for_a_person() -> None:
    first = pictures.portrait(4)
    wide, high = first.size
    edge = (wide // 40, high // 40, wide - wide // 40, high - high // 40)
    index = NearPictures(4)
    index.add(seen(first), "a.jpg")
    assert index.near(seen(first.crop(edge).resize(first.size))) == ["a.jpg"]
    assert index.alike(seen(first.crop(edge).resize(first.size))) == ["a.jpg"]
    assert not any(index.alike(seen(pictures.portrait(seed))) for seed in range(5, 9))


@pytest.mark.parametrize(
    ("change", "level", "says"),
    [
        ("smaller", None, "几乎相同"),
        ("all sides", Level.WARNING, "很像，请核对是否同一张"),
        ("another", None, None),
    ],
)
def test_what_is_said_of_a_portrait_that_two_people_share(
    change: str, level: Level | None, says: str | None
) -> None:
    first = pictures.portrait(4)
    second = CHANGES[change](first) if change in CHANGES else pictures.portrait(5)
    pack = load_source("jilin-2023").pack
    looks = {"a.jpg": seen(first).look, "b.jpg": seen(second).look}
    photos = [
        {"path": path, "role": "id-photo", "photo": {"look": look, "fingerprint": bits}}
        for bits, (path, look) in zip((0, 0b111), looks.items(), strict=True)
    ]
    entries = [{"kind": "star", "files": [photo]} for photo in photos]
    want = Unshared.model_validate(pack.rules["package.duplicate-file"].with_)
    found = list(unshared(build_package({"entries": entries}, pack), pack, want))
    told = [outcome for outcome in found if outcome.status is Status.FAIL]
    assert [outcome.level for outcome in told] == ([level] if says else [])
    assert all(outcome.message and says and says in outcome.message.zh for outcome in told)


@pytest.mark.parametrize(
    ("image", "there"),
    [
        (pictures.portrait(4), True),
        (ImageOps.expand(pictures.portrait(4), 60, "white"), True),
        (pictures.scene(1), False),
        (Image.new("RGB", (413, 579), "white"), False),
    ],
)
def test_a_figure_is_sought_before_a_plain_ground_alone(image: Image.Image, there: bool) -> None:
    assert bool(picture_looks.figure_look(picture_looks.setting(pixels.small_rgb(image)))) is there
