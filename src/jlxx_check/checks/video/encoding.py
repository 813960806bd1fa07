"""Whether a video is made as asked: container, codec, picture, sound, wholeness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import NonNegativeFloat

from jlxx_check.checks.families import EXPORT
from jlxx_check.checks.first_steps import EXPORT_AGAIN, MEASURE_BY_EYE
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.model.facts import Video
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.text import Text, same


def unknown(video: Video, what: Text) -> Outcome:
    """Not judged, for the file does not say; a damaged one is ``video.complete``'s finding."""
    if video.damage is not None:
        return not_judged(
            Text(
                "视频不完整，无法测量。",
                "The video is not whole and cannot be measured.",
            ),
            fix=EXPORT_AGAIN,
        )
    why = Text(f"文件中读不出{what.zh}。", f"The file does not tell its {what.en}.")
    return not_judged(why, fix=MEASURE_BY_EYE)


@check(
    "video.mp4",
    zh="视频格式按内容确是MP4，不论文件名怎么写。",
    family=EXPORT,
    setting=lambda _: Text("MP4格式", "MP4"),
)
def mp4(video: Video) -> Iterator[Outcome]:
    """The container is MP4 by its content, whatever the file is called."""
    if video.is_mp4:
        yield passed()
        return
    yield failed(
        Text(
            f"视频实际是{video.container}格式，应为MP4格式。",
            f"The video is in fact {video.container}; it has to be MP4.",
        ),
        expected=same("MP4"),
        observed=same(video.container),
    )


class Codec(Parameters):
    """codec: as the file says it (``AVC``). called: as the notice does (``H.264``)."""

    zh: ClassVar[Mapping[str, str]] = {
        "codec": "文件里的编码名称，如AVC",
        "called": "通知里的叫法，如H.264",
    }

    codec: str
    called: str


def _as_codec(want: Codec) -> Text:
    return Text(f"{want.called}编码", want.called)


@check("video.codec", zh="视频编码符合要求。", family=EXPORT, setting=_as_codec)
def codec(video: Video, want: Codec) -> Iterator[Outcome]:
    """The picture is encoded as asked."""
    if video.codec is None:
        yield unknown(video, Text("编码", "codec"))
    elif video.codec.casefold() == want.codec.casefold():
        yield passed()
    else:
        yield failed(
            Text(
                f"视频编码是{video.codec}，应为{want.called}。",
                f"The video is encoded as {video.codec}; it has to be {want.called}.",
            ),
            expected=same(want.called),
            observed=same(video.codec),
        )


class Sound(Parameters):
    """least: the strongest sample, of 1, below which a whole film is called silent."""

    zh: ClassVar[Mapping[str, str]] = {
        "least": "最强的采样（满幅为1）低于多少算无声",
    }

    least: NonNegativeFloat = 0.0


@check("video.sound", zh="视频有声音；本机能听的，确实有声。")
def sound(video: Video, want: Sound) -> Iterator[Outcome]:
    """The video has an audio track and, where this machine can listen, something to hear."""
    if not video.has_sound and video.damage is not None:
        yield unknown(video, Text("声音", "sound"))
        return
    loudest = video.seen.loudest if video.seen else None
    if video.has_sound and (loudest is None or loudest >= want.least):
        yield passed()
        return
    yield failed(
        Text("视频有音轨，但全程听不到声音。", "The video has an audio track, but it is silent.")
        if video.has_sound
        else Text("视频没有声音。", "The video has no sound."),
        expected=Text("有声音", "sound"),
        observed=Text("静音", "silence") if video.has_sound else Text("没有音轨", "no audio track"),
    )


@check("video.complete", zh="视频文件完整，没有截断，索引齐全。")
def complete(video: Video) -> Iterator[Outcome]:
    """The file is structurally whole: not cut short, its index present."""
    if video.damage is None:
        yield passed()
        return
    yield failed(
        video.damage,
        expected=Text("完整的视频", "a whole video"),
        observed=Text("不完整", "not whole"),
    )
