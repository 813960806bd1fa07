"""Whether a video runs as fast and as long as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from pydantic import NonNegativeFloat, PositiveFloat

from jlxx_check.checks.families import EXPORT
from jlxx_check.checks.registry import Parameters, check
from jlxx_check.checks.running_time import Duration
from jlxx_check.checks.video.encoding import unknown
from jlxx_check.model.facts import Video
from jlxx_check.model.outcome import Level, Outcome, failed, passed
from jlxx_check.model.pack import Pack
from jlxx_check.model.package import SubjectFile
from jlxx_check.text import Text, same
from jlxx_check.values.spans import clock, minutes, place, spoken, within


class FrameRate(Parameters):
    """rate: frames a second. tolerance: how far off the average may be, included.

    off: milliseconds by which a frame may be shown for longer or shorter, included.
    odd: share of frames beyond that up to which the rate is still called constant.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "rate": "每秒多少帧",
        "tolerance": "平均帧率允许相差多少帧，含本数",
        "off": "一帧显示的时间允许相差多少毫秒，含本数",
        "odd": "超出的帧不超过多大比例仍算恒定",
    }

    rate: PositiveFloat
    tolerance: NonNegativeFloat
    off: NonNegativeFloat
    odd: NonNegativeFloat


def _as_rate(want: FrameRate) -> Text:
    return Text(f"帧率{want.rate:g}（固定帧率）", f"a constant {want.rate:g} frames a second")


@check("video.frame-rate", zh="平均帧率符合要求，且为恒定帧率。", family=EXPORT, setting=_as_rate)
def frame_rate(video: Video, want: FrameRate) -> Iterator[Outcome]:
    """The average frame rate is the one asked for, and it is constant."""
    if not video.frame_rate:
        yield unknown(video, Text("帧率", "frame rate"))
        return
    right = within(video.frame_rate, want.rate - want.tolerance, want.rate + want.tolerance)
    if video.spans is None and right:
        yield unknown(video, Text("帧率是否固定", "frame rate's constancy"))
        return
    # Another constant rate is one mistake: its frames are held to the place that it gives them.
    usual = 1000 / (want.rate if right else video.frame_rate)
    odd = [
        span
        for span in video.spans or ()
        if not within(span.milliseconds, usual - want.off, usual + want.off)
    ]
    count, every = sum(span.count for span in odd), sum(span.count for span in video.spans or ())
    variable = count > want.odd * every
    if right and not count:
        yield passed()
        return
    rate, asked = _rate(video.frame_rate), f"{want.rate:g}"
    first = min((span.first_at for span in odd), default=0.0)
    constant = Text(f"固定{asked}", f"constant {asked}")
    if variable:
        yield failed(
            Text(
                f"视频是可变帧率（平均每秒{rate}帧），应为固定每秒{asked}帧。",
                f"The video has a variable frame rate ({rate} on average); it has to be a constant "
                f"{asked} frames a second.",
            ),
            expected=constant,
            observed=Text(f"可变帧率，平均{rate}", f"variable, {rate} on average"),
        )
    elif not right:
        yield failed(
            Text(
                f"视频帧率是每秒{rate}帧，应为每秒{asked}帧。",
                f"The video runs at {rate} frames a second; it has to be {asked}.",
            ),
            expected=constant,
            observed=same(rate),
        )
    else:
        yield failed(
            Text(
                f"视频是每秒{asked}帧，但有{count}帧停留得过长或过短"
                f"（共{every}帧，第一处在{spoken(first).zh}），播放到这些地方可能会卡一下。",
                f"The video runs at {asked} frames a second, but {count} of {every} frames stand "
                f"too long or too short (the first at {minutes(first)}): it may stutter there.",
            ),
            level=Level.WARNING,
            where=place(first),
            expected=constant,
            observed=Text(f"{count}帧不均匀", f"{count} uneven frames"),
        )


def _rate(rate: float) -> str:
    """To the three decimals that set 24.989 apart from 24.99, without idle zeros."""
    return f"{rate:.3f}".rstrip("0").rstrip(".")


@check("video.duration", zh="视频时长符合要求。", family=EXPORT)
def duration(video: Video, file: SubjectFile, pack: Pack, want: Duration) -> Iterator[Outcome]:
    """The picture runs as long as asked: between two lengths, at most, at least, or about.

    Example::

        scope: paper.video
        check: video.duration
        with: {longest: 480, slack: 0.5}
    """
    if video.duration is None:
        yield unknown(video, Text("时长", "running time"))
        return
    if want.holds(video.duration):
        yield passed()
        return
    found, length = clock(video.duration), spoken(video.duration)
    long = video.duration > want.high
    too = Text("太长", "too long") if long else Text("太短", "too short")
    lines = want.lines
    yield failed(
        Text(
            f"视频时长{length.zh}，{too.zh}，应为{lines.zh}。",
            f"The video runs {length.en}, which is {too.en}; it has to be {lines.en}.",
        ),
        expected=want.asked,
        observed=same(found),
        fix=_cut(want) if long else _longer(want, encouraged=_is_encouraged(file, pack)),
    )


def _cut(want: Duration) -> Text:
    lines = want.lines
    return Text(
        f"先把视频剪短到{lines.zh}，剪去次要的段落，不要靠快放。",
        f"Cut the video to {lines.en} by leaving parts out; do not speed it up.",
    )


def _longer(want: Duration, *, encouraged: bool) -> Text:
    """No export makes a film longer: it is shot anew, or left out where nobody has to have one."""
    lines = want.lines
    leave = Text("", "")
    if encouraged:
        leave = Text(
            "；一时补不了的，可以不交视频（通知是鼓励提交，不是必须）",
            "; or leave the video out, for the notice encourages it and does not require it",
        )
    return Text(
        f"视频太短，请补拍或重新剪辑到{lines.zh}，不要用慢放、静止画面凑时间{leave.zh}。",
        f"The video is too short: shoot more or edit it anew to {lines.en}, without slow motion or "
        f"stills to fill it{leave.en}.",
    )


def _is_encouraged(file: SubjectFile, pack: Pack) -> bool:
    """Whether the notice asks for no such file of the entry, and would only like to have one."""
    return file.entry is not None and file.owned.role in pack.kinds[file.entry.kind].welcome
