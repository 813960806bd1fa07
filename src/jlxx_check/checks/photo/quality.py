"""Whether a picture is large and sharp enough, shows something, and gives no place away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import NonNegativeInt, PositiveFloat, PositiveInt

from jlxx_check.checks.families import PICTURE
from jlxx_check.checks.registry import Parameters, RoleName, check
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Group, Photo, ReadFailure, Unreadable
from jlxx_check.model.outcome import Level, Outcome, failed, not_applicable, not_judged, passed
from jlxx_check.model.package import SubjectFile
from jlxx_check.text import Text


class ShorterSide(Parameters):
    """pixels: the least length of the shorter side.

    enlarged: a picture that is at least so many times as large as its detail is judged by that.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "pixels": "短边至少多少像素",
        "enlarged": "放大到实际细节的多少倍以上的，按细节计算",
    }

    pixels: PositiveInt
    enlarged: PositiveFloat = 2.5


@check("photo.shorter-side", zh="照片短边的像素足够。", family=PICTURE)
def shorter_side(photo: Photo, want: ShorterSide) -> Iterator[Outcome]:
    """The picture's shorter side has pixels enough."""
    if min(photo.width, photo.height) >= want.pixels:
        yield _as_detailed(photo, want) or passed()
        return
    size = f"{photo.width}×{photo.height}"
    yield failed(
        Text(
            f"照片为{size}像素，短边不足{want.pixels}像素，展示时会不够清晰。",
            f"The picture has {size} px; its shorter side is under {want.pixels} px and it will "
            "not look sharp.",
        ),
        expected=Text(f"短边不少于{want.pixels}像素", f"shorter side {want.pixels} px or more"),
        observed=Text(f"{size}像素", f"{size} px"),
    )


def _as_detailed(photo: Photo, want: ShorterSide) -> Outcome | None:
    """What is wrong with a picture that has pixels enough, and was blown up from too few."""
    if photo.enlarged < want.enlarged:
        return None
    width, height = (max(1, round(side / photo.enlarged)) for side in (photo.width, photo.height))
    if min(width, height) >= want.pixels:
        return None
    size, real = f"{photo.width}×{photo.height}", f"{width}×{height}"
    return failed(
        Text(
            f"照片为{size}像素，但像是由小图放大而来，真实的细节大约只相当于{real}像素。",
            f"The picture has {size} px but seems to be blown up from a small one: its detail is "
            f"that of some {real} px.",
        ),
        expected=Text(
            f"短边不少于{want.pixels}像素的原图",
            f"an original, shorter side {want.pixels} px or more",
        ),
        observed=Text(f"约{real}像素放大", f"some {real} px, blown up"),
        fix=Text(
            "请提交相机或手机拍摄的原图；放大小图不能增加细节。",
            "Hand in the original as the camera or the phone took it; making a small picture "
            "larger adds nothing to it.",
        ),
    )


class Sharpness(Parameters):
    """least: variance of the Laplacian of the grey picture at 500 px."""

    zh: ClassVar[Mapping[str, str]] = {
        "least": "清晰度至少多少（缩到500像素后拉普拉斯方差）",
    }

    least: PositiveFloat


@check("photo.sharpness", zh="照片没有模糊到看不清。", family=PICTURE)
def sharpness(photo: Photo, want: Sharpness) -> Iterator[Outcome]:
    """The picture is not blurred beyond recognition."""
    if photo.sharpness >= want.least:
        yield passed()
        return
    yield failed(
        Text(
            f"照片可能模糊（清晰度{photo.sharpness:.1f}，一般不低于{want.least:g}）。",
            f"The picture may be blurred (sharpness {photo.sharpness:.1f}, usually {want.least:g} "
            "or more).",
        ),
        expected=Text(f"清晰度不低于{want.least:g}", f"sharpness {want.least:g} or more"),
        observed=Text(f"{photo.sharpness:.1f}", f"{photo.sharpness:.1f}"),
    )


class Blankness(Parameters):
    """spread: a picture whose strongest variation is no more (0 to 255) is blank.

    unasked: the roles of what the notice does not ask for, such as attachments: a warning there.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "spread": "明暗变化不超过多少（0至255）即为空白",
        "unasked": "通知没有要求的角色（如附带材料），空白的为提醒",
    }

    spread: NonNegativeInt
    unasked: tuple[RoleName, ...] = ()


@check(
    "photo.not-blank", zh="照片和文档页面不是几乎一片单色（空白的等于没有内容）。", family=PICTURE
)
def not_blank(file: SubjectFile, want: Blankness) -> Iterator[Outcome]:
    """No picture, and no page of a document, is next to one colour: what is blank shows nothing."""
    body = file.facts.body
    level = Level.WARNING if file.owned.role in want.unasked else None
    if isinstance(body, Unreadable | ReadFailure) and file.facts.group is Group.PHOTO:
        yield not_judged(body.detail)
    elif isinstance(body, Document) and body.blank:
        yield _blank_pages(level)
    elif not isinstance(body, Photo):
        yield not_applicable()
    elif body.spread > want.spread:
        yield passed()
    else:
        yield failed(
            Text(
                "图片是空白的：整幅几乎只有一种颜色，没有内容，不能算作材料。",
                "The picture is blank: next to one colour all over, it shows nothing and counts "
                "for nothing.",
            ),
            level=level,
            expected=Text("有内容的图片", "a picture of something"),
            observed=Text("空白图片", "a blank picture"),
        )


def _blank_pages(level: Level | None) -> Outcome:
    return failed(
        Text(
            "文件是空白的：每一页都没有文字，也没有图像，不能算作材料。",
            "The file is blank: there is no text and no picture on any page, and it counts for "
            "nothing.",
        ),
        level=level,
        expected=Text("有内容的文件", "a file with something on its pages"),
        observed=Text("空白页", "blank pages"),
        fix=Text(
            "请换成有内容的文件；扫描件请重新扫描，打开看过后再提交。",
            "Hand in a file with its content; scan papers again and look at them before sending.",
        ),
    )


@check("photo.no-place", zh="照片里没有留下拍摄地点。")
def no_place(photo: Photo) -> Iterator[Outcome]:
    """The picture does not tell where it was taken."""
    if not photo.has_gps:
        yield passed()
        return
    yield failed(
        Text(
            "照片含有拍摄地点信息（GPS 经纬度），会随照片一起传出去。",
            "The picture tells where it was taken (a GPS position), and goes on telling it.",
        ),
        expected=Text("不含拍摄地点", "no place"),
        observed=Text("含有拍摄地点", "a place"),
    )
