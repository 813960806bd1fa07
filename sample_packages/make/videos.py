"""Videos of over four minutes that weigh little: drawn scenes that change every half minute."""

from __future__ import annotations

import io
from dataclasses import dataclass
from fractions import Fraction

import av
from PIL import Image, ImageFilter

from sample_packages.make.scenes import scene

_SOUND_RATE = 16000
_SOUND_SAMPLES = 1024
#: Tables stay small where picture and sound lie in pieces of a second.
_CHUNKS = {"chunk_duration": "1000000"}


@dataclass(frozen=True)
class Film:
    """What a video is to be like; the notice's own wishes are the defaults.

    seconds: of picture. container: ``mp4`` or ``mov``. silent: no audio track at all.
    """

    seed: int
    seconds: int = 250
    rate: int = 25
    size: tuple[int, int] = (1280, 720)
    codec: str = "libx264"
    container: str = "mp4"
    silent: bool = False


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
        name, private = _PRIVATE[wanted.codec]
        stream.options = {"preset": "veryfast", "crf": "40", name: private + ":log-level=none"}
        sound = None
        if not wanted.silent:
            sound = output.add_stream("aac", rate=_SOUND_RATE)
            sound.layout, sound.bit_rate = "mono", 8000
        heard = 0
        packets = _packets(stream, wanted)
        for number in range(wanted.seconds * wanted.rate):
            content, key = packets[number % len(packets)]
            output.mux(_packet(stream, wanted.rate, content, key, number))
            while sound and heard * wanted.rate < number * _SOUND_RATE:
                output.mux(sound.encode(_silence(heard)))
                heard += _SOUND_SAMPLES
        if sound:
            output.mux(sound.encode())
    return target.getvalue()


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
    return [(bytes(packet), packet.is_keyframe) for packet in found]


def _packet(stream, rate: int, content: bytes, key: bool, number: int) -> av.Packet:
    packet = av.Packet(content)
    packet.stream, packet.time_base = stream, Fraction(1, rate)
    packet.pts = packet.dts = number
    packet.duration, packet.is_keyframe = 1, key
    return packet


def _silence(start: int) -> av.AudioFrame:
    frame = av.AudioFrame("fltp", "mono", _SOUND_SAMPLES)
    frame.sample_rate, frame.pts, frame.time_base = _SOUND_RATE, start, Fraction(1, _SOUND_RATE)
    frame.planes[0].update(bytes(_SOUND_SAMPLES * 4))
    return frame
