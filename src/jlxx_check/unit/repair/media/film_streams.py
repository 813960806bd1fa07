"""The source opened: which of its tracks are taken, and where its time begins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any

from jlxx_check.errors import InternalError
from jlxx_check.probes.video.film_opening import opening_options
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

#: Cover pictures and a player's index pictures are no film.
_NO_FILM = ("attached_pic", "timed_thumbnails", "still_image")
#: Sound that a programme for all is not (a description of the picture for the blind).
_NO_PROGRAMME = ("visual_impaired", "comment", "dub")


class FilmRefusedError(InternalError):
    """Nothing whole can be made of this film; ``text`` says why."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


NO_PICTURE = Text("这个视频里没有能读出的画面。", "This video has no picture that can be read.")


@frozen
class FilmTracks:
    """The opened source and the tracks taken of it. Whatever is of FFmpeg's is untyped here."""

    container: Any
    picture: Any
    #: None: a film without sound.
    sound: Any | None
    notes: tuple[Text, ...]

    @property
    def sound_lead(self) -> Fraction:
        """Seconds by which the sound starts before the picture, as the container has it."""
        if self.sound is None or self.sound.start_time is None or self.picture.start_time is None:
            return Fraction(0)
        return _seconds(self.picture.start_time, self.picture) - _seconds(
            self.sound.start_time, self.sound
        )


def _seconds(ticks: int, track: Any) -> Fraction:
    return Fraction(ticks) * Fraction(track.time_base)


@contextmanager
def opened(path: Path, demuxer: str) -> Iterator[FilmTracks]:
    """The source with its default tracks. Raises FilmRefusedError, and what FFmpeg raises."""
    import av

    with av.open(str(path.absolute()), format=demuxer, **opening_options()) as container:
        picture = _chosen(container.streams.video, _NO_FILM)
        if picture is None:
            raise FilmRefusedError(NO_PICTURE)
        sound = _chosen(container.streams.audio, _NO_PROGRAMME)
        yield FilmTracks(container, picture, sound, _left_out(container, picture, sound))


def _chosen(tracks: Any, unlike: tuple[str, ...]) -> Any | None:
    """The first default track that can be decoded, else the first that can be."""
    known = [track for track in tracks if track.codec_context is not None]
    fit = [track for track in known if not _is(track, *unlike)] or (
        [] if unlike is _NO_FILM else known
    )
    return next(iter([track for track in fit if _is(track, "default")] or fit), None)


def _is(track: Any, *marks: str) -> bool:
    disposition = track.disposition
    return any(disposition & getattr(type(disposition), mark) for mark in marks)


def _left_out(container: Any, picture: Any, sound: Any | None) -> tuple[Text, ...]:
    """What of the source is not in the result, but for cover pictures."""
    notes = []
    others = [
        (container.streams.video, picture, Text("另外的画面轨道", "other picture tracks")),
        (container.streams.audio, sound, Text("另外的声音轨道", "other sound tracks")),
        (container.streams.subtitles, None, Text("字幕轨道", "subtitle tracks")),
        (container.streams.data, None, Text("附加数据轨道", "tracks of data")),
    ]
    for tracks, taken, what in others:
        count = sum(track is not taken and not _is(track, *_NO_FILM) for track in tracks)
        if count:
            notes.append(
                Text(
                    f"原视频还有{what.zh}{count}条，没有放进转换后的文件。",
                    f"The source has {what.en} ({count}) that the result does not have.",
                )
            )
    return tuple(notes)
