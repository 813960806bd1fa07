"""A small picture from the middle of a video, where PyAV is installed (the extra ``video``)."""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any, BinaryIO

from PIL import Image

from jlxx_check.model.facts import Content
from jlxx_check.probes import pixels

#: Pixels that a frame may have (8K has 33 million), and packets looked through for the first one.
_MAX_PIXELS = 36_000_000
_MOST_PACKETS = 400
#: Nothing is guessed from the bytes: a play list or a script must not make FFmpeg open others.
_DEMUXERS = {
    Content.MP4: "mov",
    Content.QUICKTIME: "mov",
    Content.MATROSKA: "matroska",
    Content.AVI: "avi",
    Content.WMV: "asf",
    Content.FLV: "flv",
    Content.MPEG: "mpeg",
}
#: The last version that refuses a title in another encoding than UTF-8 unless it is told not to.
_STRICT_BEFORE = 19


def middle_frame(stream: BinaryIO, content: Content, size: tuple[int, int] | None) -> bytes | None:
    """A JPEG of at most 320 pixels a side with nothing in it but its pixels.

    size: width and height as displayed; None: as coded. None is the answer wherever there is no
    frame to be had: PyAV is not installed, the codec is not known, the stream is broken. Of a
    video that is measured soundly no frame is needed.
    """
    av, demuxer = _library(), _DEMUXERS.get(content)
    if av is None or demuxer is None:
        return None
    # What FFmpeg raises, and what its wrapper and Pillow do with values that make no sense.
    refused = (av.error.FFmpegError, OSError, ValueError, TypeError, ArithmeticError, MemoryError)
    options = {"metadata_errors": "ignore"} if _major(av) < _STRICT_BEFORE else {}
    try:
        stream.seek(0)
        with av.open(stream, format=demuxer, **options) as container:
            frame = _decoded(container)
            return None if frame is None else pixels.thumbnail(_shown(frame, size))
    except refused:
        return None


@cache
def _library() -> ModuleType | None:
    try:
        import av
    except (ImportError, OSError):
        return None
    return av


def _major(av: ModuleType) -> int:
    return int(str(av.__version__).partition(".")[0])


def _decoded(container: Any) -> Any:
    """The key frame before the middle; None where there is none within reach."""
    track = container.streams.best("video")
    if track is None:
        return None
    coded = track.codec_context
    if coded is None or not 0 < coded.width * coded.height <= _MAX_PIXELS:
        return None
    # One thread: several files are read at a time. Key frames alone: the others need their past.
    coded.thread_type, coded.thread_count, coded.skip_frame = "NONE", 1, "NONKEY"
    if track.duration:
        middle = (track.start_time or 0) + track.duration // 2
        container.seek(middle, stream=track, backward=True)
    elif container.duration:
        container.seek(container.duration // 2, backward=True)
    for number, packet in enumerate(container.demux(track)):
        for frame in packet.decode():
            return frame
        if number >= _MOST_PACKETS:
            return None
    return None


def _shown(frame: Any, size: tuple[int, int] | None) -> Image.Image:
    """The frame as it is displayed: small, turned upright, in the shape that pixels give it."""
    if frame.width * frame.height > _MAX_PIXELS:
        raise ValueError("larger than its header says")
    scale = min(1.0, pixels.SHARPNESS_SIDE / max(frame.width, frame.height))
    width, height = (max(2, round(side * scale)) for side in (frame.width, frame.height))
    image: Image.Image = frame.reformat(width=width, height=height, format="rgb24").to_image()
    if frame.rotation:
        image = image.rotate(frame.rotation, expand=True)
    if size is not None and min(size) > 0:
        ratio = size[0] / size[1]
        image = image.resize((max(1, min(2000, round(image.height * ratio))), image.height))
    return image
