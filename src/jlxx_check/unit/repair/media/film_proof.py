"""A film that was made, decoded once more from its first frame to its last."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from jlxx_check.probes.video.film_opening import opening_options
from jlxx_check.text import Text
from jlxx_check.unit.repair.media.film_streams import FilmRefusedError
from jlxx_check.values.frozen_types import frozen

#: Frames by which a length may be off, and seconds where another container's word is held against
#: the film: some count only whole pieces, or the sound with it.
_FRAMES_OFF, _SECONDS_OFF = 2, 0.25

_NOT_WHOLE = Text(
    "转换出来的视频不完整，已经删除。", "The film that came of it is not whole and was removed."
)


@frozen
class Decoded:
    """What a film holds."""

    frames: int
    #: Seconds of picture.
    seconds: Fraction


def decoded(path: Path, count: int, tell: Callable[[float], None]) -> Decoded:
    """Decode a film. count: the frames that it should have.

    Raises FilmRefusedError where it has others, or any is broken or out of its order.
    """
    import av

    frames, seconds = 0, Fraction(0)
    with av.open(str(path.absolute()), format="mov", **opening_options()) as container:
        (track,) = container.streams.video
        # Every frame is still decoded; only the smoothing between blocks is left out.
        track.codec_context.options = {"skip_loop_filter": "all"}
        track.codec_context.thread_type, track.codec_context.thread_count = "AUTO", 0
        first: Fraction | None = None
        last: int | None = None
        try:
            for packet in container.demux():
                for frame in packet.decode():
                    if packet.stream.index != track.index:
                        continue
                    if (
                        frame.is_corrupt
                        or frame.pts is None
                        or (last is not None and frame.pts <= last)
                    ):
                        raise FilmRefusedError(_NOT_WHOLE)
                    last = frame.pts
                    at = frame.pts * Fraction(frame.time_base)
                    first = at if first is None else first
                    seconds = at - first + (frame.duration or 0) * Fraction(frame.time_base)
                    frames += 1
                    tell(min(1.0, frames / count) if count else 1.0)
        except av.error.FFmpegError as error:
            raise FilmRefusedError(_NOT_WHOLE) from error
    if frames != count:
        raise FilmRefusedError(_NOT_WHOLE)
    return Decoded(frames, seconds)


def same_length(made: Fraction, source: Fraction | float, rate: Fraction, *, exact: bool) -> None:
    """Raises FilmRefusedError where the two differ by more than a frame or two.

    exact: the source's container says the length of the picture itself.
    """
    slack = float(_FRAMES_OFF / rate)
    if not exact:
        slack = max(slack, _SECONDS_OFF)
    off = float(made) - float(source)
    if abs(off) > slack + 1e-6:
        raise FilmRefusedError(
            Text(
                f"只能读出这个视频的一部分（长度相差{abs(off):.1f}秒），无法完整转换。",
                f"Only a part of this film can be read (it is {abs(off):.1f} s off its length), so "
                "that it cannot be converted whole.",
            )
        )
