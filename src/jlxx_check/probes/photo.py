"""Pictures: opened by their content, decoded once and small for everything measured."""

from __future__ import annotations

import math
import re
import struct
import zlib
from functools import cache
from typing import BinaryIO

from PIL import Image

from jlxx_check.model.facts import Cause, Content, Photo, Unreadable
from jlxx_check.model.text import Text
from jlxx_check.probes import pixels
from jlxx_check.probes.headroom import check_headroom
from jlxx_check.probes.picture_ends import is_cut_short
from jlxx_check.probes.picture_sizes import heic_pixels, webp_pixels
from jlxx_check.probes.quiet import hushed

#: Pixels that a picture may have; above the largest common telephone pictures (108 million).
MAX_PIXELS = 120_000_000
#: And a JPEG that is stored line by line, which is decoded small as it is read: telephones make
#: them with 200 million (16320 x 12240: 36 MB of memory for the whole process). A progressive one
#: is kept whole while it is decoded, at 3 bytes a pixel.
MAX_JPEG_PIXELS = 300_000_000
# Pillow's own limit stands in the way; each picture is held against ours once its header is read.
Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS

#: What Pillow and its plug-ins were seen to raise on damaged pictures.
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    TypeError,
    IndexError,
    KeyError,
    OverflowError,
    struct.error,
    zlib.error,
)

#: Bytes that decoding a pixel takes at most (WebP 9 and HEIC 8 were measured), in formats whose
#: libraries call a picture damaged when memory is short.
_BYTES_A_PIXEL = 12

_FORMATS: dict[Content, tuple[str, ...]] = {
    Content.JPEG: ("JPEG", "MPO"),
    Content.PNG: ("PNG",),
    Content.HEIC: ("HEIF",),
    Content.WEBP: ("WEBP",),
    Content.TIFF: ("TIFF",),
    Content.BMP: ("BMP",),
    Content.GIF: ("GIF",),
}

_ORIENTATION = 0x0112
_GPS = 0x8825
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

_EMPTY = Unreadable(
    Cause.EMPTY,
    Text("照片文件是空的（0 字节）。", "The picture file is empty (0 bytes)."),
)
_CUT_SHORT = Unreadable(
    Cause.CUT_SHORT,
    Text(
        "照片不完整，后面一部分缺失，可能是复制或传输时中断了。",
        "The picture is not complete: its last part is missing, perhaps from a broken transfer.",
    ),
)
_CORRUPT = Unreadable(
    Cause.CORRUPT,
    Text("照片已损坏，无法打开。", "The picture is damaged and cannot be opened."),
)
_NO_HEIC = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这是 HEIC 格式的照片，本机没有安装读取它的组件。",
        "This is a HEIC picture, and this machine has no reader for it.",
    ),
)


def read_photo(
    stream: BinaryIO, size: int, content: Content, *, thumbnail: bool = False
) -> Photo | Unreadable:
    """Measure one picture. size: bytes. thumbnail: keep a small one, too.

    Raises OSError only where the system fails to read.
    """
    if size == 0:
        return _EMPTY
    if content is Content.HEIC and not _heic_ready():
        return _NO_HEIC
    if is_cut_short(stream, size, content):
        return _CUT_SHORT
    if content in (Content.HEIC, Content.WEBP):
        count = webp_pixels(stream) if content is Content.WEBP else heic_pixels(stream, size)
        if count > MAX_PIXELS:
            return _too_large(count)
        check_headroom(count * _BYTES_A_PIXEL)
    stream.seek(0)
    try:
        with hushed(), Image.open(stream, formats=_FORMATS[content]) as image:
            if image.width * image.height > _limit(image):
                return _too_large(image.width * image.height, _limit(image))
            return _measure(image, thumbnail=thumbnail)
    except Image.DecompressionBombError as error:
        return _too_large(int(next(iter(re.findall(r"\d+", str(error))), MAX_PIXELS)))
    except _DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        words = str(error).lower()
        if "memory" in words:
            raise MemoryError from error
        return _CUT_SHORT if "truncated" in words or "end of file" in words else _CORRUPT


@cache
def _heic_ready() -> bool:
    """Teach Pillow to open HEIC, once. False where the library does not load."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False)
    return True


def _measure(image: Image.Image, *, thumbnail: bool) -> Photo:
    width, height = image.size
    dpi = _dpi(image)
    if image.format in ("JPEG", "MPO"):
        scale = pixels.SHARPNESS_SIDE / max(width, height)
        image.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))
        image.load()
    else:
        image.load()
        width, height = image.size  # a TIFF is turned upright while it is decoded
    orientation, has_gps = _exif(image)
    small = pixels.small_rgb(image)
    turn = _TURNS.get(orientation)
    if turn is not None:
        small = small.transpose(turn)
    if orientation >= 5:
        width, height = height, width
    return Photo(
        width=width,
        height=height,
        dpi=dpi,
        chroma=pixels.chroma(small),
        sharpness=pixels.sharpness(small),
        fingerprint=pixels.fingerprint(small),
        plain_background=pixels.plain_background(small),
        has_gps=has_gps,
        thumbnail=pixels.thumbnail(small) if thumbnail else None,
    )


def _exif(image: Image.Image) -> tuple[int, bool]:
    """Orientation (1 to 8) and whether a place is recorded; broken EXIF is as if there were none.

    Asked after decoding: a PNG's EXIF may stand behind its pixels.
    """
    try:
        exif = image.getexif()
        orientation = exif.get(_ORIENTATION, 1)
        place = exif.get_ifd(_GPS)
    except _DAMAGE:
        return 1, False
    if not isinstance(orientation, int) or not 1 <= orientation <= 8:
        orientation = 1
    return orientation, any(tag in place for tag in (2, 4))


def _dpi(image: Image.Image) -> float | None:
    """Pixels an inch across, where the file states a sensible number."""
    stated = image.info.get("dpi")
    try:
        value = float(stated[0]) if isinstance(stated, tuple) else float(stated or 0)
    except (TypeError, ValueError, ZeroDivisionError, IndexError):
        return None
    return value if math.isfinite(value) and value > 1 else None


def _limit(image: Image.Image) -> int:
    """Pixels that a picture like this may have."""
    by_lines = image.format in ("JPEG", "MPO") and "progressive" not in image.info
    return MAX_JPEG_PIXELS if by_lines else MAX_PIXELS


def _too_large(count: int, limit: int = MAX_PIXELS) -> Unreadable:
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"照片有{_hundred_millions(count)}亿像素，"
            f"超过本程序能处理的{_hundred_millions(limit)}亿像素。",
            f"The picture has {count / 1e6:.0f} million pixels; this program reads up to "
            f"{limit / 1e6:.0f} million.",
        ),
    )


def _hundred_millions(count: int) -> str:
    return f"{count / 1e8:.2f}".rstrip("0").rstrip(".")
