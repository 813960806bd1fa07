"""Pictures written anew: upright, in sRGB, with what the camera noted, and nothing invented."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from jlxx_check.model.contents import Content
from jlxx_check.model.mend_plan import PictureWork
from jlxx_check.unit.repair.cannot_mend import CannotMendError
from jlxx_check.unit.repair.jpeg_tags import retagged
from jlxx_check.unit.repair.pictures import picture_as_jpeg
from tests.support import pictures

AS_IT_IS = PictureWork()
FORMS = {
    "HEIF": Content.HEIC,
    "WEBP": Content.WEBP,
    "BMP": Content.BMP,
    "TIFF": Content.TIFF,
    "PNG": Content.PNG,
    "JPEG": Content.JPEG,
}


def halves(size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, (0, 0, 250))
    image.paste((250, 0, 0), (0, 0, size[0] // 2, size[1]))
    return image


def written(data: bytes, form: str, work: PictureWork = AS_IT_IS, *, placeless: bool = False):
    made = picture_as_jpeg(io.BytesIO(data), FORMS[form], work, placeless=placeless)
    image = Image.open(io.BytesIO(made))
    assert image.format == "JPEG"
    assert image.mode == "RGB"
    return image


def reddish(pixel: tuple[int, int, int]) -> bool:
    return pixel[0] > 150 and pixel[2] < 100


@pytest.mark.parametrize("form", FORMS)
def test_any_format_becomes_a_jpeg_of_the_same_picture(form: str) -> None:
    image = written(pictures.saved(halves(), form), form)
    assert image.size == (60, 40)
    assert reddish(image.getpixel((10, 20)))
    assert not reddish(image.getpixel((50, 20)))


@pytest.mark.parametrize("form", ["JPEG", "WEBP", "PNG", "TIFF"])
def test_it_stands_upright_and_says_so_no_more(form: str) -> None:
    image = written(pictures.saved(halves(), form, pictures.QUARTER_TURN), form)
    assert image.size == (40, 60)
    assert reddish(image.getpixel((20, 10)))
    assert image.getexif().get(0x0112, 1) == 1


def test_the_part_in_the_middle_is_kept_and_never_stretched() -> None:
    image = written(
        pictures.saved(halves((120, 40)), "PNG"), "PNG", PictureWork((40, 40), (20, 20))
    )
    assert image.size == (20, 20)
    assert reddish(image.getpixel((3, 10)))
    assert not reddish(image.getpixel((16, 10)))


def test_its_profile_is_applied() -> None:
    lab = ImageCms.createProfile("LAB")
    target = io.BytesIO()
    grey = Image.new("RGB", (8, 8), (120, 120, 120))
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    grey.save(target, "PNG", icc_profile=wide)
    assert written(target.getvalue(), "PNG").getpixel((4, 4)) == (120, 120, 120)
    target = io.BytesIO()
    grey.save(target, "PNG", icc_profile=ImageCms.ImageCmsProfile(lab).tobytes())
    assert written(target.getvalue(), "PNG").info.get("icc_profile") is None


@pytest.mark.parametrize(
    ("mode", "colour", "seen"),
    [
        ("RGBA", (250, 0, 0, 0), (255, 255, 255)),
        ("LA", (10, 0), (255, 255, 255)),
        ("L", 200, (200, 200, 200)),
        ("I;16", 200 * 256, (200, 200, 200)),
        ("1", 1, (255, 255, 255)),
    ],
)
def test_other_colours_become_rgb_on_white(
    mode: str, colour: object, seen: tuple[int, int, int]
) -> None:
    target = io.BytesIO()
    Image.new(mode, (16, 16), colour).save(target, "PNG")
    found = written(target.getvalue(), "PNG").getpixel((8, 8))
    assert all(abs(one - other) <= 2 for one, other in zip(found, seen, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "HEIF", "WEBP"])
@pytest.mark.parametrize("placeless", [False, True])
def test_what_the_camera_noted_stays_but_the_place_where_that_is_asked(
    form: str, placeless: bool
) -> None:
    image = written(pictures.located(1, form), form, placeless=placeless)
    exif = image.getexif()
    assert exif[0x010F] == "样机" or exif[0x010F]
    assert bool(exif.get_ifd(0x8825)) != placeless


def test_several_pages_are_not_made_one() -> None:
    target = io.BytesIO()
    halves().save(target, "TIFF", save_all=True, append_images=[halves()])
    with pytest.raises(CannotMendError, match="several pages"):
        written(target.getvalue(), "TIFF")


def test_what_cannot_be_decoded_is_said() -> None:
    with pytest.raises(CannotMendError):
        written(pictures.saved(halves(), "WEBP")[:60], "WEBP")


def test_as_many_bytes_as_asked_or_none() -> None:
    data = pictures.saved(pictures.scene(3), "PNG")
    free = len(picture_as_jpeg(io.BytesIO(data), Content.PNG, AS_IT_IS, placeless=False))
    lighter = PictureWork(heaviest=free * 3 // 4)
    made = picture_as_jpeg(io.BytesIO(data), Content.PNG, lighter, placeless=False)
    assert len(made) <= free * 3 // 4
    with pytest.raises(CannotMendError):
        picture_as_jpeg(io.BytesIO(data), Content.PNG, PictureWork(heaviest=900), placeless=False)


def scan(data: bytes) -> bytes:
    """All from the pixels on."""
    return data[data.index(b"\xff\xda") :]


def test_tags_change_and_no_pixel() -> None:
    data = pictures.located(2)
    made = retagged(data, placeless=True, dpi=300)
    image = Image.open(io.BytesIO(made))
    assert scan(made) == scan(data)
    assert not image.getexif().get_ifd(0x8825)
    assert image.getexif()[0x010F]
    assert round(image.info["dpi"][0]) == 300
    assert image.info["icc_profile"] == Image.open(io.BytesIO(data)).info["icc_profile"]


def test_a_place_in_adobes_notes_goes_too() -> None:
    data = pictures.located(2)
    xmp = b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='43,53N'/>"
    noted = data[:2] + b"\xff\xe1" + (len(xmp) + 2).to_bytes(2, "big") + xmp + data[2:]
    assert b"GPSLatitude" not in retagged(noted, placeless=True, dpi=None)
    assert b"GPSLatitude" in retagged(noted, placeless=False, dpi=300)


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe1\xff\xff", b"GIF89a"])
def test_what_is_built_as_no_jpeg_is_left_alone(data: bytes) -> None:
    with pytest.raises(CannotMendError):
        retagged(data, placeless=True, dpi=None)
