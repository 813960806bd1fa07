"""Sound keeps its place beside the picture, whatever its own times do."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import pytest

from jlxx_check.unit.repair.media.film_sound import SoundMaker
from jlxx_check.unit.repair.media.film_streams import FilmRefusedError

RATE = 48_000


def block(at: float, level: float, seconds: float = 0.02, rate: int = RATE, layout: str = "mono"):
    count = round(seconds * rate)
    frame = av.AudioFrame(format="fltp", layout=layout, samples=count)
    tone = [level * math.sin(math.tau * 1000 * (at + n / rate)) for n in range(count)]
    for plane in frame.planes:
        plane.update(array("f", tone).tobytes())
    frame.sample_rate, frame.pts, frame.time_base = rate, round(at * rate), Fraction(1, rate)
    return frame


def loud(path: Path, frames: Iterable[Any], begin: float = 0, **asked: Any) -> list[float]:
    """Where the result begins and ends to be loud, and its end, in seconds."""
    coded = SimpleNamespace(sample_rate=RATE, channels=1)
    source = SimpleNamespace(codec_context=coded, language=None)
    with av.open(str(path), "w", format="mp4") as output:
        made = SoundMaker(output, source, asked.get("rate"), None)
        made.begin(Fraction(begin))
        for frame in frames:
            output.mux(list(made.packets(frame, Fraction(0))))
        output.mux(list(made.rest()))
    found, level, end = [], False, 0.0
    with av.open(str(path)) as container:
        change = av.AudioResampler(format="flt", layout="mono")
        for frame in container.decode(container.streams.audio[0]):
            for part in change.resample(frame):
                values = memoryview(bytes(part.planes[0])[: 4 * part.samples]).cast("f")
                for first in range(0, part.samples - 63, 64):
                    now = max(values[first : first + 64]) > 0.2
                    at = part.time + first / part.sample_rate
                    if now is not level:
                        found.append(at)
                    level, end = now, at
    if level:  # newer decoders leave out the silence that fills the last block
        found.append(end)
    return [*found, end]


def run(begin: float, end: float, level: float, **but: Any) -> list[Any]:
    count = round((end - begin) / 0.02)
    return [block(begin + 0.02 * number, level, **but) for number in range(count)]


CASES = {
    "without a gap": (run(0, 0.2, 0) + run(0.2, 0.4, 0.5), [0.2, 0.4]),
    "starts late": (run(0.3, 0.5, 0.5), [0.3, 0.5]),
    "a short gap": (run(0, 0.1, 0.5) + run(0.2, 0.3, 0.5), [0, 0.1, 0.2, 0.3]),
    "a long gap": (run(0, 0.1, 0.5) + run(1.7, 1.8, 0.5), [0, 0.1, 1.7, 1.8]),
    "begins before the film": (run(-0.1, 0.1, 0.5) + run(0.1, 0.2, 0), [0, 0.1]),
    "overlaps": (run(0, 0.2, 0.5) + run(0.1, 0.3, 0) + run(0.3, 0.4, 0.5), [0, 0.2, 0.3, 0.4]),
    "times that tremble": (
        [block(0.02 * n + (0.004 if n % 2 else 0), 0.5 if n >= 10 else 0) for n in range(20)],
        [0.2, 0.4],
    ),
    "changes on the way": (
        run(0, 0.2, 0) + run(0.2, 0.4, 0.5, rate=44_100, layout="stereo"),
        [0.2, 0.4],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_sound_keeps_its_place(name: str, tmp_path: Path) -> None:
    frames, expected = CASES[name]
    found = loud(tmp_path / "sound.mp4", frames)
    found = [at for at in found[:-1] if at > 0.012] if expected[0] == 0 else found[:-1]
    wanted = expected[1:] if expected[0] == 0 else expected
    pairs = zip(found[: len(wanted)], wanted, strict=True)
    assert all(abs(at - should) <= 0.012 for at, should in pairs), (found, wanted)


def test_the_films_own_start_is_taken_off(tmp_path: Path) -> None:
    found = loud(tmp_path / "sound.mp4", run(10.3, 10.5, 0.5), begin=10)
    assert found[0] == pytest.approx(0.3, abs=0.012)


def test_a_jump_in_time_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FilmRefusedError):
        loud(tmp_path / "sound.mp4", run(0, 0.1, 0.5) + run(4000, 4000.1, 0.5))


@pytest.mark.parametrize(("asked", "rate"), [(None, 48_000), (44_100, 44_100)])
def test_the_rate_is_what_is_asked_for(tmp_path: Path, asked: int | None, rate: int) -> None:
    loud(tmp_path / "sound.mp4", run(0, 0.2, 0.5), rate=asked)
    with av.open(str(tmp_path / "sound.mp4")) as container:
        assert container.streams.audio[0].codec_context.sample_rate == rate
