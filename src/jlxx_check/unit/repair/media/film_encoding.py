"""A film made anew: decoded once, each frame made as asked, encoded as H.264 and AAC."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from jlxx_check.text import Text
from jlxx_check.unit.repair.media import film_light, film_picture
from jlxx_check.unit.repair.media.film_bits import picture_options
from jlxx_check.unit.repair.media.film_pace import Pacer
from jlxx_check.unit.repair.media.film_picture import FieldJoiner, PictureMaker
from jlxx_check.unit.repair.media.film_recipe import FilmRecipe
from jlxx_check.unit.repair.media.film_sound import SoundMaker
from jlxx_check.unit.repair.media.film_streams import NO_PICTURE, FilmRefusedError, FilmTracks
from jlxx_check.values.spans import spoken

#: Share of the packets of sound that may be broken, and are silent then; of a short film a few.
_MOST_SILENT, _FEW_SILENT = 0.01, 2
#: Share of frames that may come before the one ahead of them; of a short film a few.
_MOST_ASTRAY, _FEW_ASTRAY = 0.01, 2
#: Containers that say when frames are decoded, and not when they are shown.
_TELLS_DECODING = frozenset({"avi"})
#: Packets of sound that are kept until the first picture is seen: some minutes.
_MOST_WAITING = 20_000
#: Seconds by which a film may run on beyond its said length before its times are called broken.
_TOO_LONG = 60

_JUMP = Text(
    "视频画面的时间有很大的跳跃，无法转换。",
    "The times of the film's pictures jump far, so that it cannot be converted.",
)
_DOLBY = Text(
    "这是只有杜比视界设备才能正常显示的视频，请用手机或剪辑软件导出为普通（SDR）视频。",
    "Only Dolby Vision screens show this film: export it as an ordinary (SDR) one with the phone "
    "or an editor.",
)
_TOO_LATE = Text(
    "视频的画面比声音晚得太多，无法转换。",
    "The film's picture comes too long after its sound to be converted.",
)
_NO_SOUND = Text(
    "视频的声音损坏太多，无法完整转换。",
    "Too much of the film's sound is broken to convert it whole.",
)
_MIXED = Text("多声道的声音已合成为双声道。", "Sound of many channels was mixed into two.")
_TONED = Text(
    "高动态范围（HDR）的画面已转换为普通画面。",
    "The picture of high dynamic range (HDR) was toned down.",
)


class FilmEncoder:
    """Makes one film of one source."""

    def __init__(
        self,
        tracks: FilmTracks,
        recipe: FilmRecipe,
        folder: Path,
        tell: Callable[[float], None],
    ) -> None:
        """folder: for what is only needed meanwhile. tell: told the share that is done.

        Raises FilmRefusedError.
        """
        self._tracks, self._recipe, self._tell = tracks, recipe, tell
        source = tracks.picture
        usual = 1 / Fraction(source.average_rate or source.guessed_rate or recipe.rate)
        begin = (source.start_time or 0) * Fraction(source.time_base)
        decoding_from = begin if recipe.demuxer in _TELLS_DECODING else None
        self._pacer = Pacer(recipe.rate, usual, decoding_from)
        aspect = Fraction(source.sample_aspect_ratio or 1) or Fraction(1)
        light = int(source.codec_context.color_trc or 0)
        if film_light.is_dolby_alone(source.codec_context.codec_tag, light):
            raise FilmRefusedError(_DOLBY)
        self._maker = PictureMaker(recipe.size, recipe.pixel_aspect, aspect, light, folder)
        self._fields = FieldJoiner() if recipe.interlaced else None
        self._sound: SoundMaker | None = None
        self._waiting: list[Any] = []
        self._first_place = 0
        self._shown: tuple[Any, Any] | None = None
        self._good_sound = self._bad_sound = 0
        self._track: Any = None
        #: Frames of the result so far.
        self.frames = 0

    @property
    def seconds(self) -> Fraction:
        """How long the source's picture runs, as far as it was seen."""
        return self._pacer.seconds

    def write(self, output: Any) -> None:
        """Fill an opened container. Raises FilmRefusedError, OSError, and what FFmpeg raises."""
        self._output = output
        tracks = self._tracks
        self._track = self._picture_track()
        if tracks.sound is not None:
            recipe = self._recipe
            self._sound = SoundMaker(output, tracks.sound, recipe.sound_rate, recipe.sound_bits)
        wanted = [track for track in (tracks.picture, tracks.sound) if track is not None]
        for packet in tracks.container.demux(wanted):
            if packet.stream.index == tracks.picture.index:
                for frame in self._decoded(packet):
                    self._see(frame)
            elif self._pacer.start is None:
                self._wait(packet)
            else:
                self._hear(packet)
        self._finish()

    def notes(self) -> Iterator[Text]:
        """What became of the source that a person may want to know."""
        if self._maker.toned:
            yield _TONED
        if self._sound is not None and self._sound.mixed:
            yield _MIXED
        if self._bad_sound:
            yield Text(
                f"声音有{self._bad_sound}处很短的损坏，已用静音代替。",
                f"Sound was broken in {self._bad_sound} short places, which are silent now.",
            )

    def _picture_track(self) -> Any:
        recipe, sound = self._recipe, self._tracks.sound
        bits = (recipe.sound_bits or SoundMaker.usual_bits(sound)) if sound is not None else 0.0
        track = self._output.add_stream(
            "libx264", rate=recipe.rate, options=picture_options(recipe, bits)
        )
        coded = track.codec_context
        coded.pix_fmt = "yuv420p"
        coded.time_base = 1 / recipe.rate
        # PyAV threads within a frame unless told otherwise, which x264 takes for slices.
        coded.thread_type, coded.thread_count = "AUTO", 0
        coded.color_range = film_picture.LIMITED
        coded.colorspace = coded.color_primaries = coded.color_trc = film_picture.BT709
        source = self._tracks.picture.codec_context
        source.thread_type, source.thread_count = "AUTO", 0
        return track

    def _decoded(self, packet: Any) -> Iterator[Any]:
        """A packet's frames. Raises FilmRefusedError where a picture is broken."""
        import av

        try:
            frames = packet.decode()
        except av.error.FFmpegError as error:
            if self._pacer.start is None:
                return  # recordings cut out of others begin with frames that lack their past
            raise self._broken() from error
        for frame in frames:
            if not frame.is_corrupt:
                yield frame
            elif self._pacer.start is not None:
                raise self._broken()

    def _broken(self) -> FilmRefusedError:
        at = spoken(float(self._pacer.seconds))
        return FilmRefusedError(
            Text(
                f"视频在{at.zh}左右的画面损坏，无法完整转换。",
                f"The picture is broken at about {at.en}, so that the film cannot be converted "
                "whole.",
            )
        )

    def _see(self, frame: Any) -> None:
        for whole in self._fields.push(frame) if self._fields else (frame,):
            self._pace(whole)

    def _pace(self, frame: Any) -> None:
        first = self._pacer.start is None
        for place, shown in self._pacer.place(frame):
            self._show(place, shown)
        if first:
            self._begin(frame)
        seconds = self._recipe.seconds
        if seconds:
            if self.seconds > seconds + _TOO_LONG:
                raise FilmRefusedError(_JUMP)
            self._tell(min(1.0, float(self.seconds) / seconds))

    def _begin(self, frame: Any) -> None:
        """Set where the result begins: with the picture, or with sound that is long before it."""
        coded = self._track.codec_context
        coded.width, coded.height = self._maker.settle(frame)
        coded.sample_aspect_ratio = self._recipe.pixel_aspect
        start, rate = self._pacer.start or Fraction(0), self._recipe.rate
        self._first_place = max(0, math.floor(self._tracks.sound_lead * rate))
        if self._sound is not None:
            self._sound.begin(start - self._first_place / rate)
        waiting, self._waiting = self._waiting, []
        for packet in waiting:
            self._hear(packet)

    def _show(self, place: int, frame: Any) -> None:
        if self._shown is None or self._shown[0] is not frame:
            made = self._maker.made(frame)
            made.pict_type = 0  # the source's key frames are not the result's
            made.time_base = 1 / self._recipe.rate
            self._shown = (frame, made)
        made = self._shown[1]
        made.pts = self._first_place + place
        self._output.mux(self._track.encode(made))
        self.frames += 1

    def _wait(self, packet: Any) -> None:
        if len(self._waiting) >= _MOST_WAITING:
            raise FilmRefusedError(_TOO_LATE)
        self._waiting.append(packet)

    def _hear(self, packet: Any) -> None:
        import av

        assert self._sound is not None
        try:
            frames = packet.decode()
        except av.error.FFmpegError:
            self._bad_sound += 1
            return
        for frame in frames:
            self._good_sound += 1
            self._output.mux(list(self._sound.packets(frame, self._pacer.seconds)))

    def _finish(self) -> None:
        for whole in self._fields.rest() if self._fields else ():
            self._pace(whole)
        for place, shown in self._pacer.rest():
            self._show(place, shown)
        if self._shown is None:
            raise FilmRefusedError(NO_PICTURE)
        if self._pacer.astray > max(_FEW_ASTRAY, _MOST_ASTRAY * self.frames):
            raise FilmRefusedError(_JUMP)
        self._output.mux(self._track.encode(None))
        if self._sound is None:
            return
        if self._bad_sound > max(_FEW_SILENT, _MOST_SILENT * self._good_sound):
            raise FilmRefusedError(_NO_SOUND)
        self._output.mux(list(self._sound.rest()))
