"""Short films that clap: at the same moment a flash in the picture and a burst in the sound.

Written by PyAV in any container and coding, with what phones and recorders do to time and shape.
"""

from __future__ import annotations

import math
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av

#: Seconds at which a clap begins, and that it lasts.
CLAPS, LASTS = (0.2, 0.6), 0.12
#: Ticks a second of the films made here, where their container lets them.
TICKS = 90_000
_BLOCK = 1024
_DIM, _BRIGHT = 60, 235
_TONE = 0.5


@dataclass(frozen=True)
class ClapFilm:
    """What a film is like. Seconds and pixels."""

    wrapped: str = "mp4"
    codec: str = "libx264"
    size: tuple[int, int] = (192, 108)
    #: Frames a second.
    rate: float = 25
    #: What is added to each frame's time, over and over.
    uneven: tuple[float, ...] = (0,)
    seconds: float = 0.8
    #: When the picture begins.
    late: float = 0
    pixels: str = "yuv420p"
    pixel_aspect: Fraction = Fraction(1)
    #: Degrees, counter-clockwise, that players turn it.
    turned: int = 0
    fields: bool = False
    #: Primaries, transfer and matrix as ITU-T H.273 numbers them.
    colours: tuple[int, int, int] | None = None
    options: tuple[tuple[str, str], ...] = ()
    sound: str | None = "aac"
    layout: str = "stereo"
    sound_rate: int = 48_000
    #: When sound begins and ends; None: with the picture.
    heard: tuple[float, float | None] = (0, None)
    #: Another sound track, with other claps, that no player takes by itself.
    second_sound: bool = False
    movflags: str = ""
    metadata: tuple[tuple[str, str], ...] = field(default=())


@cache
def clap_film(wanted: ClapFilm) -> bytes:
    """The film as a file."""
    options = {"movflags": wanted.movflags} if wanted.movflags else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "film")
        with av.open(str(path), "w", format=wanted.wrapped, options=options) as output:
            _write(output, wanted)
        return path.read_bytes()


def _write(output: Any, wanted: ClapFilm) -> None:
    output.metadata.update(wanted.metadata)
    picture, voices = _picture(output, wanted), _voices(output, wanted)
    units = [(at, picture, frame) for at, frame in _frames(wanted)]
    for voice in voices:
        units += [(at, voice, frame) for at, frame in _blocks(voice, wanted)]
    for _, track, frame in sorted(units, key=lambda unit: unit[0]):
        output.mux(track.encode(frame))
    for track in (picture, *voices):
        output.mux(track.encode(None))


def _picture(output: Any, wanted: ClapFilm) -> Any:
    track = output.add_stream(
        wanted.codec, rate=Fraction(wanted.rate).limit_denominator(1001), options=_told(wanted)
    )
    coded = track.codec_context
    coded.width, coded.height, coded.pix_fmt = *wanted.size, wanted.pixels
    coded.sample_aspect_ratio = wanted.pixel_aspect
    if wanted.codec in ("libx264", "libx265", "libvpx") and wanted.wrapped != "avi":
        coded.time_base = Fraction(1, TICKS)
    if wanted.fields:
        coded.flags |= av.codec.context.Flags.interlaced_dct
        coded.flags |= av.codec.context.Flags.interlaced_me
    if wanted.colours:
        coded.color_primaries, coded.color_trc, coded.colorspace = wanted.colours
        coded.color_range = 1
    if wanted.turned:
        track.set_display_rotation(wanted.turned)
    return track


def _told(wanted: ClapFilm) -> dict[str, str]:
    quick = {
        "libx264": {"preset": "ultrafast", "x264-params": "threads=1"},
        "libx265": {"preset": "ultrafast", "x265-params": "pools=none:log-level=none"},
        "libvpx": {"deadline": "realtime", "cpu-used": "8"},
    }
    return {**quick.get(wanted.codec, {"qmin": "2", "qmax": "3"}), **dict(wanted.options)}


def _voices(output: Any, wanted: ClapFilm) -> list[Any]:
    if wanted.sound is None:
        return []
    found = []
    for number in range(2 if wanted.second_sound else 1):
        track = output.add_stream(wanted.sound, rate=wanted.sound_rate, layout=wanted.layout)
        track.codec_context.bit_rate = 12_200 if wanted.sound_rate == 8000 else 128_000
        if wanted.second_sound:
            default = av.stream.Disposition.default
            track.disposition = default if number else av.stream.Disposition(0)
        found.append(track)
    return found


def frame_times(wanted: ClapFilm) -> list[float]:
    """When each frame is shown."""
    count = round(wanted.seconds * wanted.rate)
    shifts = wanted.uneven
    return [
        wanted.late + at / wanted.rate + shifts[at % len(shifts)] / wanted.rate
        for at in range(count)
    ]


def _frames(wanted: ClapFilm) -> Iterator[tuple[float, Any]]:
    wide, high = wanted.size
    for number, at in enumerate(frame_times(wanted)):
        frame = av.VideoFrame(wide, high, "gray")
        bright = any(clap <= at + 1e-6 < clap + LASTS for clap in CLAPS)
        plane = frame.planes[0]
        row = bytearray([_BRIGHT if bright else _DIM]) * plane.line_size
        row[number * 3 % (wide - 8) :][:4] = b"\x80\x80\x80\x80"
        plane.update(bytes(row) * high)
        frame = frame.reformat(format=wanted.pixels)
        frame.pts, frame.time_base = round(at * TICKS), Fraction(1, TICKS)
        if wanted.colours:
            frame.color_primaries, frame.color_trc, frame.colorspace = wanted.colours
        yield at, frame


def _blocks(track: Any, wanted: ClapFilm) -> Iterator[tuple[float, Any]]:
    begin, end = wanted.heard
    end = end if end is not None else wanted.late + wanted.seconds
    rate = wanted.sound_rate
    coded = track.codec_context
    coded.open()
    size = coded.frame_size or _BLOCK
    for first in range(round(begin * rate), round(end * rate) - size + 1, size):
        values = [_sample(place / rate) for place in range(first, first + size)]
        frame = av.AudioFrame(format="fltp", layout=wanted.layout, samples=size)
        for plane in frame.planes:
            plane.update(array("f", values).tobytes())
        frame.sample_rate = rate
        frame.pts, frame.time_base = first, Fraction(1, rate)
        yield first / rate, frame


def _sample(at: float) -> float:
    heard = any(clap <= at < clap + LASTS for clap in CLAPS)
    return _TONE * math.sin(math.tau * 1000 * at + math.pi / 2) if heard else 0.0


@dataclass
class Played:
    """A film as it is shown, read frame by frame."""

    #: When each frame is shown, and each as a grey picture: width, height, values.
    times: list[float]
    bright: list[float]
    size: tuple[int, int]
    #: Seconds of picture, the last frame's own included.
    seconds: float
    pixel_aspect: Fraction
    pixels: str
    codec: str
    profile: str | None
    #: Samples a second; 0 without sound.
    sound_rate: int = 0
    sound_codec: str = ""
    channels: int = 0
    #: Seconds at which sound begins to be loud, and of its last sample.
    bursts: tuple[float, ...] = ()
    sound_end: float = 0.0
    #: The middle of the first frame: red, green, blue.
    middle: tuple[int, int, int] = (0, 0, 0)
    #: The first bright frame, as rows of its grey values.
    turned: bool = False
    fields: bool = False
    first: Any = None

    @property
    def flashes(self) -> tuple[float, ...]:
        """Seconds at which the picture becomes bright."""
        return _rises(zip(self.times, self.bright, strict=True), (_DIM + _BRIGHT) / 2)


def played(path: Path) -> Played:
    """Read a film as a player that knows nothing of this program does."""
    with av.open(str(path)) as container:
        (track,) = container.streams.video
        shown = Played(
            *([], [], (0, 0), 0.0),
            pixel_aspect=track.sample_aspect_ratio or Fraction(1),
            pixels=track.codec_context.pix_fmt or "",
            codec=track.codec_context.name,
            profile=track.profile,
        )
        for frame in container.decode(track):
            _look(shown, frame)
    with av.open(str(path)) as container:
        if container.streams.audio:
            _listen(shown, container)
    return shown


def _look(shown: Played, frame: Any) -> None:
    shown.times.append(frame.time)
    grey = frame.reformat(format="gray")
    side = min(grey.width, grey.height) // 4
    plane = grey.planes[0]
    values = bytes(plane)
    left, top = grey.width // 2 - side // 2, grey.height // 2 - side // 2
    rows = [values[y * plane.line_size + left :][:side] for y in range(top, top + side)]
    shown.bright.append(sum(map(sum, rows)) / side**2)
    shown.size = (frame.width, frame.height)
    shown.seconds = frame.time + float((frame.duration or 0) * frame.time_base) - shown.times[0]
    shown.turned |= bool(frame.rotation)
    shown.fields |= frame.interlaced_frame
    shown.first = shown.first or frame


def _listen(shown: Played, container: Any) -> None:
    track = container.streams.best("audio")
    shown.sound_rate, shown.sound_codec = track.codec_context.sample_rate, track.codec_context.name
    shown.channels = track.codec_context.channels
    change = av.AudioResampler(format="flt", layout="mono")
    loud: list[tuple[float, float]] = []
    heard = 0.0
    for frame in container.decode(track):
        for part in change.resample(frame):
            values = array("f")
            values.frombytes(bytes(part.planes[0])[: 4 * part.samples])
            start = part.time if part.time is not None else heard
            loud += [(start + n / part.sample_rate, abs(v)) for n, v in enumerate(values)]
            heard = start + part.samples / part.sample_rate
    # A tone passes through nothing many times: what is loud stays so for a while.
    held, level = [], 0.0
    for at, value in loud:
        level = max(value, level - 30 / shown.sound_rate)
        held.append((at, level))
    shown.bursts = _rises(held, _TONE / 3)
    shown.sound_end = loud[-1][0] if loud else 0.0


def _rises(values: Iterable[tuple[float, float]], over: float) -> tuple[float, ...]:
    found, was = [], False
    for at, value in values:
        if value > over and not was:
            found.append(at)
        was = value > over
    return tuple(found)
