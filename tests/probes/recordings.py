"""Small real recordings, encoded on the fly."""

from __future__ import annotations

import io
import random
import struct
import tempfile
from array import array
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

BLOCK = 1024


def video(
    *,
    container: str = "mp4",
    codec: str = "libx264",
    frames: int = 50,
    size: tuple[int, int] = (64, 48),
    sound: bool = False,
    voice: str = "aac",
    noise: bool = False,
    form: str = "fltp",
    movflags: str = "",
    pixel_aspect: Fraction | None = None,
    times: Sequence[int] | None = None,
    encoder: dict[str, str] | None = None,
    exact: bool = False,
    muxer: dict[str, str] | None = None,
) -> bytes:
    """A moving picture at 25 a second; times: milliseconds of each frame instead.

    sound: with two channels beside it, coded as ``voice`` says, of noise or of silence.
    exact: nothing in it that changes from one time to the next. muxer: what else it is asked for.
    """
    options = ({"movflags": movflags} if movflags else {}) | (muxer or {})
    if exact:
        # Beyond its fastest preset libx264 does not decide the same way every time.
        fixed = {"threads": "1"} | ({"preset": "ultrafast"} if codec == "libx264" else {})
        options["fflags"], encoder = "bitexact", {**fixed, **(encoder or {})}
    with (
        tempfile.TemporaryDirectory() as folder,
        av.open(f"{folder}/v", "w", format=container, options=options) as output,
    ):
        picture = output.add_stream(codec, rate=25, options=encoder or {})
        picture.width, picture.height = size
        picture.pix_fmt = "yuv420p"
        if pixel_aspect is not None:
            picture.codec_context.sample_aspect_ratio = pixel_aspect
        if times is not None:
            picture.codec_context.time_base = Fraction(1, 1000)
        heard = output.add_stream(voice, rate=44100) if sound else None
        for number in range(frames if times is None else len(times)):
            frame = av.VideoFrame.from_image(Image.new("RGB", size, (5 * number % 255, 80, 40)))
            if times is not None:
                frame.pts, frame.time_base = times[number], Fraction(1, 1000)
            output.mux(picture.encode(frame))
        output.mux(picture.encode(None))
        if heard is not None:
            for start in range(0, 44100 * frames // 25, BLOCK):
                output.mux(heard.encode(rustle(start) if noise else silence(start, form)))
            output.mux(heard.encode(None))
        output.close()
        return Path(folder, "v").read_bytes()


def audio(
    container: str, codec: str, *, blocks: int = 86, form: str = "fltp", noise: bool = False
) -> bytes:
    """About two seconds of silence, or of noise."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        voice = output.add_stream(codec, rate=44100, layout="mono")
        for number in range(blocks):
            at = number * BLOCK
            output.mux(voice.encode(rustle(at) if noise else silence(at, form)))
        output.mux(voice.encode(None))
    return target.getvalue()


def silence(start: int, form: str = "fltp") -> av.AudioFrame:
    frame = av.AudioFrame(format=form, layout="mono", samples=BLOCK)
    frame.sample_rate, frame.pts = 44100, start
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    return frame


def rustle(start: int) -> av.AudioFrame:
    """Noise, the same for the same start."""
    frame, chance = silence(start), random.Random(start)
    for plane in frame.planes:
        loud = (chance.uniform(-0.5, 0.5) for _ in range(plane.buffer_size // 4))
        plane.update(array("f", loud).tobytes())
    return frame


def turned(data: bytes) -> bytes:
    """The same MP4 with a quarter turn in its track header."""
    return _drawn(data, (0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30))


def shrunk(data: bytes) -> bytes:
    """The same MP4, asking in its track header to be drawn at half its size."""
    return _drawn(data, (1 << 15, 0, 0, 0, 1 << 15, 0, 0, 0, 1 << 30))


def _drawn(data: bytes, matrix: tuple[int, ...]) -> bytes:
    at = data.index(b"tkhd") + 4 + 40
    packed = struct.pack(">9i", *matrix)
    return data[:at] + packed + data[at + len(packed) :]
