"""Single frames made what is asked for: upright, unstretched, with their colours."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import pytest
from av.sidedata.sidedata import Type
from PIL import Image

from jlxx_check.unit.repair.media.film_picture import PictureMaker, turn_of
from jlxx_check.unit.repair.media.film_shape import FilmShape

RED, GREEN, BLUE, WHITE = (200, 30, 30), (30, 170, 30), (40, 40, 200), (230, 230, 230)
_ONE = 1 << 16


def corners(size: tuple[int, int]) -> Image.Image:
    """Red, green, blue and white from the top left, row by row."""
    wide, high = size
    image = Image.new("RGB", size, RED)
    image.paste(GREEN, (wide // 2, 0, wide, high))
    image.paste(BLUE, (0, high // 2, wide, high))
    image.paste(WHITE, (wide // 2, high // 2, wide, high))
    return image


def frame_of(image: Image.Image, pixels: str = "yuv420p", matrix: int = 5, full: bool = False):
    ranges = ("MPEG", "JPEG")
    frame = av.VideoFrame.from_image(image).reformat(
        format=pixels,
        dst_colorspace=matrix,
        src_color_range="JPEG",
        dst_color_range=ranges[full],
    )
    frame.colorspace, frame.color_range = matrix, 2 if full else 1
    frame.pts, frame.time_base = 0, Fraction(1, 25)
    return frame


def shown(frame: Any) -> Image.Image:
    frame = frame.reformat(
        format="rgb24", src_colorspace=1, src_color_range="MPEG", dst_color_range="JPEG"
    )
    return frame.to_image()


def maker(
    folder: Path, size: tuple[int, int] | None, aspect: Fraction = Fraction(1), light: int = 1
):
    return PictureMaker(size, Fraction(1), aspect, light, folder)


def near(one: tuple[int, ...], other: tuple[int, ...], off: int = 12) -> bool:
    return all(abs(a - b) <= off for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("pixels", "matrix", "full"),
    [
        ("yuv420p", 5, False),
        ("yuv420p", 6, False),
        ("yuv420p", 1, False),
        ("yuv422p10le", 1, False),
        ("yuvj420p", 5, True),
        ("yuv420p", 1, True),
    ],
)
def test_colours_are_the_same_whatever_they_were_coded_as(
    tmp_path: Path, pixels: str, matrix: int, full: bool
) -> None:
    made = maker(tmp_path, (160, 90))
    frame = frame_of(corners((160, 90)), pixels, matrix, full)
    made.settle(frame)
    image = shown(made.made(frame))
    for at, colour in [((30, 20), RED), ((120, 20), GREEN), ((30, 70), BLUE), ((120, 70), WHITE)]:
        assert near(image.getpixel(at), colour)


TURNS = {
    (1, 0, 0, 1): lambda image: image,
    (0, 1, -1, 0): lambda image: image.rotate(-90, expand=True),
    (-1, 0, 0, -1): lambda image: image.rotate(180),
    (0, -1, 1, 0): lambda image: image.rotate(90, expand=True),
    (-1, 0, 0, 1): lambda image: image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    (1, 0, 0, -1): lambda image: image.transpose(Image.Transpose.FLIP_TOP_BOTTOM),
    (0, 1, 1, 0): lambda image: image.transpose(Image.Transpose.TRANSPOSE),
    (0, -1, -1, 0): lambda image: image.transpose(Image.Transpose.TRANSVERSE),
}


def matrix_of(turn: tuple[int, int, int, int]) -> list[int]:
    a, b, c, d = (part * _ONE for part in turn)
    return [a, b, 0, c, d, 0, 0, 0, 1 << 30]


@pytest.mark.parametrize("turn", TURNS)
def test_a_film_is_upright_whichever_way_it_was_held(
    tmp_path: Path, turn: tuple[int, int, int, int]
) -> None:
    film = tmp_path / "film.mov"
    image = corners((64, 48))
    with av.open(str(film), "w") as output:
        track = output.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        track.width, track.height, track.pix_fmt = 64, 48, "yuv420p"
        track.set_display_matrix(matrix_of(turn))
        output.mux(track.encode(frame_of(image)))
        output.mux(track.encode(None))
    with av.open(str(film)) as container:
        frame = next(container.decode(container.streams.video[0]))
    assert turn_of(frame) == turn
    made = maker(tmp_path, None)
    expected = TURNS[turn](image)
    assert made.settle(frame) == expected.size
    upright = shown(made.made(frame))
    wide, high = upright.size
    for at in ((8, 8), (wide - 8, 8), (8, high - 8), (wide - 8, high - 8)):
        assert near(upright.getpixel(at), expected.getpixel(at), 30)


@pytest.mark.parametrize("matrix", [[0] * 9, [_ONE, _ONE, 0, 0, 0, 0, 0, 0, 0]])
def test_a_matrix_that_makes_no_sense_turns_nothing(matrix: list[int]) -> None:
    class Said(bytes):
        buffer_size = 36

    frame = SimpleNamespace(side_data={Type.DISPLAYMATRIX: Said(struct.pack("=9i", *matrix))})
    assert turn_of(frame) == (1, 0, 0, 1)


@pytest.mark.parametrize(
    ("size", "shown_as", "fitted"),
    [
        ((1280, 720), (1920, 1080), (1280, 720)),
        ((1280, 720), (544, 960), (408, 720)),
        ((1280, 720), (768, 576), (960, 720)),
        ((1280, 720), (1366, 768), (1280, 720)),  # a hair, which is rounding
        ((1280, 720), (2048, 858), (1280, 536)),
        ((1280, 720), (10, 4000), (2, 720)),
        ((720, 576), (4, 3), (720, 576)),
    ],
)
def test_a_picture_fits_unstretched(
    size: tuple[int, int], shown_as: tuple[int, int], fitted: tuple[int, int]
) -> None:
    aspect = Fraction(16, 15) if size == (720, 576) else Fraction(1)
    wide, high = map(Fraction, shown_as)
    assert FilmShape(size, aspect).fitted((wide, high)) == fitted


def test_bars_are_black_and_lie_at_both_sides(tmp_path: Path) -> None:
    made = maker(tmp_path, (320, 180))
    frame = frame_of(Image.new("RGB", (90, 160), WHITE))
    made.settle(frame)
    image = shown(made.made(frame))
    assert all(near(image.getpixel((x, 90)), (0, 0, 0)) for x in (2, 100, 220, 317))
    assert all(near(image.getpixel((x, y)), WHITE) for x in (120, 200) for y in (3, 176))


def test_pixels_that_are_not_square_become_so(tmp_path: Path) -> None:
    made = maker(tmp_path, None, Fraction(16, 11))
    frame = frame_of(Image.new("RGB", (88, 72), WHITE))
    assert made.settle(frame) == (128, 72)
    assert (made.made(frame).width, made.made(frame).height) == (128, 72)


def test_a_film_may_change_its_size_on_the_way(tmp_path: Path) -> None:
    made = maker(tmp_path, (64, 36))
    sizes = []
    for size in ((64, 36), (32, 18), (36, 64)):
        frame = frame_of(Image.new("RGB", size, WHITE))
        made.settle(frame)
        sizes.append((made.made(frame).width, made.made(frame).height))
    assert sizes == [(64, 36)] * 3


def test_a_folder_of_any_name_will_do_for_the_table(tmp_path: Path) -> None:
    folder = tmp_path / "王's, [x]=1;"
    folder.mkdir()
    made = maker(folder, (64, 36), light=18)
    frame = frame_of(Image.new("RGB", (64, 36), (128, 128, 128)), "yuv420p10le", 9)
    made.settle(frame)
    grey = shown(made.made(frame)).getpixel((32, 18))
    assert made.toned and max(grey) - min(grey) <= 4
