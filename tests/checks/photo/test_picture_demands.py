"""Size, orientation, dpi, colours and ground of pictures, measured as they are handed in."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageOps
from tests.probes.photo.test_read_photo import portrait, read, saved, scene

from jlxx_check.checks.photo.backdrop import PortraitGround, ground
from jlxx_check.checks.photo.picture_size import Orientation, PictureSize, orientation, size
from jlxx_check.checks.photo.picture_storage import Dpi, Stored, colour_mode, dpi
from jlxx_check.model.facts import Backdrop, ColourMode, Content, Photo
from jlxx_check.model.outcome import Level, Outcome, Status

PASS, FAIL, REVIEW = Status.PASS, Status.FAIL, Status.REVIEW


def photo(width: int = 413, height: int = 579, **facts: Any) -> Photo:
    usual = {"dpi": 300.0, "chroma": 40.0, "sharpness": 500.0, "fingerprint": 0}
    return Photo(**{"width": width, "height": height, "plain_background": 1.0, **usual, **facts})


def sized(found: Photo, **want: Any) -> Outcome:
    (outcome,) = size(found, PictureSize.model_validate(want))
    return outcome


@pytest.mark.parametrize(
    ("want", "shape", "status"),
    [
        ({"sizes": [[413, 579]]}, (413, 579), PASS),
        ({"sizes": [[413, 579]]}, (414, 579), FAIL),
        ({"sizes": [[413, 579]], "off": 1}, (414, 579), PASS),
        ({"sizes": [[240, 360], [360, 480]]}, (360, 480), PASS),
        ({"sizes": [[240, 360], [360, 480]]}, (480, 360), FAIL),
        ({"sizes": [[360, 480]], "either_way": True}, (480, 360), PASS),
        ({"at_least": [1024, 768]}, (1024, 768), PASS),
        ({"at_least": [1024, 768]}, (768, 1024), FAIL),
        ({"at_least": [1024, 768], "either_way": True}, (768, 1024), PASS),
        ({"at_least": [1024, 768]}, (2000, 767), FAIL),
        ({"at_most": [500, 500]}, (500, 500), PASS),
        ({"at_most": [500, 500]}, (501, 500), FAIL),
        ({"longer_at_least": 3000}, (2000, 3000), PASS),
        ({"longer_at_least": 3000}, (2999, 2000), FAIL),
        ({"longer_at_most": 1000}, (1001, 9), FAIL),
    ],
)
def test_size(want: dict[str, Any], shape: tuple[int, int], status: Status) -> None:
    assert sized(photo(*shape), **want).status is status


def test_a_size_is_told_with_the_way_to_it() -> None:
    small = sized(photo(240, 320), sizes=[[413, 579], [360, 480]])
    assert small.message is not None
    assert small.message.zh == "照片为240×320像素，应为413×579或360×480像素。"
    assert small.fix is not None
    assert "放大不算" in small.fix.zh
    turned = sized(photo(579, 413), sizes=[[413, 579]])
    assert turned.message is not None
    assert "横竖放反了" in turned.message.zh


def test_the_size_is_the_displayed_one() -> None:
    lying = Image.Exif()
    lying[0x0112] = 6
    found = read(saved(portrait().transpose(Image.Transpose.ROTATE_90), exif=lying))
    assert sized(found, sizes=[[413, 579]]).status is PASS


@pytest.mark.parametrize(
    "want",
    [{}, {"at_least": [9, 9], "at_most": [8, 9]}, {"longer_at_least": 9, "longer_at_most": 8}],
)
def test_sizes_that_contradict_each_other(want: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        PictureSize.model_validate(want)


@pytest.mark.parametrize(
    ("shape", "asked", "status"),
    [
        ((4, 3), "landscape", PASS),
        ((3, 4), "portrait", PASS),
        ((3, 4), "landscape", FAIL),
        ((3, 3), "landscape", FAIL),
    ],
)
def test_orientation(shape: tuple[int, int], asked: Any, status: Status) -> None:
    (outcome,) = orientation(photo(*shape), Orientation(orientation=asked))
    assert outcome.status is status


@pytest.mark.parametrize(
    ("options", "status", "level"),
    [
        ({"dpi": (300, 300)}, PASS, None),
        ({"dpi": (350, 350)}, PASS, None),
        ({"dpi": (72, 72)}, FAIL, None),
        ({}, FAIL, Level.INFO),  # says none, which is no mistake
    ],
)
def test_dpi(options: dict[str, Any], status: Status, level: Level | None) -> None:
    for form, content in (("JPEG", Content.JPEG), ("PNG", Content.PNG)):
        (outcome,) = dpi(read(saved(portrait(), form, **options), content), Dpi(at_least=300))
        assert (outcome.status, outcome.level) == (status, level)


def test_exif_without_a_resolution_says_none() -> None:
    exif = Image.Exif()
    exif[0x010F] = "maker"
    assert read(saved(portrait(), exif=exif)).dpi is None
    exif[0x011A], exif[0x011B], exif[0x0128] = 300.0, 300.0, 2
    assert read(saved(portrait(), exif=exif)).dpi == 300


def test_exactly_so_many_pixels_an_inch() -> None:
    want = Dpi(at_least=300, at_most=300)
    (outcome,) = dpi(photo(dpi=299.9994), want)
    assert outcome.status is PASS
    (outcome,) = dpi(photo(dpi=600.0), want)
    assert outcome.status is FAIL
    with pytest.raises(ValueError):
        Dpi(at_least=300, at_most=200)


@pytest.mark.parametrize(
    ("mode", "form", "content", "told"),
    [
        ("RGB", "JPEG", Content.JPEG, (ColourMode.RGB, 24)),
        ("L", "JPEG", Content.JPEG, (ColourMode.GREY, 8)),
        ("CMYK", "JPEG", Content.JPEG, (ColourMode.CMYK, 32)),
        ("RGB", "PNG", Content.PNG, (ColourMode.RGB, 24)),
        ("RGBA", "PNG", Content.PNG, (ColourMode.RGB, 32)),
        ("P", "PNG", Content.PNG, (ColourMode.PALETTE, 8)),
        ("1", "PNG", Content.PNG, (ColourMode.BILEVEL, 1)),
        ("I;16", "PNG", Content.PNG, (ColourMode.GREY, 16)),
        ("RGB", "BMP", Content.BMP, (ColourMode.RGB, 24)),
        ("RGBA", "BMP", Content.BMP, (ColourMode.RGB, 32)),
        ("RGB", "TIFF", Content.TIFF, (ColourMode.RGB, 24)),
        ("P", "GIF", Content.GIF, (ColourMode.PALETTE, 8)),
        ("RGB", "WEBP", Content.WEBP, (ColourMode.RGB, 24)),
        ("RGB", "HEIF", Content.HEIC, (ColourMode.RGB, 24)),
    ],
)
def test_colour_modes(mode: str, form: str, content: Content, told: tuple[ColourMode, int]) -> None:
    image = scene((64, 48)).convert("L" if mode == "I;16" else mode)
    found = read(saved(image.convert(mode), form), content)
    assert (found.mode, found.bits) == told
    (outcome,) = colour_mode(found, Stored(bits=24))
    assert outcome.status is (PASS if told == (ColourMode.RGB, 24) else FAIL)


def test_colours_that_are_not_told_are_not_judged() -> None:
    (outcome,) = colour_mode(photo(), Stored())
    assert outcome.status is Status.NOT_JUDGED
    assert outcome.fix is not None


def grounded(found: Photo, colour: str, **want: Any) -> Outcome:
    return next(iter(ground(found, PortraitGround.model_validate({"colour": colour, **want}))))


@pytest.mark.parametrize(
    ("background", "colour", "status"),
    [
        ("#ffffff", "white", PASS),
        ("#f0f0ee", "white", PASS),
        ("#dcdcdc", "white", REVIEW),  # light grey: a wall in shadow
        ("#a0a0a0", "white", FAIL),
        ("#438edb", "white", FAIL),
        ("#438edb", "blue", PASS),
        ("#00bff3", "blue", PASS),
        ("#b9d4ee", "blue", REVIEW),  # pale
        ("#ff0000", "blue", FAIL),
        ("#ff0000", "red", PASS),
        ("#c10013", "red", PASS),
        ("#ffffff", "red", FAIL),
        ("#d05a1e", "red", REVIEW),  # orange, as lamps make red
    ],
)
def test_ground(background: str, colour: str, status: Status) -> None:
    assert grounded(read(saved(portrait(background))), colour).status is status


def test_a_scene_behind_is_for_a_person() -> None:
    outcome = grounded(read(saved(scene((413, 579)))), "white")
    assert outcome.status is REVIEW
    assert outcome.message is not None
    assert outcome.message.zh == "照片背景颜色不一致，是不是白色背景请看一看。"


def test_long_hair_in_the_corners_is_for_a_person() -> None:
    image = portrait("white")
    ImageDraw.Draw(image).rectangle((0, 60, 70, 579), fill="#202020")
    assert grounded(read(saved(image)), "white").status is REVIEW


@pytest.mark.parametrize("border", ["white", "black"])
def test_a_border(border: str) -> None:
    found = read(saved(ImageOps.expand(portrait(), 12, border)))
    outcome = grounded(found, "blue")
    assert outcome.observed is not None
    assert outcome.observed.zh == "有边框"
    assert grounded(found, "blue", border=True).status is PASS


def test_no_border_where_only_the_ground_is_plain() -> None:
    for background in ("white", "#438edb", "red"):
        backdrop = read(saved(portrait(background))).backdrop
        assert backdrop is not None
        assert not backdrop.framed


def test_what_was_not_measured_is_not_judged() -> None:
    assert grounded(photo(), "red").status is Status.NOT_JUDGED
    assert grounded(photo(backdrop=Backdrop((255, 0, 0), 0.9)), "red").status is PASS
