"""Real recordings, whole and broken."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest

from jlxx_check.model.facts import Cause, Content, Unreadable, Video
from jlxx_check.probes.video.read_video import read_video
from tests.probes import recordings

FRAGMENTS = "frag_keyframe+empty_moov"


def read(data: bytes, content: Content = Content.MP4) -> Video:
    video = read_video(io.BytesIO(data), len(data), content)
    assert isinstance(video, Video)
    return video


@pytest.mark.parametrize(
    ("how", "content", "container", "is_mp4", "codec"),
    [
        ({}, Content.MP4, "MP4", True, "AVC"),
        ({"movflags": "faststart"}, Content.MP4, "MP4", True, "AVC"),
        ({"movflags": FRAGMENTS}, Content.MP4, "MP4", True, "AVC"),
        ({"movflags": "frag_keyframe", "encoder": {"g": "10"}}, Content.MP4, "MP4", True, "AVC"),
        ({"container": "mov"}, Content.QUICKTIME, "QuickTime", False, "AVC"),
        ({"container": "mov"}, Content.MP4, "QuickTime", False, "AVC"),
        ({"codec": "mpeg4"}, Content.MP4, "MP4", True, "MPEG-4 Visual"),
        ({"container": "avi", "codec": "mpeg4"}, Content.AVI, "AVI", False, "MPEG-4 Visual"),
        ({"container": "flv"}, Content.FLV, "Flash Video", False, "AVC"),
        ({"container": "asf", "codec": "wmv2"}, Content.WMV, "Windows Media", False, "WMV2"),
    ],
)
def test_containers(
    how: dict[str, object], content: Content, container: str, is_mp4: bool, codec: str
) -> None:
    video = read(recordings.video(**how), content)  # type: ignore[arg-type]
    assert (video.container, video.is_mp4, video.codec) == (container, is_mp4, codec)
    assert (video.width, video.height, video.frame_count) == (64, 48, 50)
    assert video.duration == pytest.approx(2.0)
    assert video.frame_rate == pytest.approx(25.0)
    assert not video.has_sound
    assert video.damage is None


def test_matroska() -> None:
    video = read(recordings.video(container="matroska", sound=True), Content.MATROSKA)
    assert (video.container, video.codec, video.is_mp4) == ("Matroska", "AVC", False)
    assert (video.width, video.height, video.has_sound) == (64, 48, True)


@pytest.mark.skipif("libx265" not in recordings.av.codecs_available, reason="no HEVC encoder")
def test_hevc() -> None:
    video = read(recordings.video(codec="libx265", encoder={"x265-params": "log-level=none"}))
    assert (video.codec, video.progressive, video.frame_count) == ("HEVC", None, 50)


def test_sound_that_runs_longer_leaves_the_picture_alone() -> None:
    video = read(recordings.video(sound=True))
    assert video.has_sound
    assert (video.duration, video.frame_count) == (2.0, 50)


def test_a_turned_picture_is_measured_upright() -> None:
    video = read(recordings.turned(recordings.video()))
    assert (video.width, video.height) == (48, 64)


def test_pixels_that_are_not_square() -> None:
    video = read(recordings.video(pixel_aspect=Fraction(4, 3)))
    assert (video.width, video.height) == (85, 48)


@pytest.mark.parametrize(
    ("aspect", "width"), [("4/3", 85), ("12/11", 70), ("7/5", 90), ("1/1", 64)]
)
def test_pixels_that_only_the_picture_itself_says_are_not_square(aspect: str, width: int) -> None:
    video = read(recordings.video(encoder={"x264-params": f"sar={aspect}"}))
    assert (video.width, video.height) == (width, 48)


@pytest.mark.parametrize(("asked", "progressive"), [("0", True), ("1", False)])
def test_fields(asked: str, progressive: bool) -> None:
    data = recordings.video(encoder={"x264-params": f"interlaced={asked}"})
    assert read(data).progressive is progressive


def test_variable_rate() -> None:
    even = read(recordings.video(times=range(0, 2000, 40)))
    uneven = read(recordings.video(times=[at * 40 + at % 2 * 15 for at in range(50)]))
    assert even.spans is not None
    assert [(span.milliseconds, span.count) for span in even.spans] == [(40.0, 48)]
    assert uneven.spans is not None
    assert {span.milliseconds for span in uneven.spans} == {25.0, 55.0}


@pytest.mark.parametrize("movflags", ["", "faststart", FRAGMENTS])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.8, 0.99])
def test_cut_short(movflags: str, share: float) -> None:
    data = recordings.video(movflags=movflags)
    damage = read(data[: int(len(data) * share)]).damage
    assert damage is not None
    assert "视频" in damage.zh
    assert "video" in damage.en


@pytest.mark.parametrize(("movflags", "known"), [("faststart", True), (FRAGMENTS, False)])
def test_how_long_a_film_ran_that_is_cut(movflags: str, known: bool) -> None:
    """An index in front tells it; of pieces nobody knows how many there were."""
    data = recordings.video(movflags=movflags)
    found = read(data[: len(data) * 4 // 5])
    assert found.damage is not None
    assert (found.duration is not None) is known
    assert read(data).duration is not None


def test_without_an_index() -> None:
    data = recordings.video()
    video = read(data[: data.index(b"moov") - 4])
    assert video.damage is not None
    assert "索引" in video.damage.zh
    assert (video.is_mp4, video.codec, video.duration) == (True, None, None)


def test_a_blank_middle() -> None:
    data = recordings.video(movflags="faststart")
    start = data.index(b"mdat") + 4
    third = (len(data) - start) // 3
    video = read(data[: start + third] + bytes(third) + data[start + 2 * third :])
    assert video.damage is not None
    assert "空白" in video.damage.zh


def test_bytes_after_the_end_are_no_damage() -> None:
    assert read(recordings.video() + b"appended by a phone").damage is None
    assert read(recordings.video() + bytes(5000)).damage is None


def test_empty() -> None:
    found = read_video(io.BytesIO(), 0, Content.MP4)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.EMPTY


@pytest.mark.parametrize("content", [Content.MATROSKA, Content.AVI, Content.WMV, Content.MPEG])
def test_noise_has_no_picture(content: Content) -> None:
    assert read(b"\x1a\x45\xdf\xa3" + bytes(range(256)) * 8, content).damage is not None
