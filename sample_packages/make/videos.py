"""Videos of over four minutes that weigh little: drawn scenes that change every half minute."""

from __future__ import annotations

import io
import math
from array import array
from dataclasses import dataclass
from fractions import Fraction
from random import Random

import av
from PIL import Image, ImageFilter

from sample_packages.make.scenes import scene

_SOUND_RATE = 8000
_SOUND_SAMPLES = 1024
#: Tables stay small where picture and sound lie in pieces of a second.
_CHUNKS = {"chunk_duration": "1000000"}


@dataclass(frozen=True)
class Film:
    """What a video is to be like; the notice's own wishes are the defaults.

    seconds: of picture. container: ``mp4`` or ``mov``. silent: no audio track at all. pixel: width
    and height of a pixel. picture_kbps: what the picture is filled up to (H.264 alone), 0 for not
    at all. sound_rate: samples a second; sound_kbps: as the encoder is told to take.
    """

    seed: int
    seconds: int = 250
    rate: int = 25
    size: tuple[int, int] = (1280, 720)
    codec: str = "libx264"
    container: str = "mp4"
    silent: bool = False
    pixel: tuple[int, int] = (1, 1)
    picture_kbps: int = 0
    sound_rate: int = _SOUND_RATE
    sound_kbps: int = 2


#: Frames of one picture. Two such pictures are encoded once and shown in turn to the end.
_HOLD = 625
_PRIVATE = {
    "libx264": (
        "x264-params",
        f"keyint={_HOLD}:min-keyint={_HOLD}:scenecut=0:bframes=0:ref=1:cabac=0:weightp=0",
    ),
    "libx265": (
        "x265-params",
        f"keyint={_HOLD}:min-keyint={_HOLD}:scenecut=0:bframes=0:pools=none",
    ),
}


def film(wanted: Film) -> bytes:
    """The video file."""
    target = io.BytesIO()
    with av.open(target, "w", format=wanted.container, options=_CHUNKS) as output:
        stream = output.add_stream(wanted.codec, rate=wanted.rate)
        stream.width, stream.height = wanted.size
        stream.pix_fmt, stream.time_base = "yuv420p", Fraction(1, wanted.rate)
        stream.codec_context.thread_count = 1
        stream.sample_aspect_ratio = Fraction(*wanted.pixel)
        name, private = _PRIVATE[wanted.codec]
        stream.options = {"preset": "veryfast", "crf": "40", name: private + ":log-level=none"}
        sound = None
        if not wanted.silent:
            sound = output.add_stream("aac", rate=wanted.sound_rate)
            sound.layout, sound.bit_rate = "mono", 1000 * wanted.sound_kbps
        heard = 0
        packets = _packets(stream, wanted)
        hiss = _hiss(sound, wanted) if wanted.picture_kbps else None
        for number in range(wanted.seconds * wanted.rate):
            content, key = packets[number % len(packets)]
            output.mux(_packet(stream, wanted.rate, content, key, number))
            while sound and heard * wanted.rate < number * wanted.sound_rate:
                output.mux(_again(sound, hiss, heard) if hiss else sound.encode(_tone(heard)))
                heard += _SOUND_SAMPLES
        if sound and not hiss:
            output.mux(sound.encode())
    return target.getvalue()


def _hiss(sound, wanted: Film) -> bytes:
    """One packet of noise that has just the size: repeated, it fills the rate and packs well."""
    size = 125 * wanted.sound_kbps * _SOUND_SAMPLES / wanted.sound_rate
    noise = Random(wanted.seed)
    found = []
    for number in range(40):
        frame = _tone(number * _SOUND_SAMPLES, wanted.sound_rate)
        waves = (noise.uniform(-0.1, 0.1) for _ in range(_SOUND_SAMPLES))
        frame.planes[0].update(array("f", waves).tobytes())
        found += sound.encode(frame)
    return bytes(min(found[2:], key=lambda packet: abs(packet.size - size)))


def _again(sound, content: bytes, start: int) -> av.Packet:
    packet = av.Packet(content)
    packet.stream, packet.time_base = sound, Fraction(1, sound.rate)
    packet.pts = packet.dts = start
    packet.duration = _SOUND_SAMPLES
    return packet


def _filled(content: bytes, wanted: Film) -> bytes:
    """A frame with filler data (H.264, NAL unit type 12) up to the rate wanted."""
    missing = 125 * wanted.picture_kbps // wanted.rate - len(content) - 6
    return content if missing < 0 else content + b"\0\0\0\1\x0c" + b"\xff" * missing + b"\x80"


def _packets(stream, wanted: Film) -> list[tuple[bytes, bool]]:
    """The encoded frames of two pictures, each beginning with a key frame."""
    found = []
    for number in range(2 * _HOLD):
        if number % _HOLD == 0:
            picture = scene(wanted.seed * 100 + number // _HOLD)
            picture = picture.resize(wanted.size, Image.Resampling.BICUBIC)
            picture = picture.filter(ImageFilter.GaussianBlur(3))
            frame = av.VideoFrame.from_image(picture).reformat(format="yuv420p")
        frame.pts, frame.time_base = number, stream.time_base
        found += stream.encode(frame)
    found += stream.encode()
    return [(_filled(bytes(packet), wanted), packet.is_keyframe) for packet in found]


def _packet(stream, rate: int, content: bytes, key: bool, number: int) -> av.Packet:
    packet = av.Packet(content)
    packet.stream, packet.time_base = stream, Fraction(1, rate)
    packet.pts = packet.dts = number
    packet.duration, packet.is_keyframe = 1, key
    return packet


def _tone(start: int, rate: int = _SOUND_RATE) -> av.AudioFrame:
    """A quiet note, so that the film is not silent."""
    frame = av.AudioFrame("fltp", "mono", _SOUND_SAMPLES)
    frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
    # 64 samples are a whole wave, so that the frames join without a click.
    wave = (0.05 * math.sin(math.tau * at / 64) for at in range(_SOUND_SAMPLES))
    frame.planes[0].update(array("f", wave).tobytes())
    return frame


def recording(seconds: int) -> bytes:
    """A sound file (.m4a) with nothing but the quiet note."""
    target = io.BytesIO()
    with av.open(target, "w", format="ipod") as output:
        sound = output.add_stream("aac", rate=_SOUND_RATE)
        sound.layout, sound.bit_rate = "mono", 8000
        for start in range(0, seconds * _SOUND_RATE, _SOUND_SAMPLES):
            output.mux(sound.encode(_tone(start)))
        output.mux(sound.encode())
    return target.getvalue()
