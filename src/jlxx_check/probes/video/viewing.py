"""What a video shows, looked at in a few places: black, one still picture, broken, silent.

Frames are decoded where PyAV is installed (the extra ``video``).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from jlxx_check.model.facts import Content, Seen
from jlxx_check.probes.video.film_opening import refusals, with_container

if TYPE_CHECKING:
    from PIL import Image

#: Pixels that a frame may have (8K has 33 million), and packets looked through for the first one.
_MAX_PIXELS = 36_000_000
_MOST_PACKETS = 400
#: Places looked at and listened to, spread evenly: what a film costs does not grow with its length.
_PLACES = 12
_HEARD = 8
_UNEVEN = 0.618
#: Packets of sound decoded at each place: half a second and more.
_PACKETS = 24
#: The side of the grey picture that frames are compared by, and how far the same picture may be
#: off in a pixel (0 to 255) for having been coded again.
_SIDE = 32
_SAME = 4
#: Brightest and darkest of one colour may lie so far apart, for coding.
_PLAIN = 12
#: Of a film's length, what frames have to span before they are called one still picture.
_SPANNED = 0.6
_FULL = 1 << 15
#: Decoders that show every sound film: where they show nothing, the film is at fault.
_KNOWN = frozenset({"h264", "hevc", "mpeg4"})


def middle_frame(stream: BinaryIO, content: Content, size: tuple[int, int] | None) -> bytes | None:
    """A JPEG of at most 320 pixels a side with nothing in it but its pixels.

    size: width and height as displayed; None: as coded. None is the answer wherever there is no
    frame to be had: PyAV is not installed, the codec is not known, the stream is broken. Of a
    video that is measured soundly no frame is needed.
    """
    return with_container(stream, content, lambda container: _middle(container, size))


def picture_stream(container: Any) -> Any:
    """The picture track, made ready to decode key frames alone; None where it is none."""
    track = container.streams.best("video")
    coded = track.codec_context if track is not None else None
    if coded is None or not 0 < coded.width * coded.height <= _MAX_PIXELS:
        return None
    # One thread: several files are read at a time. Key frames alone: the others need their past.
    coded.thread_type, coded.thread_count, coded.skip_frame = "NONE", 1, "NONKEY"
    return track


def next_frame(packets: Iterable[Any], track: Any) -> Any:
    """The next frame that decodes; None where there is none within reach."""
    for number, packet in enumerate(packets):
        for frame in packet.decode():
            return frame
        if packet.is_keyframe and packet.size:
            # A frame that others are shown before waits for them, and they are skipped.
            for frame in track.codec_context.decode(None):
                return frame
            track.codec_context.flush_buffers()
        if number >= _MOST_PACKETS:
            return None
    return None


def _middle(container: Any, size: tuple[int, int] | None) -> bytes | None:
    """The key frame before the middle."""
    track = picture_stream(container)
    if track is None:
        return None
    if track.duration:
        middle = (track.start_time or 0) + track.duration // 2
        container.seek(middle, stream=track, backward=True)
    elif container.duration:
        container.seek(container.duration // 2, backward=True)
    frame = next_frame(container.demux(track), track)
    if frame is None:
        return None
    from jlxx_check.probes import pixels

    return pixels.thumbnail(shown(frame, size))


def shown(frame: Any, size: tuple[int, int] | None) -> Image.Image:
    """The frame as it is displayed: small, turned upright, in the shape that pixels give it."""
    width, height = _reduced(frame)
    image: Image.Image = frame.reformat(width=width, height=height, format="rgb24").to_image()
    if frame.rotation:
        image = image.rotate(frame.rotation, expand=True)
    if size is not None and min(size) > 0:
        ratio = size[0] / size[1]
        image = image.resize((max(1, min(2000, round(image.height * ratio))), image.height))
    return image


def _reduced(frame: Any) -> tuple[int, int]:
    """The sides of the small frame that is looked at."""
    if frame.width * frame.height > _MAX_PIXELS:
        raise ValueError("larger than its header says")
    from jlxx_check.probes import pixels

    scale = min(1.0, pixels.SHARPNESS_SIDE / max(frame.width, frame.height))
    width, height = (max(2, round(side * scale)) for side in (frame.width, frame.height))
    return width, height


def _fields(frame: Any, scaler: Any) -> bytes:
    """The frame as a grey picture that is small enough to be compared.

    scaler: one for all of a film, which gets ready but once.
    """
    from PIL import Image

    width, height = _reduced(frame)
    grey = scaler.reformat(frame, width=width, height=height, format="gray")
    plane = grey.planes[0]
    image = Image.frombuffer("L", (width, height), plane, "raw", "L", plane.line_size, 1)
    return image.resize((_SIDE, _SIDE), Image.Resampling.BOX).tobytes()


def look(stream: BinaryIO, content: Content) -> Seen | None:
    """What the frames show; None where this machine decodes none of them."""
    return with_container(stream, content, _look)


def _look(container: Any) -> Seen | None:
    track = picture_stream(container)
    length = _seconds(container, track)
    if track is None or not length:
        return None
    from av.video.reformatter import VideoReformatter

    scaler = VideoReformatter()
    pictures: dict[float, bytes] = {}
    broken: list[float] = []
    whole: dict[tuple[Any, ...], bool] = {}
    for number in range(_PLACES):
        # Unevenly, so that a film that changes at a steady beat is not always met alike.
        at = length * (number + number * _UNEVEN % 1) / _PLACES
        first, packets = _packets(container, track, at)
        if first not in whole:  # a short film has few key frames
            frame = _frame(packets, track)
            whole[first] = frame is not None and not frame.is_corrupt
            if whole[first] and frame.pts is not None:
                # A frame that others had to wait for knows no ticks of its own.
                pictures[float(frame.pts * track.time_base)] = _fields(frame, scaler)
        if not whole[first]:
            broken.append(at)
    if not pictures and track.codec_context.name not in _KNOWN:
        return None
    return Seen(
        looked=len(pictures),
        plain=tuple(at for at, picture in sorted(pictures.items()) if _is_plain(picture)),
        still=_is_still(pictures, length),
        broken=tuple(broken),
        loudest=_loudest(container, length),
    )


def _seconds(container: Any, track: Any) -> float:
    if track is None:
        return 0.0
    if track.duration and track.time_base:
        return float(track.duration * track.time_base)
    return container.duration / 1_000_000 if container.duration else 0.0


def _packets(container: Any, track: Any, at: float) -> tuple[tuple[Any, ...], Iterator[Any]]:
    """What tells the key frame before a moment from others; the packets from it on."""
    try:
        container.seek((track.start_time or 0) + int(at / track.time_base), stream=track)
        packets = container.demux(track)
        first = next(packets)
    except refusals():
        return (), iter(())
    return (first.pos, first.dts, first.pts, first.size), chain((first,), packets)


def _frame(packets: Iterable[Any], track: Any) -> Any:
    """The first frame of these; None where nothing whole is found."""
    try:
        return next_frame(packets, track)
    except refusals():
        return None


def _is_plain(picture: bytes) -> bool:
    return max(picture) - min(picture) <= _PLAIN


def _is_still(pictures: Mapping[float, bytes], length: float) -> bool | None:
    times = sorted(pictures)
    if len(times) < 3 or times[-1] - times[0] < _SPANNED * length:
        return None
    first = pictures[times[0]]
    return all(
        max(abs(a - b) for a, b in zip(first, pictures[at], strict=True)) <= _SAME
        for at in times[1:]
    )


def _loudest(container: Any, length: float) -> float | None:
    """The strongest sample of the sound, 0 to 1; None where there is none that decodes."""
    voice = container.streams.best("audio")
    if voice is None or not voice.time_base:
        return None
    import av

    heard: list[float] = []
    try:
        change = av.AudioResampler(format="s16", layout="mono")
        for number in range(_HEARD):
            at = int(length * (number + 0.5) / _HEARD / voice.time_base)
            container.seek((voice.start_time or 0) + at, stream=voice, backward=True)
            for count, packet in enumerate(container.demux(voice)):
                for frame in packet.decode():
                    heard += (_strongest(part) for part in change.resample(frame))
                if count >= _PACKETS:
                    break
    except refusals():
        pass  # what was heard before counts; nothing at all is no silence
    return max(heard, default=None)


def _strongest(frame: Any) -> float:
    values = array("h")
    values.frombytes(bytes(frame.planes[0])[: 2 * frame.samples])
    return max(max(values, default=0), -min(values, default=0)) / _FULL
