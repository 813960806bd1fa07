"""What an index says that no usual recording has, and what usual ones have that looks like it."""

from __future__ import annotations

import io
import struct

import pytest

from jlxx_check.model.facts import Content, Video
from jlxx_check.probes.video.read_video import read_video
from tests.probes import recordings
from tests.probes.boxes import Track, movie

SOUND = Track(times=((100, 1024),), scale=44100, codec="mp4a", handler="soun")


def read(data: bytes) -> Video:
    video = read_video(io.BytesIO(data), len(data), Content.MP4)
    assert isinstance(video, Video)
    return video


def said(*tracks: Track) -> str:
    return "；".join(text.zh for text in read(movie(*tracks)).oddities)


def configuration(size: tuple[int, int]) -> bytes:
    """The avcC box of a real film of this size."""
    data = recordings.video(size=size, frames=2)
    at = data.index(b"avcC") + 4
    (length,) = struct.unpack(">I", data[at - 8 : at - 4])
    return data[at : at - 8 + length]


@pytest.mark.parametrize(
    ("tracks", "words"),
    [
        ((Track(), Track(codec="hvc1"), SOUND), "2条画面轨道"),
        ((Track(), Track(enabled=False), SOUND), "停用"),
        ((Track(enabled=False), SOUND), "停用"),
        ((Track(scaled=0.5), SOUND), "缩小到50%"),
    ],
)
def test_told(tracks: tuple[Track, ...], words: str) -> None:
    assert words in said(*tracks)


def test_a_picture_of_another_size_than_the_track_says_is_told() -> None:
    assert "实际编码的画面是640×360" in said(Track(configuration=configuration((640, 360))))


@pytest.mark.parametrize(
    "tracks",
    [
        (Track(), SOUND),
        (Track(), Track(times=((1, 40),), codec="jpeg", size=(600, 600))),  # cover art
        (Track(), Track(times=((5, 9000),), codec="jpeg", enabled=False)),  # chapters' pictures
        (Track(enabled=False), Track(enabled=False, codec="mp4a", handler="soun")),
        (Track(scaled=1.0), SOUND),
    ],
)
def test_usual(tracks: tuple[Track, ...]) -> None:
    assert said(*tracks) == ""


@pytest.mark.parametrize("height", [1080, 1088])
def test_a_picture_coded_in_whole_blocks_is_usual(height: int) -> None:
    assert said(Track(size=(1920, height), configuration=configuration((1920, 1080)))) == ""


def test_the_coded_picture_counts() -> None:
    video = read(movie(Track(configuration=configuration((640, 360)))))
    assert (video.width, video.height, video.stored) == (640, 360, (640, 360))


@pytest.mark.parametrize("size", [(64, 48), (1280, 720), (1920, 1080), (854, 480), (66, 52)])
@pytest.mark.parametrize("fields", ["0", "1"])
def test_the_size_that_a_parameter_set_says(size: tuple[int, int], fields: str) -> None:
    data = recordings.video(
        size=size, frames=2, encoder={"x264-params": f"interlaced={fields}", "threads": "1"}
    )
    assert read(data).stored == size


def test_all_frames_in_one_place() -> None:
    data = recordings.video(frames=60, encoder={"g": "1"})
    at = data.index(b"stco") + 4
    (count,) = struct.unpack(">I", data[at + 4 : at + 8])
    assert count == 1
    # Each frame a chunk of its own, all of them where the first one lies.
    assert read(data).oddities == ()
    sizes = data.index(b"stsz") + 4
    lengths = struct.unpack(">60I", data[sizes + 12 : sizes + 12 + 240])
    blank = data[: sizes + 12] + struct.pack(">60I", lengths[0], *[0] * 57, 8, 8)
    spoilt = read(blank + data[sizes + 12 + 240 :])
    assert any("同一处" in text.zh for text in spoilt.oddities)
