"""Whether a picture is stored as asked: pixels an inch, colours and bits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import NonNegativeFloat, PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.families import PICTURE
from jlxx_check.checks.registry import TURNED_ROUND, Parameters, check
from jlxx_check.model.facts import ColourMode, Photo
from jlxx_check.model.outcome import Level, Outcome, failed, not_judged, passed
from jlxx_check.text import Text, same
from jlxx_check.values.spans import within


class Dpi(Parameters):
    """at_least, at_most: pixels an inch, both included; the same number for exactly that.

    off: how far the file's number may be off, in pixels an inch, for rounding.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "每英寸至少多少像素",
        "at_most": "每英寸最多多少像素；两者相同即正好是这个数",
        "off": "允许的误差（每英寸像素），给舍入留余地",
    }

    at_least: PositiveFloat
    at_most: PositiveFloat | None = None
    off: NonNegativeFloat = 1.0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise ValueError(TURNED_ROUND)
        return self


@check("photo.dpi", zh="照片文件写明的分辨率（dpi）符合要求；没有写明的只作提示。", family=PICTURE)
def dpi(photo: Photo, want: Dpi) -> Iterator[Outcome]:
    """The pixels an inch that the file states are as asked; one that states none is no mistake.

    Example::

        scope: person.id-photo
        check: photo.dpi
        with: {at_least: 300}
    """
    asked = _asked(want)
    if photo.dpi is None:
        yield failed(
            Text(
                f"照片文件没有写明分辨率（dpi），要求{asked.zh}；只要像素够，这一项不算错。",
                f"The file does not say how many pixels an inch has; asked for: {asked.en}. With "
                "pixels enough that is no mistake.",
            ),
            level=Level.INFO,
            expected=asked,
            observed=Text("没有写明", "not said"),
            fix=Text(
                "可用看图软件另存时把分辨率设为要求的数值，像素不变。",
                "A picture program can set it when the picture is saved; the pixels stay.",
            ),
        )
    elif within(photo.dpi, want.at_least - want.off, (want.at_most or photo.dpi) + want.off):
        yield passed()
    else:
        found = f"{photo.dpi:.0f} dpi"
        yield failed(
            Text(
                f"照片文件写明的分辨率是{found}，应为{asked.zh}。",
                f"The picture says {found} in its file; it has to be {asked.en}.",
            ),
            expected=asked,
            observed=same(found),
            fix=Text(
                f"请用看图软件打开，在“图像大小”里把分辨率设为{want.at_least:g}，像素保持不变"
                "（不要重新采样），再另存。",
                f"Open it in a picture program, set the resolution to {want.at_least:g} under "
                "“image size” with the pixels as they are (no resampling), and save it.",
            ),
        )


def _asked(want: Dpi) -> Text:
    if want.at_most is None:
        return Text(f"不低于{want.at_least:g} dpi", f"{want.at_least:g} dpi or more")
    if want.at_most == want.at_least:
        return same(f"{want.at_least:g} dpi")
    return Text(
        f"{want.at_least:g}至{want.at_most:g} dpi", f"{want.at_least:g} to {want.at_most:g} dpi"
    )


class Stored(Parameters):
    """mode: rgb, grey, cmyk, palette or bilevel. bits: bits a pixel; 24 for RGB without more."""

    zh: ClassVar[Mapping[str, str]] = {
        "mode": "颜色模式：rgb真彩色、grey灰度、cmyk、palette索引色、bilevel黑白二值",
        "bits": "每个像素多少位，如24",
    }

    mode: ColourMode = ColourMode.RGB
    bits: PositiveInt | None = None


@check("photo.colour-mode", zh="照片的颜色模式和位深度符合要求（如24位RGB）。", family=PICTURE)
def colour_mode(photo: Photo, want: Stored) -> Iterator[Outcome]:
    """The picture is stored in the colours and the bits a pixel that are asked for.

    Example::

        scope: person.id-photo
        check: photo.colour-mode
        with: {mode: rgb, bits: 24}
    """
    if photo.mode is None or (want.bits is not None and photo.bits is None):
        why = Text("文件中读不出颜色模式。", "The file does not tell how its colours are stored.")
        yield not_judged(why, fix=_BY_EYE)
        return
    if photo.mode is want.mode and want.bits in (None, photo.bits):
        yield passed()
        return
    found, asked = _told(photo.mode, photo.bits), _told(want.mode, want.bits)
    yield failed(
        Text(
            f"照片的颜色模式是{found.zh}，应为{asked.zh}。",
            f"The picture is stored as {found.en}; it has to be {asked.en}.",
        ),
        expected=asked,
        observed=found,
        fix=Text(
            f"请用看图软件打开，转换为{asked.zh}后另存为JPG。",
            f"Open it in a picture program, convert it to {asked.en} and save it as JPG.",
        ),
    )


def _told(mode: ColourMode, bits: int | None) -> Text:
    name = _MODES[mode]
    return name if bits is None else Text(f"{bits}位{name.zh}", f"{bits}-bit {name.en}")


_MODES = {
    ColourMode.RGB: same("RGB"),
    ColourMode.GREY: Text("灰度", "grey"),
    ColourMode.CMYK: same("CMYK"),
    ColourMode.PALETTE: Text("索引色", "palette"),
    ColourMode.BILEVEL: Text("黑白二值", "black and white"),
    ColourMode.OTHER: Text("其他颜色模式", "other colours"),
}
_BY_EYE = Text(
    "请在文件的“属性—详细信息”里核对“位深度”。",
    "Look up the bit depth in the file's properties.",
)
