"""Sound films of many makers are whole; cut, holed or zeroed, every one of them is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import av
import pytest

from jlxx_check.model.facts import Audio, Content, Unreadable, Video
from jlxx_check.probes.audio import read_audio
from jlxx_check.probes.video.mp4_holes import BLANK_SOUND, FILLED, Laid, blank_part
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


@pytest.mark.parametrize("maker", ["with sound, index first", "plain", "a long one, index first"])
@pytest.mark.parametrize("fill", [b"\xff", b"\xaa", b"<html>502 Bad Gateway</html>\r\n"])
def test_a_hole_filled_with_something_else_is_told(maker: str, fill: bytes) -> None:
    data = made(maker)
    start, end = len(data) * 40 // 100, len(data) * 70 // 100
    broken = data[:start] + (fill * (end - start))[: end - start] + data[end:]
    assert damage(broken) is not None
    if maker.startswith("a long one"):
        assert damage(broken) == FILLED.zh
    assert damage(data + fill * 4096) is None


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
    data = bytearray(b"\x5a\xa5" * 61_000)
    data[zeros[0] : zeros[1]] = bytes(zeros[1] - zeros[0])
    laid = Laid(LARGE, beside=beside)
    assert (blank_part(io.BytesIO(data), len(data), laid) is not None) is told


@pytest.mark.parametrize(
    ("zeros", "told"),
    [
        ((0, 370), True),  # a packet of many
        ((300, 780), True),  # one behind the end of another
        ((100, 370), False),  # what may fill a packet up
        ((740, 752), False),  # a packet too short to tell
        ((752, 2000), False),  # beside it all
    ],
)
def test_sound_is_followed_where_pictures_may_be_zeros(zeros: tuple[int, int], told: bool) -> None:
    data = bytearray(b"\x5a" * 2000)
    data[zeros[0] : zeros[1]] = bytes(zeros[1] - zeros[0])
    laid = Laid(sounds=((0, 370), (370, 370), (740, 12)))
    found = blank_part(io.BytesIO(data), len(data), laid)
    assert (found is BLANK_SOUND) is told


SOUNDING: dict[str, dict[str, object]] = {
    "AAC": {"noise": True},
    "AAC, index first": {"noise": True, "movflags": "faststart"},
    "AAC, in pieces": {"noise": True, "movflags": "frag_keyframe+empty_moov"},
    "AAC, dash": {"noise": True, "movflags": "dash"},
    "AAC, QuickTime": {"noise": True, "container": "mov"},
    "MP3": {"voice": "libmp3lame"},
    "MP3, in pieces": {"voice": "libmp3lame", "movflags": "frag_keyframe+empty_moov"},
    "AC-3": {"voice": "ac3"},
    "AC-3, QuickTime": {"voice": "ac3", "container": "mov"},
}


@cache
def sounding(maker: str) -> tuple[bytes, tuple[tuple[int, int], ...]]:
    """A film, and where the packets of its sound lie: first byte and end."""
    data = recordings.video(frames=25, **{"sound": True, **SOUNDING[maker]})  # type: ignore[arg-type]
    with av.open(io.BytesIO(data)) as film:
        packets = [packet for packet in film.demux(audio=0) if packet.size]
        return data, tuple((packet.pos, packet.pos + packet.size) for packet in packets)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("maker", SOUNDING)
def test_zeros_that_lie_wholly_in_the_sound_are_told(maker: str, share: float) -> None:
    data, packets = sounding(maker)
    start, end = packets[int(len(packets) * share)]
    assert damage(data) is None
    assert damage(data[:start] + bytes(end - start) + data[end:]) == BLANK_SOUND.zh


@pytest.mark.parametrize("maker", ["AAC, in pieces", "MP3, in pieces", "AC-3, QuickTime"])
@pytest.mark.parametrize("beyond", [100, 300])
def test_a_page_that_begins_amid_a_packet_of_sound_is_told(maker: str, beyond: int) -> None:
    data, packets = sounding(maker)
    start = packets[len(packets) // 2][0] + beyond
    assert damage(data[:start] + bytes(4096) + data[start + 4096 :]) is not None


@pytest.mark.parametrize("voice", ["aac", "libmp3lame", "ac3", "flac", "alac", "pcm_s16le"])
@pytest.mark.parametrize("movflags", ["", "frag_keyframe+delay_moov"])
def test_silence_is_no_hole(voice: str, movflags: str) -> None:
    form = {"flac": "s16", "pcm_s16le": "s16", "alac": "s16p"}.get(voice, "fltp")
    data = recordings.video(
        container="mov" if voice == "pcm_s16le" else "mp4",
        sound=True,
        voice=voice,
        form=form,
        movflags=movflags,
        muxer={"strict": "-2"},
    )
    assert damage(data) is None


@pytest.mark.parametrize(("first", "end", "told"), [(0, 0, False), (2, 3, True), (40, 60, True)])
def test_a_recording_of_sound_alone_is_held_to_the_same(first: int, end: int, told: bool) -> None:
    data = recordings.audio("ipod", "aac", noise=True)
    with av.open(io.BytesIO(data)) as sound:
        places = [packet.pos for packet in sound.demux() if packet.size]
    begin, behind = places[first], places[end]
    data = data[:begin] + bytes(behind - begin) + data[behind:]
    found = read_audio(io.BytesIO(data), len(data), Content.M4A)
    assert isinstance(found, Unreadable if told else Audio)
