"""A small frame from the middle of a video: the right one, upright, and never a fault."""

from __future__ import annotations

import io
import random
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image, ImageDraw

from jlxx_check.model.facts import Content, Video
from jlxx_check.probes.video import film_opening
from jlxx_check.probes.video import viewing as frames
from jlxx_check.probes.video.read_video import read_video
from tests.probes import recordings


def read(data: bytes, content: Content = Content.MP4) -> Video:
    video = read_video(io.BytesIO(data), len(data), content, thumbnail=True)
    assert isinstance(video, Video)
    return video


def picture(video: Video) -> Image.Image:
    assert video.thumbnail is not None
    return Image.open(io.BytesIO(video.thumbnail)).convert("RGB")


def two_halves(size: tuple[int, int] = (64, 48)) -> bytes:
    """A film whose left half is red and whose right half is blue."""
    image = Image.new("RGB", size, "red")
    ImageDraw.Draw(image).rectangle((size[0] // 2, 0, *size), fill="blue")
    with tempfile.TemporaryDirectory() as folder:
        with av.open(f"{folder}/v", "w", format="mp4") as output:
            stream = output.add_stream("libx264", rate=25)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            for _ in range(10):
                output.mux(stream.encode(av.VideoFrame.from_image(image)))
            output.mux(stream.encode(None))
        return Path(folder, "v").read_bytes()


@pytest.mark.parametrize(
    ("how", "content"),
    [
        ({}, Content.MP4),
        ({"movflags": "frag_keyframe+empty_moov"}, Content.MP4),
        ({"container": "mov"}, Content.QUICKTIME),
        ({"container": "matroska", "sound": True}, Content.MATROSKA),
        ({"container": "avi", "codec": "mpeg4"}, Content.AVI),
        ({"container": "flv"}, Content.FLV),
        ({"container": "asf", "codec": "wmv2"}, Content.WMV),
        ({"container": "mpeg", "codec": "mpeg1video"}, Content.MPEG),
    ],
)
def test_every_container_gives_a_frame(how: dict[str, Any], content: Content) -> None:
    image = picture(read(recordings.video(**how), content))
    assert image.size == (64, 48)


def test_it_is_from_the_middle() -> None:
    """The film's red grows by 5 a frame, and every frame is a key frame."""
    shown = picture(read(recordings.video(encoder={"g": "1"})))
    red = shown.getpixel((32, 24))[0]  # type: ignore[index]
    assert 95 <= red <= 155


@pytest.mark.parametrize("frames_", [1, 2])
def test_a_film_of_a_frame_or_two(frames_: int) -> None:
    assert read(recordings.video(frames=frames_)).thumbnail


def test_it_is_turned_upright() -> None:
    plain, turned = two_halves(), recordings.turned(two_halves())
    for data, red, blue in ((plain, (8, 24), (56, 24)), (turned, (24, 8), (24, 56))):
        video = read(data)
        image = picture(video)
        assert image.size == (video.width, video.height)
        assert image.getpixel(red)[0] > 180  # type: ignore[index]
        assert image.getpixel(blue)[2] > 180  # type: ignore[index]


def test_pixels_that_are_not_square() -> None:
    assert picture(read(recordings.video(pixel_aspect=Fraction(4, 3)))).size == (85, 48)


def test_it_is_small_and_holds_nothing_but_pixels() -> None:
    video = read(recordings.video(size=(1280, 720), frames=5))
    image = Image.open(io.BytesIO(video.thumbnail or b""))
    assert image.format == "JPEG"
    assert max(image.size) <= 320
    assert not image.getexif()
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_it_is_made_only_where_it_is_asked_for() -> None:
    data = recordings.video()
    video = read_video(io.BytesIO(data), len(data), Content.MP4)
    assert isinstance(video, Video)
    assert video.thumbnail is None


def test_without_the_extra_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_opening, "_library", lambda: None)
    video = read(recordings.video())
    assert video.thumbnail is None
    assert video.duration == pytest.approx(2.0)


def test_beyond_the_limit_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_MAX_PIXELS", 64 * 48 - 1)
    assert read(recordings.video()).thumbnail is None


@pytest.mark.parametrize("content", [Content.MP4, Content.MATROSKA, Content.AVI, Content.JPEG])
@pytest.mark.parametrize(
    "data",
    [b"", b"x" * 5000, b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", b"ffconcat version 1.0\n"],
)
def test_what_is_no_video_gives_none(data: bytes, content: Content) -> None:
    assert frames.middle_frame(io.BytesIO(data), content, None) is None


def test_damage_leaves_no_frame_and_no_fault() -> None:
    whole = recordings.video(sound=True)
    draw = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(draw.randrange(1, 30)):
            data[draw.randrange(len(data))] = draw.randrange(256)
        cut = data[: draw.randrange(1, len(data))]
        for broken in (bytes(data), bytes(cut)):
            found = frames.middle_frame(io.BytesIO(broken), Content.MP4, (64, 48))
            assert found is None or found.startswith(b"\xff\xd8")


def test_a_stream_that_fails_leaves_no_frame() -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, "Input/output error")

    assert frames.middle_frame(Failing(recordings.video()), Content.MP4, None) is None
