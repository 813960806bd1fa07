"""A film put into another container, its picture as it is coded."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from jlxx_check.unit.repair.media.film_faults import NOT_AS_IT_IS
from jlxx_check.unit.repair.media.film_recipe import FilmRecipe
from jlxx_check.unit.repair.media.film_sound import SoundMaker
from jlxx_check.unit.repair.media.film_streams import FilmRefusedError, FilmTracks

#: Pictures that an encoder may hold back (H.264, annex A).
_MOST_OPEN = 16


def copied(
    tracks: FilmTracks, recipe: FilmRecipe, output: Any, tell: Callable[[float], None]
) -> int:
    """Fill an opened container; the number of pictures put into it.

    Raises FilmRefusedError where the pictures do not tell when they are shown, or some are there
    only for others' sake; and what FFmpeg raises.
    """
    picture = output.add_stream_from_template(tracks.picture)
    start = _start(tracks)
    made = kept = None
    if tracks.sound is not None and recipe.copy_sound:
        kept = output.add_stream_from_template(tracks.sound)
    elif tracks.sound is not None:
        made = SoundMaker(output, tracks.sound, recipe.sound_rate, recipe.sound_bits)
        made.begin(start)
    order = _Order(1 / Fraction(tracks.picture.average_rate or recipe.rate))
    count, shown = 0, Fraction(0)
    wanted = [track for track in (tracks.picture, tracks.sound) if track is not None]
    for packet in tracks.container.demux(wanted):
        pictured = packet.stream.index == tracks.picture.index
        if made is not None and not pictured:
            for frame in packet.decode():
                output.mux(list(made.packets(frame, shown)))
            continue
        if not packet.size:
            continue  # the mark of the end
        if not pictured:
            _shift(packet, start)
            packet.stream = kept
            output.mux(packet)
            continue
        if packet.pts is None or packet.is_discard:
            raise FilmRefusedError(NOT_AS_IT_IS)
        count += 1
        shown = max(shown, packet.pts * packet.time_base - start)
        tell(min(1.0, float(shown) / recipe.seconds) if recipe.seconds else 0.0)
        for ready in order.ready(packet):
            _shift(ready, start)
            ready.stream = picture
            output.mux(ready)
    if made is not None:
        output.mux(list(made.rest()))
    return count


class _Order:
    """Says when the first pictures are decoded where the source leaves that open (Matroska)."""

    def __init__(self, step: Fraction) -> None:
        """step: seconds from one picture to the next."""
        self._step = step
        self._open: list[Any] = []

    def ready(self, packet: Any) -> Iterator[Any]:
        """Packets that are settled now. Raises FilmRefusedError where too many stay open."""
        self._open.append(packet)
        if packet.dts is None:
            if len(self._open) > _MOST_OPEN:
                raise FilmRefusedError(NOT_AS_IT_IS)
            return
        settled, self._open = self._open, []
        ticks = self._step / Fraction(packet.time_base)
        for number, held in enumerate(reversed(settled)):
            held.dts = packet.dts - math.ceil(number * ticks)
        yield from settled


def _start(tracks: FilmTracks) -> Fraction:
    """When the first track begins, in seconds of the source's clock."""
    begins = [
        track.start_time * Fraction(track.time_base)
        for track in (tracks.picture, tracks.sound)
        if track is not None and track.start_time is not None
    ]
    return Fraction(min(begins, default=0))


def _shift(packet: Any, start: Fraction) -> None:
    ticks = round(start / Fraction(packet.time_base))
    packet.dts -= ticks
    if packet.pts is not None:
        packet.pts -= ticks
