"""What is to be done with a film, from its facts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from jlxx_check.api import load_pack
from jlxx_check.model.facts import (
    Cause,
    Content,
    FileFacts,
    FrameSpan,
    Group,
    SoundTrack,
    Unreadable,
    Video,
)
from jlxx_check.text import Text
from jlxx_check.unit.repair import media
from jlxx_check.unit.repair.media import FilmPlan, FilmVerb, film_planning
from jlxx_check.unit.repair.media.film_recipe import FilmRecipe

GOOD = Video(
    container="MP4",
    is_mp4=True,
    codec="AVC",
    width=1280,
    height=720,
    progressive=True,
    duration=250.0,
    frame_rate=25.0,
    frame_count=6250,
    has_sound=True,
    damage=None,
    spans=(FrameSpan(40.0, 6250, 0.0),),
    stored=(1280, 720),
    pixel_aspect=1.0,
    bit_rate=1_152_000.0,
    sound=SoundTrack("AAC", 48_000, 128_000.0),
)
JILIN = media.film_wants(load_pack(), "star", "video")
MICRO = media.film_wants(load_pack("micro-courses-2018"), "course", "video")
TALKS = media.film_wants(load_pack("conference-videos-2024"), "full", "video")
UNEVEN = (FrameSpan(33.0, 3000, 0.0), FrameSpan(50.0, 3250, 1.0))


def plan(wants: media.FilmWants = JILIN, content: Content = Content.MP4, **but: Any) -> FilmPlan:
    size = but.pop("bytes_", 40_000_000)
    body = replace(GOOD, **but)
    return media.film_plan(FileFacts("film.mp4", size, content, Group.VIDEO, body), wants)


def recipe(*words: Any, **but: Any) -> FilmRecipe:
    found = plan(*words, **but).recipe
    assert found is not None
    return found


MOV: dict[str, Any] = {"container": "QuickTime", "is_mp4": False, "content": Content.QUICKTIME}


@pytest.mark.parametrize(
    ("but", "verb"),
    [
        ({}, FilmVerb.KEEP),
        ({"progressive": None}, FilmVerb.KEEP),
        ({"has_sound": False, "sound": None}, FilmVerb.KEEP),
        ({"duration": 500.0}, FilmVerb.KEEP),  # its length is a person's affair
        ({"spans": (FrameSpan(40, 6245, 0), FrameSpan(80, 5, 3))}, FilmVerb.KEEP),  # a hint only
        (MOV, FilmVerb.REMUX),
        ({**MOV, "sound": SoundTrack("PCM", 48_000)}, FilmVerb.REMUX),
        ({**MOV, "spans": None}, FilmVerb.REMUX),  # seen when it is done
        ({"spans": UNEVEN}, FilmVerb.ENCODE),
        ({"codec": "HEVC"}, FilmVerb.ENCODE),
        ({**MOV, "codec": "HEVC"}, FilmVerb.ENCODE),
        ({"width": 1920, "height": 1080, "stored": (1920, 1080)}, FilmVerb.ENCODE),
        ({"frame_rate": 30.0}, FilmVerb.ENCODE),
        ({"progressive": False}, FilmVerb.ENCODE),
        ({"damage": Text("不完整", "cut short")}, FilmVerb.CANNOT),
        ({"container": "SWF", "is_mp4": False, "content": Content.FLASH}, FilmVerb.CANNOT),
    ],
)
def test_a_plan_follows_from_what_the_checks_find(but: dict[str, Any], verb: FilmVerb) -> None:
    found = plan(**but)
    assert found.verb is verb
    assert bool(found.reasons) is (verb is not FilmVerb.KEEP)
    assert (found.recipe is not None) is (verb in (FilmVerb.REMUX, FilmVerb.ENCODE))
    assert (found.becomes is not None) is (found.recipe is not None)
    assert (found.recipe is not None and found.recipe.copy_picture) is (verb is FilmVerb.REMUX)


def test_what_is_no_film_is_said_in_its_own_words() -> None:
    empty = Unreadable(Cause.EMPTY, Text("空的", "empty"))
    facts = FileFacts("film.mp4", 0, Content.EMPTY, Group.VIDEO, empty)
    assert media.film_plan(facts, JILIN) == FilmPlan(FilmVerb.CANNOT, (empty.detail,))


def test_without_the_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(film_planning, "find_spec", lambda _: None)
    assert plan().verb is FilmVerb.KEEP
    found = plan(codec="HEVC")
    assert found.verb is FilmVerb.CANNOT
    assert 'pip install "jlxx-check[video]"' in found.reasons[0].zh


@pytest.mark.parametrize(
    ("words", "but", "size", "aspect"),
    [
        (JILIN, {"width": 544, "height": 960, "stored": (544, 960)}, (1280, 720), 1),
        (MICRO, {"codec": "HEVC"}, (1280, 720), 1),
        (  # television's own shape is allowed there, and only its fields are wrong
            MICRO,
            {
                "width": 768,
                "height": 576,
                "stored": (720, 576),
                "pixel_aspect": 16 / 15,
                "progressive": False,
            },
            (720, 576),
            Fraction(16, 15),
        ),
        (MICRO, {"width": 640, "height": 480, "stored": (640, 480)}, (1280, 720), 1),
        (TALKS, {}, (1920, 1080), 1),
    ],
)
def test_the_size_is_what_the_notice_asks(
    words: media.FilmWants, but: dict[str, Any], size: tuple[int, int], aspect: Fraction
) -> None:
    found = recipe(words, **but)
    assert (found.size, found.pixel_aspect) == (size, aspect)


@pytest.mark.parametrize(
    ("rate", "kept"),
    [
        (25.0, Fraction(25)),
        (29.97, Fraction(30000, 1001)),
        (23.976, Fraction(24000, 1001)),
        (24.63, Fraction(25)),
        (240.0, Fraction(60)),
        (None, Fraction(25)),
    ],
)
def test_where_no_rate_is_asked_for_the_source_keeps_its_own(
    rate: float | None, kept: Fraction
) -> None:
    assert recipe(TALKS, frame_rate=rate).rate == kept
    assert recipe(frame_rate=rate, codec="HEVC").rate == 25


def test_bits_of_picture_and_sound_are_what_the_notice_asks() -> None:
    found = recipe(MICRO, bit_rate=4e6)
    assert found.picture_bits == (1_024_000, 1_280_000)
    assert (found.sound_rate, found.sound_bits) == (48_000, 128_000)
    assert found.most_bytes is not None
    assert plan(MICRO, bytes_=600_000_000).verb is FilmVerb.ENCODE


@pytest.mark.parametrize(
    ("but", "said"),
    [
        ({"width": 1920, "height": 1080}, "转换为1280×720、每秒25帧、H.264编码的MP4"),
        ({"width": 544, "height": 960}, "两侧留黑边"),
        ({"width": 1920, "height": 800}, "上下留黑边"),
        ({"progressive": False}, "隔行变为逐行"),
        (MOV, "画面原样保留"),
    ],
)
def test_what_becomes_of_it_is_said(but: dict[str, Any], said: str) -> None:
    if "width" in but:
        but = {**but, "stored": (but["width"], but["height"])}
    becomes = plan(**but).becomes
    assert becomes is not None and said in becomes.zh


def test_only_what_an_export_decides_is_wanted() -> None:
    names = [rule.check.name for rule in JILIN.rules]
    assert names == ["video.mp4", "video.codec", "video.resolution", "video.frame-rate"]
    assert media.film_wants(load_pack(), "star", "id-photo").rules == ()
