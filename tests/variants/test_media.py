"""Photos and videos as phones, chat programs and transfers leave them."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image

from tests.probes.recordings import shrunk, turned
from tests.support import pictures
from tests.support.editing import Data, add, change, remove, replace
from tests.support.films import Film, film
from tests.variants.bench import Variant, Wanted, hold, variant

NOISE = random.Random("film").randbytes(60_000)


def blurred(seed: int) -> bytes:
    return pictures.saved(pictures.blurred(pictures.scene(seed)))


def heic(seed: int) -> bytes:
    return pictures.saved(pictures.scene(seed), "HEIF")


def photo(name: str, data: Data, rule: str, level: str, says: str = "") -> Variant:
    wanted = Wanted(rule, "project/4", "project/4 photo 2", level, says)
    return variant(name, replace("project/4 photo 2", data), wanted)


PHOTOS = [
    photo(
        "a photo of few pixels",
        lambda: pictures.saved(pictures.scene(71, (700, 525))),
        "photo.resolution",
        "warning",
        "700×525",
    ),
    photo(
        "a photo out of focus",
        lambda: blurred(72),
        "photo.sharpness",
        "info",
    ),
    variant(
        "an activity photo of few pixels",
        replace("star/6 activity-photo", lambda: pictures.saved(pictures.scene(73, (599, 800)))),
        Wanted("photo.resolution", "star/6", "star/6 activity-photo", "warning", "599×800"),
    ),
    variant(
        "a photo that is black",
        replace(
            "project/4 photo 2",
            lambda: pictures.saved(Image.new("RGB", (1600, 1200), (3, 3, 3))),
        ),
        Wanted("photo.blank", "project/4", "project/4 photo 2", "error", "空白"),
        Wanted("photo.sharpness", "project/4", "project/4 photo 2", "info"),
    ),
    variant(
        "an activity photo out of focus",
        replace(
            "star/6 activity-photo", lambda: pictures.saved(pictures.blurred(pictures.scene(74)))
        ),
        Wanted("photo.sharpness", "star/6", "star/6 activity-photo", "info"),
    ),
    variant(
        "an activity photo that tells where it was taken",
        replace("star/6 activity-photo", lambda: pictures.located(76, size=(800, 620))),
        Wanted("photo.location", "star/6", "star/6 activity-photo", "info", "GPS"),
    ),
    variant(
        "a photo as the phone stores it",
        (
            add(
                "project/4 photo/IMG_0412.HEIC", lambda: pictures.saved(pictures.scene(75), "HEIF")
            ),
            remove("project/4 photo 2"),
        ),
    ),
]


def video(rule: str, says: str = "", level: str = "error") -> Wanted:
    return Wanted(f"video.{rule}", "star/1", "star/1 video", level, says)


def filmed(name: str, made: Film, *wanted: Wanted, **unjudged: int) -> Variant:
    lacking = {f"video.{rule.replace('_', '-')}": count for rule, count in unjudged.items()}
    return variant(name, replace("star/1 video", lambda: film(made)), *wanted, unjudged=lacking)


UNMEASURED = ("codec", "resolution", "frame-rate", "duration", "sound")
VIDEOS = [
    filmed("a QuickTime film renamed .mp4", Film(wrapped="mov"), video("container", "QuickTime")),
    filmed(
        "a Matroska film renamed .mp4",
        Film(wrapped="matroska"),
        video("container", "Matroska"),
        frame_rate=1,
    ),
    filmed("HEVC", Film(codec="libx265"), video("codec", "HEVC")),
    filmed("MPEG-4 part 2", Film(codec="mpeg4"), video("codec")),
    filmed("1080p", Film(size=(1920, 1080)), video("resolution", "1920×1080")),
    filmed("480p", Film(size=(854, 480)), video("resolution", "854×480")),
    filmed("interlaced", Film(interlaced=True), video("resolution", "隔行")),
    variant(
        "an upright film by its rotation flag",
        change("star/1 video", turned),
        video("resolution", "720×1280"),
    ),
    variant(
        "a film that asks to be drawn small",
        change("star/1 video", shrunk),
        video("picture", "缩小到50%", "warning"),
    ),
    filmed("30 frames a second", Film(rate=30), video("frame-rate", "30")),
    filmed("24 frames a second", Film(rate=24), video("frame-rate", "24")),
    filmed("a variable rate", Film(uneven=9), video("frame-rate", "可变")),
    filmed("5:30", Film(seconds=330), video("duration", "5分30秒")),
    filmed("5:01", Film(seconds=301), video("duration", "5分01秒")),
    filmed("5:00", Film(seconds=300)),
    filmed("4:00", Film(seconds=240)),
    filmed("3:59", Film(seconds=239), video("duration", "3分59秒")),
    filmed("3:30", Film(seconds=210), video("duration", "3分30秒")),
    filmed("no sound", Film(sound=False), video("sound", level="warning")),
    variant(
        "cut short, its index in front",
        replace("star/1 video", lambda: film(Film(index_first=True))[:500_000]),
        video("complete"),
    ),
    variant(
        "cut short, its index gone",
        replace("star/1 video", lambda: film(Film())[:500_000]),
        video("complete"),
        unjudged={f"video.{rule}": 1 for rule in UNMEASURED},
    ),
    variant(
        "noise named .mp4",
        replace("star/1 video", NOISE),
        Wanted("package.readable", "star/1", "star/1 video"),
        unjudged={f"video.{rule}": 1 for rule in (*UNMEASURED, "container", "complete")}
        | {"package.duplicate-file": 1},
    ),
    variant("no video", remove("star/1 video")),
    variant(
        "a video of a phone: several faults, each once",
        replace("star/1 video", lambda: film(Film(wrapped="mov", size=(1920, 1080), rate=30))),
        video("container"),
        video("resolution"),
        video("frame-rate"),
    ),
]


@pytest.mark.parametrize("case", PHOTOS + VIDEOS, ids=str)
def test_media(case: Variant, tmp_path: Path) -> None:
    hold(case, tmp_path)
