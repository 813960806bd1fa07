"""MP4 and QuickTime files, measured by their own index."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import BinaryIO

from jlxx_check.model.facts import Cause, Unreadable, Video
from jlxx_check.model.text import Text
from jlxx_check.probes import mp4_damage
from jlxx_check.probes.mp4_boxes import MAX_INDEX, Beyond, Box, BrokenIndex, child, index, top_level
from jlxx_check.probes.mp4_fragments import fragment_frames
from jlxx_check.probes.mp4_timing import Frames, from_tables, timing
from jlxx_check.probes.mp4_tracks import Track, picture_track, read_tracks

# fmt: off
_MP4_BRANDS = frozenset({
    "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "mp71",
    "avc1", "dash", "cmfc", "MSNV", "XAVC", "M4VH", "M4VP", "NDSC", "NDSH", "NDXC", "NDXH", "M4V ",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class _Parts:
    """The top-level boxes of a file."""

    brands: tuple[str, ...]
    moov: Box | None
    media: tuple[Box, ...]
    fragments: tuple[Box, ...]
    cut: Box | None


def read_iso(stream: BinaryIO, size: int) -> Video | Unreadable:
    """Measure an ISO base media file. Never reads media data beyond a few dozen bytes."""
    try:
        parts = _parts(stream, size)
    except Beyond as over:
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
        video = _measured(stream, size, parts, moov, tracks, blank)
    except Beyond as over:
        return over.why
    except BrokenIndex:
        return replace(blank, damage=mp4_damage.BROKEN_INDEX)
    if parts.cut is not None and video.damage is None:
        return replace(video, damage=mp4_damage.cut_short(size, parts.cut.end))
    return video


def sound_seconds(stream: BinaryIO, size: int) -> float:
    """How long the first sound track runs; 0 where its index does not say.

    Raises BrokenIndex, also where there is no sound track.
    """
    parts = _parts(stream, size)
    if parts.moov is None or parts.moov.end - parts.moov.body > MAX_INDEX:
        raise BrokenIndex("moov")
    moov = index(stream, parts.moov)
    track = next((item for item in read_tracks(moov) if item.handler == "soun"), None)
    if track is None:
        raise BrokenIndex("soun")
    frames = _frames(stream, parts, moov, track)
    found = timing(track, frames) if frames is not None else None
    return found.duration if found else 0.0


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
        tuple(box for box in boxes if box.kind == "mdat"),
        tuple(box for box in boxes if box.kind == "moof" and box is not cut),
        cut if cut is not None and (cut.kind not in harmless or "moov" not in first) else None,
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
        jitter=None,
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
    has_sound = any(track.handler == "soun" for track in tracks)
    track = picture_track(tracks)
    if track is None:
        return replace(blank, has_sound=has_sound, damage=mp4_damage.NO_PICTURE)
    damage = mp4_damage.media_damage(stream, size, tracks)
    fragmented = child(moov, "mvex") is not None
    if damage is None and fragmented and not parts.fragments and not track.sample_count:
        damage = mp4_damage.NO_INDEX
    found = timing(track, _frames(stream, parts, moov, track))
    width, height = _displayed(track)
    return replace(
        blank,
        codec=track.codec,
        width=width,
        height=height,
        progressive=track.only_frames,
        duration=found.duration if found else None,
        frame_rate=found.rate if found else None,
        frame_count=found.frames if found else None,
        jitter=found.jitter if found else None,
        has_sound=has_sound,
        damage=damage,
    )


def _frames(stream: BinaryIO, parts: _Parts, moov: memoryview, track: Track) -> Frames:
    if parts.fragments:
        return fragment_frames(stream, moov, parts.fragments, track)
    return from_tables(track)


def _displayed(track: Track) -> tuple[int | None, int | None]:
    """Pixels as a player shows them: square pixels, upright."""
    if not track.width or not track.height:
        return None, None
    width, height = round(track.width * (track.pixel_aspect or 1)), track.height
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
