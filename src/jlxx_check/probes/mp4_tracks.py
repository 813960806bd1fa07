"""What the index of an ISO base media file says of its tracks."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from jlxx_check.model.text import Text
from jlxx_check.probes.avc import pictures
from jlxx_check.probes.mp4_boxes import Beyond, BrokenIndex, child, children, column, numbers, rows

_CODECS = {
    "avc1": "AVC",
    "avc2": "AVC",
    "avc3": "AVC",
    "avc4": "AVC",
    "hvc1": "HEVC",
    "hev1": "HEVC",
    "dvh1": "HEVC",
    "dvhe": "HEVC",
    "mp4v": "MPEG-4 Visual",
    "av01": "AV1",
    "vp08": "VP8",
    "vp09": "VP9",
    "s263": "H.263",
    "h263": "H.263",
    "jpeg": "JPEG",
    "mjpa": "JPEG",
    "mjpb": "JPEG",
    "png ": "PNG",
}
#: Tracks of one file; a camera's has two to five, a film in many languages some dozens.
MAX_TRACKS = 100

_STILL = frozenset({"JPEG", "PNG"})


@dataclass(slots=True)
class Track:
    """One track. scale: ticks a second of its media; movie_scale: of its edit list.

    width, height: coded pixels. pixel_aspect: width of a pixel over its height.
    turned: a quarter turn is asked for. edits: duration (movie ticks), start (media ticks).
    time_runs: count and duration of samples. offset_runs: count and presentation offset.
    only_frames: False where H.264 fields may be coded. external: the media is in another file.
    uniform_size: bytes of every sample, 0 where ``sizes`` lists them.
    """

    number: int = 0
    enabled: bool = True
    handler: str = ""
    codec: str | None = None
    width: int = 0
    height: int = 0
    pixel_aspect: float | None = None
    turned: bool = False
    scale: int = 0
    movie_scale: int = 0
    edits: list[tuple[int, int]] = field(default_factory=list)
    time_runs: list[tuple[int, ...]] = field(default_factory=list)
    offset_runs: list[tuple[int, ...]] = field(default_factory=list)
    uniform_size: int = 0
    sample_count: int = 0
    sizes: array[int] = field(default_factory=lambda: array("I"))
    chunks: array[int] = field(default_factory=lambda: array("Q"))
    chunk_runs: list[tuple[int, ...]] = field(default_factory=list)
    external: bool = False
    only_frames: bool | None = None


def read_tracks(moov: memoryview) -> list[Track]:
    """Every track of the index. Raises BrokenIndex, Beyond."""
    header = child(moov, "mvhd")
    if header is None or len(header) < 20:
        raise BrokenIndex("mvhd")
    (scale,) = numbers(header, ">I", 20 if header[0] == 1 else 12)
    bodies = [body for kind, body in children(moov) if kind == "trak"]
    if len(bodies) > MAX_TRACKS:
        raise Beyond(Text("文件的轨道数", "Tracks of the file"), len(bodies), MAX_TRACKS)
    return [_track(body, scale) for body in bodies]


def picture_track(tracks: list[Track]) -> Track | None:
    """The track that is shown: the first enabled moving picture. Cover art is none."""
    pictures = [
        track
        for track in tracks
        if track.handler == "vide" and not (track.codec in _STILL and track.sample_count <= 1)
    ]
    enabled = [track for track in pictures if track.enabled]
    return next(iter(enabled or pictures), None)


def _track(trak: memoryview, movie_scale: int) -> Track:
    track = Track(movie_scale=movie_scale)
    _header(track, child(trak, "tkhd"))
    media = child(trak, "mdia")
    if media is None:
        raise BrokenIndex("mdia")
    if (header := child(media, "mdhd")) is not None and len(header):
        (track.scale,) = numbers(header, ">I", 20 if header[0] == 1 else 12)
    if (handler := child(media, "hdlr")) is not None:
        track.handler = bytes(handler[8:12]).decode("latin-1")
    track.edits = _edits(child(trak, "edts", "elst"))
    if (table := child(media, "minf", "stbl")) is not None:
        _samples(track, table)
    if (source := child(media, "minf", "dinf", "dref")) is not None:
        flags = [body[3] for _, body in children(source[8:]) if len(body) >= 4]
        track.external = bool(flags) and not any(flag & 1 for flag in flags)
    return track


def _header(track: Track, header: memoryview | None) -> None:
    if header is None or len(header) < 4:
        raise BrokenIndex("tkhd")
    long = header[0] == 1
    track.enabled = bool(header[3] & 1)
    (track.number,) = numbers(header, ">I", 20 if long else 12)
    a, b, _, c, d = numbers(header, ">5i", 52 if long else 40)
    track.turned = abs(b) + abs(c) > abs(a) + abs(d)


def _edits(data: memoryview | None) -> list[tuple[int, int]]:
    if data is None or not len(data):
        return []
    layout = ">Qqi" if data[0] == 1 else ">Iii"
    return [(duration, start) for duration, start, _rate in rows(data, layout)]


def _samples(track: Track, table: memoryview) -> None:
    if (description := child(table, "stsd")) is not None:
        _description(track, description)
    track.time_runs = rows(child(table, "stts"), ">II")
    offsets = child(table, "ctts")
    # Version 0 is unsigned by the standard, but some writers put negative numbers there.
    track.offset_runs = rows(offsets, ">Ii")
    if (sizes := child(table, "stsz")) is not None:
        track.uniform_size, track.sample_count = numbers(sizes, ">II", 4)
        if not track.uniform_size:
            track.sizes = column(sizes, track.sample_count, 12)
    for name, code in (("stco", "I"), ("co64", "Q")):
        if (places := child(table, name)) is not None:
            (count,) = numbers(places, ">I", 4)
            track.chunks = column(places, count, 8, code)
    track.chunk_runs = rows(child(table, "stsc"), ">III")


def _description(track: Track, description: memoryview) -> None:
    entry = next(children(description[8:]), None)
    if entry is None:
        return
    kind, body = entry
    if kind == "encv" and (original := child(body[78:], "sinf", "frma")) is not None:
        kind = bytes(original[:4]).decode("latin-1")
    track.codec = _CODECS.get(kind, kind.strip() or None)
    if kind.startswith(("ap4", "apc")):
        track.codec = "ProRes"
    if track.handler != "vide" or len(body) < 78:
        return
    track.width, track.height = numbers(body, ">HH", 24)
    try:
        aspect = child(body[78:], "pasp")
        configuration = child(body[78:], "avcC")
    except BrokenIndex:
        return  # QuickTime entries may end in bytes that are no boxes
    if configuration is not None and (said := pictures(bytes(configuration))) is not None:
        track.only_frames = said.only_frames
        if said.pixel_aspect is not None:
            track.pixel_aspect = float(said.pixel_aspect)
    if aspect is not None:  # the container's word goes before the codec's, as players take it
        across, down = numbers(aspect, ">II", 0)
        if across and down:
            track.pixel_aspect = across / down
