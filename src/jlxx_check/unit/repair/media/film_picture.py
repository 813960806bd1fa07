"""Frames made what is asked for: whole pictures, upright, sized, barred, in BT.709 of 8 bits."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from jlxx_check.unit.repair.media import film_light
from jlxx_check.unit.repair.media.film_shape import FilmShape
from jlxx_check.values.frozen_types import frozen

#: Colours as FFmpeg numbers them (ITU-T H.273, tables 2 to 4).
BT709, _UNKNOWN, _BT601_625, _BT601_525, _BT2020 = 1, 2, 5, 6, 9
#: How FFmpeg numbers the range of values: 16 to 235, or 0 to 255.
LIMITED, _FULL = 1, 2
#: Colour matrices as the scaler calls them.
_MATRICES = {BT709: "bt709", _BT601_625: "bt601", _BT601_525: "bt601", _BT2020: "bt2020"}
#: Smaller pictures of unsaid colours are taken for television's, as players do.
_HIGH_DEFINITION = 720
_MATRIX_FORM = struct.Struct("=9i")
#: How a picture is turned by its display matrix: signs of a, b, c, d to filters.
_TURNS: dict[tuple[int, int, int, int], tuple[tuple[str, str], ...]] = {
    (1, 0, 0, 1): (),
    (-1, 0, 0, -1): (("hflip", ""), ("vflip", "")),
    (-1, 0, 0, 1): (("hflip", ""),),
    (1, 0, 0, -1): (("vflip", ""),),
    (0, 1, -1, 0): (("transpose", "dir=clock"),),
    (0, -1, 1, 0): (("transpose", "dir=cclock"),),
    (0, 1, 1, 0): (("transpose", "dir=cclock_flip"),),
    (0, -1, -1, 0): (("transpose", "dir=clock_flip"),),
}
_UPRIGHT = (1, 0, 0, 1)

Filters = Iterable[tuple[str, str]]


class FilterChain:
    """Filters one behind the other, for frames of one size and format."""

    def __init__(self, frame: Any, filters: Filters) -> None:
        """frame: like those that will come. Raises what FFmpeg raises."""
        from av.filter import Graph

        self._graph = Graph()
        base = Fraction(frame.time_base)
        first = last = self._graph.add(
            "buffer",
            f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}"
            f":time_base={base.numerator}/{base.denominator}:pixel_aspect=1/1",
        )
        for name, words in (*filters, ("buffersink", "")):
            node = self._graph.add(name, words) if words else self._graph.add(name)
            last.link_to(node)
            last = node
        self._graph.configure()
        self._first, self._last = first, last

    def push(self, frame: Any | None) -> Iterator[Any]:
        """Hand in a frame, None behind the last one; what comes out of it."""
        from av.error import BlockingIOError as NothingYet
        from av.error import EOFError as NoMore

        self._first.push(frame)
        while True:
            try:
                yield self._last.pull()
            except (NothingYet, NoMore):
                return


class FieldJoiner:
    """Fields made whole pictures, as many as there were; what is progressive stays as it is."""

    def __init__(self) -> None:
        self._kind: tuple[int, int, str] | None = None
        self._chain: FilterChain | None = None

    def push(self, frame: Any) -> Iterator[Any]:
        """What comes of a frame, which may be the one before it. Raises what FFmpeg raises."""
        kind = (frame.width, frame.height, frame.format.name)
        if self._chain is None or kind != self._kind:
            yield from self.rest()
            self._chain = FilterChain(frame, [("bwdif", "mode=send_frame:deint=interlaced")])
            self._kind = kind
        yield from self._chain.push(frame)

    def rest(self) -> Iterator[Any]:
        """What is still inside."""
        if self._chain is not None:
            yield from self._chain.push(None)
            self._chain = None


@frozen
class _Kind:
    """All by which one frame needs other filters than the one before it."""

    width: int
    height: int
    format: str
    matrix: int
    full: bool
    turn: tuple[int, int, int, int]

    @property
    def lying(self) -> bool:
        """Whether it is shown turned by a quarter."""
        return self.turn[0] == 0


class PictureMaker:
    """Frames of a source, each made one of the result."""

    def __init__(
        self,
        size: tuple[int, int] | None,
        pixel_aspect: Fraction,
        source_aspect: Fraction,
        transfer: int,
        folder: Path,
    ) -> None:
        """size: of the result, None: the source's. source_aspect: width of its pixel over height.

        transfer: how the source codes light (H.273). folder: where a table may be written.
        """
        self._size = size
        self._pixel_aspect = pixel_aspect
        self._source_aspect = source_aspect
        self._transfer, self._folder = transfer, folder
        self._kind: _Kind | None = None
        self._chain: FilterChain | None = None
        #: Whether any frame was toned down.
        self.toned = False

    def settle(self, frame: Any) -> tuple[int, int]:
        """Width and height of the result; the first frame's own where none is asked for."""
        if self._size is None:
            upright = self._upright(_kind_of(frame))
            self._size = (_even(upright[0]), _even(upright[1]))
        return self._size

    def made(self, frame: Any) -> Any:
        """The frame of the result; its time is the caller's to set. Raises what FFmpeg raises."""
        kind = _kind_of(frame)
        if self._chain is None or kind != self._kind:
            self._kind, self._chain = kind, FilterChain(frame, self._filters(kind))
        (made,) = self._chain.push(frame)
        return made

    def _filters(self, kind: _Kind) -> Iterator[tuple[str, str]]:
        assert self._size is not None
        wide, high = FilmShape(self._size, self._pixel_aspect).fitted(self._upright(kind))
        across, down = (high, wide) if kind.lying else (wide, high)
        range_in = "full" if kind.full else "limited"
        scale = f"w={across}:h={down}:in_range={range_in}:in_color_matrix={_MATRICES[kind.matrix]}"
        out = "out_range=limited:out_color_matrix=bt709"
        if self._transfer in (film_light.PQ, film_light.HLG):
            yield "scale", scale
            yield "format", "gbrp16le"
            yield "lut3d", f"interp=tetrahedral:file={self._table()}"
            yield "scale", out
        else:
            yield "scale", f"{scale}:{out}"
        yield "format", "yuv420p"
        yield from _TURNS[kind.turn]
        if (wide, high) != self._size:
            yield "pad", f"w={self._size[0]}:h={self._size[1]}:x=(ow-iw)/2:y=(oh-ih)/2"
        yield "setsar", f"{self._pixel_aspect.numerator}/{self._pixel_aspect.denominator}"

    def _upright(self, kind: _Kind) -> tuple[Fraction, Fraction]:
        """Width and height as displayed, in square pixels."""
        wide, high = kind.width * self._source_aspect, Fraction(kind.height)
        return (high, wide) if kind.lying else (wide, high)

    def _table(self) -> str:
        """A table's path as the filter reads it: nothing in it may end a word."""
        path = self._folder / f"{self._transfer}.cube"
        if not path.exists():
            film_light.write_table(path, self._transfer)
        self.toned = True
        said = path.absolute().as_posix()
        for mark in "\\':":
            said = said.replace(mark, f"\\{mark}")
        return said


def _kind_of(frame: Any) -> _Kind:
    matrix = int(frame.colorspace)
    if matrix not in _MATRICES:
        high = min(frame.width, frame.height) >= _HIGH_DEFINITION
        matrix = BT709 if high else _BT601_625
    full = frame.format.name.startswith("yuvj") or int(frame.color_range) == _FULL
    return _Kind(
        frame.width,
        frame.height,
        frame.format.name,
        matrix,
        full,
        turn_of(frame),
    )


def turn_of(frame: Any) -> tuple[int, int, int, int]:
    """The signs of a, b, c, d of the matrix that shows the frame upright; no turn: 1, 0, 0, 1."""
    from av.sidedata.sidedata import Type

    said = frame.side_data.get(Type.DISPLAYMATRIX)
    if said is None or said.buffer_size < _MATRIX_FORM.size:
        return _UPRIGHT
    a, b, _, c, d, *_ = _MATRIX_FORM.unpack_from(bytes(said))
    if abs(a) + abs(d) >= abs(b) + abs(c):
        found = (_sign(a), 0, 0, _sign(d))
    else:
        found = (0, _sign(b), _sign(c), 0)
    return found if found in _TURNS else _UPRIGHT


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _even(length: Fraction) -> int:
    """At least as long, so that a row of an odd source is not lost."""
    whole = round(length)
    return max(2, whole + whole % 2)
