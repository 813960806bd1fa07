"""Whether a sound recording runs as long, and is coded, as asked."""

from __future__ import annotations

from collections.abc import Iterator

from jlxx_check.checks.first_steps import MEASURE_BY_EYE
from jlxx_check.checks.registry import check
from jlxx_check.checks.running_time import Duration
from jlxx_check.checks.sound_tracks import SoundCoding, judge_sound
from jlxx_check.model.facts import Audio
from jlxx_check.model.outcome import Outcome, failed, not_judged, passed
from jlxx_check.text import Text, same
from jlxx_check.values.spans import clock, spoken


@check("audio.duration", zh="录音时长符合要求。")
def duration(audio: Audio, want: Duration) -> Iterator[Outcome]:
    """The recording runs as long as asked: between two lengths, at most, at least, or about.

    Example::

        scope: person.audio
        check: audio.duration
        with: {about: 60, off: 0.1}
    """
    if audio.duration is None:
        why = Text("音频的时长读不出来。", "The recording does not tell its running time.")
        yield not_judged(why, fix=MEASURE_BY_EYE)
        return
    if want.holds(audio.duration):
        yield passed()
        return
    length = spoken(audio.duration)
    long = audio.duration > want.high
    too = Text("太长", "too long") if long else Text("太短", "too short")
    yield failed(
        Text(
            f"音频时长{length.zh}，{too.zh}，应为{want.lines.zh}。",
            f"The recording runs {length.en}, which is {too.en}; it has to be {want.lines.en}.",
        ),
        expected=want.asked,
        observed=same(clock(audio.duration)),
        fix=Text(
            f"请剪辑到{want.lines.zh}，不要靠快放。",
            f"Cut it to {want.lines.en}; do not speed it up.",
        )
        if long
        else Text(
            f"请补录或重新剪辑到{want.lines.zh}，不要用空白凑时间。",
            f"Record more or edit it anew to {want.lines.en}, without silence to fill it.",
        ),
    )


@check("audio.coding", zh="录音的编码、采样率、码率符合要求。")
def coding(audio: Audio, want: SoundCoding) -> Iterator[Outcome]:
    """The recording is coded as asked: codec, samples and bits a second.

    Example::

        scope: person.audio
        check: audio.coding
        with: {codec: MPEG Audio, called: MP3, bit_rate: 128, at_most: 320}
    """
    if audio.sound is None:
        why = Text("音频的编码读不出来。", "The recording does not tell how it is coded.")
        yield not_judged(why, fix=MEASURE_BY_EYE)
        return
    yield from judge_sound(audio.sound, want)
