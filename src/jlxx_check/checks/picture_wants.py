"""What a pack's rules ask of a picture, taken together, and how a picture is made to fit it."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import BaseModel

from jlxx_check.checks.file.allowed_content import Allowed
from jlxx_check.checks.file.weight import Size
from jlxx_check.checks.photo.id_photo import PrintSize
from jlxx_check.checks.photo.picture_size import PictureSize
from jlxx_check.checks.photo.picture_storage import Dpi, Stored
from jlxx_check.errors import InternalError
from jlxx_check.model.facts import ColourMode, Content, Photo
from jlxx_check.model.mend_plan import PictureWork
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Formats that are written anew as JPEG wherever a picture is handed in: not every machine shows
#: them, and no notice asks for one.
TO_JPEG = frozenset({Content.HEIC, Content.AVIF, Content.WEBP, Content.TIFF, Content.BMP})
#: Of a picture's pixels the least share that a crop may leave: what is cut off more of is another
#: picture, and a person has to choose what stays in it.
_LEAST_KEPT = 0.64


@frozen
class PictureWants:
    """What is asked of the pictures of one role; None where nothing is."""

    size: PictureSize | None = None
    printed: PrintSize | None = None
    weight: Size | None = None
    dpi: Dpi | None = None
    stored: Stored | None = None
    allowed: Allowed | None = None

    @classmethod
    def of(cls, asked: Iterable[BaseModel | None]) -> PictureWants:
        """Put together from the parameters of rules; of two of one check the first counts."""
        found: dict[str, BaseModel] = {}
        for parameters in asked:
            name = next((name for kind, name in _PARTS if isinstance(parameters, kind)), None)
            if name is not None and parameters is not None:
                found.setdefault(name, parameters)
        return cls(**found)  # type: ignore[arg-type]

    @property
    def takes_jpeg(self) -> bool:
        """Whether a JPEG is among what may be handed in."""
        return self.allowed is None or Content.JPEG in self.allowed.contents

    def ending(self) -> str:
        """How the name of a JPEG has to end."""
        endings = self.allowed.extensions if self.allowed else ()
        return endings[0].lower() if endings and self.takes_jpeg else ".jpg"


_PARTS: tuple[tuple[type[BaseModel], str], ...] = (
    (PictureSize, "size"),
    (PrintSize, "printed"),
    (Size, "weight"),
    (Dpi, "dpi"),
    (Stored, "stored"),
    (Allowed, "allowed"),
)


class UnfitPictureError(InternalError):
    """The picture cannot be made to fit without inventing or losing what only a person may."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def picture_work(
    photo: Photo, content: Content | None, size: int, wants: PictureWants
) -> PictureWork | None:
    """How the picture is written anew so that it fits; None where it does as it is.

    content: by its bytes; None: one that is shown everywhere. size: bytes. What is only stated
    wrongly (dpi) is no reason to write pixels anew. Raises UnfitPictureError.
    """
    if not wants.takes_jpeg:
        if wants.allowed and content in (None, *wants.allowed.contents):
            return None
        raise UnfitPictureError(_OTHER_FORMAT)
    crop, scaled = _sides(photo, wants)
    low, high = wants.weight.span() if wants.weight else (None, None)
    heavy = high is not None and size > high.most
    foreign = content in TO_JPEG or not _allowed(content, wants)
    if not (crop or scaled or heavy or foreign or _stored_otherwise(photo, wants)):
        return None
    return PictureWork(
        crop=crop,
        size=scaled,
        lightest=low.most if low else None,
        heaviest=high.fewest if high else None,
        dpi=misstated_dpi(photo, wants) or (round(photo.dpi) if photo.dpi else None),
    )


def misstated_dpi(photo: Photo, wants: PictureWants) -> int | None:
    """The pixels an inch that the file should state and does not; None where it is right."""
    asked = wants.dpi
    if asked is None:
        return None
    most = (asked.at_most or float("inf")) + asked.off
    if photo.dpi is not None and asked.at_least - asked.off <= photo.dpi <= most:
        return None
    return round(asked.at_least)


def _allowed(content: Content | None, wants: PictureWants) -> bool:
    return content is None or wants.allowed is None or content in wants.allowed.contents


def _stored_otherwise(photo: Photo, wants: PictureWants) -> bool:
    """Whether its colours are stored in another way than asked. Raises UnfitPictureError."""
    asked = wants.stored
    if asked is None or photo.mode is None:
        return False
    if photo.mode is asked.mode and asked.bits in (None, photo.bits):
        return False
    if asked.mode is not ColourMode.RGB or asked.bits not in (None, 24):
        raise UnfitPictureError(_OTHER_COLOURS)
    return True


def _sides(
    photo: Photo, wants: PictureWants
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The part in the middle to keep, and the pixels to scale it to; None: as it is."""
    asked, printed = wants.size, wants.printed
    if asked is not None and not asked.holds(photo.width, photo.height):
        if asked.sizes:
            return _cropped(photo, asked.sizes)
        return None, _within(photo, asked)
    if printed is not None and not asked:
        shapes = [wide / tall for wide, tall in printed.prints]
        own = photo.width / photo.height
        if not any(abs(own / shape - 1) <= printed.tolerance for shape in shapes):
            return _cropped(photo, printed.pixels)
    return None, None


def _cropped(
    photo: Photo, sizes: Iterable[tuple[int, int]]
) -> tuple[tuple[int, int] | None, tuple[int, int]]:
    """The size for which least is cut off, of those that it has the pixels for, if of any.

    Raises UnfitPictureError.
    """

    def suits(found: tuple[tuple[int, int], tuple[int, int]]) -> tuple[bool, int]:
        (wide, tall), size = found
        return wide >= size[0] and tall >= size[1], wide * tall

    kept, size = max((_part(photo, size) for size in sizes), key=suits)
    whole = photo.width * photo.height
    if not suits((kept, size))[0]:
        raise UnfitPictureError(_too_few(photo, size))
    if kept[0] * kept[1] < _LEAST_KEPT * whole:
        raise UnfitPictureError(_too_much(photo, size))
    return (None if kept == (photo.width, photo.height) else kept), size


def _part(photo: Photo, size: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The largest part with the size's proportions, and the size."""
    wide, tall = size
    scale = min(photo.width / wide, photo.height / tall)
    part = min(photo.width, round(wide * scale)), min(photo.height, round(tall * scale))
    return part, size


def _within(photo: Photo, asked: PictureSize) -> tuple[int, int]:
    """The picture's own proportions within the limits. Raises UnfitPictureError."""
    longer = max(photo.width, photo.height)
    scale = min(1.0, (asked.longer_at_most or longer) / longer)
    if asked.at_most:
        scale = min(scale, asked.at_most[0] / photo.width, asked.at_most[1] / photo.height)
    size = int(photo.width * scale), int(photo.height * scale)
    if scale == 1.0 or not asked.holds(*size):
        raise UnfitPictureError(_unlike(photo, asked.asked()))
    return size


def _too_few(photo: Photo, size: tuple[int, int]) -> Text:
    have, need = f"{photo.width}×{photo.height}", f"{size[0]}×{size[1]}"
    return Text(
        f"照片只有{have}像素，裁成{need}不够，放大不会更清楚：请提交更大的原图",
        f"the picture has {have} px, too few for {need}; blowing it up adds nothing: hand in a "
        "larger original",
    )


def _too_much(photo: Photo, size: tuple[int, int]) -> Text:
    have, need = f"{photo.width}×{photo.height}", f"{size[0]}×{size[1]}"
    return Text(
        f"照片是{have}像素，裁成{need}要去掉三分之一以上，可能裁到人：请自己裁剪，或换一张",
        f"the picture has {have} px; a crop to {need} cuts more than a third off, perhaps of the "
        "person: crop it yourself or hand in another",
    )


def _unlike(photo: Photo, asked: Text) -> Text:
    have = f"{photo.width}×{photo.height}"
    return Text(
        f"照片是{have}像素，应为{asked.zh}，缩小达不到：请提交更大的原图",
        f"the picture has {have} px; asked for: {asked.en}; shrinking does not get there: hand in "
        "a larger original",
    )


_OTHER_FORMAT = Text(
    "要求的不是JPG，程序只转换成JPG：请自己另存",
    "another format than JPEG is asked for, and this program writes JPEG: save it yourself",
)
_OTHER_COLOURS = Text(
    "要求的颜色模式不是24位RGB：请自己转换",
    "other colours than 24-bit RGB are asked for: convert it yourself",
)
