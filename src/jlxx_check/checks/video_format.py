"""What a video is made of: container, codec, picture, sound, wholeness."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import PositiveInt

from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.registry import check
from jlxx_check.model.facts import Video
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.model.text import Text, joined, same


def unknown(video: Video, what: Text) -> Outcome:
    """Not judged, for the file does not say; a damaged one is ``video.complete``'s finding."""
    if video.damage is not None:
        return not_judged(
            Text(
                "视频不完整，无法测量。",
                "The video is not whole and cannot be measured.",
            )
        )
    return not_judged(Text(f"文件中读不出{what.zh}。", f"The file does not tell its {what.en}."))


@check("video.mp4")
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

    codec: str
    called: str


@check("video.codec")
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


class Resolution(Parameters):
    """width, height: pixels as displayed. progressive: whether interlacing is a fault."""

    width: PositiveInt
    height: PositiveInt
    progressive: bool


@check("video.resolution")
def resolution(video: Video, want: Resolution) -> Iterator[Outcome]:
    """The picture, as displayed, has the size that is asked for, and is progressive."""
    if video.width is None or video.height is None:
        yield unknown(video, Text("分辨率", "resolution"))
        return
    asked, size = f"{want.width}×{want.height}", f"{video.width}×{video.height}"
    interlaced = want.progressive and video.progressive is False
    faults = []
    if size == f"{want.height}×{want.width}":
        faults.append(
            Text(
                f"是竖幅的（{size}），应为横幅{asked}",
                f"is upright ({size}) and has to be wide, {asked}",
            )
        )
    elif size != asked:
        faults.append(
            Text(f"分辨率是{size}，应为{asked}", f"has {size} pixels and has to have {asked}")
        )
    if interlaced:
        faults.append(Text("是隔行扫描，应为逐行扫描", "is interlaced and has to be progressive"))
    if not faults:
        yield passed()
        return
    said = joined(faults, "；", "; it ")
    yield failed(
        Text(f"视频{said.zh}。", f"The video {said.en}."),
        expected=Text(f"{asked}逐行", f"{asked} progressive") if interlaced else same(asked),
        observed=Text(f"{size}隔行", f"{size} interlaced") if interlaced else same(size),
    )


@check("video.sound")
def sound(video: Video) -> Iterator[Outcome]:
    """The video has an audio track."""
    if video.has_sound:
        yield passed()
    elif video.damage is not None:
        yield unknown(video, Text("声音", "sound"))
    else:
        yield failed(
            Text("视频没有声音。", "The video has no sound."),
            expected=Text("有声音", "sound"),
            observed=Text("没有音轨", "no audio track"),
        )


@check("video.complete")
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
