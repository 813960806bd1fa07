"""Sizes, rates, sound, running times and captions of recordings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from pydantic import BaseModel

from jlxx_check.checks.audio import recording
from jlxx_check.checks.running_time import Duration
from jlxx_check.checks.sound_tracks import SoundCoding
from jlxx_check.checks.video import bit_rates, frame_shape, frame_size, timing
from jlxx_check.checks.video.captions_beside import Beside, captions
from jlxx_check.model.facts import Audio, SoundTrack, Video
from jlxx_check.model.outcome import Level, Outcome, Status
from jlxx_check.model.package import SubjectFile
from jlxx_check.packs import load_source
from jlxx_check.testing.case_facts import VIDEO
from jlxx_check.testing.case_packages import build_package

PASS, FAIL, UNJUDGED = Status.PASS, Status.FAIL, Status.NOT_JUDGED
PACK = load_source("jilin-2023").pack


def film(**facts: Any) -> Video:
    return Video(**{**VIDEO, "spans": None, "seen": None, **facts})


def one(found: Iterable[Outcome]) -> Outcome:
    (outcome,) = found
    return outcome


TELEVISION = {
    **{"width": 1280, "height": 720, "progressive": True, "square": 0.01},
    "others": [{"width": 720, "height": 576, "aspect": "4:3"}],
}
LEAST = {"width": 1280, "height": 720, "progressive": True, "at_least": True}


def stored(width: int, height: int, aspect: float) -> Video:
    """A film of these pixels, which are not square."""
    shown = round(width * aspect)
    return film(width=shown, height=height, stored=(width, height), pixel_aspect=aspect)


@pytest.mark.parametrize(
    ("want", "video", "status"),
    [
        (TELEVISION, film(), PASS),
        (TELEVISION, film(width=720, height=576, stored=(720, 576)), PASS),
        (TELEVISION, stored(720, 576, 16 / 15), PASS),  # 4:3, as television has it
        (TELEVISION, stored(720, 576, 12 / 11), PASS),
        (TELEVISION, stored(720, 576, 64 / 45), FAIL),  # 16:9
        (TELEVISION, film(width=1920, height=1080), FAIL),
        (TELEVISION, film(width=720, height=1280), FAIL),
        (TELEVISION, film(progressive=False), FAIL),
        (LEAST, film(width=1920, height=1080), PASS),
        (LEAST, film(), PASS),
        (LEAST, film(width=1280, height=719), FAIL),
        (LEAST, film(width=1080, height=1920), FAIL),
        (LEAST, film(width=None, height=None), UNJUDGED),
    ],
)
def test_sizes(want: dict[str, Any], video: Video, status: Status) -> None:
    asked = frame_size.Resolution.model_validate(want)
    assert one(frame_size.resolution(video, asked)).status is status


def test_sizes_in_words() -> None:
    asked = frame_size.Resolution.model_validate(TELEVISION)
    found = one(frame_size.resolution(film(width=1920, height=1080), asked))
    assert found.message is not None
    assert found.message.zh == "视频分辨率是1920×1080，应为1280×720或720×576。"
    asked = frame_size.Resolution.model_validate(LEAST)
    found = one(frame_size.resolution(film(width=1080, height=1920), asked))
    assert found.message is not None
    assert found.message.zh == "视频是竖幅的（1080×1920），应为横幅1280×720以上。"
    assert one(frame_size.resolution(film(width=640, height=360), asked)).fix is None


@pytest.mark.parametrize(
    ("shape", "status"),
    [((1920, 1080), PASS), ((1366, 768), PASS), ((1440, 1080), FAIL), ((1080, 1920), FAIL)],
)
def test_aspect(shape: tuple[int, int], status: Status) -> None:
    video = film(width=shape[0], height=shape[1])
    assert one(frame_shape.aspect(video, frame_shape.Aspects(aspects=("16:9",)))).status is status


@pytest.mark.parametrize(("progressive", "status"), [(True, PASS), (False, FAIL), (None, UNJUDGED)])
def test_scan(progressive: bool | None, status: Status) -> None:
    assert one(frame_shape.progressive(film(progressive=progressive))).status is status


def mixture(*shapes: tuple[str, int, int]) -> Any:
    entries = [
        {
            "kind": "star",
            "files": [
                {"path": f"{entry}{number}.mp4", "role": "video"}
                | {"video": {"width": wide, "height": high}}
                for number, (owner, wide, high) in enumerate(shapes)
                if owner == entry
            ],
        }
        for entry in dict.fromkeys(owner for owner, _, _ in shapes)
    ]
    return build_package({"entries": entries}, PACK)


@pytest.mark.parametrize(
    ("within", "shapes", "statuses"),
    [
        ("package", [("a", 1280, 720), ("b", 1280, 720)], [PASS]),
        ("package", [("a", 1280, 720), ("b", 720, 576)], [FAIL]),
        ("entry", [("a", 1280, 720), ("b", 720, 576)], [PASS, PASS]),
        ("entry", [("a", 1280, 720), ("a", 720, 576), ("b", 720, 576)], [FAIL, PASS]),
        ("package", [], [Status.NOT_APPLICABLE]),
    ],
)
def test_one_size(within: Any, shapes: list[Any], statuses: list[Status]) -> None:
    found = frame_shape.one_size(mixture(*shapes), frame_shape.OneSize(within=within))
    assert [outcome.status for outcome in found] == statuses


def test_a_mixture_names_those_that_differ() -> None:
    package = mixture(("a", 1280, 720), ("b", 1280, 720), ("c", 720, 576))
    found = one(frame_shape.one_size(package, frame_shape.OneSize()))
    assert (found.file, found.message and found.message.zh) == (
        "c2.mp4",
        "视频的尺寸不一致：1280×720的有2个（a0.mp4、b1.mp4）、720×576的有1个（c2.mp4），"
        "应统一为一种。",
    )


@pytest.mark.parametrize(
    ("kilobits", "status"),
    [(1024, PASS), (1280, PASS), (930, PASS), (1400, PASS), (900, FAIL), (1500, FAIL)],
)
def test_bit_rate(kilobits: float, status: Status) -> None:
    want = bit_rates.BitRate(at_least=1024, at_most=1280)
    found = one(bit_rates.bit_rate(film(bit_rate=1000 * kilobits), want))
    assert found.status is status
    assert one(bit_rates.bit_rate(film(), want)).status is UNJUDGED


AAC = SoundTrack("AAC", 48000, 128_000)


@pytest.mark.parametrize(
    ("sound", "statuses", "says"),
    [
        (AAC, [PASS], ""),
        (SoundTrack("AAC", 48000, 120_000), [PASS], ""),  # a variable rate
        (SoundTrack("AAC", 44100, 128_000), [FAIL], "采样率是44.1 kHz，应为48 kHz"),
        (SoundTrack("MPEG Audio", 48000, 128_000), [FAIL], "编码是MPEG Audio，应为AAC"),
        (SoundTrack("AAC", 48000, 320_000), [FAIL], "码率平均320 kbps，应为128 kbps"),
        (SoundTrack("MPEG Audio", 44100, None), [FAIL, UNJUDGED], "；采样率是44.1 kHz"),
        (SoundTrack("AAC", 48000, None), [UNJUDGED], "读不出声音码率"),
    ],
)
def test_sound(sound: SoundTrack, statuses: list[Status], says: str) -> None:
    want = SoundCoding(codec="AAC", sample_rate=48000, bit_rate=128)
    for found in (
        list(bit_rates.sound_coding(film(sound=sound), want)),
        list(recording.coding(Audio("M4A", 60.0, sound), want)),
    ):
        assert [outcome.status for outcome in found] == statuses
        assert found[0].message is None or says in found[0].message.zh


def test_a_film_without_sound_is_anothers() -> None:
    want = SoundCoding(codec="AAC")
    silent = film(has_sound=False)
    assert one(bit_rates.sound_coding(silent, want)).status is Status.NOT_APPLICABLE
    assert one(bit_rates.sound_coding(film(), want)).status is UNJUDGED
    assert one(recording.coding(Audio("MP3", 60.0), want)).status is UNJUDGED


@pytest.mark.parametrize(
    ("want", "seconds", "status", "says"),
    [
        ({"longest": 480}, 480, PASS, ""),
        ({"longest": 480}, 481, FAIL, "不超过8分00秒"),
        ({"shortest": 300}, 300, PASS, ""),
        ({"shortest": 300}, 299, FAIL, "不少于5分00秒"),
        ({"about": 60}, 54, PASS, ""),
        ({"about": 60}, 66, PASS, ""),
        ({"about": 60}, 67, FAIL, "1分00秒左右（0分54秒至1分06秒）"),
        ({"about": 60}, 53, FAIL, "太短"),
        ({"shortest": 300, "longest": 900, "slack": 0.5}, 900.4, PASS, ""),
        ({"about": 60}, None, UNJUDGED, "读不出"),
    ],
)
def test_running_times(
    want: dict[str, Any], seconds: float | None, status: Status, says: str
) -> None:
    asked = Duration.model_validate(want)
    package = build_package({"entries": [{"kind": "star", "files": [MOVIE]}]}, PACK)
    file = SubjectFile(package.entries[0].files[0], package.facts["a.mp4"], package.entries[0])
    for found in (
        one(timing.duration(film(duration=seconds), file, PACK, asked)),
        one(recording.duration(Audio("MP3", seconds), asked)),
    ):
        assert found.status is status
        assert found.message is None or says in found.message.zh


MOVIE = {"path": "a.mp4", "role": "video", "video": {}}


@pytest.mark.parametrize(
    ("model", "given"),
    [
        (Duration, {}),
        (Duration, {"about": 60, "longest": 70}),
        (bit_rates.BitRate, {}),
        (bit_rates.BitRate, {"at_least": 2, "at_most": 1}),
        (SoundCoding, {}),
        (SoundCoding, {"codec": "AAC", "at_most": 128}),
        (frame_shape.Aspects, {"aspects": ["16/9"]}),
    ],
)
def test_parameters_that_make_no_sense(
    model: Callable[..., BaseModel] | type[BaseModel], given: dict[str, Any]
) -> None:
    with pytest.raises(ValueError):
        model(**given)


def captioned(*files: dict[str, Any]) -> Outcome:
    movie = {"path": "x/talk.mp4", "role": "video", "video": {}}
    others = [{"role": "captions", **file} for file in files]
    package = build_package({"entries": [{"kind": "star", "files": [movie, *others]}]}, PACK)
    entry = package.entries[0]
    file = SubjectFile(entry.files[0], package.facts["x/talk.mp4"], entry)
    return one(captions(file, package, Beside()))


@pytest.mark.parametrize(
    "name", ["talk.srt", "Talk.SBV", "talk.en.srt", "talk_zh-CN.srt", "talk.中文.srt"]
)
def test_captions_of_the_same_name(name: str) -> None:
    assert captioned({"path": f"x/{name}", "text": "a", "cues": 3}).status is PASS


def test_captions_that_are_missing_or_wrong() -> None:
    found = captioned()
    assert found.message is not None
    assert found.message.zh == ("视频没有字幕文件，应在同一文件夹里有“talk.srt”或“talk.sbv”。")
    found = captioned({"path": "x/final.srt", "text": "a", "cues": 3})
    assert found.message is not None
    assert "旁边的“final.srt”与视频不同名" in found.message.zh
    assert found.related == ("x/final.srt",)
    assert captioned({"path": "y/talk.srt", "text": "a", "cues": 3}).status is FAIL
    assert captioned({"path": "x/talk.vtt", "text": "a", "cues": 3}).status is FAIL
    found = captioned({"path": "x/talk.srt", "text": "只有文字", "cues": 0})
    assert (found.status, found.file) == (FAIL, "x/talk.srt")
    found = captioned({"path": "x/talk.srt", "text": "a", "cues": 3, "cues_end": 276.0})
    assert (found.status, found.level) == (FAIL, Level.WARNING)
    found = captioned({"path": "x/talk.srt", "unreadable": {"cause": "corrupt"}})
    assert (found.status, found.file) == (UNJUDGED, "x/talk.srt")
