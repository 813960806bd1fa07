"""Whether a video's picture and sound take as many bits a second as asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import Field, PositiveFloat, model_validator

from jlxx_check.checks.families import EXPORT
from jlxx_check.checks.registry import NO_BOUND, TURNED_ROUND, Parameters, check
from jlxx_check.checks.sound_tracks import SoundCoding, as_setting, judge_sound
from jlxx_check.checks.video.encoding import unknown
from jlxx_check.model.facts import Video
from jlxx_check.model.outcome import Outcome, failed, not_applicable, passed
from jlxx_check.text import Text, same


class BitRate(Parameters):
    """at_least, at_most: kilobits a second of the picture (1 kbps is 1000 bits), both included.

    off: how far the average may be off, as a share: a variable rate misses its target a little.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "at_least": "画面码率至少多少kbps（1 kbps即每秒1000位）",
        "at_most": "画面码率最多多少kbps",
        "off": "平均码率允许相差的比例（可变码率达不到正好的数），如0.1",
    }

    at_least: PositiveFloat | None = Field(None, examples=[1024])
    at_most: PositiveFloat | None = Field(None, examples=[1280])
    off: float = Field(0.1, ge=0, lt=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError(NO_BOUND)
        if (self.at_least or 0) > (self.at_most or float("inf")):
            raise ValueError(TURNED_ROUND)
        return self

    @property
    def asked(self) -> Text:
        """The span in words."""
        if self.at_most is None:
            return Text(f"不低于{self.at_least:g} kbps", f"{self.at_least:g} kbps or more")
        if self.at_least is None:
            return Text(f"不超过{self.at_most:g} kbps", f"{self.at_most:g} kbps or less")
        low, high = f"{self.at_least:g}", f"{self.at_most:g}"
        return Text(f"{low}至{high} kbps", f"{low} to {high} kbps")


def _as_rate(want: BitRate) -> Text:
    return Text(f"视频码率{want.asked.zh}", f"a video bit rate of {want.asked.en}")


@check("video.bit-rate", zh="视频画面的平均码率符合要求。", family=EXPORT, setting=_as_rate)
def bit_rate(video: Video, want: BitRate) -> Iterator[Outcome]:
    """The picture takes as many bits a second, on average, as asked.

    MP4 and QuickTime: the bytes of the picture track over its running time; other containers: what
    the file says of itself.

    Example::

        scope: work.video
        check: video.bit-rate
        with: {at_least: 1024, at_most: 1280}
    """
    if video.bit_rate is None:
        yield unknown(video, Text("码率", "bit rate"))
        return
    kilobits = video.bit_rate / 1000
    low = (want.at_least or 0) * (1 - want.off)
    high = (want.at_most or kilobits) * (1 + want.off)
    if low <= kilobits <= high:
        yield passed()
        return
    much = Text("偏高", "too high") if kilobits > high else Text("偏低", "too low")
    yield failed(
        Text(
            f"视频画面的平均码率是{kilobits:.0f} kbps（画面数据量除以时长），{much.zh}，"
            f"应为{want.asked.zh}。",
            f"The video takes {kilobits:.0f} kbps on average for its picture (bytes over running "
            f"time), which is {much.en}; it has to be {want.asked.en}.",
        ),
        expected=want.asked,
        observed=same(f"{kilobits:.0f} kbps"),
    )


@check(
    "video.sound-coding",
    zh="视频声音的编码、采样率、码率符合要求。",
    family=EXPORT,
    setting=as_setting,
)
def sound_coding(video: Video, want: SoundCoding) -> Iterator[Outcome]:
    """The video's sound is coded as asked: codec, samples and bits a second.

    A video without sound is ``video.sound``'s.

    Example::

        scope: work.video
        check: video.sound-coding
        with: {codec: AAC, sample_rate: 48000, bit_rate: 128}
    """
    if video.damage is not None or (video.has_sound and video.sound is None):
        yield unknown(video, Text("声音编码", "sound's codec"))
    elif video.sound is None:
        yield not_applicable()
    else:
        yield from judge_sound(video.sound, want)
