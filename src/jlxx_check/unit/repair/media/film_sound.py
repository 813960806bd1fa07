"""Sound made AAC that keeps its place beside the picture: gaps are silent, overlaps are cut."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from jlxx_check.text import Text
from jlxx_check.unit.repair.media.film_streams import FilmRefusedError

#: Rates that every player has.
_RATES = (44100, 48000)
_FRAME = 1024
#: Seconds by which sound may be off its place before it is put right; a lip's movement takes more.
_SLACK = "0.01"
#: Seconds of a gap that is left to FFmpeg, which makes all of it at once.
_SHORT_GAP = Fraction(1, 2)
#: Seconds by which sound may go on behind the last picture seen: nobody films so far ahead.
_FAR = 600
_MONO_BITS, _STEREO_BITS = 96_000.0, 160_000.0

_JUMP = Text(
    "视频里声音的时间有很大的跳跃，无法与画面对齐。",
    "The times of the film's sound jump far, so that it cannot be kept beside its picture.",
)


class SoundMaker:
    """Decoded sound in, packets of the result out."""

    def __init__(self, output: Any, source: Any, rate: int | None, bits: float | None) -> None:
        """output: the container to add a track to. rate: samples a second, bits: of the result."""
        own = source.codec_context.sample_rate
        self._rate = rate or (own if own in _RATES else _RATES[-1])
        count = source.codec_context.channels
        self._layout = "mono" if count == 1 else "stereo"
        #: Whether more than two channels were mixed into two.
        self.mixed = count > 2
        self._track = output.add_stream("aac", rate=self._rate, layout=self._layout)
        self._track.codec_context.bit_rate = round(bits or self.usual_bits(source))
        if source.language:
            self._track.metadata["language"] = source.language
        self._start = Fraction(0)
        self._graph: _SoundChain | None = None
        self._due: Fraction | None = None
        self._made = 0

    @staticmethod
    def usual_bits(source: Any) -> float:
        """Bits a second of the result where the notice asks for none."""
        return _MONO_BITS if source.codec_context.channels == 1 else _STEREO_BITS

    def begin(self, start: Fraction) -> None:
        """start: seconds of the source's clock at which the result begins."""
        self._start = start

    def packets(self, frame: Any, shown: Fraction) -> Iterator[Any]:
        """What comes of a frame. shown: seconds of picture so far; raises FilmRefusedError."""
        at, length = self._place(frame)
        if at + length <= 0:
            return
        if at > shown + _FAR:
            raise FilmRefusedError(_JUMP)
        if self._graph is None or not self._graph.fits(frame):
            yield from self._drained()
            self._graph = _SoundChain(frame, self._rate, self._layout, self._made)
        due = self._due if self._due is not None else Fraction(0)
        while at - due > _SHORT_GAP:
            yield from self._encoded(self._graph.push(_silence(frame, due)))
            due += Fraction(_FRAME, frame.sample_rate)
        frame.pts, frame.time_base = round(at * frame.sample_rate), Fraction(1, frame.sample_rate)
        self._due = at + length
        yield from self._encoded(self._graph.push(frame))

    def rest(self) -> Iterator[Any]:
        """What is still inside; nothing may come after it."""
        yield from self._drained()
        yield from self._track.encode(None)

    @property
    def seconds(self) -> Fraction:
        """How long the result sounds."""
        return Fraction(self._made, self._rate)

    def _place(self, frame: Any) -> tuple[Fraction, Fraction]:
        """When a frame is heard, in seconds of the result, and for how long."""
        length = Fraction(frame.samples, frame.sample_rate)
        if frame.pts is None or frame.time_base is None:
            return self._due or Fraction(0), length
        return Fraction(frame.pts) * Fraction(frame.time_base) - self._start, length

    def _drained(self) -> Iterator[Any]:
        if self._graph is not None:
            yield from self._encoded(self._graph.push(None))

    def _encoded(self, frames: Iterator[Any]) -> Iterator[Any]:
        for frame in frames:
            frame.pts, frame.time_base = self._made, Fraction(1, self._rate)
            self._made += frame.samples
            yield from self._track.encode(frame)


class _SoundChain:
    """Resampling for frames of one format, which also fills short gaps and cuts what overlaps."""

    def __init__(self, frame: Any, rate: int, layout: str, made: int) -> None:
        from av.filter import Graph

        self._kind = _kind_of(frame)
        self._graph = Graph()
        source = self._graph.add(
            "abuffer",
            f"sample_rate={frame.sample_rate}:sample_fmt={frame.format.name}"
            f":channel_layout={frame.layout.name}:time_base=1/{frame.sample_rate}",
        )
        even = self._graph.add(
            "aresample",
            f"osr={rate}:ochl={layout}:osf=fltp:async=1:min_hard_comp={_SLACK}"
            f":first_pts={made * frame.sample_rate // rate}",  # counted as what comes in
        )
        sink = self._graph.add("abuffersink")
        source.link_to(even)
        even.link_to(sink)
        self._graph.configure()
        self._graph.set_audio_frame_size(_FRAME)
        self._source, self._sink = source, sink

    def fits(self, frame: Any) -> bool:
        """Whether the frame is like those before it."""
        return _kind_of(frame) == self._kind

    def push(self, frame: Any | None) -> Iterator[Any]:
        """Hand in a frame, None behind the last one; what comes out of it."""
        from av.error import BlockingIOError as NothingYet
        from av.error import EOFError as NoMore

        self._source.push(frame)
        while True:
            try:
                yield self._sink.pull()
            except (NothingYet, NoMore):
                return


def _kind_of(frame: Any) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


def _silence(like: Any, at: Fraction) -> Any:
    from av import AudioFrame

    made = AudioFrame(format=like.format.name, layout=like.layout.name, samples=_FRAME)
    for plane in made.planes:
        plane.update(_quiet(like.format.name) * plane.buffer_size)
    made.sample_rate = like.sample_rate
    made.pts, made.time_base = round(at * like.sample_rate), Fraction(1, like.sample_rate)
    return made


def _quiet(form: str) -> bytes:
    """A byte of no sound: unsigned samples have their middle at 128."""
    return b"\x80" if form.startswith("u8") else b"\0"
