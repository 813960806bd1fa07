"""How large and how sharp a picture is."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import PositiveFloat, PositiveInt

from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Photo
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.model.text import Text


class ShorterSide(Parameters):
    """pixels: the least length of the shorter side."""

    pixels: PositiveInt


@check("photo.shorter-side")
def shorter_side(photo: Photo, want: ShorterSide) -> Iterator[Outcome]:
    """The picture's shorter side has pixels enough."""
    if min(photo.width, photo.height) >= want.pixels:
        yield passed()
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


class Sharpness(Parameters):
    """least: variance of the Laplacian of the grey picture at 500 px."""

    least: PositiveFloat


@check("photo.sharpness")
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


@check("photo.no-place")
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
