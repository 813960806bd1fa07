"""Pictures: opened by their content, decoded once and small for everything measured."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import BinaryIO

from PIL import Image, features

from jlxx_check.model.facts import Cause, Content, Photo, Unreadable
from jlxx_check.probes import native_parts, pixels
from jlxx_check.probes.photo import (
    before_decoding,
    enlarged,
    heif_items,
    jpeg_end,
    jpeg_scans,
    picture_damage,
    picture_looks,
    png_chunks,
    stated,
    tones,
)
from jlxx_check.probes.photo.before_decoding import check_headroom, heic_pixels, hushed, webp_pixels
from jlxx_check.probes.photo.more_pictures import more_damage
from jlxx_check.probes.photo.picture_damage import is_cut_short, seems_whole
from jlxx_check.probes.photo.stated import DAMAGE, orientation_and_place, stated_dpi
from jlxx_check.text import Text

#: Pixels that a picture may have; above the largest common telephone pictures (108 million).
MAX_PIXELS = 120_000_000
#: And a JPEG that is stored line by line, which is decoded small as it is read: telephones make
#: them with 200 million (16320 x 12240: 36 MB of memory for the whole process). A progressive one
#: is kept whole while it is decoded, at 3 bytes a pixel.
MAX_JPEG_PIXELS = 300_000_000
# Pillow's own limit stands in the way; each picture is held against ours once its header is read.
Image.MAX_IMAGE_PIXELS = MAX_JPEG_PIXELS


#: Bytes that decoding a pixel takes at most (WebP 9 and HEIC 8 were measured), in formats whose
#: libraries call a picture damaged when memory is short.
_BYTES_A_PIXEL = 12

#: What Pillow may take a picture of this content for.
PICTURE_FORMATS: dict[Content, tuple[str, ...]] = {
    Content.JPEG: ("JPEG", "MPO"),
    Content.PNG: ("PNG",),
    Content.HEIC: ("HEIF",),
    Content.AVIF: ("AVIF",),
    Content.WEBP: ("WEBP",),
    Content.TIFF: ("TIFF",),
    Content.BMP: ("BMP",),
    Content.GIF: ("GIF",),
}

#: Bytes of a picture that is read whole to put it in order.
_PUT_IN_ORDER = 100_000_000
_TIDY = {Content.JPEG: before_decoding.cleaned, Content.PNG: png_chunks.cleaned}
_HEIF = (Content.HEIC, Content.AVIF)
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
_HOLED = Unreadable(
    Cause.CORRUPT,
    Text(
        "照片中间有一段数据丢失，可能是复制或下载时中断了。",
        "A part in the middle of the picture is lost, perhaps from a broken copy or download.",
    ),
)
_NO_HEIC = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这是 HEIC 格式的照片，本机没有安装读取它的组件；也可以另存为 .jpg 后再提交。",
        "This is a HEIC picture, and this machine has no reader for it; it may be saved as .jpg.",
    ),
)
_NO_AVIF = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "这是 AVIF 格式的照片，本机没有安装读取它的组件；也可以另存为 .jpg 后再提交。",
        "This is an AVIF picture, and this machine has no reader for it; it may be saved as .jpg.",
    ),
)
_UNKNOWN_VARIANT = Unreadable(
    Cause.UNSUPPORTED,
    Text(
        "照片的编码方式比较少见，本程序读不了，看不出文件有损坏。请另存为 .jpg 后再提交。",
        "The picture is coded in an uncommon way that this program cannot read; nothing shows that "
        "the file is damaged. Save it as .jpg and hand that in.",
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
    damage = _shown_damage(stream, size, content)
    if damage is not None:
        return damage
    if content is Content.HEIC and not heic_ready():
        return _NO_HEIC
    if content is Content.AVIF and not features.check("avif"):
        return _NO_AVIF
    if content is Content.WEBP and not features.check("webp"):
        return _UNKNOWN_VARIANT
    if content in (Content.HEIC, Content.AVIF, Content.WEBP):
        count = webp_pixels(stream) if content is Content.WEBP else heic_pixels(stream, size)
        if count > MAX_PIXELS:
            return _too_large(count)
        check_headroom(count * _BYTES_A_PIXEL)
    end = heif_items.content_end(stream, size) if content in _HEIF else None
    stream.seek(0)
    if content is Content.AVIF and end is not None and end < size:
        stream = io.BytesIO(stream.read(end))  # its library refuses whatever stands behind
    try:
        with hushed(), Image.open(stream, formats=PICTURE_FORMATS[content]) as image:
            if image.width * image.height > _limit(image):
                return _too_large(image.width * image.height, _limit(image))
            if picture_damage.has_raw_hole(stream, image):
                return _HOLED
            found = _measure(image, thumbnail=thumbnail)
            if image.info.get("progressive") and jpeg_scans.lacks_scans(stream, size):
                return _CUT_SHORT
            if jpeg_end.ends_early(stream, size, image):
                return _CUT_SHORT
            return found
    except Image.DecompressionBombError as error:
        return _too_large(int(next(iter(re.findall(r"\d+", str(error))), MAX_PIXELS)))
    except DAMAGE as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        words = str(error).lower()
        if "memory" in words:
            raise MemoryError from error
        if "not available" in words:  # a decoder that Pillow was built without
            return _UNKNOWN_VARIANT
        clean = _in_order(stream, size, content)
        if clean is not None:
            return read_photo(io.BytesIO(clean), len(clean), content, thumbnail=thumbnail)
        if end is not None or seems_whole(stream, size, content):
            return _UNKNOWN_VARIANT
        return _CUT_SHORT if "truncated" in words or "end of file" in words else _CORRUPT


def _in_order(stream: BinaryIO, size: int, content: Content) -> bytes | None:
    """A JPEG with headers in order, a PNG without spoilt extras; None where it stays as it is."""
    tidy = _TIDY.get(content)
    if tidy is None or size > _PUT_IN_ORDER:
        return None
    stream.seek(0)
    return tidy(stream.read(size))


def _shown_damage(stream: BinaryIO, size: int, content: Content) -> Unreadable | None:
    """What the file's own structure shows to be wrong, whatever its decoder makes of it."""
    if is_cut_short(stream, size, content):
        return _CUT_SHORT
    if content is Content.JPEG and jpeg_scans.has_hole(stream, size):
        return _HOLED
    if picture_damage.has_hole(stream, size, content):
        return _HOLED
    cause = (
        heif_items.damage(stream, size) if content in _HEIF else more_damage(stream, size, content)
    )
    if cause is not None:
        return _CUT_SHORT if cause is Cause.CUT_SHORT else _HOLED
    return None


@cache
def heic_ready() -> bool:
    """Teach Pillow to open HEIC, once. False where the library does not load."""
    try:
        native_parts.chosen().heif()
    except ImportError:
        return False
    return True


def _measure(image: Image.Image, *, thumbnail: bool) -> Photo:
    width, height = image.size
    mode, bits = stated.stored(image)
    dpi = stated_dpi(image)
    if image.format in ("JPEG", "MPO"):
        scale = enlarged.WORKING_SIDE / max(width, height)
        image.draft(None, (max(1, int(width * scale)), max(1, int(height * scale))))
        image.load()
    else:
        image.load()
        width, height = image.size  # a TIFF is turned upright while it is decoded
    orientation, has_gps = orientation_and_place(image)
    small = pixels.small_rgb(image)
    turn = _TURNS.get(orientation)
    if turn is not None:
        small = small.transpose(turn)
    if orientation >= 5:
        width, height = height, width
    setting = picture_looks.setting(small)
    return Photo(
        width=width,
        height=height,
        dpi=dpi,
        chroma=pixels.chroma(small),
        stray=tones.stray(small),
        sharpness=pixels.sharpness(small),
        fingerprint=pixels.fingerprint(small),
        plain_background=setting.plain,
        has_gps=has_gps,
        spread=pixels.spread(small),
        enlarged=_enlarged(image, max(width, height)),
        mode=mode,
        bits=bits,
        backdrop=setting.backdrop,
        look=picture_looks.look_within(setting.inner),
        figure_look=picture_looks.figure_look(setting),
        thumbnail=pixels.thumbnail(small) if thumbnail else None,
    )


def _enlarged(image: Image.Image, longer: int) -> float:
    """How many times as large as its detail the picture is, of so many pixels on its longer side.

    Asked last: a picture that could be read stays one, whatever this makes of it.
    """
    if image.mode not in ("L", "RGB", "YCbCr", "RGBA", "RGBX", "CMYK"):
        return 1.0
    shrunk = max(image.size) // enlarged.WORKING_SIDE
    grey = (image.reduce(shrunk) if shrunk > 1 else image).convert("L")
    found = enlarged.enlargement(grey)
    return round(found * longer / max(grey.size), 2) if found > 1 else 1.0


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
