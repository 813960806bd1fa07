"""A picture written anew: upright, in sRGB, as a JPEG, with what the camera noted about it."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps

from jlxx_check.model.contents import Content
from jlxx_check.model.mend_plan import PictureWork
from jlxx_check.probes.photo.before_decoding import hushed
from jlxx_check.probes.photo.read_photo import PICTURE_FORMATS, heic_ready
from jlxx_check.text import Text
from jlxx_check.unit.repair.cannot_mend import CannotMendError

QUALITY = 92
#: Tried in turn where a file comes out too large or too small; below the last of the lower ones
#: a face shows blocks.
_LOWER, _HIGHER = (88, 84, 80, 75, 70), (95, 98, 100)
#: What is kept of the file's own directory: what is in it, the camera, when, by whom. The rest is
#: about how the pixels were stored.
_KEPT = (0x010E, 0x010F, 0x0110, 0x0131, 0x0132, 0x013B, 0x8298, *range(0x9C9B, 0x9CA0))
_DETAILS, _PLACE, _MAKER_NOTE = 0x8769, 0x8825, 0x927C
_WIDTH, _HEIGHT = 0xA002, 0xA003
#: Bytes that a JPEG has room for beside a picture (a segment's length, less its mark).
_MOST_EXIF = 65_533

_SEVERAL = Text(
    "文件里有几页（幅）图片，只能存一幅：请分开另存为 .jpg",
    "it holds several pages or pictures, and a JPEG holds one: save them apart as .jpg",
)
_NO_READER = Text(
    "本机没有读取这种照片的组件：请另存为 .jpg",
    "this machine has no reader for such a picture: save it as .jpg",
)
_UNDECODABLE = Text(
    "照片解不开：请重新导出或另存为 .jpg",
    "the picture cannot be decoded: export it again, or save it as .jpg",
)
_WEIGHT = Text(
    "按要求的像素存成JPG，文件大小达不到要求：请自己调整",
    "as a JPEG of the pixels asked for it has not as many bytes as asked: adjust it yourself",
)
#: What Pillow and its plug-ins raise on what they cannot decode.
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    RuntimeError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    struct.error,
)


def picture_as_jpeg(
    stream: BinaryIO, content: Content, work: PictureWork, *, placeless: bool
) -> bytes:
    """The picture as the plan wants it. content: by its bytes. placeless: without its place.

    Raises CannotMendError, and OSError where the system fails to read.
    """
    if content in (Content.HEIC, Content.AVIF) and not heic_ready():
        raise CannotMendError(_NO_READER)
    try:
        with hushed(), Image.open(stream, formats=PICTURE_FORMATS[content]) as image:
            # A telephone's HEIC or JPEG has further pictures (depth, brightness) behind its own.
            if content not in (Content.HEIC, Content.JPEG) and getattr(image, "n_frames", 1) > 1:
                raise CannotMendError(_SEVERAL)
            exif = _exif(image, placeless=placeless)
            upright = ImageOps.exif_transpose(image)
            return _saved(_fitted(_in_srgb(upright), work), exif, work)
    except (*_DAMAGE, Image.DecompressionBombError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise CannotMendError(_UNDECODABLE) from error


def _in_srgb(image: Image.Image) -> Image.Image:
    """8-bit RGB on white, its profile applied."""
    profile = image.info.get("icc_profile")
    if image.mode in ("I", "I;16", "I;16L", "I;16B", "I;16N"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA", "La", "RGBa", "LA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if image.mode == "RGBA":
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image).convert("RGB")
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            changed = ImageCms.profileToProfile(
                image, own, ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile of other colours than the picture's, or none: shown as it is
        else:
            image = changed or image
    return image.convert("RGB")


def _fitted(image: Image.Image, work: PictureWork) -> Image.Image:
    """The part in the middle, never stretched, scaled down to the size."""
    if work.crop:
        wide, tall = work.crop
        left, top = (image.width - wide) // 2, (image.height - tall) // 2
        image = image.crop((left, top, left + wide, top + tall))
    if work.size and work.size != image.size:
        image = image.resize(work.size, Image.Resampling.LANCZOS)
    return image


def _saved(image: Image.Image, exif: Image.Exif, work: PictureWork) -> bytes:
    more: dict[str, Any] = {"dpi": (work.dpi, work.dpi)} if work.dpi else {}
    noted = _noted(exif, image.size)
    if noted:
        more["exif"] = noted
    for quality in _qualities(work):
        target = io.BytesIO()
        image.save(target, "JPEG", quality=quality, optimize=True, **more)
        data = target.getvalue()
        if (work.lightest or 0) <= len(data) <= (work.heaviest or len(data)):
            return data
    raise CannotMendError(_WEIGHT)


def _qualities(work: PictureWork) -> Iterator[int]:
    yield QUALITY
    yield from _LOWER if work.heaviest else ()
    yield from _HIGHER if work.lightest else ()


def _exif(image: Image.Image, *, placeless: bool) -> Image.Exif:
    """What the camera noted, as far as it holds of the new picture, too."""
    kept = Image.Exif()
    try:
        own = image.getexif()
        for tag in _KEPT:
            if tag in own:
                kept[tag] = own[tag]
        kept.get_ifd(_DETAILS).update(own.get_ifd(_DETAILS))
        if not placeless:
            kept.get_ifd(_PLACE).update(own.get_ifd(_PLACE))
    except _DAMAGE:
        return Image.Exif()  # broken notes are as if there were none
    return kept


def _noted(exif: Image.Exif, size: tuple[int, int]) -> bytes:
    """The notes as a segment holds them; b"" where there are none, or they cannot be written."""
    if not exif and not exif.get_ifd(_DETAILS) and not exif.get_ifd(_PLACE):
        return b""
    details = exif.get_ifd(_DETAILS)
    details.update(dict(zip((_WIDTH, _HEIGHT), size, strict=True)))
    for without in ((), (_MAKER_NOTE,)):
        for tag in without:
            details.pop(tag, None)
        try:
            data = exif.tobytes()
        except (*_DAMAGE, OverflowError):
            continue  # a note of a kind that cannot be written again
        if len(data) <= _MOST_EXIF:
            return data
    return b""
