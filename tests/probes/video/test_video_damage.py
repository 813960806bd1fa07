"""Sound films of many makers are whole; cut, holed or zeroed, every one of them is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import av
import pytest

from jlxx_check.model.facts import Content, Video
from jlxx_check.probes.video import mp4_damage
from jlxx_check.probes.video.read_video import read_video
from tests.probes import recordings
from tests.support.films import Film, film

MAKERS: dict[str, dict[str, object]] = {
    "plain": {},
    "index first": {"movflags": "faststart"},
    "in pieces": {"movflags": "frag_keyframe+empty_moov"},
    "in pieces, an index of them": {"movflags": "frag_keyframe+empty_moov+default_base_moof"},
    "dash": {"movflags": "dash"},
    "with sound": {"sound": True},
    "with sound, index first": {"sound": True, "movflags": "faststart"},
    "with sound, in pieces": {"sound": True, "movflags": "frag_keyframe+empty_moov"},
    "MPEG-4": {"codec": "mpeg4"},
    "QuickTime": {"container": "mov"},
    "large": {"size": (640, 360)},
    "large, with sound": {"size": (640, 360), "sound": True},
    "large, in pieces": {"size": (640, 360), "movflags": "frag_keyframe+empty_moov"},
    "ten key frames": {"encoder": {"g": "5"}},
    "interlaced": {"encoder": {"x264-params": "interlaced=1"}},
    "lossless": {"encoder": {"qp": "0"}},
    "uneven": {"times": [at * 40 + at % 2 * 15 for at in range(50)]},
}
if "libx265" in av.codecs_available:
    MAKERS["HEVC"] = {"codec": "libx265", "encoder": {"x265-params": "log-level=none"}}


@cache
def made(maker: str) -> bytes:
    if maker == "a long one":
        return film(Film(seconds=240))
    if maker == "a long one, index first":
        return film(Film(seconds=240, index_first=True))
    return recordings.video(**MAKERS[maker])  # type: ignore[arg-type]


ALL = [*MAKERS, "a long one", "a long one, index first"]


def damage(data: bytes) -> str | None:
    video = read_video(io.BytesIO(data), len(data), Content.MP4)
    assert isinstance(video, Video)
    return video.damage.zh if video.damage else None


def cut(share: float) -> Callable[[bytes], bytes]:
    return lambda data: data[: int(len(data) * share)]


def hole(data: bytes) -> bytes:
    start, end = len(data) * 40 // 100, len(data) * 60 // 100
    return data[:start] + bytes(end - start) + data[end:]


def zero_end(data: bytes) -> bytes:
    start = len(data) * 85 // 100
    return data[:start] + bytes(len(data) - start)


SPOILT = {
    **{f"cut at {share:.0%}": cut(share) for share in (0.1, 0.3, 0.6, 0.9)},
    "a hole": hole,
    "zeros at the end": zero_end,
}


@pytest.mark.parametrize("maker", ALL)
def test_a_sound_film_is_whole(maker: str) -> None:
    assert damage(made(maker)) is None


@pytest.mark.parametrize("spoil", SPOILT)
@pytest.mark.parametrize("maker", ALL)
def test_a_spoilt_film_is_told(maker: str, spoil: str) -> None:
    assert damage(SPOILT[spoil](made(maker))) is not None


@pytest.mark.parametrize("maker", ["index first", "with sound, in pieces", "a long one"])
@pytest.mark.parametrize("padding", [512, 4096, 60_000])
def test_what_a_disk_pads_a_file_with_is_no_damage(maker: str, padding: int) -> None:
    assert damage(made(maker) + bytes(padding)) is None


@pytest.mark.parametrize("maker", ["large", "large, with sound", "large, in pieces"])
@pytest.mark.parametrize("share", [0.25, 0.5, 0.75])
def test_a_page_of_zeros_in_a_picture_is_told(maker: str, share: float) -> None:
    data = made(maker)
    start = int(len(data) * share)
    assert damage(data[:start] + bytes(2048) + data[start + 2048 :]) is not None


LARGE = (0, 40_000), (41_000, 40_000), (82_000, 40_000)


@pytest.mark.parametrize(
    ("zeros", "beside", "told"),
    [
        ((20_000, 22_000), (), True),  # amid a picture
        ((39_000, 41_500), (), True),  # over the beginning of one
        ((38_000, 40_000), (), False),  # what fills a picture up
        ((38_000, 41_000), (), False),
        ((38_000, 41_000), ((40_000, 500),), True),  # sound is none of what fills up
        ((40_000, 41_000), ((40_000, 500),), False),  # silence that is stored as it is
        ((20_000, 20_900), (), False),  # a short run
    ],
)
def test_zeros_are_a_hole_where_no_padding_stands(
    zeros: tuple[int, int], beside: tuple[tuple[int, int], ...], told: bool
) -> None:
    data = bytearray(b"\x5a" * 122_000)
    data[zeros[0] : zeros[1]] = bytes(zeros[1] - zeros[0])
    assert mp4_damage._has_hole(io.BytesIO(data), len(data), LARGE, beside) is told
