"""What only hand-made files show: edit lists, jitter, odd tracks, broken tables."""

from __future__ import annotations

import io
import zlib
from dataclasses import replace

import pytest

from jlxx_check.model.facts import Cause, Content, Unreadable, Video
from jlxx_check.probes.video.read_video import read_video
from tests.probes.boxes import Track, box, movie


def read(data: bytes) -> Video:
    video = read_video(io.BytesIO(data), len(data), Content.MP4)
    assert isinstance(video, Video)
    return video


MUSIC = Track(times=((100, 1024),), scale=44100, codec="mp4a", handler="soun")


@pytest.mark.parametrize(
    ("track", "frames", "duration", "rate", "odd"),
    [
        (Track(), 7500, 300.0, 25.0, 0),
        (Track(times=((6000, 40),)), 6000, 240.0, 25.0, 0),
        (Track(times=((7500, 3600),), scale=90000), 7500, 300.0, 25.0, 0),
        (Track(times=((7503, 39984),), scale=1_000_000), 7503, 299.99995, 25.01, 0),
        (Track(edits=((300_000, 0),)), 7500, 300.0, 25.0, 0),
        (Track(edits=((10_000, -1), (300_000, 0))), 7500, 300.0, 25.0, 0),
        (Track(edits=((0, 0),)), 7500, 300.0, 25.0, 0),
        (Track(edits=((240_000, 40_000),)), 6000, 240.0, 25.0, 0),
        (Track(edits=((120_000, 0), (120_000, 180_000))), 6000, 240.0, 25.0, 0),
        (Track(offsets=((7500, 80),)), 7500, 300.0, 25.0, 0),
        (Track(offsets=((7500, 80),), edits=((300_000, 80),)), 7500, 300.0, 25.0, 0),
        (Track(times=((1, 41), (1, 39)) * 3000), 6000, 240.0, 25.0, 0),
        (Track(times=((3000, 40), (1, 43), (1, 37), (2998, 40))), 6000, 240.0, 25.0, 2),
        (Track(times=((3750, 40), (1, 80), (3748, 40))), 7499, 300.0, 24.99667, 1),
        (Track(times=((1, 63), (5999, 40))), 6000, 240.023, 24.998, 0),
        (Track(times=((7499, 40), (1, 0))), 7499, 299.96, 25.0, 0),
        (Track(times=((7499, 40), (1, 80))), 7500, 300.04, 24.99667, 0),
    ],
)
def test_timing(track: Track, frames: int, duration: float, rate: float, odd: int) -> None:
    video = read(movie(track, MUSIC))
    assert video.frame_count == frames
    assert video.duration == pytest.approx(duration, abs=1e-3)
    assert video.frame_rate == pytest.approx(rate, abs=1e-3)
    assert odd_frames(video) == odd
    assert video.has_sound
    assert video.damage is None


def odd_frames(video: Video) -> int:
    """Frames shown for a time more than 2 ms off 40 ms."""
    assert video.spans is not None
    return sum(span.count for span in video.spans if abs(span.milliseconds - 40) > 2)


def test_an_odd_frame_has_its_place() -> None:
    video = read(movie(Track(times=((3750, 40), (1, 80), (3748, 40)))))
    assert video.spans is not None
    usual, odd = video.spans
    assert (usual.milliseconds, usual.count) == (40.0, 7496)
    assert (odd.milliseconds, odd.count, odd.first_at) == (80.0, 1, 150.0)


def test_a_long_pause_is_no_longer_told_from_a_longer_one() -> None:
    video = read(movie(Track(times=((10, 40), (1, 5000), (1, 9000), (10, 40)))))
    assert video.spans is not None
    assert [(span.milliseconds, span.count) for span in video.spans][1:] == [(1000.0, 2)]


@pytest.mark.parametrize(
    "other",
    [
        Track(times=((1, 40),), codec="jpeg", size=(600, 600)),
        Track(times=((1, 40),), codec="mp4v", object_type=0x6C, size=(600, 600)),
        Track(times=((1, 40),), codec="mp4v", object_type=0x6D, size=(600, 600)),
        Track(codec="hvc1", enabled=False, size=(640, 360)),
        MUSIC,
    ],
)
def test_the_track_that_is_shown(other: Track) -> None:
    video = read(movie(other, Track()))
    assert (video.codec, video.width, video.height) == ("AVC", 1280, 720)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("avc3", "AVC"),
        ("dvav", "AVC"),
        ("H264", "AVC"),
        ("hev1", "HEVC"),
        ("hvc1", "HEVC"),
        ("apch", "ProRes"),
        ("mp4v", "MPEG-4 Visual"),
    ],
)
def test_codecs(codec: str, name: str) -> None:
    assert read(movie(Track(codec=codec))).codec == name


@pytest.mark.parametrize(
    "tracks", [(Track(codec="encv"),), (Track(), replace(MUSIC, codec="enca"))]
)
def test_an_encrypted_film_is_said_to_be_one(tracks: tuple[Track, ...]) -> None:
    data = movie(*tracks)
    found = read_video(io.BytesIO(data), len(data), Content.MP4)
    assert isinstance(found, Unreadable)
    assert found.cause is Cause.PASSWORD
    assert "加了密" in found.detail.zh


@pytest.mark.parametrize(
    ("sort", "name"),
    [(0x20, "MPEG-4 Visual"), (0x21, "AVC"), (0x61, "MPEG-2 Video"), (0x6C, "JPEG")],
)
def test_what_mp4v_stands_for_is_said_beside_it(sort: int, name: str) -> None:
    assert read(movie(Track(codec="mp4v", object_type=sort))).codec == name


@pytest.mark.parametrize(
    ("aspect", "width"),
    [((1, 1, 4, 3), 1280), ((4, 3, 1, 1), 960), ((4, 3, 0, 0), 960), ((1, 1), 960)],
)
def test_of_several_shapes_of_pixels_the_last_is_shown(aspect: tuple[int, ...], width: int) -> None:
    """As an editor leaves them that adds its own to another's."""
    assert read(movie(Track(size=(960, 720), aspect=aspect))).width == width


def test_pixel_aspect() -> None:
    video = read(movie(Track(size=(960, 720), aspect=(4, 3))))
    assert (video.width, video.height) == (1280, 720)


@pytest.mark.parametrize(
    ("brand", "is_mp4"), [("isom", True), ("mp42", True), ("M4V ", True), ("qt  ", False)]
)
def test_brands(brand: str, is_mp4: bool) -> None:
    assert read(movie(Track(), brand=brand)).is_mp4 is is_mp4


@pytest.mark.parametrize(
    ("brand", "name"), [("isml", "ISML"), ("3gp4", "3GP"), ("qt  ", "QuickTime")]
)
def test_what_is_no_mp4_is_not_called_so(brand: str, name: str) -> None:
    video = read(movie(Track(), brand=brand))
    assert (video.container, video.is_mp4) == (name, False)


def test_no_brand_is_quicktime() -> None:
    video = read(movie(Track(), wrap=False))
    assert (video.container, video.is_mp4, video.frame_count) == ("QuickTime", False, 7500)


def test_a_packed_index() -> None:
    whole = movie(Track())
    at = whole.index(b"moov") - 4
    moov = whole[at:]
    packed = box("cmvd", len(moov).to_bytes(4, "big"), zlib.compress(moov))
    data = whole[:at] + box("moov", box("cmov", box("dcom", b"zlib"), packed))
    assert read(data).frame_count == 7500


def test_only_sound_is_no_video() -> None:
    video = read(movie(MUSIC))
    assert video.has_sound
    assert video.damage is not None
    assert "画面" in video.damage.zh


def test_samples_beyond_the_end() -> None:
    whole = movie(Track())
    at = whole.index(b"moov") - 4
    head = whole[: whole.index(b"mdat") - 4]
    data = head + box("mdat", b"\x01" * 10) + whole[at:]
    damage = read(data).damage
    assert damage is not None
    assert "缺失" in damage.zh


@pytest.mark.parametrize("kind", [b"stts", b"stsz", b"stco", b"elst", b"mvhd", b"mdia"])
def test_damaged_tables_are_damage_or_nothing(kind: bytes) -> None:
    whole = movie(Track(edits=((300_000, 0),)))
    at = whole.index(kind)
    for wrong in (b"\xff" * 12, bytes(12)):
        broken = whole[: at + 4] + wrong + whole[at + 16 :]
        read(broken)
    larger = whole[: at - 4] + b"\x7f\xff\xff\xff" + whole[at:]
    damage = read(larger).damage
    assert damage is not None
