"""MP4 and QuickTime files, measured by their own index."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from jlxx_check.model.facts import Cause, SoundTrack, Unreadable, Video
from jlxx_check.probes.mp4_boxes import MAX_INDEX, Box, child, index, top_level
from jlxx_check.probes.unreadable import DamagedError, TooBigError, UnreadableError
from jlxx_check.probes.video import mp4_damage
from jlxx_check.probes.video.mp4_damage import oddities
from jlxx_check.probes.video.mp4_timing import (
    Frames,
    bit_rate,
    fragment_frames,
    fragment_packets,
    fragment_stretches,
    from_tables,
    timing,
)
from jlxx_check.probes.video.mp4_tracks import Track, picture_track, read_tracks
from jlxx_check.text import Text
from jlxx_check.values.frozen_types import frozen

# fmt: off
_MP4_BRANDS = frozenset({
    "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71",
    "avc1", "dash", "cmfc", "MSNV", "XAVC", "M4VH", "M4VP", "NDSC", "NDSH", "NDXC", "NDXH", "M4V ",
})
# fmt: on


@frozen
class _Parts:
    """The top-level boxes of a file."""

    brands: tuple[str, ...]
    moov: Box | None
    fragments: tuple[Box, ...]
    cut: Box | None
    #: Where the last one ends, as stated.
    end: int


_ENCRYPTED = Unreadable(
    Cause.PASSWORD,
    Text(
        "视频加了密（有版权保护），别的机器无法播放，请用没有加密的原片重新导出。",
        "The video is encrypted and plays nowhere else; export it again from one that is not.",
    ),
)


def read_iso(stream: BinaryIO, size: int) -> Video | Unreadable:
    """Measure an ISO base media file. Never reads media data beyond a few dozen bytes."""
    try:
        parts = _parts(stream, size)
    except TooBigError as over:
        return over.why
    blank = _blank(parts)
    if parts.cut is not None and (parts.cut.kind != "mdat" or parts.moov is None):
        return replace(blank, damage=mp4_damage.cut_short(size, parts.cut.end))
    if parts.moov is None:
        return replace(blank, damage=mp4_damage.NO_INDEX)
    if parts.moov.end - parts.moov.body > MAX_INDEX:
        return _too_large(parts.moov)
    try:
        moov = index(stream, parts.moov)
        tracks = read_tracks(moov)
        if any(track.encrypted for track in tracks if track.enabled):
            return _ENCRYPTED
        video = _measured(stream, size, parts, moov, tracks, blank)
    except TooBigError as over:
        return over.why
    except UnreadableError:
        return replace(blank, damage=mp4_damage.BROKEN_INDEX)
    if parts.cut is not None and video.damage is None:
        video = replace(video, damage=mp4_damage.cut_short(size, parts.cut.end))
    if parts.fragments and video.damage is not None:
        # The index is spread over the pieces: nobody knows how long those ran that are lost.
        return replace(video, duration=None, frame_count=None)
    return video


def sound_alone(stream: BinaryIO, size: int) -> tuple[float, SoundTrack]:
    """How long the first sound track runs (0 where its index does not say), and how it is coded.

    Raises DamagedError, also where there is no sound track or a part of it is missing.
    """
    parts = _parts(stream, size)
    if parts.moov is None or parts.moov.end - parts.moov.body > MAX_INDEX:
        raise DamagedError("moov")
    moov = index(stream, parts.moov)
    track = _sound_track(read_tracks(moov))
    if track is None:
        raise DamagedError("soun")
    if mp4_damage.media_damage(stream, size, [track]) is not None:
        raise DamagedError("mdat")
    found = timing(track, _frames(stream, parts, moov, track))
    return (found.duration if found else 0.0), _sound(stream, parts, moov, track)


def _parts(stream: BinaryIO, size: int) -> _Parts:
    boxes = list(top_level(stream, size))
    first: dict[str, Box] = {}
    for box in boxes:
        first.setdefault(box.kind, box)
    brands: tuple[str, ...] = ()
    if (kind := first.get("ftyp")) is not None:
        stream.seek(kind.body)
        data = stream.read(min(kind.end - kind.body, 512)).decode("latin-1")
        brands = (data[:4], *(data[at : at + 4] for at in range(8, len(data) - 3, 4)))
    cut = boxes[-1] if boxes and boxes[-1].end > size else None
    harmless = ("free", "skip", "wide", "uuid", "udta", "meta")
    return _Parts(
        brands,
        first.get("moov"),
        tuple(box for box in boxes if box.kind == "moof" and box is not cut),
        cut if cut is not None and (cut.kind not in harmless or "moov" not in first) else None,
        boxes[-1].end if boxes else 0,
    )


def _blank(parts: _Parts) -> Video:
    """All that is known of a file whose index cannot be read."""
    major = parts.brands[0] if parts.brands else "qt  "
    is_mp4 = major != "qt  " and any(brand in _MP4_BRANDS for brand in parts.brands)
    name = "QuickTime" if major == "qt  " else "3GP" if major.startswith("3g") else "MP4"
    if name == "MP4" and not is_mp4:
        name = major.strip().upper() or "ISO BMFF"
    return Video(
        container=name,
        is_mp4=is_mp4,
        codec=None,
        width=None,
        height=None,
        progressive=None,
        duration=None,
        frame_rate=None,
        frame_count=None,
        has_sound=False,
        damage=None,
    )


def _measured(
    stream: BinaryIO,
    size: int,
    parts: _Parts,
    moov: memoryview,
    tracks: list[Track],
    blank: Video,
) -> Video:
    sound, track = _sound_track(tracks), picture_track(tracks)
    has_sound = sound is not None
    if track is None:
        return replace(blank, has_sound=has_sound, damage=mp4_damage.NO_PICTURE)
    damage = mp4_damage.media_damage(stream, size, tracks)
    if damage is None and parts.fragments:
        stretches = fragment_stretches(stream, moov, parts.fragments, track)
        sounds = [
            packet
            for other in tracks
            if other.marked_packets
            for packet in fragment_packets(stream, moov, parts.fragments, other)
        ]
        damage = mp4_damage.fragment_damage(stream, size, track.codec, stretches, sounds, parts.end)
    fragmented = child(moov, "mvex") is not None
    if damage is None and fragmented and not parts.fragments and not track.sample_count:
        damage = mp4_damage.NO_INDEX
    found = timing(track, _frames(stream, parts, moov, track))
    stored = _stored(track)
    width, height = _displayed(track, stored)
    return replace(
        blank,
        codec=track.codec,
        width=width,
        height=height,
        progressive=track.only_frames,
        duration=found.duration if found else None,
        frame_rate=found.rate if found else None,
        frame_count=found.frames if found else None,
        spans=found.spans if found else None,
        stored=stored[::-1] if stored and track.turned else stored,
        pixel_aspect=track.pixel_aspect,
        has_sound=has_sound,
        damage=damage,
        bit_rate=None if damage else _bit_rate(stream, parts, moov, track),
        sound=_sound(stream, parts, moov, sound) if sound else None,
        oddities=oddities(tracks, track),
    )


def _sound_track(tracks: list[Track]) -> Track | None:
    """The first sound track, of those that are played where any is."""
    sounds = [track for track in tracks if track.handler == "soun"]
    return next(iter([track for track in sounds if track.enabled] or sounds), None)


def _sound(stream: BinaryIO, parts: _Parts, moov: memoryview, track: Track) -> SoundTrack:
    # Tables of plain samples count them in ways of their own.
    rate = None if track.codec == "PCM" else _bit_rate(stream, parts, moov, track)
    return SoundTrack(track.codec, track.sample_rate, rate)


def _bit_rate(stream: BinaryIO, parts: _Parts, moov: memoryview, track: Track) -> float | None:
    """None also where the tables make no sense: that is said of what depends on them alone."""
    try:
        return bit_rate(stream, moov, parts.fragments, track)
    except UnreadableError:
        return None


def _frames(stream: BinaryIO, parts: _Parts, moov: memoryview, track: Track) -> Frames:
    if parts.fragments:
        return fragment_frames(stream, moov, parts.fragments, track)
    return from_tables(track)


def _stored(track: Track) -> tuple[int, int] | None:
    """Pixels that are coded: players go by them, whatever the container says beside them."""
    if track.coded and min(track.coded) > 0:
        return track.coded
    return (track.width, track.height) if track.width and track.height else None


def _displayed(track: Track, stored: tuple[int, int] | None) -> tuple[int, int] | tuple[None, None]:
    """Pixels as a player shows them: square pixels, upright."""
    if stored is None:
        return None, None
    width, height = round(stored[0] * (track.pixel_aspect or 1)), stored[1]
    return (height, width) if track.turned else (width, height)


def _too_large(moov: Box) -> Unreadable:
    found, limit = (moov.end - moov.body) / 1e6, MAX_INDEX / 1e6
    return Unreadable(
        Cause.LIMIT,
        Text(
            f"视频的索引有 {found:.0f} MB，超过本程序能处理的 {limit:.0f} MB。",
            f"The video's index has {found:.0f} MB; this program reads up to {limit:.0f} MB.",
        ),
    )
