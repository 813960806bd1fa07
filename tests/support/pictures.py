"""Pictures made on the fly: the samples' own scenes and portraits, saved and spoilt."""

from __future__ import annotations

import io
from functools import cache

import pillow_heif
from PIL import Image, ImageCms, ImageFilter
from sample_packages.make import portraits, scenes

pillow_heif.register_heif_opener()
ANTICLOCKWISE = Image.Transpose.ROTATE_90
QUARTER_TURN = 6  # EXIF orientation: to be shown turned by 90° clockwise


@cache
def scene(seed: int, size: tuple[int, int] = (1200, 900)) -> Image.Image:
    """A scene that no sample holds."""
    return scenes.scene(70_000 + seed, size)


def portrait(seed: int, size: tuple[int, int] = portraits.SIZE) -> Image.Image:
    """An ID photo of nobody in the samples."""
    return portraits.portrait(70_000 + seed, size)


def saved(image: Image.Image, form: str = "JPEG", orientation: int | None = None) -> bytes:
    """The picture as a file of this format."""
    target = io.BytesIO()
    more = {}
    if orientation is not None:
        exif = Image.Exif()
        exif[0x0112] = orientation
        more["exif"] = exif.tobytes()
    image.save(target, form, quality=60, **more)
    return target.getvalue()


def located(seed: int, form: str = "JPEG", size: tuple[int, int] = (600, 450)) -> bytes:
    """A small scene with its place, a comment and a colour profile, as phones note them."""
    exif = Image.Exif()
    exif[0x010F], exif[0x9286] = "样机", "拍摄说明"
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 53.0, 1.5), 3: "E", 4: (125.0, 19.0, 2.5)})
    target = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    scene(seed, size).save(target, form, exif=exif.tobytes(), icc_profile=profile, quality=60)
    return target.getvalue()


@cache
def scene_file(seed: int) -> bytes:
    """A scene as JPEG."""
    return saved(scene(seed))


def smaller(picture: bytes) -> bytes:
    """As a chat program passes a picture on: fewer pixels, coarser."""
    image = Image.open(io.BytesIO(picture))
    return saved(image.resize((image.width * 4 // 5, image.height * 4 // 5)))


def blurred(image: Image.Image) -> Image.Image:
    """Out of focus."""
    return image.filter(ImageFilter.GaussianBlur(image.width // 40))


def grey(image: Image.Image) -> Image.Image:
    """Black and white, in a file that could hold colours."""
    return image.convert("L").convert("RGB")
