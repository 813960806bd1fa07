"""What the index of an ISO base media file says of its tracks."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field

from jlxx_check.probes.mp4_boxes import child, children, column, numbers, rows
from jlxx_check.probes.unreadable import DamagedError, TooBigError, UnreadableError
from jlxx_check.probes.video.avc import pictures
from jlxx_check.probes.video.mp4_sound import described, object_type
from jlxx_check.text import Text

_CODECS = {
    "avc1": "AVC",
    "avc2": "AVC",
    "avc3": "AVC",
    "avc4": "AVC",
    **dict.fromkeys(("dva1", "dvav", "H264", "h264", "X264", "x264"), "AVC"),
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
#: Object types of mp4v (ISO/IEC 14496-1, table 5) that are no MPEG-4 Visual; covers are such.
_OTHER_TYPES = {
    **{0x21: "AVC", 0x23: "HEVC", 0x6A: "MPEG-1 Video", 0x6C: "JPEG", 0x6D: "PNG"},
    **dict.fromkeys(range(0x60, 0x66), "MPEG-2 Video"),
}
#: Tracks of one file; a camera's has two to five, a film in many languages some dozens.
MAX_TRACKS = 100

#: More zeros in a row than parameter sets and what goes before them can hold.
_ZEROS = bytes(16)

_STILL = frozenset({"JPEG", "PNG"})


@dataclass(slots=True)
class Track:
    """One track."""

    number: int = 0
    enabled: bool = True
    handler: str = ""
    codec: str | None = None
    #: Pixels by the container.
    width: int = 0
    #: Pixels by the container.
    height: int = 0
    #: By the coded picture itself, where it says.
    coded: tuple[int, int] | None = None
    #: Width of a pixel over its height.
    pixel_aspect: float | None = None
    #: A quarter turn is asked for.
    turned: bool = False
    #: The factor by which the matrix draws the picture larger or smaller, 1 for as it is.
    scaled: float = 1.0
    #: Ticks a second of its media.
    scale: int = 0
    #: Ticks a second of its edit list.
    movie_scale: int = 0
    #: Duration (movie ticks), start (media ticks).
    edits: list[tuple[int, int]] = field(default_factory=list)
    #: Count and duration of samples.
    time_runs: list[tuple[int, ...]] = field(default_factory=list)
    #: Count and presentation offset.
    offset_runs: list[tuple[int, ...]] = field(default_factory=list)
    #: Bytes of every sample, 0 where ``sizes`` lists them.
    uniform_size: int = 0
    sample_count: int = 0
    sizes: array[int] = field(default_factory=lambda: array("I"))
    chunks: array[int] = field(default_factory=lambda: array("Q"))
    chunk_runs: list[tuple[int, ...]] = field(default_factory=list)
    #: The media is in another file.
    external: bool = False
    #: Its pictures or its sound are encrypted (ISO/IEC 23001-7).
    encrypted: bool = False
    #: False where H.264 fields may be coded.
    only_frames: bool | None = None
    #: Samples of sound a second as they are played.
    sample_rate: int | None = None
    #: Its sound is coded so that no packet begins with zeros.
    marked_packets: bool = False


def read_tracks(moov: memoryview) -> list[Track]:
    """Every track of the index. Raises DamagedError, TooBigError."""
    header = child(moov, "mvhd")
    if header is None or len(header) < 20:
        raise DamagedError("mvhd")
    (scale,) = numbers(header, ">I", 20 if header[0] == 1 else 12)
    if not scale:
        raise DamagedError("mvhd")
    bodies = [body for kind, body in children(moov) if kind == "trak"]
    if len(bodies) > MAX_TRACKS:
        raise TooBigError(Text("文件的轨道数", "Tracks of the file"), len(bodies), MAX_TRACKS)
    return [_track(body, scale) for body in bodies]


def picture_track(tracks: list[Track]) -> Track | None:
    """The track that is shown: the first enabled moving picture. Cover art is none."""
    pictures = moving_pictures(tracks)
    enabled = [track for track in pictures if track.enabled]
    return next(iter(enabled or pictures), None)


def moving_pictures(tracks: list[Track]) -> list[Track]:
    """Every picture track but cover art; chapters' pictures are none where there is another."""
    pictures = [
        track
        for track in tracks
        if track.handler == "vide" and not (track.codec in _STILL and track.sample_count <= 1)
    ]
    return [track for track in pictures if track.codec not in _STILL] or pictures


def _track(trak: memoryview, movie_scale: int) -> Track:
    track = Track(movie_scale=movie_scale)
    _header(track, child(trak, "tkhd"))
    media = child(trak, "mdia")
    if media is None:
        raise DamagedError("mdia")
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
        raise DamagedError("tkhd")
    long = header[0] == 1
    track.enabled = bool(header[3] & 1)
    (track.number,) = numbers(header, ">I", 20 if long else 12)
    if not track.number:  # no track has this one (8.3.2.3): the header is blank
        raise DamagedError("tkhd")
    a, b, _, c, d = numbers(header, ">5i", 52 if long else 40)
    track.turned = abs(b) + abs(c) > abs(a) + abs(d)
    if area := abs(a * d - b * c):  # 16.16 fixed-point numbers
        track.scaled = math.sqrt(area) / (1 << 16)


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
    track.encrypted = kind in ("encv", "enca")
    if kind == "encv" and (original := child(body[78:], "sinf", "frma")) is not None:
        kind = bytes(original[:4]).decode("latin-1")
    track.codec = _CODECS.get(kind, kind.strip() or None)
    if kind.startswith(("ap4", "apc")):
        track.codec = "ProRes"
    if track.handler == "soun":
        sound = described(kind, body)
        track.codec, track.sample_rate = sound.codec, sound.rate
        track.marked_packets = sound.marked_packets
    if track.handler != "vide" or len(body) < 78:
        return
    track.width, track.height = numbers(body, ">HH", 24)
    try:
        # Where an editor added one to another's, players take the last.
        aspect = next((at for kind, at in [*children(body[78:])][::-1] if kind == "pasp"), None)
        configuration = child(body[78:], "avcC")
        other = child(body[78:], "hvcC")
        stream = child(body[78:], "esds") if kind == "mp4v" else None
    except UnreadableError:
        return  # QuickTime entries may end in bytes that are no boxes
    if any(_ZEROS in bytes(found) for found in (configuration, other) if found is not None):
        raise DamagedError("parameter sets")
    if stream is not None and (told := _OTHER_TYPES.get(object_type(stream) or 0)):
        track.codec = told
    if configuration is not None and (said := pictures(bytes(configuration))) is not None:
        track.only_frames = said.only_frames
        track.coded = (said.width, said.height)
        if said.pixel_aspect is not None:
            track.pixel_aspect = float(said.pixel_aspect)
    if aspect is not None:  # the container's word goes before the codec's, as players take it
        across, down = numbers(aspect, ">II", 0)
        if across and down:
            track.pixel_aspect = across / down
