"""Films of any length in no time: two encoded seconds, muxed again and again."""

from __future__ import annotations

import hashlib
import io
import math
import tempfile
from array import array
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
from PIL import Image

from tests.support.shared import once_a_run

_KEY = 25  # pictures from one key frame to the next
_LOOP = 2 * _KEY  # pictures that are encoded at all
_VOICE_RATE = 16000
_VOICE_BLOCK = 1024
#: Ticks a second of the films made here: 24, 25, 30 and 50 frames a second all fit.
_TICKS = 600


@dataclass(frozen=True)
class Film:
    """What a film is to be like; the defaults are what the notice asks for.

    seconds: of picture. rate: frames a second. uneven: every other frame comes so many
    milliseconds late. wrapped: the container. index_first: the index before the pictures.
    moving: not one picture throughout. black: nothing to see at all. silent: a sound track on
    which nothing is heard. lead: milliseconds of sound before the first picture.
    """

    seconds: float = 250
    rate: int = 25
    uneven: int = 0
    size: tuple[int, int] = (1280, 720)
    codec: str = "libx264"
    wrapped: str = "mp4"
    interlaced: bool = False
    sound: bool = True
    index_first: bool = False
    shade: int = 90
    moving: bool = True
    black: bool = False
    silent: bool = False
    lead: int = 0


#: Encoded once for all the lengths and sounds that are asked for.
_LOOPS: dict[Film, list[bytes]] = {}


@cache
def film(wanted: Film) -> bytes:
    """The film as a file."""
    name = hashlib.sha256(repr(wanted).encode()).hexdigest()
    data: bytes = once_a_run(f"{name}.film", lambda: _made(wanted))
    return data


def _made(wanted: Film) -> bytes:
    options = {"movflags": "faststart"} if wanted.index_first else {}
    with tempfile.TemporaryDirectory() as folder:
        target = f"{folder}/film"
        with av.open(target, "w", format=wanted.wrapped, options=options) as output:
            _write(output, wanted)
        return Path(target).read_bytes()


def _write(output: av.container.OutputContainer, wanted: Film) -> None:
    picture = output.add_stream(wanted.codec, rate=wanted.rate)
    picture.width, picture.height = wanted.size
    picture.pix_fmt = "yuv420p"
    picture.codec_context.time_base = Fraction(1, _TICKS)
    picture.options = _options(wanted)
    voice = output.add_stream("aac", rate=_VOICE_RATE, layout="mono") if wanted.sound else None
    alike = replace(wanted, seconds=0, uneven=0, index_first=False, sound=False, silent=False)
    alike = replace(alike, lead=0)
    if alike not in _LOOPS:
        _LOOPS[alike] = _pictures(picture, wanted)
    pictures = _LOOPS[alike]
    blocks = _blocks(voice, silent=wanted.silent) if voice else []
    heard = 0
    for number in range(round(wanted.seconds * wanted.rate)):
        late = wanted.uneven * _TICKS // 1000 if number % 2 else 0
        at = number * _TICKS // wanted.rate + late + wanted.lead * _TICKS // 1000
        packet = av.Packet(pictures[number % _LOOP])
        packet.stream, packet.time_base = picture, Fraction(1, _TICKS)
        packet.pts = packet.dts = at
        packet.is_keyframe = number % _KEY == 0
        output.mux(packet)
        while voice and heard * _TICKS < at * _VOICE_RATE:
            sound = av.Packet(blocks[heard // _VOICE_BLOCK % len(blocks)])
            sound.stream, sound.time_base = voice, Fraction(1, _VOICE_RATE)
            sound.pts = sound.dts = heard
            sound.is_keyframe = True
            output.mux(sound)
            heard += _VOICE_BLOCK


def _options(wanted: Film) -> dict[str, str]:
    if wanted.codec == "libx265":
        return {
            "preset": "ultrafast",
            "x265-params": "keyint=25:min-keyint=25:bframes=0:pools=none:log-level=none",
        }
    if wanted.codec != "libx264":
        return {}
    lines = "interlaced=1:" if wanted.interlaced else ""
    return {"preset": "ultrafast", "x264-params": f"{lines}keyint=25:bframes=0:threads=1"}


def _pictures(stream: av.VideoStream, wanted: Film) -> list[bytes]:
    packets: list[av.Packet] = []
    for number in range(_LOOP):
        if number % _KEY == 0:
            image = Image.new("RGB", wanted.size, (wanted.shade, 120, 60))
            place = wanted.size[0] // 4 * (number // _KEY if wanted.moving else 0)
            image.paste((250, 250, 250), (place, 0, place + wanted.size[0] // 4, wanted.size[1]))
            if wanted.black:
                image = Image.new("RGB", wanted.size)
            frame = av.VideoFrame.from_image(image).reformat(format="yuv420p")
        frame.pts, frame.time_base = number * _TICKS // 25, Fraction(1, _TICKS)
        packets += stream.encode(frame)
    packets += stream.encode(None)
    return [bytes(packet) for packet in packets]


def _blocks(stream: av.AudioStream, *, silent: bool) -> list[bytes]:
    packets: list[av.Packet] = []
    swing = 0.0 if silent else 0.1
    tone = array("f", (swing * math.sin(math.tau * at / 32) for at in range(_VOICE_BLOCK)))
    for number in range(12):
        frame = av.AudioFrame(format="fltp", layout="mono", samples=_VOICE_BLOCK)
        frame.sample_rate, frame.pts = _VOICE_RATE, number * _VOICE_BLOCK
        frame.planes[0].update(tone.tobytes())
        packets += stream.encode(frame)
    return [bytes(packet) for packet in packets]


def recording(seconds: int, wrapped: str = "mp3") -> bytes:
    """An MP3 of silence; or an MP4 of sound alone, under a film's brand."""
    target = io.BytesIO()
    with av.open(target, "w", format=wrapped) as output:
        codec = "libmp3lame" if wrapped == "mp3" else "aac"
        voice = output.add_stream(codec, rate=_VOICE_RATE, layout="mono")
        voice.bit_rate = 8000
        for number in range(seconds * _VOICE_RATE // _VOICE_BLOCK):
            frame = av.AudioFrame(format="fltp", layout="mono", samples=_VOICE_BLOCK)
            frame.sample_rate, frame.pts = _VOICE_RATE, number * _VOICE_BLOCK
            frame.planes[0].update(bytes(frame.planes[0].buffer_size))
            output.mux(voice.encode(frame))
        output.mux(voice.encode(None))
    return target.getvalue()
