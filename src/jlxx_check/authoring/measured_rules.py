"""Rules from files that are as they should be: what was measured, as a rule's parameters."""

from __future__ import annotations

from collections.abc import Iterator
from math import floor
from pathlib import Path
from typing import Any

from jlxx_check.authoring.check_catalogue import written
from jlxx_check.authoring.one_file_facts import NotReadable, facts_of
from jlxx_check.model.document import Document
from jlxx_check.model.facts import Audio, FileFacts, Photo, Video
from jlxx_check.text import Lang, Text
from jlxx_check.values.substance import substance

#: What a pack calls files of this kind, to be changed by its author.
_SCOPES = {Photo: "*.photo", Video: "*.video", Audio: "*.audio", Document: "*.text"}
#: What ID photos are printed as, millimetres, and from which likeness of shape on one is meant.
_PRINTS = {"1寸": (25, 35), "2寸": (35, 49)}
_LIKE, _PLAIN = 0.03, 0.85
_DPI = 300  # what a print is made from where the picture does not say
#: How codecs are called in notices.
_CALLED = {"AVC": "H.264", "HEVC": "H.265"}
_LONG, _SHORT = 1.1, 0.9


def rules_from(path: Path, lang: Lang) -> str:
    """A file's measures as rules in YAML, the numbers to be rounded by who reads them.

    Raises NotReadable.
    """
    facts = facts_of(path)
    rules = {
        name: _rule(check, values, facts, told) for name, check, values, told in _measured(facts)
    }
    if not rules:
        raise NotReadable(
            Text(
                f"{path.name} 里没有可以写成规则的量。请给照片、视频或文档。",
                f"nothing in {path.name} makes a rule. Give a picture, a video or a document.",
            )
        )
    said = Text(
        f"从 {path.name} 量得。数字请按通知改写，说明、级别和条款请补全。",
        f"Measured on {path.name}. Make the numbers the notice's; add level, clause, words.",
    )
    return f"# {said.say(lang)}\n{written({'rules': rules})}\n"


def _rule(check: str, values: dict[str, Any], facts: FileFacts, told: Text) -> dict[str, Any]:
    data: dict[str, Any] = {
        "title": {"zh": told.zh, "en": told.en},
        "why": {"zh": "通知有规定。", "en": "The notice says so."},
        "scope": _SCOPES[type(facts.body)],
        "check": check,
    }
    if values:
        data["with"] = values
    return data | {
        "level": "error",
        "clause": None,
        "fix": {"zh": "请按要求重新制作后提交。", "en": "Make it anew as asked, and hand it in."},
    }


def _measured(facts: FileFacts) -> Iterator[tuple[str, str, dict[str, Any], Text]]:
    """Rule, check, parameters, title."""
    match facts.body:
        case Photo() as photo:
            yield from _as_print(photo)
            side = min(photo.width, photo.height)
            values: dict[str, Any] = {"pixels": floor(side / 100) * 100 or side}
            told = Text("照片大小", "Size of photos")
            yield "photo.resolution", "photo.shorter-side", values, told
            if photo.chroma > 1:
                colour = {"chroma": 1.0}
                yield "photo.colour", "photo.colour", colour, Text("彩色照片", "Photos in colour")
        case Video() as video:
            yield from _of_video(video)
        case Document(has_text=True) as document:
            about = substance(document.text).words
            told = Text("文字篇幅", "Length of the text")
            share = {"about": round(about, -2) or about, "holds": 0.2, "warns": 0.4}
            yield "text.length", "document.length", share, told


def _as_print(photo: Photo) -> Iterator[tuple[str, str, dict[str, Any], Text]]:
    """A portrait on plain ground: the print that it has the shape of."""
    if photo.plain_background < _PLAIN or photo.width >= photo.height:
        return
    # Prints of several sizes have one shape: how many pixels there are tells which is meant.
    dpi = round(photo.dpi or _DPI)
    millimetres = photo.width / dpi * 25.4
    size = min(_PRINTS, key=lambda name: abs(_PRINTS[name][0] - millimetres))
    width, height = _PRINTS[size]
    if abs(photo.width / photo.height / (width / height) - 1) > _LIKE:
        return
    values = {
        "size": size,
        "prints": [[width, height]],
        "tolerance": _LIKE,
        "dpi": dpi,
        "smallest_width": photo.width,
    }
    yield "photo.print-size", "photo.print-size", values, Text("证件照规格", "Size of ID photos")


def _of_video(video: Video) -> Iterator[tuple[str, str, dict[str, Any], Text]]:
    if video.is_mp4:
        yield "video.container", "video.mp4", {}, Text("视频为MP4", "Video in MP4")
    if video.codec is not None:
        called = {"codec": video.codec, "called": _CALLED.get(video.codec, video.codec)}
        yield "video.codec", "video.codec", called, Text("视频编码", "Codec of the video")
    if video.width is not None and video.height is not None:
        size = {
            "width": video.width,
            "height": video.height,
            "progressive": video.progressive is not False,
            "square": 0.01,
        }
        yield "video.resolution", "video.resolution", size, Text("视频尺寸", "Size of the video")
    if video.frame_rate is not None:
        rate = {"rate": round(video.frame_rate, 3), "tolerance": 0.1, "off": 2, "odd": 0.01}
        yield "video.frame-rate", "video.frame-rate", rate, Text("视频帧率", "Frame rate")
    if video.duration is not None:
        length = {
            "shortest": max(1, floor(video.duration * _SHORT)),
            "longest": max(2, round(video.duration * _LONG)),
            "slack": 0.5,
        }
        yield "video.duration", "video.duration", length, Text("视频时长", "Length of the video")
    if video.has_sound:
        yield "video.sound", "video.sound", {}, Text("视频有声音", "Video with sound")
