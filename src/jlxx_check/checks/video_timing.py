"""How fast and how long a video runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from pydantic import NonNegativeFloat, PositiveFloat, model_validator

from jlxx_check.checks.parameters import Parameters
from jlxx_check.checks.registry import check
from jlxx_check.checks.video_format import unknown
from jlxx_check.model.facts import Video
from jlxx_check.model.outcome import Outcome, failed, passed
from jlxx_check.model.text import Text, same
from jlxx_check.values.spans import clock, minutes, within


class FrameRate(Parameters):
    """rate: frames a second. tolerance: how far off the average may be, included.

    jitter: milliseconds that a frame may be off its place at the average.
    """

    rate: PositiveFloat
    tolerance: NonNegativeFloat
    jitter: NonNegativeFloat


@check("video.frame-rate")
def frame_rate(video: Video, want: FrameRate) -> Iterator[Outcome]:
    """The average frame rate is the one asked for, and it is constant."""
    if video.frame_rate is None:
        yield unknown(video, Text("帧率", "frame rate"))
        return
    off = not within(video.frame_rate, want.rate - want.tolerance, want.rate + want.tolerance)
    variable = video.jitter is not None and not within(video.jitter, 0, want.jitter)
    rate, asked = _rate(video.frame_rate), f"{want.rate:g}"
    if variable:
        message = Text(
            f"视频是可变帧率（平均每秒{rate}帧），应为固定每秒{asked}帧。",
            f"The video has a variable frame rate ({rate} on average); it has to be a constant "
            f"{asked} frames a second.",
        )
        observed = Text(f"可变帧率，平均{rate}", f"variable, {rate} on average")
    elif off:
        message = Text(
            f"视频帧率是每秒{rate}帧，应为每秒{asked}帧。",
            f"The video runs at {rate} frames a second; it has to be {asked}.",
        )
        observed = same(rate)
    elif video.jitter is None:
        yield unknown(video, Text("帧率是否固定", "frame rate's constancy"))
        return
    else:
        yield passed()
        return
    yield failed(message, expected=Text(f"固定{asked}", f"constant {asked}"), observed=observed)


def _rate(rate: float) -> str:
    """To the three decimals that set 24.989 apart from 24.99, without idle zeros."""
    return f"{rate:.3f}".rstrip("0").rstrip(".")


class Duration(Parameters):
    """shortest, longest: seconds, both included. slack: seconds that muxing may add or take."""

    shortest: PositiveFloat
    longest: PositiveFloat
    slack: NonNegativeFloat = 0.0

    @model_validator(mode="after")
    def _ends_are_in_order(self) -> Self:
        if self.longest < self.shortest:
            raise ValueError("longest is less than shortest")
        return self


@check("video.duration")
def duration(video: Video, want: Duration) -> Iterator[Outcome]:
    """The picture runs as long as asked."""
    if video.duration is None:
        yield unknown(video, Text("时长", "running time"))
        return
    if within(video.duration, want.shortest - want.slack, want.longest + want.slack):
        yield passed()
        return
    asked = f"{minutes(want.shortest)}–{minutes(want.longest)}"
    found = clock(video.duration)
    too = Text("太长", "too long") if video.duration > want.longest else Text("太短", "too short")
    yield failed(
        Text(
            f"视频时长{found}，{too.zh}，应为{asked}。",
            f"The video runs {found}, which is {too.en}; it has to be {asked}.",
        ),
        expected=same(asked),
        observed=same(found),
    )
