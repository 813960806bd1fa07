"""Every kind of film that people hand in, mended, and judged by the checks and frame by frame."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import pytest
from tests.support.claps import ClapFilm, Played, clap_film, frame_times, played
from tests.support.mending import SMALL, facts_of, mend, plan_of, wants

from jlxx_check.model.facts import Video
from jlxx_check.probes.mp4_boxes import top_level
from jlxx_check.unit.repair.media import FilmVerb

#: Seconds by which sound and picture may be apart.
IN_STEP = 0.0401

FILMS = {
    "phone, HEVC, turned": ClapFilm(
        wrapped="mov", codec="libx265", size=(192, 108), rate=30, turned=90
    ),
    "variable rate": ClapFilm(rate=30, uneven=(0, 0.3, -0.3, 0.6, 0)),
    "60 a second": ClapFilm(rate=60, seconds=0.76),
    "15 a second": ClapFilm(rate=15),
    "NTSC": ClapFilm(rate=30000 / 1001),
    "WeChat, upright": ClapFilm(size=(136, 240), rate=30, sound_rate=44_100),
    "odd size": ClapFilm(size=(107, 61), pixels="yuv444p"),
    "4:2:2": ClapFilm(wrapped="mov", pixels="yuv422p"),
    "10 bits": ClapFilm(wrapped="matroska", pixels="yuv420p10le"),
    "HLG": ClapFilm(wrapped="mov", codec="libx265", pixels="yuv420p10le", colours=(9, 18, 9)),
    "PQ": ClapFilm(wrapped="mov", codec="libx265", pixels="yuv420p10le", colours=(9, 16, 9)),
    "ProRes": ClapFilm(wrapped="mov", codec="prores_ks", pixels="yuv422p10le", sound="pcm_s16le"),
    "television": ClapFilm(
        wrapped="vob",
        codec="mpeg2video",
        size=(176, 144),
        pixel_aspect=Fraction(16, 15),
        fields=True,
        sound="mp2",
    ),
    "camcorder": ClapFilm(wrapped="mpegts", rate=50, sound="ac3", layout="5.1"),
    "webm": ClapFilm(wrapped="webm", codec="libvpx", sound="libopus"),
    "avi": ClapFilm(wrapped="avi", codec="mpeg4", sound="libmp3lame"),
    "avi, B frames": ClapFilm(wrapped="avi", options=(("bf", "2"),), sound="pcm_s16le"),
    "camera": ClapFilm(wrapped="avi", codec="mjpeg", pixels="yuvj420p", sound="pcm_u8"),
    "flv": ClapFilm(wrapped="flv", codec="flv", sound="libmp3lame", sound_rate=44_100),
    "wmv": ClapFilm(wrapped="asf", codec="wmv2", sound="wmav2", sound_rate=44_100),
    "old phone": ClapFilm(
        wrapped="3gp",
        codec="h263",
        size=(176, 144),
        # FFmpeg of newer wheels reads AMR, and writes none.
        sound="libopencore_amrnb" if "libopencore_amrnb" in av.codecs_available else "aac",
        sound_rate=8_000,
        layout="mono",
    ),
    "late sound": ClapFilm(heard=(0.1, None), rate=30),
    "sound that ends early": ClapFilm(heard=(0, 0.75), rate=30, seconds=1.2),
    "late picture": ClapFilm(wrapped="mov", late=0.1, seconds=0.7, rate=30),
    "no sound": ClapFilm(wrapped="mov", sound=None, rate=30),
    "two sounds": ClapFilm(wrapped="matroska", second_sound=True, rate=30),
}


@pytest.mark.parametrize("name", FILMS)
def test_a_mended_film_is_as_asked_by_the_checks_and_frame_by_frame(
    name: str, tmp_path: Path
) -> None:
    wanted, source, to = FILMS[name], tmp_path / "film", tmp_path / "mended.mp4"
    source.write_bytes(clap_film(wanted))
    plan = plan_of(source)
    assert plan.verb is FilmVerb.ENCODE
    done = mend(source, to, plan)
    facts = facts_of(to)
    assert wants().faults(facts) == ()
    assert isinstance(facts.body, Video) and facts.body.damage is None and facts.body.is_mp4
    shown = played(to)
    assert_as_asked(shown)
    assert_index_in_front(to)
    assert done.frames == len(shown.times) == facts.body.frame_count
    assert abs(len(shown.times) / 25 - length(wanted)) <= 2 / 25
    assert bool(shown.bursts) is (wanted.sound is not None)
    assert out_of_step(shown) <= IN_STEP
    assert source.read_bytes() == clap_film(wanted)
    assert {path.name for path in tmp_path.iterdir()} == {"film", "mended.mp4"}


def length(wanted: ClapFilm) -> float:
    times = frame_times(wanted)
    return times[-1] + 1 / wanted.rate - times[0]


def assert_as_asked(shown: Played) -> None:
    assert (shown.size, shown.pixel_aspect, shown.pixels) == (SMALL, 1, "yuv420p")
    assert (shown.codec, shown.profile) == ("h264", "High")
    assert not shown.turned and not shown.fields
    first = shown.times[0]
    assert [round((at - first) * 25, 3) for at in shown.times] == list(range(len(shown.times)))
    if shown.sound_codec:
        assert shown.sound_codec.startswith("aac") and shown.sound_rate in (44_100, 48_000)


def assert_index_in_front(path: Path) -> None:
    with path.open("rb") as stream:
        kinds = [box.kind for box in top_level(stream, path.stat().st_size)]
    assert kinds.index("moov") < kinds.index("mdat")


def out_of_step(shown: Played) -> float:
    """Seconds between the flash and the burst of a clap, the worst of all."""
    pairs = zip(shown.bursts, shown.flashes, strict=bool(shown.bursts))
    return max((abs(burst - flash) for burst, flash in pairs), default=0.0)
