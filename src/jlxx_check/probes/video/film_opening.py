"""Films opened by PyAV, where it is installed (the extra ``video``), and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any, BinaryIO, TypeVar

from jlxx_check.model.facts import Content

_T = TypeVar("_T")

#: Nothing is guessed from the bytes: a play list or a script must not make FFmpeg open others.
DEMUXERS = {
    Content.MP4: "mov",
    Content.QUICKTIME: "mov",
    Content.MATROSKA: "matroska",
    Content.AVI: "avi",
    Content.WMV: "asf",
    Content.FLV: "flv",
    Content.MPEG: "mpeg",
}
#: An MP4's index says all that is needed: nothing is decoded to find out more while it is opened.
_OPENED_BY_INDEX = {"skip_frame": "all", "probesize": "32"}
_BY_INDEX = frozenset({Content.MP4, Content.QUICKTIME})
#: The last version that refuses a title in another encoding than UTF-8 unless it is told not to.
_STRICT_BEFORE = 19


def with_container(
    stream: BinaryIO, content: Content, work: Callable[[Any], _T | None]
) -> _T | None:
    """What the work makes of the opened file; None where PyAV is missing or nothing can be made."""
    av, demuxer = _library(), DEMUXERS.get(content)
    if av is None or demuxer is None:
        return None
    try:
        for options in (_OPENED_BY_INDEX, {}) if content in _BY_INDEX else ({},):
            stream.seek(0)
            told = opening_options()
            with av.open(stream, format=demuxer, options=options, **told) as container:
                if not options or _sizes_known(container):
                    return work(container)
    except refusals():
        return None
    return None


def _sizes_known(container: Any) -> bool:
    """Whether all pictures have a size: that of MPEG-4 Visual and H.263 only their data tell."""
    contexts = (track.codec_context for track in container.streams.video)
    return all(coded is None or coded.width for coded in contexts)


@cache
def opening_options() -> dict[str, Any]:
    """What ``av.open`` has to be told beside the format; PyAV has to be there."""
    import av

    major = int(str(av.__version__).partition(".")[0])
    return {"metadata_errors": "ignore"} if major < _STRICT_BEFORE else {}


@cache
def refusals() -> tuple[type[BaseException], ...]:
    """What FFmpeg raises, and what its wrapper and Pillow do with values that make no sense."""
    plain = (OSError, ValueError, TypeError, ArithmeticError, MemoryError)
    av = _library()
    return plain if av is None else (av.error.FFmpegError, *plain)


@cache
def _library() -> ModuleType | None:
    try:
        import av
        import PIL.Image  # noqa: F401 - frames are measured as pictures
    except (ImportError, OSError):
        return None
    return av
