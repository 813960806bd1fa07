"""How sound has to be coded, alone or in a film."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from pydantic import Field, PositiveFloat, PositiveInt, model_validator

from jlxx_check.checks.first_steps import MEASURE_BY_EYE
from jlxx_check.checks.registry import Parameters
from jlxx_check.model.facts import SoundTrack
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.text import Text, joined, same
from jlxx_check.values.spans import within


class SoundCoding(Parameters):
    """codec: as the file says it (AAC, MPEG Audio, PCM). called: as the notice does; none: alike.

    sample_rate: samples a second (48000). bit_rate: kilobits a second (128), or the least of them
    where ``at_most`` is given. off: how far the rate may be off, as a share of it.
    """

    zh: ClassVar[Mapping[str, str]] = {
        "codec": "声音编码，按文件的说法（AAC、MPEG Audio、PCM）",
        "called": "声音编码，按通知的说法；不写的同上",
        "sample_rate": "采样率，每秒多少次，如48000",
        "bit_rate": "声音码率，kbps，如128；写了at_most的，是其下限",
        "at_most": "声音码率的上限，kbps",
        "off": "码率允许相差的比例，如0.15",
    }

    codec: str | None = Field(None, examples=["AAC"])
    called: str | None = None
    sample_rate: PositiveInt | None = Field(None, examples=[48000])
    bit_rate: PositiveFloat | None = Field(None, examples=[128])
    at_most: PositiveFloat | None = Field(None, description="kilobits a second, with ``bit_rate``")
    off: float = Field(0.15, ge=0, lt=1)

    @model_validator(mode="after")
    def _something_is_asked(self) -> Self:
        if not (self.codec or self.sample_rate or self.bit_rate):
            raise ValueError(
                Text(
                    "codec、sample_rate、bit_rate至少写一个",
                    "codec, sample_rate or bit_rate has to be given",
                )
            )
        if self.at_most is not None and self.at_most < (self.bit_rate or self.at_most + 1):
            raise ValueError(
                Text(
                    "at_most小于bit_rate，或没有写bit_rate",
                    "at_most is below bit_rate, or stands without it",
                )
            )
        return self

    @property
    def name(self) -> str | None:
        """What the notice calls the codec."""
        return self.called or self.codec

    @property
    def kilobits(self) -> Text:
        """The bit rate in words."""
        if self.at_most is None:
            return same(f"{self.bit_rate:g} kbps")
        low, high = f"{self.bit_rate:g}", f"{self.at_most:g}"
        return Text(f"{low}至{high} kbps", f"{low} to {high} kbps")

    @property
    def asked(self) -> Text:
        """All of it in words: AAC, 48 kHz, 128 kbps."""
        said = [same(self.name)] if self.name else []
        said += [same(_kilohertz(self.sample_rate))] if self.sample_rate else []
        return joined([*said, *([self.kilobits] if self.bit_rate else ())])


def as_setting(want: SoundCoding) -> Text:
    """As a person sets it in a program."""
    return Text(f"声音{want.asked.zh}", f"sound {want.asked.en}")


def judge_sound(sound: SoundTrack, want: SoundCoding) -> Iterator[Outcome]:
    """One finding on all that is coded otherwise; what the file does not say is not judged."""
    faults = tuple(_faults(sound, want))
    if faults:
        told = joined((fault for fault, _ in faults), "；", "; ")
        yield failed(
            Text(f"声音{told.zh}。", f"The sound {told.en}."),
            expected=want.asked,
            observed=joined(seen for _, seen in faults),
        )
    silent = tuple(_not_told(sound, want))
    if silent:
        said = joined(silent)
        yield not_judged(
            Text(f"文件中读不出{said.zh}。", f"The file does not tell its {said.en}."),
            fix=MEASURE_BY_EYE,
        )
    elif not faults:
        yield passed()


def _faults(sound: SoundTrack, want: SoundCoding) -> Iterator[tuple[Text, Text]]:
    """What is wrong, and what was found."""
    if want.codec and sound.codec and sound.codec.casefold() != want.codec.casefold():
        yield (
            Text(
                f"编码是{sound.codec}，应为{want.name}",
                f"is coded as {sound.codec} and has to be {want.name}",
            ),
            same(sound.codec),
        )
    if want.sample_rate and sound.sample_rate and sound.sample_rate != want.sample_rate:
        found, asked = _kilohertz(sound.sample_rate), _kilohertz(want.sample_rate)
        yield (
            Text(f"采样率是{found}，应为{asked}", f"has {found} and has to have {asked}"),
            same(found),
        )
    if want.bit_rate and sound.bit_rate:
        low, high = want.bit_rate * (1 - want.off), (want.at_most or want.bit_rate) * (1 + want.off)
        kilobits = sound.bit_rate / 1000
        if not within(kilobits, low, high):
            yield (
                Text(
                    f"码率平均{kilobits:.0f} kbps，应为{want.kilobits.zh}",
                    f"has {kilobits:.0f} kbps on average and has to have {want.kilobits.en}",
                ),
                same(f"{kilobits:.0f} kbps"),
            )


def _not_told(sound: SoundTrack, want: SoundCoding) -> Iterator[Text]:
    if want.codec and not sound.codec:
        yield Text("声音编码", "sound's codec")
    if want.sample_rate and not sound.sample_rate:
        yield Text("声音采样率", "sound's sample rate")
    if want.bit_rate and not sound.bit_rate:
        yield Text("声音码率", "sound's bit rate")


def _kilohertz(rate: int) -> str:
    return f"{rate / 1000:g} kHz"
